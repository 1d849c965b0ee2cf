import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { useTransport } from "../src/shell";
import { fakeTransport } from "../src/shell/fake";
import type { FilePreview } from "../src/shell/types/FilePreview";
import { cell, cursor, file, head, row, shown } from "./sheet";
import { openIntake } from "./window";

it("shows the sheet as it is in the file, and what each row and column was taken for", async () => {
  await openIntake();
  await shown();
  expect(head("D").dataset.role, "the column of scores").toBe("score");
  expect(head("D")).toHaveTextContent("Điểm tự chấm");
  expect(row(4)).toHaveTextContent("dòng tiêu đề");
  expect(cell("A7")).toHaveTextContent("1.1.1");
  expect(cell("D7")).toHaveTextContent("0,50");
  expect(within(row(7)).getByTestId("row-head"), "its criterion and its points").toHaveTextContent(/1\.1\.1.*0,50/);
  expect(row(5)).toHaveTextContent("dòng cấp trên");
});

it("begins at the sheet that holds scores, not at a summary before it", async () => {
  await openIntake("pending", {
    pending_files: async (args, fake) => {
      const [first] = (await fake.invoke("pending_files", args)) as FilePreview[];
      const [sheet] = first?.sheets ?? [];
      if (!first || !sheet) return [];
      const summary = { ...sheet, name: "Tổng hợp", marks: sheet.marks.map((m) => ({ ...m, bucket: "parents" as const })) };
      return [{ ...first, sheets: [summary, sheet] }];
    },
  });
  const tabs = await screen.findAllByTestId("sheet-tab");
  expect(tabs.map((t) => t.getAttribute("aria-selected"))).toEqual(["false", "true"]);
});

it("shows text of the file as text, never as HTML", async () => {
  const evil = '<img src=x onerror="alert(1)"><b>0,5</b>';
  await openIntake("pending", {
    sheet_rows: async (args, fake) => {
      const rows = (await fake.invoke("sheet_rows", args)) as string[][];
      return rows.map((r, at) => (at === 6 ? r.map((text, column) => (column === 1 ? evil : text)) : r));
    },
  });
  await shown();
  expect(cell("B7").textContent).toContain(evil);
  expect(cell("B7").querySelector("img, b")).toBeNull();
});

it("draws a merged area as one cell, and steps over it", async () => {
  const { user } = await openIntake();
  await user.click(file("Van phong"));
  await shown();
  expect(cell("B1"), "the letterhead lies over six columns").toHaveAttribute("aria-colspan", "6");
  expect(cell("C1"), "what it covers is not drawn").toBeUndefined();
  await user.click(cell("B4"));
  expect(cell("B4")).toHaveAttribute("aria-rowspan", "2");
  await user.keyboard("{ArrowDown}");
  expect(cursor()).toBe("B6");
});

it("marks hidden rows, columns and sheets in words, and still shows them", async () => {
  const { user } = await openIntake();
  await user.click(file("SoTTTT"));
  await shown();
  expect(head("D")).toHaveTextContent("ẩn");
  await user.click(file("Van phong"));
  await shown();
  const hidden = screen.getAllByTestId("sheet-row").filter((r) => within(r).queryByText("ẩn"));
  expect(hidden).toHaveLength(2);
  const tab = screen.getAllByTestId("sheet-tab").find((t) => t.dataset.sheet === "Danh mục") as HTMLElement;
  expect(tab).toHaveTextContent("trang ẩn");
  await user.click(tab);
  await waitFor(() => expect(cell("B2")).toHaveTextContent("Văn phòng UBND tỉnh"));
});

it("moves by arrows between cells, row numbers and column names, and says where it is", async () => {
  const { user } = await openIntake();
  await shown();
  await user.keyboard("{Control>}{Home}{/Control}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}");
  expect(cursor()).toBe("B5");
  const sheet = screen.getByTestId("sheet");
  expect(document.getElementById(sheet.getAttribute("aria-activedescendant") ?? ""), "the active cell is named").toBe(cell("B5"));
  await user.keyboard("{Home}{ArrowLeft}");
  expect(cursor()).toBe("Dòng 5");
  await user.keyboard("{Control>}{Home}{/Control}{ArrowUp}{ArrowRight}");
  expect(cursor()).toBe("Cột B");
});

it("leads from a problem to its cell, and from the marker on the cell to the problem", async () => {
  const { user } = await openIntake();
  await user.click(file("STP"));
  await screen.findAllByTestId("sheet-cell");
  const [first] = screen.getAllByTestId("problem-item");
  await user.click(within(first as HTMLElement).getByRole("button"));
  await waitFor(() => expect(cursor()).toBe("D8"));
  expect(screen.getByTestId("sheet")).toHaveFocus();
  expect(cell("D8")).toHaveAttribute("aria-selected", "true");
  const markers = screen.getAllByTestId("marker");
  expect(markers, "one for each problem with a cell").toHaveLength(2);
  await user.click(within(cell("D13")).getByTestId("marker"));
  const [, second] = screen.getAllByTestId("problem-item");
  expect(within(second as HTMLElement).getByRole("button")).toHaveFocus();
  expect(within(second as HTMLElement).getByRole("button")).toHaveAttribute("aria-current", "true");
});

it("goes from problem to problem by key, round and round", async () => {
  const { user } = await openIntake();
  await shown();
  await user.keyboard("n");
  expect(cursor()).toBe("D25");
  await user.keyboard("n");
  expect(cursor()).toBe("D33");
  await user.keyboard("n");
  expect(cursor()).toBe("D25");
  await user.keyboard("{Shift>}N{/Shift}");
  expect(cursor()).toBe("D33");
});

it("draws few cells of a large sheet, and fetches rows as they come into sight", async () => {
  const { user, calls } = await openIntake("sample", {
    pending_files: async () => (await fakeTransport({ start: "large" }).invoke("pending_files")) as FilePreview[],
    sheet_rows: (args) => fakeTransport({ start: "large" }).invoke("sheet_rows", args),
  });
  await shown();
  const asked = () => calls.filter((c) => c.command === "sheet_rows").map((c) => c.args?.from);
  expect(asked(), "the first rows alone").toEqual([0]);
  expect(document.querySelectorAll("[role=gridcell]").length).toBeLessThan(1200);
  const sheet = screen.getByTestId("sheet");
  expect(sheet).toHaveAttribute("aria-rowcount", "5001");
  sheet.scrollTop = 28 * 3000;
  sheet.dispatchEvent(new Event("scroll"));
  await waitFor(() => expect(cell("A3001")).toHaveTextContent("1.1.1"));
  expect(asked()).toContain(3000);
  expect(asked().length, "what lies between is not fetched").toBeLessThan(4);
  await user.keyboard("{Control>}{End}{/Control}");
  expect(cursor()).toBe("AN5000");
});

it("says so when rows cannot be fetched, and tries again", async () => {
  let broken = true;
  const { user } = await openIntake("pending", {
    sheet_rows: (args, fake) => {
      if (broken) throw { code: "io", message: "Không đọc được tệp." };
      return fake.invoke("sheet_rows", args);
    },
  });
  expect(await screen.findByTestId("failure")).toHaveTextContent("Không đọc được tệp.");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Thử lại" }));
  await screen.findAllByTestId("sheet-cell");
  expect(screen.queryByTestId("failure")).toBeNull();
});

it("has a word for a file without any sheet", async () => {
  const fake = fakeTransport({ start: "pending" });
  useTransport(fake);
  const files = (await fake.invoke("pending_files")) as FilePreview[];
  await openIntake("pending", { pending_files: () => files.slice(0, 1).map((f) => ({ ...f, sheets: [], tables: [] })) });
  expect(await screen.findByText("Không có trang tính nào để xem")).toBeVisible();
});
