//! .eml: a message's attachments, with who sent it and when.

use chrono::{DateTime, NaiveDateTime};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use scorebook::Finding;
use scorebook::plan::Origin;
use scorebook::text::tidy;

use super::{Damage, Member, damaged};
use crate::workbook::limits;

/// Is it a message? It begins with header lines, a sender's or a date among them.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(64 * 1024)];
    let is_line = |line: &[u8]| {
        line.starts_with(b" ")
            || line.starts_with(b"\t")
            || line.iter().position(|b| *b == b':').is_some_and(|at| {
                at > 0 && line[..at].iter().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(b))
            })
    };
    let (mut known, mut lines) = (0, 0);
    for line in start.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if !is_line(line) {
            return false;
        }
        lines += 1;
        let names: [&[u8]; 5] =
            [b"from:", b"date:", b"received:", b"message-id:", b"mime-version:"];
        let begins =
            |name: &[u8]| line.get(..name.len()).is_some_and(|l| l.eq_ignore_ascii_case(name));
        known += usize::from(names.into_iter().any(begins));
    }
    // a web page in one file (.mht) has the last of them alone
    lines > 1 && known > 1
}

/// Is it the content of a message alone, as a signature holds it: header lines of the content, then the content?
pub(super) fn is_entity(bytes: &[u8]) -> bool {
    let begins =
        |name: &[u8]| bytes.get(..name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name));
    begins(b"content-type:") || begins(b"mime-version:") || is_mail(bytes)
}

pub(super) fn each(
    bytes: &[u8],
    origin: &Origin,
    mut take: impl FnMut(Member, &Origin) -> Result<(), Finding>,
) -> Result<(), Finding> {
    let message =
        MessageParser::default().parse(bytes).ok_or_else(|| damaged("thư không có nội dung"))?;
    message_parts(&message, origin, &mut take, 0)
}

fn message_parts(
    message: &Message<'_>,
    outer: &Origin,
    take: &mut impl FnMut(Member, &Origin) -> Result<(), Finding>,
    depth: usize,
) -> Result<(), Finding> {
    let origin = Origin {
        container: outer.container.clone(),
        sender: sender(message).or_else(|| outer.sender.clone()),
        sent_at: sent_at(message).or(outer.sent_at),
        message: said(message).or_else(|| outer.message.clone()),
        beside: Vec::new(),
    };
    let bodies: Vec<u32> = message.text_body.iter().chain(&message.html_body).copied().collect();
    for (id, part) in (0_u32..).zip(&message.parts) {
        match &part.body {
            PartType::Multipart(_) => {}
            // a message that was forwarded as an attachment says itself who wrote it
            PartType::Message(inner) if depth < limits::CONTAINER_DEPTH => {
                message_parts(inner, &origin, take, depth + 1)?;
            }
            // what the sender wrote; a table in it is taken like one in an attachment
            PartType::Text(_) if bodies.contains(&id) && part.attachment_name().is_none() => {}
            PartType::Html(page) if bodies.contains(&id) && part.attachment_name().is_none() => {
                if page.to_ascii_lowercase().contains("<table") {
                    let name = "Nội dung thư.html".to_owned();
                    take(Member { name, bytes: bytes_of(message, part), damage: None }, &origin)?;
                }
            }
            _ => {
                let name = name(part);
                let member = Member {
                    name,
                    bytes: bytes_of(message, part),
                    damage: part.is_encoding_problem.then_some(Damage::Broken),
                };
                take(member, &origin)?;
            }
        }
    }
    Ok(())
}

/// The name under which a part was sent, given once or twice. The parser reads a name in several pieces
/// (RFC 2231) as UTF-8 after the first: then the other one is whole.
fn name(part: &MessagePart<'_>) -> String {
    let disposed = part.content_disposition().and_then(|d| d.attribute("filename"));
    let typed = part.content_type().and_then(|t| t.attribute("name"));
    let is_whole = |name: &&str| !name.contains(char::REPLACEMENT_CHARACTER);
    let names = || [disposed, typed].into_iter().flatten();
    names().find(is_whole).or_else(|| names().next()).map(tidy).unwrap_or_default()
}

/// A part's bytes as they were sent: the parser turns text into UTF-8, and may lose letters by it.
fn bytes_of(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    let span = part.offset_body as usize..part.offset_end as usize;
    let sent = message.raw_message.get(span);
    let decoded = match (&part.body, sent) {
        (PartType::Text(_) | PartType::Html(_), Some(sent)) => match part.encoding {
            Encoding::None => Some(sent.to_vec()),
            Encoding::Base64 => mail_parser::decoders::base64::base64_decode(sent),
            Encoding::QuotedPrintable => {
                mail_parser::decoders::quoted_printable::quoted_printable_decode(sent)
            }
        },
        _ => None,
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

/// What the sender wrote, without the tables in it: those are taken as files.
fn said(message: &Message<'_>) -> Option<String> {
    let has_table = |part: &MessagePart<'_>| match &part.body {
        PartType::Html(page) => page.to_ascii_lowercase().contains("<table"),
        _ => false,
    };
    let bodies = message.html_body.iter().filter_map(|id| message.parts.get(*id as usize));
    if bodies.into_iter().any(has_table) {
        return None;
    }
    let text = message.body_text(0)?;
    let text: String = text.trim().chars().take(LONGEST_MESSAGE).collect();
    (!text.is_empty()).then_some(text)
}

/// So many characters of a message are kept.
const LONGEST_MESSAGE: usize = 4_000;

/// "Tên <hộp thư>".
fn sender(message: &Message<'_>) -> Option<String> {
    let from = message.from()?.first()?;
    let (name, address) = (from.name().map(tidy).unwrap_or_default(), from.address().map(tidy));
    match (name.is_empty(), address) {
        (true, address) => address,
        (false, None) => Some(name),
        (false, Some(address)) => Some(format!("{name} <{address}>")),
    }
}

/// When it was sent, in Vietnam's time (UTC+7, the one zone of the country).
fn sent_at(message: &Message<'_>) -> Option<NaiveDateTime> {
    let sent = message.date()?;
    let hours = 7 * 3_600;
    DateTime::from_timestamp(sent.to_timestamp().checked_add(hours)?, 0).map(|at| at.naive_utc())
}
