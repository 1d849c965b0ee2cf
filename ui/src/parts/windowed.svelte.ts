/** The rows of a long table that are worth drawing: those in sight, and some on either side. */
export class Windowed {
  top = $state(0);
  height = $state(0);
  readonly #count: () => number;
  readonly rowHeight: number;
  readonly #spare: number;

  constructor(count: () => number, rowHeight: number, spare = 12) {
    this.#count = count;
    this.rowHeight = rowHeight;
    this.#spare = spare;
  }

  get first(): number {
    const last = Math.max(0, this.#count() - 1);
    return Math.min(last, Math.max(0, Math.floor(this.top / this.rowHeight) - this.#spare));
  }

  /** One past the last. */
  get end(): number {
    // before it is measured (and where nothing ever is), as if it were a tall screen
    const height = this.height || 1200;
    return Math.min(this.#count(), Math.ceil((this.top + height) / this.rowHeight) + this.#spare);
  }

  get before(): number {
    return this.first * this.rowHeight;
  }

  get after(): number {
    return Math.max(0, this.#count() - this.end) * this.rowHeight;
  }

  /** Keeps the scroller's measures. For `{@attach}`. */
  readonly watch = (scroller: HTMLElement): (() => void) => {
    const measure = () => {
      this.top = scroller.scrollTop;
      this.height = scroller.clientHeight;
    };
    measure();
    scroller.addEventListener("scroll", measure, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(measure);
    observer?.observe(scroller);
    return () => {
      scroller.removeEventListener("scroll", measure);
      observer?.disconnect();
    };
  };

  /** Scrolls so that a row is in sight between a sticky header and a sticky foot. */
  show(scroller: HTMLElement, index: number, head: number, foot: number): void {
    const top = index * this.rowHeight;
    const visible = scroller.clientHeight - head - foot;
    if (visible <= 0) return;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + this.rowHeight > scroller.scrollTop + visible) scroller.scrollTop = top + this.rowHeight - visible;
  }
}
