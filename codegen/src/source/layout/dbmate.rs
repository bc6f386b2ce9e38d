//! dbmate: `VERSION_name.sql` with `-- migrate:up` and `-- migrate:down`. As in v2,
//! `pkg/dbmate/migration.go`.

use super::line::{self, Step};
use super::marks::{self, Mark};
use super::version::digits;
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql, split_path};
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span, Spanned, distance, nearest};
use crate::source::{Config, Input};

/// The layout of dbmate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dbmate;

/// Whether a line begins the up part, and the options behind it.
fn mark(line: &str) -> Option<(bool, &str)> {
    let rest = line.strip_prefix("--")?.trim_start();
    let rest = rest.strip_prefix("migrate:")?;
    let (is_up, options) = match (rest.strip_prefix("up"), rest.strip_prefix("down")) {
        (Some(options), _) => (true, options),
        (_, Some(options)) => (false, options),
        _ => return None,
    };
    (options.is_empty() || options.starts_with(char::is_whitespace)).then_some((is_up, options))
}

/// The part that a line nearly begins: `-- migrate: up`, `-- migrate:dwon`.
fn near_mark(line: &str) -> Option<&'static str> {
    let lower = line.strip_prefix("--")?.trim().to_lowercase();
    let (tool, part) = lower.split_once([':', ' '])?;
    let part = part.trim_start_matches([':', ' ']);
    let is_ours = nearest(tool, ["migrate"]).is_some();
    let near = ["up", "down"]
        .into_iter()
        .find(|known| part.starts_with(&known[..1]) && distance(part, known) <= known.len() / 2)?;
    is_ours.then_some(near)
}

/// A line that dbmate takes for a comment, though a part was meant to begin there.
fn no_mark(text: &str, line: Span, part: &str) -> Diagnostic {
    let shown = text.get(line.range()).unwrap_or_default();
    let right = format!("-- migrate:{part}");
    Diagnostic::error(
        "unknown-section",
        line,
        format!("this line does not begin a part: `{shown}`"),
    )
    .with_label("a comment for dbmate")
    .with_help(format!("write `{right}`"))
    .with_fix(Fix {
        title: format!("write `{right}`"),
        edits: vec![Edit {
            span: line,
            text: right,
        }],
        safety: Safety::Suggestion,
    })
}

/// An option that dbmate does not know, and passes over: `transaction=false`.
fn no_option(text: &str, line: Span) -> Option<Diagnostic> {
    const OFF: &str = "transaction:false";
    let (_, options) = mark(text.get(line.range())?)?;
    let options = options.trim_start();
    let known = [OFF, "transaction:true"];
    // What stands behind an option that it knows is a remark.
    let unknown = options
        .split_whitespace()
        .all(|option| !known.contains(&option));
    let means_it = options.to_lowercase().starts_with("trans") || options.starts_with("no");
    if !unknown || !means_it {
        return None;
    }
    let span = Span {
        start: line.end - u32::try_from(options.len()).ok()?,
        ..line
    };
    Some(
        invalid(span, format!("dbmate has no option `{options}`"))
            .with_label("passed over: the part runs in a transaction")
            .with_help(format!("write `{OFF}`, or take it away"))
            .with_fix(Fix {
                title: format!("write `{OFF}`"),
                edits: vec![Edit {
                    span,
                    text: OFF.to_owned(),
                }],
                safety: Safety::Suggestion,
            }),
    )
}

/// The version of a file's name.
fn named(path: &str) -> Option<&str> {
    let (version, _) = digits(path);
    (!path.contains('/') && !version.is_empty() && is_sql(path)).then_some(version)
}

impl Layout for Dbmate {
    fn name(&self) -> &'static str {
        "dbmate"
    }

    fn about(&self) -> &'static str {
        "files VERSION_name.sql with `-- migrate:up` and `-- migrate:down`"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("dbmate new NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("`-- migrate:up transaction:false`, alone in its file")
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
            .filter(|input| marks::has(folder, input, |line| mark(line).is_some()))
            .collect();
        Fit::of_each(&found, "-- migrate:up")
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        for input in &folder.files {
            let Some(version) = named(&input.path) else {
                continue;
            };
            let step = if input.faulty {
                None
            } else {
                sections(folder, input, version, out)
            };
            match step {
                // dbmate sorts by the names, byte by byte.
                Some(step) => steps.push((split_path(&input.path).1, step)),
                None => broken.push(version.to_owned()),
            }
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

fn sections(
    folder: &Folder<'_>,
    input: &Input,
    id: &str,
    out: &mut Vec<Diagnostic>,
) -> Option<Step> {
    const MARKS: &str = "write `-- migrate:up` on a line of its own before the SQL that applies it, and \
                         `-- migrate:down` before the one that undoes it";
    let text = folder.text(input);
    let mut found = marks::marks(input.text, text, |line| {
        let (is_up, options) = mark(line)?;
        let mut options = options.split_whitespace();
        Some((is_up, options.any(|option| option == "transaction:false")))
    });
    let top = Span::new(input.text, 0..0);
    // Where a part has no line, one that nearly begins it is taken for that.
    let nearly = marks::marks(input.text, text, |line| {
        let part = near_mark(line).filter(|_| mark(line).is_none())?;
        Some((part == "up", false))
    });
    for (is_up, part) in [(true, "up"), (false, "down")] {
        let is_it = |mark: &&Mark<(bool, bool)>| mark.what.0 == is_up;
        if found.iter().find(is_it).is_none()
            && let Some(near) = nearly.iter().find(is_it)
        {
            out.push(no_mark(text, near.line, part));
            found.push(near.clone());
        }
    }
    found.sort_by_key(|mark| mark.after);
    out.extend(found.iter().filter_map(|mark| no_option(text, mark.line)));
    let up = found.iter().find(|mark| mark.what.0);
    let down = found.iter().find(|mark| !mark.what.0);
    let Some(up) = up else {
        out.push(
            Diagnostic::error("missing-up", top, "the file has no `-- migrate:up`")
                .with_help(MARKS),
        );
        return None;
    };
    for again in &found {
        let first = if again.what.0 { Some(up) } else { down };
        if first.is_some_and(|first| first.line != again.line) {
            out.push(
                invalid(again.line, "the file has several migrations")
                    .with_label("begins again")
                    .with_help("give each a file of its own: this form of dbmate's is not read"),
            );
        }
    }
    match down {
        None => out.push(
            invalid(
                up.line,
                "the file has no `-- migrate:down`, which dbmate asks for",
            )
            .with_label("only the way there")
            .with_help(
                "write `-- migrate:down` at the end, with nothing below if there is no way back",
            ),
        ),
        Some(down) if down.line.start < up.line.start => out.push(
            Diagnostic::error(
                "section-order",
                down.line,
                "the way back stands before the way there",
            )
            .with_label("comes first")
            .with_secondary(up.line, "comes second")
            .with_help(MARKS),
        ),
        Some(_) => {}
    }
    // What stands in the wrong order is told above.
    let down = down.filter(|down| down.line.start > up.line.start);
    let is_turned = found.iter().any(|mark| mark.line.start < up.line.start);
    let stray = marks::sql_before(input.text, text, up.line.start as usize);
    if let Some(stray) = stray.filter(|_| !is_turned) {
        out.push(
            Diagnostic::error(
                "stray-text",
                stray,
                "SQL before `-- migrate:up` belongs to no part",
            )
            .with_label("dbmate refuses this line")
            .with_help("move it below `-- migrate:up`, or make it a comment"),
        );
    }
    let mut step = Step::whole(folder, input, id);
    let end = down.map_or(text.len(), |down| down.line.start as usize);
    step.up = Span::new(input.text, up.after..end);
    let undo = down.map(|down| Span::new(input.text, down.after..text.len()));
    // A part without SQL is how dbmate is told that there is no way back.
    step.down = undo.filter(|undo| {
        !crate::split::split(undo.file, text, undo.range(), &mut Vec::new()).is_empty()
    });
    if up.what.1 {
        let how = line::in_one_message(folder.sources, step.up);
        step.transaction = Spanned::new(how, up.line);
    }
    // Each part has an option of its own.
    step.down_transaction = down.zip(step.down).map(|(line, down)| {
        if line.what.1 {
            line::in_one_message(folder.sources, down)
        } else {
            Transaction::On
        }
    });
    Some(step)
}
