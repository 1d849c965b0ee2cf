// Bộ tiêu chí and Cơ quan.

import type { Level } from "../shell/types/Level";

const level: Record<Level, string> = {
  field: "Lĩnh vực",
  criterion: "Tiêu chí",
  component: "Tiêu chí thành phần",
};

export const criteria = {
  title: (year: number) => `Bộ tiêu chí năm ${year}`,
  level,
  search: "Tìm theo mã, tên hoặc cơ quan",
  code: "Mã",
  name: "Tên",
  max: "Tối đa",
  scoring: "Hình thức",
  lead: "Chủ trì",
  partners: "Phối hợp",
  noLead: "chưa có",
  source: "Ô nguồn",
  priorCode: (year: number) => `Mã ${year}`,
  shown: (n: number, of: number) => (n === of ? `${of} dòng` : `${n} trên ${of} dòng`),
  nothing: "Không có tiêu chí nào khớp",
  nothingText: "Xóa ô tìm để xem lại cả bộ tiêu chí.",
  change: (code: string) => `Đổi cơ quan chủ trì ${code}`,
  changeKey: "Enter: đổi cơ quan chủ trì của dòng đang chọn",
  notSelf: (code: string) => `Tiêu chí ${code} không thuộc phần tự chấm của tỉnh nên không phân công chủ trì ở đây.`,
} as const;

export const agencies = {
  title: "Cơ quan",
  name: (year: number) => `Tên năm ${year}`,
  leads: "Chủ trì",
  leadsText: (n: number) => `chủ trì ${n} tiêu chí`,
  aliases: "Cách viết khác",
  fate: "Nguồn gốc, kế thừa",
  gone: (year: number) => `không còn trong năm ${year}`,
  mergedInto: (name: string, since: string) => `sáp nhập vào ${name}${since}`,
  cameFrom: (name: string, since: string) => `từ ${name}${since}`,
  since: (day: string) => ` từ ${day}`,
  names: "Các tên theo thời gian",
  from: "Từ ngày",
  to: "Đến ngày",
  beginning: "từ đầu",
  now: "đến nay",
  rename: "Đổi tên",
  renameText: "Các năm kết thúc trước ngày này giữ tên cũ.",
  newName: "Tên mới",
  sinceLabel: "Từ ngày",
  merge: "Sáp nhập vào cơ quan khác",
  mergeText: "Từ năm có ngày này, tiêu chí của cơ quan chuyển sang cơ quan kế thừa; các năm trước giữ nguyên.",
  into: "Cơ quan kế thừa",
  intoPlaceholder: "Chọn cơ quan",
  intoOpen: "Mở danh sách cơ quan",
  noneFits: "Không có cơ quan nào khớp",
  doMerge: "Sáp nhập",
  choose: "Chọn một cơ quan để xem các tên của nó.",
} as const;
