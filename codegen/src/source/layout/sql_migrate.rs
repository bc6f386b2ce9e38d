//! sql-migrate: `*.sql` with `-- +migrate Up` and `-- +migrate Down`. As in v1,
//! `sqlparse/sqlparse.go` and `migrate.go`.

use super::line::{self, Step};
use super::marks::{self, Mark};
use super::version::{Number, digits};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};

/// The layout of sql-migrate.
#[derive(Clone, Copy, Debug)]
pub(super) struct SqlMigrate;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Whether it is the up part, and whether it runs in no transaction.
    Part(bool, bool),
    StatementBegin,
    StatementEnd,
    Unknown,
}

fn mark(line: &str) -> Option<What> {
    let mut words = line.strip_prefix("-- +migrate ")?.split_whitespace();
    let command = words.next();
    let is_off = words.any(|word| word == "notransaction");
    Some(match command {
        Some("Up") => What::Part(true, is_off),
        Some("Down") => What::Part(false, is_off),
        Some("StatementBegin") => What::StatementBegin,
        Some("StatementEnd") => What::StatementEnd,
        _ => What::Unknown,
    })
}

/// What sql-migrate sorts by: numbers before the rest, then the name.
type Key = (bool, Option<Number>, String);

fn key(path: &str) -> Key {
    let number = Number::new(digits(path).0);
    (number.is_none(), number, path.to_owned())
}

impl Layout for SqlMigrate {
    fn name(&self) -> &'static str {
        "sql-migrate"
    }

    fn about(&self) -> &'static str {
        "files NAME.sql with `-- +migrate Up` and `-- +migrate Down`"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("sql-migrate new NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`-- +migrate Up notransaction`")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let is_sql = is_sql(path);
        if is_sql && !path.contains('/') {
            Claim::Read
        } else if is_sql {
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
            .filter(|input| marks::has(folder, input, |line| mark(line).is_some()))
            .collect();
        Fit::of_each(&found, "-- +migrate")
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let step = if input.faulty {
                None
            } else {
                sections(folder, input, out)
            };
            match step {
                Some(step) => steps.push((key(&input.path), step)),
                None => broken.push(input.path.clone()),
            }
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

fn sections(folder: &Folder<'_>, input: &Input, out: &mut Vec<Diagnostic>) -> Option<Step> {
    let text = folder.text(input);
    let found = marks::marks(input.text, text, mark);
    let mut step = Step::whole(folder, input, input.path.clone());
    step.what = format!("the name `{}`", input.path);
    let (mut up, mut down) = (None::<&Mark<What>>, None::<&Mark<What>>);
    let mut open = None::<&Mark<What>>;
    let mut blocks = Vec::new();
    for one in &found {
        let fault = match one.what {
            What::Part(is_up, _) => {
                let part = if is_up { &mut up } else { &mut down };
                let again = part.is_some();
                part.get_or_insert(one);
                again.then_some("a part is given twice, which is not read here")
            }
            What::StatementBegin => {
                open = Some(one);
                None
            }
            What::StatementEnd => {
                blocks.extend(open.take().map(|begin| begin.line.to(one.line)));
                None
            }
            What::Unknown => Some("sql-migrate does not know this command and goes on without it"),
        };
        if let Some(fault) = fault {
            out.push(
                invalid(one.line, fault)
                    .with_label("here")
                    .with_help("write one `-- +migrate Up` and at most one `-- +migrate Down`"),
            );
        }
    }
    if let Some(open) = open {
        out.push(
            invalid(open.line, "the statement that begins here has no end")
                .with_label("begins here")
                .with_help("write `-- +migrate StatementEnd` on a line of its own behind it"),
        );
    }
    let Some(up) = up else {
        out.push(
            Diagnostic::error(
                "missing-up",
                Span::new(input.text, 0..0),
                "the file has no `-- +migrate Up`",
            )
            .with_help("write `-- +migrate Up` on a line of its own before the SQL"),
        );
        return None;
    };
    let first = down.map_or(up, |down| {
        if down.line.start < up.line.start {
            down
        } else {
            up
        }
    });
    if let Some(stray) = marks::statement_before(input.text, text, first.line.start as usize) {
        out.push(
            Diagnostic::error(
                "stray-text",
                stray,
                "SQL before the first part belongs to none",
            )
            .with_label("sql-migrate goes on without it")
            .with_help("move it below `-- +migrate Up`, or make it a comment"),
        );
    }
    let end = |mark: &Mark<What>| {
        let parts = [Some(up), down].into_iter().flatten();
        parts
            .map(|part| part.line.start as usize)
            .filter(|start| *start > mark.after.saturating_sub(1))
            .min()
            .unwrap_or(text.len())
    };
    step.up = Span::new(input.text, up.after..end(up));
    step.down = down.map(|down| Span::new(input.text, down.after..end(down)));
    for part in [Some(step.up), step.down].into_iter().flatten() {
        marks::cut(folder, "sql-migrate", part, &blocks, out);
    }
    if let What::Part(_, true) = up.what {
        step.transaction = Spanned::new(Transaction::Off, up.line);
    }
    // Each part says it for itself.
    step.down_transaction = down.map(|down| match down.what {
        What::Part(_, true) => Transaction::Off,
        _ => Transaction::On,
    });
    Some(step)
}
