//! .zip, member by member.

use std::io::{Cursor, Read};

use scorebook::Finding;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Damage, Member, damaged, decoded_name, too_large_inside};
use crate::workbook::limits;

pub(super) fn each(
    bytes: &[u8],
    mut take: impl FnMut(Member) -> Result<(), Finding>,
) -> Result<(), Finding> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|_| broken())?;
        let name = decoded_name(part.name_raw());
        // folders, and what a Mac puts beside each file
        if part.is_dir() || name.starts_with("__MACOSX/") {
            continue;
        }
        let (declared, locked) = (part.size(), part.encrypted());
        drop(part);
        let mut member = Member { name, bytes: Vec::new(), damage: None };
        if locked {
            member.damage = Some(Damage::Locked);
            take(member)?;
            continue;
        }
        if declared > limits::FILE_BYTES as u64 {
            return Err(too_large_inside());
        }
        match archive.by_index(index) {
            Ok(part) => {
                let read = part.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut member.bytes);
                member.damage = read.is_err().then_some(Damage::Broken);
            }
            Err(ZipError::UnsupportedArchive(_)) => member.damage = Some(Damage::Broken),
            Err(_) => return Err(broken()),
        }
        if member.bytes.len() > limits::FILE_BYTES {
            return Err(too_large_inside());
        }
        take(member)?;
    }
    Ok(())
}

fn broken() -> Finding {
    damaged("tệp .zip không giải nén được")
}
