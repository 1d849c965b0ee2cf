//! Files that hold files: archives (.zip, .7z), messages (.eml, .msg, winmail.dat) and signed files
//! (.p7m). What is a spreadsheet inside is taken in one by one, with where it came from; what is not is named.

mod body;
mod mail;
mod mapi;
mod outlook;
mod seven_zip;
mod signed;
mod tnef;
mod zip;

use encoding_rs::WINDOWS_1258;
use scorebook::Finding;
use scorebook::plan::{Origin, SourceFile};
use scorebook::text::tidy;
use serde::{Deserialize, Serialize};

use crate::workbook::kind::{self, Kind};
use crate::workbook::limits;

/// A file, as it came or out of a container.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name, without folder.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where it came from; nothing for a file that came as it is.
    pub origin: Option<Origin>,
}

impl From<Attachment> for SourceFile {
    fn from(attachment: Attachment) -> Self {
        let mut file = Self::new(attachment.name, attachment.bytes);
        file.origin = attachment.origin;
        file
    }
}

/// A file in a container that holds no table or cannot be opened, and is left for a person to look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Its name, without folder.
    pub name: String,
    /// What it is, in Vietnamese.
    pub what: String,
    /// Where it came from.
    pub origin: Origin,
}

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Files to read, in their order.
    pub files: Vec<Attachment>,
    /// The others.
    pub set_aside: Vec<SetAside>,
}

/// Opens a file. One that is no container is its own and only attachment, readable or not; a container
/// without a spreadsheet is refused, with the names of what it holds.
pub fn open(name: &str, bytes: Vec<u8>) -> Result<Opened, Finding> {
    let mut opening = Opening { opened: Opened::default(), count: 0, unfolded: 0 };
    // other people's code on foreign bytes, as with the readers of sheets
    let opened = std::panic::catch_unwind(move || {
        if is_part(name) {
            return Err(Finding::ArchivePart);
        }
        match container(&bytes) {
            Some(container) if bytes.len() <= limits::FILE_BYTES => {
                let origin = Origin {
                    container: name.to_owned(),
                    sender: None,
                    sent_at: None,
                    message: None,
                    beside: Vec::new(),
                };
                opening.unpack(container, &bytes, &origin, 1)?;
            }
            _ => {
                let file = Attachment { name: name.to_owned(), bytes, origin: None };
                opening.opened.files.push(file);
                return Ok(opening.opened);
            }
        }
        let mut opened = opening.opened;
        let beside: Vec<String> =
            opened.set_aside.iter().map(|s| format!("{} ({})", s.name, s.what)).collect();
        for origin in opened.files.iter_mut().filter_map(|f| f.origin.as_mut()) {
            origin.beside.clone_from(&beside);
        }
        if opened.files.is_empty() {
            if opened
                .set_aside
                .iter()
                .any(|s| s.what == LOCKED || s.what == Damage::Locked.sentence())
            {
                return Err(Finding::LockedArchive);
            }
            let names = opened.set_aside.into_iter().map(|s| s.name).collect();
            return Err(Finding::NoSpreadsheetInside { names });
        }
        Ok(opened)
    });
    opened.unwrap_or_else(|_| Err(damaged("trình đọc dừng giữa chừng")))
}

#[derive(Clone, Copy)]
enum Container {
    Zip,
    SevenZip,
    Mail,
    Outlook,
    Tnef,
    Signed,
}

impl Container {
    /// Is it around one thing, as paper is, and no level of its own?
    fn is_wrapper(self) -> bool {
        matches!(self, Self::Tnef | Self::Signed)
    }
}

fn container(bytes: &[u8]) -> Option<Container> {
    type Test = fn(&[u8]) -> bool;
    let is_archive = |found: &Finding| matches!(found, Finding::NotASpreadsheet { detail } if detail == kind::ARCHIVE);
    if bytes.starts_with(b"PK") {
        return kind::of(bytes).is_err_and(|f| is_archive(&f)).then_some(Container::Zip);
    }
    let tests: [(Test, Container); 5] = [
        (seven_zip::is_seven_zip, Container::SevenZip),
        (outlook::is_message, Container::Outlook),
        (tnef::is_tnef, Container::Tnef),
        (signed::is_signed, Container::Signed),
        (mail::is_mail, Container::Mail),
    ];
    tests.into_iter().find(|(is, _)| is(bytes)).map(|(_, container)| container)
}

/// A part of an archive in several, by its name: only the first begins as an archive does, and none of them
/// can be opened by itself.
fn is_part(name: &str) -> bool {
    let name = name.to_lowercase();
    let Some((stem, end)) = name.rsplit_once('.') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_numbered = end.len() == 3
        && digits(end)
        && [".zip", ".7z", ".rar"].iter().any(|archive| stem.ends_with(archive));
    let is_old =
        end.len() == 3 && (end.starts_with('r') || end.starts_with('z')) && digits(&end[1..]);
    is_numbered || is_old
}

/// A container being opened, with what counts against its limits.
struct Opening {
    opened: Opened,
    count: usize,
    unfolded: u64,
}

/// A file found in a container.
struct Member {
    name: String,
    bytes: Vec<u8>,
    /// Why it cannot be had, when it cannot.
    damage: Option<Damage>,
}

/// Why a file in a container cannot be had.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Damage {
    /// It did not arrive whole.
    Broken,
    /// It is under a password.
    Locked,
    /// It is a link to a place elsewhere.
    Elsewhere,
    /// It is drawn into the text by another program.
    Object,
    /// Messages lie too deep in one another.
    TooDeep,
}

impl Damage {
    fn sentence(self) -> &'static str {
        match self {
            Self::Broken => "phần đính kèm bị hỏng; đề nghị gửi lại",
            Self::Locked => "tệp được đặt mật khẩu; hãy giải nén bằng mật khẩu rồi nhập",
            Self::Elsewhere => {
                "chỉ là liên kết đến tệp ở nơi khác; hãy tải tệp về rồi nhập, hoặc đề nghị gửi chính tệp đó"
            }
            Self::Object => {
                "đối tượng chèn trong nội dung thư; hãy mở thư, lưu đối tượng thành tệp rồi nhập"
            }
            Self::TooDeep => TOO_DEEP,
        }
    }
}

const PART: &str = "một phần của tệp nén nhiều phần, hoặc tệp nén bị cắt ngang; hãy để đủ các phần vào một thư mục, giải nén rồi nhập các tệp bên trong";
const LOCKED: &str =
    "tệp nén hoặc thư được mã hóa; hãy mở bằng mật khẩu, lấy các tệp bên trong ra rồi nhập";
/// Said of what was taken out of a signature.
const UNJUDGED: &str = "(đã ký số, chữ ký chưa được kiểm tra)";
const TOO_DEEP: &str = "tệp nén hoặc thư nằm quá sâu; hãy giải nén rồi nhập";

impl Opening {
    fn unpack(
        &mut self,
        container: Container,
        bytes: &[u8],
        origin: &Origin,
        depth: usize,
    ) -> Result<(), Finding> {
        match container {
            Container::Zip => zip::each(bytes, |member| self.take(member, origin, depth)),
            Container::SevenZip => {
                seven_zip::each(bytes, |member| self.take(member, origin, depth))
            }
            Container::Mail => {
                mail::each(bytes, origin, |member, origin| self.take(member, origin, depth))
            }
            Container::Outlook => {
                outlook::each(bytes, origin, |member, origin| self.take(member, origin, depth))
            }
            Container::Tnef => {
                tnef::each(bytes, origin, |member, origin| self.take(member, origin, depth))
            }
            Container::Signed => self.unwrap(bytes, origin, depth),
        }
    }

    /// What was signed, under the name of the signed file without its last ending.
    fn unwrap(&mut self, bytes: &[u8], origin: &Origin, depth: usize) -> Result<(), Finding> {
        let outer = origin.container.rsplit(" › ").next().unwrap_or_default().to_owned();
        let origin =
            Origin { container: format!("{} {UNJUDGED}", origin.container), ..origin.clone() };
        let Some(content) = signed::content(bytes)? else {
            let what = "chỉ có chữ ký số, không có nội dung".to_owned();
            self.opened.set_aside.push(SetAside { name: outer, what, origin });
            return Ok(());
        };
        // a signed message: header lines of its content alone, then the content
        if mail::is_entity(&content) {
            self.count_in(content.len())?;
            return mail::each(&content, &origin, |member, origin| {
                self.take(member, origin, depth)
            });
        }
        let end = outer.len().saturating_sub(4);
        let name = match outer.get(end..) {
            Some(ending) if ending.eq_ignore_ascii_case(".p7m") => outer[..end].to_owned(),
            _ => outer,
        };
        self.take(Member { name, bytes: content, damage: None }, &origin, depth)
    }

    /// Counts a file against the limits of the whole container.
    fn count_in(&mut self, length: usize) -> Result<(), Finding> {
        self.count += 1;
        self.unfolded = self.unfolded.saturating_add(length as u64);
        if self.count > limits::CONTAINED_FILES {
            let detail = format!("tệp nén hoặc thư chứa nhiều hơn {} tệp", limits::CONTAINED_FILES);
            return Err(Finding::TooLarge { detail });
        }
        if self.unfolded > limits::INFLATED_BYTES {
            return Err(Finding::TooLarge {
                detail: "nội dung giải nén lớn hơn 512 MB".into()
            });
        }
        Ok(())
    }

    fn take(&mut self, member: Member, origin: &Origin, depth: usize) -> Result<(), Finding> {
        self.count_in(member.bytes.len())?;
        let name = bare_name(&member.name, self.count);
        let what = if let Some(damage) = member.damage {
            damage.sentence().to_owned()
        } else if is_part(&name) {
            PART.to_owned()
        } else if let Some(inner) = container(&member.bytes) {
            if inner.is_wrapper() || depth < limits::CONTAINER_DEPTH {
                let container = format!("{} › {name}", origin.container);
                let inside = Origin { container, ..origin.clone() };
                let deeper = depth + usize::from(!inner.is_wrapper());
                match self.unpack(inner, &member.bytes, &inside, deeper) {
                    // one that cannot be opened does not take the others with it
                    Err(Finding::LockedArchive) => LOCKED.to_owned(),
                    Err(Finding::ArchivePart) => PART.to_owned(),
                    Err(Finding::DamagedFile { detail }) => {
                        format!("bị hỏng ({detail}); đề nghị gửi lại")
                    }
                    other => return other,
                }
            } else {
                TOO_DEEP.to_owned()
            }
        } else {
            match set_aside(&name, &member.bytes) {
                None => {
                    let origin = Some(origin.clone());
                    self.opened.files.push(Attachment { name, bytes: member.bytes, origin });
                    return Ok(());
                }
                Some(what) => what,
            }
        };
        self.opened.set_aside.push(SetAside { name, what, origin: origin.clone() });
        Ok(())
    }
}

/// What a file is when it is none to read. A spreadsheet that cannot be read is one all the same: it is
/// refused with its reason.
fn set_aside(name: &str, bytes: &[u8]) -> Option<String> {
    let ends = |ends: &[&str]| ends.iter().any(|end| name.to_lowercase().ends_with(end));
    match kind::of(bytes) {
        Err(Finding::NotASpreadsheet { detail }) if detail.is_empty() => {
            Some("không rõ loại tệp".into())
        }
        Err(Finding::NotASpreadsheet { detail }) => Some(detail),
        Ok(Kind::Text) => {
            let sheet = ends(&[".csv", ".tsv", ".tab", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods"])
                || (ends(&[".txt"]) && bytes.contains(&b'\t'));
            (!sheet).then(|| "văn bản thường".into())
        }
        _ if bytes.is_empty() => Some("tệp rỗng".into()),
        _ => None,
    }
}

/// The name alone: a path says where a file lay in a container, and is never followed.
fn bare_name(name: &str, number: usize) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if last.is_empty() { format!("Tệp đính kèm {number}") } else { last.to_owned() }
}

/// Newer programs write UTF-8, with or without saying so; older Vietnamese ones the letters of their Windows.
fn decoded_text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes)
        .map_or_else(|_| WINDOWS_1258.decode(bytes).0.into_owned(), str::to_owned)
}

fn decoded_name(name: &[u8]) -> String {
    tidy(&decoded_text(name))
}

fn too_large_inside() -> Finding {
    Finding::TooLarge { detail: "một tệp bên trong lớn hơn 64 MB".into() }
}

fn damaged(detail: &str) -> Finding {
    Finding::DamagedFile { detail: detail.to_owned() }
}
