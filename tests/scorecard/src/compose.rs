//! A whole file from a bộ tiêu chí and one author's choices, with its truth.

use scorebook::{AgencyId, CatalogueNode, Level, Points};

use crate::around;
use crate::dice::Dice;
use crate::fill::Sheet;
use crate::layout::{Column, Format, Layout};
use crate::page::Page;
use crate::truth::{Made, Says, Truth};
use crate::words;
use crate::world::World;
use crate::write;

/// What is known while a file is being made.
pub(crate) struct Desk<'w> {
    pub(crate) world: &'w World,
    pub(crate) layout: Layout,
    pub(crate) dice: Dice,
    pub(crate) truth: Truth,
    pub(crate) agency: &'w scorebook::Agency,
    /// Nothing was written yet that makes sums anyone's guess.
    pub(crate) adds_up: bool,
    /// Both columns that could be the score hold something.
    pub(crate) second_filled: bool,
    /// The score of every row so far, with its criterion.
    pub(crate) scored: Vec<(&'w CatalogueNode, Points)>,
    /// Rows counted so far.
    pub(crate) counted: u32,
    /// The name that stands for the sheet of a .csv.
    pub(crate) stem: String,
}

/// Makes one file.
pub(crate) fn file(world: &World, dice: Dice) -> anyhow::Result<Made> {
    let mut dice = dice;
    let layout = Layout::new(&mut dice);
    let leading: Vec<&scorebook::Agency> =
        world.agencies.iter().filter(|a| !world.own(a.id).is_empty()).collect();
    let Some(agency) = leading.get(dice.roll(leading.len())).copied() else {
        anyhow::bail!("no body of this bộ tiêu chí leads anything");
    };
    let by_file_name = dice.percent(45);
    let ending = if layout.format == Format::Xlsx { "xlsx" } else { "csv" };
    let stem = if by_file_name {
        format!("{} - tự chấm CCHC 2024", agency.name)
    } else {
        (*dice.pick(&["Book1", "Bieu tu cham", "Phụ lục"])).to_owned()
    };
    let truth = Truth {
        agency: Some(agency.id),
        names_agency: by_file_name || layout.rows_above > 0,
        ..Truth::default()
    };
    let mut desk = Desk {
        world,
        layout,
        dice,
        truth,
        agency,
        adds_up: true,
        second_filled: false,
        scored: Vec::new(),
        counted: 0,
        stem: stem.clone(),
    };
    let pages = desk.pages();
    desk.whole_file();
    desk.nothing_scored();
    desk.another_leads();
    // whose file is it that scores nothing of its own, but something of another's?
    let is_own = |node: &CatalogueNode| node.lead == Some(agency.id);
    if !desk.scored.is_empty() && !desk.scored.iter().any(|(node, _)| is_own(node)) {
        desk.truth.names_agency = false;
    }
    if !desk.adds_up {
        desk.truth.sums.clear();
    }
    let bytes = write::file(&pages, desk.layout.format, &mut desk.dice)?;
    Ok(Made {
        name: format!("{stem}.{ending}"),
        bytes,
        traits: desk.layout.traits(),
        truth: desk.truth,
    })
}

impl<'w> Desk<'w> {
    fn pages(&mut self) -> Vec<Page> {
        let mut fields: Vec<&CatalogueNode> =
            self.world.catalogue.nodes.iter().filter(|n| n.level == Level::Field).collect();
        fields.retain(|f| !self.rows_of(f).is_empty());
        if self.layout.shuffled_fields {
            self.dice.shuffle(&mut fields);
        }
        let mut pages = Vec::new();
        if self.layout.sheet_per_field {
            for (number, field) in fields.iter().enumerate() {
                let name = format!("LV{}", number + 1);
                pages.push(self.page(&name, &[*field], number + 1 == fields.len()));
            }
            if self.layout.summary_sheet {
                pages.insert(0, around::summary(self, &fields));
            }
        } else {
            let name = match self.layout.format {
                Format::Xlsx => (*self.dice.pick(&["Sheet1", "Tự chấm", "Biểu 01"])).to_owned(),
                Format::Csv { .. } => self.stem.clone(),
            };
            pages.push(self.page(&name, &fields, true));
        }
        if self.layout.format == Format::Xlsx && self.dice.percent(6) {
            self.hide_something(&mut pages);
        }
        pages
    }

    fn page(&mut self, name: &str, fields: &[&'w CatalogueNode], last: bool) -> Page {
        let mut sheet = Sheet::new(name);
        around::above(self, &mut sheet);
        around::header(self, &mut sheet);
        for (at, field) in fields.iter().enumerate() {
            if at > 0 && self.layout.repeated_header && self.dice.percent(50) {
                around::header(self, &mut sheet);
            }
            if at > 0 && self.layout.blank_rows {
                sheet.row += 1;
            }
            let nodes = self.rows_of(field);
            self.field(&mut sheet, &nodes);
            if self.layout.subtotals {
                let sum = self.sum_under(field);
                let name = format!("Cộng lĩnh vực {}", field.code);
                self.sum_row(&mut sheet, &name, sum);
            }
        }
        if self.layout.total && last && !self.layout.sheet_per_field {
            let sum = self.scored.iter().map(|(_, points)| *points).sum();
            let name = *self.dice.pick(&words::TOTALS);
            self.sum_row(&mut sheet, name, sum);
        }
        if last {
            around::below(self, &mut sheet, fields);
        }
        sheet.page
    }

    /// The rows of a field that this file has: the body's own with what is above them, or all.
    fn rows_of(&self, field: &CatalogueNode) -> Vec<&'w CatalogueNode> {
        let all = self.world.catalogue.nodes.iter();
        let under: Vec<&CatalogueNode> = all.filter(|n| n.code.is_under(&field.code)).collect();
        let own = |n: &&CatalogueNode| n.is_leaf() && n.lead == Some(self.agency.id);
        if !under.iter().any(own) && !self.layout.whole_table {
            return Vec::new();
        }
        let wanted = |n: &&CatalogueNode| {
            if n.is_leaf() {
                self.layout.whole_table || own(n)
            } else {
                let has_own = under.iter().any(|leaf| own(leaf) && leaf.code.is_under(&n.code));
                self.layout.parents && (self.layout.whole_table || has_own)
            }
        };
        under.iter().copied().filter(wanted).collect()
    }

    pub(crate) fn sum_under(&self, node: &CatalogueNode) -> Points {
        let under = self.scored.iter().filter(|(n, _)| n.code.is_under(&node.code));
        under.map(|(_, points)| *points).sum()
    }

    fn hide_something(&mut self, pages: &mut [Page]) {
        let rows: Vec<(String, u32)> = self.truth.rows.iter().map(|r| r.place.clone()).collect();
        let left = self.layout.columns_left;
        if self.dice.percent(50) {
            if let Some((name, row)) = rows.get(self.dice.roll(rows.len()))
                && let Some(page) = pages.iter_mut().find(|p| p.name == *name)
            {
                page.hidden_rows.insert(*row);
                self.truth.hides = true;
            }
        } else if let Some(column) = self.layout.at(Column::Score)
            && let Some(page) = pages.last_mut()
        {
            page.hidden_columns.insert(left + column);
            self.truth.hides = true;
        }
    }

    /// What makes the file as a whole a question.
    fn whole_file(&mut self) {
        let heading = |column| self.layout.columns.iter().find(|(c, _)| *c == column);
        let names_year = heading(Column::Score).is_some_and(|(_, h)| h.contains("2024"));
        if self.second_filled {
            self.truth.asked_whole.push("ambiguous_column");
        }
        if self.layout.other_year && self.layout.rows_above > 0 && !names_year {
            self.truth.asked_whole.push("other_year");
        }
    }

    /// Of a file without a score nothing can be taken.
    fn nothing_scored(&mut self) {
        let has_points = self.truth.rows.iter().any(|row| matches!(row.says, Says::Points(_)));
        if self.truth.is_plain() && !has_points {
            self.truth.asked_whole.push("no_scores");
        }
    }

    /// A body most of whose scored rows another leads is probably not the author.
    fn another_leads(&mut self) {
        let scored = self.truth.rows.iter().filter(|row| row.says != Says::Blank);
        let leads: Vec<AgencyId> = scored
            .filter_map(|row| self.world.catalogue.node(row.node?).and_then(|node| node.lead))
            .collect();
        let most =
            |id: &AgencyId| leads.iter().filter(|lead| *lead == id).count() * 2 > leads.len();
        let another = leads.iter().any(|id| *id != self.agency.id && most(id));
        if self.truth.is_plain() && another {
            self.truth.asked_whole.push("agency_unclear");
        }
    }
}
