// The frame around every screen.

export const nav = {
  label: "Các màn hình",
  overview: "Tổng quan",
  intake: "Tiếp nhận",
  review: "Rà soát",
  briefing: "Báo cáo",
  book: "Sổ",
  years: "Năm, bảng đối chiếu",
  catalogue: "Bộ tiêu chí",
  agencies: "Cơ quan",
  journal: "Nhật ký",
  newBook: "Tạo sổ mới…",
  openBook: "Mở sổ…",
  closeBook: "Đóng sổ",
  leaveSample: "Rời dữ liệu mẫu",
  leaveSampleHint: "Đóng sổ dữ liệu mẫu và về màn hình đầu",
  recent: "Sổ mở gần đây",
  gone: "không còn ở đây",
  yearSelected: (year: number) => `Đang xem năm ${year}.`,
  bookHint: "Sổ: năm, bộ tiêu chí, cơ quan, nhật ký (Alt+5 … Alt+8); mở, tạo, đóng",
  keys: (n: number) => `Alt+${n} hoặc Ctrl+${n}`,
  pending: (n: number) => `${n} tệp đang chờ`,
} as const;

export const common = {
  close: "Đóng",
  cancel: "Bỏ qua",
  back: "Quay lại",
  retry: "Thử lại",
  undo: "Hoàn tác",
  none: "—",
  points: "điểm",
  year: (year: number) => `Năm ${year}`,
  revision: (n: number) => `lần ${n}`,
  resize: "Kéo hoặc dùng phím mũi tên để đổi độ rộng",
  dark: "Nền tối",
  light: "Nền sáng",
  keyboard: "Phím tắt",
  datePlaceholder: "ngày/tháng/năm",
  dateWrong: "Ngày chưa đúng. Ghi theo dạng 25/12/2024.",
} as const;

export const failure = {
  title: "Chưa thực hiện được",
  code: (code: string) => `Mã lỗi: ${code}`,
  unexpected: (detail: string) =>
    `Chương trình gặp lỗi ngoài dự kiến${detail ? ` (${detail})` : ""}. Dữ liệu đã ghi vẫn còn nguyên; hãy thử lại, nếu vẫn lỗi thì đóng và mở lại chương trình.`,
  screen: "Chưa tải được màn hình này",
} as const;

export const status = {
  label: "Trạng thái sổ",
  saved: (when: string) => `Ghi lần cuối ${when}`,
  notSaved: "Chưa ghi gì",
  snapshot: (code: string) => `Bản chốt ${code}`,
  noSnapshot: "Chưa chốt số liệu",
  undo: (sentence: string) => `Hoàn tác: ${sentence}`,
  redo: "Làm lại",
  redoWhat: (sentence: string) => `Làm lại: ${sentence} (Ctrl+Y)`,
  nothing: "Không có gì để hoàn tác",
  drafts: (n: number) => `${n} tiêu chí có nhận xét chưa lưu`,
} as const;

export const drop = {
  title: "Thả tệp vào đây",
  text: "Tệp được đọc và hiện ở màn hình Tiếp nhận. Chưa ghi gì vào sổ cho đến khi bạn xác nhận. Tệp .sodiem được mở thay cho sổ này.",
} as const;

export const leaving = {
  title: "Còn việc chưa ghi vào sổ",
  waiting: (n: number) => `${n} tệp đang chờ xác nhận`,
  drafts: (n: number) => `${n} tiêu chí có nhận xét chưa lưu`,
  kept: "Những việc này được giữ trên máy; lần sau mở sổ, bạn làm tiếp từ đây.",
  stay: "Ở lại",
  leave: "Đóng chương trình",
} as const;

export const reading = {
  label: "Đang đọc tệp",
  text: (at: number, of: number, file: string) => (of === 1 ? `Đang đọc “${file}”` : `Đang đọc tệp ${at}/${of}: “${file}”`),
  cancel: "Dừng đọc",
  cancelling: "Đang dừng…",
} as const;

export const keys = {
  title: "Phím tắt",
  everywhere: "Mọi màn hình",
  review: "Rà soát",
  intake: "Tiếp nhận",
  book: "Năm, Bộ tiêu chí, Cơ quan, Nhật ký",
  list: {
    screens: ["Alt+1 … Alt+4", "chuyển màn hình (Ctrl+1 … Ctrl+4 cũng được)"],
    book: ["Alt+5 … Alt+8", "năm và bảng đối chiếu, bộ tiêu chí, cơ quan, nhật ký"],
    openBook: ["Ctrl+O", "mở sổ khác"],
    undo: ["Ctrl+Z", "hoàn tác thao tác gần nhất"],
    redo: ["Ctrl+Y", "làm lại thao tác vừa hoàn tác (Ctrl+Shift+Z cũng được)"],
    help: ["?", "mở bảng phím tắt này"],
    move: ["↑ ↓ PgUp PgDn Home End", "chuyển dòng"],
    edit: ["Enter", "điều chỉnh: đến ô điểm thống nhất của dòng đang chọn"],
    accept: ["C", "chấp nhận điểm tự chấm"],
    sendBack: ["T", "trả lại cơ quan để giải trình"],
    notApplicable: ["K", "xác định không áp dụng"],
    explained: ["N", "lấy giải trình của cơ quan làm nguyên nhân"],
    status: ["R", "đổi tình trạng rà soát"],
    arrange: ["G, S, O", "nhóm, sắp xếp, chọn cột"],
    fold: ["← →", "thu, mở nhóm"],
    whatIf: ["W", "mở, đóng phương án khắc phục; phím cách để chọn dòng"],
    save: ["Enter hoặc Ctrl+S", "lưu ý kiến (Shift+Enter để xuống dòng)"],
    escape: ["Esc", "về lại bảng, giữ phần đang ghi dở"],
    search: ["/", "tìm tiêu chí"],
    resize: ["Mũi tên trái, phải", "đổi độ rộng khung khi đang ở vạch chia"],
    confirm: ["Ctrl+Enter", "ghi tệp đang xem vào sổ"],
    paste: ["Ctrl+V", "dán bảng đã sao chép thành một tệp chờ"],
    answer: ["1 … 9", "trả lời câu hỏi đang hiện (Enter nhận đề xuất)"],
    cells: ["↑ ↓ ← → PgUp PgDn", "chuyển ô trong trang tính (Ctrl+Home, Ctrl+End: ô đầu, ô cuối)"],
    menu: ["Enter", "mở bảng chọn của ô, của dòng (ở số dòng) hoặc của cột (ở tên cột)"],
    takeBack: ["Ctrl+Z", "bỏ chỉnh sửa gần nhất của tệp đang xem, nếu có"],
    problem: ["N, Shift+N", "đến vấn đề sau, vấn đề trước"],
    sheets: ["Ctrl+PgUp, Ctrl+PgDn", "chuyển trang tính"],
    back: ["Esc", "đóng bảng chọn, về lại ô"],
    rows: ["↑ ↓ PgUp PgDn Home End", "chuyển dòng"],
    link: ["C", "nhận đề xuất đối chiếu của dòng đang chọn, sang dòng sau"],
    editLink: ["Enter", "sửa đối chiếu; đổi cơ quan chủ trì (ở Bộ tiêu chí)"],
  },
} as const;
