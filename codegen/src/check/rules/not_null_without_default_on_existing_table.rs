//! NOT NULL on rows that have no value.

use crate::catalog::{ColumnId, WorkKind};
use crate::check::deploy::{self, Deployed};
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::ddl::{QName, StmtKind};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "not-null-without-default-on-existing-table",
    summary: "a column of an existing table is made NOT NULL where rows may have no value",
    level: Level::Warn,
    page: include_str!("not_null_without_default_on_existing_table.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    for deployed in deploy::work(history) {
        match deployed.work.kind {
            WorkKind::AddsNotNull(column) => {
                deploy::report(deployed, added(deployed, column), out);
            }
            WorkKind::SetsNotNull(column) if !is_filled(history, deployed, column) => {
                deploy::report(deployed, set(deployed, column), out);
            }
            _ => {}
        }
    }
}

/// The column's name after the revision, or before it.
fn name(deployed: Deployed<'_, '_>, column: ColumnId) -> String {
    let after = deployed.revision.after.rel(deployed.table.id);
    let found = after
        .and_then(|table| table.column_by_id(column))
        .or_else(|| deployed.table.column_by_id(column));
    found.map_or_else(String::new, |column| column.name.clone())
}

fn added(deployed: Deployed<'_, '_>, column: ColumnId) -> Diagnostic {
    let table = &deployed.table.name;
    let column = name(deployed, column);
    Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!(
            "column `{table}.{column}` is added NOT NULL, and rows that are there have no value"
        ),
    )
    .with_label("PostgreSQL refuses it as soon as the table has a row")
    .with_help("give it a DEFAULT, or add it without NOT NULL, fill it, and set NOT NULL then")
}

fn set(deployed: Deployed<'_, '_>, column: ColumnId) -> Diagnostic {
    let table = &deployed.table.name;
    let column = name(deployed, column);
    Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!("column `{table}.{column}` is made NOT NULL, and rows may have no value"),
    )
    .with_label("PostgreSQL refuses it if any row has NULL here, and reads all to find out")
    .with_help(format!(
        "fill it before: `UPDATE {table} SET {column} = … WHERE {column} IS NULL`"
    ))
    .with_help(format!(
        "or prove it before: `ADD CONSTRAINT … CHECK ({column} IS NOT NULL) NOT VALID`, and VALIDATE \
         CONSTRAINT in a revision of its own"
    ))
}

/// Whether every row has a value by then: by an UPDATE of the column in this
/// revision, by a DELETE that looks at it, or by the default with which it was added.
fn is_filled(history: &History<'_>, deployed: Deployed<'_, '_>, column: ColumnId) -> bool {
    if deployed.table.column_by_id(column).is_none() {
        let after = deployed.revision.after.rel(deployed.table.id);
        let added = after.and_then(|table| table.column_by_id(column));
        if added.is_some_and(|column| column.default.is_some()) {
            return true;
        }
    }
    let column = name(deployed, column);
    let mut earlier = deployed.earlier();
    earlier.any(|statement| match &statement.stmt.kind {
        // Rows without a value are filled, or taken out.
        StmtKind::NoEffect {
            what: "DELETE",
            relations,
            ..
        } => {
            let is_it = |name: &QName| name.name.value == deployed.table.name;
            let text = history.sources.text(statement.span);
            relations.first().is_some_and(is_it) && text.contains(column.as_str())
        }
        StmtKind::NoEffect { what, .. } if *what != "INSERT" => {
            let writes = statement
                .stmt
                .access
                .iter()
                .flat_map(|access| &access.writes);
            writes.into_iter().any(|write| {
                write.relation.name.value == deployed.table.name && write.column.value == column
            })
        }
        // A loop that fills it in batches.
        StmtKind::Do(_) => {
            let text = history.sources.text(statement.span);
            text.contains(column.as_str()) && text.to_ascii_lowercase().contains("update")
        }
        _ => false,
    })
}
