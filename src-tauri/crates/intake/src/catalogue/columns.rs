//! What a column of a table of criteria is beside the code and the name: marks of how a row is scored, whatever
//! group stands above them, and the columns that hold a scale of points.

use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};

use super::options::{self, Worth};
use crate::codes;
use crate::heading::{meaning, year_in};
use crate::score::{self, Notation, ScoreValue};
use crate::table::Table;
use crate::workbook::Sheet;

/// Headings of a scale, folded.
const SCALE: [&str; 9] = [
    "thang diem",
    "muc diem",
    "cach tinh",
    "cach cham",
    "phuong an",
    "huong dan cham",
    "tieu chuan cham",
    "noi dung danh gia",
    "diem thanh phan",
];

/// Settles the columns of a table of criteria.
pub(super) fn settle(sheet: &Sheet, table: &mut Table, year: i32) {
    settle_marks(sheet, table, year);
    settle_maxima(sheet, table, year);
    settle_scale(sheet, table);
}

/// "x", "✓", "+": a mark and no figure.
pub(crate) fn is_mark(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "x" | "xx" | "×" | "✓" | "✔" | "√" | "v" | "+" | "*" | "●" | "•" | "có" | "\u{f0fc}"
    )
}

/// The lowest part of a column's heading.
fn lowest(sheet: &Sheet, table: &Table, column: u32) -> String {
    (table.header_first..=table.header_last)
        .rev()
        .map(|row| {
            let (row, column) = sheet.origin(row, column);
            tidy(sheet.reading(row, column))
        })
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// A column of marks is one by its lowest heading: the group above may be called anything.
fn settle_marks(sheet: &Sheet, table: &mut Table, year: i32) {
    for at in 0..table.columns.len() {
        let (column, role) = (table.columns[at].at, table.columns[at].role);
        if table.columns[at].fixed || matches!(role, ColumnRole::Code | ColumnRole::Name) {
            continue;
        }
        let texts = || table.rows.iter().map(|row| sheet.reading(*row, column).trim());
        let filled = || texts().filter(|text| !text.is_empty());
        let all_marks = filled().all(|text| is_mark(text) || text == "-" || text == "0");
        let any = filled().next().is_some();
        let heading = lowest(sheet, table, column);
        let folded = fold(&heading);
        let says_own = ["tu danh gia", "tu cham", "tu xac dinh"].iter().any(|w| folded.contains(w));
        let by_lowest = meaning(&heading, year).map(|m| m.role);
        table.columns[at].role = match (role, by_lowest) {
            _ if !all_marks => role,
            (_, Some(ColumnRole::MarkSurvey)) if !says_own => ColumnRole::MarkSurvey,
            (_, Some(ColumnRole::MarkCentral)) if !says_own => ColumnRole::MarkCentral,
            _ if any && says_own => ColumnRole::MarkSelf,
            // "SNV đánh giá": marked, and not by the body itself
            (ColumnRole::MarkSelf, _) => ColumnRole::Other,
            _ => role,
        };
    }
}

/// Of several columns of maxima one is it: the others hold the scale, or another year's.
fn settle_maxima(sheet: &Sheet, table: &mut Table, year: i32) {
    let of_other_year = |heading: &str| year_in(&fold(heading)).is_some_and(|named| named != year);
    let maxima: Vec<usize> = (0..table.columns.len())
        .filter(|at| table.columns[*at].role == ColumnRole::Max && !table.columns[*at].fixed)
        .collect();
    if maxima.len() < 2 {
        return;
    }
    let headings: Vec<String> = table.columns.iter().map(|c| fold(&c.heading)).collect();
    let is_scale = |at: &usize| headings[*at].contains("thang diem");
    let own: Vec<usize> =
        maxima.iter().copied().filter(|at| !of_other_year(&table.columns[*at].heading)).collect();
    let chosen = own.iter().copied().find(|at| !is_scale(at)).or(own.first().copied());
    let Some(chosen) = chosen else { return };
    for at in maxima.into_iter().filter(|at| *at != chosen) {
        let scale = own.contains(&at)
            && (is_scale(&at) || below_criteria(sheet, table, table.columns[at].at));
        table.columns[at].role = if scale { ColumnRole::Scale } else { ColumnRole::Other };
    }
}

/// Are the figures of a column in rows without a code?
fn below_criteria(sheet: &Sheet, table: &Table, column: u32) -> bool {
    let code = table.column(ColumnRole::Code);
    let coded = |row: u32| {
        code.and_then(|c| sheet.cell(row, c)).is_some_and(|c| !codes::candidates(c).is_empty())
    };
    let figures = |with_code: bool| {
        let holds = |row: &&u32| {
            coded(**row) == with_code
                && matches!(
                    score::read(sheet.cell(**row, column), Notation::default()),
                    ScoreValue::Points(_) | ScoreValue::Ambiguous
                )
        };
        table.rows.iter().filter(holds).count()
    };
    code.is_some() && figures(false) > figures(true)
}

fn settle_scale(sheet: &Sheet, table: &mut Table) {
    let first_name = table.column(ColumnRole::Name);
    let mut has_text = false;
    for at in 0..table.columns.len() {
        let (column, role) = (table.columns[at].at, table.columns[at].role);
        let may_be = matches!(role, ColumnRole::Data | ColumnRole::Other)
            || role == ColumnRole::Name && first_name != Some(column);
        if table.columns[at].fixed || !may_be {
            continue;
        }
        let heading = fold(&table.columns[at].heading);
        let (mut filled, mut told) = (0, 0);
        for row in &table.rows {
            let text = sheet.reading(*row, column);
            if !text.trim().is_empty() {
                filled += 1;
                let choices = options::choices(text, Notation::default());
                told += usize::from(choices.iter().any(|c| c.worth != Worth::Unsaid));
            }
        }
        let named = role != ColumnRole::Name && SCALE.iter().any(|words| heading.contains(words));
        let below = role == ColumnRole::Name && tells_options(sheet, table, column);
        if filled > 0 && (named || below || told * 2 >= filled) {
            table.columns[at].role = ColumnRole::Scale;
            has_text = true;
        }
    }
    // a column "Điểm" beside it, filled in rows of options
    for at in 0..table.columns.len() {
        let (column, role) = (table.columns[at].at, table.columns[at].role);
        let may_be = matches!(role, ColumnRole::Score | ColumnRole::Other | ColumnRole::Data);
        if may_be
            && !table.columns[at].fixed
            && (below_criteria(sheet, table, column)
                || has_text && is_points(sheet, table, column, at))
        {
            table.columns[at].role = ColumnRole::Scale;
        }
    }
}

/// A second column of names holds options when it goes on in rows that have neither a code nor a first name, and
/// no code stands in it.
fn tells_options(sheet: &Sheet, table: &Table, column: u32) -> bool {
    let first = table.column(ColumnRole::Name);
    let code = table.column(ColumnRole::Code);
    let is_empty =
        |row: u32, at: Option<u32>| at.is_none_or(|c| sheet.text(row, c).trim().is_empty());
    let filled = |row: &&u32| !sheet.text(**row, column).trim().is_empty();
    let coded = table.rows.iter().any(|row| codes::leading(sheet.reading(*row, column)).is_some());
    let alone = |row: &&u32| is_empty(**row, first) && is_empty(**row, code);
    !coded && table.rows.iter().filter(filled).any(|row| alone(&row))
}

/// Figures headed "Điểm", directly behind the texts of a scale.
fn is_points(sheet: &Sheet, table: &Table, column: u32, at: usize) -> bool {
    let behind = at > 0 && table.columns[at - 1].role == ColumnRole::Scale;
    let heading = fold(&table.columns[at].heading);
    let figures = table.rows.iter().filter(|row| {
        matches!(score::read(sheet.cell(**row, column), Notation::default()), ScoreValue::Points(_))
    });
    behind && heading.contains("diem") && !heading.contains("cham") && figures.count() > 0
}
