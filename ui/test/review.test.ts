import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { Review } from "../src/shell/types/Review";
import { detail, openReview, rows, selected, to } from "./window";

const decided = (calls: { command: string; args?: unknown }[]) =>
  calls.filter((c) => c.command === "decide").map((c) => c.args);

it("shows the shell's totals, whatever the rows say", async () => {
  await openReview("taken", {
    review: async (args, fake) => {
      const review = (await fake.invoke("review", args)) as Review;
      return { ...review, totals: { ...review.totals, counted: "12.3456", lost: "7.5" } };
    },
  });
  expect(screen.getByTestId("review-total")).toHaveTextContent("12,3456");
  expect(screen.getByTestId("review-total")).toHaveTextContent("−7,50");
});

it("fetches rows and totals anew for a filter", async () => {
  const { user, calls } = await openReview();
  const before = screen.getByTestId("review-total").textContent;
  await user.click(screen.getByTestId("facet-total_loss"));
  await waitFor(() => expect(rows()).toEqual(["2.3.3", "3.4.4", "6.3.2"]));
  expect(screen.getByTestId("review-total").textContent).not.toBe(before);
  expect(calls.filter((c) => c.command === "review").at(-1)?.args).toEqual({
    filter: { facets: ["total_loss"], under: null, agency: null, text: "" },
  });
  await user.click(screen.getByTestId("clear-filter"));
  await waitFor(() => expect(rows().length).toBeGreaterThan(30));
});

it("finds by text while it is typed; the newest answer wins", async () => {
  const { user } = await openReview();
  await user.keyboard("/");
  expect(screen.getByTestId("search")).toHaveFocus();
  await user.keyboard("xin loi");
  await waitFor(() => expect(rows()).toEqual(["3.4.4"]));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(rows().length).toBeGreaterThan(30));
});

it("goes from row to row, edits, saves and comes back, without the mouse", async () => {
  const { user, calls } = await openReview();
  await waitFor(() => expect(screen.getByRole("grid"), "the table has the focus").toHaveFocus());
  await user.keyboard("{Home}{ArrowDown}{ArrowDown}");
  expect(selected()).toBe("1.2.1");
  await user.keyboard("{ArrowUp}{Enter}");
  expect(screen.getByTestId("agreed")).toHaveFocus();
  await user.keyboard("{Control>}a{/Control}1,5{Tab}{Tab}Đã hoàn thành bổ sung");
  expect(screen.getByTestId("reason")).toHaveFocus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(decided(calls)).toHaveLength(1));
  expect(decided(calls)[0]).toMatchObject({
    code: "1.1.2",
    decision: { agreed: "1.5", reason: "Đã hoàn thành bổ sung", due: "2025-03-31" },
  });
  expect(screen.getByRole("grid"), "the focus is back in the table").toHaveFocus();
  expect(await screen.findByTestId("toast")).toHaveTextContent("Đã thống nhất tiêu chí 1.1.2: 1,50 điểm.");
});

it("accepts the reported points with one key, and undoes it with another", async () => {
  const { user, calls } = await openReview();
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("{Home}c");
  await waitFor(() => expect(decided(calls)[0]).toMatchObject({ code: "1.1.1", decision: { agreed: "0.5" } }));
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveValue("0,50"));
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("agreed")).toHaveValue(""));
});

it("has nothing to accept where the body gave no points", async () => {
  const { user, calls } = await openReview();
  await user.click(screen.getByTestId("facet-missing"));
  await waitFor(() => expect(rows()).toContain("3.5.2"));
  await user.click(screen.getAllByTestId("review-row").find((r) => r.dataset.code === "3.5.2") as HTMLElement);
  expect(detail().getByText("để trống"), "blank is said, it is not 0").toBeVisible();
  await user.keyboard("c");
  await waitFor(() => expect(screen.getByTestId("toast")).toHaveTextContent("chưa có điểm tự chấm"));
  expect(decided(calls)).toEqual([]);
});

it("shows the shell's refusal in place, takes the officer to the field, and keeps what was typed", async () => {
  const { user } = await openReview();
  await user.keyboard("{Home}{Enter}{Control>}a{/Control}0,25{Enter}");
  expect(await screen.findByTestId("failure")).toHaveTextContent("phải ghi lý do");
  await waitFor(() => expect(screen.getByTestId("reason")).toHaveFocus());
  expect(screen.getByTestId("agreed")).toHaveValue("0,25");
});

it("keeps what is not saved while other rows and screens are looked at", async () => {
  const { user, calls } = await openReview();
  await user.keyboard("{Home}");
  await user.type(screen.getByTestId("cause"), "Chậm ban hành");
  await user.keyboard("{Escape}{ArrowDown}");
  expect(screen.getByTestId("cause")).not.toHaveValue("Chậm ban hành");
  await user.click(screen.getByTestId(to.overview));
  await user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  await user.keyboard("{Home}");
  expect(screen.getByTestId("cause")).toHaveValue("Chậm ban hành");
  expect(screen.getByTestId("status-bar")).toHaveTextContent("1 tiêu chí có nhận xét chưa lưu");
  expect(decided(calls), "nothing was written by moving about").toEqual([]);
});

it("does not save points that are no number", async () => {
  const { user, calls } = await openReview();
  await user.keyboard("{Home}{Enter}{Control>}a{/Control}nửa{Enter}");
  expect(screen.getByTestId("agreed")).toHaveAttribute("aria-invalid", "true");
  expect(screen.getByTestId("save-decision")).toBeDisabled();
  expect(decided(calls)).toEqual([]);
});

it("saves with Ctrl+S from any field; Shift+Enter is a new line", async () => {
  const { user, calls } = await openReview();
  await user.keyboard("{Home}");
  await user.type(screen.getByTestId("remedy"), "Một{Shift>}{Enter}{/Shift}hai");
  await user.keyboard("{Control>}s{/Control}");
  await waitFor(() => expect(decided(calls)[0]).toMatchObject({ decision: { remedy: "Một\nhai" } }));
});

it("moves on to the next row when a saved row leaves the filter", async () => {
  const { user } = await openReview();
  await user.click(screen.getByTestId("facet-without_cause"));
  await waitFor(() => expect(rows()[0]).toBe("1.3.2"));
  await waitFor(() => expect(screen.getByTestId("detail").dataset.code).toBeDefined());
  await user.click(screen.getAllByTestId("review-row")[0] as HTMLElement);
  const next = rows()[1];
  await user.type(screen.getByTestId("cause"), "Chưa kiểm tra lại{Enter}");
  await waitFor(() => expect(rows()[0]).toBe(next));
  expect(selected()).toBe(next);
});

it("sorts by size, then back to the order of the bộ tiêu chí; gaps come last", async () => {
  const { user } = await openReview();
  const head = (name: string) => screen.getByRole("button", { name });
  await user.click(head("Mất điểm"));
  expect(rows().slice(0, 2)).toEqual(["2.3.3", "6.3.2"]);
  await user.click(head("Mất điểm"));
  const least = screen.getAllByTestId("review-row")[0];
  expect(least, "nothing lost comes before no score").toHaveTextContent("0,00");
  await user.click(head("Mất điểm"));
  expect(rows().slice(0, 3)).toEqual(["1.1.1", "1.1.2", "1.2.1"]);
});

it("leads a figure back to its cell, with its neighbours", async () => {
  const { user } = await openReview();
  await user.keyboard("{Home}{ArrowDown}");
  expect(detail().getByText(/ô D8/)).toHaveTextContent("1,25");
  const grid = await detail().findByTestId("source-grid");
  expect(grid.querySelector("td.marked")).toHaveTextContent("1,25");
});

it("offers no decision on what departments do not score", async () => {
  const { user } = await openReview();
  await user.click(screen.getByTestId("facet-not_self_scored"));
  await waitFor(() => expect(rows()[0]).toBe("1.6.1"));
  await waitFor(() => expect(screen.queryByTestId("agreed")).toBeNull());
  expect(screen.getByTestId("detail")).toHaveTextContent("điều tra xã hội học");
});

it("shows text from files as text", async () => {
  await openReview("taken", {
    review: async (args, fake) => {
      const review = (await fake.invoke("review", args)) as Review;
      const rows = review.rows.map((r) => ({ ...r, evidence: "<img src=x onerror=alert(1)>" }));
      return { ...review, rows };
    },
  });
  expect(detail().getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  expect(screen.getByTestId("detail").querySelector("img")).toBeNull();
});
