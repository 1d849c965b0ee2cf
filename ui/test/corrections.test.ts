import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { Call } from "./window";
import { cell, cursor, entry, file, head, row, shown } from "./sheet";
import { openIntake } from "./window";

const corrected = (calls: Call[]) => calls.filter((c) => c.command === "correct_file").map((c) => c.args);
const sheet = "LV1 Chỉ đạo";

it("changes a column's meaning from its heading; the present one is ticked", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(head("C"));
  expect(entry("max"), "the present meaning").toHaveAttribute("aria-checked", "true");
  expect(entry("max")).toHaveFocus();
  await user.click(entry("data"));
  await waitFor(() => expect(head("C").dataset.role).toBe("data"));
  expect(corrected(calls)).toEqual([{ id: 1, correction: { kind: "column", sheet, header: 6, column: 2, role: "data" }, remember: false }]);
  await waitFor(() => expect(screen.getByTestId("sheet"), "the focus is back in the sheet").toHaveFocus());
  await waitFor(() => expect(screen.getByTestId("correction-item")).toHaveTextContent("cột C là “Số liệu, cách tính (không lấy)”"));
});

it("changes it by keyboard alone, and Escape leaves everything as it was", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.keyboard("{Control>}{Home}{/Control}{ArrowUp}{ArrowRight}{ArrowRight}");
  await waitFor(() => expect(cursor()).toBe("Cột C"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(entry("max")).toHaveFocus());
  await user.keyboard("{Escape}");
  expect(screen.queryByTestId("menu")).toBeNull();
  await waitFor(() => expect(screen.getByTestId("sheet")).toHaveFocus());
  await waitFor(() => expect(cursor(), "the cursor is where it was").toBe("Cột C"));
  expect(corrected(calls)).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(entry("max")).toHaveFocus());
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(head("C").dataset.role).toBe("evidence"));
});

it("says which sign is the decimal sign of a column of points", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(head("G"));
  await user.click(entry("dot"));
  await waitFor(() => expect(corrected(calls)[0]).toMatchObject({ correction: { kind: "notation", sheet, header: 6, column: 6, notation: "dot" } }));
});

it("offers no meaning for a column before there is a header", async () => {
  const { user } = await openIntake("pending", {
    pending_files: async (args, program) => {
      const [first] = (await program.invoke("pending_files", args)) as { sheets: object[] }[];
      return [{ ...first, sheets: first?.sheets.map((s) => ({ ...s, tables: [] })) }];
    },
  });
  await shown();
  await user.click(head("B"));
  await waitFor(() => expect(screen.getByTestId("menu-item")).toHaveTextContent("chỉ ra dòng tiêu đề"));
  await waitFor(() => expect(screen.getByTestId("menu-item")).toBeDisabled());
});

it("corrects a row's points with a reason, showing what the file says", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.dblClick(cell("G12"));
  await user.click(entry("value"));
  const form = within(screen.getByTestId("value-form"));
  expect(form.getByText("1.25"), "the text in the file").toBeVisible();
  await waitFor(() => expect(screen.getByTestId("value-points")).toHaveFocus());
  await user.keyboard("1,5{Enter}");
  expect(form.getByText("Phải ghi lý do.")).toBeVisible();
  expect(corrected(calls), "not without a reason").toEqual([]);
  await waitFor(() => expect(screen.getByTestId("value-reason")).toHaveFocus());
  await user.keyboard("Cơ quan đính chính{Enter}");
  await waitFor(() => expect(screen.queryByTestId("value-form")).toBeNull());
  expect(corrected(calls)[0]).toMatchObject({ correction: { kind: "value", sheet, row: 11, points: "1.5", reason: "Cơ quan đính chính" } });
  await waitFor(() => expect(within(row(12)).getByTestId("row-head")).toHaveTextContent("1,50"));
  await waitFor(() => expect(within(row(12)).getByText("đã chỉnh")).toBeInTheDocument());
  await waitFor(() => expect(cell("G12"), "the text of the file stays").toHaveTextContent("1.25"));
  await waitFor(() => expect(screen.getByTestId("sheet")).toHaveFocus());
});

it("takes an emptied field for a blank, and no word for a number", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(cell("G12"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(entry("value")).toHaveFocus());
  await user.keyboard("{Enter}");
  await user.keyboard("x{Tab}lý do{Enter}");
  await waitFor(() => expect(screen.getByText("Ghi điểm bằng số, ví dụ 0,75.")).toBeVisible());
  expect(corrected(calls)).toEqual([]);
  await user.clear(screen.getByTestId("value-points"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(corrected(calls)[0]).toMatchObject({ correction: { kind: "value", points: null } }));
});

it("keeps what was typed when the shell refuses", async () => {
  const { user } = await openIntake("pending", {
    correct_file: () => {
      throw { code: "out_of_range", message: "Điểm phải từ 0 đến 1,50." };
    },
  });
  await shown();
  await user.dblClick(cell("G12"));
  await user.click(entry("value"));
  await user.keyboard("9{Tab}đính chính{Enter}");
  expect(await screen.findByTestId("failure")).toHaveTextContent("Điểm phải từ 0 đến 1,50.");
  await user.click(screen.getByTestId("close-dialog"));
  await waitFor(() => expect(screen.getByTestId("value-reason")).toHaveValue("đính chính"));
});

it("finds the criterion of a row without diacritics, by name or by code", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(cell("B12"));
  await user.keyboard("{Enter}");
  await user.click(entry("match"));
  const search = screen.getByTestId("criterion-search");
  expect(search).toHaveFocus();
  await waitFor(() => expect(screen.getAllByTestId("criterion-option").length).toBeGreaterThan(30));
  await user.keyboard("qua kiem tra");
  await waitFor(() => expect(screen.getAllByTestId("criterion-option").map((o) => o.dataset.code)).toContain("1.3.2"));
  await user.clear(search);
  await user.keyboard("1.3");
  await waitFor(() => expect(screen.getAllByTestId("criterion-option").map((o) => o.dataset.code)).toEqual(["1.3.1", "1.3.2"]));
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(corrected(calls)[0]).toMatchObject({ correction: { kind: "match", sheet, row: 11, criterion: "1.3.2" } }));
  await waitFor(() => expect(screen.getByTestId("sheet")).toHaveFocus());
});

it("leaves a row out with a reason", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(within(row(12)).getByTestId("row-head"));
  await user.click(entry("exclude"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByText("Phải ghi lý do.")).toBeVisible());
  await user.keyboard("Dòng ghi trùng{Enter}");
  await waitFor(() => expect(corrected(calls)[0]).toMatchObject({ correction: { kind: "exclude", sheet, row: 11, reason: "Dòng ghi trùng" } }));
  await waitFor(() => expect(row(12)).toHaveTextContent("đã bỏ dòng"));
});

it("says which rows are the header", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(within(row(4)).getByTestId("row-head"));
  await user.click(entry("is-header"));
  await waitFor(() => expect(corrected(calls)[0]).toMatchObject({ correction: { kind: "header", sheet, first: 3, last: 3 } }));
  await waitFor(() => expect(row(4)).toHaveTextContent("dòng tiêu đề"));
  await user.click(within(row(8)).getByTestId("row-head"));
  await user.click(entry("header"));
  await waitFor(() => expect(screen.getByTestId("header-last")).toHaveValue("8"));
  await user.keyboard("99{Enter}");
  expect(corrected(calls), "beyond the sheet, and backwards").toHaveLength(1);
  await user.clear(screen.getByTestId("header-first"));
  await user.keyboard("7{Enter}");
  await waitFor(() => expect(corrected(calls)[1]).toMatchObject({ correction: { kind: "header", sheet, first: 6, last: 7 } }));
});

it("lists corrections and takes each back", async () => {
  const { user, calls } = await openIntake();
  await shown();
  await user.click(head("C"));
  await user.click(entry("data"));
  await screen.findByTestId("correction-item");
  await user.click(head("E"));
  await user.click(entry("other"));
  await waitFor(() => expect(screen.getAllByTestId("correction-item")).toHaveLength(2));
  await user.click(screen.getAllByTestId("take-back")[0] as HTMLElement);
  await waitFor(() => expect(screen.getAllByTestId("correction-item")).toHaveLength(1));
  expect(calls).toContainEqual({ command: "uncorrect_file", args: { id: 1, index: 0 } });
  await waitFor(() => expect(head("C").dataset.role).toBe("max"));
  await waitFor(() => expect(head("E").dataset.role).toBe("other"));
  await user.click(screen.getByTestId("take-back"));
  await waitFor(() => expect(screen.queryByTestId("correction-item")).toBeNull());
  await waitFor(() => expect(screen.getByTestId("sheet")).toHaveFocus());
});

it("takes the newest correction back with Ctrl+Z before anything that was written", async () => {
  const { user, calls } = await openIntake();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByTestId("submission-item");
  await user.click(file("over-max"));
  await screen.findAllByTestId("sheet-cell");
  await user.click(head("G"));
  await user.click(entry("evidence"));
  await screen.findByTestId("correction-item");
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.queryByTestId("correction-item")).toBeNull());
  expect(calls.some((c) => c.command === "undo"), "the written file stays").toBe(false);
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("submission-item")).toHaveTextContent("đã rút"));
});

it("shows what was corrected of a file that was taken in", async () => {
  const { user } = await openIntake();
  await shown();
  await user.click(within(row(12)).getByTestId("row-head"));
  await user.click(entry("exclude"));
  await user.keyboard("Dòng ghi trùng{Enter}");
  await screen.findByTestId("correction-item");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await user.click(await screen.findByTestId("submission-item"));
  expect(await screen.findByTestId("submission-correction")).toHaveTextContent("bỏ dòng 12 (lý do: Dòng ghi trùng)");
});
