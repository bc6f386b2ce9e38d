//! Files with numbers in front of their names and no tool that asks for more:
//! `001-tables.sql`, `2_indexes.sql`, `000003.sql`.

use super::line::{self, Step};
use super::pattern::DIRECTIONS;
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, is_sql};
use crate::diag::Diagnostic;
use crate::source::Config;

/// Plain numbered files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbered;

/// The number of a file's name, with a letter before it or none.
fn named(path: &str) -> Option<&str> {
    let name = path
        .strip_prefix(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(path);
    let (number, rest) = digits(name);
    let is_number =
        !number.is_empty() && rest.starts_with(['_', '-', '.', ' ']) && !rest.starts_with("__");
    let is_one = is_number && !goes_on(number, rest) && !has_direction(rest);
    (is_one && !path.contains('/') && is_sql(path)).then_some(number)
}

/// Whether the version is more than the number: `1.2`, or a date with its signs. The
/// number alone would be the same for several, or put them in another order.
fn goes_on(number: &str, rest: &str) -> bool {
    let mut signs = rest.chars();
    let sign = signs.next();
    let (next, after) = digits(signs.as_str());
    let is_date = number.len() == 4
        && matches!(sign, Some('-' | '_'))
        && next.len() == 2
        && after.starts_with(['-', '_']);
    is_date || (sign == Some('.') && !next.is_empty())
}

/// Whether a part of the name between dots says that it goes there or back.
fn has_direction(rest: &str) -> bool {
    let mut words = rest.split('.');
    words.next_back();
    words.any(|word| DIRECTIONS.iter().any(|(known, _)| *known == word))
}

impl Layout for Numbered {
    fn name(&self) -> &'static str {
        "numbered"
    }

    fn about(&self) -> &'static str {
        "files NUMBER-name.sql, in the order of the numbers, each in a transaction"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("touch NUMBER-NAME.sql")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        None
    }

    fn downs(&self) -> Downs {
        Downs::None
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        Claim::read_if(named(path).is_some())
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let first = folder.files.first()?;
        // A version that is a date is what a tool writes.
        let is_stamp = |path: &str| named(path).is_some_and(|number| number.len() >= 10);
        let is_all = folder.files.iter().all(|input| !is_stamp(&input.path));
        is_all.then(|| {
            Fit::names(format!(
                "`{}` has a number in front of its name",
                first.path
            ))
        })
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some(number) = named(&input.path).and_then(Number::new) else {
                continue;
            };
            if input.faulty {
                broken.push(number.text().to_owned());
                continue;
            }
            let step = Step::whole(folder, input, number.text());
            steps.push((number, step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}
