//! What is said on stdout and stderr.

use std::fmt::Arguments;
use std::io::{ErrorKind, Write, stderr, stdout};

/// A line on stdout. A reader that has gone away (`| head`) is no error; a full disk behind `>` is one, since
/// figures would be missing from the file.
pub(crate) fn say(line: Arguments<'_>) {
    if let Err(error) = writeln!(stdout(), "{line}")
        && error.kind() != ErrorKind::BrokenPipe
    {
        complain(format_args!("Lỗi [io]: không ghi được kết quả ra màn hình hoặc tệp: {error}"));
        std::process::exit(1);
    }
}

/// A line on stderr. When even that is closed, the exit code still tells.
pub(crate) fn complain(line: Arguments<'_>) {
    let _ = writeln!(stderr(), "{line}");
}
