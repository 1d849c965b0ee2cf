//! The heading of the first page, and Nơi nhận.

use super::Header;
use crate::form::BriefingForm;
use crate::words;

/// `kind` is the document's name in capitals; a công văn has none.
pub(super) fn header(form: &BriefingForm, kind: Option<String>, subject: &str) -> Header {
    Header {
        parent_body: form.parent_body.trim().to_uppercase(),
        body: form.body.trim().to_uppercase(),
        nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into(),
        // hyphens with spaces, as the decree prints it; many offices type dashes
        motto: "Độc lập - Tự do - Hạnh phúc".into(),
        number_line: format!("Số: {}", number_and_symbol(form)),
        place_and_date: format!("{}, {}", form.place.trim(), date(form)),
        kind,
        subject: subject.to_owned(),
        addressee: format!("Kính gửi: {}.", words::bare(&form.addressee)),
        addressees: Vec::new(),
    }
}

/// "05/BC-SNV"; room for the number when there is none.
pub(super) fn number_and_symbol(form: &BriefingForm) -> String {
    let number = form.number.as_deref().map(str::trim).unwrap_or_default();
    let number = match number.parse::<u32>() {
        // a typed "5" and "05" are the same number; the decree wants the zero
        Ok(n) if n < 10 => format!("{n:02}"),
        _ if number.is_empty() => "\u{a0}".repeat(6),
        _ => number.to_owned(),
    };
    format!("{number}/{}", form.symbol.trim())
}

/// "ngày 08 tháng 01 năm 2025", with blanks when it is not known.
pub(super) fn date(form: &BriefingForm) -> String {
    match form.date {
        Some(date) => words::long_date(date),
        None => words::blank_date(),
    }
}

/// "- Như trên;" … "- Lưu: VT, CCHC."
pub(super) fn recipients(given: &[String]) -> Vec<String> {
    let given: Vec<&str> = given
        .iter()
        .map(|r| words::bare(r).trim_start_matches(['-', '–']).trim_start())
        .filter(|r| !r.is_empty())
        .collect();
    let last = given.len().saturating_sub(1);
    given
        .iter()
        .enumerate()
        .map(|(i, r)| format!("- {r}{}", if i == last { "." } else { ";" }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_has_its_zero_or_room_to_write() {
        for (number, written) in [
            (Some("5"), "05/BC-SNV"),
            (Some(" 05 "), "05/BC-SNV"),
            (Some("125"), "125/BC-SNV"),
            (Some("05a"), "05a/BC-SNV"),
            (None, "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/BC-SNV"),
            (Some(""), "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/BC-SNV"),
        ] {
            let form =
                BriefingForm { number: number.map(str::to_owned), ..BriefingForm::default() };
            assert_eq!(number_and_symbol(&form), written, "{number:?}");
        }
    }

    #[test]
    fn recipients_are_punctuated_once() {
        let given = ["Như trên;", " - VP UBND tỉnh", "", "Lưu: VT, CCHC."].map(str::to_owned);
        assert_eq!(
            recipients(&given),
            ["- Như trên;", "- VP UBND tỉnh;", "- Lưu: VT, CCHC."],
            "typed or not"
        );
        assert!(recipients(&[]).is_empty(), "none");
    }
}
