//! The command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use scorebook::correction::Extent;
use scorebook::{Code, Correction, Points};

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
    /// Xem bộ tiêu chí của năm
    Catalogue(YearArgs),
    /// Xem và thêm cơ quan
    Agencies(AgenciesArgs),
    /// Ghi phân công cơ quan chủ trì, phối hợp
    Assign(AssignArgs),
    /// Ghi kết quả các năm trước
    Results(ResultsArgs),
    /// Ghi biểu mẫu tự chấm cho từng cơ quan
    Forms(FormsArgs),
    /// Nhập bản tự chấm của các cơ quan
    Import(ImportArgs),
    /// Liệt kê điểm bị mất
    Losses(LossesArgs),
    /// Lập văn bản từ số liệu đã chốt (PDF, Word, Excel)
    Briefing(BriefingArgs),
    /// Liệt kê các bản chốt số liệu và văn bản đã lưu từ đó
    Snapshots(SnapshotsArgs),
    /// Quyết định về một tiêu chí
    Decide(DecideArgs),
    /// Xem nhật ký
    Journal(JournalArgs),
    /// Kiểm tra sổ
    Check(CheckArgs),
    /// Hoàn tác thay đổi gần nhất
    Undo(UndoArgs),
    /// Làm lại thay đổi vừa hoàn tác
    Redo(UndoArgs),
    /// Chép sổ thành một tệp khác, kể cả khi sổ đang mở
    Copy(CopyArgs),
    /// Sao lưu sổ
    Backup(BackupArgs),
    /// Liệt kê các bản sao lưu
    Backups(BackupsArgs),
    /// Khôi phục sổ từ một bản sao lưu; sổ hiện tại được giữ lại thành bản sao lưu
    Restore(RestoreArgs),
    /// Lấy những gì còn đọc được của một sổ hỏng sang sổ mới
    Recover(RecoverArgs),
}

#[derive(Args)]
pub(crate) struct CopyArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Tệp sẽ ghi; không ghi đè
    #[arg(long)]
    pub(crate) out: PathBuf,
}

#[derive(Args)]
pub(crate) struct BackupArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Thư mục sẽ ghi, chỉ cho lần này (mặc định: thư mục của sổ)
    #[arg(long, value_name = "THƯ MỤC")]
    pub(crate) to: Option<PathBuf>,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct BackupsArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct RestoreArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Bản sao lưu
    #[arg(long, value_name = "TỆP")]
    pub(crate) from: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct RecoverArgs {
    /// Tệp sổ bị hỏng
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Tệp sổ mới sẽ lập
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct NewArgs {
    /// Tệp sổ sẽ lập (.sodiem)
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Năm chấm điểm
    #[arg(long)]
    pub(crate) year: i32,
    /// Bảng bộ tiêu chí (bảng tính hoặc Word)
    #[arg(long)]
    pub(crate) catalogue: PathBuf,
    /// Tên tỉnh, ví dụ "tỉnh Sông Mây"
    #[arg(long)]
    pub(crate) province: Option<String>,
    /// Tệp phân công cơ quan, có thể lặp lại
    #[arg(long, value_name = "FILE")]
    pub(crate) assignments: Vec<PathBuf>,
    /// Tệp kết quả năm trước, có thể lặp lại
    #[arg(long, value_name = "FILE")]
    pub(crate) results: Vec<PathBuf>,
    /// Cơ quan có trong sổ, có thể lặp lại
    #[arg(long, value_name = "NAME")]
    pub(crate) agency: Vec<String>,
}

#[derive(Args)]
pub(crate) struct YearArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Năm (không ghi: năm mới nhất của sổ)
    #[arg(long)]
    pub(crate) year: Option<i32>,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct AgenciesArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Năm (không ghi: năm mới nhất của sổ)
    #[arg(long)]
    pub(crate) year: Option<i32>,
    /// Thêm cơ quan này, có thể lặp lại
    #[arg(long, value_name = "NAME")]
    pub(crate) add: Vec<String>,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct AssignArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Năm (không ghi: năm mới nhất của sổ)
    #[arg(long)]
    pub(crate) year: Option<i32>,
    /// Giao các mã sau cho cơ quan này chủ trì
    #[arg(long, value_name = "NAME", conflicts_with = "partner")]
    pub(crate) lead: Option<String>,
    /// Thêm cơ quan này phối hợp các mã sau
    #[arg(long, value_name = "NAME")]
    pub(crate) partner: Option<String>,
    /// Chỉ đọc và báo cáo, không ghi
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Tệp phân công; với --lead, --partner là các mã tiêu chí
    #[arg(required = true, value_name = "FILE | CODE")]
    pub(crate) what: Vec<String>,
}

/// Loại kết quả
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ResultKind {
    /// Công bố
    Published,
    /// Thẩm định
    Appraised,
    /// Tự chấm
    #[value(name = "self")]
    SelfScored,
}

#[derive(Args)]
pub(crate) struct ResultsArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Năm của kết quả (không ghi: năm trước năm mới nhất của sổ)
    #[arg(long)]
    pub(crate) year: Option<i32>,
    /// Loại kết quả (khi tệp không cho biết)
    #[arg(long, value_enum)]
    pub(crate) kind: Option<ResultKind>,
    /// Chỉ đọc và báo cáo, không ghi
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Các tệp kết quả
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Args)]
pub(crate) struct FormsArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Thư mục sẽ ghi biểu mẫu
    #[arg(long)]
    pub(crate) out: PathBuf,
    /// Ghi đè các tệp cùng tên
    #[arg(long)]
    pub(crate) force: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Args)]
pub(crate) struct ImportArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Tên cơ quan gửi (khi tệp không cho biết)
    #[arg(long)]
    pub(crate) agency: Option<String>,
    /// Thêm vào sổ cơ quan mà tệp ghi tên, nếu chưa có
    #[arg(long)]
    pub(crate) add_agency: bool,
    /// Ngày cơ quan gửi, có thể lặp lại: "Sở Tư pháp=2024-12-20" (khi thư không cho biết)
    #[arg(long, value_name = "CƠ QUAN=NGÀY", value_parser = sent)]
    pub(crate) sent: Vec<(String, NaiveDate)>,
    /// Chỉ đọc và báo cáo, không ghi
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Bỏ các dòng không nhận được, ghi các dòng còn lại
    #[arg(long)]
    pub(crate) skip_bad_rows: bool,
    /// Tệp là bản bổ sung: thêm điểm, giữ các điểm khác của bản trước
    #[arg(long, conflicts_with = "replace")]
    pub(crate) supplement: bool,
    /// Tệp thay thế toàn bộ bản trước, kể cả các điểm tệp này không có
    #[arg(long)]
    pub(crate) replace: bool,
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
    /// Bản đầy đủ của báo cáo nhanh (mặc định là bản rút gọn)
    #[arg(long)]
    pub(crate) long: bool,
    /// Ngày văn bản (năm-tháng-ngày)
    #[arg(long)]
    pub(crate) date: Option<NaiveDate>,
    /// Số văn bản
    #[arg(long)]
    pub(crate) number: Option<String>,
    /// Lập từ bản chốt số liệu số này thay vì số liệu hiện nay; văn bản đã lưu được ghi lại đúng như cũ
    #[arg(long, value_name = "SỐ")]
    pub(crate) snapshot: Option<i64>,
}

#[derive(Args)]
pub(crate) struct SnapshotsArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
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
    /// Công văn đề nghị giải trình, mỗi cơ quan một tệp
    GiaiTrinh,
    /// Báo cáo kết quả tự đánh giá, chấm điểm gửi Bộ Nội vụ
    BaoCaoBo,
    /// Bảng tổng hợp
    BangTongHop,
    /// Dự thảo Thông báo kết luận cuộc họp
    ThongBao,
    /// Công văn đôn đốc cơ quan chưa gửi, mỗi cơ quan một tệp
    DonDoc,
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

#[derive(Args)]
#[command(group(ArgGroup::new("verdict").required(true)))]
pub(crate) struct DecideArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Mã tiêu chí
    #[arg(long)]
    pub(crate) code: Code,
    /// Thống nhất theo điểm tự chấm
    #[arg(long, group = "verdict")]
    pub(crate) accept: bool,
    /// Thống nhất số điểm này (dấu chấm thập phân: 0.25)
    #[arg(long, value_name = "ĐIỂM", group = "verdict", value_parser = points)]
    pub(crate) agree: Option<Points>,
    /// Gửi lại cơ quan để giải trình nội dung này
    #[arg(long, value_name = "NỘI DUNG", group = "verdict")]
    pub(crate) send_back: Option<String>,
    /// Tiêu chí không áp dụng
    #[arg(long, group = "verdict")]
    pub(crate) not_applicable: bool,
    /// Lý do
    #[arg(long)]
    pub(crate) reason: Option<String>,
    /// Nguyên nhân mất điểm (tên trong danh mục, hoặc lời văn)
    #[arg(long)]
    pub(crate) cause: Option<String>,
    /// Giải pháp khắc phục
    #[arg(long)]
    pub(crate) remedy: Option<String>,
    /// Thời hạn (năm-tháng-ngày): của giải trình khi gửi lại, của khắc phục trong các trường hợp khác
    #[arg(long)]
    pub(crate) due: Option<NaiveDate>,
    /// Điểm có thể khắc phục (dấu chấm thập phân: 0.25)
    #[arg(long, value_name = "ĐIỂM", value_parser = points)]
    pub(crate) recoverable: Option<Points>,
    /// Cơ quan chịu trách nhiệm, có thể lặp lại; "Sở Tài chính=2" là hai phần
    #[arg(long, value_name = "CƠ QUAN[=PHẦN]")]
    pub(crate) responsible: Vec<String>,
    /// Ghi chú
    #[arg(long)]
    pub(crate) notes: Option<String>,
}

/// "Sở Tư pháp=2024-12-20".
fn sent(text: &str) -> Result<(String, NaiveDate), String> {
    let read = text.rsplit_once('=').and_then(|(name, day)| {
        let name = name.trim();
        Some((name.to_owned(), day.trim().parse().ok()?)).filter(|_| !name.is_empty())
    });
    read.ok_or_else(|| {
        "viết tên cơ quan, dấu =, rồi ngày gửi, ví dụ “Sở Tư pháp=2024-12-20”".into()
    })
}

fn points(text: &str) -> Result<Points, String> {
    Points::from_decimal(text)
        .ok_or_else(|| "số điểm viết với dấu chấm thập phân, ví dụ 0.25".into())
}

#[derive(Args)]
pub(crate) struct JournalArgs {
    /// Tệp sổ
    #[arg(long)]
    pub(crate) store: PathBuf,
    /// Chỉ các mục có chữ này, không phân biệt dấu
    #[arg(long, default_value = "")]
    pub(crate) text: String,
    /// Chỉ các mục về tiêu chí này
    #[arg(long)]
    pub(crate) code: Option<Code>,
    /// Từ ngày (năm-tháng-ngày)
    #[arg(long)]
    pub(crate) from: Option<NaiveDate>,
    /// Đến hết ngày (năm-tháng-ngày)
    #[arg(long)]
    pub(crate) to: Option<NaiveDate>,
    /// Mọi dòng mà mục số này đã thay đổi, đúng như lưu trong sổ
    #[arg(long)]
    pub(crate) entry: Option<i64>,
    /// So với một sổ khác: từ mục nào hai sổ khác nhau, và mỗi sổ đã ghi gì từ đó
    #[arg(long, conflicts_with_all = ["csv", "entry"])]
    pub(crate) beside: Option<PathBuf>,
    /// In kết quả dạng JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// In kết quả dạng CSV
    #[arg(long, conflicts_with = "json")]
    pub(crate) csv: bool,
}

impl ImportArgs {
    /// What the flags say of every file.
    pub(crate) fn corrections(&self) -> Vec<Correction> {
        let said = [(self.supplement, Extent::Supplement), (self.replace, Extent::Replacement)];
        let said = said.into_iter().filter(|(is_said, _)| *is_said);
        said.map(|(_, extent)| Correction::Extent { extent }).collect()
    }
}
