//! Where a sheet's tables are: which rows are the header, and what each column means.

use scorebook::correction::DecimalSign;
use scorebook::plan::{ColumnRole, PlannedTable};
use scorebook::text::{fold, tidy};

use crate::codes;
use crate::column_numbers::numbers_columns;
use crate::heading::{Doubtful, Meaning, is_part_of_year, meaning};
use crate::score::{self, Notation, ScoreValue};
use crate::workbook::{Sheet, Value};

/// What a table is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A bộ tiêu chí: needs maxima.
    Catalogue,
    /// A body's scores.
    Submission,
    /// Who answers for what: needs bodies.
    Assignment,
    /// Results of an earlier year.
    Results,
}

/// A table: its header, its columns, and the rows below it up to the next header.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    pub(crate) header_first: u32,
    pub(crate) header_last: u32,
    pub(crate) columns: Vec<Column>,
    /// Several columns could be the score.
    pub(crate) doubt: Option<Doubt>,
    /// A person said of the score column that it is none.
    pub(crate) score_given_up: bool,
    pub(crate) rows: Vec<u32>,
    /// It has no header of its own: the columns are those of the table on this sheet, before it. The header's
    /// place is that of its first row.
    pub(crate) after: Option<String>,
}

/// Several columns could be the score, or the only one that could may be none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doubt {
    /// Column and heading, the fullest column first.
    pub(crate) candidates: Vec<(u32, String)>,
    /// The heading of the one taken, none when undecidable.
    pub(crate) taken: Option<String>,
    /// What makes the only candidate doubtful.
    pub(crate) why: Option<Doubtful>,
}

/// A column with a heading.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Column {
    pub(crate) at: u32,
    pub(crate) role: ColumnRole,
    pub(crate) heading: String,
    year: Option<i32>,
    /// What makes it doubtful as the score.
    doubt: Option<Doubtful>,
    /// A person said what it means.
    pub(crate) fixed: bool,
    /// The decimal sign, where a person said it.
    pub(crate) sign: Option<DecimalSign>,
    /// Whether a person takes what the file shows or what it stores, where it rounds.
    pub(crate) shown: Option<bool>,
}

impl Column {
    /// A column of which only the place is known.
    pub(crate) fn unheaded(at: u32) -> Self {
        let (role, heading) = (ColumnRole::Other, String::new());
        Self { at, role, heading, year: None, doubt: None, fixed: false, sign: None, shown: None }
    }
}

impl Table {
    /// The first column of that role.
    pub(crate) fn column(&self, role: ColumnRole) -> Option<u32> {
        self.columns.iter().find(|c| c.role == role).map(|c| c.at)
    }

    /// All columns of that role.
    pub(crate) fn all(&self, role: ColumnRole) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(move |c| c.role == role).map(|c| c.at)
    }

    /// Does the heading of its score name that year?
    pub(crate) fn names_year(&self, year: i32) -> bool {
        self.columns.iter().any(|c| c.role == ColumnRole::Score && c.year == Some(year))
    }

    /// The decimal sign a person gave a column.
    pub(crate) fn sign(&self, at: u32) -> Option<DecimalSign> {
        self.columns.iter().find(|c| c.at == at).and_then(|c| c.sign)
    }

    /// The rows of its header.
    pub(crate) fn header_rows(&self) -> std::ops::Range<u32> {
        let end = if self.after.is_some() { self.header_first } else { self.header_last + 1 };
        self.header_first..end
    }

    /// The table that goes on on a sheet without a header, with these rows.
    pub(crate) fn continued(&self, sheet: &str, rows: Vec<u32>) -> Option<Self> {
        let first = *rows.first()?;
        let after = Some(sheet.to_owned());
        Some(Self { header_first: first, header_last: first, rows, after, ..self.clone() })
    }

    /// Is that row one of its header's?
    pub(crate) fn has_header_at(&self, row: u32) -> bool {
        (self.header_first..=self.header_last).contains(&row)
    }

    /// See [`PlannedTable::layout`].
    pub(crate) fn layout(&self) -> String {
        self.plan_of("").layout()
    }

    /// For the plan.
    pub(crate) fn planned(&self, sheet: &Sheet) -> PlannedTable {
        self.plan_of(&sheet.name)
    }

    fn plan_of(&self, sheet: &str) -> PlannedTable {
        PlannedTable {
            sheet: sheet.to_owned(),
            header_first: self.header_first,
            header_last: self.header_last,
            columns: self.columns.iter().map(|c| (c.at, c.role, c.heading.clone())).collect(),
            last: self.rows.last().copied().unwrap_or(self.header_last),
        }
    }
}

/// The most rows a header has.
const TALLEST: usize = 3;

/// Finds a sheet's tables, top to bottom. A header that is repeated lower down begins a table of its own.
pub(crate) fn find(sheet: &Sheet, year: i32, purpose: Purpose) -> Vec<Table> {
    let mut tables = headers(sheet, year, purpose, &[]);
    for table in &mut tables {
        choose_columns(sheet, table, purpose);
    }
    tables
}

/// The tables by their headers, those of `given` (first and last row, sorted, apart) among them whatever
/// their words. What their columns mean is still to be settled.
pub(crate) fn headers(
    sheet: &Sheet,
    year: i32,
    purpose: Purpose,
    given: &[(u32, u32)],
) -> Vec<Table> {
    let rows = sheet.rows();
    let mut tables: Vec<Table> = Vec::new();
    let table = |header: &[u32], columns| {
        let (first, last) = (*header.first()?, *header.last()?);
        Some(Table {
            header_first: first,
            header_last: last,
            columns,
            doubt: None,
            score_given_up: false,
            rows: Vec::new(),
            after: None,
        })
    };
    let mut at = 0;
    let mut inside_table = false;
    while at < rows.len() {
        if let Some((_, last)) = given.iter().find(|(f, l)| (*f..=*l).contains(&rows[at])) {
            return_rows_above_given_header(&mut tables, &rows[..at], given);
            inside_table = true;
            let height = rows[at..].iter().take_while(|row| *row <= last).count();
            let block = &rows[at..at + height];
            tables.extend(table(block, columns(sheet, block, year)));
            at += height;
            // the officer said where the header ends
            if let (Some(row), Some(table)) = (rows.get(at), tables.last_mut())
                && !given.iter().any(|(f, l)| (*f..=*l).contains(row))
            {
                table.rows.push(*row);
                at += 1;
            }
            continue;
        }
        let next = given.iter().map(|(first, _)| *first).find(|first| *first > rows[at]);
        let before = next.map_or(rows.len(), |next| rows.partition_point(|row| *row < next));
        // a title row above the header must not be taken into it; and most rows of a sheet end here
        let is_data = is_data(sheet, rows[at]);
        let header =
            if is_data { None } else { header_at(sheet, &rows[..before], at, year, purpose) };
        if let Some((columns, height)) = header {
            inside_table = true;
            tables.extend(table(&rows[at..at + height], columns));
            at += height;
        } else {
            // another table's header ends this one
            inside_table =
                inside_table && (is_data || other_header(sheet, &rows, at, year).is_none());
            if let Some(table) = tables.last_mut().filter(|_| inside_table) {
                table.rows.push(rows[at]);
            }
            at += 1;
        }
    }
    tables
}

/// What stands directly above a header the officer named, and looked like a header of its own, is an ordinary
/// row of the table before it.
fn return_rows_above_given_header(tables: &mut Vec<Table>, above: &[u32], given: &[(u32, u32)]) {
    let is_given = |table: &Table| given.iter().any(|(first, _)| table.has_header_at(*first));
    let Some(seen) = tables.pop_if(|last| last.rows.is_empty() && !is_given(last)) else { return };
    if let Some(before) = tables.last_mut() {
        before.rows.extend(above.iter().filter(|row| seen.has_header_at(**row)));
    }
}

/// Decides which column is the score, where no person did.
pub(crate) fn choose_columns(sheet: &Sheet, table: &mut Table, purpose: Purpose) {
    set_mark_columns(sheet, table, purpose);
    choose_score_column(sheet, table);
}

/// The header that begins at that row, which holds no data: as many rows as belong to it and together name what is looked for.
fn header_at(
    sheet: &Sheet,
    rows: &[u32],
    at: usize,
    year: i32,
    purpose: Purpose,
) -> Option<(Vec<Column>, usize)> {
    if !has_heading(sheet, rows[at], year) {
        return None;
    }
    let mut best: Option<(Vec<Column>, usize)> = None;
    for height in 1..=TALLEST.min(rows.len() - at) {
        let block = &rows[at..at + height];
        let columns = columns(sheet, block, year);
        let ends = rows.get(at + height).is_none_or(|below| {
            *below != block[height - 1] + 1 || !belongs_to_header(sheet, *below, &columns, year)
        });
        if has_needed_columns(&columns, purpose) {
            best = Some((columns, height));
        }
        if ends {
            break;
        }
    }
    let (columns, height) = best?;
    let is_sound = !another_meaning_below(sheet, rows, at + height, &columns, year, purpose)
        && !top_row_is_no_heading(sheet, &rows[at..at + height], year, purpose);
    is_sound.then_some((columns, height))
}

/// Does the row below a header belong to it? It holds no figures, and where the header has the codes and
/// names of criteria, it has headings or nothing.
fn belongs_to_header(sheet: &Sheet, row: u32, columns: &[Column], year: i32) -> bool {
    if is_data(sheet, row) || numbers_columns(sheet, row) {
        return false;
    }
    let tells = |role: ColumnRole| matches!(role, ColumnRole::Code | ColumnRole::Name);
    let cells = sheet.row(row).count();
    sheet.row(row).all(|(at, cell)| {
        let stands_under = columns.iter().any(|c| c.at == at && tells(c.role));
        // a lone text there is the title of a part, whatever words it holds
        !stands_under || (cells > 1 && meaning(cell.reading(), year).is_some())
    })
}

/// Is the uppermost row of a block none of the header, which is whole without it? Then it holds a name or a
/// number where the header says that names and numbers follow.
fn top_row_is_no_heading(sheet: &Sheet, block: &[u32], year: i32, purpose: Purpose) -> bool {
    let [top, rest @ ..] = block else { return false };
    if rest.is_empty() {
        return false;
    }
    let columns = columns(sheet, rest, year);
    let is_foreign = |column: &Column| {
        let text = sheet.reading(*top, column.at);
        !text.trim().is_empty() && meaning(text, year).is_none_or(|m| m.role != column.role)
    };
    has_needed_columns(&columns, purpose)
        && columns
            .iter()
            .filter(|c| matches!(c.role, ColumnRole::Code | ColumnRole::Name))
            .any(is_foreign)
}

/// Does a heading of something else stand under the header, in the column that was taken for the points?
/// Then the header is taller than what was understood of it, and the column is not what it seems.
fn another_meaning_below(
    sheet: &Sheet,
    rows: &[u32],
    below: usize,
    columns: &[Column],
    year: i32,
    purpose: Purpose,
) -> bool {
    let (Some(row), Some(last)) = (rows.get(below), below.checked_sub(1).map(|n| rows[n])) else {
        return false;
    };
    if *row != last + 1 || is_data(sheet, *row) {
        return false;
    }
    let points = match purpose {
        Purpose::Catalogue => ColumnRole::Max,
        Purpose::Submission | Purpose::Results => ColumnRole::Score,
        Purpose::Assignment => ColumnRole::Lead,
    };
    let is_another = |column: &Column| {
        let below = meaning(sheet.reading(*row, column.at), year);
        below.is_some_and(|m| {
            // "Điều tra XHH" in the first row says whose score it is
            m.role != points && !matches!(m.role, ColumnRole::MarkSurvey | ColumnRole::MarkCentral)
        })
    };
    columns.iter().filter(|c| c.role == points).any(is_another)
}

/// The header of a table that is none of ours (documents, proposals, maxima alone), with its height.
pub(crate) fn other_header(
    sheet: &Sheet,
    rows: &[u32],
    at: usize,
    year: i32,
) -> Option<(Vec<Column>, usize)> {
    let row = rows[at];
    // such headings are short, and most rows hold a figure: that is looked at first, it costs least
    let numbers_rows = |text: &str| {
        text.len() <= 40 && meaning(text, year).is_some_and(|m| m.role == ColumnRole::Code)
    };
    let is_header = sheet.row(row).nth(1).is_some()
        && !is_data(sheet, row)
        && sheet.row(row).any(|(_, cell)| numbers_rows(cell.reading()));
    if !is_header {
        return None;
    }
    let more = rows[at + 1..].iter().zip(row + 1..).take(TALLEST - 1);
    let more = more.take_while(|(next, expected)| {
        *next == expected && !is_data(sheet, **next) && has_heading(sheet, **next, year)
    });
    let height = 1 + more.count();
    Some((columns(sheet, &rows[at..at + height], year), height))
}

/// Could the column hold scores of that year, as far as its heading tells?
pub(crate) fn may_hold_scores(column: &Column, year: i32) -> bool {
    matches!(column.role, ColumnRole::Other | ColumnRole::Score)
        && column.year.is_none_or(|named| named == year)
}

/// Is a cell of the row a heading? A row of one text is a title, whatever words it holds.
fn has_heading(sheet: &Sheet, row: u32, year: i32) -> bool {
    // of a header's cells one is short; reading every long text of a sheet for it would cost more than the rest
    let short = |text: &str| text.len() <= 100 && meaning(text, year).is_some();
    sheet.row(row).nth(1).is_some() && sheet.row(row).any(|(_, cell)| short(cell.reading()))
}

fn has_needed_columns(columns: &[Column], purpose: Purpose) -> bool {
    let has = |role| columns.iter().any(|c| c.role == role);
    let named = has(ColumnRole::Name) || (has(ColumnRole::Code) && purpose != Purpose::Catalogue);
    let says = |words: &[&str]| {
        columns.iter().any(|c| {
            let heading = fold(&c.heading);
            words.iter().any(|w| heading.contains(w))
        })
    };
    let valued = match purpose {
        Purpose::Catalogue => has(ColumnRole::Max),
        Purpose::Submission => has(ColumnRole::Score),
        Purpose::Assignment => {
            has(ColumnRole::Lead)
                || has(ColumnRole::Partner)
                || says(&["co quan", "don vi", "phan cong", "thuc hien", "so noi vu", "so tu phap"])
        }
        Purpose::Results => {
            has(ColumnRole::Score)
                || has(ColumnRole::Appraisal)
                || has(ColumnRole::PriorSelf)
                || has(ColumnRole::PriorAppraised)
                || has(ColumnRole::PriorPublished)
                || says(&["cong bo", "ket qua", "chi so"])
        }
    };
    named && valued
}

/// Does a row hold a figure or code that no heading holds? Years and column numbers "(3)" are none.
fn is_data(sheet: &Sheet, row: u32) -> bool {
    sheet.row(row).any(|(_, cell)| match cell.value {
        Value::Number(_) => !is_year(&cell.text),
        Value::Text => {
            let text = cell.text.trim();
            // "0,5 điểm", "1.1.", "II", "12": a score or a code
            (score::is_figure(text) && !is_year(text)) || codes::parse(text).is_some()
        }
        _ => false,
    })
}

fn is_year(text: &str) -> bool {
    text.parse::<i32>().is_ok_and(|n| (2010..2100).contains(&n))
}

fn columns(sheet: &Sheet, block: &[u32], year: i32) -> Vec<Column> {
    let mut numbers: Vec<u32> =
        block.iter().flat_map(|row| sheet.row(*row).map(|(column, _)| column)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let none = Meaning { role: ColumnRole::Other, year: None, doubt: None };
    let column = |column| {
        let heading = heading(sheet, block, column);
        let Meaning { role, year, doubt } = meaning(&heading, year).unwrap_or(none);
        // a weak word makes a score only where no plainer one does
        let role = if doubt == Some(Doubtful::Weak) { ColumnRole::Other } else { role };
        Column { role, heading, year, doubt, ..Column::unheaded(column) }
    };
    let mut columns: Vec<Column> = numbers.into_iter().map(column).collect();
    let has = |columns: &[Column], role| columns.iter().any(|c| c.role == role);
    for (doubt, is_enough) in
        [(Doubtful::NotPoints, true), (Doubtful::Weak, has(&columns, ColumnRole::Max))]
    {
        if is_enough && !has(&columns, ColumnRole::Score) {
            let doubtful = columns.iter_mut().filter(|c| c.doubt == Some(doubt));
            doubtful.for_each(|column| column.role = ColumnRole::Score);
        }
    }
    columns
}

/// A column's heading from top to bottom. An empty cell in an upper row belongs to the merged cell it lies
/// in; where the format does not tell merges, to the filled cell on its left, if something stands below.
fn heading(sheet: &Sheet, block: &[u32], column: u32) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (depth, row) in block.iter().enumerate() {
        let (from_row, from_column) = sheet.origin(*row, column);
        let mut text = tidy(sheet.reading(from_row, from_column));
        let stands_below = || block[depth + 1..].iter().any(|r| !sheet.text(*r, column).is_empty());
        if text.is_empty() && sheet.merges.is_empty() && depth + 1 < block.len() && stands_below() {
            let left = sheet.row(*row).take_while(|(c, _)| *c < column).last();
            // only over neighbours: the cell on the left must itself have something below it
            let spans = left.is_some_and(|(c, _)| {
                (c..=column)
                    .all(|n| block[depth + 1..].iter().any(|r| !sheet.text(*r, n).is_empty()))
            });
            if spans {
                text = left.map(|(_, cell)| tidy(cell.reading())).unwrap_or_default();
            }
        }
        if !text.is_empty() && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    parts.join(" ")
}

/// How a row is scored may be told by an "x" in a column headed "Tự đánh giá": that column is a mark, not a
/// score. In a body's file it is one only if another column holds the score.
fn set_mark_columns(sheet: &Sheet, table: &mut Table, purpose: Purpose) {
    let candidates = table.all(ColumnRole::Score).count();
    if purpose == Purpose::Submission && candidates < 2 {
        return;
    }
    for column in table.columns.iter_mut().filter(|c| c.role == ColumnRole::Score && !c.fixed) {
        let texts = table.rows.iter().map(|row| sheet.reading(*row, column.at).trim());
        let mut texts = texts.filter(|t| !t.is_empty()).peekable();
        let is_mark = |t: &str| matches!(t.to_lowercase().as_str(), "x" | "✓" | "v" | "có");
        if texts.peek().is_some() && texts.all(is_mark) {
            column.role = ColumnRole::MarkSelf;
        }
    }
}

/// Leaves one score column. Of several that say something else nobody can tell, nor whether a column of a part
/// of the year, or of no points, may stand for the score.
fn choose_score_column(sheet: &Sheet, table: &mut Table) {
    if table.columns.iter().any(|c| c.role == ColumnRole::Score && c.fixed) {
        return;
    }
    let rows: Vec<u32> =
        table.rows.iter().copied().filter(|row| !numbers_columns(sheet, *row)).collect();
    let is_rival =
        |c: &&Column| c.role == ColumnRole::Other && c.doubt == Some(Doubtful::Weak) && !c.fixed;
    let mut candidates: Vec<Filled<'_>> = table
        .columns
        .iter()
        .filter(|c| c.role == ColumnRole::Score)
        .map(|c| Filled::of(sheet, &rows, c))
        .collect();
    let rivals: Vec<Filled<'_>> =
        table.columns.iter().filter(is_rival).map(|c| Filled::of(sheet, &rows, c)).collect();
    // a column without a doubt of its own goes before others, a full one before an empty one
    candidates.sort_by_key(|f| (f.count == 0, f.column.doubt.is_some(), f.column.at));
    let doubt = doubt(&candidates, &rivals);
    let taken = match &doubt {
        Some(Doubt { taken: None, .. }) => None,
        _ => candidates.first().map(|first| first.column.at),
    };
    for column in table.columns.iter_mut().filter(|c| c.role == ColumnRole::Score) {
        if taken != Some(column.at) {
            column.role = ColumnRole::Other;
        }
    }
    table.doubt = doubt;
}

/// A column that could be the score, with what it says row by row.
struct Filled<'a> {
    column: &'a Column,
    values: Vec<ScoreValue>,
    /// How many rows say anything.
    count: usize,
}

impl<'a> Filled<'a> {
    fn of(sheet: &Sheet, rows: &[u32], column: &'a Column) -> Self {
        let notation = Notation::of(rows.iter().map(|row| sheet.text(*row, column.at)));
        let values: Vec<ScoreValue> =
            rows.iter().map(|row| score::read(sheet.cell(*row, column.at), notation)).collect();
        let says = |row: &&u32| !sheet.text(**row, column.at).trim().is_empty();
        let count = rows.iter().filter(says).count();
        Self { column, values, count }
    }

    /// Does it say on some row what another column does not? Words beside the figures of a column that only
    /// may be the score prove nothing.
    fn differs_from(&self, other: &Self) -> bool {
        let is_weak = self.column.doubt == Some(Doubtful::Weak);
        let counts = |value: &ScoreValue| match value {
            ScoreValue::Points(_) => true,
            ScoreValue::Blank => false,
            _ => !is_weak,
        };
        self.values.iter().zip(&other.values).any(|(own, other)| counts(own) && own != other)
    }
}

/// What is doubtful of the score: `candidates`, the likeliest first, and columns that may be it.
fn doubt(candidates: &[Filled<'_>], rivals: &[Filled<'_>]) -> Option<Doubt> {
    let [first, others @ ..] = candidates else { return None };
    let of = |columns: &[&Filled<'_>]| {
        let mut columns = columns.to_vec();
        columns.sort_by_key(|f| std::cmp::Reverse(f.count));
        columns.iter().map(|f| (f.column.at, f.column.heading.clone())).collect()
    };
    let all: Vec<&Filled<'_>> = candidates.iter().collect();
    if first.count == 0 && rivals.iter().all(|f| f.count == 0) && !others.is_empty() {
        return Some(Doubt { candidates: of(&all), taken: None, why: None });
    }
    let differing: Vec<&Filled<'_>> =
        others.iter().chain(rivals).filter(|f| f.differs_from(first)).collect();
    if !differing.is_empty() {
        let filled: Vec<&Filled<'_>> = candidates
            .iter()
            .filter(|f| f.count > 0)
            .chain(rivals.iter().filter(|f| f.differs_from(first)))
            .collect();
        return Some(Doubt { candidates: of(&filled), taken: None, why: None });
    }
    let why = first.column.doubt.filter(|why| *why != Doubtful::Weak && first.count > 0);
    if why.is_some() {
        return Some(Doubt { candidates: of(&[first]), taken: None, why });
    }
    // points of a quarter that are the year's as well may be the other way round
    let filled = candidates.iter().chain(rivals).filter(|f| f.count > 0);
    let is_part = |f: &Filled<'_>| is_part_of_year(&fold(&f.column.heading));
    let has_part = filled.clone().any(is_part);
    let filled: Vec<&Filled<'_>> = filled.collect();
    if has_part && filled.len() > 1 {
        return Some(Doubt { candidates: of(&filled), taken: None, why: None });
    }
    let taken = Some(first.column.heading.clone());
    (!others.is_empty()).then(|| Doubt { candidates: of(&all), taken, why: None })
}
