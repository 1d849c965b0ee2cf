// This file was generated from scorebook's words (`cargo xtask types`). Do not edit it.
import type { AgencyBasis } from "./AgencyBasis";
import type { BaselineKind } from "./BaselineKind";
import type { Bucket } from "./Bucket";
import type { ColumnRole } from "./ColumnRole";
import type { Flag } from "./Flag";
import type { Likelihood } from "./Likelihood";
import type { LinkKind } from "./LinkKind";
import type { ScoreState } from "./ScoreState";
import type { Scoring } from "./Scoring";
import type { Severity } from "./Severity";
import type { Status } from "./Status";

export const agencyBasis: Record<AgencyBasis, string> = {
  given: "do người dùng chọn",
  letterhead: "theo tiêu đề thư",
  file_name: "theo tên tệp",
  led_rows: "theo các tiêu chí đã chấm",
};

export const baselineKind: Record<BaselineKind, string> = {
  published: "công bố",
  appraised: "thẩm định",
  self: "tự chấm",
};

export const bucket: Record<Bucket, string> = {
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

export const columnRole: Record<ColumnRole, string> = {
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

export const flag: Record<Flag, string> = {
  below_max: "chưa đạt tối đa",
  total_loss: "mất toàn bộ",
  decreased: "giảm",
};

export const likelihood: Record<Likelihood, string> = {
  high: "cao",
  medium: "trung bình",
  low: "thấp",
};

export const linkKind: Record<LinkKind, string> = {
  same: "giữ nguyên",
  renamed: "đổi tên",
  reweighted: "đổi điểm tối đa",
  split: "tách",
  merged: "gộp",
  new: "mới",
  dropped: "bỏ",
};

export const scoring: Record<Scoring, string> = {
  self: "Tự chấm",
  survey: "Điều tra XHH",
  central: "Trung ương chấm",
};

export const severity: Record<Severity, string> = {
  blocking: "phải xử lý",
  warning: "cần xem",
  note: "lưu ý",
};

export const state: Record<ScoreState, string> = {
  scored: "đã chấm",
  blank: "để trống",
  missing: "chưa có",
  not_self_scored: "không tự chấm",
  not_applicable: "không áp dụng",
};

export const status: Record<Status, string> = {
  not_reviewed: "chưa rà soát",
  in_review: "đang rà soát",
  awaiting_explanation: "chờ giải trình",
  agreed: "đã thống nhất",
  not_applicable: "không áp dụng",
};
