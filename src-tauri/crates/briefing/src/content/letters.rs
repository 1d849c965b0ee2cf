//! What goes to the bodies and to the provincial committee besides the report: công văn.

use scorebook::losses::{ComponentLoss, Gathered};
use scorebook::{Points, Snapshot};

use super::table::{Align, Cell, Column, RowKind, Table};
use super::{Block, DocumentKind, Letter, annexes, numbered_points, paragraph};
use crate::form::{BriefingForm, province_in_text, province_kind};
use crate::sentences::{letters as said, result};
use crate::view;
use crate::words::{self, BLANK};

/// Bodies that something is asked of: not the issuing one, which writes no letter to itself, and not the rows that
/// nobody answers for. In Vietnamese order.
fn addressees<'a>(groups: Vec<Gathered<'a>>, form: &BriefingForm) -> Vec<Gathered<'a>> {
    let others = groups
        .into_iter()
        .filter(|g| !g.label.is_empty() && !view::is_same_body(g.label, &form.body));
    others.collect()
}

/// Nothing is scored yet: nobody can claim to have put anything together, and nothing can be asked about.
fn nothing_scored(snapshot: &Snapshot) -> bool {
    view::scored(&snapshot.figures.losses).next().is_none()
}

/// What the committee's dispatch says of who answers for losses, where the form has it.
pub(super) fn responsibility(form: &BriefingForm) -> String {
    match words::inline(&form.responsibility) {
        none if none.is_empty() => String::new(),
        said => format!("{said}."),
    }
}

/// "1. …", "2. …": what a letter asks for; one request is a sentence.
fn requests(opening: &str, mut items: Vec<String>) -> Vec<Block> {
    if items.len() == 1 {
        let only = words::uncapitalised(words::bare(&items.remove(0)));
        return vec![Block::Paragraph { text: format!("{opening} {only}.") }];
    }
    let mut blocks =
        vec![Block::Paragraph { text: format!("{opening} thực hiện các nội dung sau:") }];
    blocks.extend(numbered_points(items));
    blocks
}

/// "Thực hiện Công văn …, " where the form has a basis.
pub(super) fn basis(form: &BriefingForm) -> String {
    match words::inline(&form.basis) {
        basis if basis.is_empty() => String::new(),
        basis => format!("{basis}, "),
    }
}

/// "kết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024 của tỉnh Sông Mây".
pub(super) fn matter(snapshot: &Snapshot) -> String {
    let figures = &snapshot.figures;
    format!(
        "kết quả tự chấm điểm Chỉ số cải cách hành chính năm {} của {}",
        figures.losses.year,
        province_in_text(&figures.province)
    )
}

/// Công văn đề nghị khắc phục, one for each body that answers for losses or for a part of one.
pub(super) fn remedies(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Letter> {
    if nothing_scored(snapshot) {
        return Vec::new();
    }
    let losses = &snapshot.figures.losses;
    let year = losses.year;
    let body = form.body.trim();
    let letter = |group: &Gathered<'_>| {
        let name = words::inline(group.label);
        let rows: Vec<&ComponentLoss> = group.rows().collect();
        let opening = words::capitalised(&format!(
            "{}{body} đã tổng hợp {} (số liệu chốt lúc {}).",
            basis(form),
            matter(snapshot),
            words::moment(snapshot.taken_at)
        ));
        let mut blocks = Vec::new();
        blocks.extend(paragraph([opening]));
        blocks.extend(paragraph([
            said::losses_of(&name, group, losses.baseline_year),
            "Danh mục nêu tại Phụ lục kèm theo Công văn này.".into(),
        ]));
        blocks.extend(paragraph([responsibility(form)]));
        let committee = format!("Ủy ban nhân dân {}", province_kind(&snapshot.figures.province));
        let items = said::remedy_requests(group, body, &committee, form.day(snapshot));
        blocks.extend(requests(&format!("{body} đề nghị {name}"), items));
        let title = format!(
            "DANH MỤC TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM NĂM {year}\nTHUỘC TRÁCH NHIỆM CỦA {}",
            name.to_uppercase()
        );
        let reference = annexes::reference("Công văn", form);
        let mut list = annexes::lost(losses, &rows, annexes::Stories::OfOneBody, None);
        list.extend(parts_note(group));
        Letter {
            agency: Some(group.label.to_owned()),
            addressees: vec![name.clone()],
            subject: format!(
                "V/v đề nghị khắc phục nội dung mất điểm, giảm điểm Chỉ số cải cách hành chính năm {year}"
            ),
            title: format!("Công văn đề nghị {name} khắc phục nội dung mất điểm năm {year}"),
            blocks,
            closing: format!("{body} đề nghị {name} quan tâm, phối hợp thực hiện./."),
            recipients: recipients(snapshot, form, DocumentKind::RemedyLetter),
            annexes: annexes::numbered(vec![(title, list)], &reference, snapshot),
        }
    };
    addressees(view::in_order(losses, view::listed(losses)), form).iter().map(letter).collect()
}

/// Which rows of the list are not the body's alone, and what its part of them comes to.
fn parts_note(group: &Gathered<'_>) -> Option<Block> {
    let parts: Vec<String> = group
        .answers
        .iter()
        .filter(|a| !a.is_whole())
        .map(|a| {
            let (own, all) = a.parts;
            format!("{} ({own}/{all}, tương ứng {})", a.row.code, words::points(a.lost))
        })
        .collect();
    (!parts.is_empty()).then(|| Block::Note {
        text: format!(
            "Ghi chú: cơ quan chịu trách nhiệm một phần đối với tiêu chí {}.",
            parts.join(", ")
        ),
    })
}

/// Công văn đề nghị bố trí lịch họp, to the provincial committee.
pub(super) fn meeting(snapshot: &Snapshot, form: &BriefingForm) -> Option<Letter> {
    if nothing_scored(snapshot) {
        return None;
    }
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let body = form.body.trim();
    let addressee = words::bare(&form.addressee);
    let committee = format!("Ủy ban nhân dân {}", province_kind(&figures.province));
    let report = matter(snapshot);
    let mut blocks = Vec::new();
    blocks.extend(paragraph([
        words::capitalised(&format!(
            "{}{body} đã tổng hợp {report} (số liệu chốt lúc {}).",
            basis(form),
            words::moment(snapshot.taken_at)
        )),
        result::total(losses),
    ]));
    blocks.push(Block::Paragraph {
        text: format!(
            "Để kịp hoàn thiện hồ sơ, báo cáo chính thức cho Bộ Nội vụ, {body} kính đề nghị {addressee} bố trí lịch họp \
             nghe báo cáo nhanh {report}, cụ thể như sau:"
        ),
    });
    let others: Vec<String> = figures
        .agencies
        .iter()
        .map(|a| words::inline(&a.name))
        .filter(|name| !view::is_same_body(name, body))
        .collect();
    let present =
        if others.is_empty() { String::new() } else { format!(", {}", others.join(", ")) };
    let against = if annexes::has_baseline(losses) {
        format!(", giảm điểm so với năm {}", losses.baseline_year)
    } else {
        String::new()
    };
    blocks.extend(numbered_points(vec![
        format!("Thời gian: {BLANK} giờ {BLANK} phút, ngày {BLANK} tháng {BLANK} năm {BLANK}"),
        format!("Địa điểm: {BLANK}"),
        format!("Chủ trì: Lãnh đạo {committee}"),
        format!("Thành phần: đại diện lãnh đạo {body}{present}"),
        format!(
            "Nội dung: nghe báo cáo {report}; xem xét các tiêu chí chưa đạt điểm tối đa, mất điểm{against} và giải pháp \
             khắc phục; cho ý kiến về kết quả tự chấm trước khi báo cáo Bộ Nội vụ"
        ),
        format!(
            "Tài liệu: Báo cáo nhanh của {body} và các phụ lục kèm theo (bản chốt số liệu {})",
            snapshot.code()
        ),
    ]));
    Some(Letter {
        agency: None,
        addressees: vec![addressee.to_owned()],
        subject: format!(
            "V/v đề nghị bố trí lịch họp báo cáo nhanh Chỉ số cải cách hành chính năm {}",
            losses.year
        ),
        title: format!("Công văn đề nghị bố trí lịch họp báo cáo nhanh {report}"),
        blocks,
        closing: format!("{body} kính đề nghị {addressee} xem xét, bố trí./."),
        recipients: recipients(snapshot, form, DocumentKind::MeetingRequest),
        annexes: Vec::new(),
    })
}

/// Công văn đề nghị giải trình, one for each body with something to explain.
pub(super) fn explanations(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Letter> {
    if nothing_scored(snapshot) {
        return Vec::new();
    }
    let losses = &snapshot.figures.losses;
    let year = losses.year;
    let body = form.body.trim();
    let open = view::self_scored(losses).filter(|c| !said::to_explain(c).is_empty());
    let letter = |group: &Gathered<'_>| {
        let name = words::inline(group.label);
        let rows: Vec<&ComponentLoss> = group.rows().collect();
        let mut blocks = Vec::new();
        blocks.extend(paragraph([words::capitalised(&format!(
            "{}{body} đã rà soát {} (số liệu chốt lúc {}). Qua rà soát, có {} tiêu chí do {name} chủ trì cần giải trình, bổ \
             sung, nêu tại Phụ lục kèm theo Công văn này.",
            basis(form),
            matter(snapshot),
            words::moment(snapshot.taken_at),
            words::count(rows.len())
        ))]));
        blocks.extend(paragraph([responsibility(form)]));
        blocks.push(Block::Paragraph {
            text: format!(
                "{body} đề nghị {name} giải trình, bổ sung tài liệu kiểm chứng theo nội dung nêu tại Phụ lục, gửi về {body} \
                 trước ngày {BLANK} tháng {BLANK} năm {BLANK} để tổng hợp. Tiêu chí không có giải trình và tài liệu kiểm chứng \
                 được tổng hợp, báo cáo theo số liệu hiện có."
            ),
        });
        let title = format!("NỘI DUNG ĐỀ NGHỊ {} GIẢI TRÌNH NĂM {year}", name.to_uppercase());
        let reference = annexes::reference("Công văn", form);
        let list = vec![Block::Table(questions(&rows))];
        Letter {
            agency: Some(group.label.to_owned()),
            addressees: vec![name.clone()],
            subject: format!(
                "V/v đề nghị giải trình kết quả tự chấm điểm Chỉ số cải cách hành chính năm {year}"
            ),
            title: format!("Công văn đề nghị {name} giải trình kết quả tự chấm năm {year}"),
            blocks,
            closing: format!("{body} đề nghị {name} quan tâm, phối hợp thực hiện./."),
            recipients: recipients(snapshot, form, DocumentKind::ExplanationRequest),
            annexes: annexes::numbered(vec![(title, list)], &reference, snapshot),
        }
    };
    addressees(view::by_lead(losses, open), form).iter().map(letter).collect()
}

fn questions(rows: &[&ComponentLoss]) -> Table {
    let mut table = Table::new(
        "Các tiêu chí cần giải trình",
        11,
        annexes::opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            58,
            13,
            [
                Column::new("Tự chấm", 14, Align::Right),
                Column::new("Thống nhất", 14, Align::Right),
                Column::new("Lý do thống nhất", 39, Align::Left),
                Column::new("Nội dung đề nghị giải trình", 46, Align::Left),
                Column::new("Giải trình của cơ quan", 42, Align::Left),
            ],
        ),
    )
    .on_sheet("Giải trình");
    for (i, c) in rows.iter().enumerate() {
        table.push(
            RowKind::Component,
            annexes::opening_cells(
                i,
                c,
                [
                    Cell::figure(c.reported),
                    Cell::figure(c.agreed),
                    Cell::new(c.reason.trim()),
                    Cell::new(words::capitalised(&said::to_explain(c).join("; "))),
                    // what the file says already is not asked for again
                    Cell::new(c.explanation.trim()),
                ],
            ),
        );
    }
    let sum = |of: fn(&ComponentLoss) -> Option<Points>| {
        rows.iter()
            .filter_map(|c| of(c))
            .fold(None, |sum: Option<Points>, p| Some(sum.unwrap_or_default() + p))
    };
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        Cell::figure(sum(|c| Some(c.max))),
        Cell::figure(sum(|c| c.reported)),
        Cell::figure(sum(|c| c.agreed)),
        Cell::spanning("", 3),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    table
}

/// A letter to a body goes to the committee too, so that it can follow (the dispatch of the committee asks so).
pub(super) fn recipients(
    snapshot: &Snapshot,
    form: &BriefingForm,
    kind: DocumentKind,
) -> Vec<String> {
    let committee = province_kind(&snapshot.figures.province);
    let kept = form.recipients.iter().filter(|r| words::bare(r).starts_with("Lưu")).cloned();
    let mut list = vec!["Như trên".to_owned()];
    match kind {
        DocumentKind::RemedyLetter | DocumentKind::Reminder => {
            list.push(format!("UBND {committee} (để theo dõi)"));
        }
        DocumentKind::MeetingRequest => list.push(format!("VP UBND {committee}")),
        _ => {}
    }
    list.extend(kept);
    list
}
