//! A table that was copied in Word, Excel or a browser, as a file like any other: the clipboard's own bytes
//! are what is kept.

use scorebook::plan::SourceFile;

use crate::received::Received;

/// The file that a pasted table is kept as: the clipboard's HTML if it holds a table, else its text.
pub fn file(html: Option<&str>, text: &str) -> SourceFile {
    match html.filter(|html| html.to_ascii_lowercase().contains("<table")) {
        Some(html) => SourceFile::new("Dán từ bảng tạm.html", html.as_bytes().to_vec()),
        None => SourceFile::new("Dán từ bảng tạm.txt", text.as_bytes().to_vec()),
    }
}

/// That file, read in this process.
pub fn received(html: Option<&str>, text: &str) -> Received {
    Received::read_here(file(html, text))
}
