import { mkdirSync } from "node:fs";

import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { BriefingInfo } from "../src/shell/types/BriefingInfo";
import type { Stage } from "./stages";
import { inFolder, open, openWindow, start, to, type Answers } from "./window";

/** What was drawn last, as the program says. */
let drawn: BriefingInfo | null = null;
const pages = () => drawn?.pages.length ?? 0;

async function openBriefing(stage: Stage, answer: Answers = {}) {
  const opened = await open(stage, {
    briefing: async (args, program) => (drawn = (await program.invoke("briefing", args)) as BriefingInfo | null),
    ...answer,
  });
  await opened.user.click(screen.getByTestId(to.briefing));
  await screen.findByTestId("freeze");
  return opened;
}

it("prints nothing before the figures are frozen, and says so", async () => {
  const { user } = await openBriefing("taken");
  expect(screen.queryByTestId("save-pdf")).toBeNull();
  await user.click(screen.getByTestId("freeze"));
  await waitFor(() => expect(screen.getAllByTestId("briefing-page")).toHaveLength(pages()));
  expect(pages(), "text and annexes").toBeGreaterThan(7);
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
  await user.click(screen.getByTestId("changed"));
  await waitFor(() => expect(screen.getAllByTestId("changed-row"), "the score and the status").toHaveLength(2));
  await waitFor(() => expect(screen.getAllByTestId("changed-row").map((row) => row.textContent).join("\n")).toMatch(/1\.1\.1 Ban hành .* hạn\s*thống nhất\s*—\s*0,50/));
  await user.click(screen.getByTestId("close-dialog"));
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
  await waitFor(() => expect(document.querySelectorAll("[data-testid=briefing-page] img")).toHaveLength(pages()));
  expect(pages()).toBeGreaterThan(7);
  expect(document.querySelector("[data-testid=briefing-page] svg")).toBeNull();
});

it("prints those very pages, one to a sheet, landscape ones turned", async () => {
  HTMLImageElement.prototype.decode = async () => undefined;
  const { user, calls } = await openBriefing("frozen");
  await user.click(await screen.findByTestId("print"));
  await waitFor(() => expect(calls.filter((c) => c.command === "print_pages")).toHaveLength(1));
  expect(document.querySelectorAll(".sheets img")).toHaveLength(pages());
  const turned = drawn?.pages.filter((page) => page.width_mm > page.height_mm).length;
  expect(turned, "the annexes lie on their side").toBeGreaterThan(3);
  expect(document.querySelectorAll(".sheets img.turned")).toHaveLength(turned ?? 0);
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

it("shows each document, of letters the one that is chosen, and saves them all", async () => {
  const { user, calls, host } = await openBriefing("frozen");
  mkdirSync(inFolder("thu"));
  await host.willPick(inFolder("thu"));
  await user.selectOptions(await screen.findByTestId("document-kind"), "remedy_letter");
  await waitFor(() => expect(drawn?.kind).toBe("remedy_letter"));
  await waitFor(() => expect(screen.getAllByTestId("briefing-page")).toHaveLength(pages()));
  await user.selectOptions(screen.getByTestId("document-agency"), "Sở Tư pháp");
  await waitFor(() =>
    expect(calls.filter((c) => c.command === "briefing").at(-1)?.args).toEqual({ kind: "remedy_letter", agency: "Sở Tư pháp" }),
  );
  await waitFor(() => expect(screen.getByTestId("pages").dataset.agency, "what is saved is what is shown").toBe("Sở Tư pháp"));
  await user.click(screen.getByTestId("save-all-docx"));
  expect(await screen.findByTestId("toast")).toHaveTextContent(`Đã lưu ${drawn?.agencies.length} văn bản`);
  expect(calls.at(-1)).toMatchObject({ command: "save_letters", args: { format: "docx" } });
  await user.selectOptions(screen.getByTestId("document-kind"), "explanation_request");
  await waitFor(() => expect(screen.getByTestId("pages").dataset.kind).toBe("explanation_request"));
  expect(drawn?.agencies, "those with something to explain").toEqual([
    "Sở Kế hoạch và Đầu tư", "Sở Thông tin và Truyền thông", "Văn phòng UBND tỉnh",
  ]);
  await user.selectOptions(screen.getByTestId("document-kind"), "briefing");
  await waitFor(() => expect(screen.getByTestId("pages").dataset.kind).toBe("briefing"));
  await waitFor(() => expect(screen.getAllByTestId("briefing-page")).toHaveLength(pages()));
  expect(pages(), "text and annexes").toBeGreaterThan(7);
});

it("says of a letter that nobody needs that there is none", async () => {
  const host = await start("sample");
  await host.invoke("freeze");
  const { user } = await openWindow();
  await user.click(screen.getByTestId(to.briefing));
  await user.selectOptions(await screen.findByTestId("document-kind"), "explanation_request");
  expect(await screen.findByText("Không có cơ quan nào cần gửi")).toBeVisible();
  expect(screen.queryByTestId("briefing-page")).toBeNull();
});

it("keeps the officer's own text and the annexes that go with it", async () => {
  const { user, calls } = await openBriefing("frozen");
  await user.type(await screen.findByTestId("form-remarks_result"), "Kết quả khá.");
  await user.tab();
  await user.click(screen.getByTestId("annex-by_agency"));
  await user.selectOptions(screen.getByTestId("form-scenario"), "Khắc phục trước 31/12");
  await waitFor(() => {
    const form = calls.filter((c) => c.command === "set_briefing_form").at(-1)?.args?.form;
    expect(form).toMatchObject({ remarks_result: "Kết quả khá.", left_out: ["by_agency"], scenario: "Khắc phục trước 31/12" });
  });
});

it("leaves out parts of the text and gathers the list of losses", async () => {
  const { user, calls } = await openBriefing("frozen");
  const saved = () => calls.filter((c) => c.command === "set_briefing_form").at(-1)?.args?.form;
  await user.click(await screen.findByTestId("section-chart"));
  await waitFor(() => expect(saved()).toMatchObject({ sections_left_out: ["chart"], grouping: null }));
  await user.selectOptions(screen.getByTestId("form-grouping"), "cause");
  await waitFor(() => expect(saved()).toMatchObject({ sections_left_out: ["chart"], grouping: "cause" }));
  await user.click(screen.getByTestId("section-chart"));
  await user.selectOptions(screen.getByTestId("form-grouping"), "");
  await waitFor(() => expect(saved()).toMatchObject({ sections_left_out: [], grouping: null }));
});

it("loses no change that follows another before that is saved", async () => {
  const { user, calls } = await openBriefing("frozen", {
    set_briefing_form: async (args, program) => {
      await new Promise((done) => setTimeout(done, 500));
      return program.invoke("set_briefing_form", args);
    },
  });
  await user.click(await screen.findByTestId("section-chart"));
  await user.click(screen.getByTestId("annex-by_agency"));
  await waitFor(() => {
    const form = calls.filter((c) => c.command === "set_briefing_form").at(-1)?.args?.form;
    expect(form).toMatchObject({ sections_left_out: ["chart"], left_out: ["by_agency"] });
  });
});

it("compares with another of last year's results, frozen anew where nothing else has changed", async () => {
  const { user, calls } = await openBriefing("frozen");
  const frozen = () => calls.filter((c) => c.command === "freeze").length;
  await user.selectOptions(await screen.findByTestId("document-baseline"), "self");
  await waitFor(() => expect(frozen(), "only the comparison changed").toBe(1));
  expect(calls.find((c) => c.command === "set_baseline_kind")?.args).toEqual({ kind: "self" });
  await user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  await user.keyboard("{Home}c");
  await screen.findByTestId("toast");
  await user.click(screen.getByTestId(to.briefing));
  await screen.findByTestId("stale");
  await user.selectOptions(screen.getByTestId("document-baseline"), "published");
  await waitFor(() => expect(calls.filter((c) => c.command === "set_baseline_kind")).toHaveLength(2));
  expect(await screen.findByTestId("stale"), "a person freezes what else has changed").toBeVisible();
  expect(frozen()).toBe(1);
});

it("finds text in the pages and says when there is none", async () => {
  const { user } = await openBriefing("frozen");
  await user.type(await screen.findByTestId("search-pages"), "so noi vu");
  await waitFor(() => expect(screen.getByTestId("pages-found")).toHaveTextContent(/^1\/\d+ trang/));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByTestId("pages-found")).toHaveTextContent(/^2\/\d+ trang/));
  await user.clear(screen.getByTestId("search-pages"));
  await user.type(screen.getByTestId("search-pages"), "không có chữ này");
  await waitFor(() => expect(screen.getByTestId("pages-found")).toHaveTextContent("không thấy"));
});

it("goes on searching without a word when the pages are drawn anew meanwhile", async () => {
  let late = true;
  const { user } = await openBriefing("frozen", {
    search_pages: () => {
      if (late) throw { code: "drawn_anew", message: "Văn bản vừa được dựng lại." };
      return [3];
    },
  });
  await user.type(await screen.findByTestId("search-pages"), "so");
  expect(screen.queryByRole("alertdialog") ?? screen.queryByRole("dialog"), "typing is not disturbed").toBeNull();
  await waitFor(() => expect(screen.getByTestId("search-pages")).toHaveFocus());
  late = false;
  await user.click(screen.getByTestId("section-chart"));
  await waitFor(() => expect(screen.getByTestId("pages-found"), "the new pages are searched").toHaveTextContent("1/1 trang"));
});

it("saves as Word and Excel, where there is a table", async () => {
  const { user, calls, host } = await openBriefing("frozen");
  await host.willPick(inFolder("bao cao.docx"));
  await host.willPick(inFolder("bao cao.xlsx"));
  await user.click(await screen.findByTestId("save-docx"));
  await user.click(screen.getByTestId("save-xlsx"));
  await waitFor(() =>
    expect(calls.filter((c) => c.command === "save_briefing").map((c) => c.args)).toMatchObject([{ format: "docx" }, { format: "xlsx" }]),
  );
  await user.selectOptions(screen.getByTestId("document-kind"), "meeting_request");
  await waitFor(() => expect(screen.getByTestId("save-xlsx")).toBeDisabled());
  await user.selectOptions(screen.getByTestId("document-kind"), "briefing");
});

it("shows every page in small and leads to it", async () => {
  const { user } = await openBriefing("frozen");
  await user.click(await screen.findByTestId("thumbnails"));
  await waitFor(() => expect(screen.getAllByTestId("thumbnail")).toHaveLength(pages()));
  await waitFor(() => expect(screen.getAllByTestId("thumbnail")[0]).toHaveAttribute("aria-current", "page"));
});

it("never shows the name of one document over the pages of another", async () => {
  const { user } = await openBriefing("frozen");
  await user.selectOptions(await screen.findByTestId("document-kind"), "remedy_letter");
  await screen.findByTestId("document-agency");
  await user.selectOptions(screen.getByTestId("document-agency"), "Sở Tư pháp");
  await waitFor(() => expect(screen.getByTestId("pages").dataset.agency).toBe("Sở Tư pháp"));
  await waitFor(() => expect(screen.getByTestId("document-kind")).toHaveValue("remedy_letter"));
  await waitFor(() => expect(screen.getByTestId("pages").dataset.kind).toBe("remedy_letter"));
  await user.selectOptions(screen.getByTestId("document-kind"), "briefing");
  await waitFor(() => expect(screen.getByTestId("pages").dataset.kind).toBe("briefing"));
});
