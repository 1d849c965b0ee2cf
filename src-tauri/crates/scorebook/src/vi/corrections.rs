//! What the officer changed, what she is asked, what is remembered.

use super::{clip, column};
use crate::correction::{Choice, Correction, DecimalSign, Extent, LegacyEncoding};
use crate::difference::{Change, Difference};
use crate::plan::ColumnRole;
use crate::source::column_letters;
use crate::{Agency, CatalogueNode, Points};

/// A correction, as a sentence without subject. Names come from `agencies`.
pub fn correction(correction: &Correction, agencies: &[Agency]) -> String {
    match correction {
        Correction::Header { sheet, first, last } if first == last => {
            format!("{sheet}: dòng {} là dòng tiêu đề", first + 1)
        }
        Correction::Header { sheet, first, last } => {
            format!("{sheet}: các dòng {}–{} là dòng tiêu đề", first + 1, last + 1)
        }
        Correction::Column { sheet, column, role, .. } => {
            format!("{sheet}: {}", column_is(*column, *role))
        }
        Correction::Match { sheet, row, criterion } => {
            format!("{sheet}: dòng {} là tiêu chí {criterion}", row + 1)
        }
        Correction::Exclude { sheet, row, reason } => {
            format!("{sheet}: bỏ dòng {} (lý do: {})", row + 1, clip(reason))
        }
        Correction::Value { sheet, row, points: Some(points), reason } => {
            format!("{sheet}: điểm ở dòng {} là {points} (lý do: {})", row + 1, clip(reason))
        }
        Correction::Value { sheet, row, points: None, reason } => {
            format!("{sheet}: điểm ở dòng {} để trống (lý do: {})", row + 1, clip(reason))
        }
        Correction::Notation { sheet, column, notation, .. } => {
            format!("{sheet}: {}", column_writes(*column, *notation))
        }
        Correction::Shown { sheet, column, take, .. } => {
            let which = if *take { "đang hiện" } else { "đang lưu" };
            format!("{sheet}: cột {} lấy số {which} trong tệp", column_letters(*column))
        }
        Correction::Encoding { encoding } => encoded(*encoding).into(),
        Correction::Agency { agency } => {
            let name = agencies.iter().find(|a| a.id == *agency).map(|a| a.name.as_str());
            format!("tệp của {}", name.unwrap_or("cơ quan không có trong sổ"))
        }
        Correction::Extent { extent: Extent::Supplement } => {
            "tệp là bản bổ sung cho bản trước".into()
        }
        Correction::Extent { extent: Extent::Replacement } => {
            "tệp thay thế toàn bộ bản trước".into()
        }
    }
}

/// A remembered answer, as a sentence without subject.
pub fn choice(choice: &Choice) -> String {
    match choice {
        Choice::Column { column, role } => column_is(*column, *role),
        Choice::Notation { column, notation } => column_writes(*column, *notation),
        Choice::Encoding { encoding } => encoded(*encoding).into(),
        Choice::Match { code, name, criterion } => {
            format!("dòng “{}” là tiêu chí {criterion}", clip(format!("{code} {name}").trim()))
        }
    }
}

/// An answer that was applied from memory.
pub fn recalled(correction: &Correction) -> String {
    format!("Đã áp dụng lựa chọn đã nhớ: {}.", self::correction(correction, &[]))
}

fn column_is(at: u32, role: ColumnRole) -> String {
    match role {
        ColumnRole::Other => format!("cột {} không dùng", column_letters(at)),
        role => format!("cột {} là “{}”", column_letters(at), column(role)),
    }
}

fn column_writes(at: u32, sign: DecimalSign) -> String {
    format!("cột {} dùng {} làm dấu thập phân", column_letters(at), decimal_sign(sign))
}

/// The word for a decimal sign.
pub fn decimal_sign(sign: DecimalSign) -> &'static str {
    match sign {
        DecimalSign::Comma => "dấu phẩy",
        DecimalSign::Dot => "dấu chấm",
    }
}

fn encoded(encoding: LegacyEncoding) -> &'static str {
    match encoding {
        LegacyEncoding::Tcvn3 => "chữ trong tệp theo bảng mã TCVN3",
        LegacyEncoding::Vni => "chữ trong tệp theo bảng mã VNI",
        LegacyEncoding::Unicode => "chữ trong tệp để nguyên",
    }
}

/// Asks how a number is read.
pub fn ask_notation(raw: &str, at: u32) -> String {
    format!(
        "“{}” đọc được theo hai cách và cột {} không cho biết cách viết số. Dấu nào là dấu thập phân?",
        clip(raw),
        column_letters(at)
    )
}

/// Answers [`ask_notation`]: the reading that sign gives.
pub fn answer_notation(sign: DecimalSign, reads: Option<Points>) -> String {
    let reads = reads.map(|points| format!(": {points} điểm")).unwrap_or_default();
    let mut word = decimal_sign(sign).to_owned();
    word.replace_range(..1, "D");
    format!("{word}{reads}")
}

/// Asks which column is the score.
pub fn ask_score_column() -> &'static str {
    "Chưa rõ cột nào là điểm tự chấm. Hãy chọn cột điểm tự chấm."
}

/// Asks whether a doubtful column is the score.
pub fn ask_is_score(finding: &crate::Finding) -> String {
    super::finding(finding)
}

/// Answers [`ask_is_score`]: its figures are the body's points.
pub fn answer_is_score(at: u32, heading: &str) -> String {
    format!("{} là điểm tự chấm: lấy nguyên các số đang ghi", answer_column(at, heading))
}

/// Answers [`ask_is_score`]: they are not.
pub fn answer_is_no_score(at: u32) -> String {
    format!("Cột {} không phải điểm tự chấm: không lấy số nào", column_letters(at))
}

/// Answers [`ask_score_column`].
pub fn answer_column(at: u32, heading: &str) -> String {
    if heading.is_empty() {
        return format!("Cột {}", column_letters(at));
    }
    format!("Cột {} “{}”", column_letters(at), clip(heading))
}

/// Asks which of two criteria a row is, whose code says one and whose name another.
pub fn ask_contradiction(code: &str, name: &str) -> String {
    format!(
        "Mã “{}” và tên “{}” không cùng một tiêu chí. Dòng này là tiêu chí nào?",
        clip(code),
        clip(name)
    )
}

/// Asks which criterion a row is whose name several have.
pub fn ask_shared_name(name: &str) -> String {
    format!("Nhiều tiêu chí cùng có tên “{}”. Dòng này là tiêu chí nào?", clip(name))
}

/// Asks which criterion a row is that matches none.
pub fn ask_criterion(row: &str) -> String {
    format!(
        "Dòng “{}” có điểm nhưng không khớp tiêu chí nào. Có phải là tiêu chí gần nhất không?",
        clip(row)
    )
}

/// Answers with a criterion.
pub fn answer_criterion(node: &CatalogueNode) -> String {
    format!("{} {} (tối đa {})", node.code, clip(&node.name), node.max_points)
}

/// Answers that a row is none.
pub fn answer_exclude() -> &'static str {
    "Không phải tiêu chí nào: bỏ dòng này"
}

/// The reason kept with such a row.
pub fn reason_no_criterion() -> &'static str {
    "không xác định được tiêu chí"
}

/// Asks which of two rows of one criterion counts.
pub fn ask_twice(node: &CatalogueNode) -> String {
    format!("Tiêu chí {} có hai dòng với điểm khác nhau. Lấy dòng nào?", node.code)
}

/// Answers [`ask_twice`]: 0-based row, its points.
pub fn answer_row(row: u32, points: Points) -> String {
    format!("Lấy dòng {}: {points} điểm", row + 1)
}

/// The reason kept with the row that is left out.
pub fn reason_other_row(row: u32) -> String {
    format!("trùng tiêu chí, đã lấy dòng {}", row + 1)
}

/// Asks which letters a file is in.
pub fn ask_encoding(before: &str) -> String {
    format!("Tệp có chữ theo bảng mã cũ, ví dụ “{}”. Đọc theo bảng mã nào?", clip(before))
}

/// Answers [`ask_encoding`]: how the example reads then.
pub fn answer_encoding(encoding: LegacyEncoding, reads: &str) -> String {
    let name = match encoding {
        LegacyEncoding::Tcvn3 => "TCVN3",
        LegacyEncoding::Vni => "VNI",
        LegacyEncoding::Unicode => "Để nguyên",
    };
    format!("{name}: “{}”", clip(reads))
}

/// Asks whose file it is.
pub fn ask_agency() -> &'static str {
    "Chưa rõ tệp của cơ quan nào. Hãy chọn cơ quan."
}

/// Asks whether a column's figures are what the file shows.
pub fn ask_shown(at: u32, shown: &str, stored: &str) -> String {
    format!(
        "Cột {} có số hiện làm tròn, ví dụ hiện {} nhưng lưu {}. Lấy số đang hiện?",
        column_letters(at),
        clip(shown),
        clip(stored)
    )
}

/// Answers [`ask_shown`].
pub fn answer_shown(take: bool) -> &'static str {
    if take { "Lấy số đang hiện trong tệp" } else { "Lấy số đang lưu trong tệp" }
}

/// The reason kept with a score that was taken as shown.
pub fn reason_shown() -> &'static str {
    "lấy số đang hiện trong tệp"
}

/// Asks what a file is to the body's last one; a number of criteria would lose their scores.
pub fn ask_extent(revision: u32, vanishing: usize) -> String {
    format!(
        "Bản trước (lần {revision}) có điểm của {vanishing} tiêu chí mà tệp này không có hoặc để trống. Tệp này là bản bổ sung hay bản thay thế?"
    )
}

/// Answers [`ask_extent`].
pub fn answer_extent(extent: Extent) -> &'static str {
    match extent {
        Extent::Supplement => "Bản bổ sung: giữ các điểm đó của bản trước",
        Extent::Replacement => "Bản thay thế: bỏ các điểm đó",
    }
}

/// What undoing a file leaves.
pub fn kept_file() -> &'static str {
    "Tệp gốc và điểm đã đọc vẫn được lưu trong sổ, không còn được tính"
}

/// A snapshot that undoing leaves.
pub fn kept_snapshot(number: i64) -> String {
    format!("Bản chốt số liệu lần {number} và văn bản in từ đó giữ nguyên số cũ")
}

/// A new file against the body's previous one: a summary, then a line for each criterion that is not as it
/// was.
pub fn difference(difference: &Difference) -> Vec<String> {
    let before = format!("So với bản lần {} “{}”", difference.revision, clip(&difference.file));
    let count = difference.changed().count();
    if count == 0 {
        return vec![format!("{before}: không tiêu chí nào đổi điểm.")];
    }
    let mut lines = vec![format!("{before}: {count} tiêu chí thay đổi.")];
    lines.extend(difference.changed().map(|row| {
        let points =
            |points: Option<Points>| points.map_or("để trống".into(), |p| p.to_string());
        let (old, new) = (points(row.old), points(row.new));
        match row.change {
            Change::Appeared => format!("{} mới có: {new}", row.code),
            Change::Vanished => format!("{} không còn dòng nào nhận được (trước: {old})", row.code),
            _ if row.rose_without_evidence() => format!(
                "{} {old} → {new}: tăng điểm nhưng không thêm tài liệu kiểm chứng",
                row.code
            ),
            _ => format!("{} {old} → {new}", row.code),
        }
    }));
    lines
}
