// Every Vietnamese word the window says of its own accord, a file for each screen. What the shell says (sentences
// about problems, operations, failures) comes from the shell.

import * as briefing from "./briefing";
import * as intake from "./intake";
import * as journal from "./journal";
import * as office from "./office";
import * as overview from "./overview";
import * as review from "./review";
import * as welcome from "./welcome";
import * as window from "./window";
import { words } from "./words";
import * as years from "./years";

export const vi = {
  appName: "Sổ điểm CCHC",
  sampleMark: "DỮ LIỆU MẪU",
  sampleMarkWhy: "Số liệu trong sổ này là bịa để dùng thử, không phải số liệu thật.",
  undone: (sentence: string) => `đã hoàn tác: ${sentence}`,
  redone: (sentence: string) => `đã làm lại: ${sentence}`,
  nothingToRedo: "không có thao tác nào để làm lại",
  nothingToUndo: "không có thao tác nào để hoàn tác",
  words,
  ...window,
  ...welcome,
  ...overview,
  ...intake,
  ...review,
  ...briefing,
  ...years,
  ...office,
  ...journal,
};
