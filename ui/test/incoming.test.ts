import { mkdirSync, readdirSync } from "node:fs";

import { fireEvent, screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { inFolder, openIntake } from "./window";

const clipboard = (types: Record<string, string>) => ({ clipboardData: { getData: (type: string) => types[type] ?? "" } });
const TABLE = { "text/html": "<table><tr><td>STT</td><td>Nội dung</td></tr></table>", "text/plain": "STT\tNội dung\n1.1.1\tBan hành" };

it("takes a pasted table, as HTML and as text, for a waiting file", async () => {
  const { calls } = await openIntake();
  await fireEvent.paste(document.body, clipboard(TABLE));
  await waitFor(() =>
    expect(calls).toContainEqual({ command: "paste_table", args: { html: TABLE["text/html"], text: TABLE["text/plain"] } }),
  );
  await waitFor(() => expect(screen.getAllByTestId("pending-item")).toHaveLength(7));
  await waitFor(() => expect(screen.getByRole("heading", { level: 1 }), "it is the one that is looked at").toHaveTextContent("Dán từ bảng tạm"));
});

it("takes plain text alone", async () => {
  const { calls } = await openIntake();
  await fireEvent.paste(document.body, clipboard({ "text/plain": "a\tb" }));
  await waitFor(() => expect(calls).toContainEqual({ command: "paste_table", args: { html: null, text: "a\tb" } }));
});

it("leaves a paste into a field to the field, and says when there is nothing to paste", async () => {
  const { calls } = await openIntake();
  await fireEvent.paste(screen.getByTestId("agency"), clipboard(TABLE));
  expect(calls.some((c) => c.command === "paste_table")).toBe(false);
  await fireEvent.paste(document.body, clipboard({}));
  expect(await screen.findByTestId("toast")).toHaveTextContent("không có bảng");
  expect(calls.some((c) => c.command === "paste_table")).toBe(false);
});

it("explains pasting, takes the paste there, and closes", async () => {
  const { user, calls } = await openIntake();
  await user.click(screen.getByTestId("paste"));
  await fireEvent.paste(await screen.findByTestId("paste-place"), clipboard(TABLE));
  await waitFor(() => expect(screen.queryByTestId("paste-dialog")).toBeNull());
  expect(calls.filter((c) => c.command === "paste_table")).toHaveLength(1);
});

it("shows how far reading has come, and stops it", async () => {
  const { user, calls, host } = await openIntake();
  host.emit("reading", { done: 2, total: 6, file: "STP.xlsx" });
  const strip = await screen.findByTestId("reading");
  expect(strip).toHaveTextContent("Đang đọc tệp 3/6: “STP.xlsx”");
  expect(strip.querySelector("progress")).toHaveAttribute("value", "2");
  await user.click(screen.getByTestId("cancel-reading"));
  expect(calls).toContainEqual({ command: "cancel_reading", args: undefined });
  await waitFor(() => expect(screen.getByTestId("cancel-reading")).toBeDisabled());
  host.emit("reading", { done: 6, total: 0, file: "" });
  await waitFor(() => expect(screen.queryByTestId("reading")).toBeNull());
});

it("writes the bodies' forms and says where", async () => {
  const { user, calls, host } = await openIntake();
  mkdirSync(inFolder("bieu mau"));
  await host.willPick(inFolder("bieu mau"));
  await user.click(screen.getByTestId("write-forms"));
  expect(await screen.findByTestId("toast")).toHaveTextContent("Đã ghi 6 biểu mẫu tự chấm vào thư mục “bieu mau”");
  expect(readdirSync(inFolder("bieu mau"))).toHaveLength(6);
  expect(calls).toContainEqual({ command: "write_forms", args: undefined });
});
