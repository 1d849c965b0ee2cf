//! What .msg and winmail.dat have in common: properties by number ([MS-OXPROPS]), and what is made of them.

use chrono::{DateTime, NaiveDateTime};
use scorebook::text::tidy;

use crate::workbook::compound::word;

pub(super) const SENDER_NAME: u16 = 0x0C1A;
pub(super) const SENDER_ADDRESS: u16 = 0x0C1F;
pub(super) const SENDER_SMTP: u16 = 0x5D01;
pub(super) const AUTHOR_NAME: u16 = 0x0042;
pub(super) const AUTHOR_SMTP: u16 = 0x5D02;
pub(super) const SUBMITTED: u16 = 0x0039;
pub(super) const DELIVERED: u16 = 0x0E06;
pub(super) const BODY_HTML: u16 = 0x1013;
pub(super) const BODY_RTF: u16 = 0x1009;
pub(super) const ATTACHED: u16 = 0x3701;
pub(super) const ATTACH_METHOD: u16 = 0x3705;
pub(super) const LONG_NAME: u16 = 0x3707;
pub(super) const SHORT_NAME: u16 = 0x3704;
pub(super) const DISPLAY_NAME: u16 = 0x3001;

/// How an attachment is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Its bytes are there.
    Here,
    /// A message of its own.
    Message,
    /// An object of another program, such as a sheet drawn into the text.
    Object,
    /// Elsewhere: a folder of the network or a cloud.
    Elsewhere,
}

impl Method {
    pub(super) fn of(number: u32) -> Self {
        match number {
            5 => Self::Message,
            6 => Self::Object,
            2..=4 | 7 => Self::Elsewhere,
            _ => Self::Here,
        }
    }
}

/// Text in one byte a letter: the code page a file names is often not the one it uses.
pub(super) fn narrow(bytes: &[u8]) -> String {
    super::decoded_text(bytes.split(|b| *b == 0).next().unwrap_or_default())
}

/// Text in UTF-16.
pub(super) fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]]));
    char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// A FILETIME, 100 ns since 1601 in Greenwich, in Vietnam's time.
pub(super) fn time(bytes: &[u8]) -> Option<NaiveDateTime> {
    let ticks = u64::from(word(bytes, 0)?) | u64::from(word(bytes, 4)?) << 32;
    let since_1970 = i64::try_from(ticks / 10_000_000).ok()?.checked_sub(11_644_473_600)?;
    in_vietnam(since_1970)
}

/// Seconds since 1970, in Vietnam's time (UTC+7, the one zone of the country).
pub(super) fn in_vietnam(seconds: i64) -> Option<NaiveDateTime> {
    let hours = 7 * 3_600;
    DateTime::from_timestamp(seconds.checked_add(hours)?, 0).map(|at| at.naive_utc())
}

/// "Tên <hộp thư>".
pub(super) fn sender(name: Option<String>, address: Option<String>) -> Option<String> {
    let clean = |text: Option<String>| text.map(|t| tidy(&t)).filter(|t| !t.is_empty());
    match (clean(name), clean(address).filter(|a| a.contains('@'))) {
        (Some(name), Some(address)) if name != address => Some(format!("{name} <{address}>")),
        (name, address) => address.or(name),
    }
}
