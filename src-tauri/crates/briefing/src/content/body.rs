//! Parts I to IV, in the long form.

use scorebook::Snapshot;
use scorebook::losses::{Losses, Totals};
use scorebook::snapshot::Figures;

use super::table::{Align, Cell, Column, RowKind, Table};
use super::{Block, Section, annexes, chart, enumeration, paragraph, remarks, summary};
use crate::form::{BriefingForm, province_in_text};
use crate::sentences::{baseline_word, losses as loss_sentences, progress, proposals, result};
use crate::view;
use crate::words;

pub(super) fn blocks(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Block> {
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let body = form.body.trim();
    let mut at = Outline::default();

    let mut blocks = vec![opening(snapshot, form), summary::summary(snapshot, form)];

    blocks.push(at.part("TÌNH HÌNH TRIỂN KHAI"));
    // who has not sent, or not all, is told with the criteria when it has no place of its own
    let doubts =
        paragraph([progress::not_received(&figures.agencies), progress::completeness(figures)]);
    let told_apart = goes(Section::Progress, form);
    if told_apart {
        blocks.push(at.clause("Tiến độ gửi kết quả tự chấm"));
        blocks.extend(paragraph([
            progress::received(&figures.agencies, body),
            progress::late(figures),
        ]));
        blocks.extend(doubts.clone());
    }
    blocks.push(at.clause("Khối lượng tiêu chí"));
    blocks.extend(doubts.filter(|_| !told_apart));
    blocks.extend(paragraph([progress::scope(figures)]));
    blocks.extend(paragraph([
        progress::scored(losses),
        progress::evidence(losses),
        annex_of_evidence(figures, form),
        progress::scored_twice(losses),
    ]));
    blocks.extend(paragraph([progress::not_applicable(losses), progress::awaiting(losses)]));
    blocks.extend(remarks(&form.remarks_progress));

    blocks.push(at.part("KẾT QUẢ TỰ CHẤM ĐIỂM"));
    blocks.push(at.clause("Kết quả chung"));
    blocks.extend(paragraph([
        result::total(losses),
        result::at_maximum(losses),
        result::ladder(losses),
    ]));
    blocks.extend(paragraph(result::against_baseline(losses)));
    blocks.extend(paragraph([result::caution(figures)]));
    let chart = chart::by_field(losses).filter(|_| goes(Section::Chart, form));
    if goes(Section::Fields, form) {
        blocks.push(at.clause("Kết quả theo lĩnh vực"));
        blocks.extend(by_field(losses));
    } else {
        let text = "Kết quả từng tiêu chí nêu tại Phụ lục I kèm theo Báo cáo này.".into();
        blocks.push(Block::Paragraph { text });
    }
    blocks.extend(chart);
    blocks.extend(remarks(&form.remarks_result));

    blocks.push(at.part("TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM"));
    blocks.extend(lost(snapshot, form, &mut at));
    blocks.extend(remarks(&form.remarks_losses));

    blocks.push(at.part("ĐÁNH GIÁ, ĐỀ XUẤT, KIẾN NGHỊ"));
    if goes(Section::Assessment, form) {
        blocks.push(at.clause("Đánh giá"));
        blocks.extend(paragraph(proposals::assessment(losses)));
    }
    blocks.push(at.clause("Đề xuất, kiến nghị"));
    let on = form.day(snapshot);
    blocks.extend(paragraph([proposals::own_part(figures, body, on)]));
    blocks.extend(requests(proposals::proposals(figures, body, on), form));
    let mut own = remarks(&form.remarks).peekable();
    if own.peek().is_some() {
        blocks.push(at.clause(&format!("Ý kiến bổ sung của {body}")));
        blocks.extend(own);
    }
    blocks
}

fn goes(section: Section, form: &BriefingForm) -> bool {
    !form.sections_left_out.contains(&section)
}

/// Numbers parts I, II… and, within each, clauses 1, 2…
#[derive(Default)]
pub(super) struct Outline {
    part: usize,
    clause: usize,
}

impl Outline {
    pub(super) fn part(&mut self, title: &str) -> Block {
        self.part += 1;
        self.clause = 0;
        Block::Part { number: format!("{}.", words::roman(self.part)), title: title.to_owned() }
    }

    pub(super) fn clause(&mut self, title: &str) -> Block {
        self.clause += 1;
        Block::Clause { number: format!("{}.", self.clause), title: title.to_owned() }
    }
}

/// What orders the report, and which figures it is drawn from.
pub(super) fn opening(snapshot: &Snapshot, form: &BriefingForm) -> Block {
    let figures = &snapshot.figures;
    let report = format!(
        "{} báo cáo nhanh kết quả tự chấm điểm Chỉ số cải cách hành chính năm {} của {} (số liệu chốt lúc {}) như sau:",
        form.body.trim(),
        figures.losses.year,
        province_in_text(&figures.province),
        words::moment(snapshot.taken_at)
    );
    let basis = words::inline(&form.basis);
    let text =
        if basis.is_empty() { words::capitalised(&report) } else { format!("{basis}, {report}") };
    Block::Paragraph { text }
}

fn by_field(losses: &Losses) -> Vec<Block> {
    let mut blocks = Vec::new();
    blocks.extend(paragraph([result::field_shares(losses), result::field_changes(losses)]));
    blocks.push(Block::Paragraph {
        text: "Kết quả theo từng lĩnh vực (chi tiết tại Phụ lục I kèm theo Báo cáo này) như sau:"
            .into(),
    });
    blocks.push(Block::Table(field_table(losses)));
    blocks.extend(field_notes(losses));
    blocks
}

/// What the table by field needs said under it.
pub(super) fn field_notes(losses: &Losses) -> Option<Block> {
    let mut notes = Vec::new();
    let compared = view::compared(losses).count();
    if annexes::has_baseline(losses) && compared != view::scored(losses).count() {
        notes.push(match compared {
            0 => "(*) Chưa có tiêu chí nào so sánh được ở cả hai năm.".to_owned(),
            _ => format!(
                "(*) Chỉ tính {} tiêu chí so sánh được ở cả hai năm.",
                words::count(compared)
            ),
        });
    }
    if has_open(&losses.totals) {
        notes.push(
            "Điểm của các tiêu chí chưa có điểm, không áp dụng không tính là mất điểm.".into(),
        );
    }
    (!notes.is_empty()).then(|| Block::Note { text: format!("Ghi chú: {}", notes.join(" ")) })
}

pub(super) fn field_table(losses: &Losses) -> Table {
    // sums of last year may leave out leaves that are new this year: then the row does not subtract, and says so
    let mark =
        if view::compared(losses).count() == view::scored(losses).count() { "" } else { " (*)" };
    let prior = match losses.baseline_kind {
        Some(kind) => format!("Điểm năm {} ({}){mark}", losses.baseline_year, baseline_word(kind)),
        None => format!("Điểm năm {}{mark}", losses.baseline_year),
    };
    let now = if view::reviewed(losses) {
        "Điểm năm {} (sau rà soát)"
    } else {
        "Điểm tự chấm năm {}"
    };
    let open = has_open(&losses.totals);
    let against = annexes::has_baseline(losses);
    let mut columns = vec![
        Column::new("Điểm tối đa phần tự chấm", 18, Align::Right),
        Column::new(now.replace("{}", &losses.year.to_string()), 18, Align::Right),
        Column::new("Mất điểm", 17, Align::Right),
    ];
    if against {
        columns.insert(1, Column::new(prior, 18, Align::Right));
        columns.insert(3, Column::new(format!("Tăng (+), giảm (−){mark}"), 18, Align::Right));
    }
    if open {
        columns.push(Column::new("Chưa có điểm, không áp dụng", 17, Align::Right));
    }
    let taken: u32 = columns.iter().map(|c| c.width_mm).sum();
    let names = PORTRAIT_MM - 11 - taken;
    columns.insert(0, Column::new("Lĩnh vực", names, Align::Left));
    columns.insert(0, Column::new("STT", 11, Align::Center));
    let mut table =
        Table::new("Kết quả tự chấm điểm theo lĩnh vực", 11, columns).on_sheet("Theo lĩnh vực");
    let fields = losses.nodes.iter().filter(|n| n.depth == 1);
    for (i, field) in fields.enumerate() {
        let compared = view::compared(losses).any(|c| c.field == field.code);
        let mut cells =
            vec![Cell::new((i + 1).to_string()), Cell::new(words::running(field.name.trim()))];
        cells.extend(field_figures(&field.totals, against.then_some(compared), open));
        table.push(RowKind::Component, cells);
    }
    let mut cells = vec![Cell::spanning("Tổng cộng", 2)];
    let compared = view::compared(losses).next().is_some();
    cells.extend(field_figures(&losses.totals, against.then_some(compared), open));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    table
}

/// The width of the text on a portrait page, in millimetres.
const PORTRAIT_MM: u32 = 165;

fn has_open(t: &Totals) -> bool {
    !(t.missing_max + t.not_applicable_max).is_zero()
}

/// Maximum, last year, this year, change, lost, open: figures that do not exist are dashes. `compared` is none when
/// there is no last year.
fn field_figures(t: &Totals, compared: Option<bool>, open: bool) -> Vec<Cell> {
    let (own, scored) = (t.self_scored > 0, t.scored > 0);
    let mut cells = vec![
        Cell::figure(own.then_some(t.self_scored_max)),
        Cell::figure(scored.then_some(t.counted)),
        Cell::figure(scored.then_some(t.lost)),
    ];
    if let Some(compared) = compared {
        cells.insert(1, Cell::figure(compared.then_some(t.baseline)));
        cells.insert(3, Cell::signed(compared.then_some(t.change)));
    }
    if open {
        let open_points = t.missing_max + t.not_applicable_max;
        cells.push(Cell::figure((!open_points.is_zero()).then_some(open_points)));
    }
    cells
}

pub(super) fn annex_of_evidence(figures: &Figures, form: &BriefingForm) -> String {
    annexes::Numbers::of(figures, form).evidence.map_or_else(String::new, |number| {
        format!("Danh mục và nội dung giải trình nêu tại Phụ lục {number} kèm theo Báo cáo này.")
    })
}

/// The text points to every annex.
pub(super) fn annexes_of_losses(figures: &Figures, form: &BriefingForm) -> Option<Block> {
    let losses = &figures.losses;
    let numbers = annexes::Numbers::of(figures, form);
    let agencies = numbers.agencies.map_or_else(String::new, |number| {
        format!("Danh mục theo từng cơ quan nêu tại Phụ lục {number} kèm theo Báo cáo này.")
    });
    let recoverable = numbers.recoverable.map_or_else(String::new, |number| {
        let rows: Vec<_> = view::recoverable(losses).collect();
        let sum = rows.iter().map(|c| c.gain()).sum();
        format!(
            "{} tiêu chí còn khắc phục được, có thể nâng thêm {}, nêu tại Phụ lục {number} kèm theo Báo cáo này.",
            words::count(rows.len()),
            words::points(sum)
        )
    });
    let heat = numbers.heat.map_or_else(String::new, |number| {
        format!("Điểm mất theo lĩnh vực và cơ quan nêu tại Phụ lục {number} kèm theo Báo cáo này.")
    });
    let risk = numbers.risk.map_or_else(String::new, |number| {
        format!(
            "Các tiêu chí có nguy cơ bị trừ điểm khi thẩm định nêu tại Phụ lục {number} kèm theo Báo cáo này."
        )
    });
    let adjusted = numbers.adjusted.map_or_else(String::new, |number| {
        format!(
            "Các tiêu chí điều chỉnh điểm, không áp dụng, đang chờ giải trình và lý do nêu tại Phụ lục {number} kèm theo Báo cáo này."
        )
    });
    let scenario = annexes::chosen_scenario(figures, form).zip(numbers.scenario);
    let scenario = scenario.map_or_else(String::new, |((kept, what_if), number)| {
        let sentence = annexes::scenario_sentence(figures, kept, &what_if);
        format!("{sentence} (chi tiết tại Phụ lục {number} kèm theo Báo cáo này).")
    });
    paragraph([agencies, recoverable, heat, risk, adjusted, scenario])
}

fn lost(snapshot: &Snapshot, form: &BriefingForm, at: &mut Outline) -> Vec<Block> {
    let figures = &snapshot.figures;
    let losses = &figures.losses;
    let mut blocks = vec![at.clause("Tổng hợp chung")];
    let by_body = loss_sentences::by_body(losses);
    let mut summary = loss_sentences::summary(losses);
    if !by_body.is_empty() {
        summary.push("Danh mục đầy đủ nêu tại Phụ lục II kèm theo Báo cáo này.".into());
    }
    blocks.extend(paragraph(summary));
    blocks.extend(paragraph([loss_sentences::above_maximum(losses)]));
    blocks.extend(paragraph([loss_sentences::fallen(losses)]));
    if !by_body.is_empty() {
        if goes(Section::ByAgency, form) {
            blocks.push(at.clause("Theo cơ quan chịu trách nhiệm"));
            blocks.extend(enumeration(by_body));
        }
        if goes(Section::Largest, form) {
            blocks.push(at.clause("Các tiêu chí mất nhiều điểm"));
            let points = loss_sentences::largest(losses).into_iter().enumerate();
            blocks.extend(points.map(|(i, text)| Block::Point {
                letter: format!("{})", words::point_letter(i)),
                text,
            }));
            blocks.extend(paragraph([loss_sentences::the_rest(losses)]));
        }
    }
    blocks.extend(annexes_of_losses(figures, form));
    let unscored = loss_sentences::unscored(figures);
    if !unscored.is_empty() {
        blocks.push(at.clause("Các tiêu chí tự chấm chưa có điểm"));
        blocks.extend(enumeration(unscored));
    }
    blocks
}

/// One request is a sentence; several are points.
pub(super) fn requests(mut items: Vec<String>, form: &BriefingForm) -> Vec<Block> {
    let (body, addressee) = (form.body.trim(), words::bare(&form.addressee));
    if items.len() == 1 {
        let lower = words::uncapitalised(&items.remove(0));
        return vec![Block::Paragraph {
            text: format!("{body} kính đề nghị {addressee} {lower}."),
        }];
    }
    let lead = format!("{body} kính đề nghị {addressee} xem xét, chỉ đạo các nội dung sau:");
    let mut blocks = vec![Block::Paragraph { text: lead }];
    blocks.extend(enumeration(items));
    blocks
}
