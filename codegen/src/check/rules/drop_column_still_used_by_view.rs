//! Views that go with a column.

use crate::catalog::{Change, ChangeKind, ColumnId, ObjectId, RelId, Relation, RelationKind};
use crate::check::deploy;
use crate::check::{Applied, Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "drop-column-still-used-by-view",
    summary: "a column is dropped with CASCADE, and views that use it go with it",
    level: Level::Warn,
    page: include_str!("drop_column_still_used_by_view.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    for revision in deploy::revisions(history) {
        for (at, statement) in revision.statements.iter().enumerate() {
            let dropped = |change: &&Change| change.kind == ChangeKind::Dropped;
            let columns: Vec<(RelId, ColumnId)> = statement
                .changes
                .iter()
                .filter(dropped)
                .filter_map(|change| match change.object {
                    ObjectId::Column(table, column) => Some((table, column)),
                    _ => None,
                })
                .collect();
            if columns.is_empty() {
                continue;
            }
            for change in statement.changes.iter().filter(dropped) {
                let ObjectId::Relation(id) = change.object else {
                    continue;
                };
                let Some(view) = deploy::existing(history, revision, id) else {
                    continue;
                };
                if let Some(column) = used(view, &columns)
                    && !comes_back(revision, view, at)
                {
                    out.push(Finding {
                        span: deploy::place(statement, change.span),
                        diagnostic: report(revision, view, column, change),
                        certainty: Certainty::Certain,
                    });
                }
            }
        }
    }
}

/// The first of some columns that a view uses.
fn used(view: &Relation, columns: &[(RelId, ColumnId)]) -> Option<(RelId, ColumnId)> {
    let (RelationKind::View(info) | RelationKind::MaterializedView(info)) = &view.kind else {
        return None;
    };
    columns
        .iter()
        .copied()
        .find(|column| info.uses.columns.contains(column))
}

/// Whether a later statement of the revision makes a relation of that name again.
fn comes_back(revision: &Applied<'_>, view: &Relation, at: usize) -> bool {
    let is_new = |id: RelId| {
        let found = revision.after.rel(id);
        found.is_some_and(|found| found.name == view.name && found.schema == view.schema)
    };
    revision
        .statements
        .iter()
        .skip(at + 1)
        .flat_map(|statement| &statement.changes)
        .any(|change| {
            change.kind == ChangeKind::Created
                && matches!(change.object, ObjectId::Relation(id) if is_new(id))
        })
}

fn report(
    revision: &Applied<'_>,
    view: &Relation,
    (table, column): (RelId, ColumnId),
    change: &Change,
) -> Diagnostic {
    let table = revision.before.rel(table);
    let name = table
        .and_then(|table| {
            let column = table.column_by_id(column)?;
            Some(format!("`{}.{}`", table.name, column.name))
        })
        .unwrap_or_else(|| "the column".to_owned());
    let word = view.word();
    Diagnostic::warning(
        RULE.name,
        change.span,
        format!("{name} is dropped while the {word} `{}` uses it", view.name),
    )
    .with_label(format!("the {word} is dropped with it"))
    .with_secondary(view.origin.span, format!("the {word} is created here"))
    .with_help(format!(
        "drop the {word} before, by name, and create it again without the column"
    ))
}
