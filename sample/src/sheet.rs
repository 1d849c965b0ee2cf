//! Writing a worksheet the way an office does it: letterhead, title, bordered table, signature.

use std::collections::BTreeMap;

use anyhow::Result;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, utility,
};
use unicode_normalization::UnicodeNormalization;

use crate::points::Points;

/// How one office's sheets look.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(crate) font: &'static str,
    pub(crate) size: f64,
    /// Fill of the header.
    pub(crate) fill: Option<u32>,
    /// Fill of the lĩnh vực rows.
    pub(crate) field_fill: Option<u32>,
    /// Write text decomposed (NFD), as some machines do.
    pub(crate) nfd: bool,
}

impl Look {
    /// Times New Roman 12, no colours.
    pub(crate) const PLAIN: Self =
        Self { font: "Times New Roman", size: 12.0, fill: None, field_fill: None, nfd: false };
}

/// What a cell is for, which decides how it looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Outside the table: centred.
    Above,
    /// Outside the table: centred and bold.
    AboveBold,
    /// Outside the table: centred, in italics.
    AboveItalic,
    /// Outside the table: to the left, in italics.
    Note,
    /// The table's header.
    Head,
    /// Text in the table, by depth of its row (1 to 3; 4 for what lies below a component).
    Text(usize),
    /// Centred text in the table, by depth.
    Middle(usize),
    /// A number, by depth.
    Number(usize),
}

/// What a cell holds.
#[derive(Clone)]
pub(crate) enum Value {
    Empty,
    Text(String),
    /// A number cell.
    Number(f64),
    /// A formula with its stored value.
    Formula(String, Points),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Points> for Value {
    fn from(points: Points) -> Self {
        Self::Number(points.in_cell())
    }
}

impl From<Option<Points>> for Value {
    fn from(points: Option<Points>) -> Self {
        points.map_or(Self::Empty, Self::from)
    }
}

/// One sheet being written.
pub(crate) struct Page {
    worksheet: Worksheet,
    look: Look,
    name: String,
    last_column: u16,
    widths: Vec<f64>,
    /// Lines of text in the tallest cell, by row: nothing else makes rows as tall as their text.
    lines: BTreeMap<u32, u16>,
}

/// "F12" of a 0-based row and column.
pub(crate) fn cell(row: u32, column: u16) -> String {
    utility::row_col_to_cell(row, column)
}

impl Page {
    /// A landscape A4 sheet with these column widths.
    pub(crate) fn new(name: &str, look: Look, widths: &[f64]) -> Result<Self> {
        let mut worksheet = Worksheet::new();
        worksheet.set_name(name)?;
        worksheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        worksheet.set_margins(0.6, 0.4, 0.6, 0.6, 0.3, 0.3);
        let mut last_column = 0;
        for (column, width) in (0_u16..).zip(widths) {
            worksheet.set_column_width(column, *width)?;
            last_column = column;
        }
        let widths = widths.to_vec();
        Ok(Self {
            worksheet,
            look,
            name: name.to_owned(),
            last_column,
            widths,
            lines: BTreeMap::new(),
        })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn worksheet(&mut self) -> &mut Worksheet {
        &mut self.worksheet
    }

    fn format(&self, style: Style) -> Format {
        let mut format = Format::new()
            .set_font_name(self.look.font)
            .set_font_size(self.look.size)
            .set_align(FormatAlign::VerticalCenter)
            .set_text_wrap();
        let depth = match style {
            Style::Text(depth) | Style::Middle(depth) | Style::Number(depth) => Some(depth),
            _ => None,
        };
        if let Some(depth) = depth {
            format = format.set_border(FormatBorder::Thin);
            if depth <= 1 {
                format = self
                    .look
                    .field_fill
                    .map_or(format.clone(), |c| format.set_background_color(Color::RGB(c)));
            }
            format = match depth {
                0 | 1 => format.set_bold(),
                2 => format.set_bold().set_italic(),
                3 => format,
                _ => format.set_italic().set_font_color(Color::RGB(0x40_40_40)),
            };
        }
        match style {
            Style::AboveBold => format.set_align(FormatAlign::Center).set_bold(),
            Style::AboveItalic => format.set_align(FormatAlign::Center).set_italic(),
            Style::Note => format.set_italic(),
            Style::Head => {
                let format =
                    format.set_bold().set_align(FormatAlign::Center).set_border(FormatBorder::Thin);
                self.look
                    .fill
                    .map_or(format.clone(), |c| format.set_background_color(Color::RGB(c)))
            }
            Style::Text(_) => format,
            Style::Above | Style::Middle(_) => format.set_align(FormatAlign::Center),
            Style::Number(_) => format.set_align(FormatAlign::Center).set_num_format("0.00"),
        }
    }

    fn text(&self, text: &str) -> String {
        if self.look.nfd { text.nfd().collect() } else { text.to_owned() }
    }

    /// Writes one cell.
    pub(crate) fn put(
        &mut self,
        row: u32,
        column: u16,
        value: impl Into<Value>,
        style: Style,
    ) -> Result<()> {
        let format = self.format(style);
        match value.into() {
            Value::Empty => self.worksheet.write_blank(row, column, &format)?,
            Value::Text(text) => {
                self.measure(row, column, &text, style);
                let text = self.text(&text);
                self.worksheet.write_string_with_format(row, column, text, &format)?
            }
            Value::Number(number) => {
                self.worksheet.write_number_with_format(row, column, number, &format)?
            }
            Value::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result.dot());
                self.worksheet.write_formula_with_format(row, column, formula, &format)?
            }
        };
        Ok(())
    }

    /// Counts the lines a text takes in its column.
    fn measure(&mut self, row: u32, column: u16, text: &str, style: Style) {
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(8.0);
        let bold = matches!(style, Style::Head | Style::Text(0..=2));
        let capitals = text.chars().filter(|c| c.is_uppercase()).count() * 2 > text.chars().count();
        let wide = if capitals {
            1.15
        } else if bold {
            0.9
        } else {
            0.78
        };
        let mut room: u16 = 1;
        while f64::from(room + 1) * wide * self.look.size / 11.0 < width {
            room += 1;
        }
        let room = usize::from(room);
        let mut lines = 0;
        for paragraph in text.lines() {
            let mut used = 0;
            lines += 1;
            for word in paragraph.split(' ') {
                let length = word.chars().count() + 1;
                if used > 0 && used + length > room {
                    used = 0;
                    lines += 1;
                }
                used += length;
            }
        }
        let tallest = self.lines.entry(row).or_insert(1);
        *tallest = lines.max(*tallest);
    }

    /// Makes the rows as tall as their text.
    fn finish(mut self) -> Result<Worksheet> {
        for (row, lines) in &self.lines {
            self.worksheet.set_row_height(*row, f64::from(*lines) * self.look.size * 1.25 + 3.0)?;
        }
        Ok(self.worksheet)
    }

    /// Writes a cell over a range; a range of one cell is just a cell.
    pub(crate) fn span(
        &mut self,
        first: (u32, u16),
        last: (u32, u16),
        text: &str,
        style: Style,
    ) -> Result<()> {
        if first == last {
            return self.put(first.0, first.1, text, style);
        }
        let (format, text) = (self.format(style), self.text(text));
        self.worksheet.merge_range(first.0, first.1, last.0, last.1, &text, &format)?;
        Ok(())
    }

    /// A line across the whole table.
    pub(crate) fn line(&mut self, row: u32, text: &str, style: Style) -> Result<()> {
        self.span((row, 0), (row, self.last_column), text, style)
    }

    /// Room for that many lines in a row whose text spans columns.
    pub(crate) fn lines(&mut self, row: u32, lines: u16) {
        self.lines.insert(row, lines);
    }

    /// Superior body and body on the left, quốc hiệu and tiêu ngữ on the right: two rows from `row`.
    pub(crate) fn letterhead(&mut self, row: u32, body: &str, split: u16) -> Result<()> {
        let right = self.last_column;
        self.span((row, 0), (row, split), "UBND TỈNH SÔNG MÂY", Style::Above)?;
        self.span((row + 1, 0), (row + 1, split), body, Style::AboveBold)?;
        let motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];
        for (row, text) in (row..).zip(motto) {
            self.span((row, split + 1), (row, right), text, Style::AboveBold)?;
        }
        Ok(())
    }

    /// Place and date, title and place for a name, on the right under the table.
    pub(crate) fn signature(&mut self, row: u32, from: u16, title: &str) -> Result<()> {
        let right = self.last_column;
        let date = "Sông Mây, ngày …… tháng 12 năm 2024";
        self.span((row, from), (row, right), date, Style::AboveItalic)?;
        self.span((row + 1, from), (row + 1, right), title, Style::AboveBold)?;
        self.span((row + 5, from), (row + 5, right), "(Dữ liệu mẫu, không ký)", Style::AboveItalic)
    }

    /// The header rows repeat on every printed page, and stay in view.
    pub(crate) fn header_rows(&mut self, first: u32, last: u32) -> Result<()> {
        self.worksheet.set_repeat_rows(first, last)?;
        self.worksheet.set_freeze_panes(last + 1, 0)?;
        Ok(())
    }
}

/// The bytes of a workbook of these sheets; the same sheets give the same bytes.
pub(crate) fn workbook(pages: Vec<Page>, title: &str) -> Result<Vec<u8>> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2024, 12, 20)?;
    let properties = DocProperties::new()
        .set_title(title)
        .set_comment("DỮ LIỆU MẪU: tỉnh Sông Mây và mọi con số đều là hư cấu")
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    for page in pages {
        workbook.push_worksheet(page.finish()?);
    }
    Ok(workbook.save_to_buffer()?)
}

/// The line that says it in every file.
pub(crate) const SAMPLE_NOTE: &str = "DỮ LIỆU MẪU: tỉnh Sông Mây, các tiêu chí và mọi con số đều là hư cấu, không phải số liệu chính thức";
