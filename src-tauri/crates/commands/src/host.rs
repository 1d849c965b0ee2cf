//! What the commands need of the program they run in: dialogs, a printer, a window to tell, a clock. The shell has the
//! system's own; the test host answers from a script.

use std::io;
use std::path::{Path, PathBuf};

use briefing::file::Format;
use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::Value;
use ts_rs::TS;

use crate::failure::Failure;

/// The program that the commands run in.
pub struct Host {
    /// Asks a person for files.
    pub dialogs: Box<dyn Dialogs>,
    /// Prints what the window shows to a printer.
    pub printer: Box<dyn Printer>,
    /// Tells the window what happened.
    pub events: Box<dyn Events>,
    /// The window itself.
    pub window: Box<dyn Window>,
    /// Tells the time.
    pub clock: Box<dyn Clock>,
}

/// Asks a person for files. A call returns when the person has answered.
pub trait Dialogs: Send + Sync {
    /// Which files? Several only for submissions; a folder for forms and letters. Empty when the dialog was closed.
    fn open(&self, purpose: Purpose) -> Vec<PathBuf>;
    /// Where to? `None` when the dialog was closed.
    fn save(&self, purpose: Purpose, suggested: &str) -> Option<PathBuf>;
    /// Hands a file to the system's program for its kind.
    fn show(&self, file: &Path) -> io::Result<()>;
}

/// Prints what the window shows to a printer.
pub trait Printer: Send + Sync {
    /// Returns when it is printed or was cancelled; the reason when the system could not.
    fn print(&self) -> Result<(), String>;
}

/// Tells the window what happened.
pub trait Events: Send + Sync {
    /// Never waits.
    fn tell(&self, event: Event);
}

/// The window itself.
pub trait Window: Send + Sync {
    /// Closes it, and with it the program. The book is closed already.
    fn close(&self);
}

/// Tells the time of this machine.
pub trait Clock: Send + Sync {
    /// Local time, to the second.
    fn now(&self) -> NaiveDateTime;
}

/// What the window hears without asking.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "event", content = "payload", rename_all = "kebab-case")]
#[ts(export)]
pub enum Event {
    /// Files were dropped and read.
    PendingChanged,
    /// Files hover over the window.
    DragOver,
    /// They left it.
    DragLeave,
    /// Dropped files could not be read.
    Failure(Failure),
    /// Files are being read.
    Reading(Progress),
    /// Another book was opened from outside: dropped on the window, or named in a second start.
    BookOpened,
    /// The window is to be closed, once the officer has heard what is unsaved.
    Closing,
}

impl Event {
    /// Its name, and what is told with it.
    pub fn parts(&self) -> (String, Value) {
        let whole = serde_json::to_value(self).unwrap_or_default();
        let name = whole.get("event").and_then(Value::as_str).unwrap_or_default().to_owned();
        (name, whole.get("payload").cloned().unwrap_or_default())
    }
}

/// How far the reading of files is.
#[derive(Clone, Debug, Serialize, TS)]
#[ts(export)]
pub struct Progress {
    /// Files read so far.
    pub done: usize,
    /// All of them; 0 when the reading has ended.
    pub total: usize,
    /// The file being read, without folder.
    pub file: String,
}

/// What a dialog is for: decides title and file kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A store.
    OpenStore,
    /// A bộ tiêu chí.
    OpenCatalogue,
    /// Files of bodies.
    OpenSubmissions,
    /// A new store.
    SaveStore,
    /// A document.
    SaveDocument(Format),
    /// The journal.
    SaveJournal,
    /// A body's file as it was received.
    SaveOriginal,
    /// A folder for forms.
    FolderForForms,
    /// A folder for letters.
    FolderForLetters,
}

/// How a dialog for files presents itself.
pub struct DialogWords {
    /// Its title.
    pub title: &'static str,
    /// The kind of file; empty for a folder.
    pub kind: &'static str,
    /// Its endings, without the dot.
    pub endings: &'static [&'static str],
}

impl Purpose {
    /// The words of its dialog.
    pub fn words(self) -> DialogWords {
        const SHEETS: &[&str] = &[
            "xlsx", "xls", "ods", "csv", "xlsm", "xlsb", "docx", "doc", "odt", "rtf", "xml", "html",
        ];
        const SENT: &[&str] = &[
            "xlsx", "xls", "ods", "csv", "xlsm", "xlsb", "docx", "doc", "odt", "rtf", "xml",
            "html", "zip", "7z", "eml", "msg", "dat", "p7m",
        ];
        let (title, kind, endings): (_, _, &[&str]) = match self {
            Self::OpenStore => ("Mở sổ điểm", "Sổ điểm", &["sodiem"]),
            Self::OpenCatalogue => ("Chọn bộ tiêu chí", "Bảng tính", SHEETS),
            Self::OpenSubmissions => {
                ("Chọn bản tự chấm của các cơ quan", "Bảng tính, thư, tệp nén", SENT)
            }
            Self::SaveStore => ("Lưu sổ điểm mới", "Sổ điểm", &["sodiem"]),
            Self::SaveDocument(Format::Pdf) => ("Lưu văn bản", "PDF", &["pdf"]),
            Self::SaveDocument(Format::Docx) => ("Lưu văn bản", "Word", &["docx"]),
            Self::SaveDocument(Format::Xlsx) => ("Lưu bảng", "Excel", &["xlsx"]),
            Self::SaveJournal => ("Lưu nhật ký", "Bảng CSV", &["csv"]),
            Self::SaveOriginal => ("Lưu bản gốc", "Mọi tệp", &["*"]),
            Self::FolderForForms => ("Chọn thư mục lưu biểu mẫu tự chấm", "", &[]),
            Self::FolderForLetters => ("Chọn thư mục lưu các văn bản", "", &[]),
        };
        DialogWords { title, kind, endings }
    }

    /// Whether a folder is asked for.
    pub fn is_folder(self) -> bool {
        matches!(self, Self::FolderForForms | Self::FolderForLetters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_a_name_and_what_is_told_with_it() {
        assert_eq!(Event::PendingChanged.parts(), ("pending-changed".into(), Value::Null));
        let reading = Event::Reading(Progress { done: 1, total: 6, file: "a.xlsx".into() });
        let (name, payload) = reading.parts();
        assert_eq!(name, "reading");
        assert_eq!(payload, serde_json::json!({ "done": 1, "total": 6, "file": "a.xlsx" }));
    }
}
