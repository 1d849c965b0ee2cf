//! Every figure of every document, recomputed from `sodiem losses --json` by somebody who has never seen the writers:
//! 300 books of a seed each, all kinds of documents, their words read from the Word files.

use std::collections::{BTreeMap, BTreeSet};

use briefing::content::{self, DocumentKind};
use briefing::form::BriefingForm;
use scorebook::{Points, Scorebook};
use serde_json::Value;

use crate::generated_books::{self, Kind};
use crate::office_files::{Element, parts};
use crate::sodiem::Office;

/// The body that writes the papers.
const OFFICE: &str = "Sở Nội vụ";

/// What no paper may say.
const FORBIDDEN: [&str; 34] = [
    "Sổ điểm",
    "sodiem",
    "SỔ ĐIỂM",
    "00 tiêu chí",
    "00 cơ quan",
    "của của",
    "tại tại",
    "về về",
    "đối với đối với",
    "tiêu chí tiêu chí",
    "điểm điểm",
    "năm năm",
    "tỉnh tỉnh",
    "trong trong",
    "Yêu cầu Sở Nội vụ",
    "đề nghị Sở Nội vụ",
    "phiếu yêu cầu",
    "PHIẾU YÊU CẦU",
    "mất −",
    "giảm −",
    "tăng −",
    "..",
    ";.",
    ",.",
    ":.",
    ";;",
    ",,",
    " ;",
    " ,",
    "()",
    "( ",
    " )",
    "None",
    "  ",
];

struct Component<'a>(&'a Value);

impl<'a> Component<'a> {
    fn points(&self, key: &str) -> Option<Points> {
        self.0[key].as_str().and_then(Points::from_decimal)
    }

    fn text(&self, key: &str) -> &'a str {
        self.0[key].as_str().unwrap_or_default()
    }

    fn lost(&self) -> Points {
        self.points("lost").unwrap_or_default()
    }

    fn loses(&self) -> bool {
        self.is("coverage", "scored") && self.lost() > Points::ZERO
    }

    fn is(&self, key: &str, value: &str) -> bool {
        self.text(key) == value
    }

    fn falls(&self) -> bool {
        self.is("coverage", "scored")
            && self.0["flags"].as_array().is_some_and(|f| f.contains(&"decreased".into()))
    }

    /// The bodies that answer for it with their points: the named ones in their parts, else the lead.
    fn answers(&self) -> Vec<(String, Points)> {
        let named = self.0["responsible"].as_array().expect("a list");
        if named.is_empty() {
            return vec![(self.text("agency").to_owned(), self.lost())];
        }
        let parts: Vec<i64> = named.iter().map(|r| r["parts"].as_i64().expect("parts")).collect();
        let whole: i64 = parts.iter().sum();
        let total = self.lost().ten_thousandths();
        let mut shares: Vec<i64> = parts.iter().map(|p| (total * p).div_euclid(whole)).collect();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse((total * parts[*i]).rem_euclid(whole)));
        let left = total - shares.iter().sum::<i64>();
        for i in order.into_iter().take(usize::try_from(left).expect("few")) {
            shares[i] += 1;
        }
        named
            .iter()
            .zip(shares)
            .map(|(r, n)| {
                let name = r["agency"].as_str().expect("a name").to_owned();
                (name, Points::from_ten_thousandths(n))
            })
            .collect()
    }

    /// Is there anything to ask its lead body about?
    fn is_open(&self) -> bool {
        let said = |key: &str| !self.text(key).is_empty();
        let asked = self.is("status", "awaiting_explanation") && said("asked");
        let of_scored = self.is("coverage", "scored")
            && ((!said("evidence") && !said("explanation"))
                || (self.lost() > Points::ZERO && !said("cause") && !said("explanation"))
                || self
                    .points("agreed")
                    .zip(self.points("reported"))
                    .is_some_and(|(agreed, reported)| agreed < reported));
        asked || of_scored || self.is("coverage", "blank") || self.is("coverage", "absent")
    }
}

/// Are points lost on it?
fn loses(c: &Component<'_>) -> bool {
    c.loses()
}

/// A document as its Word file reads: paragraphs, and tables as rows of cells.
struct Paper {
    agency: Option<String>,
    text: String,
    tables: Vec<Vec<Vec<String>>>,
}

fn paper(document: &content::AddressedDocument) -> Paper {
    let file = briefing::docx::write(&document.document).expect("a Word file");
    let root = Element::parse(&parts(&file)["word/document.xml"]);
    let body = root.every("w:body")[0];
    let mut paper =
        Paper { agency: document.agency.clone(), text: String::new(), tables: Vec::new() };
    for child in &body.children {
        if child.name == "w:tbl" {
            let rows = child.every("w:tr").into_iter();
            let table = rows.map(|row| row.every("w:tc").into_iter().flat_map(spread).collect());
            paper.tables.push(table.collect());
        }
        paper.text.push_str(&child.words());
        paper.text.push('\n');
    }
    paper
}

/// A cell in each column it spans: its words in the first.
fn spread(cell: &Element) -> Vec<String> {
    let span = cell.every("w:gridSpan").first().map_or(1, |span| {
        let value = span.attributes.iter().find(|(name, _)| name == "w:val");
        value.and_then(|(_, n)| n.parse::<usize>().ok()).expect("a number of columns")
    });
    let mut cells = vec![String::new(); span];
    cells[0] = cell.words();
    cells
}

/// Every number that stands right after the words.
fn after(text: &str, words: &str) -> Vec<Points> {
    text.match_indices(words)
        .filter_map(|(at, _)| {
            let rest = &text[at + words.len()..];
            let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ',')).unwrap_or(rest.len());
            let number = rest[..end].trim_end_matches(',').replace(',', ".");
            let short = number.trim_end_matches('0').trim_end_matches('.');
            Points::from_decimal(if number.contains('.') { short } else { &number }).or_else(|| {
                (!number.is_empty())
                    .then_some(Points::ZERO)
                    .filter(|_| short.is_empty() || short == "0")
            })
        })
        .collect()
}

/// Every count that stands right before the words.
fn before(text: &str, words: &str) -> Vec<usize> {
    text.match_indices(words)
        .filter_map(|(at, _)| {
            let digits: String =
                text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
            digits.chars().rev().collect::<String>().parse().ok()
        })
        .collect()
}

/// A figure of a table; a dash or nothing is none.
fn figure(text: &str) -> Option<Points> {
    let plain = text.replace('−', "-").replace('+', "").replace(',', ".");
    let negative = plain.starts_with('-');
    let plain = plain.trim_start_matches('-');
    let is_number = plain.chars().all(|c| c.is_ascii_digit() || c == '.') && plain.contains('.');
    if !is_number {
        return None;
    }
    let short = plain.trim_end_matches('0').trim_end_matches('.');
    let points = Points::from_decimal(if short.is_empty() { "0" } else { short })?;
    Some(if negative { -points } else { points })
}

struct Book<'a> {
    what: String,
    losses: &'a Value,
    components: Vec<Component<'a>>,
}

impl Book<'_> {
    fn total(&self, key: &str) -> Points {
        self.losses["totals"][key].as_str().and_then(Points::from_decimal).expect("a total")
    }

    fn number(&self, key: &str) -> usize {
        usize::try_from(self.losses["totals"][key].as_u64().expect("a number")).expect("small")
    }

    fn covered(&self, coverage: &str) -> Vec<&Component<'_>> {
        self.components.iter().filter(|c| c.is("coverage", coverage)).collect()
    }

    fn losing(&self) -> Vec<&Component<'_>> {
        self.components.iter().filter(|c| c.loses()).collect()
    }

    /// The JSON itself holds together.
    fn json_adds_up(&self) {
        let what = &self.what;
        let sum = |coverage: &str, key: &str| -> Points {
            self.covered(coverage).iter().filter_map(|c| c.points(key)).sum()
        };
        assert_eq!(self.total("counted"), sum("scored", "counted"), "{what}: counted");
        assert_eq!(self.total("lost"), sum("scored", "lost"), "{what}: lost");
        let owed = self.covered("blank").len() + self.covered("absent").len();
        assert_eq!(self.number("missing"), owed, "{what}: missing");
        let apart = self.covered("not_applicable_by_office").len()
            + self.covered("not_applicable_by_agency").len();
        assert_eq!(self.number("not_applicable"), apart, "{what}: not applicable");
        let own: Points = self
            .components
            .iter()
            .filter(|c| !c.is("coverage", "not_self_scored"))
            .filter_map(|c| c.points("max"))
            .sum();
        assert_eq!(self.total("self_scored_max"), own, "{what}: maxima never shrink");
        for c in &self.components {
            let shares = c.0["responsible"].as_array().expect("a list");
            let all: i64 = shares.iter().map(|r| r["share"].as_i64().expect("a share")).sum();
            assert!(shares.is_empty() || all == 10_000, "{what}: shares of {}", c.text("code"));
        }
    }

    /// Points by the body that answers for them, over rows that a filter takes.
    fn by_body(&self, of: impl Fn(&Component<'_>) -> bool) -> BTreeMap<String, (usize, Points)> {
        let mut sums: BTreeMap<String, (usize, Points)> = BTreeMap::new();
        for c in self.components.iter().filter(|c| of(c)) {
            for (name, lost) in c.answers() {
                let sum = sums.entry(name).or_default();
                *sum = (sum.0 + 1, sum.1 + lost);
            }
        }
        sums
    }

    /// What any paper says, wherever it says it.
    fn sentences(&self, kind: DocumentKind, paper: &Paper) {
        let what = format!("{}, {kind:?} {:?}", self.what, paper.agency);
        let text = &paper.text;
        let losing = self.losing();
        let lost: Points = losing.iter().map(|c| c.lost()).sum();
        if paper.agency.is_none() {
            for n in after(text, "tổng số điểm mất là ") {
                assert_eq!(n, lost, "{what}: the sum of losses");
            }
            for n in before(text, " tiêu chí được thống nhất không áp dụng") {
                let ruled = self.covered("not_applicable_by_office").len();
                assert_eq!(n, ruled, "{what}: what the office ruled out");
            }
            for n in before(text, " tiêu chí chưa có điểm (tối đa") {
                assert_eq!(n, self.number("missing"), "{what}: what owes a score");
            }
            for n in after(text, "tiêu chí chưa có điểm (tối đa ") {
                assert_eq!(n, self.total("missing_max"), "{what}: its maximum");
            }
            for n in after(text, "tổng điểm được tính là ") {
                assert_eq!(n, self.total("counted"), "{what}: what counts");
            }
            for n in after(text, "Các cơ quan tự chấm ") {
                assert_eq!(n, self.total("reported"), "{what}: what bodies scored");
            }
            let full = self.covered("scored").iter().filter(|c| c.lost().is_zero()).count();
            for n in before(text, " tiêu chí đạt điểm tối đa") {
                assert_eq!(n, full, "{what}: what stands at its maximum");
            }
            let awaited = self.components.iter().filter(|c| c.is("status", "awaiting_explanation"));
            for n in before(text, " tiêu chí đã gửi lại, đang chờ giải trình") {
                assert_eq!(n, awaited.clone().count(), "{what}: what is sent back");
            }
        }
        for forbidden in FORBIDDEN {
            // the committee, which issues the conclusion, may direct the office
            let may_direct = kind == DocumentKind::Conclusion && forbidden.contains(OFFICE);
            assert!(
                may_direct || !text.contains(forbidden),
                "{what}: “{forbidden}” stands in it: {}",
                text.lines().find(|l| l.contains(forbidden)).unwrap_or_default()
            );
        }
        assert!(
            kind == DocumentKind::Conclusion || !text.contains(&format!("Giao {OFFICE}")),
            "{what}: the office directs itself"
        );
        if self.losses["baseline_kind"].is_null() {
            for column in ["So với năm", "Tăng (+)"] {
                assert!(
                    !text.contains(column),
                    "{what}: nothing is compared, and “{column}” is there"
                );
            }
        }
        for table in &paper.tables {
            self.total_row(&what, table);
        }
    }

    /// The row that adds a table up says what its rows say, column by column, each criterion once.
    fn total_row(&self, what: &str, table: &[Vec<String>]) {
        let at = table.iter().position(|row| row[0].starts_with("Tổng cộng"));
        let Some((at, heading)) = at.zip(table.first()) else { return };
        let code = heading.iter().position(|h| h == "Mã");
        let Some(code) = code else { return };
        let of = |row: &[String]| self.components.iter().find(|c| c.text("code") == row[code]);
        for (name, key) in
            [("Mất điểm", "lost"), ("Điểm được tính", "counted"), ("Điểm tối đa", "max")]
        {
            let Some(column) = heading.iter().position(|h| h == name) else { continue };
            let mut told = BTreeSet::new();
            let mut sum = Points::ZERO;
            for row in &table[1..at] {
                let Some(c) = row.get(code).and_then(|_| of(row)) else { continue };
                let cell = figure(&row[column]);
                let expected = c.points(key).filter(|_| key == "max" || c.is("coverage", "scored"));
                assert_eq!(cell, expected, "{what}: {name} of {}", c.text("code"));
                let counts = !c.is("coverage", "not_self_scored");
                if counts && told.insert(c.text("code")) {
                    sum = sum + cell.unwrap_or_default();
                }
            }
            let Some(stated) = figure(&table[at][column]) else { continue };
            assert_eq!(stated, sum, "{what}: the total of {name}: {:?}", table[at]);
        }
    }

    fn report(&self, paper: &Paper, long: bool) {
        let (what, text) = (&self.what, &paper.text);
        let losing = self.losing();
        for n in before(text, " tiêu chí chưa đạt điểm tối đa, trong đó")
            .into_iter()
            .chain(before(text, " tiêu chí chưa đạt điểm tối đa; tổng số"))
        {
            assert_eq!(n, losing.len(), "{what}: how many lose");
        }
        for (body, (rows, lost)) in self.by_body(loses) {
            // the short form tells each loss once, where it is ordered mended
            if body.is_empty() || !long {
                continue;
            }
            let item = format!("{body}: {rows:02} tiêu chí, mất {lost} điểm");
            assert!(text.contains(&item), "{what}: no “{item}”");
        }
        for c in self.covered("not_applicable_by_office") {
            let said = format!("{} (lý do: {})", c.text("code"), c.text("reason"));
            assert!(text.contains(&said), "{what}: “{said}” is not told");
        }
        for c in self.components.iter().filter(|c| c.is("status", "awaiting_explanation")) {
            let sentence = text.lines().find(|l| l.contains("đang chờ giải trình"));
            let sentence = sentence.unwrap_or_else(|| panic!("{what}: nothing is awaited"));
            assert!(sentence.contains(c.text("code")), "{what}: {} in {sentence}", c.text("code"));
            assert!(sentence.contains(c.text("agency")), "{what}: with whom it is open");
        }
    }

    fn letters(&self, papers: &[Paper]) {
        let what = &self.what;
        let listed =
            |c: &Component<'_>| c.is("coverage", "scored") && (!c.lost().is_zero() || c.falls());
        let expected: BTreeSet<String> = self
            .by_body(listed)
            .into_keys()
            .filter(|body| !body.is_empty() && body != OFFICE)
            .collect();
        let written: BTreeSet<String> = papers.iter().filter_map(|p| p.agency.clone()).collect();
        assert_eq!(
            written, expected,
            "{what}: every body that answers or takes part, and no other"
        );
        let sums = self.by_body(loses);
        for paper in papers {
            let body = paper.agency.as_deref().expect("a body");
            let told = after(&paper.text, "tổng số điểm mất là ")
                .into_iter()
                .chain(after(&paper.text, "tổng số điểm mất tính theo phần trách nhiệm là "));
            for n in told {
                assert_eq!(Some(n), sums.get(body).map(|s| s.1), "{what}: the loss of {body}");
            }
        }
    }

    fn requests(&self, papers: &[Paper]) {
        let what = &self.what;
        let mut expected: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for c in self.components.iter().filter(|c| c.is_open()) {
            let lead = c.text("agency");
            if !lead.is_empty() && lead != OFFICE {
                expected.entry(lead).or_default().insert(c.text("code"));
            }
        }
        let written: Vec<&str> = papers.iter().filter_map(|p| p.agency.as_deref()).collect();
        assert_eq!(written.len(), expected.len(), "{what}: {written:?} are asked");
        for paper in papers {
            let body = paper.agency.as_deref().expect("a body");
            let table = paper.tables.iter().find(|t| t[0].iter().any(|h| h == "Mã"));
            let table = table.expect("the annex");
            let asked: BTreeSet<&str> = table[1..]
                .iter()
                .filter(|row| !row[0].starts_with("Tổng cộng"))
                .map(|row| row[1].as_str())
                .collect();
            assert_eq!(Some(&asked), expected.get(body), "{what}: what {body} is asked about");
        }
    }
}

fn check(seed: u64) {
    let office = Office::new();
    generated_books::store(seed, Kind::Whole, &office);
    let losses = office.losses();
    let components: Vec<Component<'_>> =
        losses["components"].as_array().expect("components").iter().map(Component).collect();
    let book = Book { what: format!("book {seed}"), losses: &losses, components };
    book.json_adds_up();

    let mut store = Scorebook::open(&office.store()).expect("the store");
    let snapshot = store.take_snapshot(journeys::moment()).expect("a snapshot");
    store.close().expect("closed");
    for long in [false, true] {
        let form = BriefingForm { long, ..BriefingForm::for_figures(&snapshot.figures) };
        for kind in DocumentKind::ALL {
            let documents = content::documents(kind, &snapshot, &form);
            let papers: Vec<Paper> = documents.iter().map(paper).collect();
            for paper in &papers {
                book.sentences(kind, paper);
            }
            let scored = book.number("scored") > 0;
            assert!(scored || !kind.needs_scores() || papers.is_empty(), "nothing is scored");
            match kind {
                DocumentKind::Briefing => papers.iter().for_each(|p| book.report(p, long)),
                DocumentKind::RemedyLetter if scored => book.letters(&papers),
                DocumentKind::ExplanationRequest if scored => book.requests(&papers),
                _ => {}
            }
        }
    }
}

#[test]
fn what_three_hundred_books_say_on_paper_follows_from_their_losses() {
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || (0..150).for_each(|n| check(2 * n + half)));
        }
    });
}
