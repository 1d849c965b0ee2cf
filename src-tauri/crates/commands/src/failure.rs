//! An error as the window shows it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use scorebook::vi;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stable code, and a sentence that says what to do next.
#[derive(Clone, Debug, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code}: {message}")]
#[ts(export)]
pub struct Failure {
    /// Stable code.
    pub code: String,
    /// The Vietnamese sentence.
    pub message: String,
}

impl Failure {
    /// A failure that no other error stands behind.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into() }
    }

    /// What the window is told of a panic.
    pub fn unexpected() -> Self {
        Self::new(
            "internal",
            "Chương trình gặp lỗi bất ngờ ở thao tác này. Dữ liệu đã ghi vẫn còn nguyên; hãy thử lại, \
             nếu vẫn lỗi hãy gửi tệp nhật ký cho bộ phận hỗ trợ.",
        )
    }
}

/// Runs work and turns a panic in it into an ordinary failure: the window never waits for an answer that does not come.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // a panic rolls its transaction back, so what the session holds is sound
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(Failure::unexpected()))
}

impl From<scorebook::Error> for Failure {
    fn from(error: scorebook::Error) -> Self {
        tracing::warn!(%error, "refused");
        Self::new(error.code(), vi::error(&error))
    }
}

impl From<briefing::Error> for Failure {
    fn from(error: briefing::Error) -> Self {
        tracing::error!(%error, "the briefing could not be drawn");
        Self::new(
            "briefing_failed",
            "Không dựng được văn bản. Dữ liệu vẫn còn nguyên; hãy gửi tệp nhật ký cho bộ phận hỗ trợ.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_failure_that_says_what_to_do() {
        let failure = guarded(|| -> Result<(), Failure> { panic!("on purpose") }).unwrap_err();
        assert_eq!(failure.code, "internal");
        assert!(failure.message.contains("hãy thử lại"), "{}", failure.message);
    }
}
