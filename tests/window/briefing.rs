//! Báo cáo: every document is chosen, looked at, searched and saved; what changed since the figures were frozen is told,
//! and a document of the same snapshot is the same file again.

use std::path::Path;

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

/// From the first screen to the pages of the sample province with all that its bodies sent.
pub(crate) fn freeze_sample(window: &Window) {
    window.click("[data-testid=open-sample]");
    window.wait_text("[data-testid=sample-mark]", "DỮ LIỆU MẪU");
    window.click("[data-testid=nav-tiep-nhan]");
    window.click("[data-testid=pick-sample-files]");
    window.click("[data-testid=confirm-all]");
    window.wait_text("[data-testid=toast]", "Đã ghi");
    window.click("[data-testid=nav-bao-cao]");
    window.click("[data-testid=freeze]");
}

#[test]
fn documents_are_chosen_searched_and_saved() {
    let machine = Machine::new();
    let files = ["lan-1.pdf", "lan-1.docx", "lan-1.xlsx", "lan-2.pdf", "lan-2.docx", "lan-2.xlsx"]
        .map(|name| machine.path(name));
    let letters = machine.path("cong-van");
    std::fs::create_dir(&letters).expect("a folder");
    let [pdf, word, excel, pdf_again, word_again, excel_again] = &files;
    let answers = [pdf, word, excel, pdf_again, word_again, excel_again, &letters];
    machine.answers(&answers.map(std::slice::from_ref));
    let window = machine.start();
    freeze_sample(&window);
    let whole = pages(&window);
    assert!(whole > 10, "the báo cáo nhanh with its annexes: {whole} pages");

    // parts of the text, how the list of losses is gathered, and what is compared with
    let found = |text: &str, pages: &str| {
        window.script("document.querySelector('[data-testid=search-pages]').value = ''");
        window.type_into("[data-testid=search-pages]", text);
        window.wait_text("[data-testid=pages-found]", pages);
    };
    let drawn_anew = |what: &str, change: &dyn Fn()| {
        let drawing = "document.querySelector('[data-testid=pages]').dataset.drawing";
        let before = window.script(&format!("return {drawing}"));
        let before = before.as_str().expect("a number").to_owned();
        change();
        window.wait(what, &format!("{drawing} !== '{before}'"));
    };
    drawn_anew("the long form", &|| window.click("[data-testid=form-long]"));
    let whole = pages(&window);
    found("bieu do: diem mat theo linh vuc", "1/1 trang");
    drawn_anew("the chart is left out", &|| window.click("[data-testid=section-chart]"));
    found("bieu do: diem mat theo linh vuc", "không thấy");
    found("nguyen nhan; tieu chi", "không thấy");
    drawn_anew("the list is gathered", &|| choose(&window, "form-grouping", "cause"));
    window.wait_text("[data-testid=pages-found]", "trang");
    window.shot("document-parts");
    drawn_anew("all as it was", &|| window.click("[data-testid=section-chart]"));
    drawn_anew("compared anew", &|| choose(&window, "document-baseline", "self"));
    found("so voi ket qua tu cham nam 2023", "1/");
    assert_eq!(window.count("[data-testid=stale]"), 0, "frozen anew at once");

    // own text and annexes
    window.type_into("[data-testid=form-remarks_progress]", "Các cơ quan phối hợp tốt.");
    window.keys(&[TAB]);
    window.click("[data-testid=annex-by_agency]");
    window.wait(
        "there are fewer pages without an annex",
        &format!("document.querySelectorAll('[data-testid=briefing-page]').length < {whole}"),
    );
    found("co quan phoi hop tot", "1/1 trang");
    window.click("[data-testid=thumbnails]");
    window.wait(
        "pages are drawn in small",
        "document.querySelector('[data-testid=thumbnail] img')?.naturalWidth > 0",
    );
    window.shot("document-briefing");

    let save = |format: &str, path: &Path| {
        window.click(&format!("[data-testid=save-{format}]"));
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        window.wait_text("[data-testid=toast]", &name);
        std::fs::read(path).expect("the file")
    };
    let first = [save("pdf", pdf), save("docx", word), save("xlsx", excel)];
    assert!(first.iter().all(|file| file.len() > 4_000), "each is a file of some size");

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
    let again = [save("pdf", pdf_again), save("docx", word_again), save("xlsx", excel_again)];
    assert!(first == again, "a reprint of the same snapshot has the same bytes, in every format");

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
