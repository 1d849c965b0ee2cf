//! Sums a file declares, against the sums of its own rows.

use std::collections::BTreeMap;

use scorebook::plan::Bucket;
use scorebook::text::fold;
use scorebook::{CatalogueNode, CellRef, Code, Finding, Level, Points};

use crate::classify::ClassifiedRow;
use crate::doubts::Doubts;
use crate::matching::Matcher;
use crate::score::ScoreValue;

/// Sets the declared sums against those of the rows.
pub(crate) fn check(rows: &[ClassifiedRow], matcher: &Matcher<'_>, doubts: &mut Doubts) {
    let summand = |row: &'_ ClassifiedRow| match row.value {
        ScoreValue::Points(points) => Some(points),
        _ => None,
    };
    let summands: Vec<Summand<'_>> = rows
        .iter()
        .map(|row| Summand {
            sheet: &row.planned.sheet,
            bucket: row.planned.bucket,
            name: &row.planned.name,
            node: row.planned.node.and_then(|id| matcher.node(id)),
            points: summand(row),
            cell: row.planned.cell.as_ref(),
        })
        .collect();
    for (at, finding) in differing(&summands) {
        doubts.warn(at, finding);
    }
}

/// A row as far as sums are concerned.
#[derive(Clone, Copy, Debug)]
struct Summand<'a> {
    sheet: &'a str,
    bucket: Bucket,
    name: &'a str,
    node: Option<&'a CatalogueNode>,
    /// What the score cell says, taken or refused.
    points: Option<Points>,
    cell: Option<&'a CellRef>,
}

/// The declared sums that are none of the sums they could be.
///
/// A subtotal may sum what stands above it since the last one, its sheet so far, the file so far, the whole
/// file (a summary in front), or the lĩnh vực rows of its own sheet. Refused figures count: whether the
/// body added up correctly is one question, whether its figures may stand is another.
fn differing(rows: &[Summand<'_>]) -> Vec<(Option<CellRef>, Finding)> {
    let counts = |row: &Summand<'_>| matches!(row.bucket, Bucket::Scored | Bucket::Refused);
    let whole: Points = rows.iter().filter(|r| counts(r)).filter_map(|r| r.points).sum();
    let under = sums_under(rows);
    let mut findings = Vec::new();
    let mut so_far = SoFar::default();
    for row in rows {
        if row.sheet != so_far.sheet_name {
            so_far.enter(row.sheet);
        }
        let Some(points) = row.points else { continue };
        match row.bucket {
            Bucket::Scored | Bucket::Refused => so_far.add(points),
            Bucket::Parents => {
                if row.node.is_some_and(|n| n.level == Level::Field) {
                    so_far.fields = so_far.fields + points;
                }
                let summed = row.node.and_then(|n| under.get(&n.code)).copied().unwrap_or_default();
                if summed != points {
                    let finding = Finding::TotalDiffers { declared: points, summed };
                    findings.push((row.cell.cloned(), finding));
                }
            }
            Bucket::Totals => {
                if ![so_far.file, so_far.sheet, so_far.since, so_far.fields, whole]
                    .contains(&points)
                {
                    let summed = so_far.likeliest(row.name, whole);
                    let finding = Finding::TotalDiffers { declared: points, summed };
                    findings.push((row.cell.cloned(), finding));
                }
                so_far.since = Points::ZERO;
            }
            _ => {}
        }
    }
    findings
}

#[derive(Default)]
struct SoFar<'a> {
    sheet_name: &'a str,
    file: Points,
    sheet: Points,
    since: Points,
    fields: Points,
}

impl<'a> SoFar<'a> {
    fn enter(&mut self, sheet: &'a str) {
        *self = Self { sheet_name: sheet, file: self.file, ..Self::default() };
    }

    fn add(&mut self, points: Points) {
        self.file = self.file + points;
        self.sheet = self.sheet + points;
        self.since = self.since + points;
    }

    /// The sum that was probably meant.
    fn likeliest(&self, name: &str, whole: Points) -> Points {
        if self.sheet.is_zero() {
            whole
        } else if fold(name).starts_with("tong") {
            self.sheet
        } else {
            self.since
        }
    }
}

/// The sums of the rows below each node, wherever they stand in the file.
fn sums_under(rows: &[Summand<'_>]) -> BTreeMap<Code, Points> {
    let mut sums: BTreeMap<Code, Points> = BTreeMap::new();
    for row in rows.iter().filter(|r| matches!(r.bucket, Bucket::Scored | Bucket::Refused)) {
        let (Some(node), Some(points)) = (row.node, row.points) else { continue };
        let mut above = Some(node.code.clone());
        while let Some(code) = above {
            above = code.parent();
            let sum = sums.entry(code).or_default();
            *sum = *sum + points;
        }
    }
    sums
}
