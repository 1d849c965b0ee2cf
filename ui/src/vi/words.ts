// A word for each value of the closed lists that the shell knows. Those that the shell has words for are generated from
// its own; the others are the window's alone.

import * as generated from "../shell/types/words";
import type { Change } from "../shell/types/Change";
import type { Outcome } from "../shell/types/Outcome";
import type { Scoring } from "../shell/types/Scoring";

/** For narrow columns. */
const scoringShort: Record<Scoring, string> = {
  self: "tự chấm",
  survey: "XHH",
  central: "TW chấm",
};

const outcome: Record<Outcome, string> = {
  applied: "Ghi được",
  unchanged: "Đã có trong sổ",
  refused: "Chưa ghi được",
};

const change: Record<Change, string> = {
  risen: "tăng",
  fallen: "giảm",
  same: "như cũ",
  appeared: "mới có",
  vanished: "không còn dòng",
  blanked: "thành để trống",
  filled: "đã điền",
};

const changeSign: Record<Change, string> = {
  risen: "▲",
  fallen: "▼",
  same: "=",
  appeared: "+",
  vanished: "−",
  blanked: "○",
  filled: "●",
};

export const words = { ...generated, scoringShort, outcome, change, changeSign };
