//! What a document says: text, tables and figures in order, with nothing of how a writer draws them.
//!
//! The writers of PDF, page images, Word and Excel all take this one model, so that the same
//! words and numbers stand in all of them. It is pure: the same snapshot and form give the same document.

mod annexes;
mod body;
mod chart;
mod conclusion;
mod header;
mod kind;
mod letters;
mod ministry;
mod reminders;
mod short;
mod sources;
mod summary;
mod table;

use chrono::NaiveDateTime;
use scorebook::Snapshot;
use serde::Serialize;

pub use chart::{Bar, Chart};
pub use kind::{AnnexKind, DocumentKind, Grouping, Section};
pub(crate) use table::CELL_PADDING_MM;
pub use table::{Align, Cell, Column, Row, RowKind, Table};

use crate::form::{BriefingForm, province_in_text, province_kind};
use crate::view;
use crate::words::{self, BLANK};

/// A whole document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// File properties.
    pub properties: Properties,
    /// "DỮ LIỆU MẪU" on every page, when the figures are of the sample province.
    pub sample_mark: Option<String>,
    /// Everything above the text; a table that goes out alone has none, and no text and signature either.
    pub header: Option<Header>,
    /// The text, parts I to IV.
    pub blocks: Vec<Block>,
    /// The last paragraph, ending in "./.". It stays on the page of the signature.
    pub closing: String,
    /// Nơi nhận, each with its punctuation.
    pub recipients: Vec<String>,
    /// Who signs.
    pub signature: Option<Signature>,
    /// Phụ lục, numbered and paged on their own.
    pub annexes: Vec<Annex>,
    /// Where its numbers came from; a sheet of the Excel file.
    #[serde(skip)]
    pub sources: Option<Table>,
}

impl Document {
    /// What an Excel file of it holds, a sheet each: the tables of the text, the annexes, the sources. The label
    /// is the sheet's name. Empty when the document has no table.
    pub fn sheets(&self) -> Vec<Annex> {
        let line = &self.properties.snapshot_line;
        let alone = |table: &Table, notes: Vec<Block>| Annex {
            label: table.sheet.clone(),
            title: table.summary.to_uppercase(),
            reference: String::new(),
            blocks: std::iter::once(Block::Table(table.clone())).chain(notes).collect(),
            snapshot_line: line.clone(),
        };
        let mut sheets = Vec::new();
        for (i, block) in self.blocks.iter().enumerate() {
            if let Block::Table(table) = block {
                let notes = self.blocks.iter().skip(i + 1).cloned();
                let notes = notes.take_while(|b| matches!(b, Block::Note { .. })).collect();
                sheets.push(alone(table, notes));
            }
        }
        sheets.extend(self.annexes.iter().cloned().map(|annex| {
            let of_table = annex.blocks.iter().find_map(|block| match block {
                Block::Table(table) if annex.label.is_empty() => Some(table.sheet.clone()),
                _ => None,
            });
            Annex { label: of_table.unwrap_or_else(|| annex.label.clone()), ..annex }
        }));
        if sheets.is_empty() {
            return sheets;
        }
        sheets.extend(self.sources.as_ref().map(|table| alone(table, Vec::new())));
        sheets
    }
}

impl Document {
    /// Every text with a place that is still to be filled in by hand, in the order of the paper: before it is saved,
    /// somebody should know of them.
    pub fn blanks(&self) -> Vec<&str> {
        let header = self.header.iter().flat_map(|h| [&h.place_and_date, &h.subject, &h.addressee]);
        let blocks = self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph { text } | Block::Point { text, .. } => Some(text),
            _ => None,
        });
        let texts = header.chain(blocks).chain([&self.closing]).chain(&self.recipients);
        texts.map(String::as_str).filter(|text| has_blank(text)).collect()
    }
}

/// A word that is nothing but dots; what was cut short ends in them, too, and is none.
fn has_blank(text: &str) -> bool {
    let is_blank = |word: &str| word.trim_matches(|c: char| ".,;:/()".contains(c)) == BLANK;
    text.split_whitespace().any(is_blank)
}

/// What is doubtful about the form beside the figures, a sentence each.
pub fn doubts(snapshot: &Snapshot, form: &BriefingForm) -> Vec<String> {
    let frozen = snapshot.taken_at.date();
    let dated = form.date.filter(|date| *date < frozen).map(|date| {
        format!(
            "Ngày văn bản ({}) trước ngày chốt số liệu ({}). Hãy kiểm tra lại ngày văn bản.",
            words::short_date(date),
            words::short_date(frozen)
        )
    });
    dated.into_iter().collect()
}

/// File properties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// The issuing body.
    pub author: String,
    /// Keywords, the snapshot's code among them.
    pub keywords: Vec<String>,
    /// One line that names the snapshot.
    pub description: String,
    /// The snapshot's short code.
    pub snapshot_code: String,
    /// "Bản chốt số liệu: 2024-03-9f2c41 (lúc …)".
    pub snapshot_line: String,
    /// When the figures were frozen: the file's timestamp, so that a reprint has the same bytes.
    pub taken_at: NaiveDateTime,
    /// What the file's identifier is made of.
    pub identifier: String,
}

impl Properties {
    /// [`Properties::taken_at`] on the clock of Greenwich, as Word and Excel files want it: snapshots carry
    /// Vietnam's.
    pub fn taken_at_utc(&self) -> NaiveDateTime {
        self.taken_at - chrono::TimeDelta::hours(7)
    }
}

/// The heading of the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Header {
    /// Cơ quan chủ quản, in capitals.
    pub parent_body: String,
    /// Cơ quan ban hành, in capitals.
    pub body: String,
    /// Quốc hiệu.
    pub nation: String,
    /// Tiêu ngữ.
    pub motto: String,
    /// "Số: 05/BC-SNV".
    pub number_line: String,
    /// "Sông Mây, ngày 08 tháng 01 năm 2025".
    pub place_and_date: String,
    /// "BÁO CÁO"; a công văn has no such name.
    pub kind: Option<String>,
    /// Trích yếu; that of a công văn, "V/v …", stands under its number.
    pub subject: String,
    /// "Kính gửi: Ủy ban nhân dân tỉnh Sông Mây.", or "Kính gửi:" when there are several.
    pub addressee: String,
    /// Several addressees, one a line with its punctuation: "- Sở Tư pháp;".
    pub addressees: Vec<String>,
}

/// The signature block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// "KT. GIÁM ĐỐC".
    pub authority: Option<String>,
    /// "GIÁM ĐỐC".
    pub title: String,
    /// The name, empty until known.
    pub name: String,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// Mục: "I. TÌNH HÌNH TRIỂN KHAI".
    Part {
        /// "I."
        number: String,
        /// In capitals.
        title: String,
    },
    /// Khoản with a title: "1. Kết quả chung".
    Clause {
        /// "1."
        number: String,
        /// Title.
        title: String,
    },
    /// A paragraph.
    Paragraph {
        /// Text.
        text: String,
    },
    /// Điểm: "a) …".
    Point {
        /// "a)"
        letter: String,
        /// Text with its closing punctuation.
        text: String,
    },
    /// The officer's own words, never generated.
    Remark {
        /// Text.
        text: String,
    },
    /// Small print belonging to a table.
    Note {
        /// Text.
        text: String,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
}

/// A phụ lục.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Annex {
    /// "Phụ lục I".
    pub label: String,
    /// In capitals.
    pub title: String,
    /// "(Kèm theo Báo cáo số … của Sở Nội vụ)".
    pub reference: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// "Bản chốt số liệu: …", at its end.
    pub snapshot_line: String,
}

/// A document and the body it is for, when there is one for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressedDocument {
    /// The body's name, as the figures have it.
    pub agency: Option<String>,
    /// The document.
    pub document: Document,
}

/// All documents of a kind that these figures call for; kinds with one for each body may come to none.
pub fn documents(
    kind: DocumentKind,
    snapshot: &Snapshot,
    form: &BriefingForm,
) -> Vec<AddressedDocument> {
    if kind.needs_scores() && view::scored(&snapshot.figures.losses).next().is_none() {
        return Vec::new();
    }
    let office = words::inline(&form.body);
    let form = &form_for(kind, snapshot, form);
    match kind {
        DocumentKind::Conclusion => vec![alone(conclusion(snapshot, form, &office))],
        DocumentKind::Reminder => {
            written(kind, snapshot, form, reminders::reminders(snapshot, form))
        }
        DocumentKind::Briefing => vec![alone(briefing(snapshot, form))],
        DocumentKind::MinistryReport => vec![alone(ministry_report(snapshot, form))],
        DocumentKind::SummaryTable => vec![alone(summary_table(snapshot, form))],
        DocumentKind::RemedyLetter => {
            written(kind, snapshot, form, letters::remedies(snapshot, form))
        }
        DocumentKind::ExplanationRequest => {
            written(kind, snapshot, form, letters::explanations(snapshot, form))
        }
        DocumentKind::MeetingRequest => {
            written(kind, snapshot, form, letters::meeting(snapshot, form).into_iter().collect())
        }
    }
}

fn alone(document: Document) -> AddressedDocument {
    AddressedDocument { agency: None, document }
}

/// The báo cáo nhanh's form as another document wants it: its own symbol, and for the ministry the committee's
/// name and signature.
fn form_for(kind: DocumentKind, snapshot: &Snapshot, form: &BriefingForm) -> BriefingForm {
    let symbol = form.symbol.trim();
    let body = symbol.strip_prefix("BC-").unwrap_or(symbol);
    match kind {
        DocumentKind::Briefing | DocumentKind::SummaryTable => form.clone(),
        DocumentKind::RemedyLetter
        | DocumentKind::MeetingRequest
        | DocumentKind::ExplanationRequest
        | DocumentKind::Reminder => BriefingForm { symbol: format!("{body}-CCHC"), ..form.clone() },
        DocumentKind::Conclusion => {
            let of_bodies = snapshot.figures.agencies.iter().map(|a| words::inline(&a.name));
            let mut recipients: Vec<String> = of_bodies.collect();
            recipients.push("Lưu: VT".into());
            BriefingForm {
                symbol: "TB-UBND".into(),
                parent_body: String::new(),
                body: format!("Ủy ban nhân dân {}", province_in_text(&snapshot.figures.province)),
                signer_authority: Some("TL. CHỦ TỊCH".into()),
                signer_title: "CHÁNH VĂN PHÒNG".into(),
                signer_name: String::new(),
                recipients,
                ..form.clone()
            }
        }
        DocumentKind::MinistryReport => BriefingForm {
            symbol: "BC-UBND".into(),
            parent_body: String::new(),
            body: format!("Ủy ban nhân dân {}", province_in_text(&snapshot.figures.province)),
            addressee: "Bộ Nội vụ".into(),
            signer_authority: Some("TM. ỦY BAN NHÂN DÂN".into()),
            signer_title: "CHỦ TỊCH".into(),
            signer_name: String::new(),
            recipients: vec![
                "Như trên".into(),
                format!("CT, các PCT UBND {}", province_kind(&snapshot.figures.province)),
                form.body.trim().to_owned(),
                "Lưu: VT".into(),
            ],
            ..form.clone()
        },
    }
}

/// What makes one document differ from another.
struct Parts {
    kind: DocumentKind,
    /// The body it is for.
    agency: Option<String>,
    /// In the file's properties.
    title: String,
    header: Option<Header>,
    blocks: Vec<Block>,
    closing: String,
    recipients: Vec<String>,
    annexes: Vec<Annex>,
    sources: Option<Table>,
}

/// A letter before it has its heading.
struct Letter {
    agency: Option<String>,
    addressees: Vec<String>,
    subject: String,
    title: String,
    blocks: Vec<Block>,
    closing: String,
    recipients: Vec<String>,
    annexes: Vec<Annex>,
}

fn written(
    kind: DocumentKind,
    snapshot: &Snapshot,
    form: &BriefingForm,
    letters: Vec<Letter>,
) -> Vec<AddressedDocument> {
    let piece = |letter: Letter| {
        let addressee = letter.addressees.join("; ");
        let of_letter = BriefingForm { addressee, ..form.clone() };
        let header = header::header(&of_letter, None, &letter.subject);
        let document = assembled(
            snapshot,
            form,
            Parts {
                kind,
                agency: letter.agency.clone(),
                title: letter.title,
                header: Some(header),
                blocks: letter.blocks,
                closing: letter.closing,
                recipients: letter.recipients,
                annexes: letter.annexes,
                sources: None,
            },
        );
        AddressedDocument { agency: letter.agency, document }
    };
    letters.into_iter().map(piece).collect()
}

fn assembled(snapshot: &Snapshot, form: &BriefingForm, parts: Parts) -> Document {
    let figures = &snapshot.figures;
    let province = province_in_text(&figures.province);
    let code = snapshot.code();
    let mut identifier = format!("sodiem/{}/{}", parts.kind.slug(), snapshot.hash);
    if let Some(agency) = &parts.agency {
        identifier = format!("{identifier}/{agency}");
    }
    let author = match words::inline(&form.body) {
        body if body.ends_with(&province) => body,
        body => format!("{body} {province}"),
    };
    let signature = Signature {
        authority: form
            .signer_authority
            .as_deref()
            .map(str::trim)
            .filter(|a| !a.is_empty())
            .map(str::to_uppercase),
        title: form.signer_title.trim().to_uppercase(),
        name: form.signer_name.trim().to_owned(),
    };
    Document {
        properties: Properties {
            title: parts.title,
            author,
            keywords: vec![
                "Chỉ số cải cách hành chính".into(),
                "PAR INDEX".into(),
                figures.losses.year.to_string(),
                format!("Bản chốt số liệu {code}"),
            ],
            description: format!("Bản chốt số liệu {code}, SHA-256 {}", snapshot.hash),
            snapshot_code: code,
            snapshot_line: snapshot_line(snapshot),
            taken_at: snapshot.taken_at,
            identifier,
        },
        sample_mark: figures.is_sample.then(|| "DỮ LIỆU MẪU".to_owned()),
        signature: parts.header.is_some().then_some(signature),
        header: parts.header,
        blocks: parts.blocks,
        closing: parts.closing,
        recipients: header::recipients(&parts.recipients),
        annexes: parts.annexes,
        sources: parts.sources,
    }
}

fn sources(snapshot: &Snapshot) -> Table {
    sources::sources(&snapshot.figures.losses).on_sheet("Nguồn số liệu")
}

/// The báo cáo nhanh of these figures.
pub fn briefing(snapshot: &Snapshot, form: &BriefingForm) -> Document {
    let figures = &snapshot.figures;
    let subject = format!(
        "kết quả tự chấm điểm Chỉ số cải cách hành chính năm {} của {}",
        figures.losses.year,
        province_in_text(&figures.province)
    );
    let heading = header::header(form, Some("BÁO CÁO NHANH".into()), &words::capitalised(&subject));
    assembled(
        snapshot,
        form,
        Parts {
            kind: DocumentKind::Briefing,
            agency: None,
            title: format!("Báo cáo nhanh {subject}"),
            header: Some(heading),
            blocks: if form.long {
                body::blocks(snapshot, form)
            } else {
                short::blocks(snapshot, form)
            },
            closing: format!(
                "Trên đây là báo cáo nhanh {subject}, {} kính báo cáo {} xem xét, chỉ đạo./.",
                form.body, form.addressee
            ),
            recipients: form.recipients.clone(),
            annexes: annexes::annexes(snapshot, form),
            sources: Some(sources(snapshot)),
        },
    )
}

fn ministry_report(snapshot: &Snapshot, form: &BriefingForm) -> Document {
    let figures = &snapshot.figures;
    let province = province_in_text(&figures.province);
    let subject = format!(
        "kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm {} của {province}",
        figures.losses.year
    );
    // the name of the committee takes two lines of the heading
    let of_heading =
        BriefingForm { body: format!("Ủy ban nhân dân\n{province}"), ..form.clone() };
    let heading =
        header::header(&of_heading, Some("BÁO CÁO".into()), &words::capitalised(&subject));
    let reference = annexes::reference("Báo cáo", form);
    assembled(
        snapshot,
        form,
        Parts {
            kind: DocumentKind::MinistryReport,
            agency: None,
            title: format!("Báo cáo {subject}"),
            header: Some(heading),
            blocks: ministry::blocks(snapshot, form),
            closing: format!(
                "{} kính báo cáo {} xem xét, tổng hợp./.",
                words::inline(&form.body),
                form.addressee
            ),
            recipients: form.recipients.clone(),
            annexes: annexes::numbered(ministry::tables(snapshot), &reference, snapshot),
            sources: Some(sources(snapshot)),
        },
    )
}

/// The committee's conclusion of the meeting, drafted.
fn conclusion(snapshot: &Snapshot, form: &BriefingForm, office: &str) -> Document {
    let figures = &snapshot.figures;
    let province = province_in_text(&figures.province);
    let subject = format!(
        "Kết luận cuộc họp nghe báo cáo kết quả tự chấm điểm Chỉ số cải cách hành chính năm {} của {province}",
        figures.losses.year
    );
    let of_heading =
        BriefingForm { body: format!("Ủy ban nhân dân\n{province}"), ..form.clone() };
    let mut heading = header::header(&of_heading, Some("THÔNG BÁO (DỰ THẢO)".into()), &subject);
    heading.addressee = String::new();
    assembled(
        snapshot,
        form,
        Parts {
            kind: DocumentKind::Conclusion,
            agency: None,
            title: format!("Dự thảo Thông báo {}", words::uncapitalised(&subject)),
            header: Some(heading),
            blocks: conclusion::blocks(snapshot, form, office),
            closing: format!(
                "Văn phòng Ủy ban nhân dân {} thông báo để các cơ quan biết, thực hiện./.",
                province_kind(&figures.province)
            ),
            recipients: form.recipients.clone(),
            annexes: Vec::new(),
            sources: None,
        },
    )
}

/// The tables of the báo cáo nhanh alone, with nothing to sign.
fn summary_table(snapshot: &Snapshot, form: &BriefingForm) -> Document {
    let losses = &snapshot.figures.losses;
    let reference = format!("({})", words::inline(&form.body));
    let mut tables = annexes::annexes(snapshot, form);
    for annex in &mut tables {
        annex.reference.clone_from(&reference);
    }
    let by_field = Annex {
        // its sheet has the table's name
        label: String::new(),
        title: format!(
            "BẢNG TỔNG HỢP KẾT QUẢ TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {}\nTHEO LĨNH VỰC",
            losses.year
        ),
        reference,
        blocks: std::iter::once(Block::Table(body::field_table(losses)))
            .chain(body::field_notes(losses))
            .collect(),
        snapshot_line: snapshot_line(snapshot),
    };
    tables.insert(0, by_field);
    assembled(
        snapshot,
        form,
        Parts {
            kind: DocumentKind::SummaryTable,
            agency: None,
            title: format!(
                "Bảng tổng hợp kết quả tự chấm điểm Chỉ số cải cách hành chính năm {}",
                losses.year
            ),
            header: None,
            blocks: Vec::new(),
            closing: String::new(),
            recipients: Vec::new(),
            annexes: tables,
            sources: Some(sources(snapshot)),
        },
    )
}

fn snapshot_line(snapshot: &Snapshot) -> String {
    format!("Bản chốt số liệu: {} (lúc {})", snapshot.code(), words::moment(snapshot.taken_at))
}

/// Points a), b), c)… of one enumeration: each ends in ";", the last in ".".
fn enumeration(items: Vec<String>) -> Vec<Block> {
    let last = items.len().saturating_sub(1);
    items
        .into_iter()
        .enumerate()
        .map(|(i, text)| Block::Point {
            letter: format!("{})", words::point_letter(i)),
            text: format!("{}{}", words::bare(&text), if i == last { "." } else { ";" }),
        })
        .collect()
}

/// Points 1., 2., 3.… of a letter, each a sentence of its own.
fn numbered_points(items: Vec<String>) -> Vec<Block> {
    let point = |(i, text): (usize, String)| Block::Point {
        letter: format!("{}.", i + 1),
        text: format!("{}.", words::bare(&text)),
    };
    items.into_iter().enumerate().map(point).collect()
}

/// One paragraph of these sentences; an empty one says nothing and is left out, and so is an empty paragraph.
fn paragraph(sentences: impl IntoIterator<Item = String>) -> Option<Block> {
    let said: Vec<String> = sentences.into_iter().filter(|text| !text.is_empty()).collect();
    (!said.is_empty()).then(|| Block::Paragraph { text: said.join(" ") })
}

/// The officer's own text, a paragraph a line.
fn remarks(text: &str) -> impl Iterator<Item = Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::Remark { text: line.to_owned() })
}
