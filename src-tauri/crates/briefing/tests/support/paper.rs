//! PDF files as paper: what stands where on a page, measured by poppler from the file, whoever wrote it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "our own files, in a test")]
#![allow(clippy::cast_precision_loss, reason = "dots of a page")]

use std::path::{Path, PathBuf};
use std::process::Command;

use super::office::Element;

/// `pdftohtml` measures in thirds of a point.
const UNIT_PT: f64 = 1.0 / 3.0;

fn mm(units: f64) -> f64 {
    units * UNIT_PT / 72.0 * 25.4
}

/// A line of letters of one kind. Lengths in millimetres from the upper left corner of the page.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    /// Where the letters end below; lines of two sizes that stand side by side have it in common.
    pub bottom: f64,
    pub size_pt: f64,
    pub bold: bool,
    pub italic: bool,
}

impl Line {
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// Is this a page number or the mark of sample data, which stand in the margins?
    pub fn is_marginal(&self) -> bool {
        self.text.trim() == "DỮ LIỆU MẪU"
            || (self.bottom < 20.5 && self.text.trim().parse::<u32>().is_ok())
    }
}

/// A rule across the page.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub left: f64,
    pub right: f64,
    pub at: f64,
}

/// A page.
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub lines: Vec<Line>,
}

impl Page {
    /// The first line that begins so.
    pub fn line(&self, text: &str) -> &Line {
        self.lines.iter().find(|l| l.text.starts_with(text)).unwrap_or_else(|| {
            let all: Vec<&str> = self.lines.iter().map(|l| l.text.as_str()).collect();
            panic!("{text:?} is on the page: {all:?}")
        })
    }

    /// Its words without the gaps between them: where lines break does not matter.
    pub fn letters(&self) -> String {
        self.lines.iter().flat_map(|l| l.text.split_whitespace()).collect()
    }
}

fn read(program: &str, arguments: &[&str], file: &Path) -> Vec<u8> {
    let mut command = Command::new(program);
    command.args(arguments).arg(file);
    if program == "pdftotext" {
        command.arg("-");
    }
    let done = command.output().unwrap_or_else(|e| {
        panic!(
            "{program} is missing ({e}): the set-up of `cargo xtask test` installs poppler-utils"
        )
    });
    assert!(done.status.success(), "{program} reads {}", file.display());
    done.stdout
}

/// All pages of a PDF, measured.
pub fn pages(pdf: &Path) -> Vec<Page> {
    let xml = read("pdftohtml", &["-xml", "-i", "-stdout", "-zoom", "3", "-hidden"], pdf);
    let root = Element::parse(&xml);
    let said = |e: &Element, name: &str| -> String {
        let value = e.attributes.iter().find(|a| a.0 == name).map(|a| a.1.clone());
        value.unwrap_or_else(|| panic!("{name} of {}", e.name))
    };
    let number = |e: &Element, name: &str| -> f64 { said(e, name).parse().unwrap() };
    let mut sizes: Vec<(String, f64)> = Vec::new();
    let mut pages = Vec::new();
    for page in root.every("page") {
        for font in page.every("fontspec") {
            sizes.push((said(font, "id"), number(font, "size") * UNIT_PT));
        }
        let line = |e: &Element| {
            let (left, top) = (number(e, "left"), number(e, "top"));
            let font = said(e, "font");
            let mut text = String::new();
            letters_of(e, &mut text);
            Line {
                text: text.trim_end().to_owned(),
                left: mm(left),
                right: mm(left + number(e, "width")),
                top: mm(top),
                bottom: mm(top + number(e, "height")),
                size_pt: sizes.iter().find(|s| s.0 == font).expect("its size").1,
                bold: !e.every("b").is_empty(),
                italic: !e.every("i").is_empty(),
            }
        };
        pages.push(Page {
            width: mm(number(page, "width")),
            height: mm(number(page, "height")),
            lines: page
                .every("text")
                .into_iter()
                .map(line)
                .filter(|l| !l.text.is_empty())
                .collect(),
        });
    }
    pages
}

fn letters_of(e: &Element, text: &mut String) {
    text.push_str(&e.text);
    e.children.iter().for_each(|c| letters_of(c, text));
}

/// A word and where its middle stands, in millimetres from the left.
pub struct Word {
    pub text: String,
    pub middle: f64,
}

/// The words of each page, from the top, in the order of their lines.
pub fn words(pdf: &Path) -> Vec<Vec<Word>> {
    let xml = read("pdftotext", &["-bbox"], pdf);
    let root = Element::parse(&xml);
    let word = |e: &Element| {
        let side = |name: &str| -> f64 {
            let value = e.attributes.iter().find(|a| a.0 == name).expect("a side");
            value.1.parse().unwrap()
        };
        let middle = f64::midpoint(side("xMin"), side("xMax")) / 72.0 * 25.4;
        (side("yMin"), Word { text: e.text.clone(), middle })
    };
    let page = |page: &Element| {
        let mut words: Vec<(f64, Word)> = page.every("word").into_iter().map(word).collect();
        words.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.middle.total_cmp(&b.1.middle)));
        words.into_iter().map(|w| w.1).collect()
    };
    root.every("page").into_iter().map(page).collect()
}

/// A page as a picture in grey.
pub struct Picture {
    /// In dots.
    pub width: usize,
    /// Row by row; 0 is black.
    pub dots: Vec<u8>,
}

/// Pages as pictures of so many dots to the inch: one, or all.
pub fn pictures(pdf: &Path, dpi: u32, page: Option<usize>) -> Vec<Picture> {
    let dpi = dpi.to_string();
    let number = page.map(|n| (n + 1).to_string());
    let mut arguments = vec!["-gray", "-r", &dpi];
    if let Some(number) = &number {
        arguments.extend(["-f", number, "-l", number]);
    }
    let bytes = read("pdftoppm", &arguments, pdf);
    let mut rest = bytes.as_slice();
    let mut pictures = Vec::new();
    while !rest.is_empty() {
        // "P5 width height 255", then the dots
        let mut words = rest.splitn(5, u8::is_ascii_whitespace);
        assert_eq!(words.next(), Some(&b"P5"[..]), "a picture in grey");
        let mut size =
            || -> usize { std::str::from_utf8(words.next().unwrap()).unwrap().parse().unwrap() };
        let (width, height, white) = (size(), size(), size());
        assert_eq!(white, 255, "a byte a dot");
        let (dots, after) = words.next().unwrap().split_at(width * height);
        pictures.push(Picture { width, dots: dots.to_vec() });
        rest = after;
    }
    pictures
}

/// Rules across a page that are longer than the widest letter: those in its picture.
pub fn rules(pdf: &Path, page: usize) -> Vec<Rule> {
    const LEAST_MM: f64 = 8.0;
    const DPI: u32 = 200;
    let Picture { width, dots } = pictures(pdf, DPI, Some(page)).remove(0);
    let mm = |dots: usize| dots as f64 / f64::from(DPI) * 25.4;
    let mut rules: Vec<Rule> = Vec::new();
    for (y, row) in dots.chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| (*a < 128) == (*b < 128)) {
            let (from, to) = (x, x + run.len());
            x = to;
            if run[0] >= 128 || mm(run.len()) < LEAST_MM {
                continue;
            }
            let rule = Rule { left: mm(from), right: mm(to), at: mm(y) };
            // a rule is some dots thick
            if !rules
                .iter()
                .any(|r| (r.at - rule.at).abs() < 0.6 && (r.left - rule.left).abs() < 0.6)
            {
                rules.push(rule);
            }
        }
    }
    rules
}

/// How many pages a PDF has.
pub fn page_count(pdf: &Path) -> usize {
    let said = String::from_utf8(read("pdfinfo", &[], pdf)).unwrap();
    let line = said.lines().find_map(|l| l.strip_prefix("Pages:")).expect("a page count");
    line.trim().parse().expect("a number")
}

/// The words of a PDF, laid out as they stand.
pub fn text(pdf: &Path) -> String {
    String::from_utf8(read("pdftotext", &["-layout"], pdf)).unwrap()
}

/// An empty folder for a test's files.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // what an earlier run left must not pass for this one's
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Word files as LibreOffice prints them, with Times New Roman's measures on every machine; in the order given.
pub fn by_libreoffice(folder: &Path, words: &[PathBuf]) -> Vec<PathBuf> {
    let tinos = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let fonts = folder.join("fonts.conf");
    let conf = format!(
        "<?xml version=\"1.0\"?><fontconfig><dir>{}</dir><cachedir>{}</cachedir><alias binding=\"same\">\
         <family>Times New Roman</family><prefer><family>Tinos</family></prefer></alias></fontconfig>",
        tinos.display(),
        folder.join("font-cache").display()
    );
    std::fs::write(&fonts, conf).unwrap();
    let out = folder.join("out");
    let done = Command::new("soffice")
        .env("FONTCONFIG_FILE", &fonts)
        // a profile of its own: neither the user's settings nor a running LibreOffice matter
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(&out)
        .args(words)
        .output()
        .unwrap_or_else(|e| {
            panic!("LibreOffice is missing ({e}): the set-up of `cargo xtask test` installs libreoffice-writer-nogui")
        });
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(!said.contains("Error"), "LibreOffice has nothing to say: {said}");
    let pdf = |word: &PathBuf| {
        let pdf = out.join(word.file_stem().unwrap()).with_extension("pdf");
        // it exits 0 even when it could not read a file
        assert!(pdf.is_file(), "LibreOffice turned {} into a PDF: {said}", word.display());
        pdf
    };
    words.iter().map(pdf).collect()
}
