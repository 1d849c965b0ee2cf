// The whole window over the stand-in shell.

import { render, screen, waitFor, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";

import App from "../src/App.svelte";
import { useTransport, type Transport } from "../src/shell";
import { fakeTransport } from "../src/shell/fake";

export type Start = "welcome" | "sample" | "pending" | "taken" | "frozen";

export interface Call {
  command: string;
  args: Record<string, unknown> | undefined;
}

/** Commands that answer otherwise than the stand-in does; each may still ask it. */
export type Answers = Record<string, (args: Record<string, unknown> | undefined, fake: Transport) => unknown>;

/** Opens the window at a stage of the work; `calls` is what the shell was asked, `answer` overrules a command. */
export async function open(start: Start, answer: Answers = {}) {
  const fake = fakeTransport({ start });
  const calls: Call[] = [];
  const events = new Map<string, (payload: unknown) => void>();
  const transport: Transport = {
    invoke: async (command, args) => {
      calls.push({ command, args: args && (JSON.parse(JSON.stringify(args)) as Record<string, unknown>) });
      const own = answer[command];
      return own ? own(args, fake) : fake.invoke(command, args);
    },
    listen: async (event, heard) => {
      events.set(event, heard);
      return () => undefined;
    },
  };
  useTransport(transport);
  render(App);
  await waitFor(() => {
    if (document.documentElement.dataset.ready !== "true") throw new Error("not ready");
  });
  const user = userEvent.setup();
  return { user, calls, emit: (event: string, payload?: unknown) => events.get(event)?.(payload) };
}

export const to = {
  overview: "nav-tong-quan",
  intake: "nav-tiep-nhan",
  review: "nav-ra-soat",
  briefing: "nav-bao-cao",
} as const;

/** Rà soát with its rows on screen. */
export async function openReview(start: Start = "taken", answer: Answers = {}) {
  const opened = await open(start, answer);
  await opened.user.click(screen.getByTestId(to.review));
  await screen.findAllByTestId("review-row");
  return opened;
}

export async function openIntake(start: Start = "pending", answer: Answers = {}) {
  const opened = await open(start, answer);
  await opened.user.click(screen.getByTestId(to.intake));
  await screen.findByTestId("pick-files");
  return opened;
}

export const rows = () => screen.getAllByTestId("review-row").map((r) => r.dataset.code);
export const selected = () =>
  screen.getAllByTestId("review-row").find((r) => r.getAttribute("aria-selected") === "true")?.dataset.code;
export const detail = () => within(screen.getByTestId("detail"));
