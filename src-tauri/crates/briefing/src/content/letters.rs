//! What goes to the bodies and to the provincial committee besides the report: công văn and phiếu.

use scorebook::losses::ComponentLoss;
use scorebook::{Points, Snapshot};

use super::table::{Align, Cell, Column, RowKind, Table};
use super::{Block, DocumentKind, Letter, annexes, enumeration, paragraph};
use crate::form::{BriefingForm, province_in_text, province_kind};
use crate::sentences::{letters as said, result};
use crate::view;
use crate::words::{self, BLANK};

/// Bodies with rows of interest: not the issuing one, which writes no letter to itself, and not the rows that
/// nobody leads.
fn addressees<'a>(
    rows: impl Iterator<Item = &'a ComponentLoss>,
    form: &BriefingForm,
) -> Vec<(&'a str, Vec<&'a ComponentLoss>)> {
    view::by_agency(rows)
        .into_iter()
        .filter(|(name, _)| *name != view::NO_LEAD && *name != form.body.trim())
        .collect()
}

/// "Thực hiện Công văn …, " where the form has a basis.
fn basis(form: &BriefingForm) -> String {
    match words::inline(&form.basis) {
        basis if basis.is_empty() => String::new(),
        basis => format!("{basis}, "),
    }
}

/// "kết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024 của tỉnh Sông Mây".
fn matter(snapshot: &Snapshot) -> String {
    let figures = &snapshot.figures;
    format!(
        "kết quả tự chấm điểm Chỉ số cải cách hành chính năm {} của {}",
        figures.losses.year,
        province_in_text(&figures.province)
    )
}

/// Công văn đề nghị khắc phục, one for each body with losses.
pub(super) fn remedies(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Letter> {
    let losses = &snapshot.figures.losses;
    let year = losses.year;
    let body = form.body.trim();
    let letter = |(agency, rows): (&str, Vec<&ComponentLoss>)| {
        let name = words::inline(agency);
        let opening = words::capitalised(&format!(
            "{}{body} đã tổng hợp {} (số liệu chốt lúc {}).",
            basis(form),
            matter(snapshot),
            words::moment(snapshot.taken_at)
        ));
        let mut blocks = Vec::new();
        blocks.extend(paragraph([opening]));
        blocks.extend(paragraph([
            said::losses_of(&name, &rows, losses.baseline_year),
            "Danh mục nêu tại Phụ lục kèm theo Công văn này.".into(),
        ]));
        blocks.push(Block::Paragraph {
            text: format!("{body} đề nghị {name} thực hiện các nội dung sau:"),
        });
        let committee = format!("Ủy ban nhân dân {}", province_kind(&snapshot.figures.province));
        blocks.extend(enumeration(said::remedy_requests(&rows, body, &committee)));
        let title = format!(
            "DANH MỤC TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM NĂM {year}\nDO {} CHỦ TRÌ",
            name.to_uppercase()
        );
        let reference = annexes::reference("Công văn", snapshot, form);
        let list = annexes::lost(losses, &rows, false, None);
        Letter {
            agency: Some(agency.to_owned()),
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
    addressees(view::listed(losses), form).into_iter().map(letter).collect()
}

/// Công văn đề nghị bố trí lịch họp, to the provincial committee.
pub(super) fn meeting(snapshot: &Snapshot, form: &BriefingForm) -> Letter {
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
        .filter(|name| name.trim() != body)
        .collect();
    let present =
        if others.is_empty() { String::new() } else { format!("; {}", others.join("; ")) };
    blocks.extend(enumeration(vec![
        format!("Thời gian: {BLANK} giờ {BLANK} phút, ngày {BLANK} tháng {BLANK} năm {BLANK}"),
        format!("Địa điểm: {BLANK}"),
        format!("Chủ trì: Lãnh đạo {committee}"),
        format!("Thành phần: đại diện lãnh đạo {body}{present}"),
        format!(
            "Nội dung: nghe báo cáo {report}; xem xét các tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm so với năm \
             {} và giải pháp khắc phục; cho ý kiến về kết quả tự chấm trước khi báo cáo Bộ Nội vụ",
            losses.baseline_year
        ),
        format!(
            "Tài liệu: Báo cáo nhanh của {body} và các phụ lục kèm theo (bản chốt số liệu {})",
            snapshot.code()
        ),
    ]));
    Letter {
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
    }
}

/// Phiếu yêu cầu giải trình, one for each body with something to explain.
pub(super) fn explanations(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Letter> {
    let losses = &snapshot.figures.losses;
    let body = form.body.trim();
    let open = view::self_scored(losses).filter(|c| !said::to_explain(c).is_empty());
    addressees(open, form)
        .into_iter()
        .map(|(agency, rows)| {
            let name = words::inline(agency);
            let mut blocks = Vec::new();
            blocks.extend(paragraph([words::capitalised(&format!(
                "Qua rà soát {} (số liệu chốt lúc {}), {body} đề nghị {name} giải trình, bổ sung tài liệu kiểm chứng đối với \
                 {} tiêu chí do cơ quan chủ trì như sau:",
                matter(snapshot),
                words::moment(snapshot.taken_at),
                words::count(rows.len())
            ))]));
            blocks.push(Block::Table(questions(&rows)));
            Letter {
                agency: Some(agency.to_owned()),
                addressees: vec![name.clone()],
                subject: format!(
                    "Về kết quả tự chấm điểm Chỉ số cải cách hành chính năm {}",
                    losses.year
                ),
                title: format!("Phiếu yêu cầu giải trình gửi {name}, năm {}", losses.year),
                blocks,
                closing: format!(
                    "Đề nghị {name} ghi nội dung giải trình vào cột cuối, gửi kèm tài liệu về {body} trước ngày {BLANK} tháng \
                     {BLANK} năm {BLANK} để tổng hợp. Tiêu chí không có giải trình và tài liệu kiểm chứng được tổng hợp, \
                     báo cáo theo số liệu hiện có./."
                ),
                recipients: recipients(snapshot, form, DocumentKind::ExplanationRequest),
                annexes: Vec::new(),
            }
        })
        .collect()
}

fn questions(rows: &[&ComponentLoss]) -> Table {
    let mut table = Table::new(
        "Các tiêu chí cần giải trình",
        11,
        annexes::opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            43,
            13,
            [
                Column::new("Tự chấm", 14, Align::Right),
                Column::new("Nội dung đề nghị giải trình", 37, Align::Left),
                Column::new("Giải trình của cơ quan", 32, Align::Left),
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
                    Cell::new(words::capitalised(&said::to_explain(c).join("; "))),
                    Cell::new(""),
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
        Cell::spanning("", 2),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    table
}

/// A letter to a body goes to the committee too, so that it can follow (the dispatch of the committee asks so).
fn recipients(snapshot: &Snapshot, form: &BriefingForm, kind: DocumentKind) -> Vec<String> {
    let committee = province_kind(&snapshot.figures.province);
    let kept = form.recipients.iter().filter(|r| words::bare(r).starts_with("Lưu")).cloned();
    let mut list = vec!["Như trên".to_owned()];
    match kind {
        DocumentKind::RemedyLetter => list.push(format!("UBND {committee} (để theo dõi)")),
        DocumentKind::MeetingRequest => list.push(format!("VP UBND {committee}")),
        _ => {}
    }
    list.extend(kept);
    list
}
