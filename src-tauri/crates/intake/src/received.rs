//! A file that came in, and what reading its bytes gave.

use scorebook::Finding;
use scorebook::plan::SourceFile;

use crate::workbook::{self, Workbook};

/// A file with its cells, or why it has none. Understanding starts from here, so where the foreign bytes are
/// read is the caller's choice, and a file is read once however often it is understood anew.
#[derive(Clone, Debug)]
pub struct Received {
    /// The file.
    pub file: SourceFile,
    /// Its cells.
    pub workbook: Result<Workbook, Finding>,
}

impl Received {
    /// Reads the bytes in this process.
    pub fn read_here(file: SourceFile) -> Self {
        let workbook = workbook::read(&file.name, &file.bytes);
        Self { file, workbook }
    }
}
