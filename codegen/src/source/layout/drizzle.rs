//! drizzle: `meta/_journal.json` with the order of `TAG.sql`, as drizzle-orm's
//! migrator reads it; or folders `STAMP_name` with `migration.sql` and
//! `snapshot.json`, as drizzle-kit 1.0 writes them.

use super::line::{self, Step};
use super::{Claim, Downs, Fit, Folder, Layout, Read, invalid, is_sql, json, prisma};
use crate::diag::{Diagnostic, Span};
use crate::source::{Config, Input};
use std::collections::{BTreeMap, BTreeSet};

/// The layout of drizzle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drizzle;

const JOURNAL: &str = "meta/_journal.json";
const SNAPSHOT: &str = "/snapshot.json";

impl Layout for Drizzle {
    fn name(&self) -> &'static str {
        "drizzle"
    }

    fn about(&self) -> &'static str {
        "files TAG.sql in the order of meta/_journal.json, or folders STAMP_name with migration.sql and snapshot.json"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("npx drizzle-kit generate --name NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        None
    }

    fn downs(&self) -> Downs {
        Downs::None
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let is_folder = prisma::folder_of(path).is_some();
        let is_flat = !path.contains('/') && is_sql(path);
        let is_snapshot = path.matches('/').count() == 1 && path.ends_with(SNAPSHOT);
        if path == JOURNAL || is_flat || is_folder || is_snapshot {
            Claim::Read
        } else if is_sql(path) {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        if folder.file(JOURNAL).is_some() {
            return Some(Fit::mark(format!("there is `{JOURNAL}`")));
        }
        let mut folders = folder.files.iter();
        let snapshot = folders.find(|input| input.path.ends_with(SNAPSHOT))?;
        let sql = snapshot.path.replace(SNAPSHOT, "/migration.sql");
        folder.file(&sql)?;
        Some(Fit::mark(format!("there is `{}`", snapshot.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        match folder.file(JOURNAL) {
            Some(journal) => of_journal(folder, journal, out),
            None => of_folders(folder, out),
        }
    }
}

/// The migrations that the journal lists, in its order.
fn of_journal(folder: &Folder<'_>, journal: &Input, out: &mut Vec<Diagnostic>) -> Read {
    let mut broken = BTreeSet::new();
    let mut steps = Vec::new();
    let mut listed: BTreeMap<String, Span> = BTreeMap::new();
    // The stamps of what came before: drizzle runs what is younger than the last.
    let mut youngest: Option<(u64, String)> = None;
    let Some(entries) = entries(folder, journal, out) else {
        broken.insert(JOURNAL.to_owned());
        return Read {
            broken,
            is_line: true,
            ..Read::default()
        };
    };
    for entry in entries {
        let path = format!("{}.sql", entry.tag);
        if let Some(first) = listed.get(&path) {
            out.push(
                Diagnostic::error(
                    "duplicate-id",
                    entry.place,
                    format!("the journal lists `{}` twice", entry.tag),
                )
                .with_label("listed again")
                .with_secondary(*first, "listed first")
                .with_help("take one of the two entries out of the journal"),
            );
            continue;
        }
        listed.insert(path.clone(), entry.place);
        let Some(input) = folder.file(&path) else {
            out.push(
                invalid(
                    entry.place,
                    format!(
                        "the journal lists `{}`, and there is no `{path}`",
                        entry.tag
                    ),
                )
                .with_label("drizzle stops here")
                .with_help("bring the file back, or take the entry out of the journal"),
            );
            broken.insert(entry.tag);
            continue;
        };
        if input.faulty {
            broken.insert(entry.tag);
            continue;
        }
        if let Some((when, before)) = &youngest
            && *when >= entry.when
        {
            out.push(
                Diagnostic::warning(
                    "invalid-migration",
                    entry.place,
                    format!(
                        "`{}` is not younger than `{before}`: drizzle skips it where that one has run",
                        entry.tag
                    ),
                )
                .with_label("its `when` is not later")
                .with_help("give it a later `when` in the journal"),
            );
        } else {
            youngest = Some((entry.when, entry.tag.clone()));
        }
        let mut step = Step::whole(folder, input, entry.tag.clone());
        step.what = format!("the tag `{}`", entry.tag);
        steps.push((steps.len(), step));
    }
    for input in &folder.files {
        if input.is_sql() && !listed.contains_key(&input.path) {
            out.push(
                Diagnostic::error(
                    "unclaimed-file",
                    Span::new(input.file, 0..0),
                    format!("`{}` is not in {JOURNAL}: drizzle never runs it", input.path),
                )
                .with_help(format!(
                    "add it with drizzle-kit, remove it, or name it in pgbindgen.toml: ignore = [\"{}\"]",
                    input.path
                )),
            );
        }
    }
    let mut read = line::chain(steps, folder.sources, out);
    read.broken.extend(broken);
    read
}

/// An entry of the journal.
struct JournalEntry {
    tag: String,
    when: u64,
    place: Span,
}

/// What the journal lists; `None` when it cannot be read.
fn entries(
    folder: &Folder<'_>,
    journal: &Input,
    out: &mut Vec<Diagnostic>,
) -> Option<Vec<JournalEntry>> {
    let fault = |range: std::ops::Range<usize>, what: &str| {
        invalid(Span::new(journal.file, range), what)
            .with_label("not as drizzle-kit writes it")
            .with_help("restore the journal from version control, or run `npx drizzle-kit check`")
    };
    if journal.faulty {
        return None;
    }
    let root = match json::parse(folder.text(journal)) {
        Ok(root) => root,
        Err(at) => {
            out.push(fault(at..at, "the journal is not JSON"));
            return None;
        }
    };
    if let Some(dialect) = root.get("dialect")
        && !matches!(dialect.text(), Some("postgresql" | "pg"))
    {
        let name = dialect.text().unwrap_or_default();
        out.push(
            invalid(
                Span::new(journal.file, dialect.range.clone()),
                format!("the migrations are for `{name}`"),
            )
            .with_label("not for PostgreSQL")
            .with_help("name the folder of the migrations for PostgreSQL"),
        );
    }
    let Some(list) = root.get("entries").and_then(json::Value::items) else {
        out.push(fault(root.range.clone(), "the journal has no `entries`"));
        return None;
    };
    let mut entries = Vec::new();
    for item in list {
        let tag = item.get("tag").and_then(|tag| Some((tag, tag.text()?)));
        let when = item.get("when").and_then(json::Value::number);
        match (tag, when.and_then(|when| when.parse().ok())) {
            (Some((place, tag)), Some(when)) => entries.push(JournalEntry {
                tag: tag.to_owned(),
                when,
                place: Span::new(journal.file, place.range.clone()),
            }),
            _ => out.push(fault(
                item.range.clone(),
                "an entry of the journal has no `tag` and `when`",
            )),
        }
    }
    Some(entries)
}

/// The migrations of a folder each, in the order of their names.
fn of_folders(folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
    let mut broken = Vec::new();
    let mut steps = Vec::new();
    for input in &folder.files {
        let Some(name) = prisma::folder_of(&input.path) else {
            if input.is_sql() {
                out.push(
                    Diagnostic::error(
                        "unclaimed-file",
                        Span::new(input.file, 0..0),
                        format!(
                            "`{}` is neither in a folder of its own nor in {JOURNAL}: drizzle never runs it",
                            input.path
                        ),
                    )
                    .with_help("move it elsewhere, or bring the journal back"),
                );
            }
            continue;
        };
        if input.faulty {
            broken.push(name.to_owned());
            continue;
        }
        let mut step = Step::whole(folder, input, name);
        step.what = format!("the name `{name}`");
        name.clone_into(&mut step.stem);
        steps.push((name, step));
    }
    let mut read = line::chain(steps, folder.sources, out);
    read.broken.extend(broken);
    read
}
