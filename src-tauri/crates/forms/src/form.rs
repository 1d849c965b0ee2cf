//! What a form says, before it is a spreadsheet.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use scorebook::deadline::DeadlineKind;
use scorebook::text::agency_key;
use scorebook::{
    Agency, BaselineKind, Catalogue, CatalogueNode, Code, Error, Level, NodeId, Points, Result,
    Scorebook, Scoring,
};

/// A body's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The body's name: "Sở Nội vụ".
    pub body: String,
    /// The superior body in the letterhead, "UBND tỉnh Sông Mây"; `None` when the province is unknown or the
    /// line would read as the name of another body that sends a form.
    pub superior: Option<String>,
    /// The year that is scored.
    pub year: i32,
    /// When the body is to have sent it back.
    pub due: NaiveDate,
    /// Which of last year's results stands in the form; `None`: the store holds none.
    pub prior: Option<BaselineKind>,
    /// Causes of lost points to choose from; with none, the column is not there.
    pub causes: Vec<String>,
    /// Invented data: the form says so.
    pub is_sample: bool,
    /// The table, top to bottom.
    pub lines: Vec<Line>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Canonical code.
    pub code: Code,
    /// Name, as in the bộ tiêu chí.
    pub name: String,
    /// Depth in words.
    pub level: Level,
    /// What kind of row it is.
    pub content: Content,
}

/// What a row holds beside code and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A lĩnh vực or tiêu chí above criteria. It shows no points: the body answers for a part of them only.
    Heading,
    /// A criterion to score.
    Criterion {
        /// Điểm tối đa.
        max: Points,
        /// Last year's points, of the kind the form names.
        prior: Option<Points>,
    },
}

/// What all forms of a year have in common.
#[derive(Clone, Copy, Debug)]
pub struct Year<'a> {
    /// The bộ tiêu chí.
    pub catalogue: &'a Catalogue,
    /// Its bodies.
    pub agencies: &'a [Agency],
    /// Which of last year's results is shown.
    pub prior: Option<BaselineKind>,
    /// "tỉnh Sông Mây", may be empty.
    pub province: &'a str,
    /// When the bodies are to have sent their forms back.
    pub due: NaiveDate,
    /// The office's list of causes of lost points.
    pub causes: &'a [String],
    /// Invented data?
    pub is_sample: bool,
}

impl Year<'_> {
    /// One form per body that leads self-scored criteria, in the bodies' order; the others get none.
    pub fn forms(&self) -> Vec<Form> {
        let superior = self.superior();
        let form = |agency: &Agency| {
            let lines = self.lines_of(agency);
            (!lines.is_empty()).then(|| Form {
                body: agency.name.clone(),
                superior: superior.clone(),
                year: self.catalogue.year,
                due: self.due,
                prior: self.prior,
                causes: self.causes.to_vec(),
                is_sample: self.is_sample,
                lines,
            })
        };
        self.agencies.iter().filter_map(form).collect()
    }

    fn superior(&self) -> Option<String> {
        let province = self.province.trim();
        let superior = (!province.is_empty()).then(|| format!("UBND {province}"))?;
        let line = format!(" {} ", agency_key(&superior));
        let names_a_body = |a: &Agency| {
            let mut names = std::iter::once(&a.name).chain(&a.aliases);
            names.any(|name| line.contains(&format!(" {} ", agency_key(name))))
        };
        (!self.agencies.iter().any(names_a_body)).then_some(superior)
    }

    fn lines_of(&self, agency: &Agency) -> Vec<Line> {
        let own = |n: &&CatalogueNode| {
            n.lead == Some(agency.id) && n.scoring == Some(Scoring::SelfScored)
        };
        let mut shown: BTreeSet<NodeId> = BTreeSet::new();
        for node in self.catalogue.nodes.iter().filter(own) {
            let mut at = Some(node.id);
            while let Some(id) = at.filter(|id| shown.insert(*id)) {
                at = self.catalogue.node(id).and_then(|n| n.parent);
            }
        }
        let shown = self.catalogue.nodes.iter().filter(|n| shown.contains(&n.id));
        shown.map(|node| self.line(node)).collect()
    }

    fn line(&self, node: &CatalogueNode) -> Line {
        let prior = self.prior.and_then(|kind| node.baseline(kind)).map(|b| b.points);
        Line {
            code: node.code.clone(),
            name: node.name.clone(),
            level: node.level,
            content: if node.is_leaf() {
                Content::Criterion { max: node.max_points, prior }
            } else {
                Content::Heading
            },
        }
    }
}

impl Form {
    /// The forms of a store's year, with last year's results of the kind that the store compares with;
    /// [`Error::NoForms`] when no body is to score anything.
    pub fn of_store(book: &Scorebook) -> Result<Vec<Self>> {
        let causes = book.causes()?.into_iter().filter(|c| !c.retired).map(|c| c.name);
        let year = Year {
            catalogue: &book.catalogue()?,
            agencies: &book.agencies()?,
            prior: book.baseline_kind()?,
            province: &book.province()?,
            due: book.deadline(DeadlineKind::SelfScores)?,
            causes: &causes.collect::<Vec<_>>(),
            is_sample: book.is_sample()?,
        };
        let forms = year.forms();
        if forms.is_empty() { Err(Error::NoForms) } else { Ok(forms) }
    }

    /// How many criteria the body scores.
    pub fn criteria(&self) -> usize {
        self.maxima().count()
    }

    /// The most points the body can give itself.
    pub fn max(&self) -> Points {
        self.maxima().sum()
    }

    fn maxima(&self) -> impl Iterator<Item = Points> {
        self.lines.iter().filter_map(|line| match line.content {
            Content::Criterion { max, .. } => Some(max),
            Content::Heading => None,
        })
    }

    /// Last year's points of all criteria; `None` when one of them has none.
    pub(crate) fn prior_sum(&self) -> Option<Points> {
        self.lines
            .iter()
            .filter_map(|line| match line.content {
                Content::Criterion { prior, .. } => Some(prior),
                Content::Heading => None,
            })
            .sum()
    }
}
