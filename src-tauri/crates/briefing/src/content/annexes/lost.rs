//! Phụ lục II: what was lost.

use scorebook::Points;
use scorebook::losses::{ComponentLoss, GroupBy, Losses, gather};

use super::cells::{
    Sums, differences, due, figure, figure_columns, leaf_figures, opening_cells, opening_columns,
    responsible, room_beside, said, share_note, why,
};
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::content::{Block, Grouping};
use crate::form::BriefingForm;
use crate::view;
use crate::words::{self, NO_FIGURE};

/// Whose stories the list tells, and how wide.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::content) enum Stories {
    /// Of all bodies, each row with its own.
    Long,
    /// The same in smaller letters.
    Short,
    /// Of the body that the list goes to.
    OfOneBody,
}

impl Stories {
    pub(in crate::content) fn of(form: &BriefingForm) -> Self {
        if form.long { Self::Long } else { Self::Short }
    }

    /// In points.
    const fn text_size(self) -> u32 {
        match self {
            Self::Long | Self::OfOneBody => 11,
            Self::Short => 10,
        }
    }
}

/// What was lost, row by row, gathered where that is asked for; with the body's column, or wider stories for a list
/// that goes to that body.
pub(in crate::content) fn lost(
    losses: &Losses,
    rows: &[&ComponentLoss],
    stories: Stories,
    grouping: Option<Grouping>,
) -> Vec<Block> {
    let with_agency = stories != Stories::OfOneBody;
    if rows.is_empty() {
        let text = if view::scored(losses).next().is_none() {
            "Chưa có điểm tự chấm nên chưa lập được danh mục."
        } else {
            "Không có tiêu chí chưa đạt điểm tối đa, mất điểm hoặc giảm điểm trong các tiêu chí đã có điểm."
        };
        return vec![Block::Paragraph { text: text.to_owned() }];
    }
    let names = match grouping {
        None => "Tiêu chí, tiêu chí thành phần",
        Some(Grouping::Field) => "Lĩnh vực; tiêu chí, tiêu chí thành phần",
        Some(Grouping::Agency) => "Cơ quan chủ trì; tiêu chí, tiêu chí thành phần",
        Some(Grouping::Cause) => "Nguyên nhân; tiêu chí, tiêu chí thành phần",
    };
    let figures = figure_columns(losses);
    let room = room_beside(&figures) - 11 - 15 - 13 - 21;
    let share = |percent: u32| room * percent / 100;
    // the remedies have the widest column: they are what the list is read for
    let (name_mm, cause_mm, body_mm) =
        if with_agency { (share(29), share(23), share(17)) } else { (share(31), share(30), 0) };
    let mut columns = opening_columns(names, name_mm, 13, figures);
    columns.push(Column::new("Nguyên nhân", cause_mm, Align::Left));
    if with_agency {
        columns.push(Column::new("Cơ quan chịu trách nhiệm", body_mm, Align::Left));
    }
    columns.extend([
        Column::new("Giải pháp", room - name_mm - cause_mm - body_mm, Align::Left),
        Column::new("Thời hạn", 21, Align::Center),
    ]);
    let trailing = if with_agency { 4 } else { 3 };
    let mut table = Table::new(
        "Danh mục tiêu chí chưa đạt điểm tối đa, mất điểm, giảm điểm",
        stories.text_size(),
        columns,
    )
    .subtracting(differences(losses, 4, 3));
    let leaf = |i: usize, c: &ComponentLoss| {
        let mut cells = opening_cells(i, c, leaf_figures(c, losses));
        cells.push(why(c));
        if with_agency {
            cells.push(responsible(c));
        }
        cells.extend([said(&c.remedy, NO_FIGURE), due(c)]);
        cells
    };
    let sums = |opening: Vec<Cell>, rows: &[&ComponentLoss]| {
        let max: Points = rows.iter().map(|c| c.max).sum();
        let mut cells = opening;
        cells.push(figure(Some(max)));
        cells.extend(Sums::of(rows.iter().copied()).cells(losses));
        cells
    };
    let mut leaves = Vec::new();
    for (name, rows) in gathered(losses, rows, grouping) {
        let opening = name.map(|name| {
            table.push(
                RowKind::Field,
                sums(vec![Cell::new(""), Cell::new(""), Cell::new(name)], &rows)
                    .into_iter()
                    .chain(vec![Cell::new(""); trailing])
                    .collect(),
            )
        });
        let first = leaves.len();
        for c in rows {
            leaves.push(table.push(RowKind::Component, leaf(leaves.len(), c)));
        }
        if let Some(row) = opening {
            table.sum_up(row, leaves.iter().skip(first).copied().collect());
        }
    }
    let mut cells = sums(vec![Cell::spanning("Tổng cộng", 3)], rows);
    cells.push(Cell::spanning("", trailing));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, leaves);
    let mut blocks = vec![Block::Table(table)];
    if let Some(note) = share_note(rows.iter().copied()) {
        blocks.push(Block::Note { text: format!("Ghi chú: {note}.") });
    }
    blocks
}

/// Rows under the name they share; all under none when they are not gathered.
fn gathered<'a>(
    losses: &'a Losses,
    rows: &[&'a ComponentLoss],
    grouping: Option<Grouping>,
) -> Vec<(Option<String>, Vec<&'a ComponentLoss>)> {
    let rows = rows.iter().copied();
    let by = match grouping {
        None => return vec![(None, rows.collect())],
        Some(Grouping::Field) => GroupBy::Field,
        Some(Grouping::Agency) => GroupBy::Agency,
        Some(Grouping::Cause) => GroupBy::Cause,
    };
    let named = |name: &str| match (name.trim(), by) {
        ("", GroupBy::Cause) => "Chưa kết luận nguyên nhân".to_owned(),
        ("", _) => NO_FIGURE.to_owned(),
        (name, _) => words::inline(name),
    };
    gather(losses, rows, by)
        .into_iter()
        .map(|group| (Some(named(group.label)), group.rows().collect()))
        .collect()
}
