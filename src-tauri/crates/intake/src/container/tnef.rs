//! winmail.dat: what Outlook makes of a message for other Outlooks ([MS-OXTNEF]).

use chrono::{NaiveDate, NaiveDateTime};
use scorebook::Finding;
use scorebook::plan::Origin;
use scorebook::text::tidy;

use super::mapi::{self, Method};
use super::{Damage, Member, damaged};
use crate::workbook::compound::{word, word16};
use crate::workbook::limits;

pub(super) fn is_tnef(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

const SIGNATURE: [u8; 4] = [0x78, 0x9F, 0x3E, 0x22];

const ATTACHMENT_BEGINS: u32 = 0x0006_9002;
const ATTACHMENT_TITLE: u32 = 0x0001_8010;
const ATTACHMENT_DATA: u32 = 0x0006_800F;
const ATTACHMENT_PROPERTIES: u32 = 0x0006_9005;
const MESSAGE_PROPERTIES: u32 = 0x0006_9003;
const DATE_SENT: u32 = 0x0003_8005;

pub(super) fn each(
    bytes: &[u8],
    origin: &Origin,
    mut take: impl FnMut(Member, &Origin) -> Result<(), Finding>,
) -> Result<(), Finding> {
    message(bytes, origin, &mut take, 0)
}

#[derive(Default)]
struct Attachment {
    title: String,
    data: Option<Vec<u8>>,
    properties: Properties,
}

fn message(
    bytes: &[u8],
    outer: &Origin,
    take: &mut impl FnMut(Member, &Origin) -> Result<(), Finding>,
    depth: usize,
) -> Result<(), Finding> {
    if !is_tnef(bytes) {
        return Err(damaged("tệp winmail.dat không đọc được"));
    }
    let mut properties = Properties::default();
    let mut sent = None;
    let mut attachments: Vec<Attachment> = Vec::new();
    let mut at = 6;
    let mut is_whole = true;
    // level (1 byte), attribute (4), length (4), data, checksum (2)
    while at < bytes.len() {
        let (Some(attribute), Some(length)) = (word(bytes, at + 1), word(bytes, at + 5)) else {
            is_whole = false;
            break;
        };
        let from = at + 9;
        let Some(data) = bytes.get(from..from.saturating_add(length as usize)) else {
            is_whole = false;
            break;
        };
        at = from + length as usize + 2;
        match (attribute, attachments.last_mut()) {
            (ATTACHMENT_BEGINS, _) => {
                if attachments.len() > limits::CONTAINED_FILES {
                    break;
                }
                attachments.push(Attachment::default());
            }
            (ATTACHMENT_TITLE, Some(last)) => last.title = mapi::narrow(data),
            (ATTACHMENT_DATA, Some(last)) => last.data = Some(data.to_vec()),
            (ATTACHMENT_PROPERTIES, Some(last)) => last.properties = Properties::of(data),
            (MESSAGE_PROPERTIES, _) => properties = Properties::of(data),
            (DATE_SENT, _) => sent = date(data),
            _ => {}
        }
    }
    let name = properties.text(mapi::AUTHOR_NAME).or_else(|| properties.text(mapi::SENDER_NAME));
    let address = [mapi::AUTHOR_SMTP, mapi::SENDER_SMTP, mapi::SENDER_ADDRESS];
    let address = address.into_iter().find_map(|property| properties.text(property));
    let origin = Origin {
        container: outer.container.clone(),
        // the message around it, as it travelled, says it better
        sender: outer.sender.clone().or_else(|| mapi::sender(name, address)),
        sent_at: outer.sent_at.or_else(|| properties.time(mapi::SUBMITTED)).or(sent),
        beside: Vec::new(),
        message: outer.message.clone(),
    };
    let html = properties.bytes(mapi::BODY_HTML).map(<[u8]>::to_vec);
    if let Some(body) = super::body::of(html, properties.bytes(mapi::BODY_RTF)) {
        take(body, &origin)?;
    }
    for attachment in attachments {
        let Attachment { title, data, properties } = attachment;
        let method = properties.bytes(mapi::ATTACH_METHOD).and_then(|bytes| word(bytes, 0));
        // an object comes with the number of its kind before it
        let object = properties.bytes(mapi::ATTACHED).and_then(|bytes| bytes.get(16..));
        let method = Method::of(method.unwrap_or(1));
        if let (Method::Message, Some(inner), true) =
            (method, object, depth < limits::CONTAINER_DEPTH)
            && is_tnef(inner)
        {
            // a message inside says itself who wrote it
            let own = Origin { sender: None, sent_at: None, ..origin.clone() };
            message(inner, &own, take, depth + 1)?;
            continue;
        }
        let name = properties.text(mapi::LONG_NAME).unwrap_or(title);
        let (bytes, damage) = match (method, data) {
            (Method::Elsewhere, _) => (Vec::new(), Some(Damage::Elsewhere)),
            (Method::Message, _) => (Vec::new(), Some(Damage::TooDeep)),
            (_, Some(bytes)) => (bytes, None),
            (Method::Object, None) => (Vec::new(), Some(Damage::Object)),
            (Method::Here, None) => (Vec::new(), Some(Damage::Broken)),
        };
        take(Member { name: tidy(&name), bytes, damage }, &origin)?;
    }
    if !is_whole {
        let name = "winmail.dat".to_owned();
        take(Member { name, bytes: Vec::new(), damage: Some(Damage::Broken) }, &origin)?;
    }
    Ok(())
}

/// Year, month, day, hour, minute, second, each of two bytes; in Greenwich.
fn date(data: &[u8]) -> Option<NaiveDateTime> {
    let part = |n: usize| word16(data, n * 2).map(u32::from);
    let day = NaiveDate::from_ymd_opt(i32::try_from(part(0)?).ok()?, part(1)?, part(2)?)?;
    let at = day.and_hms_opt(part(3)?, part(4)?, part(5)?)?;
    mapi::in_vietnam(at.and_utc().timestamp())
}

/// Properties by number, the first value of each.
#[derive(Default)]
struct Properties(Vec<(u16, u16, Vec<u8>)>);

impl Properties {
    /// As far as they can be read.
    fn of(data: &[u8]) -> Self {
        let mut found = Self::default();
        let mut rest = Rest { data, at: 0 };
        let count = rest.word().unwrap_or_default();
        for _ in 0..count {
            if found.read(&mut rest).is_none() {
                break;
            }
        }
        found
    }

    fn read(&mut self, rest: &mut Rest<'_>) -> Option<()> {
        let (kind, id) = (rest.word16()?, rest.word16()?);
        if id >= 0x8000 {
            // named: whose names, then a number or a text
            rest.take(16)?;
            if rest.word()? == 0 {
                rest.word()?;
            } else {
                let length = rest.word()? as usize;
                rest.padded(length)?;
            }
        }
        let many = kind & 0x1000 != 0;
        let kind = kind & 0x0FFF;
        let length = match kind {
            0x02 | 0x03 | 0x04 | 0x0A | 0x0B => Some(4),
            0x05 | 0x06 | 0x07 | 0x14 | 0x40 => Some(8),
            0x48 => Some(16),
            0x0D | 0x1E | 0x1F | 0x102 => None,
            _ => return None,
        };
        let count = if many || length.is_none() { rest.word()? } else { 1 };
        for number in 0..count {
            let value = if let Some(length) = length {
                rest.take(length)?
            } else {
                let length = rest.word()? as usize;
                rest.padded(length)?
            };
            if number == 0 {
                self.0.push((id, kind, value.to_vec()));
            }
        }
        Some(())
    }

    fn value(&self, id: u16) -> Option<(u16, &[u8])> {
        self.0.iter().find(|(own, ..)| *own == id).map(|(_, kind, value)| (*kind, value.as_slice()))
    }

    fn bytes(&self, id: u16) -> Option<&[u8]> {
        self.value(id).map(|(_, value)| value)
    }

    fn text(&self, id: u16) -> Option<String> {
        let text = match self.value(id)? {
            (0x1F, value) => mapi::wide(value),
            (0x1E, value) => mapi::narrow(value),
            _ => return None,
        };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn time(&self, id: u16) -> Option<NaiveDateTime> {
        mapi::time(self.bytes(id)?)
    }
}

struct Rest<'a> {
    data: &'a [u8],
    at: usize,
}

impl<'a> Rest<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.data.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(taken)
    }

    /// Bytes that are filled up to a multiple of four.
    fn padded(&mut self, length: usize) -> Option<&'a [u8]> {
        let taken = self.take(length)?;
        self.at += length.next_multiple_of(4) - length;
        Some(taken)
    }

    fn word(&mut self) -> Option<u32> {
        word(self.take(4)?, 0)
    }

    fn word16(&mut self) -> Option<u16> {
        word16(self.take(2)?, 0)
    }
}
