//! Everything a form says, in Vietnamese.

use chrono::NaiveDate;
use scorebook::{BaselineKind, Code, Points};

pub(crate) const SAMPLE: &str =
    "DỮ LIỆU MẪU: tỉnh, tiêu chí và mọi con số đều là hư cấu, không phải số liệu chính thức";
pub(crate) const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub(crate) const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub(crate) const CODE: &str = "Mã";
pub(crate) const NAME: &str = "Lĩnh vực/Tiêu chí/Tiêu chí thành phần";
pub(crate) const MAX: &str = "Điểm tối đa";
pub(crate) const EVIDENCE: &str = "Tài liệu kiểm chứng";
/// "Lý do": read back as part of the explanation.
pub(crate) const CAUSE: &str = "Lý do chưa đạt điểm tối đa";
/// The sheet that holds the list of causes.
pub(crate) const CAUSES_SHEET: &str = "Danh mục lý do";
pub(crate) const CHOOSE_CAUSE: &str = "Chọn một lý do trong danh mục";
/// At most 32 letters, as [`NOT_TAKEN`].
pub(crate) const CAUSE_NOT_TAKEN: &str = "Lý do không có trong danh mục";
pub(crate) const OWN_WORDS: &str =
    "Hãy chọn một lý do trong danh mục. Lý do khác hoặc chi tiết hơn thì ghi ở cột Giải trình.";
pub(crate) const EXPLANATION: &str = "Giải trình";
pub(crate) const TOTAL: &str = "Tổng cộng";
/// Stands where last year has no result of that kind, and for the sum while nothing is scored.
pub(crate) const NO_RESULT: &str = "–";
pub(crate) const PREPARED_BY: &str = "NGƯỜI LẬP BIỂU";
pub(crate) const HEAD_OF_BODY: &str = "THỦ TRƯỞNG CƠ QUAN";
pub(crate) const SIGN: &str = "(Ký, ghi rõ họ tên)";
pub(crate) const SIGN_AND_SEAL: &str = "(Ký tên, đóng dấu)";
pub(crate) const PAGE_OF: &str = "Trang &P/&N";
/// At most 32 letters: so much fits the title of a spreadsheet program's message.
pub(crate) const NOT_TAKEN: &str = "Điểm không hợp lệ";

pub(crate) fn sheet(year: i32) -> String {
    format!("Tự chấm {year}")
}

pub(crate) fn title(year: i32) -> String {
    format!("BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}")
}

/// Names no body: above the table, a name is the sender's.
pub(crate) fn instruction(due: NaiveDate) -> String {
    format!(
        "Chỉ điền vào các ô nền vàng. Điểm tự chấm từ 0 đến điểm tối đa; để trống không phải là 0 điểm: không \
         đạt điểm nào thì ghi số 0. Mỗi điểm cần tài liệu kiểm chứng hoặc giải trình. Không thêm, bớt dòng, cột. \
         Lưu và gửi lại chính tệp này trước ngày {}.",
        due.format("%d/%m/%Y")
    )
}

pub(crate) fn prior(kind: BaselineKind, year: i32) -> String {
    format!("Điểm {} năm {}", scorebook::vi::baseline_kind(kind), year - 1)
}

pub(crate) fn score(year: i32) -> String {
    format!("Điểm tự chấm năm {year}")
}

/// What a spreadsheet program says when a score is refused.
pub(crate) fn out_of_range(code: &Code, max: Points) -> String {
    format!(
        "Điểm tự chấm của tiêu chí {code} phải là một số từ 0 đến {max}. Chưa chấm thì để trống; để trống không \
         phải là 0 điểm."
    )
}

/// What it says when the cell is entered.
pub(crate) fn range(max: Points) -> String {
    format!("Từ 0 đến {max}")
}

/// Text before and after the number of scored criteria.
pub(crate) fn scored(criteria: usize) -> (&'static str, String) {
    ("Đã chấm ", format!("/{criteria} tiêu chí"))
}

pub(crate) fn signing_date(year: i32) -> String {
    format!("Ngày …… tháng …… năm {year}")
}

pub(crate) fn file_stem(body: &str, year: i32) -> String {
    format!("Biểu tự chấm CCHC {year} - {body}")
}
