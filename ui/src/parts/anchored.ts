/** Where something that belongs to a cell opens: below it, else above it, always whole in the window. */
export interface Anchor {
  left: number;
  top: number;
  bottom: number;
}

const GAP = 2;
const EDGE = 8;
const LEAST = 160;

/** For `{@attach}` on an element with `position: fixed`. */
export const anchored = (anchor: Anchor) => (node: HTMLElement) => {
  const place = () => {
    node.style.maxHeight = "";
    const { width, height } = node.getBoundingClientRect();
    const below = window.innerHeight - EDGE - anchor.bottom - GAP;
    const above = anchor.top - GAP - EDGE;
    const down = height <= below || below >= above;
    // what fits on neither side scrolls on the roomier one
    if (height > (down ? below : above)) node.style.maxHeight = `${Math.max(down ? below : above, LEAST)}px`;
    const shown = Math.min(height, Math.max(down ? below : above, LEAST));
    const top = down ? anchor.bottom + GAP : anchor.top - GAP - shown;
    node.style.left = `${Math.max(EDGE, Math.min(anchor.left, window.innerWidth - EDGE - width))}px`;
    node.style.top = `${Math.max(EDGE, Math.min(top, window.innerHeight - EDGE - shown))}px`;
  };
  place();
  window.addEventListener("resize", place);
  return () => window.removeEventListener("resize", place);
};

/** A press outside of an element, for closing what hangs over the rest. For `{@attach}`. */
export const pressedOutside = (then: () => void) => (node: HTMLElement) => {
  const press = (event: PointerEvent) => {
    // a message about what is done here lies over it, and does not end it
    if (event.target instanceof Element && !node.contains(event.target) && !event.target.closest(".modal, .modal-scrim")) then();
  };
  // what opened it is still being pressed
  const wait = setTimeout(() => document.addEventListener("pointerdown", press, true));
  return () => {
    clearTimeout(wait);
    document.removeEventListener("pointerdown", press, true);
  };
};
