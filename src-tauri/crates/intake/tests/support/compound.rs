//! OLE compound files with storages in storages, as a test can write them.

/// Something in a storage.
pub(crate) enum Node {
    Stream(String, Vec<u8>),
    Storage(String, Vec<Node>),
}

pub(crate) fn stream(name: &str, bytes: impl Into<Vec<u8>>) -> Node {
    Node::Stream(name.into(), bytes.into())
}

pub(crate) fn storage(name: &str, nodes: Vec<Node>) -> Node {
    Node::Storage(name.into(), nodes)
}

const NONE: u32 = 0xFFFF_FFFF;
const END: u32 = 0xFFFF_FFFE;
const TABLE: u32 = 0xFFFF_FFFD;

#[derive(Default)]
struct File {
    /// Sectors of 512 bytes after the header, and the one after each.
    body: Vec<u8>,
    next: Vec<u32>,
    small: Vec<u8>,
    small_next: Vec<u32>,
    directory: Vec<Vec<u8>>,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).expect("a small file")
}

impl File {
    fn put(&mut self, bytes: &[u8]) -> u32 {
        if bytes.is_empty() {
            return END;
        }
        let first = number(self.next.len());
        let count = number(bytes.len().div_ceil(512));
        self.body.extend(bytes);
        self.body.resize((first + count) as usize * 512, 0);
        self.next.extend((1..=count).map(|n| if n == count { END } else { first + n }));
        first
    }

    fn put_small(&mut self, bytes: &[u8]) -> u32 {
        if bytes.is_empty() {
            return END;
        }
        let first = number(self.small_next.len());
        let count = number(bytes.len().div_ceil(64));
        self.small.extend(bytes);
        self.small.resize((first + count) as usize * 64, 0);
        self.small_next.extend((1..=count).map(|n| if n == count { END } else { first + n }));
        first
    }

    /// An entry of the directory; its place.
    fn entry(&mut self, name: &str, kind: u8, start: u32, size: usize) -> usize {
        let mut entry = vec![0; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64..66]
            .copy_from_slice(&u16::try_from(units.len() + 2).expect("a name").to_le_bytes());
        entry[66] = kind;
        entry[67] = 1;
        for place in [68, 72, 76] {
            entry[place..place + 4].copy_from_slice(&NONE.to_le_bytes());
        }
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&number(size).to_le_bytes());
        self.directory.push(entry);
        self.directory.len() - 1
    }

    fn link(&mut self, from: usize, at: usize, to: usize) {
        self.directory[from][at..at + 4].copy_from_slice(&number(to).to_le_bytes());
    }

    fn fill(&mut self, parent: usize, nodes: Vec<Node>) {
        let mut before = None;
        for node in nodes {
            let place = match node {
                Node::Stream(name, bytes) => {
                    let start =
                        if bytes.len() < 4_096 { self.put_small(&bytes) } else { self.put(&bytes) };
                    self.entry(&name, 2, start, bytes.len())
                }
                Node::Storage(name, nodes) => {
                    let place = self.entry(&name, 1, 0, 0);
                    self.fill(place, nodes);
                    place
                }
            };
            match before {
                None => self.link(parent, 76, place),
                Some(before) => self.link(before, 72, place),
            }
            before = Some(place);
        }
    }
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    let mut bytes: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    while !bytes.len().is_multiple_of(512) {
        bytes.extend(NONE.to_le_bytes());
    }
    bytes
}

pub(crate) fn compound(nodes: Vec<Node>) -> Vec<u8> {
    let mut file = File::default();
    let root = file.entry("Root Entry", 5, 0, 0);
    file.fill(root, nodes);
    let small = std::mem::take(&mut file.small);
    let small_start = file.put(&small);
    file.directory[root][116..120].copy_from_slice(&small_start.to_le_bytes());
    file.directory[root][120..124].copy_from_slice(&number(small.len()).to_le_bytes());
    let small_table = longs(&file.small_next);
    let small_table_start = file.put(&small_table);
    let mut directory = file.directory.concat();
    directory.resize(directory.len().div_ceil(512) * 512, 0);
    let directory_start = file.put(&directory);
    let used = file.next.len();
    let tables = (1..=used + 1).find(|n| (used + n).div_ceil(128) <= *n).expect("room");
    let mut next = file.next.clone();
    next.extend(std::iter::repeat_n(TABLE, tables));
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    for (at, value) in [(24, 0x3E_u16), (26, 3), (28, 0xFFFE), (30, 9), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let small_sectors = number(small_table.len() / 512);
    let fields = [
        (44, number(tables)),
        (48, directory_start),
        (56, 4_096),
        (60, small_table_start),
        (64, small_sectors),
        (68, END),
    ];
    for (at, value) in fields {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    for slot in 0..109 {
        let place = if slot < tables { number(used + slot) } else { NONE };
        header[76 + slot * 4..80 + slot * 4].copy_from_slice(&place.to_le_bytes());
    }
    [header, file.body, longs(&next)].concat()
}
