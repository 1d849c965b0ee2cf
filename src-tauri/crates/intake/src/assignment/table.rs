//! A table with the bodies beside the criteria, in one column or several.

use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};
use scorebook::{CellRef, Finding, Severity};

use super::{Collected, Statement};
use crate::assigned;
use crate::catalogue::is_mark;
use crate::matching::{Match, Matcher};
use crate::numbering::Numbering;
use crate::rows::{self, Row};
use crate::table::{self, Purpose, Table};
use crate::workbook::Sheet;

impl Collected<'_> {
    /// Reads a sheet's tables.
    pub(super) fn tables(&mut self, sheet: &Sheet) -> Vec<Table> {
        let matcher = Matcher::new(self.catalogue);
        let mut tables = table::find(sheet, self.catalogue.year, Purpose::Assignment);
        for table in &mut tables {
            self.settle(sheet, table);
            let numbering =
                Numbering::of(sheet, table, |codes, name| matcher.judge_code(codes, name));
            for row in rows::read(sheet, table, numbering) {
                self.row(sheet, table, &row, &matcher);
            }
        }
        tables
    }

    /// Which columns hold bodies: by their headings, else by what stands in them.
    fn settle(&self, sheet: &Sheet, table: &mut Table) {
        if table.columns.iter().any(|c| c.role == ColumnRole::Lead) {
            return;
        }
        for at in 0..table.columns.len() {
            let column = table.columns[at].at;
            if matches!(
                table.columns[at].role,
                ColumnRole::Code | ColumnRole::Name | ColumnRole::Max | ColumnRole::Partner
            ) {
                continue;
            }
            let texts = table.rows.iter().map(|row| tidy(sheet.reading(*row, column)));
            let texts: Vec<String> = texts.filter(|t| !t.is_empty()).collect();
            let is_body = |text: &&String| {
                let names = assigned::names(text);
                !names.is_empty()
                    && names.iter().all(|n| {
                        assigned::is_a_body(n) || self.bodies.knows(n) || assigned::is_collective(n)
                    })
            };
            let bodies = texts.iter().filter(is_body).count();
            if bodies > 0 && bodies * 10 >= texts.len() * 6 {
                let partner = fold(&table.columns[at].heading).contains("phoi hop");
                table.columns[at].role =
                    if partner { ColumnRole::Partner } else { ColumnRole::Lead };
            }
        }
    }

    fn row(&mut self, sheet: &Sheet, table: &Table, row: &Row, matcher: &Matcher<'_>) {
        let covering = |column: u32| {
            let (row, column) = sheet.origin(row.at, column);
            (tidy_lines(sheet.reading(row, column)), CellRef::new(&sheet.name, row, column))
        };
        let (mut lead, mut partner) = (Vec::new(), Vec::new());
        let mut at = None;
        for column in &table.columns {
            let list = match column.role {
                ColumnRole::Lead => &mut lead,
                ColumnRole::Partner => &mut partner,
                // a column of its own for each body, with marks in it
                ColumnRole::Other | ColumnRole::Score | ColumnRole::MarkSelf
                    if self.is_body_heading(&column.heading) =>
                {
                    let (text, place) = covering(column.at);
                    let folded = fold(&text);
                    if is_mark(&text) || matches!(folded.as_str(), "ct" | "chu tri" | "c") {
                        lead.push(column.heading.clone());
                        at.get_or_insert(place);
                    } else if matches!(folded.as_str(), "ph" | "phoi hop" | "p" | "o") {
                        partner.push(column.heading.clone());
                        at.get_or_insert(place);
                    }
                    continue;
                }
                _ => continue,
            };
            let (text, place) = covering(column.at);
            if !text.trim().is_empty() && text.trim() != "-" {
                list.push(text);
                at.get_or_insert(place);
            }
        }
        let Some(at) = at else { return };
        if row.numbers_columns || row.is_total() && row.codes.is_empty() {
            return;
        }
        let node = match matcher.find(&row.codes, &row.name) {
            Match::Sure(node) | Match::ByCode(node) | Match::ByName(node) => node,
            Match::Contradiction { by_code, by_name } => {
                let finding = Finding::CodeNameMismatch {
                    code: by_code.code.to_string(),
                    by_code: by_code.name.clone(),
                    by_name: by_name.map_or_else(|| row.name.clone(), |n| n.name.clone()),
                };
                return self.complaints.say(Severity::Warning, Some(at), finding);
            }
            Match::None => {
                // an option below a criterion carries nobody's name of its own
                if row.code.is_empty() && row.name.is_empty() {
                    return;
                }
                let text = tidy(&format!("{} {}", row.code, row.name));
                let finding = Finding::Unmatched { row: text, suggestion: None };
                return self.complaints.say(Severity::Warning, Some(at), finding);
            }
        };
        let (id, code) = (node.id, node.code.clone());
        let (lead, partners) = self.named(&lead.join("\n"), &partner.join("\n"), &code, &at);
        if lead.is_some() || partners.is_some() {
            self.statements.push(Statement { node: id, lead, partners, at });
        }
    }

    fn is_body_heading(&self, heading: &str) -> bool {
        let names = assigned::names(heading);
        names.len() == 1 && (assigned::is_a_body(&names[0]) || self.bodies.knows(&names[0]))
    }
}

fn tidy_lines(text: &str) -> String {
    text.lines().map(tidy).collect::<Vec<_>>().join("\n")
}
