//! The two typefaces a document can be set in.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::layout::Abs;
use typst::text::{Font, FontBook, FontInstance, FontVariations};
use typst::utils::LazyHash;

/// Which typeface a document is set in. Both have the same metrics, so pages break alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typeface {
    /// Times New Roman, as the decree names it, from the machine; the bundled one if it is not there.
    TimesNewRoman,
    /// The bundled Tinos: the same bytes everywhere.
    Bundled,
}

impl Typeface {
    /// Times New Roman where the machine has all four faces with Vietnamese letters.
    pub fn of_machine() -> Self {
        if TIMES.is_some() { Self::TimesNewRoman } else { Self::Bundled }
    }

    /// The fonts, read once.
    pub(crate) fn faces(self) -> &'static Faces {
        match self {
            Self::TimesNewRoman => TIMES.as_ref().unwrap_or(&BUNDLED),
            Self::Bundled => &BUNDLED,
        }
    }
}

/// Regular, bold, italic and bold italic of one family.
pub(crate) struct Faces {
    pub(crate) family: &'static str,
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
    /// Letters that all four faces have. A letter that one lacks would be an empty box on paper, which
    /// PDF/A forbids and no reader could understand.
    letters: HashSet<u32>,
}

impl Faces {
    pub(crate) fn has(&self, letter: char) -> bool {
        self.letters.contains(&u32::from(letter))
    }

    fn new(family: &'static str, files: Vec<Bytes>) -> Self {
        let fonts: Vec<Font> = files.into_iter().flat_map(Font::iter).collect();
        let mut letters: Option<HashSet<u32>> = None;
        for font in &fonts {
            let of_font: HashSet<u32> = font.info().coverage.iter().collect();
            letters = Some(match letters {
                Some(shared) => &shared & &of_font,
                None => of_font,
            });
        }
        Self {
            family,
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            letters: letters.unwrap_or_default(),
        }
    }
}

/// Measures letters of one size, regular or bold. Both typefaces have the same metrics; kerning is left out.
pub(crate) struct Ruler {
    face: Option<FontInstance>,
    size_mm: f64,
}

impl Ruler {
    /// For letters of that size in points.
    pub(crate) fn new(size_pt: u32, bold: bool) -> Self {
        let size = Abs::pt(f64::from(size_pt));
        let face = BUNDLED.fonts.get(usize::from(bold)).map(|font| {
            font.clone().instantiate(font.info().variant, size, &FontVariations::default())
        });
        Self { face, size_mm: size.to_mm() }
    }

    /// How wide a line of text is, in millimetres; letters that the typeface lacks have no width.
    pub(crate) fn width_mm(&self, text: &str) -> f64 {
        text.chars().filter_map(|c| self.letter_mm(c)).sum()
    }

    /// The same; `None` if the typeface lacks a letter.
    pub(crate) fn known_width_mm(&self, text: &str) -> Option<f64> {
        text.chars().map(|c| self.letter_mm(c)).sum()
    }

    fn letter_mm(&self, letter: char) -> Option<f64> {
        let face = self.face.as_ref()?;
        let glyph = face.ttf().glyph_index(letter)?;
        Some(face.x_advance(glyph.0)?.get() * self.size_mm)
    }

    /// How many lines a text takes in a column, broken between words; a word wider than the column is broken.
    pub(crate) fn lines(&self, text: &str, column_mm: f64) -> u32 {
        let column = column_mm.max(self.size_mm);
        let space = self.width_mm(" ");
        let mut lines = 0;
        for line in text.split('\n') {
            lines += 1;
            let mut at = 0.0;
            for word in line.split(' ') {
                let width = self.width_mm(word);
                if at > 0.0 && at + width > column {
                    lines += 1;
                    at = 0.0;
                }
                at += width;
                while at > column {
                    lines += 1;
                    at -= column;
                }
                at += space;
            }
        }
        lines
    }
}

static BUNDLED: LazyLock<Faces> = LazyLock::new(|| {
    let files: [&'static [u8]; 4] = [
        include_bytes!("../fonts/Tinos-Regular.ttf"),
        include_bytes!("../fonts/Tinos-Bold.ttf"),
        include_bytes!("../fonts/Tinos-Italic.ttf"),
        include_bytes!("../fonts/Tinos-BoldItalic.ttf"),
    ];
    Faces::new("Tinos", files.into_iter().map(Bytes::new).collect())
});

static TIMES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let windows = std::env::var_os("WINDIR").map(|dir| PathBuf::from(dir).join("Fonts"));
    let places = [
        (windows, ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"]),
        (
            Some("/usr/share/fonts/truetype/msttcorefonts".into()),
            [
                "Times_New_Roman.ttf",
                "Times_New_Roman_Bold.ttf",
                "Times_New_Roman_Italic.ttf",
                "Times_New_Roman_Bold_Italic.ttf",
            ],
        ),
    ];
    places.into_iter().find_map(|(folder, names)| {
        let folder = folder?;
        let files: Vec<Bytes> = names
            .iter()
            .map(|name| std::fs::read(folder.join(name)).map(Bytes::new))
            .collect::<Result<_, _>>()
            .ok()?;
        let faces = Faces::new("Times New Roman", files);
        let whole = faces.fonts.len() == 4
            && faces.fonts.iter().all(|f| f.info().family == faces.family)
            && "ạảấầẩẫậắằẳẵặđĐẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ–−…“”".chars().all(|c| faces.has(c));
        whole.then_some(faces)
    })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_they_break() {
        let ruler = Ruler::new(11, false);
        let word = ruler.width_mm("điểm");
        assert!((6.0..9.0).contains(&word), "four letters of 11 points: {word} mm");
        for (text, lines) in [("", 1), ("điểm", 1), ("điểm điểm", 2), ("điểm\nđiểm điểm", 3)]
        {
            assert_eq!(ruler.lines(text, word * 1.5), lines, "{text:?}");
        }
        assert_eq!(ruler.lines(&"m".repeat(100), 40.0), 8, "one long word is broken");
    }

    #[test]
    fn the_bundled_typeface_has_every_vietnamese_letter() {
        let faces = Typeface::Bundled.faces();
        assert_eq!(faces.fonts.len(), 4, "regular, bold, italic, bold italic");
        for base in [
            "aàảãáạ",
            "ăằẳẵắặ",
            "âầẩẫấậ",
            "eèẻẽéẹ",
            "êềểễếệ",
            "iìỉĩíị",
            "oòỏõóọ",
            "ôồổỗốộ",
            "ơờởỡớợ",
            "uùủũúụ",
            "ưừửữứự",
            "yỳỷỹýỵ",
            "đ",
        ] {
            for c in base.chars().flat_map(|c| [c].into_iter().chain(c.to_uppercase())) {
                assert!(faces.has(c), "{c} is in all four faces");
            }
        }
        for c in "–−…“”½≥≤%".chars() {
            assert!(faces.has(c), "{c} is in all four faces");
        }
    }
}
