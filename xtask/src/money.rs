//! `cargo xtask money`: how well the words of money judge the labelled columns of `tests/money/columns.tsv`.

use std::fmt::Write as _;
use std::fs;

use pgbindgen_codegen::check::money::{Words, is_money_in};

use crate::shell::root;
use crate::{Failure, Outcome};

const PATH: &str = "tests/money/columns.tsv";

/// What a person says of a column, having seen the migration that makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Money,
    /// Money, of which no word speaks.
    Silent,
    No,
}

struct Column<'a> {
    history: &'a str,
    table: &'a str,
    name: &'a str,
    label: Label,
}

/// What the words make of the labelled columns.
#[derive(Default)]
struct Judged<'a> {
    columns: usize,
    money: usize,
    silent: Vec<&'a Column<'a>>,
    misses: Vec<&'a Column<'a>>,
    false_alarms: Vec<&'a Column<'a>>,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask money".into());
    }
    let text = fs::read_to_string(root().join(PATH))?;
    let columns = columns(&text)?;
    let judged = judge(&columns);
    for (what, columns) in [
        ("missed", &judged.misses),
        ("false alarm", &judged.false_alarms),
        ("not told by any word", &judged.silent),
    ] {
        for column in columns {
            println!(
                "{what}: {}.{} ({})",
                column.table, column.name, column.history
            );
        }
    }
    print!("{}", judged.summary());
    Ok(())
}

fn columns(text: &str) -> Result<Vec<Column<'_>>, Failure> {
    let mut columns = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let &[history, table, name, label] = fields.as_slice() else {
            return Err(format!("{PATH}:{number}: four fields, separated by tabs").into());
        };
        let label = match label {
            "money" => Label::Money,
            "silent" => Label::Silent,
            "no" => Label::No,
            _ => return Err(format!("{PATH}:{number}: `{label}` is no label").into()),
        };
        columns.push(Column {
            history,
            table,
            name,
            label,
        });
    }
    Ok(columns)
}

fn judge<'a>(columns: &'a [Column<'a>]) -> Judged<'a> {
    let words = Words::default();
    let mut judged = Judged {
        columns: columns.len(),
        ..Judged::default()
    };
    for column in columns {
        let is_found = is_money_in(column.table, column.name, &words);
        match (column.label, is_found) {
            (Label::Money, found) => {
                judged.money += 1;
                if !found {
                    judged.misses.push(column);
                }
            }
            (Label::No, true) => judged.false_alarms.push(column),
            (Label::Silent, false) => judged.silent.push(column),
            (Label::Silent, true) | (Label::No, false) => {}
        }
    }
    judged
}

impl Judged<'_> {
    /// The figures, as the page of float-money shows them.
    fn summary(&self) -> String {
        let mut text = String::new();
        for (what, count) in [
            ("numeric and float columns", self.columns),
            ("are money, by a word", self.money),
            ("of these missed", self.misses.len()),
            ("are money, by no word", self.silent.len()),
            ("false alarms", self.false_alarms.len()),
        ] {
            let _ = writeln!(text, "{count:>5} {what}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_missed_and_at_most_one_alarm_in_a_hundred_is_false() {
        let text = fs::read_to_string(root().join(PATH)).unwrap();
        let columns = columns(&text).unwrap();
        let judged = judge(&columns);
        let names = |columns: &[&Column<'_>]| -> Vec<String> {
            let columns = columns.iter();
            columns
                .map(|column| format!("{}.{}", column.table, column.name))
                .collect()
        };
        assert!(columns.len() > 400);
        assert!(judged.misses.is_empty(), "{:?}", names(&judged.misses));
        assert!(
            judged.false_alarms.len() * 100 <= judged.columns,
            "{:?}",
            names(&judged.false_alarms)
        );
    }

    #[test]
    fn the_page_shows_the_figures() {
        let text = fs::read_to_string(root().join(PATH)).unwrap();
        let summary = judge(&columns(&text).unwrap()).summary();
        let page = root().join("codegen/src/check/rules/float_money.md");
        let page = fs::read_to_string(page).unwrap();
        assert!(page.contains(&summary), "write into the page:\n{summary}");
    }

    #[test]
    fn each_column_stands_once() {
        let text = fs::read_to_string(root().join(PATH)).unwrap();
        let columns = columns(&text).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for column in &columns {
            assert!(
                seen.insert((column.history, column.table, column.name)),
                "{}.{} stands twice",
                column.table,
                column.name
            );
        }
    }
}
