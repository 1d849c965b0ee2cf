import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { letters, Merges, place } from "../src/screens/Intake/picture";
import type { FilePreview } from "../src/shell/types/FilePreview";
import { openIntake, type Answers } from "./window";

const item = (name: string) =>
  screen.getAllByTestId("pending-item").find((i) => i.textContent?.includes(name)) as HTMLElement;
const cursor = () => document.querySelector("[role=gridcell][aria-selected=true]")?.getAttribute("data-testid");
const corrections = (calls: { command: string; args: unknown }[]) =>
  calls.filter((c) => c.command === "correct_file").map((c) => c.args);

it("writes cell addresses as spreadsheets do, and reads them back", () => {
  for (const [column, text] of [[0, "A"], [25, "Z"], [26, "AA"], [701, "ZZ"], [702, "AAA"]] as const) {
    expect(letters(column)).toBe(text);
    expect(place(`${text}8`)).toEqual({ row: 7, column });
  }
  expect(place(null)).toBeNull();
});

it("hides what a merged cell covers, and nothing more", () => {
  const sheet = { name: "", hidden: false, rows: 5, columns: 4, hidden_rows: [], hidden_columns: [], tables: [], marks: [], merges: [{ top: 1, left: 0, bottom: 2, right: 2 }] };
  const merges = new Merges(sheet);
  expect(merges.hiding(2, 2)).toEqual({ row: 1, column: 0 });
  expect(merges.hiding(1, 0), "its own first cell shows").toBeUndefined();
  expect(merges.hiding(2, 3), "a neighbour shows").toBeUndefined();
});

it("shows the sheet as it stands, with what each row was taken for", async () => {
  const { user } = await openIntake();
  await user.click(item("STP"));
  await waitFor(() => expect(screen.getByTestId("cell-D8")).toHaveTextContent("1,50"));
  const row = screen.getAllByTestId("sheet-row").find((r) => r.dataset.row === "8") as HTMLElement;
  expect(within(row).getByRole("rowheader")).toHaveTextContent("2.1.2 không nhận");
  expect(screen.getByTestId("column-D")).toHaveTextContent("Điểm tự chấm");
});

it("leads from a problem to its cell and from a cell to its problem", async () => {
  const { user } = await openIntake();
  await user.click(item("STP"));
  const second = screen.getAllByTestId("problem-item")[1] as HTMLElement;
  await user.click(within(second).getByRole("button"));
  expect(cursor()).toBe("cell-D13");
  await user.click(screen.getByTestId("cell-D8"));
  expect(screen.getAllByTestId("problem-item")[0]).toHaveClass("marked");
});

it("corrects a value by keyboard alone: the raw text stays, the reason is asked", async () => {
  const { user, calls } = await openIntake();
  await user.click(item("STP"));
  await user.click(screen.getByTestId("cell-D7"));
  screen.getByTestId("picture").focus();
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(screen.getByTestId("value")).toHaveFocus());
  await user.keyboard("1{Enter}");
  expect(corrections(calls), "not without a reason").toEqual([]);
  await user.keyboard("{Tab}đính chính qua điện thoại{Enter}");
  await waitFor(() =>
    expect(corrections(calls)).toEqual([
      { id: 3, correction: { kind: "value", sheet: "PAR 2024", row: 7, points: "1", reason: "đính chính qua điện thoại" }, remember: false },
    ]),
  );
  expect(await screen.findByTestId("correction-item")).toHaveTextContent("Dòng 8");
  expect(screen.getByTestId("cell-D8"), "the cell shows what the file says").toHaveTextContent("1,50");
  await user.keyboard("{Escape}");
  expect(screen.getByTestId("picture"), "Escape returns to the sheet").toHaveFocus();
});

it("takes a correction back", async () => {
  const { user, calls } = await openIntake();
  await user.click(item("STP"));
  await user.click(screen.getByTestId("cell-D8"));
  await user.click(screen.getByTestId("action-exclude"));
  await user.type(screen.getByTestId("correction-reason"), "gửi nhầm");
  await user.click(screen.getByTestId("save-correction"));
  await user.click(await screen.findByTestId("take-back"));
  await waitFor(() => expect(calls).toContainEqual({ command: "uncorrect_file", args: { id: 3, index: 0 } }));
  await waitFor(() => expect(screen.queryByTestId("correction-item")).toBeNull());
});

it("changes a column's meaning, a row's match and the header row", async () => {
  const { user, calls } = await openIntake();
  await user.click(screen.getByTestId("column-E"));
  await user.click(screen.getByTestId("remember"));
  await user.selectOptions(screen.getByTestId("column-role"), "explanation");
  await user.click(screen.getByTestId("cell-B7"));
  await user.click(screen.getByTestId("action-match"));
  await user.type(screen.getByTestId("match"), "tuyen truyen");
  await user.click((await screen.findAllByTestId("match-option"))[0] as HTMLElement);
  await user.click(screen.getByTestId("action-header"));
  await user.click(screen.getByTestId("save-correction"));
  await waitFor(() =>
    expect(corrections(calls)).toEqual([
      { id: 1, correction: { kind: "column", sheet: "Bảng điểm", header: 3, column: 4, role: "explanation" }, remember: true },
      { id: 1, correction: { kind: "match", sheet: "Bảng điểm", row: 6, criterion: "1.4.1" }, remember: false },
      { id: 1, correction: { kind: "header", sheet: "Bảng điểm", first: 6, last: 6 }, remember: expect.any(Boolean) as boolean },
    ]),
  );
});

it("answers a question with one key", async () => {
  const { user, calls } = await openIntake();
  await user.click(item("Phu luc"));
  expect(await screen.findByTestId("question")).toHaveTextContent("đề xuất");
  await user.keyboard("1");
  await waitFor(() => expect(corrections(calls)).toEqual([{ id: 6, correction: { kind: "agency", agency: 6 }, remember: false }]));
  await waitFor(() => expect(screen.queryByTestId("question"), "it is answered").toBeNull());
  expect(screen.getByTestId("confirm-file")).toBeEnabled();
});

it("remembers an answer only where the shell says it may, and the officer lets it", async () => {
  const asked: Answers = {
    pending_files: async (args, fake) => {
      const files = (await fake.invoke("pending_files", args)) as FilePreview[];
      return files.map((f) => ({ ...f, questions: f.questions.map((q) => ({ ...q, rememberable: true })) }));
    },
  };
  const { user, calls } = await openIntake("pending", asked);
  await user.click(item("Phu luc"));
  await user.click(await screen.findByTestId("answer-2"));
  await waitFor(() => expect(corrections(calls)).toEqual([{ id: 6, correction: { kind: "agency", agency: 5 }, remember: true }]));
});

it("shows what changed against the body's previous file, and doubts a rise without evidence", async () => {
  const { user } = await openIntake();
  await user.click(item("STP"));
  await user.click(screen.getByTestId("view-difference"));
  const rows = screen.getAllByTestId("difference-row");
  expect(rows.map((r) => r.dataset.change)).toEqual(["risen", "fallen"]);
  expect(rows[0]).toHaveTextContent("0,751,00");
  expect(rows[0]).toHaveTextContent("chưa có tài liệu kiểm chứng mới");
  await user.click(screen.getByTestId("only-changed"));
  expect(screen.getAllByTestId("difference-row"), "unchanged rows on demand").toHaveLength(3);
});

it("takes in a pasted table, but leaves pasting into a field alone", async () => {
  const { user, calls } = await openIntake("sample");
  const clipboardData = { getData: (kind: string) => (kind === "text/html" ? "<table><tr><td>1</td></tr></table>" : "1") };
  await fireEvent.paste(document.body, { clipboardData });
  await waitFor(() => expect(calls).toContainEqual({ command: "paste_table", args: { html: "<table><tr><td>1</td></tr></table>", text: "1" } }));
  const before = calls.filter((c) => c.command === "paste_table").length;
  await user.click(await screen.findByTestId("agency"));
  await fireEvent.paste(screen.getByTestId("agency"), { clipboardData });
  expect(calls.filter((c) => c.command === "paste_table")).toHaveLength(before);
});

it("shows how far reading is, and can stop it", async () => {
  const { user, calls, emit } = await openIntake();
  emit("reading", { done: 1, total: 6, file: "b.xlsx" });
  expect(await screen.findByTestId("reading")).toHaveTextContent("Đang đọc 2/6: b.xlsx");
  await user.click(screen.getByTestId("cancel-reading"));
  expect(calls.some((c) => c.command === "cancel_reading")).toBe(true);
  emit("reading", { done: 6, total: 6, file: "" });
  await waitFor(() => expect(screen.queryByTestId("reading")).toBeNull());
});

it("lists what is remembered, and forgets it", async () => {
  const { user, calls } = await openIntake();
  await user.click(screen.getByTestId("open-memory"));
  await user.click(await screen.findByTestId("forget"));
  expect(calls).toContainEqual({ command: "forget_answer", args: { key: "stp-score" } });
  await waitFor(() => expect(screen.queryByTestId("memory-item")).toBeNull());
});

it("writes the forms and says where", async () => {
  const { user } = await openIntake();
  await user.click(screen.getByTestId("write-forms"));
  expect(await screen.findByTestId("toast")).toHaveTextContent("Đã lập 6 biểu mẫu");
});
