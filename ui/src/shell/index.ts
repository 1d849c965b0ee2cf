// The one module that talks to the shell. A call rejects with a `Failure`, never with anything else. The calls
// themselves are generated from the shell's list of commands.

import { asFailure } from "./failure";
import { tauri, type Transport } from "./transport";
import { client } from "./types/commands";
import type { Event } from "./types/Event";

export { asFailure } from "./failure";
export type { Transport } from "./transport";

let transport: Transport = tauri;

/** Puts another shell in place of the program's own: for tests. */
export function useTransport(other: Transport): void {
  transport = other;
}

export const shell = client(async <T>(command: string, args?: Record<string, unknown>): Promise<T> => {
  try {
    return (await transport.invoke(command, args)) as T;
  } catch (thrown) {
    throw asFailure(thrown);
  }
});

type EventName = Event["event"];
/** What is told with an event. */
type Payload<E extends EventName> = Extract<Event, { event: E }> extends { payload: infer P } ? P : null;

/** Calls `heard` on each such event of the shell, until the returned function is called. */
export function on<E extends EventName>(event: E, heard: (payload: Payload<E>) => void): () => void {
  const stop = transport.listen(event, (payload) => heard(payload as Payload<E>)).catch(() => () => undefined);
  return () => void stop.then((end) => end());
}
