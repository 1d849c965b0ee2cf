// WCAG 2 AA of every pair of colours that stands together, from the tokens themselves.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../src/styles/base.css"), "utf8");

function tokens(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split("}")[0] ?? "";
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

const light = tokens(":root");
const THEMES: [string, Record<string, string>][] = [
  ["light", light],
  ["dark", { ...light, ...tokens(':root[data-theme="dark"]') }],
];

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
};

const TEXT = ["text", "muted", "accent-text", "lost"];
const UNDER_TEXT = ["surface", "chrome", "hover", "selected", "tint"];

/** Text on what it stands on: 4,5. */
const READ: [string, string][] = [
  ...TEXT.flatMap((text) => UNDER_TEXT.map((under): [string, string] => [text, under])),
  ["text", "mark"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  // messages are turned: light on dark, dark on light
  ["surface", "text"],
];

/** Edges of fields, marks of focus and of charts on their ground: 3. */
const SEEN: [string, string][] = [
  ["field-line", "surface"],
  ["field-line", "chrome"],
  ["accent-text", "surface"],
  ["accent-text", "chrome"],
  ["accent", "surface"],
  ["lost-fill", "surface"],
];

describe.each(THEMES)("in the %s theme", (_, theme) => {
  const of = (name: string) => theme[name] ?? expect.fail(`no token --${name}`);
  it.each(READ)("--%s can be read on --%s", (text, under) => {
    expect(contrast(of(text), of(under))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(SEEN)("--%s can be seen on --%s", (mark, under) => {
    expect(contrast(of(mark), of(under))).toBeGreaterThanOrEqual(3);
  });
});

it("measures as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

function components(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? components(join(folder, entry.name)) : entry.name.endsWith(".svelte") ? [join(folder, entry.name)] : [],
  );
}

const styles = components(join(import.meta.dirname, "../src")).map((path): [string, string] => [
  path.slice(path.indexOf("src/")),
  /<style>([\s\S]*)<\/style>/.exec(readFileSync(path, "utf8"))?.[1] ?? "",
]);

it("gives components no colours but the tokens", () => {
  const own = styles.flatMap(([path, style]) =>
    [...style.matchAll(/#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(/g)].map(([colour]) => `${path}: ${colour}`),
  );
  // paper is white whatever the theme
  const paper = ["src/window/PrintSheets.svelte", "src/screens/Briefing/Page.svelte"];
  expect(own.filter((found) => !paper.includes(found.split(":")[0] ?? ""))).toEqual([]);
});

it("takes no outline away without another mark of the focus", () => {
  const bare = styles.filter(([, style]) => {
    const rules = [...style.matchAll(/([^{}]*:focus[^{}]*)\{([^{}]*)\}/g)].map(([, , body]) => body ?? "");
    return rules.some((body) => /outline: (none|0)/.test(body)) && !rules.some((body) => /background|border|box-shadow/.test(body));
  });
  // a dialog takes the focus for the reader's sake: its own controls show theirs
  expect(bare.map(([path]) => path)).toEqual(["src/parts/Modal.svelte"]);
});
