//! What a column's heading says (`domain.md` §2.1).

use std::collections::HashMap;
use std::sync::LazyLock;

use scorebook::plan::ColumnRole;
use scorebook::text::fold;

/// A heading's meaning, and the year it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) role: ColumnRole,
    pub(crate) year: Option<i32>,
    /// What makes it doubtful that these are the body's points for the year.
    pub(crate) doubt: Option<Doubtful>,
}

/// What makes it doubtful that a column holds the body's own points for the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubtful {
    /// It may be the score where no other column says so: "Điểm đề nghị", "Đạt được", "Điểm điều chỉnh".
    Weak,
    /// Points of a part of the year: "Quý I", "9 tháng".
    PartOfYear,
    /// The body's own figures, and no points: "Tự chấm (%)", "số điểm còn thiếu".
    NotPoints,
}

/// Headings are short; longer texts are criteria or instructions.
const LONGEST: usize = 160;

/// Reads a heading (for merged headers, the texts from top to bottom) for a catalogue of that year.
pub(crate) fn meaning(text: &str, year: i32) -> Option<Meaning> {
    // folding is dear, and a sheet has many long texts; no letter folds to less than a quarter of its bytes
    if text.len() > LONGEST * 4 {
        return None;
    }
    let percent = text.contains('%');
    let text = fold(text);
    // "Không tự chấm", "Chưa có số liệu" stand in cells
    let is_answer = text.starts_with("khong ") || text.starts_with("chua ");
    if text.is_empty() || is_answer || text.chars().count() > LONGEST {
        return None;
    }
    let named = if text.contains("20") { year_named(&text) } else { None };
    let topics = Topics::of(&text);
    let prior = named == Some(year - 1) || (named.is_none() && topics.has(Topic::YearBefore));
    let other = named.is_some_and(|n| n != year && n != year - 1);
    let role = plain_role(&text, &topics, named.is_some());
    let own = topics.has(Topic::Own) || topics.has(Topic::Scored);
    let doubt = match role {
        Some(ColumnRole::Score) if percent || topics.has(Topic::Level) => Some(Doubtful::NotPoints),
        Some(ColumnRole::Score) if is_part_of_year(&text) => Some(Doubtful::PartOfYear),
        Some(ColumnRole::Data) if own && topics.has(Topic::Derived) => Some(Doubtful::NotPoints),
        None if may_be_score(&text, &topics) => Some(Doubtful::Weak),
        _ => None,
    };
    let role = match role {
        // a weak word beside another year says nothing of this one
        None if doubt == Some(Doubtful::Weak) && (prior || other) => {
            return None;
        }
        None if doubt == Some(Doubtful::Weak) => Some(ColumnRole::Score),
        Some(ColumnRole::Score) if doubt == Some(Doubtful::NotPoints) => Some(ColumnRole::Data),
        role => role,
    };
    let role = match role {
        _ if other && role.is_some() => ColumnRole::Other,
        Some(ColumnRole::Code) if prior => ColumnRole::PriorCode,
        Some(ColumnRole::Appraisal) if prior => ColumnRole::PriorAppraised,
        Some(ColumnRole::Score) if prior && topics.has(Topic::Own) => ColumnRole::PriorSelf,
        Some(ColumnRole::Score | ColumnRole::PriorPublished) if prior => ColumnRole::PriorPublished,
        // "Chỉ số" beside the appraisal, or "Công bố" of the year at hand: nobody here fills it in
        Some(ColumnRole::PriorPublished) => ColumnRole::Other,
        Some(role) => role,
        None => return None,
    };
    let doubt = doubt.filter(|_| matches!(role, ColumnRole::Score | ColumnRole::Data));
    Some(Meaning { role, year: named, doubt })
}

fn plain_role(text: &str, topics: &Topics, names_year: bool) -> Option<ColumnRole> {
    use ColumnRole as R;
    let has = |topic| topics.has(topic);
    let own = has(Topic::Own);
    Some(
        if CODE.contains(&text)
            || text.starts_with("ma tieu chi")
            || text.starts_with("ma so")
            || is_code_with_year(text)
        {
            R::Code
        } else if has(Topic::Lead) {
            R::Lead
        } else if has(Topic::Partner) {
            R::Partner
        } else if has(Topic::Scoring) {
            R::Scoring
        } else if has(Topic::Evidence) {
            R::Evidence
        } else if has(Topic::Explanation) {
            R::Explanation
        } else if has(Topic::Data) {
            R::Data
        } else if has(Topic::Appraisal) {
            R::Appraisal
        } else if has(Topic::Derived) {
            R::Data
        } else if has(Topic::Survey) && !own {
            R::MarkSurvey
        } else if has(Topic::Central) && !own {
            R::MarkCentral
        } else if has(Topic::Published) || matches!(text, "chi so" | "ket qua chi so") {
            R::PriorPublished
        } else if has(Topic::Max) {
            R::Max
        } else if own || has(Topic::Scored) {
            R::Score
        } else if has(Topic::Name) {
            R::Name
        } else if is_bare_score(text, topics, names_year) {
            R::Score
        } else {
            return None;
        },
    )
}

/// Whole headings of a code.
const CODE: [&str; 11] = [
    "stt",
    "tt",
    "so tt",
    "so thu tu",
    "ma",
    "ma so",
    "ma tieu chi",
    "ma tc",
    "ma tctp",
    "ky hieu",
    "muc",
];

/// What a phrase in a heading is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Lead,
    Partner,
    Scoring,
    Evidence,
    Explanation,
    Data,
    Appraisal,
    /// Figures that are worked out from scores, and are none.
    Derived,
    Survey,
    Central,
    Published,
    Max,
    /// The body scores itself.
    Own,
    Scored,
    Name,
    Points,
    YearBefore,
    /// Points that were changed, agreed on or reached: the score where no other column is it.
    Weak,
    /// Steps of a scale of its own: "mức độ 1–5".
    Level,
}

/// Folded phrases, each found as whole words.
const PHRASES: [(Topic, &[&str]); 19] = [
    (Topic::Lead, &["chu tri", "phu trach", "tham muu", "dau moi"]),
    (Topic::Partner, &["phoi hop"]),
    (
        Topic::Scoring,
        &[
            "hinh thuc",
            "phuong phap danh gia",
            "phuong thuc",
            "cach thuc danh gia",
            "loai danh gia",
        ],
    ),
    (Topic::Evidence, &["kiem chung", "minh chung", "tlkc"]),
    (Topic::Explanation, &["giai trinh", "ghi chu", "thuyet minh", "ly do", "dien giai"]),
    (Topic::Data, &["so lieu", "cach tinh", "ke khai", "huong dan"]),
    (Topic::Appraisal, &["tham dinh", "hoi dong", "hdtd"]),
    (
        Topic::Derived,
        &[
            "bi mat",
            "mat diem",
            "diem mat",
            "diem tru",
            "bi tru",
            "tang giam",
            "chenh lech",
            "so sanh",
            "ty le",
            "xep loai",
            "xep hang",
            "con thieu",
            "diem thieu",
            "phan tram",
        ],
    ),
    (Topic::Survey, &["dieu tra", "xhh", "xa hoi hoc", "khao sat"]),
    (Topic::Central, &["trung uong", "bo noi vu", "bnv"]),
    (Topic::Published, &["cong bo"]),
    (Topic::Max, &["toi da", "diem chuan", "thang diem", "diem quy dinh"]),
    (
        Topic::Own,
        &["tu cham", "tu danh gia", "tu xac dinh", "tu cho diem", "don vi cham", "co quan cham"],
    ),
    (Topic::Scored, &["diem cham", "diem dat", "tong diem cham", "diem danh gia"]),
    (Topic::Name, &["tieu chi", "noi dung", "linh vuc"]),
    (Topic::Points, &["diem"]),
    (Topic::YearBefore, &["nam truoc", "ky truoc", "nam lien truoc"]),
    (
        Topic::Weak,
        &[
            "de nghi",
            "de xuat",
            "dat duoc",
            "thuc te",
            "dieu chinh",
            "thong nhat",
            "ra soat",
            "cham lai",
            "chinh thuc",
            "ca nam",
            "uoc",
            "muc diem",
            "diem cua",
            "diem thuc hien",
            "diem sau",
            "diem moi",
        ],
    ),
    (Topic::Level, &["muc do"]),
];

/// The topics of a folded text. It is gone through once: a sheet has many texts and few headings.
struct Topics(u32);

impl Topics {
    fn of(text: &str) -> Self {
        let mut topics = 0;
        let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '/']);
        let mut from = text;
        loop {
            let word = from.find([' ', '/']).unwrap_or(from.len());
            for (topic, phrase) in BY_FIRST_WORD.get(&from[..word]).into_iter().flatten() {
                if from.strip_prefix(phrase).is_some_and(ends) {
                    topics |= topic;
                }
            }
            match from.get(word + 1..) {
                Some(rest) => from = rest,
                None => return Self(topics),
            }
        }
    }

    fn has(&self, topic: Topic) -> bool {
        self.0 & (1 << topic as u32) != 0
    }
}

/// The phrases by their first words, with their topics' bits.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<(u32, &str)>>> = LazyLock::new(|| {
    let mut by_first: HashMap<&str, Vec<(u32, &str)>> = HashMap::new();
    for (topic, phrases) in PHRASES {
        for phrase in phrases {
            let first = phrase.split(' ').next().unwrap_or(phrase);
            by_first.entry(first).or_default().push((1 << topic as u32, phrase));
        }
    }
    by_first
});

/// "điểm", "kết quả", "năm 2024", "kết quả chấm điểm năm 2024", "2023": words that say score or year and
/// nothing else, as they stand above one another in a header of several rows.
fn is_bare_score(text: &str, topics: &Topics, names_year: bool) -> bool {
    let says_score = names_year || topics.has(Topic::Points) || text == "ket qua";
    says_score
        && text.split(' ').all(|w| {
            matches!(w, "nam" | "diem" | "so" | "ket" | "qua" | "cham") || year_named(w).is_some()
        })
}

/// May a heading that says nothing plainer be that of the score?
fn may_be_score(text: &str, topics: &Topics) -> bool {
    const FIRST_WORDS: [&str; 8] = [
        "de nghi",
        "dat duoc",
        "thuc te",
        "dieu chinh",
        "thong nhat",
        "uoc",
        "ca nam",
        "chinh thuc",
    ];
    let words = text.split(' ').count();
    let points = topics.has(Topic::Points);
    let is_weak = topics.has(Topic::Weak)
        && (points || (words <= 3 && FIRST_WORDS.iter().any(|w| text.starts_with(w))));
    let starts_with_part = || {
        text.starts_with("quy ")
            || text.starts_with("thang ")
            || text.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_part = || is_part_of_year(text) && words <= 6 && (points || starts_with_part());
    words <= 12 && (is_weak || is_part() || is_body_scoring(text))
}

/// "Sở Tư pháp chấm", "UBND huyện chấm điểm".
fn is_body_scoring(text: &str) -> bool {
    let names_body = ["so ", "ubnd ", "uy ban ", "van phong ", "ban ", "thanh tra "];
    names_body.iter().any(|w| text.starts_with(w))
        && (text.ends_with(" cham") || text.ends_with(" cham diem"))
}

/// "Quý I", "9 tháng đầu năm", "6 tháng", "tháng 9", folded.
pub(crate) fn is_part_of_year(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_number = |w: &str| w.len() <= 2 && w.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n));
    words.windows(2).any(|pair| match pair {
        ["quy", n] => matches!(*n, "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4"),
        ["thang", n] | [n, "thang"] => is_number(n),
        _ => false,
    })
}

/// The year of the figures below a heading. That of a document it cites, or of a day it names, is none:
/// "theo QĐ 876 năm 2022", "gửi 15/12/2024".
fn year_named(text: &str) -> Option<i32> {
    const CITES: [&str; 8] = [
        " qd ",
        " quyet dinh ",
        " cong van ",
        " cv ",
        " ke hoach ",
        " thong tu ",
        " huong dan ",
        " ngay ",
    ];
    let padded = format!(" {text} ");
    let cited = CITES.iter().filter_map(|words| padded.find(words)).min();
    let before = cited.map_or(padded.as_str(), |at| &padded[..at]);
    // the year of a day stands behind a slash
    let mut words = before.split(' ').filter(|word| word.matches('/').count() < 2);
    words.find_map(year_in)
}

/// "mã năm 2023", "mã 2023", "mã tiêu chí năm trước".
fn is_code_with_year(text: &str) -> bool {
    let mut words = text.split(' ');
    matches!(words.next(), Some("ma" | "stt"))
        && words.all(|w| matches!(w, "nam" | "truoc" | "cu" | "so") || w.parse::<i32>().is_ok())
}

/// A year a folded text names.
pub(crate) fn year_in(text: &str) -> Option<i32> {
    let words = text.split(|c: char| !c.is_ascii_digit()).filter(|w| w.len() == 4);
    words.filter_map(|w| w.parse().ok()).find(|y| (2010..2100).contains(y))
}

#[cfg(test)]
mod tests {
    use ColumnRole as R;

    use super::*;

    #[test]
    fn headings_found_in_real_sheets_are_understood() {
        for (heading, role) in [
            ("STT", R::Code),
            ("Số TT", R::Code),
            ("Mã tiêu chí", R::Code),
            ("Mã năm 2023", R::PriorCode),
            ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", R::Name),
            ("TIÊU CHÍ, TIÊU CHÍ\nTHÀNH PHẦN", R::Name),
            ("NỘI DUNG, CÁC TIÊU CHÍ CỤ THỂ", R::Name),
            ("Điểm tối đa", R::Max),
            ("ĐIỂM CHUẨN", R::Max),
            ("Điểm tự đánh giá", R::Score),
            ("Tự đánh giá", R::Score),
            ("TỔNG ĐIỂM CHẤM", R::Score),
            ("Điểm tự chấm năm 2024", R::Score),
            ("Năm 2024", R::Score),
            ("Năm 2024 Tự chấm", R::Score),
            ("Kết quả chấm điểm Năm 2024", R::Score),
            ("Điểm số Điểm bị mất", R::Data),
            ("Kết quả tự chấm điểm Tăng, giảm", R::Data),
            ("So sánh với năm 2023", R::Data),
            ("Tỷ lệ đạt so với điểm tối đa (%)", R::Data),
            ("Lý do mất điểm", R::Explanation),
            ("Điểm năm 2023", R::PriorPublished),
            ("Năm 2023 Tự chấm", R::PriorSelf),
            ("Năm 2023 Thẩm định", R::PriorAppraised),
            ("Năm 2023 Công bố", R::PriorPublished),
            ("Điểm tự chấm năm 2022", R::Other),
            ("Thẩm định", R::Appraisal),
            ("Ý kiến hội đồng thẩm định", R::Appraisal),
            ("Tài liệu kiểm chứng/Giải trình", R::Evidence),
            ("Các yêu cầu và tài liệu kiểm chứng", R::Evidence),
            ("GHI CHÚ (Lý do cụ thể, chênh lệch với điểm chuẩn)", R::Explanation),
            ("Số liệu kê khai", R::Data),
            ("Cách tính điểm", R::Data),
            ("Hình thức đánh giá", R::Scoring),
            ("Điều tra XHH", R::MarkSurvey),
            ("Cơ quan chủ trì", R::Lead),
            ("Đơn vị phối hợp", R::Partner),
        ] {
            assert_eq!(meaning(heading, 2024).map(|m| m.role), Some(role), "{heading}");
        }
    }

    #[test]
    fn a_heading_that_may_be_the_score_says_what_makes_it_doubtful() {
        let of = |heading: &str| meaning(heading, 2024).map(|m| (m.role, m.doubt));
        for (heading, doubt) in [
            ("Điểm đề nghị", Some(Doubtful::Weak)),
            ("Đạt được", Some(Doubtful::Weak)),
            ("Điểm thực tế", Some(Doubtful::Weak)),
            ("Điểm điều chỉnh (lần 2)", Some(Doubtful::Weak)),
            ("Điểm thống nhất của lãnh đạo Sở", Some(Doubtful::Weak)),
            ("Sở Tư pháp chấm", Some(Doubtful::Weak)),
            ("Ước cả năm", Some(Doubtful::Weak)),
            ("Điểm quý I", Some(Doubtful::Weak)),
            ("Điểm tự chấm 9 tháng đầu năm 2024", Some(Doubtful::PartOfYear)),
            ("Tự cho điểm", None),
            ("Điểm tự chấm (gửi 15/12/2024)", None),
            ("Điểm tự chấm theo QĐ 876 năm 2022", None),
        ] {
            assert_eq!(of(heading), Some((R::Score, doubt)), "{heading}");
        }
        for heading in ["Tự chấm (%)", "Tự đánh giá: số điểm còn thiếu", "Tự đánh giá mức độ (1-5)"]
        {
            assert_eq!(of(heading), Some((R::Data, Some(Doubtful::NotPoints))), "{heading}");
        }
        assert_eq!(of("Điểm tự chấm năm 2022"), Some((R::Other, None)), "plainly of another year");
        assert_eq!(of("Điểm thống nhất năm 2023"), None, "a weak word beside another year");
    }

    #[test]
    fn criteria_are_no_headings() {
        for text in [
            "Kế hoạch CCHC năm",
            "Ban hành kịp thời",
            "1.1.1",
            "1,25 điểm",
            "1",
            "Không tự chấm",
            "",
        ] {
            assert_eq!(meaning(text, 2024), None, "{text}");
        }
    }
}
