//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

/// Sổ điểm CCHC, dòng lệnh.
#[derive(Parser)]
#[command(
    name = "sodiem",
    version,
    about = "Sổ điểm CCHC: tổng hợp điểm tự chấm Chỉ số cải cách hành chính"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Lập sổ mới từ bộ tiêu chí
    New(NewArgs),
    /// Nhập bản tự chấm của các cơ quan
    Import(ImportArgs),
    /// Liệt kê điểm bị mất
    Losses(LossesArgs),
    /// Xuất báo cáo nhanh ra PDF
    Briefing(BriefingArgs),
    /// Kiểm tra sổ
    Check(CheckArgs),
    /// Hoàn tác thay đổi gần nhất
    Undo(UndoArgs),
}

#[derive(Args)]
pub(crate) struct NewArgs {
    /// Tệp sổ sẽ lập (.sodiem)
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Năm chấm điểm
    #[arg(long)]
    pub(crate) year: i32,
    /// Bảng tính bộ tiêu chí
    #[arg(long)]
    pub(crate) catalogue: PathBuf,
}

#[derive(Args)]
pub(crate) struct ImportArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Tên cơ quan gửi (khi tệp không cho biết)
    #[arg(long)]
    pub(crate) agency: Option<String>,
    /// Chỉ đọc và báo cáo, không ghi
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Bỏ các dòng không nhận được, ghi các dòng còn lại
    #[arg(long)]
    pub(crate) skip_bad_rows: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Các tệp cần nhập
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args)]
pub(crate) struct LossesArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct BriefingArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Tệp PDF sẽ ghi
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Ngày văn bản (năm-tháng-ngày)
    #[arg(long)]
    pub(crate) date: Option<NaiveDate>,
    /// Số văn bản
    #[arg(long)]
    pub(crate) number: Option<String>,
}

#[derive(Args)]
pub(crate) struct UndoArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
}

#[derive(Args)]
pub(crate) struct CheckArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}
