//! Biểu mẫu: one file per body, to be sent out.

use forms::Form;

use crate::failure::Failure;
use crate::host::Purpose;
use crate::state::AppState;

/// Picks a folder and writes every form into it; what was written, as a sentence.
pub(crate) fn write_forms(app: &AppState) -> Result<Option<String>, Failure> {
    let forms = app.with(|session| Ok(Form::of_store(session.book()?)?))?;
    let picked = app.dialogs().open(Purpose::FolderForForms);
    let Some(folder) = picked.first() else { return Ok(None) };
    let saved = app.with(|_| Ok(forms::save(&forms, folder, false)?))?;
    Ok(Some(format!(
        "Đã ghi {} biểu mẫu tự chấm vào thư mục “{}”.",
        saved.len(),
        scorebook::error::file_name(folder)
    )))
}
