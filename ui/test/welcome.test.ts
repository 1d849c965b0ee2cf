import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { vi as words } from "../src/vi";
import { open } from "./window";

it("offers three ways in when no store is open", async () => {
  await open("welcome");
  for (const id of ["pick-catalogue", "open-store", "open-sample"]) expect(screen.getByTestId(id)).toBeEnabled();
  expect(screen.queryByTestId("nav-ra-soat"), "nothing to review yet").toBeNull();
});

it("shows what was understood of a bộ tiêu chí before a store is made of it", async () => {
  const { user, calls } = await open("welcome");
  await user.clear(screen.getByTestId("year"));
  await user.type(screen.getByTestId("year"), "2024");
  await user.click(screen.getByTestId("pick-catalogue"));
  expect(await screen.findByTestId("create-store")).toBeEnabled();
  expect(calls.at(-1)).toEqual({ command: "pick_catalogue", args: { year: 2024 } });
  expect(screen.getAllByTestId("problem-item"), "each with its cell").toHaveLength(2);
  await user.click(screen.getByTestId("create-store"));
  expect(await screen.findByTestId("status-bar")).toBeVisible();
});

it("does not make a store of a bộ tiêu chí that cannot be used", async () => {
  const { user } = await open("welcome", {
    pick_catalogue: async (_, fake) => ({ ...((await fake.invoke("pick_catalogue", { year: 2024 })) as object), usable: false }),
  });
  await user.click(screen.getByTestId("pick-catalogue"));
  expect(await screen.findByTestId("create-store")).toBeDisabled();
  expect(screen.getByRole("alert")).toHaveTextContent(words.catalogue.unusable);
});

it("says a failure in the shell's words, and leaves the screen as it was", async () => {
  const { user } = await open("welcome");
  await user.click(screen.getByTestId("open-store"));
  const dialog = await screen.findByTestId("failure");
  expect(dialog).toHaveTextContent("không phải là sổ điểm");
  expect(dialog).toHaveTextContent("not_a_store");
  await user.click(screen.getByTestId("close-dialog"));
  await waitFor(() => expect(screen.queryByTestId("failure")).toBeNull());
  expect(screen.getByTestId("open-sample")).toBeVisible();
});

it("marks a sample store on every screen", async () => {
  const { user } = await open("taken");
  for (const screenOf of ["nav-tong-quan", "nav-tiep-nhan", "nav-ra-soat", "nav-bao-cao"]) {
    await user.click(screen.getByTestId(screenOf));
    expect(screen.getByTestId("sample-mark"), screenOf).toHaveTextContent("DỮ LIỆU MẪU");
  }
});
