//! Quotation marks of a text with separators: one that is not closed would swallow the rows below it.

use scorebook::Finding;

/// Fails where a quoted field does not end, ends before its field does, or holds what are rows of their own.
pub(super) fn check(text: &str, separator: u8) -> Result<(), Finding> {
    let refuse = |line: u32| Err(Finding::QuoteUnclosed { line: line.saturating_add(1) });
    let width = widest_line(text, separator);
    let bytes = text.as_bytes();
    let (mut at, mut line, mut at_start) = (0, 0_u32, true);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if at_start => {
                let begun = line;
                // separators in the line of the field at hand
                let mut separators = 0;
                loop {
                    at += 1;
                    match bytes.get(at) {
                        None => return refuse(begun),
                        Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
                        Some(b'"') => break,
                        Some(b'\n') => {
                            line += 1;
                            separators = 0;
                        }
                        Some(b) if *b == separator => {
                            separators += 1;
                            if line > begun && separators >= 2 && separators + 1 >= width {
                                return refuse(begun);
                            }
                        }
                        Some(_) => {}
                    }
                }
                let ends = match bytes.get(at + 1) {
                    None | Some(b'\n' | b'\r') => true,
                    Some(b) => *b == separator,
                };
                if !ends {
                    return refuse(begun);
                }
                at_start = false;
            }
            b'\n' => {
                line += 1;
                at_start = true;
            }
            byte => at_start = *byte == separator,
        }
        at += 1;
    }
    Ok(())
}

/// How many fields the line with the most separators has.
fn widest_line(text: &str, separator: u8) -> usize {
    let fields = |line: &str| line.bytes().filter(|b| *b == separator).count() + 1;
    text.lines().take(200).map(fields).max().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_that_swallows_rows_is_told() {
        let header = "Mã;Tên;Điểm\n";
        for (text, line) in [
            ("1.1;\"Kế hoạch;1\n1.2;Báo cáo;2\n", 2),
            ("1.1;\"Kế hoạch;1\n1.2;\"Báo cáo\";2\n", 2),
            ("1.1;\"Kế hoạch\" năm;1\n", 2),
        ] {
            let found = check(&format!("{header}{text}"), b';');
            assert_eq!(found, Err(Finding::QuoteUnclosed { line }), "{text:?}");
        }
    }

    #[test]
    fn sound_quotes_pass() {
        for text in [
            "Mã;Tên;Điểm\n1.1;\"Kế hoạch; báo cáo\";1\n",
            "Mã;Tên;Điểm\n1.1;\"hai\ndòng; một\";1\n",
            "Mã;Tên;Điểm\n1.1;Kế hoạch \"A\";1\n",
            "Mã;Tên;Điểm\n1.1;\"Kế hoạch \"\"A\"\"\";1\r\n",
            "Mã;Tên;Điểm\n1.1;;\"1\"",
        ] {
            assert_eq!(check(text, b';'), Ok(()), "{text:?}");
        }
    }
}
