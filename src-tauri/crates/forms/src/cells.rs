//! Where things stand in a form: its columns and rows, 0-based as in the file.

use scorebook::Level;

use crate::form::{Form, Line};
use crate::style::{SIZE, TITLE_SIZE};
use crate::{lettering, words};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Code,
    Name,
    Max,
    Prior,
    Score,
    Evidence,
    Cause,
    Explanation,
}

impl Column {
    /// In pixels; together the breadth of a landscape A4 page between its margins.
    pub(crate) fn width(self) -> u32 {
        match self {
            Self::Code | Self::Max => 60,
            Self::Name => 282,
            Self::Prior | Self::Score => 82,
            Self::Evidence => 192,
            Self::Cause => 150,
            Self::Explanation => 146,
        }
    }
}

/// The rows and columns of one form.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) form: &'a Form,
    columns: Vec<Column>,
}

/// Below what a cell is high, beside its lines, in points.
const PADDING: f64 = 4.0;
/// Between text and rule on both sides, and the indent of names, in pixels.
const INSET: u32 = 16;

impl<'a> Plan<'a> {
    pub(crate) fn new(form: &'a Form) -> Self {
        use Column as C;
        let mut columns = vec![
            C::Code,
            C::Name,
            C::Max,
            C::Prior,
            C::Score,
            C::Evidence,
            C::Cause,
            C::Explanation,
        ];
        columns.retain(|column| match column {
            C::Prior => form.prior.is_some(),
            C::Cause => !form.causes.is_empty(),
            _ => true,
        });
        Self { form, columns }
    }

    /// The columns with their numbers, left to right.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (u16, Column)> {
        (0..).zip(self.columns.iter().copied())
    }

    /// The number of a column.
    pub(crate) fn at(&self, column: Column) -> u16 {
        let left = self.columns.iter().take_while(|c| **c != column);
        left.map(|_| 1).sum()
    }

    pub(crate) fn last_column(&self) -> u16 {
        self.at(Column::Explanation)
    }

    /// Rows above the header, top to bottom: two of letterhead, the sample mark if any, title, instruction.
    pub(crate) fn sample_row(&self) -> Option<u32> {
        self.form.is_sample.then_some(2)
    }

    pub(crate) fn title_row(&self) -> u32 {
        2 + u32::from(self.form.is_sample)
    }

    pub(crate) fn instruction_row(&self) -> u32 {
        self.title_row() + 1
    }

    pub(crate) fn header_row(&self) -> u32 {
        self.title_row() + 2
    }

    /// The lines of the table with their rows.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (u32, &'a Line)> + use<'a> {
        (self.header_row() + 1..).zip(&self.form.lines)
    }

    pub(crate) fn first_line_row(&self) -> u32 {
        self.header_row() + 1
    }

    pub(crate) fn total_row(&self) -> u32 {
        self.lines().last().map_or(self.first_line_row(), |(row, _)| row + 1)
    }

    /// Date, titles, how to sign; below them room for names.
    pub(crate) fn signature_row(&self) -> u32 {
        self.total_row() + 2
    }

    pub(crate) fn last_row(&self) -> u32 {
        self.signature_row() + 6
    }

    /// Pixels of a range of columns.
    fn breadth(&self, first: u16, last: u16) -> u32 {
        self.columns().filter(|(at, _)| (first..=last).contains(at)).map(|(_, c)| c.width()).sum()
    }

    /// Height in points of a row that holds this text across these columns.
    pub(crate) fn height(
        &self,
        text: &str,
        points: u32,
        bold: bool,
        (first, last): (u16, u16),
    ) -> f64 {
        let room = self.breadth(first, last).saturating_sub(INSET);
        let lines = lettering::lines(text, points, bold, room);
        f64::from(lines * points) * 1.2 + PADDING
    }

    /// Heights in points of the rows whose text may wrap.
    pub(crate) fn heights(&self) -> Vec<(u32, f64)> {
        let form = self.form;
        let whole = (0, self.last_column());
        let left = (0, self.at(Column::Max));
        let superior = form.superior.as_deref().unwrap_or_default().to_uppercase();
        let one_line = |row| (row, self.height("", SIZE, false, whole));
        let mut heights = vec![
            (0, self.height(&superior, SIZE, false, left)),
            (1, self.height(&form.body.to_uppercase(), SIZE, true, left)),
            (
                self.title_row(),
                self.height(&words::title(form.year), TITLE_SIZE, true, whole) + 8.0,
            ),
            (
                self.instruction_row(),
                self.height(&words::instruction(form.due), SIZE, false, whole) + 6.0,
            ),
        ];
        heights.extend(self.sample_row().map(one_line));
        heights.extend((self.signature_row()..=self.last_row()).map(one_line));
        let head = self
            .columns()
            .map(|(at, column)| self.height(&self.heading(column), SIZE, true, (at, at)));
        heights.push((self.header_row(), head.fold(0.0, f64::max) + 4.0));
        let name = self.at(Column::Name);
        for (row, line) in self.lines() {
            let bold = line.level != Level::Component;
            heights.push((row, self.height(&line.name, SIZE, bold, (name, name)) + 2.0));
        }
        heights.push((self.total_row(), self.height(words::TOTAL, SIZE, true, (name, name)) + 4.0));
        heights
    }

    /// A column's heading.
    pub(crate) fn heading(&self, column: Column) -> String {
        let year = self.form.year;
        match column {
            Column::Code => words::CODE.into(),
            Column::Name => words::NAME.into(),
            Column::Max => words::MAX.into(),
            Column::Prior => self.form.prior.map(|k| words::prior(k, year)).unwrap_or_default(),
            Column::Score => words::score(year),
            Column::Evidence => words::EVIDENCE.into(),
            Column::Cause => words::CAUSE.into(),
            Column::Explanation => words::EXPLANATION.into(),
        }
    }
}
