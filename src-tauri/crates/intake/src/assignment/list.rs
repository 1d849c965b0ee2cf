//! A list of bodies with the codes of what they answer for.

use scorebook::text::{fold, tidy};
use scorebook::{CellRef, Code, Finding, Severity};

use super::codes_in::{self, Listed};
use super::{Collected, Statement};
use crate::assigned;
use crate::workbook::Sheet;

/// Words behind a body's name that say what it does.
const DOES: [&str; 11] = [
    " chủ trì",
    " phụ trách",
    " chịu trách nhiệm",
    " tự chấm",
    " chấm điểm",
    " chấm",
    " thực hiện",
    " tham mưu",
    " phối hợp",
    " theo dõi",
    " các tiêu chí",
];

impl Collected<'_> {
    /// Reads a sheet as a list.
    pub(super) fn list(&mut self, sheet: &Sheet) {
        for row in sheet.rows() {
            let cells: Vec<(u32, String)> =
                sheet.row(row).map(|(column, cell)| (column, cell.reading().to_owned())).collect();
            // a spreadsheet may have parted a sentence at its commas
            if cells.len() > 1 && cells.iter().any(|(_, text)| text.contains(':')) {
                let texts: Vec<&str> = cells.iter().map(|(_, text)| text.as_str()).collect();
                let before = self.statements.len();
                self.sentence(&texts.join(", "), &CellRef::new(&sheet.name, row, cells[0].0));
                if self.statements.len() > before {
                    continue;
                }
            }
            if !self.list_row(sheet, row, &cells) {
                for (column, text) in &cells {
                    for line in text.lines() {
                        self.sentence(line, &CellRef::new(&sheet.name, row, *column));
                    }
                }
            }
        }
    }

    /// A row with a body in one cell and codes in those behind it.
    fn list_row(&mut self, sheet: &Sheet, row: u32, cells: &[(u32, String)]) -> bool {
        let Some(place) = cells.iter().position(|(_, text)| self.is_body(text)) else {
            return false;
        };
        let body = cells[place].1.clone();
        let mut found = false;
        for (column, text) in &cells[place + 1..] {
            let listed = codes_in::read(text, self.catalogue);
            let is_list = listed.words == 0 && !listed.nodes.is_empty();
            // a number beside a name may count points or rows; a list has more, or goes down the tree
            let sure = listed.nodes.len() > 1
                || listed
                    .nodes
                    .iter()
                    .map(|n| &n.code)
                    .chain(&listed.unknown)
                    .any(|c| c.depth() > 1)
                || fold(text).contains("linh vuc");
            if !is_list || !sure {
                continue;
            }
            let heading = (0..row).rev().map(|r| fold(sheet.reading(r, *column))).find(|t| {
                t.contains("phoi hop") || t.contains("chu tri") || t.contains("tieu chi")
            });
            let above = (0..row).rev().map(|r| fold(sheet.reading(r, *column)));
            if above.into_iter().any(|text| text.starts_with("diem")) {
                continue;
            }
            let partner = heading.is_some_and(|h| h.contains("phoi hop"));
            let (codes, unknown) = parts(listed);
            self.say_unknown(unknown, &CellRef::new(&sheet.name, row, *column));
            self.state(&body, partner, &codes, &CellRef::new(&sheet.name, row, *column));
            found = true;
        }
        found
    }

    /// "Sở Tư pháp: 2.1, 2.2.1–2.2.3", "2. Sở Tư pháp chủ trì các tiêu chí 2.1; phối hợp 1.2".
    fn sentence(&mut self, line: &str, at: &CellRef) {
        let line = tidy(line);
        let bare = line.trim_start_matches(|c: char| "-–+*•●".contains(c)).trim_start();
        // "1." or "a)" in front of a body numbers the list
        let bare = match bare.split_once(' ') {
            Some((mark, rest)) if mark.len() <= 3 && mark.ends_with(['.', ')']) => {
                rest.trim_start()
            }
            _ => bare,
        };
        let lower = bare.to_lowercase();
        let ends = DOES.iter().filter_map(|words| lower.find(words));
        let ends = ends.chain(bare.find([':', '('])).chain(bare.find(|c: char| c.is_ascii_digit()));
        let Some(end) = ends.min().filter(|end| *end > 0 && bare.is_char_boundary(*end)) else {
            return;
        };
        let (body, rest) = bare.split_at(end);
        if self.is_body(body) {
            let mut partner = false;
            for part in rest.split(';') {
                let folded = fold(part);
                if folded.contains("phoi hop") {
                    partner = true;
                } else if folded.contains("chu tri") {
                    partner = false;
                }
                let (codes, unknown) = parts(codes_in::read(part, self.catalogue));
                if !codes.is_empty() {
                    self.say_unknown(unknown, at);
                    self.state(body, partner, &codes, at);
                }
            }
            return;
        }
        // "Tiêu chí 2.1, 2.2: Sở Tư pháp"
        if let Some((codes, bodies)) = bare.rsplit_once(':')
            && self.is_body(bodies)
        {
            let listed = codes_in::read(codes, self.catalogue);
            if listed.words == 0 && !listed.nodes.is_empty() {
                let (codes, unknown) = parts(listed);
                self.say_unknown(unknown, at);
                self.state(bodies, false, &codes, at);
            }
        }
    }

    /// Does a text name bodies and nothing else?
    fn is_body(&self, text: &str) -> bool {
        let names = assigned::names(text);
        let short =
            text.chars().count() <= 120 && !text.contains(|c: char| c == ':' || c.is_ascii_digit());
        short
            && !names.is_empty()
            && names.iter().all(|name| assigned::is_a_body(name) || self.bodies.knows(name))
    }

    fn state(&mut self, body: &str, partner: bool, codes: &[Code], at: &CellRef) {
        for code in codes {
            let Some(node) = self.catalogue.by_code(code).map(|n| n.id) else { continue };
            let (lead, partners) = if partner {
                self.named("", body, code, at)
            } else {
                self.named(body, "", code, at)
            };
            // several lines may name partners of one criterion
            let earlier = self
                .statements
                .iter_mut()
                .find(|s| s.node == node && s.lead.is_none() && lead.is_none());
            match (earlier, partners) {
                (Some(earlier), Some(more)) => {
                    earlier.partners.get_or_insert_default().extend(more);
                }
                (_, partners) => {
                    self.statements.push(Statement { node, lead, partners, at: at.clone() });
                }
            }
        }
    }

    fn say_unknown(&mut self, criteria: Vec<Code>, at: &CellRef) {
        if !criteria.is_empty() {
            let finding = Finding::UnknownCriteria { criteria };
            self.complaints.say(Severity::Warning, Some(at.clone()), finding);
        }
    }
}

fn parts(listed: Listed<'_>) -> (Vec<Code>, Vec<Code>) {
    (listed.nodes.iter().map(|n| n.code.clone()).collect(), listed.unknown)
}
