//! What the rules on the state at the head have in common: whose fault a thing
//! is, and which statement made it so.

use super::{Applied, Finding, History};
use crate::catalog::builtin::PG_TEMP;
use crate::catalog::{
    Catalog, Column, RelId, Relation, RelationKind, SchemaId, Type, TypeKind, TypeUse,
};
use crate::ddl::Persistence;
use crate::diag::{Diagnostic, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The state at the head.
pub(super) fn head<'h>(history: &'h History<'_>) -> Option<&'h Catalog> {
    history.revisions.last().map(|revision| &revision.after)
}

/// The tables at the head that the migrations answer for: none of an extension,
/// none that ends with its session, none on another server, and no partition,
/// which has its shape from its parent.
pub(super) fn tables(catalog: &Catalog) -> impl Iterator<Item = &Relation> {
    catalog
        .relations
        .iter()
        .map(|(_, relation)| relation.as_ref())
        .filter(|relation| is_own(relation.schema, relation) && !relation.is_partition())
        .filter(|relation| matches!(relation.kind, RelationKind::Table(_)))
}

/// Whether all statements of the history were replayed. A rule that misses
/// something must not judge one that failed: it may be what was refused.
pub(super) fn is_whole(history: &History<'_>) -> bool {
    history.revisions.iter().all(|revision| revision.complete)
}

fn is_own(schema: SchemaId, relation: &Relation) -> bool {
    relation.origin.extension.is_none()
        && relation.persistence != Persistence::Temporary
        && schema != PG_TEMP
}

/// Which revisions changed which relation, by place in the history.
pub(super) struct Changes(BTreeMap<RelId, Vec<usize>>);

impl Changes {
    /// Looks at what differs between the states of a history.
    pub(super) fn of(history: &History<'_>) -> Self {
        let mut changes: BTreeMap<RelId, Vec<usize>> = BTreeMap::new();
        for (at, revision) in history.revisions.iter().enumerate() {
            let sides = [&revision.before, &revision.after];
            let mut changed = BTreeSet::new();
            for id in sides[0].relations.differing(&sides[1].relations) {
                changed.insert(RelId(id));
                // An index changes its table.
                let indexes = sides.iter().filter_map(|side| side.rel(RelId(id))?.index());
                changed.extend(indexes.map(|index| index.table));
            }
            for id in changed {
                changes.entry(id).or_default().push(at);
            }
        }
        Self(changes)
    }

    /// The revision since which a relation has been bad: the first of those at the end
    /// of the history after which it is. It was not before it was there.
    pub(super) fn since<'h, 'a>(
        &self,
        history: &'h History<'a>,
        relation: RelId,
        bad: impl Fn(&Catalog) -> bool,
    ) -> Option<&'h Applied<'a>> {
        let changed = self.0.get(&relation)?.iter().rev();
        changed
            .filter_map(|at| history.revisions.get(*at))
            .take_while(|revision| bad(&revision.after))
            .last()
    }
}

/// Adds a finding that is certain.
pub(super) fn report(span: Span, diagnostic: Diagnostic, out: &mut Vec<Finding>) {
    out.push(Finding {
        span,
        diagnostic,
        certainty: super::Certainty::Certain,
    });
}

/// Where a type of some kind is used.
#[derive(Clone, Copy, Debug)]
pub(super) enum Use<'h> {
    /// By a column of a table, or an attribute of a composite type.
    Column(&'h Relation, &'h Column, &'h TypeUse),
    /// By a domain; the columns of that domain are not listed.
    Domain(&'h Type, &'h TypeUse),
}

impl Use<'_> {
    /// The place where the type was written, or the domain's name.
    pub(super) fn span(self) -> Span {
        match self {
            Self::Column(_, column, _) => column.type_span,
            Self::Domain(ty, _) => ty.origin.span,
        }
    }

    /// The type.
    pub(super) fn ty(&self) -> &TypeUse {
        match self {
            Self::Column(_, _, ty) | Self::Domain(_, ty) => ty,
        }
    }

    /// What uses it: "column `t.c`".
    pub(super) fn name(self) -> String {
        match self {
            Self::Column(relation, column, _) => {
                let word = match relation.kind {
                    RelationKind::Composite => "attribute",
                    _ => "column",
                };
                format!("{word} `{}.{}`", relation.name, column.name)
            }
            Self::Domain(ty, _) => format!("domain `{}`", ty.name),
        }
    }
}

/// Where types are written at the head.
pub(super) fn uses(catalog: &Catalog) -> impl Iterator<Item = Use<'_>> {
    let composites = catalog
        .relations
        .iter()
        .map(|(_, relation)| relation.as_ref())
        .filter(|relation| matches!(relation.kind, RelationKind::Composite))
        .filter(|relation| is_own(relation.schema, relation));
    let columns = tables(catalog).chain(composites).flat_map(|relation| {
        // A child's copy is its parent's, or that of `OF type`.
        let is_copy = |column: &Column| {
            column.inherited > 0 || relation.table().is_some_and(|info| info.of_type.is_some())
        };
        relation
            .columns
            .iter()
            .filter(move |column| !is_copy(column))
            .filter_map(move |column| Some(Use::Column(relation, column, column.ty.known()?)))
    });
    let domains = catalog.types.iter().filter_map(|(_, ty)| match &ty.kind {
        TypeKind::Domain(domain) if ty.origin.extension.is_none() && ty.schema != PG_TEMP => {
            Some(Use::Domain(ty, &domain.base))
        }
        _ => None,
    });
    columns.chain(domains)
}
