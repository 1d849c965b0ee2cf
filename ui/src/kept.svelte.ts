// What is half written and where the officer is, kept with the shell so that closing the program or a crash loses none
// of it. Of one book; each year's drafts are its own.

import { app, BOOK_SCREENS, SCREENS, type Screen } from "./app.svelte";
import { drafts, type Draft } from "./screens/Review/drafts.svelte";
import { view as review } from "./screens/Review/view.svelte";
import { shell } from "./shell";
import type { Code } from "./shell/types/Code";

/** Grows when what is kept changes its shape: what an older version kept is left aside. */
const VERSION = 1;
/** Milliseconds without a change before it is kept. */
const STILL = 300;

interface Kept {
  version: number;
  year: number;
  screen: Screen;
  review: Pick<typeof review, "filter" | "sort" | "group" | "selected" | "opened" | "folded" | "whatIf">;
  /** By year. */
  drafts: Record<string, [Code, Draft][]>;
}

let others: Kept["drafts"] = {};
let year = $state<number | null>(null);

function now(): Kept | null {
  if (year === null) return null;
  const { filter, sort, group, selected, opened, folded, whatIf } = review;
  return {
    version: VERSION, year, screen: app.screen,
    review: { filter, sort, group, selected, opened, folded, whatIf },
    drafts: { ...others, [year]: drafts.all() },
  };
}

function isKept(found: unknown): found is Kept {
  return typeof found === "object" && found !== null && "version" in found && found.version === VERSION;
}

/** Takes up what was kept of the book that was just opened. */
export async function takeUp(): Promise<void> {
  year = null;
  drafts.clear();
  others = {};
  const opened = app.store;
  if (!opened) return;
  const text = await shell.viewState().catch(() => null);
  if (app.store !== opened) return;
  let found: unknown = null;
  try {
    found = text === null ? null : JSON.parse(text);
  } catch {
    // half a file is none
  }
  year = opened.year;
  review.forget();
  if (!isKept(found)) return;
  others = found.drafts;
  drafts.takeUp(others[year] ?? []);
  if (found.year === year) Object.assign(review, found.review);
  if (([...SCREENS, ...BOOK_SCREENS] as string[]).includes(found.screen)) app.screen = found.screen;
}

/** Another year of the book was selected: its drafts are taken up, those of the last one are put by. */
export function turnYear(to: number): void {
  if (year === null || year === to) return;
  others = { ...others, [year]: drafts.all() };
  year = to;
  drafts.clear();
  drafts.takeUp(others[to] ?? []);
}

/** How many criteria have something half written, of all years. */
export const halfWritten = (): number =>
  Object.values(now()?.drafts ?? {}).reduce((sum, list) => sum + list.length, 0);

/** Keeps what there is, now. */
export async function keepNow(): Promise<void> {
  const kept = now();
  // a full disk is said where something is written, not at every key
  const file = app.store?.file;
  if (kept && file !== undefined) await shell.keepViewState(file, JSON.stringify(kept)).catch(() => undefined);
}

/** Keeps it from here on, whenever it has been still for a moment. */
export function keepAlways(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = "";
  return $effect.root(() => {
    $effect(() => {
      const text = JSON.stringify(now());
      if (text === last || year === null) return;
      last = text;
      clearTimeout(timer);
      timer = setTimeout(() => void keepNow(), STILL);
    });
    return () => clearTimeout(timer);
  });
}
