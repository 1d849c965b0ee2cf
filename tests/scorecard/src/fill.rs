//! The rows of a table, each with its truth.

use scorebook::{CatalogueNode, Points, Scoring};

use crate::compose::Desk;
use crate::dice::Dice;
use crate::layout::{Column, Format, Numbering};
use crate::notation::{self, Habit};
use crate::page::{Cell, Page};
use crate::spelling::typed;
use crate::truth::{Says, TrueRow};
use crate::words;

/// A sheet being filled, top to bottom.
pub(crate) struct Sheet {
    pub(crate) page: Page,
    /// The next row.
    pub(crate) row: u32,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Self { page: Page { name: name.to_owned(), ..Page::default() }, row: 0 }
    }

    fn place(&self) -> (String, u32) {
        (self.page.name.clone(), self.row)
    }
}

/// A leaf's row before it is written.
struct Draft {
    code: Option<Cell>,
    name: String,
    score: Cell,
    says: Says,
    why: &'static str,
}

/// Words of criteria that one changes without noticing.
const SLIPS: [(&str, &str); 6] = [
    ("Ban hành", "Xây dựng, ban hành"),
    ("thủ tục hành chính", "TTHC"),
    ("của tỉnh", "trên địa bàn tỉnh"),
    ("Mức độ", "Kết quả, mức độ"),
    ("cải cách hành chính", "CCHC"),
    ("Thực hiện", "Tổ chức thực hiện"),
];

impl<'w> Desk<'w> {
    /// The rows of one field.
    pub(crate) fn field(&mut self, sheet: &mut Sheet, nodes: &[&'w CatalogueNode]) {
        let mut sums: Vec<(u32, &CatalogueNode)> = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            if node.is_leaf() {
                self.leaf(sheet, node, at);
                self.under_leaf(sheet);
            } else {
                self.parent(sheet, node, at);
                sums.push((sheet.row - 1, node));
            }
            if self.layout.faults > 0 && self.dice.percent(2) {
                self.stray(sheet);
            }
        }
        if self.layout.parent_sums {
            for (row, node) in sums {
                let sum = self.sum_under(node);
                let is_right = self.sum_cell(sheet, row, sum);
                // points of a whole criterion of whose components none has any
                if !is_right && !self.scored.iter().any(|(n, _)| n.code.is_under(&node.code)) {
                    let place = (sheet.page.name.clone(), row);
                    let why = "a sum of nothing";
                    self.truth.rows.push(TrueRow { place, node: None, says: Says::Tell, why });
                }
            }
        }
    }

    fn parent(&mut self, sheet: &mut Sheet, node: &CatalogueNode, at: usize) {
        let name = if self.layout.capitals && node.code.depth() == 1 {
            node.name.to_uppercase()
        } else {
            node.name.clone()
        };
        let code = self.code(node, at);
        self.put_code_and_name(sheet, code, &name, node);
        self.put(sheet, Column::Max, Cell::Number(notation::held(node.max_points)));
        sheet.row += 1;
    }

    fn leaf(&mut self, sheet: &mut Sheet, node: &'w CatalogueNode, at: usize) {
        let mut draft = self.draft(node, at);
        let is_own = node.lead == Some(self.agency.id) || self.truth.names_agency;
        let fault = self.dice.percent(self.layout.faults)
            && node.scoring == Some(Scoring::SelfScored)
            && is_own;
        if fault {
            self.spoil(&mut draft, node);
        }
        if !matches!(draft.says, Says::Points(_) | Says::Blank | Says::NotApplicable) {
            self.adds_up = false;
        }
        self.leaf_row(sheet, node, &draft);
        if fault && self.dice.percent(15) && !matches!(draft.says, Says::Ask | Says::Tell) {
            self.repeat(sheet, node, &draft);
        }
    }

    fn leaf_row(&mut self, sheet: &mut Sheet, node: &'w CatalogueNode, draft: &Draft) {
        if let Says::Points(points) = draft.says {
            self.scored.push((node, points));
        }
        self.put_code_and_name(sheet, draft.code.clone(), &draft.name, node);
        self.put(sheet, Column::Score, draft.score.clone());
        self.other_columns(sheet, node);
        self.truth.rows.push(TrueRow {
            place: sheet.place(),
            node: Some(node.id),
            says: draft.says,
            why: draft.why,
        });
        sheet.row += 1;
    }

    /// The same criterion once more: with the same score, or with another.
    fn repeat(&mut self, sheet: &mut Sheet, node: &'w CatalogueNode, draft: &Draft) {
        let Says::Points(points) = draft.says else { return };
        self.adds_up = false;
        let other = Points::from_ten_thousandths((points.ten_thousandths() / 2) / 500 * 500);
        let (again, says) = if self.dice.percent(50) || other == points {
            (points, Says::AskOr(points))
        } else {
            (other, Says::Ask)
        };
        if let Some(first) = self.truth.rows.last_mut() {
            (first.says, first.why) = (says, "stands twice");
        }
        let score = notation::written(again, self.plain_habit(), &mut self.dice);
        let twice = Draft {
            code: draft.code.clone(),
            name: draft.name.clone(),
            score,
            says,
            why: "stands twice",
        };
        self.leaf_row(sheet, node, &twice);
    }

    fn draft(&mut self, node: &CatalogueNode, at: usize) -> Draft {
        let code = self.code(node, at);
        let mut name = typed(&node.name, self.layout.hand, &mut self.dice);
        if self.layout.capitals && node.code.depth() == 1 {
            name = name.to_uppercase();
        }
        if self.dice.percent(2) {
            name = format!("{name} ({} điểm)", notation::plain(node.max_points).replace('.', ","));
        }
        let (score, says, why) = self.score(node);
        let mut draft = Draft { code, name, score, says, why };
        if !self.is_told(node) {
            draft.says = or_ask(draft.says);
            draft.why = "a name two criteria share, without its code";
        }
        draft
    }

    /// Do code and name tell the criterion?
    fn is_told(&self, node: &CatalogueNode) -> bool {
        let segments = node.code.segments();
        let coded = match self.layout.numbering {
            Numbering::Letters | Numbering::Nothing | Numbering::Counted => false,
            // 1.10 is 1.1 in the file
            Numbering::Numbers => segments.len() != 2,
            Numbering::Dates => as_date(segments).is_none(),
            _ => true,
        };
        // of 1.10 a .csv keeps no more than of 1.1
        let lost_in_text = self.layout.numbering == Numbering::Numbers
            && self.layout.format != Format::Xlsx
            && segments.len() == 2
            && segments.last().is_some_and(|n| n % 10 == 0);
        (coded || self.world.is_unique(node)) && !lost_in_text
    }

    fn score(&mut self, node: &CatalogueNode) -> (Cell, Says, &'static str) {
        let own = node.lead == Some(self.agency.id);
        match node.scoring {
            Some(Scoring::SelfScored)
                if own || (self.truth.names_agency && self.dice.percent(15)) =>
            {
                let roll = self.dice.roll(100);
                if roll < 84 {
                    let points = some_points(node.max_points, &mut self.dice);
                    let cell = notation::written(points, self.layout.habit, &mut self.dice);
                    (cell, Says::Points(points), "a score")
                } else if roll < 96 {
                    let (cell, says) = notation::nothing(&mut self.dice);
                    (cell, says, "blank")
                } else {
                    let (cell, says) = notation::not_applicable(&mut self.dice);
                    (cell, says, "does not apply")
                }
            }
            Some(Scoring::SelfScored) => (Cell::text(""), Says::Blank, "another body's"),
            _ if self.dice.percent(4) => {
                self.adds_up = false;
                (Cell::text("0,5"), Says::Tell, "a figure on a surveyed criterion")
            }
            _ => {
                let words = ["", "", "", "-", "XHH", "Điều tra XHH", "Không tự chấm"];
                (Cell::text(*self.dice.pick(&words)), Says::Blank, "not self-scored")
            }
        }
    }

    /// Makes a row that a person must decide.
    fn spoil(&mut self, draft: &mut Draft, node: &CatalogueNode) {
        let plain = match draft.says {
            Says::Points(points) => Some(points),
            _ => None,
        };
        let leaves: Vec<&CatalogueNode> =
            self.world.catalogue.nodes.iter().filter(|n| n.is_leaf() && n.id != node.id).collect();
        if leaves.is_empty() {
            return;
        }
        let other = *self.dice.pick(&leaves);
        match self.dice.roll(9) {
            0 if plain.is_some() && self.has_codes() && self.world.is_unique(other) => {
                draft.name.clone_from(&other.name);
                (draft.says, draft.why) = (Says::Ask, "the name of another criterion");
            }
            1 if plain.is_some() && self.has_codes() => {
                draft.name = "Phong trào thi đua yêu nước của công đoàn".into();
                (draft.says, draft.why) = (Says::Ask, "a name that is no criterion's");
            }
            2 if plain.is_some() => {
                let slip = SLIPS.iter().find(|(from, _)| node.name.contains(from));
                let Some((from, to)) = slip else { return };
                draft.name = node.name.replacen(from, to, 1);
                (draft.says, draft.why) = (or_ask(draft.says), "a name that comes near");
            }
            3 if plain.is_some() && self.has_codes() => {
                draft.code = Some(Cell::text("9.9.9"));
                (draft.says, draft.why) = (or_ask(draft.says), "a code that is no criterion's");
            }
            4 if plain.is_some_and(|p| p.ten_thousandths() >= 10_000) => {
                let Some(points) = plain else { return };
                let mark = *self.dice.pick(&[',', '.']);
                draft.score = Cell::Text(notation::three_digits(points, mark));
                (draft.says, draft.why) = (or_ask(draft.says), "three digits behind the mark");
            }
            _ => {
                let (score, why) = notation::to_ask(node.max_points, &mut self.dice);
                let (score, why) = match (score, self.layout.format) {
                    (Cell::Formula(..) | Cell::Percent(_) | Cell::Date(..), Format::Csv { .. }) => {
                        (Cell::text("95%"), "percentage, text")
                    }
                    (score, _) => (score, why),
                };
                (draft.score, draft.says, draft.why) = (score, Says::Ask, why);
            }
        }
    }

    fn has_codes(&self) -> bool {
        use Numbering as N;
        !matches!(
            self.layout.numbering,
            N::Letters | N::Nothing | N::Counted | N::InName | N::Numbers | N::Dates
        )
    }

    /// Options and data under a leaf that was just written.
    fn under_leaf(&mut self, sheet: &mut Sheet) {
        if self.layout.options && self.dice.percent(50) {
            let options = *self.dice.pick(&words::OPTIONS);
            let mark = *self.dice.pick(&words::OPTION_MARKS);
            let worth = ["1,5", "1", "0"];
            let ticked = self.layout.faults > 0 && self.dice.percent(15);
            for (at, (option, worth)) in options.iter().zip(worth).enumerate() {
                let number = (at + 1).to_string();
                let mark = if mark == "1" { number.as_str() } else { mark };
                self.put(sheet, self.number_column(), Cell::text(mark));
                self.put(sheet, Column::Name, Cell::text(*option));
                if self.dice.percent(70) {
                    self.put(sheet, Column::Max, Cell::text(worth));
                }
                if ticked && at == 0 {
                    self.put(sheet, Column::Score, Cell::text("0,25"));
                    self.tell(sheet, "a figure on an option");
                }
                sheet.row += 1;
            }
        }
        if self.layout.data_rows && self.dice.percent(40) {
            let text = *self.dice.pick(&words::DATA_ROWS);
            self.put(sheet, Column::Name, Cell::text(text));
            self.put(sheet, Column::Data, Cell::Number(46.0));
            sheet.row += 1;
        }
    }

    /// A row that is no criterion and carries a figure.
    fn stray(&mut self, sheet: &mut Sheet) {
        self.put(sheet, Column::Name, Cell::text("Điểm cộng khuyến khích khác"));
        self.put(sheet, Column::Score, Cell::Number(0.5));
        self.tell(sheet, "a figure on a row that is no criterion");
        sheet.row += 1;
    }

    fn tell(&mut self, sheet: &Sheet, why: &'static str) {
        self.adds_up = false;
        self.truth.rows.push(TrueRow { place: sheet.place(), node: None, says: Says::Tell, why });
    }

    /// A row that declares a sum; one in ten is wrong.
    pub(crate) fn sum_row(&mut self, sheet: &mut Sheet, name: &str, sum: Points) {
        let to_the_left = self.dice.percent(25);
        let column = if to_the_left { self.layout.columns[0].0 } else { Column::Name };
        let column =
            if column == Column::Code || column == Column::Running { column } else { Column::Name };
        self.put(sheet, column, Cell::text(name));
        sheet.row += 1;
        self.sum_cell(sheet, sheet.row - 1, sum);
    }

    /// The cell of a sum; is it the right one?
    pub(crate) fn sum_cell(&mut self, sheet: &mut Sheet, row: u32, sum: Points) -> bool {
        let wrong = self.dice.percent(10);
        // no two by the same amount: a total of wrong sums would be right again
        let by = 10_300 + 500 * i64::try_from(self.truth.sums.len()).unwrap_or(0);
        let told = if wrong { sum + Points::from_ten_thousandths(by) } else { sum };
        let cell = notation::written(told, self.plain_habit(), &mut self.dice);
        if let Some(column) = self.layout.at(Column::Score) {
            sheet.page.put(row, self.layout.columns_left + column, cell);
        }
        if self.adds_up {
            self.truth.sums.push(((sheet.page.name.clone(), row), !wrong));
        }
        !wrong
    }

    fn plain_habit(&self) -> Habit {
        if self.layout.habit == Habit::Formulas { Habit::Numbers } else { self.layout.habit }
    }

    pub(crate) fn put(&self, sheet: &mut Sheet, column: Column, cell: Cell) {
        if let Some(at) = self.layout.at(column) {
            sheet.page.put(sheet.row, self.layout.columns_left + at, cell);
        }
    }

    fn number_column(&self) -> Column {
        if self.layout.at(Column::Code).is_some() { Column::Code } else { Column::Running }
    }

    fn put_code_and_name(
        &mut self,
        sheet: &mut Sheet,
        code: Option<Cell>,
        name: &str,
        node: &CatalogueNode,
    ) {
        self.counted += 1;
        self.put(sheet, Column::Running, Cell::Number(f64::from(self.counted)));
        match (self.layout.numbering, code) {
            (Numbering::InName, _) => {
                let end = *self.dice.pick(&[". ", ". ", " "]);
                let end = if node.code.depth() == 1 { ". " } else { end };
                self.put(sheet, Column::Name, Cell::text(format!("{}{end}{name}", node.code)));
            }
            (_, code) => {
                if let Some(code) = code {
                    self.put(sheet, Column::Code, code);
                }
                self.put(sheet, Column::Name, Cell::text(name));
            }
        }
    }

    /// The code as this file writes it; `at` counts the rows of the field.
    fn code(&mut self, node: &CatalogueNode, at: usize) -> Option<Cell> {
        let code = node.code.to_string();
        let segments = node.code.segments();
        let (first, rest) = code.split_once('.').map_or((code.as_str(), ""), |(a, b)| (a, b));
        let roman_first =
            if rest.is_empty() { roman(first) } else { format!("{}.{rest}", roman(first)) };
        Some(match self.layout.numbering {
            Numbering::DottedEnd => Cell::Text(format!("{code}.")),
            Numbering::RomanFirst => Cell::Text(roman_first),
            Numbering::RomanFields if rest.is_empty() => Cell::Text(roman_first),
            Numbering::Commas => Cell::Text(code.replace('.', ",")),
            Numbering::Numbers if segments.len() <= 2 => {
                Cell::Number(code.parse().unwrap_or(f64::NAN))
            }
            Numbering::Dates => as_date(segments).unwrap_or(Cell::Text(code)),
            Numbering::Letters => Cell::Text(match segments.len() {
                1 => roman(first),
                2 => segments.last().map(u16::to_string).unwrap_or_default(),
                _ => {
                    let letter = char::from(b'a' + u8::try_from(at % 20).unwrap_or(0));
                    format!("{letter})")
                }
            }),
            Numbering::InName | Numbering::Nothing | Numbering::Counted => return None,
            Numbering::Dotted
            | Numbering::CountedBesideCodes
            | Numbering::RomanFields
            | Numbering::Numbers => Cell::Text(code),
        })
    }

    fn other_columns(&mut self, sheet: &mut Sheet, node: &CatalogueNode) {
        let dice = &mut self.dice;
        let max = notation::held(node.max_points);
        let mut cells = vec![
            (Column::Max, Cell::Number(max)),
            (Column::Older, Cell::Number(max)),
            (Column::Unit, Cell::text(*dice.pick(&words::BODIES))),
        ];
        let mut maybe = |chance: usize, column: Column, cells_of: &[Cell]| {
            if dice.percent(chance) {
                cells.push((column, dice.pick(cells_of).clone()));
            }
        };
        maybe(80, Column::Prior, &[Cell::Number(0.5), Cell::text("0,25"), Cell::Number(max)]);
        maybe(60, Column::SecondScore, &[Cell::Number(0.1), Cell::text("0,2")]);
        maybe(50, Column::Appraisal, &[Cell::Number(0.15), Cell::text("0,35")]);
        maybe(30, Column::Opinion, &[Cell::text("Thống nhất"), Cell::text("Đề nghị 0,5 điểm")]);
        maybe(50, Column::Data, &[Cell::text("46/50"), Cell::Number(92.5), Cell::text("92%")]);
        maybe(60, Column::Other, &[Cell::Number(-0.25), Cell::text("+0,25"), Cell::text("0")]);
        maybe(70, Column::Evidence, &words::EVIDENCES.map(Cell::text));
        maybe(40, Column::Explanation, &words::EXPLANATIONS.map(Cell::text));
        for (column, cell) in cells {
            self.second_filled |= column == Column::SecondScore && self.layout.at(column).is_some();
            self.put(sheet, column, cell);
        }
    }
}

fn or_ask(says: Says) -> Says {
    match says {
        Says::Points(points) => Says::AskOr(points),
        Says::Blank | Says::NotApplicable => Says::AskOrNothing,
        other => other,
    }
}

/// From nothing to the maximum, in steps of 0.05 or 0.25.
fn some_points(max: Points, dice: &mut Dice) -> Points {
    let max = max.ten_thousandths();
    let step = if dice.percent(80) { 2_500 } else { 500 };
    let steps = usize::try_from(max / step).unwrap_or(0);
    let taken = if dice.percent(40) { steps } else { dice.roll(steps + 1) };
    Points::from_ten_thousandths(i64::try_from(taken).unwrap_or(0) * step)
}

fn roman(number: &str) -> String {
    let names = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let at = number.parse::<usize>().unwrap_or(0);
    names.get(at).map_or_else(|| number.to_owned(), |n| (*n).to_owned())
}

/// What Excel makes of "1.2" or "1.2.3" where days come first.
fn as_date(segments: &[u16]) -> Option<Cell> {
    let small = |n: &u16, most: u16| (1..=most).contains(n).then(|| u8::try_from(*n).unwrap_or(1));
    match segments {
        [day, month] => Some(Cell::Date(2024, small(month, 12)?, small(day, 28)?)),
        [day, month, year] if *year <= 29 => {
            Some(Cell::Date(2000 + year, small(month, 12)?, small(day, 28)?))
        }
        _ => None,
    }
}
