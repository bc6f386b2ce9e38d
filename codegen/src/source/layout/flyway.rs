//! Flyway: `V1.2__name.sql`, `U1.2__name.sql` to undo it, `R__name.sql` for what
//! is repeated, `B1.2__name.sql` for a baseline, and `.conf` files beside them.

use super::flyway_conf::{self, Settings};
use super::line::{self, Step};
use super::version::{Number, dotted};
use super::{Claim, Downs, Fit, Folder, Layout, Read, Transaction, invalid, is_sql, split_path};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use crate::source::{Config, Input};
use crate::split::{self, RawKind};
use std::collections::BTreeMap;

/// The layout of Flyway.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flyway;

/// What stands behind a script's name for its own settings.
const CONF: &str = ".conf";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Versioned,
    Undo,
    Repeatable,
    Baseline,
}

/// What a file's name says.
struct Named<'a> {
    kind: Kind,
    /// As it is written; empty for what is repeated.
    version: &'a str,
    description: &'a str,
    /// What it is written in when that is no SQL.
    code: Option<&'static str>,
}

impl<'a> Named<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let (_, file) = split_path(path);
        let (kind, rest) = [
            ("V", Kind::Versioned),
            ("U", Kind::Undo),
            ("R", Kind::Repeatable),
            ("B", Kind::Baseline),
        ]
        .into_iter()
        .find_map(|(prefix, kind)| Some((kind, file.strip_prefix(prefix)?)))?;
        let (name, ending) = rest.rsplit_once('.')?;
        let code = match ending {
            "sql" => None,
            "java" => Some("Java code"),
            "sh" | "bash" | "ps1" | "bat" | "cmd" | "py" => Some("a script"),
            _ => return None,
        };
        let (version, description) = name.split_once("__").unwrap_or((name, ""));
        let is_version = match kind {
            Kind::Repeatable => version.is_empty() && !description.is_empty(),
            _ => dotted(version).is_some(),
        };
        is_version.then_some(Self {
            kind,
            version,
            description,
            code,
        })
    }

    /// What Flyway records: the version with dots, or the description.
    fn id(&self) -> String {
        match self.kind {
            Kind::Repeatable => format!("R__{}", self.description),
            _ => self.version.replace('_', "."),
        }
    }
}

/// What Flyway sorts by: whether it is repeated, the version, the description.
type Key = (bool, Vec<Number>, String);

impl Layout for Flyway {
    fn name(&self) -> &'static str {
        "flyway"
    }

    fn about(&self) -> &'static str {
        "files V1.2__name.sql, U1.2__name.sql, R__name.sql and B1.2__name.sql, with their .conf"
    }

    fn creates(&self) -> Option<&'static str> {
        Some("touch VVERSION__NAME.sql")
    }

    fn outside_of_transactions(&self) -> Option<&'static str> {
        Some("alone in its file")
    }

    fn downs(&self) -> Downs {
        Downs::Optional
    }

    fn settings_files(&self) -> &'static [&'static str] {
        &flyway_conf::FILES
    }

    fn placeholders(
        &self,
        inputs: &[Input],
        aside: Option<FileId>,
        sources: &SourceMap,
    ) -> Vec<(String, String)> {
        let settings = settings(aside, sources, &mut Vec::new());
        let (before, after) = &settings.around;
        if !settings.replaces
            || settings.placeholders.is_empty()
            || before.is_empty()
            || after.is_empty()
        {
            return Vec::new();
        }
        // The case of letters does not matter, so that what the scripts have is looked for.
        let mut found = BTreeMap::new();
        for input in inputs.iter().filter(|input| input.is_sql()) {
            let text = sources.file(input.file).text();
            for (at, _) in text.match_indices(before.as_str()) {
                let inner = &text[at + before.len()..];
                let Some(end) = inner.find(after.as_str()) else {
                    break;
                };
                let name = &inner[..end];
                let mut known = settings.placeholders.iter().rev();
                if let Some((_, value)) = known.find(|(known, _)| known.eq_ignore_ascii_case(name))
                {
                    found.insert(format!("{before}{name}{after}"), value.clone());
                }
            }
        }
        found.into_iter().collect()
    }

    fn is_literal(
        &self,
        path: &str,
        beside: &dyn Fn(&str) -> Option<FileId>,
        sources: &SourceMap,
    ) -> bool {
        let conf = beside(&format!("{path}{CONF}"));
        conf.is_some_and(|conf| Script::read(conf, sources, &mut Vec::new()).is_literal)
    }

    fn before(&self, aside: Option<FileId>, sources: &SourceMap) -> Vec<(String, Span)> {
        settings(aside, sources, &mut Vec::new()).before()
    }

    fn claims(&self, path: &str, _: &Config) -> Claim {
        let script = path.strip_suffix(CONF).unwrap_or(path);
        if Named::of(script).is_some() {
            Claim::Read
        } else if is_sql(script) {
            Claim::No
        } else {
            Claim::Beside
        }
    }

    fn detect(&self, folder: &Folder<'_>) -> Option<Fit> {
        let is_ours = |input: &&&Input| {
            let named = Named::of(&input.path);
            input.path.ends_with(CONF)
                || named.is_some_and(|named| {
                    matches!(named.kind, Kind::Repeatable | Kind::Baseline)
                        || named.version.contains(['.', '_'])
                })
        };
        if let Some(mark) = folder.files.iter().find(is_ours) {
            return Some(Fit::mark(format!("there is `{}`", mark.path)));
        }
        let first = folder.files.first()?;
        Some(Fit::names(format!(
            "`{}` is named VVERSION__name.sql",
            first.path
        )))
    }

    fn read(&self, folder: &Folder<'_>, out: &mut Vec<Diagnostic>) -> Read {
        let settings = settings(folder.aside, folder.sources, out);
        let mut broken = Vec::new();
        let mut undos: BTreeMap<Vec<Number>, &Input> = BTreeMap::new();
        let mut steps: Vec<(Key, Step)> = Vec::new();
        let baseline = folder
            .files
            .iter()
            .filter_map(|input| Named::of(&input.path))
            .filter(|named| named.kind == Kind::Baseline)
            .filter_map(|named| dotted(named.version))
            .max();
        for input in &folder.files {
            let Some(named) = Named::of(&input.path) else {
                continue;
            };
            let id = named.id();
            if input.faulty {
                broken.push(id);
                continue;
            }
            let version = dotted(named.version).unwrap_or_default();
            let is_repeated = named.kind == Kind::Repeatable;
            // A database that begins takes the last baseline and what comes after.
            let is_behind = !is_repeated
                && baseline.as_ref().is_some_and(|baseline| {
                    version < *baseline || (version == *baseline && named.kind != Kind::Baseline)
                });
            if is_behind {
                continue;
            }
            if named.kind == Kind::Undo {
                undos.insert(version, input);
                continue;
            }
            let mut step = Step::whole(folder, input, id.clone());
            if is_repeated {
                step.what = format!("the description `{}`", named.description);
                step.irreversible = Some(Spanned::new(
                    "what is repeated is replaced".to_owned(),
                    step.up.at_start(),
                ));
            }
            if named.code.is_some() {
                step.code = named.code;
                step.up = step.up.at_start();
            } else {
                let conf = folder.file(&format!("{}{CONF}", input.path));
                step.others.extend(conf.map(|conf| conf.file));
                let script = Script::of(folder, conf, out);
                step.transaction = transaction(folder, &settings, &script, step.up, out);
                if !script.is_literal && unresolved(folder, &settings, input, out) {
                    broken.push(id);
                    continue;
                }
            }
            // The description has spaces where the name has lines: `1 b` is before `10 a`.
            let description = if is_repeated {
                named.description.replace('_', " ")
            } else {
                String::new()
            };
            steps.push(((is_repeated, version, description), step));
        }
        for (version, undo) in undos {
            match steps.iter_mut().find(|(key, _)| !key.0 && key.1 == version) {
                Some((_, step)) => {
                    let down = line::whole(folder, undo);
                    let conf = folder.file(&format!("{}{CONF}", undo.path));
                    step.down = Some(down);
                    step.others.push(undo.file);
                    step.others.extend(conf.map(|conf| conf.file));
                    let script = Script::of(folder, conf, out);
                    let how = transaction(folder, &settings, &script, down, out);
                    step.down_transaction = Some(how.value);
                    if !script.is_literal && unresolved(folder, &settings, undo, out) {
                        step.down = None;
                    }
                }
                None if folder.has_unread() => {}
                None => out.push(
                    invalid(
                        Span::new(undo.file, 0..0),
                        format!("`{}` undoes a migration that is not there", undo.path),
                    )
                    .with_help("add the migration of this version, or remove this file"),
                ),
            }
        }
        for conf in folder
            .files
            .iter()
            .filter(|input| input.path.ends_with(CONF))
        {
            let script = conf.path.strip_suffix(CONF).unwrap_or_default();
            if folder.file(script).is_none() {
                out.push(
                    invalid(
                        Span::new(conf.file, 0..0),
                        format!("`{}` is for a script that is not there", conf.path),
                    )
                    .with_label("Flyway passes over it")
                    .with_help(format!(
                        "name it as the script is named, with `{CONF}` behind, or remove it"
                    )),
                );
            }
        }
        same_versions(&mut steps);
        let mut read = line::chain(steps, folder.sources, out);
        read.broken.extend(broken);
        read
    }
}

/// Versions that are one to Flyway, `1` and `1.0`, are called by one id, so that
/// they are reported as one.
fn same_versions(steps: &mut [(Key, Step)]) {
    let mut ids: BTreeMap<Vec<Number>, String> = BTreeMap::new();
    for ((repeated, version, _), step) in steps {
        if !*repeated {
            let id = ids
                .entry(version.clone())
                .or_insert_with(|| step.id.clone());
            step.id.clone_from(id);
        }
    }
}

/// What Flyway's configuration says.
fn settings(aside: Option<FileId>, sources: &SourceMap, out: &mut Vec<Diagnostic>) -> Settings {
    aside.map_or_else(Settings::default, |file| Settings::read(file, sources, out))
}

/// Whether a script runs in a transaction: as its `.conf` says, else unless a
/// statement of it cannot.
fn transaction(
    folder: &Folder<'_>,
    settings: &Settings,
    script: &Script,
    up: Span,
    out: &mut Vec<Diagnostic>,
) -> Spanned<Transaction> {
    if let Some(said) = script.transaction.clone() {
        return said;
    }
    if !settings.in_transaction {
        return Spanned::new(Transaction::Off, up.at_start());
    }
    let text = folder.sources.file(up.file).text();
    let statements: Vec<Span> = split::split(up.file, text, up.range(), &mut Vec::new())
        .into_iter()
        .filter(|raw| raw.kind == RawKind::Sql)
        .map(|raw| raw.span)
        .collect();
    let is_alone = |span: &&Span| runs_alone(folder.sources.text(**span));
    let Some(alone) = statements.iter().find(is_alone) else {
        return Spanned::new(Transaction::On, up.at_start());
    };
    let other = statements.iter().find(|span| !is_alone(span));
    if let Some(other) = other.filter(|_| !settings.is_mixed) {
        out.push(
            invalid(
                *alone,
                "Flyway refuses a script with statements that need a transaction and such that refuse one",
            )
            .with_label("runs in no transaction")
            .with_secondary(*other, "runs in one")
            .with_help("put it into a script of its own, or say `executeInTransaction=false` in the script's .conf"),
        );
    }
    Spanned::new(Transaction::Off, *alone)
}

/// What the `.conf` beside a script says.
#[derive(Clone, Debug, Default)]
struct Script {
    transaction: Option<Spanned<Transaction>>,
    /// Whether its placeholders stay as they are.
    is_literal: bool,
}

impl Script {
    fn of(folder: &Folder<'_>, conf: Option<&Input>, out: &mut Vec<Diagnostic>) -> Self {
        conf.map_or_else(Self::default, |conf| {
            Self::read(conf.text, folder.sources, out)
        })
    }

    fn read(file: FileId, sources: &SourceMap, out: &mut Vec<Diagnostic>) -> Self {
        let mut script = Self::default();
        for (key, value) in flyway_conf::properties(file, sources.file(file).text()) {
            let span = key.span.to(value.span);
            let is_on = match value.value.to_ascii_lowercase().as_str() {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            };
            match (key.value.as_str(), is_on) {
                ("executeInTransaction", Some(is_on)) => {
                    let how = if is_on { Transaction::On } else { Transaction::Off };
                    script.transaction = Some(Spanned::new(how, span));
                }
                ("placeholderReplacement", Some(is_on)) => script.is_literal = !is_on,
                ("shouldExecute", Some(true)) => {}
                ("shouldExecute", _) => out.push(
                    invalid(span, "whether the script runs is not known when the project is built")
                        .with_label("Flyway may leave it out")
                        .with_help(
                            "remove the line; or name a script that never runs in pgbindgen.toml: ignore = [\"FILE\"]",
                        ),
                ),
                ("encoding", _) => {
                    let is_utf8 = ["UTF-8", "UTF8", "US-ASCII"]
                        .iter()
                        .any(|known| value.value.eq_ignore_ascii_case(known));
                    if !is_utf8 {
                        out.push(
                            invalid(span, format!("scripts in `{}` are not read", value.value))
                                .with_label("expected UTF-8")
                                .with_help("write the script in UTF-8, and remove the line"),
                        );
                    }
                }
                ("executeInTransaction" | "placeholderReplacement", None) => out.push(
                    invalid(span, format!("`{}` cannot be `{}`", key.value, value.value))
                        .with_label("expected `true` or `false`")
                        .with_help(format!("write `{}=false`, or remove the line", key.value)),
                ),
                (other, _) => out.push(
                    invalid(key.span, format!("Flyway refuses the setting `{other}` of a script"))
                        .with_label("not a setting of scripts")
                        .with_help(
                            "write `executeInTransaction`, `placeholderReplacement`, `encoding` or `shouldExecute`, or \
                             remove the line",
                        ),
                ),
            }
        }
        script
    }
}

/// Whether Flyway runs a statement outside of transactions, by its first words.
fn runs_alone(statement: &str) -> bool {
    let upper = statement
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default())
        .flat_map(str::split_whitespace)
        .take(5)
        .map(str::to_ascii_uppercase)
        .collect::<Vec<_>>();
    let words: Vec<&str> = upper.iter().map(String::as_str).collect();
    match words.as_slice() {
        [
            "CREATE" | "DROP",
            "DATABASE" | "TABLESPACE" | "SUBSCRIPTION",
            ..,
        ]
        | ["CREATE" | "DROP", "INDEX", "CONCURRENTLY", ..]
        | ["CREATE" | "DROP", "UNIQUE", "INDEX", "CONCURRENTLY", ..]
        | ["ALTER", "SYSTEM", ..]
        | ["DISCARD", "ALL", ..]
        | ["REINDEX", "SCHEMA" | "DATABASE" | "SYSTEM", ..]
        | ["REINDEX", "VERBOSE", "SCHEMA" | "DATABASE" | "SYSTEM", ..] => true,
        [first, ..] => first.split('(').next() == Some("VACUUM"),
        [] => false,
    }
}

/// Reports the placeholders that have no value: Flyway refuses to run the script,
/// and what it would be is not known. Whether there is one.
fn unresolved(
    folder: &Folder<'_>,
    settings: &Settings,
    input: &Input,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let text = folder.text(input);
    let before = out.len();
    let (prefix, suffix) = &settings.around;
    if !settings.replaces || prefix.is_empty() || suffix.is_empty() {
        return false;
    }
    for (at, _) in text.match_indices(prefix.as_str()) {
        let inner = at + prefix.len();
        let Some(length) = text[inner..].find(suffix.as_str()) else {
            break;
        };
        let span = Span::new(input.text, at..inner + length + suffix.len());
        let placeholder = folder.sources.text(span);
        out.push(
            invalid(
                span,
                format!("the placeholder `{placeholder}` has no value"),
            )
            .with_label("Flyway's configuration, as far as it is read, does not say it")
            .with_help(format!(
                "say the value in pgbindgen.toml: [placeholders] \"{placeholder}\" = \"…\""
            )),
        );
    }
    out.len() > before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (path, expected) in [
            ("V1__a.sql", Some("1")),
            ("sub/V1_2__a.sql", Some("1.2")),
            ("V001.2__a__b.sql", Some("001.2")),
            (
                "V20201207_10523__RDM-10523_adding.sql",
                Some("20201207.10523"),
            ),
            ("R__views.sql", Some("R__views")),
            ("U1__a.sql", Some("1")),
            ("B3__a.sql", Some("3")),
            ("V1.sql", Some("1")),
            ("R.sql", None),
            ("V1a__a.sql", None),
            ("v1__a.sql", None),
            ("V1__a.txt", None),
        ] {
            let found = Named::of(path).map(|named| named.id());
            assert_eq!(found.as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn statements_that_run_alone() {
        for (statement, expected) in [
            ("create index concurrently i on t (a)", true),
            ("CREATE UNIQUE INDEX\n CONCURRENTLY i ON t (a)", true),
            ("DROP INDEX CONCURRENTLY i", true),
            ("VACUUM(FULL) t", true),
            ("CREATE INDEX i ON t (a)", false),
            ("ALTER TYPE mood ADD VALUE 'x'", false),
            ("", false),
        ] {
            assert_eq!(runs_alone(statement), expected, "{statement}");
        }
    }
}
