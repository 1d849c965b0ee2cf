// What a screen reader and a keyboard need of a page, checked where there is no browser. (axe-core would do it, but
// its licence is not one we take: MPL-2.0.)

import { computeAccessibleName, getRole } from "dom-accessibility-api";

const CONTROLS = "button, a[href], input, select, textarea, summary, [tabindex], [role=button], [role=menuitem], [role=option], [role=tab], [role=checkbox]";
/** Roles whose element is nothing without a name. */
const NAMED = new Set(["grid", "table", "dialog", "menu", "navigation", "search", "tablist", "tree", "treegrid", "listbox", "combobox", "img", "group", "region", "progressbar", "separator", "slider"]);
const REFERENCES = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant", "for"];

const hidden = (element: Element): boolean => element.closest("[aria-hidden=true], [hidden]") !== null;
const say = (element: Element): string => (element.cloneNode(false) as Element).outerHTML.slice(0, 160);

/** Everything wrong with the page as it stands; nothing when all is well. */
export function faults(root: ParentNode = document): string[] {
  const found: string[] = [];
  const all = [...root.querySelectorAll("*")];

  const ids = new Map<string, number>();
  for (const element of all) if (element.id) ids.set(element.id, (ids.get(element.id) ?? 0) + 1);
  for (const [id, times] of ids) if (times > 1) found.push(`id “${id}” is there ${times} times`);

  for (const element of all) {
    if (hidden(element)) continue;
    const focusable = element.matches(CONTROLS) && !element.matches("[tabindex='-1']:not(button, a, input, select, textarea)");
    const role = getRole(element);
    // a section is a landmark only when it has a name, and a group needs one only when it says it is one
    const plain = element.matches("section:not([role]), fieldset:not([role]), table:not([role])");
    if ((focusable || (role !== null && NAMED.has(role) && !plain)) && computeAccessibleName(element).trim() === "")
      found.push(`no name: ${say(element)}`);
    const order = Number(element.getAttribute("tabindex") ?? "0");
    if (order > 0) found.push(`jumps the tab order: ${say(element)}`);
    for (const attribute of REFERENCES)
      for (const id of element.getAttribute(attribute)?.split(/\s+/).filter(Boolean) ?? [])
        if (document.getElementById(id) === null) found.push(`${attribute} names nothing (${id}): ${say(element)}`);
    if (element.matches("button, a[href]") && element.querySelector("button, a[href], input, select, textarea"))
      found.push(`a control within a control: ${say(element)}`);
    if (element.matches("img") && !element.hasAttribute("alt")) found.push(`a picture without words: ${say(element)}`);
    if (element.matches("[aria-hidden=true]") && element.querySelector("button, a[href], input, [tabindex='0']"))
      found.push(`hidden from readers, and yet takes the focus: ${say(element)}`);
    if (element.matches("th") && !element.hasAttribute("scope")) found.push(`a heading of neither row nor column: ${say(element)}`);
  }

  const levels = [...root.querySelectorAll("h1, h2, h3, h4")].filter((h) => !hidden(h)).map((h) => Number(h.tagName[1]));
  levels.forEach((level, i) => {
    if (i > 0 && level > (levels[i - 1] ?? 0) + 1) found.push(`heading level ${level} comes after ${levels[i - 1]}`);
  });
  return found;
}

/** What Tab comes to, in order. */
export const tabStops = (root: ParentNode = document): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea, summary, [tabindex]")].filter(
    (element) => element.tabIndex >= 0 && !hidden(element) && !element.matches(":disabled"),
  );
