//! .xls and .xlsb, made byte by byte: nothing that writes them can be had here ([MS-XLS], [MS-XLSB]).

use std::io::{Cursor, Write};

use super::formats::{SHEET, Texts};

/// What a sheet of these formats is made of.
#[derive(Default)]
pub(crate) struct Made {
    pub(crate) texts: Texts,
    /// 0-based.
    pub(crate) hidden_rows: Vec<u32>,
    /// 0-based.
    pub(crate) hidden_columns: Vec<u32>,
    /// Numbers shown as percentages, by 0-based row and column.
    pub(crate) percentages: Vec<((u32, u32), f64)>,
}

impl Made {
    fn rows(&self) -> u32 {
        let last = self.percentages.iter().map(|((row, _), _)| row + 1).max().unwrap_or(0);
        last.max(u32::try_from(self.texts.len()).expect("few rows"))
    }

    /// A row's texts by column.
    fn texts_of(&self, row: u32) -> impl Iterator<Item = (u32, &String)> {
        let texts = self.texts.get(row as usize).into_iter().flatten();
        (0..).zip(texts).filter(|(_, text)| !text.is_empty())
    }

    fn percentages_of(&self, row: u32) -> impl Iterator<Item = (u32, f64)> {
        let own = self.percentages.iter().filter(move |((at, _), _)| *at == row);
        own.map(|((_, column), number)| (*column, *number))
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn units(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).expect("a short text")
}

/// A sheet of texts.
pub(crate) fn as_xlsb(rows: &Texts) -> Vec<u8> {
    xlsb(&Made { texts: rows.clone(), ..Made::default() })
}

/// A record of .xlsb: its number and length seven bits a byte.
fn put(part: &mut Vec<u8>, kind: u32, body: &[u8]) {
    let mut number = |mut n: u32| {
        while n >= 0x80 {
            part.push(u8::try_from(n & 0x7F).expect("seven bits") | 0x80);
            n >>= 7;
        }
        part.push(u8::try_from(n).expect("seven bits"));
    };
    number(kind);
    number(u32::try_from(body.len()).expect("a short record"));
    part.extend(body);
}

fn long_text(text: &str) -> Vec<u8> {
    [units(text).to_le_bytes().to_vec(), wide(text)].concat()
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

pub(crate) fn xlsb(made: &Made) -> Vec<u8> {
    let mut book = Vec::new();
    put(&mut book, 131, &[]);
    put(&mut book, 143, &[]);
    put(&mut book, 156, &[longs(&[0, 1]), long_text("rId1"), long_text(SHEET)].concat());
    put(&mut book, 144, &[]);
    put(&mut book, 132, &[]);

    // two styles of cells: plain, and one with a format of its own that shows a percentage
    let mut styles = Vec::new();
    put(&mut styles, 278, &[]);
    put(&mut styles, 44, &[170_u16.to_le_bytes().to_vec(), long_text("0.0%")].concat());
    put(&mut styles, 617, &longs(&[2]));
    for format in [0_u16, 170] {
        put(&mut styles, 47, &[vec![0; 2], format.to_le_bytes().to_vec(), vec![0; 12]].concat());
    }
    put(&mut styles, 618, &[]);
    put(&mut styles, 279, &[]);

    let mut sheet = Vec::new();
    put(&mut sheet, 129, &[]);
    let last = made.rows().saturating_sub(1);
    put(&mut sheet, 148, &longs(&[0, last, 0, 20]));
    for column in &made.hidden_columns {
        put(&mut sheet, 60, &[longs(&[*column, *column, 2_000, 0]), vec![1, 0]].concat());
    }
    put(&mut sheet, 145, &[]);
    for row in 0..made.rows() {
        let hidden = if made.hidden_rows.contains(&row) { 0x10 } else { 0 };
        let head = [longs(&[row, 0]), vec![0x2C, 0x01, 0, hidden, 0], longs(&[0])].concat();
        put(&mut sheet, 0, &head);
        for (column, text) in made.texts_of(row) {
            put(&mut sheet, 6, &[longs(&[column, 0]), long_text(text)].concat());
        }
        for (column, number) in made.percentages_of(row) {
            put(&mut sheet, 5, &[longs(&[column, 1]), number.to_le_bytes().to_vec()].concat());
        }
    }
    put(&mut sheet, 146, &[]);
    put(&mut sheet, 130, &[]);

    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a container").into_inner()
}

/// A sheet of texts.
pub(crate) fn as_xls(rows: &Texts) -> Vec<u8> {
    xls(&Made { texts: rows.clone(), ..Made::default() })
}

/// A record of .xls.
fn record(stream: &mut Vec<u8>, kind: u16, body: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend(u16::try_from(body.len()).expect("a short record").to_le_bytes());
    stream.extend(body);
}

fn words(numbers: &[u32]) -> Vec<u8> {
    let word = |n: &u32| u16::try_from(*n).expect("a word").to_le_bytes();
    numbers.iter().flat_map(word).collect()
}

/// A string whose length takes a word.
fn text16(text: &str) -> Vec<u8> {
    [words(&[units(text)]), vec![1], wide(text)].concat()
}

pub(crate) fn xls(made: &Made) -> Vec<u8> {
    const BOF: u16 = 0x0809;
    const EOF: u16 = 0x000A;
    let globals = |place: u32| {
        let mut stream = Vec::new();
        record(&mut stream, BOF, &[words(&[0x0600, 5, 0, 0]), longs(&[0, 6])].concat());
        record(&mut stream, 0x0042, &words(&[1200]));
        record(&mut stream, 0x041E, &[words(&[170]), text16("0.0%")].concat());
        for format in [0, 170] {
            record(&mut stream, 0x00E0, &[words(&[0, format]), vec![0; 16]].concat());
        }
        let name = [vec![u8::try_from(units(SHEET)).expect("short"), 1], wide(SHEET)].concat();
        record(&mut stream, 0x0085, &[longs(&[place]), vec![0, 0], name].concat());
        record(&mut stream, EOF, &[]);
        stream
    };
    let place = u32::try_from(globals(0).len()).expect("short");
    let mut stream = globals(place);
    record(&mut stream, BOF, &[words(&[0x0600, 0x10, 0, 0]), longs(&[0, 6])].concat());
    for column in &made.hidden_columns {
        record(&mut stream, 0x007D, &words(&[*column, *column, 2_000, 0, 1, 0]));
    }
    let rows = made.rows();
    record(&mut stream, 0x0200, &[longs(&[0, rows]), words(&[0, 20, 0])].concat());
    for row in made.hidden_rows.iter().copied() {
        record(&mut stream, 0x0208, &words(&[row, 0, 20, 300, 0, 0, 0x20, 0]));
    }
    for row in 0..rows {
        for (column, text) in made.texts_of(row) {
            record(&mut stream, 0x0204, &[words(&[row, column, 0]), text16(text)].concat());
        }
        for (column, number) in made.percentages_of(row) {
            let number = number.to_le_bytes().to_vec();
            record(&mut stream, 0x0203, &[words(&[row, column, 1]), number].concat());
        }
    }
    record(&mut stream, EOF, &[]);
    compound(stream)
}

/// The box around it: header, a table of sectors, the directory, the stream ([MS-CFB]).
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    // streams shorter than 4,096 bytes would lie elsewhere
    stream.resize(stream.len().max(4_096).next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    assert!(sectors + 2 <= SECTOR / 4, "one sector holds the table");

    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(24, 0);
    file.extend(words(&[0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0]));
    file.extend(longs(&[0, 1, 1, 0, 4_096, END, 0, END, 0, 0]));
    file.resize(SECTOR, 0xFF);

    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((0..sectors).map(|at| {
        if at + 1 == sectors { END } else { u32::try_from(at + 3).expect("few sectors") }
    }));
    table.resize(SECTOR / 4, FREE);
    file.extend(longs(&table));

    let entry = |name: &str, kind: u8, child: u32, start: u32, size: usize| {
        let mut entry = wide(name);
        let length = u32::try_from(entry.len() + 2).expect("a short name");
        entry.resize(64, 0);
        entry.extend(words(&[length]));
        entry.extend([kind, 1]);
        entry.extend(longs(&[FREE, FREE, child]));
        entry.resize(116, 0);
        entry.extend(longs(&[start, u32::try_from(size).expect("a small file"), 0]));
        entry
    };
    file.extend(entry("Root Entry", 5, 1, END, 0));
    file.extend(entry("Workbook", 2, FREE, 2, stream.len()));
    file.resize(3 * SECTOR, 0);
    file.extend(stream);
    file
}
