// The sheets of the six files, cell by cell, and what a pasted table becomes.

import { column } from "../../screens/Intake/place";
import type { FilePreview } from "../types/FilePreview";
import type { RowView } from "../types/RowView";
import type { SheetHead } from "../types/SheetHead";
import { CATALOGUE, EVIDENCE, EXPLANATION } from "./catalogue";
import { shown } from "./points";

const maxima = new Map(CATALOGUE.trim().split("\n").map((line) => line.split("|")).map(([code = "", , max]) => [code, max]));

const columnsOf = (preview: FilePreview) =>
  (preview.tables[0]?.columns ?? []).map((c) => ({ column: column(c.letter), role: c.role, role_text: c.role_text, heading: c.heading }));

const headerOf = (preview: FilePreview): [number, number] => {
  const [first = "1", last = first] = (preview.tables[0]?.header ?? "1").split("–");
  return [Number(first) - 1, Number(last) - 1];
};

function line(preview: FilePreview, row: RowView, at: number): string[] {
  const columns = columnsOf(preview);
  const [first, last] = headerOf(preview);
  const texts = Array.from({ length: Math.max(...columns.map((c) => c.column)) + 1 }, () => "");
  const put = (at: number, text: string) => (texts[at] = text);
  if (at >= first && at <= last) {
    for (const c of columns) {
      const points = c.role === "score" || c.role === "prior_published";
      if (first === last) put(c.column, c.heading);
      else if (points) put(c.column, at === first ? (c.role === "score" ? "" : "Kết quả chấm điểm") : c.heading);
      else if (at === first) put(c.column, c.heading);
    }
  } else if (at < first || (row.bucket === "ignored" && row.code === "")) {
    put(columns[0]?.column ?? 0, row.name);
  } else
    for (const c of columns) {
      const code = row.criterion ?? "";
      put(
        c.column,
        c.role === "code" ? row.code
          : c.role === "name" ? row.name
          : c.role === "score" ? row.raw
          : c.role === "max" ? shown(maxima.get(code) ?? "")
          : c.role === "evidence" ? (EVIDENCE[code] ?? (row.bucket === "scored" ? "Báo cáo số 312/BC-SNV ngày 05/12/2024" : ""))
          : c.role === "explanation" ? (EXPLANATION[code] ?? "")
          : c.role === "data" && row.bucket === "scored" ? "12/12 nhiệm vụ" : "",
      );
    }
  return texts;
}

/** The texts of one sheet. */
export function texts(preview: FilePreview, sheet: string): string[][] {
  if (sheet === "Danh mục") return [["Mã", "Cơ quan"], ["VP", "Văn phòng UBND tỉnh"], ["SNV", "Sở Nội vụ"]];
  if (preview.tables.length === 0) return preview.row_list.map((row) => [row.code, row.name, row.raw]);
  if (sheet !== preview.tables[0]?.sheet) return [];
  return preview.row_list.map((row, at) => line(preview, row, at));
}

/** The sheets of a file as the reader made them out. */
export function sheets(preview: FilePreview): SheetHead[] {
  const table = preview.tables[0];
  if (!table) return [];
  const columns = columnsOf(preview);
  const [first, last] = headerOf(preview);
  const [left, right] = [columns[0]?.column ?? 0, columns.at(-1)?.column ?? 0];
  const merges: SheetHead["merges"] = [];
  preview.row_list.forEach((row, at) => {
    if (at < first || (row.bucket === "ignored" && at > last)) merges.push({ top: at, left, bottom: at, right });
  });
  if (last > first) {
    const points = columns.filter((c) => c.role === "score" || c.role === "prior_published").map((c) => c.column);
    merges.push({ top: first, left: Math.min(...points), bottom: first, right: Math.max(...points) });
    for (const c of columns) if (!points.includes(c.column)) merges.push({ top: first, left: c.column, bottom: last, right: c.column });
  }
  const head = (name: string, more: Partial<SheetHead>): SheetHead => ({
    name, hidden: false, rows: 0, columns: 0, hidden_rows: [], hidden_columns: [], merges: [], tables: [], marks: [], ...more,
  });
  const main = head(table.sheet, {
    rows: preview.row_list.length,
    columns: right + 1,
    hidden_rows: preview.row_list.flatMap((r, at) => (r.bucket === "options" && preview.agency === 2 ? [at] : [])),
    hidden_columns: columns.filter((c) => c.role === "data").map((c) => c.column),
    merges,
    tables: [{ header_first: first, header_last: last, columns }],
    marks: preview.row_list.map((r) => ({ row: r.row - 1, bucket: r.bucket, criterion: r.criterion, points: r.points, corrected: false })),
  });
  if (preview.agency !== 2) return [main];
  return [main, head("Sheet2", {}), head("Danh mục", { hidden: true, rows: 3, columns: 2 })];
}

/** A pasted table: nothing of it is understood but its cells. */
export function pasted(id: number, text: string): FilePreview {
  const cells = text.trimEnd().split(/\r?\n/).map((l) => l.split("\t"));
  const width = Math.max(...cells.map((c) => c.length));
  const row_list: RowView[] = cells.map((c, at) => ({
    sheet: "Bảng dán", row: at + 1, bucket: "ignored", code: c[0] ?? "", name: c[1] ?? "", criterion: null, points: null, cell: null, raw: c[2] ?? "",
  }));
  return {
    id, file: `Bảng dán ${id}`, size: text.length, agency: null, agency_name: null, agency_basis: null, outcome: "refused",
    can_skip_bad_rows: false, revision: null,
    rows: {
      read: cells.length, scored: 0, blank: 0, not_self_scored: 0, options: 0, parents: 0, totals: 0, ignored: cells.length, unmatched: 0, refused: 0,
    },
    tables: [], row_list,
    problems: [{ severity: "blocking", code: "no_table", sheet: null, cell: null, message: "Chưa thấy bảng điểm trong phần đã dán. Hãy chỉ ra dòng tiêu đề, hoặc sao chép cả dòng tiêu đề rồi dán lại." }],
    sheets: [{
      name: "Bảng dán", hidden: false, rows: cells.length, columns: width, hidden_rows: [], hidden_columns: [], merges: [], tables: [],
      marks: row_list.map((r) => ({ row: r.row - 1, bucket: r.bucket, criterion: null, points: null, corrected: false })),
    }],
    questions: [], corrections: [], remembered: [], difference: null,
  };
}
