// What carries a command to the shell and an event back. The window's is Tauri; tests and a plain browser
// have one of their own (`fake.ts`).

import { invoke, isTauri } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

export interface Transport {
  invoke(command: string, args?: Record<string, unknown>): Promise<unknown>;
  listen(event: string, heard: (payload: unknown) => void): Promise<() => void>;
}

export const tauri: Transport = {
  invoke: (command, args) => invoke(command, args),
  listen: (event, heard) => listen(event, ({ payload }) => heard(payload)),
};

/** Is this the program's own window? */
export const insideShell = (): boolean => isTauri();
