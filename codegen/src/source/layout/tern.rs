//! tern: `001_name.sql`, cut by `---- create above / drop below ----`. As in v2,
//! `migrate/migrate.go`.

use super::line::{self, Step};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};

/// The layout of tern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tern;

const CUT: &str = "---- create above / drop below ----";
const OFF: &str = "---- tern: disable-tx ----";

fn named(path: &str) -> Option<Number> {
    let (number, rest) = digits(path);
    let name = rest.strip_prefix('_')?.strip_suffix(".sql")?;
    Number::new(number).filter(|_| !name.is_empty() && !path.contains('/'))
}

impl Layout for Tern {
    fn name(&self) -> &'static str {
        "tern"
    }

    fn about(&self) -> &'static str {
        "files NUMBER_name.sql with the line `---- create above / drop below ----`"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("tern new NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`---- tern: disable-tx ----`")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        if named(path).is_some() {
            Claim::Read
        } else if is_sql(path) && !path.contains('/') {
            Claim::No
        } else {
            // In folders are what templates take in, which has to be said as a placeholder.
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let has = |input: &&&Input| folder.text(input).contains(CUT);
        let found = folder.files.iter().find(has)?;
        Some(Fit::sections(format!("`{}` has `{CUT}`", found.path)))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some(number) = named(&input.path) else {
                continue;
            };
            if input.faulty || template(folder, input, out) {
                broken.push(number.text().to_owned());
                continue;
            }
            let text = folder.text(input);
            let mut step = Step::whole(folder, input, number.text());
            if let Some(at) = text.find(CUT) {
                step.up = Span::new(input.text, 0..at);
                step.down = Some(Span::new(input.text, at + CUT.len()..text.len()));
            }
            let is_sql = |line: &str| !line.trim().is_empty() && !line.trim().starts_with("--");
            if !folder.sources.text(step.up).lines().any(is_sql) {
                out.push(
                    invalid(step.up.at_start(), "tern refuses a migration without SQL")
                        .with_label("nothing to apply")
                        .with_help(
                            "write the SQL, or remove the file and number the later ones anew",
                        ),
                );
            }
            let up = folder.sources.text(step.up);
            if let Some(at) = up
                .lines()
                .any(|line| line == OFF)
                .then(|| up.find(OFF))
                .flatten()
            {
                let place = Span::new(input.text, at..at + OFF.len());
                step.transaction = Spanned::new(Transaction::Off, place);
            }
            steps.push((number, step));
        }
        steps.sort_by(|(a, _), (b, _)| a.cmp(b));
        gaps(&steps, out);
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// tern counts: a number that is left out is a fault.
fn gaps(steps: &[(Number, Step)], out: &mut Vec<Diagnostic>) {
    let mut expected: u64 = 1;
    for (number, step) in steps {
        let found = number.text().parse().unwrap_or(u64::MAX);
        if found > expected || found == 0 {
            out.push(
                invalid(
                    Span::new(step.file, 0..0),
                    format!("there is no migration {expected}, which tern asks for before {found}"),
                )
                .with_help("bring the file back, or number the later ones anew if none has run"),
            );
        }
        expected = found.saturating_add(1);
    }
}

/// Reports what a template leaves open. Whether there is such a thing.
fn template(folder: &Folder<'_>, input: &Input, out: &mut Vec<Diagnostic>) -> bool {
    let text = folder.text(input);
    let before = out.len();
    let mut at = 0;
    while let Some(found) = text[at..].find("{{") {
        let start = at + found;
        let end = text[start..]
            .find("}}")
            .map_or(text.len(), |end| start + end + 2);
        let span = Span::new(input.text, start..end);
        let shown = folder.sources.text(span);
        out.push(
            invalid(span, format!("tern puts something in place of `{shown}`"))
                .with_label("not known when the project is built")
                .with_help(format!(
                    "say what, in pgbindgen.toml: [placeholders] '{shown}' = '…'"
                )),
        );
        at = end;
    }
    out.len() > before
}
