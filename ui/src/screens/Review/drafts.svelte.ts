// What is being written on a criterion and not saved yet. Kept while the officer looks elsewhere: nothing
// typed is lost by moving to another row or screen.

import { SvelteMap } from "svelte/reactivity";

import { pointsInput, typedPoints } from "../../format";
import type { Code } from "../../shell/types/Code";
import type { ComponentLoss } from "../../shell/types/ComponentLoss";
import type { Decision } from "../../shell/types/Decision";
import type { Verdict } from "../../shell/types/Verdict";

/** A decision as it stands in the form: the points still as typed, and the verdict that is about to be given. */
export interface Draft extends Omit<Decision, "agreed" | "recoverable"> {
  verdict: Verdict;
  agreed: string;
  recoverable: string;
}

type Stored = Pick<ComponentLoss, keyof Decision | "code">;

export const asDraft = (row: Stored): Draft => ({
  verdict: "record",
  agreed: pointsInput(row.agreed),
  reason: row.reason,
  cause: row.cause,
  remedy: row.remedy,
  due: row.due,
  cause_id: row.cause_id,
  responsible: row.responsible.map(({ agency, parts }) => ({ agency, parts })),
  recoverable: pointsInput(row.recoverable),
  likelihood: row.likelihood,
  notes: row.notes,
  asked: row.asked,
  answer_by: row.answer_by,
});

const blank = (text: string): boolean => text.trim() === "";

/** Is it neither points nor nothing? */
export const isWrong = (text: string): boolean => !blank(text) && typedPoints(text) === null;

/** The decision that a draft says, or `null` when its points are no numbers. */
export function asDecision(draft: Draft): Decision | null {
  if (isWrong(draft.agreed) || isWrong(draft.recoverable)) return null;
  const read = (text: string) => (blank(text) ? null : typedPoints(text));
  const { reason, cause, remedy, due, cause_id, responsible, likelihood, notes, asked, answer_by } = draft;
  return {
    agreed: read(draft.agreed), recoverable: read(draft.recoverable),
    reason, cause, remedy, due, cause_id, responsible, likelihood, notes, asked, answer_by,
  };
}

class Drafts {
  readonly #kept = new SvelteMap<Code, Draft>();

  of(row: Stored): Draft {
    return this.#kept.get(row.code) ?? asDraft(row);
  }

  has(code: Code): boolean {
    return this.#kept.has(code);
  }

  get(code: Code): Draft | undefined {
    return this.#kept.get(code);
  }

  /** Takes a change; a draft that says what is stored already is none. */
  write(row: Stored, change: Partial<Draft>): void {
    const draft = { ...this.of(row), ...change };
    const stored = asDraft(row);
    const same = (Object.keys(stored) as (keyof Draft)[]).every((key) => JSON.stringify(stored[key]) === JSON.stringify(draft[key]));
    if (same) this.#kept.delete(row.code);
    else this.#kept.set(row.code, draft);
  }

  drop(code: Code): void {
    this.#kept.delete(code);
  }

  all(): [Code, Draft][] {
    return [...this.#kept.entries()];
  }

  takeUp(kept: [Code, Draft][]): void {
    for (const [code, draft] of kept) this.#kept.set(code, draft);
  }

  clear(): void {
    this.#kept.clear();
  }

  unsaved(): Code[] {
    return [...this.#kept.keys()];
  }
}

export const drafts = new Drafts();
