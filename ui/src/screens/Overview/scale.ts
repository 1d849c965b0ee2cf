// From values to places. Not d3-scale: it rests on d3-color, which assigns to what the shell has frozen
// (`freezePrototype` in tauri.conf.json) and so never loads in the window.

import { nice, ticks } from "d3-array";

export interface Scale {
  at: (value: number) => number;
  /** Round values of the domain, smallest first. */
  ticks: number[];
}

/** A line from one range of values to one of places; the values are widened to round ones. */
export function scale(values: [number, number], places: [number, number], count: number): Scale {
  const [low, high] = nice(values[0], values[1], count);
  const [from, to] = places;
  const at = (value: number) => (high === low ? from : from + ((value - low) / (high - low)) * (to - from));
  return { at, ticks: ticks(low, high, count) };
}
