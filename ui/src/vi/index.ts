// The Vietnamese words of the frame and the four screens of the work, a file for each screen. Screens that are
// fetched later take theirs from their own file, so that the first one comes sooner. What the shell says (sentences
// about problems, operations, failures) comes from the shell.

import * as briefing from "./briefing";
import * as intake from "./intake";
import * as overview from "./overview";
import * as review from "./review";
import * as welcome from "./welcome";
import * as window from "./window";
import { words } from "./words";

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
};
