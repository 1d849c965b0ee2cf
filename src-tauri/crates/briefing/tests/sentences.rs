//! Each sentence at its edges: none, one, all, ties, missing bodies, no baseline.
#![allow(missing_docs, clippy::expect_used, clippy::unwrap_used, reason = "a test")]

mod support;

use briefing::sentences::{losses, progress, proposals, result};
use scorebook::submission::ScoreState;
use scorebook::{BaselineKind, Scoring};
use support::{Said, Year, at, date, leaf};

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
                "{start}Sở Nội vụ đã tiếp nhận kết quả tự chấm của cơ quan được giao chấm điểm là Sở Tư pháp (ngày 16/12/2024)."
            ),
            "",
        ),
        (
            &[false, false],
            format!(
                "{start}chưa có cơ quan nào trong 02 cơ quan được giao tự chấm điểm gửi kết quả về Sở Nội vụ (Sở Tư pháp; Sở Tài chính)."
            ),
            "",
        ),
        (
            &[true, false, false],
            format!(
                "{start}Sở Nội vụ đã tiếp nhận kết quả tự chấm của 01/03 cơ quan được giao chấm điểm, gồm: Sở Tư pháp (ngày 16/12/2024)."
            ),
            "Còn 02 cơ quan chưa gửi kết quả: Sở Tài chính; Sở Nội vụ.",
        ),
        (
            &[true, true, true],
            format!(
                "{start}Sở Nội vụ đã tiếp nhận kết quả tự chấm của tất cả 03/03 cơ quan được giao chấm điểm, gồm: Sở Tư pháp (ngày 16/12/2024); Sở Tài chính (ngày 17/12/2024, bản gửi lần 2); Sở Nội vụ (ngày 18/12/2024, bản gửi lần 3)."
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
    let say = |leaves| progress::scope(&Year::of(leaves).figures().losses);
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
fn what_the_review_changed() {
    let say = |leaves| result::review(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1")]), "", "nothing reviewed, nothing said");
    assert_eq!(
        say(vec![leaf("1", "1").scored("1").agreed("1")]),
        "Đã rà soát, thống nhất điểm đối với 01 tiêu chí; không làm thay đổi tổng điểm các cơ quan tự chấm.",
        "confirmed"
    );
    assert_eq!(
        say(vec![leaf("1", "1").scored("1").agreed("0.5")]),
        "Đã rà soát, thống nhất điểm đối với 01 tiêu chí; tổng điểm các cơ quan tự chấm là 1,00 điểm, sau rà soát là 0,50 \
         điểm, giảm 0,50 điểm.",
        "lowered"
    );
}

#[test]
fn against_last_year() {
    let say = |kind, leaves| {
        let figures = Year::of(leaves).compared(kind).figures();
        (
            result::against_baseline(&figures.losses).join(" "),
            !result::caution(&figures.losses).is_empty(),
        )
    };
    let published = Some(BaselineKind::Published);
    assert_eq!(
        say(published, vec![leaf("1", "1").before("1")]).0,
        "",
        "nothing scored, nothing compared"
    );
    assert_eq!(
        say(None, vec![leaf("1", "1").scored("1")]),
        ("Sổ điểm chưa có kết quả năm 2023 nên chưa so sánh được.".into(), false),
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
        say(vec![leaf("1.1", "1").scored("0.5"), leaf("2.1", "2").scored("1")]),
        "Các lĩnh vực đã có điểm đạt tỷ lệ như nhau, bằng 50,00% điểm tối đa.",
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
        "Trong 01 tiêu chí đã có điểm, 01 tiêu chí chưa đạt điểm tối đa, mất tổng số 1,00 điểm, mất toàn bộ điểm. Tiêu chí \
         mất điểm chưa được nêu nguyên nhân.",
        "one, all of it"
    );
    assert_eq!(
        say(vec![
            leaf("1", "1").scored("0.5").because("Chậm"),
            leaf("2", "1").scored("0").because("Thiếu")
        ]),
        "Tất cả 02 tiêu chí đã có điểm đều chưa đạt điểm tối đa, mất tổng số 1,50 điểm, trong đó 01 tiêu chí mất toàn bộ \
         điểm. Các tiêu chí mất điểm đều đã được nêu nguyên nhân.",
        "all"
    );
}

#[test]
fn what_is_scored_above_its_maximum_is_told_apart() {
    let say = |leaves| losses::above_maximum(&Year::of(leaves).figures().losses);
    assert_eq!(say(vec![leaf("1", "1").scored("1"), leaf("2", "1").scored("0")]), "", "none");
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("1.5")]),
        "01 tiêu chí có điểm cao hơn điểm tối đa, vượt tổng số 0,50 điểm (1.1), cần rà soát lại.",
        "one"
    );
    assert_eq!(
        say(vec![leaf("1.1", "1").scored("1.5"), leaf("1.2", "1").scored("1.25")]),
        "02 tiêu chí có điểm cao hơn điểm tối đa, vượt tổng số 0,75 điểm (1.1, 1.2), cần rà soát lại.",
        "all"
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
        "01 tiêu chí giảm điểm so với năm 2023, tổng mức giảm 0,50 điểm (tiêu chí 1.1).",
        "one"
    );
    assert_eq!(
        say(vec![
            leaf("1.1", "1").before("1").scored("0.5"),
            leaf("1.2", "1").before("1").scored("0.5")
        ]),
        "02 tiêu chí giảm điểm so với năm 2023, tổng mức giảm 1,00 điểm (mỗi tiêu chí giảm 0,50 điểm: 1.1, 1.2).",
        "level"
    );
    assert_eq!(
        say(vec![
            leaf("1.1", "1").before("1").scored("0.75"),
            leaf("1.2", "1").before("1").scored("0.5")
        ]),
        "02 tiêu chí giảm điểm so với năm 2023, tổng mức giảm 0,75 điểm (giảm 0,50 điểm: 1.2; giảm 0,25 điểm: 1.1).",
        "the largest first"
    );
}

#[test]
fn losses_by_body() {
    let say = |leaves| losses::by_agency(&Year::of(leaves).figures().losses);
    assert!(say(vec![leaf("1", "1").scored("1")]).is_empty(), "none");
    assert_eq!(
        say(vec![
            leaf("1.1", "1").scored("0.75").because("Chậm"),
            leaf("1.2", "1").scored("0").by("Sở Tài chính"),
            leaf("1.3", "1").scored("0.5").by("Sở Tài chính").because("Thiếu"),
            leaf("1.4", "1").scored("0.9").by(""),
        ]),
        [
            "Sở Tài chính: 02 tiêu chí, mất 1,50 điểm (mất 1,00 điểm: 1.2; mất 0,50 điểm: 1.3); chưa nêu nguyên nhân đối \
             với 01 tiêu chí: 1.2",
            "Sở Tư pháp: 01 tiêu chí, mất 0,25 điểm (tiêu chí 1.1)",
            "Chưa phân công cơ quan chủ trì: 01 tiêu chí, mất 0,10 điểm (tiêu chí 1.4); chưa nêu nguyên nhân",
        ],
        "the largest loss first, silence named"
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
         quan chủ trì: Sở Tư pháp. Nguyên nhân: Chậm; Thiếu. Giải pháp: Bổ sung; thời hạn 03/01/2025.",
        "everything known"
    );
    assert_eq!(
        one(leaf("1.1", "1").scored("0.5").by("")),
        "Tiêu chí 1.1 “Tiêu chí thành phần 1.1”: đạt 0,50/1,00 điểm, mất 0,50 điểm. Cơ quan chủ trì: chưa phân công. Chưa \
         nêu nguyên nhân.",
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
            "Sở Tư pháp: 02 tiêu chí (tối đa 1,50 điểm), để trống điểm: 1.2; không có trong bản tự chấm: 1.3",
            "Sở Tài chính: 01 tiêu chí (tối đa 2,00 điểm), chưa gửi kết quả, gồm: 2.1",
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
            "Toàn bộ số điểm mất (0,50 điểm) thuộc lĩnh vực “Lĩnh vực số 1”. Các tiêu chí mất điểm đều do Sở Tư pháp chủ trì. {close}"
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
             40,00% tổng số điểm mất). Theo cơ quan chủ trì, mất nhiều điểm nhất là Sở Tư pháp và Sở Tài chính (cùng mất \
             0,50 điểm, mỗi nơi chiếm 40,00% tổng số điểm mất). {close}"
        ),
        "ties"
    );
}

#[test]
fn what_the_meeting_is_asked() {
    let ask = |year: Year| proposals::proposals(&year.figures(), BODY);
    let last = "Cho ý kiến về kết quả tự chấm điểm năm 2024 để Sở Nội vụ hoàn thiện hồ sơ, tham mưu Ủy ban nhân dân tỉnh báo \
                cáo chính thức cho Bộ Nội vụ";
    assert_eq!(ask(Year::of(vec![leaf("1", "1").scored("1")])), [last], "nothing to remedy");
    let year = Year::of(vec![
        leaf("1.1", "1")
            .before("1")
            .scored("0.5")
            .because("Chậm")
            .remedy("Bổ sung", Some(date(2024, 12, 30))),
        leaf("1.2", "1").scored("0.5").because("Chậm").remedy("Bổ sung", Some(date(2025, 1, 3))),
        leaf("1.3", "1").scored("0.5"),
        leaf("1.4", "1").state(ScoreState::Blank),
        leaf("2.1", "1").by("Sở Tài chính"),
        leaf("3.1", "1")
            .scored("0.5")
            .by("Sở Nội vụ")
            .because("Thiếu")
            .remedy("Sửa", Some(date(2025, 1, 3))),
        leaf("4.1", "1").by(""),
    ])
    .sent("Sở Tài chính", None, 1);
    assert_eq!(
        ask(year),
        [
            "Yêu cầu Sở Tài chính khẩn trương tự chấm điểm, gửi kết quả về Sở Nội vụ để tổng hợp",
            "Yêu cầu Sở Tư pháp (01 tiêu chí) bổ sung điểm hoặc giải trình đối với các tiêu chí chưa có điểm",
            "Giao Sở Tư pháp chủ trì khắc phục 03 tiêu chí chưa đạt điểm tối đa (mất 1,50 điểm), trong đó 01 tiêu chí giảm \
             điểm so với năm 2023; thời hạn: 30/12/2024 (1.1); 03/01/2025 (1.2); 01 tiêu chí chưa xác định thời hạn",
            "Giao Sở Nội vụ chủ trì khắc phục 01 tiêu chí chưa đạt điểm tối đa (mất 0,50 điểm); thời hạn 03/01/2025",
            "Yêu cầu Sở Tư pháp (01 tiêu chí) làm rõ nguyên nhân mất điểm",
            "Phân công cơ quan chủ trì đối với 01 tiêu chí chưa có cơ quan chủ trì: 4.1",
            last,
        ],
        "each in its place, the request for an opinion last"
    );
}

#[test]
fn a_letter_tells_a_body_its_losses_and_what_to_do() {
    use briefing::sentences::letters::{losses_of, remedy_requests, to_explain};
    let rows = |leaves| Year::of(leaves).figures().losses.components;
    let of = |leaves| {
        let rows = rows(leaves);
        losses_of("Sở Tư pháp", &rows.iter().collect::<Vec<_>>(), 2023)
    };
    assert_eq!(of(vec![leaf("1.1", "1").scored("1")]), "", "nothing lost, nothing said");
    assert_eq!(
        of(vec![leaf("1.1", "1").scored("0")]),
        "Trong các tiêu chí do Sở Tư pháp chủ trì, có 01 tiêu chí chưa đạt điểm tối đa, mất tổng số 1,00 điểm (mất toàn bộ \
         điểm).",
        "one, with nothing left"
    );
    assert_eq!(
        of(vec![
            leaf("1.1", "1").scored("0").before("0.5"),
            leaf("1.2", "1").scored("0.5").before("1"),
            leaf("1.3", "1").scored("0.75"),
        ]),
        "Trong các tiêu chí do Sở Tư pháp chủ trì, có 03 tiêu chí chưa đạt điểm tối đa, mất tổng số 1,75 điểm (trong đó 01 \
         tiêu chí mất toàn bộ điểm); 02 tiêu chí giảm điểm so với năm 2023, tổng mức giảm 1,00 điểm.",
        "several"
    );
    let asked = |leaves| {
        let rows = rows(leaves);
        remedy_requests(&rows.iter().collect::<Vec<_>>(), "Sở Nội vụ", "Ủy ban nhân dân tỉnh")
    };
    let due = Some(date(2025, 1, 3));
    assert_eq!(
        asked(vec![leaf("1.1", "1").scored("0").because("x").remedy("y", due)])[0],
        "Khắc phục ngay các nội dung chưa đạt điểm tối đa, mất điểm, giảm điểm nêu tại Phụ lục, thời hạn 03/01/2025",
        "one date for all is told"
    );
    let items = asked(vec![leaf("1.1", "1").scored("0").said(|c| c.evidence.clear())]);
    assert_eq!(items.len(), 4, "remedy, evidence, cause, answer: {items:?}");
    let items = asked(vec![leaf("1.1", "1").scored("0").because("x")]);
    assert_eq!(items.len(), 2, "nothing is asked that is there: {items:?}");

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
    assert_eq!(
        explained(leaf("1.1", "1").scored("1").agreed("0.5").because("x")),
        ["điểm thống nhất khác điểm tự chấm"],
        "an agreed score that differs"
    );
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

#[test]
fn a_letter_agrees_with_how_many_rows_and_days_there_are() {
    use briefing::sentences::letters::{losses_of, remedy_requests};
    let rows = |leaves| Year::of(leaves).figures().losses.components;
    let of = |leaves| {
        let rows = rows(leaves);
        losses_of("Sở Tư pháp", &rows.iter().collect::<Vec<_>>(), 2023)
    };
    assert_eq!(of(vec![]), "", "a body that leads nothing");
    assert_eq!(
        of(vec![leaf("1.1", "1"), leaf("1.2", "1").state(ScoreState::Blank)]),
        "",
        "a blank is not a nought: nothing is lost by it"
    );
    assert_eq!(
        of(vec![leaf("1.1", "1").scored("0"), leaf("1.2", "0.5").scored("0")]),
        "Trong các tiêu chí do Sở Tư pháp chủ trì, có 02 tiêu chí chưa đạt điểm tối đa, mất tổng số 1,50 điểm (đều mất \
         toàn bộ điểm).",
        "all, with nothing left of any"
    );
    assert_eq!(
        of(vec![leaf("1.1", "1").scored("1").before("1.5")]),
        "Trong các tiêu chí do Sở Tư pháp chủ trì, có 01 tiêu chí giảm điểm so với năm 2023, tổng mức giảm 0,50 điểm.",
        "fallen, yet at this year's maximum"
    );

    let first = |days: &[Option<chrono::NaiveDate>]| {
        let rows = rows(
            (1..)
                .zip(days)
                .map(|(i, due)| {
                    leaf(&format!("1.{i}"), "1").scored("0").because("x").remedy("y", *due)
                })
                .collect(),
        );
        let items =
            remedy_requests(&rows.iter().collect::<Vec<_>>(), "Sở Nội vụ", "Ủy ban nhân dân tỉnh");
        let request =
            "Khắc phục ngay các nội dung chưa đạt điểm tối đa, mất điểm, giảm điểm nêu tại Phụ lục";
        items[0].strip_prefix(request).unwrap().to_owned()
    };
    let (early, late) = (Some(date(2025, 1, 3)), Some(date(2025, 2, 10)));
    let by_annex = ", theo thời hạn nêu tại Phụ lục đối với tiêu chí đã có thời hạn";
    assert_eq!(first(&[None, None]), "", "no day is named that nobody set");
    assert_eq!(first(&[early, early]), ", thời hạn 03/01/2025", "a day shared by all");
    assert_eq!(first(&[early, late]), by_annex, "different days");
    assert_eq!(first(&[early, None]), by_annex, "a day of one is not the day of all");
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
