use super::{LockFile, chain, lock_of, unknown};
use crate::args::New;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::{Chain, MAX_ID, corrected};
use pgbindgen_codegen::diag::Diagnostic;
use pgbindgen_codegen::{Project, output};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The fault that the first revision mends: the folder is made for it.
const NO_FOLDER: &str = "missing-directory";

pub(crate) fn run(args: &New, console: &Console) -> Result<Outcome, Failure> {
    let (project, chain, diagnostics) = chain(&args.dir, console)?;
    if let Some(layout) = project.layout
        && let Some(command) = layout.creates()
    {
        return Err(format!(
            "the migrations have the layout `{}`, and `new` makes native revisions: use `{command}`",
            layout.name()
        )
        .into());
    }
    // The lock first, so that nothing is written when it refuses.
    let lock = match lock_of(&project) {
        LockFile::Faulty => return Ok(console.report(&diagnostics, &project.sources)),
        LockFile::Read(lock) => Some(lock),
        LockFile::None => None,
    };
    let is_first = !project.migrations.exists();
    if is_first {
        let others: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code != NO_FOLDER)
            .cloned()
            .collect();
        if others.iter().any(Diagnostic::is_error) {
            return Ok(console.report(&others, &project.sources));
        }
    } else if args.parent.is_empty() && !chain.sound {
        // Without a parent to follow the order must be clear.
        return Ok(console.report(&diagnostics, &project.sources));
    }
    let parents = parents(args, &chain)?;
    let id = match &args.id {
        Some(id) => legal(id, &chain)?,
        None => free(
            &dated(&slug(&args.name.join(" "))?, SystemTime::now()),
            &|id| chain.revision(id).is_some() || file_of(&project, id).exists(),
        ),
    };
    let path = file_of(&project, &id);
    let parent = if parents.is_empty() {
        "none".to_owned()
    } else {
        parents.join(", ")
    };
    let text = format!("-- revision: {id}\n-- down_revision: {parent}\n\n-- +up\n\n-- +down\n");
    let lock = match lock {
        Some(mut lock) => {
            super::lock::update(&mut lock, &chain);
            let parents: Vec<&str> = parents.iter().map(String::as_str).collect();
            lock.add_draft(&id, &parents)?;
            Some(lock)
        }
        None => None,
    };
    if is_first {
        make(&project.migrations)?;
    }
    output::write_new(&path, &text)?;
    if let Some(lock) = lock {
        output::write(&project.lock_path(), &lock.to_string())?;
    }
    let shown = project.shown_path(&path);
    let object = Object::new("created").text("id", &id).text("file", &shown);
    console.result(&shown, &object);
    Ok(Outcome::Clean)
}

/// The revisions that the new one follows.
fn parents(args: &New, chain: &Chain) -> Result<Vec<String>, Failure> {
    if args.parent.is_empty() {
        let heads = chain.heads();
        return Ok(heads.iter().map(|head| head.id.value.clone()).collect());
    }
    for (index, parent) in args.parent.iter().enumerate() {
        if chain.revision(parent).is_none() {
            return Err(unknown(chain, parent));
        }
        if args.parent[..index].contains(parent) {
            return Err(format!(
                "`--parent {parent}` is given twice: a revision joins two different ones"
            )
            .into());
        }
    }
    if args.parent.len() > 2 {
        return Err("a revision joins two revisions at most".into());
    }
    Ok(args.parent.clone())
}

/// An id that was given whole.
fn legal(id: &str, chain: &Chain) -> Result<String, Failure> {
    const RULE: &str = "an id is of a-z, 0-9 and _, at most 63 characters";
    let mut better = corrected(id);
    better.truncate(MAX_ID);
    if id.is_empty() {
        return Err(format!("the id is empty: {RULE}").into());
    }
    if better != id {
        return Err(format!("`{id}` is no id: {RULE}; `{better}` is one").into());
    }
    if chain.revision(id).is_some() {
        return Err(format!("there is a revision `{id}` already: choose another id").into());
    }
    Ok(id.to_owned())
}

/// What the revision does, as a part of its id.
fn slug(name: &str) -> Result<String, Failure> {
    let parts = corrected(name);
    let parts: Vec<&str> = parts.split('_').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Err(format!(
            "`{}` makes no id: say in a few words what the revision does, as in `pgbindgen new add invoice lines`, or \
             give the whole id with --id",
            name.trim()
        )
        .into());
    }
    Ok(parts.join("_"))
}

/// The id, or with a number behind it when it is taken: two revisions of one
/// name in one minute.
fn free(id: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let mut candidate = id.to_owned();
    let mut number = 2;
    while is_taken(&candidate) {
        let end = format!("_{number}");
        candidate = id.chars().take(MAX_ID - end.len()).collect();
        candidate.push_str(&end);
        number += 1;
    }
    candidate
}

fn file_of(project: &Project, id: &str) -> std::path::PathBuf {
    project.migrations.join(format!("{id}.sql"))
}

fn make(dir: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(dir)
        .map_err(|error| format!("cannot make `{}`: {error}", super::plain(dir).display()).into())
}

/// `20250817_1530_name`: date and time in UTC, so that ids of a day sort as they
/// were made.
pub(super) fn dated(name: &str, now: SystemTime) -> String {
    let seconds = now
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let (days, minutes) = (seconds / 86_400, seconds % 86_400 / 60);
    let (year, month, day) = civil(days);
    let mut id = format!(
        "{year:04}{month:02}{day:02}_{:02}{:02}_{name}",
        minutes / 60,
        minutes % 60
    );
    id.truncate(MAX_ID);
    id.trim_end_matches('_').to_owned()
}

/// The Gregorian date of a day counted from 1970-01-01 (Howard Hinnant's
/// `civil_from_days`, for days that are not negative).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn ids_begin_with_the_date() {
        for (seconds, name, expected) in [
            (0, "init", "19700101_0000_init"),
            (
                1_755_444_600,
                "Init basic-tables",
                "20250817_1530_init_basic_tables",
            ),
            (951_782_399, "x", "20000228_2359_x"),
            (951_868_799, "x", "20000229_2359_x"),
        ] {
            let now = UNIX_EPOCH + Duration::from_secs(seconds);
            assert_eq!(dated(&slug(name).unwrap(), now), expected);
        }
        assert_eq!(dated(&"x".repeat(99), UNIX_EPOCH).len(), MAX_ID);
    }

    #[test]
    fn names_become_part_of_an_id() {
        for (name, expected) in [
            ("../../etc/passwd", "etc_passwd"),
            ("  add -- lines!  ", "add_lines"),
            ("Müşteri adı", "musteri_adi"),
        ] {
            assert_eq!(slug(name).unwrap(), expected);
        }
        for name in ["", "  ", "../..", "日本"] {
            assert!(slug(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_taken_id_gets_a_number() {
        let taken = ["x".to_owned(), "x_2".to_owned()];
        assert_eq!(free("x", &|id| taken.contains(&id.to_owned())), "x_3");
        let long = "x".repeat(MAX_ID);
        let next = free(&long, &|id| id == long);
        assert!(next.len() == MAX_ID && next.ends_with("x_2"), "{next}");
    }
}
