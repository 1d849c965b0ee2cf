// The journal of the stand-in shell.

import { folded } from "../../format";
import type { JournalFilter } from "../types/JournalFilter";
import type { JournalKind } from "../types/JournalKind";
import type { JournalRow } from "../types/JournalRow";

export interface Logged {
  at: string;
  sentence: string;
  undone_by: number | null;
}

function kindOf(sentence: string): JournalKind {
  if (sentence.startsWith("hoàn tác")) return "undo";
  if (/bản tự chấm/.test(sentence)) return "submission";
  if (/tiêu chí \d/.test(sentence)) return "review";
  return /năm|đối chiếu/.test(sentence) ? "year" : "office";
}

function row(entry: Logged, index: number): JournalRow {
  const code = /tiêu chí (\d+(?:\.\d+)+)/.exec(entry.sentence)?.[1] ?? null;
  const moved = /từ ([\d,]+) (?:lên|xuống) ([\d,]+) điểm/.exec(entry.sentence);
  return {
    id: index + 1, at: entry.at, sentence: entry.sentence, kind: kindOf(entry.sentence), code, undone_by: entry.undone_by,
    author: null,
    hash: String(index + 1).repeat(64).slice(0, 64),
    details: moved ? [{ code, field: "điểm thống nhất", before: moved[1] ?? null, after: moved[2] ?? null }] : [],
  };
}

export const journalCommands = (log: Logged[]) => ({
  journal: (args: Record<string, unknown>) => {
    const filter = args.filter as JournalFilter;
    return log
      .map(row)
      .filter(
        (r) =>
          folded(r.sentence).includes(folded(filter.text.trim())) &&
          (filter.code === null || r.code === filter.code) &&
          (filter.from === null || r.at.slice(0, 10) >= filter.from) &&
          (filter.to === null || r.at.slice(0, 10) <= filter.to) &&
          (filter.kinds.length === 0 || filter.kinds.includes(r.kind)),
      )
      .reverse();
  },
  check_store: () => [],
  export_journal: () => `Đã lưu ${log.length} mục nhật ký vào “Nhat ky 2024.csv”.`,
});
