import { copyFileSync, renameSync, writeFileSync } from "node:fs";

import { screen, waitFor, within } from "@testing-library/svelte";
import { cleanup } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { app } from "../src/app.svelte";
import { drafts } from "../src/screens/Review/drafts.svelte";
import { view as review } from "../src/screens/Review/view.svelte";
import { file } from "./sheet";
import { NOW } from "./stages";
import { inFolder, open, openIntake, openReview, openWindow, start, to } from "./window";

const entry = (id: string) => screen.getAllByTestId("menu-item").find((i) => i.dataset.id === id) as HTMLElement;
const store = () => inFolder("CCHC 2024.sodiem");

async function openMenu(user: Awaited<ReturnType<typeof open>>["user"]) {
  await user.click(screen.getByTestId("nav-so"));
  await screen.findByRole("menu");
}

it("leaves the sample in one click, and finds it among the recent ones", async () => {
  const { user, calls } = await open("taken");
  await user.click(screen.getByTestId("leave-sample"));
  const recent = await screen.findByTestId("recent-book");
  expect(recent).toHaveTextContent("CCHC 2024.sodiem");
  expect(calls.filter((c) => c.command === "close_book")).toHaveLength(1);
  await user.click(recent);
  expect(await screen.findByTestId("status-bar")).toHaveTextContent("CCHC 2024.sodiem");
});

it("opens another book with Ctrl+O, from any screen, and shows nothing of the first", async () => {
  const { user, host } = await openReview();
  copyFileSync(store(), inFolder("khac.sodiem"));
  await host.willPick(inFolder("khac.sodiem"));
  await user.keyboard("{Control>}o{/Control}");
  await waitFor(() => expect(screen.getByTestId("status-bar")).toHaveTextContent("khac.sodiem"));
  expect(app.screen, "at its first screen").toBe("overview");
});

it("says what is wrong with a book that is none, and keeps the present one open", async () => {
  const { user, host } = await open("taken");
  writeFileSync(inFolder("thu.sodiem"), "không phải sổ điểm");
  await host.willPick(inFolder("thu.sodiem"));
  await user.keyboard("{Control>}o{/Control}");
  expect(await screen.findByTestId("failure")).toHaveTextContent("thu.sodiem");
  await user.click(screen.getByTestId("close-dialog"));
  expect(screen.getByTestId("status-bar")).toHaveTextContent("CCHC 2024.sodiem");
});

it("begins a new book from inside, and goes back to the present one", async () => {
  const { user } = await open("taken");
  await openMenu(user);
  await user.click(entry("new"));
  expect(await screen.findByTestId("pick-catalogue")).toBeVisible();
  await user.click(screen.getByTestId("back-to-book"));
  expect(await screen.findByTestId("status-bar")).toHaveTextContent("CCHC 2024.sodiem");
});

it("says that the last book is gone, with the recent ones", async () => {
  const host = await start("taken");
  await host.invoke("close_book");
  renameSync(store(), inFolder("da chuyen.sodiem"));
  await host.start({ folder: inFolder("program"), store: null, now: NOW });
  await openWindow();
  expect(await screen.findByTestId("trouble")).toHaveTextContent("CCHC 2024.sodiem");
  expect(await screen.findByTestId("recent-book"), "it cannot be chosen").toBeDisabled();
  expect(screen.getByTestId("recent-book")).toHaveTextContent("không còn ở đây");
});

it("shows a book that was dropped on the window", async () => {
  const { host } = await open("taken");
  copyFileSync(store(), inFolder("tha.sodiem"));
  await host.willPick(inFolder("tha.sodiem"));
  await host.invoke("open_store");
  host.emit("book-opened");
  await waitFor(() => expect(screen.getByTestId("status-bar")).toHaveTextContent("tha.sodiem"));
});

it("takes up the screen, the filter and what was half written after a restart", async () => {
  const { user, host } = await openReview();
  await user.keyboard("{Home}");
  await waitFor(() => expect(screen.getByTestId("detail").dataset.code).toBe("1.1.1"));
  await user.type(screen.getByTestId("cause"), "Chậm ban hành");
  await user.click(screen.getByTestId("facet-below_max"));
  await waitFor(async () => expect(await host.invoke("view_state")).toContain("below_max"));
  cleanup();
  // as a program that has just begun
  drafts.clear();
  review.forget();
  app.screen = "overview";
  await host.start({ folder: inFolder("program"), store: null, now: NOW });
  await openWindow();
  await screen.findAllByTestId("review-row");
  expect(screen.getByTestId("facet-below_max")).toHaveAttribute("aria-pressed", "true");
  expect(screen.getByTestId("status-bar")).toHaveTextContent("1 tiêu chí có nhận xét chưa lưu");
  await waitFor(() => expect(drafts.get("1.1.1")?.cause).toBe("Chậm ban hành"));
});

it("keeps each year's drafts to its year", async () => {
  const { user, host } = await openReview();
  await host.invoke("preview_year", { fromFile: false });
  await host.invoke("begin_year");
  await host.invoke("select_year", { year: 2024 });
  await app.refresh();
  await user.keyboard("{Home}");
  await user.type(await screen.findByTestId("cause"), "Chậm ban hành");
  await app.selectYear(2025);
  expect(drafts.unsaved(), "another year's criterion of that code").toEqual([]);
  await app.selectYear(2024);
  await waitFor(() => expect(drafts.get("1.1.1")?.cause).toBe("Chậm ban hành"));
});

it("finds the waiting files again after a restart, with their corrections", async () => {
  const { user, host, calls } = await openIntake();
  await user.click(file("no-body"));
  await user.type(screen.getByTestId("agency"), "ke hoach");
  await user.click(await screen.findByTestId("agency-option"));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeEnabled());
  expect(calls.filter((c) => c.command === "set_agency")).toHaveLength(1);
  cleanup();
  await host.start({ folder: inFolder("program"), store: null, now: NOW });
  const again = await openWindow();
  await again.user.click(screen.getByTestId(to.intake));
  await waitFor(() => expect(screen.getAllByTestId("pending-item")).toHaveLength(6));
  await again.user.click(file("no-body"));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeEnabled());
  expect(screen.getByTestId("correction-item"), "what the officer said of it").toBeVisible();
});

it("says what is unsaved before it closes, once", async () => {
  const { user, host, calls } = await open("pending");
  host.emit("closing");
  const dialog = await screen.findByTestId("leaving");
  expect(dialog).toHaveTextContent("6 tệp đang chờ xác nhận");
  expect(dialog, "nothing is half written").not.toHaveTextContent("nhận xét");
  await user.click(within(dialog).getByTestId("stay"));
  expect(calls.some((c) => c.command === "close_window")).toBe(false);
  host.emit("closing");
  await user.click(await screen.findByTestId("leave"));
  await waitFor(() => expect(calls.filter((c) => c.command === "close_window")).toHaveLength(1));
});

it("closes at once when nothing is unsaved", async () => {
  const { host, calls } = await open("taken");
  host.emit("closing");
  await waitFor(() => expect(calls.filter((c) => c.command === "close_window")).toHaveLength(1));
  expect(screen.queryByTestId("leaving")).toBeNull();
});
