//! What properties say of letters, paragraphs and rows ([MS-DOC] 2.6).

use super::super::compound::{word, word16};
use super::styles::Styles;
use super::{Defined, Definition, Look, Upright};
use crate::workbook::limits;

/// A list of properties, one after the other: the number of each, and its operand.
pub(super) struct Properties<'a> {
    rest: &'a [u8],
}

impl<'a> Properties<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }
}

impl<'a> Iterator for Properties<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        const TABLE: u16 = 0xD608;
        const TABS: u16 = 0xC615;
        let number = word16(self.rest, 0)?;
        let rest = self.rest.get(2..)?;
        let (before, length) = match number >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if number == TABLE => (2, usize::from(word16(rest, 0)?).checked_sub(1)?),
            // tabs: a length of 255 says that it must be counted
            _ if number == TABS && rest.first() == Some(&255) => {
                let removed = usize::from(*rest.get(1)?) * 4;
                let added = usize::from(*rest.get(2 + removed)?) * 3;
                (1, 2 + removed + added)
            }
            _ => (1, usize::from(*rest.first()?)),
        };
        let operand = rest.get(before..before + length)?;
        self.rest = &rest[before + length..];
        Some((number, operand))
    }
}

/// What is said of letters.
#[derive(Clone, Debug, Default)]
pub(super) struct Character {
    struck: bool,
    struck_twice: bool,
    hidden: bool,
    deleted: bool,
    raised: bool,
    shifted: bool,
    /// Is a letter a mark of something else?
    pub(super) special: bool,
    pub(super) symbol: Option<char>,
    /// Number of the font.
    pub(super) font: Option<usize>,
}

impl Character {
    pub(super) fn look(&self) -> Look {
        Look {
            struck: self.struck || self.struck_twice,
            raised: self.raised || self.shifted,
            hidden: self.hidden,
            deleted: self.deleted,
        }
    }

    /// What a style says.
    pub(super) fn apply_style(&mut self, sprms: &[u8]) {
        self.apply_with(sprms, &Self::default(), None);
    }

    /// What is said of the letters themselves: a character style first, then the rest.
    pub(super) fn apply(&mut self, sprms: &[u8], styles: &Styles) {
        let base = self.clone();
        self.apply_with(sprms, &base, Some(styles));
    }

    fn apply_with(&mut self, sprms: &[u8], base: &Self, styles: Option<&Styles>) {
        // 0x80 is what the style says, 0x81 its opposite
        let toggled = |operand: &[u8], base: bool| match operand.first() {
            Some(0x80) | None => base,
            Some(0x81) => !base,
            Some(value) => *value != 0,
        };
        let mut base = base.clone();
        for (number, operand) in Properties::of(sprms) {
            match number {
                0x0800 => self.deleted = toggled(operand, false),
                0x0837 => self.struck = toggled(operand, base.struck),
                0x2A53 => self.struck_twice = toggled(operand, base.struck_twice),
                0x083C => self.hidden = toggled(operand, base.hidden),
                0x2A48 => self.raised = operand.first().is_some_and(|n| *n != 0),
                0x4845 => self.shifted = operand.iter().any(|b| *b != 0),
                0x0855 => self.special = toggled(operand, false),
                0x6A09 => {
                    self.symbol = word16(operand, 2).and_then(|n| char::from_u32(n.into()));
                    self.special = true;
                }
                0x4A4F => self.font = word16(operand, 0).map(usize::from),
                0x4A30 => {
                    if let (Some(styles), Some(style)) = (styles, word16(operand, 0)) {
                        self.apply_style(&styles.character(style));
                        base = self.clone();
                    }
                }
                _ => {}
            }
        }
    }
}

/// What is said of a paragraph, and of the row it ends.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    in_table: bool,
    depth: Option<usize>,
    pub(super) ends_row: bool,
    pub(super) ends_inner_cell: bool,
    pub(super) ends_inner_row: bool,
    /// Number of the use of a list, from 1.
    pub(super) list: u16,
    pub(super) level: usize,
    pub(super) row: Definition,
}

impl Paragraph {
    /// How many tables lie around it.
    pub(super) fn depth(&self) -> usize {
        match (self.in_table, self.depth) {
            (false, _) => 0,
            (true, depth) => depth.unwrap_or(1).max(1),
        }
    }

    pub(super) fn apply(&mut self, sprms: &[u8], file: &super::File) {
        self.apply_within(sprms, file, 0);
    }

    fn apply_within(&mut self, sprms: &[u8], file: &super::File, within: usize) {
        for (number, operand) in Properties::of(sprms) {
            let is_set = operand.first().is_some_and(|n| *n != 0);
            match number {
                0x2416 => self.in_table = is_set,
                0x2417 => self.ends_row = is_set,
                0x244B => self.ends_inner_cell = is_set,
                0x244C => self.ends_inner_row = is_set,
                0x6649 => self.depth = word(operand, 0).and_then(|n| usize::try_from(n).ok()),
                0x260A => self.level = operand.first().map_or(0, |n| usize::from(*n)),
                // "no list" is 0, and what was once a list by hand
                0x460B => self.list = word16(operand, 0).filter(|n| *n < 0xF000).unwrap_or(0),
                0x6645 | 0x6646 | 0x646B if within == 0 => {
                    let far = word(operand, 0).and_then(|place| file.far(place));
                    if let Some(far) = far {
                        self.apply_within(far, file, 1);
                    }
                }
                0xD608 => define(&mut self.row, operand),
                // merged across: the first cell, and the one after the last
                0x5624 => {
                    if let [first, past, ..] = operand {
                        let merged = usize::from(*first) + 1..usize::from(*past);
                        for cell in self.row.cells.get_mut(merged).into_iter().flatten() {
                            cell.joins_left = true;
                        }
                    }
                }
                0xD62B => {
                    if let [cell, how, ..] = operand
                        && let Some(cell) = self.row.cells.get_mut(usize::from(*cell))
                    {
                        cell.upright = upright(*how & 1 != 0, *how & 2 != 0);
                    }
                }
                _ => {}
            }
        }
    }
}

fn upright(merged: bool, first: bool) -> Upright {
    match (merged, first) {
        (_, true) => Upright::Begins,
        (true, false) => Upright::GoesOn,
        (false, false) => Upright::Alone,
    }
}

/// The edges of a row's cells, then twenty bytes for each cell.
fn define(row: &mut Definition, operand: &[u8]) {
    let Some(count) = operand.first().map(|n| usize::from(*n)) else { return };
    let edge = |n: usize| word16(operand, 1 + n * 2).map(|edge| i32::from(edge.cast_signed()));
    let Some(left) = edge(0) else { return };
    *row = Definition { left, cells: Vec::new() };
    for number in 0..count.min(limits::COLUMNS as usize) {
        let Some(right) = edge(number + 1) else { break };
        let flags = word16(operand, 1 + (count + 1) * 2 + number * 20).unwrap_or(0);
        row.cells.push(Defined {
            right,
            upright: upright(flags & 0x20 != 0, flags & 0x40 != 0),
            joins_left: flags & 0x02 != 0 && flags & 0x01 == 0,
        });
    }
}
