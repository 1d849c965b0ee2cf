//! The words that files are made of: headings as they were found (`domain.md` §2.1) and as people vary them.

/// Bodies of an invented province.
pub(crate) const BODIES: [&str; 8] = [
    "Sở Nội vụ",
    "Văn phòng UBND tỉnh",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Thông tin và Truyền thông",
    "Sở Kế hoạch và Đầu tư",
    "Sở Khoa học và Công nghệ",
    "Sở Y tế",
];

/// Beginnings of criteria.
pub(crate) const VERBS: [&str; 22] = [
    "Ban hành",
    "Thực hiện",
    "Mức độ hoàn thành",
    "Tỷ lệ",
    "Công khai",
    "Xử lý",
    "Chất lượng",
    "Kết quả",
    "Xây dựng",
    "Kiểm tra",
    "Tổ chức triển khai",
    "Rà soát",
    "Đánh giá",
    "Cập nhật",
    "Bố trí",
    "Hoàn thành",
    "Bảo đảm",
    "Tuyên truyền về",
    "Số lượng",
    "Việc chấp hành",
    "Sự hài lòng về",
    "Quản lý, sử dụng",
];

/// What they are about.
pub(crate) const OBJECTS: [&str; 26] = [
    "kế hoạch cải cách hành chính",
    "chế độ báo cáo định kỳ",
    "văn bản quy phạm pháp luật",
    "thủ tục hành chính",
    "hồ sơ thủ tục hành chính",
    "hồ sơ trực tuyến",
    "danh mục vị trí việc làm",
    "biên chế công chức",
    "số lượng người làm việc",
    "cơ chế một cửa, một cửa liên thông",
    "dịch vụ công trực tuyến toàn trình",
    "dịch vụ công trực tuyến một phần",
    "tài sản công",
    "kinh phí ngân sách",
    "vốn đầu tư công",
    "đơn vị sự nghiệp công lập",
    "cơ sở dữ liệu dùng chung",
    "hạ tầng số",
    "kiến nghị của người dân, doanh nghiệp",
    "kỷ luật, kỷ cương hành chính",
    "quy chế làm việc",
    "đào tạo, bồi dưỡng cán bộ",
    "phân cấp quản lý",
    "nhiệm vụ UBND tỉnh giao",
    "sáng kiến, giải pháp mới",
    "hoà giải ở cơ sở",
];

/// How they end.
pub(crate) const TAILS: [&str; 16] = [
    "đúng thời hạn",
    "trong năm",
    "của tỉnh",
    "theo quy định",
    "tại các sở, ngành",
    "cấp huyện",
    "cấp xã",
    "đúng hạn",
    "kịp thời, đầy đủ",
    "và công khai kết quả",
    "qua kiểm tra",
    "hằng năm",
    "đạt yêu cầu",
    "so với kế hoạch",
    "trên môi trường số",
    "của các cơ quan, đơn vị",
];

/// Names of criteria that look like something else: headings, totals, notes, counts.
pub(crate) const TRAPS: [&str; 14] = [
    "Tổng số thủ tục hành chính được rà soát",
    "Tổng điểm hài lòng của người dân",
    "Cộng tác viên dư luận xã hội",
    "Nội dung công khai trên Cổng dịch vụ công",
    "Kết quả thẩm định dự thảo văn bản",
    "Ghi chú, cập nhật hồ sơ công chức",
    "Kế hoạch năm 2024 được ban hành trong tháng 01",
    "02 nhiệm vụ trọng tâm Chính phủ giao",
    "Giám đốc sở đối thoại với công chức",
    "Tự đánh giá, chấm điểm đúng hạn",
    "Điều tra xã hội học về sự hài lòng",
    "Điểm tiếp nhận hồ sơ tại cấp xã",
    "Thẩm định nguồn vốn đầu tư công",
    "Tài liệu kiểm chứng được cập nhật đầy đủ",
];

pub(crate) const CODE: [&str; 8] =
    ["STT", "TT", "Số TT", "Mã", "Mã tiêu chí", "Mã số", "Số thứ tự", "MÃ TC"];
pub(crate) const RUNNING: [&str; 3] = ["STT", "TT", "Số TT"];
pub(crate) const CODE_BESIDE_RUNNING: [&str; 3] = ["Mã tiêu chí", "Mã số", "Ký hiệu"];
pub(crate) const NAME: [&str; 9] = [
    "Lĩnh vực/Tiêu chí/Tiêu chí thành phần",
    "Tiêu chí, tiêu chí thành phần",
    "Tiêu chí",
    "Nội dung, các tiêu chí cụ thể",
    "NỘI DUNG, CÁC TIÊU CHÍ CỤ THỂ",
    "Nội dung",
    "Tên tiêu chí",
    "Lĩnh vực, tiêu chí",
    "Nội dung tiêu chí",
];
pub(crate) const MAX: [&str; 6] = [
    "Điểm tối đa",
    "Điểm chuẩn",
    "Thang điểm",
    "ĐIỂM TỐI ĐA",
    "Điểm tối đa theo quy định",
    "Số điểm tối đa",
];
pub(crate) const SCORE: [&str; 16] = [
    "Tự đánh giá",
    "Điểm tự đánh giá",
    "Điểm tự chấm",
    "Điểm chấm",
    "Tổng điểm chấm",
    "Điểm đạt được",
    "Tự chấm năm 2024",
    "ĐIỂM TỰ CHẤM NĂM 2024",
    "Điểm đơn vị tự chấm",
    "Kết quả tự chấm điểm",
    "Điểm tự chấm (năm 2024)",
    "Cơ quan tự chấm",
    "Điểm tự chấm của đơn vị",
    "Năm 2024",
    "Điểm đánh giá",
    "Điểm cơ quan tự đánh giá",
];
/// Columns beside the score that could be it as well.
pub(crate) const SECOND_SCORE: [&str; 9] = [
    "Điểm đơn vị tự xác định",
    "Điểm đề nghị điều chỉnh",
    "Tự chấm lần 2",
    "Điểm sau rà soát",
    "Điểm thống nhất của lãnh đạo",
    "Điểm tự chấm (chính thức)",
    "Điểm điều chỉnh (lần 2)",
    "Ước cả năm",
    "Điểm quý IV",
];
pub(crate) const EVIDENCE: [&str; 6] = [
    "Tài liệu kiểm chứng",
    "Tài liệu kiểm chứng/Giải trình",
    "Các yêu cầu và tài liệu kiểm chứng",
    "Tài liệu minh chứng",
    "TLKC",
    "Hồ sơ, tài liệu kiểm chứng",
];
pub(crate) const EXPLANATION: [&str; 6] = [
    "Giải trình",
    "Ghi chú",
    "Ghi chú của đơn vị",
    "GHI CHÚ (Lý do cụ thể, chênh lệch với điểm chuẩn)",
    "Lý do mất điểm",
    "Thuyết minh",
];
pub(crate) const APPRAISAL: [&str; 5] = [
    "Thẩm định",
    "Điểm thẩm định",
    "Điểm thẩm định (lần 1)",
    "Điểm Hội đồng thẩm định chấm",
    "HĐTĐ",
];
pub(crate) const OPINION: [&str; 2] = ["Ý kiến hội đồng thẩm định", "Ghi chú của thẩm định"];
pub(crate) const DATA: [&str; 3] = ["Số liệu kê khai", "Cách tính điểm", "Số liệu"];
pub(crate) const PRIOR: [&str; 6] = [
    "Điểm năm 2023",
    "Kết quả năm 2023",
    "Năm trước",
    "Điểm tự chấm năm 2023",
    "Điểm thẩm định năm 2023",
    "Năm 2023",
];
pub(crate) const OLDER: [&str; 3] = ["Điểm năm 2022", "Điểm tự chấm năm 2022", "Năm 2022"];
pub(crate) const UNIT: [&str; 3] = ["Cơ quan chủ trì", "Đơn vị phụ trách", "Cơ quan tham mưu"];
pub(crate) const OTHER: [&str; 7] = [
    "Tăng, giảm",
    "So sánh với năm 2023",
    "Mất điểm",
    "Tỷ lệ đạt (%)",
    "Điểm bị mất",
    "Chênh lệch so với điểm tối đa",
    "Xếp loại",
];

/// Options under a criterion, the best first.
pub(crate) const OPTIONS: [[&str; 3]; 5] = [
    ["Đạt trên 95%", "Đạt từ 80% đến 95%", "Đạt dưới 80%"],
    ["Ban hành đúng thời hạn", "Ban hành chậm từ 1 đến 10 ngày", "Không ban hành"],
    ["100% cơ quan thực hiện", "Từ 70% đến dưới 100%", "Dưới 70% số cơ quan"],
    ["Có từ 02 sáng kiến trở lên", "Có 01 sáng kiến", "Không có sáng kiến"],
    ["Hoàn thành 100% kế hoạch: 1,5 điểm", "Hoàn thành từ 80%: 1 điểm", "Dưới 80%: 0 điểm"],
];
pub(crate) const OPTION_MARKS: [&str; 8] = ["", "", "-", "+", "*", "a)", "•", "1"];
pub(crate) const DATA_ROWS: [&str; 4] = [
    "Số văn bản được ban hành trong năm",
    "Tổng số hồ sơ tiếp nhận",
    "Số hồ sơ giải quyết đúng hạn",
    "* Ghi rõ số liệu và nguồn",
];
pub(crate) const TOTALS: [&str; 6] =
    ["Tổng cộng", "TỔNG CỘNG", "Cộng", "Tổng điểm", "Tổng số điểm tự chấm", "TỔNG ĐIỂM"];

/// Words in a score cell that mean nothing was scored.
pub(crate) const NOTHING: [&str; 9] = [
    "-",
    "–",
    "KCĐ",
    "Không chấm",
    "chưa có số liệu",
    "Chưa chấm",
    "không tự chấm",
    "\u{a0}",
    "Chưa có số liệu",
];
/// Words that mean it does not apply.
pub(crate) const NOT_APPLICABLE: [&str; 3] = ["Không áp dụng", "KAD", "không áp dụng"];
/// What only a person can decide.
pub(crate) const UNCLEAR: [&str; 32] = [
    "½",
    "1/3",
    "x",
    "X",
    "100%",
    "95%",
    "0,5/0,7",
    "0,5-1",
    "≥ 0,5",
    "0,5*",
    "Đạt",
    "1,2,3",
    "O",
    "l",
    "0;5",
    "0,5?",
    "khoảng 1",
    "0,5 (dự kiến)",
    "1 5",
    "#REF!",
    "0,5 đến 1",
    "không",
    "1e0",
    "5%",
    "✓",
    "●",
    "//",
    "…",
    "()",
    "0,5…",
    "–0,25",
    ">0,5",
];

pub(crate) const EVIDENCES: [&str; 6] = [
    "Kế hoạch số 80/KH-UBND ngày 18/01/2024",
    "Báo cáo số 12/BC-SNV ngày 10/12/2024",
    "- Quyết định số 1.234/QĐ-UBND;\n- Công văn số 45/SNV-CCHC",
    "xem file",
    "Công khai cấp xã.docx",
    "0,75 điểm theo Thông báo số 5/TB-HĐTĐ",
];
pub(crate) const EXPLANATIONS: [&str; 4] = [
    "Còn 02/24 nhiệm vụ chưa hoàn thành",
    "Do cơ quan chủ trì trình chậm; mất 0,25 điểm",
    "Không phát sinh",
    "Dự kiến hoàn thành trong quý I/2025",
];

pub(crate) const SIGNATORIES: [&str; 2] = ["GIÁM ĐỐC", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"];
