//! The examples of each rule's page are its tests.

mod deployed;
mod levels;
mod money;
mod residue;
mod server;

use super::RULES;
use crate::Analysis;
use crate::check::Level;
use crate::diag::{Diagnostic, SourceMap, fix};
use crate::source::config::Config;
use crate::source::{Input, Project};
use std::path::PathBuf;

#[test]
fn rules_are_sorted_and_have_pages() {
    assert!(RULES.is_sorted_by_key(|rule| rule.name));
    for rule in RULES {
        assert!(
            rule.page.starts_with(&format!("# {}\n", rule.name)),
            "the page of {} begins with its name",
            rule.name
        );
        for heading in ["## Why", "## Wrong", "## Right", "## How to silence it"] {
            assert!(rule.page.contains(heading), "{}: {heading}", rule.name);
        }
    }
}

#[test]
fn pages_tell_the_truth() {
    for rule in RULES {
        let mut seen = [0, 0];
        for example in examples(rule.page) {
            let found = diagnostics(&example.sql);
            let ours = found.iter().filter(|found| found.code == rule.name).count();
            // An example is about its own rule; what others warn of would hide it.
            let others: Vec<_> = found
                .iter()
                .filter(|found| found.code != rule.name)
                .filter(|found| found.is_error() || is_no_rule(found.code))
                .collect();
            assert!(
                others.is_empty(),
                "{}: {others:?}\n{}",
                rule.name,
                example.sql
            );
            assert_eq!(
                ours,
                usize::from(example.wrong),
                "{}:\n{}",
                rule.name,
                example.sql
            );
            seen[usize::from(example.wrong)] += 1;
        }
        assert!(seen[0] > 1 && seen[1] > 0, "{} has examples", rule.name);
    }
}

fn is_no_rule(code: &str) -> bool {
    RULES.iter().all(|rule| rule.name != code)
}

/// An example of a page.
struct Example {
    wrong: bool,
    sql: String,
}

/// Begins an example that has all of the header that it needs but for the id and
/// the parent.
const WHOLE: &str = "-- whole\n";

/// The fenced examples under "Wrong", "Right" and "How to silence it".
fn examples(page: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    let mut wrong = None;
    let mut open: Option<String> = None;
    for line in page.lines() {
        if let Some(sql) = &mut open {
            if line == "```" {
                examples.extend(
                    wrong
                        .zip(open.take())
                        .map(|(wrong, sql)| Example { wrong, sql }),
                );
            } else {
                sql.push_str(line);
                sql.push('\n');
            }
        } else if let Some(kind) = line.strip_prefix("```sql") {
            let is_whole = kind == ",whole";
            open = Some(if is_whole { WHOLE } else { "" }.to_owned());
        } else if let Some(heading) = line.strip_prefix("## ") {
            wrong = match heading {
                "Wrong" => Some(true),
                "Right" | "How to silence it" => Some(false),
                _ => None,
            };
        }
    }
    examples
}

/// What is said, but for what other rules than these find.
fn only(rules: &[&str], found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found
        .into_iter()
        .filter(|found| is_no_rule(found.code) || rules.contains(&found.code))
        .collect()
}

/// What is said of a history of one or two revisions. `-- +before` begins what
/// runs in a revision of its own, first; SQL without marks is an up part.
fn diagnostics(sql: &str) -> Vec<Diagnostic> {
    configured("", sql)
}

/// The same with a `pgbindgen.toml`.
fn configured(config: &str, sql: &str) -> Vec<Diagnostic> {
    analyzed(config, &two(sql)).diagnostics
}

/// The files of one or two revisions.
fn two(sql: &str) -> Vec<(String, String)> {
    let mut before = String::new();
    let mut rest = sql.to_owned();
    if let Some(text) = sql.strip_prefix("-- +before\n") {
        // With the header that may stand before it.
        let at = text
            .find("-- transaction: off\n-- +up")
            .or_else(|| text.find("-- +up"))
            .expect("an up part follows");
        before = text[..at].to_owned();
        rest = text[at..].to_owned();
    }
    if !rest.contains("-- +up") {
        rest = format!("-- +up\n{rest}");
    }
    let mut revisions = Revisions { of: Vec::new() };
    let mut parent = "none";
    if !before.is_empty() {
        revisions.of.push(("a", "none", before));
        parent = "a";
    }
    revisions.of.push(("b", parent, rest));
    revisions.files()
}

/// Revisions as id, parent and SQL, which is an up part if it has no marks.
struct Revisions {
    of: Vec<(&'static str, &'static str, String)>,
}

impl Revisions {
    /// Each after the one before it.
    fn in_line(parts: &[&str]) -> Self {
        const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
        let parents = ["none"].into_iter().chain(IDS);
        let of = IDS.into_iter().zip(parents).zip(parts);
        Self {
            of: of
                .map(|((id, parent), sql)| (id, parent, (*sql).to_owned()))
                .collect(),
        }
    }

    /// Their ids and texts.
    fn files(&self) -> Vec<(String, String)> {
        let file = |(id, parent, sql): &(&str, &str, String)| {
            let mark = if sql.contains("-- +up") {
                ""
            } else {
                "-- +up\n"
            };
            let whole = sql.strip_prefix(WHOLE);
            let sql = whole.unwrap_or(sql);
            let reason = if sql.contains("-- +down") || whole.is_some() {
                ""
            } else {
                "-- irreversible: an example\n"
            };
            let text =
                format!("-- revision: {id}\n-- down_revision: {parent}\n{reason}{mark}{sql}");
            ((*id).to_owned(), text)
        };
        self.of.iter().map(file).collect()
    }
}

/// What is said of a project, and its texts; but for rules that only warn.
fn configured_revisions(config: &str, revisions: &Revisions) -> (Vec<Diagnostic>, SourceMap) {
    let project = project(config, &revisions.files());
    let denying: Vec<&str> = RULES
        .iter()
        .filter(|rule| rule.level == Level::Deny)
        .map(|rule| rule.name)
        .collect();
    let found = only(&denying, crate::analyze(&project).diagnostics);
    (found, project.sources)
}

/// What the pipeline makes of a configuration and revisions, by id.
fn analyzed(config: &str, revisions: &[(String, String)]) -> Analysis {
    crate::analyze(&project(config, revisions))
}

fn project(config: &str, revisions: &[(String, String)]) -> Project {
    let mut sources = SourceMap::default();
    let mut inputs = Vec::new();
    for (id, text) in revisions {
        let path = format!("{id}.sql");
        let file = sources.add(&path, text);
        inputs.push(Input::new(path, file));
    }
    let file = sources.add("pgbindgen.toml", config);
    let mut out = Vec::new();
    let config = Config::parse(file, &sources, &mut out);
    let mut project = Project::of_texts(PathBuf::from("migrations"), config, sources, inputs, None);
    project.diagnostics = out;
    project
}

/// A fix of a rule leaves nothing of the rule to say where it was made: of every
/// example on every page, and of every fix that has one.
#[test]
fn fixes_leave_nothing_to_say() {
    for rule in RULES {
        for example in examples(rule.page)
            .into_iter()
            .filter(|example| example.wrong)
        {
            let mut files = two(&example.sql);
            for round in 0.. {
                let project = project("", &files);
                let found = crate::analyze(&project).diagnostics;
                let fixed = fix::apply(&found, &project.sources, &|_| true, &|_| true);
                if fixed.applied.is_empty() {
                    let with_fix = found.iter().filter(|d| d.fix.is_some()).count();
                    assert_eq!(
                        with_fix, 0,
                        "{}: a fix cannot be made\n{}",
                        rule.name, example.sql
                    );
                    if round > 0 {
                        let ours = found.iter().filter(|d| d.code == rule.name).count();
                        assert_eq!(ours, 0, "{}: still there\n{files:?}", rule.name);
                        assert!(
                            !found.iter().any(Diagnostic::is_error),
                            "{found:?}\n{files:?}"
                        );
                    }
                    break;
                }
                assert!(
                    round < 10,
                    "{}: there is no end to it\n{files:?}",
                    rule.name
                );
                for (file, text) in fixed.texts {
                    let path = project.sources.file(file).path();
                    let id = path.trim_end_matches(".sql");
                    let place = files.iter_mut().find(|(known, _)| known == id).unwrap();
                    place.1 = text;
                }
            }
        }
    }
}
