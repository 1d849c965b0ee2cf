//! What is wrong with a store, in words.

use crate::fault::{Fault, Part};

/// What was found, and where; what to do is said once for all, by [`faults_found`].
pub fn fault(fault: &Fault) -> String {
    use Fault as F;
    match fault {
        F::PagesDamaged { detail } => format!("tệp sổ bị hỏng ({detail})"),
        F::BrokenReference { table, row } => {
            let row = row.map(|n| format!(", dòng {n}")).unwrap_or_default();
            format!("{}{row}: nêu một mục không có trong sổ", table_name(table))
        }
        F::ShapeChanged { name } => format!("cấu trúc sổ thiếu hoặc bị sửa: {name}"),
        F::ShapeForeign { name } => format!("cấu trúc sổ có mục lạ: {name}"),
        F::EntryOpen { entry } => format!("mục nhật ký số {entry} chưa kết thúc"),
        F::EntryMissing { entry } => format!("nhật ký thiếu mục số {entry}"),
        F::EntryUnlinked { entry } => format!("mục nhật ký số {entry} không nối tiếp mục trước nó"),
        F::EntryAltered { entry } => format!("mục nhật ký số {entry} đã bị sửa"),
        F::EndDiffers { entry } => {
            format!("mục cuối của nhật ký (số {entry}) không khớp mã kiểm tra")
        }
        F::StrayChanges { count } => format!("nhật ký có {count} thay đổi không thuộc mục nào"),
        F::UndoMarkWrong { entry } => format!("mục nhật ký số {entry} ghi sai việc hoàn tác"),
        F::ArrivalAltered { entry, op } => {
            let what = op.as_ref().map(|op| format!(" ({})", super::op(op))).unwrap_or_default();
            format!("số liệu nhận vào theo mục nhật ký số {entry}{what} đã bị sửa")
        }
        F::RowAltered { table, row, columns, entry: 0 } => {
            format!("{}, dòng {row}: {} khác với khi lập sổ", table_name(table), columns.join(", "))
        }
        F::RowAltered { table, row, columns, entry } => format!(
            "{}, dòng {row}: {} khác với mục nhật ký số {entry}",
            table_name(table),
            columns.join(", ")
        ),
        F::RowGone { table, row, entry: 0 } => {
            format!("{}, dòng {row}: có khi lập sổ, nay không còn", table_name(table))
        }
        F::RowGone { table, row, entry } => {
            format!(
                "{}, dòng {row}: mục nhật ký số {entry} đã ghi, nay không còn",
                table_name(table)
            )
        }
        F::RowUntold { table, row } => {
            format!("{}, dòng {row}: không có mục nhật ký nào ghi", table_name(table))
        }
        F::ScoresUntold { submission } => {
            format!("có điểm của bản tự chấm số {submission} mà sổ không có bản đó")
        }
        F::FileAltered { file } => format!("tệp gốc “{file}” không khớp mã kiểm tra SHA-256"),
        F::SnapshotAltered { number } => {
            format!("bản chốt số {number} không khớp mã kiểm tra SHA-256")
        }
        F::FaultyBefore { entry, count } => {
            format!("khi được nâng cấp (mục nhật ký số {entry}), sổ đã có {count} lỗi")
        }
        F::Unreadable { part, detail } => {
            format!("không kiểm tra được hết {} ({detail})", part_name(*part))
        }
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Pages => "tệp sổ",
        Part::References => "quan hệ giữa các bảng",
        Part::Shape => "cấu trúc sổ",
        Part::Journal => "nhật ký",
        Part::Arrivals => "số liệu nhận vào",
        Part::Rows => "các dòng theo nhật ký",
        Part::Files => "tệp gốc",
        Part::Snapshots => "các bản chốt",
    }
}

/// What a table of the store holds; its own name where people have none for it.
pub fn table_name(table: &str) -> &str {
    match table {
        "setting" => "thiết lập",
        "year" => "năm",
        "agency" | "agency_name" | "agency_alias" | "agency_predecessor" => "cơ quan",
        "catalogue_node" => "bộ tiêu chí",
        "assignment" => "phân công",
        "scale_step" => "thang điểm",
        "baseline" | "result" | "result_paper" => "kết quả năm trước",
        "submission" => "bản tự chấm",
        "reported" => "điểm tự chấm",
        "remembered" => "lựa chọn đã nhớ",
        "decision" => "quyết định rà soát",
        "cause" => "danh mục nguyên nhân",
        "responsible" => "cơ quan chịu trách nhiệm",
        "status_event" => "tình trạng rà soát",
        "counting" => "điểm được tính",
        "scenario" => "phương án",
        "crosswalk" => "bảng đối chiếu tiêu chí",
        "source_file" => "tệp gốc",
        "snapshot" => "bản chốt",
        other => other,
    }
}

/// What to do about faults.
pub fn faults_found(count: usize) -> String {
    format!(
        "Sổ có {count} chỗ không còn như chương trình đã ghi. Hãy xem ở Nhật ký, đừng in báo cáo từ sổ này, và khôi phục từ \
         bản sao lưu nếu không rõ vì sao."
    )
}
