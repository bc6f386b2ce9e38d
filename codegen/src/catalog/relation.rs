//! Relations of every kind: how one comes, goes and changes its name.

use super::Shared;
use super::bounds::StoredBound;
use super::error::{Result, SqlError};
use super::{
    Catalog, ChangeKind, Constraint, ConstraintKind, IndexInfo, List, Map, ObjectId, Origin, RelId,
    Relation, RelationKind, Replay, SchemaId, Set, TableInfo, Type, TypeId, TypeKind,
};
use crate::ddl::Persistence;
use crate::diag::Span;
use std::sync::LazyLock;

impl TableInfo {
    /// Takes a table among the children, with its bound if it is a partition.
    pub(super) fn adopt(&mut self, child: RelId, bound: Option<&StoredBound>) {
        self.children.insert(child);
        if let Some(bound) = bound {
            let bounds = self.bounds.get_or_insert_default();
            bounds.insert(child, bound.read());
        }
    }

    /// Takes a child out again.
    pub(super) fn let_go(&mut self, child: RelId, bound: Option<&StoredBound>) {
        self.children.remove(&child);
        if let (Some(bounds), Some(bound)) = (&mut self.bounds, bound) {
            bounds.remove(child, bound.read());
        }
        // As it was before the first.
        self.bounds = self.bounds.take().filter(|bounds| !bounds.is_empty());
    }
}

impl Relation {
    /// A relation with no columns yet. Its number is set when it is added.
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
            constraints: List::default(),
            indexes: Set::default(),
            triggers: Map::default(),
            policies: Map::default(),
            rules: Map::default(),
            row_security: false,
            row_security_forced: false,
            row_type: None,
            comment: None,
            origin: Origin {
                span,
                extension: None,
            },
            taint: None,
            mentions: super::mentions::Cached::default(),
        }
    }

    /// What tables have; `None` for other relations.
    pub fn table(&self) -> Option<&TableInfo> {
        match &self.kind {
            RelationKind::Table(info) | RelationKind::ForeignTable(info) => Some(info),
            _ => None,
        }
    }

    /// What tables have, to be changed.
    pub(super) fn table_mut(&mut self) -> Option<&mut TableInfo> {
        match &mut self.kind {
            RelationKind::Table(info) | RelationKind::ForeignTable(info) => Some(info),
            _ => None,
        }
    }

    /// What indexes have; `None` for other relations.
    pub fn index(&self) -> Option<&IndexInfo> {
        match &self.kind {
            RelationKind::Index(info) => Some(info),
            _ => None,
        }
    }

    /// What indexes have, to be changed.
    pub(super) fn index_mut(&mut self) -> Option<&mut IndexInfo> {
        match &mut self.kind {
            RelationKind::Index(info) => Some(info),
            _ => None,
        }
    }

    /// Tables that inherit from it or are its partitions.
    pub fn children(&self) -> &Set<RelId> {
        static NONE: LazyLock<Set<RelId>> = LazyLock::new(Set::default);
        self.table().map_or(&NONE, |info| &info.children)
    }

    /// Whether it is a partitioned table.
    pub fn is_partitioned(&self) -> bool {
        self.table()
            .is_some_and(|info| info.partition_key.is_some())
    }

    /// Whether it is a partition of another table.
    pub fn is_partition(&self) -> bool {
        self.table().is_some_and(|info| info.partition_of.is_some())
    }

    /// Its bound, where it is a partition.
    pub(super) fn bound(&self) -> Option<&StoredBound> {
        let (_, bound) = self.table()?.partition_of.as_ref()?;
        Some(bound)
    }

    /// Its direct parents, by inheritance or partitioning.
    pub fn parents(&self) -> Vec<RelId> {
        self.table()
            .map_or_else(Vec::new, |info| match &info.partition_of {
                Some((parent, _)) => vec![*parent],
                None => info.inherits.clone(),
            })
    }

    /// The constraint of a name.
    pub fn constraint(&self, name: &str) -> Option<&Constraint> {
        self.constraints
            .iter()
            .find(|constraint| constraint.name == name)
            .map(AsRef::as_ref)
    }

    /// Where the constraint of a number is, if it is there: they come in the order of
    /// their numbers.
    pub(super) fn constraint_place(&self, id: super::ConstraintId) -> usize {
        let is_before = |constraint: &Shared<Constraint>| constraint.id < id;
        self.constraints.partition_point(is_before)
    }

    /// The constraint of a number, to be changed.
    pub(super) fn constraint_by_id_mut(
        &mut self,
        id: super::ConstraintId,
    ) -> Option<&mut Constraint> {
        let at = self.constraint_place(id);
        self.constraints
            .get_mut(at)
            .filter(|constraint| constraint.id == id)
            .map(|constraint| &mut **constraint)
    }

    /// The constraint of a number.
    pub fn constraint_by_id(&self, id: super::ConstraintId) -> Option<&Constraint> {
        self.constraints
            .get(self.constraint_place(id))
            .filter(|constraint| constraint.id == id)
            .map(AsRef::as_ref)
    }

    /// Its primary key.
    pub fn primary_key(&self) -> Option<&Constraint> {
        self.constraints
            .iter()
            .find(|constraint| matches!(constraint.kind, ConstraintKind::PrimaryKey { .. }))
            .map(AsRef::as_ref)
    }

    /// Whether relations of this kind have a row type.
    fn wants_row_type(&self) -> bool {
        !matches!(
            self.kind,
            RelationKind::Index(_) | RelationKind::Sequence(_)
        )
    }
}

impl Constraint {
    /// The index that enforces it.
    pub fn index(&self) -> Option<RelId> {
        match &self.kind {
            ConstraintKind::PrimaryKey { index, .. }
            | ConstraintKind::Unique { index, .. }
            | ConstraintKind::Exclude { index, .. } => Some(*index),
            ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) => None,
        }
    }
}

impl Replay {
    /// The relation of a number, shared, so that the catalog can change while
    /// it is read. The error cannot be reached from a consistent catalog; it is
    /// worded as PostgreSQL's own.
    pub(super) fn open(&self, id: RelId, span: Span) -> Result<Shared<Relation>> {
        self.catalog
            .relations
            .get(id.0)
            .cloned()
            .ok_or_else(|| lost(id, span))
    }

    /// The relation of a number, to be changed.
    pub(super) fn open_mut(&mut self, id: RelId, span: Span) -> Result<&mut Relation> {
        self.catalog.rel_mut(id).ok_or_else(|| lost(id, span))
    }

    /// Refuses a name that a relation or a type of the schema has.
    pub(super) fn relation_name_free(
        &self,
        schema: SchemaId,
        name: &str,
        span: Span,
        with_type: bool,
    ) -> Result {
        if let Some(other) = self.catalog.rel_in(schema, name) {
            let mut error =
                SqlError::new("42P07", span, format!("relation \"{name}\" already exists"))
                    .label("this name is taken");
            if let Some(other) = self.catalog.rel(other) {
                error = error.also(
                    other.origin.span,
                    format!("the {} \"{name}\" is created here", other.word()),
                );
            }
            return Err(error);
        }
        if with_type && let Some(other) = self.catalog.type_in(schema, name) {
            let mut error = SqlError::new("42710", span, format!("type \"{name}\" already exists"))
                .label("this name is taken by a type")
                .help(
                    "use a name that no type has: a relation has an associated type of the \
                         same name",
                );
            if let Some(other) = self.catalog.ty(other) {
                error = error.also(
                    other.origin.span,
                    format!("type \"{name}\" is created here"),
                );
            }
            return Err(error);
        }
        Ok(())
    }

    /// Adds a relation under its name, with a row type where it has one.
    pub(super) fn add_relation(&mut self, mut relation: Relation, span: Span) -> Result<RelId> {
        let is_index = relation.index().is_some();
        self.relation_name_free(relation.schema, &relation.name, span, !is_index)?;
        let id = RelId(self.catalog.relations.next_id());
        relation.id = id;
        if relation.wants_row_type() {
            let kind = match relation.kind {
                RelationKind::Composite => TypeKind::Composite(id),
                _ => TypeKind::Row(id),
            };
            relation.row_type = Some(self.add_type(Type {
                id: TypeId(0),
                schema: relation.schema,
                name: relation.name.clone(),
                kind,
                comment: None,
                origin: relation.origin.clone(),
            }));
        }
        self.catalog
            .relation_names
            .insert(relation.schema.0, &relation.name, id.0);
        if let RelationKind::Index(info) = &relation.kind {
            let table = info.table;
            if let Some(table) = self.catalog.rel_mut(table) {
                table.indexes.insert(id);
            }
        }
        let bound = relation.bound();
        for parent in relation.parents() {
            if let Some(info) = self.catalog.rel_mut(parent).and_then(Relation::table_mut) {
                info.adopt(id, bound);
            }
        }
        self.session.has_temporary |= relation.schema == super::builtin::PG_TEMP;
        self.catalog.relations.push(relation);
        self.changed(ObjectId::Relation(id), ChangeKind::Created, span);
        Ok(id)
    }

    /// Adds a type under its name, which the caller has checked.
    pub(super) fn add_type(&mut self, mut ty: Type) -> TypeId {
        let id = TypeId(self.catalog.types.next_id());
        ty.id = id;
        self.catalog.type_names.insert(ty.schema.0, &ty.name, id.0);
        self.session.has_temporary |= ty.schema == super::builtin::PG_TEMP;
        self.catalog.types.push(ty);
        id
    }

    /// Takes a relation out with its row type, its constraints' names and its
    /// place among the indexes or children of others. What depends on it is the
    /// caller's to see to.
    pub(super) fn remove_relation(&mut self, id: RelId, span: Span) {
        let Some(relation) = self.catalog.relations.remove(id.0) else {
            return;
        };
        self.catalog
            .relation_names
            .remove(relation.schema.0, &relation.name);
        if let Some(row) = relation.row_type {
            self.catalog.types.remove(row.0);
            self.catalog
                .type_names
                .remove(relation.schema.0, &relation.name);
        }
        for name in relation.counted_names() {
            self.catalog.forget_constraint_name(relation.schema, name);
        }
        if let Some(info) = relation.index()
            && let Some(table) = self.catalog.rel_mut(info.table)
        {
            table.indexes.remove(&id);
        }
        let bound = relation.bound();
        for parent in relation.parents() {
            if let Some(info) = self.catalog.rel_mut(parent).and_then(Relation::table_mut) {
                info.let_go(id, bound);
            }
        }
        self.changed(ObjectId::Relation(id), ChangeKind::Dropped, span);
    }

    /// Gives a relation another name, its row type too. A name that is taken is
    /// an error at `span`.
    pub(super) fn rename_relation(&mut self, id: RelId, to: &str, span: Span) -> Result {
        let relation = self.open(id, span)?;
        if let Some(other) = self.catalog.rel_in(relation.schema, to) {
            let mut error =
                SqlError::new("42P07", span, format!("relation \"{to}\" already exists"))
                    .label("this name is taken");
            if let Some(other) = self.catalog.rel(other) {
                error = error.also(
                    other.origin.span,
                    format!("the {} \"{to}\" is created here", other.word()),
                );
            }
            return Err(error);
        }
        if let Some(row) = relation.row_type {
            if self.catalog.type_in(relation.schema, to).is_some() {
                return Err(
                    SqlError::new("42710", span, format!("type \"{to}\" already exists"))
                        .label("this name is taken by a type"),
                );
            }
            self.catalog
                .type_names
                .remove(relation.schema.0, &relation.name);
            self.catalog.type_names.insert(relation.schema.0, to, row.0);
            if let Some(ty) = self.catalog.ty_mut(row) {
                to.clone_into(&mut ty.name);
            }
        }
        self.catalog
            .relation_names
            .remove(relation.schema.0, &relation.name);
        self.catalog
            .relation_names
            .insert(relation.schema.0, to, id.0);
        to.clone_into(&mut self.open_mut(id, span)?.name);
        self.changed(ObjectId::Relation(id), ChangeKind::Renamed, span);
        Ok(())
    }

    /// Moves one relation to another schema with its row type and the names of
    /// its constraints; not what belongs to it.
    pub(super) fn move_relation(&mut self, id: RelId, to: SchemaId, span: Span) -> Result {
        let relation = self.open(id, span)?;
        let from = relation.schema;
        if from == to {
            return Ok(());
        }
        if self.catalog.rel_in(to, &relation.name).is_some() {
            return Err(SqlError::new(
                "42P07",
                span,
                format!(
                    "relation \"{}\" already exists in schema \"{}\"",
                    relation.name,
                    self.catalog.schema_name(to)
                ),
            ));
        }
        if let Some(row) = relation.row_type {
            if self.catalog.type_in(to, &relation.name).is_some() {
                return Err(SqlError::new(
                    "42710",
                    span,
                    format!(
                        "type \"{}\" already exists in schema \"{}\"",
                        relation.name,
                        self.catalog.schema_name(to)
                    ),
                ));
            }
            self.catalog.type_names.remove(from.0, &relation.name);
            self.catalog.type_names.insert(to.0, &relation.name, row.0);
            if let Some(ty) = self.catalog.ty_mut(row) {
                ty.schema = to;
            }
        }
        self.catalog.relation_names.remove(from.0, &relation.name);
        self.catalog
            .relation_names
            .insert(to.0, &relation.name, id.0);
        for name in relation.counted_names() {
            self.catalog.forget_constraint_name(from, name);
            self.catalog.note_constraint_name(to, name);
        }
        self.open_mut(id, span)?.schema = to;
        self.changed(ObjectId::Relation(id), ChangeKind::Renamed, span);
        Ok(())
    }
}

impl Relation {
    /// Names of its constraints, as [`Catalog::constraint_names`] counts them.
    fn counted_names(&self) -> impl Iterator<Item = &str> {
        self.constraints
            .iter()
            .map(|constraint| constraint.name.as_str())
            .chain(
                self.columns
                    .iter()
                    .filter_map(|column| column.not_null.as_ref()?.name.as_deref()),
            )
    }
}

impl Catalog {
    /// All descendants of a table, parents before children, each once.
    pub fn descendants(&self, id: RelId) -> Vec<RelId> {
        let mut found: Vec<RelId> = Vec::new();
        let mut next = 0;
        let mut current = id;
        loop {
            if let Some(relation) = self.rel(current) {
                for child in relation.children() {
                    if !found.contains(child) {
                        found.push(*child);
                    }
                }
            }
            match found.get(next) {
                Some(id) => current = *id,
                None => return found,
            }
            next += 1;
        }
    }

    /// A relation's name as messages show it: with its schema unless that is
    /// on the path by default.
    pub(super) fn relation_name(&self, id: RelId) -> String {
        self.rel(id)
            .map_or_else(|| id.0.to_string(), |relation| relation.name.clone())
    }
}

/// What PostgreSQL says when its own catalogs do not fit together.
pub(super) fn lost(id: RelId, span: Span) -> Box<SqlError> {
    SqlError::new(
        "XX000",
        span,
        format!("cache lookup failed for relation {}", id.0),
    )
}
