//! Texts that are nearly SQL: cases with a part taken out, doubled, swapped or
//! replaced, through the whole pipeline. Whatever they are, nothing panics. The
//! mutants are the same in every run; `fuzz/` goes further.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use support::analyze_sql;

/// How many mutants are tried.
const MUTANTS: usize = 3000;

/// A generator of numbers (xorshift), the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % below.max(1)
    }
}

/// Pieces that mean something to a parser.
const PIECES: &[&str] = &[
    "'",
    "\"",
    "$$",
    "$a$",
    "/*",
    "*/",
    "--",
    "\n",
    ";",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "::",
    ":=",
    "\\",
    "\\.",
    "E'\\",
    "U&'\\",
    "U&\"\\d800\"",
    "0x",
    "1e",
    "$1",
    "\u{feff}",
    "\u{0}",
    "ı",
    "💰",
    " NOT NULL",
    " DEFAULT ",
    " CHECK (",
    " REFERENCES ",
    " IF EXISTS ",
    " CASCADE",
    " ONLY ",
    " USING ",
    " ARRAY[",
    " CASE WHEN ",
    " END",
    " SELECT ",
    " FROM ",
    " WITH ",
    " AS ",
    " IN ",
    " BEGIN ",
    " LOOP ",
    " EXECUTE ",
    " FOR ",
    " ORDER BY ",
    " LIMIT ",
    " DISTINCT ON ",
    " NULL",
    " 99999999999999999999",
    " -1",
    "pgbindgen: ",
    "-- pgbindgen: effect \"",
    " PARTITION OF ",
    " GENERATED ALWAYS AS ",
    " ALTER COLUMN ",
    " RENAME TO ",
    " TYPE ",
    " NULLS ",
    " ON ",
    " BETWEEN ",
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "sql") {
            out.push(path);
        }
    }
}

/// A place in the text at which a character begins.
fn place(text: &str, numbers: &mut Numbers) -> usize {
    let mut at = numbers.next(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The word or mark that begins at or before a place.
fn word(text: &str, numbers: &mut Numbers) -> std::ops::Range<usize> {
    let at = place(text, numbers);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let start = text[..at].rfind(|c| !is_word(c)).map_or(0, |found| {
        found + text[found..].chars().next().map_or(0, char::len_utf8)
    });
    let mut end = text[at..]
        .find(|c| !is_word(c))
        .map_or(text.len(), |found| at + found);
    if start == end {
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    start..end
}

fn mutate(text: &str, others: &[String], numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..=numbers.next(4) {
        let (a, b) = (word(&text, numbers), word(&text, numbers));
        match numbers.next(7) {
            0 => text.replace_range(a, ""),
            1 => {
                let copy = text[b].to_owned();
                text.replace_range(a, &copy);
            }
            2 => text.insert_str(a.start, PIECES[numbers.next(PIECES.len())]),
            3 => text.replace_range(a, PIECES[numbers.next(PIECES.len())]),
            4 => text.truncate(a.start),
            5 => {
                let (from, to) = (a.start.min(b.start), a.start.max(b.start));
                if to - from < 200 {
                    text.replace_range(from..to, "");
                }
            }
            _ => {
                let other = &others[numbers.next(others.len())];
                let range = word(other, numbers);
                text.insert_str(a.start, &format!(" {} ", &other[range]));
            }
        }
    }
    text
}

#[test]
fn nothing_panics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut paths = Vec::new();
    sources(&root.join("tests/cases"), &mut paths);
    sources(&root.join("tests/schemas"), &mut paths);
    let texts: Vec<String> = paths
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap())
        .filter(|text| text.len() < 20_000)
        .collect();
    assert!(texts.len() > 500, "{}", texts.len());
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    if let Some(seed) = std::env::var("PGBINDGEN_MUTANTS_SEED")
        .ok()
        .and_then(|seed| seed.parse::<u64>().ok())
    {
        numbers.0 ^= seed;
    }
    let mut failed = Vec::new();
    for _ in 0..MUTANTS {
        let mutant = mutate(&texts[numbers.next(texts.len())], &texts, &mut numbers);
        if catch_unwind(AssertUnwindSafe(|| analyze_sql("", &mutant))).is_err() {
            failed.push(mutant);
        }
    }
    assert!(
        failed.is_empty(),
        "{} mutants:\n{}",
        failed.len(),
        failed.join("\n=====\n")
    );
}
