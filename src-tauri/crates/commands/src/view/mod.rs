//! What crosses to the window. TypeScript types are generated from these (`cargo xtask types`).

mod book;
mod briefing;
mod catalogue;
mod intake;
mod overview;
mod picture;
mod recent;
mod review;
mod year;

pub(crate) use self::book::StoreInfo;
pub(crate) use self::briefing::{BriefingInfo, PageInfo};
pub(crate) use self::catalogue::CatalogueRow;
pub(crate) use self::intake::{
    CataloguePreview, ColumnView, CorrectionView, CriterionChoice, FilePreview, RememberedAnswer,
    RowView, TableView,
};
pub(crate) use self::overview::{AgencyCard, Charts, Deadline, Overview};
pub(crate) use self::picture::{MergeView, RowMark, SheetColumn, SheetHead, SheetTable};
pub(crate) use self::recent::{RecentBook, Trouble};
pub(crate) use self::review::{Criterion, Review, ReviewAsked, ReviewRow, SourceRow, SourceRows};
pub(crate) use self::year::{Crosswalk, LinkLeaf, LinkRow};
