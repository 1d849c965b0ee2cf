//! A body's file as a plan: every row in exactly one bucket, every doubt with its cell.

use std::collections::BTreeMap;

use scorebook::plan::{AgencyBasis, Bucket, PlannedRow, SourceFile};
use scorebook::submission::ScoreState;
use scorebook::text::fold;
use scorebook::{
    Agency, AgencyId, Catalogue, CatalogueNode, CellRef, Finding, ImportPlan, NodeId, Points,
    Problem, Scoring, Severity,
};

use crate::body::{self, Evidence};
use crate::heading::year_in;
use crate::matching::{Match, Matcher};
use crate::rows::{self, Row};
use crate::score::Reading;
use crate::table::{self, Purpose, Table};
use crate::workbook::{self, Sheet, Workbook};

/// Understands a body's file. Never fails: what is wrong is among the plan's problems. `given` is the body
/// a person named; without it the file itself must tell.
pub fn plan_submission(
    file: SourceFile,
    catalogue: &Catalogue,
    agencies: &[Agency],
    given: Option<AgencyId>,
) -> ImportPlan {
    let mut plan = ImportPlan {
        year: catalogue.year,
        agency: given,
        agency_basis: given.map(|_| AgencyBasis::Given),
        tables: Vec::new(),
        rows: Vec::new(),
        problems: Vec::new(),
        file,
    };
    match workbook::read(&plan.file.name, &plan.file.bytes) {
        Ok(workbook) => understand(&mut plan, &workbook, catalogue, agencies),
        Err(finding) => {
            plan.problems.push(Problem { severity: Severity::Blocking, at: None, finding });
        }
    }
    plan
}

fn understand(
    plan: &mut ImportPlan,
    workbook: &Workbook,
    catalogue: &Catalogue,
    agencies: &[Agency],
) {
    let tables: Vec<(&Sheet, Vec<Table>)> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet, table::find(sheet, catalogue.year, Purpose::Submission)))
        .collect();
    let letterhead = letterhead(&tables);
    let mut reader = Reader {
        catalogue,
        agencies,
        matcher: Matcher::new(catalogue),
        rows: Vec::new(),
        problems: Vec::new(),
        above: None,
    };
    for (sheet, tables) in &tables {
        reader.sheet(sheet, tables);
    }
    reader.settle_duplicates();
    if tables.iter().all(|(_, t)| t.is_empty()) {
        reader.problems.push(blocking(None, no_table(workbook, catalogue.year)));
    } else {
        check_year(&mut reader.problems, &letterhead, catalogue.year);
        if plan.agency.is_none() {
            let led = reader.led();
            let evidence =
                Evidence { letterhead: &letterhead, file_name: &plan.file.name, led: &led };
            match body::find(agencies, &evidence) {
                Ok((agency, basis)) => {
                    (plan.agency, plan.agency_basis) = (Some(agency), Some(basis));
                }
                Err(finding) => reader.problems.push(blocking(None, finding)),
            }
        }
        if let Some(agency) = plan.agency {
            reader.check_scope(agency);
        }
        reader.check_totals();
    }
    plan.tables = tables.iter().flat_map(|(s, ts)| ts.iter().map(|t| t.planned(s))).collect();
    plan.rows = reader.rows.into_iter().map(|r| r.planned).collect();
    plan.problems = reader.problems;
    plan.problems.sort_by_key(|p| p.severity);
}

fn blocking(at: Option<CellRef>, finding: Finding) -> Problem {
    Problem { severity: Severity::Blocking, at, finding }
}

fn warning(at: Option<CellRef>, finding: Finding) -> Problem {
    Problem { severity: Severity::Warning, at, finding }
}

fn note(at: Option<CellRef>, finding: Finding) -> Problem {
    Problem { severity: Severity::Note, at, finding }
}

/// Lines above the first table of each sheet.
fn letterhead(tables: &[(&Sheet, Vec<Table>)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (sheet, tables) in tables {
        let Some(first) = tables.first() else { continue };
        let above = sheet.cells.range(..(first.header_first, 0));
        lines.extend(above.flat_map(|(_, cell)| cell.text.lines().map(str::to_owned)));
    }
    lines
}

/// No table for this year: perhaps there is one for another.
fn no_table(workbook: &Workbook, year: i32) -> Finding {
    let other = [year - 1, year + 1, year - 2].into_iter().find(|other| {
        workbook
            .sheets
            .iter()
            .any(|sheet| !table::find(sheet, *other, Purpose::Submission).is_empty())
    });
    other.map_or(Finding::NoTable, |found| Finding::OtherYear { found, expected: year })
}

/// A title that speaks of other years and never of this one.
fn check_year(problems: &mut Vec<Problem>, letterhead: &[String], year: i32) {
    let titled = letterhead.iter().map(|line| fold(line)).filter(|line| line.contains("nam 20"));
    let years: Vec<i32> =
        titled.filter_map(|line| year_in(&line[line.find("nam 20")?..])).collect();
    if let Some(found) = years.iter().max().filter(|_| !years.contains(&year)) {
        problems.push(blocking(None, Finding::OtherYear { found: *found, expected: year }));
    }
}

/// A row with what else is known of it.
struct ReadRow {
    planned: PlannedRow,
    reading: Reading,
}

/// Goes through a file's rows, top to bottom.
struct Reader<'a> {
    catalogue: &'a Catalogue,
    agencies: &'a [Agency],
    matcher: Matcher<'a>,
    rows: Vec<ReadRow>,
    problems: Vec<Problem>,
    /// The leaf the rows below belong to, and whether it has a score of its own.
    above: Option<(&'a CatalogueNode, bool)>,
}

impl<'a> Reader<'a> {
    fn sheet(&mut self, sheet: &Sheet, tables: &[Table]) {
        let first = tables.first().map_or(u32::MAX, |t| t.header_first);
        for row in sheet.rows().into_iter().filter(|row| *row < first) {
            self.ignore(sheet, row);
        }
        for table in tables {
            for row in table.header_first..=table.header_last {
                if sheet.row(row).next().is_some() {
                    self.ignore(sheet, row);
                }
            }
            self.doubt(sheet, table);
            self.table(&rows::read(sheet, table));
        }
        self.hidden(sheet, tables);
    }

    fn doubt(&mut self, sheet: &Sheet, table: &Table) {
        if let Some((headings, taken)) = &table.doubt {
            let at = Some(CellRef::new(&sheet.name, table.header_last, 0));
            let finding = Finding::AmbiguousColumn {
                headings: headings.clone(),
                taken: taken.clone().unwrap_or_default(),
            };
            self.problems.push(if taken.is_some() {
                warning(at, finding)
            } else {
                blocking(at, finding)
            });
        }
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
        let in_tables = |row: &&u32| tables.iter().any(|t| t.rows.contains(row));
        for row in sheet.hidden_rows.iter().filter(in_tables) {
            tell(format!("Dòng {}", row + 1), Some(CellRef::new(&sheet.name, *row, 0)));
        }
        let used =
            |column: &&u32| tables.iter().any(|t| t.columns.iter().any(|c| c.at == **column));
        for column in sheet.hidden_columns.iter().filter(used) {
            let letters = scorebook::source::column_letters(*column);
            tell(format!("Cột {letters}"), Some(CellRef::new(&sheet.name, 0, *column)));
        }
    }

    /// A row outside of tables.
    fn ignore(&mut self, sheet: &Sheet, row: u32) {
        let name = sheet
            .row(row)
            .next()
            .map(|(_, cell)| scorebook::text::tidy(&cell.text))
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
            },
            reading: Reading::Blank,
        });
    }

    fn table(&mut self, rows: &[Row]) {
        let start = self.rows.len();
        self.above = None;
        for row in rows {
            let planned = self.row(row);
            self.rows.push(ReadRow { planned, reading: row.reading.clone() });
        }
        // below the last row of the table stand notes and signatures
        let in_table = |r: &ReadRow| !matches!(r.planned.bucket, Bucket::Options | Bucket::Ignored);
        let last = self.rows[start..].iter().rposition(in_table).map_or(start, |at| start + at);
        for row in &mut self.rows[last..] {
            if row.planned.bucket == Bucket::Options {
                row.planned.bucket = Bucket::Ignored;
            }
        }
    }

    fn row(&mut self, row: &Row) -> PlannedRow {
        let mut planned = PlannedRow {
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
        };
        if row.is_total() {
            planned.bucket = Bucket::Totals;
            planned.points = None;
            return planned;
        }
        if row.numbers_columns() && self.above.is_none() {
            planned.bucket = Bucket::Ignored;
            return planned;
        }
        let found = if row.name.is_empty() && row.codes.is_empty() {
            Match::None(None)
        } else {
            self.matcher.find(&row.codes, &row.name)
        };
        match found {
            Match::Sure(node) => self.matched(row, node, &mut planned),
            Match::ByCode(node) => {
                if !row.name.is_empty() {
                    let finding = Finding::NameDiffers {
                        criterion: node.code.clone(),
                        found: row.name.clone(),
                    };
                    self.problems.push(warning(row.cell.clone(), finding));
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
            Match::None(near) => self.unmatched(row, near, &mut planned),
        }
        planned
    }

    fn matched(&mut self, row: &Row, node: &'a CatalogueNode, planned: &mut PlannedRow) {
        planned.node = Some(node.id);
        if let Some(max) = row.max.filter(|max| *max != node.max_points) {
            let finding = Finding::MaxDiffers {
                criterion: node.code.clone(),
                found: max,
                expected: node.max_points,
            };
            self.problems.push(warning(row.cell.clone(), finding));
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
                if row.has_score() && row.reading != Reading::NotApplicable {
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
            Reading::Ambiguous => Some(Finding::AmbiguousNumber { raw }),
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
        } else {
            // a field under another name carries no score: nothing can be lost
            planned.bucket = Bucket::Parents;
            planned.node = Some(by_code.id);
            let finding =
                Finding::NameDiffers { criterion: by_code.code.clone(), found: row.name.clone() };
            self.problems.push(warning(row.cell.clone(), finding));
        }
        self.above = None;
    }

    fn unmatched(&mut self, row: &Row, near: Option<&CatalogueNode>, planned: &mut PlannedRow) {
        if !row.has_score() {
            planned.bucket = if self.rows_matched() { Bucket::Options } else { Bucket::Ignored };
            return;
        }
        match self.above {
            // an option under a criterion that has its own score: the same figure once more
            Some((node, true)) if row.codes.is_empty() => {
                planned.bucket = Bucket::Options;
                let finding =
                    Finding::OptionScore { criterion: node.code.clone(), raw: row.raw.clone() };
                self.problems.push(warning(row.cell.clone(), finding));
            }
            _ => {
                planned.bucket = Bucket::Unmatched;
                let finding = Finding::Unmatched {
                    row: format!("{} {}", row.code, row.name).trim().to_owned(),
                    suggestion: near.map(|n| format!("{} {}", n.code, n.name)),
                };
                self.problems.push(blocking(row.cell.clone(), finding));
            }
        }
    }

    fn rows_matched(&self) -> bool {
        self.rows.iter().any(|r| r.planned.node.is_some())
    }

    /// A criterion that stands twice: the same score is taken once, different scores are nobody's to choose.
    fn settle_duplicates(&mut self) {
        let mut places: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if let (Some(node), Some(_)) = (row.planned.node, row.planned.state) {
                places.entry(node).or_default().push(at);
            }
        }
        for (node, places) in places.into_iter().filter(|(_, p)| p.len() > 1) {
            let Some(criterion) = self.catalogue.node(node).map(|n| n.code.clone()) else {
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
    fn led(&self) -> BTreeMap<AgencyId, usize> {
        let mut led = BTreeMap::new();
        for row in &self.rows {
            let scored =
                row.reading != Reading::Blank && row.planned.bucket != Bucket::NotSelfScored;
            let lead = row.planned.node.and_then(|id| self.catalogue.node(id)).and_then(|n| n.lead);
            if let (true, Some(lead)) = (scored, lead) {
                *led.entry(lead).or_insert(0) += 1;
            }
        }
        led
    }

    /// Rows of other bodies, blanks, and what is missing of the body's own.
    fn check_scope(&mut self, agency: AgencyId) {
        let name = |id: AgencyId| self.agencies.iter().find(|a| a.id == id).map(|a| a.name.clone());
        let mut problems = Vec::new();
        for row in &self.rows {
            let Some(node) = row.planned.node.and_then(|id| self.catalogue.node(id)) else {
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
        for node in self.catalogue.leaves() {
            let led = node.lead == Some(agency) && node.scoring == Some(Scoring::SelfScored);
            if led && !self.rows.iter().any(|r| r.planned.node == Some(node.id)) {
                let finding =
                    Finding::MissingRow { criterion: node.code.clone(), name: node.name.clone() };
                problems.push(warning(None, finding));
            }
        }
        self.problems.append(&mut problems);
    }

    /// Declared sums against the sums of the rows. A subtotal may sum what stands above it since the last
    /// one, the sheet so far, or the file so far: it differs only if it is none of these.
    fn check_totals(&mut self) {
        let mut problems = Vec::new();
        let (mut file, mut sheet, mut since) = (Points::ZERO, Points::ZERO, Points::ZERO);
        let mut sheet_name = "";
        for row in &self.rows {
            if row.planned.sheet != sheet_name {
                sheet_name = &row.planned.sheet;
                (sheet, since) = (Points::ZERO, Points::ZERO);
            }
            match (row.planned.bucket, &row.reading) {
                (Bucket::Scored, Reading::Points(points)) => {
                    (file, sheet, since) = (file + *points, sheet + *points, since + *points);
                }
                (Bucket::Totals, Reading::Points(declared)) => {
                    if ![file, sheet, since].contains(declared) {
                        let summed =
                            if fold(&row.planned.name).starts_with("tong") { sheet } else { since };
                        let finding = Finding::TotalDiffers { declared: *declared, summed };
                        problems.push(warning(row.planned.cell.clone(), finding));
                    }
                    since = Points::ZERO;
                }
                (Bucket::Parents, Reading::Points(declared)) => {
                    let summed = self.sum_under(row.planned.node);
                    if summed != *declared {
                        let finding = Finding::TotalDiffers { declared: *declared, summed };
                        problems.push(warning(row.planned.cell.clone(), finding));
                    }
                }
                _ => {}
            }
        }
        self.problems.append(&mut problems);
    }

    fn sum_under(&self, parent: Option<NodeId>) -> Points {
        let Some(parent) = parent.and_then(|id| self.catalogue.node(id)) else {
            return Points::ZERO;
        };
        let under = self.rows.iter().filter(|r| {
            let node = r.planned.node.and_then(|id| self.catalogue.node(id));
            node.is_some_and(|n| n.code.is_under(&parent.code))
        });
        under.filter_map(|r| r.planned.points).sum()
    }
}
