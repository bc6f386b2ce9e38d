//! CONCURRENTLY where the server refuses it.

use crate::check::{Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "concurrently-in-transaction",
    summary: "CONCURRENTLY is used in a transaction, where PostgreSQL refuses it",
    level: Level::Deny,
    page: include_str!("concurrently_in_transaction.md"),
    pass: Pass::Refusals { speaks_for, pass },
};

/// The SQLSTATE of the refusal.
const CODE: &str = "25001";

fn speaks_for(fault: &Diagnostic) -> bool {
    fault.code == CODE && fault.message.contains("CONCURRENTLY")
}

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    super::refusals(history, |refusal| {
        if speaks_for(refusal.diagnostic) {
            let note = format!("PostgreSQL refuses it with SQLSTATE {CODE}");
            out.push(Finding {
                span: refusal.span,
                diagnostic: refusal
                    .diagnostic
                    .clone()
                    .with_label("in a transaction")
                    .with_note(note),
                certainty: Certainty::Certain,
            });
        }
    });
}
