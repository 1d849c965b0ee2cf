//! File dialogs, behind a trait: native ones cannot be driven by a test.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use briefing::file::Format;

/// What a dialog is for: decides title and file kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    OpenStore,
    OpenCatalogue,
    OpenSubmissions,
    SaveStore,
    SaveDocument(Format),
    SaveJournal,
    SaveOriginal,
    FolderForForms,
    FolderForLetters,
}

impl Purpose {
    /// Title, name of the file kind, its endings.
    fn words(self) -> (&'static str, &'static str, &'static [&'static str]) {
        const SHEETS: &[&str] = &["xlsx", "xls", "ods", "csv", "xlsm", "xlsb", "docx", "html"];
        const SENT: &[&str] =
            &["xlsx", "xls", "ods", "csv", "xlsm", "xlsb", "docx", "html", "zip", "eml"];
        match self {
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
        }
    }
}

/// The person's answer; empty when the dialog was closed.
pub(crate) type Answer = Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

/// Asks a person for files.
pub(crate) trait Dialogs: Send + Sync {
    /// Which files? Several only for submissions; a folder for forms.
    fn open(&self, purpose: Purpose) -> Answer;
    /// Where to? One path at most.
    fn save(&self, purpose: Purpose, suggested: &str) -> Answer;
    /// Hands a file to the system's program for its kind.
    fn show(&self, file: &Path) -> std::io::Result<()>;
    /// The file to print into without asking; none when the system's dialog is to be shown.
    fn print_to_file(&self) -> Option<PathBuf>;
}

/// The system's own dialogs; in a test build, those of the script.
pub(crate) fn chosen() -> Box<dyn Dialogs> {
    #[cfg(feature = "scripted-dialogs")]
    return Box::new(scripted::Script);
    #[cfg(not(feature = "scripted-dialogs"))]
    Box::new(native::Native)
}

#[cfg(not(feature = "scripted-dialogs"))]
mod native {
    use rfd::{AsyncFileDialog, FileHandle};

    use super::{Answer, Dialogs, Purpose};

    pub(super) struct Native;

    fn dialog(purpose: Purpose) -> AsyncFileDialog {
        let (title, kind, endings) = purpose.words();
        AsyncFileDialog::new().set_title(title).add_filter(kind, endings)
    }

    impl Dialogs for Native {
        fn open(&self, purpose: Purpose) -> Answer {
            let dialog = dialog(purpose);
            if purpose == Purpose::OpenSubmissions {
                let picked = dialog.pick_files();
                return Box::pin(async move { paths(picked.await.unwrap_or_default()) });
            }
            if matches!(purpose, Purpose::FolderForForms | Purpose::FolderForLetters) {
                let picked = AsyncFileDialog::new().set_title(purpose.words().0).pick_folder();
                return Box::pin(async move { paths(picked.await) });
            }
            let picked = dialog.pick_file();
            Box::pin(async move { paths(picked.await) })
        }

        fn save(&self, purpose: Purpose, suggested: &str) -> Answer {
            let picked = dialog(purpose).set_file_name(suggested).save_file();
            Box::pin(async move { paths(picked.await) })
        }

        fn show(&self, file: &std::path::Path) -> std::io::Result<()> {
            opener::open(file).map_err(std::io::Error::other)
        }

        fn print_to_file(&self) -> Option<std::path::PathBuf> {
            None
        }
    }

    fn paths(handles: impl IntoIterator<Item = FileHandle>) -> Vec<std::path::PathBuf> {
        handles.into_iter().map(|h| h.path().to_owned()).collect()
    }
}

#[cfg(feature = "scripted-dialogs")]
mod scripted {
    use std::path::PathBuf;

    use super::{Answer, Dialogs, Purpose};

    /// Answers from the file that `SODIEM_DIALOG_SCRIPT` names: a line a dialog, paths parted by `|`. An
    /// empty line is a dialog that was closed; a dialog without a line is a fault of the test.
    pub(super) struct Script;

    impl Script {
        fn next(purpose: Purpose) -> Vec<PathBuf> {
            let (title, ..) = purpose.words();
            let script = std::env::var_os("SODIEM_DIALOG_SCRIPT").map(PathBuf::from);
            let Some(script) = script else { panic!("no script for the dialog “{title}”") };
            let text = std::fs::read_to_string(&script).unwrap_or_default();
            let Some((line, rest)) = text.split_once('\n') else {
                panic!("the script has no answer for the dialog “{title}”")
            };
            scorebook::disk::write_whole(&script, rest.as_bytes())
                .unwrap_or_else(|e| panic!("{e}"));
            line.split('|').filter(|p| !p.is_empty()).map(PathBuf::from).collect()
        }
    }

    impl Dialogs for Script {
        fn open(&self, purpose: Purpose) -> Answer {
            Box::pin(async move { Self::next(purpose) })
        }

        fn save(&self, purpose: Purpose, _suggested: &str) -> Answer {
            Box::pin(async move { Self::next(purpose) })
        }

        /// Notes beside the script what would be shown.
        fn show(&self, file: &std::path::Path) -> std::io::Result<()> {
            let script = std::env::var_os("SODIEM_DIALOG_SCRIPT").map(PathBuf::from);
            let noted = script.unwrap_or_default().with_file_name("shown.txt");
            scorebook::disk::write_whole(&noted, file.as_os_str().as_encoded_bytes())
                .map_err(std::io::Error::other)
        }

        /// Beside the script.
        fn print_to_file(&self) -> Option<PathBuf> {
            let script = std::env::var_os("SODIEM_DIALOG_SCRIPT").map(PathBuf::from)?;
            Some(script.with_file_name("printed.pdf"))
        }
    }
}
