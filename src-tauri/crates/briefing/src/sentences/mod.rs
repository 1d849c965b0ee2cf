//! Sentences made from figures, as an officer would sign them.
//!
//! Each function answers one question and returns an empty text (or list) where there is nothing to say, or
//! the wording for "none" where silence would mislead. They name no figure that the tables do not hold.

pub mod letters;
pub mod losses;
pub mod outlook;
pub mod progress;
pub mod proposals;
pub mod result;

use scorebook::BaselineKind;

/// "kết quả công bố": last year's result of that kind, in a sentence.
pub fn baseline_name(kind: BaselineKind) -> &'static str {
    match kind {
        BaselineKind::Published => "kết quả công bố",
        BaselineKind::Appraised => "kết quả thẩm định",
        BaselineKind::SelfScored => "kết quả tự chấm",
    }
}

/// "công bố": the same for a table heading.
pub fn baseline_word(kind: BaselineKind) -> &'static str {
    match kind {
        BaselineKind::Published => "công bố",
        BaselineKind::Appraised => "thẩm định",
        BaselineKind::SelfScored => "tự chấm",
    }
}

fn quoted(name: &str) -> String {
    format!("“{}”", crate::words::running(&crate::words::inline(name)))
}
