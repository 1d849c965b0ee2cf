//! Files that hold files: .zip and .eml. What is a spreadsheet inside is taken in one by one, with where it
//! came from; what is not is named.

mod archive;
mod mail;

use scorebook::Finding;
use scorebook::plan::{Origin, SourceFile};
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

/// A file in a container that holds no table and is left for a person to look at.
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
            let names = opened.set_aside.into_iter().map(|s| s.name).collect();
            return Err(Finding::NoSpreadsheetInside { names });
        }
        Ok(opened)
    });
    opened.unwrap_or_else(|_| Err(damaged("trình đọc dừng giữa chừng")))
}

#[derive(Clone, Copy)]
enum Container {
    Archive,
    Mail,
}

fn container(bytes: &[u8]) -> Option<Container> {
    let is_archive = |found: &Finding| matches!(found, Finding::NotASpreadsheet { detail } if detail == kind::ARCHIVE);
    if bytes.starts_with(b"PK") {
        kind::of(bytes).is_err_and(|f| is_archive(&f)).then_some(Container::Archive)
    } else {
        mail::is_mail(bytes).then_some(Container::Mail)
    }
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
    /// Set when it did not arrive whole.
    broken: bool,
}

impl Opening {
    fn unpack(
        &mut self,
        container: Container,
        bytes: &[u8],
        origin: &Origin,
        depth: usize,
    ) -> Result<(), Finding> {
        match container {
            Container::Archive => archive::each(bytes, |member| self.take(member, origin, depth)),
            Container::Mail => {
                mail::each(bytes, origin, |member, origin| self.take(member, origin, depth))
            }
        }
    }

    fn take(&mut self, member: Member, origin: &Origin, depth: usize) -> Result<(), Finding> {
        self.count += 1;
        self.unfolded = self.unfolded.saturating_add(member.bytes.len() as u64);
        if self.count > limits::CONTAINED_FILES {
            let detail = format!("tệp nén hoặc thư chứa nhiều hơn {} tệp", limits::CONTAINED_FILES);
            return Err(Finding::TooLarge { detail });
        }
        if self.unfolded > limits::INFLATED_BYTES {
            return Err(Finding::TooLarge {
                detail: "nội dung giải nén lớn hơn 512 MB".into()
            });
        }
        let name = bare_name(&member.name, self.count);
        let what = if member.broken {
            "phần đính kèm bị hỏng; đề nghị gửi lại".to_owned()
        } else if let Some(inner) = container(&member.bytes) {
            if depth < limits::CONTAINER_DEPTH {
                let container = format!("{} › {name}", origin.container);
                let origin = Origin { container, ..origin.clone() };
                return self.unpack(inner, &member.bytes, &origin, depth + 1);
            }
            "tệp nén hoặc thư nằm quá sâu; hãy giải nén rồi nhập".to_owned()
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

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn damaged(detail: impl ToString) -> Finding {
    Finding::DamagedFile { detail: detail.to_string() }
}
