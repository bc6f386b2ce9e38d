//! sqlx: `VERSION_name.sql`, or `VERSION_name.up.sql` with its `.down.sql`. As in
//! sqlx-core 0.8, `migrate/source.rs`.

use super::line::{self, Step};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use crate::source::{Config, Input};
use std::collections::BTreeMap;
use toml::de::DeTable;

/// The layout of sqlx.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sqlx;

/// The first line of a migration that runs in no transaction.
const NO_TRANSACTION: &str = "-- no-transaction";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Simple,
    Up,
    Down,
}

/// The version and the kind of a file's name.
fn named(path: &str) -> Option<(&str, Kind)> {
    let (version, rest) = digits(path);
    let name = rest.strip_prefix('_')?;
    if path.contains('/') || version.is_empty() || !is_sql(name) {
        return None;
    }
    let kind = if name.ends_with(".up.sql") {
        Kind::Up
    } else if name.ends_with(".down.sql") {
        Kind::Down
    } else {
        Kind::Simple
    };
    Some((version, kind))
}

impl Layout for Sqlx {
    fn name(&self) -> &'static str {
        "sqlx"
    }

    fn about(&self) -> &'static str {
        "files VERSION_name.sql, or VERSION_name.up.sql and VERSION_name.down.sql"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("sqlx migrate add NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`-- no-transaction` as its first line, alone in its file")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn settings_files(&self) -> &'static [&'static str] {
        &["sqlx.toml"]
    }

    fn before(&self, aside: Option<FileId>, sources: &SourceMap) -> Vec<(String, Span)> {
        aside.map_or_else(Vec::new, |file| schemas(file, sources))
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        if named(path).is_some() {
            Claim::Read
        } else if is_sql(path) {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let off = folder
            .files
            .iter()
            .find(|input| folder.text(input).starts_with(NO_TRANSACTION));
        if let Some(off) = off {
            return Some(Fit::mark(format!(
                "`{}` begins with `{NO_TRANSACTION}`",
                off.path
            )));
        }
        let kinds = folder.files.iter().map(|input| (input, named(&input.path)));
        let (first, kind) = kinds
            .filter_map(|(input, named)| Some((input, named?.1)))
            .find(|(_, kind)| *kind != Kind::Down)?;
        let form = match kind {
            Kind::Simple => "VERSION_name.sql",
            Kind::Up | Kind::Down => "VERSION_name.up.sql",
        };
        Some(Fit::names(format!("`{}` is named {form}", first.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut downs: BTreeMap<Number, &Input> = BTreeMap::new();
        let mut steps: Vec<(Number, Step)> = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some((version, kind)) = named(&input.path) else {
                continue;
            };
            let Some(number) = Number::new(version) else {
                continue;
            };
            if input.faulty {
                broken.push(number.text().to_owned());
                continue;
            }
            if !number.is_i64() {
                out.push(
                    invalid(
                        Span::new(input.file, 0..0),
                        format!("`{version}` is no version for sqlx: it is larger than a bigint"),
                    )
                    .with_help("rename the file with a smaller number"),
                );
            }
            if kind == Kind::Down {
                downs.insert(number, input);
                continue;
            }
            let mut step = Step::whole(folder, input, number.text());
            step.transaction = transaction(folder, input, step.up);
            steps.push((number, step));
        }
        let off = |input: &Input| folder.text(input).starts_with(NO_TRANSACTION);
        let downs_off: Vec<FileId> = downs
            .values()
            .filter(|input| off(input))
            .map(|input| input.text)
            .collect();
        pair(folder, &mut steps, downs, out);
        // Each file says it for itself.
        for (_, step) in &mut steps {
            step.down_transaction = step.down.map(|down| {
                if downs_off.contains(&down.file) {
                    line::in_one_message(folder.sources, down)
                } else {
                    Transaction::On
                }
            });
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// What `create-schemas` of sqlx.toml has made before the first migration (sqlx 0.9).
fn schemas(file: FileId, sources: &SourceMap) -> Vec<(String, Span)> {
    let Ok(table) = DeTable::parse(sources.file(file).text()) else {
        return Vec::new();
    };
    let migrate = table.get_ref().get("migrate");
    let names = migrate
        .and_then(|migrate| migrate.get_ref().as_table()?.get("create-schemas"))
        .and_then(|names| names.get_ref().as_array());
    let mut found: Vec<(String, Span)> = names
        .into_iter()
        .flatten()
        .filter_map(|name| {
            let text = name.get_ref().as_str()?;
            let span = Span::new(file, name.span());
            Some((format!("CREATE SCHEMA IF NOT EXISTS {text};\n"), span))
        })
        .collect();
    // sqlx has them in a set.
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found
}

/// Gives each step its down; one without a step is an error.
pub(super) fn pair(
    folder: &Folder<'_>,
    steps: &mut [(Number, Step)],
    downs: BTreeMap<Number, &Input>,
    out: &mut Vec<Diagnostic>,
) {
    for (version, down) in downs {
        match steps.iter_mut().find(|(number, _)| *number == version) {
            Some((_, step)) => {
                step.down = Some(line::whole(folder, down));
                step.others.push(down.file);
            }
            None if folder.has_unread() => {}
            None => out.push(
                invalid(
                    Span::new(down.file, 0..0),
                    format!("`{}` undoes a migration that is not there", down.path),
                )
                .with_help(format!(
                    "add the file that applies version {}, or remove this one",
                    version.text()
                )),
            ),
        }
    }
}

fn transaction(folder: &Folder<'_>, input: &Input, up: Span) -> Spanned<Transaction> {
    let is_off = folder.text(input).starts_with(NO_TRANSACTION);
    if is_off {
        let place = Span::new(input.text, 0..NO_TRANSACTION.len());
        Spanned::new(line::in_one_message(folder.sources, up), place)
    } else {
        Spanned::new(Transaction::On, up.at_start())
    }
}
