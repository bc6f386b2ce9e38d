//! What is valid SQL and still must not pass: the rules.
//!
//! A rule is one file in `rules` with its page beside it, and one row of
//! [`RULES`]. Rules see the whole [`History`]: each revision with the state
//! before and after it, what its statements changed, and the state after its
//! down.

mod alike;
mod allow;
pub(crate) mod chosen;
mod columns;
mod deploy;
mod facts;
mod ledger;
pub mod money;
mod money_words;
mod rules;
pub(crate) mod settings;
mod settings_data;
mod settings_values;
mod shape;
mod standing;

use crate::catalog::{Catalog, Change, NewLabels, Work};
use crate::chain::{Revision, State, Transaction};
use crate::ddl::{SetParameter, Stmt};
use crate::diag::{
    Diagnostic, Edit, FileId, Fix, Safety, Severity, SourceMap, Span, Spanned, nearest,
};
use crate::history::Steps;
use crate::source::config::{self, Config};
use crate::source::layout::Downs;
use allow::{Placed, misused_allow, place_of_comment, unknown_rule};
use standing::Standing;
use std::collections::{BTreeMap, BTreeSet};

pub use allow::{Allow, parse_allow};

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

impl Level {
    /// As `pgbindgen.toml` has it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Allow => "allow",
            Level::Warn => "warn",
            Level::Deny => "deny",
        }
    }
}

impl From<config::Level> for Level {
    fn from(level: config::Level) -> Self {
        match level {
            config::Level::Allow => Level::Allow,
            config::Level::Warn => Level::Warn,
            config::Level::Deny => Level::Deny,
        }
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which is also the code of its diagnostics.
    pub name: &'static str,
    /// One sentence: what it finds.
    pub summary: &'static str,
    /// Its level when nothing is configured and the layout has no other.
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
    /// The history, for a rule that speaks for some of what the server refuses:
    /// it is then the rule that reports it, at the rule's level.
    Refusals {
        /// Whether it speaks for a refusal.
        speaks_for: fn(&Diagnostic) -> bool,
        /// The pass; the refusals are in [`AppliedStmt::refusals`].
        pass: fn(&History<'_>, &Settings, &mut Vec<Finding>),
    },
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
    /// It is none, and who reads on may want to know of it: a note, whatever the level.
    Noted,
}

/// The replayed history for one server version.
#[derive(Debug)]
pub struct History<'a> {
    /// Revisions in chain order.
    pub revisions: Vec<Applied<'a>>,
    /// All texts.
    pub sources: &'a SourceMap,
    /// Whether a lock says which revisions are released. Without one each may be.
    pub is_locked: bool,
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
    /// Whether it may still change.
    pub state: State,
    /// Whether it runs in a transaction.
    pub transaction: Transaction,
    /// Statements of the up part in order.
    pub statements: Vec<AppliedStmt<'a>>,
    /// The state before it.
    pub before: Catalog,
    /// What was there before it that the catalog does not hold.
    pub kept: Ledger,
    /// The state after it.
    pub after: Catalog,
    /// The state after its down; `None` without a down or when it failed.
    pub undone: Option<Undone<'a>>,
    /// Whether every statement of the up part was replayed. A rule that
    /// compares states must not judge a revision that failed.
    pub complete: bool,
}

/// A revision's down.
#[derive(Debug)]
pub struct Undone<'a> {
    /// The state after it.
    pub state: Catalog,
    /// What is there after it that the catalog does not hold.
    pub kept: Ledger,
    /// Statements of the down part in order.
    pub statements: Vec<AppliedStmt<'a>>,
    /// Where the down part begins.
    pub span: Span,
}

/// A statement of a revision.
#[derive(Debug)]
pub struct AppliedStmt<'a> {
    /// Where it stands.
    pub span: Span,
    /// Its tree.
    pub stmt: &'a Stmt,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The settings to which it gives a value.
    pub settings: Vec<SetParameter>,
    /// What it makes the server do with the rows of tables.
    pub work: Vec<Work>,
    /// Labels of enums that its transaction had added before it.
    pub new_labels: NewLabels,
    /// Whether the server refuses it. What is left of it is a guess.
    pub is_refused: bool,
    /// What the server refuses in it and a rule reports; it was applied all the
    /// same, so that the rule's level decides.
    pub refusals: Vec<Diagnostic>,
    /// `-- pgbindgen: allow(…) reason` above it.
    pub allows: Vec<Allow>,
}

/// What the project says about the rules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Levels by rule: those of the file, else those of the layout.
    levels: BTreeMap<&'static str, Level>,
    /// The revision up to which a rule does not look, by rule; under `""` for all.
    since: BTreeMap<String, Spanned<String>>,
    /// Which columns are money.
    pub money: money::Words,
    /// Whether the layout has a way back.
    pub downs: Downs,
}

impl Settings {
    /// The settings of `pgbindgen.toml`, and those that a layout with such downs has
    /// where the file says nothing. What names no rule is a diagnostic.
    pub fn of(config: &Config, downs: Downs, out: &mut Vec<Diagnostic>) -> Self {
        let mut settings = Self {
            downs,
            ..Self::default()
        };
        if let Some(since) = &config.rules.since {
            settings.since.insert(String::new(), since.clone());
        }
        for (name, setting) in &config.rules.levels {
            let Some(rule) = RULES.iter().find(|known| known.name == name.value) else {
                out.push(unknown_rule(&name.value, name.span, Some(name.span)));
                continue;
            };
            if let Some(level) = &setting.level {
                settings.levels.insert(rule.name, level.value.into());
            }
            if let Some(since) = &setting.since {
                settings.since.insert(name.value.clone(), since.clone());
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
    pub fn level(&self, rule: &Rule) -> Level {
        let by_default = match self.downs {
            Downs::Required => rule.level,
            _ if !rules::OF_DOWNS.contains(&rule.name) => rule.level,
            Downs::Optional => Level::Warn,
            Downs::None => Level::Allow,
        };
        self.levels.get(rule.name).copied().unwrap_or(by_default)
    }

    /// The revision up to which a rule does not look.
    pub fn since(&self, rule: &str) -> Option<&Spanned<String>> {
        self.since.get(rule).or_else(|| self.since.get(""))
    }

    /// The revisions that a rule does not look at: the one that `since` names
    /// and all that it follows. A branch that left the history before it and
    /// came back later is looked at, wherever its revisions stand in the order.
    fn settled<'a>(&self, rule: &str, history: &'a History<'_>) -> BTreeSet<&'a str> {
        let mut settled = BTreeSet::new();
        let Some(since) = self.since(rule) else {
            return settled;
        };
        // Every revision stands behind its parents.
        for revision in history.revisions.iter().rev() {
            if revision.id == since.value || settled.contains(revision.id) {
                settled.insert(revision.id);
                settled.extend(
                    revision
                        .revision
                        .parents
                        .iter()
                        .map(|parent| parent.value.as_str()),
                );
            }
        }
        settled
    }

    /// `since` settings that name no revision.
    fn unknown_since(&self, history: &History<'_>) -> Vec<Diagnostic> {
        let ids = || history.revisions.iter().map(|revision| revision.id);
        self.since
            .values()
            .filter(|since| !ids().any(|id| id == since.value))
            .map(|since| {
                let diagnostic = Diagnostic::error(
                    "unknown-revision",
                    since.span,
                    format!("there is no revision `{}`", since.value),
                )
                .with_label("not in the chain");
                match nearest(&since.value, ids()) {
                    Some(near) => diagnostic
                        .with_help(format!("write \"{near}\" if that one is meant"))
                        .with_fix(Fix {
                            title: format!("name the nearest revision, `{near}`"),
                            edits: vec![Edit {
                                span: since.span,
                                text: format!("\"{near}\""),
                            }],
                            safety: Safety::Suggestion,
                        }),
                    None => diagnostic.with_help(
                        "name the last revision that the rule does not look at; `pgbindgen history` lists them",
                    ),
                }
            })
            .collect()
    }
}

/// Whether a rule reports what the server refuses.
pub fn is_reported_by_a_rule(fault: &Diagnostic) -> bool {
    RULES.iter().any(|rule| match rule.pass {
        Pass::Refusals { speaks_for, .. } => speaks_for(fault),
        Pass::Head(_) | Pass::Revision(_) => false,
    })
}

/// What the rules found.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is to be told.
    pub diagnostics: Vec<Diagnostic>,
    /// What would be if `since` did not leave its revision out.
    pub settled: Vec<Diagnostic>,
}

/// Runs every rule and settles levels and `allow` comments.
pub fn run(history: &History<'_>, settings: &Settings) -> Checked {
    let mut checked = Checked {
        diagnostics: settings.unknown_since(history),
        settled: Vec::new(),
    };
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
    // The place in the chain of each text, of which a revision may have several.
    let mut places: BTreeMap<FileId, usize> = BTreeMap::new();
    for (at, revision) in history.revisions.iter().enumerate() {
        places.extend(revision.revision.texts().map(|text| (text, at)));
    }
    let ups = || history.revisions.iter().flat_map(|one| &one.statements);
    let undone = history.revisions.iter().flat_map(|one| &one.undone);
    let downs = undone.flat_map(|undone| &undone.statements);
    let statements: Standing<()> = ups().chain(downs).map(|stmt| (stmt.span, ())).collect();
    let refused: Standing<()> = ups()
        .filter(|stmt| stmt.is_refused)
        .map(|stmt| (stmt.span, ()))
        .collect();
    for rule in RULES {
        let level = settings.level(rule);
        let mut findings = Vec::new();
        match rule.pass {
            Pass::Head(pass) | Pass::Refusals { pass, .. } => {
                pass(history, settings, &mut findings);
            }
            Pass::Revision(pass) => {
                for revision in &history.revisions {
                    pass(revision, settings, &mut findings);
                }
            }
        }
        let settled = settings.settled(rule.name, history);
        let is_refused = |span: Span| {
            let place = places.get(&span.file).copied();
            let revision = place.and_then(|place| history.revisions.get(place));
            revision.is_some_and(|revision| !revision.complete)
                && refused.holding(span).next().is_some()
        };
        let of_rule = allows.iter().enumerate().filter(|(_, placed)| {
            placed.allow.rule == rule.name && !placed.allow.reason.is_empty()
        });
        let of_rule: Standing<usize> = of_rule.map(|(at, placed)| (placed.stmt, at)).collect();
        for mut finding in findings {
            // A warning about what the server does not take would be noise.
            if rule.level != Level::Deny && is_refused(finding.span) {
                continue;
            }
            // A comment is needed whatever the level, and whatever `since` leaves out.
            let mut allowed = false;
            let primary = finding.diagnostic.primary.as_ref();
            let about = primary.into_iter().flat_map(|of| of_rule.within(of.span));
            for at in of_rule.holding(finding.span).chain(about) {
                if let Some(placed) = allows.get_mut(*at) {
                    placed.is_used = true;
                    allowed = true;
                }
            }
            finding.diagnostic.severity = match level {
                _ if allowed => continue,
                Level::Allow => continue,
                _ if finding.certainty == Certainty::Noted => Severity::Note,
                Level::Warn => Severity::Warning,
                Level::Deny if finding.certainty == Certainty::Possible => Severity::Warning,
                Level::Deny => Severity::Error,
            };
            finding.diagnostic.code = rule.name;
            // What is released is not edited.
            let is_released = |edit: &Edit| {
                let place = places.get(&edit.span.file);
                let revision = place.and_then(|place| history.revisions.get(*place));
                revision.is_some_and(|revision| revision.state == State::Released)
            };
            if let Some(fix) = &finding.diagnostic.fix
                && fix.edits.iter().any(is_released)
            {
                finding.diagnostic.fix = None;
            }
            let place = places.get(&finding.span.file);
            let revision = place.and_then(|place| history.revisions.get(*place));
            let mut diagnostic = finding.diagnostic;
            let is_shown = |primary: Span| {
                places.get(&primary.file) == place
                    && (statements.holding(primary).next().is_some()
                        || statements.within(primary).next().is_some())
            };
            if finding.certainty != Certainty::Noted
                && let Some(place) = place_of_comment(revision, &diagnostic, is_shown)
            {
                diagnostic = diagnostic.with_help(format!(
                    "silence it with `-- pgbindgen: allow({}) <reason>` above the {place}; \
                     `pgbindgen explain {}` says when that is right",
                    rule.name, rule.name
                ));
            }
            let is_settled = revision.is_some_and(|revision| settled.contains(revision.id));
            if is_settled {
                checked.settled.push(diagnostic);
            } else {
                checked.diagnostics.push(diagnostic);
            }
        }
    }
    for placed in &allows {
        // Rules may have had nothing to say of a revision that failed.
        let is_needed = placed.is_used || !placed.is_judged;
        checked
            .diagnostics
            .extend(misused_allow(placed.allow, is_needed));
    }
    checked
}

/// Whether a place begins within another.
fn holds(outer: Span, inner: Span) -> bool {
    inner.file == outer.file && outer.start <= inner.start && inner.start <= outer.end
}
