// Pages that look like a báo cáo nhanh, for judging the preview without the real typesetter.

const text = (x: number, y: number, s: string, more = "") =>
  `<text x="${x}" y="${y}" font-family="Tinos, Liberation Serif, Times New Roman, serif" font-size="4.6" ${more}>${s}</text>`;

export function page(index: number, width: number, height: number): string {
  const parts: string[] = [`<rect width="${width}" height="${height}" fill="#fff"/>`];
  const middle = (x: number) => `text-anchor="middle" ${x ? "" : ""}`;
  if (index === 0) {
    parts.push(text(62, 26, "UBND TỈNH SÔNG MÂY", middle(1)), text(62, 32, "SỞ NỘI VỤ", `${middle(1)} font-weight="bold"`));
    parts.push(text(140, 26, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", `${middle(1)} font-weight="bold"`));
    parts.push(text(140, 32, "Độc lập - Tự do - Hạnh phúc", `${middle(1)} font-weight="bold"`));
    parts.push(text(62, 42, "Số: 05/BC-SNV", middle(1)), text(140, 42, "Sông Mây, ngày 08 tháng 01 năm 2025", `${middle(1)} font-style="italic"`));
    parts.push(text(105, 60, "BÁO CÁO", `${middle(1)} font-weight="bold"`));
    parts.push(text(105, 67, "Nhanh kết quả tự chấm điểm Chỉ số cải cách hành chính năm 2024", `${middle(1)} font-weight="bold"`));
  } else {
    parts.push(text(width / 2, 14, String(index + 1), middle(1)));
  }
  for (let y = index === 0 ? 84 : 26; y < height - 24; y += 8) {
    const right = y % 40 < 8 ? width * 0.6 : width - 18;
    parts.push(`<line x1="${y % 40 === 2 ? 40 : 30}" y1="${y}" x2="${right}" y2="${y}" stroke="#888" stroke-width="1.1" stroke-dasharray="9 1.4 6 1.2 12 1.6"/>`);
  }
  parts.push(text(width / 2, height - 8, "DỮ LIỆU MẪU", `${middle(1)} fill="#777"`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm">${parts.join("")}</svg>`;
}
