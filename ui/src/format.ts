// How values are written for people. Nothing here computes a figure: it only spells what the shell gave.

import type { Points } from "./shell/types/Points";

const MINUS = "\u2212";

/** "0.75" → "0,75"; "1" → "1,00"; "0.0625" → "0,0625". At least two decimals, never fewer than given. */
export function points(value: Points): string {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? value.slice(1) : value).split(".");
  const text = `${whole},${fraction.padEnd(2, "0")}`;
  return negative && !isZero(value) ? MINUS + text : text;
}

/** A change, with its sign: "+0,25", "−0,25", "0,00". */
export function signed(value: Points): string {
  if (value.startsWith("-") || isZero(value)) return points(value);
  return `+${points(value)}`;
}

/** Points lost, as a loss reads: "0.25" → "−0,25", nothing lost → "0,00". */
export function loss(lost: Points): string {
  if (isZero(lost)) return points(lost);
  return lost.startsWith("-") ? `+${points(lost.slice(1))}` : MINUS + points(lost);
}

/** Is it zero, however it is written? */
export function isZero(value: Points): boolean {
  return /^-?0*(\.0*)?$/.test(value);
}

/** What a person typed as points, in the shell's form: "0,750" → "0.75"; `null` when it is no such number. */
export function typedPoints(text: string): Points | null {
  const parts = /^(\d{1,6})(?:[.,](\d{0,4}))?$/.exec(text.trim());
  if (!parts) return null;
  const whole = (parts[1] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = (parts[2] ?? "").replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

/** Points as they stand in an input field: with a comma, empty when there are none. */
export function pointsInput(value: Points | null): string {
  return value === null ? "" : points(value);
}

const ten_thousandths = (value: Points): bigint => {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? value.slice(1) : value).split(".");
  const size = BigInt(whole + fraction.padEnd(4, "0").slice(0, 4));
  return negative ? -size : size;
};

/** Orders points by size, exactly. */
export function comparePoints(a: Points, b: Points): number {
  const [x, y] = [ten_thousandths(a), ten_thousandths(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** How much of `whole` a part is, 0 to 1: for the length of a bar, never for a figure. */
export function portion(part: Points, whole: Points): number {
  const of = Number(whole);
  return of > 0 ? Math.min(1, Math.max(0, Number(part) / of)) : 0;
}

/** A share in hundredths of a per cent: 9143 → "91,43%". */
export function share(hundredths: number): string {
  const text = String(Math.abs(hundredths)).padStart(3, "0");
  return `${hundredths < 0 ? MINUS : ""}${text.slice(0, -2)},${text.slice(-2)}%`;
}

/** "2024-12-25" → "25/12/2024". Also takes a date-time. */
export function date(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return parts ? `${parts[3]}/${parts[2]}/${parts[1]}` : iso;
}

/** "2024-12-20T09:30:00" → "09:30 20/12/2024". */
export function dateTime(iso: string): string {
  const time = /T(\d{2}:\d{2})/.exec(iso);
  return time ? `${time[1]} ${date(iso)}` : date(iso);
}

/** What a person typed as a date, dd/mm/yyyy, in the shell's form; `null` when it is no day of the calendar. */
export function typedDate(text: string): string | null {
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
  if (!parts) return null;
  const [day, month, year] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}

/** A size in bytes: "4 KB", "1,2 MB". */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} MB`;
}

/** A whole number with a point between thousands: 12.345. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ".");
}

/** A sentence of the shell as a message of its own: with a capital. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase("vi") + sentence.slice(1);
}

/** Text without diacritics and capitals, for finding "so tu phap" in "Sở Tư pháp". */
export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}
