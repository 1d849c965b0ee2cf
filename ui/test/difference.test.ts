import { readFileSync, writeFileSync } from "node:fs";

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import type { FilePreview } from "../src/shell/types/FilePreview";
import { FILES } from "./stages";
import { inFolder, openIntake, openWindow, start, to } from "./window";

/** Sở Tài chính's file, with some of its lines rewritten. */
function rewritten(name: string, change: (line: string) => string | null): string {
  const lines = readFileSync(FILES.stc, "utf8").split("\r\n");
  const path = inFolder(name);
  writeFileSync(path, lines.map(change).filter((line) => line !== null).join("\r\n"));
  return path;
}

const INVESTMENT = "6.1.1;Tỷ lệ giải ngân kế hoạch vốn đầu tư công;Sở Tài chính;1,00;0,75;0,50;Báo cáo giải ngân (mẫu)";

const EQUIPMENT =
  "3.3.4;Cơ sở vật chất, trang thiết bị của bộ phận một cửa cấp xã;Sở Tài chính;0,50;0,50;0,50;Báo cáo hiện trạng (mẫu)";

/** A file that was taken in, and one that is sent after it. */
async function compare() {
  const host = await start("taken");
  await host.willPick(
    rewritten("tai chinh lan 1.csv", (line) => {
      if (line.startsWith("6.1.2;")) return `${EQUIPMENT}\r\n${INVESTMENT}\r\n${line}`;
      if (line.startsWith("6.2.1;")) return line.replace(";0,50;0,25;0,50;", ";0,50;0,25;0,25;");
      if (line.startsWith("6.2.2;")) return null;
      if (line.startsWith("8.2.4;")) return line.replace(";1,00;1,00;1,00;", ";1,00;1,00;;");
      return line;
    }),
  );
  // it takes scores away, so it must be said what it is
  const [{ id }] = (await host.invoke("pick_files")) as [FilePreview];
  expect(await host.invoke("confirm_all"), "it is not written unasked").toContain("Đã ghi 0 tệp");
  await host.invoke("correct_file", { id, correction: { kind: "extent", extent: "replacement" }, remember: false });
  await host.invoke("confirm_all");
  await host.willPick(
    rewritten("tai chinh lan 2.csv", (line) => {
      if (line.startsWith("6.1.2;")) return `${EQUIPMENT}\r\n${line.replace(";1,00;0,75;0,75;", ";1,00;0,75;1,00;")}`;
      if (line.startsWith("6.2.1;")) return line.replace("Quyết định giao quyền", "Quyết định mới giao quyền");
      if (line.startsWith("6.2.3;")) return line.replace(";0,50;0,50;0,50;", ";0,50;0,50;0,25;");
      if (line.startsWith("6.2.4;")) return line.replace(";0,50;0,50;0,50;", ";0,50;0,50;;");
      return line;
    }),
  );
  await host.invoke("pick_files");
  const opened = await openWindow();
  await opened.user.click(screen.getByTestId(to.intake));
  await opened.user.click(await screen.findByTestId("view-difference"));
  await screen.findAllByTestId("difference-row");
  return opened;
}
const rows = () => screen.getAllByTestId("difference-row");

it("shows only what changed, old and new, each change in a word", async () => {
  await compare();
  expect(rows().map((r) => [r.dataset.code, r.dataset.change])).toEqual([
    ["6.1.1", "vanished"], ["6.1.2", "risen"], ["6.2.1", "risen"], ["6.2.2", "appeared"], ["6.2.3", "fallen"],
    ["6.2.4", "blanked"], ["8.2.4", "filled"],
  ]);
  await waitFor(() => expect(rows()[2]).toHaveTextContent(/0,25.*0,50.*tăng/));
  await waitFor(() => expect(rows()[5], "blank is not 0").toHaveTextContent(/0,50.*—.*thành để trống/));
  await waitFor(() => expect(rows()[0]).toHaveTextContent("không còn dòng"));
});

it("flags points that rose without new evidence, and only those", async () => {
  await compare();
  const flagged = rows().filter((r) => within(r).queryByTestId("no-new-evidence"));
  expect(flagged.map((r) => r.dataset.code)).toEqual(["6.1.2"]);
  expect(flagged[0]).toHaveTextContent("tăng điểm nhưng không có tài liệu kiểm chứng mới");
});

it("shows every criterion when asked", async () => {
  const { user } = await compare();
  await user.click(screen.getByTestId("only-changed"));
  await waitFor(() => expect(rows().length).toBeGreaterThan(7));
  await waitFor(() => expect(rows().some((r) => r.dataset.change === "same")).toBe(true));
});

it("asks what a file is that takes scores away, and writes it once that is said", async () => {
  const { user, calls } = await compare();
  expect(screen.getByTestId("confirm-file")).toBeDisabled();
  expect(screen.getByTestId("question")).toHaveTextContent("có điểm của 2 tiêu chí mà tệp này không có hoặc để trống");
  const [supplement] = screen.getAllByTestId("answer");
  expect(supplement).toHaveTextContent("bổ sung");
  await user.click(supplement as HTMLElement);
  await waitFor(() => expect(screen.getByTestId("confirm-file")).toBeEnabled());
  await waitFor(() => expect(rows().map((r) => r.dataset.change), "what it does not say is kept").not.toContain("blanked"));
  await user.click(screen.getByTestId("confirm-file"));
  await waitFor(() => expect(screen.queryByTestId("pending-item")).toBeNull());
  expect(calls.filter((c) => c.command === "confirm_file")).toHaveLength(1);
});

it("is not there for a body's first file", async () => {
  await openIntake();
  await waitFor(() => expect(screen.getByTestId("view-sheet")).toBeVisible());
  expect(screen.queryByTestId("view-difference")).toBeNull();
});
