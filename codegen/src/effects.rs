//! `[effects]` of `pgbindgen.toml`: what statements do to the schema whose files
//! cannot be edited any more, since they have run. Each says for its statement
//! what a comment above it would say.

use crate::Project;
use crate::diag::{Diagnostic, FileId, Spanned, nearest};
use crate::source::config;
use crate::split::{Directive, RawStmt};
use std::sync::atomic::{AtomicBool, Ordering};

/// What says that a statement leaves the schema alone.
const NOTHING: &str = "no-effect";

/// What is said, each for the statement on one line of a file.
pub(crate) struct Effects {
    all: Vec<Effect>,
}

struct Effect {
    file: FileId,
    line: u32,
    key: Spanned<String>,
    directive: Directive,
    used: AtomicBool,
}

impl Effects {
    /// Reads the table; a key that names no line of a migration is reported.
    pub(crate) fn of(project: &Project, out: &mut Vec<Diagnostic>) -> Self {
        let mut all = Vec::new();
        for (key, value) in &project.config.effects {
            let place = key.value.rsplit_once(':');
            let place = place.and_then(|(path, line)| Some((path, line.parse::<u32>().ok()?)));
            let Some((path, line)) = place else {
                out.push(
                    Diagnostic::error(
                        "config-value",
                        key.span,
                        format!("`{}` names no line of a migration", key.value),
                    )
                    .with_label("expected a path, a colon and a number")
                    .with_help(
                        "name the path in the folder of migrations and a line of the statement: \
                         \"PATH.sql:12\"",
                    ),
                );
                continue;
            };
            let Some(input) = project.inputs.iter().find(|input| input.path == path) else {
                let known = project.inputs.iter().map(|input| input.path.as_str());
                let near = nearest(path, known);
                out.push(unused(
                    key,
                    format!("there is no migration `{path}`"),
                    near.map(|near| format!("write \"{near}:{line}\"")),
                ));
                continue;
            };
            // One word is no SQL.
            if nearest(&value.value, [NOTHING]).is_some() && value.value != NOTHING {
                out.push(
                    Diagnostic::error(
                        "config-value",
                        value.span,
                        format!("`{}` is no SQL", value.value),
                    )
                    .with_label(format!("expected SQL, or \"{NOTHING}\""))
                    .with_help(format!("write \"{NOTHING}\"")),
                );
                continue;
            }
            let text = if value.value == NOTHING {
                NOTHING.to_owned()
            } else {
                format!("effect \"{}\"", value.value)
            };
            all.push(Effect {
                file: input.file,
                line,
                key: key.clone(),
                directive: Directive {
                    span: value.span,
                    text,
                },
                used: AtomicBool::new(false),
            });
        }
        Self { all }
    }

    /// Gives a statement what is said of it.
    pub(crate) fn add_to(&self, raw: &mut RawStmt, project: &Project) {
        // Most projects say nothing.
        if self.all.is_empty() {
            return;
        }
        let span = project.sources.on_disk(raw.span);
        let file = project.sources.file(span.file);
        let first = file.position(span.range().start).line;
        let last = file.position(span.range().end).line;
        for effect in &self.all {
            if effect.file == span.file && (first..=last).contains(&effect.line) {
                effect.used.store(true, Ordering::Relaxed);
                raw.directives.push(effect.directive.clone());
            }
        }
    }

    /// Reports what was said of no statement.
    pub(crate) fn finish(self, out: &mut Vec<Diagnostic>) {
        let is_unused = |effect: &&Effect| !effect.used.load(Ordering::Relaxed);
        for effect in self.all.iter().filter(is_unused) {
            out.push(unused(
                &effect.key,
                format!("no statement stands at `{}`", effect.key.value),
                None,
            ));
        }
    }
}

fn unused(key: &Spanned<String>, message: String, help: Option<String>) -> Diagnostic {
    Diagnostic::warning("unused-pattern", key.span, message)
        .with_label("says nothing")
        .with_help(help.unwrap_or_else(|| {
            format!(
                "name a line of the statement, or remove this from {}",
                config::FILE_NAME
            )
        }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;
    use crate::diag::{SourceMap, Span};
    use crate::source::{Config, Input};
    use std::path::PathBuf;

    /// The block is on line 6 to 8.
    const SQL: &str = "-- revision: a\n-- down_revision: none\n-- irreversible: an example\n-- +up\n\
        CREATE TABLE notes (id bigint PRIMARY KEY);\n\
        DO $$ BEGIN\n  IF current_user = 'x' THEN ALTER TABLE notes ADD COLUMN title text; END IF;\nEND $$;\n\
        INSERT INTO notes (id) VALUES (1);\n";

    /// The faults, and the columns at the end.
    fn analyzed(key: &str, value: &str) -> (Vec<String>, usize) {
        let mut sources = SourceMap::default();
        let file = sources.add("a.sql", SQL);
        let toml = sources.add("pgbindgen.toml", "[effects]");
        let at = |text: &str| Spanned::new(text.to_owned(), Span::new(toml, 0..1));
        let mut config = Config::default();
        config.effects.push((at(key), at(value)));
        let inputs = vec![Input::new("a.sql", file)];
        let project = Project::of_texts(PathBuf::from("m"), config, sources, inputs, None);
        let found = analyze(&project);
        let columns = found.catalog.iter().flat_map(|catalog| {
            let relations = catalog.relations.iter();
            relations.map(|(_, relation)| relation.columns.len())
        });
        let faults = found.diagnostics.iter();
        let faults = faults.map(|fault| format!("{}: {}", fault.code, fault.message));
        (faults.collect(), columns.max().unwrap_or_default())
    }

    #[test]
    fn any_line_of_the_statement_settles_it() {
        for line in 6..=8 {
            let key = format!("a.sql:{line}");
            assert_eq!(analyzed(&key, "no-effect"), (vec![], 1), "{key}");
            let sql = "ALTER TABLE notes ADD COLUMN \"my title\" text";
            assert_eq!(analyzed(&key, sql), (vec![], 2), "{key}");
        }
    }

    #[test]
    fn what_names_no_statement_is_told() {
        for (key, fault) in [
            (
                "a.sql",
                "config-value: `a.sql` names no line of a migration",
            ),
            (
                "a.sql:x",
                "config-value: `a.sql:x` names no line of a migration",
            ),
            ("b.sql:6", "unused-pattern: there is no migration `b.sql`"),
            (
                "a.sql:4",
                "unused-pattern: no statement stands at `a.sql:4`",
            ),
        ] {
            let (found, _) = analyzed(key, "no-effect");
            assert!(found.iter().any(|one| one == fault), "{key}: {found:?}");
            assert!(
                found.iter().any(|one| one.starts_with("tainted")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn an_effect_that_the_server_refuses_is_refused() {
        let (found, _) = analyzed("a.sql:6", "ALTER TABLE nothing ADD COLUMN a int");
        assert!(
            found.iter().any(|one| one.starts_with("42P01")),
            "{found:?}"
        );
    }
}
