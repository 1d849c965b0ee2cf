//! Whose file it is.

mod support;

use scorebook::plan::AgencyBasis;
use scorebook::{AgencyId, ImportPlan};
use support::{Cell, SNV, TC, TTTT, VP, blocking, head, plan_bytes, xlsx};

fn file(name: &str, above: &[&str], rows: Vec<Vec<Cell>>, given: Option<AgencyId>) -> ImportPlan {
    let mut all: Vec<Vec<Cell>> = above.iter().map(|line| vec![Cell::from(*line)]).collect();
    all.push(head());
    all.extend(rows);
    plan_bytes(name, xlsx(&[("Bảng", all)]), given)
}

fn snv_rows() -> Vec<Vec<Cell>> {
    vec![
        row!["1.1.1", "Ban hành kế hoạch đúng thời hạn", 0.5, 0.5],
        row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, 1.0],
    ]
}

fn vp_rows() -> Vec<Vec<Cell>> {
    vec![
        row!["2.2", "Công khai thủ tục hành chính", 2.0, 1.0],
        row!["2.1.1", "Tỷ lệ hồ sơ giải quyết đúng hạn", 0.75, 0.5],
    ]
}

fn told(plan: &ImportPlan) -> (Option<AgencyId>, Option<AgencyBasis>) {
    (plan.agency, plan.agency_basis)
}

#[test]
fn a_person_has_the_last_word() {
    let plan = file("SNV.xlsx", &["SỞ NỘI VỤ"], snv_rows(), Some(VP));
    assert_eq!(told(&plan), (Some(VP), Some(AgencyBasis::Given)));
    assert!(!blocking(&plan).contains(&"agency_unclear"));
}

#[test]
fn the_letterhead_tells_and_its_upper_line_and_recipients_do_not() {
    for above in [
        vec!["UBND TỈNH SÔNG MÂY", "SỞ NỘI VỤ"],
        vec!["UBND TỈNH SÔNG MÂY\nSỞ NỘI VỤ"],
        vec!["SỞ NỘI VỤ TỈNH SÔNG MÂY"],
        vec!["Đơn vị: Sở Nội vụ"],
        vec!["UBND TỈNH SÔNG MÂY", "SỞ NỘI VỤ", "Kính gửi: Văn phòng UBND tỉnh; Sở Tài chính"],
        vec!["SỞ NỘI VU\u{323}"],
    ] {
        let plan = file("a.xlsx", &above, snv_rows(), None);
        assert_eq!(told(&plan), (Some(SNV), Some(AgencyBasis::Letterhead)), "{above:?}");
    }
    let plan = file("a.xlsx", &["ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY", "VĂN PHÒNG"], vp_rows(), None);
    assert_eq!(plan.agency, Some(VP), "VĂN PHÒNG under UBND TỈNH is the Văn phòng UBND tỉnh");
    let plan = file("a.xlsx", &["VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH"], vp_rows(), None);
    assert_eq!(told(&plan), (Some(VP), Some(AgencyBasis::Letterhead)));
    let plan = file("a.xlsx", &["Kính gửi: Sở Nội vụ"], vp_rows(), None);
    assert_eq!(
        told(&plan),
        (Some(VP), Some(AgencyBasis::LedRows)),
        "the addressee is not the sender"
    );
    let plan =
        file("a.xlsx", &["SỞ TT&TT"], vec![row!["3.1.1", "Chất lượng dịch vụ", 1.0, 1.0]], None);
    assert_eq!(told(&plan), (Some(TTTT), Some(AgencyBasis::Letterhead)));
}

#[test]
fn else_the_file_name_tells() {
    for (name, agency, rows) in [
        ("SNV_tự chấm CCHC 2024.xlsx", SNV, snv_rows()),
        ("So Noi vu.xlsx", SNV, snv_rows()),
        ("SoNoiVu-2024.xlsx", SNV, snv_rows()),
        ("VPUB - Bieu tu danh gia.xlsx", VP, vp_rows()),
        ("VP UBND tinh.xlsx", VP, vp_rows()),
        ("Biểu chấm điểm_Sở TT&TT.xlsx", TTTT, vec![row!["3.1.1", "Chất lượng dịch vụ", 1.0, 1.0]]),
        ("So\u{31b}\u{309} No\u{302}\u{323}i vu\u{323}.xlsx", SNV, snv_rows()),
    ] {
        let plan = file(name, &["BẢNG TỰ CHẤM"], rows, None);
        assert_eq!(told(&plan), (Some(agency), Some(AgencyBasis::FileName)), "{name}");
    }
}

#[test]
fn else_the_rows_it_scores_tell() {
    let mut rows = vp_rows();
    rows.extend(vec![row!["1.2", "Thực hiện chế độ báo cáo định kỳ", 1.0, ""]]);
    let plan = file("Phụ lục.xlsx", &[], rows, None);
    assert_eq!(told(&plan), (Some(VP), Some(AgencyBasis::LedRows)));
}

#[test]
fn evidence_that_points_apart_is_asked_about() {
    let plan = file("SoTaiChinh.xlsx", &["SỞ NỘI VỤ"], snv_rows(), None);
    assert!(blocking(&plan).contains(&"agency_unclear"), "letterhead against file name");
    assert_eq!(plan.agency, None);
    let plan = file("a.xlsx", &["SỞ NỘI VỤ"], vp_rows(), None);
    assert!(blocking(&plan).contains(&"agency_unclear"), "it scores another's rows only");
    let plan = file("So Noi vu.xlsx", &[], vp_rows(), None);
    assert!(blocking(&plan).contains(&"agency_unclear"));
}

#[test]
fn nothing_to_go_by_is_asked_about() {
    let plan = file("a.xlsx", &["BẢNG TỰ CHẤM"], vec![row!["", "Một dòng", "", ""]], None);
    assert!(blocking(&plan).contains(&"no_agency"), "{:?}", blocking(&plan));
    let both: Vec<Vec<Cell>> = snv_rows().into_iter().chain(vp_rows()).collect();
    let plan = file("a.xlsx", &[], both, None);
    assert!(plan.is_blocked() && plan.agency.is_none(), "half and half");
}

#[test]
fn a_body_that_leads_nothing_of_what_it_scores_may_still_be_given() {
    let plan = file("a.xlsx", &[], snv_rows(), Some(TC));
    assert_eq!(plan.agency, Some(TC));
    assert!(plan.problems.iter().any(|p| p.finding.code() == "outside_scope"));
}

#[test]
fn a_cited_documents_number_does_not_hide_the_letterhead() {
    let above = ["SỞ NỘI VỤ", "(Kèm theo Công văn số 12/STC-NS ngày 20/12/2024)"];
    let plan = file("Book1.xlsx", &above, snv_rows(), None);
    assert_eq!(told(&plan), (Some(SNV), Some(AgencyBasis::Letterhead)), "STC wrote the dispatch");
}
