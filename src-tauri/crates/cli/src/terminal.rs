//! What is said on stdout and stderr. Names of files and texts of cells are foreign: on a terminal no character of theirs
//! moves the cursor, turns the reading direction or begins a line.

use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdout};

/// A line on stdout. A reader that has gone away (`| head`) is no error; a full disk behind `>` is one, since
/// figures would be missing from the file.
pub(crate) fn say(line: Arguments<'_>) {
    write_out(&escaped(&line.to_string(), false));
}

/// A text of several lines on stdout, JSON or CSV: as it is where a program reads it.
pub(crate) fn say_whole(text: &str) {
    if stdout().is_terminal() {
        write_out(&escaped(text, true));
    } else {
        write_out(text);
    }
}

fn write_out(text: &str) {
    if let Err(error) = writeln!(stdout(), "{text}")
        && error.kind() != ErrorKind::BrokenPipe
    {
        complain(format_args!("Lỗi [io]: không ghi được kết quả ra màn hình hoặc tệp: {error}"));
        std::process::exit(1);
    }
}

/// A line on stderr. When even that is closed, the exit code still tells.
pub(crate) fn complain(line: Arguments<'_>) {
    let _ = writeln!(stderr(), "{}", escaped(&line.to_string(), false));
}

/// The text with what would act instead of being read written out: `\u{1b}`.
fn escaped(text: &str, keep_lines: bool) -> Cow<'_, str> {
    let acts = |c: char| match c {
        '\n' | '\r' | '\t' if keep_lines => false,
        // marks and overrides of direction, separators of lines
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            true
        }
        c => c.is_control(),
    };
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_name_forges_no_line_and_moves_no_cursor() {
        for (text, wanted) in [
            ("Sở Nội vụ.xlsx", "Sở Nội vụ.xlsx"),
            ("a\nLỗi: b", "a\\u{a}Lỗi: b"),
            ("\u{1b}[2Ja", "\\u{1b}[2Ja"),
            ("a\u{202e}xslx.exe", "a\\u{202e}xslx.exe"),
            ("\u{9b}31m", "\\u{9b}31m"),
        ] {
            assert_eq!(escaped(text, false), wanted);
        }
        assert_eq!(
            escaped("{\n\t\"a\u{1b}\"}", true),
            "{\n\t\"a\\u{1b}\"}",
            "JSON keeps its lines"
        );
    }
}
