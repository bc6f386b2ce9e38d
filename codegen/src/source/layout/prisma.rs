//! Prisma: a folder `STAMP_name` a migration, with `migration.sql`, beside
//! `migration_lock.toml`. A file is sent to the server in one message. A
//! `down.sql` is for hand use (`prisma db execute`), beside a `migration.sql`.

use super::line::{self, Step};
use super::{Claim, Downs, Fit, Folder, Layout, Read, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};
use toml::de::DeTable;

/// The layout of Prisma.
#[derive(Clone, Copy, Debug)]
pub(super) struct Prisma;

const FILE: &str = "migration.sql";
const DOWN: &str = "down.sql";
const LOCK: &str = "migration_lock.toml";

/// The folder of a migration's file.
pub(super) fn folder_of(path: &str) -> Option<&str> {
    let (folder, file) = path.split_once('/')?;
    (file == FILE).then_some(folder)
}

/// The folder of a file that undoes a migration by hand.
fn folder_of_down(path: &str) -> Option<&str> {
    let (folder, file) = path.split_once('/')?;
    (file == DOWN).then_some(folder)
}

impl Layout for Prisma {
    fn name(&self) -> &'static str {
        "prisma"
    }

    fn about(&self) -> &'static str {
        "folders STAMP_name with migration.sql, beside migration_lock.toml"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("npx prisma migrate dev --name NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("alone in its file")
    }

    fn downs(&self) -> Downs {
        Downs::None
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        if folder_of(path).is_some() || folder_of_down(path).is_some() || path == LOCK {
            Claim::Read
        } else if is_sql(path) {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        if folder.file(LOCK).is_some() {
            return Some(Fit::mark(format!("there is `{LOCK}`")));
        }
        let first = folder
            .files
            .iter()
            .find(|input| folder_of(&input.path).is_some())?;
        Some(Fit::names(format!("there is `{}`", first.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        if let Some(lock) = folder.file(LOCK).filter(|lock| !lock.faulty) {
            out.extend(of_another_database(lock, folder.text(lock)));
        }
        for input in &folder.files {
            let Some(name) = folder_of(&input.path) else {
                out.extend(without_migration(folder, input));
                continue;
            };
            if input.faulty {
                broken.push(name.to_owned());
                continue;
            }
            let mut step = Step::whole(folder, input, name);
            step.what = format!("the name `{name}`");
            name.clone_into(&mut step.stem);
            let how = line::in_one_message(folder.sources, step.up);
            step.transaction = Spanned::new(how, step.up.at_start());
            steps.push((name, step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// A `down.sql` in a folder that has nothing to apply: Prisma refuses to run such a history (P3015).
fn without_migration(folder: &Folder<'_>, input: &Input) -> Option<Diagnostic> {
    let name = folder_of_down(&input.path)?;
    folder.file(&format!("{name}/{FILE}")).is_none().then(|| {
        invalid(
            Span::new(input.file, 0..0),
            format!("the folder `{name}` has no `{FILE}`"),
        )
        .with_label("Prisma runs none of this file")
        .with_help(format!(
            "add `{name}/{FILE}`, or move the folder out of the migrations"
        ))
    })
}

/// A lock that names another database: Prisma runs the migrations nowhere else.
fn of_another_database(lock: &Input, text: &str) -> Option<Diagnostic> {
    let table = DeTable::parse(text).ok()?;
    let provider = table.get_ref().get("provider")?;
    let name = provider.get_ref().as_str()?;
    (!matches!(name, "postgresql" | "postgres")).then(|| {
        invalid(
            Span::new(lock.file, provider.span()),
            format!("the migrations are for `{name}`"),
        )
        .with_label("not for PostgreSQL")
        .with_help("name the folder of the migrations for PostgreSQL")
    })
}
