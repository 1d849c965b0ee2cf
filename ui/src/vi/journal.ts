// Nhật ký.

import type { JournalKind } from "../shell/types/JournalKind";

const kind: Record<JournalKind, string> = {
  submission: "Bản tự chấm",
  review: "Rà soát",
  office: "Danh mục",
  document: "Văn bản",
  year: "Năm",
  undo: "Hoàn tác",
};

export const journal = {
  title: "Nhật ký",
  kind,
  kinds: "Loại",
  search: "Tìm trong nội dung",
  code: "Tiêu chí",
  from: "Từ ngày",
  to: "Đến ngày",
  clear: "Bỏ lọc",
  export: "Xuất .csv…",
  checking: "Đang kiểm tra chuỗi mã…",
  whole: "Sổ toàn vẹn: mọi mục nối tiếp nhau, không mục nào bị sửa.",
  broken: (n: number) => `Sổ có ${n} lỗi toàn vẹn`,
  number: "Mục",
  at: "Thời gian",
  what: "Nội dung",
  undone: "Hoàn tác",
  undoneBy: (n: number) => `ở mục ${n}`,
  count: (n: number) => `${n} mục`,
  nothing: "Không có mục nào như vậy",
  nothingText: "Bỏ bớt điều kiện lọc để xem lại cả nhật ký.",
  detail: (n: number) => `Mục ${n}`,
  changed: "Đã thay đổi",
  nothingChanged: "Mục này không đổi trường nào của tiêu chí.",
  field: "Trường",
  before: "Trước",
  after: "Sau",
  empty: "(trống)",
  author: "Người làm",
  authorAt: (account: string, machine: string) => [account, machine].filter(Boolean).join(" · máy "),
  hash: "Mã kiểm tra (SHA-256)",
  open: (code: string) => `Mở tiêu chí ${code} ở Rà soát`,
  choose: "Chọn một mục để xem nó thay đổi những gì.",
} as const;
