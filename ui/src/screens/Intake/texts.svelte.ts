import { SvelteMap } from "svelte/reactivity";

import { asFailure, shell } from "../../shell";
import type { Failure } from "../../shell/types/Failure";

/** Rows fetched at once; the shell gives at most 500. */
const BLOCK = 200;

/** The texts of one sheet of a waiting file, fetched block by block as they come into sight. */
export class SheetTexts {
  failure = $state.raw<Failure>();
  readonly #blocks = new SvelteMap<number, string[][]>();
  #asked: number[] = [];
  readonly #file: number;
  readonly #sheet: string;

  constructor(file: number, sheet: string) {
    this.#file = file;
    this.#sheet = sheet;
  }

  /** A row's texts; `undefined` while they are on their way. */
  row(at: number): string[] | undefined {
    return this.#blocks.get(Math.floor(at / BLOCK))?.[at % BLOCK];
  }

  get started(): boolean {
    return this.#blocks.size > 0;
  }

  /** The first rows, from which the widths of the columns are told. */
  get sample(): string[][] {
    return (this.#blocks.get(0) ?? []).slice(0, 60);
  }

  /** Fetches what is not there of the rows `from` up to `end`. */
  async want(from: number, end: number): Promise<void> {
    const wanted: number[] = [];
    for (let block = Math.floor(from / BLOCK); block * BLOCK < Math.max(end, from + 1); block++)
      if (!this.#asked.includes(block)) wanted.push(block);
    await Promise.all(wanted.map((block) => this.#fetch(block)));
  }

  /** Fetches again what is there: the texts themselves have changed. */
  async renew(): Promise<void> {
    await Promise.all(this.#asked.map((block) => this.#fetch(block)));
  }

  async #fetch(block: number): Promise<void> {
    if (!this.#asked.includes(block)) this.#asked.push(block);
    try {
      const rows = await shell.sheetRows(this.#file, this.#sheet, block * BLOCK, BLOCK);
      // the same letters: taken apart (NFD), some of them would be drawn from another font
      this.#blocks.set(block, rows.map((row) => row.map((text) => text.normalize("NFC"))));
      this.failure = undefined;
    } catch (thrown) {
      this.#asked = this.#asked.filter((b) => b !== block);
      this.failure = asFailure(thrown);
    }
  }
}
