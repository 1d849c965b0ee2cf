//! The system's own file dialogs. A test build answers from a script: native ones cannot be driven by a test.

use std::path::PathBuf;

use commands::host::Dialogs;

/// The system's own dialogs; in a test build, those of the script.
pub(crate) fn chosen() -> Box<dyn Dialogs> {
    #[cfg(feature = "scripted-dialogs")]
    return Box::new(scripted::Script);
    #[cfg(not(feature = "scripted-dialogs"))]
    Box::new(native::Native)
}

/// The file to print into without asking; none when the system's dialog is to be shown.
pub(crate) fn print_to_file() -> Option<PathBuf> {
    #[cfg(feature = "scripted-dialogs")]
    return scripted::beside_the_script("printed.pdf");
    #[cfg(not(feature = "scripted-dialogs"))]
    None
}

#[cfg(not(feature = "scripted-dialogs"))]
mod native {
    use std::path::{Path, PathBuf};

    use commands::host::{Dialogs, Purpose};
    use rfd::{AsyncFileDialog, FileHandle};
    use tauri::async_runtime::block_on;

    pub(super) struct Native;

    /// The dialogs belong to the window's thread; the command waits on its own.
    fn dialog(purpose: Purpose) -> AsyncFileDialog {
        let words = purpose.words();
        let dialog = AsyncFileDialog::new().set_title(words.title);
        if purpose.is_folder() {
            dialog
        } else {
            dialog.add_filter(words.kind, words.endings)
        }
    }

    impl Dialogs for Native {
        fn open(&self, purpose: Purpose) -> Vec<PathBuf> {
            let dialog = dialog(purpose);
            if purpose == Purpose::OpenSubmissions {
                return paths(block_on(dialog.pick_files()).unwrap_or_default());
            }
            paths(block_on(async move {
                if purpose.is_folder() {
                    dialog.pick_folder().await
                } else {
                    dialog.pick_file().await
                }
            }))
        }

        fn save(&self, purpose: Purpose, suggested: &str) -> Option<PathBuf> {
            let picked = dialog(purpose).set_file_name(suggested).save_file();
            block_on(picked).map(|file| file.path().to_owned())
        }

        fn show(&self, file: &Path) -> std::io::Result<()> {
            opener::open(file).map_err(std::io::Error::other)
        }
    }

    fn paths(handles: impl IntoIterator<Item = FileHandle>) -> Vec<PathBuf> {
        handles.into_iter().map(|h| h.path().to_owned()).collect()
    }
}

#[cfg(feature = "scripted-dialogs")]
mod scripted {
    use std::path::{Path, PathBuf};

    use commands::host::{Dialogs, Purpose};

    /// Answers from the file that `SODIEM_DIALOG_SCRIPT` names: a line a dialog, paths parted by `|`. An
    /// empty line is a dialog that was closed; a dialog without a line is a fault of the test.
    pub(super) struct Script;

    fn script() -> Option<PathBuf> {
        std::env::var_os("SODIEM_DIALOG_SCRIPT").map(PathBuf::from)
    }

    pub(super) fn beside_the_script(name: &str) -> Option<PathBuf> {
        Some(script()?.with_file_name(name))
    }

    fn next(purpose: Purpose) -> Vec<PathBuf> {
        let title = purpose.words().title;
        let Some(script) = script() else { panic!("no script for the dialog “{title}”") };
        let text = std::fs::read_to_string(&script).unwrap_or_default();
        let Some((line, rest)) = text.split_once('\n') else {
            panic!("the script has no answer for the dialog “{title}”")
        };
        scorebook::disk::write_whole(&script, rest.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
        line.split('|').filter(|p| !p.is_empty()).map(PathBuf::from).collect()
    }

    impl Dialogs for Script {
        fn open(&self, purpose: Purpose) -> Vec<PathBuf> {
            next(purpose)
        }

        fn save(&self, purpose: Purpose, _suggested: &str) -> Option<PathBuf> {
            next(purpose).into_iter().next()
        }

        /// Notes beside the script what would be shown.
        fn show(&self, file: &Path) -> std::io::Result<()> {
            let noted = beside_the_script("shown.txt").unwrap_or_default();
            scorebook::disk::write_whole(&noted, file.as_os_str().as_encoded_bytes())
                .map_err(std::io::Error::other)
        }
    }
}
