import { vi } from "../vi";
import type { Failure } from "./types/Failure";

const isFailure = (thrown: unknown): thrown is Failure =>
  typeof thrown === "object" &&
  thrown !== null &&
  "code" in thrown &&
  typeof thrown.code === "string" &&
  "message" in thrown &&
  typeof thrown.message === "string" &&
  !(thrown instanceof Error);

/** Whatever was thrown, as a failure with a sentence. What is not the shell's own keeps its text as a detail. */
export function asFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return { code: thrown.code, message: thrown.message };
  const detail = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  return { code: "unexpected", message: vi.failure.unexpected(detail) };
}
