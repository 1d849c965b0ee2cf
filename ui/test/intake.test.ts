import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { app } from "../src/app.svelte";
import { openIntake } from "./window";

const item = (name: string) =>
  screen.getAllByTestId("pending-item").find((i) => i.textContent?.includes(name)) as HTMLElement;

it("accounts for every row: the buckets add up to the rows read", async () => {
  await openIntake();
  const numbers = [...document.querySelectorAll("[data-testid^=bucket-] strong")].map((n) => Number(n.textContent));
  const read = Number(/^\d+/.exec(screen.getByTestId("bucket-all").textContent ?? "")?.[0]);
  expect(numbers.reduce((a, b) => a + b, 0)).toBe(read);
});

it("filters the rows by bucket without changing what would be written", async () => {
  const { user, calls } = await openIntake();
  await user.click(screen.getByTestId("bucket-blank"));
  await waitFor(() => expect(screen.getAllByTestId("file-row")).toHaveLength(2));
  await user.click(screen.getByTestId("confirm-file"));
  expect(calls).toContainEqual({ command: "confirm_file", args: { id: 1, skipBadRows: false } });
});

it("does not write a file with blocking problems, by button or by key", async () => {
  const { user, calls } = await openIntake();
  await user.click(item("over-max"));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeDisabled());
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(calls.some((c) => c.command === "confirm_file")).toBe(false);
});

it("writes it without its bad rows when the shell allows that", async () => {
  const { user, calls } = await openIntake();
  expect(screen.queryByTestId("skip-bad-rows"), "not offered for a good file").toBeNull();
  await user.click(item("over-max"));
  await user.click(screen.getByTestId("skip-bad-rows"));
  expect(calls).toContainEqual({ command: "confirm_file", args: { id: 3, skipBadRows: true } });
  expect(await screen.findByTestId("submission-item")).toHaveTextContent("Sở Tư pháp");
});

it("writes a good file with Ctrl+Enter and says so, with undo", async () => {
  const { user } = await openIntake();
  await user.keyboard("{Control>}{Enter}{/Control}");
  const toast = await screen.findByTestId("toast");
  expect(toast).toHaveTextContent("Đã ghi");
  await user.click(within(toast).getByTestId("toast-undo"));
  await waitFor(() => expect(screen.getByTestId("submission-item")).toHaveTextContent("đã rút"));
  await waitFor(() => expect(screen.getAllByTestId("pending-item"), "the file waits again").toHaveLength(6));
});

it("asks whose a file is, finds the body without diacritics, and then lets it be written", async () => {
  const { user, calls } = await openIntake();
  await user.click(item("no-body"));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeDisabled());
  await user.type(screen.getByTestId("agency"), "ke hoach");
  const option = await screen.findByTestId("agency-option");
  expect(option).toHaveTextContent("Sở Kế hoạch và Đầu tư");
  await user.click(option);
  await waitFor(() => expect(calls).toContainEqual({ command: "set_agency", args: { id: 6, agency: 6 } }));
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeEnabled());
});

it("leads from a problem to its row in the list of rows", async () => {
  const { user } = await openIntake();
  await user.click(item("over-max"));
  await user.click(screen.getByTestId("view-rows"));
  const [first] = screen.getAllByTestId("problem-item");
  expect(first?.dataset.severity, "blocking first").toBe("blocking");
  await user.click(within(first as HTMLElement).getByRole("button"));
  const marked = screen.getAllByTestId("file-row").find((r) => r.getAttribute("aria-selected") === "true");
  expect(marked).toHaveTextContent("1,25");
});

it("writes all that can be written", async () => {
  const { user } = await openIntake();
  await waitFor(() => expect(screen.getByTestId("confirm-all")).toHaveTextContent("(4)"));
  await user.click(screen.getByTestId("confirm-all"));
  await waitFor(() => expect(screen.getAllByTestId("submission-item")).toHaveLength(4));
  await waitFor(() => expect(screen.getAllByTestId("pending-item"), "what is in doubt waits").toHaveLength(2));
  await waitFor(() => expect(screen.getByTestId("confirm-all")).toBeDisabled());
});

it("takes a submission out again, and undo brings it back", async () => {
  const { user } = await openIntake("taken");
  await user.click(screen.getAllByTestId("submission-item")[0] as HTMLElement);
  await user.click(await screen.findByTestId("withdraw"));
  await waitFor(() => expect(screen.getAllByTestId("submission-item")[0]).toHaveTextContent("đã rút"));
  await user.click(screen.getByTestId("undo"));
  await waitFor(() => expect(screen.getAllByTestId("submission-item")[0]).not.toHaveTextContent("đã rút"));
});

it("comes to Tiếp nhận when files are dropped on the window", async () => {
  const { host } = await openIntake("sample");
  app.screen = "overview";
  host.emit("drag-over");
  expect(await screen.findByText("Thả tệp vào đây")).toBeVisible();
  host.emit("pending-changed");
  expect(await screen.findByTestId("pick-files")).toBeVisible();
  await waitFor(() => expect(screen.queryByText("Thả tệp vào đây")).toBeNull());
});
