//! node-pg-migrate: `STAMP_name.sql` with `-- Up Migration` and `-- Down
//! Migration`, beside migrations that are JavaScript or TypeScript. As in v8,
//! `sqlMigration.ts` and `migration.ts`.

use super::line::{self, Step};
use super::marks;
use super::version::{Part, digits, natural};
use super::{Claim, Downs, Fit, Folder, Layout, Read, invalid, is_sql};
use crate::diag::{Diagnostic, Span};
use crate::source::{Config, Input};

/// The layout of node-pg-migrate.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodePgMigrate;

const SQL: &str = "SQL";

/// What a migration can be written in.
const LANGUAGES: [(&str, &str); 7] = [
    ("sql", SQL),
    ("js", "JavaScript"),
    ("mjs", "JavaScript"),
    ("cjs", "JavaScript"),
    ("ts", "TypeScript"),
    ("mts", "TypeScript"),
    ("cts", "TypeScript"),
];

/// What a migration is written in.
fn language(path: &str) -> Option<&'static str> {
    let (number, _) = digits(path);
    let (_, ending) = path.rsplit_once('.')?;
    let mut known = LANGUAGES.iter();
    let language = known.find(|(known, _)| *known == ending)?.1;
    (!path.contains('/') && !number.is_empty()).then_some(language)
}

/// Whether a line begins the up part.
fn mark(line: &str) -> Option<bool> {
    let rest = line.trim_start().strip_prefix("--")?;
    let rest = rest
        .trim_start_matches(|c: char| c == '-' || c.is_whitespace())
        .to_ascii_lowercase();
    let (is_up, rest) = match (rest.strip_prefix("up"), rest.strip_prefix("down")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return None,
    };
    let word = rest.trim_start();
    (word.len() < rest.len() && word.starts_with("migration")).then_some(is_up)
}

/// The number in front of a name, as milliseconds where it is a date of 17 digits.
fn stamp(path: &str) -> u64 {
    let (number, _) = digits(path);
    let part = |from: usize, to: usize| {
        let digits = number.get(from..to)?;
        digits.parse::<u64>().ok()
    };
    let whole = || number.parse().unwrap_or(u64::MAX);
    if number.len() != 17 {
        return whole();
    }
    let date = || {
        let days = days(part(0, 4)?, part(4, 6)?, part(6, 8)?)?;
        let seconds = part(8, 10)? * 3600 + part(10, 12)? * 60 + part(12, 14)?;
        Some((days * 86_400 + seconds) * 1000 + part(14, 17)?)
    };
    date().unwrap_or_else(whole)
}

/// The days from 1970-01-01 to a Gregorian date (Howard Hinnant's
/// `days_from_civil`).
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 {
        year.checked_sub(1)?
    } else {
        year
    };
    let of_era = year % 400;
    let month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * month + 2) / 5 + day - 1;
    let days = year / 400 * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    days.checked_sub(719_468)
}

impl Layout for NodePgMigrate {
    fn name(&self) -> &'static str {
        "node-pg-migrate"
    }

    fn about(&self) -> &'static str {
        "files STAMP_name.sql with `-- Up Migration` and `-- Down Migration`"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("npx node-pg-migrate create NAME --migration-file-language sql")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        None
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        if language(path).is_some() {
            Claim::Read
        } else if path.contains('/') && !is_sql(path) {
            Claim::Beside
        } else {
            // It takes every file of the folder for a migration.
            Claim::No
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let found = folder
            .files
            .iter()
            .filter(|input| input.is_sql())
            .filter(|input| !input.stem().contains(".up") && !input.stem().contains(".down"))
            .find(|input| marks::has(folder, input, |line| mark(line).is_some()))?;
        Some(Fit::sections(format!(
            "`{}` has `-- Up Migration`",
            found.path
        )))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps: Vec<((u64, Vec<Part>), Step)> = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some(language) = language(&input.path) else {
                continue;
            };
            let id = input.stem().to_owned();
            if input.faulty {
                broken.push(id);
                continue;
            }
            let mut step = Step::whole(folder, input, id.clone());
            step.what = format!("the name `{id}`");
            if language == SQL {
                sections(folder, input, &mut step, out);
            } else {
                step.code = Some(language);
                step.up = step.up.at_start();
            }
            steps.push(((stamp(&input.path), natural(&input.path)), step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

fn sections(folder: &Folder<'_>, input: &Input, step: &mut Step, out: &mut Vec<Diagnostic>) {
    let text = folder.text(input);
    let found = marks::marks(input.text, text, mark);
    let up = found.iter().find(|mark| mark.what);
    let down = found.iter().find(|mark| !mark.what);
    let start = |of: Option<&marks::Mark<bool>>| of.map(|mark| mark.line.start as usize);
    let until = |from: usize, other: Option<usize>| {
        let end = other.filter(|other| *other > from).unwrap_or(text.len());
        Span::new(input.text, from..end)
    };
    let (up_at, down_at) = (start(up), start(down));
    match (up_at, down) {
        (Some(at), _) => step.up = until(at, down_at),
        (None, Some(down)) => out.push(
            invalid(
                down.line,
                "without `-- Up Migration` all of the file is applied, what undoes it too",
            )
            .with_label("does not end the way there")
            .with_help("write `-- Up Migration` on a line of its own at the top"),
        ),
        (None, None) => {}
    }
    step.down = down_at.map(|at| until(at, up_at));
    let first = up_at.into_iter().chain(down_at).min().unwrap_or(0);
    if up_at.is_some()
        && let Some(stray) = marks::sql_before(input.text, text, first)
    {
        out.push(
            Diagnostic::error(
                "stray-text",
                stray,
                "SQL before the first part belongs to none",
            )
            .with_label("node-pg-migrate goes on without it")
            .with_help("move it below `-- Up Migration`, or make it a comment"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_of_both_kinds_compare() {
        assert_eq!(stamp("1589353630724_a.sql"), 1_589_353_630_724);
        assert_eq!(stamp("20200513070710724_a.sql"), 1_589_353_630_724);
        assert_eq!(stamp("20201399070710724_a.sql"), 20_201_399_070_710_724);
        assert_eq!(stamp("7-a.sql"), 7);
    }

    #[test]
    fn marks() {
        for (line, expected) in [
            ("-- Up Migration", Some(true)),
            ("  ---- down  migration", Some(false)),
            ("--UP MIGRATION", Some(true)),
            ("-- upmigration", None),
            ("-- Up", None),
        ] {
            assert_eq!(mark(line), expected, "{line}");
        }
    }
}
