//! Two indexes that are one and the same.

use crate::catalog::{Catalog, ConstraintKind, IndexInfo, Key, KeyKind, Relation, RelationKind};
use crate::check::shape;
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;
use std::collections::BTreeSet;

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
        for (at, index) in indexes.iter().enumerate() {
            // Each is reported once, against the first that it is like.
            let earlier = indexes.iter().take(at);
            if let Some(twin) = earlier
                .into_iter()
                .find(|twin| is_same(table, index.info, twin.info))
            {
                report(&referenced, table, *twin, *index, out);
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

/// Whether two indexes hold the same entries in the same order. That one of them
/// is UNIQUE makes the other no less a copy of it.
fn is_same(table: &Relation, a: &IndexInfo, b: &IndexInfo) -> bool {
    let demands = (demand(table, a), demand(table, b));
    let same_demand = match demands {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let same_predicate = match (&a.predicate, &b.predicate) {
        (None, None) => true,
        (Some(a), Some(b)) => a.text == b.text,
        _ => false,
    };
    same_demand
        && a.method == b.method
        && a.keys.len() == b.keys.len()
        && a.keys.iter().zip(&b.keys).all(|(a, b)| is_same_key(a, b))
        && a.include == b.include
        && same_predicate
        && a.valid == b.valid
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

fn is_same_key(a: &Key, b: &Key) -> bool {
    let same = match (&a.what, &b.what) {
        (KeyKind::Column(a), KeyKind::Column(b)) => a == b,
        (KeyKind::Expr(a), KeyKind::Expr(b)) => a.text == b.text,
        _ => false,
    };
    same && a.collation == b.collation
        && a.opclass == b.opclass
        && a.descending == b.descending
        && a.nulls_first == b.nulls_first
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
