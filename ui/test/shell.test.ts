import { expect, it } from "vitest";

import { shell, useTransport } from "../src/shell";

const answering = (invoke: (command: string, args?: Record<string, unknown>) => Promise<unknown>) =>
  useTransport({ invoke, listen: async () => () => undefined });

it("passes the shell's own failure on as it is", async () => {
  answering(async () => {
    throw { code: "newer_store", message: "Hãy cài phiên bản mới." };
  });
  await expect(shell.openStore()).rejects.toEqual({ code: "newer_store", message: "Hãy cài phiên bản mới." });
});

it.each([new Error("IPC closed"), "command not found", undefined, { code: 7 }])(
  "turns anything else (%j) into a failure with a sentence that says what to do",
  async (thrown) => {
    answering(async () => {
      throw thrown;
    });
    await expect(shell.overview()).rejects.toMatchObject({
      code: "unexpected",
      message: expect.stringContaining("hãy thử lại"),
    });
  },
);

it("names arguments as the shell expects them", async () => {
  const heard: unknown[] = [];
  answering(async (command, args) => {
    heard.push([command, args]);
    return null;
  });
  await shell.confirmFile(3, true);
  await shell.setBaselineKind("published");
  await shell.briefingPage(3, 0);
  await shell.pickCatalogue(2024);
  expect(heard).toEqual([
    ["confirm_file", { id: 3, skipBadRows: true }],
    ["set_baseline_kind", { kind: "published" }],
    ["briefing_page", { drawing: 3, index: 0 }],
    ["pick_catalogue", { year: 2024 }],
  ]);
});
