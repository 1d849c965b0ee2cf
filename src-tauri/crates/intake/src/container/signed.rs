//! .p7m: a file or a message inside its signature (CMS, RFC 5652). It is unwrapped; whether the signature is
//! good is not judged, and where the file came from says so.

use mail_parser::decoders::base64::base64_decode;
use scorebook::Finding;

use super::damaged;

/// 1.2.840.113549.1.7
const PKCS7: [u8; 8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
const SIGNED: u8 = 2;
const ENVELOPED: [u8; 2] = [3, 6];

/// Most values inside one another.
const DEPTH: usize = 8;

/// Is it one, as bytes or as text?
pub(super) fn is_signed(bytes: &[u8]) -> bool {
    unarmoured(bytes).is_some()
}

/// What was signed; nothing when the signature came without it.
pub(super) fn content(bytes: &[u8]) -> Result<Option<Vec<u8>>, Finding> {
    let bytes = unarmoured(bytes).ok_or_else(|| damaged("tệp ký số không đọc được"))?;
    let broken = || damaged("tệp ký số bị cắt ngang");
    let outer = Value::first(&bytes).ok_or_else(broken)?;
    let mut parts = outer.inner();
    let kind = parts.next().filter(|v| v.tag == 0x06).ok_or_else(broken)?;
    match kind.body.strip_prefix(&PKCS7) {
        Some([SIGNED]) => {}
        Some([kind]) if ENVELOPED.contains(kind) => return Err(Finding::LockedArchive),
        _ => return Err(damaged("tệp ký số thuộc loại chưa đọc được")),
    }
    let signed = parts.next().and_then(|v| v.inner().next()).ok_or_else(broken)?;
    // version, algorithms, what was signed, certificates, signatures
    let encapsulated = signed.inner().find(|v| v.tag == 0x30).ok_or_else(broken)?;
    let Some(held) = encapsulated.inner().find(|v| v.tag == 0xA0) else { return Ok(None) };
    let mut content = Vec::new();
    held.octets(&mut content, 0).ok_or_else(broken)?;
    Ok(Some(content))
}

/// The bytes of one, out of base64 if it is written so.
fn unarmoured(bytes: &[u8]) -> Option<Vec<u8>> {
    let names_itself = |bytes: &[u8]| {
        let start = &bytes[..bytes.len().min(32)];
        bytes.first() == Some(&0x30) && start.windows(PKCS7.len()).any(|w| w == PKCS7)
    };
    if names_itself(bytes) {
        return Some(bytes.to_vec());
    }
    let text = bytes.trim_ascii_start();
    let body = if text.starts_with(b"-----BEGIN ") {
        let line = text.iter().position(|b| *b == b'\n')?;
        let body = &text[line..];
        let end = body.windows(5).position(|w| w == b"-----").unwrap_or(body.len());
        &body[..end]
    } else if text.starts_with(b"MI") {
        text
    } else {
        return None;
    };
    let letter = |b: &u8| b.is_ascii_alphanumeric() || b"+/=\r\n".contains(b);
    if !body.iter().all(letter) {
        return None;
    }
    base64_decode(body).filter(|bytes| names_itself(bytes))
}

/// A value of BER: its tag, and the bytes of its content.
#[derive(Clone, Copy)]
struct Value<'a> {
    tag: u8,
    body: &'a [u8],
}

impl<'a> Value<'a> {
    fn first(bytes: &'a [u8]) -> Option<Self> {
        Self::read(bytes, 0).map(|(value, _)| value)
    }

    /// A value and how many bytes it takes up. One of no stated length ends with two zeros.
    fn read(bytes: &'a [u8], depth: usize) -> Option<(Self, usize)> {
        let (tag, length) = (*bytes.first()?, *bytes.get(1)?);
        if length == 0x80 {
            if depth > DEPTH {
                return None;
            }
            let mut at = 2;
            loop {
                let rest = bytes.get(at..)?;
                if rest.starts_with(&[0, 0]) {
                    return Some((Self { tag, body: &bytes[2..at] }, at + 2));
                }
                at += Self::read(rest, depth + 1)?.1;
            }
        }
        let (length, from) = if length < 0x80 {
            (usize::from(length), 2)
        } else {
            let count = usize::from(length & 0x7F);
            let digits = bytes.get(2..2 + count).filter(|_| count <= 4)?;
            (digits.iter().fold(0, |sum, b| sum << 8 | usize::from(*b)), 2 + count)
        };
        let body = bytes.get(from..from.checked_add(length)?)?;
        Some((Self { tag, body }, from + length))
    }

    fn inner(self) -> impl Iterator<Item = Self> {
        let mut rest = self.body;
        std::iter::from_fn(move || {
            let (value, length) = Self::read(rest, 0)?;
            rest = &rest[length..];
            Some(value)
        })
    }

    /// A text of octets, in one piece or in several.
    fn octets(self, into: &mut Vec<u8>, depth: usize) -> Option<()> {
        if self.tag == 0x04 {
            into.extend_from_slice(self.body);
            return Some(());
        }
        if depth > DEPTH {
            return None;
        }
        let (mut rest, mut any) = (self.body, false);
        while !rest.is_empty() {
            let (value, length) = Self::read(rest, 0)?;
            value.octets(into, depth + 1)?;
            (rest, any) = (&rest[length..], true);
        }
        any.then_some(())
    }
}
