//! What is valid SQL and still must not pass: the rules.
//!
//! A rule is one file in `rules` with its page beside it, and one row of
//! [`RULES`]. Rules see the whole [`History`]: each revision with the state
//! before and after it, what its statements changed, and the state after its
//! down.

mod alike;
mod columns;
mod facts;
mod ledger;
pub mod money;
mod money_words;
mod rules;
pub(crate) mod settings;
mod settings_data;

use crate::catalog::{Catalog, Change};
use crate::chain::Revision;
use crate::ddl::SetParameter;
use crate::diag::{Diagnostic, FileId, Severity, Span, Spanned};
use crate::history::Steps;
use crate::source::config::{self, Config};
use crate::source::layout::Downs;
use std::collections::BTreeMap;

pub use ledger::Ledger;
pub use rules::RULES;

/// What a rule's finding means for the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// Said, and the build goes on.
    Warn,
    /// The build stops.
    Deny,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is also the code of its diagnostics.
    pub name: &'static str,
    /// One sentence: what it finds.
    pub summary: &'static str,
    /// Its level when nothing is configured.
    pub level: Level,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// How it looks.
    pub pass: Pass,
}

/// What a rule looks at.
#[derive(Debug)]
pub enum Pass {
    /// The state at the head, with the way there.
    Head(fn(&History<'_>, &Settings, &mut Vec<Finding>)),
    /// Each revision by itself.
    Revision(fn(&Applied<'_>, &Settings, &mut Vec<Finding>)),
}

/// A finding before its level is known.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Where it is: the level's `since` and the `allow` comments are looked up by it.
    pub span: Span,
    /// The diagnostic; its severity is set from the rule's level.
    pub diagnostic: Diagnostic,
    /// Whether it is one for certain.
    pub certainty: Certainty,
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is a fault.
    Certain,
    /// It may be none, which only the server could tell: a warning, whatever the
    /// level.
    Possible,
}

/// The replayed history for one server version.
#[derive(Debug)]
pub struct History<'a> {
    /// Revisions in chain order.
    pub revisions: Vec<Applied<'a>>,
}

/// A revision with its states.
#[derive(Debug)]
pub struct Applied<'a> {
    /// The revision's id.
    pub id: &'a str,
    /// What the chain knows of it.
    pub revision: &'a Revision,
    /// Its file.
    pub file: FileId,
    /// Its up part once more, for what lies between its statements.
    pub steps: Steps<'a>,
    /// Statements of the up part in order.
    pub statements: Vec<AppliedStmt>,
    /// The state before it.
    pub before: Catalog,
    /// What was there before it that the catalog does not hold.
    pub kept: Ledger,
    /// The state after it.
    pub after: Catalog,
    /// The state after its down; `None` without a down or when it failed.
    pub undone: Option<Undone>,
    /// Whether every statement of the up part was replayed. A rule that
    /// compares states must not judge a revision that failed.
    pub complete: bool,
}

/// A revision's down.
#[derive(Debug)]
pub struct Undone {
    /// The state after it.
    pub state: Catalog,
    /// What is there after it that the catalog does not hold.
    pub kept: Ledger,
    /// Statements of the down part in order.
    pub statements: Vec<AppliedStmt>,
    /// Where the down part begins.
    pub span: Span,
}

/// A statement of a revision.
#[derive(Debug)]
pub struct AppliedStmt {
    /// Where it stands.
    pub span: Span,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The settings to which it gives a value.
    pub settings: Vec<SetParameter>,
    /// `-- pgbindgen: allow(…) reason` above it.
    pub allows: Vec<Allow>,
}

/// An `allow` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule that it names.
    pub rule: String,
    /// The reason given; empty when there is none, which is an error.
    pub reason: String,
    /// The comment.
    pub span: Span,
}

/// What the project says about the rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Levels by rule.
    levels: BTreeMap<String, Level>,
    /// The first revision that a rule looks at, by rule; under `""` for all.
    since: BTreeMap<String, Spanned<String>>,
    /// Which columns are money.
    pub money: money::Words,
    /// Whether the layout has a way back.
    pub downs: Downs,
}

impl Settings {
    /// The settings of `pgbindgen.toml`. What names no rule is a diagnostic.
    pub fn of(config: &Config, out: &mut Vec<Diagnostic>) -> Self {
        let mut settings = Self::default();
        if let Some(since) = &config.rules.since {
            settings.since.insert(String::new(), since.clone());
        }
        for (rule, setting) in &config.rules.levels {
            if !RULES.iter().any(|known| known.name == rule.value) {
                out.push(unknown_rule(&rule.value, rule.span));
                continue;
            }
            if let Some(level) = &setting.level {
                let level = match level.value {
                    config::Level::Allow => Level::Allow,
                    config::Level::Warn => Level::Warn,
                    config::Level::Deny => Level::Deny,
                };
                settings.levels.insert(rule.value.clone(), level);
            }
            if let Some(since) = &setting.since {
                settings.since.insert(rule.value.clone(), since.clone());
            }
        }
        let texts = |list: &[Spanned<String>]| -> Vec<String> {
            list.iter().map(|text| text.value.clone()).collect()
        };
        settings.money = money::Words {
            words: money::folded(&texts(&config.money.words)),
            not_words: money::folded(&texts(&config.money.not_words)),
            columns: texts(&config.money.columns),
            not_columns: texts(&config.money.not_columns),
        };
        settings
    }

    /// The level of a rule: as configured, or by default. Rules on the way back
    /// ask less of a layout that does not have one for every revision.
    fn level(&self, rule: &Rule) -> Level {
        let by_default = match self.downs {
            Downs::Required => rule.level,
            _ if !rules::OF_DOWNS.contains(&rule.name) => rule.level,
            Downs::Optional => Level::Warn,
            Downs::None => Level::Allow,
        };
        self.levels.get(rule.name).copied().unwrap_or(by_default)
    }

    /// The place in the chain of the first revision that a rule looks at.
    fn first(&self, rule: &str, history: &History<'_>) -> usize {
        self.since
            .get(rule)
            .or_else(|| self.since.get(""))
            .and_then(|since| {
                history
                    .revisions
                    .iter()
                    .position(|revision| revision.id == since.value)
            })
            .unwrap_or(0)
    }

    /// `since` settings that name no revision.
    fn unknown_since(&self, history: &History<'_>) -> Vec<Diagnostic> {
        self.since
            .values()
            .filter(|since| {
                !history
                    .revisions
                    .iter()
                    .any(|revision| revision.id == since.value)
            })
            .map(|since| {
                Diagnostic::error(
                    "unknown-revision",
                    since.span,
                    format!("there is no revision `{}`", since.value),
                )
                .with_label("not in the chain")
                .with_help("name the first revision that the rule should look at; `pgbindgen history` lists them")
            })
            .collect()
    }
}

/// Reads `allow(rule) reason` from the text of a directive comment (what
/// follows `pgbindgen:`). `None` when it is another directive.
pub fn parse_allow(text: &str, span: Span) -> Option<Allow> {
    let rest = text.trim().strip_prefix("allow")?.trim_start();
    let (rule, reason) = rest.strip_prefix('(')?.split_once(')')?;
    Some(Allow {
        rule: rule.trim().to_owned(),
        reason: reason.trim().to_owned(),
        span,
    })
}

/// Runs every rule and settles levels and `allow` comments.
pub fn run(history: &History<'_>, settings: &Settings) -> Vec<Diagnostic> {
    let mut out = settings.unknown_since(history);
    let mut allows: Vec<Placed<'_>> = Vec::new();
    for revision in &history.revisions {
        let down = revision.undone.iter().flat_map(|undone| &undone.statements);
        for stmt in revision.statements.iter().chain(down) {
            allows.extend(stmt.allows.iter().map(|allow| Placed {
                stmt: stmt.span,
                allow,
                is_judged: revision.complete,
                is_used: false,
            }));
        }
    }
    for rule in RULES {
        let level = settings.level(rule);
        let mut findings = Vec::new();
        match rule.pass {
            Pass::Head(pass) => pass(history, settings, &mut findings),
            Pass::Revision(pass) => {
                for revision in &history.revisions {
                    pass(revision, settings, &mut findings);
                }
            }
        }
        let first = settings.first(rule.name, history);
        for mut finding in findings {
            let place = history
                .revisions
                .iter()
                .position(|revision| revision.file == finding.span.file);
            if place.is_some_and(|place| place < first) {
                continue;
            }
            let mut allowed = false;
            for placed in &mut allows {
                if placed.silences(rule.name, &finding) {
                    placed.is_used = true;
                    allowed = true;
                }
            }
            finding.diagnostic.severity = match level {
                _ if allowed => continue,
                Level::Allow => continue,
                Level::Warn => Severity::Warning,
                Level::Deny if finding.certainty == Certainty::Possible => Severity::Warning,
                Level::Deny => Severity::Error,
            };
            finding.diagnostic.code = rule.name;
            out.push(finding.diagnostic.with_help(format!(
                "silence it with `-- pgbindgen: allow({}) <reason>` above the statement; \
                 `docs/rules/{}.md` says when that is right",
                rule.name, rule.name
            )));
        }
    }
    for placed in &allows {
        // Rules may have had nothing to say of a revision that failed.
        let is_needed = placed.is_used || !placed.is_judged;
        out.extend(misused_allow(placed.allow, is_needed));
    }
    out
}

/// An `allow` comment above its statement.
struct Placed<'a> {
    stmt: Span,
    allow: &'a Allow,
    /// Whether the rules looked at all of its revision.
    is_judged: bool,
    is_used: bool,
}

impl Placed<'_> {
    /// Whether a finding is about the statement: it begins there, or the
    /// statement lies in what it points at.
    fn silences(&self, rule: &str, finding: &Finding) -> bool {
        let is_in = |inner: Span, outer: Span| {
            inner.file == outer.file && outer.start <= inner.start && inner.start <= outer.end
        };
        let primary = finding.diagnostic.primary.as_ref();
        self.allow.rule == rule
            && !self.allow.reason.is_empty()
            && (is_in(finding.span, self.stmt)
                || primary.is_some_and(|primary| is_in(self.stmt, primary.span)))
    }
}

/// What is wrong with an `allow` comment itself.
fn misused_allow(allow: &Allow, used: bool) -> Option<Diagnostic> {
    if !RULES.iter().any(|rule| rule.name == allow.rule) {
        return Some(unknown_rule(&allow.rule, allow.span));
    }
    if allow.reason.is_empty() {
        return Some(
            Diagnostic::error(
                "allow-without-reason",
                allow.span,
                format!("`allow({})` gives no reason", allow.rule),
            )
            .with_label("a reason must follow")
            .with_help(format!(
                "write why it is right here: `-- pgbindgen: allow({}) <reason>`",
                allow.rule
            )),
        );
    }
    (!used).then(|| {
        Diagnostic::warning(
            "unused-allow",
            allow.span,
            format!("`allow({})` silences nothing here", allow.rule),
        )
        .with_label("not needed")
        .with_help("remove the comment")
    })
}

/// A name that is no rule's.
fn unknown_rule(name: &str, span: Span) -> Diagnostic {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    Diagnostic::error("unknown-rule", span, format!("there is no rule `{name}`"))
        .with_label("unknown rule")
        .with_help(format!("name one of: {}", names.join(", ")))
}
