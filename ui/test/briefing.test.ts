import { screen, waitFor } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";

import { open, to, type Answers, type Start } from "./window";

async function openBriefing(start: Start, answer: Answers = {}) {
  const opened = await open(start, answer);
  await opened.user.click(screen.getByTestId(to.briefing));
  await screen.findByTestId("freeze");
  return opened;
}

it("prints nothing before the figures are frozen, and says so", async () => {
  const { user } = await openBriefing("taken");
  expect(screen.queryByTestId("save-pdf")).toBeNull();
  await user.click(screen.getByTestId("freeze"));
  await waitFor(() => expect(screen.getAllByTestId("briefing-page")).toHaveLength(7));
});

it("warns when the store has changed since", async () => {
  const { user } = await openBriefing("frozen");
  expect(screen.queryByTestId("stale")).toBeNull();
  await user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  await user.keyboard("{Home}c");
  await screen.findByTestId("toast");
  await user.click(screen.getByTestId(to.briefing));
  expect(await screen.findByTestId("stale")).toBeVisible();
  await user.click(screen.getByTestId("freeze"));
  await waitFor(() => expect(screen.queryByTestId("stale")).toBeNull());
});

it("saves a field of the form when it is left, and draws the pages anew", async () => {
  const { user, calls } = await openBriefing("frozen");
  const drawings = () => calls.filter((c) => c.command === "briefing").length;
  const before = drawings();
  await user.type(await screen.findByTestId("form-number"), "05");
  await user.tab();
  await waitFor(() => expect(drawings()).toBe(before + 1));
  const saved = calls.filter((c) => c.command === "set_briefing_form");
  expect(saved, "once, not at every key").toHaveLength(1);
  expect(saved[0]?.args).toMatchObject({ form: { number: "05" } });
});

it("takes recipients one a line and dates day first", async () => {
  const { user, calls } = await openBriefing("frozen");
  await user.clear(await screen.findByTestId("form-recipients"));
  await user.type(screen.getByTestId("form-recipients"), "Như trên\n\n Lưu: VT ");
  await user.tab();
  await user.type(screen.getByTestId("form-date"), "8/1/2025");
  await user.tab();
  await waitFor(() => {
    const form = calls.filter((c) => c.command === "set_briefing_form").at(-1)?.args?.form;
    expect(form).toMatchObject({ recipients: ["Như trên", "Lưu: VT"], date: "2025-01-08" });
  });
});

it("shows pages as images only", async () => {
  await openBriefing("frozen");
  await waitFor(() => expect(document.querySelectorAll("[data-testid=briefing-page] img")).toHaveLength(7));
  expect(document.querySelector("[data-testid=briefing-page] svg")).toBeNull();
});

it("prints those very pages, one to a sheet, landscape ones turned", async () => {
  const printed = vi.fn();
  window.print = printed;
  HTMLImageElement.prototype.decode = async () => undefined;
  const { user } = await openBriefing("frozen");
  await user.click(await screen.findByTestId("print"));
  await waitFor(() => expect(printed).toHaveBeenCalledOnce());
  expect(document.querySelectorAll(".sheets img")).toHaveLength(7);
  expect(document.querySelectorAll(".sheets img.turned")).toHaveLength(4);
});

it("says under which name the PDF was saved, and nothing when the dialog was left", async () => {
  let name: string | null = null;
  const { user } = await openBriefing("frozen", { save_briefing: () => name });
  await user.click(await screen.findByTestId("save-pdf"));
  expect(screen.queryByTestId("toast")).toBeNull();
  name = "Bao cao nhanh.pdf";
  await user.click(screen.getByTestId("save-pdf"));
  expect(await screen.findByTestId("toast")).toHaveTextContent("Đã lưu “Bao cao nhanh.pdf”");
});
