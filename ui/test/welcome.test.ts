import { writeFileSync } from "node:fs";

import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { vi as words } from "../src/vi";
import { FILES } from "./stages";
import { inFolder, open } from "./window";

/** A bộ tiêu chí with a sum that is not its parts', and a criterion that does not say who scores it. */
const DOUBTFUL = `STT;Lĩnh vực/Tiêu chí/Tiêu chí thành phần;Điểm tối đa;Hình thức đánh giá;Cơ quan chủ trì
1;Công tác chỉ đạo, điều hành;3,50;;
1.1;Kế hoạch cải cách hành chính năm;3,50;;
1.1.1;Ban hành kế hoạch cải cách hành chính;1,00;Tự chấm;Sở Nội vụ
1.1.2;Hoàn thành kế hoạch cải cách hành chính;2,00;;Sở Nội vụ
`;

it("offers three ways in when no store is open", async () => {
  await open("welcome");
  for (const id of ["pick-catalogue", "open-store", "open-sample"]) expect(screen.getByTestId(id)).toBeEnabled();
  expect(screen.queryByTestId("nav-ra-soat"), "nothing to review yet").toBeNull();
});

it("shows what was understood of a bộ tiêu chí before a store is made of it", async () => {
  const { user, calls, host } = await open("welcome");
  writeFileSync(inFolder("bo tieu chi.csv"), DOUBTFUL);
  await host.willPick(inFolder("bo tieu chi.csv"));
  await host.willPick(inFolder("moi.sodiem"));
  await user.clear(screen.getByTestId("year"));
  await user.type(screen.getByTestId("year"), "2024");
  await user.click(screen.getByTestId("pick-catalogue"));
  expect(await screen.findByTestId("create-store")).toBeEnabled();
  expect(calls.at(-1)).toEqual({ command: "pick_catalogue", args: { year: 2024 } });
  await waitFor(() => expect(screen.getAllByTestId("problem-item"), "each with its cell").toHaveLength(2));
  await user.click(screen.getByTestId("create-store"));
  expect(await screen.findByTestId("status-bar")).toBeVisible();
});

it("does not make a store of a bộ tiêu chí that cannot be used", async () => {
  const { user, host } = await open("welcome", {
    pick_catalogue: async (_, program) => ({ ...((await program.invoke("pick_catalogue", { year: 2024 })) as object), usable: false }),
  });
  await host.willPick(FILES.catalogue);
  await user.click(screen.getByTestId("pick-catalogue"));
  expect(await screen.findByTestId("create-store")).toBeDisabled();
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent(words.catalogue.unusable));
});

it("says a failure in the shell's words, and leaves the screen as it was", async () => {
  const { user, host } = await open("welcome");
  writeFileSync(inFolder("bang-diem.sodiem"), "không phải sổ điểm");
  await host.willPick(inFolder("bang-diem.sodiem"));
  await user.click(screen.getByTestId("open-store"));
  const dialog = await screen.findByTestId("failure");
  expect(dialog).toHaveTextContent("không phải là sổ điểm");
  expect(dialog).toHaveTextContent("not_a_store");
  await user.click(screen.getByTestId("close-dialog"));
  await waitFor(() => expect(screen.queryByTestId("failure")).toBeNull());
  await waitFor(() => expect(screen.getByTestId("open-sample")).toBeVisible());
});

it("marks a sample store on every screen", async () => {
  const { user } = await open("taken");
  for (const screenOf of ["nav-tong-quan", "nav-tiep-nhan", "nav-ra-soat", "nav-bao-cao"]) {
    await user.click(screen.getByTestId(screenOf));
    expect(screen.getByTestId("sample-mark"), screenOf).toHaveTextContent("DỮ LIỆU MẪU");
  }
});
