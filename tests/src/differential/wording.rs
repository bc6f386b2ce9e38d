//! Refusals whose words are not the server's yet: `known-wording.tsv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::Wording;

/// The words that differ, by case; each with the versions on which they do.
pub type Wordings = BTreeMap<(String, Wording), Vec<u16>>;

const HEAD: &str = "\
# Refusals in which the replay has the server's SQLSTATE and not its words, or points at another place:
# case, version (`*` for all that the case holds on), ours, the server's, separated by tabs.
# `PGBINDGEN_BLESS=1 cargo test -p pgbindgen-tests --test differential` writes it; it is to become shorter.
";

/// The list as it is to be written. `all` says on which versions a case runs.
pub fn write_wordings(found: &Wordings, all: impl Fn(&str) -> Vec<u16>) -> String {
    let mut out = HEAD.to_owned();
    for ((id, wording), versions) in found {
        let on = if *versions == all(id) {
            "*".to_owned()
        } else {
            let versions: Vec<_> = versions.iter().map(ToString::to_string).collect();
            versions.join(",")
        };
        let (ours, server) = (field(&wording.ours), field(&wording.server));
        let _ = writeln!(out, "{id}\t{on}\t{ours}\t{server}");
    }
    out
}

/// One line without tabs.
fn field(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}

/// The lines of the list; a list that is not there is empty.
///
/// # Errors
///
/// The file cannot be read.
pub fn read_wordings(file: &Path) -> Result<String, String> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(text),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(HEAD.to_owned()),
        Err(e) => Err(format!("{}: {e}", file.display())),
    }
}

/// What is new and what is stale, for a person.
pub fn difference(expected: &str, found: &str) -> Vec<String> {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    };
    let (expected, found) = (lines(expected), lines(found));
    let new = found.iter().filter(|line| !expected.contains(line));
    let stale = expected.iter().filter(|line| !found.contains(line));
    new.map(|line| format!("not the server's words (case, version, ours, the server's): {line}"))
        .chain(stale.map(|line| format!("known-wording.tsv is stale, take it out: {line}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let wording = Wording {
            ours: "a\tb".into(),
            server: "c".into(),
        };
        let mut found = Wordings::new();
        found.insert(("x.sql".into(), wording.clone()), vec![15, 18]);
        let all = write_wordings(&found, |_| vec![15, 18]);
        assert!(all.ends_with("x.sql\t*\ta\\tb\tc\n"), "{all}");
        let only = write_wordings(&found, |_| vec![15]);
        assert!(only.ends_with("x.sql\t15,18\ta\\tb\tc\n"), "{only}");
        assert_eq!(difference(&all, &all), [""; 0]);
        assert_eq!(difference(&all, &only).len(), 2);
    }
}
