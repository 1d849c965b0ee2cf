import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// `vite build` makes what the window embeds; `vite build --mode fake` the same screens over sample data
// in memory, for looking at them in a plain browser.
export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    outDir: mode === "fake" ? "dist-fake" : "dist",
    target: "es2022",
    // fonts stay files: the content security policy allows no data: fonts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  // the browser half of Svelte, also under vitest
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: {
    environment: "jsdom",
    setupFiles: ["./test/setup.ts"],
    include: ["test/**/*.test.ts"],
    restoreMocks: true,
    testTimeout: 30_000,
  },
}));
