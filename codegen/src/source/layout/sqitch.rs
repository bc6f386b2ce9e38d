//! sqitch: `sqitch.plan` with the order of `deploy/NAME.sql`, each with its
//! `revert/NAME.sql`. As in `App::Sqitch` 1, `Plan.pm` and `Plan/Change.pm`.

use super::line::{self, Step};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql};
use crate::diag::{Diagnostic, Span, Spanned};
use crate::source::{Config, Input};
use std::collections::{BTreeMap, BTreeSet};

/// The layout of sqitch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sqitch;

const PLAN: &str = "sqitch.plan";
const DEPLOY: &str = "deploy/";
const REVERT: &str = "revert/";

impl Layout for Sqitch {
    fn name(&self) -> &'static str {
        "sqitch"
    }

    fn about(&self) -> &'static str {
        "sqitch.plan with deploy/NAME.sql and revert/NAME.sql"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("sqitch add NAME")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("no BEGIN and COMMIT in its script")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let is_script = is_sql(path) && (path.starts_with(DEPLOY) || path.starts_with(REVERT));
        if path == PLAN || is_script {
            Claim::Read
        } else {
            // The plan says what runs, and nothing else does.
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        folder.file(PLAN)?;
        Some(Fit::mark(format!("there is `{PLAN}`")))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let Some(plan) = folder.file(PLAN) else {
            let place = folder.config.layout.as_ref().map(|layout| layout.span);
            out.push(
                invalid(
                    place.unwrap_or_default(),
                    format!("there is no `{PLAN}` in `{}`", folder.path),
                )
                .with_label("needs the plan")
                .with_help("name the folder with the plan: migrations = \"NAME\""),
            );
            return Read {
                is_line: true,
                ..Read::default()
            };
        };
        let plan = Plan::read(plan, folder, out);
        let mut steps = Vec::new();
        let mut broken = Vec::new();
        let mut used: BTreeSet<String> = BTreeSet::new();
        for (index, change) in plan.changes.iter().enumerate() {
            let (id, stem) = plan.script(index, folder);
            let path = format!("{DEPLOY}{stem}.sql");
            let revert = format!("{REVERT}{stem}.sql");
            used.extend([path.clone(), revert.clone()]);
            let Some(input) = folder.file(&path) else {
                out.push(
                    invalid(
                        change.name.span,
                        format!(
                            "the plan has `{}`, and there is no `{path}`",
                            change.name.value
                        ),
                    )
                    .with_label("sqitch stops here")
                    .with_help("bring the file back, or take the change out of the plan"),
                );
                broken.push(id);
                continue;
            };
            if input.faulty {
                broken.push(id);
                continue;
            }
            let mut step = Step::whole(folder, input, id.clone());
            step.what = format!("the name `{id}`");
            step.stem.clone_from(&stem);
            // psql runs the script, which says itself where a transaction begins.
            step.transaction = Spanned::new(Transaction::Off, step.up.at_start());
            if let Some(revert) = folder.file(&revert).filter(|revert| !revert.faulty) {
                step.down = Some(line::whole(folder, revert));
                step.others.push(revert.file);
            }
            steps.push((index, step));
        }
        for input in &folder.files {
            if input.path.starts_with(DEPLOY) && !used.contains(&input.path) {
                out.push(
                    Diagnostic::error(
                        "unclaimed-file",
                        Span::new(input.file, 0..0),
                        format!("`{}` is not in {PLAN}: sqitch never runs it", input.path),
                    )
                    .with_help(format!(
                        "add it with `sqitch add`, remove it, or name it in pgbindgen.toml: ignore = [\"{}\"]",
                        input.path
                    )),
                );
            }
        }
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// A line of the plan that deploys something.
struct Change {
    name: Spanned<String>,
    /// How many tags stand before it.
    tags_before: usize,
}

#[derive(Default)]
struct Plan {
    changes: Vec<Change>,
    /// The tags in their order, without `@`, each with how many changes stand
    /// before it.
    tags: Vec<(String, usize)>,
    /// The changes that others conflict with and that do not stand before them,
    /// each with its place.
    conflicts: Vec<(String, Span)>,
}

impl Plan {
    fn read(input: &Input, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Self {
        let mut plan = Self::default();
        let text = folder.text(input);
        let mut at = 0;
        // Where each change stands for the last time, to tell a rework.
        let mut last: BTreeMap<String, usize> = BTreeMap::new();
        // Up to the first free line.
        let mut is_header = true;
        let is_project = |line: &str| {
            let pragma = line.trim_start().strip_prefix('%').map(str::trim_start);
            pragma.is_some_and(|pragma| pragma.starts_with("project"))
        };
        if !text.lines().any(is_project) {
            out.push(
                invalid(Span::new(input.file, 0..0), "the plan names no project")
                    .with_label("sqitch refuses a plan without `%project`")
                    .with_help(
                        "write `%project=NAME` in its first lines, and a free line behind them",
                    ),
            );
        }
        for whole in text.split_inclusive('\n') {
            let start = at;
            at += whole.len();
            let line = whole.trim_end().trim_start_matches('\u{feff}');
            let content = line.trim_start();
            if content.is_empty() {
                is_header = false;
            }
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let is_pragma = content.starts_with('%');
            if is_pragma != is_header {
                let from = start + whole.find(content).unwrap_or(0);
                out.push(misplaced(
                    Span::new(input.file, from..from + content.len()),
                    is_pragma,
                ));
                // Told once: the rest is read as it is meant.
                is_header = is_pragma;
            }
            if is_pragma {
                continue;
            }
            let offset = start + whole.find(content).unwrap_or(0);
            let span = |from: usize, to: usize| Span::new(input.file, offset + from..offset + to);
            let end = content.find(char::is_whitespace).unwrap_or(content.len());
            let word = &content[..end];
            if let Some(missing) = missing_in(content) {
                out.push(
                    invalid(
                        span(0, content.len()),
                        format!("a line of the plan has no {missing}"),
                    )
                    .with_label("sqitch refuses the plan")
                    .with_help("write it as sqitch does: `NAME 2026-01-31T09:00:00Z A Planner <planner@example.com> # note`"),
                );
            }
            if let Some(tag) = word.strip_prefix('@') {
                plan.tags.push((tag.to_owned(), plan.changes.len()));
                continue;
            }
            let sign = word.len() - word.trim_start_matches(['+', '-']).len();
            let name = &word[sign..];
            let place = span(sign, end);
            if word.starts_with('-') {
                out.push(
                    invalid(place, "a change that is reverted by the plan is not read")
                        .with_label("sqitch reverts it here")
                        .with_help("take both lines out of the plan, or put what reverts it into a change of its own"),
                );
                continue;
            }
            let rest = content[end..].trim_start();
            let from = content.len() - rest.len();
            if let Some(inner) = rest.strip_prefix('[') {
                let length = inner.find(']').unwrap_or(inner.len());
                plan.dependencies(
                    &inner[..length],
                    |a, b| span(from + 1 + a, from + 1 + b),
                    out,
                );
            }
            if let Some(before) = last.get(name)
                && plan
                    .changes
                    .get(*before)
                    .is_some_and(|change| change.tags_before == plan.tags.len())
            {
                out.push(
                    Diagnostic::error(
                        "duplicate-id",
                        place,
                        format!("the plan has `{name}` twice without a tag between"),
                    )
                    .with_label("again")
                    .with_secondary(plan.changes[*before].name.span, "the first")
                    .with_help("tag the plan before you rework a change: sqitch tag NAME"),
                );
                continue;
            }
            last.insert(name.to_owned(), plan.changes.len());
            plan.changes.push(Change {
                name: Spanned::new(name.to_owned(), place),
                tags_before: plan.tags.len(),
            });
        }
        // One that comes later is no hindrance, but sqitch looks each of them up.
        for (name, place) in &plan.conflicts {
            if plan.changes.iter().all(|known| known.name.value != *name) {
                out.push(
                    invalid(*place, format!("the plan has no `{name}` to conflict with"))
                        .with_label("sqitch stops here")
                        .with_help("take the conflict out of the plan"),
                );
            }
        }
        plan
    }

    /// Holds what a change requires, and what it conflicts with, against what
    /// stands before it.
    fn dependencies(
        &mut self,
        text: &str,
        span: impl Fn(usize, usize) -> Span,
        out: &mut Vec<Diagnostic>,
    ) {
        let mut at = 0;
        for part in text.split(' ') {
            let place = span(at, at + part.len());
            at += part.len() + 1;
            let word = part.trim();
            let (is_conflict, name) = match word.strip_prefix('!') {
                Some(name) => (true, name),
                None => (false, word),
            };
            // What is of another project, or is counted from elsewhere, is not in this plan.
            let is_hash = name.len() == 40 && name.bytes().all(|b| b.is_ascii_hexdigit());
            if name.is_empty() || is_hash || name.contains([':', '^', '~']) {
                continue;
            }
            let (change, tag) = name.split_once('@').unwrap_or((name, ""));
            if matches!(tag, "HEAD" | "ROOT") {
                continue;
            }
            let until = self
                .tags
                .iter()
                .find(|(known, _)| known == tag)
                .map(|(_, until)| *until);
            let known_tag = tag.is_empty() || until.is_some();
            let until = until.unwrap_or(self.changes.len());
            let known_change = change.is_empty()
                || self
                    .changes
                    .iter()
                    .take(until)
                    .any(|known| known.name.value == change);
            let is_there = known_tag && known_change;
            if is_conflict && is_there {
                out.push(
                    invalid(
                        place,
                        format!("`{name}` stands before what conflicts with it"),
                    )
                    .with_label("is deployed already")
                    .with_help("take one of them out of the plan"),
                );
            } else if is_conflict && !known_change {
                self.conflicts.push((change.to_owned(), place));
            } else if !is_conflict && !is_there {
                out.push(
                    invalid(
                        place,
                        format!("`{name}` does not stand before what requires it"),
                    )
                    .with_label("sqitch stops here")
                    .with_help("put it before this change in the plan"),
                );
            }
        }
    }

    /// The id of a change, and the name of its scripts: one that was reworked
    /// later has a tag behind its name.
    fn script(&self, index: usize, folder: &Folder<'_>) -> (String, String) {
        let name = self
            .changes
            .get(index)
            .map(|change| change.name.value.clone())
            .unwrap_or_default();
        let mut later = self.changes.iter().enumerate().skip(index + 1);
        let Some((rework, _)) = later.find(|(_, change)| change.name.value == name) else {
            return (name.clone(), name);
        };
        let tags: Vec<&str> = self
            .tags
            .iter()
            .filter(|(_, until)| *until > index && *until <= rework)
            .map(|(tag, _)| tag.as_str())
            .collect();
        let with = |tag: &str| format!("{name}@{tag}");
        let is_there = |tag: &&&str| {
            let path = format!("{DEPLOY}{}.sql", with(tag));
            folder.file(&path).is_some()
        };
        let tag = tags.iter().find(is_there).or(tags.first());
        let id = tag.map_or_else(|| name.clone(), |tag| with(tag));
        (id.clone(), id)
    }
}

/// A line that stands in the wrong part of the plan: a pragma among the changes, or a
/// change among the pragmas.
fn misplaced(line: Span, is_pragma: bool) -> Diagnostic {
    let (what, help) = if is_pragma {
        (
            "a pragma stands behind the first free line of the plan",
            "move it up to the first lines of the plan",
        )
    } else {
        (
            "no free line parts the pragmas of the plan from its changes",
            "write a free line above this one",
        )
    };
    invalid(line, what)
        .with_label("sqitch refuses the plan")
        .with_help(help)
}

/// What a line of the plan lacks of when it was planned, and by whom.
fn missing_in(line: &str) -> Option<&'static str> {
    let line = line.split('#').next().unwrap_or_default();
    let is_stamp = |word: &str| {
        let shape: String = word
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        shape == "0000-00-00T00:00:00Z"
    };
    let has_stamp = line.split_whitespace().any(is_stamp);
    let has_planner = line.trim_end().ends_with('>') && line.contains('<');
    match (has_stamp, has_planner) {
        (true, true) => None,
        (false, true) => Some("timestamp"),
        (true, false) => Some("planner with an email address"),
        (false, false) => Some("timestamp and no planner with an email address"),
    }
}
