//! `docs/ma-loi.md`: every code that can appear, with the sentence a person reads, taken from the sources. A code is a
//! variant of an enum with `fn code(&self) -> &'static str`, or a word that stands at `code:` or begins a call of
//! `refusal(` or `failure(`. The sentence of a variant is in the function of the enum's name in the crate's `vi`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

/// What stands between these is written by this file; what stands around them by hand.
const BEGIN: &str = "<!-- sinh từ mã nguồn: cargo xtask codes -->";
const END: &str = "<!-- hết phần sinh từ mã nguồn -->";

/// A code, what it says to people, and what its author wrote of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Listed {
    code: String,
    sentences: Vec<String>,
    meaning: String,
}

/// Writes the page again.
#[expect(clippy::disallowed_methods, reason = "a file of the repository, which git keeps")]
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let path = page(workspace);
    let (text, count) = made(workspace, &fs::read_to_string(&path)?)?;
    fs::write(&path, text)?;
    println!("   docs/ma-loi.md: {count} codes");
    Ok(())
}

/// The committed page is what the sources say.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let there = fs::read_to_string(page(workspace))?.replace("\r\n", "\n");
    let (wanted, count) = made(workspace, &there)?;
    if wanted != there {
        bail!("docs/ma-loi.md is not current; `cargo xtask codes` writes it");
    }
    println!("   docs/ma-loi.md is current: {count} codes");
    Ok(())
}

fn page(workspace: &Workspace) -> PathBuf {
    workspace.root.join("docs").join("ma-loi.md")
}

fn made(workspace: &Workspace, there: &str) -> Result<(String, usize)> {
    let sources = sources(&workspace.root.join("src-tauri"))?;
    let (before, rest) = there.split_once(BEGIN).context("docs/ma-loi.md has lost its marks")?;
    let (_, after) = rest.split_once(END).context("docs/ma-loi.md has lost its marks")?;
    let parts = parts(&sources);
    let count = parts.iter().map(|(_, codes)| codes.len()).sum();
    let tables: String = parts.iter().map(|(title, codes)| table(title, codes)).collect();
    Ok((format!("{before}{BEGIN}\n{tables}\n{END}{after}"), count))
}

/// Path within the tree → text without its tests.
fn sources(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                if !matches!(name.as_str(), "tests" | "target" | "gen" | "benches" | "examples") {
                    waiting.push(path);
                }
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
                let own = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                found.insert(path.display().to_string(), own.to_owned());
            }
        }
    }
    Ok(found)
}

/// The page's tables, in an order that stays: enums by title, then single words.
fn parts(sources: &BTreeMap<String, String>) -> Vec<(String, Vec<Listed>)> {
    let mut parts = Vec::new();
    for (path, text) in sources {
        let Some(name) = coded_enum(text) else { continue };
        let codes = variants(text, name, &sentences_of(sources, path, name));
        parts.push((title(path, name), codes));
    }
    parts.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut single: BTreeMap<String, Listed> = BTreeMap::new();
    let told: Vec<&str> =
        parts.iter().flat_map(|(_, codes)| codes.iter().map(|c| c.code.as_str())).collect();
    for text in sources.values() {
        for code in words(text) {
            if told.contains(&code.code.as_str()) {
                continue;
            }
            let known = single
                .entry(code.code.clone())
                .or_insert_with(|| Listed { sentences: Vec::new(), ..code.clone() });
            known.sentences.extend(code.sentences);
            known.sentences.sort();
            known.sentences.dedup();
        }
    }
    parts.push(("Từ chối của cửa sổ và dòng lệnh".to_owned(), single.into_values().collect()));
    parts
}

fn title(path: &str, name: &str) -> String {
    let owner = path.replace('\\', "/");
    let owner = owner.split("/crates/").nth(1).and_then(|rest| rest.split('/').next());
    let owner = owner.unwrap_or("sodiem-desktop");
    let said = match (owner, name) {
        ("scorebook", "Finding") => "Vấn đề trong tệp nhận vào",
        ("scorebook", "Error") => "Việc không làm được",
        ("scorebook", "Fault") => "Lỗi khi kiểm tra sổ",
        ("briefing", _) => "Lập văn bản",
        _ => "Khác",
    };
    format!("{said} (`{owner}::{name}`)")
}

fn table(title: &str, codes: &[Listed]) -> String {
    let mut text = format!(
        "\n## {title}\n\n| mã | câu hiện ra (… là phần thay đổi) | ý nghĩa trong mã nguồn |\n|---|---|---|\n"
    );
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    for code in codes {
        let sentences: Vec<String> = code.sentences.iter().map(|s| cell(s)).collect();
        let (sentences, meaning) = (sentences.join("<br>"), cell(&code.meaning));
        let _ = writeln!(text, "| `{}` | {sentences} | {meaning} |", code.code);
    }
    text
}

/// The enum whose `code()` the file holds.
fn coded_enum(text: &str) -> Option<&str> {
    let at = text.find("fn code(&self) -> &'static str")?;
    let name = text[..at].rsplit_once("\nimpl ")?.1.split([' ', '<']).next()?;
    text.contains(&format!("enum {name} {{")).then_some(name)
}

/// The enum's variants as codes: by name, or as its `code()` spells them out.
fn variants(text: &str, name: &str, sentences: &[(String, String)]) -> Vec<Listed> {
    let body = block(text, &format!("enum {name} {{")).unwrap_or_default();
    let spelled = block(text, "fn code(&self) -> &'static str {").unwrap_or_default();
    let (mut codes, mut doc) = (Vec::new(), Vec::new());
    for line in body.lines() {
        let Some(own) = line.strip_prefix("    ").filter(|l| !l.starts_with(' ')) else { continue };
        if let Some(said) = own.strip_prefix("/// ") {
            doc.push(said);
        } else if own.starts_with(|c: char| c.is_ascii_uppercase()) {
            let variant: String = own.chars().take_while(|c| c.is_alphanumeric()).collect();
            let code = if spelled.contains("self.into()") {
                Some(snake(&variant))
            } else {
                arms(spelled, &variant).into_iter().next()
            };
            let of_it = sentences.iter().filter(|(v, _)| *v == variant);
            codes.extend(code.map(|code| Listed {
                code,
                sentences: of_it.map(|(_, s)| s.clone()).collect(),
                meaning: doc.join(" "),
            }));
            doc.clear();
        }
    }
    codes
}

/// (variant, sentence) from the function of the enum's name in the crate's `vi`.
fn sentences_of(
    sources: &BTreeMap<String, String>,
    path: &str,
    name: &str,
) -> Vec<(String, String)> {
    let path = path.replace('\\', "/");
    let crate_of = path.split("/src/").next().unwrap_or_default();
    let head = format!("pub fn {}(", snake(name));
    let of_vi = sources.iter().filter(|(at, _)| {
        let at = at.replace('\\', "/");
        at.starts_with(crate_of) && (at.contains("/vi.rs") || at.contains("/vi/"))
    });
    for (_, text) in of_vi {
        let Some(at) = text.find(&head) else { continue };
        let body = text[at..].split("\n}\n").next().unwrap_or_default();
        let mut names: Vec<String> = Vec::new();
        for part in body.split("::").skip(1) {
            let variant: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
            let is_variant = variant.starts_with(|c: char| c.is_ascii_uppercase());
            if is_variant && !names.contains(&variant) {
                names.push(variant);
            }
        }
        return names
            .into_iter()
            .flat_map(|v| arms(body, &v).into_iter().map(move |s| (v.clone(), s)))
            .collect();
    }
    Vec::new()
}

/// The first text of each arm of a variant.
fn arms(body: &str, variant: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mark = format!("::{variant}");
    for (at, _) in body.match_indices(&mark) {
        let rest = &body[at + mark.len()..];
        if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let Some((head, arm)) = rest.split_once("=>") else { continue };
        // a name used in another arm's body has that arm's end before the next "=>"
        if head.contains(";\n") || head.contains("),\n") {
            continue;
        }
        // an arm that only calls has no text of its own, and the next arm's is not its
        let line = body[..at].rsplit('\n').next().unwrap_or_default();
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        let next = format!("\n{indent}");
        let end = arm.match_indices(&next).map(|(end, _)| end).find(|end| {
            arm[end + next.len()..].starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        });
        found.extend(text_of(&arm[..end.unwrap_or(arm.len())]));
    }
    found
}

/// The words at `code:`, and those that begin a refusal, each with the sentence after it.
fn words(text: &str) -> Vec<Listed> {
    let mut found = Vec::new();
    for mark in ["code: ", "refusal(", "failure(", "Refusal::new(", "Failure::new("] {
        for (at, _) in text.match_indices(mark) {
            let rest = text[at + mark.len()..].trim_start();
            if !rest.starts_with('"') {
                continue;
            }
            let Some(code) = text_of(rest) else { continue };
            let is_code =
                !code.is_empty() && code.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if is_code {
                let after = &rest[code.len() + 2..];
                found.push(Listed {
                    code,
                    sentences: text_of(after).into_iter().collect(),
                    meaning: String::new(),
                });
            }
        }
    }
    found
}

/// The first string literal, as it reads: what is filled in is "…".
fn text_of(source: &str) -> Option<String> {
    let at = source.find('"')?;
    let (mut out, mut depth) = (String::new(), 0);
    let mut chars = source[at + 1..].chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if depth == 0 => return Some(out),
            '\\' => match chars.next()? {
                '\n' => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                'n' => out.push(' '),
                other => out.push(other),
            },
            '{' => {
                if depth == 0 {
                    out.push('…');
                }
                depth += 1;
            }
            '}' => depth -= 1,
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    None
}

/// What stands between the brace that ends `head` and the line that closes it.
fn block<'a>(text: &'a str, head: &str) -> Option<&'a str> {
    let at = text.find(head)?;
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let rest = &text[at + head.len()..];
    rest.split(&format!("\n{indent}}}\n")).next()
}

/// `OverMax` → `over_max`, as strum has it.
fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENUM: &str = "
pub enum Error {
    /// The first line,
    /// and the second.
    OverMax {
        /// Not this.
        max: i32,
    },
    /// Said elsewhere.
    Elsewhere,
    /// Another.
    Gone(String),
}

impl Error {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        self.into()
    }
}
";
    const VI: &str = r#"
pub fn error(error: &Error) -> String {
    match error {
        E::OverMax { max } if *max == 0 => "không có".into(),
        E::OverMax { max } => format!(
            "nhiều nhất {max:?} \
             điểm"
        ),
        E::Elsewhere => elsewhere(),
        E::Gone(_) => "mất “rồi”".into(),
    }
}
"#;

    fn code(code: &str, sentences: &[&str], meaning: &str) -> Listed {
        Listed {
            code: code.into(),
            sentences: sentences.iter().map(|s| (*s).to_owned()).collect(),
            meaning: meaning.into(),
        }
    }

    #[test]
    fn every_variant_has_its_code_its_sentences_and_its_meaning() {
        let sources = BTreeMap::from([
            ("a/crates/scorebook/src/error.rs".to_owned(), ENUM.to_owned()),
            ("a/crates/scorebook/src/vi.rs".to_owned(), VI.to_owned()),
        ]);
        let parts = parts(&sources);
        assert_eq!(parts[0].0, "Việc không làm được (`scorebook::Error`)");
        assert_eq!(
            parts[0].1,
            [
                code(
                    "over_max",
                    &["không có", "nhiều nhất … điểm"],
                    "The first line, and the second."
                ),
                code("elsewhere", &[], "Said elsewhere."),
                code("gone", &["mất “rồi”"], "Another."),
            ]
        );
    }

    #[test]
    fn a_code_in_a_refusal_is_found_with_its_sentence() {
        let text = "refusal(\n \"bad_shares\",\n format!(\"Hãy sửa {}.\", x))";
        assert_eq!(words(text), [code("bad_shares", &["Hãy sửa …."], "")]);
        assert!(words("code: \"A1\".into(), code: other").is_empty(), "a cell is no code");
    }
}
