//! What `Debug` must not show: `@pii` and `@secret` in comments, and where they
//! reach.
//!
//! The mark is on a column, a domain, a type or an attribute of a composite
//! type; a value is marked wherever it goes from there: through a foreign key,
//! which repeats it, into a view, a partition, a generated column or an array.

use crate::catalog::{
    Catalog, Column, ColumnId, ConstraintKind, RelId, Relation, RelationKind, TypeId, TypeKind,
};
use crate::types::{Mapped, Shape};
use std::collections::{BTreeMap, BTreeSet};

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

/// What is marked in a catalog, and what holds values that are.
#[derive(Debug, Default)]
pub(super) struct Privacy {
    columns: BTreeSet<(RelId, ColumnId)>,
    types: BTreeMap<TypeId, Marked>,
}

/// How much of a type's values is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Marked {
    /// Attributes of a composite type, which its struct hides.
    Part,
    Whole,
}

/// What a type is, its domains and ranges taken away.
#[derive(Clone, Copy)]
enum Inside {
    /// One of them is marked.
    Marked,
    /// A type with columns.
    Columns(RelId),
    Nothing,
}

impl Privacy {
    /// Looks at all of a catalog. What holds the values of another thing is visited from
    /// there, so that a long chain of views costs no more than as many that stand alone.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut columns = catalog
            .relations
            .iter()
            .flat_map(|(_, relation)| &relation.columns);
        let is_any = columns.any(|column| is_marked(column.comment.as_deref()))
            || catalog
                .types
                .iter()
                .any(|(_, ty)| is_marked(ty.comment.as_deref()));
        if !is_any {
            return Self::default();
        }
        let columns = marked_columns(catalog);
        let inside = insides(catalog);
        let rows = marked_rows(catalog, &columns, &inside);
        let types = catalog.types.iter().filter_map(|(id, ty)| {
            let id = TypeId(id);
            let marked = match inside.get(&id)? {
                Inside::Marked => Marked::Whole,
                Inside::Columns(relation) if !rows.contains(relation) => return None,
                // A table's row travels as text.
                Inside::Columns(_) if matches!(ty.kind, TypeKind::Row(_)) => Marked::Whole,
                Inside::Columns(_) => Marked::Part,
                Inside::Nothing => return None,
            };
            Some((id, marked))
        });
        let types = types.collect();
        Self { columns, types }
    }

    /// Whether a column of a table or view is not to be shown as this Rust type.
    pub(super) fn hides(&self, relation: RelId, column: &Column, mapped: &Mapped) -> bool {
        self.columns.contains(&(relation, column.id)) || self.hides_values(column, mapped)
    }

    /// Whether an attribute of a composite type is not to be shown as this Rust type.
    pub(super) fn hides_attribute(&self, column: &Column, mapped: &Mapped) -> bool {
        is_marked(column.comment.as_deref()) || self.hides_values(column, mapped)
    }

    fn hides_values(&self, column: &Column, mapped: &Mapped) -> bool {
        let ty = column.ty.known();
        ty.is_some_and(|ty| self.hides_type(ty.id, mapped))
    }

    /// Whether a value of a type is not to be shown as this Rust type: because the
    /// type is marked, or because a part of it is and its Rust type, which is not
    /// generated, would show it.
    pub(super) fn hides_type(&self, ty: TypeId, mapped: &Mapped) -> bool {
        match self.types.get(&ty) {
            None => false,
            Some(Marked::Part) => !is_generated(&mapped.shape),
            Some(Marked::Whole) => true,
        }
    }
}

/// What can be reached from some things, they themselves included.
fn reached<T: Copy + Ord>(from: BTreeSet<T>, ways: &BTreeMap<T, Vec<T>>) -> BTreeSet<T> {
    let mut open: Vec<T> = from.iter().copied().collect();
    let mut reached = from;
    while let Some(one) = open.pop() {
        for next in ways.get(&one).into_iter().flatten() {
            if reached.insert(*next) {
                open.push(*next);
            }
        }
    }
    reached
}

/// The columns that are marked, or hold the values of one that is.
fn marked_columns(catalog: &Catalog) -> BTreeSet<(RelId, ColumnId)> {
    let mut marked = BTreeSet::new();
    let mut holders: BTreeMap<(RelId, ColumnId), Vec<(RelId, ColumnId)>> = BTreeMap::new();
    for (id, relation) in catalog.relations.iter() {
        let id = RelId(id);
        for column in &relation.columns {
            if is_marked(column.comment.as_deref()) {
                marked.insert((id, column.id));
            }
        }
        for (column, source) in sources(catalog, relation) {
            holders.entry(source).or_default().push((id, column));
        }
    }
    reached(marked, &holders)
}

/// What each type is inside.
fn insides(catalog: &Catalog) -> BTreeMap<TypeId, Inside> {
    let mut known: BTreeMap<TypeId, Inside> = BTreeMap::new();
    for (id, _) in catalog.types.iter() {
        let mut way = BTreeSet::new();
        let mut at = TypeId(id);
        let inside = loop {
            if let Some(inside) = known.get(&at) {
                break *inside;
            }
            let Some(ty) = catalog.ty(at).filter(|_| way.insert(at)) else {
                break Inside::Nothing;
            };
            if is_marked(ty.comment.as_deref()) {
                break Inside::Marked;
            }
            at = match &ty.kind {
                TypeKind::Domain(domain) => domain.base.id,
                TypeKind::Range { subtype, .. } => subtype.id,
                TypeKind::Multirange(range) => *range,
                TypeKind::Composite(relation) | TypeKind::Row(relation) => {
                    break Inside::Columns(*relation);
                }
                TypeKind::Enum(_) | TypeKind::Base | TypeKind::Shell => break Inside::Nothing,
            };
        };
        known.extend(way.into_iter().map(|id| (id, inside)));
    }
    known
}

/// The relations of which a column is marked, or a part of its type is, however deep.
fn marked_rows(
    catalog: &Catalog,
    columns: &BTreeSet<(RelId, ColumnId)>,
    inside: &BTreeMap<TypeId, Inside>,
) -> BTreeSet<RelId> {
    let mut marked: BTreeSet<RelId> = columns.iter().map(|(relation, _)| *relation).collect();
    let mut holders: BTreeMap<RelId, Vec<RelId>> = BTreeMap::new();
    for (id, relation) in catalog.relations.iter() {
        let id = RelId(id);
        for column in &relation.columns {
            match column.ty.known().and_then(|ty| inside.get(&ty.id)) {
                Some(Inside::Marked) => {
                    marked.insert(id);
                }
                Some(Inside::Columns(inner)) => holders.entry(*inner).or_default().push(id),
                Some(Inside::Nothing) | None => {}
            }
        }
    }
    reached(marked, &holders)
}

/// Whether a Rust type is one of ours, or made of those.
fn is_generated(shape: &Shape) -> bool {
    match shape {
        Shape::Generated(_) => true,
        Shape::Vec(inner) | Shape::Range(inner) => is_generated(inner),
        Shape::Std(_) | Shape::Runtime(_) | Shape::Numeric(..) | Shape::Custom(_) => false,
    }
}

/// The columns of a relation that hold the values of others, each with one of those.
fn sources(catalog: &Catalog, relation: &Relation) -> Vec<(ColumnId, (RelId, ColumnId))> {
    let mut from = Vec::new();
    let columns = || relation.columns.iter();
    match &relation.kind {
        RelationKind::View(view) | RelationKind::MaterializedView(view) => {
            let pairs = columns().zip(&view.sources);
            from.extend(pairs.filter_map(|(column, source)| Some((column.id, (*source)?))));
        }
        RelationKind::Table(_) | RelationKind::ForeignTable(_) => {
            for parent in relation.parents() {
                let Some(rows) = catalog.rel(parent) else {
                    continue;
                };
                let same = columns().filter_map(|column| {
                    Some((column.id, (parent, rows.column(&column.name)?.id)))
                });
                from.extend(same);
            }
        }
        RelationKind::Index(_) | RelationKind::Sequence(_) | RelationKind::Composite => {}
    }
    for constraint in &relation.constraints {
        if let ConstraintKind::ForeignKey(key) = &constraint.kind {
            let pairs = key.columns.iter().zip(&key.referenced);
            from.extend(pairs.map(|(own, other)| (*own, (key.table, *other))));
        }
    }
    for column in columns().filter(|column| column.generated.is_some()) {
        if let Some(expression) = &column.default {
            let uses = expression.uses.columns.iter();
            from.extend(uses.map(|source| (column.id, *source)));
        }
    }
    from
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
