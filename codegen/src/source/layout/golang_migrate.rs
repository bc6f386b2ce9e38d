//! golang-migrate: `VERSION_name.up.sql` and `VERSION_name.down.sql`. As in v4,
//! `source/parse.go`; a file is sent to the server in one message, without a
//! transaction of its own.

use super::line::{self, Step};
use super::sqlx::pair;
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, atlas, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};
use std::collections::BTreeMap;

/// The layout of golang-migrate.
#[derive(Clone, Copy, Debug)]
pub(super) struct GolangMigrate;

/// The version of a file's name, whether it is an up, and what it is written in
/// when that is Go.
fn named(path: &str) -> Option<(Number, bool, Option<&'static str>)> {
    let (version, rest) = digits(path);
    let name = rest.strip_prefix('_')?;
    if path.contains('/') {
        return None;
    }
    let (name, code) = match (name.strip_suffix(".sql"), name.strip_suffix(".go")) {
        (Some(name), _) => (name, None),
        (_, Some(name)) => (name, Some("Go code")),
        _ => return None,
    };
    let is_up = name.strip_suffix(".up").is_some();
    if !is_up && name.strip_suffix(".down").is_none() {
        return None;
    }
    Some((Number::new(version)?, is_up, code))
}

/// Whether golang-migrate runs a file, whatever its ending: `1_x.up.sql.bak` too.
fn runs(path: &str) -> bool {
    let (version, rest) = digits(path);
    let is_directed = [".up.", ".down."]
        .iter()
        .any(|direction| rest.contains(direction));
    !version.is_empty() && rest.starts_with('_') && is_directed && !path.contains('/')
}

impl Layout for GolangMigrate {
    fn name(&self) -> &'static str {
        "golang-migrate"
    }

    fn about(&self) -> &'static str {
        "files VERSION_name.up.sql and VERSION_name.down.sql"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("migrate create -ext sql -dir DIR NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("alone in its file")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        if named(path).is_some() || path == atlas::SUM {
            Claim::Read
        } else if is_sql(path) || runs(path) {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let first = folder
            .files
            .iter()
            .find(|input| input.path.ends_with(".up.sql"))?;
        if folder.file(atlas::SUM).is_some() {
            let why = format!("there is `{}`, with `{}`", first.path, atlas::SUM);
            return Some(Fit::mark(why));
        }
        Some(Fit::names(format!(
            "`{}` is named VERSION_name.up.sql",
            first.path
        )))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut downs: BTreeMap<Number, &Input> = BTreeMap::new();
        let mut steps: Vec<(Number, Step)> = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some((number, is_up, code)) = named(&input.path) else {
                continue;
            };
            if !number.is_i64() {
                out.push(
                    invalid(
                        Span::new(input.file, 0..0),
                        format!(
                            "`{}` is no version for golang-migrate: it is larger than a bigint",
                            number.text()
                        ),
                    )
                    .with_help("rename the file with a smaller number"),
                );
            }
            if input.faulty {
                broken.push(number.text().to_owned());
            } else if is_up {
                let mut step = Step::whole(folder, input, number.text());
                step.code = code;
                if code.is_some() {
                    step.up = step.up.at_start();
                } else {
                    let how = line::in_one_message(folder.sources, step.up);
                    step.transaction = Spanned::new(how, step.up.at_start());
                }
                steps.push((number, step));
            } else if code.is_none() {
                downs.insert(number, input);
            }
        }
        // Atlas writes this layout as well, and hashes what applies.
        atlas::check(folder, |input| input.path.ends_with(".up.sql"), out);
        pair(folder, &mut steps, downs, out);
        // Each file is a message.
        for (_, step) in &mut steps {
            let how = |down| line::in_one_message(folder.sources, down);
            step.down_transaction = step.down.map(how);
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}
