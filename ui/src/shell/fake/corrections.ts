// What corrections make of a file, roughly as the real reader would understand it anew.

import { letters } from "../../screens/Intake/place";
import { vi } from "../../vi";
import type { Agency } from "../types/Agency";
import type { Bucket } from "../types/Bucket";
import type { Correction } from "../types/Correction";
import type { FilePreview } from "../types/FilePreview";
import { shown } from "./points";

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A correction, as a sentence without subject. */
function sentence(c: Correction, agencies: Agency[]): string {
  switch (c.kind) {
    case "header": return c.first === c.last ? `${c.sheet}: dòng ${c.first + 1} là dòng tiêu đề` : `${c.sheet}: các dòng ${c.first + 1}–${c.last + 1} là dòng tiêu đề`;
    case "column": return c.role === "other" ? `${c.sheet}: cột ${letters(c.column)} không dùng` : `${c.sheet}: cột ${letters(c.column)} là “${vi.words.columnRole[c.role]}”`;
    case "match": return `${c.sheet}: dòng ${c.row + 1} là tiêu chí ${c.criterion}`;
    case "exclude": return `${c.sheet}: bỏ dòng ${c.row + 1} (lý do: ${c.reason})`;
    case "value": return `${c.sheet}: điểm ở dòng ${c.row + 1} ${c.points === null ? "để trống" : `là ${shown(c.points)}`} (lý do: ${c.reason})`;
    case "notation": return `${c.sheet}: cột ${letters(c.column)} dùng ${c.notation === "comma" ? "dấu phẩy" : "dấu chấm"} làm dấu thập phân`;
    case "encoding": return "chữ trong tệp theo bảng mã đã chọn";
    case "agency": return `tệp của ${agencies.find((a) => a.id === c.agency)?.name ?? "cơ quan không có trong sổ"}`;
  }
}

/** The file as it was read, with these corrections. */
export function understand(read: FilePreview, corrections: Correction[], agencies: Agency[], names: Map<string, string>): FilePreview {
  const file = copy(read);
  for (const c of corrections) {
    file.questions = file.questions.filter((q) => !q.options.some((o) => JSON.stringify(o.correction) === JSON.stringify(c)));
    if (c.kind === "agency") {
      file.agency = c.agency;
      file.agency_name = agencies.find((a) => a.id === c.agency)?.name ?? null;
      file.agency_basis = "given";
      file.revision ??= 1;
      file.problems = file.problems.filter((p) => p.code !== "no_agency");
      file.questions = file.questions.filter((q) => q.id !== "agency");
    }
    if (!("sheet" in c)) continue;
    const sheet = file.sheets.find((s) => s.name === c.sheet);
    if (!sheet) continue;
    if (c.kind === "header") {
      const columns = sheet.tables[0]?.columns ?? [];
      sheet.tables = [{ header_first: c.first, header_last: c.last, columns }];
      file.problems = file.problems.filter((p) => p.code !== "no_table");
    } else if (c.kind === "column") {
      const table = sheet.tables.find((t) => t.header_first === c.header);
      if (!table) continue;
      for (const column of table.columns)
        if (c.role !== "other" && column.role === c.role) Object.assign(column, { role: "other", role_text: vi.words.columnRole.other });
      const column = table.columns.find((x) => x.column === c.column);
      const said = { role: c.role, role_text: vi.words.columnRole[c.role] };
      if (column) Object.assign(column, said);
      else table.columns.push({ column: c.column, heading: "", ...said });
    } else if ("row" in c) {
      const row = file.row_list.find((r) => r.sheet === c.sheet && r.row === c.row + 1);
      const mark = sheet.marks.find((m) => m.row === c.row);
      if (!row || !mark) continue;
      mark.corrected = true;
      if (c.kind === "exclude") Object.assign(mark, { bucket: "ignored", points: null });
      else if (c.kind === "value") Object.assign(mark, { bucket: c.points === null ? "blank" : "scored", points: c.points });
      else if (c.kind === "match" && names.has(c.criterion)) mark.criterion = c.criterion;
      Object.assign(row, { bucket: mark.bucket, points: mark.points, criterion: mark.criterion });
      if (c.kind !== "match") file.problems = file.problems.filter((p) => !(p.sheet === c.sheet && p.cell?.replace(/\D/g, "") === String(c.row + 1)));
    }
  }
  for (const bucket of Object.keys(file.rows) as (Bucket | "read")[])
    if (bucket !== "read") file.rows[bucket] = file.row_list.filter((r) => r.bucket === bucket).length;
  const blocked = file.problems.some((p) => p.severity === "blocking");
  file.outcome = blocked || file.agency === null ? "refused" : "applied";
  file.can_skip_bad_rows = blocked && file.agency !== null;
  file.corrections = corrections.map((c, index) => ({ index, text: sentence(c, agencies) }));
  return file;
}
