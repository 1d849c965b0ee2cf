// Sheets and corrections of the stand-in shell's files.

import type { Bucket } from "../types/Bucket";
import type { Correction } from "../types/Correction";
import type { Difference } from "../types/Difference";
import type { FilePreview } from "../types/FilePreview";
import type { Question } from "../types/Question";
import type { RowCounts } from "../types/RowCounts";
import type { SheetHead } from "../types/SheetHead";
import { AGENCIES, CATALOGUE, EVIDENCE, EXPLANATION } from "./catalogue";
import { shown } from "./points";

/** A file as first understood, before pictures and corrections. */
export type Understood = Omit<FilePreview, "sheets" | "questions" | "corrections" | "remembered" | "difference">;

const number = (letter: string) => letter.charCodeAt(0) - 65;
const maxima = new Map(CATALOGUE.trim().split("\n").map((l) => l.split("|")).map(([code = "", , max = ""]) => [code, max]));

/** Texts of a sheet, row by row from the first. */
export function texts(file: Understood): string[][] {
  const columns = file.tables[0]?.columns ?? [];
  const wide = Math.max(0, ...columns.map((c) => number(c.letter))) + 1;
  const sheet: string[][] = [];
  for (const row of file.row_list) {
    const line = Array.from({ length: wide }, () => "");
    const criterion = row.criterion ?? "";
    for (const column of columns) {
      line[number(column.letter)] =
        row.code === "STT" ? column.heading
          : column.role === "code" ? row.code
          : column.role === "name" ? row.name
          : column.role === "score" ? row.raw
          : column.role === "max" ? shown(maxima.get(criterion) ?? "")
          : column.role === "evidence" ? (EVIDENCE[criterion] ?? "")
          : column.role === "explanation" ? (EXPLANATION[criterion] ?? "")
          : "";
    }
    if (row.bucket === "ignored" && row.code !== "STT") line.fill("").splice(0, 1, row.name);
    sheet[row.row - 1] = line;
  }
  return Array.from(sheet, (line) => line ?? Array.from({ length: wide }, () => ""));
}

function head(file: Understood, corrected: Set<number>): SheetHead[] {
  const table = file.tables[0];
  if (!table) return [];
  const lines = texts(file);
  const header = file.row_list.findIndex((r) => r.code === "STT");
  const wide = lines[0]?.length ?? 0;
  return [
    {
      name: table.sheet,
      hidden: false,
      rows: lines.length,
      columns: wide,
      hidden_rows: [],
      hidden_columns: [],
      merges: file.row_list
        .filter((r) => r.bucket === "ignored" && r.code !== "STT")
        .map((r) => ({ top: r.row - 1, left: 0, bottom: r.row - 1, right: wide - 1 })),
      tables: [
        {
          header_first: header,
          header_last: header,
          columns: table.columns.map((c) => ({ column: number(c.letter), role: c.role, role_text: c.role_text, heading: c.heading })),
        },
      ],
      marks: file.row_list.map((r) => ({
        row: r.row - 1, bucket: r.bucket, criterion: r.criterion, points: r.points, corrected: corrected.has(r.row),
      })),
    },
  ];
}

const NONE: RowCounts = {
  read: 0, scored: 0, blank: 0, not_self_scored: 0, options: 0, parents: 0, totals: 0, ignored: 0, unmatched: 0, refused: 0,
};

function said(correction: Correction): string {
  switch (correction.kind) {
    case "header": return `Tiêu đề bảng ở dòng ${correction.first + 1}–${correction.last + 1}.`;
    case "column": return `Cột ${String.fromCharCode(65 + correction.column)} được hiểu lại.`;
    case "match": return `Dòng ${correction.row + 1} là tiêu chí ${correction.criterion}.`;
    case "exclude": return `Bỏ dòng ${correction.row + 1}: ${correction.reason}.`;
    case "value": return `Dòng ${correction.row + 1}: điểm là ${correction.points === null ? "để trống" : shown(correction.points)} (${correction.reason}).`;
    case "notation": return "Dấu thập phân của cột được chọn.";
    case "encoding": return "Bảng mã chữ của tệp được chọn.";
    case "agency": return `Tệp của ${AGENCIES[correction.agency - 1]?.name ?? ""}.`;
  }
}

/** The file with these corrections, as the shell would understand it anew. */
export function corrected(first: Understood, corrections: Correction[]): FilePreview {
  const file: Understood = structuredClone(first);
  const touched = new Set<number>();
  for (const one of corrections) {
    if (one.kind === "agency") {
      Object.assign(file, { agency: one.agency, agency_name: AGENCIES[one.agency - 1]?.name ?? null, agency_basis: "given", revision: 1 });
      file.problems = file.problems.filter((p) => p.code !== "no_agency");
    } else if (one.kind === "column") {
      const column = file.tables[0]?.columns.find((c) => number(c.letter) === one.column);
      if (column) Object.assign(column, { role: one.role, role_text: one.role });
    } else if (one.kind === "match" || one.kind === "exclude" || one.kind === "value") {
      const row = file.row_list.find((r) => r.row === one.row + 1);
      if (!row) continue;
      touched.add(row.row);
      const bucket: Bucket = one.kind === "exclude" ? "ignored" : one.kind === "value" && one.points === null ? "blank" : "scored";
      row.bucket = bucket;
      if (one.kind === "match") row.criterion = one.criterion;
      if (one.kind === "value") row.points = one.points;
      const cell = new RegExp(`^[A-Z]+${row.row}$`);
      file.problems = file.problems.filter((p) => p.severity !== "blocking" || !p.cell || !cell.test(p.cell));
    }
  }
  file.rows = { ...NONE, read: file.row_list.length };
  for (const row of file.row_list) file.rows[row.bucket] += 1;
  const blocked = file.problems.some((p) => p.severity === "blocking");
  file.outcome = blocked ? "refused" : "applied";
  file.can_skip_bad_rows = blocked && file.agency !== null;
  return {
    ...file,
    sheets: head(file, touched),
    questions: file.agency === null ? [whose] : [],
    corrections: corrections.map((one, index) => ({ index, text: said(one) })),
    remembered: [],
    difference: file.file.startsWith("STP tu cham diem 2024 (sua") ? previous : null,
  };
}

const whose: Question = {
  id: "agency",
  why: "Chưa rõ tệp của cơ quan nào: tiêu đề thư và tên tệp đều không cho biết. Các dòng trong tệp do Sở Kế hoạch và Đầu tư chủ trì.",
  at: null,
  options: [6, 5].map((agency, i) => ({ label: AGENCIES[agency - 1]?.name ?? "", correction: { kind: "agency", agency }, proposed: i === 0 })),
  rememberable: false,
};

const previous: Difference = {
  revision: 1,
  file: "STP tu cham diem 2024.xlsx",
  rows: [
    { code: "2.1.1", name: "Thực hiện kế hoạch xây dựng văn bản quy phạm pháp luật", max: "1", old: "0.75", new: "1", change: "risen", new_evidence: false },
    { code: "2.1.3", name: "Chất lượng thẩm định dự thảo văn bản", max: "0.5", old: "0.5", new: "0.5", change: "same", new_evidence: false },
    { code: "2.2.1", name: "Thực hiện kế hoạch theo dõi thi hành pháp luật", max: "1", old: "1", new: "0.75", change: "fallen", new_evidence: true },
  ],
};
