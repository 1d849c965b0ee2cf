//! What the officer fills in: number, date, signer, recipients, her own words. Never a figure.

use chrono::NaiveDate;
use scorebook::Points;
use scorebook::snapshot::{Figures, Snapshot};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::content::{AnnexKind, Grouping, Section};
use crate::words::BLANK;

/// The fields of a báo cáo nhanh that no figure can tell.
///
/// Names of bodies are kept as running text writes them ("Sở Nội vụ", "UBND tỉnh Sông Mây"); the heading of
/// the page puts them in capitals. Capitals cannot be undone: "SỞ NỘI VỤ" does not tell "Sở Nội vụ" from
/// "Sở nội vụ".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct BriefingForm {
    /// The document's number, "5" or "05"; blank until the clerk gives one.
    pub number: Option<String>,
    /// The document's date; blank until it is signed.
    pub date: Option<NaiveDate>,
    /// Địa danh: "Sông Mây".
    pub place: String,
    /// Cơ quan chủ quản: "UBND tỉnh Sông Mây".
    pub parent_body: String,
    /// Cơ quan ban hành: "Sở Nội vụ".
    pub body: String,
    /// Ký hiệu: "BC-SNV".
    pub symbol: String,
    /// Whom it is addressed to: "Ủy ban nhân dân tỉnh Sông Mây".
    pub addressee: String,
    /// "KT. GIÁM ĐỐC" when a deputy signs.
    pub signer_authority: Option<String>,
    /// "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC".
    pub signer_title: String,
    /// The signer's name, without academic titles.
    pub signer_name: String,
    /// Nơi nhận, one a line, without punctuation.
    pub recipients: Vec<String>,
    /// Căn cứ: what orders this report, up to the comma before "Sở Nội vụ báo cáo…".
    pub basis: String,
    /// What the committee's dispatch says of who answers for losses, as letters quote it; without a full stop.
    pub responsibility: String,
    /// The officer's own text at the end of part I, one paragraph a line. Kept apart from generated text.
    pub remarks_progress: String,
    /// The same for part II.
    pub remarks_result: String,
    /// The same for part III.
    pub remarks_losses: String,
    /// The same for part IV.
    pub remarks: String,
    /// Annexes that do not go with it.
    pub left_out: Vec<AnnexKind>,
    /// Parts of the text that do not.
    pub sections_left_out: Vec<Section>,
    /// The province's target for the index, in points.
    pub target: Option<Points>,
    /// Last year's published index, in points.
    pub last_index: Option<Points>,
    /// Last year's published rank.
    pub last_rank: Option<u32>,
    /// Last year's published mean of all provinces, in points.
    pub last_mean: Option<Points>,
    /// The long form of the báo cáo nhanh: every loss of note told in the text, and all annexes.
    pub long: bool,
    /// What the list of losses is gathered by; in the order of the catalogue when by nothing.
    pub grouping: Option<Grouping>,
    /// The kept scenario that goes with it as an annex, by its name.
    pub scenario: Option<String>,
}

impl Default for BriefingForm {
    fn default() -> Self {
        Self::for_province("", None)
    }
}

impl BriefingForm {
    /// The key under which a store remembers the officer's answers.
    pub const SETTING: &'static str = "briefing_form";

    /// The usual answers for these figures; nothing is invented, what is not known is "…".
    pub fn for_figures(figures: &Figures) -> Self {
        Self::for_province(&figures.province, Some(figures.losses.year))
    }

    /// The day that a document speaks on: its own, else the day its figures were frozen.
    pub fn day(&self, snapshot: &Snapshot) -> NaiveDate {
        self.date.unwrap_or_else(|| snapshot.taken_at.date())
    }

    fn for_province(province: &str, year: Option<i32>) -> Self {
        let province = province.trim();
        let (kind, name) = match province {
            "" => ("tỉnh", BLANK),
            p => split_kind(p),
        };
        let year = year.map_or_else(|| BLANK.to_owned(), |y| y.to_string());
        Self {
            number: None,
            date: None,
            place: name.to_owned(),
            parent_body: format!("UBND {kind} {name}"),
            body: "Sở Nội vụ".into(),
            symbol: "BC-SNV".into(),
            addressee: format!("Ủy ban nhân dân {kind} {name}"),
            signer_authority: None,
            signer_title: "GIÁM ĐỐC".into(),
            signer_name: String::new(),
            recipients: vec![
                "Như trên".into(),
                format!("CT, các PCT UBND {kind}"),
                format!("VP UBND {kind}"),
                "Lưu: VT, CCHC".into(),
            ],
            basis: format!(
                "Thực hiện Công văn số {BLANK} ngày {BLANK} tháng {BLANK} năm {BLANK} của Ủy ban nhân dân {kind} \
                 về việc triển khai xác định Chỉ số cải cách hành chính của {kind} trong năm {year}"
            ),
            responsibility: format!(
                "Theo chỉ đạo tại Công văn nêu trên, Thủ trưởng cơ quan, đơn vị chịu trách nhiệm trước Ủy ban nhân dân {kind} \
                 “nếu để xảy ra tình trạng làm mất điểm, giảm điểm đối với những tiêu chí, tiêu chí thành phần thuộc trách \
                 nhiệm thực hiện của cơ quan, đơn vị mình”"
            ),
            remarks_progress: String::new(),
            remarks_result: String::new(),
            remarks_losses: String::new(),
            remarks: String::new(),
            left_out: Vec::new(),
            sections_left_out: Vec::new(),
            target: None,
            last_index: None,
            last_rank: None,
            last_mean: None,
            long: false,
            grouping: None,
            scenario: None,
        }
    }
}

/// "tỉnh Sông Mây" is ("tỉnh", "Sông Mây"); a bare name is taken for a tỉnh.
fn split_kind(province: &str) -> (&'static str, &str) {
    for (kind, written) in [
        ("tỉnh", "tỉnh "),
        ("tỉnh", "Tỉnh "),
        ("thành phố", "thành phố "),
        ("thành phố", "Thành phố "),
    ] {
        if let Some(name) = province.strip_prefix(written) {
            return (kind, name.trim());
        }
    }
    ("tỉnh", province)
}

/// "tỉnh" or "thành phố": the word for the province in running text.
pub(crate) fn province_kind(province: &str) -> &'static str {
    split_kind(province.trim()).0
}

/// "tỉnh Sông Mây", or only "tỉnh" when the name is unknown.
pub(crate) fn province_in_text(province: &str) -> String {
    match province.trim() {
        "" => "tỉnh".into(),
        p => {
            let (kind, name) = split_kind(p);
            format!("{kind} {name}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_name_the_province_and_invent_nothing() {
        let form = BriefingForm::for_province("tỉnh Sông Mây", Some(2024));
        assert_eq!(form.place, "Sông Mây", "địa danh without its kind");
        assert_eq!(form.parent_body, "UBND tỉnh Sông Mây", "cơ quan chủ quản");
        assert!(
            form.basis.starts_with("Thực hiện Công văn số … ngày …"),
            "number and date are left open"
        );
        let form = BriefingForm::for_province("thành phố Bạch Hạc", Some(2024));
        assert_eq!(form.addressee, "Ủy ban nhân dân thành phố Bạch Hạc", "a city");
        let form = BriefingForm::for_province("", None);
        assert_eq!(form.place, "…", "an unknown province stays open");
    }
}
