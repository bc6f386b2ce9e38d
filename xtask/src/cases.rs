//! `cargo xtask cases`: the grammar productions of the manual, and what covers each.
//!
//! `tests/cases/productions.tsv` has one production a line: its id, the manual's page, the version that brought it and the words of
//! the synopsis, separated by tabs. A case (`tests/cases/**/*.sql`) names what it covers in a header line `-- covers: id, id`. A production that has no case
//! stands in `docs/support.md` as `` `id` ``, with the diagnostic that it gives. Every command of the manual has a case as
//! well, or stands there.
//!
//! `docs/statements.md` is the same as a page, which `cargo xtask bless` writes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::Commands;
use crate::shell::root;
use crate::{Failure, Outcome};

struct Production {
    id: String,
    page: String,
    /// The version that brought it; `all` when it is older than those that pgbindgen knows.
    since: String,
    text: String,
}

/// The page, and how many cases of a production it shows.
const PAGE: &str = "docs/statements.md";
const SHOWN: usize = 3;

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let quiet = arguments.iter().any(|word| word == "--quiet");
    let root = root();
    let productions = read_productions()?;
    let (covers, commands) = covers(&root.join("tests/cases"))?;
    let support = fs::read_to_string(root.join("docs/support.md")).unwrap_or_default();

    let mut faults = Vec::new();
    for (id, cases) in &covers {
        if !productions.iter().any(|production| production.id == *id) {
            faults.push(format!(
                "{} covers `{id}`, which is no production",
                cases[0]
            ));
        }
    }
    let mut page = "";
    for production in &productions {
        if !quiet && page != production.page {
            page = &production.page;
            println!("\n{page}");
        }
        let stated = support.contains(&format!("`{}`", production.id));
        let by = match covers.get(&production.id) {
            Some(cases) => cases.join(", "),
            None if stated => "docs/support.md".to_owned(),
            None => {
                faults.push(format!(
                    "`{}` ({}) has no case and is not in docs/support.md: {}",
                    production.id, production.page, production.text
                ));
                "nothing".to_owned()
            }
        };
        if !quiet {
            println!("  {:<40} {by}", production.id);
        }
    }
    let is_stated = |command: &str| support.contains(&format!("`{command}`"));
    for command in commands.without_case().filter(|one| !is_stated(one)) {
        faults.push(format!("no case has a {command} that is taken"));
    }
    let (with_case, all) = commands.share();
    println!("{with_case} of {all} commands have a case");
    let covered = productions
        .iter()
        .filter(|production| covers.contains_key(&production.id))
        .count();
    println!("{covered} of {} productions have a case", productions.len());
    if fs::read_to_string(root.join(PAGE)).ok() != Some(page_of(&productions, &covers, &commands)) {
        faults.push(format!(
            "{PAGE}: not what the cases cover: run `cargo xtask bless statements`"
        ));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\nerror: ").into())
    }
}

/// Writes the page.
pub(crate) fn publish() -> Outcome {
    let root = root();
    let (covers, commands) = covers(&root.join("tests/cases"))?;
    let text = page_of(&read_productions()?, &covers, &commands);
    if fs::read_to_string(root.join(PAGE)).ok().as_ref() != Some(&text) {
        fs::write(root.join(PAGE), text)?;
        println!("wrote {PAGE}");
    }
    Ok(())
}

/// The page: a row for each command of the manual, then a section for each page whose synopsis is covered line by line, with a row
/// for each production.
fn page_of(
    productions: &[Production],
    covers: &BTreeMap<String, Vec<String>>,
    commands: &Commands,
) -> String {
    let mut text = String::from(
        "# Statements\n\n\
         Every command of PostgreSQL's manual, what the replay makes of it, and the cases in [`tests/cases`](../tests/cases) that run it\n\
         through the replay and on the servers. Below, each line of the synopses of those that define tables and their like. What is not\n\
         seen into, and what is not checked, is on the page [Support](support.md). This page is written by `cargo xtask bless statements`.\n\n\
         \"Replayed\" is a change of the catalog, or of what later statements mean. Of a command that changes no catalog, what it names is\n\
         looked up. What is not seen into is told, and what it may have changed is not guessed.\n\n",
    );
    text.push_str(&commands.rows(links));
    let mut section = "";
    for production in productions {
        if section != production.page {
            section = &production.page;
            let _ = write!(
                text,
                "\n## [{}](https://www.postgresql.org/docs/18/{section}.html)\n\n| synopsis | from | cases |\n|---|---|---|\n",
                title(productions, section)
            );
        }
        // Those of the statement's own folder first.
        let kind = production.id.split('/').next().unwrap_or_default();
        let mut cases = covers.get(&production.id).cloned().unwrap_or_default();
        cases.sort_by_key(|case| case.split('/').next() != Some(kind));
        let from = match production.since.as_str() {
            "all" => "",
            version => version,
        };
        let _ = writeln!(
            text,
            "| `{}` | {from} | {} |",
            production.text.replace('|', "\\|"),
            links(&cases)
        );
    }
    text
}

/// The first of some cases, and how many more there are.
fn links(cases: &[String]) -> String {
    let mut shown: Vec<String> = cases
        .iter()
        .take(SHOWN)
        .map(|case| format!("[{}](../tests/cases/{case})", case.trim_end_matches(".sql")))
        .collect();
    if cases.len() > SHOWN {
        shown.push(format!("{} more", cases.len() - SHOWN));
    }
    if shown.is_empty() {
        shown.push("none: see [Support](support.md)".to_owned());
    }
    shown.join(", ")
}

/// What a page of the manual is about: the first part of its productions' ids.
fn title(productions: &[Production], page: &str) -> String {
    let mut kinds: Vec<String> = productions
        .iter()
        .filter(|production| production.page == page)
        .filter_map(|production| production.id.split_once('/'))
        .map(|(kind, _)| kind.replace('-', " ").to_uppercase())
        .collect();
    kinds.dedup();
    kinds.join(", ")
}

fn read_productions() -> Result<Vec<Production>, Failure> {
    let text = fs::read_to_string(root().join("tests/cases/productions.tsv"))
        .map_err(|error| format!("cannot read tests/cases/productions.tsv: {error}"))?;
    productions(&text)
}

fn productions(text: &str) -> Result<Vec<Production>, Failure> {
    let mut productions: Vec<Production> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split('\t');
        let (Some(id), Some(page), Some(since), Some(text)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            return Err(format!(
                "tests/cases/productions.tsv:{number}: not an id, a page, a version and a synopsis, separated by tabs"
            )
            .into());
        };
        // The header, if there is one.
        if id == "id" {
            continue;
        }
        if productions.iter().any(|other| other.id == id) {
            return Err(
                format!("tests/cases/productions.tsv:{number}: `{id}` is there twice").into(),
            );
        }
        productions.push(Production {
            id: id.to_owned(),
            page: page.to_owned(),
            since: since.to_owned(),
            text: text.to_owned(),
        });
    }
    Ok(productions)
}

/// Which cases cover each production, and what they show of each command.
fn covers(directory: &Path) -> Result<(BTreeMap<String, Vec<String>>, Commands), Failure> {
    let mut commands = Commands::read()?;
    let mut files = Vec::new();
    sql_files(directory, &mut files)?;
    files.sort();
    let mut covers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let name = file
            .strip_prefix(directory)
            .unwrap_or(&file)
            .display()
            .to_string();
        commands.note(&name, &text);
        for ids in text
            .lines()
            .filter_map(|line| line.strip_prefix("-- covers:"))
        {
            for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
                covers.entry(id.to_owned()).or_default().push(name.clone());
            }
        }
    }
    Ok((covers, commands))
}

fn sql_files(directory: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            sql_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "sql") {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_and_doubles_are_refused() {
        let table =
            "id\tpage\tsince\tsynopsis\n# note\n\na\tp\tall\tCREATE A\nb\tp\t18\tCREATE B\n";
        assert_eq!(productions(table).unwrap().len(), 2);
        assert!(productions("a\tp\tall\tx\na\tp\tall\ty\n").is_err());
        assert!(productions("a p x\n").is_err());
    }
}
