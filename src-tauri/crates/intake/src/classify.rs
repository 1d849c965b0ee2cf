//! A file's rows, one after the other: each into exactly one bucket, each doubt with its cell.

use std::collections::BTreeSet;

use scorebook::plan::{Bucket, ColumnRole, PlannedRow};
use scorebook::submission::ScoreState;
use scorebook::text::{fold, tidy};
use scorebook::{CatalogueNode, Finding, Level, Points, Scoring, scale, vi};

use crate::catalogue::scoring_word;
use crate::corrections::CorrectionIndex;
use crate::doubts::Doubts;
use crate::matching::{Match, Matcher};
use crate::numbering::Numbering;
use crate::questions;
use crate::rows::{self, Row};
use crate::score::{self, ScoreValue};
use crate::table::Table;
use crate::workbook::Sheet;

/// A row with its bucket, and what else is known of it.
pub(crate) struct ClassifiedRow {
    pub(crate) planned: PlannedRow,
    /// What the body's own sums count it for: what the file says, where that can be read.
    pub(crate) value: ScoreValue,
    /// Its own maximum, where the table gives one.
    pub(crate) max: Option<Points>,
}

/// Goes through a file's rows, top to bottom.
pub(crate) struct RowClassifier<'a> {
    matcher: &'a Matcher<'a>,
    corrections: &'a CorrectionIndex<'a>,
    rows: Vec<ClassifiedRow>,
    doubts: Doubts,
    /// First header row of the table at hand, 0-based.
    header: u32,
    /// Was any row known to be a criterion's?
    any_matched: bool,
    /// The leaf the rows below belong to, and whether it has a score of its own.
    above: Option<(&'a CatalogueNode, bool)>,
}

/// Has the row of that place been given a score, or a criterion, that took effect?
pub(crate) fn is_corrected(rows: &[ClassifiedRow], sheet: &str, row: u32) -> bool {
    let found = rows.iter().find(|r| r.planned.sheet == sheet && r.planned.row == row);
    found.is_some_and(|r| r.planned.is_corrected())
}

impl<'a> RowClassifier<'a> {
    pub(crate) fn new(matcher: &'a Matcher<'a>, corrections: &'a CorrectionIndex<'a>) -> Self {
        Self {
            matcher,
            corrections,
            rows: Vec::new(),
            doubts: Doubts::default(),
            header: 0,
            any_matched: false,
            above: None,
        }
    }

    /// Every row of every sheet, and the doubts about single rows.
    pub(crate) fn finish(self) -> (Vec<ClassifiedRow>, Doubts) {
        (self.rows, self.doubts)
    }

    /// Reads a sheet with these tables; rows outside of them are set aside.
    pub(crate) fn sheet(&mut self, sheet: &Sheet, tables: &[Table]) {
        let mut outside = rows_outside(sheet, tables).into_iter().peekable();
        for table in tables {
            while let Some(row) = outside.next_if(|row| *row < table.header_first) {
                self.ignore(sheet, row);
            }
            for row in table.header_rows() {
                if sheet.row(row).next().is_some() {
                    self.ignore(sheet, row);
                }
            }
            self.header = table.header_first;
            if table.column(ColumnRole::Score).is_none() && table.doubt.is_none() {
                // the officer's words left it without a score: nothing is read from it
                table.rows.iter().for_each(|row| self.ignore(sheet, *row));
            } else {
                self.table(sheet, table);
            }
        }
        outside.for_each(|row| self.ignore(sheet, row));
    }

    /// A row outside of tables.
    fn ignore(&mut self, sheet: &Sheet, row: u32) {
        let name = sheet.row(row).next().map(|(_, cell)| tidy(cell.reading())).unwrap_or_default();
        self.rows.push(ClassifiedRow {
            planned: PlannedRow {
                sheet: sheet.name.clone(),
                row,
                bucket: Bucket::Ignored,
                code: String::new(),
                name,
                node: None,
                state: None,
                points: None,
                cell: None,
                raw: String::new(),
                evidence: String::new(),
                explanation: String::new(),
                correction: None,
                matched_by_hand: false,
            },
            value: ScoreValue::Blank,
            max: None,
        });
    }

    fn table(&mut self, sheet: &Sheet, table: &Table) {
        let numbering =
            Numbering::of(sheet, table, |codes, name| self.matcher.judge_code(codes, name));
        let mut rows = rows::read(sheet, table, numbering);
        let mut said: Vec<ScoreValue> =
            rows.iter_mut().map(|row| self.put_value_by_hand(row)).collect();
        let find = |row: &Row| {
            if let Some(node) = self.criterion_by_hand(row) {
                return Match::Sure(node);
            }
            // a sum has no name to look for
            if row.is_bare_total() { Match::None } else { self.matcher.find(&row.codes, &row.name) }
        };
        let found: Vec<Match<'a>> = rows.iter().map(find).collect();
        for ((row, said), found) in rows.iter_mut().zip(&mut said).zip(&found) {
            // "0,5/1" where 1 is the maximum
            if let (ScoreValue::Unreadable, Some(node)) = (&row.value, found.leaf())
                && let Some(points) = score::out_of(&row.raw, node.max_points)
            {
                row.value = ScoreValue::Points(points);
                *said = row.value.clone();
            }
        }
        let end = own_rows(&rows, &found);
        self.above = None;
        for (at, ((row, found), value)) in rows.iter().zip(found).zip(said).enumerate() {
            let correction = self.corrections.row(&row.sheet, row.at);
            let mut planned = if let Some(reason) = correction.excluded {
                self.exclude(row, found, reason)
            } else if at >= end {
                self.below(row)
            } else if at == 0 && row.numbers_columns && self.criterion_by_hand(row).is_none() {
                PlannedRow { bucket: Bucket::Ignored, ..planned(row) }
            } else {
                self.row(row, found)
            };
            let takes_score = matches!(
                planned.bucket,
                Bucket::Scored | Bucket::Blank | Bucket::Refused | Bucket::Unmatched
            );
            if let (Some((_, reason)), true) = (correction.value, takes_score) {
                planned.correction = Some(reason.to_owned());
            }
            planned.matched_by_hand =
                self.criterion_by_hand(row).is_some_and(|node| planned.node == Some(node.id));
            self.rows.push(ClassifiedRow { planned, value, max: row.max });
        }
    }

    /// The criterion the officer said a row is. Only what carries points: of anything else the score would
    /// be dropped.
    fn criterion_by_hand(&self, row: &Row) -> Option<&'a CatalogueNode> {
        let code = self.corrections.row(&row.sheet, row.at).criterion?;
        self.matcher.by_code(code).filter(|node| node.is_leaf())
    }

    /// Puts the officer's score in place of the cell's, whose text stays. Returns what counts in the body's
    /// own sums.
    fn put_value_by_hand(&self, row: &mut Row) -> ScoreValue {
        let Some((value, _)) = self.corrections.row(&row.sheet, row.at).value else {
            return row.value.clone();
        };
        let value = value.map_or(ScoreValue::Blank, ScoreValue::Points);
        match std::mem::replace(&mut row.value, value) {
            said @ ScoreValue::Points(_) => said,
            _ => row.value.clone(),
        }
    }

    /// A row the officer left out. Options below it belong to it still.
    fn exclude(&mut self, row: &Row, found: Match<'a>, reason: &str) -> PlannedRow {
        if let Match::Sure(node) | Match::ByCode(node) | Match::ByName(node) = found {
            self.above = node.is_leaf().then_some((node, true));
        }
        PlannedRow { bucket: Bucket::Ignored, correction: Some(reason.to_owned()), ..planned(row) }
    }

    /// Below the table stand notes and signatures; what looks like a score is none.
    fn below(&mut self, row: &Row) -> PlannedRow {
        let mut planned = PlannedRow { bucket: Bucket::Ignored, ..planned(row) };
        if row.has_score() && (row.looks_like_a_number() || !row.codes.is_empty()) {
            self.refuse_unmatched(row, &mut planned);
        }
        planned
    }

    fn row(&mut self, row: &Row, found: Match<'a>) -> PlannedRow {
        let mut planned = planned(row);
        match found {
            Match::Sure(node) => self.matched(row, node, &mut planned),
            Match::ByCode(node) => {
                if !row.name.is_empty() {
                    let finding = Finding::NameDiffers {
                        criterion: node.code.clone(),
                        found: row.name.clone(),
                    };
                    self.doubts.warn(row.name_cell(), finding);
                }
                self.matched(row, node, &mut planned);
            }
            Match::ByName(node) => {
                if let Some(code) = row.codes.first() {
                    let finding = Finding::CodeUnknown {
                        criterion: node.code.clone(),
                        found: code.to_string(),
                    };
                    self.doubts.warn(row.cell.clone(), finding);
                }
                self.matched(row, node, &mut planned);
            }
            Match::Contradiction { by_code, by_name } => {
                self.contradicted(row, by_code, by_name, &mut planned);
            }
            Match::None if row.is_total() => planned.bucket = Bucket::Totals,
            Match::None => self.unmatched(row, &mut planned),
        }
        planned
    }

    fn matched(&mut self, row: &Row, node: &'a CatalogueNode, planned: &mut PlannedRow) {
        planned.node = Some(node.id);
        self.any_matched = true;
        if let Some(max) = row.max.filter(|max| *max != node.max_points) {
            let finding = Finding::MaxDiffers {
                criterion: node.code.clone(),
                found: max,
                expected: node.max_points,
            };
            self.doubts.warn(row.max_cell(), finding);
        }
        match node.scoring {
            None => {
                planned.bucket = Bucket::Parents;
                self.above = None;
            }
            Some(Scoring::SelfScored) => {
                self.scored(row, node, planned);
                self.above = Some((node, row.has_score()));
            }
            Some(Scoring::Survey | Scoring::Central) => {
                planned.bucket = Bucket::NotSelfScored;
                // "Điều tra XHH" in the score column says whose score it is, and is none
                let is_word = row.value == ScoreValue::NotApplicable
                    || (row.value == ScoreValue::Unreadable && scoring_word(&row.raw).is_some());
                if row.has_score() && !is_word {
                    let finding = Finding::NotSelfScored {
                        criterion: node.code.clone(),
                        raw: row.raw.clone(),
                    };
                    self.doubts.warn(row.cell.clone(), finding);
                }
                self.above = Some((node, row.has_score()));
            }
        }
    }

    fn scored(&mut self, row: &Row, node: &CatalogueNode, planned: &mut PlannedRow) {
        let criterion = node.code.clone();
        let raw = row.raw.clone();
        let refusal = match &row.value {
            ScoreValue::Points(points) if points.is_negative() => {
                Some(Finding::Negative { criterion, reported: *points })
            }
            ScoreValue::Points(points) if *points > node.max_points => {
                Some(Finding::OverMax { criterion, reported: *points, max: node.max_points })
            }
            ScoreValue::Points(points) => {
                if row.takes_shown == Some(true) && score_is_rounded(row) {
                    planned.correction = Some(vi::reason_shown().to_owned());
                }
                if let (Some(shown), None, Some(cell)) = (row.shown, row.takes_shown, &row.cell) {
                    self.doubts.warn(row.cell.clone(), rounded(node, shown, row));
                    self.doubts.ask(questions::shown(row, cell, self.header, shown));
                }
                planned.bucket = Bucket::Scored;
                (planned.state, planned.points) = (Some(ScoreState::Scored), Some(*points));
                if scale::is_off(&node.scale, node.max_points, *points) {
                    let steps = node.scale.iter().filter_map(|step| step.points).collect();
                    let (criterion, reported) = (criterion.clone(), *points);
                    let finding = Finding::OffScale { criterion, reported, steps };
                    self.doubts.warn(row.cell.clone(), finding);
                }
                let says_nothing =
                    row.evidence.is_empty() && row.explanation.is_empty() && !row.has_note;
                if row.asks_evidence && says_nothing {
                    self.doubts.note(row.cell.clone(), Finding::NoEvidence { criterion });
                }
                None
            }
            ScoreValue::Blank => {
                (planned.bucket, planned.state) = (Bucket::Blank, Some(ScoreState::Blank));
                None
            }
            ScoreValue::NotApplicable => {
                (planned.bucket, planned.state) = (Bucket::Blank, Some(ScoreState::NotApplicable));
                None
            }
            ScoreValue::Ambiguous => {
                if let Some(cell) = &row.cell {
                    self.doubts.ask(questions::notation(row, cell, self.header, node.max_points));
                }
                Some(Finding::AmbiguousNumber { raw })
            }
            ScoreValue::NoResult => Some(match row.not_computed.clone() {
                Some((stored, of_empty_cell)) => {
                    Finding::FormulaNotComputed { criterion, stored, of_empty_cell }
                }
                None => Finding::FormulaWithoutValue { formula: raw },
            }),
            ScoreValue::Unreadable => match (row.shown, &row.cell) {
                (Some(shown), Some(cell)) => {
                    self.doubts.ask(questions::shown(row, cell, self.header, shown));
                    Some(rounded(node, shown, row))
                }
                _ => Some(Finding::Unreadable { raw }),
            },
        };
        if let Some(finding) = refusal {
            planned.bucket = Bucket::Refused;
            self.doubts.block(row.cell.clone(), finding);
        }
    }

    fn contradicted(
        &mut self,
        row: &Row,
        by_code: &'a CatalogueNode,
        by_name: Option<&'a CatalogueNode>,
        planned: &mut PlannedRow,
    ) {
        let title = |node: &CatalogueNode| format!("{} {}", node.code, node.name);
        if !self.matcher.knows(&row.name)
            && by_code.level == Level::Field
            && self.above.is_some()
            && !row.has_score()
        {
            // options may be numbered 1, 2, 3 under their criterion
            return;
        }
        if by_code.is_leaf() || by_name.is_some_and(CatalogueNode::is_leaf) || row.has_score() {
            planned.bucket = Bucket::Refused;
            let finding = match by_name {
                Some(by_name) => Finding::CodeNameMismatch {
                    code: by_code.code.to_string(),
                    by_code: by_code.name.clone(),
                    by_name: title(by_name),
                },
                None => Finding::Unmatched {
                    row: format!("{} {}", row.code, row.name),
                    suggestion: Some(title(by_code)),
                },
            };
            self.doubts.block(row.cell.clone(), finding);
            // a name is rarely a slip of the pen, a code often
            let nodes: Vec<&CatalogueNode> = by_name.into_iter().chain([by_code]).collect();
            let why = vi::ask_contradiction(&row.code, &row.name);
            let question = questions::criterion(row, why, &nodes, by_name.is_some());
            self.doubts.ask(question);
        } else {
            // a field under another name carries no score: nothing can be lost
            planned.bucket = Bucket::Parents;
            planned.node = Some(by_code.id);
            self.any_matched = true;
            let finding =
                Finding::NameDiffers { criterion: by_code.code.clone(), found: row.name.clone() };
            self.doubts.warn(row.name_cell(), finding);
        }
        self.above = None;
    }

    fn unmatched(&mut self, row: &Row, planned: &mut PlannedRow) {
        let is_lone_text = row.code.is_empty() && row.name.is_empty() && !row.looks_like_a_number();
        if !row.has_score() || (is_lone_text && !self.any_matched) {
            planned.bucket = if self.any_matched { Bucket::Options } else { Bucket::Ignored };
            return;
        }
        match self.above {
            // an option under a criterion that has its own score: the same figure once more; but a name that
            // comes near another criterion may be that
            Some((node, true))
                if row.codes.is_empty()
                    && !self.matcher.knows(&row.name)
                    && !self.matcher.comes_near_another(&row.name, node) =>
            {
                planned.bucket = Bucket::Options;
                let finding =
                    Finding::OptionScore { criterion: node.code.clone(), raw: row.raw.clone() };
                self.doubts.warn(row.cell.clone(), finding);
            }
            _ => self.refuse_unmatched(row, planned),
        }
    }

    fn refuse_unmatched(&mut self, row: &Row, planned: &mut PlannedRow) {
        let near = self.matcher.suggest(&row.name);
        planned.bucket = Bucket::Unmatched;
        let finding = Finding::Unmatched {
            row: format!("{} {}", row.code, row.name).trim().to_owned(),
            suggestion: near.map(|n| format!("{} {}", n.code, n.name)),
        };
        self.doubts.block(row.cell.clone(), finding);
        let shared = self.matcher.of_name(&row.name);
        let question = if shared.len() > 1 {
            questions::criterion(row, vi::ask_shared_name(&row.name), &shared, false)
        } else {
            let why = vi::ask_criterion(format!("{} {}", row.code, row.name).trim());
            let near: Vec<&CatalogueNode> = near.into_iter().collect();
            questions::criterion(row, why, &near, false)
        };
        self.doubts.ask(question);
    }
}

/// The file shows another score than it stores.
fn rounded(node: &CatalogueNode, shown: Points, row: &Row) -> Finding {
    let (criterion, stored) = (node.code.clone(), row.raw.clone());
    Finding::ShownRounded { criterion, shown: shown.to_string(), stored }
}

/// Was the score taken as shown, and is that not what the cell holds?
fn score_is_rounded(row: &Row) -> bool {
    let stored = Points::from_decimal(&row.raw).map(ScoreValue::Points);
    stored.as_ref() != Some(&row.value)
}

/// What is planned of a row before it is known to be anything but an option.
fn planned(row: &Row) -> PlannedRow {
    PlannedRow {
        sheet: row.sheet.clone(),
        row: row.at,
        bucket: Bucket::Options,
        code: row.code.clone(),
        name: row.name.clone(),
        node: None,
        state: None,
        points: None,
        cell: row.cell.clone(),
        raw: row.raw.clone(),
        evidence: row.evidence.clone(),
        explanation: row.explanation.clone(),
        correction: None,
        matched_by_hand: false,
    }
}

/// The rows of a sheet that belong to none of its tables, top to bottom.
pub(crate) fn rows_outside(sheet: &Sheet, tables: &[Table]) -> Vec<u32> {
    let inside: BTreeSet<u32> =
        tables.iter().flat_map(|t| t.header_rows().chain(t.rows.iter().copied())).collect();
    sheet.rows().into_iter().filter(|row| !inside.contains(row)).collect()
}

/// First words of what stands under a table, folded.
const UNDER_A_TABLE: [&str; 8] =
    ["ghi chu", "nguoi lap", "noi nhan", "thu truong", "giam doc", "pho giam doc", "kt", "tm"];

/// How many of a table's rows are its own: up to its last criterion or total, and the options that follow
/// that without a gap.
fn own_rows(rows: &[Row], found: &[Match<'_>]) -> usize {
    let is_own = |at: &usize| !matches!(found[*at], Match::None) || rows[*at].is_total();
    let Some(last) = (0..rows.len()).rev().find(is_own) else { return rows.len() };
    if matches!(found[last], Match::None) {
        return last + 1;
    }
    let follows = |at: &usize| {
        let text = fold(&format!("{} {}", rows[*at].code, rows[*at].name));
        let is_note =
            UNDER_A_TABLE.iter().any(|w| format!("{text} ").starts_with(&format!("{w} ")));
        rows[*at].at == rows[*at - 1].at + 1 && !text.is_empty() && !is_note
    };
    (last + 1..rows.len()).take_while(follows).last().unwrap_or(last) + 1
}
