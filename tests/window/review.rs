//! A whole review without a mouse: files in, filtered, adjusted, sent back, opened again by a revision, agreed,
//! tried as a scenario, undone and made again, and found as it was after a restart.

use std::path::Path;

use journeys::driver::keys::{CONTROL, DOWN, ENTER, HOME, SPACE, TAB};
use journeys::driver::{Machine, Window};
use journeys::{moment, received};
use scorebook::decision::Status;
use scorebook::losses::ComponentLoss;
use scorebook::{Applied, Code, Points, Scorebook};

const AGREED: &str = "đã thống nhất";

#[test]
fn a_full_review_goes_by_keyboard_alone() {
    let machine = Machine::new();
    let store = machine.path("ra-soat.sodiem");
    let original = machine.path("ban-goc.xlsx");
    let (moved, asked) = criteria(&machine);
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    Scorebook::create(&store, &plan, moment()).expect("a store").close().expect("closed");
    machine.answers(&[
        std::slice::from_ref(&store),
        &sample::submissions(),
        std::slice::from_ref(&original),
        &[sample::revision()],
    ]);

    let window = machine.start();
    press(&window, "open-store");
    window.wait_text("[data-testid=status-bar]", "ra-soat.sodiem");
    window.keys(&[CONTROL, "2"]);
    press(&window, "pick-files");
    count(&window, "pending-item", 6);
    press(&window, "confirm-all");
    count(&window, "submission-item", 6);

    window.keys(&[CONTROL, "3"]);
    at_table(&window, "Rà soát opens with the focus in its table");
    window.shot("review-opened");
    let all = window.text("[data-testid=review-total]");
    tab_to(&window, "facet-below_max");
    window.keys(&[SPACE]);
    window.wait(
        "the total follows the filter",
        &format!(
            "document.querySelector('[data-testid=review-total]').innerText !== {}",
            serde_json::json!(all)
        ),
    );
    window.keys(&["\u{e00c}"]);
    at_table(&window, "Esc leads back to the table");
    window.shot("review-filtered");
    press(&window, "clear-filter");
    at_table(&window, "taking the filter off leads back to the table");

    find(&window, &moved);
    window.keys(&[ENTER]);
    focused(&window, "agreed");
    window.keys(&[CONTROL, "a"]);
    window.write("0");
    window.keys(&[TAB]);
    focused(&window, "recoverable");
    window.write("0,1");
    window.keys(&[TAB]);
    focused(&window, "reason");
    window.write("thiếu tài liệu");
    window.shot("review-adjusting");
    window.keys(&[CONTROL, "s"]);
    window.wait_text("[data-testid=status]", AGREED);
    at_table(&window, "saving leads back to the table");
    press(&window, "open-original");
    window.wait_text("[data-testid=toast]", "bản chỉ đọc");
    press(&window, "save-original");
    window.wait_text("[data-testid=toast]", "ban-goc.xlsx");

    find(&window, &asked);
    window.keys(&["t"]);
    focused(&window, "asked");
    window.write("Vì sao chưa đạt?");
    window.keys(&[TAB]);
    focused(&window, "answer-by");
    window.write("28/12/2030");
    window.shot("review-sending-back");
    window.keys(&[CONTROL, "s"]);
    window.wait_text("[data-testid=status]", "chờ giải trình");
    window.wait_text("[data-testid=status-reason]", "Vì sao chưa đạt?");

    window.keys(&[CONTROL, "2"]);
    press(&window, "pick-files");
    count(&window, "pending-item", 1);
    press(&window, "confirm-file");
    count(&window, "submission-item", 7);
    window.keys(&[CONTROL, "3"]);
    at_table(&window, "coming back leads to the table");
    find(&window, &moved);
    window.wait_text("[data-testid=status]", "mở lại");
    window.wait_text("[data-testid=status-reason]", "lần 2");
    window.shot("review-reopened");
    window.keys(&["c"]);
    window.wait_text("[data-testid=status]", AGREED);

    window.keys(&["w"]);
    window.wait_text("[data-testid=what-if-total]", "→");
    let before = window.text("[data-testid=what-if-total]");
    window.keys(&[SPACE]);
    window.wait(
        "the index moves at once",
        &format!(
            "document.querySelector('[data-testid=what-if-total]').innerText !== {}",
            serde_json::json!(before)
        ),
    );
    tab_to(&window, "scenario-name");
    window.write("Quý I");
    window.keys(&[ENTER]);
    window.wait_text("[data-testid=toast]", "lưu phương án “Quý I”");
    at_table(&window, "keeping a scenario leads back to the table");
    window.shot("review-what-if");
    window.keys(&[CONTROL, "z"]);
    window.wait_text("[data-testid=redo]", "Làm lại");
    window.wait_text("[data-testid=undo]", &format!("tiêu chí {moved}"));
    window.keys(&[CONTROL, "y"]);
    window.wait_text("[data-testid=undo]", "lưu phương án “Quý I”");
    window.keys(&["w"]);
    window.wait_text("[data-testid=detail]", &moved);
    press(&window, "history-cell");
    window.wait(
        "the cell of the newer file stands in its rows",
        "document.querySelector('[data-testid=history] [data-testid=source-grid] td.marked')",
    );
    window.shot("review-history-cell");
    window.keys(&["\u{e00c}"]);
    tab_to(&window, "clear-filter");
    window.keys(&[ENTER]);
    at_table(&window, "taking the search off leads back to the table");
    window.keys(&["g"]);
    window.wait("the menu is there", "document.querySelector('[role=menu]')");
    window.keys(&[DOWN]);
    window.keys(&[ENTER]);
    window.wait("rows are in groups", "document.querySelector('[data-testid=group-row]')");
    window.shot("review-grouped");
    window.close();
    let shown = std::fs::read_to_string(machine.path("shown.txt")).expect("a file was shown");
    let copy = Path::new(&shown);
    assert!(copy.starts_with(machine.path("data")), "a copy in the program's own folder");
    assert!(std::fs::metadata(copy).expect("it is there").permissions().readonly());

    let window = machine.start();
    window.wait_text("[data-testid=status-bar]", "ra-soat.sodiem");
    window.wait_text("[data-testid=undo]", "lưu phương án “Quý I”");
    window.keys(&[CONTROL, "3"]);
    window.wait("still in groups", "document.querySelector('[data-testid=group-row]')");
    assert!(!copy.exists(), "what was laid out to be looked at is gone at the next start");
    window.keys(&["g"]);
    window.wait("the menu is there", "document.querySelector('[role=menu]')");
    window.keys(&[HOME]);
    window.keys(&[ENTER]);
    at_table(&window, "after a restart too");
    window.wait(
        "the first row's source is read",
        "document.querySelector('[data-testid=source-grid]')",
    );
    window.shot("review-whole");
    find(&window, &moved);
    window.wait_text("[data-testid=status]", AGREED);
    window.wait_text("[data-testid=history]", "mở lại");
    window.shot("review-restarted");
    find(&window, &asked);
    window.wait_text("[data-testid=status]", "chờ giải trình");
    window.close();

    assert_eq!(
        std::fs::read(&original).expect("the original was saved"),
        std::fs::read(
            sample::submissions().into_iter().find(|p| is_of(p, &store, &moved)).expect("it")
        )
        .expect("the sent file"),
        "byte for byte"
    );
    let book = Scorebook::open(&store).expect("the store is whole and free");
    assert!(book.check().is_empty(), "nothing is wrong with it");
    let row = row(&book, &moved);
    assert_eq!(
        (row.status, row.agreed),
        (Status::Agreed, row.reported),
        "the revised score is agreed"
    );
    assert_eq!(row.recoverable, Points::from_decimal("0.1"), "what was written beside it stays");
    assert_eq!(self::row(&book, &asked).status, Status::AwaitingExplanation);
    let kept = book.scenarios().expect("its scenarios");
    assert_eq!(kept.len(), 1, "the scenario is kept");
    assert_eq!(kept[0].ticked.iter().map(Code::to_string).collect::<Vec<_>>(), [moved]);
}

/// A criterion that the revised file moves and leaves below its maximum, and another body's loss.
fn criteria(machine: &Machine) -> (String, String) {
    let plan = intake::plan_catalogue(&received(&sample::catalogue()), 2024);
    let mut book =
        Scorebook::create(&machine.path("thu.sodiem"), &plan, moment()).expect("a store");
    for path in sample::submissions() {
        take_in(&mut book, &path);
    }
    let before = book.losses().expect("losses").components;
    take_in(&mut book, &sample::revision());
    let after = book.losses().expect("losses").components;
    let low =
        |row: &&ComponentLoss| row.lost.is_some_and(|l| l > Points::from_ten_thousandths(1_000));
    let moves = before.iter().zip(&after).filter(|(b, a)| b.reported != a.reported);
    let moved = moves.map(|(_, a)| a).find(low).expect("the revision moves a losing score");
    let other = after.iter().filter(|row| row.agency_id != moved.agency_id).find(low);
    (moved.code.to_string(), other.expect("another body loses points").code.to_string())
}

fn take_in(book: &mut Scorebook, path: &Path) {
    let (tree, bodies) = (book.catalogue().expect("tree"), book.agencies().expect("bodies"));
    let plan = intake::plan_submission(&received(path), &tree, &bodies, None, &[]);
    let applied = book.apply(&plan, false, moment()).expect("the sample's files are sound");
    assert!(matches!(applied, Applied::Written(..)), "{} is new", path.display());
}

/// Is it the first file of the body that leads the criterion?
fn is_of(path: &Path, store: &Path, code: &str) -> bool {
    let book = Scorebook::open(store).expect("the store is free");
    let lead = row(&book, code).agency;
    let file = scorebook::error::file_name(path);
    let submissions = book.submissions().expect("its files");
    submissions
        .iter()
        .any(|s| s.revision == 1 && s.file == file && Some(&s.agency_name) == lead.as_ref())
}

fn row(book: &Scorebook, code: &str) -> ComponentLoss {
    let rows = book.losses().expect("its losses").components;
    rows.into_iter().find(|c| c.code.to_string() == code).expect("the criterion")
}

fn focused(window: &Window, testid: &str) {
    window.wait(
        &format!("{testid} has the focus"),
        &format!("document.activeElement.dataset.testid === '{testid}'"),
    );
}

fn at_table(window: &Window, what: &str) {
    window.wait(what, "document.activeElement.getAttribute('role') === 'grid'");
}

fn count(window: &Window, testid: &str, n: usize) {
    window.wait(
        &format!("{n} × {testid}"),
        &format!("document.querySelectorAll('[data-testid={testid}]').length === {n}"),
    );
}

/// Goes there with the Tab key, as a person without a mouse does.
fn tab_to(window: &Window, testid: &str) {
    window.wait(
        &format!("{testid} can be used"),
        &format!("document.querySelector('[data-testid={testid}]:not(:disabled)')"),
    );
    for _ in 0..120 {
        let there = window.script("return document.activeElement.dataset.testid ?? ''");
        if there.as_str() == Some(testid) {
            return;
        }
        window.keys(&[TAB]);
    }
    panic!("the Tab key never comes to {testid}");
}

fn press(window: &Window, testid: &str) {
    tab_to(window, testid);
    window.keys(&[ENTER]);
}

/// Looks for a criterion by its code and goes to its row.
fn find(window: &Window, code: &str) {
    window.keys(&["/"]);
    focused(window, "search");
    window.keys(&[CONTROL, "a"]);
    window.write(code);
    window.wait(
        &format!("{code} is found alone"),
        &format!(
            "[...document.querySelectorAll('[data-testid=review-row]')].map((r) => r.dataset.code).join() === '{code}'"
        ),
    );
    window.keys(&[ENTER]);
    at_table(window, "Enter leads from the search to the table");
    window.wait(
        &format!("the detail shows {code}"),
        &format!("document.querySelector('[data-testid=detail]').dataset.code === '{code}' && !document.querySelector('[inert]')"),
    );
}
