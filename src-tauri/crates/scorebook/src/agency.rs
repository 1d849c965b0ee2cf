//! The bodies that score and answer for criteria.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An agency's identity in the store. The name is not the identity: agencies are renamed and merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, as = "i64")]
pub struct AgencyId(pub i64);

/// A body (cơ quan), by the name it has in the year at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Agency {
    /// Identity.
    pub id: AgencyId,
    /// The name in force, as it was first read: "Sở Tài chính".
    pub name: String,
    /// Other ways the same body is written: "STC", "VP UBND tỉnh".
    pub aliases: Vec<String>,
}

/// A name with the time it was in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// From this day; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// To the end of this day; `None`: still in force.
    pub to: Option<NaiveDate>,
}

/// A body that took another's place, or was taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Succession {
    /// The other body.
    pub agency: AgencyId,
    /// Its last name.
    pub name: String,
    /// Since when.
    pub since: Option<NaiveDate>,
}

/// A body with all its names, what it came from and what it became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AgencyHistory {
    /// Identity.
    pub id: AgencyId,
    /// The name in the year at hand; `None` when it is not there in that year.
    pub name: Option<String>,
    /// Its names, the newest first.
    pub names: Vec<DatedName>,
    /// Other ways it is written, its names aside.
    pub aliases: Vec<String>,
    /// Bodies merged into it.
    pub predecessors: Vec<Succession>,
    /// The body it was merged into.
    pub successor: Option<Succession>,
    /// Criteria it leads in the year at hand.
    pub leads: u32,
}

/// Bodies that most provinces have, by their usual names: to be ticked, and to spell a letterhead's capitals.
pub const USUAL: [&str; 26] = [
    "Văn phòng UBND tỉnh",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Kế hoạch và Đầu tư",
    "Sở Thông tin và Truyền thông",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Giao thông vận tải",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Nông nghiệp và Môi trường",
    "Sở Tài nguyên và Môi trường",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Dân tộc và Tôn giáo",
    "Sở Ngoại vụ",
    "Ban Dân tộc",
    "Ban Quản lý các khu công nghiệp tỉnh",
    "Thanh tra tỉnh",
    "Công an tỉnh",
    "Thuế tỉnh",
    "Trung tâm Phục vụ hành chính công tỉnh",
    "UBND các huyện, thị xã, thành phố",
];

/// A body's name as it is usually written: a letterhead's "SỞ TƯ PHÁP" is "Sở Tư pháp".
pub fn usual_name(name: &str) -> String {
    let tidied = crate::text::tidy(name);
    let key = crate::text::agency_key(&tidied);
    if let Some(usual) = USUAL.iter().find(|usual| crate::text::agency_key(usual) == key) {
        return (*usual).to_owned();
    }
    if tidied.chars().any(char::is_lowercase) {
        return tidied;
    }
    // capitals: the kind of body and its first word begin large, "UBND" stays
    let mut words: Vec<String> = Vec::new();
    for (at, word) in tidied.split(' ').enumerate() {
        let lower = word.to_lowercase();
        let large = at < 2 && !["tỉnh", "huyện", "và"].contains(&lower.as_str());
        words.push(match lower.as_str() {
            "ubnd" | "hđnd" => word.to_owned(),
            _ if large => capital(&lower),
            _ => lower,
        });
    }
    words.join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_a_letterhead_become_the_usual_name() {
        for (written, usual) in [
            ("SỞ TƯ PHÁP", "Sở Tư pháp"),
            ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
            ("SỞ DU LỊCH", "Sở Du lịch"),
            ("Sở Quy hoạch - Kiến trúc", "Sở Quy hoạch - Kiến trúc"),
            ("CÔNG AN TỈNH", "Công an tỉnh"),
        ] {
            assert_eq!(usual_name(written), usual, "{written}");
        }
    }
}
