import { writeFileSync } from "node:fs";

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { Call } from "./window";
import { cursor, file } from "./sheet";
import type { Host } from "./host";
import type { FilePreview } from "../src/shell/types/FilePreview";
import { inFolder, openIntake, openWindow, start, to } from "./window";

const answered = (calls: Call[]) => calls.filter((c) => c.command === "correct_file").map((c) => c.args);

const HEAD = "BẢNG TỰ CHẤM ĐIỂM NĂM 2024;;;;;\nTT;Nội dung;Điểm tối đa;Điểm tự chấm;Điểm tự đánh giá;Ghi chú\n";
const LAW = `2.1;Xây dựng văn bản quy phạm pháp luật;3,00;;;
2.1.1;Ban hành và thực hiện kế hoạch xây dựng văn bản quy phạm pháp luật của tỉnh;1,00;1,00;1,00;
2.1.2;Tỷ lệ văn bản quy phạm pháp luật ban hành đúng trình tự, thủ tục;1,50;1,25;1,50;
`;
const OF_NO_CRITERION = "2.1.9;Chất lượng thẩm định dự thảo văn bản;0,50;0,50;0,50;\n";
const PLAN = `1.1;Kế hoạch cải cách hành chính năm;2,00;;;
1.1.1;Ban hành kế hoạch cải cách hành chính năm đúng thời hạn;0,50;0,50;0,50;
1.1.2;Mức độ hoàn thành kế hoạch cải cách hành chính năm;1,50;1,25;1,50;
`;

/** A file of two columns that may be the score waits. */
async function twoColumns(host: Host, name: string, letterhead: string, rows: string): Promise<FilePreview> {
  writeFileSync(inFolder(name), `${letterhead};;;;;\n${HEAD}${rows}`);
  await host.willPick(inFolder(name));
  return ((await host.invoke("pick_files")) as FilePreview[]).find((f) => f.file === name) as FilePreview;
}

async function ask() {
  const host = await start("sample");
  await twoColumns(host, "hoi.csv", "SỞ TƯ PHÁP", LAW + OF_NO_CRITERION);
  const opened = await openWindow();
  await opened.user.click(screen.getByTestId(to.intake));
  await screen.findByTestId("question");
  return opened;
}

/** Each of two bodies' layouts has an answer that is remembered. */
async function remembering() {
  const host = await start("sample");
  for (const [name, body, rows] of [["mot.csv", "SỞ TƯ PHÁP", LAW], ["hai.csv", "SỞ NỘI VỤ", PLAN]] as const) {
    const { id } = await twoColumns(host, name, body, rows);
    const correction = { kind: "column", sheet: name.replace(".csv", ""), header: 2, column: 3, role: "score" };
    await host.invoke("correct_file", { id, correction, remember: true });
    await host.invoke("confirm_file", { id, skipBadRows: false });
  }
  const opened = await openWindow();
  await opened.user.click(screen.getByTestId(to.intake));
  await screen.findByTestId("memory");
  return opened;
}

it("asks with the reason, the cell and the answers; the proposed one has the focus", async () => {
  await ask();
  const panel = within(screen.getByTestId("question"));
  expect(panel.getByText("Cần bạn quyết định")).toBeVisible();
  expect(panel.getByText(/cột nào là điểm tự chấm/)).toBeVisible();
  const answers = panel.getAllByTestId("answer");
  expect(answers.map((a) => a.getAttribute("aria-keyshortcuts"))).toEqual(["1", "2"]);
  expect(answers[0]).toHaveTextContent("đề xuất");
  await waitFor(() => expect(answers[0]).toHaveFocus());
});

it("leads to the cell it is about", async () => {
  const { user } = await ask();
  await user.click(screen.getByTestId("question-place"));
  await waitFor(() => expect(cursor()).toBe("D3"));
  await waitFor(() => expect(screen.getByTestId("sheet")).toHaveFocus());
});

it("is answered by one key, and goes on to the next question", async () => {
  const { user, calls } = await ask();
  await user.keyboard("2");
  await waitFor(() =>
    expect(answered(calls)).toEqual([
      { id: 1, correction: { kind: "column", sheet: "hoi", header: 2, column: 4, role: "score" }, remember: false },
    ]),
  );
  await waitFor(() => expect(screen.getByTestId("question").dataset.id).toBe("criterion hoi 6"));
  await waitFor(() => expect(screen.getByTestId("question"), "where nothing is proposed Enter takes nothing").toHaveFocus());
  await user.keyboard("{Enter}");
  expect(answered(calls)).toHaveLength(1);
  await user.keyboard("2");
  await waitFor(() => expect(screen.queryByTestId("question")).toBeNull());
  expect(answered(calls)[1]).toMatchObject({ correction: { kind: "exclude", row: 6 } });
  await waitFor(() => expect(screen.getByTestId("sheet"), "the focus goes on to the sheet").toHaveFocus());
});

it("takes the proposed answer with Enter, and remembers it when that is ticked", async () => {
  const { user, calls } = await ask();
  await user.click(screen.getByTestId("remember"));
  const [proposed] = screen.getAllByTestId("answer");
  proposed?.focus();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(answered(calls)[0]).toMatchObject({ correction: { column: 3 }, remember: true }));
  await waitFor(() => expect(screen.getByTestId("remember"), "each question is remembered for itself").not.toBeChecked());
});

it("does not answer while something is typed", async () => {
  const { user, calls } = await ask();
  await user.type(screen.getByTestId("agency"), "1");
  await user.keyboard("{Escape}");
  expect(answered(calls)).toEqual([]);
});

it("offers no remembering where the answer holds for this file alone", async () => {
  const { user, calls } = await openIntake();
  await user.click(file("no-body"));
  const panel = within(await screen.findByTestId("question"));
  expect(panel.getAllByTestId("answer")).toHaveLength(8);
  expect(panel.queryByTestId("remember")).toBeNull();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(answered(calls)[0]).toMatchObject({ correction: { kind: "agency", agency: 1 } }));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeEnabled());
});

it("lists answers that were applied from memory", async () => {
  await openIntake("pending", {
    pending_files: async (args, program) => {
      const [first] = (await program.invoke("pending_files", args)) as object[];
      return [{ ...first, remembered: ["Đã áp dụng lựa chọn đã nhớ: Bảng điểm: cột D là “Điểm tự chấm”."] }];
    },
  });
  expect(await screen.findByTestId("remembered-item")).toHaveTextContent("cột D là “Điểm tự chấm”");
});

it("lists what is remembered, forgets one, and undo brings it back", async () => {
  const { user } = await remembering();
  await user.click(screen.getByTestId("memory"));
  expect(await screen.findAllByTestId("memory-item")).toHaveLength(2);
  const body = screen.getByRole("heading", { name: "Sở Tư pháp" });
  await user.click(within(body.nextElementSibling as HTMLElement).getByTestId("forget"));
  await waitFor(() => expect(screen.getAllByTestId("memory-item")).toHaveLength(1));
  await waitFor(() => expect(screen.getByText(/Đã quên lựa chọn của Sở Tư pháp/)).toBeVisible());
  await waitFor(() => expect(screen.getByTestId("forget-undo")).toHaveFocus());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getAllByTestId("memory-item")).toHaveLength(2));
});
