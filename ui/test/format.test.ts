import { describe, expect, it } from "vitest";

import * as f from "../src/format";

describe("points", () => {
  it.each([
    ["0.75", "0,75"],
    ["1", "1,00"],
    ["0", "0,00"],
    ["0.5", "0,50"],
    ["0.0625", "0,0625"],
    ["-0.25", "−0,25"],
    ["100", "100,00"],
    ["2.1184", "2,1184"],
  ])("%s reads %s: at least two decimals, and never a digit lost", (value, text) => {
    expect(f.points(value)).toBe(text);
  });

  it.each([
    ["0.25", "+0,25"],
    ["-0.25", "−0,25"],
    ["0", "0,00"],
  ])("a change of %s carries its sign: %s", (value, text) => {
    expect(f.signed(value)).toBe(text);
  });

  it.each([
    ["0.25", "−0,25"],
    ["10", "−10,00"],
    ["0", "0,00"],
    ["-0.5", "+0,50"],
  ])("a loss of %s reads %s", (value, text) => {
    expect(f.loss(value)).toBe(text);
  });

  it.each([
    ["0,75", "0.75"],
    ["0.750", "0.75"],
    [" 1,00 ", "1"],
    ["03", "3"],
    ["0,0625", "0.0625"],
    ["1,", "1"],
    ["", null],
    ["-1", null],
    ["1,234,5", null],
    ["một", null],
    ["0,00001", null],
    ["1/2", null],
  ])("typed %j is %j", (typed, value) => {
    expect(f.typedPoints(typed)).toBe(value);
  });

  it("compare by size, not by letter, and exactly", () => {
    const sorted = ["10", "9.5", "-0.25", "0.1", "0.09", "0.1001", "0"].sort(f.comparePoints);
    expect(sorted).toEqual(["-0.25", "0", "0.09", "0.1", "0.1001", "9.5", "10"]);
    expect(f.comparePoints("1", "1.0000"), "the same number, written twice").toBe(0);
  });
});

describe("dates", () => {
  it("read day first", () => {
    expect(f.date("2024-12-25")).toBe("25/12/2024");
    expect(f.dateTime("2024-12-20T09:30:00")).toBe("09:30 20/12/2024");
  });

  it.each([
    ["25/12/2024", "2024-12-25"],
    ["5/1/2025", "2025-01-05"],
    ["29/02/2024", "2024-02-29"],
    ["29/02/2025", null],
    ["12/25/2024", null],
    ["2024-12-25", null],
    ["mai", null],
  ])("typed %s is %s: never month first, never a day that is not", (typed, iso) => {
    expect(f.typedDate(typed)).toBe(iso);
  });
});

it("shares keep two decimals", () => {
  expect([f.share(9143), f.share(5), f.share(10000)]).toEqual(["91,43%", "0,05%", "100,00%"]);
});

it("search text loses marks and capitals, đ included", () => {
  expect(f.folded("Sở Kế hoạch và ĐẦU TƯ")).toBe("so ke hoach va dau tu");
});

it("counts group their thousands with a point", () => {
  expect([f.count(12), f.count(1234), f.count(1234567)]).toEqual(["12", "1.234", "1.234.567"]);
});
