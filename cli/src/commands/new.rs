use super::{chain, lock_of};
use crate::args::New;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::{MAX_ID, corrected};
use pgbindgen_codegen::diag::nearest;
use pgbindgen_codegen::output;
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) fn run(args: &New, console: &Console) -> Result<Outcome, Failure> {
    let (project, chain, diagnostics) = chain(&args.dir)?;
    let heads = chain.heads();
    let parents: Vec<String> = if args.parent.is_empty() {
        // Without a parent to follow the order must be clear.
        if !chain.sound {
            return Ok(console.report(&diagnostics, &project.sources));
        }
        heads.iter().map(|head| head.id.value.clone()).collect()
    } else {
        for parent in &args.parent {
            if chain.revision(parent).is_none() {
                let ids = chain
                    .revisions
                    .iter()
                    .map(|revision| revision.id.value.as_str());
                let near = nearest(parent, ids)
                    .map(|near| format!("; the nearest is `{near}`"))
                    .unwrap_or_default();
                return Err(format!("there is no revision `{parent}`{near}").into());
            }
        }
        args.parent.clone()
    };
    if parents.len() > 2 {
        return Err("a revision joins two revisions at most".into());
    }
    let id = match &args.id {
        Some(id) => id.clone(),
        None => dated(&args.name.join(" "), SystemTime::now()),
    };
    let legal = corrected(&id);
    if legal != id || id.is_empty() || id.len() > MAX_ID {
        return Err(format!(
            "`{id}` is no id: it is of a-z, 0-9 and _, at most {MAX_ID} characters (`{}`)",
            legal.get(..MAX_ID).unwrap_or(&legal)
        )
        .into());
    }
    if chain.revision(&id).is_some() {
        return Err(format!("there is a revision `{id}` already").into());
    }

    let parent = if parents.is_empty() {
        "none".to_owned()
    } else {
        parents.join(", ")
    };
    let path = project.migrations.join(format!("{id}.sql"));
    let text = format!("-- revision: {id}\n-- down_revision: {parent}\n\n-- +up\n\n-- +down\n");
    // The lock first in thought, so that nothing is written when it refuses.
    let lock = match lock_of(&project) {
        Some(mut lock) => {
            super::lock::update(&mut lock, &chain);
            let parents: Vec<&str> = parents.iter().map(String::as_str).collect();
            lock.add_draft(&id, &parents)?;
            Some(lock)
        }
        None => None,
    };
    output::write_new(&path, &text)?;
    if let Some(lock) = lock {
        output::write(&project.lock_path(), &lock.to_string())?;
    }
    let shown = project.shown_path(&path);
    let object = Object::new("created").text("id", &id).text("file", &shown);
    console.result(&shown, &object);
    Ok(Outcome::Clean)
}

/// `20250817_1530_name`: date and time in UTC, so that ids of a day sort as they
/// were made.
pub(super) fn dated(name: &str, now: SystemTime) -> String {
    let seconds = now
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    let (days, minutes) = (seconds / 86_400, seconds % 86_400 / 60);
    let (year, month, day) = civil(days);
    let name = corrected(name.trim());
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
            assert_eq!(dated(name, now), expected);
        }
        assert_eq!(dated(&"x".repeat(99), UNIX_EPOCH).len(), MAX_ID);
    }
}
