//! What `Debug` must not show: `@pii` and `@secret` in comments, and where they
//! reach.
//!
//! The mark is on a column, a domain, a type or an attribute of a composite
//! type; a value is marked wherever it goes from there: through a foreign key,
//! which repeats it, into a view, a partition, a generated column or an array.

use crate::catalog::{
    Catalog, Column, ColumnId, ConstraintKind, RelId, RelationKind, TypeId, TypeKind, TypeUse,
};
use crate::types::{Mapped, Shape};
use std::collections::BTreeSet;

/// The words.
const MARKS: [&str; 2] = ["@pii", "@secret"];

/// Whether a comment has one of the marks.
fn is_marked(comment: Option<&str>) -> bool {
    comment.is_some_and(|comment| {
        MARKS.iter().any(|word| {
            comment.match_indices(word).any(|(at, _)| {
                !comment[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
            })
        })
    })
}

/// Whether a column of a table or view is not to be shown as this Rust type.
pub(super) fn hides(catalog: &Catalog, relation: RelId, column: &Column, mapped: &Mapped) -> bool {
    holds_marked(catalog, relation, column.id)
        || column
            .ty
            .known()
            .is_some_and(|ty| hides_type(catalog, ty, mapped))
}

/// Whether an attribute of a composite type is not to be shown as this Rust type.
pub(super) fn hides_attribute(catalog: &Catalog, column: &Column, mapped: &Mapped) -> bool {
    is_marked(column.comment.as_deref())
        || column
            .ty
            .known()
            .is_some_and(|ty| hides_type(catalog, ty, mapped))
}

/// Whether a value of a type is not to be shown as this Rust type: because the
/// type is marked, or because a part of it is and its Rust type, which is not
/// generated, would show it.
pub(super) fn hides_type(catalog: &Catalog, ty: &TypeUse, mapped: &Mapped) -> bool {
    match of_type(catalog, ty.id) {
        Marked::No => false,
        Marked::Part => !is_generated(&mapped.shape),
        Marked::Whole => true,
    }
}

/// How much of a type's values is marked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Marked {
    No,
    /// Attributes of a composite type, which its struct hides.
    Part,
    Whole,
}

fn of_type(catalog: &Catalog, id: TypeId) -> Marked {
    let Some(ty) = catalog.ty(id) else {
        return Marked::No;
    };
    match inside(catalog, id) {
        Inside::Marked => Marked::Whole,
        Inside::Nothing => Marked::No,
        // A table's row travels as text.
        Inside::Columns(relation) => match (reaches_mark(catalog, relation), &ty.kind) {
            (false, _) => Marked::No,
            (true, TypeKind::Row(_)) => Marked::Whole,
            (true, _) => Marked::Part,
        },
    }
}

/// What a type is, its domains and ranges taken away.
enum Inside {
    /// One of them is marked.
    Marked,
    /// A type with columns.
    Columns(RelId),
    Nothing,
}

fn inside(catalog: &Catalog, id: TypeId) -> Inside {
    let mut seen = BTreeSet::new();
    let mut at = id;
    while let Some(ty) = catalog.ty(at).filter(|_| seen.insert(at)) {
        if is_marked(ty.comment.as_deref()) {
            return Inside::Marked;
        }
        at = match &ty.kind {
            TypeKind::Domain(domain) => domain.base.id,
            TypeKind::Range { subtype, .. } => subtype.id,
            TypeKind::Multirange(range) => *range,
            TypeKind::Composite(relation) | TypeKind::Row(relation) => {
                return Inside::Columns(*relation);
            }
            TypeKind::Enum(_) | TypeKind::Base | TypeKind::Shell => return Inside::Nothing,
        };
    }
    Inside::Nothing
}

/// Whether a column is marked, or a part of its type is, however deep.
fn reaches_mark(catalog: &Catalog, relation: RelId) -> bool {
    let mut seen = BTreeSet::from([relation]);
    let mut open = vec![relation];
    while let Some(relation) = open.pop() {
        for column in catalog.rel(relation).map_or(&[][..], |row| &row.columns) {
            if holds_marked(catalog, relation, column.id) {
                return true;
            }
            match column.ty.known().map(|ty| inside(catalog, ty.id)) {
                Some(Inside::Marked) => return true,
                Some(Inside::Columns(inner)) if seen.insert(inner) => open.push(inner),
                _ => {}
            }
        }
    }
    false
}

/// Whether a Rust type is one of ours, or made of those.
fn is_generated(shape: &Shape) -> bool {
    match shape {
        Shape::Generated(_) => true,
        Shape::Vec(inner) | Shape::Range(inner) => is_generated(inner),
        Shape::Std(_) | Shape::Runtime(_) | Shape::Numeric(..) | Shape::Custom(_) => false,
    }
}

/// Whether a column is marked, or holds the values of one that is.
fn holds_marked(catalog: &Catalog, relation: RelId, column: ColumnId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![(relation, column)];
    while let Some((relation, column)) = open.pop() {
        if !seen.insert((relation, column)) {
            continue;
        }
        let (marked, from) = sources(catalog, relation, column);
        if marked {
            return true;
        }
        open.extend(from);
    }
    false
}

/// Whether a column is marked itself, and the columns whose values it holds.
fn sources(catalog: &Catalog, relation: RelId, column: ColumnId) -> (bool, Vec<(RelId, ColumnId)>) {
    let mut from: Vec<(RelId, ColumnId)> = Vec::new();
    let Some(found) = catalog.rel(relation) else {
        return (false, from);
    };
    let Some(info) = found.column_by_id(column) else {
        return (false, from);
    };
    if is_marked(info.comment.as_deref()) {
        return (true, from);
    }
    match &found.kind {
        RelationKind::View(view) | RelationKind::MaterializedView(view) => {
            let place = found.columns.iter().position(|other| other.id == column);
            from.extend(place.and_then(|place| view.sources.get(place).copied().flatten()));
        }
        RelationKind::Table(table) | RelationKind::ForeignTable(table) => {
            let parents = table.partition_of.iter().map(|(parent, _)| parent);
            for parent in parents.chain(&table.inherits) {
                let same = catalog
                    .rel(*parent)
                    .and_then(|rows| rows.columns.iter().find(|other| other.name == info.name));
                from.extend(same.map(|other| (*parent, other.id)));
            }
        }
        RelationKind::Index(_) | RelationKind::Sequence(_) | RelationKind::Composite => {}
    }
    for constraint in &found.constraints {
        if let ConstraintKind::ForeignKey(key) = &constraint.kind {
            let pairs = key.columns.iter().zip(&key.referenced);
            from.extend(
                pairs
                    .filter(|(own, _)| **own == column)
                    .map(|(_, other)| (key.table, *other)),
            );
        }
    }
    if info.generated.is_some()
        && let Some(expression) = &info.default
    {
        from.extend(&expression.uses.columns);
    }
    (false, from)
}

#[cfg(test)]
mod tests {
    use super::is_marked;

    #[test]
    fn the_mark_is_a_word() {
        for (comment, expected) in [
            ("Who. @pii", true),
            ("@secret: a hash", true),
            ("@piiX", false),
            ("@pii_", false),
            ("pii", false),
        ] {
            assert_eq!(is_marked(Some(comment)), expected, "{comment}");
        }
        assert!(!is_marked(None));
    }
}
