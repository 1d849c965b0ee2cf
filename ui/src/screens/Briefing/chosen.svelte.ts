import type { DocumentKind } from "../../shell/types/DocumentKind";

/** Which document is looked at; of letters, to whom. */
export interface Chosen {
  kind: DocumentKind;
  agency: string | null;
}

/** It stays while the program runs. */
export const chosen: Chosen = $state({ kind: "briefing", agency: null });
