// Exact points for the stand-in shell: whole ten-thousandths, like the real one.

export const parse = (text: string): number => {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const n = Number(whole) * 10_000 + Number(fraction.padEnd(4, "0"));
  return negative ? -n : n;
};

export const write = (n: number): string => {
  const size = Math.abs(n);
  const fraction = String(size % 10_000).padStart(4, "0").replace(/0+$/, "");
  return `${n < 0 ? "-" : ""}${Math.floor(size / 10_000)}${fraction && `.${fraction}`}`;
};

export const shown = (text: string): string => {
  if (text === "") return "";
  const [whole, fraction = ""] = text.split(".");
  return `${whole},${fraction.padEnd(2, "0")}`;
};
