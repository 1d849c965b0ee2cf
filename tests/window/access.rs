//! Each screen as it looks, small and large, light and dark: nothing is cut off, nothing moves while it loads.

use journeys::driver::{Machine, Window};

use crate::stores::years;

const ALT: &str = "\u{e00a}";

/// Alt+number, the screen's name, and what is there when it has come.
const SCREENS: [(&str, &str, &str); 8] = [
    ("1", "tong-quan", "step-agency"),
    ("2", "tiep-nhan", "pick-files"),
    ("3", "ra-soat", "review-row"),
    ("4", "bao-cao", "freeze"),
    ("5", "nam", "link-row"),
    ("6", "bo-tieu-chi", "catalogue-row"),
    ("7", "co-quan", "agency-detail"),
    ("8", "nhat-ky", "journal-entry"),
];

/// 1920×1080, where the display has room; 1366×768; each of them at a scale of 125 % and of 150 %.
const SIZES: [(u32, u32); 6] =
    [(1920, 1080), (1366, 768), (1536, 864), (1280, 720), (1093, 614), (911, 512)];

/// Words that do not show whole and do not say so: cut without an ellipsis, or beyond the edge of what scrolls.
const CUT: &str = r"
    const cut = [];
    const scrolls = (e) => { for (let p = e; p; p = p.parentElement) {
        const o = getComputedStyle(p); if (/auto|scroll/.test(o.overflowX + o.overflowY)) return true; } return false; };
    for (const e of document.querySelectorAll('body *')) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim() !== '');
        if (!own || e.closest('[aria-hidden=true], .unseen, svg, .sheets') || !e.getClientRects().length) continue;
        const s = getComputedStyle(e), r = e.getBoundingClientRect();
        const says = s.textOverflow === 'ellipsis' || s.webkitLineClamp !== 'none' || e.closest('.cut');
        if (s.clipPath !== 'none') continue;
        if (!says && s.overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1) cut.push('cut: ' + e.textContent.trim().slice(0, 60));
        if (!scrolls(e) && (r.right > innerWidth + 1 || r.bottom > innerHeight + 1)) cut.push('outside: ' + e.textContent.trim().slice(0, 60));
    }
    for (const e of document.querySelectorAll('button, th, label, .label')) {
        const s = getComputedStyle(e);
        if (e.getClientRects().length && s.clipPath === 'none' && s.textOverflow !== 'ellipsis' && !e.closest('.cut, .unseen, svg') && !e.querySelector('.unseen, .cut')
            && e.scrollWidth > e.clientWidth + 2 && s.display !== 'inline') cut.push('too narrow: ' + e.textContent.trim().slice(0, 60));
    }
    const page = document.scrollingElement;
    if (page.scrollHeight > page.clientHeight || page.scrollWidth > page.clientWidth) {
        const beyond = [...document.querySelectorAll('body *')].filter((e) => e.offsetParent === document.body
            && (e.getBoundingClientRect().bottom > innerHeight || e.getBoundingClientRect().right > innerWidth));
        cut.push('the page itself scrolls: ' + beyond.slice(0, 5).map((e) => e.outerHTML.slice(0, 90)).join(' '));
    }
    return [...new Set(cut)];";

fn turn(window: &Window, key: &str, there: &str) {
    window.keys(&[ALT, key]);
    window.wait(
        &format!("screen {key} is there"),
        &format!("document.querySelector('[data-testid={there}]')"),
    );
}

#[test]
fn nothing_is_cut_off_on_any_screen_however_large_its_letters() {
    let machine = Machine::new();
    let store = years(&machine, "ba-nam.sodiem");
    machine.answers(&[std::slice::from_ref(&store)]);
    let window = machine.start();
    window.click("[data-testid=open-store]");
    window.wait_text("[data-testid=status-bar]", "ba-nam.sodiem");
    let display = window.script("return screen.width").as_u64().and_then(|n| n.try_into().ok());
    let display: u32 = display.expect("the display's width");
    let mut cut = Vec::new();
    for theme in ["sang", "toi"] {
        for (width, height) in SIZES.into_iter().filter(|(width, _)| *width <= display) {
            window.resize(width, height);
            for (key, name, there) in SCREENS {
                turn(&window, key, there);
                window.shot(&format!("{name}-{theme}-{width}"));
                let found = window.script(CUT);
                if found != serde_json::json!([]) {
                    cut.push(format!("{name} at {width}×{height}: {found}"));
                }
            }
        }
        window.click("[data-testid=theme]");
        // the second time round with pages in Báo cáo
        if theme == "sang" {
            turn(&window, "4", "freeze");
            window.click("[data-testid=freeze]");
            window.wait(
                "pages are drawn",
                "document.querySelector('[data-testid=briefing-page] img')?.naturalWidth > 0",
            );
        }
    }
    window.close();
    assert!(cut.is_empty(), "every screen shows all it says: {cut:#?}");
}

#[test]
fn what_is_looked_at_stays_where_it_is_while_the_rest_comes() {
    let machine = Machine::new();
    let store = years(&machine, "ba-nam.sodiem");
    machine.answers(&[std::slice::from_ref(&store)]);
    let window = machine.start();
    window.script(
        "const places = () => JSON.stringify([...document.querySelectorAll(
             'header, [data-testid=figure-counted], [data-testid=agency-row], [data-testid=field-row], [data-testid=largest]')]
             .map((e) => [e.getBoundingClientRect().x, e.getBoundingClientRect().y]));
         window.seen = new Set();
         const look = () => { if (document.querySelector('[data-testid=figure-counted]')) seen.add(places()); requestAnimationFrame(look); };
         look();",
    );
    window.click("[data-testid=open-store]");
    window.wait("the charts have come", "document.querySelector('[data-testid=trend-year]')");
    window.script("window.scrolled = document.querySelector('.page').scrollTop");
    let places = window.script("return [...window.seen].length");
    assert_eq!(places, serde_json::json!(1), "nothing moved from the first frame to the last");

    // and the trend leads to its year
    window.script("document.querySelector('[data-testid=trend]').scrollIntoView({ block: 'end' })");
    window.shot("trend");
    window.click("[data-testid=trend-year]");
    window.wait_text("[data-testid=status-bar]", "Năm 2024");
    window.wait("its rows are there", "document.querySelector('[data-testid=review-row]')");
    window.close();
}
