//! The looks of a form's cells.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use scorebook::Level;

/// Every text of a form.
const FONT: &str = "Times New Roman";
/// Letter size of the table, in points.
pub(crate) const SIZE: u32 = 12;
/// Letter size of the title, in points.
pub(crate) const TITLE_SIZE: u32 = 14;
/// Two decimals; more only where there are more, since a shown number is never a silently rounded one.
const POINTS: &str = "0.00##";
/// Header and total.
const HEAD_FILL: Color = Color::RGB(0xDD_E6_F0);
/// Lĩnh vực.
const FIELD_FILL: Color = Color::RGB(0xEE_F2_F7);
/// Cells to fill in.
const FILL_IN: Color = Color::RGB(0xFF_F9_DB);
const RULE: Color = Color::RGB(0x7F_7F_7F);

/// A row and a column nobody has set, in pixels, as that font at that size has them.
pub(crate) const ROW_PIXELS: u32 = 21;
pub(crate) const COLUMN_PIXELS: u32 = 72;

/// Cells without a look of their own.
pub(crate) fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(SIZE)
}

fn text() -> Format {
    plain().set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

fn ruled() -> Format {
    text().set_border(FormatBorder::Thin).set_border_color(RULE)
}

/// A line above or below the table.
pub(crate) fn centred() -> Format {
    text().set_align(FormatAlign::Center)
}

pub(crate) fn title() -> Format {
    centred().set_bold().set_font_size(TITLE_SIZE)
}

pub(crate) fn sample_mark() -> Format {
    centred().set_bold().set_font_color(Color::RGB(0xB0_1E_1E))
}

pub(crate) fn instruction() -> Format {
    text().set_italic()
}

pub(crate) fn head() -> Format {
    ruled().set_bold().set_align(FormatAlign::Center).set_background_color(HEAD_FILL)
}

/// A code or name of that level.
pub(crate) fn label(level: Level) -> Format {
    of_level(ruled(), level)
}

/// Centred.
pub(crate) fn middle(level: Level) -> Format {
    label(level).set_align(FormatAlign::Center)
}

/// Points that are given.
pub(crate) fn points() -> Format {
    ruled().set_align(FormatAlign::Center).set_num_format(POINTS)
}

/// A cell for points.
pub(crate) fn points_to_fill_in() -> Format {
    points().set_background_color(FILL_IN).set_unlocked()
}

/// A cell for text.
pub(crate) fn text_to_fill_in() -> Format {
    ruled().set_background_color(FILL_IN).set_unlocked()
}

/// The sum row.
pub(crate) fn total() -> Format {
    head().set_num_format(POINTS)
}

fn of_level(format: Format, level: Level) -> Format {
    match level {
        Level::Field => format.set_bold().set_background_color(FIELD_FILL),
        Level::Criterion => format.set_bold(),
        Level::Component => format,
    }
}
