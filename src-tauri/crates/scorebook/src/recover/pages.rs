//! Rows out of the pages of a damaged file, page by page: what lies on a sound page is found even when nothing leads
//! to it any more. Source: "Database File Format" of `SQLite`, §1.6 (pages), §2.1 (records).

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;

/// A row as it lies in the file.
#[derive(Clone, Debug)]
pub(super) struct RawRow {
    /// `None` in a table without row numbers.
    pub(super) rowid: Option<i64>,
    pub(super) values: Vec<Value>,
}

/// The rows of one page.
#[derive(Clone, Debug, Default)]
pub(super) struct PageRows {
    /// In a b-tree without row numbers.
    pub(super) keyed: bool,
    pub(super) rows: Vec<RawRow>,
    /// Pages below, in their order.
    below: Vec<usize>,
    /// Rows that could not be read.
    pub(super) spoilt: usize,
}

/// A file taken apart.
pub(super) struct Pages {
    bytes: Vec<u8>,
    size: usize,
    /// Bytes of a page that records may use.
    usable: usize,
    count: usize,
}

const NO_PAGE: usize = 0;

impl Pages {
    /// `bytes` is the whole file; where its beginning is spoilt, its pages are taken to be as large as ours are.
    pub(super) fn of(bytes: Vec<u8>) -> Self {
        let named = bytes.get(16..18).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])));
        let sound = bytes.starts_with(b"SQLite format 3\0");
        let size = named.filter(|n| sound && *n >= 512 && n.is_power_of_two()).unwrap_or(4096);
        let reserved = if sound { usize::from(bytes.get(20).copied().unwrap_or(0)) } else { 0 };
        Self { size, usable: size - reserved, count: bytes.len() / size, bytes }
    }

    /// The version in the header, if the header is sound.
    pub(super) fn version(&self) -> Option<usize> {
        let sound = self.bytes.starts_with(b"SQLite format 3\0");
        let version = self.bytes.get(60..64)?.try_into().map(u32::from_be_bytes).ok()?;
        sound.then_some(version as usize)
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    fn page(&self, number: usize) -> Option<&[u8]> {
        let at = number.checked_sub(1)?.checked_mul(self.size)?;
        self.bytes.get(at..at + self.size)
    }

    /// A page of a b-tree; `None` for any other.
    pub(super) fn rows(&self, number: usize) -> Option<PageRows> {
        let page = self.page(number)?;
        let start = if number == 1 { 100 } else { 0 };
        let kind = *page.get(start)?;
        let (leaf, keyed) = match kind {
            0x0d => (true, false),
            0x05 => (false, false),
            0x0a => (true, true),
            0x02 => (false, true),
            _ => return None,
        };
        let cells = usize::from(be16(page, start + 3)?);
        let header = if leaf { 8 } else { 12 };
        // a page of noise claims more cells than it has room for
        if start + header + 2 * cells > self.size {
            return None;
        }
        let mut found = PageRows { keyed, ..PageRows::default() };
        for n in 0..cells {
            let at = usize::from(be16(page, start + header + 2 * n)?);
            let below = if leaf { None } else { be32(page, at) };
            found.below.extend(below);
            let at = if leaf { at } else { at + 4 };
            if leaf || keyed {
                match self.row(page, at, keyed) {
                    Some(row) => found.rows.push(row),
                    None => found.spoilt += 1,
                }
            }
        }
        if !leaf {
            found.below.extend(be32(page, start + 8));
        }
        Some(found)
    }

    fn row(&self, page: &[u8], at: usize, keyed: bool) -> Option<RawRow> {
        let (length, at) = varint(page, at)?;
        let length = usize::try_from(length).ok()?;
        if length > self.bytes.len() {
            return None;
        }
        let (rowid, at) = if keyed {
            (None, at)
        } else {
            let (rowid, at) = varint(page, at)?;
            (Some(rowid), at)
        };
        let values = record(&self.payload(page, at, length, keyed)?)?;
        Some(RawRow { rowid, values })
    }

    fn payload(&self, page: &[u8], at: usize, length: usize, keyed: bool) -> Option<Vec<u8>> {
        let usable = self.usable;
        let most = if keyed { (usable - 12) * 64 / 255 - 23 } else { usable - 35 };
        if length <= most {
            return Some(page.get(at..at + length)?.to_vec());
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let fitting = least + (length - least) % (usable - 4);
        let here = if fitting <= most { fitting } else { least };
        let mut payload = page.get(at..at + here)?.to_vec();
        let mut next = be32(page, at + here)?;
        let mut seen = BTreeSet::new();
        while payload.len() < length {
            if next == NO_PAGE || !seen.insert(next) {
                return None;
            }
            let more = self.page(next)?;
            let rest = (length - payload.len()).min(usable - 4);
            payload.extend_from_slice(more.get(4..4 + rest)?);
            next = be32(more, 0)?;
        }
        // a chain that goes on is not this row's
        (next == NO_PAGE).then_some(payload)
    }

    /// All pages of the b-tree below a root, as far as they can be read.
    pub(super) fn tree(&self, root: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut left = vec![root];
        while let Some(number) = left.pop() {
            if seen.insert(number)
                && let Some(page) = self.rows(number)
            {
                left.extend(page.below);
            }
        }
        seen
    }

    /// Pages that hold nothing any more.
    pub(super) fn free(&self) -> BTreeSet<usize> {
        let mut free = BTreeSet::new();
        let mut trunk = be32(&self.bytes, 32).unwrap_or(NO_PAGE);
        while trunk != NO_PAGE && free.insert(trunk) {
            let Some(page) = self.page(trunk) else { break };
            let many = be32(page, 4).unwrap_or(0).min(self.size / 4);
            free.extend((0..many).filter_map(|n| be32(page, 8 + 4 * n)));
            trunk = be32(page, 0).unwrap_or(NO_PAGE);
        }
        free
    }

    /// Name and root of every table in the schema, as far as it can be read.
    pub(super) fn tables(&self) -> BTreeMap<String, usize> {
        let mut tables = BTreeMap::new();
        for page in self.tree(1).into_iter().filter_map(|n| self.rows(n)) {
            for row in page.rows {
                if let [Value::Text(kind), Value::Text(name), _, Value::Integer(root), ..] =
                    row.values.as_slice()
                    && kind == "table"
                    && let Ok(root) = usize::try_from(*root)
                {
                    tables.insert(name.clone(), root);
                }
            }
        }
        tables
    }
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().map(u16::from_be_bytes).ok()
}

fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..at + 4)?.try_into().map(|b| u32::from_be_bytes(b) as usize).ok()
}

fn varint(bytes: &[u8], at: usize) -> Option<(i64, usize)> {
    let mut value: u64 = 0;
    for n in 0..9 {
        let byte = *bytes.get(at + n)?;
        if n == 8 {
            return Some((((value << 8) | u64::from(byte)).cast_signed(), at + 9));
        }
        value = (value << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value.cast_signed(), at + n + 1));
        }
    }
    None
}

fn record(payload: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload, 0)?;
    let end = usize::try_from(header).ok()?;
    let mut body = end;
    let mut values = Vec::new();
    while at < end {
        let (kind, next) = varint(payload, at)?;
        at = next;
        let kind = usize::try_from(kind).ok()?;
        let length = match kind {
            0 | 8 | 9 => 0,
            n @ 1..=4 => n,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            n => (n - 12) / 2,
        };
        let bytes = payload.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            7 => Value::Real(f64::from_be_bytes(bytes.try_into().ok()?)),
            1..=6 => {
                let first = i64::from(bytes[0].cast_signed());
                Value::Integer(bytes[1..].iter().fold(first, |n, b| (n << 8) | i64::from(*b)))
            }
            n if n % 2 == 1 => Value::Text(String::from_utf8(bytes.to_vec()).ok()?),
            _ => Value::Blob(bytes.to_vec()),
        });
    }
    (at == end && body == payload.len()).then_some(values)
}
