import { mount } from "svelte";

import App from "./App.svelte";
import "./styles/fonts.css";
import "./styles/base.css";
import { followTheme } from "./theme.svelte";

followTheme();
// Text is measured and shown once, in its own letters: a late font would move the lines under the pointer.
await Promise.allSettled(["aA1", "ươ", "ếĐ"].map((letters) => document.fonts.load('1em "Inter Variable"', letters)));
const target = document.getElementById("app");
if (target) mount(App, { target });
