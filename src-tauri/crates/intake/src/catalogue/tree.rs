//! Rows become nodes, and the rows of options below them their scales.

use std::collections::BTreeMap;

use scorebook::plan::ColumnRole;
use scorebook::text::{fold, tidy};
use scorebook::{
    AgencyId, CatalogueNode, CellRef, Code, Finding, Level, NodeId, Points, ScaleStep, Severity,
};

use super::bodies::Bodies;
use super::complaints::Complaints;
use super::options::{self, Choice, Worth};
use super::results;
use super::scoring::{self, Said};
use crate::codes;
use crate::numbering::{CodeVerdict, Numbering};
use crate::rows::{self, Row};
use crate::score::{self, Notation, ScoreValue};
use crate::table::Table;
use crate::workbook::Sheet;

/// Collects nodes row by row; [`Tree::finish`] checks them when all are there.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<CatalogueNode>,
    pub(super) bodies: Bodies,
    pub(super) complaints: Complaints,
    /// Where each code stood first.
    pub(super) places: BTreeMap<Code, CellRef>,
    /// Leaves or parents without a maximum.
    pub(super) without_max: Vec<(Code, CellRef)>,
    /// How each row said it is scored.
    pub(super) said: BTreeMap<Code, Said>,
    pub(super) declared_total: Option<(Points, Option<CellRef>)>,
    /// The node that options belong to; none above the first and below the total.
    current: Option<usize>,
}

/// What is the same for all rows of a table.
struct Rows<'a> {
    sheet: &'a Sheet,
    table: &'a Table,
    numbering: Numbering,
    notation: Notation,
    /// Do rows have their codes in a column of their own?
    coded: bool,
    /// Do codes stand in front of names in several columns: of fields, of criteria, of components?
    parted: bool,
}

impl Tree {
    pub(super) fn table(&mut self, sheet: &Sheet, table: &Table) {
        let Some(max_column) = table.column(ColumnRole::Max) else { return };
        // of several columns of numbers, the codes are those that go down a tree
        let numbering = Numbering::of(sheet, table, |codes, _| {
            if codes.iter().any(|c| c.depth() > 1) {
                CodeVerdict::Yes
            } else {
                CodeVerdict::Nothing
            }
        });
        let in_column = |row: &u32| {
            let cell = numbering.column.and_then(|c| sheet.cell(*row, c));
            cell.is_some_and(|cell| !numbering.codes(cell).is_empty())
        };
        let texts = table
            .columns
            .iter()
            .filter(|c| matches!(c.role, ColumnRole::Max | ColumnRole::Scale | ColumnRole::Name));
        let texts = texts.flat_map(|c| table.rows.iter().map(|row| sheet.text(*row, c.at)));
        let of = Rows {
            sheet,
            table,
            numbering,
            notation: Notation::of(texts),
            coded: table.rows.iter().any(in_column),
            parted: table.all(ColumnRole::Name).skip(1).any(|column| {
                let names = table.rows.iter().map(|row| sheet.reading(*row, column));
                names.into_iter().any(|name| codes::leading(name).is_some())
            }),
        };
        self.current = None;
        for row in rows::read(sheet, table, numbering) {
            let at = CellRef::new(&sheet.name, row.at, max_column);
            if row.codes.is_empty() && row.is_total() {
                self.current = None;
                let is_part =
                    ["linh vuc", "muc", "phan"].iter().any(|w| fold(&row.name).contains(w));
                if let Some(total) = row.max.filter(|_| !is_part) {
                    self.declared_total = Some((total, Some(at)));
                }
            } else if !row.numbers_columns {
                self.row(&of, &row, at);
            }
        }
    }

    fn row(&mut self, of: &Rows<'_>, row: &Row, at: CellRef) {
        let row = &self.beside_its_titles(of, row);
        match self.code(row).filter(|code| self.is_criterion(of, row, code)) {
            Some(code) => self.criterion(of, row, code, at),
            None => self.option(of, row, at),
        }
    }

    /// Where fields and criteria stand in columns of their own beside the component, each merged over the rows it
    /// covers: those that begin in this row are taken, and the row is the rightmost of them.
    fn beside_its_titles(&mut self, of: &Rows<'_>, row: &Row) -> Row {
        let mut own = row.clone();
        if !of.parted {
            return own;
        }
        let filled = |column: &u32| !of.sheet.reading(row.at, *column).trim().is_empty();
        let columns: Vec<u32> = of.table.all(ColumnRole::Name).filter(filled).collect();
        let [titles @ .., last] = columns.as_slice() else { return own };
        for column in titles {
            let Some((code, name)) = codes::leading(of.sheet.reading(row.at, *column)) else {
                continue;
            };
            if !self.places.contains_key(&code) && self.has_place(&code) {
                let place = CellRef::new(&of.sheet.name, row.at, *column);
                self.without_max.push((code.clone(), place.clone()));
                self.push(of, None, code, tidy(name), None, &place);
            }
        }
        let text = of.sheet.reading(row.at, *last);
        own.name_at = Some(*last);
        if let Some((code, name)) = codes::leading(text) {
            (own.codes, own.name) = (vec![code], tidy(name));
        } else {
            own.name = tidy(text);
            if of.numbering.column.is_none() {
                own.codes.clear();
            }
        }
        own
    }

    fn has_place(&self, code: &Code) -> bool {
        code.parent().is_none_or(|parent| self.places.contains_key(&parent))
    }

    /// Is the code a criterion's, and not the number of an option?
    fn is_criterion(&self, of: &Rows<'_>, row: &Row, code: &Code) -> bool {
        let in_column = of.numbering.column.and_then(|c| of.sheet.cell(row.at, c));
        let in_column = in_column.is_some_and(|cell| !of.numbering.codes(cell).is_empty());
        let fits = !self.places.contains_key(code) && self.has_place(code);
        let has_max = row.max.is_some();
        let tells_points = options::worth(&row.name, of.notation) != Worth::Unsaid;
        if in_column {
            has_max || fits || !(tells_points && code.depth() == 1)
        } else if of.coded {
            // a name that begins with a number, in a table that has its codes elsewhere
            has_max && fits
        } else {
            has_max || fits && !(tells_points && code.depth() == 1)
        }
    }

    fn criterion(&mut self, of: &Rows<'_>, row: &Row, code: Code, at: CellRef) {
        if row.name.is_empty() && row.max.is_none() {
            return;
        }
        if let Some(first) = self.places.get(&code) {
            let finding = Finding::RepeatedCode { criterion: code, first: first.to_string() };
            self.current = None;
            return self.complaints.say(Severity::Blocking, Some(at), finding);
        }
        if !self.has_place(&code) {
            let finding = Finding::NoParent { criteria: vec![code.clone()] };
            self.complaints.say(Severity::Blocking, Some(at.clone()), finding);
        }
        if row.max.is_none() {
            self.without_max.push((code.clone(), at.clone()));
        }
        let raw = row.name_at.map_or("", |c| of.sheet.reading(row.at, c));
        let (name, below) = options::beside_name(raw, of.notation);
        let name = if below.is_empty() {
            row.name.clone()
        } else {
            codes::leading(&name).filter(|(c, _)| *c == code).map_or(name.clone(), |(_, n)| tidy(n))
        };
        self.push(of, Some(row.at), code, name, row.max, &at);
        if let Some(column) = row.name_at {
            let place = CellRef::new(&of.sheet.name, row.at, column);
            self.steps(options::choices(&below, of.notation), None, &place);
        }
        self.scale_beside(of, row);
    }

    fn push(
        &mut self,
        of: &Rows<'_>,
        row: Option<u32>,
        code: Code,
        name: String,
        max: Option<Points>,
        at: &CellRef,
    ) {
        let parent = code.parent();
        let parent = parent.and_then(|p| self.nodes.iter().find(|n| n.code == p)).map(|n| n.id);
        let (mut lead, mut partners, mut baselines, mut prior_code) =
            (None, Vec::new(), Vec::new(), None);
        // what stands in the row of a title beside it is its first component's
        if let Some(row) = row {
            self.said.insert(code.clone(), scoring::of_row(of.sheet, of.table, row, &name, at));
            (lead, partners) = self.assigned(of, row, &code);
            baselines = results::of_row(of.sheet, of.table, row, &mut self.complaints);
            prior_code = results::prior_code(of.sheet, of.table, row);
        }
        self.places.insert(code.clone(), at.clone());
        self.current = Some(self.nodes.len());
        self.nodes.push(CatalogueNode {
            id: NodeId(i64::try_from(self.nodes.len()).unwrap_or(i64::MAX)),
            parent,
            // settled when the leaves are known
            level: Level::Criterion,
            name,
            max_points: max.unwrap_or_default(),
            scoring: None,
            prior_code,
            baselines,
            lead,
            partners,
            sheet: of.sheet.name.clone(),
            cell: at.a1(),
            scale: Vec::new(),
            code,
        });
    }

    /// The row's code. A number that lost its zero (1.10 stored as 1.1) is told by what stood before it.
    fn code(&self, row: &Row) -> Option<Code> {
        match row.codes.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            [first, others @ ..] => {
                let follows = |code: &&Code| {
                    let before = self.nodes.iter().rev().find(|n| n.code.depth() == code.depth());
                    before.is_some_and(|b| {
                        let (b, c) = (b.code.segments(), code.segments());
                        b[..b.len() - 1] == c[..c.len() - 1] && c[c.len() - 1] == b[b.len() - 1] + 1
                    })
                };
                if self.places.contains_key(first) || !follows(&first) {
                    Some(others.iter().find(follows).unwrap_or(first).clone())
                } else {
                    Some(first.clone())
                }
            }
        }
    }

    fn assigned(
        &mut self,
        of: &Rows<'_>,
        row: u32,
        code: &Code,
    ) -> (Option<AgencyId>, Vec<AgencyId>) {
        let mut leads: Vec<AgencyId> = Vec::new();
        let mut partners: Vec<AgencyId> = Vec::new();
        for role in [ColumnRole::Lead, ColumnRole::Partner] {
            for column in of.table.all(role) {
                // what one merged cell says, it says for every row it covers
                let (from_row, from_column) = of.sheet.origin(row, column);
                let raw = of.sheet.reading(from_row, from_column).to_owned();
                let at = CellRef::new(&of.sheet.name, from_row, from_column);
                let named = self.bodies.named(&raw);
                let criteria = || vec![code.clone()];
                for words in named.collective {
                    let finding = Finding::CollectivePartner { criteria: criteria(), raw: words };
                    self.complaints.say(Severity::Note, Some(at.clone()), finding);
                }
                if role == ColumnRole::Lead && named.bodies.len() > 1 {
                    let finding = Finding::TwoLeads { criteria: criteria(), raw };
                    self.complaints.say(Severity::Warning, Some(at), finding);
                }
                match role {
                    ColumnRole::Lead => leads.extend(named.bodies),
                    _ => partners.extend(named.bodies),
                }
            }
        }
        let lead = leads.first().copied();
        let mut all: Vec<AgencyId> = leads.into_iter().skip(1).collect();
        all.extend(partners);
        let mut seen = Vec::new();
        all.retain(|p| {
            let fresh = Some(*p) != lead && !seen.contains(p);
            seen.push(*p);
            fresh
        });
        (lead, all)
    }

    /// A row without a criterion's code: an option of the criterion above it.
    fn option(&mut self, of: &Rows<'_>, row: &Row, at: CellRef) {
        if self.current.is_none() {
            if row.max.is_some() && !row.code.is_empty() && !is_letter(&row.code) {
                let finding = Finding::NoCode { names: vec![row.name.clone()] };
                self.complaints.say(Severity::Warning, Some(at), finding);
            }
            return;
        }
        let mut texts: Vec<(String, CellRef)> = Vec::new();
        let place = |column| CellRef::new(&of.sheet.name, row.at, column);
        if let Some(column) = row.name_at {
            texts.push((of.sheet.reading(row.at, column).to_owned(), place(column)));
        }
        let (scale, figure) = Self::scale_cells(of, row.at);
        texts.extend(scale);
        texts.retain(|(text, _)| !text.trim().is_empty());
        if texts.is_empty() && row.code.chars().count() > 3 {
            texts.extend(of.numbering.column.map(|c| (row.code.clone(), place(c))));
        }
        let figure = figure.or_else(|| Some((row.max?, row.max_cell()?)));
        for (text, place) in texts {
            let choices = options::choices(&text, of.notation);
            self.steps(choices, figure.as_ref(), &place);
        }
    }

    /// What the columns of the scale hold in a criterion's own row.
    fn scale_beside(&mut self, of: &Rows<'_>, row: &Row) {
        let (texts, figure) = Self::scale_cells(of, row.at);
        for (text, place) in texts {
            let choices = options::choices(&text, of.notation);
            self.steps(choices, figure.as_ref(), &place);
        }
        // options may stand in a note, too: two at least, so that a note that ends with a number is none
        for role in [ColumnRole::Explanation, ColumnRole::Data, ColumnRole::Other] {
            for column in of.table.all(role) {
                let choices = options::choices(of.sheet.reading(row.at, column), of.notation);
                let told = choices.iter().filter(|c| matches!(c.worth, Worth::Points(_))).count();
                if told >= 2 {
                    let place = CellRef::new(&of.sheet.name, row.at, column);
                    self.steps(choices, None, &place);
                }
            }
        }
    }

    /// The texts and the figure in the columns of the scale.
    #[expect(clippy::type_complexity, reason = "two lists of a row's cells")]
    fn scale_cells(of: &Rows<'_>, row: u32) -> (Vec<(String, CellRef)>, Option<(Points, CellRef)>) {
        let (mut texts, mut figure) = (Vec::new(), None);
        for column in of.table.all(ColumnRole::Scale) {
            let place = CellRef::new(&of.sheet.name, row, column);
            match score::read(of.sheet.cell(row, column), of.notation) {
                ScoreValue::Blank => {}
                ScoreValue::Points(points) => figure = Some((points, place)),
                _ => texts.push((of.sheet.reading(row, column).to_owned(), place)),
            }
        }
        (texts, figure)
    }

    /// Adds options to the scale of the criterion above them. `figure` is the points in a cell of their own.
    fn steps(&mut self, choices: Vec<Choice>, figure: Option<&(Points, CellRef)>, place: &CellRef) {
        let Some(current) = self.current else { return };
        let code = self.nodes[current].code.clone();
        let only = choices.len() == 1;
        for choice in choices {
            let (points, at) = match (choice.worth, figure) {
                (Worth::Points(said), Some((points, _))) if only && said != *points => {
                    // the text and the column say different things: neither is taken
                    self.unclear(&code, choice.text, place);
                    continue;
                }
                (Worth::Formula, _) => (None, place),
                (_, Some((points, at))) if only => (Some(*points), at),
                (Worth::Points(points), _) => (Some(points), place),
                (Worth::Unsaid, _) => {
                    if !options::is_note(&choice.text) {
                        self.unclear(&code, choice.text, place);
                    }
                    continue;
                }
            };
            let scale = &mut self.nodes[current].scale;
            let same = |s: &ScaleStep| s.points == points && fold(&s.text) == fold(&choice.text);
            if scale.iter().any(same) {
                continue;
            }
            scale.push(ScaleStep {
                text: choice.text,
                points,
                sheet: at.sheet.clone(),
                cell: at.a1(),
            });
        }
    }

    fn unclear(&mut self, code: &Code, text: String, place: &CellRef) {
        let finding = Finding::OptionUnclear { criteria: vec![code.clone()], texts: vec![text] };
        self.complaints.say(Severity::Warning, Some(place.clone()), finding);
    }
}

/// "a", "b)", "-": the mark of an option row.
fn is_letter(code: &str) -> bool {
    code.trim_end_matches([')', '.']).chars().count() <= 1
}
