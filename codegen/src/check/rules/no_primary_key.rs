//! Rows that nothing tells apart.

use crate::catalog::{ConstraintId, ObjectId, RelId, Relation};
use crate::check::shape;
use crate::check::{Applied, Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "no-primary-key",
    summary: "a table has no primary key",
    level: Level::Warn,
    page: include_str!("no_primary_key.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history).filter(|_| shape::is_whole(history)) else {
        return;
    };
    let changes = shape::Changes::of(history);
    for table in shape::tables(head) {
        if table.primary_key().is_some() || table.taint.is_some() {
            continue;
        }
        let created = table.origin.span;
        let dropped = changes
            .since(history, table.id, |state| has_none(state.rel(table.id)))
            .and_then(|revision| dropped(revision, table.id));
        let span = dropped.unwrap_or(created);
        let mut diagnostic = Diagnostic::warning(
            RULE.name,
            span,
            format!("table `{}` has no primary key", table.name),
        )
        .with_help("add one: `id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY`, or the columns that tell rows apart");
        diagnostic = if dropped.is_some() {
            diagnostic
                .with_label("it is dropped here")
                .with_secondary(created, "the table is created here")
        } else {
            diagnostic.with_label("nothing tells its rows apart")
        };
        shape::report(span, diagnostic, out);
    }
}

fn has_none(table: Option<&Relation>) -> bool {
    table.is_some_and(|table| table.primary_key().is_none())
}

/// Where a revision took the primary key away that was there before it.
fn dropped(revision: &Applied<'_>, table: RelId) -> Option<Span> {
    let key: ConstraintId = revision.before.rel(table)?.primary_key()?.id;
    let object = ObjectId::Constraint(table, key);
    revision
        .statements
        .iter()
        .flat_map(|statement| &statement.changes)
        .rfind(|change| change.object == object)
        .map(|change| change.span)
}
