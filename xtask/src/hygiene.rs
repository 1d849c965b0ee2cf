//! What the repository must not name: hosts of package registries (a mirror or another year's
//! host must be a matter of the machine) and folders of the machine it was written on.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::output;
use crate::workspace::Workspace;

/// Cargo writes its registry into its lock file and reads it back.
const EXEMPT: &[&str] = &["Cargo.lock"];

/// Written in two halves, so that this file does not name them either.
const HOSTS: &[&str] = &[
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("registry.", "npmmirror.com"),
    concat!("npm.pkg.", "github.com"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("rust-lang/", "crates.io-index"),
    concat!("proxy.", "golang.org"),
    concat!("files.", "pythonhosted.org"),
    concat!("deb.", "debian.org"),
];

/// Folders of one machine, each followed by `/` or the end of a word.
const FOLDERS: &[&str] = &[
    concat!("/", "root"),
    concat!("/", "work"),
    concat!("/", "home"),
    concat!("/", "Users"),
    concat!("C:\\", "Users"),
];

/// Looks through every file git would hand to someone else, those not yet added included.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let list = output(Command::new("git").current_dir(&workspace.root).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]))
    .context("git says which files belong to the repository")?;
    let list = String::from_utf8(list).context("a file's name is not UTF-8")?;
    let (mut looked_at, mut found) = (0, Vec::new());
    for path in list.split_terminator('\0').filter(|path| !EXEMPT.contains(path)) {
        // a file that git still lists may have been removed, or be a link to nowhere
        let Ok(bytes) = fs::read(workspace.root.join(path)) else { continue };
        looked_at += 1;
        if let Ok(text) = String::from_utf8(bytes) {
            found.extend(findings(&text).into_iter().map(|finding| format!("{path}:{finding}")));
        }
    }
    if !found.is_empty() {
        bail!("the repository names a registry or this machine:\n    {}", found.join("\n    "));
    }
    println!("   {looked_at} files name no registry and no machine");
    Ok(())
}

/// "line: what" for each thing the text must not name.
fn findings(text: &str) -> Vec<String> {
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(index, line)| {
            let hosts = HOSTS.iter().filter(|host| line.contains(**host));
            let folders = FOLDERS.iter().filter(|folder| names_folder(line, folder));
            hosts.chain(folders).map(move |what| format!("{}: {what}", index + 1))
        })
        .collect()
}

/// The folder stands in the line as an absolute path, not as the middle of another path.
fn names_folder(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + folder.len()..].chars().next();
        let starts = before.is_none_or(|c| !c.is_alphanumeric() && !"._-/})~*%]".contains(c));
        let ends = after.is_none_or(|c| !c.is_alphanumeric() && !"_-.".contains(c));
        starts && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts back together what must not stand here in one piece.
    fn path(folder: &str, rest: &str) -> String {
        format!("/{folder}{rest}")
    }

    #[test]
    fn a_registry_in_a_lock_file_is_found_with_its_line() {
        let lock = format!("{{\n \"resolved\": \"https://{}/a\"\n}}", HOSTS[0]);
        assert_eq!(findings(&lock), [format!("2: {}", HOSTS[0])]);
    }

    #[test]
    fn absolute_paths_of_a_machine_are_found() {
        for line in [
            path("root", "/.cargo"),
            format!("cd {}", path("work", "")),
            format!("\"{}\"", path("home", "/lan/x.rs")),
            format!("file://x:{}", path("Users", "/lan")),
        ] {
            assert_eq!(findings(&line).len(), 1, "{line}");
        }
    }

    #[test]
    fn parts_of_other_paths_and_of_words_are_not() {
        for line in [
            format!("let x = tree{};", path("root", "")),
            format!("..{}", path("work", "/x")),
            format!("{{base}}{}", path("home", "/x")),
            path("workspace", "/src"),
            path("rooted", ""),
            format!("https://example.org{}", path("home", "/x")),
        ] {
            assert!(findings(&line).is_empty(), "{line}");
        }
    }
}
