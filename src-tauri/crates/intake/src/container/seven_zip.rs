//! .7z.

use std::io::{Cursor, Read};

use scorebook::Finding;
use scorebook::text::tidy;
use sevenz_rust2::{Archive, ArchiveEntry, BlockDecoder, Error, Password};

use super::{Damage, Member, damaged, too_large_inside};
use crate::workbook::limits;

pub(super) fn is_seven_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"7z\xBC\xAF\x27\x1C")
}

/// Most memory of a dictionary, in KiB.
const DICTIONARY: usize = 256 * 1024;

pub(super) fn each(
    bytes: &[u8],
    mut take: impl FnMut(Member) -> Result<(), Finding>,
) -> Result<(), Finding> {
    if is_cut(bytes) {
        return Err(Finding::ArchivePart);
    }
    let mut source = Cursor::new(bytes);
    let password = Password::empty();
    let archive = Archive::read_with_memory_limit(&mut source, &password, DICTIONARY)
        .map_err(|error| refusal(&error))?;
    let is_file = |entry: &ArchiveEntry| !entry.is_directory && !entry.is_anti_item;
    let member = |entry: &ArchiveEntry, damage| Member {
        name: tidy(&entry.name),
        bytes: Vec::new(),
        damage,
    };
    for block in 0..archive.blocks.len() {
        let decoder = BlockDecoder::new_with_memory_limit(
            1,
            DICTIONARY,
            block,
            &archive,
            &password,
            &mut source,
        );
        let entries: Vec<ArchiveEntry> =
            decoder.entries().iter().filter(|entry| is_file(entry)).cloned().collect();
        let mut refused = None;
        let mut taken = 0;
        let read = decoder.for_each_entries(&mut |entry, from| {
            if !is_file(entry) {
                return Ok(true);
            }
            let mut member = member(entry, None);
            let stop = || Error::Unsupported("refused".into());
            if entry.size > limits::FILE_BYTES as u64 {
                refused = Some(too_large_inside());
                return Err(stop());
            }
            let read = from.take(limits::FILE_BYTES as u64 + 1).read_to_end(&mut member.bytes);
            member.damage = read.is_err().then_some(Damage::Broken);
            taken += 1;
            take(member).map_err(|finding| {
                refused = Some(finding);
                stop()
            })?;
            Ok(true)
        });
        if let Some(finding) = refused {
            return Err(finding);
        }
        let Err(error) = read else { continue };
        // the others of the block are named, and the next block is tried
        let damage = match refusal(&error) {
            Finding::LockedArchive => Damage::Locked,
            Finding::TooLarge { detail } => return Err(Finding::TooLarge { detail }),
            _ => Damage::Broken,
        };
        for entry in entries.iter().skip(taken) {
            take(member(entry, Some(damage)))?;
        }
    }
    let blocks = archive.stream_map.file_block_index.iter();
    let empty =
        archive.files.iter().zip(blocks).filter(|(entry, block)| block.is_none() && is_file(entry));
    empty.map(|(entry, _)| member(entry, None)).try_for_each(take)
}

/// The first of several parts says that its end lies further on than there are bytes.
fn is_cut(bytes: &[u8]) -> bool {
    let number = |at: usize| {
        let bytes: [u8; 8] = bytes.get(at..at + 8)?.try_into().ok()?;
        Some(u64::from_le_bytes(bytes))
    };
    let (Some(offset), Some(size)) = (number(12), number(20)) else { return true };
    offset.saturating_add(size).saturating_add(32) > bytes.len() as u64
}

fn refusal(error: &Error) -> Finding {
    match error {
        Error::PasswordRequired | Error::MaybeBadPassword(_) => Finding::LockedArchive,
        Error::UnsupportedCompressionMethod(method) if method.starts_with("AES256") => {
            Finding::LockedArchive
        }
        Error::MaxMemLimited { .. } => Finding::TooLarge {
            detail: "tệp .7z cần quá nhiều bộ nhớ để giải nén".into(),
        },
        _ => damaged("tệp .7z không giải nén được"),
    }
}
