import { writeFileSync } from "node:fs";

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { FilePreview } from "../src/shell/types/FilePreview";
import { cell, cursor, file, head, row, shown } from "./sheet";
import { inFolder, openIntake, openWindow, start, to } from "./window";

it("shows the sheet as it is in the file, and what each row and column was taken for", async () => {
  await openIntake();
  await shown();
  await waitFor(() => expect(head("G").dataset.role, "the column of scores").toBe("score"));
  await waitFor(() => expect(head("G")).toHaveTextContent("Điểm tự chấm"));
  await waitFor(() => expect(row(8)).toHaveTextContent("dòng tiêu đề"));
  await waitFor(() => expect(cell("A11")).toHaveTextContent("1.1.1"));
  await waitFor(() => expect(cell("G11")).toHaveTextContent("0.5"));
  await waitFor(() => expect(within(row(11)).getByTestId("row-head"), "its criterion and its points").toHaveTextContent(/1\.1\.1.*0,50/));
  await waitFor(() => expect(row(9)).toHaveTextContent("dòng cấp trên"));
});

it("begins at the sheet that holds scores, not at a summary before it", async () => {
  await openIntake();
  const tabs = await screen.findAllByTestId("sheet-tab");
  expect(tabs.map((t) => t.dataset.sheet)).toEqual(["Tổng hợp", "LV1 Chỉ đạo", "LV4 Bộ máy", "LV5 Công chức"]);
  expect(tabs.map((t) => t.getAttribute("aria-selected"))).toEqual(["false", "true", "false", "false"]);
});

it("shows text of the file as text, never as HTML", async () => {
  const evil = '<img src=x onerror="alert(1)"><b>0,5</b>';
  await openIntake("pending", {
    sheet_rows: async (args, program) => {
      const rows = (await program.invoke("sheet_rows", args)) as string[][];
      return rows.map((r, at) => (at === 10 ? r.map((text, column) => (column === 1 ? evil : text)) : r));
    },
  });
  await shown();
  await waitFor(() => expect(cell("B11").textContent).toContain(evil));
  expect(cell("B11").querySelector("img, b")).toBeNull();
});

it("draws a merged area as one cell, and steps over it", async () => {
  const { user } = await openIntake();
  await user.click(file("VPUB"));
  await shown();
  await waitFor(() => expect(cell("B2"), "the letterhead lies over three columns").toHaveAttribute("aria-colspan", "3"));
  expect(cell("C2"), "what it covers is not drawn").toBeUndefined();
  await user.click(cell("B8"));
  await waitFor(() => expect(cell("B8")).toHaveAttribute("aria-rowspan", "3"));
  await user.keyboard("{ArrowDown}");
  await waitFor(() => expect(cursor()).toBe("B11"));
});

it("marks hidden rows, columns and sheets in words, and still shows them", async () => {
  const { user } = await openIntake("pending", {
    pending_files: async (args, program) => {
      const files = (await program.invoke("pending_files", args)) as FilePreview[];
      // the sample hides a column; rows and sheets are hidden here
      return files.map((file) => ({
        ...file,
        sheets: file.sheets.map((sheet) => ({
          ...sheet,
          hidden: sheet.name === "Tổng hợp",
          hidden_rows: file.file.startsWith("VPUB") ? [3, 6] : [],
        })),
      }));
    },
  });
  await user.click(file("VPUB"));
  await shown();
  await waitFor(() => expect(head("F"), "the column of 2022").toHaveTextContent("ẩn"));
  const hidden = screen.getAllByTestId("sheet-row").filter((r) => within(r).queryByText("ẩn"));
  expect(hidden).toHaveLength(2);
  await user.click(file("SNV"));
  await shown();
  const tab = screen.getAllByTestId("sheet-tab").find((t) => t.dataset.sheet === "Tổng hợp") as HTMLElement;
  expect(tab).toHaveTextContent("trang ẩn");
  await user.click(tab);
  await waitFor(() => expect(cell("B8")).toHaveTextContent("Công tác chỉ đạo"));
});

it("moves by arrows between cells, row numbers and column names, and says where it is", async () => {
  const { user } = await openIntake();
  await user.click(file("SoTaiChinh"));
  await shown();
  await user.keyboard("{Control>}{Home}{/Control}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}");
  await waitFor(() => expect(cursor()).toBe("B5"));
  const sheet = screen.getByTestId("sheet");
  await waitFor(() => expect(document.getElementById(sheet.getAttribute("aria-activedescendant") ?? ""), "the active cell is named").toBe(cell("B5")));
  await user.keyboard("{Home}{ArrowLeft}");
  await waitFor(() => expect(cursor()).toBe("Dòng 5"));
  await user.keyboard("{Control>}{Home}{/Control}{ArrowUp}{ArrowRight}");
  await waitFor(() => expect(cursor()).toBe("Cột B"));
});

it("leads from a problem to its cell, and from the marker on the cell to the problem", async () => {
  const { user } = await openIntake();
  await user.click(file("over-max"));
  await screen.findAllByTestId("sheet-cell");
  const [first] = screen.getAllByTestId("problem-item");
  await user.click(within(first as HTMLElement).getByRole("button"));
  await waitFor(() => expect(cursor()).toBe("C7"));
  await waitFor(() => expect(screen.getByTestId("sheet")).toHaveFocus());
  await waitFor(() => expect(cell("C7")).toHaveAttribute("aria-selected", "true"));
  const markers = screen.getAllByTestId("marker");
  expect(markers, "one for each problem with a cell").toHaveLength(9);
  await user.click(within(cell("C12")).getByTestId("marker"));
  const [, second] = screen.getAllByTestId("problem-item");
  await waitFor(() => expect(within(second as HTMLElement).getByRole("button")).toHaveFocus());
  await waitFor(() => expect(within(second as HTMLElement).getByRole("button")).toHaveAttribute("aria-current", "true"));
});

it("goes from problem to problem by key, round and round", async () => {
  const { user } = await openIntake();
  await user.click(file("VPUB"));
  await shown();
  await user.keyboard("n");
  await waitFor(() => expect(cursor()).toBe("F10"));
  await user.keyboard("n");
  await waitFor(() => expect(cursor()).toBe("H56"));
  await user.keyboard("n");
  await waitFor(() => expect(cursor()).toBe("F10"));
  await user.keyboard("{Shift>}N{/Shift}");
  await waitFor(() => expect(cursor()).toBe("H56"));
});

/** A file of 5,000 rows and 40 columns waits. */
async function openLarge() {
  const host = await start("sample");
  const line = (texts: string[]) => texts.concat(Array<string>(40).fill("")).slice(0, 39).concat("x").join(";");
  const lines = [line(["Mã", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"])];
  while (lines.length < 5000) lines.push(line([lines.length === 3000 ? "1.1.1" : "", `Dòng ${lines.length + 1}`]));
  writeFileSync(inFolder("lon.csv"), `${lines.join("\r\n")}\r\n`);
  await host.willPick(inFolder("lon.csv"));
  await host.invoke("pick_files");
  const opened = await openWindow();
  await opened.user.click(screen.getByTestId(to.intake));
  return opened;
}

it("draws few cells of a large sheet, and fetches rows as they come into sight", async () => {
  const { user, calls } = await openLarge();
  await screen.findAllByTestId("sheet-cell");
  screen.getByTestId("sheet").focus();
  const asked = () => calls.filter((c) => c.command === "sheet_rows").map((c) => c.args?.from);
  expect(asked(), "the first rows alone").toEqual([0]);
  expect(document.querySelectorAll("[role=gridcell]").length).toBeLessThan(1500);
  const sheet = screen.getByTestId("sheet");
  expect(sheet).toHaveAttribute("aria-rowcount", "5001");
  sheet.scrollTop = 28 * 3000;
  sheet.dispatchEvent(new Event("scroll"));
  await waitFor(() => expect(cell("A3001")).toHaveTextContent("1.1.1"));
  expect(asked()).toContain(3000);
  expect(asked().length, "what lies between is not fetched").toBeLessThan(4);
  await user.keyboard("{Control>}{End}{/Control}");
  await waitFor(() => expect(cursor()).toBe("AN5000"));
});

it("says so when rows cannot be fetched, and tries again", async () => {
  let broken = true;
  const { user } = await openIntake("pending", {
    sheet_rows: (args, program) => {
      if (broken) throw { code: "io", message: "Không đọc được tệp." };
      return program.invoke("sheet_rows", args);
    },
  });
  expect(await screen.findByTestId("failure")).toHaveTextContent("Không đọc được tệp.");
  broken = false;
  await user.click(screen.getByRole("button", { name: "Thử lại" }));
  await screen.findAllByTestId("sheet-cell");
  expect(screen.queryByTestId("failure")).toBeNull();
});

it("has a word for a file without any sheet", async () => {
  await openIntake("pending", {
    pending_files: async (args, program) => {
      const files = (await program.invoke("pending_files", args)) as FilePreview[];
      return files.slice(0, 1).map((f) => ({ ...f, sheets: [], tables: [] }));
    },
  });
  expect(await screen.findByText("Không có trang tính nào để xem")).toBeVisible();
});
