// Light or dark: the system's, until the user chooses; the choice is remembered.

const KEY = "theme";
type Theme = "light" | "dark";

const system = () => window.matchMedia("(prefers-color-scheme: dark)");
const chosen = (): Theme | null => {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : null;
};

export const theme = $state<{ now: Theme }>({ now: "light" });

function show(next: Theme) {
  theme.now = next;
  document.documentElement.dataset.theme = next;
}

export function followTheme(): void {
  const dark = system();
  const follow = () => show(chosen() ?? (dark.matches ? "dark" : "light"));
  dark.addEventListener("change", follow);
  follow();
}

export function toggleTheme(): void {
  const next: Theme = theme.now === "dark" ? "light" : "dark";
  localStorage.setItem(KEY, next);
  show(next);
}
