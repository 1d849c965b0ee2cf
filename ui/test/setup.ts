import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/svelte";
import { afterEach, beforeEach } from "vitest";

// fetched later in the window; here they are ready, so that no test waits for the bundler
import "../src/parts/Modal.svelte";
import "../src/screens/Briefing/Briefing.svelte";
import "../src/screens/Intake/Intake.svelte";
import "../src/screens/Agencies/Agencies.svelte";
import "../src/screens/Catalogue/Catalogue.svelte";
import "../src/screens/Journal/Journal.svelte";
import "../src/screens/Overview/Charts.svelte";
import "../src/screens/Overview/DeadlineForm.svelte";
import "../src/screens/Review/Review.svelte";
import "../src/screens/Years/Years.svelte";
import "../src/parts/Menu.svelte";
import "../src/window/Keys.svelte";
import "../src/window/PrintSheets.svelte";

import { app } from "../src/app.svelte";
import { chosen } from "../src/screens/Briefing/chosen.svelte";
import { drafts } from "../src/screens/Review/drafts.svelte";
import { trial } from "../src/screens/Review/scenario.svelte";
import { NO_FILTER, view as review } from "../src/screens/Review/view.svelte";
import { view as intake } from "../src/screens/Intake/view.svelte";
import { Host } from "./host";

// a busy machine is no failure
configure({ asyncUtilTimeout: 20_000, getElementError: (message) => new Error(message?.split("\n\n")[0]) });

// jsdom lays nothing out and has no media: what the components ask for is answered plainly
window.matchMedia ??= (query: string) =>
  ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
Element.prototype.scrollIntoView ??= () => undefined;
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= () => undefined;
Element.prototype.releasePointerCapture ??= () => undefined;
URL.createObjectURL ??= () => "blob:page";
URL.revokeObjectURL ??= () => undefined;
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as unknown as typeof ResizeObserver;

beforeEach(() => {
  localStorage.clear();
  delete document.documentElement.dataset.ready;
  app.store = null;
  app.screen = "overview";
  app.toast = null;
  app.failure = null;
  app.target = null;
  app.printing = null;
  app.reading = null;
  for (const code of drafts.unsaved()) drafts.drop(code);
  review.filter = NO_FILTER;
  review.selected = null;
  review.sort = { by: "catalogue", descending: false };
  review.group = null;
  review.folded = [];
  review.whatIf = false;
  trial.ticked.clear();
  intake.chosen = null;
  [chosen.kind, chosen.agency] = ["briefing", null];
});

afterEach(async () => {
  cleanup();
  // a window that has ended may still be saving: neither its answers nor its files are the next test's
  await Promise.all(Host.all.map((host) => host.idle()));
});
