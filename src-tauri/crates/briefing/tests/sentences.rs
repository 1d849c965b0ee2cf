//! Each sentence at its edges: none, one, all, ties, missing bodies, no baseline.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, reason = "a test")]

mod support;

use briefing::sentences::{letters, losses, progress, proposals, result};
use scorebook::submission::ScoreState;
use scorebook::{BaselineKind, Scoring};
use support::{LeafSetup, Year, at, date, leaf};

const BODY: &str = "Sở Nội vụ";

#[test]
fn who_has_sent() {
    let of = |sent: &[bool]| {
        let names = ["Sở Tư pháp", "Sở Tài chính", "Sở Nội vụ"];
        let year =
            sent.iter().zip(names).enumerate().fold(Year::default(), |year, (i, (sent, name))| {
                let i = u32::try_from(i).unwrap();
                year.sent(name, sent.then(|| at(2024, 12, 16 + i, 9, 0)), 1 + i)
            });
        let figures = year.figures();
        (progress::received(&figures.agencies, BODY), progress::not_received(&figures.agencies))
    };
    let start = "Đến thời điểm chốt số liệu, ";
    for (sent, said, missing) in [
        (&[][..], "Bộ tiêu chí chưa phân công cơ quan chủ trì chấm điểm.".to_owned(), ""),
        (
            &[false],
            format!(
                "{start}cơ quan được giao tự chấm điểm (Sở Tư pháp) chưa gửi kết quả về Sở Nội vụ."
            ),
            "",
        ),
        (
            &[true],
            format!(
                "{start}Sở Nội vụ đã tiếp nhận kết quả tự chấm của cơ quan được giao chấm điểm là Sở Tư pháp (gửi ngày 16/12/2024)."
            ),
            "",
        ),
        (
            &[false, false],
            format!(
                "{start}chưa có cơ quan nào trong 02 cơ quan được giao tự chấm điểm gửi kết quả về Sở Nội vụ (Sở Tư pháp, Sở Tài chính)."
            ),
            "",
        ),
        (
            &[true, false, false],
            format!(
                "{start}Sở Nội vụ đã tiếp nhận kết quả tự chấm của 01/03 cơ quan được giao chấm điểm, gồm: Sở Tư pháp (gửi ngày 16/12/2024)."
            ),
            "Còn 02 cơ quan chưa gửi kết quả: Sở Tài chính, Sở Nội vụ.",
        ),
        (
            &[true, true, true],
            format!(
                "{start}Sở Nội vụ đã tiếp nhận kết quả tự chấm của tất cả 03/03 cơ quan được giao chấm điểm, gồm: Sở Tư pháp (gửi ngày 16/12/2024), Sở Tài chính (gửi ngày 17/12/2024, bản gửi lần 2), Sở Nội vụ (gửi ngày 18/12/2024, bản gửi lần 3)."
            ),
            "",
        ),
    ] {
        assert_eq!(of(sent), (said, missing.to_owned()), "sent: {sent:?}");
    }
}

#[test]
fn who_left_criteria_open() {
    let say = |year: Year| progress::completeness(&year.figures());
    assert_eq!(
        say(Year::of(vec![leaf("1.1", "1")]).sent("Sở Tư pháp", None, 1)),
        "",
        "nobody has sent"
    );
    assert_eq!(
        say(Year::of(vec![leaf("1.1", "1").scored("1")])),
        "Sở Tư pháp đã chấm đủ các tiêu chí được giao.",
        "one"
    );
    let two =
        || vec![leaf("1.1", "1").scored("1"), leaf("1.2", "1").scored("1").by("Sở Tài chính")];
    assert_eq!(
        say(Year::of(two())),
        "Các cơ quan đã gửi kết quả đều chấm đủ các tiêu chí được giao.",
        "all"
    );
    let mut open = two();
    open.push(leaf("1.3", "1").state(ScoreState::Blank));
    assert_eq!(
        say(Year::of(open)),
        "Trong số các cơ quan đã gửi kết quả, 01 cơ quan còn tiêu chí chưa có điểm: Sở Tư pháp (01/02 tiêu chí).",
        "some"
    );
}

#[test]
fn what_is_scored() {
    let say = |leaves| progress::scored(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![]), "", "nothing to score");
    assert_eq!(
        say(vec![leaf("1", "1")]),
        "Chưa có tiêu chí nào trong 01 tiêu chí tự chấm có điểm.",
        "none"
    );
    assert_eq!(
        say(vec![leaf("1", "1").scored("0")]),
        "Tất cả 01 tiêu chí tự chấm đã có điểm.",
        "a nought is a score"
    );
    assert_eq!(
        say(vec![
            leaf("1", "1").scored("1"),
            leaf("2", "1.5"),
            leaf("3", "1").state(ScoreState::NotApplicable)
        ]),
        "Trong 03 tiêu chí tự chấm: 01 tiêu chí đã có điểm; 01 tiêu chí chưa có điểm (tối đa 1,50 điểm); 01 tiêu chí \
         được cơ quan chủ trì đề nghị không áp dụng.",
        "each state apart"
    );
}

#[test]
fn what_the_year_holds() {
    let say = |leaves| progress::scope(&Year::of(leaves).figures());
    assert_eq!(say(vec![]), "Bộ tiêu chí năm 2024 chưa có tiêu chí.", "none");
    assert!(
        say(vec![leaf("1", "1")])
            .ends_with("tổng điểm tối đa 1,00 điểm, đều do các cơ quan của tỉnh tự chấm."),
        "all"
    );
    assert!(
        say(vec![leaf("1", "2").scoring(Scoring::Survey)])
            .ends_with("không có tiêu chí nào do các cơ quan của tỉnh tự chấm. Toàn bộ gồm 01 tiêu chí điều tra xã hội học (tối đa 2,00 điểm)."),
        "none of ours"
    );
    assert!(
        say(vec![leaf("1", "1"), leaf("2", "2").scoring(Scoring::Survey), leaf("3", "3").scoring(Scoring::Central)]).ends_with(
            "trong đó các cơ quan của tỉnh tự chấm 01 tiêu chí (tối đa 1,00 điểm). Phần không tự chấm gồm 01 tiêu chí \
             điều tra xã hội học (tối đa 2,00 điểm) và 01 tiêu chí do Trung ương chấm (tối đa 3,00 điểm), không tính vào \
             kết quả nêu tại Báo cáo này."
        ),
        "three kinds, counted apart"
    );
}

#[test]
fn scores_without_evidence() {
    let bare = || leaf("1", "1").scored("1").said(|c| c.evidence.clear());
    let explained = || bare().said(|c| c.explanation = "Đang bổ sung".into());
    let say = |leaves| progress::evidence(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1"), leaf("2", "1")]), "", "none");
    assert_eq!(
        say(vec![bare()]),
        "01 tiêu chí đã có điểm nhưng chưa có tài liệu kiểm chứng và giải trình.",
        "neither"
    );
    assert_eq!(
        say(vec![explained()]),
        "01 tiêu chí đã có điểm nhưng chưa có tài liệu kiểm chứng, đều đã có giải trình.",
        "explained"
    );
    assert_eq!(
        say(vec![bare(), explained()]),
        "02 tiêu chí đã có điểm nhưng chưa có tài liệu kiểm chứng, trong đó 01 tiêu chí chưa có giải trình.",
        "mixed"
    );
}

#[test]
fn the_total() {
    let say = |leaves| result::total(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1")]), "Chưa có điểm tự chấm năm 2024 để tổng hợp.", "none");
    assert_eq!(
        say(vec![leaf("1", "2").scored("2")]),
        "Tổng điểm tự chấm năm 2024 đạt 2,00/2,00 điểm, bằng 100,00% điểm tối đa của phần tự chấm; không mất điểm.",
        "all"
    );
    assert_eq!(
        say(vec![leaf("1", "2").scored("1.5"), leaf("2", "1").scored("1")]),
        "Tổng điểm tự chấm năm 2024 đạt 2,50/3,00 điểm, bằng 83,33% điểm tối đa của phần tự chấm; mất 0,50 điểm.",
        "some lost"
    );
    assert_eq!(
        say(vec![leaf("1", "2").scored("1.5"), leaf("2", "1")]),
        "Tổng điểm tự chấm năm 2024 của 01 tiêu chí đã có điểm đạt 1,50/2,00 điểm, bằng 75,00%; mất 0,50 điểm. Tính trên \
         toàn bộ phần tự chấm (tối đa 3,00 điểm), tỷ lệ đạt 50,00%; 1,00 điểm của các tiêu chí chưa có điểm chưa tính là \
         mất điểm.",
        "what has no score is not lost"
    );
    assert_eq!(
        say(vec![leaf("1", "1").scored("1.5")]),
        "Tổng điểm tự chấm năm 2024 đạt 1,50/1,00 điểm, bằng 150,00% điểm tối đa của phần tự chấm; vượt điểm tối đa 0,50 \
         điểm, cần rà soát lại.",
        "a score above its maximum is no negative loss"
    );
}

#[test]
fn what_the_review_changed_is_a_ladder_from_what_was_scored_to_what_counts() {
    let say = |leaves| result::ladder(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1")]), "", "nothing reviewed, nothing said");
    assert_eq!(
        say(vec![leaf("1", "1").scored("1").agreed("1")]),
        "Các cơ quan tự chấm 1,00 điểm; qua rà soát: giữ nguyên 01 tiêu chí; tổng điểm được tính là 1,00 điểm.",
        "confirmed"
    );
    assert_eq!(
        say(vec![leaf("1", "1").scored("1").agreed("0.5")]),
        "Các cơ quan tự chấm 1,00 điểm; qua rà soát: hạ 01 tiêu chí (giảm 0,50 điểm); tổng điểm được tính là 0,50 điểm.",
        "lowered"
    );
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("0.5").agreed("0.75"),
            leaf("1.2", "1").scored("1").agreed("0.5"),
            leaf("1.3", "1").scored("1").agreed("1"),
            leaf("1.4", "1").agreed("0.25"),
            leaf("1.5", "1").scored("0.5").ruled_out("không có"),
            leaf("1.6", "1").scored("1"),
        ]),
        "Các cơ quan tự chấm 4,00 điểm; qua rà soát: nâng 01 tiêu chí (tăng 0,25 điểm), hạ 01 tiêu chí (giảm 0,50 điểm), \
         giữ nguyên 01 tiêu chí, bổ sung điểm cho 01 tiêu chí (tăng 0,25 điểm), không áp dụng 01 tiêu chí (bớt 0,50 điểm); \
         tổng điểm được tính là 3,50 điểm.",
        "each rung once, and they add up"
    );
}

#[test]
fn against_last_year() {
    let say = |kind, leaves| {
        let figures = Year::of(leaves).compared(kind).figures();
        (result::against_baseline(&figures.losses).join(" "), !result::caution(&figures).is_empty())
    };
    let published = Some(BaselineKind::Published);
    assert_eq!(
        say(published, vec![leaf("1", "1").before("1")]).0,
        "",
        "nothing scored, nothing compared"
    );
    assert_eq!(
        say(None, vec![leaf("1", "1").scored("1")]),
        ("Chưa có kết quả năm 2023 nên không so sánh.".into(), false),
        "no baseline"
    );
    assert_eq!(
        say(published, vec![leaf("1", "1").scored("1")]),
        (
            "Chưa có tiêu chí nào có điểm ở cả hai năm để so sánh với kết quả công bố năm 2023."
                .into(),
            false
        ),
        "no leaf in both"
    );
    assert_eq!(
        say(published, vec![leaf("1", "1").before("1").scored("1"), leaf("2", "1").before("0.5").scored("0.5")]),
        ("So với kết quả công bố năm 2023, tính trên tất cả 02 tiêu chí đã có điểm, tổng điểm năm 2024 giữ nguyên ở mức \
          1,50 điểm; 02 tiêu chí giữ nguyên.".into(), true),
        "unchanged; a self-score beside a published one needs its caution"
    );
    assert_eq!(
        say(Some(BaselineKind::Appraised), vec![leaf("1", "1").before("0.5").scored("1"), leaf("2", "1").scored("1")]),
        ("So với kết quả thẩm định năm 2023, tính trên 01 tiêu chí có điểm ở cả hai năm, tổng điểm năm 2024 là 1,00 điểm, \
          tăng 0,50 điểm (năm 2023 là 0,50 điểm); 01 tiêu chí tăng điểm. 01 tiêu chí đã có điểm nhưng không có điểm năm \
          2023 nên không so sánh.".into(), true),
        "some without a baseline"
    );
    let (said, caution) =
        say(Some(BaselineKind::SelfScored), vec![leaf("1", "1").before("1").scored("0.75")]);
    assert!(said.contains("kết quả tự chấm năm 2023"), "the kind is named: {said}");
    assert!(
        said.contains("giảm 0,25 điểm (năm 2023 là 1,00 điểm); 01 tiêu chí giảm điểm."),
        "{said}"
    );
    assert!(!caution, "self-score against self-score is like with like");
}

#[test]
fn best_and_weakest_field() {
    let say = |leaves| result::field_shares(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1.1", "1").scored("1")]), "", "one field has no rank");
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("1"), leaf("2.1", "1")]),
        "",
        "nor has one beside an open one"
    );
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("1"),
            leaf("2.1", "1").scored("0.5"),
            leaf("3.1", "0.5").scored("0"),
            leaf("3.2", "1"),
        ]),
        "Lĩnh vực đạt tỷ lệ điểm cao nhất là “Lĩnh vực số 1” (100,00%); thấp nhất là “Lĩnh vực số 2” (50,00%).",
        "a field is ranked only when most of it is scored"
    );
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("0.5"), leaf("2.1", "2").scored("1")]),
        "Các lĩnh vực đã chấm phần lớn tiêu chí đạt tỷ lệ như nhau, bằng 50,00% điểm tối đa.",
        "all level"
    );
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("1"),
            leaf("2.1", "1").scored("1"),
            leaf("3.1", "1").scored("0.5")
        ]),
        "Lĩnh vực đạt tỷ lệ điểm cao nhất là “Lĩnh vực số 1” và “Lĩnh vực số 2” (cùng 100,00%); thấp nhất là “Lĩnh vực số \
         3” (50,00%).",
        "a tie is told"
    );
}

#[test]
fn fields_that_rose_and_fell() {
    let say = |leaves| result::field_changes(&Year::of(leaves).figures().losses);
    let up = |code| leaf(code, "1").before("0.5").scored("1");
    let down = |code| leaf(code, "1").before("1").scored("0.5");
    let same = |code| leaf(code, "1").before("1").scored("1");
    assert_eq!(say(vec![up("1.1")]), "", "one field");
    assert_eq!(
        say(vec![same("1.1"), same("2.1")]),
        "So với năm 2023, điểm của các lĩnh vực đều giữ nguyên.",
        "none moved"
    );
    assert_eq!(
        say(vec![up("1.1"), down("2.1"), same("3.1")]),
        "So với năm 2023, 01 lĩnh vực tăng điểm là “Lĩnh vực số 1” (tăng 0,50 điểm); 01 lĩnh vực giảm điểm là “Lĩnh vực số \
         2” (giảm 0,50 điểm); 01 lĩnh vực giữ nguyên.",
        "one each"
    );
    assert_eq!(
        say(vec![down("1.1"), down("2.1")]),
        "So với năm 2023, 02 lĩnh vực giảm điểm gồm “Lĩnh vực số 1” và “Lĩnh vực số 2” (cùng giảm 0,50 điểm).",
        "all level"
    );
    assert_eq!(
        say(vec![leaf("1.1", "1").before("1").scored("0.75"), down("2.1")]),
        "So với năm 2023, 02 lĩnh vực giảm điểm, nhiều nhất là “Lĩnh vực số 2” (giảm 0,50 điểm).",
        "the most"
    );
    assert_eq!(
        say(vec![
            up("1.1"),
            up("2.1"),
            leaf("3.1", "1").before("0.75").scored("1"),
            leaf("4.1", "1").scored("1")
        ]),
        "So với năm 2023, 03 lĩnh vực tăng điểm, nhiều nhất là “Lĩnh vực số 1” và “Lĩnh vực số 2” (cùng tăng 0,50 điểm).",
        "two level at the top; a field without last year's points is not counted"
    );
}

#[test]
fn how_much_is_lost() {
    let say = |leaves| losses::summary(&Year::of(leaves).figures().losses).join(" ");
    assert_eq!(
        say(vec![leaf("1", "1")]),
        "Chưa có điểm tự chấm nên chưa xác định được tiêu chí mất điểm, giảm điểm.",
        "none scored"
    );
    assert_eq!(
        say(vec![leaf("1", "1").scored("1")]),
        "Các tiêu chí đã có điểm (01 tiêu chí) đều đạt điểm tối đa, không mất điểm.",
        "none lost"
    );
    assert_eq!(
        say(vec![leaf("1", "1").scored("0")]),
        "Trong 01 tiêu chí đã có điểm, có 01 tiêu chí chưa đạt điểm tối đa, mất toàn bộ điểm; tổng số điểm mất là 1,00 điểm. \
         Tiêu chí mất điểm chưa được giải trình, chưa rõ nguyên nhân.",
        "one, all of it"
    );
    assert_eq!(
        say(vec![
            leaf("1", "1").scored("0.5").because("Chậm"),
            leaf("2", "1").scored("0").because("Thiếu")
        ]),
        "Tất cả 02 tiêu chí đã có điểm đều chưa đạt điểm tối đa, trong đó 01 tiêu chí mất toàn bộ điểm; tổng số điểm mất là \
         1,50 điểm. Các tiêu chí mất điểm đều đã xác định nguyên nhân.",
        "all"
    );
}

#[test]
fn what_is_scored_above_its_maximum_is_told_apart() {
    let say = |leaves| losses::above_maximum(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1"), leaf("2", "1").scored("0")]), "", "none");
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("1.5")]),
        "Có 01 tiêu chí có điểm cao hơn điểm tối đa, vượt tổng số 0,50 điểm (1.1), cần rà soát lại.",
        "one"
    );
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("1.5"), leaf("1.2", "1").scored("1.25")]),
        "Có 02 tiêu chí có điểm cao hơn điểm tối đa, vượt tổng số 0,75 điểm (1.1, 1.2), cần rà soát lại.",
        "all"
    );
}

#[test]
fn what_the_office_found_and_what_the_body_explained_are_kept_apart() {
    let explained = |code: &str| {
        leaf(code, "1").scored("0.5").said(|c| c.explanation = "Đang hoàn thiện".into())
    };
    let found = |code: &str| explained(code).because("Chậm");
    let silent = |code: &str| leaf(code, "1").scored("0.5");
    let say = |leaves| losses::summary(&Year::of(leaves).figures().losses).remove(1);
    assert_eq!(
        say(vec![explained("1.1")]),
        "Tiêu chí mất điểm đã được cơ quan giải trình, chưa kết luận nguyên nhân.",
        "one, explained"
    );
    assert_eq!(
        say(vec![explained("1.1"), explained("1.2")]),
        "Các tiêu chí mất điểm đều đã được cơ quan giải trình, chưa kết luận nguyên nhân.",
        "all explained"
    );
    assert_eq!(
        say(vec![silent("1.1"), silent("1.2")]),
        "Các tiêu chí mất điểm đều chưa được giải trình, chưa rõ nguyên nhân.",
        "all silent"
    );
    assert_eq!(
        say(vec![found("1.1"), explained("1.2"), silent("1.3")]),
        "Về nguyên nhân: 01 tiêu chí đã xác định nguyên nhân; 01 tiêu chí cơ quan đã giải trình, chưa kết luận nguyên nhân; \
         01 tiêu chí chưa được giải trình, chưa rõ nguyên nhân.",
        "each apart"
    );
}

#[test]
fn what_fell() {
    let say = |leaves| losses::fallen(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1")]), "", "nothing to compare with");
    assert_eq!(
        say(vec![leaf("1", "1").before("1").scored("1")]),
        "Không có tiêu chí giảm điểm so với năm 2023.",
        "none"
    );
    assert_eq!(
        say(vec![leaf("1.1", "1").before("1").scored("0.5")]),
        "Có 01 tiêu chí giảm điểm so với năm 2023, tổng mức giảm là 0,50 điểm: “Tiêu chí thành phần 1.1” (1.1, giảm 0,50 \
         điểm).",
        "one"
    );
    let fallen = |code: &str, to: &str| leaf(code, "1").before("1").scored(to);
    assert_eq!(
        say(vec![fallen("1.1", "0.75"), fallen("1.2", "0.5")]),
        "Có 02 tiêu chí giảm điểm so với năm 2023, tổng mức giảm là 0,75 điểm: “Tiêu chí thành phần 1.2” (1.2, giảm 0,50 \
         điểm) và “Tiêu chí thành phần 1.1” (1.1, giảm 0,25 điểm).",
        "the largest first"
    );
    assert_eq!(
        say(vec![
            fallen("1.10", "0.5"),
            fallen("1.1", "0"),
            fallen("1.2", "0"),
            fallen("1.3", "0"),
            fallen("1.9", "0.75"),
        ]),
        "Có 05 tiêu chí giảm điểm so với năm 2023, tổng mức giảm là 3,75 điểm: “Tiêu chí thành phần 1.1” (1.1, giảm 1,00 \
         điểm), “Tiêu chí thành phần 1.2” (1.2, giảm 1,00 điểm), “Tiêu chí thành phần 1.3” (1.3, giảm 1,00 điểm) và 02 tiêu \
         chí khác (1.9, 1.10).",
        "three by name, the rest by code and in its order"
    );
}

#[test]
fn a_changed_maximum_is_no_fall_in_points() {
    use scorebook::crosswalk::Comparison;
    let say = |leaves| losses::fallen(&Year::of(leaves).figures().losses);
    let reweighted = |share: i64| {
        leaf("1.1", "1").before("1.5").scored("0.9").said(|c| {
            c.comparison = Comparison::Share;
            c.baseline_max = Some(support::points("1.5"));
            c.change_share = Some(share);
        })
    };
    assert_eq!(
        say(vec![reweighted(-1_000)]),
        "Có 01 tiêu chí thay đổi điểm tối đa nên so sánh theo tỷ lệ điểm đạt được, tỷ lệ giảm so với năm 2023: “Tiêu chí \
         thành phần 1.1” (1.1, giảm 10,00 điểm phần trăm).",
        "the share is compared"
    );
    assert_eq!(say(vec![reweighted(250)]), "", "a share that rose has not fallen");
    let doubtful = leaf("1.1", "1").before("1.5").scored("0.9").said(|c| {
        c.comparison = Comparison::None;
    });
    assert_eq!(
        say(vec![doubtful]),
        "Có 01 tiêu chí có điểm năm 2023 cao hơn điểm tối đa năm 2024 (1.1) nên chưa so sánh, cần đối chiếu lại bộ tiêu chí \
         hai năm.",
        "without a crosswalk it is a doubt"
    );
}

#[test]
fn what_does_not_apply_is_told_with_its_reason() {
    let say = |leaves| progress::not_applicable(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1")]), "", "none");
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("0.5").ruled_out("tỉnh không có"),
            leaf("1.2", "0.5").state(ScoreState::NotApplicable),
        ]),
        "Có 01 tiêu chí được thống nhất không áp dụng (tối đa 1,00 điểm, không tính điểm và không tính là mất điểm): 1.1 (lý \
         do: tỉnh không có). Có 01 tiêu chí được cơ quan chủ trì đề nghị không áp dụng, chưa thống nhất: 1.2 (Sở Tư pháp).",
        "the office's ruling and the body's word apart"
    );
    let total = |leaves| result::total(&Year::of(leaves).figures().losses);
    assert_eq!(
        total(vec![leaf("1.1", "1").scored("0.5"), leaf("1.2", "1").scored("1").ruled_out("x")]),
        "Tổng điểm tự chấm năm 2024 đạt 0,50/2,00 điểm, bằng 25,00% điểm tối đa của phần tự chấm; mất 0,50 điểm. Điểm tối đa \
         của phần tự chấm gồm cả 1,00 điểm của 01 tiêu chí không áp dụng, không tính là mất điểm.",
        "the maximum never shrinks, and what was ruled out is no loss"
    );
    assert!(
        losses::unscored(&Year::of(vec![leaf("1.1", "1").scored("1").ruled_out("x")]).figures())
            .is_empty(),
        "no score is asked for"
    );
}

#[test]
fn what_was_sent_back_is_told_with_its_code_and_its_body() {
    let sent_back = leaf("1.1", "1").scored("1").said(|c| {
        c.status = scorebook::decision::Status::AwaitingExplanation;
        c.asked = "Vì sao chưa đủ?".into();
        c.answer_by = chrono::NaiveDate::from_ymd_opt(2024, 12, 28);
    });
    assert_eq!(
        progress::awaiting(&Year::of(vec![sent_back]).figures().losses),
        "Có 01 tiêu chí đã gửi lại, đang chờ giải trình: 1.1 (Sở Tư pháp, trả lời trước ngày 28/12/2024).",
        "with whom it is open"
    );
}

#[test]
fn losses_by_body() {
    let say = |leaves| losses::by_body(&Year::of(leaves).figures().losses);
    assert!(say(vec![leaf("1", "1").scored("1")]).is_empty(), "none");
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("0.75").because("Chậm"),
            leaf("1.2", "1").scored("0").by("Sở Tài chính"),
            leaf("1.3", "1").scored("0.5").by("Sở Tài chính").because("Thiếu"),
            leaf("1.4", "1").scored("0.9").by(""),
        ]),
        [
            "Sở Tài chính: 02 tiêu chí, mất 1,50 điểm, gồm “Tiêu chí thành phần 1.2” (1.2, mất 1,00 điểm) và “Tiêu chí thành \
             phần 1.3” (1.3, mất 0,50 điểm); chưa giải trình nguyên nhân đối với 01 tiêu chí (1.2)",
            "Sở Tư pháp: 01 tiêu chí, mất 0,25 điểm, gồm “Tiêu chí thành phần 1.1” (1.1, mất 0,25 điểm)",
            "Chưa phân công cơ quan chủ trì: 01 tiêu chí, mất 0,10 điểm, gồm “Tiêu chí thành phần 1.4” (1.4, mất 0,10 điểm); \
             chưa giải trình nguyên nhân",
        ],
        "the largest loss first, silence named"
    );
    let share = |name: &str, parts, share| scorebook::losses::ResponsibleShare {
        agency: support::id_of(name),
        parts,
        name: name.into(),
        share,
    };
    let both = leaf("1.1", "1").scored("0").because("x").said(|c| {
        c.responsible = vec![share("Sở Nội vụ", 1, 3_333), share("Sở Tài chính", 2, 6_667)];
    });
    assert_eq!(
        say(vec![both]),
        [
            "Sở Tài chính: 01 tiêu chí, mất 0,6667 điểm, gồm “Tiêu chí thành phần 1.1” (1.1, chịu 2/3 của 1,00 điểm)",
            "Sở Nội vụ: 01 tiêu chí, mất 0,3333 điểm, gồm “Tiêu chí thành phần 1.1” (1.1, chịu 1/3 của 1,00 điểm)",
        ],
        "every body that takes part, with its part, and not the lead"
    );
}

#[test]
fn the_largest_losses() {
    let one = |c| losses::largest(&Year::of(vec![c]).figures().losses).remove(0);
    assert_eq!(
        one(leaf("1.1", "1")
            .before("1")
            .scored("0.5")
            .because("Chậm.\nThiếu")
            .remedy("Bổ sung;", Some(date(2025, 1, 3)))),
        "Tiêu chí 1.1 “Tiêu chí thành phần 1.1”: đạt 0,50/1,00 điểm, mất 0,50 điểm (giảm 0,50 điểm so với năm 2023). Cơ \
         quan chịu trách nhiệm: Sở Tư pháp. Nguyên nhân: Chậm; Thiếu. Giải pháp: Bổ sung; thời hạn 03/01/2025.",
        "everything known"
    );
    assert_eq!(
        one(leaf("1.1", "1").scored("0.5").by("")),
        "Tiêu chí 1.1 “Tiêu chí thành phần 1.1”: đạt 0,50/1,00 điểm, mất 0,50 điểm. Cơ quan chịu trách nhiệm: chưa phân \
         công. Chưa được giải trình.",
        "nothing known"
    );
    let many = |n: usize, lost: &dyn Fn(usize) -> &'static str| {
        let leaves = (0..n).map(|i| leaf(&format!("1.{}", i + 1), "1").scored(lost(i))).collect();
        losses::the_rest(&Year::of(leaves).figures().losses)
    };
    assert_eq!(many(10, &|_| "0.5"), "", "ten are told, none is left");
    assert_eq!(
        many(11, &|i| if i < 10 { "0" } else { "0.5" }),
        "Còn lại 01 tiêu chí mất 0,50 điểm, nêu tại Phụ lục II.",
        "one smaller"
    );
    assert_eq!(
        many(12, &|_| "0.5"),
        "Còn lại 02 tiêu chí mất 1,00 điểm, mỗi tiêu chí mất 0,50 điểm, nêu tại Phụ lục II.",
        "a tie is told"
    );
    assert_eq!(
        many(13, &|i| if i < 11 { "0.5" } else { "0.75" }),
        "Còn lại 03 tiêu chí mất 1,00 điểm, trong đó 01 tiêu chí cùng mất 0,50 điểm, nêu tại Phụ lục II.",
        "part of it level with the last told"
    );
}

#[test]
fn what_has_no_score_and_why() {
    let figures = Year::of(vec![
        leaf("1.1", "1").scored("1"),
        leaf("1.2", "1").state(ScoreState::Blank),
        leaf("1.3", "0.5"),
        leaf("2.1", "2").by("Sở Tài chính"),
        leaf("2.2", "2").by("Sở Tài chính").state(ScoreState::NotApplicable),
    ])
    .sent("Sở Tài chính", None, 1)
    .figures();
    assert_eq!(
        losses::unscored(&figures),
        [
            "Sở Tài chính: 01 tiêu chí (tối đa 2,00 điểm), chưa gửi kết quả, gồm: 2.1",
            "Sở Tư pháp: 02 tiêu chí (tối đa 1,50 điểm), để trống điểm: 1.2; không có trong bản tự chấm: 1.3",
        ],
        "blank, absent and not sent are three things; not applicable is none of them"
    );
}

#[test]
fn where_the_losses_lie() {
    let say = |leaves| proposals::assessment(&Year::of(leaves).figures().losses).join(" ");
    let close = "Kết quả nêu trên là kết quả tự chấm, chưa qua thẩm định.";
    assert_eq!(say(vec![leaf("1", "1")]), "Chưa có số liệu tự chấm để đánh giá.", "nothing scored");
    assert_eq!(
        say(vec![leaf("1", "1").scored("1")]),
        format!("Các tiêu chí đã có điểm đều đạt điểm tối đa. {close}"),
        "nothing lost"
    );
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("0.5")]),
        format!(
            "Toàn bộ số điểm mất (0,50 điểm) thuộc lĩnh vực “Lĩnh vực số 1”. Các tiêu chí mất điểm đều thuộc trách nhiệm của Sở Tư pháp. {close}"
        ),
        "one field, one body"
    );
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("0.5"),
            leaf("2.1", "1").scored("0.5").by("Sở Tài chính"),
            leaf("3.1", "1").scored("0.75").by("Sở Nội vụ")
        ]),
        format!(
            "Số điểm mất nhiều nhất thuộc lĩnh vực “Lĩnh vực số 1” và “Lĩnh vực số 2” (cùng mất 0,50 điểm, mỗi nơi chiếm \
             40,00% tổng số điểm mất). Theo cơ quan chịu trách nhiệm, mất nhiều điểm nhất là Sở Tài chính và Sở Tư pháp \
             (cùng mất 0,50 điểm, mỗi nơi chiếm 40,00% tổng số điểm mất). {close}"
        ),
        "ties"
    );
}

#[test]
fn what_the_meeting_is_asked() {
    let on = date(2025, 1, 1);
    let ask = |year: &Year| proposals::proposals(&year.clone().figures(), BODY, on);
    let last = "Cho ý kiến về kết quả tự chấm điểm năm 2024 để Sở Nội vụ hoàn thiện hồ sơ, tham mưu Ủy ban nhân dân tỉnh báo \
                cáo chính thức cho Bộ Nội vụ";
    assert_eq!(ask(&Year::of(vec![leaf("1", "1").scored("1")])), [last], "nothing to remedy");
    let year = Year::of(vec![
        leaf("1.1", "1")
            .before("1")
            .scored("0.5")
            .because("Chậm")
            .remedy("Bổ sung", Some(date(2024, 12, 30))),
        leaf("1.2", "1").scored("0.5").because("Chậm").remedy("Bổ sung", Some(date(2025, 1, 3))),
        leaf("1.3", "1").scored("0.5"),
        leaf("1.4", "1").state(ScoreState::Blank),
        leaf("1.5", "1")
            .scored("0.5")
            .because("Chậm")
            .said(|c| c.recoverable = Some(scorebook::Points::ZERO)),
        leaf("2.1", "1").by("Sở Tài chính"),
        leaf("3.1", "1")
            .scored("0.5")
            .by("Sở Nội vụ")
            .because("Thiếu")
            .remedy("Sửa", Some(date(2025, 1, 3))),
        leaf("3.2", "1").by("Sở Nội vụ").state(ScoreState::Blank),
        leaf("4.1", "1").by(""),
    ])
    .sent("Sở Tài chính", None, 1);
    assert_eq!(
        ask(&year),
        [
            "Yêu cầu Sở Tài chính khẩn trương tự chấm điểm, gửi kết quả để tổng hợp",
            "Yêu cầu Sở Tư pháp (01 tiêu chí) bổ sung điểm hoặc giải trình đối với các tiêu chí chưa có điểm",
            "Giao Sở Tư pháp, đối với 04 tiêu chí chưa đạt điểm tối đa (mất 2,00 điểm), trong đó 01 tiêu chí giảm so với năm \
             2023: khắc phục 01 tiêu chí còn hạn: 1.2 (thời hạn 03/01/2025); khắc phục 01 tiêu chí chưa xác định thời hạn và \
             đăng ký thời hạn hoàn thành: 1.3; báo cáo kết quả, nêu rõ lý do chậm đối với 01 tiêu chí quá hạn: 1.1 (thời hạn \
             30/12/2024); làm rõ trách nhiệm đối với 01 tiêu chí không khắc phục được: 1.5",
            "Yêu cầu Sở Tư pháp (01 tiêu chí) giải trình nguyên nhân mất điểm",
            "Phân công cơ quan chủ trì đối với 01 tiêu chí chưa có cơ quan chủ trì: 4.1",
            last,
        ],
        "what is late is not ordered to be in time, what cannot be fixed is not ordered fixed, and nothing is asked of the \
         office itself"
    );
    assert_eq!(
        proposals::own_part(&year.figures(), BODY, on),
        "Sở Nội vụ nhận trách nhiệm đối với 01 tiêu chí chưa đạt điểm tối đa, mất 0,50 điểm, và tổ chức thực hiện: khắc phục \
         01 tiêu chí còn hạn: 3.1 (thời hạn 03/01/2025). Sở Nội vụ hoàn thành việc tự chấm 01 tiêu chí do mình chủ trì còn \
         chưa có điểm (3.2).",
        "the office owns to its own"
    );
}

#[test]
fn a_letter_tells_a_body_its_losses_and_what_to_do() {
    use briefing::sentences::letters::to_explain;
    assert_eq!(of(vec![leaf("1.1", "1").scored("1")]), "", "nothing lost, nothing said");
    assert_eq!(
        of(vec![leaf("1.1", "1").scored("0")]),
        "Trong các tiêu chí thuộc trách nhiệm của Sở Tư pháp, có 01 tiêu chí chưa đạt điểm tối đa (mất toàn bộ điểm), tổng số \
         điểm mất là 1,00 điểm.",
        "one, with nothing left"
    );
    assert_eq!(
        of(vec![
            leaf("1.1", "1").scored("0").before("0.5"),
            leaf("1.2", "1").scored("0.5").before("1"),
            leaf("1.3", "1").scored("0.75"),
        ]),
        "Trong các tiêu chí thuộc trách nhiệm của Sở Tư pháp, có 03 tiêu chí chưa đạt điểm tối đa (trong đó 01 tiêu chí mất \
         toàn bộ điểm), tổng số điểm mất là 1,75 điểm; 02 tiêu chí giảm so với năm 2023.",
        "several"
    );
    let due = Some(date(2025, 1, 3));
    assert_eq!(
        asked(vec![leaf("1.1", "1").scored("0").because("x").remedy("y", due)])[0],
        "Khắc phục 01 tiêu chí còn hạn: 1.1 (thời hạn 03/01/2025)",
        "what is in time is to be fixed"
    );
    let items = asked(vec![leaf("1.1", "1").scored("0").said(|c| c.evidence.clear())]);
    assert_eq!(items.len(), 4, "remedy, evidence, cause, answer: {items:?}");
    let items = asked(vec![leaf("1.1", "1").scored("0").because("x")]);
    assert_eq!(items.len(), 2, "nothing is asked that is there: {items:?}");
    let explained_loss =
        leaf("1.1", "1").scored("0").said(|c| c.explanation = "Chưa có kinh phí".into());
    assert_eq!(asked(vec![explained_loss]).len(), 2, "what the file says is not asked for again");

    let rows = |leaves| Year::of(leaves).figures().losses.components;
    let explained = |c| rows(vec![c]).iter().flat_map(to_explain).collect::<Vec<_>>();
    assert!(explained(leaf("1.1", "1").scored("1")).is_empty(), "nothing is open");
    assert_eq!(
        explained(leaf("1.1", "1").state(ScoreState::Blank)),
        ["để trống điểm"],
        "a blank is asked after"
    );
    assert!(
        explained(leaf("1.1", "1").state(ScoreState::NotApplicable)).is_empty(),
        "what does not apply is no gap"
    );
    assert!(
        explained(leaf("1.1", "1").state(ScoreState::Blank).ruled_out("x")).is_empty(),
        "and what was ruled out is asked of nobody"
    );
    assert_eq!(
        explained(leaf("1.1", "1").scored("1").agreed("0.5").because("x")),
        ["điểm thống nhất thấp hơn điểm tự chấm, cho ý kiến nếu chưa nhất trí"],
        "a score that the office lowered"
    );
    assert!(
        explained(leaf("1.1", "1").scored("0.5").agreed("1").because("x")).is_empty(),
        "nothing is asked about a score that the office raised"
    );
    let told = leaf("1.1", "1").scored("0.5").said(|c| c.explanation = "Chậm".into());
    assert!(explained(told).is_empty(), "a loss that the body explained is not asked about again");
    let sent_back = leaf("1.1", "1").scored("1").said(|c| {
        c.status = scorebook::decision::Status::AwaitingExplanation;
        c.asked = "Vì sao chưa đủ?".into();
        c.answer_by = chrono::NaiveDate::from_ymd_opt(2024, 12, 28);
    });
    assert_eq!(
        explained(sent_back),
        ["Vì sao chưa đủ? (trả lời trước ngày 28/12/2024)"],
        "what the officer asked comes first, in her words, with its day"
    );
}

/// What a letter to Sở Tư pháp says of these leaves, all of which it answers for.
fn of(leaves: Vec<scorebook::losses::ComponentLoss>) -> String {
    of_body(leaves, |group| letters::losses_of("Sở Tư pháp", group, 2023))
}

/// What it is asked to do on the first of January.
fn asked(leaves: Vec<scorebook::losses::ComponentLoss>) -> Vec<String> {
    of_body(leaves, |group| {
        letters::remedy_requests(group, "Sở Nội vụ", "Ủy ban nhân dân tỉnh", date(2025, 1, 1))
    })
}

fn of_body<T: Default>(
    leaves: Vec<scorebook::losses::ComponentLoss>,
    say: impl Fn(&scorebook::losses::Gathered<'_>) -> T,
) -> T {
    use scorebook::losses::{GroupBy, gather};
    let losses = Year::of(leaves).figures().losses;
    let groups = gather(&losses, &losses.components, GroupBy::Responsible);
    groups.first().map(say).unwrap_or_default()
}

#[test]
fn a_letter_agrees_with_how_many_rows_and_days_there_are() {
    assert_eq!(of(vec![]), "", "a body that leads nothing");
    assert_eq!(
        of(vec![leaf("1.1", "1"), leaf("1.2", "1").state(ScoreState::Blank)]),
        "",
        "a blank is not a nought: nothing is lost by it"
    );
    assert_eq!(
        of(vec![leaf("1.1", "1").scored("0"), leaf("1.2", "0.5").scored("0")]),
        "Trong các tiêu chí thuộc trách nhiệm của Sở Tư pháp, có 02 tiêu chí chưa đạt điểm tối đa (đều mất toàn bộ điểm), \
         tổng số điểm mất là 1,50 điểm.",
        "all, with nothing left of any"
    );
    assert_eq!(
        of(vec![leaf("1.1", "1").scored("1").before("1.5")]),
        "Trong các tiêu chí thuộc trách nhiệm của Sở Tư pháp, có 01 tiêu chí giảm so với năm 2023.",
        "fallen, yet at this year's maximum"
    );

    let first = |days: &[Option<chrono::NaiveDate>]| {
        let leaves = (1..).zip(days).map(|(i, due)| {
            leaf(&format!("1.{i}"), "1").scored("0").because("x").remedy("y", *due)
        });
        let mut items = asked(leaves.collect());
        items.pop();
        items
    };
    let (early, late, past) =
        (Some(date(2025, 1, 3)), Some(date(2025, 2, 10)), Some(date(2024, 12, 31)));
    assert_eq!(
        first(&[None, None]),
        ["Khắc phục 02 tiêu chí chưa xác định thời hạn và đăng ký thời hạn hoàn thành: 1.1, 1.2"],
        "no day is named that nobody set"
    );
    assert_eq!(
        first(&[early, early]),
        ["Khắc phục 02 tiêu chí còn hạn: 1.1, 1.2 (thời hạn 03/01/2025)"],
        "a day shared by all"
    );
    assert_eq!(
        first(&[late, early]),
        ["Khắc phục 02 tiêu chí còn hạn: 1.2 (thời hạn 03/01/2025); 1.1 (thời hạn 10/02/2025)"],
        "different days, the first one first"
    );
    assert_eq!(
        first(&[past, early]),
        [
            "Khắc phục 01 tiêu chí còn hạn: 1.2 (thời hạn 03/01/2025)",
            "Báo cáo kết quả, nêu rõ lý do chậm đối với 01 tiêu chí quá hạn: 1.1 (thời hạn 31/12/2024)",
        ],
        "a day that has passed is not ordered again"
    );
}

#[test]
fn whose_score_counts_where_several_bodies_scored() {
    use scorebook::losses::ComponentLoss;
    use support::points;
    let twice = |code: &str, chosen: bool| {
        leaf(code, "1").scored("1").said(|c| {
            c.also_scored_by = vec![("Sở Tư pháp".into(), points("0.5"))];
            c.score_chosen = chosen;
        })
    };
    let said = |rows: Vec<ComponentLoss>| progress::scored_twice(&Year::of(rows).figures().losses);
    assert_eq!(said(vec![leaf("1.1", "1").scored("1")]), "", "nothing is said of none");
    assert_eq!(
        said(vec![twice("1.1", false), twice("1.2", false)]),
        "02 tiêu chí được nhiều cơ quan cùng chấm; Báo cáo tính theo điểm của cơ quan chủ trì.",
        "nobody chose"
    );
    assert_eq!(
        said(vec![twice("1.1", true)]),
        "01 tiêu chí được nhiều cơ quan cùng chấm; Báo cáo tính theo điểm đã chọn khi rà soát.",
        "the officer chose"
    );
    assert_eq!(
        said(vec![twice("1.1", true), twice("1.2", false), twice("1.3", false)]),
        "03 tiêu chí được nhiều cơ quan cùng chấm; Báo cáo tính theo điểm đã chọn khi rà soát đối với 01 tiêu chí, \
         theo điểm của cơ quan chủ trì đối với 02 tiêu chí còn lại.",
        "some of each"
    );
}
