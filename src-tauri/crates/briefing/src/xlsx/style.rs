//! How cells look: Times New Roman, thin lines, at least two decimals.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::content::{Align, Cell, RowKind};
use crate::typeface::Ruler;

/// Two decimals, and more only where they are significant: a shown number is never a silently rounded one.
const FIGURE: &str = "0.00##";
/// A gain or a fall carries its sign.
const SIGNED: &str = "+0.00##;\u{2212}0.00##;0.00";

/// The formats of a workbook, made once.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) reference: Format,
    pub(super) text: Format,
    pub(super) note: Format,
    pub(super) unit: Format,
    pub(super) heading: Format,
    /// Of the letters of the tables.
    pub(super) regular: Ruler,
    pub(super) bold: Ruler,
    cells: Vec<(CellLook, Format)>,
}

/// Greys as on the printed page.
const GROUNDS: [u32; 5] = [0x00F2_F2F2, 0x00E0_E0E0, 0x00CA_CACA, 0x00B2_B2B2, 0x00E8_E8E8];

#[derive(Clone, Copy, PartialEq, Eq)]
struct CellLook {
    bold: bool,
    /// 0 is white, 1 to 4 the shades of a cell, 5 the ground of a lĩnh vực.
    ground: usize,
    italic: bool,
    align: Align,
    number: Option<&'static str>,
}

impl Style {
    pub(super) fn new() -> Self {
        let base = || {
            Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(11)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
        };
        let mut cells = Vec::new();
        for bold in [false, true] {
            for ground in 0..=GROUNDS.len() {
                for italic in [false, true] {
                    for align in [Align::Left, Align::Center, Align::Right] {
                        for number in [None, Some(FIGURE), Some(SIGNED)] {
                            let look = CellLook { bold, ground, italic, align, number };
                            cells.push((look, look.format(base())));
                        }
                    }
                }
            }
        }
        Self {
            title: base().set_font_size(14).set_bold().set_align(FormatAlign::Center),
            reference: base().set_font_size(14).set_italic().set_align(FormatAlign::Center),
            text: base().set_font_size(12),
            note: base().set_italic().set_align(FormatAlign::Top),
            unit: Format::new()
                .set_font_name("Times New Roman")
                .set_font_size(11)
                .set_italic()
                .set_align(FormatAlign::Right),
            heading: base()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_border(FormatBorder::Thin),
            regular: Ruler::new(11, false),
            bold: Ruler::new(11, true),
            cells,
        }
    }

    pub(super) fn cell(&self, row: RowKind, cell: &Cell, column: Option<Align>) -> &Format {
        // where a figure is missing one may be filled in: it is to be a number then
        let may_be_figure = cell.points.is_some() || column == Some(Align::Right);
        let number = may_be_figure.then_some(if cell.signed { SIGNED } else { FIGURE });
        let align = match column {
            _ if row == RowKind::Total && cell.span > 1 => Align::Center,
            Some(align) => align,
            None => Align::Left,
        };
        let look = CellLook {
            bold: row != RowKind::Component,
            ground: if row == RowKind::Field { GROUNDS.len() } else { usize::from(cell.shade) },
            italic: cell.aside,
            align,
            number,
        };
        self.cells.iter().find(|(l, _)| *l == look).map_or(&self.text, |(_, format)| format)
    }
}

impl CellLook {
    fn format(self, base: Format) -> Format {
        let mut format = base.set_border(FormatBorder::Thin).set_align(match self.align {
            Align::Left => FormatAlign::Left,
            Align::Center => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        });
        if self.bold {
            format = format.set_bold();
        }
        if self.italic {
            format = format.set_italic();
        }
        if let Some(ground) = self.ground.checked_sub(1).and_then(|i| GROUNDS.get(i)) {
            format = format.set_background_color(Color::RGB(*ground));
        }
        match self.number {
            Some(number) => format.set_num_format(number),
            // text stays text when somebody edits it
            None => format.set_num_format("@"),
        }
    }
}
