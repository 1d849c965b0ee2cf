//! The bytes of a form.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use scorebook::{Error, Result};

use crate::form::Form;
use crate::{finish, sheet, style, words};

/// The form as an .xlsx; the same form gives the same bytes.
pub fn write(form: &Form) -> Result<Vec<u8>> {
    let unwritable = |detail: String| Error::FormUnwritable { body: form.body.clone(), detail };
    let written = workbook(form).map_err(|e| unwritable(e.to_string()))?;
    finish::finish(&written, sheet::table_rows(form)).map_err(|e| unwritable(e.to_string()))
}

fn workbook(form: &Form) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // column widths are counted in digits of this font: with another, each program measures its own way
    workbook.set_default_format(&style::plain(), style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    // no clock: the same form gives the same bytes
    let begun = ExcelDateTime::from_ymd(u16::try_from(form.year).unwrap_or(1900), 1, 1)?;
    let mut properties = DocProperties::new()
        .set_title(words::title(form.year))
        .set_subject(&form.body)
        .set_creation_datetime(&begun);
    if form.is_sample {
        properties = properties.set_comment(words::SAMPLE);
    }
    workbook.set_properties(&properties);
    sheet::draw(form, workbook.add_worksheet())?;
    if !form.causes.is_empty() {
        sheet::draw_causes(form, workbook.add_worksheet())?;
    }
    workbook.save_to_buffer()
}
