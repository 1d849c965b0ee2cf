// Opening, making and leaving books: from the menu Sổ, the first screen, keys.

import { app } from "./app.svelte";
import { keepNow } from "./kept.svelte";
import { shell } from "./shell";
import type { StoreInfo } from "./shell/types/StoreInfo";
import { vi } from "./vi";

async function show(work: () => Promise<StoreInfo | null>): Promise<void> {
  const store = await app.ask(work, vi.welcome.busyOpening);
  if (store) app.opened(store);
}

export const books = {
  open: () => show(() => shell.openStore()),
  openSample: () => show(() => shell.openSample()),
  openRecent: (key: string) => show(() => shell.openRecent(key)),

  /** Back to the first screen; what is half written is kept. */
  async close(): Promise<void> {
    await keepNow();
    if ((await app.ask(() => shell.closeBook())) !== undefined) app.opened(null);
  },

  /** The first screen, at what a new book is made of. The present book stays open behind it. */
  begin(): void {
    app.making = true;
  },
};
