import { expect, it } from "vitest";

import { between, edges, widths } from "../src/screens/Intake/geometry";
import { address, column, letters } from "../src/screens/Intake/place";
import type { SheetHead } from "../src/shell/types/SheetHead";

const ROLES = ["code", "code", "name", "scoring", "max", "score", "evidence"] as const;
const head: SheetHead = {
  name: "Biểu", hidden: false, rows: 20, columns: ROLES.length, hidden_rows: [], hidden_columns: [], merges: [], marks: [],
  tables: [{ header_first: 0, header_last: 0, columns: ROLES.map((role, at) => ({ column: at, role, role_text: "Hình thức đánh giá", heading: "" })) }],
};
const sample = [ROLES.map(() => "Điều tra xã hội học và các nguồn khác")];

it("brings the scores into sight, however wide what stands before them", () => {
  const right = (room: number) => edges(widths(head, sample, room))[6] ?? 0;
  expect(right(1200), "with room enough the columns are as wide as they like").toBeGreaterThan(600);
  expect(right(600), "the score ends within the room").toBeLessThanOrEqual(600);
  expect(widths(head, sample, 300).every((width) => width >= 52), "but nothing gives way to nothing").toBe(true);
});

it("fills the room there is with the columns of sentences", () => {
  expect(edges(widths(head, sample, 1200)).at(-1)).toBe(1200);
});

it("finds the columns between two pixels", () => {
  expect(between([0, 50, 100, 200], 60, 150)).toEqual({ first: 1, end: 3 });
  expect(between([0, 50, 100, 200], -20, 10)).toEqual({ first: 0, end: 1 });
});

it("counts in letters as sheets do", () => {
  expect([0, 25, 26, 39, 701, 702].map(letters)).toEqual(["A", "Z", "AA", "AN", "ZZ", "AAA"]);
  expect(["A", "Z", "AA", "AN", "ZZ", "AAA"].map(column)).toEqual([0, 25, 26, 39, 701, 702]);
  expect(address(6, 3)).toBe("D7");
});
