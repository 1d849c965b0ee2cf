// The program's own commands, for tests: a process (`tests/host`) that answers them over its standard streams.

import { spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

import type { Transport } from "../src/shell";

type Heard = (payload: unknown) => void;
type Waiting = { done: (answer: unknown) => void; failed: (failure: unknown) => void };

const ending = process.platform === "win32" ? ".exe" : "";

/** Where the host is: named by the environment (`cargo xtask test` does), else where Cargo puts it. */
export const HOST =
  process.env.SODIEM_TEST_HOST ?? join(import.meta.dirname, `../../target/debug/test-host${ending}`);

export function demandHost(): void {
  if (!existsSync(HOST))
    throw new Error(
      `The tests of the UI run on the program's own commands, and their host is not built (${HOST}).\n` +
        "Build it with `cargo build -p test-host`, or run `cargo xtask test`.",
    );
}

export interface Start {
  /** Where stores and settings go. */
  folder: string;
  /** The store to open; none for the first screen. */
  store: string | null;
  /** The time at which the program is started. */
  now: string;
}

/** A running host. */
export class Host implements Transport {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #heard = new Map<string, Heard>();
  #last = 0;

  /** All that were made in this worker. */
  static readonly all: Host[] = [];

  constructor() {
    demandHost();
    Host.all.push(this);
    this.#process = spawn(HOST, [], { stdio: ["pipe", "pipe", "inherit"] });
    createInterface({ input: this.#process.stdout }).on("line", (line) => this.#answered(line));
    this.#process.on("exit", (code) => {
      for (const { failed } of this.#waiting.values()) failed(new Error(`the test host ended (${code})`));
      this.#waiting.clear();
    });
    // a test file that has ended does not wait for its host, which ends with it
    this.#process.unref();
  }

  /** Starts the program anew: nothing of the last time is left but files. */
  async start(start: Start): Promise<void> {
    this.#heard.clear();
    await this.#ask({ start });
  }

  /** What the person will answer to the next dialog that nothing is said of yet; `[]` closes it. */
  async willPick(...paths: string[]): Promise<void> {
    await this.#ask({ dialog: paths });
  }

  invoke(command: string, args?: Record<string, unknown>): Promise<unknown> {
    return this.#ask({ command, args });
  }

  async listen(event: string, heard: Heard): Promise<() => void> {
    this.#heard.set(event, heard);
    return () => void this.#heard.delete(event);
  }

  /** Tells the window of an event, as the shell would. */
  emit(event: string, payload: unknown = null): void {
    this.#heard.get(event)?.(payload);
  }

  /** Waits until all that was asked has been answered, and what was asked upon those answers too. */
  async idle(): Promise<void> {
    const until = Date.now() + 10_000;
    do await new Promise((done) => setTimeout(done));
    while (this.#waiting.size > 0 && Date.now() < until);
  }

  end(): void {
    this.#process.stdin.end();
  }

  #ask(what: object): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#process.stdin.write(`${JSON.stringify({ id, ...what })}\n`);
    });
  }

  #answered(line: string): void {
    const said = JSON.parse(line) as { id?: number; answer?: unknown; failure?: unknown; event?: string; payload?: unknown };
    if (said.event !== undefined) return this.emit(said.event, said.payload);
    const waiting = this.#waiting.get(said.id ?? 0);
    this.#waiting.delete(said.id ?? 0);
    if (said.failure !== undefined) waiting?.failed(said.failure);
    else waiting?.done(said.answer);
  }
}
