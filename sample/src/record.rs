//! What was written where: the cells that hold scores, and the oddities planted on purpose.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::province::Body;

/// A cell as the product should name it. A .csv has no sheet.
#[derive(Clone, Serialize)]
pub(crate) struct At {
    pub(crate) sheet: Option<String>,
    pub(crate) cell: String,
}

/// A problem that the product should find, by its code in `scorebook::Finding`.
#[derive(Clone, Serialize)]
pub(crate) struct Planted {
    pub(crate) code: &'static str,
    /// The criterion, where it is about one.
    pub(crate) criterion: Option<String>,
    /// The cell, where there is one.
    pub(crate) at: Option<At>,
}

/// One written file.
pub(crate) struct Record {
    pub(crate) file: &'static str,
    pub(crate) body: Body,
    /// Score cells of the leaves the body leads (blank ones too), by code.
    pub(crate) scores: BTreeMap<String, At>,
    /// What should be found.
    pub(crate) planted: Vec<Planted>,
}

impl Record {
    pub(crate) fn new(file: &'static str, body: Body) -> Self {
        Self { file, body, scores: BTreeMap::new(), planted: Vec::new() }
    }

    /// A score cell.
    pub(crate) fn score(&mut self, criterion: &str, sheet: Option<&str>, cell: &str) {
        let at = At { sheet: sheet.map(str::to_owned), cell: cell.to_owned() };
        self.scores.insert(criterion.to_owned(), at);
    }

    /// A problem about a criterion.
    pub(crate) fn plant(
        &mut self,
        code: &'static str,
        criterion: &str,
        sheet: Option<&str>,
        cell: &str,
    ) {
        let at = At { sheet: sheet.map(str::to_owned), cell: cell.to_owned() };
        self.planted.push(Planted { code, criterion: Some(criterion.to_owned()), at: Some(at) });
    }

    /// A problem that is about no criterion.
    pub(crate) fn plant_at(&mut self, code: &'static str, at: Option<At>) {
        self.planted.push(Planted { code, criterion: None, at });
    }
}
