//! .msg, an Outlook message ([MS-OXMSG]): its attachments, with who sent it and when.

use chrono::NaiveDateTime;
use scorebook::Finding;
use scorebook::plan::Origin;
use scorebook::text::tidy;

use super::mapi::{self, Method};
use super::{Damage, Member, damaged};
use crate::workbook::compound::{Storage, word, word16};
use crate::workbook::limits;

pub(super) fn is_message(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        && Storage::root(bytes)
            .is_some_and(|root| root.names().any(|n| n.eq_ignore_ascii_case(PROPERTIES)))
}

const PROPERTIES: &str = "__properties_version1.0";

pub(super) fn each(
    bytes: &[u8],
    origin: &Origin,
    mut take: impl FnMut(Member, &Origin) -> Result<(), Finding>,
) -> Result<(), Finding> {
    let root = Storage::root(bytes).ok_or_else(|| damaged("thư Outlook không mở được"))?;
    message(&Object { storage: root, header: 32 }, origin, &mut take, 0)
}

/// A message, or an attachment of one.
struct Object<'a> {
    storage: Storage<'a>,
    /// Bytes before the first property of fixed size.
    header: usize,
}

impl Object<'_> {
    fn inner(&self, name: &str, header: usize) -> Option<Self> {
        Some(Self { storage: self.storage.storage(name)?, header })
    }

    fn text(&self, property: u16) -> Option<String> {
        let stream = |kind: &str| self.storage.stream(&format!("__substg1.0_{property:04X}{kind}"));
        let wide = stream("001F").map(|bytes| mapi::wide(&bytes));
        wide.or_else(|| stream("001E").map(|bytes| mapi::narrow(&bytes)))
            .filter(|text| !text.trim().is_empty())
    }

    fn bytes(&self, property: u16) -> Option<Vec<u8>> {
        self.storage.stream(&format!("__substg1.0_{property:04X}0102"))
    }

    /// The eight bytes of a property of fixed size.
    fn fixed(&self, property: u16) -> Option<[u8; 8]> {
        let list = self.storage.stream(PROPERTIES)?;
        let mut entries = list.get(self.header..)?.chunks_exact(16);
        let entry = entries.find(|entry| word16(entry, 2) == Some(property))?;
        entry.get(8..16)?.try_into().ok()
    }

    fn sent_at(&self) -> Option<NaiveDateTime> {
        let moments = [mapi::SUBMITTED, mapi::DELIVERED].into_iter();
        moments.filter_map(|property| self.fixed(property)).find_map(|bytes| mapi::time(&bytes))
    }

    fn sender(&self) -> Option<String> {
        // who stands in the message as its author; a secretary may have sent it
        let address = [mapi::AUTHOR_SMTP, mapi::SENDER_SMTP, mapi::SENDER_ADDRESS];
        let name = [mapi::AUTHOR_NAME, mapi::SENDER_NAME];
        let first = |list: &[u16]| list.iter().find_map(|property| self.text(*property));
        mapi::sender(first(&name), first(&address))
    }
}

fn message(
    object: &Object<'_>,
    outer: &Origin,
    take: &mut impl FnMut(Member, &Origin) -> Result<(), Finding>,
    depth: usize,
) -> Result<(), Finding> {
    let origin = Origin {
        container: outer.container.clone(),
        sender: object.sender().or_else(|| outer.sender.clone()),
        sent_at: object.sent_at().or(outer.sent_at),
        beside: Vec::new(),
        message: outer.message.clone(),
    };
    if let Some(body) = body(object) {
        take(body, &origin)?;
    }
    let attachments: Vec<String> = object
        .storage
        .names()
        .filter(|name| name.to_ascii_lowercase().starts_with("__attach_version1.0_"))
        .map(str::to_owned)
        .collect();
    for name in attachments {
        let Some(attachment) = object.inner(&name, 8) else { continue };
        let method = attachment.fixed(mapi::ATTACH_METHOD).and_then(|bytes| word(&bytes, 0));
        let method = Method::of(method.unwrap_or(1));
        if let (Method::Message, true) = (method, depth < limits::CONTAINER_DEPTH)
            && let Some(inner) = attachment.inner("__substg1.0_3701000D", 24)
        {
            message(&inner, &origin, take, depth + 1)?;
            continue;
        }
        let name = [mapi::LONG_NAME, mapi::SHORT_NAME, mapi::DISPLAY_NAME]
            .iter()
            .find_map(|property| attachment.text(*property))
            .map(|name| tidy(&name))
            .unwrap_or_default();
        let (bytes, damage) = match (method, attachment.bytes(mapi::ATTACHED)) {
            (Method::Elsewhere, None) => (Vec::new(), Some(Damage::Elsewhere)),
            (Method::Message, _) => (Vec::new(), Some(Damage::TooDeep)),
            (_, Some(bytes)) => (bytes, None),
            (Method::Object, None) => (Vec::new(), Some(Damage::Object)),
            (Method::Here, None) => (Vec::new(), Some(Damage::Broken)),
        };
        take(Member { name, bytes, damage }, &origin)?;
    }
    Ok(())
}

/// What the sender wrote, when there is a table in it.
fn body(object: &Object<'_>) -> Option<Member> {
    let html = object.bytes(mapi::BODY_HTML).or_else(|| Some(object.text(mapi::BODY_HTML)?.into()));
    super::body::of(html, object.bytes(mapi::BODY_RTF).as_deref())
}
