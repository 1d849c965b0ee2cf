//! One author's choices: which columns in which order, how rows are numbered, what stands around the table.

use crate::dice::Dice;
use crate::notation::{HABITS, Habit};
use crate::spelling::{HANDS, Hand};
use crate::words;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Code,
    /// Counts rows.
    Running,
    Name,
    Max,
    Score,
    /// Another column that could be the score.
    SecondScore,
    Evidence,
    Explanation,
    Appraisal,
    Opinion,
    Data,
    /// Last year's.
    Prior,
    /// Of the year before last.
    Older,
    Unit,
    Other,
}

/// How rows are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// "1.1.1".
    Dotted,
    /// "1.1.1.".
    DottedEnd,
    /// "I", "I.1", "I.1.1".
    RomanFirst,
    /// "I", "1.1", "1.1.1".
    RomanFields,
    /// "1,1,1".
    Commas,
    /// Numbers where Excel makes one of it: 1.1 and 1.10 are both 1.1.
    Numbers,
    /// Dates where Excel makes one of it.
    Dates,
    /// A, B above I, II above 1, 2 above a), b), each beginning anew.
    Letters,
    /// "1.1.1. Ban hành …" in the column of names.
    InName,
    /// None at all.
    Nothing,
    /// Rows are counted 1, 2, 3 through the file.
    Counted,
    /// Rows are counted in one column, and the codes stand in another.
    CountedBesideCodes,
}

const NUMBERINGS: [Numbering; 16] = [
    Numbering::Dotted,
    Numbering::Dotted,
    Numbering::Dotted,
    Numbering::DottedEnd,
    Numbering::DottedEnd,
    Numbering::RomanFirst,
    Numbering::RomanFields,
    Numbering::RomanFields,
    Numbering::Commas,
    Numbering::Numbers,
    Numbering::Dates,
    Numbering::Letters,
    Numbering::InName,
    Numbering::Nothing,
    Numbering::Counted,
    Numbering::CountedBesideCodes,
];

/// How high the header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    One,
    /// Scores under a heading of their own; the other headings over both rows.
    Two,
    /// The same with a row of explanations between.
    Three,
}

/// What a file is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Xlsx,
    Csv { separator: u8, letters: Letters },
}

/// How a .csv's letters are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    Utf8,
    Utf8Mark,
    Utf16,
    Windows1258,
}

/// The choices.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) columns: Vec<(Column, String)>,
    pub(crate) numbering: Numbering,
    pub(crate) header: Header,
    /// Merged cells are told (never in a .csv).
    pub(crate) merges: bool,
    /// "(1) (2) (3)" under the header.
    pub(crate) numbers_columns: bool,
    pub(crate) rows_above: u32,
    pub(crate) columns_left: u16,
    pub(crate) sheet_per_field: bool,
    pub(crate) summary_sheet: bool,
    /// Every row of the bộ tiêu chí, not only the body's own.
    pub(crate) whole_table: bool,
    pub(crate) parents: bool,
    pub(crate) parent_sums: bool,
    pub(crate) options: bool,
    pub(crate) data_rows: bool,
    pub(crate) shuffled_fields: bool,
    pub(crate) subtotals: bool,
    pub(crate) total: bool,
    pub(crate) signature: bool,
    pub(crate) notes_below: bool,
    pub(crate) second_table: bool,
    pub(crate) repeated_header: bool,
    pub(crate) capitals: bool,
    pub(crate) blank_rows: bool,
    pub(crate) hand: Hand,
    pub(crate) habit: Habit,
    pub(crate) format: Format,
    /// The title speaks of last year.
    pub(crate) other_year: bool,
    /// Of a hundred rows, so many are written so that a person must decide.
    pub(crate) faults: usize,
}

impl Layout {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let format = match dice.roll(10) {
            0..=6 => Format::Xlsx,
            _ => Format::Csv {
                separator: *dice.pick(b";;,\t"),
                letters: *dice.pick(&[
                    Letters::Utf8,
                    Letters::Utf8Mark,
                    Letters::Utf8Mark,
                    Letters::Utf16,
                    Letters::Windows1258,
                ]),
            },
        };
        let is_csv = format != Format::Xlsx;
        let numbering = *dice.pick(&NUMBERINGS);
        let sheet_per_field = !is_csv && dice.percent(20);
        Self {
            columns: columns(dice, numbering),
            numbering,
            header: *dice.pick(&[Header::One, Header::One, Header::Two, Header::Three]),
            merges: !is_csv && dice.percent(80),
            numbers_columns: dice.percent(20),
            rows_above: if dice.percent(70) { 8 } else { 0 },
            columns_left: if dice.percent(25) { 2 } else { 0 },
            sheet_per_field,
            summary_sheet: sheet_per_field && dice.percent(40),
            whole_table: dice.percent(35),
            parents: dice.percent(80),
            parent_sums: dice.percent(30),
            options: dice.percent(40),
            data_rows: dice.percent(20),
            shuffled_fields: dice.percent(15),
            subtotals: dice.percent(20),
            total: dice.percent(55),
            signature: dice.percent(60),
            notes_below: dice.percent(25),
            second_table: dice.percent(12),
            repeated_header: dice.percent(12),
            capitals: dice.percent(40),
            blank_rows: dice.percent(12),
            hand: *dice.pick(&HANDS),
            habit: *dice.pick(&HABITS),
            format,
            other_year: dice.percent(2),
            faults: *dice.pick(&[0, 0, 0, 0, 4, 15]),
        }
    }

    /// The place of a column in the table, from 0.
    pub(crate) fn at(&self, column: Column) -> Option<u16> {
        self.columns.iter().position(|(c, _)| *c == column).and_then(|n| u16::try_from(n).ok())
    }

    /// Short words for the report.
    pub(crate) fn traits(&self) -> Vec<String> {
        let mut traits = vec![
            format!("{:?}", self.numbering),
            format!("{:?} header", self.header),
            format!("{:?}", self.format),
            format!("{:?}", self.hand),
            format!("{:?}", self.habit),
        ];
        let marks = [
            (self.sheet_per_field, "sheets"),
            (self.summary_sheet, "summary"),
            (self.whole_table, "whole"),
            (self.options, "options"),
            (self.data_rows, "data rows"),
            (self.parent_sums, "parent sums"),
            (self.subtotals, "subtotals"),
            (self.second_table, "second table"),
            (self.repeated_header, "repeated header"),
            (self.numbers_columns, "(1)(2)"),
            (self.merges, "merges"),
            (self.at(Column::SecondScore).is_some(), "second score"),
        ];
        traits.extend(marks.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
        traits
    }
}

fn columns(dice: &mut Dice, numbering: Numbering) -> Vec<(Column, String)> {
    use Column as C;
    let mut columns: Vec<(C, &str)> = Vec::new();
    match numbering {
        Numbering::InName | Numbering::Nothing => {
            if dice.percent(40) {
                columns.push((C::Running, *dice.pick(&words::RUNNING)));
            }
        }
        Numbering::Counted => columns.push((C::Running, *dice.pick(&words::RUNNING))),
        Numbering::CountedBesideCodes => {
            columns.push((C::Running, *dice.pick(&words::RUNNING)));
            columns.push((C::Code, *dice.pick(&words::CODE_BESIDE_RUNNING)));
        }
        _ => columns.push((C::Code, *dice.pick(&words::CODE))),
    }
    columns.push((C::Name, *dice.pick(&words::NAME)));
    let mut rest: Vec<(C, &str)> = Vec::new();
    if dice.percent(85) {
        rest.push((C::Max, *dice.pick(&words::MAX)));
    }
    rest.push((C::Score, *dice.pick(&words::SCORE)));
    if dice.percent(4) {
        rest.push((C::SecondScore, *dice.pick(&words::SECOND_SCORE)));
    }
    let mut maybe = |chance: usize, column: C, of: &[&'static str]| {
        if dice.percent(chance) {
            rest.push((column, *dice.pick(of)));
        }
    };
    maybe(25, C::Older, &words::OLDER);
    maybe(40, C::Prior, &words::PRIOR);
    maybe(15, C::Data, &words::DATA);
    maybe(60, C::Evidence, &words::EVIDENCE);
    maybe(50, C::Explanation, &words::EXPLANATION);
    maybe(35, C::Appraisal, &words::APPRAISAL);
    maybe(12, C::Opinion, &words::OPINION);
    maybe(15, C::Unit, &words::UNIT);
    maybe(20, C::Other, &words::OTHER);
    if dice.percent(40) {
        dice.shuffle(&mut rest);
    }
    columns.extend(rest);
    if dice.percent(8) {
        dice.shuffle(&mut columns);
    }
    columns.into_iter().map(|(column, heading)| (column, heading.to_owned())).collect()
}
