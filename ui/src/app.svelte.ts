// What the whole window shares: the open store, the screen, messages, and the one way to change something.

import { capital } from "./format";
import { asFailure, shell } from "./shell";
import type { AgencyId } from "./shell/types/AgencyId";
import type { Code } from "./shell/types/Code";
import type { Failure } from "./shell/types/Failure";
import type { Filter } from "./shell/types/Filter";
import type { PageInfo } from "./shell/types/PageInfo";
import type { Progress } from "./shell/types/Progress";
import type { StoreInfo } from "./shell/types/StoreInfo";
import { vi } from "./vi";

/** The four of the work, and those of the book itself. */
export const SCREENS = ["overview", "intake", "review", "briefing"] as const;
export const BOOK_SCREENS = ["years", "catalogue", "agencies", "journal"] as const;
export type BookScreen = (typeof BOOK_SCREENS)[number];
export type Screen = (typeof SCREENS)[number] | BookScreen;

/** What Rà soát is to open with. */
export interface Target {
  code?: Code;
  agency?: AgencyId;
  filter?: Partial<Filter>;
}

export interface Toast {
  id: number;
  text: string;
  undoable: boolean;
}

class App {
  store = $state.raw<StoreInfo | null>(null);
  screen = $state<Screen>("overview");
  /** Grows when another store is opened, or none is open any more. */
  openings = $state(0);
  /** A new store is being made; the present one stays open behind it. */
  making = $state(false);
  /** Grows with every change of the store; screens fetch again when it does. */
  version = $state(0);
  /** Grows when the list of waiting files changed outside a screen. */
  arrivals = $state(0);
  toast = $state.raw<Toast | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** What the shell is busy with, as a word; empty when it is not. */
  busy = $state("");
  /** Files that are being read; none when nothing is. */
  reading = $state.raw<Progress | null>(null);
  /** Rà soát is to open at this criterion, for this body, narrowed so. */
  target = $state.raw<Target | null>(null);
  /** The pages on their way to the printer. */
  printing = $state.raw<{ drawing: number; pages: PageInfo[] } | null>(null);
  #toasts = 0;

  go(screen: Screen): void {
    this.screen = screen;
  }

  openReview(target: Target): void {
    this.target = target;
    this.screen = "review";
  }

  say(text: string, undoable = false): void {
    // one at a time: only the newest change can be taken back, and a pile would hide the figures below it
    this.toast = { id: ++this.#toasts, text: capital(text), undoable };
  }

  hush(id: number): void {
    if (this.toast?.id === id) this.toast = null;
  }

  /** Calls the shell; a failure is shown, and `undefined` comes back. */
  async ask<T>(work: () => Promise<T>, busy = ""): Promise<T | undefined> {
    this.busy = busy;
    try {
      return await work();
    } catch (thrown) {
      this.failure = asFailure(thrown);
      return undefined;
    } finally {
      this.busy = "";
    }
  }

  /** Changes the store; says so, with undo, and has everything fetched again. */
  async change(work: () => Promise<string>, busy = ""): Promise<boolean> {
    const said = await this.ask(work, busy);
    if (said === undefined) return false;
    await this.changed(said, true);
    return true;
  }

  /** Something was written: fetch the store's state again, and say what. */
  async changed(said?: string, undoable = false): Promise<void> {
    await this.refresh();
    if (said) this.say(said, undoable && Boolean(this.store?.undoable));
    this.version += 1;
  }

  async refresh(): Promise<void> {
    const store = await this.ask(() => shell.appState());
    if (store !== undefined) this.store = store;
  }

  /** Another store is open, or none. */
  opened(store: StoreInfo | null): void {
    this.store = store;
    this.screen = "overview";
    this.making = false;
    this.toast = null;
    this.target = null;
    this.arrivals += 1;
    this.version += 1;
    this.openings += 1;
  }

  /** Selects another year of the store; every screen is that year's from here on. */
  async selectYear(year: number): Promise<boolean> {
    const store = await this.ask(() => shell.selectYear(year));
    if (!store) return false;
    this.store = store;
    this.arrivals += 1;
    await this.changed(vi.nav.yearSelected(year));
    return true;
  }

  async undo(): Promise<void> {
    const undone = await this.ask(() => shell.undo());
    if (undone === undefined) return;
    this.toast = null;
    this.arrivals += 1;
    await this.changed(undone === null ? vi.nothingToUndo : vi.undone(undone));
  }

  async redo(): Promise<void> {
    const redone = await this.ask(() => shell.redo());
    if (redone === undefined) return;
    this.toast = null;
    this.arrivals += 1;
    await this.changed(redone === null ? vi.nothingToRedo : vi.redone(redone));
  }

  /** The first screen answers to keys and clicks: tests and the shell wait for this. */
  ready(): void {
    document.documentElement.dataset.ready = "true";
  }
}

export const app = new App();
