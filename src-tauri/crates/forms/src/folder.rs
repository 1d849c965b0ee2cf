//! Forms as files in a folder.

use std::collections::BTreeSet;
use std::path::Path;

use scorebook::{Error, Points, Result, disk};

use crate::form::Form;
use crate::{book, words};

/// A form that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The body's name.
    pub body: String,
    /// The file's name, without folder.
    pub file: String,
    /// How many criteria the body scores.
    pub criteria: usize,
    /// The most points it can give itself.
    pub max: Points,
}

/// A file's name is at most so many letters long, less its ending and a number: paths on Windows are short.
const LONGEST: usize = 120;

/// Writes every form into the folder, which is made if it is not there. Files of that name are replaced only
/// if `replace` says so; otherwise nothing at all is written.
pub fn save(forms: &[Form], folder: &Path, replace: bool) -> Result<Vec<Saved>> {
    let books = forms.iter().map(book::write).collect::<Result<Vec<_>>>()?;
    let names = file_names(forms);
    let there: Vec<String> = names.iter().filter(|n| folder.join(n).exists()).cloned().collect();
    if !replace && !there.is_empty() {
        return Err(Error::FilesExist { files: there });
    }
    std::fs::create_dir_all(folder).map_err(|e| Error::io(folder, &e))?;
    let files: Vec<(String, Vec<u8>)> = names.into_iter().zip(books).collect();
    disk::write_several(folder, &files)?;
    let saved = forms.iter().zip(files).map(|(form, (file, _))| {
        let (criteria, max) = (form.criteria(), form.max());
        Saved { body: form.body.clone(), file, criteria, max }
    });
    Ok(saved.collect())
}

/// The forms' file names, each another one, in the order of the forms.
pub fn file_names(forms: &[Form]) -> Vec<String> {
    // file systems may not tell capitals from small letters
    let mut taken = BTreeSet::new();
    let name = |form: &Form| {
        let stem = words::file_stem(&safe(&form.body), form.year);
        let stem: String = stem.chars().take(LONGEST).collect();
        let stem = stem.trim_end_matches([' ', '.']);
        let mut name = format!("{stem}.xlsx");
        let mut number = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{stem} ({number}).xlsx");
            number += 1;
        }
        name
    };
    forms.iter().map(name).collect()
}

/// Without what file systems keep for themselves, NFC as everything else.
fn safe(body: &str) -> String {
    let plain = |c: char| match c {
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
        c if c.is_control() => ' ',
        c => c,
    };
    scorebook::text::tidy(&body.chars().map(plain).collect::<String>())
}
