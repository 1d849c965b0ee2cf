import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { fakeTransport } from "../src/shell/fake";
import type { FilePreview } from "../src/shell/types/FilePreview";
import { openIntake } from "./window";

async function compare() {
  const opened = await openIntake("sample", {
    pending_files: async () => (await fakeTransport({ start: "revised" }).invoke("pending_files")) as FilePreview[],
  });
  await opened.user.click(await screen.findByTestId("view-difference"));
  await screen.findAllByTestId("difference-row");
  return opened;
}
const rows = () => screen.getAllByTestId("difference-row");

it("shows only what changed, old and new, each change in a word", async () => {
  await compare();
  expect(rows().map((r) => r.dataset.change)).toEqual(["risen", "risen", "fallen", "blanked", "filled", "vanished", "appeared"]);
  expect(rows()[0]).toHaveTextContent(/0,25.*0,50.*tăng/);
  expect(rows()[3], "blank is not 0").toHaveTextContent(/1,00.*—.*thành để trống/);
  expect(rows()[5]).toHaveTextContent("không còn dòng");
});

it("flags points that rose without new evidence, and only those", async () => {
  await compare();
  const flagged = rows().filter((r) => within(r).queryByTestId("no-new-evidence"));
  expect(flagged.map((r) => r.dataset.code)).toEqual(["2.1.2"]);
  expect(flagged[0]).toHaveTextContent("tăng điểm nhưng không có tài liệu kiểm chứng mới");
});

it("shows every criterion when asked", async () => {
  const { user } = await compare();
  await user.click(screen.getByTestId("only-changed"));
  await waitFor(() => expect(rows().length).toBeGreaterThan(7));
  expect(rows().some((r) => r.dataset.change === "same")).toBe(true);
});

it("is not there for a body's first file", async () => {
  await openIntake();
  expect(screen.getByTestId("view-sheet")).toBeVisible();
  expect(screen.queryByTestId("view-difference")).toBeNull();
});
