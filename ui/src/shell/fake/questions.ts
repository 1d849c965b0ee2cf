// What the stand-in shell asks about its files, and how one compares with the file before it.

import { column } from "../../screens/Intake/place";
import type { Difference } from "../types/Difference";
import type { FilePreview } from "../types/FilePreview";
import type { Question } from "../types/Question";
import { AGENCIES, CATALOGUE } from "./catalogue";
import { parse, write } from "./points";

export function questions(preview: FilePreview): Question[] {
  const asked: Question[] = [];
  const table = preview.sheets[0]?.tables[0];
  const sheet = preview.sheets[0]?.name ?? "";
  if (!table) return asked;
  const header = table.header_first;
  if (preview.agency === 3) {
    const refused = preview.row_list.find((r) => r.raw === "0,5/0,5");
    asked.push({
      id: `score ${sheet} ${header}`,
      why: "Hai cột đều có thể là điểm tự chấm: “Điểm chấm” và “Điểm thẩm định”. Cột nào là điểm tự chấm?",
      at: { sheet, row: header, column: 3 },
      options: [
        { label: "Cột D “Điểm chấm”", correction: { kind: "column", sheet, header, column: 3, role: "score" }, proposed: true },
        { label: "Cột E “Điểm thẩm định”", correction: { kind: "column", sheet, header, column: 4, role: "score" }, proposed: false },
      ],
      rememberable: true,
    });
    if (refused)
      asked.push({
        id: `criterion ${sheet} ${refused.row - 1}`,
        why: "Mã “2.3.1” và tên của dòng này chỉ hai tiêu chí khác nhau. Dòng này là tiêu chí nào?",
        at: { sheet, row: refused.row - 1, column: column("B") },
        options: [
          { label: "2.3.1 Thực hiện kế hoạch kiểm tra văn bản quy phạm pháp luật", correction: { kind: "match", sheet, row: refused.row - 1, criterion: "2.3.1" }, proposed: false },
          { label: "2.3.2 Xử lý văn bản trái pháp luật do kiểm tra phát hiện", correction: { kind: "match", sheet, row: refused.row - 1, criterion: "2.3.2" }, proposed: false },
          { label: "Không tiêu chí nào, bỏ dòng này", correction: { kind: "exclude", sheet, row: refused.row - 1, reason: "không thuộc tiêu chí nào" }, proposed: false },
        ],
        rememberable: true,
      });
  }
  if (preview.agency === null)
    asked.push({
      id: "agency",
      why: "Chưa rõ tệp của cơ quan nào: tiêu đề thư, tên tệp và các dòng điểm đều không cho biết.",
      at: null,
      options: AGENCIES.map((a, i) => ({ label: a.name, correction: { kind: "agency" as const, agency: i + 1 }, proposed: a.key === "KHDT" })),
      rememberable: false,
    });
  return asked;
}

/** The same body's file of the week before, a few scores lower, one higher, one left blank. */
export function difference(preview: FilePreview): Difference {
  const lines = new Map(CATALOGUE.trim().split("\n").map((l) => l.split("|")).map(([code = "", name = "", max = "0"]) => [code, { name, max }]));
  const rows = preview.row_list
    .filter((r) => r.criterion !== null && ["scored", "blank", "refused"].includes(r.bucket))
    .map((r, i): Difference["rows"][number] => {
      const code = r.criterion ?? "";
      const { name = "", max = "0" } = lines.get(code) ?? {};
      const value = r.points ?? max;
      const lower = write(Math.max(0, parse(value) - 2500));
      switch (i) {
        case 0: return { code, name, max, old: lower, new: value, change: "risen", new_evidence: true };
        case 1: return { code, name, max, old: lower, new: value, change: "risen", new_evidence: false };
        case 2: return { code, name, max, old: value, new: lower, change: "fallen", new_evidence: false };
        case 3: return { code, name, max, old: value, new: null, change: "blanked", new_evidence: false };
        case 4: return { code, name, max, old: null, new: value, change: "filled", new_evidence: true };
        case 5: return { code, name, max, old: value, new: null, change: "vanished", new_evidence: false };
        case 6: return { code, name, max, old: null, new: value, change: "appeared", new_evidence: false };
        default: return { code, name, max, old: value, new: value, change: "same", new_evidence: false };
      }
    });
  return { revision: 1, file: "STP tu cham diem 2024 (sua lan 2).xlsx", rows };
}
