//! What parent and child say to one another, in pieces: a length (8 bytes, little endian), then that many
//! bytes. Cells travel as postcard; findings and origins, which need a format that describes itself, as JSON.

use std::io::{self, Read, Write};

use intake::container::{Attachment, Opened, SetAside};
use intake::workbook::{Workbook, limits};
use scorebook::Finding;
use scorebook::plan::Origin;
use serde::{Deserialize, Serialize};

/// What is asked of the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// Open a container, or read the cells of what is none.
    Take,
    /// Read cells.
    Read,
}

/// A file to read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) task: Task,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// What became of it.
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    /// The cells of the file itself.
    Cells(Workbook),
    /// The file is a container; what lies in it.
    Contents(Opened),
    /// It cannot be read.
    Refused(Finding),
    /// It is a container, and cannot be opened.
    Sealed(Finding),
}

/// [`Opened`] without the bytes, which follow piece by piece.
#[derive(Serialize, Deserialize)]
struct Contents {
    files: Vec<(String, Option<Origin>)>,
    set_aside: Vec<SetAside>,
}

impl Task {
    fn letter(self) -> u8 {
        match self {
            Self::Take => b't',
            Self::Read => b'r',
        }
    }
}

/// Asks. The bytes are not copied.
pub(crate) fn ask(to: &mut impl Write, task: Task, name: &str, bytes: &[u8]) -> io::Result<()> {
    put(to, &[task.letter()])?;
    put(to, name.as_bytes())?;
    put(to, bytes)?;
    to.flush()
}

impl Request {
    /// `None` when there is nothing more to do.
    pub(crate) fn receive(from: &mut impl Read) -> io::Result<Option<Self>> {
        let Some(task) = next(from)? else { return Ok(None) };
        let task = match task.as_slice() {
            b"t" => Task::Take,
            b"r" => Task::Read,
            _ => return Err(garbled()),
        };
        let name = String::from_utf8(piece(from)?).map_err(|_| garbled())?;
        Ok(Some(Self { task, name, bytes: piece(from)? }))
    }
}

impl Answer {
    pub(crate) fn send(&self, to: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Cells(workbook) => {
                put(to, b"c")?;
                put(to, &postcard::to_extend(workbook, Vec::new()).map_err(io::Error::other)?)?;
            }
            Self::Contents(opened) => {
                let names = opened.files.iter().map(|f| (f.name.clone(), f.origin.clone()));
                let contents =
                    Contents { files: names.collect(), set_aside: opened.set_aside.clone() };
                put(to, b"o")?;
                put(to, &serde_json::to_vec(&contents)?)?;
                opened.files.iter().try_for_each(|file| put(to, &file.bytes))?;
            }
            Self::Refused(finding) => {
                put(to, b"f")?;
                put(to, &serde_json::to_vec(finding)?)?;
            }
            Self::Sealed(finding) => {
                put(to, b"s")?;
                put(to, &serde_json::to_vec(finding)?)?;
            }
        }
        to.flush()
    }

    /// `None` when the child has ended.
    pub(crate) fn receive(from: &mut impl Read) -> io::Result<Option<Self>> {
        let Some(kind) = next(from)? else { return Ok(None) };
        let first = piece(from)?;
        Ok(Some(match kind.as_slice() {
            b"c" => Self::Cells(postcard::from_bytes(&first).map_err(io::Error::other)?),
            b"o" => {
                let Contents { files, set_aside } = serde_json::from_slice(&first)?;
                let files = files
                    .into_iter()
                    .map(|(name, origin)| Ok(Attachment { name, bytes: piece(from)?, origin }));
                Self::Contents(Opened { files: files.collect::<io::Result<_>>()?, set_aside })
            }
            b"f" => Self::Refused(serde_json::from_slice(&first)?),
            b"s" => Self::Sealed(serde_json::from_slice(&first)?),
            _ => return Err(garbled()),
        }))
    }
}

fn put(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)
}

fn piece(from: &mut impl Read) -> io::Result<Vec<u8>> {
    next(from)?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
}

/// `None` at the end of the stream.
fn next(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 8];
    if let Err(error) = from.read_exact(&mut length) {
        return if error.kind() == io::ErrorKind::UnexpectedEof { Ok(None) } else { Err(error) };
    }
    let length = u64::from_le_bytes(length);
    if length > limits::ANSWER_BYTES {
        return Err(garbled());
    }
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(garbled()) }
}

fn garbled() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_what_arrives() {
        let mut pipe = Vec::new();
        ask(&mut pipe, Task::Take, "tệp.xlsx", b"bytes").unwrap();
        ask(&mut pipe, Task::Read, "", b"").unwrap();
        let mut pipe = pipe.as_slice();
        let request = |task, name: &str, bytes: &[u8]| {
            Some(Request { task, name: name.into(), bytes: bytes.to_vec() })
        };
        assert_eq!(
            Request::receive(&mut pipe).unwrap(),
            request(Task::Take, "tệp.xlsx", b"bytes"),
            "the first"
        );
        assert_eq!(
            Request::receive(&mut pipe).unwrap(),
            request(Task::Read, "", b""),
            "the second"
        );
        assert_eq!(Request::receive(&mut pipe).unwrap(), None, "and no third");
    }

    #[test]
    fn what_is_answered_is_what_arrives() {
        let origin = Origin {
            container: "thư.eml".into(),
            sender: None,
            sent_at: None,
            message: None,
            beside: vec!["a.pdf".into()],
        };
        let file = |name: &str, origin| Attachment { name: name.into(), bytes: vec![1, 2], origin };
        let csv = "Mã;Điểm\n1.1;0,5\n".as_bytes();
        let answers = [
            Answer::Cells(intake::workbook::read("a.csv", csv).unwrap()),
            Answer::Contents(Opened {
                files: vec![file("a.xlsx", Some(origin)), file("b.csv", None)],
                set_aside: Vec::new(),
            }),
            Answer::Refused(Finding::PasswordProtected),
            Answer::Sealed(Finding::DamagedFile { detail: "x".into() }),
        ];
        let mut pipe = Vec::new();
        for answer in &answers {
            answer.send(&mut pipe).unwrap();
        }
        let mut pipe = pipe.as_slice();
        for answer in answers {
            assert_eq!(Answer::receive(&mut pipe).unwrap(), Some(answer), "as it was sent");
        }
        assert_eq!(Answer::receive(&mut pipe).unwrap(), None, "and no more");
    }

    #[test]
    fn an_answer_that_stops_halfway_or_claims_too_much_is_an_error() {
        let mut pipe = Vec::new();
        Answer::Refused(Finding::EmptyFile).send(&mut pipe).unwrap();
        for cut in 1..pipe.len() {
            if cut >= 8 {
                assert!(Answer::receive(&mut &pipe[..cut]).is_err(), "cut after {cut} bytes");
            }
        }
        assert!(Answer::receive(&mut [0xFF; 64].as_slice()).is_err(), "more than there can be");
    }
}
