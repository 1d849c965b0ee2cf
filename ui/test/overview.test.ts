import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { app } from "../src/app.svelte";
import type { StoreInfo } from "../src/shell/types/StoreInfo";
import { open, selected } from "./window";

it("says the next step while nothing has been received", async () => {
  const { user } = await open("sample");
  await user.click(screen.getByText("Đến Tiếp nhận"));
  expect(await screen.findByTestId("pick-files")).toBeVisible();
});

it("shows the shell's figures and adds none", async () => {
  await open("taken");
  await waitFor(() => expect(screen.getByTestId("figure-counted")).toHaveTextContent("52,755"));
  await waitFor(() => expect(screen.getByTestId("figure-lost")).toHaveTextContent("−5,995"));
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
  await waitFor(() => expect(screen.getByTestId("detail").dataset.code).toBe(first?.dataset.code));
});

it("compares with another of last year's results, but only one that the store holds", async () => {
  const { user, calls } = await open("taken", {
    app_state: async (args, program) => {
      const store = (await program.invoke("app_state", args)) as StoreInfo;
      return { ...store, baseline_kinds: store.baseline_kinds.filter((kind) => kind !== "appraised") };
    },
  });
  await waitFor(() => expect(screen.getByTestId("baseline-appraised")).toBeDisabled());
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
    overview: (_, program) => {
      if (broken) throw { code: "database", message: "Sổ điểm báo lỗi khi ghi. Hãy thử lại." };
      return program.invoke("overview");
    },
  });
  const failure = screen.getByTestId("failure");
  expect(failure).toHaveTextContent("Sổ điểm báo lỗi");
  broken = false;
  await user.click(within(failure).getByRole("button"));
  expect(await screen.findByTestId("figure-counted")).toBeVisible();
});
