//! Foreign keys that are checked for every row while writers of two tables wait.

use crate::catalog::{ConstraintId, ConstraintKind, WorkKind};
use crate::check::deploy::{self, Deployed};
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::ddl::{AlterActionKind, StmtKind};
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "foreign-key-without-not-valid-on-existing-table",
    summary: "a foreign key is checked for every row of an existing table while writers wait",
    level: Level::Warn,
    page: include_str!("foreign_key_without_not_valid_on_existing_table.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    for deployed in deploy::work(history) {
        match deployed.work.kind {
            WorkKind::ChecksForeignKey(id) => {
                let version = deployed.revision.before.version;
                // There is no other way before PostgreSQL 18.
                if deployed.table.is_partitioned() && version.0 < 18 {
                    continue;
                }
                deploy::report(deployed, added(deployed, id), out);
            }
            WorkKind::ValidatesForeignKey(id)
                if deployed.table.constraint_by_id(id).is_none()
                    && deployed.revision.transaction.is_there() =>
            {
                deploy::report(deployed, validated(deployed, id), out);
            }
            _ => {}
        }
    }
}

/// The table's constraint after the revision: its name, and the table it refers to.
fn names(deployed: Deployed<'_, '_>, id: ConstraintId) -> (String, String) {
    let after = &deployed.revision.after;
    let constraint = after
        .rel(deployed.table.id)
        .and_then(|table| table.constraint_by_id(id));
    let Some(constraint) = constraint else {
        return (String::new(), "the other table".to_owned());
    };
    let other = match &constraint.kind {
        ConstraintKind::ForeignKey(key) => after.rel(key.table),
        _ => None,
    };
    (
        format!(" `{}`", constraint.name),
        other.map_or_else(
            || "the other table".to_owned(),
            |other| format!("`{}`", other.name),
        ),
    )
}

fn added(deployed: Deployed<'_, '_>, id: ConstraintId) -> Diagnostic {
    let (name, other) = names(deployed, id);
    let table = &deployed.table.name;
    let diagnostic = Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!("the foreign key{name} is checked for every row of the existing table `{table}`"),
    )
    .with_label(format!(
        "nobody can write to `{table}` or to {other} until all rows are checked"
    ))
    .with_help(
        "add it NOT VALID, and VALIDATE CONSTRAINT in a later revision, which lets writers go on",
    );
    match definition(deployed) {
        Some(span) => diagnostic.with_fix(Fix {
            title: "add it NOT VALID, to be validated later".to_owned(),
            edits: vec![Edit {
                span: span.at_end(),
                text: " NOT VALID".to_owned(),
            }],
            // The revision that validates it is still to be written.
            safety: Safety::Suggestion,
        }),
        None => diagnostic,
    }
}

/// The whole of the constraint in ADD CONSTRAINT.
fn definition(deployed: Deployed<'_, '_>) -> Option<Span> {
    let StmtKind::AlterTable(alter) = &deployed.statement.stmt.kind else {
        return None;
    };
    alter.actions.iter().find_map(|action| match &action.kind {
        AlterActionKind::AddConstraint(def) => {
            let span = def.span;
            let words = deployed.work.span;
            let is_it =
                span.file == words.file && span.start <= words.start && words.end <= span.end;
            is_it.then_some(span)
        }
        _ => None,
    })
}

fn validated(deployed: Deployed<'_, '_>, id: ConstraintId) -> Diagnostic {
    let (name, other) = names(deployed, id);
    let table = &deployed.table.name;
    Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!("the foreign key{name} is validated in the transaction that adds it"),
    )
    .with_label(format!(
        "nobody can write to `{table}` or to {other} until all rows are checked"
    ))
    .with_help("validate it in a later revision: the lock of ADD CONSTRAINT lasts until the commit")
}
