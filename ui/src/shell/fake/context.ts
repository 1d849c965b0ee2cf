// What the parts of the stand-in shell share.

export interface Leaf {
  code: string;
  max: string;
  how: string;
  lead: string;
  before: string;
}

export interface Context {
  /** Writes a change into the journal, with how to take it back. */
  change: (sentence: string, revert: () => void) => void;
  fail: (code: string, message: string) => never;
  leaves: Leaf[];
  names: Map<string, string>;
  agencies: { id: number; name: string; aliases: string[] }[];
  agencyOf: (key: string) => { id: number; name: string } | undefined;
  today: string;
}
