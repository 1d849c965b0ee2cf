//! Figures without a store: leaves are given, sums follow.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::expect_used,
    reason = "each test file takes the part it needs"
)]

pub mod generated;
pub mod office;
pub mod paper;

use chrono::{NaiveDate, NaiveDateTime};
use scorebook::crosswalk::Comparison;
use scorebook::decision::Status;
use scorebook::losses::{AgencyLoss, ComponentLoss, Flag, Losses, NodeLoss, Totals};
use scorebook::snapshot::{AgencyStatus, Figures, Snapshot};
use scorebook::submission::ScoreState;
use scorebook::{AgencyId, BaselineKind, Code, Points, Scoring};

pub fn points(decimal: &str) -> Points {
    Points::from_decimal(decimal).expect("a number of points")
}

pub fn date(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).expect("a date")
}

pub fn at(y: i32, m: u32, d: u32, hour: u32, minute: u32) -> NaiveDateTime {
    date(y, m, d).and_hms_opt(hour, minute, 0).expect("a time")
}

/// A body's identity: its name has the same one everywhere.
pub fn id_of(agency: &str) -> AgencyId {
    AgencyId(agency.chars().fold(7, |id: i64, c| (id * 31 + i64::from(u32::from(c))) % 1_000_003))
}

/// A self-scored leaf that nothing is known of yet.
pub fn leaf(code: &str, max: &str) -> ComponentLoss {
    let code: Code = code.parse().expect("a code");
    let field = Code::from_segments(code.segments()[..1].to_vec()).expect("a field");
    ComponentLoss {
        name: format!("Tiêu chí thành phần {code}"),
        field,
        code,
        max: points(max),
        scoring: Scoring::SelfScored,
        agency: Some("Sở Tư pháp".into()),
        agency_id: Some(id_of("Sở Tư pháp")),
        baseline: None,
        reported: None,
        agreed: None,
        counted: None,
        lost: None,
        change: None,
        state: ScoreState::Missing,
        flags: vec![],
        source: None,
        evidence: String::new(),
        explanation: String::new(),
        reason: String::new(),
        cause: String::new(),
        remedy: String::new(),
        due: None,
        also_scored_by: vec![],
        status: Status::default(),
        status_reason: String::new(),
        status_at: None,
        cause_id: None,
        cause_name: String::new(),
        responsible: vec![],
        recoverable: None,
        likelihood: None,
        notes: String::new(),
        asked: String::new(),
        answer_by: None,
        comparison: Comparison::default(),
        baseline_max: None,
        change_share: None,
        score_chosen: false,
        off_scale: false,
        cut_last_year: None,
    }
}

/// What a test says of a leaf.
pub trait LeafSetup: Sized {
    fn said(self, change: impl FnOnce(&mut ComponentLoss)) -> Self;
    fn named(self, name: &str) -> Self {
        self.said(|c| c.name = name.into())
    }
    fn by(self, agency: &str) -> Self {
        self.said(|c| {
            c.agency = (!agency.is_empty()).then(|| agency.to_owned());
            c.agency_id = c.agency.as_deref().map(id_of);
        })
    }
    fn before(self, baseline: &str) -> Self {
        self.said(|c| c.baseline = Some(points(baseline)))
    }
    fn scored(self, reported: &str) -> Self {
        self.said(|c| {
            c.reported = Some(points(reported));
            c.state = ScoreState::Scored;
            c.evidence = "Báo cáo số 12/BC".into();
        })
    }
    fn agreed(self, agreed: &str) -> Self {
        self.said(|c| c.agreed = Some(points(agreed)))
    }
    fn state(self, state: ScoreState) -> Self {
        self.said(|c| c.state = state)
    }
    fn scoring(self, scoring: Scoring) -> Self {
        self.said(|c| {
            c.scoring = scoring;
            c.state = ScoreState::NotSelfScored;
            c.agency = None;
        })
    }
    /// Ruled not applicable by the office, for that reason.
    fn ruled_out(self, reason: &str) -> Self {
        self.said(|c| {
            c.status = Status::NotApplicable;
            c.reason = reason.into();
        })
    }
    fn because(self, cause: &str) -> Self {
        self.said(|c| c.cause = cause.into())
    }
    fn remedy(self, remedy: &str, due: Option<NaiveDate>) -> Self {
        self.said(|c| {
            c.remedy = remedy.into();
            c.due = due;
        })
    }
}

impl LeafSetup for ComponentLoss {
    fn said(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

fn reckon(c: &mut ComponentLoss) {
    c.counted = c.agreed.or(c.reported).filter(|_| c.status != Status::NotApplicable);
    c.lost = c.counted.map(|n| c.max - n);
    c.change = if c.scoring == Scoring::SelfScored {
        let compared = c.counted.zip(c.baseline);
        compared.filter(|_| c.comparison == Comparison::Points).map(|(n, b)| n - b)
    } else {
        None
    };
    c.flags.clear();
    if c.lost.is_some_and(|l| l > Points::ZERO) {
        c.flags.push(Flag::BelowMax);
    }
    if c.counted == Some(Points::ZERO) && !c.max.is_zero() {
        c.flags.push(Flag::TotalLoss);
    }
    if c.change.is_some_and(Points::is_negative) || c.change_share.is_some_and(|s| s < 0) {
        c.flags.push(Flag::Decreased);
    }
}

/// A whole set of figures.
#[derive(Clone)]
pub struct Year {
    pub province: String,
    pub sample: bool,
    pub kind: Option<BaselineKind>,
    pub fields: Vec<(String, String)>,
    pub criteria: Vec<(String, String)>,
    pub leaves: Vec<ComponentLoss>,
    /// Name, when its file came, which revision.
    pub agencies: Vec<(String, Option<NaiveDateTime>, u32)>,
}

impl Default for Year {
    fn default() -> Self {
        Self {
            province: "tỉnh Sông Mây".into(),
            sample: false,
            kind: Some(BaselineKind::Published),
            fields: vec![],
            criteria: vec![],
            leaves: vec![],
            agencies: vec![],
        }
    }
}

impl Year {
    pub fn of(leaves: Vec<ComponentLoss>) -> Self {
        let mut year = Self { leaves, ..Self::default() };
        for c in &year.leaves {
            let code = c.field.to_string();
            if !year.fields.iter().any(|f| f.0 == code) {
                year.fields.push((code.clone(), format!("Lĩnh vực số {code}")));
            }
            let who = c.agency.clone().filter(|_| c.scoring == Scoring::SelfScored);
            if let Some(name) = who
                && !year.agencies.iter().any(|a| a.0 == name)
            {
                year.agencies.push((name, Some(at(2024, 12, 18, 9, 0)), 1));
            }
        }
        year
    }

    pub fn sent(mut self, agency: &str, when: Option<NaiveDateTime>, revision: u32) -> Self {
        match self.agencies.iter_mut().find(|a| a.0 == agency) {
            Some(a) => *a = (agency.into(), when, revision),
            None => self.agencies.push((agency.into(), when, revision)),
        }
        self
    }

    pub fn compared(mut self, kind: Option<BaselineKind>) -> Self {
        self.kind = kind;
        self
    }

    pub fn figures(mut self) -> Figures {
        self.leaves.iter_mut().for_each(reckon);
        let leaves = self.leaves;
        let node = |(code, name): &(String, String), depth: u32| {
            let code: Code = code.parse().expect("a code");
            let below = leaves.iter().filter(|c| {
                if depth == 1 {
                    c.field == code
                } else {
                    c.code.segments().starts_with(code.segments())
                }
            });
            NodeLoss { name: name.clone(), depth, totals: Totals::of(below), code }
        };
        let mut nodes = Vec::new();
        for field in &self.fields {
            nodes.push(node(field, 1));
            let inside = format!("{}.", field.0);
            nodes.extend(
                self.criteria.iter().filter(|c| c.0.starts_with(&inside)).map(|c| node(c, 2)),
            );
        }
        let of = |name: &str| {
            leaves.iter().filter(|c| c.agency.as_deref() == Some(name)).cloned().collect::<Vec<_>>()
        };
        let agencies = self
            .agencies
            .iter()
            .map(|(name, when, revision)| {
                let t = Totals::of(of(name).iter());
                AgencyStatus {
                    name: name.clone(),
                    applied_at: *when,
                    sent_on: when.map(|at| at.date()),
                    revision: when.map(|_| *revision),
                    file: when.map(|_| "tep.xlsx".into()),
                    leads: t.self_scored,
                    scored: t.scored,
                    problems: 0,
                }
            })
            .collect();
        let by_body = self
            .agencies
            .iter()
            .map(|(name, ..)| AgencyLoss {
                agency_id: None,
                name: name.clone(),
                totals: Totals::of(of(name).iter()),
            })
            .collect();
        Figures {
            province: self.province,
            is_sample: self.sample,
            agencies,
            sent_by: None,
            losses: Losses {
                year: 2024,
                baseline_year: 2023,
                baseline_kind: self.kind,
                totals: Totals::of(leaves.iter()),
                nodes,
                agencies: by_body,
                components: leaves,
            },
            scenarios: Vec::new(),
        }
    }

    pub fn snapshot(self) -> Snapshot {
        Snapshot {
            number: 1,
            taken_at: at(2024, 12, 26, 16, 30),
            hash: "9f2c41d07be5a6c3f1e2d3c4b5a69788990a1b2c3d4e5f60718293a4b5c6d7e8".into(),
            figures: self.figures(),
        }
    }
}

const FIELDS: [(&str, &str); 8] = [
    ("Công tác chỉ đạo, điều hành cải cách hành chính", "Sở Nội vụ"),
    ("Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật tại tỉnh", "Sở Tư pháp"),
    ("Cải cách thủ tục hành chính", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("Cải cách tổ chức bộ máy hành chính", "Sở Nội vụ"),
    ("Xây dựng và nâng cao chất lượng đội ngũ công chức, viên chức", "Sở Nội vụ"),
    ("Cải cách tài chính công", "Sở Tài chính"),
    ("Hiện đại hóa hành chính", "Sở Thông tin và Truyền thông"),
    (
        "Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế - xã hội của tỉnh",
        "Sở Kế hoạch và Đầu tư",
    ),
];

const WORK: [&str; 9] = [
    "Ban hành kế hoạch cải cách hành chính năm đúng thời hạn và đủ nội dung theo hướng dẫn",
    "Tỷ lệ hồ sơ thủ tục hành chính do cơ quan chuyên môn cấp tỉnh tiếp nhận trong năm được giải quyết đúng hạn",
    "Công khai tiến độ, kết quả giải quyết hồ sơ trên Cổng Dịch vụ công của tỉnh",
    "Thực hiện quy định về sử dụng biên chế được cấp có thẩm quyền giao",
    "Tỷ lệ cơ quan, đơn vị bố trí công chức, viên chức theo đúng vị trí việc làm được phê duyệt",
    "Mức độ hoàn thành nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao",
    "Xử lý các vấn đề phát hiện qua kiểm tra, rà soát văn bản quy phạm pháp luật",
    "Tỷ lệ giải ngân kế hoạch đầu tư vốn ngân sách nhà nước",
    "Tỷ lệ thủ tục hành chính cung cấp trực tuyến toàn trình có phát sinh hồ sơ",
];

/// About eighty components in eight fields, six bodies, one of which has sent nothing.
pub fn province() -> Year {
    let mut leaves = Vec::new();
    let mut criteria = Vec::new();
    for (f, (_, lead)) in FIELDS.iter().enumerate() {
        for k in 1..=4 {
            let code = format!("{}.{k}", f + 1);
            criteria.push((
                code.clone(),
                format!("Nhóm tiêu chí {code} về {}", WORK[(f + k) % 9].to_lowercase()),
            ));
            let parts = if f == 7 && k > 1 { 1 } else { 3 };
            for i in 1..=parts {
                let n = f * 12 + k * 3 + i;
                let c = leaf(&format!("{code}.{i}"), ["1", "0.5", "1.5", "2"][n % 4])
                    .named(WORK[n % 9])
                    .by(lead);
                let max = c.max;
                let c = match n % 11 {
                    3 if f != 0 => c.scoring(Scoring::Survey).before("0.4"),
                    7 if f == 6 => c.scoring(Scoring::Central),
                    // Sở Tài chính has sent nothing
                    _ if f == 5 => c.said(|c| c.baseline = Some(max)),
                    0 => c
                        .scored("0")
                        .before("0.25")
                        .because("Báo cáo chậm so với thời hạn quy định; chưa có kết quả kiểm tra")
                        .remedy(
                            "Bổ sung báo cáo, gửi tài liệu kiểm chứng",
                            Some(date(2024, 12, 30)),
                        ),
                    2 | 8 => {
                        let half = Points::from_ten_thousandths(max.ten_thousandths() / 2);
                        c.said(|c| c.baseline = Some(max)).scored(&half.to_decimal())
                    }
                    5 => {
                        let most = max - points("0.25");
                        c.said(|c| c.baseline = Some(most))
                            .scored(&most.to_decimal())
                            .because("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 94,2%, thấp hơn mức 95%")
                            .remedy(
                                "Đôn đốc các sở, ngành, địa phương xử lý dứt điểm hồ sơ quá hạn",
                                Some(date(2025, 1, 3)),
                            )
                    }
                    9 => c
                        .said(|c| c.baseline = Some(max))
                        .scored(&max.to_decimal())
                        .agreed(&(max - points("0.25")).to_decimal())
                        .because("Tài liệu kiểm chứng chưa đầy đủ"),
                    10 if f == 2 => c.said(|c| c.baseline = Some(max)).state(ScoreState::Blank),
                    6 => c.scored(&max.to_decimal()).said(|c| c.evidence.clear()),
                    _ => c.said(|c| c.baseline = Some(max)).scored(&max.to_decimal()),
                };
                leaves.push(c);
            }
        }
    }
    let mut year = Year::of(leaves);
    year.fields =
        FIELDS.iter().enumerate().map(|(i, f)| ((i + 1).to_string(), f.0.to_owned())).collect();
    year.criteria = criteria;
    year.sample = true;
    year.sent("Sở Nội vụ", Some(at(2024, 12, 16, 10, 5)), 2).sent("Sở Tài chính", None, 1).sent(
        "Sở Kế hoạch và Đầu tư",
        Some(at(2024, 12, 24, 17, 40)),
        1,
    )
}

/// The form of a numbered and dated briefing, in its long form.
pub fn form(figures: &Figures) -> briefing::BriefingForm {
    briefing::BriefingForm {
        number: Some("5".into()),
        date: Some(date(2025, 1, 8)),
        signer_authority: Some("KT. GIÁM ĐỐC".into()),
        signer_title: "PHÓ GIÁM ĐỐC".into(),
        signer_name: "Trần Thị Hòa".into(),
        long: true,
        remarks: "Thời gian tự chấm ngắn.\nĐề nghị quan tâm bố trí kinh phí.".into(),
        ..briefing::BriefingForm::for_figures(figures)
    }
}

/// The chart of a document's text.
pub fn chart(document: &briefing::content::Document) -> &briefing::content::Chart {
    let mut blocks = document.blocks.iter();
    blocks
        .find_map(|b| if let briefing::content::Block::Chart(c) = b { Some(c) } else { None })
        .expect("a chart")
}

/// Paragraphs and points as plain text, tables as rows of cells.
pub fn plain(blocks: &[briefing::content::Block]) -> String {
    use briefing::content::Block;
    let mut text = String::new();
    for block in blocks {
        let line = match block {
            Block::Part { number, title } => format!("\n## {number} {title}"),
            Block::Clause { number, title } => format!("\n### {number} {title}"),
            Block::Paragraph { text } => text.clone(),
            Block::Point { letter, text } => format!("{letter} {text}"),
            Block::Remark { text } => format!("[officer] {text}"),
            Block::Note { text } => format!("[note] {text}"),
            Block::Chart(chart) => format!("[chart] {}\n{}", chart.title, chart.alternative),
            Block::Table(table) => {
                let headings: Vec<&str> =
                    table.columns.iter().map(|c| c.heading.as_str()).collect();
                let rows: Vec<String> = table
                    .rows
                    .iter()
                    .map(|row| {
                        row.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" | ")
                    })
                    .collect();
                format!("| {}\n| {}", headings.join(" | "), rows.join("\n| "))
            }
        };
        text.push_str(&line);
        text.push('\n');
    }
    text
}
