//! Enum values that are used before they are committed.

use crate::check::{AppliedStmt, Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::ddl::StmtKind;
use crate::diag::{Diagnostic, Span};
use crate::split::{Lexer, TokenKind};

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
    for revision in &history.revisions {
        let down = revision.undone.iter().flat_map(|undone| &undone.statements);
        for statement in revision.statements.iter().chain(down) {
            in_data(history, statement, out);
        }
    }
}

/// A statement on data that has one of the new values as a string. Whether it
/// means the enum is what only the server could tell.
fn in_data(history: &History<'_>, statement: &AppliedStmt<'_>, out: &mut Vec<Finding>) {
    let is_data = matches!(
        &statement.stmt.kind,
        StmtKind::NoEffect { what, .. }
            if ["INSERT", "UPDATE", "DELETE", "MERGE", "SELECT", "WITH", "VALUES", "EXECUTE"]
                .iter()
                .any(|word| what.starts_with(word))
    );
    let (file, range) = (statement.span.file, statement.span.range());
    let is_told = |found: &Finding| {
        let at = found.span.range();
        found.span.file == file && range.start <= at.start && at.end <= range.end
    };
    if statement.new_labels.is_empty() || !is_data || out.iter().any(is_told) {
        return;
    }
    let text = history.sources.file(statement.span.file).text();
    for token in Lexer::new(text, statement.span.range()) {
        let written = text.get(token.range()).unwrap_or_default();
        if token.kind != TokenKind::Str {
            continue;
        }
        let value = written.trim_matches('\'').replace("''", "'");
        let Some(label) = statement.new_labels.iter().find(|label| **label == value) else {
            continue;
        };
        let span = Span::new(statement.span.file, token.range());
        out.push(Finding {
            span,
            diagnostic: Diagnostic::warning(
                RULE.name,
                span,
                format!("this may be the enum value '{label}', which cannot be used yet"),
            )
            .with_label("added in this transaction")
            .with_help(HELP),
            certainty: Certainty::Possible,
        });
        return;
    }
}
