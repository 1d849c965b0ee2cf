import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { inFolder, open } from "./window";

const WAYS: Record<string, string> = { self: "Tự chấm", survey: "Điều tra xã hội học", central: "Trung ương chấm" };
const BODIES: Record<string, string> = {
  SNV: "Sở Nội vụ", VP: "Văn phòng UBND tỉnh", STP: "Sở Tư pháp", TTTT: "Sở Thông tin và Truyền thông", TC: "Sở Tài chính",
  KHDT: "Sở Kế hoạch và Đầu tư",
};

/** The sample's bộ tiêu chí for the next year: one maximum changed, one criterion replaced by another, one gone. */
function nextCatalogue(): string {
  const lines = readFileSync(join(import.meta.dirname, "../../sample/province.csv"), "utf8").split(/\r?\n/).slice(1);
  const rows = lines.map((line) => line.split(";")).filter(([code]) => code && code !== "8.3");
  const text = rows.map(([code, name, max = "", way = "", lead = ""]) => {
    const points = code === "1.1.2" ? "2" : max;
    const said = code === "1.2" ? "Đối thoại với tổ chức, cá nhân về thủ tục hành chính" : name;
    return [code, said, points.replace(".", ","), WAYS[way] ?? "", BODIES[lead] ?? ""].join(";");
  });
  const path = inFolder("bo tieu chi 2025.csv");
  writeFileSync(path, ["STT;Lĩnh vực/Tiêu chí/Tiêu chí thành phần;Điểm tối đa;Hình thức đánh giá;Cơ quan chủ trì", ...text].join("\n"));
  return path;
}

/** Năm, in a year that was just begun from a file. */
async function secondYear() {
  const opened = await open("taken");
  await opened.user.keyboard("{Alt>}5{/Alt}");
  await screen.findByText("Sổ không có năm 2023");
  await opened.user.click(screen.getByTestId("next-year"));
  await opened.host.willPick(nextCatalogue());
  await opened.user.click(await screen.findByTestId("next-year-file"));
  await waitFor(() => expect(screen.getByTestId("next-year-preview")).toHaveTextContent("bo tieu chi 2025"));
  await opened.user.click(screen.getByTestId("begin-year"));
  await screen.findAllByTestId("link-row");
  return opened;
}

const rows = () => screen.getAllByTestId("link-row");
const selected = () => rows().findIndex((row) => row.getAttribute("aria-selected") === "true");

it("shows what a new year would be before it is begun, and begins it with one button", async () => {
  const { user, calls } = await open("taken", {
    // every criterion of the sample has a lead
    preview_year: async (args, program) => ({ ...((await program.invoke("preview_year", args)) as object), without_lead: 1 }),
  });
  await user.keyboard("{Alt>}5{/Alt}");
  await user.click(await screen.findByTestId("next-year"));
  const preview = await screen.findByTestId("next-year-preview");
  expect(preview).toHaveTextContent("85 lấy từ năm nay");
  expect(preview).toHaveTextContent("1 tiêu chí tự chấm chưa có cơ quan chủ trì");
  expect(calls.some((call) => call.command === "begin_year")).toBe(false);
  await user.click(screen.getByTestId("begin-year"));
  await waitFor(() => expect(screen.getByTestId("status-bar")).toHaveTextContent("Năm 2025"));
  await user.click(await screen.findByTestId("year-2024"));
  await waitFor(() => expect(screen.getByTestId("status-bar")).toHaveTextContent("Năm 2024"));
});

it("does not begin a year whose bộ tiêu chí has problems that block it", async () => {
  const { user } = await open("taken", {
    preview_year: async (args, program) => ({ ...((await program.invoke("preview_year", args)) as object), possible: false }),
  });
  await user.keyboard("{Alt>}5{/Alt}");
  await user.click(await screen.findByTestId("next-year"));
  expect(await screen.findByTestId("begin-year")).toBeDisabled();
  await waitFor(() => expect(screen.getByTestId("next-year-preview")).toHaveTextContent("Sửa tệp rồi chọn lại"));
});

it("takes a proposal with one key, counts what is left, and goes on to the next row", async () => {
  const { user, calls } = await secondYear();
  const total = Number(/\d+/.exec(screen.getByTestId("undecided").textContent)?.[0]);
  expect(total).toBeGreaterThan(50);
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("c");
  await waitFor(() => expect(screen.getByTestId("undecided")).toHaveTextContent(`${total - 1} trên ${total}`));
  await waitFor(() => expect(rows()[0]).toHaveTextContent("đã quyết định"));
  await waitFor(() => expect(selected()).toBe(1));
  const decided = calls.filter((call) => call.command === "decide_link");
  expect(decided.at(-1)?.args).toMatchObject({ link: { kind: "same", decided: true } });
  await user.keyboard("{Home}c");
  expect(await screen.findByText("Dòng này đã được quyết định.")).toBeVisible();
  expect(calls.filter((call) => call.command === "decide_link")).toHaveLength(1);
});

it("takes every sure proposal with one button, and gives them back with one undo", async () => {
  const { user, calls } = await secondYear();
  const before = screen.getByTestId("undecided").textContent;
  const button = screen.getByTestId("accept-sure");
  const sure = Number(/\d+/.exec(button.textContent)?.[0]);
  await user.click(button);
  await waitFor(() => expect(screen.queryByTestId("accept-sure"), "none is left").toBeNull());
  expect(screen.getByTestId("undecided")).not.toHaveTextContent(before);
  expect(sure, "what is new, and what is gone, is looked at").toBe(Number(/\d+/.exec(before)?.[0]) - 3);
  expect(calls.filter((call) => call.command === "decide_link"), "not one by one").toEqual([]);
  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(screen.getByTestId("undecided")).toHaveTextContent(before));
});

it("says of each row whether its scores compare, and why", async () => {
  const { user } = await secondYear();
  await waitFor(() => expect(rows()[1]).toHaveTextContent("theo tỷ lệ"));
  await waitFor(() => expect(rows()[2]).toHaveTextContent("không so"));
  await user.click(screen.getByTestId("links-incomparable"));
  await waitFor(() => expect(rows()).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId("link-form")).toHaveTextContent("Không so với năm trước"));
});

it("decides by hand, by keyboard alone, and comes back to the table", async () => {
  const { user, calls } = await secondYear();
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("{Home}{ArrowDown}{ArrowDown}{Enter}");
  await waitFor(() => expect(screen.getByTestId("link-kind")).toHaveFocus());
  await user.selectOptions(screen.getByTestId("link-kind"), "new");
  await waitFor(() => expect(within(screen.getByTestId("link-form")).getByText("không có tiêu chí nào")).toBeVisible());
  await user.type(screen.getByTestId("link-note"), "Công văn 8131{Enter}");
  await waitFor(() =>
    expect(calls.at(-1)?.command === "crosswalk" && calls.find((call) => call.command === "decide_link")?.args).toMatchObject({
      link: { kind: "new", earlier: [], note: "Công văn 8131" },
    }),
  );
  await waitFor(() => expect(screen.getByRole("grid")).toHaveFocus());
  await user.keyboard("{End}");
  await waitFor(() => expect(screen.getByTestId("link-form")).toHaveTextContent(/Năm 2025\s*không có tiêu chí nào/));
});

it("says why the shell refuses a link, and leaves the row as it was", async () => {
  const { user } = await secondYear();
  const before = screen.getByTestId("undecided").textContent;
  await user.click(screen.getAllByRole("button", { name: /^Bỏ 1\.1\.1/ })[0] as HTMLElement);
  await user.click(screen.getByTestId("link-save"));
  expect(await screen.findByTestId("failure")).toHaveTextContent("không khớp với loại quan hệ đã chọn");
  await user.click(screen.getByTestId("close-dialog"));
  await waitFor(() => expect(screen.getByTestId("undecided")).toHaveTextContent(before));
  await waitFor(() => expect(rows()[0]).toHaveTextContent("đề xuất"));
});
