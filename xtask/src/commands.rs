//! The commands of PostgreSQL's manual, and what the cases show of each: the first table of `docs/statements.md`.
//!
//! Nobody writes down what becomes of a command: the statements of all cases are parsed, and the page says what the parser made of
//! them. `tests/cases/commands.tsv` has the names alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use pgbindgen_codegen::ddl::StmtKind;
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::parse::parse;
use pgbindgen_codegen::split::{self, RawKind};

use crate::Failure;
use crate::shell::root;

/// Words that stand between the words of a command, and make no other of it.
const BETWEEN: &[&str] = &[
    "CONCURRENTLY",
    "CONSTRAINT",
    "DEFAULT",
    "GLOBAL",
    "LOCAL",
    "OR",
    "PROCEDURAL",
    "RECURSIVE",
    "REPLACE",
    "TEMP",
    "TEMPORARY",
    "TRUSTED",
    "UNIQUE",
    "UNLOGGED",
];

/// What becomes of a statement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Becomes {
    Replayed,
    NoEffect,
    NotSeenInto,
}

impl Becomes {
    fn of(kind: &StmtKind) -> Self {
        match kind {
            StmtKind::NoEffect { .. } => Self::NoEffect,
            StmtKind::Opaque { .. } => Self::NotSeenInto,
            _ => Self::Replayed,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Replayed => "replayed",
            Self::NoEffect => "checked, changes no catalog",
            Self::NotSeenInto => "not seen into",
        }
    }
}

/// What the cases show of a command.
#[derive(Default)]
struct Seen {
    becomes: BTreeSet<Becomes>,
    cases: BTreeSet<String>,
}

/// The commands of the manual, and what was seen of each.
pub(crate) struct Commands {
    /// The words of each, and its page.
    listed: Vec<(String, String)>,
    seen: BTreeMap<String, Seen>,
}

impl Commands {
    pub(crate) fn read() -> Result<Self, Failure> {
        let path = root().join("tests/cases/commands.tsv");
        let text = fs::read_to_string(&path)
            .map_err(|error| format!("cannot read tests/cases/commands.tsv: {error}"))?;
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let listed = lines
            .map(|line| {
                let (command, page) = line.split_once('\t').ok_or_else(|| {
                    format!("tests/cases/commands.tsv: not a command, a tab and a page: {line}")
                })?;
                Ok((command.to_owned(), page.to_owned()))
            })
            .collect::<Result<_, Failure>>()?;
        Ok(Self {
            listed,
            seen: BTreeMap::new(),
        })
    }

    /// Notes the statements of a case.
    pub(crate) fn note(&mut self, case: &str, text: &str) {
        let mut sources = SourceMap::default();
        let file = sources.add(Path::new(case).to_string_lossy(), text);
        for raw in split::split(file, text, 0..text.len(), &mut Vec::new()) {
            if raw.kind != RawKind::Sql {
                continue;
            }
            let mut faults = Vec::new();
            let statement = parse(text, &raw, &mut faults);
            if faults.iter().any(Diagnostic::is_error) {
                continue;
            }
            let words = text.get(raw.span.range()).unwrap_or_default();
            if let Some(command) = self.command(words, &statement.kind) {
                let seen = self.seen.entry(command).or_default();
                seen.becomes.insert(Becomes::of(&statement.kind));
                seen.cases.insert(case.to_owned());
            }
        }
    }

    /// The command that a statement is: the longest of those whose words it begins with.
    fn command(&self, text: &str, kind: &StmtKind) -> Option<String> {
        if let StmtKind::CreateTable(table) = kind
            && table.as_query.is_some()
        {
            let is_select = !text.trim_start().to_uppercase().starts_with("CREATE");
            return Some(
                if is_select {
                    "SELECT INTO"
                } else {
                    "CREATE TABLE AS"
                }
                .to_owned(),
            );
        }
        let words: Vec<String> = words(text);
        let named = self.listed.iter().map(|(command, _)| command);
        named
            .filter(|command| begins(&words, command))
            .max_by_key(|command| command.len())
            .cloned()
            // A query may begin with the name of no command.
            .or_else(|| {
                let first = words.first()?.as_str();
                matches!(first, "WITH" | "VALUES" | "TABLE" | "(").then(|| "SELECT".to_owned())
            })
    }

    /// Those of which there is no case.
    pub(crate) fn without_case(&self) -> impl Iterator<Item = &str> {
        let names = self.listed.iter().map(|(command, _)| command.as_str());
        names.filter(|command| !self.seen.contains_key(*command))
    }

    /// How many have a case, and how many there are.
    pub(crate) fn share(&self) -> (usize, usize) {
        (self.seen.len(), self.listed.len())
    }

    /// The rows of the page's table.
    pub(crate) fn rows(&self, shown: impl Fn(&[String]) -> String) -> String {
        let mut text = String::from("| command | what becomes of it | cases |\n|---|---|---|\n");
        for (command, page) in &self.listed {
            let seen = self.seen.get(command);
            let becomes: Vec<&str> = seen
                .iter()
                .flat_map(|seen| &seen.becomes)
                .map(|one| one.words())
                .collect();
            let cases: Vec<String> = seen.iter().flat_map(|seen| &seen.cases).cloned().collect();
            let _ = writeln!(
                text,
                "| [{command}](https://www.postgresql.org/docs/18/{page}.html) | {} | {} |",
                becomes.join("; "),
                shown(&cases)
            );
        }
        text
    }
}

/// The first words of a statement, without comments.
fn words(text: &str) -> Vec<String> {
    let lines = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default());
    let text = lines.collect::<Vec<_>>().join(" ");
    text.replace('(', " ( ")
        .split_whitespace()
        .take(12)
        .map(|word| word.trim_end_matches(';').to_uppercase())
        .collect()
}

/// Whether a statement begins with the words of a command.
fn begins(words: &[String], command: &str) -> bool {
    let mut words = words.iter().map(String::as_str);
    let mut is_first = true;
    command.split(' ').all(|wanted| {
        let found = words.by_ref().find(|word| {
            let is_between = !is_first && BETWEEN.contains(word) && *word != wanted;
            !is_between
        });
        is_first = false;
        found == Some(wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_are_passed_over() {
        let begins = |text: &str, command| begins(&words(text), command);
        assert!(begins(
            "create or replace temp view v as select 1",
            "CREATE VIEW"
        ));
        assert!(begins("CREATE UNIQUE INDEX i ON t (a)", "CREATE INDEX"));
        assert!(begins("-- note\nDROP TABLE t", "DROP TABLE"));
        assert!(!begins("CREATE FOREIGN TABLE t ()", "CREATE TABLE"));
        assert!(!begins("UNIQUE", "INDEX"));
    }
}
