//! Writes the window's words for closed lists (`ui/src/shell/types/words.ts`) from ours, so that a word stands once.

use std::fmt::Write as _;

use scorebook::vi;
use serde::de::DeserializeOwned;
use ts_rs::{Config, TS};

/// A closed list with a word for each of its values.
struct Words {
    /// Its name in TypeScript.
    name: &'static str,
    /// The type of its values.
    kind: String,
    /// Values and words.
    of_values: Vec<(String, &'static str)>,
}

/// The values of a closed list are the ones that ts-rs writes.
fn words<T: TS + DeserializeOwned + 'static>(
    name: &'static str,
    word: fn(T) -> &'static str,
) -> Words {
    let config = Config::from_env();
    let values = T::inline(&config);
    let values = values.split('"').skip(1).step_by(2).map(str::to_owned);
    let word = |value: String| {
        let known = serde_json::from_value(value.clone().into());
        let known = known.unwrap_or_else(|e| panic!("{value} is not a value of {name}: {e}"));
        (value, word(known))
    };
    Words { name, kind: T::name(&config), of_values: values.map(word).collect() }
}

fn all() -> Vec<Words> {
    vec![
        words("agencyBasis", vi::agency_basis),
        words("baselineKind", vi::baseline_kind),
        words("bucket", vi::bucket),
        words("columnRole", vi::column),
        words("flag", vi::flag),
        words("likelihood", vi::likelihood),
        words("linkKind", vi::link),
        words("scoring", vi::scoring),
        words("severity", vi::severity),
        words("state", vi::state),
        words("status", vi::status),
    ]
}

fn text(lists: &[Words]) -> String {
    let mut text = String::from(
        "// This file was generated from scorebook's words (`cargo xtask types`). Do not edit it.\n",
    );
    let mut kinds: Vec<&str> = lists.iter().map(|list| &*list.kind).collect();
    kinds.sort_unstable();
    for kind in kinds {
        let _ = writeln!(text, "import type {{ {kind} }} from \"./{kind}\";");
    }
    for list in lists {
        let _ = writeln!(text, "\nexport const {}: Record<{}, string> = {{", list.name, list.kind);
        for (value, word) in &list.of_values {
            let _ = writeln!(text, "  {value}: \"{word}\",");
        }
        text += "};\n";
    }
    text
}

#[test]
fn export_bindings_of_the_words() {
    let lists = all();
    for list in &lists {
        assert!(list.of_values.len() > 1, "{} has values", list.name);
    }
    let folder = Config::from_env().out_dir().to_owned();
    std::fs::create_dir_all(&folder).unwrap();
    #[expect(clippy::disallowed_methods, reason = "a generated file, written anew each time")]
    std::fs::write(folder.join("words.ts"), text(&lists)).unwrap();
}
