import { mount } from "svelte";

import App from "./App.svelte";
import "./styles/fonts.css";
import "./styles/base.css";
import { followTheme } from "./theme.svelte";
import { insideShell, useTransport } from "./shell";

// In a plain browser (`npm run dev`, `--mode fake`) sample data stands in for the shell. Both conditions are
// constants to the bundler: the production bundle holds no trace of it.
if (import.meta.env.MODE === "fake" || (import.meta.env.DEV && !insideShell())) {
  const { fakeTransport } = await import("./shell/fake");
  useTransport(fakeTransport({ start: new URLSearchParams(location.search).get("start") ?? "welcome" }));
}

followTheme();
// Text is measured and shown once, in its own letters: a late font would move the lines under the pointer.
await Promise.allSettled(["aA1", "ươ", "ếĐ"].map((letters) => document.fonts.load('1em "Inter Variable"', letters)));
const target = document.getElementById("app");
if (target) mount(App, { target });
