//! goose: `VERSION_name.sql` with `-- +goose Up` and `-- +goose Down`, or
//! `VERSION_name.go`. As in v3, `internal/sqlparser/parser.go`.

use super::line::{self, Step};
use super::marks::{self, Mark};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};

/// The layout of goose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Goose;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Up,
    Down,
    StatementBegin,
    StatementEnd,
    NoTransaction,
    EnvsubOn,
    EnvsubOff,
    Unknown,
}

/// What goose reads in a line: a comment that names it, in any case of letters.
fn mark(line: &str) -> Option<What> {
    let is_ours = line.trim_start().starts_with("--") && line.contains("+goose");
    if !is_ours {
        return None;
    }
    let command = line.replace("--", "").replacen("+goose", "", 1);
    let known = [
        ("up", What::Up),
        ("down", What::Down),
        ("statementbegin", What::StatementBegin),
        ("statementend", What::StatementEnd),
        ("no transaction", What::NoTransaction),
        ("envsub on", What::EnvsubOn),
        ("envsub off", What::EnvsubOff),
    ];
    let command = command.trim().to_ascii_lowercase();
    let is_at_start = line.starts_with("--");
    let found = known.iter().find(|(word, _)| *word == command);
    Some(
        found
            .filter(|_| is_at_start)
            .map_or(What::Unknown, |(_, what)| *what),
    )
}

/// The version of a file's name.
fn named(path: &str) -> Option<Number> {
    let (version, rest) = digits(path);
    let is_code = path.strip_suffix(".go").is_some() && !path.ends_with("_test.go");
    let is_ours = !path.contains('/') && rest.starts_with('_') && (is_sql(path) || is_code);
    Number::new(version).filter(|_| is_ours)
}

impl Layout for Goose {
    fn name(&self) -> &'static str {
        "goose"
    }

    fn about(&self) -> &'static str {
        "files VERSION_name.sql with `-- +goose Up` and `-- +goose Down`"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("goose create NAME sql")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`-- +goose NO TRANSACTION`")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
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
        let found: Vec<&Input> = folder
            .files
            .iter()
            .copied()
            .filter(|input| input.is_sql())
            .filter(|input| marks::has(folder, input, |line| mark(line) == Some(What::Up)))
            .collect();
        Fit::of_each(&found, "-- +goose Up")
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some(number) = named(&input.path) else {
                continue;
            };
            if input.faulty {
                broken.push(number.text().to_owned());
                continue;
            }
            if number.text() == "0" {
                out.push(
                    invalid(
                        Span::new(input.file, 0..0),
                        "version 0 is no version for goose: it stands for a database without migrations",
                    )
                    .with_help("rename the file with a number from 1 on"),
                );
            }
            if input.is_sql() {
                match sections(folder, input, number.text(), out) {
                    Some(step) => steps.push((number, step)),
                    None => broken.push(number.text().to_owned()),
                }
            } else {
                let mut step = Step::whole(folder, input, number.text());
                step.up = step.up.at_start();
                step.code = Some("Go code");
                steps.push((number, step));
            }
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// The parts of a file.
fn sections(
    folder: &Folder<'_>,
    input: &Input,
    id: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Step> {
    let text = folder.text(input);
    let found = marks::marks(input.text, text, mark);
    let top = Span::new(input.text, 0..0);
    let mut step = Step::whole(folder, input, id);
    let (mut up, mut down) = (None::<&Mark<What>>, None::<&Mark<What>>);
    let mut open = None::<&Mark<What>>;
    let mut blocks: Vec<Span> = Vec::new();
    for one in &found {
        let fault = match one.what {
            What::Up if up.is_some() => Some("`-- +goose Up` is given twice"),
            What::Up => {
                up = Some(one);
                None
            }
            What::Down if up.is_none() => Some("`-- +goose Down` stands before `-- +goose Up`"),
            What::Down if down.is_some() => Some("`-- +goose Down` is given twice"),
            What::Down if open.is_some() => {
                // What is missing is the end of the statement, which is told below.
                down = Some(one);
                None
            }
            What::Down => {
                down = Some(one);
                None
            }
            What::StatementBegin if up.is_none() => {
                Some("`-- +goose StatementBegin` stands before `-- +goose Up`")
            }
            What::StatementBegin if open.is_some() => {
                Some("a statement begins within another: `-- +goose StatementEnd` is missing")
            }
            What::StatementBegin => {
                open = Some(one);
                None
            }
            What::StatementEnd => match open.take() {
                Some(begin) => {
                    blocks.push(begin.line.to(one.line));
                    None
                }
                None => Some("`-- +goose StatementEnd` ends no statement"),
            },
            What::NoTransaction => {
                step.transaction = Spanned::new(Transaction::Off, one.line);
                None
            }
            What::Unknown => Some("goose refuses this line: it names goose and no command of its"),
            What::EnvsubOn | What::EnvsubOff => None,
        };
        if let Some(fault) = fault {
            out.push(
                invalid(one.line, fault)
                    .with_label("here")
                    .with_help("write one `-- +goose Up`, then at most one `-- +goose Down`, and each `StatementBegin` with its `StatementEnd`"),
            );
        }
    }
    if let Some(open) = open {
        let mut fault = invalid(open.line, "the statement that begins here has no end")
            .with_label("begins here");
        if let Some(down) = down.filter(|down| down.line.start > open.line.start) {
            fault = fault.with_secondary(down.line, "this would stand within it");
        }
        out.push(fault.with_help("write `-- +goose StatementEnd` on a line of its own behind it"));
    }
    let Some(up) = up else {
        out.push(
            Diagnostic::error("missing-up", top, "the file has no `-- +goose Up`")
                .with_help("write `-- +goose Up` on a line of its own before the SQL"),
        );
        return None;
    };
    // What stands behind another part is told of that.
    let is_turned = found
        .iter()
        .any(|mark| mark.line.start < up.line.start && mark.what == What::Down);
    let stray = marks::sql_before(input.text, text, up.line.start as usize);
    if let Some(stray) = stray.filter(|_| !is_turned) {
        out.push(
            Diagnostic::error(
                "stray-text",
                stray,
                "SQL before `-- +goose Up` belongs to no part",
            )
            .with_label("goose refuses this line")
            .with_help("move it below `-- +goose Up`, or make it a comment"),
        );
    }
    let end = down.map_or(text.len(), |down| down.line.start as usize);
    step.up = Span::new(input.text, up.after..end);
    step.down = down.map(|down| Span::new(input.text, down.after..text.len()));
    for part in [Some(step.up), step.down].into_iter().flatten() {
        marks::cut(folder, "goose", part, &blocks, out);
    }
    let known = out.len();
    environment(folder, input, &found, out);
    // Without its values it is not known what runs.
    (out.len() == known).then_some(step)
}

/// What `ENVSUB ON` replaces comes from the environment: its values have to be
/// said.
fn environment(
    folder: &Folder<'_>,
    input: &Input,
    marks: &[Mark<What>],
    out: &mut Vec<Diagnostic>,
) {
    let text = folder.text(input);
    let mut on = None;
    let mut parts = Vec::new();
    for mark in marks {
        match mark.what {
            What::EnvsubOn => {
                on.get_or_insert(mark.after);
            }
            What::EnvsubOff => {
                parts.extend(on.take().map(|from| from..mark.line.start as usize));
            }
            _ => {}
        }
    }
    parts.extend(on.map(|from| from..text.len()));
    for part in parts {
        let start = part.start;
        let content = text.get(part).unwrap_or_default();
        for (at, _) in content.match_indices('$') {
            let after = &content[at + 1..];
            let name = after.strip_prefix('{').unwrap_or(after);
            let length = name
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(name.len());
            let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
            let is_braced = after.starts_with('{');
            // `$tag$` is a quote of PostgreSQL's, which goose takes for a variable too.
            if !begins || (!is_braced && name[length..].starts_with('$')) {
                continue;
            }
            let end = if is_braced {
                after.find('}').map_or(after.len(), |end| end + 1)
            } else {
                length
            };
            // What stands in a comment runs nowhere.
            let line = content[..at].rfind('\n').map_or(0, |end| end + 1);
            if content[line..].trim_start().starts_with("--") {
                continue;
            }
            let span = Span::new(input.text, start + at..start + at + 1 + end);
            let variable = folder.sources.text(span).to_owned();
            out.push(
                invalid(
                    span,
                    format!("goose puts the value of a variable in place of `{variable}`"),
                )
                .with_label("not known when the project is built")
                .with_help(format!(
                    "say the value in pgbindgen.toml: [placeholders] \"{variable}\" = \"…\""
                )),
            );
        }
    }
}
