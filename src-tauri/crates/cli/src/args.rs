//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Lập văn bản từ số liệu đã chốt (PDF, Word, Excel)
    Briefing(BriefingArgs),
    /// Kiểm tra sổ
    Check(CheckArgs),
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
    /// Loại văn bản
    #[arg(long, value_enum, default_value_t = Kind::BaoCaoNhanh)]
    pub(crate) kind: Kind,
    /// Tệp sẽ ghi (.pdf, .docx, .xlsx), hoặc thư mục khi mỗi cơ quan một tệp
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Định dạng khi ghi vào thư mục
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Chỉ lập văn bản cho cơ quan này
    #[arg(long)]
    pub(crate) agency: Option<String>,
    /// Ngày văn bản (năm-tháng-ngày)
    #[arg(long)]
    pub(crate) date: Option<NaiveDate>,
    /// Số văn bản
    #[arg(long)]
    pub(crate) number: Option<String>,
}

/// Loại văn bản
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// Báo cáo nhanh
    BaoCaoNhanh,
    /// Công văn đề nghị khắc phục, mỗi cơ quan một tệp
    CongVan,
    /// Công văn đề nghị bố trí lịch họp
    LichHop,
    /// Phiếu yêu cầu giải trình, mỗi cơ quan một tệp
    GiaiTrinh,
    /// Báo cáo kết quả tự đánh giá, chấm điểm gửi Bộ Nội vụ
    BaoCaoBo,
    /// Bảng tổng hợp
    BangTongHop,
}

/// Định dạng tệp
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// PDF, để in
    Pdf,
    /// Word, để sửa
    Docx,
    /// Excel, các bảng
    Xlsx,
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
