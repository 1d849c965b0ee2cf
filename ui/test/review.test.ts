import { readFileSync, writeFileSync } from "node:fs";

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { NO_SORT, keptFacets, keptGroup, keptSort } from "../src/screens/Review/arrangement";
import type { Criterion } from "../src/shell/types/Criterion";
import type { Review } from "../src/shell/types/Review";
import { FILES } from "./stages";
import { detail, inFolder, openReview, openWindow, rows, selected, start, to } from "./window";

/** Moves, and waits until the right pane has followed. */
async function at(code: string, move: () => Promise<void>) {
  await move();
  await waitFor(() => expect(screen.getByTestId("detail").dataset.code).toBe(code));
}

const decided = (calls: { command: string; args?: unknown }[]) =>
  calls.filter((c) => c.command === "decide").map((c) => c.args);

it("shows the shell's totals, whatever the rows say", async () => {
  await openReview("taken", {
    review: async (args, program) => {
      const review = (await program.invoke("review", args)) as Review;
      return { ...review, totals: { ...review.totals, counted: "12.3456", lost: "7.5" } };
    },
  });
  await waitFor(() => expect(screen.getByTestId("review-total")).toHaveTextContent("12,3456"));
  await waitFor(() => expect(screen.getByTestId("review-total")).toHaveTextContent("−7,50"));
});

it("fetches rows and totals anew for a filter", async () => {
  const { user, calls } = await openReview();
  const before = screen.getByTestId("review-total").textContent;
  await user.click(screen.getByTestId("facet-total_loss"));
  await waitFor(() => expect(rows()).toEqual(["3.1.2", "4.2.3", "5.4.2", "7.3.1"]));
  expect(screen.getByTestId("review-total").textContent).not.toBe(before);
  expect(calls.filter((c) => c.command === "review").at(-1)?.args).toEqual({
    asked: {
      filter: { facets: ["total_loss"], under: null, agency: null, text: "" },
      sort: { by: "catalogue", descending: false }, group: null,
    },
  });
  await user.click(screen.getByTestId("clear-filter"));
  await waitFor(() => expect(rows().length).toBeGreaterThan(30));
});

it("finds by text while it is typed; the newest answer wins", async () => {
  const { user } = await openReview();
  await user.keyboard("/");
  await waitFor(() => expect(screen.getByTestId("search")).toHaveFocus());
  await user.keyboard("xin loi");
  await waitFor(() => expect(rows()).toEqual(["3.4.7"]));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(rows().length).toBeGreaterThan(30));
});

it("goes from row to row, edits, saves and comes back, without the mouse", async () => {
  const { user, calls } = await openReview();
  await waitFor(() => expect(screen.getByRole("grid"), "the table has the focus").toHaveFocus());
  await user.keyboard("{Home}{ArrowDown}{ArrowDown}");
  await waitFor(() => expect(selected()).toBe("1.2"));
  await user.keyboard("{ArrowUp}{Enter}");
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveFocus());
  await user.keyboard("{Control>}a{/Control}1,5{Tab}{Tab}Đã hoàn thành bổ sung");
  await waitFor(() => expect(screen.getByTestId("reason")).toHaveFocus());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(decided(calls)).toHaveLength(1));
  expect(decided(calls)[0]).toMatchObject({
    code: "1.1.2",
    verdict: "adjust",
    decision: { agreed: "1.5", reason: "Đã hoàn thành bổ sung", due: "2025-03-31" },
  });
  await waitFor(() => expect(screen.getByRole("grid"), "the focus is back in the table").toHaveFocus());
  expect(await screen.findByTestId("toast")).toHaveTextContent("Đã điều chỉnh tiêu chí 1.1.2 từ 1,25 lên 1,50 điểm.");
});

it("accepts the reported points with one key, and undoes it with another", async () => {
  const { user, calls } = await openReview();
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("{Home}c");
  await waitFor(() => expect(decided(calls)[0]).toEqual({ code: "1.1.1", verdict: "accept", decision: null }));
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveValue("0,50"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveValue(""));
});

it("has nothing to accept where the body gave no points", async () => {
  const { user, calls } = await openReview();
  await user.click(screen.getByTestId("facet-missing"));
  await waitFor(() => expect(rows()).toContain("3.4.10"));
  await user.click(screen.getAllByTestId("review-row").find((r) => r.dataset.code === "3.4.10") as HTMLElement);
  await waitFor(() => expect(detail().getByText("để trống"), "blank is said, it is not 0").toBeVisible());
  await user.keyboard("c");
  await waitFor(() => expect(screen.getByTestId("toast")).toHaveTextContent("chưa có điểm tự chấm"));
  expect(decided(calls)).toEqual([]);
});

it("shows the shell's refusal in place, takes the officer to the field, and keeps what was typed", async () => {
  const { user } = await openReview();
  await user.keyboard("{Home}{Enter}");
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveFocus());
  await user.keyboard("{Control>}a{/Control}0,25{Enter}");
  expect(await screen.findByTestId("failure")).toHaveTextContent("phải ghi lý do");
  await waitFor(() => expect(screen.getByTestId("reason")).toHaveFocus());
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveValue("0,25"));
});

it("keeps what is not saved while other rows and screens are looked at", async () => {
  const { user, calls } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.type(screen.getByTestId("cause"), "Chậm ban hành");
  await at("1.1.2", () => user.keyboard("{Escape}{ArrowDown}"));
  expect(screen.getByTestId("cause")).not.toHaveValue("Chậm ban hành");
  await user.click(screen.getByTestId(to.overview));
  await user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  await at("1.1.1", () => user.keyboard("{Home}"));
  await waitFor(() => expect(screen.getByTestId("cause")).toHaveValue("Chậm ban hành"));
  await waitFor(() => expect(screen.getByTestId("status-bar")).toHaveTextContent("1 tiêu chí có nhận xét chưa lưu"));
  expect(decided(calls), "nothing was written by moving about").toEqual([]);
});

it("does not save points that are no number", async () => {
  const { user, calls } = await openReview();
  await user.keyboard("{Home}{Enter}");
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveFocus());
  await user.keyboard("{Control>}a{/Control}nửa{Enter}");
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveAttribute("aria-invalid", "true"));
  await waitFor(() => expect(screen.getByTestId("save-decision")).toBeDisabled());
  expect(decided(calls)).toEqual([]);
});

it("saves with Ctrl+S from any field; Shift+Enter is a new line", async () => {
  const { user, calls } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.type(screen.getByTestId("remedy"), "Một{Shift>}{Enter}{/Shift}hai");
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(decided(calls)[0]).toMatchObject({ decision: { remedy: "Một\nhai" } }));
});

it("moves on to the next row when a saved row leaves the filter", async () => {
  const { user } = await openReview();
  await user.click(screen.getByTestId("facet-without_cause"));
  await waitFor(() => expect(rows()[0]).toBe("1.3.2"));
  await at(rows()[0] ?? "", () => user.click(screen.getAllByTestId("review-row")[0] as HTMLElement));
  const next = rows()[1];
  await user.type(screen.getByTestId("cause"), "Chưa kiểm tra lại{Enter}");
  await waitFor(() => expect(rows()[0]).toBe(next));
  await waitFor(() => expect(selected()).toBe(next));
});

it("sorts by size, then back to the order of the bộ tiêu chí; gaps come last", async () => {
  const { user } = await openReview();
  const head = (name: string) => screen.getByRole("button", { name });
  await user.click(head("Mất điểm"));
  await waitFor(() => expect(rows().slice(0, 2)).toEqual(["3.1.2", "4.2.3"]));
  await user.click(head("Mất điểm"));
  const least = () => screen.getAllByTestId("review-row")[0];
  await waitFor(() => expect(least(), "nothing lost comes before no score").toHaveTextContent("0,00"));
  await user.click(head("Mất điểm"));
  await waitFor(() => expect(rows().slice(0, 3)).toEqual(["1.1.1", "1.1.2", "1.2"]));
});

it("leads a figure back to its cell, with its neighbours", async () => {
  const { user } = await openReview();
  await at("1.1.2", () => user.keyboard("{Home}{ArrowDown}"));
  await waitFor(() => expect(detail().getByText(/^Trang.*ô G12/)).toHaveTextContent("1.25"));
  const grid = await detail().findByTestId("source-grid");
  expect(grid.querySelector("td.marked")).toHaveTextContent("1.25");
});

it("offers no decision on what departments do not score", async () => {
  const { user } = await openReview();
  await user.click(screen.getByTestId("facet-not_self_scored"));
  await waitFor(() => expect(rows()[0]).toBe("1.6.2"));
  await waitFor(() => expect(screen.queryByTestId("agreed")).toBeNull());
  await waitFor(() => expect(screen.getByTestId("detail")).toHaveTextContent("điều tra xã hội học"));
});

it("shows text from files as text", async () => {
  await openReview("taken", {
    criterion: async (args, program) => {
      const criterion = (await program.invoke("criterion", args)) as Criterion;
      return { ...criterion, row: { ...criterion.row, evidence: "<img src=x onerror=alert(1)>" } };
    },
  });
  expect(await screen.findByText("<img src=x onerror=alert(1)>")).toBeVisible();
  expect(screen.getByTestId("detail").querySelector("img")).toBeNull();
});

it("sends back, and says what it needs", async () => {
  const { user, calls } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.keyboard("t");
  await waitFor(() => expect(screen.getByTestId("asked")).toHaveFocus());
  await user.keyboard("{Enter}");
  expect(await screen.findByTestId("failure")).toHaveTextContent("hãy ghi nội dung đề nghị cơ quan giải trình");
  await waitFor(() => expect(screen.getByTestId("asked")).toHaveFocus());
  await user.keyboard("Vì sao chưa đạt?{Enter}");
  await waitFor(() => expect(decided(calls).at(-1)).toMatchObject({ verdict: "send_back", decision: { asked: "Vì sao chưa đạt?" } }));
  await waitFor(() => expect(screen.getByTestId("status")).toHaveTextContent("chờ giải trình"));
  await waitFor(() => expect(screen.getByTestId("status-reason")).toHaveTextContent("Vì sao chưa đạt?"));
  await waitFor(() => expect(screen.getByRole("grid"), "the focus is back in the table").toHaveFocus());
});

it("groups with sums, and folds a group with the arrow keys", async () => {
  const { user } = await openReview();
  await user.keyboard("g");
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(screen.getAllByTestId("group-row").length).toBeGreaterThan(3));
  await waitFor(() => expect(screen.getAllByTestId("group-row")[0], "with its points lost").toHaveTextContent("−1,00"));
  await waitFor(() => expect(screen.getByRole("treegrid")).toHaveFocus());
  await user.keyboard("{Home}{ArrowLeft}");
  await waitFor(() => expect(screen.getAllByTestId("group-row")[0]).toHaveAttribute("aria-expanded", "false"));
  expect(rows()).not.toContain("1.1.1");
  await user.keyboard("{ArrowRight}");
  await waitFor(() => expect(rows()).toContain("1.1.1"));
});

it("shows the columns that are chosen, and remembers them", async () => {
  const { user } = await openReview();
  expect(screen.queryByRole("columnheader", { name: "Thời hạn" })).toBeNull();
  await user.click(screen.getByTestId("column-menu"));
  await user.click(screen.getAllByTestId("menu-item").find((i) => i.dataset.id === "due") as HTMLElement);
  expect(await screen.findByRole("columnheader", { name: "Thời hạn" })).toBeVisible();
  expect(localStorage.getItem("review.columns")).toContain("due");
});

it("moves the index at once when recoverable losses are ticked, and keeps the scenario", async () => {
  const { user, calls } = await openReview();
  await user.click(screen.getByTestId("facet-below_max"));
  await waitFor(() => expect(rows()[0]).toBe("1.1.2"));
  await at("1.1.2", () => user.click(screen.getAllByTestId("review-row")[0] as HTMLElement));
  await user.type(screen.getByTestId("recoverable"), "0,25{Enter}");
  await waitFor(() => expect(decided(calls)).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("w");
  const total = await screen.findByTestId("what-if-total");
  const before = total.querySelector("b")?.textContent;
  await user.keyboard(" ");
  await waitFor(() => expect(total.querySelector("b")?.textContent).not.toBe(before));
  await user.type(screen.getByTestId("scenario-name"), "Quý I{Enter}");
  await waitFor(() => expect(calls.find((c) => c.command === "save_scenario")?.args).toEqual({ scenario: { name: "Quý I", ticked: ["1.1.2"] } }));
});

it("makes again what was taken back", async () => {
  const { user } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.keyboard("c");
  await waitFor(() => expect(screen.getByTestId("status")).toHaveTextContent("đã thống nhất"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("status")).toHaveTextContent("chưa rà soát"));
  await waitFor(() => expect(screen.getByTestId("redo")).toHaveAccessibleName(/Làm lại: thống nhất tiêu chí 1.1.1/));
  await user.keyboard("{Control>}y{/Control}");
  await waitFor(() => expect(screen.getByTestId("status")).toHaveTextContent("đã thống nhất"));
});

it("adds a cause to the office's list in place", async () => {
  const { user } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.click(screen.getByTestId("edit-causes"));
  await user.type(await screen.findByTestId("new-cause"), "Chờ trung ương hướng dẫn{Enter}");
  await user.click(screen.getByTestId("close-dialog"));
  await waitFor(() => expect(screen.getByTestId("cause-id")).toHaveTextContent("Chờ trung ương hướng dẫn"));
});

it("decides once whose score of two bodies counts; a reason is required", async () => {
  const host = await start("taken");
  // Sở Tài chính scores 1.1.1, too, and lower than Sở Nội vụ
  const line = "1.1.1;Ban hành kế hoạch cải cách hành chính năm đúng thời hạn;Sở Tài chính;0,50;0,50;0,25;Kế hoạch (mẫu)";
  const text = readFileSync(FILES.stc, "utf8").replace("\r\n6.1.2;", `\r\n${line}\r\n6.1.2;`);
  writeFileSync(inFolder("tai chinh lan 2.csv"), text);
  await host.willPick(inFolder("tai chinh lan 2.csv"));
  await host.invoke("pick_files");
  await host.invoke("confirm_all");
  const { user, calls } = await openWindow();
  await user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  await user.click(screen.getByTestId("facet-scores_differ"));
  await waitFor(() => expect(rows()).toEqual(["1.1.1"]));
  await waitFor(() => expect(screen.getByTestId("detail").dataset.code).toBe("1.1.1"));
  const conflict = screen.getByTestId("conflict");
  expect(conflict, "both sides with their cells").toHaveTextContent(/Sở Tài chính/);
  await user.click(screen.getByTestId("side-5"));
  await user.click(screen.getByTestId("choose-score"));
  expect(await screen.findByTestId("failure")).toHaveTextContent("phải ghi lý do");
  await user.type(screen.getByTestId("choice-reason"), "được giao lại{Enter}");
  await waitFor(() => expect(calls.filter((c) => c.command === "choose_score").at(-1)?.args).toEqual({ code: "1.1.1", agency: 5, reason: "được giao lại" }));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
});

it("moves the status by hand, with a reason, and gives the focus back", async () => {
  const { user, calls } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.keyboard("r");
  await screen.findByTestId("status-form");
  await user.keyboard("{ArrowDown}{Tab}đang hỏi lại{Enter}");
  await waitFor(() => expect(calls.filter((c) => c.command === "set_status").at(-1)?.args).toEqual({ code: "1.1.1", status: "in_review", reason: "đang hỏi lại" }));
  await waitFor(() => expect(screen.getByTestId("status")).toHaveTextContent("đang rà soát"));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
});

it("sorts by the body that answers, and finds the arrangement again after a restart", async () => {
  const { user } = await openReview();
  await user.keyboard("g");
  await user.click(await screen.findByRole("menuitemradio", { name: /^Lĩnh vực/ }));
  await user.keyboard("s");
  await user.click(await screen.findByRole("menuitemradio", { name: /chịu trách nhiệm/i }));
  await user.click(screen.getByTestId("facet-below_max"));
  await waitFor(() => expect(localStorage.getItem("review.facets")).toBe("below_max"));
  expect(keptGroup(), "grouped").toBe("field");
  expect(keptSort(), "sorted").toEqual({ by: "responsible", descending: false });
  expect(keptFacets(), "narrowed").toEqual(["below_max"]);
});

it("leaves aside what another version of the program kept", () => {
  localStorage.setItem("review.group", "colour");
  localStorage.setItem("review.sort", "weight down");
  localStorage.setItem("review.facets", "below_max sparkling");
  expect([keptGroup(), keptSort(), keptFacets()]).toEqual([null, NO_SORT, ["below_max"]]);
});

it("opens a kept original in the system's program", async () => {
  const { user, calls } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  await user.click(screen.getByTestId("open-original"));
  expect(await screen.findByTestId("toast")).toHaveTextContent("bản chỉ đọc");
  expect(calls.filter((call) => call.command === "open_original")).toHaveLength(1);
});

it("shows the cell of a file in the history, one at a time", async () => {
  const { user } = await openReview();
  await at("1.1.1", () => user.keyboard("{Home}"));
  const history = within(screen.getByTestId("history"));
  expect(history.queryByTestId("source-grid"), "none until it is asked for").toBeNull();
  const [cell] = history.getAllByTestId("history-cell");
  await user.click(cell as HTMLElement);
  expect(await history.findByTestId("source-grid")).toBeVisible();
  await user.click(cell as HTMLElement);
  await waitFor(() => expect(history.queryByTestId("source-grid")).toBeNull());
});
