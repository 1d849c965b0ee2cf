// What carries a command to the shell and an event back: Tauri's, in the window. Tests have one of their own.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

export interface Transport {
  invoke(command: string, args?: Record<string, unknown>): Promise<unknown>;
  listen(event: string, heard: (payload: unknown) => void): Promise<() => void>;
}

export const tauri: Transport = {
  invoke: (command, args) => invoke(command, args),
  listen: (event, heard) => listen(event, ({ payload }) => heard(payload)),
};
