//! Báo cáo: every document is chosen, looked at, searched and saved; what changed since the figures were frozen is told,
//! and a document of the same snapshot is the same file again.

use journeys::driver::keys::TAB;
use journeys::driver::{Machine, Window};

fn choose(window: &Window, testid: &str, value: &str) {
    window.script(&format!(
        "const list = document.querySelector('[data-testid={testid}]'); list.value = '{value}';
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ));
}

fn pages(window: &Window) -> u64 {
    window.wait(
        "pages are drawn",
        "document.querySelector('[data-testid=briefing-page] img')?.naturalWidth > 0",
    );
    window.count("[data-testid=briefing-page]")
}

#[test]
fn documents_are_chosen_searched_and_saved() {
    let machine = Machine::new();
    let (pdf, again, word, excel) = (
        machine.path("lan-1.pdf"),
        machine.path("lan-2.pdf"),
        machine.path("bao-cao.docx"),
        machine.path("bao-cao.xlsx"),
    );
    let letters = machine.path("cong-van");
    std::fs::create_dir(&letters).expect("a folder");
    machine.answers(&[&pdf, &word, &excel, &again, &letters].map(std::slice::from_ref));
    let window = machine.start();
    window.click("[data-testid=open-sample]");
    window.wait_text("[data-testid=sample-mark]", "DỮ LIỆU MẪU");
    window.click("[data-testid=nav-tiep-nhan]");
    window.click("[data-testid=pick-sample-files]");
    window.click("[data-testid=confirm-all]");
    window.wait_text("[data-testid=toast]", "Đã ghi");
    window.click("[data-testid=nav-bao-cao]");
    window.click("[data-testid=freeze]");
    let whole = pages(&window);
    assert!(whole > 10, "the báo cáo nhanh with its annexes: {whole} pages");

    // own text and annexes
    window.type_into("[data-testid=form-remarks_progress]", "Các cơ quan phối hợp tốt.");
    window.keys(&[TAB]);
    window.click("[data-testid=annex-by_agency]");
    window.wait(
        "there are fewer pages without an annex",
        &format!("document.querySelectorAll('[data-testid=briefing-page]').length < {whole}"),
    );
    window.type_into("[data-testid=search-pages]", "co quan phoi hop tot");
    window.wait_text("[data-testid=pages-found]", "1/1 trang");
    window.click("[data-testid=thumbnails]");
    window.wait(
        "pages are drawn in small",
        "document.querySelector('[data-testid=thumbnail] img')?.naturalWidth > 0",
    );
    window.shot("document-briefing");

    for (format, path) in [("pdf", &pdf), ("docx", &word), ("xlsx", &excel)] {
        window.click(&format!("[data-testid=save-{format}]"));
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        window.wait_text("[data-testid=toast]", &name);
        assert!(std::fs::metadata(path).expect("it is there").len() > 4_000, "{name}");
    }

    // the store changes; the document of the snapshot does not
    window.click("[data-testid=nav-ra-soat]");
    window.wait("rows", "document.querySelectorAll('[data-testid=review-row]').length > 5");
    window.script("document.querySelector('[role=grid]').focus()");
    window.keys(&["c"]);
    window.wait_text("[data-testid=toast]", "thống nhất");
    window.click("[data-testid=nav-bao-cao]");
    window.wait_text("[data-testid=stale]", "Số liệu đã thay đổi từ bản chốt");
    window.click("[data-testid=changed]");
    window.wait_text("[data-testid=changed-row]", "thống nhất");
    window.shot("document-changed");
    window.click("[data-testid=close-dialog]");
    pages(&window);
    window.click("[data-testid=save-pdf]");
    window.wait_text("[data-testid=toast]", "lan-2.pdf");
    let read = |path| std::fs::read(path).expect("the file");
    assert!(read(&pdf) == read(&again), "a reprint of the same snapshot has the same bytes");

    // the other documents
    for kind in ["meeting_request", "ministry_report", "summary_table", "explanation_request"] {
        choose(&window, "document-kind", kind);
        window.wait(
            "it is drawn",
            &format!("document.querySelector('[data-testid=pages]').dataset.kind === '{kind}'"),
        );
        assert!(pages(&window) > 0, "{kind} has pages");
        window.shot(&format!("document-{kind}"));
    }
    choose(&window, "document-kind", "remedy_letter");
    window.wait(
        "bodies",
        "document.querySelectorAll('[data-testid=document-agency] option').length > 3",
    );
    let bodies = window.count("[data-testid=document-agency] option");
    choose(&window, "document-agency", "Sở Tư pháp");
    window.wait(
        "its letter is drawn",
        "document.querySelector('[data-testid=pages]').dataset.agency === 'Sở Tư pháp'",
    );
    pages(&window);
    window.shot("document-letter");
    window.click("[data-testid=save-all-docx]");
    window.wait_text("[data-testid=toast]", &format!("Đã lưu {bodies} văn bản"));
    let written = std::fs::read_dir(&letters).expect("the folder").count();
    assert_eq!(written as u64, bodies, "one for each body");
    window.close();
}
