//! OLE compound files, looked over before a reader follows them: chains of sectors that turn in a circle
//! would be followed until the memory is gone ([MS-CFB] 2.3), and a workbook under a password would pass
//! for a damaged one ([MS-XLS] 2.4.117).

use std::cell::OnceCell;
use std::rc::Rc;

use scorebook::Finding;

use super::{biff, damaged};

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const FIRST_RESERVED: u32 = 0xFFFF_FFFA;
/// Streams shorter than this lie in small sectors of 64 bytes.
const SMALL: u64 = 4_096;

/// Fails on a file no reader should be given. What is merely odd is left to the reader.
pub(super) fn check(bytes: &[u8]) -> Result<(), Finding> {
    let Some(file) = Compound::of(bytes) else { return Ok(()) };
    let circle = || damaged("chuỗi cung trong tệp quay vòng");
    let entries = file.entries().ok_or_else(circle)?;
    let small = file.chain(file.small_table_start).ok_or_else(circle)?;
    let small_table: Vec<u32> = small.iter().flat_map(|id| words(file.sector(*id))).collect();
    for entry in entries.iter().filter(|e| e.is_root || e.is_stream) {
        // the root entry holds the small sectors; storages hold no bytes
        let small = entry.is_stream && entry.size < SMALL;
        let table = if small { &small_table } else { &file.table };
        chain(entry.start, table).ok_or_else(circle)?;
    }
    if workbook(bytes).is_some_and(|stream| biff::asks_for_password(&stream)) {
        return Err(Finding::PasswordProtected);
    }
    Ok(())
}

/// The names of its streams and storages, as far as they can be read.
pub(super) fn names(bytes: &[u8]) -> Vec<String> {
    let entries = Compound::of(bytes).and_then(|file| file.entries());
    entries.into_iter().flatten().map(|entry| entry.name).collect()
}

/// The bytes of the workbook's own stream, whole; of a file that [`check`] has let pass.
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = Compound::of(bytes)?;
    let entries = file.entries()?;
    let is_book =
        |e: &&Entry| e.is_stream && ["workbook", "book"].contains(&e.name.to_lowercase().as_str());
    file.stream(&entries, entries.iter().find(is_book)?)
}

/// A storage of a compound file: what a folder is among files.
pub(crate) struct Storage<'a> {
    file: Rc<Compound<'a>>,
    entries: Rc<Vec<Entry>>,
    /// Places in the directory of what lies in it.
    children: Vec<usize>,
}

impl<'a> Storage<'a> {
    /// The outermost one; `None` when the file is no compound file, or turns in a circle.
    pub(crate) fn root(bytes: &'a [u8]) -> Option<Self> {
        let file = Compound::of(bytes)?;
        let entries = file.entries()?;
        let root = entries.iter().position(|e| e.is_root)?;
        let children = children(&entries, root);
        Some(Self { file: Rc::new(file), entries: Rc::new(entries), children })
    }

    fn find(&self, name: &str) -> Option<usize> {
        let is_named = |n: &&usize| self.entries[**n].name.eq_ignore_ascii_case(name);
        self.children.iter().find(is_named).copied()
    }

    /// The bytes of a stream in it.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = &self.entries[self.find(name)?];
        if !entry.is_stream {
            return None;
        }
        self.file.stream(&self.entries, entry)
    }

    /// A storage in it.
    pub(crate) fn storage(&self, name: &str) -> Option<Self> {
        let place = self.find(name)?;
        if self.entries[place].is_stream {
            return None;
        }
        let children = children(&self.entries, place);
        Some(Self { file: self.file.clone(), entries: self.entries.clone(), children })
    }

    /// The names of what lies in it, in the order of the directory.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.children.iter().map(|n| self.entries[*n].name.as_str())
    }
}

/// What lies in a storage: a tree of neighbours hangs below it ([MS-CFB] 2.6.4). Each place is visited once,
/// whatever a broken tree says.
fn children(entries: &[Entry], storage: usize) -> Vec<usize> {
    let (mut found, mut seen) = (Vec::new(), vec![false; entries.len()]);
    let mut next = vec![entries[storage].child];
    while let Some(id) = next.pop() {
        let place = id as usize;
        let Some(entry) = entries.get(place) else { continue };
        if std::mem::replace(&mut seen[place], true) {
            continue;
        }
        found.push(place);
        next.extend([entry.left, entry.right]);
    }
    found.sort_unstable();
    found
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector after each sector.
    table: Vec<u32>,
    directory_start: u32,
    small_table_start: u32,
    /// The small sectors, gathered when the first of them is asked for.
    small: OnceCell<Option<Small>>,
}

/// Small sectors one after the other, and the one after each.
struct Small {
    bytes: Vec<u8>,
    table: Vec<u32>,
}

struct Entry {
    name: String,
    is_stream: bool,
    is_root: bool,
    start: u32,
    size: u64,
    /// Places in the directory: neighbours, and the first of what lies in a storage.
    left: u32,
    right: u32,
    child: u32,
}

impl<'a> Compound<'a> {
    /// `None` when the header is none.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let sector = match word16(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            directory_start: word(bytes, 48)?,
            small_table_start: word(bytes, 60)?,
            small: OnceCell::new(),
        };
        // the header names the first 109 sectors of the table, a chain of sectors the others
        let mut places: Vec<u32> = words(bytes.get(76..512)?).collect();
        let (mut more, mut count) = (word(bytes, 68)?, 0);
        while more < FIRST_RESERVED && count <= bytes.len() / sector {
            let mut listed: Vec<u32> = words(file.sector(more)).collect();
            more = listed.pop()?;
            places.extend(listed);
            count += 1;
        }
        let sectors = bytes.len() / sector + 1;
        places.retain(|id| *id < FIRST_RESERVED);
        places.truncate(sectors);
        for place in places {
            let next: Vec<u32> = words(file.sector(place)).collect();
            file.table.extend(next);
        }
        Some(file)
    }

    /// The directory; `None` when its sectors turn in a circle.
    fn entries(&self) -> Option<Vec<Entry>> {
        let sectors = self.chain(self.directory_start)?;
        let entries = sectors.iter().flat_map(|id| self.sector(*id).chunks_exact(128));
        Some(entries.filter_map(Entry::of).collect())
    }

    /// A sector's bytes; fewer or none at the end of the file.
    fn sector(&self, id: u32) -> &'a [u8] {
        let body = self.bytes.get(self.sector..).unwrap_or_default();
        piece(body, id as usize, self.sector)
    }

    fn chain(&self, start: u32) -> Option<Vec<u32>> {
        chain(start, &self.table)
    }

    fn whole(&self, ids: &[u32]) -> Vec<u8> {
        ids.iter().map(|id| self.sector(*id)).collect::<Vec<_>>().concat()
    }

    fn small_sectors(&self, entries: &[Entry]) -> Option<Small> {
        let root = entries.iter().find(|e| e.is_root)?;
        let bytes = self.whole(&self.chain(root.start)?);
        let table = words(&self.whole(&self.chain(self.small_table_start)?)).collect();
        Some(Small { bytes, table })
    }

    /// A stream's bytes, whole; `None` when its sectors turn in a circle.
    fn stream(&self, entries: &[Entry], entry: &Entry) -> Option<Vec<u8>> {
        let mut stream = if entry.size < SMALL {
            let small = self.small.get_or_init(|| self.small_sectors(entries)).as_ref()?;
            let ids = chain(entry.start, &small.table)?;
            ids.iter().map(|id| piece(&small.bytes, *id as usize, 64)).collect::<Vec<_>>().concat()
        } else {
            self.whole(&self.chain(entry.start)?)
        };
        stream.truncate(usize::try_from(entry.size).ok()?);
        Some(stream)
    }
}

/// The sectors from there on; `None` when they turn in a circle. A chain that leads out of the table ends.
fn chain(start: u32, table: &[u32]) -> Option<Vec<u32>> {
    let (mut sectors, mut at) = (Vec::new(), start);
    while at != END_OF_CHAIN && at < FIRST_RESERVED {
        if sectors.len() > table.len() {
            return None;
        }
        sectors.push(at);
        let Some(next) = table.get(at as usize) else { break };
        at = *next;
    }
    Some(sectors)
}

fn piece(bytes: &[u8], number: usize, size: usize) -> &[u8] {
    let from = number.saturating_mul(size).min(bytes.len());
    &bytes[from..from.saturating_add(size).min(bytes.len())]
}

impl Entry {
    fn of(bytes: &[u8]) -> Option<Self> {
        let name: Vec<u16> = bytes
            .get(..64)?
            .chunks_exact(2)
            .map(|c| u16::from_le_bytes([c[0], c[1]]))
            .take_while(|c| *c != 0)
            .collect();
        let kind = *bytes.get(66)?;
        // the upper half of the size is rubbish in files of version 3
        let size = u64::from(word(bytes, 120)?);
        Some(Self {
            name: String::from_utf16_lossy(&name),
            is_stream: kind == 2,
            is_root: kind == 5,
            start: word(bytes, 116)?,
            size,
            left: word(bytes, 68)?,
            right: word(bytes, 72)?,
            child: word(bytes, 76)?,
        })
    }
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
}

pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u32> {
    words(bytes.get(at..at + 4)?).next()
}

pub(crate) fn word16(bytes: &[u8], at: usize) -> Option<u16> {
    match bytes.get(at..at + 2)? {
        [a, b] => Some(u16::from_le_bytes([*a, *b])),
        _ => None,
    }
}
