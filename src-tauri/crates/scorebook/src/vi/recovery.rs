//! What could not be read of a damaged book.

/// One thing that is missing from the new book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lost {
    /// A file as it was received.
    Original { name: String },
    /// A criterion, of which others still speak.
    Criterion { code: String },
    /// An entry of the journal.
    Entry { entry: i64 },
    /// A part of what an entry changed, or of what arrived with it.
    OfEntry { entry: i64 },
    /// Frozen figures.
    Snapshot { number: i64 },
    /// A document as it was saved.
    Document { name: String },
    /// Rows that spoke of something that is gone.
    Rows { table: String, count: u64 },
}

/// Its sentence.
pub(crate) fn lost(lost: &Lost) -> String {
    match lost {
        Lost::Original { name } => {
            format!(
                "Tệp gốc “{name}”: không đọc được; điểm đã nhận từ tệp này được giữ nếu còn đọc được."
            )
        }
        Lost::Criterion { code } => {
            format!("Tiêu chí {code}: không đọc được tên và điểm tối đa.")
        }
        Lost::Entry { entry } => format!("Mục nhật ký số {entry}: không đọc được."),
        Lost::OfEntry { entry } => {
            format!(
                "Mục nhật ký số {entry}: một phần nội dung hoặc số liệu kèm theo không đọc được."
            )
        }
        Lost::Snapshot { number } => format!("Bản chốt số liệu số {number}: không đọc được."),
        Lost::Document { name } => format!("Văn bản đã lưu “{name}”: không đọc được."),
        Lost::Rows { table, count } => {
            format!(
                "{count} dòng {}: không còn nội dung mà các dòng đó nói đến.",
                table_name(table)
            )
        }
    }
}

/// What a table holds.
fn table_name(table: &str) -> &'static str {
    match table {
        "reported" => "điểm tự chấm",
        "baseline" => "kết quả năm trước",
        "decision" => "quyết định",
        "submission" => "bản tự chấm",
        "assignment" => "phân công",
        "responsible" => "cơ quan chịu trách nhiệm",
        "status_event" => "tình trạng rà soát",
        "change" => "thay đổi trong nhật ký",
        "snapshot" => "bản chốt số liệu",
        _ => "số liệu khác",
    }
}

/// What stands in the place of an original that is gone.
pub(crate) fn lost_original(name: &str, id: i64) -> String {
    format!(
        "Tệp gốc “{name}” (số {id}) không lấy lại được từ sổ hỏng. Hãy đề nghị gửi lại tệp này."
    )
}

/// The name of a criterion that is gone.
pub(crate) fn lost_criterion(id: i64) -> String {
    format!("(tiêu chí không lấy lại được, số {id})")
}
