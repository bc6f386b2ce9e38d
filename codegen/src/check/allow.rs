//! `-- pgbindgen: allow(RULE) REASON`: what a comment silences, and what is wrong with one.

use super::{Applied, RULES};
use crate::diag::codes::{CODES, SQLSTATES};
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span, nearest};

/// An `allow` comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allow {
    /// The rule that it names.
    pub rule: String,
    /// The reason given; empty when there is none, which is an error.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// What goes when the comment is removed: its whole line, where it has one
    /// of its own.
    pub line: Span,
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
        line: span,
    })
}

/// An `allow` comment above its statement: it silences a finding that begins there, or
/// that points at what the statement lies in.
pub(super) struct Placed<'a> {
    pub(super) stmt: Span,
    pub(super) allow: &'a Allow,
    /// Whether the rules looked at all of its revision.
    pub(super) is_judged: bool,
    pub(super) is_used: bool,
}

/// Above which statement a comment silences a finding: the one that is shown, or else
/// the first. `is_shown` tells whether a statement of the revision is at a place. `None` where the revision has none.
pub(super) fn place_of_comment(
    revision: Option<&Applied<'_>>,
    diagnostic: &Diagnostic,
    is_shown: impl Fn(Span) -> bool,
) -> Option<&'static str> {
    let (Some(revision), Some(primary)) = (revision, &diagnostic.primary) else {
        return Some("statement");
    };
    match (is_shown(primary.span), revision.statements.is_empty()) {
        (true, _) => Some("statement"),
        (false, false) => Some("first statement of the up part"),
        (false, true) => None,
    }
}

/// What is wrong with an `allow` comment itself.
pub(super) fn misused_allow(allow: &Allow, used: bool) -> Option<Diagnostic> {
    if !RULES.iter().any(|rule| rule.name == allow.rule) {
        return Some(unknown_rule(&allow.rule, allow.span, None));
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
        .with_fix(Fix {
            title: "remove the comment".into(),
            edits: vec![Edit {
                span: allow.line,
                text: String::new(),
            }],
            safety: Safety::Safe,
        })
    })
}

/// A name that is no rule's. `name_span` is where the name alone stands, if that
/// is known.
pub(super) fn unknown_rule(name: &str, span: Span, name_span: Option<Span>) -> Diagnostic {
    let names = || RULES.iter().map(|rule| rule.name);
    let diagnostic = Diagnostic::error("unknown-rule", span, format!("there is no rule `{name}`"))
        .with_label("unknown rule");
    if name.contains(',') {
        return diagnostic
            .with_help("write a comment of its own for each rule, each with its reason");
    }
    // A fault that is none of a rule's opinion.
    let state = SQLSTATES.iter().find(|(state, _)| *state == name);
    let own = CODES.iter().find(|code| code.code == name);
    if state.is_some() || own.is_some() {
        let what = match state {
            Some((_, means)) => format!("`{name}` is what PostgreSQL refuses, {means}"),
            None => format!("`{name}` is a fault, and no rule's"),
        };
        return diagnostic.with_help(format!("remove it, and mend the fault: {what}"));
    }
    let Some(near) = nearest(name, names()) else {
        return diagnostic.with_help("name one of the rules that `pgbindgen rules` lists");
    };
    let diagnostic = diagnostic.with_help(format!("write `{near}` if that rule is meant"));
    match name_span {
        Some(span) => diagnostic.with_fix(Fix {
            title: format!("name the rule `{near}`"),
            edits: vec![Edit {
                span,
                text: near.to_owned(),
            }],
            safety: Safety::Suggestion,
        }),
        None => diagnostic,
    }
}
