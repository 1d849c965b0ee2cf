// The six files of the made-up province, as the reader would have understood them.

import type { Bucket } from "../types/Bucket";
import type { FilePreview } from "../types/FilePreview";
import type { ProblemReport } from "../types/ProblemReport";
import type { RowCounts } from "../types/RowCounts";
import type { RowView } from "../types/RowView";
import type { TableView } from "../types/TableView";
import { AGENCIES, CATALOGUE } from "./catalogue";
import { shown } from "./points";
import { questions } from "./questions";
import { sheets } from "./sheets";

interface Sent {
  key: string;
  file: string;
  size: number;
  sheet: string;
  basis: FilePreview["agency_basis"];
  headings: [string, string, TableView["columns"][number]["role"], string][];
}

const SENT: Sent[] = [
  {
    key: "SNV",
    file: "SNV_Bang tu cham diem PAR INDEX 2024.xlsx",
    size: 38_912,
    sheet: "Bảng điểm",
    basis: "letterhead",
    headings: [
      ["A", "STT", "code", "Mã"],
      ["B", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "name", "Tên tiêu chí"],
      ["C", "Điểm tối đa", "max", "Điểm tối đa"],
      ["D", "Tự chấm năm 2024", "score", "Điểm tự chấm"],
      ["E", "Tài liệu kiểm chứng", "evidence", "Tài liệu kiểm chứng"],
      ["F", "Giải trình", "explanation", "Giải trình"],
    ],
  },
  {
    key: "VP",
    file: "Van phong UBND tinh - cham diem CCHC.xls",
    size: 91_648,
    sheet: "Sheet1",
    basis: "letterhead",
    headings: [
      ["B", "Số TT", "code", "Mã"],
      ["C", "Tiêu chí, tiêu chí thành phần", "name", "Tên tiêu chí"],
      ["D", "Thang điểm", "max", "Điểm tối đa"],
      ["E", "Năm 2023", "prior_published", "Năm trước, công bố"],
      ["F", "Điểm tự đánh giá", "score", "Điểm tự chấm"],
      ["G", "Tài liệu kiểm chứng/Giải trình", "evidence", "Tài liệu kiểm chứng"],
    ],
  },
  {
    key: "STP",
    file: "STP tu cham diem 2024 (sua lan 2).xlsx",
    size: 24_576,
    sheet: "PAR 2024",
    basis: "file_name",
    headings: [
      ["A", "TT", "code", "Mã"],
      ["B", "Nội dung", "name", "Tên tiêu chí"],
      ["C", "Điểm chuẩn", "max", "Điểm tối đa"],
      ["D", "Điểm chấm", "score", "Điểm tự chấm"],
      ["E", "Điểm thẩm định", "appraisal", "Thẩm định (không lấy)"],
      ["F", "Ghi chú", "explanation", "Giải trình"],
    ],
  },
  {
    key: "TTTT",
    file: "SoTTTT_PARINDEX_2024.ods",
    size: 31_744,
    sheet: "Tổng hợp",
    basis: "letterhead",
    headings: [
      ["A", "Mã tiêu chí", "code", "Mã"],
      ["B", "Tiêu chí", "name", "Tên tiêu chí"],
      ["C", "Điểm tối đa", "max", "Điểm tối đa"],
      ["D", "Số liệu kê khai", "data", "Số liệu, cách tính (không lấy)"],
      ["E", "Điểm đạt được", "score", "Điểm tự chấm"],
      ["F", "Tài liệu minh chứng", "evidence", "Tài liệu kiểm chứng"],
    ],
  },
  {
    key: "STC",
    file: "so tai chinh.csv",
    size: 4_210,
    sheet: "so tai chinh",
    basis: "led_rows",
    headings: [
      ["A", "Mã", "code", "Mã"],
      ["B", "Tên", "name", "Tên tiêu chí"],
      ["C", "Điểm tối đa", "max", "Điểm tối đa"],
      ["D", "Tự chấm", "score", "Điểm tự chấm"],
      ["E", "Ghi chú", "explanation", "Giải trình"],
    ],
  },
  {
    key: "KHDT",
    file: "Phu luc cham diem kem cong van.xlsx",
    size: 19_968,
    sheet: "Phụ lục",
    basis: null,
    headings: [
      ["A", "STT", "code", "Mã"],
      ["B", "Tiêu chí thành phần", "name", "Tên tiêu chí"],
      ["C", "Điểm tối đa", "max", "Điểm tối đa"],
      ["D", "Điểm tự chấm", "score", "Điểm tự chấm"],
    ],
  },
];

const EMPTY: RowCounts = {
  read: 0, scored: 0, blank: 0, not_self_scored: 0, options: 0, parents: 0, totals: 0, ignored: 0,
  unmatched: 0, refused: 0,
};

const lines = CATALOGUE.trim().split("\n").map((line) => line.split("|"));

function understood(sent: Sent, id: number): FilePreview {
  const rows: RowView[] = [];
  const problems: ProblemReport[] = [];
  const score = sent.headings.find(([, , role]) => role === "score")?.[0] ?? "D";
  let at = 0;
  const put = (bucket: Bucket, row: Partial<RowView>) => {
    at += 1;
    rows.push({
      sheet: sent.sheet, row: at, bucket, code: "", name: "", criterion: null, points: null, cell: null, raw: "",
      ...row,
    });
  };
  const found = (severity: ProblemReport["severity"], code: string, message: string, cell?: string) =>
    problems.push({ severity, code, message, sheet: cell ? sent.sheet : null, cell: cell ?? null });

  const agency = AGENCIES.findIndex((a) => a.key === sent.key);
  if (sent.key !== "KHDT") {
    put("ignored", { name: "ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY" });
    put("ignored", { name: (AGENCIES[agency]?.name ?? "").toLocaleUpperCase("vi") });
  } else {
    found("blocking", "no_agency", "Chưa rõ tệp của cơ quan nào: tiêu đề thư, tên tệp và các dòng điểm đều không cho biết. Hãy chọn cơ quan.");
  }
  put("ignored", { name: "BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2024" });
  put("ignored", { code: "STT", name: "Tiêu chí, tiêu chí thành phần" });
  const header = at;
  // its columns of points stand under one merged heading
  if (sent.key === "VP") put("ignored", { name: "Năm 2023" });
  const own = lines.filter((l) => l[4] === sent.key);
  for (const line of lines) {
    const [code = "", name = "", max = "", how, lead, , given = ""] = line;
    if (line.length === 2) {
      if (own.some((l) => l[0]?.startsWith(`${code}.`))) put("parents", { code, name, criterion: code });
      continue;
    }
    if (lead !== sent.key) {
      if (how === "survey" && sent.key === "SNV" && code < "5")
        put("not_self_scored", { code, name, criterion: code, raw: "Điều tra XHH" });
      continue;
    }
    const value = given === "-" ? max : given;
    const cell = `${score}${at + 1}`;
    if (sent.key === "STP" && code === "2.1.2") {
      put("refused", { code, name, criterion: code, cell, raw: "1,50" });
      found("blocking", "over_max", "Tiêu chí 2.1.2: điểm tự chấm 1,50 cao hơn điểm tối đa 1,00. Đề nghị cơ quan chấm lại.", cell);
    } else if (sent.key === "STP" && code === "2.3.1") {
      put("refused", { code, name, criterion: code, cell, raw: "0,5/0,5" });
      found("blocking", "unreadable", "Không đọc được “0,5/0,5” thành điểm. Hãy hỏi lại cơ quan gửi.", cell);
    } else if (value === "") {
      put("blank", { code, name, criterion: code, cell });
      found("warning", "blank_score", `Tiêu chí ${code}: ô điểm để trống. Để trống không phải là 0 điểm; hãy hỏi lại cơ quan gửi.`, cell);
    } else {
      put("scored", { code: sent.key === "VP" ? `${code}.` : code, name, criterion: code, points: value, cell, raw: shown(value) });
      if (code === "6.1.1" || code === "4.1.3" || code === "7.1.2")
        found("warning", "no_evidence", `Tiêu chí ${code}: có điểm nhưng không có tài liệu kiểm chứng và không có giải trình.`, cell);
      if (code === "3.2.1")
        found("note", "name_differs", "Tiêu chí 3.2.1: tên trong tệp (“Công bố đầy đủ, kịp thời danh mục TTHC”) hơi khác bộ tiêu chí; đã khớp theo mã.", `C${at}`);
    }
    if (code === "3.2.4" || code === "6.1.1") {
      put("options", { name: "Đạt trên 95% kế hoạch trở lên: điểm tối đa", raw: "" });
      put("options", { name: "Từ 70% đến dưới 95%: tỷ lệ × điểm tối đa", raw: "" });
    }
  }
  put("totals", { name: "Tổng cộng", raw: "" });
  if (sent.key === "VP")
    found("warning", "total_differs", "Dòng cộng ghi 17,25, nhưng các dòng cộng lại được 12,875. Hãy hỏi lại cơ quan gửi.", `${score}${at}`);
  put("ignored", { name: "Sông Mây, ngày 18 tháng 12 năm 2024" });
  put("ignored", { name: "GIÁM ĐỐC" });

  const counts = { ...EMPTY, read: rows.length };
  for (const row of rows) counts[row.bucket] += 1;
  const blocked = problems.some((p) => p.severity === "blocking");
  const weight = { blocking: 0, warning: 1, note: 2 };
  problems.sort((a, b) => weight[a.severity] - weight[b.severity]);
  const known = sent.key !== "KHDT";
  const preview: FilePreview = {
    id,
    file: sent.file,
    size: sent.size,
    agency: known ? agency + 1 : null,
    agency_name: known ? (AGENCIES[agency]?.name ?? null) : null,
    agency_basis: sent.basis,
    outcome: blocked ? "refused" : "applied",
    can_skip_bad_rows: blocked && known,
    revision: known ? 1 : null,
    rows: counts,
    tables: [
      {
        sheet: sent.sheet,
        header: sent.key === "VP" ? `${header}–${header + 1}` : String(header),
        columns: sent.headings.map(([letter, heading, role, role_text]) => ({ letter, heading, role, role_text })),
      },
    ],
    row_list: rows,
    problems,
    sheets: [],
    questions: [],
    corrections: [],
    remembered: [],
    difference: null,
  };
  preview.sheets = sheets(preview);
  preview.questions = questions(preview);
  return preview;
}

export const sixFiles = (): FilePreview[] => SENT.map((sent, i) => understood(sent, i + 1));
