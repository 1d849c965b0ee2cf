//! Every Vietnamese sentence on the Rust side that tells of data: findings, operations, errors, and the
//! words of the domain. Documents have their own wording in `briefing`.

mod corrections;
mod faults;
mod recovery;

pub use self::corrections::*;
pub use self::faults::*;
pub(crate) use self::recovery::*;
use crate::crosswalk::{Comparison, LinkKind};
use crate::deadline::DeadlineKind;
use crate::decision::{Likelihood, Status, Verdict};
use crate::finding::{CriterionCell, SumDiffers};
use crate::losses::{Coverage, Facet, Flag};
use crate::papers::PaperChange;
use crate::plan::{AgencyBasis, Bucket, ColumnRole, FileNote, FileNoteKind, Origin};
use crate::submission::ScoreState;
use crate::{BaselineKind, Code, Error, Finding, OffPage, Op, Points, Role, Scoring, Severity};

/// What was found, and what to do.
pub fn finding(finding: &Finding) -> String {
    use Finding as F;
    match finding {
        F::NotASpreadsheet { detail } if detail.is_empty() => {
            "Tệp không phải là bảng tính (.xlsx, .xls, .ods, .csv) hay văn bản có bảng (.docx, .doc, .odt, .rtf). Đề nghị cơ quan gửi lại tệp bảng tính.".into()
        }
        F::NotASpreadsheet { detail } => format!(
            "Tệp không phải là bảng tính mà là {detail}. Đề nghị cơ quan gửi lại tệp .xlsx, .xls, .ods, .csv, .docx, .doc, .odt hoặc .rtf."
        ),
        F::EmptyFile => "Tệp rỗng, không có dữ liệu. Đề nghị cơ quan gửi lại.".into(),
        F::DamagedFile { detail } => format!(
            "Tệp bị hỏng, không đọc được ({detail}). Hãy mở bằng chương trình đã tạo ra tệp, lưu lại thành .xlsx hoặc .docx, hoặc đề nghị gửi lại."
        ),
        F::PasswordProtected => {
            "Tệp được đặt mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi nhập lại tệp.".into()
        }
        F::SeparatorUnclear { row } => format!(
            "Dòng {row} của tệp văn bản không chia ô được như dòng tiêu đề: dấu ngăn cách ô cũng nằm trong ô (thường là dấu phẩy vừa ngăn ô vừa làm dấu thập phân), nên không biết ô nào là điểm. Hãy mở tệp gốc bằng Excel, lưu thành .xlsx rồi nhập lại, hoặc đề nghị gửi lại."
        ),
        F::QuoteUnclosed { line } => format!(
            "Dòng {line} của tệp văn bản có dấu ngoặc kép mở mà không đóng đúng chỗ, các dòng sau có thể bị nuốt vào một ô. Hãy mở tệp gốc bằng Excel, lưu thành .xlsx rồi nhập lại, hoặc đề nghị gửi lại."
        ),
        F::OnlyPicture { sheet } => format!(
            "Trang tính “{sheet}” chỉ có ảnh (có thể là bản chụp), không có ô chữ số để đọc. Hãy tự xem ảnh và nhập điểm bằng tay, hoặc đề nghị gửi lại bảng tính."
        ),
        F::EmbeddedTable => {
            "Văn bản chứa bảng Excel nhúng, không đọc được. Hãy mở bằng Word, bấm đúp vào bảng, lưu bảng đó thành .xlsx rồi nhập lại.".into()
        }
        F::NotAllRead { what } => format!(
            "{what}. Hãy kiểm tra phần này có điểm không; nếu có, hãy tách ra tệp riêng rồi nhập."
        ),
        F::LockedArchive => {
            "Tệp nén hoặc thư được mã hóa, không mở được. Hãy mở bằng mật khẩu, lấy các tệp bên trong ra rồi nhập từng tệp, hoặc đề nghị cơ quan gửi lại không đặt mật khẩu.".into()
        }
        F::ArchivePart => {
            "Đây là một phần của tệp nén nhiều phần, hoặc tệp nén bị cắt ngang. Hãy để đủ các phần vào một thư mục, giải nén rồi nhập các tệp bên trong, hoặc đề nghị cơ quan gửi lại trong một tệp.".into()
        }
        F::NotRead { detail } => format!(
            "Chưa đọc được tệp: {detail}. Hãy thử nhập lại; nếu vẫn vậy, hãy khởi động lại chương trình."
        ),
        F::TooLarge { detail } => {
            format!("Tệp vượt giới hạn đọc: {detail}. Hãy bỏ bớt trang tính không liên quan rồi nhập lại.")
        }
        F::NoSpreadsheetInside { names } if names.is_empty() => {
            "Tệp nén hoặc thư không chứa tệp nào. Đề nghị cơ quan gửi lại.".into()
        }
        F::NoSpreadsheetInside { names } => format!(
            "Tệp nén hoặc thư không chứa bảng tính nào, chỉ có: {}. Đề nghị cơ quan gửi lại tệp bảng tính.",
            several(names)
        ),
        F::NotReadBeside { names } => format!(
            "Trong cùng tệp nén hoặc thư còn các tệp không phải bảng tính, không đọc: {}. Hãy tự xem nếu cần.",
            several(names)
        ),
        F::ContinuedTable { after } => format!(
            "Trang tính không có dòng tiêu đề; được đọc tiếp theo các cột của trang “{}”. Hãy kiểm tra.",
            clip(after)
        ),
        F::NoTable => {
            "Không tìm thấy bảng điểm: cần có dòng tiêu đề với cột tên tiêu chí và cột điểm. Hãy kiểm tra lại tệp.".into()
        }
        F::NoAgency => {
            "Chưa rõ tệp của cơ quan nào: tiêu đề thư, tên tệp và các dòng điểm đều không cho biết. Hãy chọn cơ quan.".into()
        }
        F::AgencyUnclear { candidates } => format!(
            "Chưa rõ tệp của cơ quan nào, có thể là: {}. Hãy chọn cơ quan.",
            candidates.join("; ")
        ),
        F::UnknownAgency { name } => format!(
            "“{name}” chưa có trong danh sách cơ quan của sổ. Hãy thêm cơ quan này, hoặc chọn cơ quan khác."
        ),
        F::OtherYear { found, expected } => format!(
            "Tệp ghi năm {found}, không phải năm {expected}. Hãy kiểm tra xem có nhầm tệp hay không."
        ),
        F::AmbiguousColumn { headings, taken, differing } if taken.is_empty() => format!(
            "Có nhiều cột có thể là điểm tự chấm: {}{}. Hãy chọn một cột.",
            quoted(headings),
            in_brackets("khác nhau ở ", differing)
        ),
        F::AmbiguousColumn { headings, taken, .. } => format!(
            "Có nhiều cột có thể là điểm tự chấm: {}; đã lấy cột “{taken}”. Hãy kiểm tra lại.",
            quoted(headings)
        ),
        F::PartOfYear { heading } => format!(
            "Cột “{}” là điểm của một phần năm, và không có cột điểm nào khác. Hãy cho biết có phải điểm tự chấm cả năm không.",
            clip(heading)
        ),
        F::NotPoints { heading } => format!(
            "Cột “{}” có vẻ không phải số điểm (tỷ lệ, mức độ hoặc phần còn thiếu). Hãy cho biết có phải điểm tự chấm không.",
            clip(heading)
        ),
        F::MostlyOverMax { heading } => format!(
            "Phần lớn số ở cột “{}” lớn hơn điểm tối đa: có vẻ không phải số điểm hoặc theo thang điểm khác. Hãy cho biết có phải điểm tự chấm không.",
            clip(heading)
        ),
        F::OtherScale { criterion, found, expected } => format!(
            "Bảng dùng thang điểm khác bộ tiêu chí: mọi điểm tối đa đều lệch cùng một tỷ lệ (ví dụ tiêu chí {criterion}: {found} thay vì {expected}). Hãy hỏi lại cơ quan; điểm không được tự quy đổi."
        ),
        F::UnusedFigures { headings, figures } => format!(
            "Có số ở cột không dùng đến {}: {}. Hãy kiểm tra có phải điểm tự chấm không.",
            quoted(headings),
            cells(figures)
        ),
        F::Noted { text } => format!("Ghi chú trong tệp: “{}”. Hãy đọc kèm khi xem điểm.", clip_long(text)),
        F::MailText { text } => format!(
            "Thư gửi kèm tệp có nói về điểm: “{}”. Hãy đọc và so với các điểm trong tệp.",
            clip_long(text)
        ),
        F::NoScores => {
            "Không dòng nào có điểm đọc được nên tệp không được ghi. Hãy kiểm tra lại tệp.".into()
        }
        F::TwoVersions { other, other_counts: None } => format!(
            "Cùng lúc có hai bản của một cơ quan: tệp này và “{}”; hai bản không cho biết bản nào mới hơn. Hãy chọn bản được tính, bỏ bản kia.",
            clip(other)
        ),
        F::TwoVersions { other, other_counts: Some(true) } => format!(
            "Cùng lúc có hai bản của một cơ quan: theo tên tệp, bản “{}” mới hơn và được tính, không phải tệp này. Hãy kiểm tra lại.",
            clip(other)
        ),
        F::TwoVersions { other, other_counts: Some(false) } => format!(
            "Cùng lúc có hai bản của một cơ quan: theo tên tệp, tệp này mới hơn và được tính, không phải bản “{}”. Hãy kiểm tra lại.",
            clip(other)
        ),
        F::ScoresWouldVanish { revision, scores } => format!(
            "Bản trước (lần {revision}) có điểm mà tệp này không có hoặc để trống: {}. Hãy cho biết tệp này là bản bổ sung (giữ các điểm đó) hay bản thay thế (bỏ các điểm đó).",
            cells(scores)
        ),
        F::NoScoreColumn => {
            "Bảng này chưa có cột điểm tự chấm nên không đọc điểm nào. Hãy chỉ cột điểm tự chấm.".into()
        }
        F::CorrectionNotApplied { what } => format!(
            "Không áp dụng được thay đổi “{what}”: không còn chỗ đó trong tệp hoặc dòng đó không nhận điểm. Hãy bỏ thay đổi này."
        ),
        F::Hidden { what } => format!("{what} đang bị ẩn trong tệp; vẫn được đọc. Hãy kiểm tra có đúng ý cơ quan gửi không."),
        F::LegacyText { encoding, before, after, count } => format!(
            "{count} ô dùng bảng mã {encoding}: “{}” được đọc là “{}”. Hãy kiểm tra; nguyên văn vẫn được giữ.",
            clip(before),
            clip(after)
        ),
        F::Unreadable { raw } => {
            format!("Không đọc được “{}” thành điểm. Hãy hỏi lại cơ quan gửi.", clip(raw))
        }
        F::OffPage { criterion, why, text, read } => off_page(criterion.as_ref(), *why, text, read),
        F::FormulaNotComputed { criterion, stored, of_empty_cell: true } => format!(
            "Ô điểm của {criterion} là công thức lấy từ một ô trống, kết quả “{}” không phải là điểm. Hãy hỏi lại cơ quan gửi hoặc nhập điểm đúng.",
            clip(stored)
        ),
        F::FormulaNotComputed { criterion, stored, of_empty_cell: false } => format!(
            "Ô điểm của {criterion} là công thức, kết quả “{}” trong tệp chưa được Excel tính. Hãy mở tệp bằng Excel, lưu lại rồi nhập lại.",
            clip(stored)
        ),
        F::FromOtherFile { criterion } => format!(
            "Điểm của {criterion} được công thức lấy từ một tệp khác; số lưu trong tệp này có thể đã cũ. Hãy hỏi lại cơ quan gửi."
        ),
        F::FormulaWithoutValue { formula } => format!(
            "Ô có công thức “{}” nhưng tệp không lưu kết quả. Hãy mở bằng Excel, lưu lại rồi nhập lại tệp.",
            clip(formula)
        ),
        F::AmbiguousNumber { raw } => format!(
            "“{}” có thể đọc theo hai cách (phần thập phân hoặc phần nghìn). Hãy chọn cách đọc hoặc hỏi lại cơ quan gửi.",
            clip(raw)
        ),
        F::MergedScore { criteria, raw } => format!(
            "Một ô điểm gộp “{}” nằm trên nhiều tiêu chí: {}. Hãy nhập điểm cho từng tiêu chí.",
            clip(raw),
            bare_codes(criteria)
        ),
        F::ParentScore { criterion, raw } => format!(
            "“{}” là điểm của cả tiêu chí {criterion}, các tiêu chí thành phần không có điểm. Hãy đề nghị cơ quan chấm từng tiêu chí thành phần.",
            clip(raw)
        ),
        F::ShownRounded { criterion, shown, stored } => format!(
            "Tiêu chí {criterion}: tệp hiện {shown} nhưng lưu {stored}. Hãy chọn lấy số đang hiện hay không."
        ),
        F::OverMax { criterion, reported, max } => format!(
            "Tiêu chí {criterion}: điểm tự chấm {reported} cao hơn điểm tối đa {max}. Đề nghị cơ quan chấm lại."
        ),
        F::Negative { criterion, reported } => format!(
            "Tiêu chí {criterion}: điểm tự chấm {reported} là số âm. Đề nghị cơ quan chấm lại."
        ),
        F::NotSelfScored { criterion, raw } => format!(
            "Tiêu chí {criterion} không thuộc phần tự chấm, nhưng tệp ghi “{}”. Giá trị này không được tính.",
            clip(raw)
        ),
        F::OutsideScope { criterion, lead } if lead.is_empty() => format!(
            "Tiêu chí {criterion} chưa được phân công cho cơ quan nào. Điểm được lưu để đối chiếu."
        ),
        F::OutsideScope { criterion, lead } => format!(
            "Tiêu chí {criterion} do {lead} chủ trì. Điểm của cơ quan này được lưu để đối chiếu, không tính vào kết quả."
        ),
        F::Duplicate { criterion, first } => {
            format!("Tiêu chí {criterion} có hai dòng cùng điểm; đã lấy dòng đầu ({first}).")
        }
        F::DuplicateConflict { criterion, first } => format!(
            "Tiêu chí {criterion} có hai dòng với điểm khác nhau (dòng đầu: {first}). Hãy hỏi lại cơ quan gửi."
        ),
        F::Unmatched { row, suggestion: Some(near) } => format!(
            "Dòng “{}” có điểm nhưng không khớp tiêu chí nào. Gần nhất là “{near}”.",
            clip(row)
        ),
        F::Unmatched { row, suggestion: None } => {
            format!("Dòng “{}” có điểm nhưng không khớp tiêu chí nào. Hãy kiểm tra mã và tên.", clip(row))
        }
        F::CodeNameMismatch { code, by_code, by_name } => format!(
            "Mã {code} là của “{}” nhưng tên lại là của “{}”. Hãy hỏi lại cơ quan gửi.",
            clip(by_code),
            clip(by_name)
        ),
        F::CodeUnknown { criterion, found } => format!(
            "Mã “{}” không có trong bộ tiêu chí; tên khớp tiêu chí {criterion} nên lấy theo tên.",
            clip(found)
        ),
        F::OptionScore { criterion, raw } => format!(
            "Dòng phương án dưới tiêu chí {criterion} ghi “{}” ở cột điểm; đã có điểm của tiêu chí nên không tính dòng này.",
            clip(raw)
        ),
        F::NameDiffers { criterion, found } => format!(
            "Tiêu chí {criterion}: tên trong tệp (“{}”) hơi khác bộ tiêu chí; đã khớp theo mã.",
            clip(found)
        ),
        F::MaxDiffers { criterion, found, expected } => format!(
            "Tiêu chí {criterion}: điểm tối đa trong tệp là {found}, trong bộ tiêu chí là {expected}; lấy theo bộ tiêu chí."
        ),
        F::OffScale { criterion, reported, steps } => {
            let steps: Vec<String> = steps.iter().map(Points::to_string).collect();
            format!(
                "Tiêu chí {criterion}: điểm {reported} không phải là mức nào của thang điểm ({}). Hãy hỏi lại cơ quan gửi.",
                steps.join(" · ")
            )
        }
        F::MissingRow { criterion, name } => {
            format!("Thiếu dòng của tiêu chí {criterion} “{}” do cơ quan này chủ trì.", clip(name))
        }
        F::BlankScore { criterion } => {
            format!("Tiêu chí {criterion}: ô điểm để trống. Để trống không phải là 0 điểm; hãy hỏi lại cơ quan gửi.")
        }
        F::NoEvidence { criterion } => {
            format!("Tiêu chí {criterion}: có điểm nhưng không có tài liệu kiểm chứng và không có giải trình.")
        }
        F::TotalDiffers { declared, summed } => format!(
            "Dòng cộng ghi {declared}, nhưng các dòng cộng lại được {summed}. Hãy hỏi lại cơ quan gửi."
        ),
        F::RepeatedCode { criterion, first } => {
            format!("Mã {criterion} lặp lại (lần đầu: {first}). Hãy sửa bộ tiêu chí rồi nhập lại.")
        }
        F::NoParent { criteria } => format!(
            "{} không có lĩnh vực hoặc tiêu chí cấp trên trong bảng. Hãy sửa rồi nhập lại.",
            codes(criteria)
        ),
        F::ParentSumDiffers { sums } => {
            let told = |s: &SumDiffers| {
                format!("{}: ghi {}, các mục con cộng lại được {}", s.criterion, s.declared, s.summed)
            };
            let told: Vec<String> = sums.iter().map(told).collect();
            format!("Điểm tối đa không khớp — {}. Hãy kiểm tra lại bộ tiêu chí.", told.join("; "))
        }
        F::NoMaximum { criteria } => {
            format!("{} không có điểm tối đa. Hãy bổ sung rồi nhập lại.", codes(criteria))
        }
        F::ScoringUnclear { criteria, raw } if raw.is_empty() => {
            format!("{}: chưa ghi hình thức đánh giá; tạm coi là tự chấm.", codes(criteria))
        }
        F::ScoringUnclear { criteria, raw } => format!(
            "{}: không hiểu hình thức đánh giá “{}”; tạm coi là tự chấm.",
            codes(criteria),
            clip(raw)
        ),
        F::NoCode { names } => {
            format!("Có điểm nhưng không có mã: {}.", several_texts(names))
        }
        F::TwoLeads { criteria, raw } => format!(
            "{}: ghi nhiều cơ quan chủ trì (“{}”); lấy cơ quan đầu, các cơ quan sau là phối hợp.",
            codes(criteria),
            clip(raw)
        ),
        F::NoLead { criteria } => format!("{}: chưa có cơ quan chủ trì.", codes(criteria)),
        F::CollectivePartner { criteria, raw } => format!(
            "{}: “{}” là nhiều cơ quan nói chung, không phải tên một cơ quan, nên không ghi vào phân công.",
            codes(criteria),
            clip(raw)
        ),
        F::OptionUnclear { criteria, texts } => format!(
            "{}: không đọc được điểm của dòng thang điểm {}; chưa đưa vào thang điểm.",
            codes(criteria),
            several_texts(texts)
        ),
        F::NoAssignment => "Không tìm thấy phân công nào: cần bảng có cột cơ quan chủ trì bên cạnh tiêu chí, hoặc danh \
             sách như “Sở Tư pháp: 2.1, 2.2.1–2.2.3”. Hãy kiểm tra lại tệp."
            .into(),
        F::AssignedTwice { criteria, agencies } => format!(
            "{}: được giao cho hai cơ quan chủ trì ({}); chưa ghi, hãy chọn một cơ quan.",
            codes(criteria),
            agencies.join("; ")
        ),
        F::UnknownCriteria { criteria } => {
            format!("{} không có trong bộ tiêu chí của năm này; không ghi.", codes(criteria))
        }
        F::NoResults => "Không tìm thấy kết quả nào: cần bảng có cột tiêu chí và cột điểm công bố, thẩm định hoặc tự \
             chấm. Hãy kiểm tra lại tệp."
            .into(),
        F::KindUnclear { headings } => format!(
            "Chưa rõ {} là kết quả công bố, thẩm định hay tự chấm. Hãy chọn loại kết quả.",
            quoted(headings)
        ),
        F::ResultAboveMax { criteria } => format!(
            "{}: kết quả cao hơn điểm tối đa trong bộ tiêu chí; chưa ghi. Hãy kiểm tra có đúng tiêu chí không.",
            codes(criteria)
        ),
        F::ResultSumDiffers { sums } => {
            let told = |s: &SumDiffers| {
                format!("{}: ghi {}, các mục con cộng lại được {}", s.criterion, s.declared, s.summed)
            };
            let told: Vec<String> = sums.iter().map(told).collect();
            format!("Kết quả không khớp — {}. Hãy kiểm tra lại tệp.", told.join("; "))
        }
        F::StepAboveMax { criteria } => {
            format!("{}: thang điểm có mức cao hơn điểm tối đa. Hãy kiểm tra lại.", codes(criteria))
        }
    }
}

/// "Tiêu chí 1.1, 1.2 và 30 tiêu chí khác".
fn codes(criteria: &[Code]) -> String {
    let listed = listed_codes(criteria);
    listed.replacen("tiêu chí", "Tiêu chí", 1)
}

/// "tiêu chí 1.1, 1.2 và 30 tiêu chí khác".
fn listed_codes(criteria: &[Code]) -> String {
    let shown: Vec<String> = criteria.iter().take(12).map(Code::to_string).collect();
    let more = criteria.len().saturating_sub(12);
    let shown = shown.join(", ");
    if more > 0 {
        format!("tiêu chí {shown} và {more} tiêu chí khác")
    } else {
        format!("tiêu chí {shown}")
    }
}

/// The first five of many texts of rows.
fn several_texts(texts: &[String]) -> String {
    let more = texts.len().saturating_sub(5);
    let shown: Vec<String> = texts.iter().take(5).map(|t| format!("“{}”", clip(t))).collect();
    let shown = shown.join(", ");
    if more > 0 { format!("{shown} và {more} dòng khác") } else { shown }
}

/// Where a file came from: "Trong “thư.eml”, do … gửi ngày …".
pub fn origin(origin: &Origin) -> String {
    let mut told = format!("Nằm trong “{}”", origin.container);
    if let Some(sender) = &origin.sender {
        told.push_str(", người gửi: ");
        told.push_str(&clip(sender));
    }
    if let Some(sent_at) = origin.sent_at {
        told.push_str(&sent_at.format(", gửi lúc %H:%M ngày %d/%m/%Y").to_string());
    }
    told
}

/// The first ten of many names.
fn several(names: &[String]) -> String {
    let more = names.len().saturating_sub(10);
    let shown =
        names.iter().take(10).map(|n| format!("“{}”", clip(n))).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{shown} và {more} tệp khác") } else { shown }
}

fn quoted(headings: &[String]) -> String {
    headings.iter().map(|h| format!("“{h}”")).collect::<Vec<_>>().join(", ")
}

/// "2.1.1 (ô D6: 0,5); 2.1.2 (ô D7: 1)".
fn cells(cells: &[CriterionCell]) -> String {
    let one = |c: &CriterionCell| format!("{} (ô {}: {})", c.criterion, c.cell, clip(&c.raw));
    cells.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Those cells behind a sentence, or nothing where there are none.
fn in_brackets(before: &str, of: &[CriterionCell]) -> String {
    if of.is_empty() { String::new() } else { format!("; {before}{}", cells(of)) }
}

fn bare_codes(codes: &[Code]) -> String {
    codes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// A note inside a sentence: at most 300 characters of it.
fn clip_long(text: &str) -> String {
    let text = crate::text::tidy(text);
    if text.chars().count() <= 300 {
        return text;
    }
    let mut short: String = text.chars().take(299).collect();
    short.push('…');
    short
}

/// What speaks beside the figures: "Ghi chú ở ô D7 (Sheet1): “…”".
pub fn note(note: &FileNote) -> String {
    let kind = match note.kind {
        FileNoteKind::Comment => "Ghi chú",
        FileNoteKind::TextBox => "Hộp văn bản",
        FileNoteKind::Footnote => "Chú thích",
        FileNoteKind::Mail => "Nội dung thư",
    };
    let place = match (&note.sheet, &note.cell) {
        (Some(sheet), Some(cell)) => format!(" ở ô {cell} (trang “{sheet}”)"),
        (Some(sheet), None) => format!(" ở trang “{sheet}”"),
        _ => String::new(),
    };
    format!("{kind}{place}: “{}”", note.text)
}

/// Foreign text inside a sentence: at most 80 characters of it.
fn clip(text: &str) -> String {
    if text.chars().count() <= 80 {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(79).collect();
    short.push('…');
    short
}

/// What went wrong with the store, and what to do.
pub fn error(error: &Error) -> String {
    use Error as E;
    match error {
        E::NotAStore { file } => {
            format!("“{file}” không phải là sổ điểm của chương trình này. Hãy chọn tệp .sodiem khác.")
        }
        E::NewerStore { file } => format!(
            "“{file}” được tạo bằng phiên bản mới hơn. Hãy cài phiên bản mới của chương trình rồi mở lại."
        ),
        E::Damaged { file, detail, backup } => format!(
            "Sổ “{file}” không nguyên vẹn ({detail}). Chưa ghi gì vào sổ. {}",
            way_out(backup.as_deref())
        ),
        E::Truncated { file, backup } => format!(
            "“{file}” bị cụt: phần cuối của tệp không còn, có thể do chép hoặc gửi dở dang. Chưa ghi gì. {}",
            way_out(backup.as_deref())
        ),
        E::MigrationFailed { file, detail } => format!(
            "Không chuyển được sổ “{file}” sang phiên bản mới ({detail}). Sổ còn nguyên như cũ; hãy gửi tệp sổ và \
             thông báo này cho bộ phận hỗ trợ."
        ),
        E::NoPermission { file } => format!(
            "Không có quyền ghi “{file}”. Hãy kiểm tra quyền của tệp và thư mục, hoặc chép sổ sang thư mục của anh/chị."
        ),
        E::FolderReadOnly => {
            "Không ghi được vào thư mục chứa sổ. Chưa ghi gì; hãy kiểm tra quyền của thư mục, hoặc chép sổ sang thư mục khác.".into()
        }
        E::FolderNotFound { folder } => format!(
            "Không thấy thư mục “{folder}”. Nếu đó là USB hoặc ổ mạng, hãy cắm hoặc nối lại rồi thử lại."
        ),
        E::StoreGone { file } => format!(
            "Tệp “{file}” đã bị xóa, đổi tên hoặc dời đi khi sổ đang mở. Thay đổi vừa rồi chưa được ghi; hãy đưa tệp về \
             chỗ cũ hoặc mở lại sổ."
        ),
        E::StoreReplaced { file } => format!(
            "Tệp “{file}” đã bị thay bằng tệp khác khi sổ đang mở. Thay đổi vừa rồi không được ghi vào tệp đó; hãy mở lại sổ \
             để xem tệp hiện nay có gì."
        ),
        E::FateUnknown { detail } => format!(
            "Ổ đĩa báo lỗi ở bước ghi cuối cùng ({detail}). Chưa rõ thay đổi vừa rồi đã được ghi hay chưa; hãy mở lại sổ và \
             xem nhật ký trước khi làm tiếp."
        ),
        E::SameFile { file } => format!("“{file}” chính là sổ này. Hãy chọn một bản sao lưu."),
        E::NothingToRecover { file } => {
            format!("Không đọc được gì từ “{file}”. Chưa lập sổ mới.")
        }
        E::InUse { file } => {
            format!("Sổ “{file}” đang được mở ở cửa sổ hoặc chương trình khác. Hãy đóng nơi đó rồi thử lại.")
        }
        E::AlreadyExists { file } => format!("Tệp “{file}” đã có. Hãy chọn tên khác; sổ cũ không bị ghi đè."),
        E::FilesExist { files } => format!(
            "Thư mục đã có {}. Chưa ghi gì; hãy chọn thư mục khác, hoặc dời các tệp đó đi rồi thử lại.",
            quoted(files)
        ),
        E::SomeWritten { written, missing, why } => format!(
            "Mới ghi được {} trên {} tệp. Đã có: {}. Chưa ghi: {}. Lý do: {}",
            written.len(),
            written.len() + missing.len(),
            quoted(written),
            quoted(missing),
            self::error(why)
        ),
        E::NoForms => "Bộ tiêu chí không phân công cơ quan nào chủ trì tiêu chí tự chấm, nên không có biểu mẫu. \
             Hãy kiểm tra cột cơ quan chủ trì trong bộ tiêu chí."
            .into(),
        E::FormUnwritable { body, detail } => format!(
            "Không lập được biểu mẫu của {body} ({detail}). Chưa ghi tệp nào; hãy kiểm tra tên tiêu chí trong bộ tiêu chí."
        ),
        E::NotFound { file } => format!("Không tìm thấy tệp “{file}”. Hãy kiểm tra lại đường dẫn."),
        E::NoJournal { mode } => format!(
            "Không giữ được sổ trong một tệp (chế độ nhật ký “{mode}”). Chưa ghi gì; hãy chép sổ sang thư mục khác rồi mở lại."
        ),
        E::Blocked { count } => format!(
            "Còn {count} vấn đề phải xử lý trước khi ghi. Chưa ghi gì."
        ),
        E::NoAgency => "Chưa chọn cơ quan cho tệp. Chưa ghi gì.".into(),
        E::PlanOutdated => "Sổ đã thay đổi sau khi tệp này được đọc. Hãy đọc lại tệp rồi ghi.".into(),
        E::UnknownCriterion { code } => format!("Không có tiêu chí {code} trong sổ này."),
        E::NotDecidable { code } => {
            format!("Tiêu chí {code} không thuộc phần tự chấm nên không có điểm thống nhất.")
        }
        E::ReasonRequired { code } => format!(
            "Tiêu chí {code}: điểm thống nhất khác điểm tự chấm nên phải ghi lý do."
        ),
        E::OutOfRange { code, max } => {
            format!("Tiêu chí {code}: điểm thống nhất phải từ 0 đến {max}.")
        }
        E::NothingSent => {
            "Cơ quan này chưa có bản tự chấm trong sổ nên chưa ghi được ngày gửi. Hãy nhập tệp của cơ quan trước.".into()
        }
        E::NothingToAccept { code } => format!(
            "Tiêu chí {code} chưa có điểm tự chấm để chấp nhận. Hãy ghi điểm thống nhất hoặc gửi lại cơ quan."
        ),
        E::PointsRequired { code } => format!("Tiêu chí {code}: hãy ghi điểm thống nhất."),
        E::QuestionRequired { code } => {
            format!("Tiêu chí {code}: hãy ghi nội dung đề nghị cơ quan giải trình.")
        }
        E::RecoverableOutOfRange { code, max } => {
            format!("Tiêu chí {code}: điểm có thể khắc phục phải từ 0 đến {max}.")
        }
        E::BadShares { code } => format!(
            "Tiêu chí {code}: mỗi cơ quan chịu trách nhiệm chỉ ghi một lần, phần từ 1 trở lên."
        ),
        E::NoSuchScore { code } => format!(
            "Cơ quan được chọn không chấm tiêu chí {code}. Hãy chọn một trong các cơ quan đã chấm."
        ),
        E::NameRequired => "Chưa ghi tên. Hãy ghi tên rồi lưu lại.".into(),
        E::NameTaken { name } => format!("Đã có “{}”. Hãy chọn tên khác.", clip(name)),
        E::UnknownName { name } => format!("Không có “{}” trong sổ này.", clip(name)),
        E::BadLink => {
            "Số mục của hai bên không khớp với loại quan hệ đã chọn. Hãy chọn lại các mục.".into()
        }
        E::NoEarlierYear => "Sổ chưa có năm trước nên không có bảng đối chiếu.".into(),
        E::NotTheNextYear { year, expected } => {
            format!("Bộ tiêu chí là của năm {year}; năm tiếp theo của sổ là {expected}.")
        }
        E::NothingToRedo => "Không có thao tác nào để làm lại.".into(),
        E::CannotRedo { op } => format!("Không làm lại được: {op}."),
        E::NothingToUndo => "Không có thao tác nào để hoàn tác.".into(),
        E::CannotUndo { op } => format!("Không hoàn tác được: {op}."),
        E::DiskFull => "Ổ đĩa đã đầy, chưa ghi được. Dữ liệu cũ còn nguyên; hãy giải phóng chỗ trống rồi thử lại.".into(),
        E::Io { file, detail } => format!("Không đọc hoặc ghi được “{file}” ({detail})."),
        E::Database(detail) => format!("Sổ điểm báo lỗi khi ghi ({detail}). Chưa ghi gì; hãy thử lại."),
        E::FileAltered { file } => format!(
            "Tệp gốc “{file}” trong sổ không còn khớp mã kiểm tra nên không mở. Hãy kiểm tra sổ ở Nhật ký."
        ),
        E::Corrupt(detail) => format!("Dữ liệu trong sổ không đúng định dạng ({detail})."),
    }
}

/// What to do with a book that is not whole: nothing is named that is not there.
fn way_out(backup: Option<&str>) -> String {
    match backup {
        Some(backup) => format!("Bản sao lưu mới nhất còn tốt là “{backup}”: hãy khôi phục từ bản đó."),
        None => "Không thấy bản sao lưu nào trong cùng thư mục. Hãy thử lấy lại những gì còn đọc được sang một sổ mới."
            .into(),
    }
}

/// A log that did not belong to the book.
pub fn set_aside(log: &crate::SetAside) -> String {
    format!(
        "Cạnh sổ có tệp “{}” không thuộc về sổ này; đã đổi tên thành “{}” và không đưa vào sổ.",
        log.log, log.now
    )
}

/// What a paper changes of one criterion: "1.2: chủ trì — → Sở Nội vụ".
pub fn paper_change(change: &PaperChange) -> String {
    let what = match change.what.as_str() {
        "lead" => "chủ trì",
        "partner" => "phối hợp",
        "published" => "kết quả công bố",
        "appraised" => "kết quả thẩm định",
        _ => "kết quả tự chấm",
    };
    let said = |text: &Option<String>| {
        let points = text.as_deref().and_then(Points::from_decimal).map(|p| p.to_string());
        points.or_else(|| text.clone()).unwrap_or_else(|| "chưa có".into())
    };
    format!("{}: {what} {} → {}", change.code, said(&change.old), said(&change.new))
}

/// A change of another year than the one at hand.
pub(crate) fn in_year(change: &str, year: i32) -> String {
    format!("{change} (năm {year})")
}

/// An operation, as a sentence without subject: "ghi tệp …".
pub fn op(op: &Op) -> String {
    match op {
        Op::CreateYear { year } => format!("lập sổ năm {year}"),
        Op::ApplySubmission { agency, file, revision } => {
            format!("ghi bản tự chấm lần {revision} của {agency} từ tệp “{file}”")
        }
        Op::WithdrawSubmission { agency, revision } => {
            format!("rút bản tự chấm lần {revision} của {agency}")
        }
        Op::Decide { code, verdict: Verdict::SendBack, .. } => {
            format!("gửi lại tiêu chí {code} để giải trình")
        }
        Op::Decide { code, verdict: Verdict::NotApplicable, .. } => {
            format!("xác định tiêu chí {code} không áp dụng")
        }
        Op::Decide { code, agreed: Some(agreed), before: Some(before), .. } if agreed != before => {
            let way = if agreed < before { "xuống" } else { "lên" };
            format!("điều chỉnh tiêu chí {code} từ {before} {way} {agreed} điểm")
        }
        Op::Decide { code, agreed: Some(agreed), .. } => {
            format!("thống nhất tiêu chí {code}: {agreed} điểm")
        }
        Op::Decide { code, agreed: None, .. } => format!("ghi nhận xét tiêu chí {code}"),
        Op::SetStatus { code, status: to } => {
            format!("chuyển tiêu chí {code} sang “{}”", status(*to))
        }
        Op::ChooseScore { code, agency } => {
            format!("tính điểm tiêu chí {code} theo {agency}")
        }
        Op::SetLead { code, from: Some(from), to } => {
            format!("chuyển tiêu chí {code} từ {from} sang {to} chủ trì")
        }
        Op::SetLead { code, from: None, to } => format!("giao tiêu chí {code} cho {to} chủ trì"),
        Op::ApplyAssignment { file, count } => {
            format!("ghi phân công {count} tiêu chí từ tệp “{}”", clip(file))
        }
        Op::Assign { codes, role, to } => {
            let what = listed_codes(codes);
            match (role, to) {
                (Role::Lead, Some(to)) => format!("giao {what} cho {to} chủ trì"),
                (Role::Partner, Some(to)) => format!("thêm {to} phối hợp {what}"),
                (Role::Lead, None) => format!("bỏ cơ quan chủ trì của {what}"),
                (Role::Partner, None) => format!("bỏ cơ quan phối hợp của {what}"),
            }
        }
        Op::ApplyResults { year, kinds, files } => {
            let kinds: Vec<&str> = kinds.iter().map(|k| baseline_kind(*k)).collect();
            let files: Vec<String> = files.iter().map(|f| format!("“{}”", clip(f))).collect();
            format!("ghi kết quả năm {year} ({}) từ tệp {}", kinds.join(", "), files.join(", "))
        }
        Op::WithdrawResults { year, kind } => {
            format!("rút kết quả {} năm {year}", baseline_kind(*kind))
        }
        Op::AddAgencies { names } => format!("thêm cơ quan {}", clip(&names.join("; "))),
        Op::SetAliases { agency, aliases } if aliases.is_empty() => {
            format!("bỏ các tên gọi khác của {agency}")
        }
        Op::SetAliases { agency, aliases } => {
            format!("ghi tên gọi khác của {agency}: {}", clip(&aliases.join("; ")))
        }
        Op::RetireAgency { name, since } => {
            format!("ngừng dùng {} từ ngày {}", clip(name), since.format("%d/%m/%Y"))
        }
        Op::OrderAgencies => "sắp xếp lại danh sách cơ quan".into(),
        Op::SetProvince { from, to } if from.is_empty() => format!("ghi tên tỉnh: {}", clip(to)),
        Op::SetProvince { from, to } => {
            format!("sửa tên tỉnh {} thành {}", clip(from), clip(to))
        }
        Op::AddCause { name } => format!("thêm nguyên nhân “{}”", clip(name)),
        Op::RenameCause { from, to } => {
            format!("sửa nguyên nhân “{}” thành “{}”", clip(from), clip(to))
        }
        Op::RetireCause { name, retired: true } => {
            format!("ngừng dùng nguyên nhân “{}”", clip(name))
        }
        Op::RetireCause { name, retired: false } => {
            format!("dùng lại nguyên nhân “{}”", clip(name))
        }
        Op::SaveScenario { name } => format!("lưu phương án “{}”", clip(name)),
        Op::DropScenario { name } => format!("xóa phương án “{}”", clip(name)),
        Op::AcceptLinks { count } => format!("nhận {count} đề xuất chắc chắn của bảng đối chiếu"),
        Op::DecideLink { kind, earlier, later } => match (earlier.as_slice(), later.as_slice()) {
            ([], later) => format!("đối chiếu {}: {}", bare_codes(later), link(*kind)),
            (earlier, []) => {
                format!("đối chiếu {} năm trước: {}", bare_codes(earlier), link(*kind))
            }
            (earlier, later) => format!(
                "đối chiếu {} năm trước với {}: {}",
                bare_codes(earlier),
                bare_codes(later),
                link(*kind)
            ),
        },
        Op::RenameAgency { from, to, since } => {
            format!(
                "đổi tên {} thành {} từ ngày {}",
                clip(from),
                clip(to),
                since.format("%d/%m/%Y")
            )
        }
        Op::MergeAgencies { merged, into, since } => format!(
            "sáp nhập {} vào {} từ ngày {}",
            merged.join(", "),
            clip(into),
            since.format("%d/%m/%Y")
        ),
        Op::SetBaselineKind { kind } => format!("so sánh với kết quả {}", baseline_kind(*kind)),
        Op::SetDeadline { deadline, from, to } => format!(
            "dời hạn “{}” từ {} sang {}",
            self::deadline(*deadline),
            from.format("%d/%m/%Y"),
            to.format("%d/%m/%Y")
        ),
        Op::ForgetAnswer { agency, answer } => format!("quên lựa chọn của {agency}: {answer}"),
        Op::SetSentDay { agency, revision, day } => format!(
            "ghi ngày {agency} gửi bản tự chấm lần {revision} là {}",
            day.format("%d/%m/%Y")
        ),
        Op::SetForm => "sửa thông tin văn bản".into(),
        Op::TakeSnapshot { number } => format!("chốt số liệu lần {number}"),
        Op::SaveDocument { snapshot, file, .. } => {
            format!("lưu văn bản “{}” từ bản chốt số liệu lần {snapshot}", clip(file))
        }
        Op::LostEntry => "mục này không lấy lại được từ sổ hỏng".into(),
        Op::Recover { lost: 0 } => "lấy lại sổ từ một sổ hỏng".into(),
        Op::Recover { lost } => format!("lấy lại sổ từ một sổ hỏng, mất {lost} nội dung"),
        Op::Upgrade { faults: 0, .. } => "nâng cấp sổ: từ đây mọi dòng đều có trong nhật ký".into(),
        Op::Upgrade { faults, .. } => {
            format!(
                "nâng cấp sổ: từ đây mọi dòng đều có trong nhật ký; lúc đó sổ đã có {faults} lỗi"
            )
        }
        Op::Undo { entry, told } => {
            format!("hoàn tác: {}", told.clone().unwrap_or_else(|| format!("mục {entry}")))
        }
        Op::Redo { entry, told } => {
            format!("làm lại: {}", told.clone().unwrap_or_else(|| format!("mục {entry}")))
        }
    }
}

/// The word for a kind of last year's result.
pub fn baseline_kind(kind: BaselineKind) -> &'static str {
    match kind {
        BaselineKind::Published => "công bố",
        BaselineKind::Appraised => "thẩm định",
        BaselineKind::SelfScored => "tự chấm",
    }
}

/// The word for how a criterion is scored.
pub fn scoring(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::SelfScored => "Tự chấm",
        Scoring::Survey => "Điều tra XHH",
        Scoring::Central => "Trung ương chấm",
    }
}

/// The word for what a body said of a criterion.
pub fn state(state: ScoreState) -> &'static str {
    match state {
        ScoreState::Scored => "đã chấm",
        ScoreState::Blank => "để trống",
        ScoreState::Missing => "chưa có",
        ScoreState::NotSelfScored => "không tự chấm",
        ScoreState::NotApplicable => "không áp dụng",
    }
}

/// The word for where a criterion stands with its score.
pub fn coverage(coverage: Coverage) -> &'static str {
    match coverage {
        Coverage::Scored => "đã chấm",
        Coverage::Blank => "để trống",
        Coverage::Absent => "chưa có",
        Coverage::NotApplicableByAgency => "cơ quan đề nghị không áp dụng",
        Coverage::NotApplicableByOffice => "không áp dụng",
        Coverage::NotSelfScored => "không tự chấm",
    }
}

/// The word for where the review of a criterion stands.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotReviewed => "chưa rà soát",
        Status::InReview => "đang rà soát",
        Status::AwaitingExplanation => "chờ giải trình",
        Status::Agreed => "đã thống nhất",
        Status::NotApplicable => "không áp dụng",
    }
}

/// The word for what became of criteria.
pub fn link(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Same => "giữ nguyên",
        LinkKind::Renamed => "đổi tên",
        LinkKind::Reweighted => "đổi điểm tối đa",
        LinkKind::Split => "tách",
        LinkKind::Merged => "gộp",
        LinkKind::New => "mới",
        LinkKind::Dropped => "bỏ",
    }
}

/// What is due.
pub fn deadline(kind: DeadlineKind) -> &'static str {
    match kind {
        DeadlineKind::SelfScores => "Các cơ quan gửi điểm tự chấm",
        DeadlineKind::Briefing => "Báo cáo nhanh UBND tỉnh",
    }
}

/// The word for how a score is compared with last year's.
pub fn comparison(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Points => "so sánh theo điểm",
        Comparison::Share => "so sánh theo tỷ lệ trên điểm tối đa vì điểm tối đa đã thay đổi",
        Comparison::None => "không so sánh được với năm trước",
    }
}

/// The word for how likely points can be won back.
pub fn likelihood(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::High => "cao",
        Likelihood::Medium => "trung bình",
        Likelihood::Low => "thấp",
    }
}

/// What a stored column is called in the journal; `None` for what says nothing to people.
pub fn journal_field(table: &str, column: &str) -> Option<&'static str> {
    Some(match (table, column) {
        ("decision", "agreed") => "điểm thống nhất",
        ("decision", "reason") => "lý do",
        ("decision", "cause") => "nguyên nhân (lời văn)",
        ("decision", "cause_id") => "nguyên nhân",
        ("decision", "remedy") => "giải pháp",
        ("decision", "due") => "thời hạn",
        ("decision", "recoverable") => "điểm khắc phục được",
        ("decision", "likelihood") => "khả năng khắc phục",
        ("decision", "notes") => "ghi chú",
        ("decision", "asked") => "nội dung đề nghị giải trình",
        ("decision", "answer_by") => "hạn giải trình",
        ("responsible", "agency_id") => "cơ quan chịu trách nhiệm",
        ("status_event", "status") => "trạng thái",
        ("assignment", "agency_id") => "cơ quan phụ trách",
        ("result", "points") => "kết quả năm trước",
        ("counting", "agency_id") => "cơ quan được tính điểm",
        _ => return None,
    })
}

/// Why a criterion whose score moved is to be reviewed again.
pub fn reopened(
    by: &str,
    before: (ScoreState, Option<Points>),
    after: (ScoreState, Option<Points>),
) -> String {
    let said = |(state_, points): (ScoreState, Option<Points>)| {
        points.map_or_else(|| state(state_).to_owned(), |p| p.to_string())
    };
    format!("mở lại: {by}; điểm tự chấm đổi từ {} thành {}", said(before), said(after))
}

/// The word for a flag.
pub fn flag(flag: Flag) -> &'static str {
    match flag {
        Flag::BelowMax => "chưa đạt tối đa",
        Flag::TotalLoss => "mất toàn bộ",
        Flag::Decreased => "giảm",
    }
}

/// Losses of at least so many points.
pub fn lost_from(points: Points) -> String {
    format!("Từ {points} điểm")
}

/// The label of a facet.
pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::BelowMax => "Chưa đạt điểm tối đa",
        Facet::TotalLoss => "Mất toàn bộ điểm",
        Facet::Decreased => "Giảm so với năm trước",
        Facet::Missing => "Thiếu điểm",
        Facet::NotSelfScored => "Không phải tự chấm",
        Facet::WithoutCause => "Chưa nêu nguyên nhân",
        Facet::WithoutLead => "Chưa có cơ quan chủ trì",
        Facet::WithoutResponsible => "Chưa giao trách nhiệm",
        Facet::ScoredByOthers => "Hai cơ quan cùng chấm",
        Facet::Agreed => "Đã thống nhất",
        Facet::WithoutEvidence => "Thiếu tài liệu kiểm chứng",
        Facet::NotReviewed => "Chưa rà soát",
        Facet::AwaitingExplanation => "Chờ giải trình",
        Facet::Recoverable => "Khắc phục được",
        Facet::Overdue => "Quá hạn",
        Facet::ScoresDiffer => "Hai cơ quan chấm khác nhau",
        Facet::OffScale => "Điểm không có trong thang điểm",
    }
}

/// The word for a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocking => "phải xử lý",
        Severity::Warning => "cần xem",
        Severity::Note => "lưu ý",
    }
}

/// The word for where a row ends up.
pub fn bucket(bucket: Bucket) -> &'static str {
    match bucket {
        Bucket::Scored => "có điểm",
        Bucket::Blank => "để trống",
        Bucket::NotSelfScored => "không tự chấm",
        Bucket::Options => "dòng phương án",
        Bucket::Parents => "dòng cấp trên",
        Bucket::Totals => "dòng cộng",
        Bucket::Ignored => "ngoài bảng",
        Bucket::Unmatched => "không khớp",
        Bucket::Refused => "không nhận",
    }
}

/// How the body was told.
pub fn agency_basis(basis: AgencyBasis) -> &'static str {
    match basis {
        AgencyBasis::Given => "do người dùng chọn",
        AgencyBasis::Letterhead => "theo tiêu đề thư",
        AgencyBasis::FileName => "theo tên tệp",
        AgencyBasis::LedRows => "theo các tiêu chí đã chấm",
    }
}

/// What a column was taken for.
pub fn column(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Code => "Mã",
        ColumnRole::Name => "Tên tiêu chí",
        ColumnRole::Max => "Điểm tối đa",
        ColumnRole::Score => "Điểm tự chấm",
        ColumnRole::Evidence => "Tài liệu kiểm chứng",
        ColumnRole::Explanation => "Giải trình",
        ColumnRole::Appraisal => "Thẩm định (không lấy)",
        ColumnRole::Data => "Số liệu, cách tính (không lấy)",
        ColumnRole::PriorSelf => "Năm trước, tự chấm",
        ColumnRole::PriorAppraised => "Năm trước, thẩm định",
        ColumnRole::PriorPublished => "Năm trước, công bố",
        ColumnRole::PriorCode => "Mã năm trước",
        ColumnRole::Scoring => "Hình thức đánh giá",
        ColumnRole::MarkSelf => "Đánh dấu tự chấm",
        ColumnRole::MarkSurvey => "Đánh dấu điều tra XHH",
        ColumnRole::MarkCentral => "Đánh dấu trung ương chấm",
        ColumnRole::Lead => "Cơ quan chủ trì",
        ColumnRole::Partner => "Cơ quan phối hợp",
        ColumnRole::Scale => "Thang điểm",
        ColumnRole::Other => "Không dùng",
    }
}

/// What a score cell holds and does not show.
fn off_page(criterion: Option<&Code>, why: OffPage, text: &str, read: &str) -> String {
    let whose = criterion.map(|code| format!(" của {code}")).unwrap_or_default();
    let what = match why {
        OffPage::Struck => "bị gạch bỏ",
        OffPage::Raised => "viết nâng lên hoặc hạ xuống như dấu chú thích",
        OffPage::Covered => "nằm khuất dưới ô gộp",
        OffPage::Format => "không hiện ra vì định dạng của ô hoặc của trang tính",
        OffPage::SameColour => "có màu chữ trùng màu nền nên không nhìn thấy",
        OffPage::HiddenText => "là chữ ẩn",
        OffPage::Placeholder => "là chữ gợi ý, chưa ai điền",
        OffPage::Deleted => "đã bị xóa trong chế độ theo dõi thay đổi",
    };
    let text = clip(text);
    if read.trim().is_empty() {
        format!(
            "Ô điểm{whose} có “{text}” {what}; không lấy làm điểm. Hãy kiểm tra trong tệp, hỏi lại cơ quan gửi nếu cần."
        )
    } else {
        format!(
            "Ô điểm{whose} có phần “{text}” {what}; chỉ đọc “{}”. Hãy kiểm tra trong tệp.",
            clip(read)
        )
    }
}
