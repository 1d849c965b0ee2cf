//! In: what leaves for the printer are the very pages that are shown and saved.
//!
//! The letters of a print are outlines, so that no printer can set them otherwise: pages are compared as pictures.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use journeys::driver::Machine;

use crate::briefing::freeze_sample;

/// Dots to the inch: hairlines are a dot thick, and drawn alike.
const DPI: &str = "150";
/// Side of the squares that are compared, in dots, 4 mm: what stands a dot aside makes no difference.
const SQUARE: usize = 24;
/// How much darker or lighter a square may be, of 255: letters are drawn by two programs.
const APART: u32 = 40;

/// A page in grey.
#[derive(Clone)]
struct Picture {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Picture {
    /// "P5 width height 255", then the dots.
    fn read(file: &Path) -> Self {
        let bytes = std::fs::read(file).expect("a picture");
        let mut words = bytes.splitn(4, u8::is_ascii_whitespace);
        assert_eq!(words.next(), Some(&b"P5"[..]), "grey dots");
        let mut number = || {
            let word = words.next().expect("a size");
            std::str::from_utf8(word).expect("digits").parse::<usize>().expect("a number")
        };
        let (width, height) = (number(), number());
        let dots = bytes[bytes.len() - width * height..].to_vec();
        Self { width, height, dots }
    }

    /// A quarter to the right, as a page that lies on its side is put on an upright sheet.
    fn turned(&self) -> Self {
        let (width, height) = (self.height, self.width);
        let dot = |x: usize, y: usize| self.dots[(self.height - 1 - x) * self.width + y];
        let dots = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self { width, height, dots: dots.map(|(x, y)| dot(x, y)).collect() }
    }

    /// The same, so many dots further down.
    fn lowered(&self, by: usize) -> Self {
        let mut dots = vec![255; by * self.width];
        dots.extend_from_slice(&self.dots[..self.dots.len() - by * self.width]);
        Self { dots, ..*self }
    }

    /// How dark each square is.
    fn squares(&self) -> Vec<u32> {
        let (columns, rows) = (self.width / SQUARE, self.height / SQUARE);
        let square = |column: usize, row: usize| {
            let lines =
                (row * SQUARE..(row + 1) * SQUARE).map(|y| y * self.width + column * SQUARE);
            let dots = lines.flat_map(|at| &self.dots[at..at + SQUARE]);
            dots.map(|d| u32::from(*d)).sum::<u32>()
                / u32::try_from(SQUARE * SQUARE).expect("small")
        };
        (0..rows).flat_map(|row| (0..columns).map(move |column| square(column, row))).collect()
    }
}

/// The pages of a PDF, drawn.
fn drawn(pdf: &Path, folder: &Path) -> Vec<Picture> {
    std::fs::create_dir(folder).expect("a folder");
    let done = Command::new("pdftoppm")
        .args(["-gray", "-r", DPI])
        .arg(pdf)
        .arg(folder.join("page"))
        .status()
        .expect("pdftoppm; the set-up of `cargo xtask test` installs poppler-utils");
    assert!(done.success(), "{} is drawn", pdf.display());
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("it").map(|f| f.expect("a page").path()).collect();
    files.sort();
    files.iter().map(|file| Picture::read(file)).collect()
}

/// The printer has the whole file when it ends as a PDF does.
fn wait_for(file: &Path) {
    let deadline = Instant::now() + Duration::from_mins(1);
    loop {
        let bytes = std::fs::read(file).unwrap_or_default();
        if bytes.trim_ascii_end().ends_with(b"%%EOF") {
            return;
        }
        assert!(Instant::now() < deadline, "nothing was printed: {} bytes", bytes.len());
        std::thread::yield_now();
    }
}

#[test]
fn what_is_printed_are_the_pages_that_are_shown() {
    let machine = Machine::new();
    let (saved, printed) = (machine.path("saved.pdf"), machine.path("printed.pdf"));
    machine.answers(&[std::slice::from_ref(&saved)]);
    let window = machine.start();
    freeze_sample(&window);
    window.wait(
        "pages are drawn",
        "document.querySelector('[data-testid=briefing-page] img')?.naturalWidth > 0",
    );
    let pages = window.count("[data-testid=briefing-page]");
    window.click("[data-testid=save-pdf]");
    window.wait_text("[data-testid=toast]", "saved.pdf");
    window.click("[data-testid=print]");
    wait_for(&printed);
    window.close();

    let shown = drawn(&saved, &machine.path("shown"));
    let sheets = drawn(&printed, &machine.path("sheets"));
    assert_eq!(shown.len() as u64, pages, "the file has the pages on screen");
    assert_eq!(sheets.len(), shown.len(), "a sheet for each page: no blank one, none cut in two");
    let apart = |a: &Picture, b: &Picture| {
        let squares = a.squares().into_iter().zip(b.squares());
        squares.map(|(a, b)| a.abs_diff(b)).max().unwrap_or(255)
    };
    assert!(apart(&shown[0], &shown[1]) > APART, "other pages are told apart");
    assert!(apart(&shown[0], &shown[0].lowered(12)) > APART, "and a page that stands 2 mm too low");
    for (n, (page, sheet)) in shown.iter().zip(&sheets).enumerate() {
        let upright = if page.width > page.height { page.turned() } else { page.clone() };
        assert!(
            upright.width.abs_diff(sheet.width) <= 1 && upright.height.abs_diff(sheet.height) <= 1,
            "sheet {n} is A4: {} × {}",
            sheet.width,
            sheet.height
        );
        let worst = apart(&upright, sheet);
        assert!(worst <= APART, "sheet {n} differs from its page by {worst} of 255 somewhere");
    }
}
