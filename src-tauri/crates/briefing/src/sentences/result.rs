//! Part II: the total of the self-scored part, against its maximum and against last year.

use scorebook::losses::{ComponentLoss, Coverage, Losses, NodeLoss};
use scorebook::snapshot::Figures;
use scorebook::{BaselineKind, Points};

use super::{baseline_name, quoted};
use crate::form::province_kind;
use crate::view;
use crate::words::{and_list, change, count, percent, points};

/// The total against its maximum.
pub fn total(losses: &Losses) -> String {
    let t = &losses.totals;
    let year = losses.year;
    if view::scored(losses).next().is_none() {
        return format!("Chưa có điểm tự chấm năm {year} để tổng hợp.");
    }
    let what = if view::reviewed(losses) {
        "Tổng điểm sau rà soát"
    } else {
        "Tổng điểm tự chấm"
    };
    let share = |whole| t.counted.share_of(whole).map_or_else(String::new, percent);
    let lost = |verb: &str| {
        if t.lost.is_zero() {
            "không mất điểm".to_owned()
        } else if t.lost.is_negative() {
            format!("vượt điểm tối đa {}, cần rà soát lại", points(Points::ZERO - t.lost))
        } else {
            format!("{verb} {}", points(t.lost))
        }
    };
    let not_applicable = if t.not_applicable_max.is_zero() {
        String::new()
    } else {
        format!(
            " Điểm tối đa của phần tự chấm gồm cả {} của {} tiêu chí không áp dụng, không tính là mất điểm.",
            points(t.not_applicable_max),
            count(t.not_applicable as usize)
        )
    };
    let open = t.missing_max;
    if open.is_zero() {
        return format!(
            "{what} năm {year} đạt {}/{}, bằng {} điểm tối đa của phần tự chấm; {}.{not_applicable}",
            t.counted,
            points(t.self_scored_max),
            share(t.self_scored_max),
            lost("mất")
        );
    }
    let with_score = t.counted + t.lost;
    format!(
        "{what} năm {year} của {} tiêu chí đã có điểm đạt {}/{}, bằng {}; {}. Tính trên toàn bộ phần tự chấm (tối đa \
         {}), tỷ lệ đạt {}; {} của các tiêu chí chưa có điểm chưa tính là mất điểm.{not_applicable}",
        count(view::scored(losses).count()),
        t.counted,
        points(with_score),
        share(with_score),
        lost("mất"),
        points(t.self_scored_max),
        share(t.self_scored_max),
        points(open)
    )
}

/// From what the bodies scored to what counts: raised, lowered, kept, added, ruled out. Nothing when nothing was
/// reviewed: then what they scored is what counts.
pub fn ladder(losses: &Losses) -> String {
    let mut steps =
        [Step::new("nâng", "tăng"), Step::new("hạ", "giảm"), Step::new("giữ nguyên", "")];
    let mut added = Step::new("bổ sung điểm cho", "tăng");
    let mut ruled_out = Step::new("không áp dụng", "bớt");
    for c in view::self_scored(losses) {
        let zero = Points::ZERO;
        if c.coverage() == Coverage::NotApplicableByOffice {
            ruled_out.add(c.reported.unwrap_or_default());
            continue;
        }
        match (c.agreed, c.reported) {
            (Some(agreed), Some(reported)) => {
                let by = agreed - reported;
                let [raised, lowered, kept] = &mut steps;
                match by {
                    by if by > zero => raised.add(by),
                    by if by.is_negative() => lowered.add(-by),
                    _ => kept.add(zero),
                }
            }
            (Some(agreed), None) => added.add(agreed),
            (None, _) => {}
        }
    }
    let told: Vec<String> =
        steps.iter().chain([&added, &ruled_out]).filter_map(Step::told).collect();
    if told.is_empty() {
        return String::new();
    }
    format!(
        "Các cơ quan tự chấm {}; qua rà soát: {}; tổng điểm được tính là {}.",
        points(losses.totals.reported),
        told.join(", "),
        points(losses.totals.counted)
    )
}

/// A rung of the ladder.
struct Step {
    verb: &'static str,
    effect: &'static str,
    rows: usize,
    points: Points,
}

impl Step {
    const fn new(verb: &'static str, effect: &'static str) -> Self {
        Self { verb, effect, rows: 0, points: Points::ZERO }
    }

    fn add(&mut self, by: Points) {
        self.rows += 1;
        self.points = self.points + by;
    }

    /// "hạ 03 tiêu chí (giảm 0,50 điểm)".
    fn told(&self) -> Option<String> {
        let effect = if self.points.is_zero() {
            String::new()
        } else {
            format!(" ({} {})", self.effect, points(self.points))
        };
        (self.rows > 0).then(|| format!("{} {} tiêu chí{effect}", self.verb, count(self.rows)))
    }
}

/// What stands at its maximum, and what has been kept there.
pub fn at_maximum(losses: &Losses) -> String {
    let full = |c: &&ComponentLoss| c.lost == Some(Points::ZERO) && !c.max.is_zero();
    let reached = view::scored(losses).filter(full).count();
    if reached == 0 {
        return String::new();
    }
    let kept = view::compared(losses).filter(full).filter(|c| c.baseline == Some(c.max)).count();
    let kept = match kept {
        0 => String::new(),
        n if n == reached => format!(", đều giữ được điểm tối đa như năm {}", losses.baseline_year),
        n => format!(
            ", trong đó {} tiêu chí giữ được điểm tối đa như năm {}",
            count(n),
            losses.baseline_year
        ),
    };
    format!("Có {} tiêu chí đạt điểm tối đa{kept}.", count(reached))
}

/// Against last year, over the leaves that have a score in both, with the kind of result named.
pub fn against_baseline(losses: &Losses) -> Vec<String> {
    let prior = losses.baseline_year;
    let scored = view::scored(losses).count();
    if scored == 0 {
        return Vec::new();
    }
    let Some(kind) = losses.baseline_kind else {
        return vec![format!("Chưa có kết quả năm {prior} nên không so sánh.")];
    };
    let name = baseline_name(kind);
    let rows: Vec<&ComponentLoss> = view::compared(losses).collect();
    if rows.is_empty() {
        return vec![format!(
            "Chưa có tiêu chí nào có điểm ở cả hai năm để so sánh với {name} năm {prior}."
        )];
    }
    let t = &losses.totals;
    let over = if rows.len() == scored {
        format!("tính trên tất cả {} tiêu chí đã có điểm", count(scored))
    } else {
        format!("tính trên {} tiêu chí có điểm ở cả hai năm", count(rows.len()))
    };
    let level = if t.change.is_zero() {
        format!("tổng điểm năm {} giữ nguyên ở mức {}", losses.year, points(t.baseline))
    } else {
        format!(
            "tổng điểm năm {} là {}, {} (năm {prior} là {})",
            losses.year,
            points(t.baseline + t.change),
            change(t.change),
            points(t.baseline)
        )
    };
    let mut said =
        vec![format!("So với {name} năm {prior}, {over}, {level}; {}.", movements(&rows))];
    let as_share = view::compared_as_share(losses).count();
    if as_share > 0 {
        said.push(format!(
            "{} tiêu chí thay đổi điểm tối đa, so sánh theo tỷ lệ, không cộng vào mức tăng, giảm.",
            count(as_share)
        ));
    }
    let apart = view::scored(losses)
        .filter(|c| c.change.is_none() && c.change_share.is_none() && c.baseline.is_none())
        .count();
    if apart > 0 {
        said.push(format!(
            "{} tiêu chí đã có điểm nhưng không có điểm năm {prior} nên không so sánh.",
            count(apart)
        ));
    }
    let unlike = scored - rows.len() - as_share - apart;
    if unlike > 0 {
        said.push(format!(
            "{} tiêu chí có điểm năm {prior} nhưng không so sánh được vì bộ tiêu chí thay đổi.",
            count(unlike)
        ));
    }
    said
}

/// "12 tiêu chí tăng điểm, 09 tiêu chí giảm điểm, 45 tiêu chí giữ nguyên".
fn movements(rows: &[&ComponentLoss]) -> String {
    let up = rows.iter().filter(|c| view::change(c) > Points::ZERO).count();
    let down = rows.iter().filter(|c| view::change(c).is_negative()).count();
    let same = rows.len() - up - down;
    [(up, "tăng điểm"), (down, "giảm điểm"), (same, "giữ nguyên")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{} tiêu chí {what}", count(n)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Is this year's self-score set beside figures of another nature?
pub(crate) fn is_beside_appraised(losses: &Losses) -> bool {
    let appraised = [BaselineKind::Published, BaselineKind::Appraised].map(Some);
    let compares =
        view::compared(losses).next().is_some() || view::compared_as_share(losses).next().is_some();
    appraised.contains(&losses.baseline_kind) && compares
}

/// Where this year's self-score stands beside an appraised figure, the comparison flatters and must say so.
pub fn caution(figures: &Figures) -> String {
    let losses = &figures.losses;
    let (year, prior) = (losses.year, losses.baseline_year);
    if !is_beside_appraised(losses) {
        return String::new();
    }
    let other = if losses.baseline_kind == Some(BaselineKind::Published) {
        "điểm đã công bố"
    } else {
        "điểm đã qua thẩm định"
    };
    format!(
        "Điểm năm {year} là điểm do các cơ quan của {} tự chấm, chưa qua thẩm định; điểm năm {prior} là {other}. Hai \
         loại điểm không cùng tính chất nên mức tăng, giảm chỉ để tham khảo; kết quả năm {year} có thể thấp hơn sau \
         khi thẩm định.",
        province_kind(&figures.province)
    )
}

/// The best and the weakest field by share of the maximum of what is scored, among those of which most is scored.
pub fn field_shares(losses: &Losses) -> String {
    let shares: Vec<(&str, i64)> = fields(losses)
        .filter_map(|f| {
            let t = &f.totals;
            let owed = t.missing_max;
            (t.scored > 0 && t.counted + t.lost > owed)
                .then(|| t.counted.share_of(t.counted + t.lost))
                .flatten()
                .map(|s| (f.name.as_str(), s))
        })
        .collect();
    let (Some(best), Some(worst)) =
        (shares.iter().map(|s| s.1).max(), shares.iter().map(|s| s.1).min())
    else {
        return String::new();
    };
    if shares.len() < 2 {
        return String::new();
    }
    if best == worst {
        return format!(
            "Các lĩnh vực đã chấm phần lớn tiêu chí đạt tỷ lệ như nhau, bằng {} điểm tối đa.",
            percent(best)
        );
    }
    let at = |share: i64| {
        let names: Vec<String> =
            shares.iter().filter(|s| s.1 == share).map(|s| quoted(s.0)).collect();
        let together = if names.len() > 1 { "cùng " } else { "" };
        format!("{} ({together}{})", and_list(&names), percent(share))
    };
    format!("Lĩnh vực đạt tỷ lệ điểm cao nhất là {}; thấp nhất là {}.", at(best), at(worst))
}

/// How many fields rose, fell and stayed, and which most.
pub fn field_changes(losses: &Losses) -> String {
    let changes: Vec<(&str, Points)> = fields(losses)
        .filter(|f| view::compared(losses).any(|c| c.field == f.code))
        .map(|f| (f.name.as_str(), f.totals.change))
        .collect();
    if changes.len() < 2 {
        return String::new();
    }
    let up: Vec<_> = changes.iter().copied().filter(|c| c.1 > Points::ZERO).collect();
    let down: Vec<_> = changes.iter().copied().filter(|c| c.1.is_negative()).collect();
    let same = changes.len() - up.len() - down.len();
    let mut said = Vec::new();
    if let Some(most) = up.iter().map(|c| c.1).max() {
        said.push(moved(&up, most, "tăng điểm"));
    }
    if let Some(most) = down.iter().map(|c| c.1).min() {
        said.push(moved(&down, most, "giảm điểm"));
    }
    if same == changes.len() {
        return format!(
            "So với năm {}, điểm của các lĩnh vực đều giữ nguyên.",
            losses.baseline_year
        );
    }
    if same > 0 {
        said.push(format!("{} lĩnh vực giữ nguyên", count(same)));
    }
    format!("So với năm {}, {}.", losses.baseline_year, said.join("; "))
}

/// "03 lĩnh vực tăng điểm, nhiều nhất là “A” (tăng 0,75 điểm)".
fn moved(fields: &[(&str, Points)], most: Points, what: &str) -> String {
    let names: Vec<String> = fields.iter().filter(|f| f.1 == most).map(|f| quoted(f.0)).collect();
    let which = match (fields.len(), names.len()) {
        (1, _) => "là",
        (n, m) if n == m => "gồm",
        _ => ", nhiều nhất là",
    };
    let space = if which.starts_with(',') { "" } else { " " };
    let together = if names.len() > 1 { "cùng " } else { "" };
    format!(
        "{} lĩnh vực {what}{space}{which} {} ({together}{})",
        count(fields.len()),
        and_list(&names),
        change(most)
    )
}

fn fields(losses: &Losses) -> impl Iterator<Item = &NodeLoss> {
    losses.nodes.iter().filter(|n| n.depth == 1)
}
