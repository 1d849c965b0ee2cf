// One file of 5,000 rows and 40 columns: what the picture must stay smooth over.

import { letters } from "../../screens/Intake/place";
import type { FilePreview } from "../types/FilePreview";
import type { RowView } from "../types/RowView";

export const LARGE_ROWS = 5000;
const COLUMNS = 40;
const HEADINGS = ["STT", "Tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng", "Giải trình"];
const ROLES = ["code", "name", "max", "score", "evidence", "explanation"] as const;
const WORDS = ["Mã", "Tên tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng", "Giải trình"];

const code = (row: number) => `${(row % 8) + 1}.${(row % 5) + 1}.${(row % 4) + 1}`;

function text(row: number, column: number): string {
  if (row === 0) return HEADINGS[column] ?? `Số liệu tháng ${column - 5}`;
  switch (column) {
    case 0: return code(row);
    case 1: return `Tỷ lệ hồ sơ thủ tục hành chính được giải quyết đúng hạn, đơn vị số ${row}`;
    case 2: return "1,00";
    case 3: return row % 97 === 0 ? "" : `0,${String((row * 7) % 100).padStart(2, "0")}`;
    case 4: return `Báo cáo số ${row}/BC-UBND`;
    case 5: return "";
    default: return String((row * 13 + column * 7) % 1000);
  }
}

export const largeTexts = (from: number, count: number): string[][] =>
  Array.from({ length: Math.max(0, Math.min(count, 500, LARGE_ROWS - from)) }, (_, i) =>
    Array.from({ length: COLUMNS }, (_, column) => text(from + i, column)),
  );

export function large(): FilePreview {
  const sheet = "Tổng hợp toàn tỉnh";
  const rows = Array.from({ length: LARGE_ROWS }, (_, row): RowView => {
    const blank = row % 97 === 0;
    return {
      sheet, row: row + 1, bucket: row === 0 ? "ignored" : blank ? "blank" : "scored", code: text(row, 0), name: text(row, 1),
      criterion: row === 0 ? null : code(row), points: row === 0 || blank ? null : text(row, 3).replace(",", "."), cell: row === 0 ? null : `D${row + 1}`, raw: text(row, 3),
    };
  });
  const n = (bucket: RowView["bucket"]) => rows.filter((r) => r.bucket === bucket).length;
  return {
    id: 1, file: "Tong hop 5000 dong.xlsx", size: 2_411_724, agency: 1, agency_name: "Sở Nội vụ", agency_basis: "letterhead", outcome: "applied",
    can_skip_bad_rows: false, revision: 1,
    rows: {
      read: LARGE_ROWS, scored: n("scored"), blank: n("blank"), not_self_scored: 0, options: 0, parents: 0, totals: 0, ignored: 1, unmatched: 0, refused: 0,
    },
    tables: [{ sheet, header: "1", columns: ROLES.map((role, i) => ({ letter: letters(i), heading: HEADINGS[i] ?? "", role, role_text: WORDS[i] ?? "" })) }],
    row_list: rows,
    problems: rows
      .filter((r) => r.bucket === "blank")
      .map((r) => ({ severity: "warning", code: "blank_score", sheet, cell: r.cell, message: `Dòng ${r.row}: ô điểm để trống. Để trống không phải là 0 điểm; hãy hỏi lại cơ quan gửi.` })),
    sheets: [{
      name: sheet, hidden: false, rows: LARGE_ROWS, columns: COLUMNS, hidden_rows: [3, 4, 5], hidden_columns: [7, 8], merges: [],
      tables: [{ header_first: 0, header_last: 0, columns: ROLES.map((role, i) => ({ column: i, role, role_text: WORDS[i] ?? "", heading: HEADINGS[i] ?? "" })) }],
      marks: rows.map((r) => ({ row: r.row - 1, bucket: r.bucket, criterion: r.criterion, points: r.points, corrected: false })),
    }],
    questions: [], corrections: [], remembered: [], difference: null,
  };
}
