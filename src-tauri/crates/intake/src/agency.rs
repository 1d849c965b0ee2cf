//! Whose file it is: by letterhead, by file name, by the criteria it scores; else it is asked.

use std::collections::BTreeMap;

use scorebook::plan::AgencyBasis;
use scorebook::text::{agency_key, fold};
use scorebook::{Agency, AgencyId, Finding};

use crate::letterhead;

/// What is known before anyone is asked.
pub(crate) struct Evidence<'a> {
    /// Lines above the tables, top to bottom.
    pub(crate) letterhead: &'a [String],
    pub(crate) file_name: &'a str,
    /// How many scored rows each body leads.
    pub(crate) led: &'a BTreeMap<AgencyId, usize>,
}

/// The body and how it was told, or the finding that asks.
pub(crate) fn find(
    bodies: &[AgencyNames<'_>],
    evidence: &Evidence<'_>,
) -> Result<(AgencyId, AgencyBasis), Finding> {
    let head = by_letterhead(bodies, evidence.letterhead);
    let named = by_file_name(bodies, evidence.file_name);
    let leads = by_led_rows(evidence.led);
    let unknown = letterhead::unknown_body(evidence.letterhead);
    let unclear = |ids: &[AgencyId]| {
        let name = |id: &AgencyId| {
            bodies.iter().find(|b| b.agency.id == *id).map(|b| b.agency.name.clone())
        };
        Finding::AgencyUnclear { candidates: ids.iter().filter_map(name).collect() }
    };
    let (found, basis) = match (head, named) {
        (Some(head), Some(named)) if head != named => return Err(unclear(&[head, named])),
        (Some(head), _) => (head, AgencyBasis::Letterhead),
        (None, Some(named)) => (named, AgencyBasis::FileName),
        // a body that names itself, and that nobody knows, is not the one whose criteria it scores
        (None, None) if unknown.is_some() => {
            return Err(Finding::UnknownAgency { name: unknown.unwrap_or_default() });
        }
        (None, None) => return leads.map(|l| (l, AgencyBasis::LedRows)).ok_or(Finding::NoAgency),
    };
    // a body most of whose scored rows another leads is probably not its author
    match by_most_rows(evidence.led) {
        Some(leads) if leads != found => Err(unclear(&[found, leads])),
        _ => Ok((found, basis)),
    }
}

/// A body with its names made comparable, a space on either side so that they are found as whole words.
#[derive(Debug)]
pub(crate) struct AgencyNames<'a> {
    agency: &'a Agency,
    keys: Vec<String>,
    /// Short forms of its name, see [`initials`].
    short: Vec<String>,
}

impl<'a> AgencyNames<'a> {
    pub(crate) fn new(agency: &'a Agency) -> Self {
        let names = std::iter::once(&agency.name).chain(&agency.aliases);
        Self {
            agency,
            keys: names.map(|name| format!(" {} ", agency_key(name))).collect(),
            short: initials(&agency.name).iter().map(|short| format!(" {short} ")).collect(),
        }
    }

    fn is_in(&self, padded: &str) -> bool {
        self.keys.iter().any(|key| padded.contains(key))
    }
}

fn by_letterhead(agencies: &[AgencyNames<'_>], lines: &[String]) -> Option<AgencyId> {
    let senders = lines.iter().filter(|line| !is_addressee(line));
    let keyed: Vec<String> = senders.map(|line| format!(" {} ", agency_key(line))).collect();
    // a line that is a body's name and nothing else says more than a document's number: "…/BC-SNV"
    let is_one = |line: &&String| agencies.iter().any(|a| a.keys.contains(line));
    let named = |line: &String| {
        let named = agencies.iter().filter(|a| a.is_in(line)).map(|a| a.agency.id);
        only(&named.collect::<Vec<_>>())
    };
    let alone: Vec<AgencyId> = keyed.iter().filter(is_one).filter_map(named).collect();
    only(&alone).or_else(|| only(&keyed.iter().filter_map(named).collect::<Vec<_>>()))
}

/// Does a line speak of whoever receives or collects the file, or of a document that another body issued?
fn is_addressee(line: &str) -> bool {
    const FIRST: [&str; 12] = [
        "kinh gui",
        "gui ",
        "noi nhan",
        "noi gui",
        "don vi tong hop",
        "co quan tong hop",
        "don vi nhan",
        "co quan nhan",
        "don vi tham dinh",
        "kem theo",
        "ban hanh kem theo",
        "can cu",
    ];
    const INSIDE: [&str; 8] = [
        " gui so ",
        " gui ve ",
        " nop so ",
        " nop ve ",
        " kem theo cong van",
        " theo cong van",
        " tong hop: ",
        " de tong hop",
    ];
    let line = fold(line);
    FIRST.iter().any(|w| line.starts_with(w))
        || INSIDE.iter().any(|w| line.contains(w.trim_end_matches(": ")))
}

fn by_file_name(agencies: &[AgencyNames<'_>], file_name: &str) -> Option<AgencyId> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let stem = before_addressee(&part_words(stem));
    let words = format!(" {} ", agency_key(&stem));
    let folded = format!(" {} ", fold(&stem).replace('&', ""));
    let is_short = |body: &AgencyNames<'_>| body.short.iter().any(|short| folded.contains(short));
    let named = agencies.iter().filter(|a| a.is_in(&words) || is_short(a));
    only(&named.map(|a| a.agency.id).collect::<Vec<_>>())
}

/// Without "gửi Sở Nội vụ", "nop SNV": whoever the file is sent to.
fn before_addressee(stem: &str) -> String {
    let words: Vec<&str> = stem.split_whitespace().collect();
    let sends = |at: &usize| {
        let is_sent = matches!(fold(words[*at]).as_str(), "gui" | "nop" | "trinh");
        // "gửi từ Sở Tư pháp"
        let names_sender =
            words.get(at + 1).is_some_and(|next| matches!(fold(next).as_str(), "tu" | "cua"));
        is_sent && !names_sender
    };
    let end = (0..words.len()).find(sends).unwrap_or(words.len());
    words[..end].join(" ")
}

/// "SoTaiChinh_CCHC-2024" is "So Tai Chinh CCHC 2024".
fn part_words(stem: &str) -> String {
    let mut words = String::with_capacity(stem.len() + 8);
    let mut before = ' ';
    for c in stem.chars() {
        if before.is_lowercase() && c.is_uppercase() {
            words.push(' ');
        }
        words.push(if matches!(c, '_' | '-' | '.' | '(' | ')' | '+') { ' ' } else { c });
        before = c;
    }
    words
}

/// Usual short forms of a body's name: "Sở Nội vụ" is snv, "Văn phòng UBND tỉnh" vpub, vpubnd.
fn initials(name: &str) -> Vec<String> {
    let key = agency_key(name);
    let letters =
        |words: &[&str]| words.iter().filter_map(|w| w.chars().next()).collect::<String>();
    let words: Vec<&str> = key.split(' ').filter(|w| *w != "va").collect();
    let mut short = vec![letters(&words)];
    if let Some(rest) = key.strip_prefix("van phong uy ban nhan dan") {
        short.extend(["vpub".to_owned(), "vpubnd".to_owned()]);
        if !rest.is_empty() {
            short.push("vpubndt".to_owned());
        }
    }
    if let [first, rest @ ..] = words.as_slice()
        && *first == "so"
        && rest.len() > 2
    {
        short.push(letters(rest));
    }
    short.retain(|s| s.len() >= 3);
    short
}

/// The body that leads at least two thirds of the scored rows.
fn by_led_rows(led: &BTreeMap<AgencyId, usize>) -> Option<AgencyId> {
    let all: usize = led.values().sum();
    led.iter().find(|(_, n)| **n * 3 >= all * 2 && **n > 0).map(|(id, _)| *id)
}

/// The body that leads more than half of the scored rows.
fn by_most_rows(led: &BTreeMap<AgencyId, usize>) -> Option<AgencyId> {
    let all: usize = led.values().sum();
    led.iter().find(|(_, n)| **n * 2 > all).map(|(id, _)| *id)
}

/// The one body that all of them are.
fn only(found: &[AgencyId]) -> Option<AgencyId> {
    match found {
        [first, rest @ ..] if rest.iter().all(|id| id == first) => Some(*first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies() -> Vec<Agency> {
        [
            "Sở Nội vụ",
            "Văn phòng UBND tỉnh",
            "Sở Tư pháp",
            "Sở Thông tin và Truyền thông",
            "Sở Tài chính",
        ]
        .iter()
        .zip(1..)
        .map(|(name, id)| Agency { id: AgencyId(id), name: (*name).into(), aliases: Vec::new() })
        .collect()
    }

    fn of(letterhead: &[&str], file_name: &str, led: &[(i64, usize)]) -> Result<i64, &'static str> {
        let letterhead: Vec<String> = letterhead.iter().map(|l| (*l).to_owned()).collect();
        let led = led.iter().map(|(id, n)| (AgencyId(*id), *n)).collect();
        let evidence = Evidence { letterhead: &letterhead, file_name, led: &led };
        let bodies = bodies();
        let keyed: Vec<AgencyNames<'_>> = bodies.iter().map(AgencyNames::new).collect();
        find(&keyed, &evidence).map(|(id, _)| id.0).map_err(|f| f.code())
    }

    #[test]
    fn the_letterhead_names_the_sender_and_not_the_addressee() {
        assert_eq!(
            of(&["UBND TỈNH SÔNG MÂY", "SỞ TƯ PHÁP", "Kính gửi: Sở Nội vụ"], "a.xlsx", &[]),
            Ok(3)
        );
        assert_eq!(of(&["UBND TỈNH SÔNG MÂY", "VĂN PHÒNG"], "VPUB.xlsx", &[]), Ok(2));
        assert_eq!(
            of(
                &["SỞ TÀI CHÍNH", "(Kèm theo Công văn số 12/SNV-CCHC ngày 20/12/2024)"],
                "a.xlsx",
                &[]
            ),
            Ok(5),
            "the number of a cited document names its own author"
        );
    }

    #[test]
    fn file_names_are_read_in_their_many_habits() {
        for (name, id) in [
            ("SNV_tự chấm CCHC 2024.xlsx", 1),
            ("VPUB - Bieu tu danh gia PAR INDEX 2024 (KSTT).xlsx", 2),
            ("Tu cham PAR 2024 - So Tu phap.xls", 3),
            ("Biểu chấm điểm CCHC 2024_Sở TT&TT.ods", 4),
            ("SoTaiChinh_CCHC_2024.csv", 5),
        ] {
            assert_eq!(of(&[], name, &[]), Ok(id), "{name}");
        }
    }

    #[test]
    fn whoever_receives_or_collects_the_file_is_not_its_sender() {
        for (letterhead, name) in [
            (&[][..], "gửi Sở Nội vụ.xlsx"),
            (&[], "Tu cham (nop SNV).xlsx"),
            (&["(Kèm theo Công văn số 12/CV ngày 20/12/2024 của Sở Nội vụ)"], "a.xlsx"),
            (&["Đơn vị tổng hợp: Sở Nội vụ"], "a.xlsx"),
            (&["Nơi nhận: Sở Nội vụ"], "a.xlsx"),
        ] {
            assert_eq!(of(letterhead, name, &[(3, 10), (1, 1)]), Ok(3), "{letterhead:?} {name}");
        }
        assert_eq!(of(&[], "Sở Tư pháp gửi SNV.xlsx", &[]), Ok(3), "the sender stands in front");
    }

    #[test]
    fn a_file_most_of_whose_rows_another_body_leads_is_asked_about() {
        assert_eq!(of(&["SỞ NỘI VỤ"], "a.xlsx", &[(3, 10), (1, 1)]), Err("agency_unclear"));
        assert_eq!(
            of(&["SỞ NỘI VỤ"], "a.xlsx", &[(3, 5), (1, 5)]),
            Ok(1),
            "half of them prove nothing"
        );
    }

    #[test]
    fn else_the_rows_tell_and_else_it_is_asked() {
        assert_eq!(of(&[], "a.xlsx", &[(4, 9), (1, 1)]), Ok(4));
        assert_eq!(of(&[], "a.xlsx", &[(4, 5), (1, 5)]), Err("no_agency"));
        assert_eq!(of(&["SỞ TƯ PHÁP"], "SoTaiChinh.xlsx", &[]), Err("agency_unclear"));
        assert_eq!(
            of(&["SỞ TƯ PHÁP"], "a.xlsx", &[(5, 9)]),
            Err("agency_unclear"),
            "it scores another's rows only"
        );
    }
}
