//! The whole main job by mouse: six files in, losses reviewed, the briefing out as a PDF.

use journeys::driver::Machine;

#[test]
fn six_files_become_a_reviewed_briefing() {
    let machine = Machine::new();
    let pdf = machine.path("bao-cao.pdf");
    let store = machine.path("nam-2024.sodiem");
    machine.answers(&[
        &[sample::catalogue()],
        std::slice::from_ref(&store),
        &sample::submissions(),
        std::slice::from_ref(&pdf),
    ]);

    let window = machine.start();
    window.shot("welcome");
    window.script(
        "document.querySelector('[data-testid=year]').focus(); document.activeElement.select()",
    );
    window.type_into("[data-testid=year]", "2024");
    window.click("[data-testid=pick-catalogue]");
    window.wait_text("body", "bo-tieu-chi-2024.xlsx");
    window.shot("catalogue");
    window.click("[data-testid=create-store]");
    window.wait_text("[data-testid=status-bar]", "nam-2024.sodiem");
    window.wait_text("[data-testid=sample-mark]", "DỮ LIỆU MẪU");
    window.shot("overview-empty");

    window.click("[data-testid=nav-tiep-nhan]");
    window.shot("intake-empty");
    window.click("[data-testid=pick-files]");
    window.wait(
        "six files wait",
        "document.querySelectorAll('[data-testid=pending-item]').length === 6",
    );
    window.shot("intake-pending");
    assert_eq!(
        window.count("[data-testid=submission-item]"),
        0,
        "nothing is written before it is confirmed"
    );
    window.click("[data-testid=confirm-file]");
    window.wait(
        "one is written",
        "document.querySelectorAll('[data-testid=submission-item]').length === 1",
    );
    window.click("[data-testid=confirm-all]");
    window.wait(
        "all are written",
        "document.querySelectorAll('[data-testid=submission-item]').length === 6",
    );
    window.shot("intake-written");

    window.click("[data-testid=nav-tong-quan]");
    window.wait_text("body", "6/6");
    window.shot("overview");

    window.click("[data-testid=nav-ra-soat]");
    window
        .wait("rows are there", "document.querySelectorAll('[data-testid=review-row]').length > 5");
    window.shot("review");
    let all = window.text("[data-testid=review-total]");
    window.click("[data-testid=facet-below_max]");
    window.wait(
        "the total follows the filter",
        &format!(
            "document.querySelector('[data-testid=review-total]').innerText !== {}",
            serde_json::json!(all)
        ),
    );
    window.click("[data-testid=review-row] td:nth-child(2)");
    window.wait(
        "the detail opens",
        "document.querySelector('[data-testid=detail] [data-testid=cause]')",
    );
    window.type_into("[data-testid=cause]", "Chậm ban hành kế hoạch");
    window.type_into("[data-testid=remedy]", "Ban hành trước ngày 31/12");
    window.click("[data-testid=save-decision]");
    window.wait("it is acknowledged", "document.querySelector('[data-testid=toast]')");
    window.shot("review-decided");

    window.click("[data-testid=nav-bao-cao]");
    window.click("[data-testid=freeze]");
    window.wait(
        "pages are drawn",
        "document.querySelectorAll('[data-testid=briefing-page]').length > 3",
    );
    window.wait(
        "the first page shows",
        "document.querySelector('[data-testid=briefing-page] img').naturalWidth > 0",
    );
    window.shot("briefing");
    window.click("[data-testid=save-pdf]");
    window.wait_text("[data-testid=toast]", "bao-cao.pdf");
    let bytes = std::fs::read(&pdf).expect("the PDF was written");
    assert!(bytes.starts_with(b"%PDF-"), "it is a PDF");
    window.close();

    let book = scorebook::Scorebook::open(&store).expect("the store is whole and free");
    assert!(book.check().is_empty(), "nothing is wrong with it");
    assert_eq!(book.submissions().expect("its files").len(), 6, "all six files are in it");
    let losses = book.losses().expect("its losses");
    assert_eq!(
        losses.components.iter().filter(|c| c.cause == "Chậm ban hành kế hoạch").count(),
        1,
        "the cause typed in the window is in the store"
    );
}
