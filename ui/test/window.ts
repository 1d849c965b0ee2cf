// The whole window over the program's own commands.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { inject } from "vitest";

import App from "../src/App.svelte";
import { useTransport, type Transport } from "../src/shell";
import { Host } from "./host";
import { NOW, PENDING, storeOf, type Stage } from "./stages";

export interface Call {
  command: string;
  args: Record<string, unknown> | undefined;
}

/** Commands that answer otherwise than the program does; each may still ask it. */
export type Answers = Record<string, (args: Record<string, unknown> | undefined, program: Transport) => unknown>;

/** One for all tests of a worker, which ends with it. */
const host = new Host();
let folder = "";

/** A file in the folder of the running test. */
export const inFolder = (name: string) => join(folder, name);

/** The program at a stage of the work, without a window. */
export async function start(stage: Stage): Promise<Host> {
  const last = folder;
  // below the stages, which go when the tests have ended
  folder = mkdtempSync(join(inject("stages"), "test-"));
  let store: string | null = null;
  if (stage !== "welcome") {
    store = inFolder("CCHC 2024.sodiem");
    copyFileSync(storeOf(inject("stages"), stage === "pending" ? "sample" : stage), store);
  }
  await host.start({ folder: inFolder("program"), store, now: NOW });
  // only now has the program let go of it
  if (last) rmSync(last, { recursive: true, force: true, maxRetries: 5 });
  if (stage === "pending") {
    await host.willPick(...PENDING);
    await host.invoke("pick_files");
  }
  return host;
}

/** Opens the window at a stage of the work; `calls` is what the program was asked, `answer` overrules a command. */
export async function open(stage: Stage, answer: Answers = {}) {
  await start(stage);
  return openWindow(answer);
}

/** Opens the window over the program as it was started. */
export async function openWindow(answer: Answers = {}) {
  const calls: Call[] = [];
  useTransport({
    invoke: async (command, args) => {
      calls.push({ command, args: args && (JSON.parse(JSON.stringify(args)) as Record<string, unknown>) });
      const own = answer[command];
      return own ? own(args, host) : host.invoke(command, args);
    },
    listen: (event, heard) => host.listen(event, heard),
  });
  // what the last test still waited for has been answered; only now is "ready" this window's own
  await new Promise((done) => setTimeout(done));
  delete document.documentElement.dataset.ready;
  render(App);
  await waitFor(() => {
    if (document.documentElement.dataset.ready !== "true") throw new Error("not ready");
  });
  return { user: userEvent.setup(), calls, host };
}

export const to = {
  overview: "nav-tong-quan",
  intake: "nav-tiep-nhan",
  review: "nav-ra-soat",
  briefing: "nav-bao-cao",
} as const;

/** Rà soát with its rows on screen. */
export async function openReview(stage: Stage = "taken", answer: Answers = {}) {
  const opened = await open(stage, answer);
  await opened.user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  return opened;
}

export async function openIntake(stage: Stage = "pending", answer: Answers = {}) {
  const opened = await open(stage, answer);
  await opened.user.click(screen.getByTestId(to.intake));
  await screen.findByTestId("pick-files");
  return opened;
}

export const rows = () => screen.getAllByTestId("review-row").map((r) => r.dataset.code);
export const selected = () =>
  screen.getAllByTestId("review-row").find((r) => r.getAttribute("aria-selected") === "true")?.dataset.code;
export const detail = () => within(screen.getByTestId("detail"));
