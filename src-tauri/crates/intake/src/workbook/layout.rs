//! What a binary format says of a sheet beside its cells, where the reader of the cells does not tell: merged
//! areas, hidden rows and columns, how numbers and letters look, notes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use scorebook::Finding;

use super::format::NumberFormat;
use super::number::{present, put_aside};
use super::page::{Look, PageText};
use super::{Merge, Note, Sheet, Value, damaged};

/// A sheet's layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) merges: Vec<Merge>,
    /// Runs of rows; of a few bytes a file can make a million.
    pub(super) hidden_rows: Vec<Range<u32>>,
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Cells that show a number otherwise than it is, or look other than plain.
    pub(super) looks: Vec<((u32, u32), Style)>,
    /// Texts with runs of letters that look other than plain: from which letter on (UTF-16), and how.
    pub(super) runs: Vec<((u32, u32), Runs)>,
    pub(super) notes: Vec<Note>,
    pub(super) hides_zeros: bool,
}

/// From which letter on (UTF-16) a text looks how.
pub(super) type Runs = Vec<(usize, Look)>;

/// How a cell looks.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) format: NumberFormat,
    pub(super) look: Look,
}

impl Style {
    /// Does it show everything as it is?
    pub(super) fn is_plain(&self) -> bool {
        self.format.is_general() && self.look == Look::Plain
    }
}

impl Layout {
    /// Tells the sheet what is known of it. Rows below its last one are left out.
    pub(super) fn give_to(self, sheet: &mut Sheet) {
        let rows = sheet.cells.positions().next_back().map_or(0, |(row, _)| row + 1);
        let hidden = self.hidden_rows.into_iter();
        for (at, runs) in &self.runs {
            if let Some(cell) = sheet.cells.get_mut(*at).filter(|c| c.value == Value::Text) {
                let page = in_runs(&cell.text, runs);
                if !page.is_plain() {
                    *cell = page.into_cell();
                }
            }
        }
        let told: BTreeSet<(u32, u32)> = self.runs.iter().map(|(at, _)| *at).collect();
        if self.hides_zeros {
            let plain = Style::default();
            for cell in sheet.cells.values_mut() {
                present(cell, &plain.format, plain.look, true);
            }
        }
        for (at, style) in &self.looks {
            let Some(cell) = sheet.cells.get_mut(*at) else { continue };
            match cell.value {
                Value::Number(_) => present(cell, &style.format, style.look, false),
                Value::Text if !told.contains(at) && !cell.text.is_empty() => {
                    let is_figure = cell.text.contains(|c: char| c.is_ascii_digit());
                    if style.look == Look::Struck || is_figure {
                        put_aside(cell, style.look);
                    }
                }
                _ => {}
            }
        }
        sheet.merges = self.merges;
        sheet.hidden_rows = hidden.flat_map(|run| run.start..run.end.min(rows)).collect();
        sheet.hidden_columns = self.hidden_columns;
        sheet.notes = self.notes;
    }
}

fn in_runs(text: &str, runs: &[(usize, Look)]) -> PageText {
    let mut page = PageText::default();
    let (mut at, mut piece) = (0, String::new());
    let mut runs = runs.iter().peekable();
    let mut look = Look::Plain;
    for c in text.chars() {
        while let Some((_, next)) = runs.next_if(|(from, _)| *from <= at) {
            page.push(&std::mem::take(&mut piece), look);
            look = *next;
        }
        piece.push(c);
        at += c.len_utf16();
    }
    page.push(&piece, look);
    page
}

/// Sheets' layouts by their names.
pub(super) type Layouts = BTreeMap<String, Layout>;

/// From this size on, looking for layouts takes longer than starting a thread for it.
const LARGE: usize = 256 * 1024;

/// Looks for layouts, in a large file while the cells are read: both unfold the same parts.
pub(super) fn beside<T>(
    bytes: &[u8],
    layouts: impl FnOnce(&[u8]) -> Layouts + Send,
    cells: impl FnOnce() -> Result<T, Finding>,
) -> Result<(T, Layouts), Finding> {
    if bytes.len() < LARGE {
        return Ok((cells()?, layouts(bytes)));
    }
    std::thread::scope(|scope| {
        let layouts = scope.spawn(|| layouts(bytes));
        let cells = cells()?;
        Ok((cells, layouts.join().map_err(|_| damaged("trình đọc dừng giữa chừng"))?))
    })
}
