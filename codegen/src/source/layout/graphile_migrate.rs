//! graphile-migrate: `committed/000001.sql`, each with the hash of the one before
//! it, and `current.sql`, which is not committed yet. As in v2, `migration.ts`.

use super::line::{self, Step};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, hash, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};
use crate::split;

/// The layout of graphile-migrate.
#[derive(Clone, Copy, Debug)]
pub(super) struct GraphileMigrate;

const COMMITTED: &str = "committed/";
const CURRENT: &str = "current.sql";
const CURRENT_FOLDER: &str = "current/";

/// The number of a file's name, as the tool accepts it.
fn number(name: &str) -> Option<&str> {
    let (number, rest) = digits(name);
    let message = rest.strip_suffix(".sql")?;
    let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_message = message.is_empty() || message.starts_with('-');
    (!number.is_empty() && is_message && message.chars().all(is_sign)).then_some(number)
}

impl Layout for GraphileMigrate {
    fn name(&self) -> &'static str {
        "graphile-migrate"
    }

    fn about(&self) -> &'static str {
        "files committed/NUMBER.sql with `--! Previous:` and `--! Hash:`, and current.sql"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("graphile-migrate watch")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`--! no-transaction` as its first line, alone in its file")
    }

    fn downs(&self) -> Downs {
        Downs::None
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let part = [COMMITTED, CURRENT_FOLDER]
            .iter()
            .find_map(|folder| path.strip_prefix(folder));
        if path == CURRENT || part.is_some_and(|name| number(name).is_some()) {
            Claim::Read
        } else if is_sql(path) && !path.starts_with("fixtures/") {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let found = folder.files.iter().find(|input| {
            input.path.starts_with(COMMITTED) && folder.text(input).starts_with("--! Previous:")
        })?;
        Some(Fit::mark(format!(
            "`{}` begins with `--! Previous:`",
            found.path
        )))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps: Vec<((usize, Option<Number>), Step)> = Vec::new();
        let mut broken = Vec::new();
        let mut previous: Option<String> = None;
        for input in &folder.files {
            let committed = input.path.strip_prefix(COMMITTED).and_then(number);
            let part = input.path.strip_prefix(CURRENT_FOLDER).and_then(number);
            let id = committed.map_or_else(
                || input.path.trim_end_matches(".sql").to_owned(),
                str::to_owned,
            );
            if input.faulty {
                broken.push(id);
                continue;
            }
            let mut step = Step::whole(folder, input, id);
            if committed.is_some() {
                previous = Some(headers(folder, input, &mut step, previous.as_deref(), out));
            } else {
                includes(folder, input, out);
                let text = folder.text(input);
                let is_empty =
                    split::split(input.text, text, 0..text.len(), &mut Vec::new()).is_empty();
                if is_empty {
                    continue;
                }
            }
            let body = folder.sources.text(step.up).trim_start();
            if body
                .strip_prefix("--!")
                .is_some_and(|rest| rest.trim_start().starts_with("no-transaction"))
            {
                let how = line::in_one_message(folder.sources, step.up);
                step.transaction = Spanned::new(how, step.up.at_start());
            }
            let place = usize::from(committed.is_none());
            steps.push(((place, committed.or(part).and_then(Number::new)), step));
        }
        let both = [CURRENT, CURRENT_FOLDER].map(|path| {
            let mut files = folder.files.iter();
            files.find(|input| input.path.starts_with(path))
        });
        if let [Some(file), Some(part)] = both {
            out.push(
                invalid(
                    Span::new(file.file, 0..0),
                    "graphile-migrate refuses current.sql beside a folder current",
                )
                .with_secondary(Span::new(part.file, 0..0), "in the folder")
                .with_help("keep one of them"),
            );
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// Reads the headers of a committed migration, and gives its hash.
fn headers(
    folder: &Folder<'_>,
    input: &Input,
    step: &mut Step,
    previous: Option<&str>,
    out: &mut Vec<Diagnostic>,
) -> String {
    const RESTORE: &str =
        "restore the file from version control, or undo and commit it again with graphile-migrate";
    // Hashes are of what lies on the disk.
    let text = folder.sources.file(input.file).text();
    let mut at = 0;
    let mut found: Vec<(&str, &str, Span)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let Some(header) = content
            .strip_prefix("--! ")
            .filter(|header| header.starts_with(|c: char| c.is_ascii_uppercase()))
        else {
            break;
        };
        let (key, value) = header.split_once(':').unwrap_or((header, ""));
        let span = Span::new(input.file, at..at + content.len());
        found.push((key, value.trim(), span));
        at += line.len();
    }
    let top = Span::new(input.file, 0..0);
    let get = |wanted: &str| found.iter().find(|(key, ..)| *key == wanted);
    for key in ["Previous", "Hash"] {
        if get(key).is_none() {
            out.push(
                invalid(top, format!("the file has no `--! {key}:` header"))
                    .with_label("belongs at the top")
                    .with_help(RESTORE),
            );
        }
    }
    let stated = get("Previous").map(|(_, value, span)| (*value, *span));
    if let Some((value, span)) = stated
        && value != previous.unwrap_or("-")
    {
        out.push(
            invalid(span, "the migration does not follow the one before it")
                .with_label(match previous {
                    Some(previous) => format!("the one before it is `{previous}`"),
                    None => "it is the first".to_owned(),
                })
                .with_help(RESTORE),
        );
    }
    let body = text.get(at..).unwrap_or_default().trim();
    let whole = format!("{}\n{body}", previous.unwrap_or_default());
    let expected = format!(
        "sha1:{}",
        hash::sha1(format!("{}\n", whole.trim()).as_bytes())
    );
    let allowed = get("AllowInvalidHash").is_some();
    if let Some((_, value, span)) = get("Hash")
        && *value != expected
        && !allowed
    {
        out.push(
            invalid(*span, "the file was edited since it was committed")
                .with_label(format!("it would be `{expected}` now"))
                .with_help(RESTORE),
        );
    }
    step.up = Span::new(input.text, 0..folder.text(input).len());
    if at > 0 && input.text == input.file {
        step.up = Span::new(input.text, at..text.len());
    }
    get("Hash").map_or(expected, |(_, value, _)| (*value).to_owned())
}

/// What `current.sql` takes in stands elsewhere.
fn includes(folder: &Folder<'_>, input: &Input, out: &mut Vec<Diagnostic>) {
    let mut at = 0;
    for line in folder.text(input).split_inclusive('\n') {
        let span = Span::new(input.text, at..at + line.trim_end().len());
        at += line.len();
        let rest = line.strip_prefix("--!").map(str::trim_start);
        if rest.is_some_and(|rest| rest.starts_with("include ")) {
            out.push(
                invalid(span, "what is included here is not read")
                    .with_label("takes in another file")
                    .with_help(
                        "commit the migration, which writes the file in, or put its SQL here",
                    ),
            );
        }
    }
}
