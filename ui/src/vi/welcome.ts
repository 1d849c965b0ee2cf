// The first screen and a bộ tiêu chí before it is taken.

export const welcome = {
  lead: "Tổng hợp điểm tự chấm Chỉ số cải cách hành chính, rà soát từng điểm bị mất và lập báo cáo nhanh. Mọi số liệu nằm trên máy này.",
  create: "Tạo sổ mới từ bộ tiêu chí…",
  createText: "Chọn bảng tính bộ tiêu chí của năm (.xlsx, .xls, .ods, .csv). Bạn xem lại trước khi tạo sổ.",
  year: "Năm chấm điểm",
  yearWrong: "Ghi năm bằng bốn chữ số.",
  open: "Mở sổ đã có…",
  openText: "Chọn tệp .sodiem đã lưu trên máy.",
  sample: "Mở dữ liệu mẫu",
  sampleText: "Một tỉnh giả định với bộ tiêu chí và sáu tệp của sáu cơ quan, để dùng thử.",
  recent: "Sổ mở gần đây",
  gone: "không còn ở đây",
  backToBook: "Quay lại sổ đang mở",
  troubleTitle: (file: string) => `Chưa mở được “${file}”`,
  busyReading: "Đang đọc bộ tiêu chí…",
  busyOpening: "Đang mở sổ…",
  busyCreating: "Đang tạo sổ…",
} as const;

export const catalogue = {
  title: "Xem lại bộ tiêu chí",
  file: "Tệp",
  year: "Năm chấm điểm",
  province: "Địa phương",
  fields: "Lĩnh vực",
  criteria: "Tiêu chí",
  components: "Tiêu chí thành phần",
  max: "Tổng điểm tối đa",
  selfMax: "Trong đó tự chấm",
  agencies: (n: number) => `Cơ quan chủ trì (${n})`,
  problems: (n: number) => `Vấn đề (${n})`,
  noProblems: "Không có vấn đề nào.",
  create: "Tạo sổ…",
  other: "Chọn tệp khác…",
  unusable: "Còn vấn đề phải xử lý trong bảng tính. Hãy sửa tệp rồi chọn lại.",
} as const;
