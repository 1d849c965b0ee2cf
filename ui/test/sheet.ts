// The picture of a sheet, for the tests that look at it.

import { screen, waitFor } from "@testing-library/svelte";
import { expect } from "vitest";

export const cell = (address: string) =>
  screen.getAllByTestId("sheet-cell").find((c) => c.dataset.cell === address) as HTMLElement;

export const row = (number: number) =>
  screen.getAllByTestId("sheet-row").find((r) => r.dataset.row === String(number)) as HTMLElement;

export const head = (letter: string) =>
  screen.getAllByTestId("column-head").find((h) => h.dataset.column === letter) as HTMLElement;

export const entry = (id: string) => screen.getAllByTestId("menu-item").find((i) => i.dataset.id === id) as HTMLElement;

export const file = (name: string) =>
  screen.getAllByTestId("pending-item").find((i) => i.textContent?.includes(name)) as HTMLElement;

/** The sheet with its first rows, and the focus in it. */
export async function shown() {
  await screen.findAllByTestId("sheet-cell");
  await waitFor(() => expect(screen.getByTestId("sheet"), "the sheet has the focus").toHaveFocus());
}

/** Where the cursor is, as the bar over the sheet says it. */
export const cursor = () => screen.getByTestId("cell-bar").firstElementChild?.textContent;
