import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";

import { app } from "../src/app.svelte";
import { faults, tabStops } from "./access";
import type { Stage as Start } from "./stages";
import { open, to } from "./window";

interface Stage {
  name: string;
  start?: Start;
  /** Keys from the first screen to this one. */
  keys?: string;
  /** There when the screen has come. */
  shown: string;
  then?: (user: Awaited<ReturnType<typeof open>>["user"]) => Promise<unknown>;
}

const STAGES: Stage[] = [
  { name: "the welcome", start: "welcome", shown: "open-store" },
  { name: "Tổng quan without a file", start: "sample", shown: "figure-counted" },
  { name: "Tổng quan with charts", shown: "step-agency" },
  {
    name: "a deadline that is moved", shown: "deadline-self_scores",
    then: async (user) => (await user.click(screen.getByTestId("deadline-self_scores")), screen.findByTestId("deadline-date")),
  },
  { name: "Tiếp nhận with files that wait", start: "pending", keys: "2", shown: "pending-item" },
  { name: "Tiếp nhận with files taken in", keys: "2", shown: "submission-item" },
  { name: "Rà soát", keys: "3", shown: "review-row" },
  { name: "Báo cáo", start: "frozen", keys: "4", shown: "briefing-page" },
  { name: "Năm with one year", keys: "5", shown: "next-year" },
  {
    name: "the next year foreseen", keys: "5", shown: "next-year",
    then: async (user) => (await user.click(screen.getByTestId("next-year")), screen.findByTestId("begin-year")),
  },
  {
    name: "bảng đối chiếu", keys: "5", shown: "next-year",
    then: async (user) => {
      await user.click(screen.getByTestId("next-year"));
      await user.click(await screen.findByTestId("begin-year"));
      await screen.findAllByTestId("link-row");
    },
  },
  { name: "Bộ tiêu chí", keys: "6", shown: "catalogue-row" },
  {
    name: "the choice of a lead", keys: "6", shown: "catalogue-row",
    then: async (user) => (await user.click(screen.getAllByTestId("catalogue-lead")[0] as HTMLElement), screen.findByRole("menu")),
  },
  { name: "Cơ quan", keys: "7", shown: "agency-detail" },
  { name: "Nhật ký", keys: "8", shown: "journal-entry" },
  {
    name: "the cheat sheet", shown: "keys-open",
    then: async (user) => (await user.click(screen.getByTestId("keys-open")), screen.findByTestId("keys")),
  },
];

describe("names, roles and references", () => {
  it.each(STAGES)("are sound on $name", async ({ start = "taken", keys, shown, then }) => {
    const { user } = await open(start);
    if (keys) await user.keyboard(`{Alt>}${keys}{/Alt}`);
    await screen.findAllByTestId(shown);
    await then?.(user);
    expect(faults()).toEqual([]);
  });

  it("are found wanting where they are", () => {
    const page = document.createElement("main");
    page.innerHTML =
      `<button><svg aria-hidden="true"></svg></button><i id="a"></i><i id="a"></i><input placeholder="x">` +
      `<p aria-labelledby="gone"></p><b tabindex="3">b</b><h1>1</h1><h3>3</h3><th>t</th><img>`;
    document.body.append(page);
    const found = faults(page).join("\n");
    page.remove();
    for (const fault of ["no name: <button>", "id “a”", "no name: <input", "names nothing (gone)", "jumps", "level 3 comes after 1", "without words"])
      expect(found).toContain(fault);
  });
});

it("comes by Tab through the screens, then to the screen itself, and once round", async () => {
  const { user } = await open("taken");
  await screen.findAllByTestId("step-agency");
  const stops = tabStops();
  expect(stops[0]?.dataset.testid).toBe(to.overview);
  expect(stops[4]?.dataset.testid).toBe("nav-so");
  (document.activeElement as HTMLElement).blur();
  const met = new Set<Element>();
  for (let i = 0; i < stops.length; i++) {
    await user.tab();
    met.add(document.activeElement as Element);
  }
  expect(stops.filter((stop) => !met.has(stop)).map((stop) => stop.outerHTML.slice(0, 80))).toEqual([]);
});

it.each([["5", "link-row"], ["6", "catalogue-row"], ["7", "agency-item"], ["8", "journal-row"], ["3", "review-row"]])(
  "gives the table of screen %s the focus when it comes",
  async (key, row) => {
    const { user } = await open("taken");
    if (key === "5") {
      await user.keyboard("{Alt>}5{/Alt}");
      await user.click(await screen.findByTestId("next-year"));
      await user.click(await screen.findByTestId("begin-year"));
    } else await user.keyboard(`{Alt>}${key}{/Alt}`);
    await screen.findAllByTestId(row);
    await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
    expect(app.failure).toBeNull();
  },
);
