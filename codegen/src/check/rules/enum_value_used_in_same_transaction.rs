//! Enum values that are used before they are committed.

use crate::check::{AppliedStmt, Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::ddl::StmtKind;
use crate::diag::{Diagnostic, Span};
use crate::split::{Lexer, TokenKind};
use std::collections::BTreeSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "enum-value-used-in-same-transaction",
    summary: "a value of an enum is used in the transaction that adds it",
    level: Level::Deny,
    page: include_str!("enum_value_used_in_same_transaction.md"),
    pass: Pass::Refusals { speaks_for, pass },
};

/// The SQLSTATE of the refusal.
const CODE: &str = "55P04";

const HELP: &str =
    "move the use to a later revision: new enum values must be committed before they can be used";

fn speaks_for(fault: &Diagnostic) -> bool {
    fault.code == CODE
}

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    super::refusals(history, |refusal| {
        if speaks_for(refusal.diagnostic) {
            let note = format!("PostgreSQL refuses it with SQLSTATE {CODE}");
            out.push(Finding {
                span: refusal.span,
                diagnostic: refusal.diagnostic.clone().with_note(note),
                certainty: Certainty::Certain,
            });
        }
    });
    let told: BTreeSet<Span> = out.iter().map(|found| found.span).collect();
    for revision in &history.revisions {
        let down = revision.undone.iter().flat_map(|undone| &undone.statements);
        for statement in revision.statements.iter().chain(down) {
            in_data(history, statement, &told, out);
        }
    }
}

/// A statement on data that has one of the new values as a string. Whether it
/// means the enum is what only the server could tell.
fn in_data(
    history: &History<'_>,
    statement: &AppliedStmt<'_>,
    told: &BTreeSet<Span>,
    out: &mut Vec<Finding>,
) {
    let is_data = matches!(
        &statement.stmt.kind,
        StmtKind::NoEffect { what, .. }
            if ["INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "VALUES", "EXECUTE"]
                .iter()
                .any(|word| what.starts_with(word))
    );
    let Span { file, start, end } = statement.span;
    let is_told = || {
        let mut from_here = told.range(
            Span {
                file,
                start,
                end: 0,
            }..,
        );
        from_here
            .next()
            .is_some_and(|found| found.file == file && found.end <= end)
    };
    if statement.new_labels.is_empty() || !is_data || is_told() {
        return;
    }
    let text = history.sources.file(statement.span.file).text();
    for token in Lexer::new(text, statement.span.range()) {
        let written = text.get(token.range()).unwrap_or_default();
        if token.kind != TokenKind::Str {
            continue;
        }
        let value = written.trim_matches('\'').replace("''", "'");
        if statement.new_labels.enums_with(&value).next().is_none() {
            continue;
        }
        let span = Span::new(statement.span.file, token.range());
        out.push(Finding {
            span,
            diagnostic: Diagnostic::warning(
                RULE.name,
                span,
                format!("this may be the enum value '{value}', which cannot be used yet"),
            )
            .with_label("added in this transaction")
            .with_help(HELP),
            certainty: Certainty::Possible,
        });
        return;
    }
}
