//! .zip, member by member.

use std::io::{Cursor, Read};

use encoding_rs::WINDOWS_1258;
use scorebook::Finding;
use scorebook::text::tidy;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Member, damaged};
use crate::workbook::limits;

pub(super) fn each(
    bytes: &[u8],
    mut take: impl FnMut(Member) -> Result<(), Finding>,
) -> Result<(), Finding> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(damaged)?;
        let name = decoded(part.name_raw());
        // folders, and what a Mac puts beside each file
        if part.is_dir() || name.starts_with("__MACOSX/") {
            continue;
        }
        let (declared, locked) = (part.size(), part.encrypted());
        drop(part);
        if locked {
            return Err(Finding::PasswordProtected);
        }
        let too_large =
            Finding::TooLarge { detail: "một tệp bên trong lớn hơn 64 MB".into() };
        if declared > limits::FILE_BYTES as u64 {
            return Err(too_large);
        }
        let mut member = Member { name, bytes: Vec::new(), broken: false };
        match archive.by_index(index) {
            Ok(part) => {
                let read = part.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut member.bytes);
                member.broken = read.is_err();
            }
            Err(ZipError::UnsupportedArchive(_)) => member.broken = true,
            Err(error) => return Err(damaged(error)),
        }
        if member.bytes.len() > limits::FILE_BYTES {
            return Err(too_large);
        }
        take(member)?;
    }
    Ok(())
}

/// Newer programs write UTF-8, with or without saying so; older Vietnamese ones the letters of their Windows.
fn decoded(name: &[u8]) -> String {
    let text = std::str::from_utf8(name)
        .map_or_else(|_| WINDOWS_1258.decode(name).0.into_owned(), str::to_owned);
    tidy(&text)
}
