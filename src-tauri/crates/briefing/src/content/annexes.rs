//! Phụ lục I, the whole table; II, what was lost; then what lacks evidence, the
//! losses by body, and what can be won back, where there is something to list.

use std::collections::HashSet;

use scorebook::losses::{ComponentLoss, Losses, NodeLoss, Totals};
use scorebook::snapshot::Figures;
use scorebook::{Code, Points, Scoring, Snapshot};

use super::header::{date, number_and_symbol};
use super::table::{Align, Cell, Column, RowKind, Table};
use super::{Annex, AnnexKind, Block, scenario};
use crate::form::BriefingForm;
use crate::sentences::baseline_word;
use crate::view;
use crate::words::{self, NO_FIGURE, short_date};

/// Those of the báo cáo nhanh; one that would list nothing and whose absence the text does not point to is left
/// out.
pub(super) fn annexes(snapshot: &Snapshot, form: &BriefingForm) -> Vec<Annex> {
    let losses = &snapshot.figures.losses;
    let year = losses.year;
    let listed: Vec<&ComponentLoss> = view::listed(losses).collect();
    let mut parts = vec![
        (whole_title(year), whole(losses)),
        (
            format!("DANH MỤC TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM NĂM {year}"),
            lost(losses, &listed, true),
        ),
    ];
    if without_evidence_is_listed(losses, form) {
        parts.push((without_evidence_title(year), without_evidence(losses)));
    }
    if by_agency_is_listed(losses, form) {
        parts.push((
            format!(
                "TIÊU CHÍ CHƯA ĐẠT ĐIỂM TỐI ĐA, MẤT ĐIỂM, GIẢM ĐIỂM NĂM {year} THEO CƠ QUAN CHỦ TRÌ"
            ),
            by_agency(losses),
        ));
    }
    if recoverable_is_listed(losses, form) {
        parts.push((
            format!("TIÊU CHÍ CÒN KHẮC PHỤC ĐƯỢC, NÂNG ĐIỂM NĂM {year}"),
            recoverable(losses),
        ));
    }
    if let Some((kept, what_if)) = scenario::chosen(&snapshot.figures, form) {
        let blocks = scenario::blocks(&snapshot.figures, kept, &what_if);
        parts.push((scenario::title(kept, year), blocks));
    }
    numbered(parts, &reference("Báo cáo", snapshot, form), snapshot)
}

/// The Roman numbers of the annexes that are not always there.
pub(super) struct Numbers {
    /// Without evidence.
    pub(super) evidence: Option<String>,
    /// By body.
    pub(super) agencies: Option<String>,
    /// What can still be won back.
    pub(super) recoverable: Option<String>,
    /// The chosen scenario.
    pub(super) scenario: Option<String>,
}

impl Numbers {
    pub(super) fn of(figures: &Figures, form: &BriefingForm) -> Self {
        let losses = &figures.losses;
        let mut last = 2;
        let mut next = |is_there: bool| {
            is_there.then(|| {
                last += 1;
                words::roman(last)
            })
        };
        Self {
            evidence: next(without_evidence_is_listed(losses, form)),
            agencies: next(by_agency_is_listed(losses, form)),
            recoverable: next(recoverable_is_listed(losses, form)),
            scenario: next(scenario::chosen(figures, form).is_some()),
        }
    }
}

/// Titles and what stands under them, with Roman numbers when there are several.
pub(super) fn numbered(
    parts: Vec<(String, Vec<Block>)>,
    reference: &str,
    snapshot: &Snapshot,
) -> Vec<Annex> {
    let several = parts.len() > 1;
    parts
        .into_iter()
        .enumerate()
        .map(|(i, (title, blocks))| Annex {
            label: if several {
                format!("Phụ lục {}", words::roman(i + 1))
            } else {
                "Phụ lục".to_owned()
            },
            title,
            reference: reference.to_owned(),
            blocks,
            snapshot_line: super::snapshot_line(snapshot),
        })
        .collect()
}

/// "(Kèm theo Báo cáo số 05/BC-SNV ngày 08 tháng 01 năm 2025 của Sở Nội vụ)".
pub(super) fn reference(what: &str, snapshot: &Snapshot, form: &BriefingForm) -> String {
    format!(
        "(Kèm theo {what} số {} {} của {})",
        number_and_symbol(form),
        date(snapshot, form),
        words::inline(&form.body)
    )
}

pub(super) fn whole_title(year: i32) -> String {
    format!("BẢNG TỔNG HỢP KẾT QUẢ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}")
}

pub(super) fn without_evidence_title(year: i32) -> String {
    format!("DANH MỤC TIÊU CHÍ CHƯA CÓ TÀI LIỆU KIỂM CHỨNG NĂM {year} VÀ NỘI DUNG GIẢI TRÌNH")
}

pub(super) fn figure(points: Option<Points>) -> Cell {
    Cell::figure(points)
}

fn signed(points: Option<Points>) -> Cell {
    Cell::signed(points)
}

/// Last year's points; where they are not compared with this year's, they are told and in no sum.
fn prior(c: &ComponentLoss) -> Cell {
    let cell = figure(c.baseline);
    if c.change.is_some() || c.baseline.is_none() { cell } else { cell.aside() }
}

fn prior_heading(losses: &Losses) -> String {
    match losses.baseline_kind {
        Some(kind) => format!("Năm {} ({})", losses.baseline_year, baseline_word(kind)),
        None => format!("Năm {}", losses.baseline_year),
    }
}

fn scoring_word(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::SelfScored => "Tự chấm",
        Scoring::Survey => "Điều tra XHH",
        Scoring::Central => "Trung ương chấm",
    }
}

fn name(c: &ComponentLoss) -> Cell {
    Cell::new(c.name.trim())
}

/// The columns of a list of criteria: its number, code, name and most points, then those of its own.
pub(super) fn opening_columns(
    heading: &str,
    name_width: u32,
    max_width: u32,
    own: impl IntoIterator<Item = Column>,
) -> Vec<Column> {
    let mut columns = vec![
        Column::new("STT", 11, Align::Center),
        Column::new("Mã", 15, Align::Left),
        Column::new(heading, name_width, Align::Left),
        Column::new("Điểm tối đa", max_width, Align::Right),
    ];
    columns.extend(own);
    columns
}

/// The cells under [`opening_columns`], for the row at `index`.
pub(super) fn opening_cells(
    index: usize,
    c: &ComponentLoss,
    own: impl IntoIterator<Item = Cell>,
) -> Vec<Cell> {
    let mut cells = vec![
        Cell::new((index + 1).to_string()),
        Cell::new(c.code.to_string()),
        name(c),
        figure(Some(c.max)),
    ];
    cells.extend(own);
    cells
}

fn lead(c: &ComponentLoss) -> Cell {
    match view::agency(c) {
        view::NO_LEAD => Cell::new(NO_FIGURE),
        name => Cell::new(name),
    }
}

/// Who answers for the loss: what the officer decided, else the lead body.
pub(super) fn responsible(c: &ComponentLoss) -> Cell {
    match c.responsible.as_slice() {
        [] => lead(c),
        [only] => Cell::new(only.name.trim()),
        several => Cell::new(
            several
                .iter()
                .map(|r| format!("{} ({})", r.name.trim(), words::percent(r.share)))
                .collect::<Vec<_>>()
                .join("; "),
        ),
    }
}

/// Sums of leaves with a score that counts, in the columns of Phụ lục I.
struct Sums {
    baseline: Option<Points>,
    reported: Option<Points>,
    counted: Option<Points>,
    lost: Option<Points>,
    change: Option<Points>,
}

impl Sums {
    fn of<'a>(rows: impl Iterator<Item = &'a ComponentLoss>) -> Self {
        let rows: Vec<_> =
            rows.filter(|c| c.scoring == Scoring::SelfScored && c.counted.is_some()).collect();
        let sum = |of: fn(&ComponentLoss) -> Option<Points>| {
            rows.iter()
                .filter_map(|c| of(c))
                .fold(None, |sum: Option<Points>, p| Some(sum.unwrap_or_default() + p))
        };
        Self {
            baseline: sum(|c| c.baseline.filter(|_| c.change.is_some())),
            reported: sum(|c| c.reported),
            counted: sum(|c| c.counted),
            lost: sum(|c| c.lost),
            change: sum(|c| c.change),
        }
    }

    fn cells(&self, reviewed: bool) -> Vec<Cell> {
        // agreed scores alone have no meaningful sum: what counts is the agreed score, else the reported one
        let mut cells = vec![figure(self.baseline), figure(self.reported), Cell::new("")];
        if reviewed {
            cells.push(figure(self.counted));
        }
        cells.extend([figure(self.lost), signed(self.change)]);
        cells
    }
}

pub(super) fn whole(losses: &Losses) -> Vec<Block> {
    // the score that counts has a column of its own only where it can differ from the reported one
    let reviewed = view::reviewed(losses);
    let mut columns = vec![
        Column::new("Mã", 15, Align::Left),
        Column::new("Tiêu chí, tiêu chí thành phần", if reviewed { 82 } else { 90 }, Align::Left),
        Column::new("Điểm tối đa", 14, Align::Right),
        Column::new("Hình thức đánh giá", 19, Align::Center),
        Column::new(prior_heading(losses), 16, Align::Right),
        Column::new(format!("Tự chấm năm {}", losses.year), 14, Align::Right),
        Column::new("Thống nhất", 14, Align::Right),
    ];
    if reviewed {
        columns.push(Column::new("Điểm được tính", 14, Align::Right));
    }
    columns.extend([
        Column::new("Mất điểm", 14, Align::Right),
        Column::new(format!("So với năm {}", losses.baseline_year), 16, Align::Right),
        Column::new("Cơ quan chủ trì", if reviewed { 34 } else { 40 }, Align::Left),
    ]);
    let mut table = Table::new(
        "Bảng tổng hợp kết quả tự chấm điểm theo lĩnh vực, tiêu chí, tiêu chí thành phần",
        11,
        columns,
    );

    let leaves: HashSet<&Code> = losses.components.iter().map(|c| &c.code).collect();
    let mut begun: HashSet<&Code> = HashSet::new();
    let mut groups = Vec::new();
    let mut rows_of_leaves = Vec::new();
    for c in &losses.components {
        let above = losses.nodes.iter().filter(|n| is_below(c, n) && !leaves.contains(&n.code));
        for node in above {
            if !begun.insert(&node.code) {
                continue;
            }
            let below = losses.components.iter().filter(|c| is_below(c, node));
            let kind = if node.depth == 1 { RowKind::Field } else { RowKind::Criterion };
            let row = table.push(
                kind,
                group_cells(
                    &node.code.to_string(),
                    &node.name,
                    &node.totals,
                    &Sums::of(below),
                    reviewed,
                ),
            );
            groups.push((row, node));
        }
        rows_of_leaves.push((table.push(RowKind::Component, leaf_cells(c, reviewed)), c));
    }
    for (row, node) in groups {
        let below = rows_of_leaves.iter().filter(|(_, c)| is_below(c, node)).map(|l| l.0).collect();
        table.sum_up(row, below);
    }
    closing_rows(&mut table, losses, &rows_of_leaves, reviewed);

    let aside = losses.components.iter().any(|c| c.baseline.is_some() && c.change.is_none());
    let note = "Ghi chú: dòng lĩnh vực, tiêu chí và dòng tổng cộng phần tự chấm chỉ cộng điểm của các tiêu chí tự \
                chấm đã có điểm (cột điểm tối đa cộng toàn bộ)";
    let of_asides = if aside {
        format!("; điểm năm {} in nghiêng để tham khảo, không cộng", losses.baseline_year)
    } else {
        String::new()
    };
    let text = format!("{note}{of_asides}; dấu “{NO_FIGURE}” là không có điểm, không phải 0 điểm.");
    vec![Block::Table(table), Block::Note { text }]
}

/// A child may be numbered after another field: the field is told by the leaf, not by its code.
fn is_below(c: &ComponentLoss, node: &NodeLoss) -> bool {
    if node.depth == 1 {
        c.field == node.code
    } else {
        c.code.segments().starts_with(node.code.segments())
    }
}

fn group_cells(code: &str, name: &str, totals: &Totals, sums: &Sums, reviewed: bool) -> Vec<Cell> {
    let mut cells =
        vec![Cell::new(code), Cell::new(name.trim()), figure(Some(totals.max)), Cell::new("")];
    cells.extend(sums.cells(reviewed));
    cells.push(Cell::new(""));
    cells
}

fn leaf_cells(c: &ComponentLoss, reviewed: bool) -> Vec<Cell> {
    let mut cells = vec![
        Cell::new(c.code.to_string()),
        name(c),
        figure(Some(c.max)),
        Cell::new(scoring_word(c.scoring)),
        prior(c),
        figure(c.reported),
        figure(c.agreed),
    ];
    if reviewed {
        cells.push(figure(c.counted));
    }
    cells.extend([figure(c.lost), signed(c.change), lead(c)]);
    cells
}

/// The self-scored part, the part that others score, and both: never mixed.
fn closing_rows(
    table: &mut Table,
    losses: &Losses,
    leaves: &[(usize, &ComponentLoss)],
    reviewed: bool,
) {
    let t = &losses.totals;
    let rows_of = |wanted: &dyn Fn(Scoring) -> bool| -> Vec<usize> {
        leaves.iter().filter(|(_, c)| wanted(c.scoring)).map(|l| l.0).collect()
    };
    let mut cells = vec![
        Cell::spanning("Tổng cộng phần tự chấm", 2),
        figure(Some(t.self_scored_max)),
        Cell::new(""),
    ];
    cells.extend(Sums::of(losses.components.iter()).cells(reviewed));
    cells.push(Cell::new(""));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, rows_of(&|s| s == Scoring::SelfScored));
    let empty = if reviewed { 8 } else { 7 };
    for (scoring, label) in [
        (Scoring::Survey, "Phần điều tra xã hội học (không tự chấm)"),
        (Scoring::Central, "Phần do Trung ương chấm (không tự chấm)"),
    ] {
        if losses.components.iter().any(|c| c.scoring == scoring) {
            let max: Points =
                losses.components.iter().filter(|c| c.scoring == scoring).map(|c| c.max).sum();
            let row = table.push(
                RowKind::Total,
                vec![Cell::spanning(label, 2), figure(Some(max)), Cell::spanning("", empty)],
            );
            table.sum_up(row, rows_of(&|s| s == scoring));
        }
    }
    if t.max != t.self_scored_max {
        let row = table.push(
            RowKind::Total,
            vec![
                Cell::spanning("Tổng điểm tối đa của bộ tiêu chí", 2),
                figure(Some(t.max)),
                Cell::spanning("", empty),
            ],
        );
        table.sum_up(row, rows_of(&|_| true));
    }
}

fn wanted(form: &BriefingForm, annex: AnnexKind) -> bool {
    !form.left_out.contains(&annex)
}

/// Does Phụ lục III have rows?
fn without_evidence_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    wanted(form, AnnexKind::WithoutEvidence) && view::without_evidence(losses).next().is_some()
}

/// Does Phụ lục IV? One body alone would only see Phụ lục II again.
fn by_agency_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    wanted(form, AnnexKind::ByAgency) && view::by_agency(view::listed(losses)).len() > 1
}

/// Does the last annex? Only where the officer has said what can be won back.
fn recoverable_is_listed(losses: &Losses, form: &BriefingForm) -> bool {
    wanted(form, AnnexKind::Recoverable) && view::recoverable(losses).next().is_some()
}

/// What can still be won back, by when and how likely.
fn recoverable(losses: &Losses) -> Vec<Block> {
    let rows: Vec<&ComponentLoss> = view::recoverable(losses).collect();
    let mut table = Table::new(
        "Tiêu chí còn khắc phục được",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            66,
            15,
            [
                Column::new("Mất điểm", 15, Align::Right),
                Column::new("Khắc phục được", 17, Align::Right),
                Column::new("Khả năng", 18, Align::Center),
                Column::new("Giải pháp", 45, Align::Left),
                Column::new("Cơ quan chịu trách nhiệm", 29, Align::Left),
                Column::new("Thời hạn", 21, Align::Center),
            ],
        ),
    );
    for (i, c) in rows.iter().enumerate() {
        table.push(
            RowKind::Component,
            opening_cells(
                i,
                c,
                [
                    figure(c.lost),
                    figure(c.recoverable),
                    Cell::new(c.likelihood.map_or(NO_FIGURE, scorebook::vi::likelihood)),
                    said(&c.remedy, NO_FIGURE),
                    responsible(c),
                    due(c),
                ],
            ),
        );
    }
    let sum = |of: fn(&ComponentLoss) -> Points| figure(Some(rows.iter().map(|c| of(c)).sum()));
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        sum(|c| c.max),
        sum(view::lost),
        sum(|c| c.recoverable.unwrap_or_default()),
        Cell::spanning("", 4),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}

pub(super) fn said(text: &str, none: &str) -> Cell {
    let text = text.trim();
    Cell::new(if text.is_empty() { none } else { text })
}

pub(super) fn due(c: &ComponentLoss) -> Cell {
    Cell::new(c.due.map_or_else(|| NO_FIGURE.to_owned(), short_date))
}

/// What was lost, row by row; with the body's column, or wider stories for a list that goes to that body.
pub(super) fn lost(losses: &Losses, rows: &[&ComponentLoss], with_agency: bool) -> Vec<Block> {
    if rows.is_empty() {
        let text = if view::scored(losses).next().is_none() {
            "Chưa có điểm tự chấm nên chưa lập được danh mục."
        } else {
            "Không có tiêu chí chưa đạt điểm tối đa, mất điểm hoặc giảm điểm trong các tiêu chí đã có điểm."
        };
        return vec![Block::Paragraph { text: text.to_owned() }];
    }
    let mut columns = opening_columns(
        "Tiêu chí, tiêu chí thành phần",
        46,
        13,
        [
            Column::new(prior_heading(losses), 15, Align::Right),
            Column::new(format!("Tự chấm năm {}", losses.year), 13, Align::Right),
            Column::new("Thống nhất", 14, Align::Right),
            Column::new("Mất điểm", 13, Align::Right),
            Column::new(format!("So với năm {}", losses.baseline_year), 14, Align::Right),
            Column::new("Nguyên nhân", if with_agency { 29 } else { 40 }, Align::Left),
        ],
    );
    if with_agency {
        columns.push(Column::new("Cơ quan chịu trách nhiệm", 23, Align::Left));
    }
    columns.extend([
        Column::new("Giải pháp", if with_agency { 25 } else { 37 }, Align::Left),
        Column::new("Thời hạn", 21, Align::Center),
    ]);
    let trailing = if with_agency { 4 } else { 3 };
    let mut table =
        Table::new("Danh mục tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm", 11, columns);
    for (i, c) in rows.iter().enumerate() {
        let mut cells = opening_cells(
            i,
            c,
            [
                prior(c),
                figure(c.reported),
                figure(c.agreed),
                figure(c.lost),
                signed(c.change),
                said(&c.cause_text(), "Chưa nêu nguyên nhân"),
            ],
        );
        if with_agency {
            cells.push(responsible(c));
        }
        cells.extend([said(&c.remedy, NO_FIGURE), due(c)]);
        table.push(RowKind::Component, cells);
    }
    let sums = Sums::of(rows.iter().copied());
    let max: Points = rows.iter().map(|c| c.max).sum();
    let mut cells = vec![Cell::spanning("Tổng cộng", 3), figure(Some(max))];
    cells.extend(sums.cells(false));
    cells.push(Cell::spanning("", trailing));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    let mut blocks = vec![Block::Table(table)];
    if view::reviewed(losses) {
        let text = format!(
            "Ghi chú: mất điểm là điểm tối đa trừ điểm thống nhất, chưa có điểm thống nhất thì trừ điểm tự chấm; tổng điểm \
             được tính của các tiêu chí trong danh mục là {}.",
            words::points(sums.counted.unwrap_or_default())
        );
        blocks.push(Block::Note { text });
    }
    blocks
}

/// Scored leaves without evidence, and what their bodies say instead.
pub(super) fn without_evidence(losses: &Losses) -> Vec<Block> {
    let rows: Vec<&ComponentLoss> = view::without_evidence(losses).collect();
    if rows.is_empty() {
        let text = "Các tiêu chí đã có điểm đều có tài liệu kiểm chứng.".to_owned();
        return vec![Block::Paragraph { text }];
    }
    let mut table = Table::new(
        "Danh mục tiêu chí chưa có tài liệu kiểm chứng",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            76,
            16,
            [
                Column::new("Điểm được tính", 16, Align::Right),
                Column::new("Cơ quan chủ trì", 36, Align::Left),
                Column::new("Giải trình", 82, Align::Left),
            ],
        ),
    );
    for (i, c) in rows.iter().enumerate() {
        table.push(
            RowKind::Component,
            opening_cells(
                i,
                c,
                [figure(c.counted), lead(c), said(&c.explanation, "Chưa giải trình")],
            ),
        );
    }
    let sum = |of: fn(&ComponentLoss) -> Points| figure(Some(rows.iter().map(|c| of(c)).sum()));
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        sum(|c| c.max),
        sum(|c| c.counted.unwrap_or_default()),
        Cell::spanning("", 2),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    vec![Block::Table(table)]
}

/// The losses body by body, the largest first, each with its sums.
fn by_agency(losses: &Losses) -> Vec<Block> {
    let mut table = Table::new(
        "Tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm theo cơ quan chủ trì",
        11,
        opening_columns(
            "Cơ quan chủ trì; tiêu chí, tiêu chí thành phần",
            78,
            15,
            [
                Column::new(prior_heading(losses), 17, Align::Right),
                Column::new("Điểm được tính", 15, Align::Right),
                Column::new("Mất điểm", 15, Align::Right),
                Column::new(format!("So với năm {}", losses.baseline_year), 16, Align::Right),
                Column::new("Giải pháp", 49, Align::Left),
                Column::new("Thời hạn", 21, Align::Center),
            ],
        ),
    );
    let mut groups = view::by_agency(view::listed(losses));
    groups.sort_by_key(|(_, rows)| {
        std::cmp::Reverse(rows.iter().map(|c| view::lost(c)).sum::<Points>())
    });
    let cells_of = |sums: &Sums, max: Points| {
        [
            figure(Some(max)),
            figure(sums.baseline),
            figure(sums.counted),
            figure(sums.lost),
            signed(sums.change),
        ]
    };
    let mut leaves = Vec::new();
    for (i, (agency, rows)) in groups.iter().enumerate() {
        let mut cells =
            vec![Cell::new(words::roman(i + 1)), Cell::new(""), Cell::new(words::inline(agency))];
        let max = rows.iter().map(|c| c.max).sum();
        cells.extend(cells_of(&Sums::of(rows.iter().copied()), max));
        cells.extend([Cell::new(""), Cell::new("")]);
        let group = table.push(RowKind::Field, cells);
        for (k, c) in rows.iter().enumerate() {
            leaves.push(table.push(
                RowKind::Component,
                opening_cells(
                    k,
                    c,
                    [
                        prior(c),
                        figure(c.counted),
                        figure(c.lost),
                        signed(c.change),
                        said(&c.remedy, NO_FIGURE),
                        due(c),
                    ],
                ),
            ));
        }
        table.sum_up(group, (group + 1..=group + rows.len()).collect());
    }
    let rows = || groups.iter().flat_map(|g| g.1.iter().copied());
    let mut cells = vec![Cell::spanning("Tổng cộng", 3)];
    cells.extend(cells_of(&Sums::of(rows()), rows().map(|c| c.max).sum()));
    cells.push(Cell::spanning("", 2));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, leaves);
    vec![Block::Table(table)]
}

/// The ministry's table: each leaf's score beside the documents that prove it, or the explanation.
pub(super) fn self_assessment(losses: &Losses) -> Vec<Block> {
    let mut table = Table::new(
        "Bảng tổng hợp kết quả tự đánh giá, chấm điểm",
        11,
        vec![
            Column::new("Mã", 15, Align::Left),
            Column::new("Lĩnh vực, tiêu chí, tiêu chí thành phần", 92, Align::Left),
            Column::new("Điểm tối đa", 17, Align::Right),
            Column::new("Hình thức đánh giá", 24, Align::Center),
            Column::new("Điểm tự đánh giá", 18, Align::Right),
            Column::new("Tài liệu kiểm chứng, giải trình", 86, Align::Left),
        ],
    );
    let mut field: Option<(usize, &Code, Vec<usize>)> = None;
    let mut fields = Vec::new();
    let mut own = Vec::new();
    for c in &losses.components {
        if field.as_ref().is_none_or(|f| *f.1 != c.field) {
            fields.extend(field.take());
            let node = losses.nodes.iter().find(|n| n.code == c.field && n.depth == 1);
            let run = losses.components.iter().filter(|o| o.field == c.field);
            let already = fields.iter().any(|f| *f.1 == c.field);
            if let Some(node) = node.filter(|_| !already) {
                let row = table.push(
                    RowKind::Field,
                    vec![
                        Cell::new(node.code.to_string()),
                        Cell::new(node.name.trim()),
                        figure(Some(node.totals.max)),
                        Cell::new(""),
                        figure(Sums::of(run).counted),
                        Cell::new(""),
                    ],
                );
                field = Some((row, &c.field, Vec::new()));
            }
        }
        let proof = match (c.evidence.trim(), c.explanation.trim()) {
            ("", "") => NO_FIGURE.to_owned(),
            (evidence, "") => evidence.to_owned(),
            ("", explanation) => format!("Giải trình: {explanation}"),
            (evidence, explanation) => format!("{evidence}\nGiải trình: {explanation}"),
        };
        let row = table.push(
            RowKind::Component,
            vec![
                Cell::new(c.code.to_string()),
                name(c),
                figure(Some(c.max)),
                Cell::new(scoring_word(c.scoring)),
                figure(c.counted.filter(|_| c.scoring == Scoring::SelfScored)),
                Cell::new(proof),
            ],
        );
        if c.scoring == Scoring::SelfScored {
            own.push(row);
        }
        let of_field = field.iter_mut().chain(fields.iter_mut()).find(|f| *f.1 == c.field);
        if let Some(f) = of_field {
            f.2.push(row);
        }
    }
    fields.extend(field);
    for (row, _, leaves) in fields {
        table.sum_up(row, leaves);
    }
    let row = table.push(
        RowKind::Total,
        vec![
            Cell::spanning("Tổng cộng phần tự chấm", 2),
            figure(Some(losses.totals.self_scored_max)),
            Cell::new(""),
            figure(Sums::of(losses.components.iter()).counted),
            Cell::new(""),
        ],
    );
    table.sum_up(row, own);
    let text = format!(
        "Ghi chú: dấu “{NO_FIGURE}” ở cột điểm là tiêu chí không tự chấm hoặc chưa có điểm, không phải 0 điểm."
    );
    vec![Block::Table(table), Block::Note { text }]
}
