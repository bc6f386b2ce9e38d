//! Supabase: `STAMP_name.sql` in `supabase/migrations`. As in the command's
//! `pkg/migration`.

use super::line::{self, Step};
use super::version::digits;
use super::{Claim, Downs, Fit, Folder, Layout, Read, invalid, is_sql};
use crate::diag::{Diagnostic, Span};
use crate::source::Config;

/// The layout of Supabase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Supabase;

/// A first migration `…_init.sql` before this is skipped.
const FIRST_INIT: &str = "20211209000000";

fn named(path: &str) -> Option<&str> {
    let (version, rest) = digits(path);
    let is_ours =
        !path.contains('/') && !version.is_empty() && rest.starts_with('_') && is_sql(rest);
    is_ours.then_some(version)
}

impl Layout for Supabase {
    fn name(&self) -> &'static str {
        "supabase"
    }

    fn about(&self) -> &'static str {
        "files STAMP_name.sql in supabase/migrations"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("supabase migration new NAME")
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
        folder.files.first()?;
        let is_there =
            folder.path == "supabase/migrations" || folder.path.ends_with("/supabase/migrations");
        is_there.then(|| Fit::mark(format!("the folder is `{}`", folder.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for (index, input) in folder.files.iter().enumerate() {
            let Some(version) = named(&input.path) else {
                continue;
            };
            if input.faulty {
                broken.push(version.to_owned());
                continue;
            }
            let is_init =
                version.len() == FIRST_INIT.len() && input.path[version.len()..].eq("_init.sql");
            if index == 0 && is_init && version < FIRST_INIT {
                out.push(
                    invalid(
                        Span::new(input.file, 0..0),
                        "supabase skips a first migration of this name and age",
                    )
                    .with_help("give it another name than `init`, or remove it"),
                );
                continue;
            }
            let step = Step::whole(folder, input, version);
            // By the version as text: `2_x` before `20240101_x`.
            steps.push((version, step));
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}
