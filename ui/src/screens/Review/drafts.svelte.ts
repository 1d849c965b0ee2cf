// What is being written on a criterion and not saved yet. Kept while the officer looks elsewhere: nothing
// typed is lost by moving to another row or screen.

import { SvelteMap } from "svelte/reactivity";

import { pointsInput, typedPoints } from "../../format";
import type { Code } from "../../shell/types/Code";
import type { ComponentLoss } from "../../shell/types/ComponentLoss";
import type { Decision } from "../../shell/types/Decision";

/** A decision as it stands in the form: the points still as typed. */
export interface Draft extends Omit<Decision, "agreed"> {
  agreed: string;
}

type Stored = Pick<ComponentLoss, keyof Decision | "code">;

export const asDraft = (row: Stored): Draft => ({
  agreed: pointsInput(row.agreed),
  reason: row.reason,
  cause: row.cause,
  remedy: row.remedy,
  due: row.due,
  cause_id: row.cause_id,
  responsible: row.responsible.map(({ agency, parts }) => ({ agency, parts })),
  recoverable: row.recoverable,
  likelihood: row.likelihood,
  notes: row.notes,
  asked: row.asked,
  answer_by: row.answer_by,
});

/** The decision that a draft says, or `null` when its points are no number. */
export function asDecision(draft: Draft): Decision | null {
  const agreed = draft.agreed.trim() === "" ? null : typedPoints(draft.agreed);
  if (agreed === null && draft.agreed.trim() !== "") return null;
  return { ...draft, agreed };
}

class Drafts {
  readonly #kept = new SvelteMap<Code, Draft>();

  of(row: Stored): Draft {
    return this.#kept.get(row.code) ?? asDraft(row);
  }

  has(code: Code): boolean {
    return this.#kept.has(code);
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

  unsaved(): Code[] {
    return [...this.#kept.keys()];
  }
}

export const drafts = new Drafts();
