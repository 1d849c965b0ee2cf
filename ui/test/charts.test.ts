import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { app } from "../src/app.svelte";
import type { Charts } from "../src/shell/types/Charts";
import { view } from "../src/screens/Review/view.svelte";
import { open } from "./window";

it("leads from each step of a waterfall to its rows", async () => {
  const { user } = await open("taken");
  const step = (await screen.findAllByTestId("step-agency")).find((s) => s.textContent === "Sở Nội vụ");
  await user.click(step as HTMLElement);
  await screen.findAllByTestId("review-row");
  expect(view.filter).toMatchObject({ agency: 1, facets: ["below_max"] });
});

it("leads from losses without a cause to those that lack one, and from an own cause to its rows", async () => {
  const { user } = await open("taken");
  const steps = await screen.findAllByTestId("step-cause");
  expect(steps.at(-1)).toHaveTextContent("Chưa nêu nguyên nhân");
  await user.click(steps.at(-1) as HTMLElement);
  await screen.findAllByTestId("review-row");
  expect(view.filter.facets).toEqual(["without_cause"]);
  app.go("overview");
  const own = (await screen.findAllByTestId("step-cause")).find((s) => s.textContent.includes("Cấp xã chưa"));
  await user.click(own as HTMLElement);
  await waitFor(() => expect(view.filter.own_cause).toBe("Cấp xã chưa công khai tiến độ giải quyết hồ sơ."));
});

it("shows the shell's figures beside every bar", async () => {
  await open("taken");
  await screen.findAllByTestId("step-agency");
  const table = screen.getByText("Điểm mất theo cơ quan").closest("section")?.querySelector("table");
  expect(table).toHaveTextContent("Điểm tối đa tự chấm");
  expect(table?.querySelector("tfoot")).toHaveTextContent("52,755");
});

it("says how years compare, and turns to the year that is clicked", async () => {
  const reached = (counted: string, max: string, share: number) => ({ rows: 41, counted, max, share });
  const { user, calls } = await open("taken", {
    select_year: (_, program) => program.invoke("app_state"),
    // the sample has one year; there is a trend from three on
    charts: async (args, program): Promise<Charts> => ({
      ...((await program.invoke("charts", args)) as Charts),
      trend: {
        comparison: "share",
        years: [
          { year: 2022, like: reached("38.5", "47", 8191), all: reached("41.5", "51", 8137) },
          { year: 2023, like: reached("40.25", "48", 8385), all: reached("43.25", "52", 8317) },
          { year: 2024, like: reached("39.625", "48.5", 8170), all: reached("42.625", "52.5", 8119) },
        ],
      },
    }),
  });
  const years = await screen.findAllByTestId("trend-year");
  await waitFor(() => expect(screen.getByTestId("trend")).toHaveTextContent("chỉ so tỷ lệ đạt, không so số điểm"));
  expect(years.map((y) => y.textContent)).toEqual(["2022", "2023", "2024"]);
  await user.click(years[0] as HTMLElement);
  await waitFor(() => expect(calls).toContainEqual({ command: "select_year", args: { year: 2022 } }));
  await waitFor(() => expect(app.screen).toBe("review"));
});

it("moves a deadline by keyboard, and takes it back", async () => {
  const { user, calls } = await open("taken");
  screen.getByTestId("deadline-self_scores").focus();
  await user.keyboard("{Enter}");
  const field = await screen.findByTestId("deadline-date");
  await waitFor(() => expect(field).toHaveFocus());
  await user.clear(field);
  await user.type(field, "27/12/2024{Enter}");
  await waitFor(() => expect(calls).toContainEqual({ command: "set_deadline", args: { deadline: "self_scores", date: "2024-12-27" } }));
  await waitFor(() => expect(screen.getByTestId("deadline-self_scores")).toHaveTextContent("27/12/2024"));
  await waitFor(() => expect(screen.getByTestId("deadline-self_scores")).toHaveFocus());
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("deadline-self_scores")).toHaveTextContent("25/12/2024"));
});
