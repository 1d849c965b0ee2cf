//! A file's rows, one after the other: each into exactly one bucket, each doubt with its cell.

use std::collections::{BTreeMap, BTreeSet};

use scorebook::plan::{Bucket, ColumnRole, PlannedRow};
use scorebook::submission::ScoreState;
use scorebook::text::fold;
use scorebook::{
    AgencyId, CatalogueNode, CellRef, Finding, ImportPlan, Level, NodeId, Points, Problem,
    Question, Scoring, Severity, vi,
};

use crate::catalogue::scoring_word;
use crate::edits::Edits;
use crate::known::Known;
use crate::legacy::{self, Marked};
use crate::matching::{Match, Matcher};
use crate::numbering::Numbering;
use crate::outside::{self, Stray};
use crate::questions::{self, Twin};
use crate::rows::{self, Row};
use crate::score::Reading;
use crate::table::{Column, Doubt, Table};
use crate::totals::{self, Summand};
use crate::workbook::Sheet;

pub(crate) fn blocking(at: Option<CellRef>, finding: Finding) -> Problem {
    Problem { severity: Severity::Blocking, at, finding }
}

fn warning(at: Option<CellRef>, finding: Finding) -> Problem {
    Problem { severity: Severity::Warning, at, finding }
}

fn note(at: Option<CellRef>, finding: Finding) -> Problem {
    Problem { severity: Severity::Note, at, finding }
}

/// What is said of a sheet's letters from before Unicode.
pub(crate) fn legacy_text(marked: Marked) -> Problem {
    let finding = Finding::LegacyText {
        encoding: marked.encoding.name().to_owned(),
        before: marked.before,
        after: marked.after,
        count: u32::try_from(marked.count).unwrap_or(u32::MAX),
    };
    warning(Some(marked.at), finding)
}

/// A row with what else is known of it.
struct ReadRow {
    planned: PlannedRow,
    /// What the body's own sums count it for: what the file says, where that can be read.
    reading: Reading,
}

/// Goes through a file's rows, top to bottom.
pub(crate) struct Reader<'a> {
    known: &'a Known<'a>,
    matcher: &'a Matcher<'a>,
    edits: &'a Edits<'a>,
    rows: Vec<ReadRow>,
    pub(crate) problems: Vec<Problem>,
    questions: BTreeMap<String, Question>,
    /// Layouts whose score column was asked for.
    asked: BTreeSet<String>,
    /// First header row of the table at hand, 0-based.
    header: u32,
    /// Was any row known to be a criterion's?
    any_matched: bool,
    /// The leaf the rows below belong to, and whether it has a score of its own.
    above: Option<(&'a CatalogueNode, bool)>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(known: &'a Known<'a>, edits: &'a Edits<'a>) -> Self {
        Self {
            known,
            matcher: &known.matcher,
            edits,
            rows: Vec::new(),
            problems: Vec::new(),
            questions: BTreeMap::new(),
            asked: BTreeSet::new(),
            header: 0,
            any_matched: false,
            above: None,
        }
    }

    /// Fills in the rows, what is to be said of them, and what is to be asked.
    pub(crate) fn finish(self, plan: &mut ImportPlan) {
        plan.rows = self.rows.into_iter().map(|r| r.planned).collect();
        plan.problems = self.problems;
        plan.questions = self.questions.into_values().collect();
        let place = |q: &Question| q.at.as_ref().map(|at| (at.sheet.clone(), at.row, at.column));
        plan.questions.sort_by_cached_key(place);
    }

    /// Asks once for each id.
    pub(crate) fn ask(&mut self, question: impl Into<Option<Question>>) {
        if let Some(question) = question.into() {
            self.questions.entry(question.id.clone()).or_insert(question);
        }
    }

    /// Has the row been given a score, or a criterion, that took effect?
    pub(crate) fn takes(&self, sheet: &str, row: u32) -> bool {
        let found = self.rows.iter().find(|r| r.planned.sheet == sheet && r.planned.row == row);
        found.is_some_and(|r| r.planned.is_corrected())
    }

    /// Reads a sheet with these tables; rows outside of them are set aside.
    pub(crate) fn sheet(&mut self, sheet: &Sheet, tables: &[Table]) {
        let mut outside = outside(sheet, tables).into_iter().peekable();
        for table in tables {
            while let Some(row) = outside.next_if(|row| *row < table.header_first) {
                self.ignore(sheet, row);
            }
            for row in table.header_first..=table.header_last {
                if sheet.row(row).next().is_some() {
                    self.ignore(sheet, row);
                }
            }
            self.doubt(sheet, table);
            self.header = table.header_first;
            if table.column(ColumnRole::Score).is_none() && table.doubt.is_none() {
                self.without_score(sheet, table);
            } else {
                self.table(sheet, table);
            }
        }
        outside.for_each(|row| self.ignore(sheet, row));
        self.hidden(sheet, tables);
        if let Some(marked) = legacy::marked(sheet) {
            if self.edits.letters().is_none() {
                self.ask(questions::encoding(&marked));
            }
            self.problems.push(legacy_text(marked));
        }
    }

    /// Asks about figures beside criteria outside of the tables.
    pub(crate) fn check_outside(&mut self, sheet: &Sheet, tables: &[Table]) {
        let rows = outside(sheet, tables);
        let strays = outside::strays(sheet, &rows, self.known.catalogue.year, self.matcher);
        let mut strays: BTreeMap<u32, Stray<'_>> = strays.into_iter().map(|s| (s.row, s)).collect();
        for read in self.rows.iter_mut().filter(|r| r.planned.sheet == sheet.name) {
            let Some(stray) = strays.remove(&read.planned.row) else { continue };
            if let Some(reason) = self.edits.row(&sheet.name, stray.row).excluded {
                read.planned.correction = Some(reason.to_owned());
                continue;
            }
            read.planned.bucket = Bucket::Unmatched;
            read.planned.cell = Some(stray.cell.clone());
            read.planned.raw = stray.raw;
            let title = format!("{} {}", stray.node.code, stray.node.name);
            let finding = Finding::Unmatched { row: title.clone(), suggestion: Some(title) };
            self.problems.push(blocking(Some(stray.cell), finding));
        }
    }

    fn doubt(&mut self, sheet: &Sheet, table: &Table) {
        if let Some(Doubt { candidates, taken }) = &table.doubt {
            let column = candidates.first().map_or(0, |(column, _)| *column);
            let at = Some(CellRef::new(&sheet.name, table.header_last, column));
            let finding = Finding::AmbiguousColumn {
                headings: candidates.iter().map(|(_, heading)| heading.clone()).collect(),
                taken: taken.clone().unwrap_or_default(),
            };
            if taken.is_some() {
                self.problems.push(warning(at, finding));
            } else {
                self.problems.push(blocking(at, finding));
                self.ask_score_column(sheet, table, candidates);
            }
        }
    }

    /// An answer holds for later tables with the same headings, so those do not ask again.
    fn ask_score_column(&mut self, sheet: &Sheet, table: &Table, candidates: &[(u32, String)]) {
        if self.asked.insert(table.layout()) && !candidates.is_empty() {
            self.ask(questions::score_column(&sheet.name, table.header_first, candidates));
        }
    }

    /// A table the officer's words left without a score: nothing is read from it.
    fn without_score(&mut self, sheet: &Sheet, table: &Table) {
        for row in &table.rows {
            self.ignore(sheet, *row);
        }
        let at = Some(CellRef::new(&sheet.name, table.header_last, 0));
        if table.score_given_up {
            self.problems.push(warning(at, Finding::NoScoreColumn));
            return;
        }
        self.problems.push(blocking(at, Finding::NoScoreColumn));
        let unused = |c: &&Column| c.role == ColumnRole::Other && !c.fixed;
        let candidates: Vec<(u32, String)> =
            table.columns.iter().filter(unused).map(|c| (c.at, c.heading.clone())).collect();
        self.ask_score_column(sheet, table, &candidates);
    }

    fn hidden(&mut self, sheet: &Sheet, tables: &[Table]) {
        if tables.is_empty() {
            return;
        }
        let mut tell = |what: String, at: Option<CellRef>| {
            self.problems.push(warning(at, Finding::Hidden { what }));
        };
        if sheet.hidden {
            tell(format!("Trang tính “{}”", sheet.name), None);
        }
        for table in tables {
            for (first, last) in
                runs(sheet.hidden_rows.iter().filter(|r| table.rows.binary_search(r).is_ok()))
            {
                let what = if first == last {
                    format!("Dòng {}", first + 1)
                } else {
                    format!("Các dòng {}–{}", first + 1, last + 1)
                };
                tell(what, Some(CellRef::new(&sheet.name, first, 0)));
            }
            let used = table.columns.iter().filter(|c| sheet.hidden_columns.contains(&c.at));
            for column in used {
                let letters = scorebook::source::column_letters(column.at);
                let at = CellRef::new(&sheet.name, table.header_last, column.at);
                tell(format!("Cột {letters}"), Some(at));
            }
        }
    }

    /// A row outside of tables.
    fn ignore(&mut self, sheet: &Sheet, row: u32) {
        let name = sheet
            .row(row)
            .next()
            .map(|(_, cell)| scorebook::text::tidy(cell.reading()))
            .unwrap_or_default();
        self.rows.push(ReadRow {
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
            reading: Reading::Blank,
        });
    }

    fn table(&mut self, sheet: &Sheet, table: &Table) {
        let numbering = Numbering::of(sheet, table, |codes, name| self.matcher.says(codes, name));
        let mut rows = rows::read(sheet, table, numbering);
        let said: Vec<Reading> = rows.iter_mut().map(|row| self.revalue(row)).collect();
        let find = |row: &Row| {
            if let Some(node) = self.said(row) {
                return Match::Sure(node);
            }
            // a sum has no name to look for
            if row.is_bare_total() { Match::None } else { self.matcher.find(&row.codes, &row.name) }
        };
        let found: Vec<Match<'a>> = rows.iter().map(find).collect();
        let end = end(&rows, &found);
        self.above = None;
        for (at, ((row, found), reading)) in rows.iter().zip(found).zip(said).enumerate() {
            let edit = self.edits.row(&row.sheet, row.at);
            let mut planned = if let Some(reason) = edit.excluded {
                self.exclude(row, found, reason)
            } else if at >= end {
                self.below(row)
            } else if at == 0 && row.numbers_columns && self.said(row).is_none() {
                PlannedRow { bucket: Bucket::Ignored, ..planned(row) }
            } else {
                self.row(row, found)
            };
            let takes_score = matches!(
                planned.bucket,
                Bucket::Scored | Bucket::Blank | Bucket::Refused | Bucket::Unmatched
            );
            if let (Some((_, reason)), true) = (edit.value, takes_score) {
                planned.correction = Some(reason.to_owned());
            }
            planned.matched_by_hand =
                self.said(row).is_some_and(|node| planned.node == Some(node.id));
            self.rows.push(ReadRow { planned, reading });
        }
    }

    /// The criterion the officer said a row is. Only what carries points: of anything else the score would
    /// be dropped.
    fn said(&self, row: &Row) -> Option<&'a CatalogueNode> {
        let code = self.edits.row(&row.sheet, row.at).criterion?;
        self.matcher.by_code(code).filter(|node| node.is_leaf())
    }

    /// Puts the officer's score in place of the cell's, whose text stays. Returns what counts in the body's
    /// own sums.
    fn revalue(&self, row: &mut Row) -> Reading {
        let Some((value, _)) = self.edits.row(&row.sheet, row.at).value else {
            return row.reading.clone();
        };
        let value = value.map_or(Reading::Blank, Reading::Points);
        match std::mem::replace(&mut row.reading, value) {
            said @ Reading::Points(_) => said,
            _ => row.reading.clone(),
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
                    self.problems.push(warning(row.name_cell(), finding));
                }
                self.matched(row, node, &mut planned);
            }
            Match::ByName(node) => {
                if let Some(code) = row.codes.first() {
                    let finding = Finding::CodeUnknown {
                        criterion: node.code.clone(),
                        found: code.to_string(),
                    };
                    self.problems.push(warning(row.cell.clone(), finding));
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
            self.problems.push(warning(row.max_cell(), finding));
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
                let is_word = row.reading == Reading::NotApplicable
                    || (row.reading == Reading::Unreadable && scoring_word(&row.raw).is_some());
                if row.has_score() && !is_word {
                    let finding = Finding::NotSelfScored {
                        criterion: node.code.clone(),
                        raw: row.raw.clone(),
                    };
                    self.problems.push(warning(row.cell.clone(), finding));
                }
                self.above = Some((node, row.has_score()));
            }
        }
    }

    fn scored(&mut self, row: &Row, node: &CatalogueNode, planned: &mut PlannedRow) {
        let criterion = node.code.clone();
        let raw = row.raw.clone();
        let refusal = match &row.reading {
            Reading::Points(points) if points.is_negative() => {
                Some(Finding::Negative { criterion, reported: *points })
            }
            Reading::Points(points) if *points > node.max_points => {
                Some(Finding::OverMax { criterion, reported: *points, max: node.max_points })
            }
            Reading::Points(points) => {
                planned.bucket = Bucket::Scored;
                (planned.state, planned.points) = (Some(ScoreState::Scored), Some(*points));
                if row.asks_evidence && row.evidence.is_empty() && row.explanation.is_empty() {
                    self.problems.push(note(row.cell.clone(), Finding::NoEvidence { criterion }));
                }
                None
            }
            Reading::Blank => {
                (planned.bucket, planned.state) = (Bucket::Blank, Some(ScoreState::Blank));
                None
            }
            Reading::NotApplicable => {
                (planned.bucket, planned.state) = (Bucket::Blank, Some(ScoreState::NotApplicable));
                None
            }
            Reading::Ambiguous => {
                if let Some(cell) = &row.cell {
                    self.ask(questions::notation(row, cell, self.header, node.max_points));
                }
                Some(Finding::AmbiguousNumber { raw })
            }
            Reading::NoResult => Some(Finding::FormulaWithoutValue { formula: raw }),
            Reading::Unreadable => Some(Finding::Unreadable { raw }),
        };
        if let Some(finding) = refusal {
            planned.bucket = Bucket::Refused;
            self.problems.push(blocking(row.cell.clone(), finding));
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
            self.problems.push(blocking(row.cell.clone(), finding));
            // a name is rarely a slip of the pen, a code often
            let nodes: Vec<&CatalogueNode> = by_name.into_iter().chain([by_code]).collect();
            let why = vi::ask_contradiction(&row.code, &row.name);
            let question = questions::criterion(row, why, &nodes, by_name.is_some());
            self.ask(question);
        } else {
            // a field under another name carries no score: nothing can be lost
            planned.bucket = Bucket::Parents;
            planned.node = Some(by_code.id);
            self.any_matched = true;
            let finding =
                Finding::NameDiffers { criterion: by_code.code.clone(), found: row.name.clone() };
            self.problems.push(warning(row.name_cell(), finding));
        }
        self.above = None;
    }

    fn unmatched(&mut self, row: &Row, planned: &mut PlannedRow) {
        let is_lone_text = row.code.is_empty() && row.name.is_empty() && !row.looks_like_a_number();
        if !row.has_score() || (is_lone_text && !self.rows_matched()) {
            planned.bucket = if self.rows_matched() { Bucket::Options } else { Bucket::Ignored };
            return;
        }
        match self.above {
            // an option under a criterion that has its own score: the same figure once more
            Some((node, true)) if row.codes.is_empty() && !self.matcher.knows(&row.name) => {
                planned.bucket = Bucket::Options;
                let finding =
                    Finding::OptionScore { criterion: node.code.clone(), raw: row.raw.clone() };
                self.problems.push(warning(row.cell.clone(), finding));
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
        self.problems.push(blocking(row.cell.clone(), finding));
        let shared = self.matcher.of_name(&row.name);
        let question = if shared.len() > 1 {
            questions::criterion(row, vi::ask_shared_name(&row.name), &shared, false)
        } else {
            let why = vi::ask_criterion(format!("{} {}", row.code, row.name).trim());
            let near: Vec<&CatalogueNode> = near.into_iter().collect();
            questions::criterion(row, why, &near, false)
        };
        self.ask(question);
    }

    fn rows_matched(&self) -> bool {
        self.any_matched
    }

    /// A criterion that stands twice: the same score is taken once, different scores are nobody's to choose.
    pub(crate) fn settle_duplicates(&mut self) {
        let mut places: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let (Some(node), Some(_)) = (row.planned.node, row.planned.state) {
                places.entry(node).or_default().push(at);
            }
        }
        for (node, places) in places.into_iter().filter(|(_, p)| p.len() > 1) {
            let Some(criterion) = self.matcher.node(node).map(|n| n.code.clone()) else {
                continue;
            };
            let scores: Vec<Points> =
                places.iter().filter_map(|at| self.rows[*at].planned.points).collect();
            let agree = scores.windows(2).all(|w| w[0] == w[1]);
            let kept = places
                .iter()
                .copied()
                .find(|at| self.rows[*at].planned.points.is_some())
                .unwrap_or(places[0]);
            let first =
                self.rows[kept].planned.cell.as_ref().map(ToString::to_string).unwrap_or_default();
            if let (false, [first, second]) = (agree, places.as_slice())
                && let Some(node) = self.matcher.node(node)
            {
                let twin = |at: &usize| {
                    let row = &self.rows[*at].planned;
                    let (sheet, cell) = (row.sheet.as_str(), row.cell.as_ref());
                    row.points.map(|points| Twin { sheet, row: row.row, cell, points })
                };
                if let (Some(first), Some(second)) = (twin(first), twin(second)) {
                    let question = questions::twice(node, &[first, second]);
                    self.ask(question);
                }
            }
            for at in places.into_iter().filter(|at| !agree || *at != kept) {
                let row = &mut self.rows[at].planned;
                row.bucket = Bucket::Refused;
                (row.state, row.points) = (None, None);
                let (criterion, first) = (criterion.clone(), first.clone());
                self.problems.push(if agree {
                    warning(row.cell.clone(), Finding::Duplicate { criterion, first })
                } else {
                    blocking(row.cell.clone(), Finding::DuplicateConflict { criterion, first })
                });
            }
        }
    }

    /// How many scored rows each body leads.
    pub(crate) fn led(&self) -> BTreeMap<AgencyId, usize> {
        let mut led = BTreeMap::new();
        for row in &self.rows {
            let scored =
                row.reading != Reading::Blank && row.planned.bucket != Bucket::NotSelfScored;
            let lead = row.planned.node.and_then(|id| self.matcher.node(id)).and_then(|n| n.lead);
            if let (true, Some(lead)) = (scored, lead) {
                *led.entry(lead).or_insert(0) += 1;
            }
        }
        led
    }

    /// Rows of other bodies, blanks, and what is missing of the body's own.
    pub(crate) fn check_scope(&mut self, agency: AgencyId) {
        let known = self.known;
        let name = |id: AgencyId| known.agency(id).map(|a| a.name.clone());
        let mut problems = Vec::new();
        for row in &self.rows {
            let Some(node) = row.planned.node.and_then(|id| self.matcher.node(id)) else {
                continue;
            };
            let criterion = node.code.clone();
            let own = node.lead == Some(agency);
            match row.planned.state {
                Some(ScoreState::Scored) if !own => {
                    let lead = node.lead.and_then(name).unwrap_or_default();
                    problems.push(warning(
                        row.planned.cell.clone(),
                        Finding::OutsideScope { criterion, lead },
                    ));
                }
                Some(ScoreState::Blank) if own => {
                    problems
                        .push(warning(row.planned.cell.clone(), Finding::BlankScore { criterion }));
                }
                _ => {}
            }
        }
        for node in self.known.catalogue.leaves() {
            let led = node.lead == Some(agency) && node.scoring == Some(Scoring::SelfScored);
            if led && !self.rows.iter().any(|r| r.planned.node == Some(node.id)) {
                let finding =
                    Finding::MissingRow { criterion: node.code.clone(), name: node.name.clone() };
                problems.push(warning(None, finding));
            }
        }
        self.problems.append(&mut problems);
    }

    /// Declared sums against the sums of the rows.
    pub(crate) fn check_totals(&mut self) {
        let summand = |row: &'_ ReadRow| -> Option<Points> {
            match row.reading {
                Reading::Points(points) => Some(points),
                _ => None,
            }
        };
        let summands: Vec<Summand<'_>> = self
            .rows
            .iter()
            .map(|row| Summand {
                sheet: &row.planned.sheet,
                bucket: row.planned.bucket,
                name: &row.planned.name,
                node: row.planned.node.and_then(|id| self.matcher.node(id)),
                points: summand(row),
                cell: row.planned.cell.as_ref(),
            })
            .collect();
        let differing = totals::check(&summands);
        self.problems.extend(differing.into_iter().map(|(at, finding)| warning(at, finding)));
    }
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
fn outside(sheet: &Sheet, tables: &[Table]) -> Vec<u32> {
    let inside: BTreeSet<u32> = tables
        .iter()
        .flat_map(|t| (t.header_first..=t.header_last).chain(t.rows.iter().copied()))
        .collect();
    sheet.rows().into_iter().filter(|row| !inside.contains(row)).collect()
}

/// First words of what stands under a table, folded.
const UNDER_A_TABLE: [&str; 8] =
    ["ghi chu", "nguoi lap", "noi nhan", "thu truong", "giam doc", "pho giam doc", "kt", "tm"];

/// How many of a table's rows are its own: up to its last criterion or total, and the options that follow
/// that without a gap.
fn end(rows: &[Row], found: &[Match<'_>]) -> usize {
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

/// Neighbouring numbers as (first, last).
fn runs<'n>(numbers: impl Iterator<Item = &'n u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    runs
}
