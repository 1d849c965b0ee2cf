//! Tables of criteria as the ministry and provinces lay them out (`../shared/domain.md` §10), each with its truth. Nothing
//! here knows how they are read.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use anyhow::Result;
use scorebook::{Points, Scoring};

use crate::dice::Dice;
use crate::page::{Cell, Page};

/// A component as the paper has it.
#[derive(Clone, Debug)]
pub(crate) struct Component {
    pub(crate) code: String,
    pub(crate) max: Points,
    pub(crate) scoring: Scoring,
    /// Points of each step, none for a formula, with its words.
    pub(crate) steps: Vec<(String, Option<Points>)>,
}

/// A made annex.
#[derive(Clone, Debug)]
pub(crate) struct Annex {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) components: Vec<Component>,
    pub(crate) layout: String,
}

/// Where a scale stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScaleAt {
    /// Rows of their own, the points after a colon.
    Colon,
    /// Rows of their own, the points in a column for them.
    Column,
    /// Rows of their own, the points in the column of maxima.
    Maxima,
    /// Lines in one cell beside the criterion.
    Beside,
    /// Lines in the cell of the name.
    InName,
}

/// How a paper says who scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ScoringAt {
    Marks,
    Word,
    Note,
    Name,
}

#[derive(Clone, Debug)]
struct Layout {
    word: bool,
    codes_in_names: bool,
    roman: bool,
    deep: bool,
    scale: ScaleAt,
    scoring: ScoringAt,
    group: &'static str,
    mark: &'static str,
    letterhead: bool,
    comma: bool,
    text_points: bool,
    total: bool,
}

struct Node {
    code: Vec<u16>,
    name: String,
    max: i64,
    leaf: Option<(Scoring, Vec<Step>)>,
}

#[derive(Clone)]
struct Step {
    words: String,
    points: Option<i64>,
}

const FIELDS: [&str; 8] = [
    "Công tác chỉ đạo, điều hành cải cách hành chính",
    "Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy hành chính",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng chính quyền điện tử, chính quyền số",
    "Tác động của cải cách hành chính",
];
const SUBJECTS: [&str; 12] = [
    "Ban hành kế hoạch",
    "Mức độ hoàn thành kế hoạch",
    "Thực hiện chế độ báo cáo",
    "Tỷ lệ cơ quan được kiểm tra",
    "Xử lý các vấn đề phát hiện qua kiểm tra",
    "Theo dõi thi hành pháp luật",
    "Rà soát văn bản",
    "Giải quyết hồ sơ đúng hạn",
    "Sắp xếp tổ chức bộ máy",
    "Tuyển dụng công chức",
    "Tỷ lệ giải ngân vốn đầu tư công",
    "Tính kịp thời, khả thi của văn bản",
];
const TIERS: [(&str, &str, &str); 6] = [
    ("Ban hành kịp thời", "Ban hành không kịp thời", "Không ban hành"),
    ("Từ 95% trở lên", "Từ 70% - dưới 95%", "Dưới 70%"),
    ("Đúng thời hạn", "Chậm từ 1-2 ngày", "Chậm quá 2 ngày"),
    ("Trên 90%", "70% – 90%", "Dưới 70%"),
    ("Có từ 02 sáng kiến trở lên", "Có 01 sáng kiến", "Không có sáng kiến"),
    ("Đầy đủ, đúng quy định (trước 15/12/2024)", "Chưa đầy đủ", "Không thực hiện"),
];
const FORMULAS: [&str; 5] = [
    "Từ 70% đến dưới 100% thì tính theo công thức: (b/a) × ",
    "Dưới 100%: tính theo công thức b/a x ",
    "Hoàn thành từ 70% - dưới 100% kế hoạch thì điểm đánh giá được tính theo công thức: (Tỷ lệ % hoàn thành x ",
    "Tính theo tỷ lệ thuận với kết quả, tối đa ",
    "Mỗi văn bản được xử lý: 0,1 điểm, tối đa ",
];
const GROUPS: [&str; 6] = [
    "Điểm đánh giá",
    "Hình thức đánh giá",
    "Phương pháp đánh giá",
    "Cách thức",
    "Thẩm định",
    "Đánh giá",
];

/// Makes one.
pub(crate) fn make(seed: u64, number: u64) -> Result<Annex> {
    let mut dice = Dice::new(seed ^ 0x00A2_2E88, number);
    let layout = Layout {
        word: dice.percent(50),
        codes_in_names: dice.percent(35),
        roman: dice.percent(30),
        deep: dice.percent(20),
        scale: *dice.pick(&[
            ScaleAt::Colon,
            ScaleAt::Colon,
            ScaleAt::Column,
            ScaleAt::Maxima,
            ScaleAt::Beside,
            ScaleAt::InName,
        ]),
        scoring: *dice.pick(&[ScoringAt::Marks, ScoringAt::Word, ScoringAt::Note, ScoringAt::Name]),
        group: dice.pick::<&str>(&GROUPS),
        mark: dice.pick::<&str>(&["", "- ", "+ ", "– ", "• "]),
        letterhead: dice.percent(80),
        comma: dice.percent(80),
        text_points: dice.percent(60),
        total: dice.percent(70),
    };
    let nodes = tree(&layout, &mut dice);
    let page = page(&layout, &nodes, &mut dice);
    let (name, bytes) = if layout.word {
        (format!("phu-luc-{number}.docx"), docx(&page, layout.letterhead)?)
    } else {
        (format!("phu-luc-{number}.xlsx"), crate::write::xlsx(std::slice::from_ref(&page))?)
    };
    let component = |n: &Node| {
        let (scoring, steps) = n.leaf.as_ref()?;
        Some(Component {
            code: dotted(&n.code),
            max: points(n.max),
            scoring: *scoring,
            steps: steps.iter().map(|s| (s.words.clone(), s.points.map(points))).collect(),
        })
    };
    let components = nodes.iter().filter_map(component).collect();
    Ok(Annex { name, bytes, components, layout: format!("{layout:?}") })
}

fn points(hundredths: i64) -> Points {
    Points::from_ten_thousandths(hundredths * 100)
}

fn dotted(code: &[u16]) -> String {
    code.iter().map(u16::to_string).collect::<Vec<_>>().join(".")
}

/// Fields, criteria, components, some deeper; a parent's maximum is its children's sum.
fn tree(layout: &Layout, dice: &mut Dice) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let fields = dice.between(2, 5);
    for (field, name) in (1..).zip(FIELDS.iter().take(fields)) {
        let place = nodes.len();
        nodes.push(Node { code: vec![field], name: name.to_uppercase(), max: 0, leaf: None });
        for criterion in 1..=u16::try_from(dice.between(2, 4)).unwrap_or(2) {
            branch(layout, dice, &mut nodes, vec![field, criterion], place);
        }
    }
    nodes
}

fn branch(layout: &Layout, dice: &mut Dice, nodes: &mut Vec<Node>, code: Vec<u16>, above: usize) {
    let deepest = if layout.deep { 5 } else { 3 };
    let name = format!("{} số {}", dice.pick(&SUBJECTS), dotted(&code));
    let place = nodes.len();
    let goes_on = code.len() < deepest && dice.percent(if code.len() == 2 { 75 } else { 35 });
    if goes_on {
        nodes.push(Node { code: code.clone(), name, max: 0, leaf: None });
        for child in 1..=u16::try_from(dice.between(1, 3)).unwrap_or(1) {
            let mut below = code.clone();
            below.push(child);
            branch(layout, dice, nodes, below, place);
        }
    } else {
        let max = *dice.pick(&[50, 75, 100, 150, 200]);
        let survey = dice.percent(20);
        let scoring = if survey { Scoring::Survey } else { Scoring::SelfScored };
        let steps = if survey || dice.percent(10) { Vec::new() } else { steps(dice, max) };
        nodes.push(Node { code, name, max, leaf: Some((scoring, steps)) });
    }
    let max = nodes[place].max;
    nodes[above].max += max;
}

fn steps(dice: &mut Dice, max: i64) -> Vec<Step> {
    let (top, middle, bottom) = *dice.pick(&TIERS);
    let step = |words: &str, points| Step { words: words.to_owned(), points };
    match dice.roll(5) {
        0 => vec![step(top, Some(max)), step(bottom, Some(0))],
        1 => {
            let start: &str = dice.pick::<&str>(&FORMULAS);
            let amount = shown(max, true);
            let tail = if start.ends_with("hoàn thành x ") { ")/100%" } else { "" };
            vec![
                step(top, Some(max)),
                Step { words: format!("{start}{amount}{tail}"), points: None },
                step(bottom, Some(0)),
            ]
        }
        // ticks that add up
        2 if max % 3 == 0 => ["cấp tỉnh", "cấp huyện", "cấp xã"]
            .iter()
            .map(|level| Step {
                words: format!("100% cơ quan {level} đã công khai"),
                points: Some(max / 3),
            })
            .collect(),
        _ => vec![step(top, Some(max)), step(middle, Some(max / 2)), step(bottom, Some(0))],
    }
}

fn shown(hundredths: i64, comma: bool) -> String {
    let text = points(hundredths).to_decimal();
    if comma { text.replace('.', ",") } else { text }
}

struct Columns {
    code: Option<u16>,
    name: u16,
    max: u16,
    scale: Option<u16>,
    survey: Option<u16>,
    own: Option<u16>,
    word: Option<u16>,
    note: u16,
}

fn page(layout: &Layout, nodes: &[Node], dice: &mut Dice) -> Page {
    let mut page = Page { name: "Phụ lục".into(), ..Page::default() };
    let mut row = 0;
    if layout.letterhead {
        page.write(0, 0, "BỘ NỘI VỤ");
        page.write(1, 0, dice.pick::<&str>(&["Phụ lục I", "PHỤ LỤC 1"]));
        row = 2;
    }
    let title = "BẢNG TIÊU CHÍ XÁC ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP TỈNH NĂM 2024";
    page.write(row, 0, title);
    page.write(
        row + 1,
        0,
        "(Kèm theo Công văn số 12/BNV-CCHC ngày 13 tháng 12 năm 2025; số liệu giả định)",
    );
    row += 3;
    let columns = header(layout, &mut page, &mut row);
    for node in nodes {
        criterion(layout, &mut page, &mut row, &columns, node);
    }
    if layout.total {
        page.write(row, columns.name, "TỔNG CỘNG");
        let total = nodes.iter().filter(|n| n.code.len() == 1).map(|n| n.max).sum();
        figure(layout, &mut page, row, columns.max, total);
    }
    page
}

fn header(layout: &Layout, page: &mut Page, row: &mut u32) -> Columns {
    let mut next = 0;
    let mut heading = |page: &mut Page, text: &str| {
        page.write(*row, next, text);
        next += 1;
        next - 1
    };
    let code = (!layout.codes_in_names).then(|| heading(page, "STT"));
    let name = heading(page, "Lĩnh vực/Tiêu chí/Tiêu chí thành phần");
    let max = heading(page, "Điểm tối đa");
    let scale = match layout.scale {
        ScaleAt::Column => Some(heading(page, "Thang điểm")),
        ScaleAt::Beside => Some(heading(page, "Cách tính điểm")),
        _ => None,
    };
    let (mut survey, mut own, mut word) = (None, None, None);
    match layout.scoring {
        ScoringAt::Marks => {
            let first = heading(page, layout.group);
            let second = heading(page, "");
            let third = heading(page, "");
            page.write(*row + 1, first, "Điều tra XHH");
            page.write(*row + 1, second, "Tự đánh giá");
            page.write(*row + 1, third, "SNV đánh giá");
            (survey, own) = (Some(first), Some(second));
            page.merges.push((*row, first, *row, third));
        }
        ScoringAt::Word => word = Some(heading(page, "Hình thức đánh giá")),
        _ => {}
    }
    let note = heading(page, "Ghi chú");
    let height = if layout.scoring == ScoringAt::Marks { 2 } else { 1 };
    if height == 2 {
        for column in [code, Some(name), Some(max), scale, Some(note)].into_iter().flatten() {
            page.merges.push((*row, column, *row + 1, column));
        }
    }
    *row += height;
    Columns { code, name, max, scale, survey, own, word, note }
}

fn figure(layout: &Layout, page: &mut Page, row: u32, column: u16, hundredths: i64) {
    let text = shown(hundredths, layout.comma);
    let number = points(hundredths).to_decimal().parse::<f64>();
    match number {
        Ok(number) if !layout.text_points && !layout.word => {
            page.put(row, column, Cell::Number(number));
        }
        _ => page.write(row, column, &text),
    }
}

fn criterion(layout: &Layout, page: &mut Page, row: &mut u32, columns: &Columns, node: &Node) {
    let code = match node.code.as_slice() {
        [field] if layout.roman => {
            ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"][usize::from(*field) - 1].to_owned()
        }
        code => dotted(code),
    };
    let mut name = node.name.clone();
    let leaf = node.leaf.as_ref();
    let survey = leaf.is_some_and(|(scoring, _)| *scoring == Scoring::Survey);
    if survey && layout.scoring == ScoringAt::Name {
        name.push_str(" (XHH)");
    }
    if layout.codes_in_names {
        name = format!("{}{code}. {name}", "     ".repeat(node.code.len() - 1));
    }
    let steps = leaf.map(|(_, steps)| steps.clone()).unwrap_or_default();
    let lines = |layout: &Layout| {
        let line = |s: &Step| format!("{}{}", layout.mark, said(layout, s));
        steps.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    if layout.scale == ScaleAt::InName && !steps.is_empty() {
        name = format!("{name}\n{}", lines(layout));
    }
    if let Some(column) = columns.code {
        page.write(*row, column, &code);
    }
    page.write(*row, columns.name, &name);
    figure(layout, page, *row, columns.max, node.max);
    if let Some((scoring, _)) = leaf {
        let column = if survey { columns.survey } else { columns.own };
        if let Some(column) = column {
            page.write(*row, column, "x");
        }
        if let Some(column) = columns.word {
            let word =
                if *scoring == Scoring::Survey { "Điều tra XHH" } else { "Tự đánh giá" };
            page.write(*row, column, word);
        }
        if survey && layout.scoring == ScoringAt::Note {
            page.write(*row, columns.note, "Điều tra XHH");
        }
    }
    if layout.scale == ScaleAt::Beside
        && let Some(column) = columns.scale
    {
        page.write(*row, column, &lines(layout));
    }
    *row += 1;
    if matches!(layout.scale, ScaleAt::Beside | ScaleAt::InName) {
        return;
    }
    for step in &steps {
        let apart = matches!(layout.scale, ScaleAt::Column | ScaleAt::Maxima);
        let text = if apart { step.words.clone() } else { said(layout, step) };
        page.write(*row, columns.name, &format!("{}{text}", layout.mark));
        if let (true, Some(points)) = (apart, step.points) {
            figure(layout, page, *row, columns.scale.unwrap_or(columns.max), points);
        }
        *row += 1;
    }
}

fn said(layout: &Layout, step: &Step) -> String {
    match step.points {
        Some(points) => format!("{}: {}", step.words, shown(points, layout.comma)),
        None => step.words.clone(),
    }
}

/// The page as a Word document: lines above the table as paragraphs, merged cells as Word has them.
fn docx(page: &Page, letterhead: bool) -> Result<Vec<u8>> {
    let top = if letterhead { 5 } else { 3 };
    let text = |row: u32, column: u16| match page.cells.get(&(row, column)) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let paragraph = |text: &str| {
        let lines: Vec<String> = text.split('\n').map(escape).collect();
        let runs = lines.join("</w:t><w:br/><w:t xml:space=\"preserve\">");
        format!("<w:p><w:r><w:t xml:space=\"preserve\">{runs}</w:t></w:r></w:p>")
    };
    let mut body: String = (0..top).map(|row| paragraph(&text(row, 0))).collect();
    let last = page.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let width =
        page.cells.keys().filter(|(row, _)| *row >= top).map(|(_, c)| *c + 1).max().unwrap_or(1);
    let width = page.merges.iter().map(|m| m.3 + 1).max().unwrap_or(0).max(width);
    body.push_str("<w:tbl>");
    for row in top..=last {
        body.push_str("<w:tr>");
        let mut column = 0;
        while column < width {
            let across = page.merges.iter().find(|m| m.0 == row && m.1 == column && m.3 > column);
            let begins = page.merges.iter().any(|m| m.0 == row && m.1 == column && m.2 > row);
            let goes_on = page.merges.iter().any(|m| m.0 < row && row <= m.2 && m.1 == column);
            let span = across.map_or(1, |m| m.3 - m.1 + 1);
            let merge = match (begins, goes_on) {
                (true, _) => "<w:vMerge w:val=\"restart\"/>",
                (_, true) => "<w:vMerge/>",
                _ => "",
            };
            let _ = write!(
                body,
                "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>{}</w:tc>",
                paragraph(&text(row, column))
            );
            column += span;
        }
        body.push_str("</w:tr>");
    }
    body.push_str("</w:tbl><w:p/>");
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let types = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
    let rels = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [
        ("[Content_Types].xml", types),
        ("_rels/.rels", rels),
        ("word/document.xml", document.as_str()),
    ] {
        archive.start_file(name, options)?;
        archive.write_all(content.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
