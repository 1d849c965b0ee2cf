//! Logs (a file a day, 14 kept; no cell contents in it) and what becomes of a panic.

use std::path::Path;

use tracing_appender::rolling::{RollingFileAppender, Rotation};

/// Starts logging into the folder. Without a folder that can be written the program still runs.
pub(crate) fn start(folder: &Path) {
    // without the folder the appender complains on the terminal before it makes it
    let _ = std::fs::create_dir_all(folder);
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("sodiem")
        .filename_suffix("log")
        .max_log_files(14)
        .build(folder);
    if let Ok(file) = file {
        let _ = tracing_subscriber::fmt().with_writer(file).with_ansi(false).try_init();
    }
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
        usual(panic);
    }));
}
