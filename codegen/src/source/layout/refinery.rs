//! refinery: `V1__name.sql`, or `U1__name.sql` for one that may come late. As in
//! `refinery_core` 0.8, `util.rs`.

use super::line::{self, Step};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, invalid, is_sql, split_path};
use crate::diag::{Diagnostic, Span};
use crate::source::Config;

/// The layout of refinery.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refinery;

/// The version of a file's name, and whether it is Rust.
fn named(path: &str) -> Option<(&str, bool)> {
    let (_, file) = split_path(path);
    let (version, rest) = digits(file.strip_prefix(['V', 'U'])?);
    let name = rest.strip_prefix("__")?;
    let (name, is_rust) = match (name.strip_suffix(".sql"), name.strip_suffix(".rs")) {
        (Some(name), _) => (name, false),
        (_, Some(name)) => (name, true),
        _ => return None,
    };
    let is_word = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
    (!version.is_empty() && is_word).then_some((version, is_rust))
}

impl Layout for Refinery {
    fn name(&self) -> &'static str {
        "refinery"
    }

    fn about(&self) -> &'static str {
        "files V1__name.sql, or U1__name.sql"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("touch VNUMBER__NAME.sql")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        None
    }

    fn downs(&self) -> Downs {
        Downs::None
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
        let rust = folder.files.iter().find(|input| !input.is_sql());
        if let Some(rust) = rust {
            return Some(Fit::mark(format!("there is `{}`", rust.path)));
        }
        let first = folder.files.first()?;
        Some(Fit::names(format!(
            "`{}` is named VNUMBER__name.sql",
            first.path
        )))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some((version, is_rust)) = named(&input.path) else {
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
                        format!(
                            "`{version}` is no version for refinery: it is larger than a bigint"
                        ),
                    )
                    .with_help("rename the file with a smaller number"),
                );
            }
            let mut step = Step::whole(folder, input, number.text());
            if is_rust {
                step.up = step.up.at_start();
                step.code = Some("Rust code");
            }
            steps.push((number, step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}
