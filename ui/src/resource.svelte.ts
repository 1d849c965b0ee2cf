import { asFailure } from "./shell";
import type { Failure } from "./shell/types/Failure";

/** Something fetched from the shell: the newest answer wins, whatever order answers come in. */
export class Resource<T> {
  value = $state.raw<T>();
  failure = $state.raw<Failure>();
  #asked = 0;

  async load(fetch: () => Promise<T>): Promise<void> {
    const mine = ++this.#asked;
    try {
      const value = await fetch();
      if (mine !== this.#asked) return;
      this.value = value;
      this.failure = undefined;
    } catch (thrown) {
      if (mine === this.#asked) this.failure = asFailure(thrown);
    }
  }
}
