// The sample province at stages of the work. Stores are made once for all tests, by the program itself, and copied
// for each.

import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TestProject } from "vitest/node";

import { Host } from "./host";

/** "welcome": no store; "sample": only the catalogue; "pending": six files wait, two of them in doubt; "taken": five
 * are in; "frozen": and the figures are frozen. */
export type Stage = "welcome" | "sample" | "pending" | "taken" | "frozen";

/** The morning on which each test begins. */
export const NOW = "2024-12-20T09:30:00";

const sample = (name: string) => join(import.meta.dirname, "../../sample/files", name);

export const FILES = {
  catalogue: sample("bo-tieu-chi-2024.xlsx"),
  snv: sample("SNV_tự chấm CCHC 2024.xlsx"),
  vp: sample("VPUB - Bieu tu danh gia PAR INDEX 2024 (KSTT).xlsx"),
  stp: sample("Tu cham PAR 2024 - So Tu phap.xls"),
  tttt: sample("Biểu chấm điểm CCHC 2024_Sở TT&TT.ods"),
  ttttAgain: sample("ban-sua-doi/Biểu chấm điểm CCHC 2024_Sở TT&TT (lần 2).ods"),
  stc: sample("SoTaiChinh_CCHC_2024.csv"),
  khdt: sample("Phụ lục kèm công văn - tự chấm CCHC 2024.xlsx"),
  /** Sở Tư pháp's file with scores that cannot be. */
  overMax: sample("hong/over-max.xlsx"),
  /** A table that does not say whose it is. */
  noBody: sample("hong/no-body.xlsx"),
};

/** The files that wait at the stage "pending", in order. */
export const PENDING = [FILES.snv, FILES.vp, FILES.overMax, FILES.tttt, FILES.stc, FILES.noBody];

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of the stages' stores. */
    stages: string;
  }
}

export const storeOf = (folder: string, stage: "sample" | "taken" | "frozen") => join(folder, `${stage}.sodiem`);

/** Makes the stores, before the first test. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), "sodiem-ui-"));
  const host = new Host();
  try {
    await make(host, folder);
  } finally {
    host.end();
  }
  project.provide("stages", folder);
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function make(host: Host, folder: string): Promise<void> {
  // a folder for each start, so that none opens what the one before had open
  let starts = 0;
  const start = (store: string | null) =>
    host.start({ folder: join(folder, `program-${++starts}`), store, now: NOW });
  const copy = async (from: string, to: string) => {
    // closed first: what is copied is whole
    await start(null);
    copyFileSync(from, to);
    await start(to);
  };
  await start(null);
  await host.willPick(FILES.catalogue);
  await host.invoke("pick_catalogue", { year: 2024 });
  await host.willPick(storeOf(folder, "sample"));
  await host.invoke("create_store");

  await copy(storeOf(folder, "sample"), storeOf(folder, "taken"));
  await host.willPick(FILES.snv, FILES.stp, FILES.vp, FILES.tttt, FILES.stc);
  await host.invoke("pick_files");
  await host.invoke("confirm_all");
  await host.invoke("decide", {
    code: "1.1.2", verdict: "record",
    decision: {
      ...NO_DECISION, agreed: "1.25", cause: "02 nhiệm vụ chưa hoàn thành do chậm bố trí kinh phí.",
      remedy: "Hoàn thành trong quý I năm 2025; báo cáo UBND tỉnh trước 31/3/2025.", due: "2025-03-31",
    },
  });
  await host.invoke("decide", {
    code: "3.2.3", verdict: "record",
    decision: {
      ...NO_DECISION, agreed: "0.625", reason: "Đã công khai bổ sung một phần trước ngày 20/12/2024.",
      cause: "Cấp xã chưa công khai tiến độ giải quyết hồ sơ.", remedy: "Đôn đốc 08 xã công khai đầy đủ.", due: "2025-01-06",
    },
  });

  await copy(storeOf(folder, "taken"), storeOf(folder, "frozen"));
  await host.invoke("save_scenario", { scenario: { name: "Khắc phục trước 31/12", ticked: ["1.3.2"] } });
  await host.invoke("freeze");
  await start(null);
}

const NO_DECISION = {
  agreed: null, reason: "", cause_id: null, cause: "", remedy: "", due: null, responsible: [], recoverable: null,
  likelihood: null, notes: "", asked: "", answer_by: null,
};
