//! `sodiem briefing`: freezes the figures and writes the documents drawn from them.

use std::path::{Path, PathBuf};

use briefing::content::{self, AddressedDocument, Document, DocumentKind};
use briefing::form::BriefingForm;
use briefing::{Typeface, file, layout};
use chrono::NaiveDateTime;
use scorebook::document::{DocumentLabel, SavedDocument};
use scorebook::error::file_name;
use scorebook::{Scorebook, Snapshot, disk};

use crate::Outcome;
use crate::args::{BriefingArgs, Format, Kind};
use crate::refusal::Refusal;
use crate::store;
use crate::terminal::say;

pub(crate) fn run(args: &BriefingArgs, now: NaiveDateTime) -> Outcome {
    let kind = kind(args.kind);
    let target = Target::of(args)?;
    let mut book = store::open(&args.store)?;
    let snapshot = match args.snapshot {
        Some(number) => book.snapshot(number)?.ok_or_else(|| no_snapshot(number))?,
        None => book.take_snapshot(now)?,
    };
    let remembered = book.setting(BriefingForm::SETTING)?;
    let mut form = remembered.unwrap_or_else(|| BriefingForm::for_figures(&snapshot.figures));
    if kind != DocumentKind::Briefing {
        // the number and date that are remembered are those of the báo cáo nhanh
        (form.number, form.date) = (None, None);
    }
    form.date = args.date.or(form.date);
    form.number = args.number.clone().or(form.number);
    form.long = args.long || form.long;
    if kind.needs_scores() && snapshot.figures.losses.totals.scored == 0 {
        return Err(refusal(
            "nothing_scored",
            format!(
                "Chưa có điểm tự chấm nào nên chưa lập được {}. Hãy nhập bản tự chấm của các cơ quan trước.",
                kind.title()
            ),
        ));
    }
    let doubts = content::doubts(&snapshot, &form);
    let pieces = wanted(content::documents(kind, &snapshot, &form), kind, args.agency.as_deref())?;
    for doubt in doubts {
        say(format_args!("Lưu ý: {doubt}"));
    }
    // what was saved of a snapshot is what was signed; another date or number is another document
    let reprint = args.snapshot.is_some() && args.date.is_none() && args.number.is_none();
    let mut desk = Desk { book: &mut book, kind, snapshot: &snapshot, reprint, now };
    match (target, pieces.as_slice()) {
        (Target::File(path, format), [only]) => {
            desk.write(only, &path, format)?;
        }
        (Target::File(..), many) => {
            return Err(refusal(
                "needs_folder",
                format!(
                    "Có {} {} cho {} cơ quan. Hãy đặt --out là một thư mục, hoặc chọn một cơ quan bằng --agency.",
                    many.len(),
                    kind.title(),
                    many.len()
                ),
            ));
        }
        (Target::Folder(folder, format), pieces) => {
            if args.number.is_some() && pieces.len() > 1 {
                return Err(refusal(
                    "one_number_for_many",
                    "Mỗi văn bản có số riêng. Hãy bỏ --number, hoặc chọn một cơ quan bằng --agency.".into(),
                ));
            }
            std::fs::create_dir_all(&folder).map_err(|e| scorebook::Error::io(&folder, &e))?;
            disk::sweep(&folder);
            for (i, piece) in pieces.iter().enumerate() {
                let path = folder.join(file::name(kind, i, piece, self::format(format)));
                desk.write(piece, &path, format)?;
            }
        }
    }
    book.close()?;
    Ok(true)
}

/// Where to write, and as what.
enum Target {
    File(PathBuf, Format),
    Folder(PathBuf, Format),
}

impl Target {
    fn of(args: &BriefingArgs) -> Result<Self, Refusal> {
        let path = &args.out;
        let ending = path.extension().and_then(|e| e.to_str()).map(str::to_lowercase);
        let of_name = match ending.as_deref() {
            Some("pdf") => Some(Format::Pdf),
            Some("docx") => Some(Format::Docx),
            Some("xlsx") => Some(Format::Xlsx),
            _ => None,
        };
        match (of_name, args.format) {
            _ if path.is_dir() => {
                Ok(Self::Folder(path.clone(), args.format.unwrap_or(Format::Pdf)))
            }
            (Some(format), None) => Ok(Self::File(path.clone(), format)),
            (Some(format), Some(wanted)) if format == wanted => {
                Ok(Self::File(path.clone(), format))
            }
            (Some(_), Some(_)) => Err(refusal(
                "unclear_format",
                format!("Đuôi tệp của {} khác với --format. Hãy bỏ --format.", path.display()),
            )),
            (None, _) if ending.is_none() => {
                Ok(Self::Folder(path.clone(), args.format.unwrap_or(Format::Pdf)))
            }
            (None, _) => Err(refusal(
                "unclear_format",
                format!(
                    "Không rõ định dạng của {}. Hãy đặt tên tệp có đuôi .pdf, .docx hoặc .xlsx.",
                    path.display()
                ),
            )),
        }
    }
}

/// The documents for that body, or all.
fn wanted(
    pieces: Vec<AddressedDocument>,
    kind: DocumentKind,
    agency: Option<&str>,
) -> Result<Vec<AddressedDocument>, Refusal> {
    if pieces.is_empty() {
        return Err(refusal(
            "nothing_to_write",
            format!("Không có cơ quan nào cần lập {} theo số liệu đã chốt.", kind.title()),
        ));
    }
    let Some(agency) = agency.map(str::trim) else { return Ok(pieces) };
    if !kind.is_per_agency() {
        return Err(refusal(
            "not_per_agency",
            format!("Chỉ có một {} chung. Hãy bỏ --agency.", kind.title()),
        ));
    }
    let names: Vec<String> = pieces.iter().filter_map(|p| p.agency.clone()).collect();
    let found: Vec<AddressedDocument> =
        pieces.into_iter().filter(|p| p.agency.as_deref().map(str::trim) == Some(agency)).collect();
    if found.is_empty() {
        return Err(refusal(
            "nothing_to_write",
            format!(
                "Không có {} cho “{agency}”. Các cơ quan cần lập: {}.",
                kind.title(),
                names.join("; ")
            ),
        ));
    }
    Ok(found)
}

/// What documents are drawn from, and where their bytes are kept.
struct Desk<'b> {
    book: &'b mut Scorebook,
    kind: DocumentKind,
    snapshot: &'b Snapshot,
    /// Is a document that was saved before to be written again as it was?
    reprint: bool,
    now: NaiveDateTime,
}

impl Desk<'_> {
    /// Writes one document and keeps its bytes with the snapshot.
    fn write(
        &mut self,
        piece: &AddressedDocument,
        path: &Path,
        format: Format,
    ) -> Result<(), Refusal> {
        let (kind, snapshot) = (self.kind, self.snapshot);
        let label = DocumentLabel {
            snapshot: snapshot.number,
            kind: kind.slug().to_owned(),
            agency: piece.agency.clone(),
            format: self::format(format).ending().to_owned(),
        };
        let (title, code, place) = (kind.title(), snapshot.code(), path.display());
        if let Some((saved, bytes)) = self.saved(&label)? {
            disk::write_whole(path, &bytes)?;
            let at = saved.saved_at.format("%d/%m/%Y %H:%M");
            say(format_args!(
                "Đã ghi lại {title} vào {place}, đúng như bản đã lưu lúc {at} (bản chốt số liệu {code})."
            ));
            return Ok(());
        }
        let (bytes, pages) = drawn(&piece.document, format)?;
        disk::write_whole(path, &bytes)?;
        say(format_args!("Đã ghi {title}{pages} vào {place} (bản chốt số liệu {code})."));
        let blanks = piece.document.blanks().len();
        if blanks > 0 && format != Format::Xlsx {
            say(format_args!("Lưu ý: còn {blanks} chỗ ghi “…” phải điền trước khi ký."));
        }
        self.book.keep_document(&label, &file_name(path), &bytes, self.now)?;
        Ok(())
    }

    fn saved(&self, label: &DocumentLabel) -> Result<Option<(SavedDocument, Vec<u8>)>, Refusal> {
        if !self.reprint {
            return Ok(None);
        }
        let Some(saved) = self.book.documents()?.into_iter().find(|d| d.label == *label) else {
            return Ok(None);
        };
        Ok(self.book.document_bytes(saved.id)?.map(|bytes| (saved, bytes)))
    }
}

/// The file's bytes, and how many pages it has.
fn drawn(document: &Document, format: Format) -> Result<(Vec<u8>, String), Refusal> {
    if format == Format::Pdf {
        let rendered =
            layout::lay_out(document, Typeface::of_machine()).map_err(|e| refused(&e))?;
        let bytes = rendered.pdf().map_err(|e| refused(&e))?;
        return Ok((bytes, format!(" {} trang", rendered.page_count())));
    }
    let bytes = file::write(document, self::format(format)).map_err(|e| refused(&e))?;
    Ok((bytes, String::new()))
}

fn no_snapshot(number: i64) -> Refusal {
    refusal(
        "no_snapshot",
        format!("Sổ không có bản chốt số liệu số {number}. Xem danh sách bằng “sodiem snapshots”."),
    )
}

fn format(format: Format) -> briefing::file::Format {
    match format {
        Format::Pdf => briefing::file::Format::Pdf,
        Format::Docx => briefing::file::Format::Docx,
        Format::Xlsx => briefing::file::Format::Xlsx,
    }
}

fn kind(kind: Kind) -> DocumentKind {
    match kind {
        Kind::BaoCaoNhanh => DocumentKind::Briefing,
        Kind::CongVan => DocumentKind::RemedyLetter,
        Kind::LichHop => DocumentKind::MeetingRequest,
        Kind::GiaiTrinh => DocumentKind::ExplanationRequest,
        Kind::BaoCaoBo => DocumentKind::MinistryReport,
        Kind::BangTongHop => DocumentKind::SummaryTable,
        Kind::ThongBao => DocumentKind::Conclusion,
        Kind::DonDoc => DocumentKind::Reminder,
    }
}

fn refused(error: &briefing::Error) -> Refusal {
    match error {
        briefing::Error::NoTable => refusal(
            error.code(),
            "Văn bản này không có bảng nên không ghi được thành Excel. Hãy chọn đuôi .docx hoặc .pdf.".into(),
        ),
        error => refusal("briefing_failed", format!("Không dựng được văn bản: {error}.")),
    }
}

fn refusal(code: &str, message: String) -> Refusal {
    Refusal { code: code.to_owned(), message }
}
