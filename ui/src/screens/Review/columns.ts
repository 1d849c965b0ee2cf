// The columns of the table: what each says of a row and of sums. Nothing here computes a figure.

import { date, isZero, loss, points, share, signed } from "../../format";
import type { Points } from "../../shell/types/Points";
import type { ReviewRow } from "../../shell/types/ReviewRow";
import type { SortBy } from "../../shell/types/SortBy";
import type { Totals } from "../../shell/types/Totals";
import { vi } from "../../vi";

export type ColumnKey =
  | "max" | "baseline" | "reported" | "agreed" | "lost" | "change" | "recoverable"
  | "status" | "agency" | "responsible" | "cause" | "due" | "flags";

/** Sums of what is shown, or of a group. */
export interface Sums {
  totals: Totals;
  lost: Points;
  recoverable: Points;
}

export interface Column {
  key: ColumnKey;
  sort: SortBy | null;
  /** In pixels. */
  width: number;
  num?: boolean;
  /** The figure it shows, for finding how wide it must be. */
  figure?: (row: ReviewRow) => string | null;
  text: (row: ReviewRow) => string;
  /** How it is set: "lost" is red, "firm" bold, "pale" muted. */
  tone?: (row: ReviewRow) => "lost" | "firm" | "pale" | undefined;
  sum?: (sums: Sums) => string;
  /** Is the sum points lost? */
  sumLost?: (sums: Sums) => boolean;
}

const given = (value: Points | null): string => (value === null ? vi.common.none : points(value));

/** Why a row deserves a look, in a word or two. */
function remarks(row: ReviewRow): string {
  if (row.scoring !== "self") return vi.words.scoringShort[row.scoring];
  const { flags } = row;
  const words = flags.filter((f) => f !== "below_max" || flags.length === 1).map((f) => vi.words.flag[f]);
  if (row.counted === null) words.push(vi.words.state[row.state]);
  return words.join(", ");
}

function change(row: ReviewRow): string {
  if (row.change !== null) return signed(row.change);
  if (row.change_share === null) return "";
  return `${row.change_share > 0 ? "+" : ""}${share(row.change_share)}`;
}

const ALL: Column[] = [
  { key: "max", sort: "max", width: 54, num: true, figure: (r) => r.max, text: (r) => points(r.max), sum: (s) => points(s.totals.self_scored_max) },
  { key: "baseline", sort: "baseline", width: 56, num: true, figure: (r) => r.baseline, text: (r) => given(r.baseline), sum: (s) => (s.totals.compared > 0 ? points(s.totals.baseline) : "") },
  {
    key: "reported", sort: "reported", width: 58, num: true, figure: (r) => r.reported, text: (r) => given(r.reported),
    tone: (r) => (r.reported === null ? "pale" : undefined), sum: (s) => points(s.totals.reported),
  },
  {
    key: "agreed", sort: "counted", width: 62, num: true, figure: (r) => r.counted, text: (r) => given(r.counted),
    tone: (r) => (r.agreed === null ? "pale" : "firm"), sum: (s) => points(s.totals.counted),
  },
  {
    key: "lost", sort: "lost", width: 66, num: true, figure: (r) => r.lost, text: (r) => (r.lost === null ? "" : loss(r.lost)),
    tone: (r) => (r.lost !== null && !isZero(r.lost) ? "lost" : undefined), sum: (s) => loss(s.lost), sumLost: (s) => !isZero(s.lost),
  },
  { key: "change", sort: "change", width: 66, num: true, figure: change, text: change, sum: (s) => (s.totals.compared > 0 ? signed(s.totals.change) : "") },
  {
    key: "recoverable", sort: "recoverable", width: 72, num: true, figure: (r) => r.recoverable, text: (r) => (r.recoverable === null ? "" : points(r.recoverable)),
    sum: (s) => points(s.recoverable),
  },
  {
    key: "status", sort: "status", width: 100, text: (r) => (r.scoring !== "self" ? "" : r.reopened ? vi.review.reopened : vi.words.status[r.status]),
    tone: (r) => (r.reopened ? "firm" : r.status === "not_reviewed" ? "pale" : undefined),
  },
  { key: "flags", sort: null, width: 88, text: remarks },
  { key: "agency", sort: "agency", width: 132, text: (r) => r.agency ?? "" },
  { key: "responsible", sort: "responsible", width: 132, text: (r) => r.responsible.join(", ") },
  { key: "cause", sort: "cause", width: 148, text: (r) => r.cause },
  {
    key: "due", sort: "due", width: 88, text: (r) => (r.due === null ? "" : date(r.due)),
    tone: (r) => (r.overdue ? "firm" : undefined),
  },
];

export const COLUMN_KEYS: ColumnKey[] = ALL.map((c) => c.key);
export const DEFAULT_COLUMNS: ColumnKey[] = ["max", "baseline", "reported", "agreed", "lost", "change", "status", "flags"];
export const ROOMY_COLUMNS: ColumnKey[] = [...DEFAULT_COLUMNS, "recoverable", "agency", "due"];

export const isColumn = (key: string): key is ColumnKey => COLUMN_KEYS.some((k) => k === key);

/** The chosen ones, always in the same order. */
export const chosen = (keys: ColumnKey[]): Column[] => ALL.filter((c) => keys.includes(c.key));

const DIGIT = 7.6;
const AROUND = 16;

/** How many letters the longest figure of each column takes: walks all rows, once for each state of the store. */
export function longestFigures(rows: Iterable<ReviewRow>): Map<ColumnKey, number> {
  const longest = new Map<ColumnKey, number>();
  for (const row of rows)
    for (const { key, figure: of } of ALL) {
      const length = of?.(row)?.length ?? 0;
      if (length > (longest.get(key) ?? 0)) longest.set(key, length);
    }
  return longest;
}

/** How wide each column is, so that no figure is cut: not of a row, not of a sum. */
export function widths(columns: Column[], longest: Map<ColumnKey, number>, sums: Sums[]): number[] {
  return columns.map((c) => {
    if (!c.num) return c.width;
    // a row's points take a sign more
    const letters = Math.max((longest.get(c.key) ?? 0) + 1, ...sums.map((s) => c.sum?.(s).length ?? 0));
    return Math.max(c.width, Math.ceil(letters * DIGIT + AROUND));
  });
}

/** The codes, too. */
export function codeWidth(codes: Iterable<string>): number {
  let longest = 5;
  for (const code of codes) longest = Math.max(longest, code.length);
  return Math.ceil(longest * 7 + 20);
}
