import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { Call } from "./window";
import { cursor, file } from "./sheet";
import { openIntake } from "./window";

const answered = (calls: Call[]) => calls.filter((c) => c.command === "correct_file").map((c) => c.args);

async function ask() {
  const opened = await openIntake();
  await opened.user.click(file("STP"));
  await screen.findByTestId("question");
  return opened;
}

it("asks with the reason, the cell and the answers; the proposed one has the focus", async () => {
  await ask();
  const panel = within(screen.getByTestId("question"));
  expect(panel.getByText("Cần bạn quyết định (1/2)")).toBeVisible();
  expect(panel.getByText(/Cột nào là điểm tự chấm/)).toBeVisible();
  const answers = panel.getAllByTestId("answer");
  expect(answers.map((a) => a.getAttribute("aria-keyshortcuts"))).toEqual(["1", "2"]);
  expect(answers[0]).toHaveTextContent("đề xuất");
  await waitFor(() => expect(answers[0]).toHaveFocus());
});

it("leads to the cell it is about", async () => {
  const { user } = await ask();
  await user.click(screen.getByTestId("question-next"));
  await user.click(screen.getByTestId("question-place"));
  await waitFor(() => expect(cursor()).toBe("B13"));
  expect(screen.getByTestId("sheet")).toHaveFocus();
});

it("is answered by one key, and goes on to the next question", async () => {
  const { user, calls } = await ask();
  await user.keyboard("2");
  await waitFor(() =>
    expect(answered(calls)).toEqual([
      { id: 3, correction: { kind: "column", sheet: "PAR 2024", header: 3, column: 4, role: "score" }, remember: false },
    ]),
  );
  await waitFor(() => expect(screen.getByTestId("question").dataset.id).toBe("criterion PAR 2024 12"));
  expect(screen.getByTestId("question"), "where nothing is proposed Enter takes nothing").toHaveFocus();
  await user.keyboard("{Enter}");
  expect(answered(calls)).toHaveLength(1);
  await user.keyboard("3");
  await waitFor(() => expect(screen.queryByTestId("question")).toBeNull());
  expect(answered(calls)[1]).toMatchObject({ correction: { kind: "exclude", row: 12 } });
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
  await user.click(file("Phu luc"));
  const panel = within(await screen.findByTestId("question"));
  expect(panel.getAllByTestId("answer")).toHaveLength(6);
  expect(panel.queryByTestId("remember")).toBeNull();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(answered(calls)[0]).toMatchObject({ correction: { kind: "agency", agency: 6 } }));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeEnabled());
});

it("lists answers that were applied from memory", async () => {
  await openIntake("pending", {
    pending_files: async (args, fake) => {
      const [first] = (await fake.invoke("pending_files", args)) as object[];
      return [{ ...first, remembered: ["Đã áp dụng lựa chọn đã nhớ: Bảng điểm: cột D là “Điểm tự chấm”."] }];
    },
  });
  expect(await screen.findByTestId("remembered-item")).toHaveTextContent("cột D là “Điểm tự chấm”");
});

it("lists what is remembered, forgets one, and undo brings it back", async () => {
  const { user } = await openIntake();
  await user.click(screen.getByTestId("memory"));
  expect(await screen.findAllByTestId("memory-item")).toHaveLength(2);
  await user.click(screen.getAllByTestId("forget")[0] as HTMLElement);
  await waitFor(() => expect(screen.getAllByTestId("memory-item")).toHaveLength(1));
  expect(screen.getByText(/Đã quên lựa chọn của Sở Tư pháp/)).toBeVisible();
  await waitFor(() => expect(screen.getByTestId("forget-undo")).toHaveFocus());
  await user.keyboard("{Enter}");
  await waitFor(() => expect(screen.getAllByTestId("memory-item")).toHaveLength(2));
});
