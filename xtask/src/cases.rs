//! `cargo xtask cases`: the grammar productions of the manual, and what covers each.
//!
//! `tests/cases/productions.tsv` has one production a line: its id, the manual's page, the version that brought it and the words of
//! the synopsis, separated by tabs. A case (`tests/cases/**/*.sql`) names what it covers in a header line `-- covers: id, id`. A production that has no case
//! stands in `docs/support.md` as `` `id` ``, with the diagnostic that it gives.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::root;
use crate::{Failure, Outcome};

struct Production {
    id: String,
    page: String,
    text: String,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let quiet = arguments.iter().any(|word| word == "--quiet");
    let root = root();
    let table = root.join("tests/cases/productions.tsv");
    let text = fs::read_to_string(&table)
        .map_err(|error| format!("cannot read tests/cases/productions.tsv: {error}"))?;
    let productions = productions(&text)?;
    let covers = covers(&root.join("tests/cases"))?;
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
    let covered = productions
        .iter()
        .filter(|production| covers.contains_key(&production.id))
        .count();
    println!("{covered} of {} productions have a case", productions.len());
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\nerror: ").into())
    }
}

fn productions(text: &str) -> Result<Vec<Production>, Failure> {
    let mut productions: Vec<Production> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fields = line.split('\t');
        let (Some(id), Some(page), Some(_since), Some(text)) =
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
            text: text.to_owned(),
        });
    }
    Ok(productions)
}

/// Which cases cover each production.
fn covers(directory: &Path) -> Result<BTreeMap<String, Vec<String>>, Failure> {
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
        for ids in text
            .lines()
            .filter_map(|line| line.strip_prefix("-- covers:"))
        {
            for id in ids.split(',').map(str::trim).filter(|id| !id.is_empty()) {
                covers.entry(id.to_owned()).or_default().push(name.clone());
            }
        }
    }
    Ok(covers)
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
