import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { app } from "../src/app.svelte";
import { open, selected } from "./window";

it("says the next step while nothing has been received", async () => {
  const { user } = await open("sample");
  await user.click(screen.getByText("Đến Tiếp nhận"));
  expect(await screen.findByTestId("pick-files")).toBeVisible();
});

it("shows the shell's figures and adds none", async () => {
  await open("taken");
  expect(screen.getByTestId("figure-counted")).toHaveTextContent("44,625");
  expect(screen.getByTestId("figure-lost")).toHaveTextContent("−10,875");
  const bodies = screen.getAllByTestId("agency-row");
  expect(bodies).toHaveLength(6);
  expect(bodies.at(-1)).toHaveTextContent("Chưa gửi");
});

it("leads from a large loss to its row in Rà soát", async () => {
  const { user } = await open("taken");
  const first = screen.getAllByTestId("largest")[0];
  await user.click(first as HTMLElement);
  await screen.findAllByTestId("review-row");
  await waitFor(() => expect(selected()).toBe(first?.dataset.code));
  expect(screen.getByTestId("detail").dataset.code).toBe(first?.dataset.code);
});

it("compares with another of last year's results, but only one that the store holds", async () => {
  const { user, calls } = await open("taken");
  expect(screen.getByTestId("baseline-appraised")).toBeDisabled();
  await user.click(screen.getByTestId("baseline-self"));
  expect(calls).toContainEqual({ command: "set_baseline_kind", args: { kind: "self" } });
  await waitFor(() => expect(screen.getByTestId("baseline-self")).toHaveAttribute("aria-pressed", "true"));
});

it("changes screens with Alt and with Ctrl", async () => {
  const { user } = await open("taken");
  await user.keyboard("{Alt>}2{/Alt}");
  expect(app.screen).toBe("intake");
  await user.keyboard("{Control>}3{/Control}");
  expect(app.screen).toBe("review");
});

it("offers to try again when a screen cannot be fetched", async () => {
  let broken = true;
  const { user } = await open("taken", {
    overview: (_, fake) => {
      if (broken) throw { code: "database", message: "Sổ điểm báo lỗi khi ghi. Hãy thử lại." };
      return fake.invoke("overview");
    },
  });
  const failure = screen.getByTestId("failure");
  expect(failure).toHaveTextContent("Sổ điểm báo lỗi");
  broken = false;
  await user.click(within(failure).getByRole("button"));
  expect(await screen.findByTestId("figure-counted")).toBeVisible();
});
