//! What is known of the files, checked in as numbers: nothing of their text.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A known disagreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The file, without `.sql`.
    pub file: String,
    /// The number of the statement from 1; `None` for the comparison at the end.
    pub statement: Option<usize>,
    /// A checksum of the statement's text, or of the place that differs.
    pub checksum: String,
    /// What the replay and the server said.
    pub reason: String,
}

/// Disagreements with the versions that they are on.
pub type List = BTreeMap<Known, BTreeSet<u16>>;

const HEAD: &str = "\
# Where the replay and a server disagree on PostgreSQL's own regression SQL: file, statement (or `end` for the
# catalogs at the end), checksum of its text, versions, and the reason as `replay:server`.
# `cargo xtask regress --bless` writes it; it is to become shorter.
";

/// A checksum of a text, as the list has it: FNV-1a of 32 bits.
pub(super) fn checksum(text: &str) -> String {
    let hash = text.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}

/// The list as it is to be written.
pub fn write(list: &List) -> String {
    let mut out = HEAD.to_owned();
    for (known, versions) in list {
        let _ = writeln!(out, "{}", line(known, versions));
    }
    out
}

fn line(known: &Known, versions: &BTreeSet<u16>) -> String {
    let statement = known
        .statement
        .map_or_else(|| "end".to_owned(), |number| number.to_string());
    let versions: Vec<_> = versions.iter().map(ToString::to_string).collect();
    format!(
        "{}\t{statement}\t{}\t{}\t{}",
        known.file,
        known.checksum,
        versions.join(","),
        known.reason
    )
}

/// The text of a list; one that is not there is empty.
///
/// # Errors
///
/// The file cannot be read.
pub fn read(file: &Path) -> Result<String, String> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(HEAD.to_owned()),
        Err(e) => Err(format!("{}: {e}", file.display())),
    }
}

/// What is new and what is stale. A statement is known by its checksum, so that
/// another release of the source package, in which it has another number, does
/// not make it new.
pub fn difference(expected: &str, found: &str, only: impl Fn(&str) -> bool) -> Vec<String> {
    let keys = |text: &str| -> BTreeMap<Vec<String>, (usize, String)> {
        let mut keys: BTreeMap<Vec<String>, (usize, String)> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
            if fields.first().is_some_and(|file| only(file)) {
                let key = (0..).zip(fields).filter(|(at, _)| *at != 1);
                let key = key.map(|(_, field)| field).collect();
                keys.entry(key).or_insert((0, line.to_owned())).0 += 1;
            }
        }
        keys
    };
    let (expected, found) = (keys(expected), keys(found));
    let count = |keys: &BTreeMap<Vec<String>, (usize, String)>, key| {
        keys.get(key).map_or(0, |(count, _)| *count)
    };
    let new = found
        .iter()
        .filter(|(key, (times, _))| *times > count(&expected, *key))
        .map(|(_, (_, line))| format!("a new disagreement: {line}"));
    let stale = expected
        .iter()
        .filter(|(key, (times, _))| *times > count(&found, *key))
        .map(|(_, (_, line))| format!("they agree now: {line}"));
    new.chain(stale).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_that_moved_is_known() {
        let known = |statement| Known {
            file: "f".into(),
            statement: Some(statement),
            checksum: checksum("SELECT 1"),
            reason: "accepted:42P01".into(),
        };
        let list = |numbers: &[usize]| {
            let numbers = numbers
                .iter()
                .map(|n| (known(*n), BTreeSet::from([15, 18])));
            write(&numbers.collect())
        };
        let all = |_: &str| true;
        assert_eq!(difference(&list(&[1]), &list(&[2]), all), [""; 0]);
        assert_eq!(difference(&list(&[1]), &list(&[1, 2]), all).len(), 1);
        assert_eq!(difference(&list(&[1]), &list(&[]), all).len(), 1);
        assert_eq!(difference(&list(&[1]), &list(&[]), |f| f == "g"), [""; 0]);
    }
}
