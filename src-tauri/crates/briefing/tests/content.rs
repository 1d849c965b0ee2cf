//! The whole document as text, and tables that add up.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, reason = "a test")]

mod support;

use std::collections::BTreeMap;

use briefing::content::{self, Block, Grouping, RowKind, Section, Table};
use scorebook::{Points, Scoring};
use support::{LeafSetup, Year, chart, form, leaf, plain, province};

fn tables(blocks: &[Block]) -> Vec<&Table> {
    // the box on page 1 is a table of words
    let of_figures = |t: &&Table| t.sheet != "Tóm tắt";
    let all = blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    all.filter(of_figures).collect()
}

/// "−12,25" and "102,50" back to points.
fn figure(text: &str) -> Option<Points> {
    Points::from_decimal(&text.replace('−', "-").replace('+', "").replace(',', "."))
}

#[test]
fn the_sample_province_reads_as_a_briefing() {
    let snapshot = province().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let header = serde_json::to_string_pretty(&document.header).unwrap();
    let text = format!(
        "{header}\n{}\n{}\n{:?}",
        plain(&document.blocks),
        document.closing,
        document.recipients
    );
    insta::assert_snapshot!("briefing", text);
    let annexes: Vec<String> = document
        .annexes
        .iter()
        .map(|a| format!("{}\n{}\n{}\n{}", a.label, a.title, a.reference, plain(&a.blocks)))
        .collect();
    insta::assert_snapshot!("annexes", annexes.join("\n\n"));
}

#[test]
fn widths_fill_the_page_and_spans_fill_the_table() {
    for reviewed in [false, true] {
        let mut year = province();
        if !reviewed {
            year.leaves.iter_mut().for_each(|c| c.agreed = None);
        }
        let snapshot = year.snapshot();
        let document = content::briefing(&snapshot, &form(&snapshot.figures));
        let body = tables(&document.blocks).into_iter().map(|t| (t, 165));
        let annexes = document.annexes.iter().flat_map(|a| tables(&a.blocks)).map(|t| (t, 252));
        for (table, width) in body.chain(annexes) {
            let sum: u32 = table.columns.iter().map(|c| c.width_mm).sum();
            assert_eq!(sum, width, "{}: the table is as wide as the text", table.summary);
            for row in &table.rows {
                let spans: usize = row.cells.iter().map(|c| c.span).sum();
                assert_eq!(spans, table.columns.len(), "{}: {:?}", table.summary, row.cells);
            }
        }
    }
}

#[test]
fn every_column_of_figures_adds_up_to_its_total() {
    let snapshot = province().snapshot();
    let totals = &snapshot.figures.losses.totals;
    let document = content::briefing(&snapshot, &form(&snapshot.figures));

    let field_table = tables(&document.blocks)[0];
    let (total, rows) = field_table.rows.split_last().unwrap();
    assert_eq!(total.kind, RowKind::Total, "the last row is the total");
    // the total row spans the first two columns
    for column in 2..field_table.columns.len() {
        let sum: Points = rows.iter().filter_map(|r| figure(&r.cells[column].text)).sum();
        let stated = figure(&total.cells[column - 1].text).unwrap();
        assert_eq!(sum, stated, "column {:?}", field_table.columns[column].heading);
    }
    assert_eq!(
        figure(&total.cells[1].text),
        Some(totals.self_scored_max),
        "maximum of the self-scored part"
    );
    assert_eq!(figure(&total.cells[3].text), Some(totals.counted), "the same total as everywhere");
    let row_holds = |cells: &[content::Cell], first: usize| {
        let at = |i: usize| figure(&cells[first + i].text).unwrap_or_default();
        assert_eq!(at(0), at(2) + at(4) + at(5), "maximum = reached + lost + open: {cells:?}");
    };
    for row in rows {
        row_holds(&row.cells, 2);
    }
    row_holds(&total.cells, 1);

    let whole = tables(&document.annexes[0].blocks)[0];
    let total = whole.rows.iter().find(|r| r.kind == RowKind::Total).unwrap();
    for (column, stated) in [
        (2, Some(totals.self_scored_max)),
        (4, Some(totals.baseline)),
        (5, Some(totals.reported)),
        (7, Some(totals.counted)),
        (8, Some(totals.lost)),
        (9, Some(totals.change)),
    ] {
        let heading = &whole.columns[column].heading;
        let own = |r: &&content::Row| r.kind == RowKind::Component && r.cells[3].text == "Tự chấm";
        let leaves: Points = whole
            .rows
            .iter()
            .filter(own)
            .filter(|r| !r.cells[column].aside)
            .filter_map(|r| figure(&r.cells[column].text))
            .sum();
        assert_eq!(Some(leaves), stated, "leaves of {heading:?}");
        assert_eq!(figure(&total.cells[column - 1].text), stated, "total row of {heading:?}");
        if column != 2 {
            let fields: Points = whole
                .rows
                .iter()
                .filter(|r| r.kind == RowKind::Field)
                .filter_map(|r| figure(&r.cells[column].text))
                .sum();
            assert_eq!(Some(fields), stated, "lĩnh vực rows of {heading:?}");
        }
    }

    let lost = tables(&document.annexes[1].blocks)[0];
    let total = lost.rows.last().unwrap();
    assert_eq!(
        figure(&total.cells[6].text),
        Some(totals.lost),
        "Phụ lục II loses what the whole loses"
    );
    assert_eq!(
        figure(&total.cells[7].text),
        Some(totals.change),
        "all that changed is listed here"
    );
}

#[test]
fn a_blank_is_never_a_nought() {
    let snapshot = Year::of(vec![leaf("1.1", "1"), leaf("1.2", "1").scored("0")]).snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let whole = tables(&document.annexes[0].blocks)[0];
    let cells = |code: &str| {
        let row = whole.rows.iter().find(|r| r.cells[0].text == code).unwrap();
        row.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(cells("1.1")[4..8], ["–", "–", "–", "–"], "no score: dashes");
    assert_eq!(cells("1.2")[4..8], ["–", "0,00", "1,00", "–"], "a real nought loses the maximum");
}

#[test]
fn survey_points_are_in_no_sum() {
    let snapshot = Year::of(vec![
        leaf("1.1", "2").before("2").scored("1.5"),
        leaf("1.2", "8").before("6").scoring(Scoring::Survey),
    ])
    .snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let text = plain(&document.blocks);
    assert!(
        text.contains("đạt 1,50/2,00 điểm, bằng 75,00%"),
        "the survey's 8 points are not in the whole: {text}"
    );
    let whole = tables(&document.annexes[0].blocks)[0];
    let survey = whole.rows.iter().find(|r| r.cells[0].text == "1.2").unwrap();
    assert!(survey.cells[4].aside, "last year's survey points are shown, and marked as in no sum");
    let total = whole.rows.iter().find(|r| r.kind == RowKind::Total).unwrap();
    assert_eq!(total.cells[3].text, "2,00", "the total of 2023 leaves them out");
}

#[test]
fn nothing_at_all_still_makes_a_document() {
    let snapshot = Year::default().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let text = plain(&document.blocks);
    assert!(text.contains("Bộ tiêu chí năm 2024 chưa có tiêu chí."), "{text}");
    let annex = plain(&document.annexes[1].blocks);
    assert_eq!(
        annex, "Chưa có điểm tự chấm nên chưa lập được danh mục.\n",
        "an empty list has its own wording"
    );
}

#[test]
fn the_officers_words_stay_apart() {
    let snapshot = province().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let remarks: Vec<&Block> =
        document.blocks.iter().filter(|b| matches!(b, Block::Remark { .. })).collect();
    assert_eq!(remarks.len(), 2, "a paragraph for each line");
    let none =
        content::briefing(&snapshot, &briefing::BriefingForm::for_figures(&snapshot.figures));
    assert!(!plain(&none.blocks).contains("Ý kiến bổ sung"), "no heading over nothing");
}

#[test]
fn blanks_are_left_for_what_is_not_known() {
    let snapshot = province().snapshot();
    let form = briefing::BriefingForm::for_figures(&snapshot.figures);
    let document = content::briefing(&snapshot, &form);
    let header = document.header.unwrap();
    assert_eq!(
        header.number_line, "Số: \u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/BC-SNV",
        "room for the number"
    );
    assert_eq!(header.place_and_date, "Sông Mây, ngày … tháng … năm …", "room for the date");
    assert_eq!(
        document.annexes[0].reference,
        "(Kèm theo Báo cáo số \u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/BC-SNV ngày … tháng … năm … của Sở Nội vụ)",
        "annexes too"
    );
}

#[test]
fn the_officers_words_stand_at_the_end_of_their_part() {
    let snapshot = province().snapshot();
    let form = briefing::BriefingForm {
        remarks_progress: "Lời ở phần một.".into(),
        remarks_result: "Lời ở phần hai.\nĐoạn sau.".into(),
        remarks_losses: "Lời ở phần ba.".into(),
        ..form(&snapshot.figures)
    };
    let text = plain(&content::briefing(&snapshot, &form).blocks);
    let before = |words: &str, part: &str| {
        let (at, next) = (text.find(words).expect("the words"), text.find(part).expect("the part"));
        assert!(at < next, "{words} stands before {part}");
        text[at..next].lines().count()
    };
    assert_eq!(before("[officer] Lời ở phần một.", "## II."), 2, "nothing comes after it");
    assert_eq!(before("[officer] Lời ở phần hai.", "## III."), 3, "a paragraph a line");
    assert_eq!(before("[officer] Lời ở phần ba.", "## IV."), 2, "and so in part III");
}

#[test]
fn an_annex_that_is_left_out_is_neither_there_nor_pointed_to() {
    let mut snapshot = province().snapshot();
    let mut lost = snapshot.figures.losses.components.iter_mut();
    let lost = lost.find(|c| c.lost.is_some_and(|p| p > Points::ZERO)).expect("a loss");
    lost.recoverable = lost.lost;
    let whole = content::briefing(&snapshot, &form(&snapshot.figures));
    let kinds = [
        (content::AnnexKind::WithoutEvidence, "CHƯA CÓ TÀI LIỆU KIỂM CHỨNG"),
        (content::AnnexKind::ByAgency, "THEO CƠ QUAN CHỊU TRÁCH NHIỆM"),
        (content::AnnexKind::Recoverable, "CÒN KHẮC PHỤC ĐƯỢC"),
    ];
    let there = |document: &content::Document, title: &str| {
        document.annexes.iter().any(|annex| annex.title.contains(title))
    };
    for (kind, title) in kinds {
        assert!(there(&whole, title), "{title} is there when nothing is said");
        let form = briefing::BriefingForm { left_out: vec![kind], ..form(&snapshot.figures) };
        let without = content::briefing(&snapshot, &form);
        assert!(!there(&without, title), "{title} is left out");
        assert_eq!(without.annexes.len(), whole.annexes.len() - 1, "and no other");
        let labels: Vec<_> = without.annexes.iter().map(|a| a.label.as_str()).collect();
        let text = plain(&without.blocks);
        let pointed = text.split("Phụ lục ").skip(1).map(|rest| {
            format!(
                "Phụ lục {}",
                rest.chars().take_while(|c| "IVX".contains(*c)).collect::<String>()
            )
        });
        for label in pointed {
            assert!(
                labels.contains(&label.as_str()),
                "{label} is pointed to, and there: {labels:?}"
            );
        }
    }
}

#[test]
fn a_section_that_is_left_out_takes_its_number_along_and_no_doubt_with_it() {
    let mut year = province();
    for (name, sent, _) in &mut year.agencies {
        if name == "Sở Tư pháp" {
            *sent = None;
        }
    }
    let snapshot = year.snapshot();
    let whole = plain(&content::briefing(&snapshot, &form(&snapshot.figures)).blocks);
    let without = |sections: &[Section]| {
        let sections_left_out = sections.to_vec();
        let form = briefing::BriefingForm { sections_left_out, ..form(&snapshot.figures) };
        plain(&content::briefing(&snapshot, &form).blocks)
    };
    for (section, said) in [
        (Section::Progress, "Tiến độ gửi kết quả tự chấm"),
        (Section::Fields, "Kết quả theo lĩnh vực"),
        (Section::Chart, "[chart] Biểu đồ: Điểm mất theo lĩnh vực"),
        (Section::ByAgency, "2. Theo cơ quan chịu trách nhiệm\n"),
        (Section::Largest, "Các tiêu chí mất nhiều điểm"),
        (Section::Assessment, ". Đánh giá\n"),
    ] {
        assert!(whole.contains(said), "{said:?} is there when nothing is said:\n{whole}");
        let text = without(&[section]);
        assert!(!text.contains(said), "{said:?} is left out");
        // clauses count on from 1 in every part
        let mut expected = 0;
        for line in text.lines() {
            if line.starts_with("## ") {
                expected = 0;
            } else if let Some(clause) = line.strip_prefix("### ") {
                expected += 1;
                assert!(clause.starts_with(&format!("{expected}. ")), "{section:?}: {clause}");
            }
        }
    }
    let least = without(&[
        Section::Progress,
        Section::Fields,
        Section::Chart,
        Section::ByAgency,
        Section::Largest,
        Section::Assessment,
    ]);
    for always in [
        "cơ quan chưa gửi kết quả: Sở Tư pháp",
        "chưa có điểm",
        "chưa có tài liệu kiểm chứng",
        "nêu tại Phụ lục I kèm theo",
        "nêu tại Phụ lục II kèm theo",
        "Danh mục theo từng cơ quan nêu tại Phụ lục",
        "Đề xuất, kiến nghị",
    ] {
        assert!(least.contains(always), "{always:?} is told whatever is left out:\n{least}");
    }
}

#[test]
fn the_list_of_losses_is_gathered_as_chosen_and_adds_up_the_same() {
    let snapshot = province().snapshot();
    let lost_in = |grouping| {
        let form = briefing::BriefingForm { grouping, ..form(&snapshot.figures) };
        let mut document = content::briefing(&snapshot, &form);
        let annex = document.annexes.remove(1);
        assert!(annex.title.starts_with("DANH MỤC TIÊU CHÍ CHƯA ĐẠT"), "Phụ lục II");
        tables(&annex.blocks)[0].clone()
    };
    let plain = lost_in(None);
    let leaves = |table: &Table| {
        let rows = table.rows.iter().filter(|r| r.kind == RowKind::Component);
        let mut codes: Vec<String> = rows.map(|r| r.cells[1].text.clone()).collect();
        codes.sort();
        codes
    };
    let total = |table: &Table| -> Vec<String> {
        table.rows.last().expect("a total").cells.iter().map(|c| c.text.clone()).collect()
    };
    for (grouping, heading) in [
        (Grouping::Field, "Lĩnh vực; "),
        (Grouping::Agency, "Cơ quan chủ trì; "),
        (Grouping::Cause, "Nguyên nhân; "),
    ] {
        let table = lost_in(Some(grouping));
        assert!(table.columns[2].heading.starts_with(heading), "the column says by what");
        assert_eq!(leaves(&table), leaves(&plain), "{grouping:?}: the same criteria, each once");
        assert_eq!(total(&table), total(&plain), "{grouping:?}: the same total");
        let groups: Vec<usize> =
            (0..table.rows.len()).filter(|i| table.rows[*i].kind == RowKind::Field).collect();
        assert!(groups.len() > 1, "{grouping:?}: several groups");
        let lost = table.columns.iter().position(|c| c.heading == "Mất điểm").expect("it");
        for group in &groups {
            assert!(table.summands(*group, lost).is_some(), "{grouping:?}: a group adds up");
        }
        let ordinals: Vec<&str> = table
            .rows
            .iter()
            .filter(|r| r.kind == RowKind::Component)
            .map(|r| r.cells[0].text.as_str())
            .collect();
        let expected: Vec<String> = (1..=ordinals.len()).map(|n| n.to_string()).collect();
        assert_eq!(ordinals, expected, "{grouping:?}: numbered through");
    }
}

#[test]
fn a_loss_of_several_bodies_is_listed_with_each_ones_part() {
    let share = |name: &str, parts, share| scorebook::losses::ResponsibleShare {
        agency: support::id_of(name),
        parts,
        name: name.into(),
        share,
    };
    let annex = |responsible: Vec<_>| {
        let both =
            leaf("1.1", "2").scored("1").by("Sở Tư pháp").said(|c| c.responsible = responsible);
        let one = leaf("1.2", "1").scored("0.5").by("Sở Tài chính");
        let snapshot = Year::of(vec![both, one]).snapshot();
        let document = content::briefing(&snapshot, &form(&snapshot.figures));
        let by_body = document.annexes.iter().find(|a| a.title.contains("CHỊU TRÁCH NHIỆM"));
        by_body.expect("the annex by body").clone()
    };
    assert!(
        plain(&annex(vec![]).blocks).contains("I |  | Sở Tư pháp | 2,00"),
        "else the lead body"
    );

    // a third and two thirds of a point do not divide into ten-thousandths
    let annex = annex(vec![share("Sở Nội vụ", 1, 3_333), share("Sở Tài chính", 2, 6_667)]);
    let text = plain(&annex.blocks);
    for line in [
        "I |  | Sở Tài chính |  |  |  |  | 1,1667 |  | ",
        "1 | 1.1 | Tiêu chí thành phần 1.1 | 2,00 | 1,00 | 1,00 | 2/3 | 0,6667 | – | –",
        "2 | 1.2 | Tiêu chí thành phần 1.2 | 1,00 | 0,50 | 0,50 | toàn bộ | 0,50 | – | –",
        "II |  | Sở Nội vụ |  |  |  |  | 0,3333 |  | ",
        "1 | 1.1 | Tiêu chí thành phần 1.1 | 2,00 | 1,00 | 1,00 | 1/3 | 0,3333 | – | –",
        "Tổng cộng | 3,00 | 1,50 | 1,50 |  | 1,50 | ",
        "[note] Ghi chú: tiêu chí do nhiều cơ quan chịu trách nhiệm được nêu ở từng cơ quan",
    ] {
        assert!(text.contains(line), "{line:?} in\n{text}");
    }
    let table = tables(&annex.blocks)[0];
    let total = table.rows.len() - 1;
    let all = table.summands(total, 7).expect("the parts add up to the whole loss");
    assert_eq!(all.len(), 3, "each part once");
}

#[test]
fn the_chart_shows_what_the_table_by_field_says() {
    let snapshot = province().snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let chart = chart(&document);
    let table = tables(&document.blocks)[0];
    let lost = table.columns.iter().position(|c| c.heading == "Mất điểm").expect("it");
    let said: BTreeMap<String, &str> = table
        .rows
        .iter()
        .filter(|r| r.kind == RowKind::Component)
        .map(|r| (briefing::words::running(&r.cells[1].text), r.cells[lost].text.as_str()))
        .filter(|(_, lost)| figure(lost).is_some_and(|p| p > Points::ZERO))
        .collect();
    let shown: BTreeMap<String, &str> =
        chart.bars.iter().map(|b| (b.label.clone(), b.figure.as_str())).collect();
    assert_eq!(shown, said, "every field that lost something, with its figure");
    assert!(chart.bars.is_sorted_by(|a, b| a.points >= b.points), "the most first");
    assert_eq!(chart.bars[0].length, 1_000, "the longest bar is the most");
    for bar in &chart.bars {
        assert!(chart.alternative.contains(&format!("{}: {}", bar.label, bar.figure)), "in words");
        let exact = bar.points.ten_thousandths() * 1_000 / chart.bars[0].points.ten_thousandths();
        assert_eq!(i64::from(bar.length), exact.max(4), "{}: as long as its figure", bar.label);
    }

    let one = Year::of(vec![leaf("1.1", "1").scored("0"), leaf("2.1", "1").scored("1")]);
    let snapshot = one.snapshot();
    let document = content::briefing(&snapshot, &form(&snapshot.figures));
    let charts = document.blocks.iter().filter(|b| matches!(b, Block::Chart(_)));
    assert_eq!(charts.count(), 0, "one field with losses needs no chart");
}

#[test]
fn a_chosen_scenario_goes_along_with_what_comes_of_it() {
    let mut snapshot = province().snapshot();
    let mut lost = snapshot.figures.losses.components.iter_mut();
    let lost = lost.find(|c| c.lost.is_some_and(|p| p > Points::ZERO)).expect("a loss");
    lost.recoverable = lost.lost;
    let (gain, code) = (lost.lost.expect("points"), lost.code.clone());
    let kept = |name: &str, ticked: &[&scorebook::Code]| scorebook::losses::Scenario {
        name: name.into(),
        ticked: ticked.iter().map(|c| (*c).clone()).collect(),
    };
    snapshot.figures.scenarios = vec![kept("Trước 31/12", &[&code]), kept("Không có gì", &[])];
    let with = |name: &str| {
        let scenario = Some(name.to_owned());
        let form = briefing::BriefingForm { scenario, ..form(&snapshot.figures) };
        content::briefing(&snapshot, &form)
    };
    let document = with("Trước 31/12");
    let annex = document.annexes.last().expect("its annex");
    assert_eq!(annex.title, "PHƯƠNG ÁN KHẮC PHỤC “TRƯỚC 31/12” NĂM 2024", "the last one");
    let text = plain(&document.blocks);
    let sum = snapshot.figures.losses.totals.counted;
    let sentence = format!(
        "Nếu khắc phục được 01 tiêu chí theo phương án “Trước 31/12” thì tổng điểm tự chấm tăng thêm {gain} điểm, \
         từ {sum} điểm lên {} điểm",
        sum + gain
    );
    assert!(text.contains(&sentence), "{sentence} in {text}");
    assert!(
        text.contains(&format!("nêu tại {}", annex.label))
            || text.contains(&format!("tại {} kèm", annex.label)),
        "{}: {text}",
        annex.label
    );
    let tables = tables(&annex.blocks);
    assert_eq!(tables.len(), 2, "by field, and the criteria");
    assert_eq!(tables[1].rows.len(), 2, "one criterion and the total");
    for table in tables {
        let total = table.rows.len() - 1;
        let gained = table.columns.iter().position(|c| c.heading == "Nâng thêm").expect("it");
        let said = Table::cell_in(&table.rows[total], gained).expect("the total's cell");
        assert_eq!(figure(&said.text), Some(gain), "the total of {}", table.summary);
    }
    for name in ["Không có gì", "chưa bao giờ có"] {
        let document = with(name);
        assert!(!document.annexes.iter().any(|a| a.title.contains("PHƯƠNG ÁN")), "{name}: nothing");
        assert!(!plain(&document.blocks).contains("theo phương án"), "{name}: no sentence either");
    }
}
