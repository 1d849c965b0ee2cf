//! A file's bytes, from the disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use intake::workbook::limits;

/// A file's bytes, or one byte more than a file may have: what is larger is refused by its size, and never
/// taken into memory.
pub fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
