// A made-up province, in the shape of a real one. Every name and number here is invented.
// Line: code | name, and for a component: | max | how scored | lead | last year's published points | this
// year's self-score ("" blank, "-" no row).

export const AGENCIES = [
  { key: "SNV", name: "Sở Nội vụ", aliases: ["SNV"] },
  { key: "VP", name: "Văn phòng UBND tỉnh", aliases: ["VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"] },
  { key: "STP", name: "Sở Tư pháp", aliases: ["STP"] },
  { key: "TTTT", name: "Sở Thông tin và Truyền thông", aliases: ["Sở TT&TT", "STTTT"] },
  { key: "STC", name: "Sở Tài chính", aliases: ["STC"] },
  { key: "KHDT", name: "Sở Kế hoạch và Đầu tư", aliases: ["Sở KH&ĐT", "SKHĐT"] },
] as const;

export const CATALOGUE = `
1|Công tác chỉ đạo, điều hành cải cách hành chính
1.1|Kế hoạch cải cách hành chính năm
1.1.1|Ban hành kế hoạch cải cách hành chính năm đúng thời hạn, đủ nội dung|0.5|self|SNV|0.5|0.5
1.1.2|Mức độ hoàn thành kế hoạch cải cách hành chính năm|1.5|self|SNV|1.5|1.25
1.2|Chế độ báo cáo cải cách hành chính
1.2.1|Thực hiện báo cáo định kỳ và báo cáo chuyên đề về cải cách hành chính|1|self|SNV|0.75|1
1.3|Kiểm tra công tác cải cách hành chính
1.3.1|Tỷ lệ cơ quan, đơn vị được kiểm tra trong năm|0.75|self|SNV|0.75|0.75
1.3.2|Xử lý các vấn đề phát hiện qua kiểm tra|0.75|self|SNV|0.75|0.5
1.4|Công tác tuyên truyền cải cách hành chính
1.4.1|Hoàn thành kế hoạch tuyên truyền cải cách hành chính|0.5|self|SNV|0.5|0.5
1.4.2|Đa dạng hình thức tuyên truyền về cải cách hành chính|0.5|self|TTTT|0.25|0.5
1.5|Thực hiện nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao
1.5.1|Tỷ lệ nhiệm vụ được giao đã hoàn thành đúng tiến độ|2|self|VP|1.75|1.5
1.6|Tác động của công tác chỉ đạo, điều hành
1.6.1|Chất lượng chỉ đạo, điều hành cải cách hành chính của tỉnh|2.5|survey||2.1184|-
2|Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật tại tỉnh
2.1|Theo dõi tình hình thi hành pháp luật
2.1.1|Ban hành và thực hiện kế hoạch theo dõi tình hình thi hành pháp luật|0.5|self|STP|0.5|0.5
2.1.2|Xử lý kết quả theo dõi tình hình thi hành pháp luật|1|self|STP|1|1
2.2|Rà soát, hệ thống hóa văn bản quy phạm pháp luật
2.2.1|Thực hiện kế hoạch rà soát, hệ thống hóa văn bản quy phạm pháp luật|0.5|self|STP|0.5|0.5
2.2.2|Xử lý kết quả rà soát văn bản quy phạm pháp luật|1|self|STP|0.75|1
2.3|Kiểm tra, xử lý văn bản quy phạm pháp luật
2.3.1|Thực hiện kế hoạch kiểm tra văn bản quy phạm pháp luật|0.5|self|STP|0.5|0.5
2.3.2|Xử lý văn bản trái pháp luật do kiểm tra phát hiện|1|self|STP|1|0.75
2.3.3|Xử lý văn bản trái pháp luật do cơ quan có thẩm quyền kiến nghị|1|self|STP|1|0
2.4|Tác động của văn bản quy phạm pháp luật
2.4.1|Tính đồng bộ, thống nhất của hệ thống văn bản quy phạm pháp luật|1.5|survey||1.2046|-
2.4.2|Tính hợp lý của văn bản quy phạm pháp luật do tỉnh ban hành|1.5|survey||1.1873|-
2.4.3|Tính khả thi của văn bản quy phạm pháp luật do tỉnh ban hành|1.5|survey||1.231|-
3|Cải cách thủ tục hành chính
3.1|Kiểm soát quy định thủ tục hành chính
3.1.1|Tham gia ý kiến, thẩm định quy định thủ tục hành chính|0.5|self|STP|0.5|0.5
3.1.2|Xử lý các vấn đề phát hiện qua rà soát thủ tục hành chính|1|self|VP|1|0.5
3.2|Công bố, công khai thủ tục hành chính
3.2.1|Công bố đầy đủ, kịp thời danh mục thủ tục hành chính|1|self|VP|0.75|0.75
3.2.2|Nhập, đăng tải thủ tục hành chính vào Cơ sở dữ liệu quốc gia|0.5|self|VP|0.5|0.5
3.2.3|Công khai thủ tục hành chính trên Cổng thông tin điện tử và Trang thông tin điện tử|0.5|self|VP|0.25|0.25
3.2.4|Công khai tiến độ, kết quả giải quyết hồ sơ thủ tục hành chính|0.75|self|VP|0.75|0.25
3.3|Thực hiện cơ chế một cửa, một cửa liên thông
3.3.1|Tỷ lệ thủ tục hành chính thực hiện theo cơ chế một cửa|1|self|VP|1|1
3.3.2|Số nhóm thủ tục hành chính thực hiện liên thông cùng cấp|0.5|self|VP|0.5|0.5
3.3.3|Số nhóm thủ tục hành chính thực hiện liên thông giữa các cấp chính quyền|0.5|self|VP|0.5|0.5
3.4|Kết quả giải quyết hồ sơ thủ tục hành chính
3.4.1|Tỷ lệ hồ sơ thủ tục hành chính do cơ quan chuyên môn cấp tỉnh giải quyết đúng hạn|1|self|VP|1|0.75
3.4.2|Tỷ lệ hồ sơ thủ tục hành chính do Ủy ban nhân dân cấp huyện giải quyết đúng hạn|1|self|VP|0.75|0.75
3.4.3|Tỷ lệ hồ sơ thủ tục hành chính do Ủy ban nhân dân cấp xã giải quyết đúng hạn|1|self|VP|1|1
3.4.4|Thực hiện việc xin lỗi người dân, tổ chức khi để xảy ra trễ hẹn giải quyết hồ sơ|0.5|self|VP|0.5|0
3.5|Tiếp nhận, xử lý phản ánh, kiến nghị
3.5.1|Tỷ lệ phản ánh, kiến nghị về quy định hành chính được xử lý|0.5|self|VP|0.5|0.5
3.5.2|Công khai kết quả trả lời phản ánh, kiến nghị của cá nhân, tổ chức|0.5|self|VP|0.5|
3.5.3|Chất lượng phục vụ của bộ phận một cửa các cấp|3.75|survey||3.1267|-
4|Cải cách tổ chức bộ máy hành chính
4.1|Thực hiện quy định về tổ chức bộ máy
4.1.1|Sắp xếp tổ chức bộ máy cơ quan chuyên môn theo quy định|1|self|SNV|1|1
4.1.2|Cơ cấu số lượng lãnh đạo tại các cơ quan hành chính và đơn vị sự nghiệp|1|self|SNV|0.5|0.5
4.1.3|Tỷ lệ giảm số lượng đơn vị sự nghiệp công lập so với năm 2021|1|self|SNV|0.5|0.75
4.2|Thực hiện quy định về quản lý biên chế
4.2.1|Sử dụng biên chế hành chính không vượt số được giao|1|self|SNV|1|1
4.2.2|Sử dụng số người làm việc trong đơn vị sự nghiệp không vượt số được giao|1|self|SNV|1|1
4.2.3|Tỷ lệ giảm biên chế so với năm 2021|1|self|SNV|0.75|0.75
4.3|Thực hiện phân cấp quản lý
4.3.1|Thực hiện các quy định về phân cấp quản lý nhà nước|0.5|self|SNV|0.5|0.5
4.3.2|Kiểm tra, đánh giá định kỳ nhiệm vụ đã phân cấp|0.5|self|SNV|0.5|0.5
4.3.3|Xử lý các vấn đề phát hiện qua kiểm tra việc phân cấp|0.5|self|SNV|0.25|
4.4|Tác động của cải cách tổ chức bộ máy
4.4.1|Tình hình thực hiện quy chế làm việc của các cơ quan hành chính|3.5|survey||2.8455|-
5|Xây dựng và nâng cao chất lượng đội ngũ công chức, viên chức
5.1|Vị trí việc làm
5.1.1|Cơ quan hành chính bố trí công chức theo đúng vị trí việc làm|1|self|SNV|1|1
5.1.2|Đơn vị sự nghiệp bố trí viên chức theo đúng vị trí việc làm|1|self|SNV|0.75|0.75
5.2|Tuyển dụng công chức, viên chức
5.2.1|Thực hiện đúng quy định về tuyển dụng công chức|0.75|self|SNV|0.75|0.75
5.2.2|Thực hiện đúng quy định về tuyển dụng viên chức|0.75|self|SNV|0.75|0.75
5.3|Thi nâng ngạch, thăng hạng chức danh nghề nghiệp
5.3.1|Thực hiện đúng quy định về thi nâng ngạch công chức|0.5|self|SNV|0.5|0.5
5.3.2|Thực hiện đúng quy định về thăng hạng viên chức|0.5|self|SNV|0.5|0.25
5.4|Bổ nhiệm vị trí lãnh đạo
5.4.1|Thực hiện quy trình bổ nhiệm lãnh đạo tại cơ quan hành chính|1|self|SNV|1|1
5.5|Đánh giá, xếp loại công chức, viên chức
5.5.1|Thực hiện trình tự, thủ tục đánh giá, xếp loại chất lượng công chức, viên chức|1|self|SNV|1|1
5.5.2|Chấp hành kỷ luật, kỷ cương hành chính của cán bộ, công chức, viên chức|1.5|self|SNV|1.5|0.75
5.6|Đào tạo, bồi dưỡng cán bộ, công chức
5.6.1|Mức độ hoàn thành kế hoạch đào tạo, bồi dưỡng cán bộ, công chức|1|self|SNV|1|1
5.7|Cán bộ, công chức cấp xã
5.7.1|Tỷ lệ cán bộ cấp xã đạt chuẩn|0.5|self|SNV|0.25|0.25
5.7.2|Tỷ lệ công chức cấp xã đạt chuẩn|0.5|self|SNV|0.5|0.5
5.7.3|Tỷ lệ cán bộ, công chức cấp xã được bồi dưỡng hằng năm|0.5|self|SNV|0.5|0.5
5.8|Tác động của cải cách đến đội ngũ công chức
5.8.1|Năng lực chuyên môn, trách nhiệm của công chức trong giải quyết công việc|3|survey||2.5102|-
5.8.2|Tình trạng tiêu cực trong thi tuyển, bổ nhiệm|2.5|survey||2.0417|-
6|Cải cách tài chính công
6.1|Tổ chức thực hiện công tác tài chính, ngân sách
6.1.1|Tỷ lệ giải ngân kế hoạch đầu tư vốn ngân sách nhà nước hằng năm|1.5|self|KHDT|0.75|1.0413
6.1.2|Thực hiện các kiến nghị sau thanh tra, kiểm tra, kiểm toán nhà nước về tài chính|1|self|STC|1|0.75
6.2|Quản lý, sử dụng tài sản công
6.2.1|Ban hành văn bản thuộc thẩm quyền về quản lý, sử dụng tài sản công|0.5|self|STC|0.5|0.5
6.2.2|Kiểm tra việc thực hiện quy định về quản lý tài sản công|1|self|STC|1|1
6.3|Thực hiện cơ chế tự chủ tại các đơn vị sự nghiệp công lập
6.3.1|Có thêm đơn vị sự nghiệp tự bảo đảm chi thường xuyên|0.75|self|STC|0.5|0.5
6.3.2|Tỷ lệ giảm chi trực tiếp ngân sách cho đơn vị sự nghiệp so với năm 2021|1|self|STC|0|0
6.3.3|Phân phối kết quả tài chính tại đơn vị sự nghiệp công lập|1.25|central||1|-
7|Xây dựng và phát triển chính quyền điện tử, chính quyền số
7.1|Ứng dụng công nghệ thông tin của tỉnh
7.1.1|Thực hiện kế hoạch ứng dụng công nghệ thông tin|1|self|TTTT|1|1
7.1.2|Triển khai kiến trúc chính quyền điện tử cấp tỉnh|1|self|TTTT|0.5|0.75
7.1.3|Tỷ lệ trao đổi văn bản điện tử giữa các cơ quan hành chính nhà nước|1|self|TTTT|1|1
7.1.4|Thực hiện kết nối, chia sẻ dữ liệu qua trục liên thông|1|self|TTTT|1|1
7.1.5|Chất lượng hạ tầng số của tỉnh|1.5|central||1.25|-
7.2|Cung cấp dịch vụ công trực tuyến
7.2.1|Tỷ lệ dịch vụ công trực tuyến toàn trình phát sinh hồ sơ|1.5|self|TTTT|1|0.75
7.2.2|Tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận, giải quyết trực tuyến|1.5|self|VP|1.25|1.125
7.2.3|Tỷ lệ thanh toán trực tuyến trong giải quyết thủ tục hành chính|1|self|VP|0.75|1
7.2.4|Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính|1|self|VP|0.5|0.75
7.3|Dịch vụ bưu chính công ích
7.3.1|Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích|0.75|self|TTTT|0.75|0.5
7.3.2|Tỷ lệ kết quả trả qua dịch vụ bưu chính công ích|0.75|self|TTTT|0.5|0.5
7.4|Áp dụng hệ thống quản lý chất lượng
7.4.1|Công bố hệ thống quản lý chất lượng phù hợp tiêu chuẩn TCVN ISO 9001:2015|0.5|self|KHDT|0.5|-
7.4.2|Duy trì, cải tiến hệ thống quản lý chất lượng theo quy định|0.5|self|KHDT|0.5|-
7.5|Tác động của hiện đại hóa hành chính
7.5.1|Tính kịp thời, thuận tiện của thông tin trên Cổng thông tin điện tử của tỉnh|3|survey||2.4921|-
8|Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế - xã hội của tỉnh
8.1|Mức độ hài lòng của người dân, tổ chức
8.1.1|Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ hành chính|10|survey||8.2419|-
8.2|Tác động đến phát triển kinh tế - xã hội
8.2.1|Mức độ thu hút đầu tư của tỉnh|1.5|self|KHDT|1|-
8.2.2|Mức độ phát triển doanh nghiệp của tỉnh|1|self|KHDT|0.75|-
8.2.3|Thực hiện thu ngân sách hằng năm của tỉnh theo kế hoạch được giao|1.5|self|STC|1.5|1.25
8.2.4|Mức độ thực hiện các chỉ tiêu phát triển kinh tế - xã hội do Hội đồng nhân dân tỉnh giao|1.5|self|KHDT|1.25|-
`;

export const EVIDENCE: Record<string, string> = {
  "1.1.2": "Báo cáo số 212/BC-SNV ngày 12/12/2024 về kết quả thực hiện Kế hoạch cải cách hành chính năm 2024.",
  "1.3.2": "Thông báo kết luận kiểm tra số 41/TB-ĐKT ngày 30/9/2024.",
  "1.5.1": "Báo cáo tổng hợp của Tổ công tác ngày 15/12/2024.",
  "3.2.4": "Ảnh chụp trang công khai của 17 cơ quan; Báo cáo số 88/BC-VPUBND.",
  "3.4.1": "Số liệu Hệ thống thông tin giải quyết thủ tục hành chính, xuất ngày 14/12/2024.",
  "5.5.2": "Báo cáo của Thanh tra tỉnh số 301/BC-TTr ngày 10/12/2024.",
};

export const EXPLANATION: Record<string, string> = {
  "1.1.2": "38/40 nhiệm vụ hoàn thành; 02 nhiệm vụ về số hóa chuyển sang quý I năm 2025.",
  "2.3.3": "01 quyết định bị kiến nghị tại kết luận kiểm tra tháng 10/2024, đến nay chưa xử lý xong.",
  "3.2.4": "Cấp huyện và cấp xã mới công khai một phần tiến độ giải quyết hồ sơ.",
  "3.4.4": "Có 112 hồ sơ trễ hẹn của lĩnh vực đất đai chưa gửi văn bản xin lỗi.",
  "5.5.2": "Trong năm có 03 cán bộ bị xử lý kỷ luật từ khiển trách trở lên.",
  "6.1.1": "Tỷ lệ giải ngân đến 15/12/2024 đạt 69,42%; tính theo công thức tỷ lệ × điểm tối đa.",
  "7.2.2": "Tỷ lệ đạt 75%; cấp xã còn 31 đơn vị dưới 50%.",
};
