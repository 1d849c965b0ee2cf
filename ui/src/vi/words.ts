// A word for each value of the closed lists that the shell knows.

import type { AgencyBasis } from "../shell/types/AgencyBasis";
import type { BaselineKind } from "../shell/types/BaselineKind";
import type { Bucket } from "../shell/types/Bucket";
import type { Change } from "../shell/types/Change";
import type { ColumnRole } from "../shell/types/ColumnRole";
import type { Flag } from "../shell/types/Flag";
import type { Likelihood } from "../shell/types/Likelihood";
import type { Outcome } from "../shell/types/Outcome";
import type { ScoreState } from "../shell/types/ScoreState";
import type { Scoring } from "../shell/types/Scoring";
import type { Severity } from "../shell/types/Severity";
import type { Status } from "../shell/types/Status";

const baselineKind: Record<BaselineKind, string> = {
  published: "công bố",
  appraised: "thẩm định",
  self: "tự chấm",
};

const bucket: Record<Bucket, string> = {
  scored: "có điểm",
  blank: "để trống",
  not_self_scored: "không tự chấm",
  options: "dòng phương án",
  parents: "dòng cấp trên",
  totals: "dòng cộng",
  ignored: "ngoài bảng",
  unmatched: "không khớp",
  refused: "không nhận",
};

const agencyBasis: Record<AgencyBasis, string> = {
  given: "do người dùng chọn",
  letterhead: "theo tiêu đề thư",
  file_name: "theo tên tệp",
  led_rows: "theo các tiêu chí đã chấm",
};

const severity: Record<Severity, string> = {
  blocking: "Phải xử lý",
  warning: "Cần xem",
  note: "Lưu ý",
};

const scoring: Record<Scoring, string> = {
  self: "Tự chấm",
  survey: "Điều tra xã hội học",
  central: "Trung ương chấm",
};

const scoringShort: Record<Scoring, string> = {
  self: "tự chấm",
  survey: "XHH",
  central: "TW chấm",
};

const state: Record<ScoreState, string> = {
  scored: "đã chấm",
  blank: "để trống",
  missing: "chưa có",
  not_self_scored: "không tự chấm",
  not_applicable: "không áp dụng",
};

const flag: Record<Flag, string> = {
  below_max: "chưa đạt",
  total_loss: "mất hết",
  decreased: "giảm",
};

const status: Record<Status, string> = {
  not_reviewed: "chưa rà soát",
  in_review: "đang rà soát",
  awaiting_explanation: "chờ giải trình",
  agreed: "đã thống nhất",
  not_applicable: "không áp dụng",
};

const likelihood: Record<Likelihood, string> = {
  high: "khả năng cao",
  medium: "khả năng trung bình",
  low: "khả năng thấp",
};

const outcome: Record<Outcome, string> = {
  applied: "Ghi được",
  unchanged: "Đã có trong sổ",
  refused: "Chưa ghi được",
};

const columnRole: Record<ColumnRole, string> = {
  code: "Mã",
  name: "Tên tiêu chí",
  max: "Điểm tối đa",
  score: "Điểm tự chấm",
  evidence: "Tài liệu kiểm chứng",
  explanation: "Giải trình",
  appraisal: "Thẩm định (không lấy)",
  data: "Số liệu, cách tính (không lấy)",
  prior_self: "Năm trước, tự chấm",
  prior_appraised: "Năm trước, thẩm định",
  prior_published: "Năm trước, công bố",
  prior_code: "Mã năm trước",
  scoring: "Hình thức đánh giá",
  mark_self: "Đánh dấu tự chấm",
  mark_survey: "Đánh dấu điều tra XHH",
  mark_central: "Đánh dấu trung ương chấm",
  lead: "Cơ quan chủ trì",
  partner: "Cơ quan phối hợp",
  scale: "Thang điểm",
  other: "Không dùng",
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

export const words = {
  baselineKind, bucket, agencyBasis, severity, scoring, scoringShort, state, flag, status, likelihood, outcome, columnRole, change, changeSign,
};
