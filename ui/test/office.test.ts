import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { app } from "../src/app.svelte";
import { inFolder, open, selected as selectedCriterion } from "./window";

it("opens the screens of the book from its menu, by keyboard", async () => {
  const { user } = await open("taken");
  screen.getByTestId("nav-so").focus();
  await user.keyboard("{Enter}");
  const menu = await screen.findByRole("menu");
  await waitFor(() => expect(within(menu).getAllByTestId("menu-item").map((item) => item.dataset.id)).toEqual([
    "years", "catalogue", "agencies", "journal", "new", "open", "close",
  ]));
  await user.keyboard("{ArrowDown}{Enter}");
  await screen.findAllByTestId("catalogue-row");
  await waitFor(() => expect(screen.getByTestId("nav-so")).toHaveAttribute("aria-current", "page"));
  await waitFor(() => expect(screen.getByTestId("nav-so")).toHaveTextContent("Sổ: Bộ tiêu chí"));
});

it("gives a criterion to another body by keyboard, and takes it back", async () => {
  const { user, calls } = await open("taken");
  await user.keyboard("{Alt>}6{/Alt}");
  await screen.findAllByTestId("catalogue-row");
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("{ArrowDown}{ArrowDown}{Enter}");
  const menu = await screen.findByRole("menu");
  await waitFor(() => expect(within(menu).getByRole("menuitemradio", { checked: true })).toHaveTextContent("Sở Nội vụ"));
  await user.keyboard("{ArrowDown}{Enter}");
  await waitFor(() => expect(calls).toContainEqual({ command: "set_lead", args: { code: "1.1.1", agency: 2 } }));
  const row = () => screen.getAllByTestId("catalogue-row").find((r) => r.dataset.id === "1.1.1");
  await waitFor(() => expect(row()).toHaveTextContent("Văn phòng UBND tỉnh"));
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(row()).toHaveTextContent("Sở Nội vụ"));
});

it("finds criteria by name, without diacritics", async () => {
  const { user } = await open("taken");
  await user.keyboard("{Alt>}6{/Alt}");
  await screen.findAllByTestId("catalogue-row");
  await user.type(screen.getByTestId("catalogue-search"), "che do bao cao");
  await waitFor(() => expect(screen.getAllByTestId("catalogue-row")).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId("catalogue-row").dataset.id).toBe("1.2"));
});

it("renames a body from a day on, and shows the names of their time", async () => {
  const { user, calls } = await open("taken");
  await user.keyboard("{Alt>}7{/Alt}");
  await user.type(await screen.findByTestId("rename-to"), "Sở Nội vụ mới");
  await waitFor(() => expect(screen.getByTestId("rename")).toBeDisabled());
  await user.type(screen.getByTestId("rename-since"), "01/03/2025{Tab}");
  await user.click(screen.getByTestId("rename"));
  await waitFor(() =>
    expect(calls).toContainEqual({ command: "rename_agency", args: { agency: 1, name: "Sở Nội vụ mới", since: "2025-03-01" } }),
  );
  await waitFor(() => expect(screen.getByTestId("agency-detail")).toHaveTextContent("28/02/2025"));
  await waitFor(() => expect(screen.getAllByTestId("agency-item")[0]).toHaveTextContent("Sở Nội vụ"));
});

it("merges a body into another, and says so on both", async () => {
  const { user } = await open("taken");
  await user.keyboard("{Alt>}7{/Alt}");
  const bodies = await screen.findAllByTestId("agency-item");
  await user.click(bodies[5] as HTMLElement);
  await user.type(await screen.findByTestId("merge-into"), "tai chinh");
  await user.click(await screen.findByTestId("merge-into-option"));
  await user.type(screen.getByTestId("merge-since"), "01/03/2025{Tab}");
  await user.click(screen.getByTestId("merge"));
  await waitFor(() => expect(screen.getAllByTestId("agency-item")[5]).toHaveTextContent("sáp nhập vào Sở Tài chính"));
  await waitFor(() => expect(screen.getAllByTestId("agency-item")[4]).toHaveTextContent("từ Sở Kế hoạch và Đầu tư"));
});

it("narrows the journal, leads to a criterion, and exports what is shown", async () => {
  const { user, calls, host } = await open("taken");
  await host.willPick(inFolder("nhat ky.csv"));
  await user.keyboard("{Alt>}8{/Alt}");
  const all = (await screen.findAllByTestId("journal-row")).length;
  await waitFor(() => expect(screen.getByTestId("journal-check")).toHaveTextContent("Sổ toàn vẹn"));
  await user.click(screen.getByTestId("journal-kind-review"));
  await waitFor(() => expect(screen.getAllByTestId("journal-row").length).toBeLessThan(all));
  await user.type(screen.getByTestId("journal-code"), "3.2.3");
  await waitFor(() => expect(screen.getAllByTestId("journal-row")).toHaveLength(1));
  expect(await screen.findByTestId("journal-entry")).toHaveTextContent("điểm thống nhất");
  await user.click(screen.getByTestId("journal-export"));
  expect(calls.at(-1)).toMatchObject({ command: "export_journal", args: { filter: { code: "3.2.3", kinds: ["review"] } } });
  await user.click(screen.getByText("Mở tiêu chí 3.2.3 ở Rà soát"));
  await screen.findAllByTestId("review-row");
  await waitFor(() => expect(selectedCriterion()).toBe("3.2.3"));
  expect(app.screen).toBe("review");
});

it("names what is wrong with a book that is not whole", async () => {
  const { user } = await open("taken", { check_store: () => ["mục nhật ký số 3 đã bị sửa"] });
  await user.keyboard("{Alt>}8{/Alt}");
  await waitFor(() => expect(screen.getByTestId("journal-check")).toHaveTextContent("Sổ có 1 lỗi toàn vẹn"));
  await waitFor(() => expect(screen.getByText("mục nhật ký số 3 đã bị sửa")).toBeInTheDocument());
});
