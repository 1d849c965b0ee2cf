//! .doc of Word 97 and later ([MS-DOC]): its tables as sheets, its paragraphs as the rows around them.

mod file;
mod lists;
mod properties;
mod styles;

use encoding_rs::WINDOWS_1252;
use scorebook::Finding;

use super::edges::Upright;
use super::marked::{Defined, Definition, Marked};
use super::passage::{Look, Passage};
use super::{Workbook, damaged};
use file::{File, Piece};
use properties::{Character, Paragraph};
use styles::Styles;

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Finding> {
    let file = File::of(bytes)?;
    let mut reading = Reading {
        styles: Styles::of(&file),
        lists: lists::of(&file),
        fonts: file.fonts(),
        file: &file,
        body: Marked::default(),
        fields: Vec::new(),
        open: Passage::default(),
    };
    let mut left = file.length;
    for piece in &file.pieces {
        let length = piece.length.min(left);
        left -= length;
        reading.piece(piece, length)?;
    }
    if left > 0 {
        return Err(damaged("văn bản bị cắt ngang"));
    }
    let last = std::mem::take(&mut reading.open);
    reading.body.passage(0).append(last);
    reading.body.finish()
}

struct Reading<'a> {
    file: &'a File,
    styles: Styles,
    lists: super::lists::Lists,
    fonts: Vec<String>,
    body: Marked,
    /// Of each field around: are we past its instruction?
    fields: Vec<bool>,
    /// The paragraph so far: what it is is said of its mark, which may lie in another piece.
    open: Passage,
}

impl Reading<'_> {
    fn piece(&mut self, piece: &Piece, length: usize) -> Result<(), Finding> {
        let mut at = 0;
        while at < length {
            // a run of letters that look alike
            let place = piece.place(at);
            let (ends, said) = self.file.character(place);
            let style = self.file.paragraph(place).1.style;
            // a run may go on in the next paragraph, of another style
            let ends = ends.min(self.file.paragraph(place).0).max(place + 1);
            let count = (ends - place).div_ceil(piece.width).clamp(1, length - at);
            let mut character = Character::default();
            character.apply_style(&self.styles.character_of_paragraph(style));
            character.apply(said, &self.styles);
            character.apply(&piece.modified, &self.styles);
            self.run(piece, at, count, &character)?;
            at += count;
        }
        Ok(())
    }

    fn run(
        &mut self,
        piece: &Piece,
        from: usize,
        count: usize,
        character: &Character,
    ) -> Result<(), Finding> {
        let units = self.file.units(piece, from, count);
        let mut text = String::new();
        let mut at = from;
        for unit in char::decode_utf16(units) {
            let letter = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            let place = piece.place(at);
            at += letter.len_utf16();
            match letter {
                '\u{13}' => self.fields.push(false),
                '\u{14}' => {
                    if let Some(past) = self.fields.last_mut() {
                        *past = true;
                    }
                }
                '\u{15}' => drop(self.fields.pop()),
                '\r' | '\u{7}' | '\u{C}' => {
                    self.push(&mut text, character);
                    self.end(letter, place, piece)?;
                }
                _ if self.fields.contains(&false) => {}
                '\u{B}' => text.push('\n'),
                '\u{1E}' => text.push('-'),
                '(' if character.special => text.extend(character.symbol),
                // drawings, marks of footnotes and comments, soft hyphens
                letter if letter < ' ' && letter != '\t' => {}
                letter => text.push(letter),
            }
        }
        self.push(&mut text, character);
        Ok(())
    }

    fn push(&mut self, text: &mut String, character: &Character) {
        if text.is_empty() {
            return;
        }
        self.open.push(text, character.look());
        if let Some(font) = character.font.and_then(|n| self.fonts.get(n)) {
            self.open.in_font(font);
        }
        text.clear();
    }

    /// A mark that ends a paragraph, a cell or a row.
    fn end(&mut self, mark: char, place: usize, piece: &Piece) -> Result<(), Finding> {
        let (_, said) = self.file.paragraph(place);
        let mut paragraph = Paragraph::default();
        paragraph.apply(&self.styles.paragraph(said.style), self.file);
        paragraph.apply(said.sprms, self.file);
        paragraph.apply(&piece.modified, self.file);
        let depth = paragraph.depth();
        if depth > super::limits::TABLE_DEPTH {
            return Err(Finding::TooLarge {
                detail: "bảng lồng trong bảng quá sâu".into()
            });
        }
        let open = std::mem::take(&mut self.open);
        if !paragraph.ends_row && !paragraph.ends_inner_row {
            let passage = self.body.passage(depth);
            let number = Some(paragraph.list).filter(|list| *list != 0);
            let number =
                number.and_then(|list| self.lists.next(&list.to_string(), paragraph.level));
            if let Some(number) = number {
                passage.push_plain(&number);
                if !open.is_empty() {
                    passage.push_plain(" ");
                }
            }
            passage.append(open);
        }
        if depth > 1 {
            return if paragraph.ends_inner_row {
                self.body.end_nested_row(depth);
                Ok(())
            } else if paragraph.ends_inner_cell {
                self.body.end_cell(depth)
            } else {
                self.body.end_paragraph(depth)
            };
        }
        if paragraph.ends_row {
            self.body.end_row(&paragraph.row);
            Ok(())
        } else if mark == '\u{7}' && depth == 1 {
            self.body.end_cell(1)
        } else {
            self.body.end_paragraph(depth)
        }
    }
}
