//! Two indexes that are one and the same.

use crate::catalog::{
    Catalog, ColumnId, ConstraintKind, IndexInfo, Key, KeyKind, Relation, RelationKind,
};
use crate::check::shape;
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "duplicate-index",
    summary: "a table has two indexes with the same keys",
    level: Level::Warn,
    page: include_str!("duplicate_index.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history) else {
        return;
    };
    let referenced = referenced(head);
    let views = head
        .relations
        .iter()
        .map(|(_, relation)| relation.as_ref())
        .filter(|relation| matches!(relation.kind, RelationKind::MaterializedView(_)));
    for table in shape::tables(head).chain(views) {
        let indexes: Vec<Index<'_>> = table
            .indexes
            .iter()
            .filter_map(|id| {
                let relation = head.rel(*id)?;
                Some(Index {
                    relation,
                    info: relation.index()?,
                })
            })
            .collect();
        // Those with the same keys, in order.
        let mut alike: BTreeMap<Entries<'_>, Vec<Index<'_>>> = BTreeMap::new();
        for index in indexes {
            let earlier = alike.entry(entries(index.info)).or_default();
            let own = demand(table, index.info);
            let mut twins = earlier.iter();
            let twin = twins.find(|twin| match (&own, demand(table, twin.info)) {
                (Some(own), Some(other)) => *own == other,
                _ => true,
            });
            // Each is reported once, against the first that it is like.
            let is_twin = twin.is_some();
            if let Some(twin) = twin {
                report(&referenced, table, *twin, index, out);
            }
            // Those that are like no other, and the first that demands nothing: all that
            // come later are like it.
            let is_first = own.is_none()
                && earlier
                    .iter()
                    .all(|other| demand(table, other.info).is_some());
            if !is_twin || is_first {
                earlier.push(index);
            }
        }
    }
}

/// An index with what it has.
#[derive(Clone, Copy)]
struct Index<'h> {
    relation: &'h Relation,
    info: &'h IndexInfo,
}

/// What the entries of an index are and in which order: of two with the same, one is a
/// copy, unless both demand something else of the rows. That one of them is UNIQUE makes
/// the other no less a copy of it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entries<'h> {
    method: &'h str,
    keys: Vec<EntryKey<'h>>,
    include: &'h [ColumnId],
    predicate: Option<&'h str>,
    valid: bool,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct EntryKey<'h> {
    column: Option<ColumnId>,
    expression: Option<&'h str>,
    collation: Option<&'h str>,
    opclass: Option<&'h str>,
    descending: bool,
    nulls_first: bool,
}

fn entries(index: &IndexInfo) -> Entries<'_> {
    Entries {
        method: &index.method,
        keys: index.keys.iter().map(entry_key).collect(),
        include: &index.include,
        predicate: index.predicate.as_ref().map(|one| one.text.as_str()),
        valid: index.valid,
    }
}

fn entry_key(key: &Key) -> EntryKey<'_> {
    let (column, expression) = match &key.what {
        KeyKind::Column(column) => (Some(*column), None),
        KeyKind::Expr(expression) => (None, Some(expression.text.as_str())),
    };
    EntryKey {
        column,
        expression,
        collation: key.collation.as_deref(),
        opclass: key.opclass.as_deref(),
        descending: key.descending,
        nulls_first: key.nulls_first,
    }
}

/// What an index demands of the rows; `None` for one that only finds them.
fn demand<'h>(table: &'h Relation, index: &IndexInfo) -> Option<Demand<'h>> {
    let constraint = index.constraint.and_then(|id| table.constraint_by_id(id));
    let operators = match constraint.map(|constraint| &constraint.kind) {
        Some(ConstraintKind::Exclude { operators, .. }) => operators.as_slice(),
        _ => &[],
    };
    (index.unique || !operators.is_empty()).then(|| Demand {
        operators,
        nulls_not_distinct: index.nulls_not_distinct,
        is_deferrable: constraint.is_some_and(|constraint| constraint.deferrable),
    })
}

/// What an index demands of the rows.
#[derive(PartialEq)]
struct Demand<'h> {
    operators: &'h [String],
    nulls_not_distinct: bool,
    is_deferrable: bool,
}

fn report(
    referenced: &BTreeSet<u32>,
    table: &Relation,
    first: Index<'_>,
    second: Index<'_>,
    out: &mut Vec<Finding>,
) {
    // A constraint's index stays, then one that a foreign key stands on, then a
    // unique one, then the first.
    let worth = |index: Index<'_>| {
        (
            index.info.primary,
            index.info.constraint.is_some(),
            index.info.unique,
            referenced.contains(&index.relation.id.0),
        )
    };
    let (kept, dropped) = if worth(second) > worth(first) {
        (second, first)
    } else {
        (first, second)
    };
    let owner = if matches!(table.kind, RelationKind::MaterializedView(_)) {
        "materialized view"
    } else {
        "table"
    };
    let span = second.relation.origin.span;
    let drop = match constraint_name(table, dropped.info) {
        Some(name) => format!("drop the constraint `{name}`"),
        None => format!("drop the index `{}`", dropped.relation.name),
    };
    shape::report(
        span,
        Diagnostic::warning(
            RULE.name,
            span,
            format!(
                "{owner} `{}` has the same index twice: `{}` and `{}`",
                table.name, first.relation.name, second.relation.name
            ),
        )
        .with_label("the same keys again")
        .with_secondary(first.relation.origin.span, "the first one")
        .with_help(format!(
            "{drop}: `{}` serves every query that it serves",
            kept.relation.name
        )),
        out,
    );
}

fn constraint_name<'h>(table: &'h Relation, index: &IndexInfo) -> Option<&'h str> {
    let constraint = table.constraint_by_id(index.constraint?)?;
    Some(&constraint.name)
}

/// The indexes on which foreign keys stand.
fn referenced(head: &Catalog) -> BTreeSet<u32> {
    let constraints = head
        .relations
        .iter()
        .flat_map(|(_, relation)| &relation.constraints);
    constraints
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) => key.index.map(|index| index.0),
            _ => None,
        })
        .collect()
}
