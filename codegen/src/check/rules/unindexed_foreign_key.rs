//! Foreign keys whose columns no index serves.

use crate::catalog::{
    Catalog, Change, ChangeKind, ColumnId, Constraint, ConstraintId, ConstraintKind, IndexInfo,
    KeyKind, ObjectId, RelId, Relation, quote_identifier,
};
use crate::check::shape;
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unindexed-foreign-key",
    summary: "no index serves the columns of a foreign key",
    level: Level::Warn,
    page: include_str!("unindexed_foreign_key.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history).filter(|_| shape::is_whole(history)) else {
        return;
    };
    let changes = shape::Changes::of(history);
    for table in shape::tables(head) {
        for constraint in &table.constraints {
            if table.taint.is_none() && is_bare(head, table, constraint) {
                report(history, &changes, head, table, constraint, out);
            }
        }
    }
}

/// Whether a constraint is a foreign key whose columns no index leads with.
fn is_bare(catalog: &Catalog, table: &Relation, constraint: &Constraint) -> bool {
    let ConstraintKind::ForeignKey(key) = &constraint.kind else {
        return false;
    };
    !table
        .indexes
        .iter()
        .filter_map(|id| catalog.rel(*id)?.index())
        .any(|index| serves(table, index, &key.columns))
}

/// Whether an index finds the rows of given values: its first keys are the
/// columns in any order, and it leaves no row out that a foreign key could match.
fn serves(table: &Relation, index: &IndexInfo, columns: &[ColumnId]) -> bool {
    let leading: Vec<ColumnId> = index
        .keys
        .iter()
        .take(columns.len())
        .filter_map(|key| match key.what {
            // Under another collation nothing is looked up by the column's `=`.
            KeyKind::Column(id) if key.collation.is_none() => Some(id),
            _ => None,
        })
        .collect();
    let method = match index.method.as_str() {
        // A range among the keys of a temporal foreign key is looked up by gist.
        "btree" | "gist" => true,
        "hash" => columns.len() == 1,
        _ => false,
    };
    method
        && columns.iter().all(|column| leading.contains(column))
        && index
            .predicate
            .as_ref()
            .is_none_or(|predicate| keeps_values(table, &predicate.text, columns))
}

/// Whether a predicate only leaves out rows with a NULL in one of the columns,
/// which no foreign key looks for.
fn keeps_values(table: &Relation, predicate: &str, columns: &[ColumnId]) -> bool {
    let folded = predicate.to_ascii_lowercase();
    folded.split(" and ").all(|part| {
        let words: Vec<&str> = part
            .split(|c: char| c.is_whitespace() || c == '(' || c == ')')
            .filter(|word| !word.is_empty())
            .collect();
        let [name, "is", "not", "null"] = words.as_slice() else {
            return false;
        };
        let name = name.trim_matches('"');
        columns.iter().any(|id| {
            table
                .column_by_id(*id)
                .is_some_and(|column| column.name.to_lowercase() == name)
        })
    })
}

fn report(
    history: &History<'_>,
    changes: &shape::Changes,
    head: &Catalog,
    table: &Relation,
    constraint: &Constraint,
    out: &mut Vec<Finding>,
) {
    let ConstraintKind::ForeignKey(key) = &constraint.kind else {
        return;
    };
    let columns: Vec<String> = key
        .columns
        .iter()
        .filter_map(|id| Some(quote_identifier(&table.column_by_id(*id)?.name)))
        .collect();
    let columns = columns.join(", ");
    let other = head
        .rel(key.table)
        .map_or_else(String::new, |other| other.name.clone());
    let dropped = index_dropped(history, changes, table.id, constraint.id);
    let span = dropped.unwrap_or(constraint.span);
    let mut diagnostic = Diagnostic::warning(
        RULE.name,
        span,
        format!(
            "no index serves the foreign key `{}.{}`",
            table.name, constraint.name
        ),
    )
    .with_help(format!(
        "create an index: `CREATE INDEX ON {} ({columns})`",
        quote_identifier(&table.name)
    ));
    diagnostic = if dropped.is_some() {
        diagnostic
            .with_label("its index is dropped here")
            .with_secondary(constraint.span, "the foreign key is created here")
    } else {
        diagnostic.with_label(format!(
            "a DELETE in `{other}` reads all of `{}` for each row",
            table.name
        ))
    };
    shape::report(span, diagnostic, out);
}

/// Where the index was dropped that served a foreign key; `None` for one that
/// never had any.
fn index_dropped(
    history: &History<'_>,
    changes: &shape::Changes,
    table: RelId,
    constraint: ConstraintId,
) -> Option<Span> {
    let bare = |state: &Catalog| {
        state.rel(table).is_some_and(|table| {
            table
                .constraint_by_id(constraint)
                .is_some_and(|constraint| is_bare(state, table, constraint))
        })
    };
    let revision = changes.since(history, table, bare)?;
    let before = revision.before.rel(table)?;
    before.constraint_by_id(constraint)?;
    let is_index = |change: &&Change| {
        change.kind == ChangeKind::Dropped
            && matches!(change.object, ObjectId::Relation(id) if before.indexes.contains(&id))
    };
    revision
        .statements
        .iter()
        .flat_map(|statement| &statement.changes)
        .rfind(is_index)
        .map(|change| change.span)
}
