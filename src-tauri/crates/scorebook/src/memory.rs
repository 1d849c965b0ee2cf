//! Answers that are remembered for a body and a layout: what of a correction can be, and where it fits in
//! the body's next file.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::correction::{Choice, Correction, LayoutAnswer};
use crate::plan::{ImportPlan, PlannedRow, PlannedTable};
use crate::text::fold;
use crate::{AgencyId, Finding, Problem, plan};

/// An answer in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Identity in the store.
    pub id: i64,
    /// Whose files.
    pub agency: AgencyId,
    /// The answer, and for which layout.
    pub answer: LayoutAnswer,
}

impl PlannedTable {
    /// The layout's fingerprint: SHA-256 of the headings, folded, with their columns. What the columns were
    /// taken for does not enter, so a correction does not change it.
    pub fn layout(&self) -> String {
        let headed = self.columns.iter().filter(|(_, _, heading)| !heading.is_empty());
        let lines = headed.map(|(column, _, heading)| format!("{column}\t{}\n", fold(heading)));
        plan::hex(&Sha256::digest(lines.collect::<String>()))
    }

    /// The headings, left to right, for a person.
    pub fn headings(&self) -> String {
        let headings = self.columns.iter().map(|(_, _, heading)| heading.as_str());
        headings.filter(|h| !h.is_empty()).collect::<Vec<_>>().join(" | ")
    }

    /// Is that row one of its header's?
    pub fn has_header_at(&self, sheet: &str, row: u32) -> bool {
        self.sheet == sheet && (self.header_first..=self.header_last).contains(&row)
    }

    fn holds(&self, row: &PlannedRow) -> bool {
        self.sheet == row.sheet && row.row > self.header_last && row.row <= self.last
    }
}

impl ImportPlan {
    /// What of these corrections holds for the layout rather than for this file alone, to be remembered when
    /// the file is written.
    pub fn keep(&mut self, corrections: &[Correction]) {
        self.remember = corrections.iter().filter_map(|c| self.layout_answer(c)).collect();
    }

    fn layout_answer(&self, correction: &Correction) -> Option<LayoutAnswer> {
        let (table, choice) = match correction {
            Correction::Column { sheet, header, column, role } => {
                let choice = Choice::Column { column: *column, role: *role };
                (self.tables.iter().find(|t| t.has_header_at(sheet, *header))?, choice)
            }
            Correction::Notation { sheet, header, column, notation } => {
                let choice = Choice::Notation { column: *column, notation: *notation };
                (self.tables.iter().find(|t| t.has_header_at(sheet, *header))?, choice)
            }
            Correction::Encoding { encoding } => {
                (self.tables.first()?, Choice::Encoding { encoding: *encoding })
            }
            Correction::Match { sheet, row, criterion } => {
                let row = self.rows.iter().find(|r| r.sheet == *sheet && r.row == *row)?;
                let (code, name) = (row.code.clone(), row.name.clone());
                // a row without a name is known by its place alone, which the next file need not keep
                if name.is_empty() {
                    return None;
                }
                let choice = Choice::Match { code, name, criterion: criterion.clone() };
                (self.tables.iter().find(|t| t.holds(row))?, choice)
            }
            Correction::Header { .. }
            | Correction::Shown { .. }
            | Correction::Exclude { .. }
            | Correction::Value { .. }
            | Correction::Agency { .. }
            | Correction::Extent { .. } => return None,
        };
        Some(LayoutAnswer { layout: table.layout(), headings: table.headings(), choice })
    }

    /// What is remembered of the plan's body and layouts, as corrections of this file. What the officer has
    /// said of the same place in this file is left to her.
    pub fn recall(&self, memory: &[Remembered]) -> Vec<Correction> {
        let mut recalled: Vec<Correction> = Vec::new();
        if memory.is_empty() {
            return recalled;
        }
        let mut seen = BTreeSet::new();
        // a correction holds for later tables with the same headings, so the first of each layout will do
        for table in self.tables.iter().filter(|t| seen.insert(t.layout())) {
            let layout = table.layout();
            let own = memory
                .iter()
                .filter(|m| Some(m.agency) == self.agency && m.answer.layout == layout);
            for remembered in own {
                recalled.extend(self.fit(table, &remembered.answer.choice));
            }
        }
        recalled.retain(|r| !self.corrections.iter().any(|c| c.same_place(r)));
        recalled
    }

    fn fit(&self, table: &PlannedTable, choice: &Choice) -> Vec<Correction> {
        let (sheet, header) = (table.sheet.clone(), table.header_first);
        match choice {
            Choice::Column { column, role } => {
                vec![Correction::Column { sheet, header, column: *column, role: *role }]
            }
            Choice::Notation { column, notation } => {
                vec![Correction::Notation { sheet, header, column: *column, notation: *notation }]
            }
            Choice::Encoding { encoding } => {
                let is_told = |p: &Problem| matches!(p.finding, Finding::LegacyText { .. });
                let needed = self.problems.iter().any(is_told);
                needed.then_some(Correction::Encoding { encoding: *encoding }).into_iter().collect()
            }
            Choice::Match { code, name, criterion } => {
                let layout = table.layout();
                let alike: Vec<&PlannedTable> =
                    self.tables.iter().filter(|t| t.layout() == layout).collect();
                let is_it = |row: &&PlannedRow| {
                    row.code == *code && row.name == *name && alike.iter().any(|t| t.holds(row))
                };
                let correct = |row: &PlannedRow| Correction::Match {
                    sheet: row.sheet.clone(),
                    row: row.row,
                    criterion: criterion.clone(),
                };
                self.rows.iter().filter(is_it).map(correct).collect()
            }
        }
    }
}

impl Correction {
    /// Do both say the same kind of thing of the same place?
    pub fn same_place(&self, other: &Self) -> bool {
        self.place() == other.place()
    }

    /// Its kind, sheet and numbers there.
    fn place(&self) -> (&'static str, &str, u32, u32) {
        match self {
            Self::Header { sheet, first, last } => ("header", sheet, *first, *last),
            Self::Column { sheet, header, column, .. } => ("column", sheet, *header, *column),
            Self::Match { sheet, row, .. } => ("match", sheet, *row, 0),
            Self::Exclude { sheet, row, .. } => ("exclude", sheet, *row, 0),
            Self::Value { sheet, row, .. } => ("value", sheet, *row, 0),
            Self::Notation { sheet, header, column, .. } => ("notation", sheet, *header, *column),
            Self::Shown { sheet, header, column, .. } => ("shown", sheet, *header, *column),
            Self::Encoding { .. } => ("encoding", "", 0, 0),
            Self::Agency { .. } => ("agency", "", 0, 0),
            Self::Extent { .. } => ("extent", "", 0, 0),
        }
    }
}

impl Choice {
    /// What it is about: a later answer about the same replaces an earlier one.
    pub fn slot(&self) -> String {
        match self {
            Self::Column { column, .. } => format!("column {column}"),
            Self::Notation { column, .. } => format!("notation {column}"),
            Self::Encoding { .. } => "encoding".into(),
            Self::Match { code, name, .. } => format!("match {code}\t{name}"),
        }
    }
}
