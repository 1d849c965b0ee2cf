//! The bộ tiêu chí of a year: a tree whose leaves carry points. Imported data, never hard-coded.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use ts_rs::TS;

use crate::scale::ScaleStep;
use crate::{Code, Points};

/// A catalogue node's identity in the store; a plan that is not stored yet numbers its nodes from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, as = "i64")]
pub struct NodeId(pub i64);

/// Lĩnh vực, tiêu chí, tiêu chí thành phần.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Level {
    /// Lĩnh vực.
    Field,
    /// Tiêu chí.
    Criterion,
    /// Tiêu chí thành phần.
    Component,
}

/// Who gives the points of a leaf. Departments score only the first kind.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[ts(export)]
pub enum Scoring {
    /// Tự chấm: by the province's bodies.
    #[serde(rename = "self")]
    #[strum(serialize = "self")]
    SelfScored,
    /// Điều tra xã hội học.
    #[serde(rename = "survey")]
    #[strum(serialize = "survey")]
    Survey,
    /// Trung ương chấm.
    #[serde(rename = "central")]
    #[strum(serialize = "central")]
    Central,
}

/// How a body answers for a criterion.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Partner,
}

/// Which of last year's three results a figure is. Which one is compared is always shown
/// (`domain.md` §3.6: comparing a self-score with an appraised one flatters).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    TS,
    Display,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[ts(export)]
pub enum BaselineKind {
    /// Công bố: the published result.
    Published,
    /// Thẩm định: the ministry's appraisal.
    Appraised,
    /// Tự chấm: the province's own score.
    #[serde(rename = "self")]
    #[strum(serialize = "self")]
    SelfScored,
}

impl BaselineKind {
    /// In order of preference as the default comparison.
    pub const ALL: [Self; 3] = [Self::Published, Self::Appraised, Self::SelfScored];
}

/// Last year's points of a node, one of three kinds, with the cell they were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// Which result it is.
    pub kind: BaselineKind,
    /// The points.
    pub points: Points,
    /// Sheet of the cell.
    pub sheet: String,
    /// Address of the cell, "F12".
    pub cell: String,
    /// The cell's text.
    pub raw: String,
}

/// A lĩnh vực, tiêu chí or tiêu chí thành phần.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueNode {
    /// Identity.
    pub id: NodeId,
    /// The node above; `None` for a field.
    pub parent: Option<NodeId>,
    /// Depth in words.
    pub level: Level,
    /// Canonical code.
    pub code: Code,
    /// Name, NFC, as in the source.
    pub name: String,
    /// Điểm tối đa. On a parent, what the source declares; checked against the children, never trusted.
    pub max_points: Points,
    /// Who scores it: set on leaves only.
    pub scoring: Option<Scoring>,
    /// Its code in last year's catalogue, where the source gives one.
    pub prior_code: Option<Code>,
    /// Last year's results.
    pub baselines: Vec<Baseline>,
    /// Lead body, by id (see [`crate::plan::CataloguePlan`] for ids before storing).
    pub lead: Option<crate::AgencyId>,
    /// Partner bodies.
    pub partners: Vec<crate::AgencyId>,
    /// Sheet the node was read from.
    pub sheet: String,
    /// The cell of its maximum, "C12".
    pub cell: String,
    /// Its scale of points, in the order of the source; empty where the source gives none, and on parents.
    pub scale: Vec<ScaleStep>,
}

impl CatalogueNode {
    /// Points live on leaves: a node with a [`Scoring`].
    pub fn is_leaf(&self) -> bool {
        self.scoring.is_some()
    }

    /// Last year's result of that kind.
    pub fn baseline(&self, kind: BaselineKind) -> Option<&Baseline> {
        self.baselines.iter().find(|b| b.kind == kind)
    }
}

/// A year's tree, in the order of the source: a parent comes before its children.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// The year that is scored.
    pub year: i32,
    /// The nodes.
    pub nodes: Vec<CatalogueNode>,
}

impl Catalogue {
    /// The node with that id.
    pub fn node(&self, id: NodeId) -> Option<&CatalogueNode> {
        self.nodes.iter().find(|n| n.id == id)
    }

    /// The node with that code.
    pub fn by_code(&self, code: &Code) -> Option<&CatalogueNode> {
        self.nodes.iter().find(|n| &n.code == code)
    }

    /// The nodes that carry points.
    pub fn leaves(&self) -> impl Iterator<Item = &CatalogueNode> {
        self.nodes.iter().filter(|n| n.is_leaf())
    }

    /// Direct children.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = &CatalogueNode> {
        self.nodes.iter().filter(move |n| n.parent == Some(id))
    }

    /// The field a node lies in (itself, if it is one).
    pub fn field_of<'a>(&'a self, node: &'a CatalogueNode) -> &'a CatalogueNode {
        let mut at = node;
        while let Some(parent) = at.parent.and_then(|p| self.node(p)) {
            at = parent;
        }
        at
    }
}
