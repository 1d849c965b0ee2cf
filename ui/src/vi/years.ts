// Năm: the years of the store, beginning the next, bảng đối chiếu.

import type { Comparison } from "../shell/types/Comparison";

const comparison: Record<Comparison, string> = {
  points: "theo điểm",
  share: "theo tỷ lệ",
  none: "không so",
};

const comparisonWhy: Record<Comparison, string> = {
  points: "Cùng tiêu chí, cùng điểm tối đa: so thẳng số điểm hai năm.",
  share: "Điểm tối đa đã đổi: so tỷ lệ đạt so với điểm tối đa của từng năm, không so số điểm.",
  none: "Không so với năm trước: tiêu chí mới, tách, gộp, hoặc chưa rõ năm trước là tiêu chí nào.",
};

export const years = {
  title: "Năm trong sổ",
  next: (year: number) => `Mở năm ${year}…`,
  onlyNewest: (year: number) => `Mở năm mới từ năm cuối của sổ (${year}).`,
  comparison,
  comparisonWhy,
  crosswalk: (before: number, year: number) => `Bảng đối chiếu tiêu chí ${before} – ${year}`,
  noEarlier: (year: number) => `Sổ không có năm ${year}`,
  noEarlierText: "Bảng đối chiếu cần hai năm liền nhau trong cùng một sổ. Mở năm tiếp theo để có bảng đối chiếu.",
  undecided: (n: number, of: number) => (n === 0 ? `Đã quyết định cả ${of} dòng` : `${n} trên ${of} dòng chưa quyết định`),
  counts: (points: number, share: number, none: number) =>
    `So được theo điểm ${points}, theo tỷ lệ ${share}, không so ${none} tiêu chí`,
  filters: "Lọc bảng đối chiếu",
  all: "Tất cả",
  open: "Chưa quyết định",
  incomparable: "Không so được",
  nothing: "Không có dòng nào như vậy",
  nothingText: "Chọn “Tất cả” để xem lại cả bảng.",
  became: "Thành",
  max: "Tối đa",
  compare: "So sánh",
  state: "Tình trạng",
  decided: "đã quyết định",
  proposed: "đề xuất",
  accept: "Nhận đề xuất",
  acceptSure: (n: number) => `Nhận ${n} đề xuất chắc chắn`,
  acceptSureHint: "Nhận mọi đề xuất có mã năm trước ghi trong bộ tiêu chí hoặc tên giữ nguyên. Một lần hoàn tác lấy lại tất cả.",
  sure: "chắc chắn",
  alreadyDecided: "Dòng này đã được quyết định.",
  form: "Quyết định",
  kind: "Tiêu chí này",
  earlier: (year: number) => `Năm ${year}`,
  later: (year: number) => `Năm ${year}`,
  nothingOn: "không có tiêu chí nào",
  add: "Thêm tiêu chí",
  addOpen: "Mở danh sách tiêu chí",
  none: "Không có tiêu chí nào khớp",
  remove: (code: string) => `Bỏ ${code}`,
  note: "Ghi chú (căn cứ, công văn)",
  save: "Ghi quyết định",
  keysHint: "C nhận đề xuất, Enter sửa",
} as const;

export const rollover = {
  title: (year: number) => `Mở năm ${year}`,
  text: (now: number, year: number) =>
    `Năm ${year} lấy phân công chủ trì của năm ${now} và lấy điểm năm ${now} làm kết quả để so sánh. Năm ${now} giữ nguyên trong sổ.`,
  carry: "Dùng lại bộ tiêu chí năm nay",
  file: "Chọn tệp bộ tiêu chí mới…",
  from: (file: string) => `Lấy từ tệp ${file}`,
  criteria: "Bộ tiêu chí mới",
  criteriaText: (max: string, self: string) => `tiêu chí, tổng ${max} điểm, tự chấm ${self} điểm`,
  links: "So với năm nay (đề xuất)",
  leads: "Phân công chủ trì",
  leadsText: (given: number, carried: number) => `${given} theo bộ tiêu chí mới, ${carried} lấy từ năm nay`,
  without: (n: number) => `${n} tiêu chí tự chấm chưa có cơ quan chủ trì`,
  baselines: "Kết quả năm trước",
  baselinesText: (n: number) => `${n} tiêu chí lấy điểm năm nay làm kết quả tự chấm để so sánh`,
  agencies: "Cơ quan",
  problems: "Vấn đề trong bộ tiêu chí",
  begin: (year: number) => `Mở năm ${year}`,
  impossible: "Còn vấn đề phải xử lý trong tệp bộ tiêu chí. Sửa tệp rồi chọn lại.",
  final: "Mở năm mới không hoàn tác được, và các thay đổi trước đó cũng không còn hoàn tác được nữa vì kết quả đã thành mốc so sánh. Năm cũ giữ nguyên, vẫn xem và điều chỉnh được.",
  busy: "Đang mở năm mới…",
} as const;
