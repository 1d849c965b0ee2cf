//! What the sender of an Outlook message wrote, when there is a table in it.

use super::Member;
use crate::workbook::limits;
use crate::workbook::rtf::{Token, Tokens};

/// The name of a text that is a page.
const PAGE: &str = "Nội dung thư.html";

/// The text as HTML, or as RTF: folded up ([MS-OXRTFCP]), and often HTML in disguise ([MS-OXRTFEX]).
pub(super) fn of(html: Option<Vec<u8>>, rtf: Option<&[u8]>) -> Option<Member> {
    let holds =
        |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|w| w.eq_ignore_ascii_case(what));
    let member = |name: &str, bytes| Some(Member { name: name.into(), bytes, damage: None });
    if let Some(html) = html.filter(|html| !html.is_empty()) {
        return holds(&html, b"<table").then_some(html).and_then(|html| member(PAGE, html));
    }
    let rtf = unfolded(rtf?)?;
    if holds(&rtf[..rtf.len().min(1_024)], b"\\fromhtml") {
        let html = disguised(&rtf);
        return holds(html.as_bytes(), b"<table")
            .then_some(html.into_bytes())
            .and_then(|html| member(PAGE, html));
    }
    if holds(&rtf, b"\\trowd") { member("Nội dung thư.rtf", rtf) } else { None }
}

/// What every folded text begins from.
const COMMON: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// How far back a repetition may begin.
const WINDOW: usize = 4_096;

fn unfolded(bytes: &[u8]) -> Option<Vec<u8>> {
    let header = bytes.get(..16)?;
    let rest = &bytes[16..];
    match header.get(8..12)? {
        b"MELA" => return Some(rest.to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; WINDOW];
    window[..COMMON.len()].copy_from_slice(COMMON);
    let mut at = COMMON.len();
    let mut text = Vec::new();
    let mut rest = rest.iter().copied();
    'all: while let Some(control) = rest.next() {
        for bit in 0..8 {
            let (from, length) = if control >> bit & 1 == 0 {
                let Some(byte) = rest.next() else { break 'all };
                window[at] = byte;
                (at, 1)
            } else {
                let (Some(high), Some(low)) = (rest.next(), rest.next()) else { break 'all };
                let both = usize::from(high) << 8 | usize::from(low);
                (both >> 4, (both & 0xF) + 2)
            };
            if length > 1 && from == at {
                break 'all;
            }
            for step in 0..length {
                let byte = window[(from + step) % WINDOW];
                window[at] = byte;
                at = (at + 1) % WINDOW;
                text.push(byte);
            }
            if text.len() > limits::FILE_BYTES {
                return None;
            }
        }
    }
    Some(text)
}

/// The HTML that RTF was made of: its tags stand in groups of their own, and what only RTF needs is marked.
fn disguised(rtf: &[u8]) -> String {
    #[derive(Clone, Copy)]
    struct State {
        in_tag: bool,
        passed_over: bool,
        only_rtf: bool,
    }
    let mut html = String::new();
    let mut bytes = Vec::new();
    let mut state = State { in_tag: false, passed_over: false, only_rtf: false };
    let mut groups = Vec::new();
    let (mut starred, mut to_skip) = (false, 0_u32);
    let flush = |bytes: &mut Vec<u8>, html: &mut String, state: State| {
        if !state.passed_over && (state.in_tag || !state.only_rtf) {
            html.push_str(&super::decoded_text(bytes));
        }
        bytes.clear();
    };
    for token in Tokens::of(rtf) {
        match token {
            Token::Open => {
                flush(&mut bytes, &mut html, state);
                groups.push(state);
                (starred, to_skip) = (false, 0);
            }
            Token::Close => {
                flush(&mut bytes, &mut html, state);
                let Some(before) = groups.pop() else { break };
                state = before;
            }
            Token::Star => starred = true,
            Token::Byte(byte) if to_skip == 0 => bytes.push(byte),
            Token::Byte(_) => to_skip -= 1,
            Token::Text(text) => {
                let skipped = (to_skip as usize).min(text.len());
                to_skip -= u32::try_from(skipped).unwrap_or(0);
                bytes.extend_from_slice(&text[skipped..]);
            }
            Token::Sign(b'~') => bytes.extend_from_slice(b"&nbsp;"),
            Token::Sign(_) => {}
            Token::Word(word, number) => {
                flush(&mut bytes, &mut html, state);
                match word {
                    "htmltag" => (state.in_tag, state.passed_over) = (true, false),
                    "htmlrtf" => state.only_rtf = number != Some(0),
                    _ if std::mem::take(&mut starred) => state.passed_over = true,
                    "fonttbl" | "colortbl" | "stylesheet" | "info" | "pict" => {
                        state.passed_over = true;
                    }
                    _ if state.passed_over || state.only_rtf && !state.in_tag => {}
                    "par" | "line" => html.push('\n'),
                    "tab" => html.push('\t'),
                    "u" => {
                        let letter = u32::try_from(number.unwrap_or(0) & 0xFFFF).unwrap_or(0);
                        html.extend(char::from_u32(letter));
                        to_skip = 1;
                    }
                    _ => {}
                }
                starred = false;
            }
        }
    }
    html
}
