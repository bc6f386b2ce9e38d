//! COMMIT and ROLLBACK in a revision that runs in a transaction of its own.

use crate::check::{Applied, Certainty, Finding, Level, Pass, Rule, Settings};
use crate::ddl::{StmtKind, Transaction as Control};
use crate::diag::Diagnostic;
use crate::source::layout::Transaction;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "transaction-control",
    summary: "COMMIT or ROLLBACK ends the transaction in which the revision runs",
    level: Level::Deny,
    page: include_str!("transaction_control.md"),
    pass: Pass::Revision(pass),
};

fn pass(revision: &Applied<'_>, _: &Settings, out: &mut Vec<Finding>) {
    // In a message of several statements they end what the migration itself began.
    let down = revision.undone.iter().flat_map(|undone| &undone.statements);
    let down = down.filter(|_| revision.revision.down_transaction == Transaction::On);
    let up = revision.statements.iter();
    let up = up.filter(|_| revision.transaction == Transaction::On);
    for statement in up.chain(down) {
        let StmtKind::Transaction(control) = &statement.stmt.kind else {
            continue;
        };
        let (word, label) = match control {
            Control::Commit => (
                "COMMIT",
                "what fails below leaves what stands above in the database",
            ),
            Control::Rollback => (
                "ROLLBACK",
                "what stands above is taken back, and the rest runs all the same",
            ),
            Control::Prepare(_) => (
                "PREPARE TRANSACTION",
                "what stands above is there only after a COMMIT PREPARED, and the rest runs at once",
            ),
            Control::Begin
            | Control::Savepoint(_)
            | Control::Release(_)
            | Control::RollbackTo(_)
            | Control::Prepared(..)
            | Control::Other => continue,
        };
        let mut diagnostic = Diagnostic::error(
            RULE.name,
            statement.span,
            format!("{word} ends the transaction in which the revision runs"),
        )
        .with_label(label)
        .with_help(
            "remove it, and its BEGIN: the transaction of the revision ends after the last statement",
        );
        if matches!(control, Control::Commit) {
            diagnostic = diagnostic.with_help(
                "or make two revisions of it, if what stands above is to be committed before the rest",
            );
        }
        out.push(Finding {
            span: statement.span,
            diagnostic,
            certainty: Certainty::Certain,
        });
    }
}
