//! Rà soát with 5,000 criteria: how long a keystroke and a frame take is measured in the page and printed, since
//! times of another machine say little; what it shows is asserted.
#![allow(clippy::print_stdout, reason = "figures for people")]

use journeys::driver::Machine;
use journeys::{large, moment};
use serde_json::Value;

#[test]
fn five_thousand_criteria_are_filtered_and_scrolled() {
    let machine = Machine::new();
    let store = machine.path("nhieu-dong.sodiem");
    let mut book = scorebook::Scorebook::create(&store, &large::catalogue(8, 25, 25), moment())
        .expect("a store");
    let (tree, bodies) = (book.catalogue().expect("tree"), book.agencies().expect("bodies"));
    let received = large::submission(&tree);
    let plan = intake::plan_submission(&received, &tree, &bodies, None, &[]);
    book.apply(&plan, false, moment()).expect("a sound file");
    let lost = book.losses().expect("losses").totals.lost;
    assert!(lost > scorebook::Points::ZERO, "the file has losses");
    book.close().expect("closed");
    machine.answers(&[std::slice::from_ref(&store)]);

    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "nhieu-dong.sodiem");
    window.click("[data-testid=nav-ra-soat]");
    window.wait_text("[data-testid=shown]", "5.000 tiêu chí");
    window.shot("review-5000");

    let asked = "{ filter: { facets: [], under: null, agency: null, text: 'ho so' }, sort: { by: 'catalogue', descending: false }, group: null }";
    for (what, call) in [
        ("all rows", "review_rows', {}".to_owned()),
        ("the answer to a search that finds them all", format!("review', {{ asked: {asked} }}")),
        ("one criterion", "criterion', { code: '4.13.7' }".to_owned()),
    ] {
        let ms = window.script_later(&format!(
            "const done = arguments[0]; const start = performance.now();
             window.__TAURI_INTERNALS__.invoke('{call}).then(() => done(Math.round((performance.now() - start) * 10) / 10));"
        ));
        println!("5,000 rows, {what}, asked of the shell: {ms} ms");
    }
    for (what, act) in [
        ("a letter that finds a code", "type('2')"),
        ("a second letter", "type('2.1')"),
        ("a third letter", "type('2.13')"),
        ("a word without diacritics", "type('ho so truc tuyen')"),
        ("a word in the middle of names", "type('so hoa')"),
        ("nothing looked for", "type('')"),
        ("a facet", "click('facet-below_max')"),
        ("a second facet", "click('facet-total_loss')"),
        ("the facet again", "click('facet-total_loss')"),
        ("the other too", "click('facet-below_max')"),
    ] {
        let times = window.script_later(&format!("{MEASURE} measure(() => {act}, done);"));
        println!("5,000 rows, {what}: {}", told(&times));
    }
    window.wait_text("[data-testid=shown]", "5.000 tiêu chí");
    let frames = window.script_later(&format!("{MEASURE} scroll(done);"));
    println!("5,000 rows, scrolled through in 120 steps: {}", told(&frames));
    window.shot("review-5000-scrolled");
    window.wait(
        "rows are drawn where it was scrolled to",
        "document.querySelectorAll('[data-testid=review-row]').length > 5",
    );
    window.click("[data-testid=facet-total_loss]");
    window.wait_text("[data-testid=shown]", "625 tiêu chí");
    window.close();
}

fn told(times: &Value) -> String {
    let times = times.as_object().expect("times");
    let parts: Vec<String> = times.iter().map(|(name, ms)| format!("{name} {ms} ms")).collect();
    parts.join(", ")
}

/// From the event until the shell's answer stands in the page and until it is drawn; the longest frame meanwhile.
const MEASURE: &str = "
    const done = arguments[arguments.length - 1];
    const round = (ms) => Math.round(ms * 10) / 10;
    const at = (id) => document.querySelector(`[data-testid='${id}']`);
    const type = (text) => { const field = at('search'); field.value = text; field.dispatchEvent(new InputEvent('input', { bubbles: true })); };
    const click = (id) => at(id).click();
    function measure(act, done) {
      const start = performance.now(); let last = start, longest = 0, open = true, changed = 0, drawn = 0;
      const frame = (now) => { longest = Math.max(longest, now - last); last = now; if (open) requestAnimationFrame(frame); };
      requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
      const end = () => { open = false; watch.disconnect();
        done({ answered: round(changed - start), drawn: round(drawn - start), 'longest frame': round(longest) }); };
      const watch = new MutationObserver(() => { if (changed) return; changed = performance.now();
        requestAnimationFrame(() => setTimeout(() => { drawn = performance.now(); setTimeout(end, 100); })); });
      watch.observe(at('shown'), { subtree: true, characterData: true, childList: true });
      act();
    }
    function scroll(done) {
      const box = document.querySelector('[role=grid]').parentElement; const times = []; let last = 0, n = 0;
      const step = (now) => { if (last) times.push(now - last); last = now;
        box.scrollTop = (box.scrollHeight - box.clientHeight) * (++n / 120);
        if (n < 120) requestAnimationFrame(step);
        else { times.sort((a, b) => a - b);
          done({ 'median frame': round(times[times.length >> 1]), 'p95': round(times[Math.floor(times.length * 0.95)]), longest: round(times.at(-1)) }); } };
      requestAnimationFrame(step);
    }
";
