//! The annex of a kept scenario: what the index would be if the losses it ticks were won back.

use scorebook::losses::{ComponentLoss, Scenario, WhatIf, what_if};
use scorebook::snapshot::Figures;
use scorebook::{Points, Scoring};

use super::cells::{due, figure, opening_cells, opening_columns, responsible, said};
use crate::content::Block;
use crate::content::table::{Align, Cell, Column, RowKind, Table};
use crate::form::BriefingForm;
use crate::view;
use crate::words::{self, NO_FIGURE};

/// The scenario that goes with the document, with what comes of it; none when it was not chosen, was not kept when
/// the figures were frozen, or wins nothing.
pub(in crate::content) fn chosen<'f>(
    figures: &'f Figures,
    form: &BriefingForm,
) -> Option<(&'f Scenario, WhatIf)> {
    let name = form.scenario.as_deref()?;
    let scenario = figures.scenarios.iter().find(|s| s.name == name)?;
    let what_if = what_if(&figures.losses, &scenario.ticked);
    (!what_if.total.gained.is_zero()).then_some((scenario, what_if))
}

pub(super) fn title(scenario: &Scenario, year: i32) -> String {
    let name = words::inline(&scenario.name).to_uppercase();
    format!("PHƯƠNG ÁN KHẮC PHỤC “{name}” NĂM {year}")
}

/// "Nếu khắc phục được 02 tiêu chí theo phương án “…” thì tổng điểm tự chấm tăng thêm …".
pub(in crate::content) fn sentence(
    figures: &Figures,
    scenario: &Scenario,
    what_if: &WhatIf,
) -> String {
    let total = &what_if.total;
    let share = total.share_with.map_or_else(String::new, |share| {
        format!(", bằng {} điểm tối đa phần tự chấm", words::percent(share))
    });
    format!(
        "Nếu khắc phục được {} tiêu chí theo phương án “{}” thì tổng điểm tự chấm tăng thêm {}, từ {} lên {}{share}",
        words::count(rows(figures, scenario).len()),
        words::inline(&scenario.name),
        words::points(total.gained),
        words::points(total.counted),
        words::points(total.with),
    )
}

pub(super) fn blocks(figures: &Figures, scenario: &Scenario, what_if: &WhatIf) -> Vec<Block> {
    vec![
        Block::Paragraph { text: format!("{}.", sentence(figures, scenario, what_if)) },
        Block::Table(by_field(what_if)),
        Block::Table(criteria(&rows(figures, scenario))),
    ]
}

/// The criteria that win something.
fn rows<'f>(figures: &'f Figures, scenario: &Scenario) -> Vec<&'f ComponentLoss> {
    let ticked = |c: &&ComponentLoss| scenario.ticked.contains(&c.code);
    let wins = |c: &&ComponentLoss| c.scoring == Scoring::SelfScored && !c.gain().is_zero();
    figures.losses.components.iter().filter(ticked).filter(wins).collect()
}

fn by_field(what_if: &WhatIf) -> Table {
    let figures = |f: &scorebook::losses::FieldWhatIf| {
        vec![
            figure(Some(f.max)),
            figure(Some(f.counted)),
            figure(Some(f.gained)),
            figure(Some(f.with)),
            Cell::new(f.share_with.map_or_else(|| NO_FIGURE.to_owned(), words::percent)),
        ]
    };
    let mut table = Table::new(
        "Kết quả theo lĩnh vực nếu khắc phục được",
        11,
        vec![
            Column::new("STT", 11, Align::Center),
            Column::new("Lĩnh vực", 91, Align::Left),
            Column::new("Điểm tối đa phần tự chấm", 30, Align::Right),
            Column::new("Điểm được tính", 30, Align::Right),
            Column::new("Nâng thêm", 30, Align::Right),
            Column::new("Điểm nếu khắc phục được", 30, Align::Right),
            Column::new("Tỷ lệ đạt", 30, Align::Right),
        ],
    );
    for (i, field) in what_if.fields.iter().enumerate() {
        let mut cells = vec![Cell::new((i + 1).to_string()), Cell::new(field.name.trim())];
        cells.extend(figures(field));
        table.push(RowKind::Component, cells);
    }
    let mut cells = vec![Cell::spanning("Tổng cộng", 2)];
    cells.extend(figures(&what_if.total));
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    table
}

fn criteria(rows: &[&ComponentLoss]) -> Table {
    let mut table = Table::new(
        "Tiêu chí khắc phục theo phương án",
        11,
        opening_columns(
            "Tiêu chí, tiêu chí thành phần",
            74,
            15,
            [
                Column::new("Mất điểm", 15, Align::Right),
                Column::new("Nâng thêm", 17, Align::Right),
                Column::new("Giải pháp", 50, Align::Left),
                Column::new("Cơ quan chịu trách nhiệm", 34, Align::Left),
                Column::new("Thời hạn", 21, Align::Center),
            ],
        ),
    );
    for (i, c) in rows.iter().enumerate() {
        let own = [
            figure(c.lost),
            figure(Some(c.gain())),
            said(&c.remedy, NO_FIGURE),
            responsible(c),
            due(c),
        ];
        table.push(RowKind::Component, opening_cells(i, c, own));
    }
    let sum = |of: fn(&ComponentLoss) -> Points| figure(Some(rows.iter().map(|c| of(c)).sum()));
    let cells = vec![
        Cell::spanning("Tổng cộng", 3),
        sum(|c| c.max),
        sum(view::lost),
        sum(ComponentLoss::gain),
        Cell::spanning("", 3),
    ];
    let row = table.push(RowKind::Total, cells);
    table.sum_up(row, (0..row).collect());
    table
}
