//! .rtf: its tables as sheets, its paragraphs as the rows around them ([RTF 1.9.1]).

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use scorebook::Finding;

use super::edges::Upright;
use super::marked::{Defined, Definition, Marked};
use super::passage::Look;
use super::{Workbook, damaged, limits};

/// A piece of RTF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Open,
    Close,
    /// A control word and its number.
    Word(&'a str, Option<i32>),
    /// "\*": what follows may be passed over by who does not know it.
    Star,
    /// A byte written as "\'xx".
    Byte(u8),
    /// A sign that is a control word by itself: "\~", "\-", "\_".
    Sign(u8),
    /// Bytes of text.
    Text(&'a [u8]),
}

/// Takes RTF apart.
pub(crate) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes that are no text.
    fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn word(&mut self) -> Token<'a> {
        let from = self.at;
        let letters = self.bytes[from..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(&self.bytes[from..from + letters]).unwrap_or_default();
        self.at = from + letters;
        let digits_from = self.at + usize::from(self.bytes.get(self.at) == Some(&b'-'));
        let digits =
            self.bytes[digits_from..].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let text = std::str::from_utf8(&self.bytes[self.at..digits_from + digits]);
            number = text.ok().and_then(|text| text.parse().ok());
            self.at = digits_from + digits;
        }
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        Token::Word(name, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\r' | b'\n' => continue,
                b'\\' => match self.bytes.get(self.at).copied() {
                    None => return None,
                    Some(letter) if letter.is_ascii_alphabetic() => self.word(),
                    Some(b'*') => {
                        self.at += 1;
                        Token::Star
                    }
                    Some(b'\'') => {
                        let digits = self.bytes.get(self.at + 1..self.at + 3);
                        let digits = digits.and_then(|d| std::str::from_utf8(d).ok());
                        let byte = digits.and_then(|d| u8::from_str_radix(d, 16).ok());
                        self.pass_over(if byte.is_some() { 3 } else { 1 });
                        byte.map_or(Token::Sign(b'\''), Token::Byte)
                    }
                    Some(b'\r' | b'\n') => {
                        self.at += 1;
                        Token::Word("par", None)
                    }
                    Some(sign) => {
                        self.at += 1;
                        match sign {
                            b'{' | b'}' | b'\\' => Token::Text(&self.bytes[self.at - 1..self.at]),
                            sign => Token::Sign(sign),
                        }
                    }
                },
                _ => {
                    let from = self.at - 1;
                    let rest = &self.bytes[from..];
                    let length = rest
                        .iter()
                        .position(|b| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n'))
                        .unwrap_or(rest.len());
                    self.at = from + length;
                    Token::Text(&rest[..length])
                }
            });
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let mut document = Document::default();
    let mut tokens = Tokens::of(bytes);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => document.open()?,
            Token::Close => document.close(),
            Token::Word("bin", length) => {
                tokens.pass_over(usize::try_from(length.unwrap_or(0)).unwrap_or(0));
                document.fallback(1);
            }
            token => document.token(token)?,
        }
        if document.ended {
            break;
        }
    }
    if !document.ended {
        return Err(damaged("văn bản bị cắt ngang"));
    }
    document.body.finish()
}

/// What holds until the group ends.
#[derive(Clone, Copy, Debug)]
struct State {
    place: Place,
    look: Look,
    /// Number of the font.
    font: i32,
    /// How many pieces stand in for a letter after "\u".
    fallbacks: u32,
    in_table: bool,
    /// How deep the paragraph lies in tables.
    depth: usize,
    /// Inside of the number that a list gives its paragraph.
    in_number: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            place: Place::Text,
            look: Look::default(),
            font: 0,
            fallbacks: 1,
            in_table: false,
            depth: 0,
            in_number: false,
        }
    }
}

/// Where text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Text,
    Fonts,
    Nowhere,
}

/// Groups whose text is not on the page, or not in its flow.
const NO_TEXT: [&str; 32] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "fldinst",
    "annotation",
    "atnid",
    "atnauthor",
    "atrfstart",
    "atrfend",
    "nonesttables",
    "bkmkstart",
    "bkmkend",
    "xe",
    "tc",
    "listtable",
    "listoverridetable",
    "revtbl",
    "objdata",
    "footnote",
];

/// Groups that may be passed over and are not.
const KNOWN: [&str; 2] = ["nesttableprops", "shppict"];

#[derive(Default)]
struct Document {
    state: State,
    groups: Vec<State>,
    /// Charset and name of each font.
    fonts: BTreeMap<i32, (Option<i32>, String)>,
    codepage: Option<i32>,
    /// Right after "{" or "\*".
    starred: bool,
    /// Pieces still to be passed over after "\u".
    to_skip: u32,
    /// Bytes of text that are not yet letters: one letter may take two.
    bytes: Vec<u8>,
    /// Half of a letter that takes two numbers.
    half: Option<u16>,
    body: Marked,
    /// The row's definition, and what is said of its next cell.
    definition: Definition,
    next: Defined,
    /// Was a row begun and not ended? Some programs say no more than that of its paragraphs.
    in_row: bool,
    ended: bool,
}

impl Document {
    fn open(&mut self) -> Result<(), Finding> {
        self.flush();
        if self.groups.len() >= 10_000 {
            return Err(Finding::TooLarge {
                detail: "các phần của văn bản lồng nhau quá sâu".into(),
            });
        }
        self.groups.push(self.state);
        (self.starred, self.to_skip) = (false, 0);
        Ok(())
    }

    fn close(&mut self) {
        self.flush();
        self.to_skip = 0;
        self.state = self.groups.pop().unwrap_or_default();
        self.ended = self.groups.is_empty();
    }

    /// Passes over what stands in for a letter.
    fn fallback(&mut self, pieces: u32) -> bool {
        if self.to_skip == 0 {
            return false;
        }
        self.to_skip -= pieces.min(self.to_skip);
        true
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), Finding> {
        match token {
            Token::Star => self.starred = true,
            Token::Byte(byte) => {
                if !self.fallback(1) {
                    self.bytes.push(byte);
                }
            }
            Token::Text(text) => {
                let skipped = (self.to_skip as usize).min(text.len());
                self.to_skip -= u32::try_from(skipped).unwrap_or(0);
                self.bytes.extend_from_slice(&text[skipped..]);
            }
            Token::Sign(sign) => {
                if self.fallback(1) {
                    return Ok(());
                }
                self.flush();
                match sign {
                    b'~' => self.push("\u{a0}"),
                    b'_' => self.push("-"),
                    _ => {}
                }
            }
            Token::Word(word, number) => {
                if word != "u" && self.fallback(1) {
                    return Ok(());
                }
                self.flush();
                let starred = std::mem::take(&mut self.starred);
                if starred && !KNOWN.contains(&word) {
                    self.state.place = Place::Nowhere;
                    return Ok(());
                }
                self.word(word, number)?;
            }
            Token::Open | Token::Close => {}
        }
        Ok(())
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Finding> {
        let on = number != Some(0);
        if self.state.place == Place::Fonts {
            match word {
                "f" => self.state.font = number.unwrap_or(0),
                "fcharset" => self.fonts.entry(self.state.font).or_default().0 = number,
                _ => {}
            }
            return Ok(());
        }
        if NO_TEXT.contains(&word) {
            self.state.place = Place::Nowhere;
        }
        if self.state.place == Place::Nowhere {
            return Ok(());
        }
        match word {
            "fonttbl" => self.state.place = Place::Fonts,
            "ansicpg" => self.codepage = number,
            "listtext" | "pntext" => self.state.in_number = true,
            "f" => self.state.font = number.unwrap_or(0),
            "uc" => self.state.fallbacks = number.and_then(|n| n.try_into().ok()).unwrap_or(1),
            "u" => {
                self.letter(number.unwrap_or(0));
                self.to_skip = self.state.fallbacks;
            }
            "plain" => {
                self.state.look = Look::default();
                self.state.font = 0;
            }
            "strike" | "striked" => self.state.look.struck = on,
            "super" | "sub" => self.state.look.raised = on,
            "nosupersub" => self.state.look.raised = false,
            "up" | "dn" => self.state.look.raised = number.unwrap_or(6) != 0,
            "v" => self.state.look.hidden = on,
            "deleted" => self.state.look.deleted = on,
            // a list's number has a paragraph's properties of its own, and stands in its paragraph
            "pard" | "intbl" | "itap" if self.state.in_number => {}
            "pard" => (self.state.in_table, self.state.depth) = (false, 0),
            "intbl" => {
                self.state.in_table = true;
                self.state.depth = self.state.depth.max(1);
            }
            "itap" => {
                let depth = usize::try_from(number.unwrap_or(1)).unwrap_or(0);
                if depth > limits::TABLE_DEPTH {
                    return Err(Finding::TooLarge {
                        detail: "bảng lồng trong bảng quá sâu".into(),
                    });
                }
                (self.state.in_table, self.state.depth) = (depth > 0, depth);
            }
            "par" | "sect" => self.body.end_paragraph(self.depth())?,
            "line" | "lbr" | "softline" => self.push("\n"),
            "tab" if self.state.in_number => self.push(" "),
            "tab" => self.push("\t"),
            "emdash" => self.push("—"),
            "endash" => self.push("–"),
            "lquote" => self.push("‘"),
            "rquote" => self.push("’"),
            "ldblquote" => self.push("“"),
            "rdblquote" => self.push("”"),
            "bullet" => self.push("•"),
            "emspace" | "enspace" | "qmspace" => self.push(" "),
            "cell" => self.body.end_cell(1)?,
            "nestcell" => self.body.end_cell(self.state.depth.max(2))?,
            "row" => {
                self.body.end_row(&self.definition);
                self.in_row = false;
            }
            "nestrow" => self.body.end_nested_row(self.state.depth.max(2)),
            "trowd" if self.state.depth < 2 => {
                (self.definition, self.next) = (Definition::default(), Defined::default());
                self.in_row = true;
            }
            // a table inside a cell is text: its edges are its own
            _ if self.state.depth > 1 => {}
            "trleft" => self.definition.left = number.unwrap_or(0),
            "clvmgf" => self.next.upright = Upright::Begins,
            "clvmrg" => self.next.upright = Upright::GoesOn,
            "clmrg" => self.next.joins_left = true,
            "cellx" => {
                let defined = std::mem::take(&mut self.next);
                if self.definition.cells.len() < limits::COLUMNS as usize {
                    let right = number.unwrap_or(0);
                    self.definition.cells.push(Defined { right, ..defined });
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A letter of UTF-16.
    fn letter(&mut self, number: i32) {
        // above 32767 they are written as negative numbers
        let unit = u16::try_from(number & 0xFFFF).unwrap_or(0);
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let text = String::from_utf16_lossy(&units);
        self.push(&text);
    }

    /// Bytes read so far, as letters of their font.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        self.starred = false;
        let bytes = std::mem::take(&mut self.bytes);
        match self.state.place {
            Place::Fonts => {
                let name = WINDOWS_1252.decode(&bytes).0;
                let name = name.trim_end_matches(';').trim();
                self.fonts.entry(self.state.font).or_default().1.push_str(name);
            }
            Place::Text => {
                let text = self.encoding().decode_without_bom_handling(&bytes).0;
                self.push(&text);
            }
            Place::Nowhere => {}
        }
    }

    fn encoding(&self) -> &'static Encoding {
        let charset = self.fonts.get(&self.state.font).and_then(|(charset, _)| *charset);
        match charset {
            Some(163) => WINDOWS_1258,
            Some(0 | 2 | 77) => WINDOWS_1252,
            Some(128) => encoding_rs::SHIFT_JIS,
            Some(129) => encoding_rs::EUC_KR,
            Some(134) => encoding_rs::GBK,
            Some(136) => encoding_rs::BIG5,
            Some(161) => encoding_rs::WINDOWS_1253,
            Some(162) => encoding_rs::WINDOWS_1254,
            Some(186) => encoding_rs::WINDOWS_1257,
            Some(204) => encoding_rs::WINDOWS_1251,
            Some(222) => encoding_rs::WINDOWS_874,
            Some(238) => encoding_rs::WINDOWS_1250,
            _ => match self.codepage {
                Some(1258) => WINDOWS_1258,
                Some(65001) => encoding_rs::UTF_8,
                _ => WINDOWS_1252,
            },
        }
    }

    /// How many tables lie around the paragraph.
    fn depth(&self) -> usize {
        if self.state.in_table { self.state.depth } else { usize::from(self.in_row) }
    }

    fn push(&mut self, text: &str) {
        if self.state.place != Place::Text {
            return;
        }
        let (look, depth) = (self.state.look, self.depth());
        let passage = self.body.passage(depth);
        passage.push(text, look);
        if let Some((_, name)) = self.fonts.get(&self.state.font) {
            passage.in_font(name);
        }
    }
}
