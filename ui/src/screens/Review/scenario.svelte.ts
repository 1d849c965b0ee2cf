// The scenario being tried: what is ticked, and the index as the shell says it would be. Outlives the screen.

import { SvelteSet } from "svelte/reactivity";

import { Resource } from "../../resource.svelte";
import { shell } from "../../shell";
import type { Code } from "../../shell/types/Code";
import type { Scenario } from "../../shell/types/Scenario";
import type { WhatIf } from "../../shell/types/WhatIf";

class Trial {
  readonly ticked = new SvelteSet<Code>();
  readonly index = new Resource<WhatIf>();
  readonly kept = new Resource<Scenario[]>();
  name = $state("");
  #of = "";

  toggle(code: Code): void {
    if (!this.ticked.delete(code)) this.ticked.add(code);
    void this.ask();
  }

  tickAll(codes: Iterable<Code>): void {
    for (const code of codes) this.ticked.add(code);
    void this.ask();
  }

  clear(): void {
    this.ticked.clear();
    void this.ask();
  }

  take({ name, ticked }: Scenario): void {
    this.name = name;
    this.ticked.clear();
    this.tickAll(ticked);
  }

  ask(): Promise<void> {
    return this.index.load(() => shell.whatIf([...this.ticked]));
  }

  /** Codes are those of one store and one year: for another, nothing is ticked. */
  async refresh(of: string): Promise<void> {
    if (of !== this.#of) {
      this.#of = of;
      this.name = "";
      this.ticked.clear();
    }
    await Promise.all([this.ask(), this.kept.load(() => shell.scenarios())]);
  }
}

export const trial = new Trial();
