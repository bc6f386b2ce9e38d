//! Short forms of what `relation.rs`, `names.rs` and `drop.rs` bring; this file
//! goes when they land.

use super::error::Result;
use super::{Catalog, ObjectId, Origin, RelId, Relation, RelationKind, Replay, SchemaId};
use crate::ddl::Persistence;
use crate::diag::Span;

impl Relation {
    pub(super) fn new(
        schema: SchemaId,
        name: &str,
        kind: RelationKind,
        persistence: Persistence,
        span: Span,
    ) -> Self {
        Self {
            id: RelId(0),
            schema,
            name: name.to_owned(),
            kind,
            persistence,
            columns: Vec::new(),
            unknown_columns: None,
            next_column: 1,
            constraints: Vec::new(),
            indexes: Vec::new(),
            triggers: std::collections::BTreeMap::new(),
            policies: std::collections::BTreeMap::new(),
            rules: std::collections::BTreeMap::new(),
            row_security: false,
            row_type: None,
            comment: None,
            origin: Origin {
                span,
                extension: None,
            },
            taint: None,
        }
    }
}

impl Replay {
    pub(super) fn add_relation(&mut self, mut relation: Relation, _span: Span) -> Result<RelId> {
        let id = RelId(self.catalog.relations.next_id());
        relation.id = id;
        self.catalog
            .relation_names
            .insert(relation.schema.0, &relation.name, id.0);
        self.catalog.relations.push(relation);
        Ok(id)
    }

    pub(super) fn drop_cascading(&mut self, _object: ObjectId, _span: Span) {}
}

impl Catalog {
    pub(super) fn choose_relation_name(
        &self,
        _schema: SchemaId,
        name1: &str,
        name2: Option<&str>,
        label: &str,
        _for_constraint: bool,
    ) -> String {
        format!("{name1}_{}_{label}", name2.unwrap_or_default())
    }
}
