//! What the first 100 bytes of a file say, before `SQLite` is let near it.
//! Source: "Database File Format" of `SQLite`, §1.3.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::file::APPLICATION_ID;
use crate::error::file_name;
use crate::{Error, Result};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The header of a file that claims to be a book.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// Bytes a page.
    pub(super) page_size: u64,
    /// Pages, as of the last change that was folded in.
    pages: u64,
    /// Whether a write-ahead log may belong to it: books of older programs.
    pub(super) is_wal: bool,
    /// Bytes of the file.
    length: u64,
}

impl Header {
    /// Reads it; what is not a book is named.
    pub(super) fn read(path: &Path, mut file: &File) -> Result<Self> {
        let io = |e: std::io::Error| Error::io(path, &e);
        let name = || file_name(path);
        let length = file.metadata().map_err(io)?.len();
        let mut bytes = Vec::with_capacity(100);
        file.seek(SeekFrom::Start(0)).map_err(io)?;
        file.take(100).read_to_end(&mut bytes).map_err(io)?;
        let Some(header) = Self::of(&bytes, length) else {
            let begun = !bytes.is_empty() && bytes.len() < 100 && MAGIC.starts_with(begin(&bytes));
            return Err(if bytes.is_empty() || begun {
                Error::Truncated { file: name(), backup: None }
            } else {
                Error::NotAStore { file: name() }
            });
        };
        Ok(header)
    }

    fn of(bytes: &[u8], length: u64) -> Option<Self> {
        let number = |at: usize| {
            bytes.get(at..at + 4)?.try_into().ok().map(|b: [u8; 4]| u32::from_be_bytes(b))
        };
        let ours = bytes.starts_with(MAGIC) && number(68)? == APPLICATION_ID.cast_unsigned();
        let page_size = match u16::from_be_bytes(bytes.get(16..18)?.try_into().ok()?) {
            1 => 65_536,
            n => u64::from(n),
        };
        let known = page_size.is_power_of_two() && page_size >= 512;
        let pages = if number(24)? == number(92)? { u64::from(number(28)?) } else { 0 };
        (ours && known).then_some(Self { page_size, pages, is_wal: *bytes.get(18)? == 2, length })
    }

    /// Is the file shorter than it says?
    pub(super) fn is_cut_off(&self) -> bool {
        self.length < self.pages * self.page_size
    }
}

fn begin(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(MAGIC.len())]
}
