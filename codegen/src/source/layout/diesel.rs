//! diesel: a folder `VERSION_name` a migration, with `up.sql`, `down.sql` and
//! `metadata.toml`. As in `diesel_migrations` 2 and `migrations_internals` 2.

use super::line::{self, Step};
use super::{Claim, Downs, Fit, Folder, Layout, Read, invalid, is_sql, split_path};
use crate::diag::{Diagnostic, Edit, FileId, Fix, Safety, Span, Spanned, nearest};
use crate::source::{Config, Input};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// The layout of diesel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Diesel;

const UP: &str = "up.sql";
const DOWN: &str = "down.sql";
const METADATA: &str = "metadata.toml";
/// The one key of it that diesel knows.
const KEY: &str = "run_in_transaction";

/// The folder and the file's name of a path that lies one folder deep.
fn placed(path: &str) -> Option<(&str, &str)> {
    let (folder, file) = path.split_once('/')?;
    (!file.contains('/')).then_some((folder, file))
}

/// The version of a folder's name, as diesel records it.
fn version(folder: &str) -> String {
    folder
        .split('_')
        .next()
        .unwrap_or_default()
        .replace('-', "")
}

impl Layout for Diesel {
    fn name(&self) -> &'static str {
        "diesel"
    }

    fn about(&self) -> &'static str {
        "folders VERSION_name with up.sql and down.sql"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("diesel migration generate NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`run_in_transaction = false` in its metadata.toml, alone in its file")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        match placed(path) {
            Some((_, UP | DOWN | METADATA)) => Claim::Read,
            _ if is_sql(path) => Claim::No,
            _ => Claim::Beside,
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let up = folder.files.iter().find(|input| {
            placed(&input.path).is_some_and(|(folder, file)| file == UP && folder.contains('_'))
        })?;
        Some(Fit::mark(format!("there is `{}`", up.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut folders: BTreeMap<&str, Vec<&Input>> = BTreeMap::new();
        for input in &folder.files {
            let (dir, _) = split_path(&input.path);
            folders.entry(dir).or_default().push(input);
        }
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for (dir, inputs) in folders {
            let name = dir.trim_end_matches('/');
            let version = version(name);
            if inputs.iter().any(|input| input.faulty) {
                broken.push(version);
                continue;
            }
            let file = |wanted: &str| {
                let mut inputs = inputs.iter();
                inputs.find(|input| split_path(&input.path).1 == wanted)
            };
            let Some(up) = file(UP) else {
                out.extend(inputs.first().map(|any| no_up(any, name)));
                broken.push(version);
                continue;
            };
            let mut step = Step::whole(folder, up, version.clone());
            name.clone_into(&mut step.stem);
            if folder.text(up).is_empty() {
                out.push(
                    Diagnostic::error(
                        "empty-file",
                        Span::new(up.file, 0..0),
                        format!("`{}` is empty, which diesel refuses to run", up.path),
                    )
                    .with_help("write the SQL, or a comment when there is nothing to do"),
                );
            }
            if let Some(down) = file(DOWN) {
                step.down = Some(line::whole(folder, down));
                step.others.push(down.file);
            }
            if let Some(metadata) = file(METADATA) {
                step.others.push(metadata.file);
                if let Some(place) = is_off(metadata.file, folder.text(metadata), out) {
                    let how = line::in_one_message(folder.sources, step.up);
                    step.transaction = Spanned::new(how, place);
                    let how = |down| line::in_one_message(folder.sources, down);
                    step.down_transaction = step.down.map(how);
                }
            }
            steps.push((version, step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

fn no_up(any: &Input, folder: &str) -> Diagnostic {
    invalid(
        Span::new(any.file, 0..0),
        format!("the folder `{folder}` has no {UP}, which diesel takes for an error"),
    )
    .with_help(format!("add {folder}/{UP}, or remove the folder"))
}

/// A key that diesel passes over without a word. One that is nearly the one that it knows
/// was meant to decide about the transaction.
fn unknown(file: FileId, key: &toml::Spanned<toml::de::DeString<'_>>) -> Option<Diagnostic> {
    let name = key.get_ref().as_ref();
    if name == KEY {
        return None;
    }
    let message = format!("diesel knows no key `{name}`, and passes it over");
    let place = Span::new(file, key.span());
    let plain = name.to_lowercase().replace('-', "_");
    if nearest(&plain, [KEY]).is_some() || plain.contains("transaction") {
        return Some(
            invalid(place, message)
                .with_label("decides nothing")
                .with_help(format!("write `{KEY}`, or remove the line"))
                .with_fix(Fix {
                    title: format!("write `{KEY}`"),
                    edits: vec![Edit {
                        span: place,
                        text: KEY.to_owned(),
                    }],
                    safety: Safety::Suggestion,
                }),
        );
    }
    Some(
        Diagnostic::warning("invalid-migration", place, message)
            .with_label("decides nothing")
            .with_help("remove the line"),
    )
}

/// Its own default is `true` only where there is no file at all.
fn no_key(place: Span) -> Diagnostic {
    Diagnostic::warning(
        "invalid-migration",
        place,
        format!("the file does not say `{KEY}`, which diesel then takes for `false`"),
    )
    .with_label("the migration runs in no transaction")
    .with_help(format!(
        "write `{KEY} = true`, or `{KEY} = false` if that is meant"
    ))
}

/// Where `run_in_transaction = false` stands, or is left to be understood.
fn is_off(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Span> {
    match DeTable::parse(text) {
        Ok(table) => {
            for key in table.get_ref().keys() {
                out.extend(unknown(file, key));
            }
            let Some(value) = table.get_ref().get(KEY) else {
                let place = Span::new(file, 0..0);
                out.push(no_key(place));
                return Some(place);
            };
            let place = Span::new(file, value.span());
            let Some(is_on) = value.get_ref().as_bool() else {
                out.push(
                    invalid(
                        place,
                        "`run_in_transaction` is no boolean: diesel takes the file as if it were not there",
                    )
                    .with_label("expected `true` or `false`")
                    .with_help("write `false` for what runs in no transaction, without quotes"),
                );
                return None;
            };
            (!is_on).then_some(place)
        }
        Err(error) => {
            let range = error.span().unwrap_or(0..0);
            out.push(
                invalid(
                    Span::new(file, range),
                    "the file is not valid TOML: diesel takes it as if it were not there",
                )
                .with_label(error.message().to_owned())
                .with_help("mend the syntax; https://toml.io describes it"),
            );
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_recorded_without_hyphens() {
        for (folder, expected) in [
            ("00000000000000_diesel_initial_setup", "00000000000000"),
            ("2020-01-02-030405_users", "20200102030405"),
            ("20200102030405_users", "20200102030405"),
        ] {
            assert_eq!(version(folder), expected);
        }
    }

    #[test]
    fn metadata() {
        for (text, expected) in [
            ("", true),
            ("owner = \"billing\"", true),
            ("run_in_transaction = true", false),
            ("run_in_transaction = false", true),
            ("run_in_transaction = ", false),
        ] {
            let mut sources = crate::diag::SourceMap::default();
            let file = sources.add(METADATA, text);
            let found = is_off(file, text, &mut Vec::new());
            assert_eq!(found.is_some(), expected, "{text}");
        }
    }
}
