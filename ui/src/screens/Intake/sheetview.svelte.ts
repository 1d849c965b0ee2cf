// What the picture shows of a sheet: which rows and columns are in sight, what each was taken for, where the cursor is.

import { untrack } from "svelte";

import { Windowed } from "../../parts/windowed.svelte";
import type { FilePreview } from "../../shell/types/FilePreview";
import type { SheetTable } from "../../shell/types/SheetTable";
import { vi } from "../../vi";
import { between, edges, HEAD, keyed, known, Merges, ROW, SIDE, tableAt, widths } from "./geometry";
import { markersOf } from "./markers";
import { address, letters, type Place } from "./place";
import { SheetTexts } from "./texts.svelte";

/** Pixels drawn left and right of what is in sight. */
const SPARE = 120;
/** Rows drawn above and below what is in sight. */
const AROUND = 5;

/** One for each picture; asks for the file and the cursor whenever it needs them. */
export class SheetView {
  readonly #file: () => FilePreview;
  readonly #at: () => Place;
  readonly windowed = new Windowed(() => this.rows, ROW, AROUND);
  left = $state(0);
  width = $state(0);

  constructor(file: () => FilePreview, at: () => Place) {
    this.#file = file;
    this.#at = at;
  }

  get file(): FilePreview {
    return this.#file();
  }

  get at(): Place {
    return this.#at();
  }

  readonly head = $derived.by(() => this.file.sheets.find((s) => s.name === this.at.sheet) ?? this.file.sheets[0]);
  readonly #id = $derived.by(() => this.file.id);
  readonly name = $derived.by(() => this.head?.name ?? "");
  readonly texts = $derived.by(() => new SheetTexts(this.#id, this.name));
  readonly rows = $derived.by(() => this.head?.rows ?? 0);
  readonly columns = $derived.by(() => this.head?.columns ?? 0);

  readonly first = $derived.by(() => this.windowed.first);
  readonly end = $derived.by(() => this.windowed.end);
  // widths are told when the first rows have come, and when the pane is resized: corrections move nothing
  readonly #sample = $derived.by(() => this.texts.sample);
  readonly edge = $derived.by(() => {
    const [texts, room] = [this.#sample, this.width - SIDE];
    return untrack(() => edges(this.head ? widths(this.head, texts, room) : []));
  });
  readonly total = $derived.by(() => SIDE + (this.edge.at(-1) ?? 0));
  readonly #across = $derived.by(() => between(this.edge, this.left - SPARE, this.left + (this.width || 1600) + SPARE));
  readonly firstColumn = $derived.by(() => this.#across.first);
  readonly endColumn = $derived.by(() => this.#across.end);
  readonly columnsInSight = $derived.by(() => Array.from({ length: this.endColumn - this.firstColumn }, (_, i) => this.firstColumn + i));
  readonly merges = $derived.by(() => new Merges(this.head?.merges ?? [], this.rows));
  readonly inSight = $derived.by(() => Array.from({ length: Math.max(0, this.end - this.first) }, (_, i) => this.first + i));
  // a row that comes into sight takes the place of one that left: what stands there is changed, not made anew
  readonly places = $derived.by(() => Math.ceil((this.windowed.height || 1200) / ROW) + 2 * AROUND + 1);
  readonly reaching = $derived.by(() => this.merges.reaching(this.first));

  readonly marks = $derived.by(() => keyed(this.head?.marks ?? [], (m) => m.row));
  readonly hiddenRows = $derived.by(() => known(this.head?.hidden_rows ?? []));
  readonly hiddenColumns = $derived.by(() => known(this.head?.hidden_columns ?? []));
  readonly markers = $derived.by(() => markersOf(this.file.problems, this.name, this.merges));

  tableOf(row: number): SheetTable | undefined {
    return this.head ? tableAt(this.head, row) : undefined;
  }

  /** Which table the headings speak for: the cursor's while it is in sight, else the one at the top. */
  readonly speaking = $derived.by(() => {
    const { row } = this.at;
    return this.tableOf(row >= this.first && row < this.end ? row : Math.floor(this.windowed.top / ROW));
  });
  readonly roles = $derived.by(() => keyed(this.speaking?.columns ?? [], (c) => c.column));

  /** The box the cursor is on: of a merged area its first cell. */
  readonly active = $derived.by(() => {
    const { row, column } = this.at;
    const merge = row >= 0 && column >= 0 ? this.merges.at(row, column) : undefined;
    return { row: merge?.top ?? row, column: merge?.left ?? column, merge };
  });
  /** Is that box among those that are drawn? */
  readonly drawn = $derived.by(() => {
    const { row, column, merge } = this.active;
    const [left, right] = [column, merge?.right ?? column];
    const across = column < 0 || (left < this.endColumn && right >= this.firstColumn);
    if (row < 0) return across;
    return this.texts.started && across && row < this.end && (merge?.bottom ?? row) >= this.first;
  });
  /** What stands in it. */
  readonly text = $derived.by(() => {
    const { row, column } = this.active;
    return row >= 0 && column >= 0 ? (this.texts.row(row)?.[column] ?? "") : "";
  });
  /** What its column means. */
  readonly role = $derived.by(() => {
    const { row, column } = this.at;
    if (!this.head || column < 0) return "";
    const role = (row < 0 ? this.speaking : this.tableOf(row))?.columns.find((c) => c.column === this.active.column);
    return role?.role_text ?? vi.picture.noRole;
  });
  /** Its address. */
  readonly where = $derived.by(() => {
    const { row, column } = this.at;
    if (row < 0) return column < 0 ? "" : vi.picture.column(letters(column));
    return column < 0 ? vi.picture.row(row + 1) : address(this.active.row, this.active.column);
  });

  /** Brings a cell into sight. */
  show(scroller: HTMLElement, { row, column }: Place): void {
    if (row >= 0) this.windowed.show(scroller, row, HEAD, 0);
    if (column < 0) return;
    const [from, to] = [this.edge[column] ?? 0, this.edge[column + 1] ?? 0];
    const room = scroller.clientWidth - SIDE;
    if (room <= 0) return;
    if (from < scroller.scrollLeft || to - from > room) scroller.scrollLeft = from;
    else if (to > scroller.scrollLeft + room) scroller.scrollLeft = to - room;
  }

  /** Keeps the scroller's measures across. For `{@attach}`. */
  readonly watchAcross = (node: HTMLElement): (() => void) => {
    const measure = () => ([this.left, this.width] = [node.scrollLeft, node.clientWidth]);
    measure();
    node.addEventListener("scroll", measure, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(node);
    return () => {
      node.removeEventListener("scroll", measure);
      observer?.disconnect();
    };
  };
}

/** The name of a cell's element. */
export const cellId = (row: number, column: number): string => `sheet-${row}-${column}`;
