//! Part I: who has sent what, and how much of it is scored.

use scorebook::deadline::DeadlineKind;
use scorebook::losses::{ComponentLoss, Coverage, Losses};
use scorebook::snapshot::{AgencyStatus, Figures};
use scorebook::{Points, Scoring};

use crate::form::province_kind;
use crate::view;
use crate::words::{count, inline, points, short_date};

/// How many of the bodies have sent, and when their file was taken in.
pub fn received(agencies: &[AgencyStatus], body: &str) -> String {
    let sent: Vec<String> =
        agencies.iter().filter(|a| a.applied_at.is_some()).map(arrival).collect();
    let names = || agencies.iter().map(|a| inline(&a.name)).collect::<Vec<_>>().join(", ");
    let total = agencies.len();
    match (total, sent.len()) {
        (0, _) => "Bộ tiêu chí chưa phân công cơ quan chủ trì chấm điểm.".into(),
        (1, 0) => format!(
            "Đến thời điểm chốt số liệu, cơ quan được giao tự chấm điểm ({}) chưa gửi kết quả về {body}.",
            names()
        ),
        (_, 0) => format!(
            "Đến thời điểm chốt số liệu, chưa có cơ quan nào trong {} cơ quan được giao tự chấm điểm gửi kết quả về \
             {body} ({}).",
            count(total),
            names()
        ),
        (1, 1) => format!(
            "Đến thời điểm chốt số liệu, {body} đã tiếp nhận kết quả tự chấm của cơ quan được giao chấm điểm là {}.",
            sent.join(", ")
        ),
        (_, n) => format!(
            "Đến thời điểm chốt số liệu, {body} đã tiếp nhận kết quả tự chấm của {}{}/{} cơ quan được giao chấm điểm, \
             gồm: {}.",
            if n == total { "tất cả " } else { "" },
            count(n),
            count(total),
            sent.join(", ")
        ),
    }
}

/// "Sở Tư pháp (gửi ngày 18/12/2024, bản gửi lần 2)". The day is its mail's or the officer's; when neither says, it
/// is not told: when the file was taken in is no day of sending.
fn arrival(agency: &AgencyStatus) -> String {
    let day = agency.sent_on.map(|day| format!("gửi ngày {}", short_date(day)));
    let again = agency.revision.filter(|n| *n > 1).map(|n| format!("bản gửi lần {n}"));
    let known: Vec<String> = day.into_iter().chain(again).collect();
    let name = inline(&agency.name);
    if known.is_empty() { name } else { format!("{name} ({})", known.join(", ")) }
}

/// Who sent after the day it was asked for; nothing is said of days that nobody knows.
pub fn late(figures: &Figures) -> String {
    let by = figures
        .sent_by
        .unwrap_or_else(|| DeadlineKind::SelfScores.of_the_dispatch(figures.losses.year));
    let late: Vec<String> = figures
        .agencies
        .iter()
        .filter_map(|a| a.sent_on.filter(|day| *day > by).map(|day| (a, day)))
        .map(|(a, day)| format!("{} (ngày {})", inline(&a.name), short_date(day)))
        .collect();
    if late.is_empty() {
        return String::new();
    }
    format!(
        "Có {} cơ quan gửi sau ngày {}: {}.",
        count(late.len()),
        short_date(by),
        late.join(", ")
    )
}

/// Who has not sent; nothing when all have, or when [`received`] has already said that none has.
pub fn not_received(agencies: &[AgencyStatus]) -> String {
    let waiting: Vec<String> =
        agencies.iter().filter(|a| a.applied_at.is_none()).map(|a| inline(&a.name)).collect();
    if waiting.is_empty() || waiting.len() == agencies.len() {
        return String::new();
    }
    format!("Còn {} cơ quan chưa gửi kết quả: {}.", count(waiting.len()), waiting.join(", "))
}

/// Which of the bodies that have sent left criteria without a score.
pub fn completeness(figures: &Figures) -> String {
    let sent: Vec<&AgencyStatus> =
        figures.agencies.iter().filter(|a| a.applied_at.is_some()).collect();
    let lacking: Vec<String> = sent
        .iter()
        .filter_map(|a| {
            let n = view::unscored(&figures.losses)
                .filter(|c| view::is_same_body(view::agency(c), &a.name))
                .count();
            (n > 0).then(|| {
                format!("{} ({}/{} tiêu chí)", inline(&a.name), count(n), count(a.leads as usize))
            })
        })
        .collect();
    match (sent.as_slice(), lacking.len()) {
        ([], _) => String::new(),
        ([one], 0) => format!("{} đã chấm đủ các tiêu chí được giao.", inline(&one.name)),
        (_, 0) => "Các cơ quan đã gửi kết quả đều chấm đủ các tiêu chí được giao.".into(),
        (_, n) => format!(
            "Trong số các cơ quan đã gửi kết quả, {} cơ quan còn tiêu chí chưa có điểm: {}.",
            count(n),
            lacking.join(", ")
        ),
    }
}

/// What the year's set of criteria holds, and which part of it the province's bodies score.
pub fn scope(figures: &Figures) -> String {
    let losses = &figures.losses;
    let province = province_kind(&figures.province);
    let year = losses.year;
    let all = losses.components.len();
    if all == 0 {
        return format!("Bộ tiêu chí năm {year} chưa có tiêu chí.");
    }
    let mut fields: Vec<_> = losses.components.iter().map(|c| &c.field).collect();
    fields.sort();
    fields.dedup();
    let whole = format!(
        "Bộ tiêu chí năm {year} gồm {} lĩnh vực, {} tiêu chí, tiêu chí thành phần có điểm (sau đây gọi chung là tiêu \
         chí), tổng điểm tối đa {}",
        count(fields.len()),
        count(all),
        points(losses.totals.max)
    );
    let own = view::self_scored(losses).count();
    let own_max = points(losses.totals.self_scored_max);
    if own == all {
        return format!("{whole}, đều do các cơ quan của {province} tự chấm.");
    }
    let others: Vec<String> = [
        (Scoring::Survey, "tiêu chí điều tra xã hội học"),
        (Scoring::Central, "tiêu chí do Trung ương chấm"),
    ]
    .into_iter()
    .filter_map(|(scoring, what)| {
        let rows: Vec<&ComponentLoss> =
            losses.components.iter().filter(|c| c.scoring == scoring).collect();
        let max: Points = rows.iter().map(|c| c.max).sum();
        (!rows.is_empty()).then(|| format!("{} {what} (tối đa {})", count(rows.len()), points(max)))
    })
    .collect();
    let others = others.join(" và ");
    if own == 0 {
        return format!(
            "{whole}; không có tiêu chí nào do các cơ quan của {province} tự chấm. Toàn bộ gồm {others}."
        );
    }
    format!(
        "{whole}; trong đó các cơ quan của {province} tự chấm {} tiêu chí (tối đa {own_max}). Phần không tự chấm gồm \
         {others}, không tính vào kết quả nêu tại Báo cáo này.",
        count(own)
    )
}

/// How many of the self-scored criteria have a score.
pub fn scored(losses: &Losses) -> String {
    let own = view::self_scored(losses).count();
    let scored = view::scored(losses).count();
    let without = view::unscored(losses).count();
    let of = |coverage| view::covered(losses, coverage).count();
    let proposed = of(Coverage::NotApplicableByAgency);
    let ruled_out = of(Coverage::NotApplicableByOffice);
    if own == 0 {
        return String::new();
    }
    if scored == own {
        return format!("Tất cả {} tiêu chí tự chấm đã có điểm.", count(own));
    }
    let mut said = Vec::new();
    if scored > 0 {
        said.push(format!("{} tiêu chí đã có điểm", count(scored)));
    }
    if without > 0 {
        let max: Points = view::unscored(losses).map(|c| c.max).sum();
        said.push(format!("{} tiêu chí chưa có điểm (tối đa {})", count(without), points(max)));
    }
    if proposed > 0 {
        said.push(format!(
            "{} tiêu chí được cơ quan chủ trì đề nghị không áp dụng",
            count(proposed)
        ));
    }
    if ruled_out > 0 {
        said.push(format!("{} tiêu chí được thống nhất không áp dụng", count(ruled_out)));
    }
    if without == own {
        return format!("Chưa có tiêu chí nào trong {} tiêu chí tự chấm có điểm.", count(own));
    }
    format!("Trong {} tiêu chí tự chấm: {}.", count(own), said.join("; "))
}

/// Scores without evidence, which need an explanation.
pub fn evidence(losses: &Losses) -> String {
    let bare: Vec<&ComponentLoss> = view::without_evidence(losses).collect();
    let unexplained = bare.iter().filter(|c| c.explanation.trim().is_empty()).count();
    match (bare.len(), unexplained) {
        (0, _) => String::new(),
        (n, 0) => format!(
            "{} tiêu chí đã có điểm nhưng chưa có tài liệu kiểm chứng, đều đã có giải trình.",
            count(n)
        ),
        (n, m) if n == m => {
            format!(
                "{} tiêu chí đã có điểm nhưng chưa có tài liệu kiểm chứng và giải trình.",
                count(n)
            )
        }
        (n, m) => format!(
            "{} tiêu chí đã có điểm nhưng chưa có tài liệu kiểm chứng, trong đó {} tiêu chí chưa có giải trình.",
            count(n),
            count(m)
        ),
    }
}

/// Criteria that another body scored besides the one that leads them, and whose score counts: the lead's, or the one
/// that was chosen in the review.
pub fn scored_twice(losses: &Losses) -> String {
    let twice = || view::self_scored(losses).filter(|c| !c.also_scored_by.is_empty());
    let (n, chosen) = (twice().count(), twice().filter(|c| c.score_chosen).count());
    let counts = match chosen {
        _ if n == 0 => return String::new(),
        0 => "theo điểm của cơ quan chủ trì".to_owned(),
        all if all == n => "theo điểm đã chọn khi rà soát".to_owned(),
        some => format!(
            "theo điểm đã chọn khi rà soát đối với {} tiêu chí, theo điểm của cơ quan chủ trì đối với {} tiêu chí còn lại",
            count(some),
            count(n - some)
        ),
    };
    format!("{} tiêu chí được nhiều cơ quan cùng chấm; Báo cáo tính {counts}.", count(n))
}

/// What the office ruled not applicable, with its reasons, and what bodies ask to be ruled so.
pub fn not_applicable(losses: &Losses) -> String {
    let ruled: Vec<&ComponentLoss> =
        view::covered(losses, Coverage::NotApplicableByOffice).collect();
    let proposed: Vec<&ComponentLoss> =
        view::covered(losses, Coverage::NotApplicableByAgency).collect();
    let mut said = Vec::new();
    if !ruled.is_empty() {
        let max: Points = ruled.iter().map(|c| c.max).sum();
        said.push(format!(
            "Có {} tiêu chí được thống nhất không áp dụng (tối đa {}, không tính điểm và không tính là mất điểm): {}.",
            count(ruled.len()),
            points(max),
            with_reasons(&ruled)
        ));
    }
    if !proposed.is_empty() {
        said.push(format!(
            "Có {} tiêu chí được cơ quan chủ trì đề nghị không áp dụng, chưa thống nhất: {}.",
            count(proposed.len()),
            super::losses::with_bodies(&proposed)
        ));
    }
    said.join(" ")
}

/// "2.1.3 (lý do: …); 2.1.4 (…)".
pub(crate) fn with_reasons(rows: &[&ComponentLoss]) -> String {
    let told = rows.iter().map(|c| match inline(&c.reason) {
        none if none.is_empty() => c.code.to_string(),
        reason => format!("{} (lý do: {reason})", c.code),
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What was sent back and is not answered yet, and with whom it is open.
pub fn awaiting(losses: &Losses) -> String {
    let rows: Vec<&ComponentLoss> = view::awaiting(losses).collect();
    if rows.is_empty() {
        return String::new();
    }
    let told = rows.iter().map(|c| {
        let who = match view::agency(c) {
            view::NO_LEAD => "chưa phân công cơ quan chủ trì".to_owned(),
            name => inline(name),
        };
        let by = c.answer_by.map(|day| format!(", trả lời trước ngày {}", short_date(day)));
        format!("{} ({who}{})", c.code, by.unwrap_or_default())
    });
    format!(
        "Có {} tiêu chí đã gửi lại, đang chờ giải trình: {}.",
        count(rows.len()),
        told.collect::<Vec<_>>().join(", ")
    )
}
