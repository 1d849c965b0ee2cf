//! The form's one sheet: letterhead, table, signatures, and how it prints.

use std::ops::Range;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, Formula,
    ProtectionOptions, Worksheet, XlsxError, utility,
};
use scorebook::{Code, Points};

use crate::cells::{Column, Plan};
use crate::form::{Content, Form, Line};
use crate::{style, words};

type Result<T> = std::result::Result<T, XlsxError>;

/// A4, in the numbering of spreadsheet files.
const A4: u8 = 9;
/// Letters that a page's footer holds at most, less those of the page number.
const FOOTER: usize = 120;

/// The rows of the table, 0-based.
pub(crate) fn table_rows(form: &Form) -> Range<u32> {
    let plan = Plan::new(form);
    plan.first_line_row()..plan.total_row() + 1
}

/// The whole sheet.
pub(crate) fn draw(form: &Form, sheet: &mut Worksheet) -> Result<()> {
    let plan = Plan::new(form);
    let mut page = Page { sheet, plan };
    page.sheet.set_name(words::sheet(form.year))?;
    for (at, column) in page.plan.columns() {
        page.sheet.set_column_width_pixels(at, column.width())?;
    }
    page.above()?;
    page.header()?;
    for (row, line) in page.plan.lines() {
        page.line(row, line)?;
    }
    page.choice_of_causes()?;
    page.total()?;
    page.signatures()?;
    for (row, height) in page.plan.heights() {
        page.sheet.set_row_height(row, height)?;
    }
    page.protect();
    page.print()
}

/// The causes to choose from, on a sheet of their own that is not shown: a list inside a cell's rule ends at 255
/// letters.
pub(crate) fn draw_causes(form: &Form, sheet: &mut Worksheet) -> Result<()> {
    sheet.set_name(words::CAUSES_SHEET)?;
    for (row, cause) in (0..).zip(&form.causes) {
        sheet.write_string_with_format(row, 0, cause, &style::plain())?;
    }
    sheet.set_hidden(true);
    sheet.protect();
    Ok(())
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    plan: Plan<'a>,
}

impl<'a> Page<'a> {
    fn form(&self) -> &'a Form {
        self.plan.form
    }

    /// Foreign text stays text, whatever it begins with.
    fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<()> {
        self.sheet.write_string_with_format(row, column, text, format)?;
        Ok(())
    }

    fn span(
        &mut self,
        row: u32,
        (from, to): (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<()> {
        self.sheet.merge_range(row, from, row, to, text, format)?;
        Ok(())
    }

    /// Exact: a number of points has four decimals at most.
    fn points(&mut self, row: u32, column: u16, points: Points, format: &Format) -> Result<()> {
        self.sheet.write_number_with_format(row, column, number(points), format)?;
        Ok(())
    }

    fn above(&mut self) -> Result<()> {
        let form = self.form();
        let last = self.plan.last_column();
        let left = (0, self.plan.at(Column::Max));
        let right = (self.plan.at(Column::Max) + 1, last);
        let (plain, bold) = (style::centred(), style::centred().set_bold());
        if let Some(superior) = &form.superior {
            self.span(0, left, &superior.to_uppercase(), &plain)?;
        }
        self.span(0, right, words::STATE, &bold)?;
        self.span(1, left, &form.body.to_uppercase(), &bold)?;
        self.span(1, right, words::MOTTO, &bold)?;
        if let Some(row) = self.plan.sample_row() {
            self.span(row, (0, last), words::SAMPLE, &style::sample_mark())?;
        }
        let title = words::title(form.year);
        self.span(self.plan.title_row(), (0, last), &title, &style::title())?;
        let instruction = words::instruction(form.due);
        self.span(self.plan.instruction_row(), (0, last), &instruction, &style::instruction())
    }

    fn header(&mut self) -> Result<()> {
        let row = self.plan.header_row();
        let headings: Vec<_> =
            self.plan.columns().map(|(at, c)| (at, self.plan.heading(c))).collect();
        for (column, heading) in headings {
            self.text(row, column, &heading, &style::head())?;
        }
        Ok(())
    }

    fn line(&mut self, row: u32, line: &Line) -> Result<()> {
        let (code, name) = (self.plan.at(Column::Code), self.plan.at(Column::Name));
        self.text(row, code, &line.code.to_string(), &style::middle(line.level))?;
        self.text(row, name, &line.name, &style::label(line.level).set_indent(1))?;
        match line.content {
            Content::Heading => {
                for column in name + 1..=self.plan.last_column() {
                    self.sheet.write_blank(row, column, &style::label(line.level))?;
                }
                Ok(())
            }
            Content::Criterion { max, prior } => self.criterion(row, &line.code, max, prior),
        }
    }

    fn criterion(
        &mut self,
        row: u32,
        code: &Code,
        max: Points,
        prior: Option<Points>,
    ) -> Result<()> {
        let given = style::points();
        self.points(row, self.plan.at(Column::Max), max, &given)?;
        if self.form().prior.is_some() {
            let column = self.plan.at(Column::Prior);
            match prior {
                Some(prior) => self.points(row, column, prior, &given)?,
                None => self.text(row, column, words::NO_RESULT, &given)?,
            }
        }
        let score = self.plan.at(Column::Score);
        self.sheet.write_blank(row, score, &style::points_to_fill_in())?;
        for column in [Column::Evidence, Column::Cause, Column::Explanation] {
            if self.plan.columns().any(|(_, c)| c == column) {
                let column = self.plan.at(column);
                self.sheet.write_blank(row, column, &style::text_to_fill_in())?;
            }
        }
        let allowed = DataValidation::new()
            .allow_decimal_number(DataValidationRule::Between(0.0, number(max)))
            .ignore_blank(true)
            .set_input_message(words::range(max))?
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(words::NOT_TAKEN)?
            .set_error_message(words::out_of_range(code, max))?;
        self.sheet.add_data_validation(row, score, row, score, &allowed)?;
        Ok(())
    }

    /// One rule for the whole column; in the rows above criteria its cells are locked.
    fn choice_of_causes(&mut self) -> Result<()> {
        let Some(last) = self.form().causes.len().checked_sub(1) else { return Ok(()) };
        let last = u32::try_from(last).unwrap_or(u32::MAX);
        let list = utility::cell_range_absolute(0, 0, last, 0);
        let list = format!("='{}'!{list}", words::CAUSES_SHEET);
        let allowed = DataValidation::new()
            .allow_list_formula(Formula::new(list))
            .ignore_blank(true)
            .set_input_message(words::CHOOSE_CAUSE)?
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title(words::CAUSE_NOT_TAKEN)?
            .set_error_message(words::OWN_WORDS)?;
        let column = self.plan.at(Column::Cause);
        let (first, last) = (self.plan.first_line_row(), self.plan.total_row() - 1);
        self.sheet.add_data_validation(first, column, last, column, &allowed)?;
        Ok(())
    }

    /// Sums of maxima, last year's points and scores. While nothing is scored there is no sum: blank is not 0.
    fn total(&mut self) -> Result<()> {
        let row = self.plan.total_row();
        let format = style::total();
        for column in 0..=self.plan.last_column() {
            self.sheet.write_blank(row, column, &format)?;
        }
        self.text(row, self.plan.at(Column::Name), words::TOTAL, &format)?;
        let max = self.plan.at(Column::Max);
        let sum = format!("=SUM({})", self.range(max));
        self.formula(row, max, &sum, &self.form().max().to_decimal(), &format)?;
        if let (Some(_), Some(prior)) = (self.form().prior, self.form().prior_sum()) {
            let column = self.plan.at(Column::Prior);
            let sum = format!("=SUM({})", self.range(column));
            self.formula(row, column, &sum, &prior.to_decimal(), &format)?;
        }
        let score = self.plan.at(Column::Score);
        let scores = self.range(score);
        let none = words::NO_RESULT;
        let sum = format!("=IF(COUNT({scores})=0,\"{none}\",SUM({scores}))");
        self.formula(row, score, &sum, none, &format)?;
        let (before, after) = words::scored(self.form().criteria());
        let counted = format!("=\"{before}\"&COUNT({scores})&\"{after}\"");
        let now = format!("{before}0{after}");
        self.formula(row, self.plan.at(Column::Evidence), &counted, &now, &format)
    }

    /// "E9:E20": a column's cells in the table.
    fn range(&self, column: u16) -> String {
        let (first, last) = (self.plan.first_line_row(), self.plan.total_row() - 1);
        utility::cell_range(first, column, last, column)
    }

    fn formula(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: &str,
        format: &Format,
    ) -> Result<()> {
        let formula = Formula::new(formula).set_result(result);
        self.sheet.write_formula_with_format(row, column, formula, format)?;
        Ok(())
    }

    fn signatures(&mut self) -> Result<()> {
        let row = self.plan.signature_row();
        let name = self.plan.at(Column::Name);
        let right = (self.plan.at(Column::Evidence), self.plan.last_column());
        let plain = style::centred().set_italic();
        let bold = style::centred().set_bold();
        self.span(row, right, &words::signing_date(self.form().year), &plain)?;
        self.text(row + 1, name, words::PREPARED_BY, &bold)?;
        self.span(row + 1, right, words::HEAD_OF_BODY, &bold)?;
        self.text(row + 2, name, words::SIGN, &plain)?;
        self.span(row + 2, right, words::SIGN_AND_SEAL, &plain)
    }

    /// Only the cells to fill in can be changed; columns and rows can be made larger. No password: it is a
    /// guard against slips.
    fn protect(&mut self) {
        let allowed = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        self.sheet.protect_with_options(&allowed);
    }

    fn print(&mut self) -> Result<()> {
        let header = self.plan.header_row();
        self.sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        self.sheet.set_margins(0.5, 0.4, 0.5, 0.6, 0.3, 0.3).set_print_center_horizontally(true);
        self.sheet.set_repeat_rows(header, header)?;
        self.sheet.set_print_area(0, 0, self.plan.last_row(), self.plan.last_column())?;
        // "&" begins a field
        let body: String = self.form().body.chars().take(FOOTER / 2).collect();
        let body = body.replace('&', "&&");
        self.sheet.set_footer(format!(
            "&L&\"Times New Roman,Italic\"&10 {body} - {}&R&\"Times New Roman,Regular\"&10 {}",
            self.form().year,
            words::PAGE_OF
        ));
        self.sheet.set_freeze_panes(header + 1, 0)?;
        let criterion =
            |(row, line): (u32, &Line)| (line.content != Content::Heading).then_some(row);
        if let Some(row) = self.plan.lines().find_map(criterion) {
            let score = self.plan.at(Column::Score);
            self.sheet.set_selection(row, score, row, score)?;
        }
        Ok(())
    }
}

/// Points as a spreadsheet stores numbers: the nearest binary fraction, which reads as the same decimals.
fn number(points: Points) -> f64 {
    points.to_decimal().parse().unwrap_or_default()
}
