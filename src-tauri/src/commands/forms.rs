//! Biểu mẫu: one file per body, to be sent out.

use forms::Form;
use tauri::State;

use crate::desk::Desk;
use crate::dialogs::Purpose;
use crate::view::Failure;

/// Picks a folder and writes every form into it; what was written, as a sentence.
#[tauri::command]
pub(crate) async fn write_forms(desk: State<'_, Desk>) -> Result<Option<String>, Failure> {
    let forms = desk.with(|papers| Ok(Form::of_store(papers.book()?)?))?;
    let picked = desk.dialogs.open(Purpose::FolderForForms).await;
    let Some(folder) = picked.first() else { return Ok(None) };
    let saved = desk.with(|_| Ok(forms::save(&forms, folder, false)?))?;
    Ok(Some(format!(
        "Đã ghi {} biểu mẫu tự chấm vào thư mục “{}”.",
        saved.len(),
        scorebook::error::file_name(folder)
    )))
}
