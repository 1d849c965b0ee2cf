//! No bytes make a parser of ours panic or break its promise: each is tried on its kept corpus (`fuzz/corpus`)
//! and on changes of it, the same ones every time.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use intake::fuzzing::{TARGETS, run};

/// Changes tried of each parser's corpus.
const CHANGES: usize = 400;

/// Pieces that parsers trip over.
const PIECES: [&[u8]; 20] = [
    b"\0",
    b"\xFF\xFF\xFF\xFF",
    b"\xC4",
    b"\n",
    b"\r",
    b"\"",
    b";",
    b"\t",
    b".",
    b",",
    b"-",
    b"0",
    b"9",
    b"65536",
    b"18446744073709551616",
    b"<",
    b">",
    b"&",
    "ế".as_bytes(),
    "\u{301}".as_bytes(),
];

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../fuzz")
}

/// A target's kept files, by name.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(fuzz().join("corpus").join(target)).unwrap();
    let mut files: Vec<_> = entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// SplitMix64: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((n ^ (n >> 31)) % sides.max(1) as u64).unwrap()
    }
}

fn change(dice: &mut Dice, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = files[dice.roll(files.len())].1.clone();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let to = at + dice.roll((bytes.len() - at).min(16) + 1);
        match dice.roll(6) {
            0 => drop(bytes.drain(at..to)),
            1 => drop(bytes.splice(at..at, PIECES[dice.roll(PIECES.len())].iter().copied())),
            2 => drop(bytes.splice(at..to, PIECES[dice.roll(PIECES.len())].iter().copied())),
            3 => bytes.truncate(at),
            4 => {
                let other = &files[dice.roll(files.len())].1;
                let from = dice.roll(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.roll(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn no_parser_breaks_on_its_corpus_or_on_changes_of_it() {
    let mut broken = Vec::new();
    for (seed, (target, _)) in (1..).zip(TARGETS) {
        let files = corpus(target);
        let mut dice = Dice(seed);
        let changed = (0..CHANGES).map(|n| (format!("change {n}"), change(&mut dice, &files)));
        for (name, bytes) in files.clone().into_iter().chain(changed) {
            if catch_unwind(|| run(target, &bytes)).is_err() {
                broken.push(format!("{target}, {name}: {}", bytes.escape_ascii()));
            }
        }
    }
    assert!(broken.is_empty(), "parsers that broke:\n{}", broken.join("\n"));
}

#[test]
fn every_parser_has_a_fuzz_target_and_a_corpus() {
    let manifest = std::fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    for (target, _) in TARGETS {
        let source = fuzz().join("fuzz_targets").join(format!("{target}.rs"));
        let source = std::fs::read_to_string(source).unwrap();
        assert!(source.contains(&format!("run(\"{target}\", data)")), "{target} tries itself");
        assert!(manifest.contains(&format!("name = \"{target}\"")), "{target} is built");
        assert!(!corpus(target).is_empty(), "{target} has a corpus");
    }
}
