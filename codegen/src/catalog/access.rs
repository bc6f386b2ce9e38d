//! A new catalog, and reading one.

use super::builtin::{self, INFORMATION_SCHEMA, PG_CATALOG, PG_TEMP, PG_TOAST, PUBLIC};
use super::list::{List, Map, Set};
use super::registered::Registry;
use super::registry::RegistryKinds;
use super::state::UnkeptKinds;
use super::store::Slots;
use super::trie::{Names, Overloads};
use super::users::Users;
use super::{
    Catalog, Column, ColumnId, ColumnType, Extension, FIRST_USER_ID, Function, FunctionId,
    Modifier, PgVersion, RelId, Relation, RelationKind, Schema, SchemaId, Type, TypeId, TypeKind,
    TypeUse,
};
use crate::diag::{FileId, Span};

impl Catalog {
    /// The catalog of a new database.
    pub fn new(version: PgVersion) -> Self {
        let schemas = [
            (PG_TEMP, "pg_temp"),
            (PG_CATALOG, "pg_catalog"),
            (PG_TOAST, "pg_toast"),
            (PUBLIC, "public"),
            (INFORMATION_SCHEMA, "information_schema"),
        ]
        .into_iter()
        .map(|(id, name)| {
            let schema = Schema {
                name: name.to_owned(),
                comment: None,
                extension: None,
                span: None,
            };
            (id, schema)
        })
        .collect();
        let plpgsql = Extension {
            schema: PG_CATALOG,
            comment: None,
            span: Span::new(FileId::default(), 0..0),
            known: true,
            dependents: std::collections::BTreeSet::new(),
        };
        Self {
            version,
            schemas,
            extensions: [("plpgsql".to_owned(), plpgsql)].into_iter().collect(),
            relations: Slots::starting_at(FIRST_USER_ID),
            relation_names: Names::default(),
            types: Slots::starting_at(FIRST_USER_ID),
            type_names: Names::default(),
            constraint_names: Names::default(),
            functions: Slots::starting_at(FIRST_USER_ID),
            function_names: Overloads::default(),
            collations: Map::default(),
            next_id: FIRST_USER_ID,
            created: UnkeptKinds::default(),
            operators: List::default(),
            key_copies: Map::default(),
            copied_keys: Set::default(),
            partitioned_keys: List::default(),
            registry: Registry::default(),
            registry_unsure: RegistryKinds::default(),
            users: Users::default(),
            taints: List::default(),
        }
    }

    /// A number for a schema or a constraint.
    pub(super) fn allocate(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = self.next_id.saturating_add(1);
        id
    }

    /// The relation of a number.
    pub fn rel(&self, id: RelId) -> Option<&Relation> {
        self.relations.get(id.0).map(AsRef::as_ref)
    }

    /// The relation of a number, to be changed.
    pub(super) fn rel_mut(&mut self, id: RelId) -> Option<&mut Relation> {
        let relation = self.relations.get_mut(id.0)?;
        relation.mentions.clear();
        Some(relation)
    }

    /// The type of a number, unless it is PostgreSQL's own.
    pub fn ty(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0).map(AsRef::as_ref)
    }

    /// The type of a number, to be changed.
    pub(super) fn ty_mut(&mut self, id: TypeId) -> Option<&mut Type> {
        self.types.get_mut(id.0)
    }

    /// The function of a number.
    pub fn function(&self, id: FunctionId) -> Option<&Function> {
        self.functions.get(id.0).map(AsRef::as_ref)
    }

    /// The function of a number, to be changed.
    pub(super) fn function_mut(&mut self, id: FunctionId) -> Option<&mut Function> {
        self.functions.get_mut(id.0)
    }

    /// The schema of a name.
    pub fn schema_id(&self, name: &str) -> Option<SchemaId> {
        self.schemas
            .iter()
            .find(|(_, schema)| schema.name == name)
            .map(|(id, _)| *id)
    }

    /// The name of a schema.
    pub fn schema_name(&self, id: SchemaId) -> &str {
        self.schemas.get(&id).map_or("", |schema| &schema.name)
    }

    /// The relation of that name in that schema.
    pub fn rel_in(&self, schema: SchemaId, name: &str) -> Option<RelId> {
        self.relation_names.get(schema.0, name).map(RelId)
    }

    /// The type of that name in that schema, arrays left out.
    pub fn type_in(&self, schema: SchemaId, name: &str) -> Option<TypeId> {
        self.type_names.get(schema.0, name).map(TypeId)
    }

    /// All relations of a schema.
    pub fn relations_in(&self, schema: SchemaId) -> impl Iterator<Item = &Relation> {
        self.relations
            .iter()
            .map(|(_, relation)| relation.as_ref())
            .filter(move |relation| relation.schema == schema)
    }

    /// What a domain is over, through domains over domains, with the innermost
    /// modifier; any other type as it is.
    pub fn base_type(&self, ty: &TypeUse) -> TypeUse {
        let mut ty = ty.clone();
        // A domain can only be made over an existing type, so this ends; the
        // bound guards against a catalog that was put together wrongly.
        for _ in 0..64 {
            if ty.array {
                return ty;
            }
            if let Some(base) = builtin::information_schema_base(ty.id) {
                return TypeUse::plain(base);
            }
            match self.ty(ty.id).map(|found| &found.kind) {
                Some(TypeKind::Domain(domain)) => ty = domain.base.clone(),
                _ => return ty,
            }
        }
        ty
    }
}

impl Relation {
    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns
            .find(|column| column.name == name)
            .map(AsRef::as_ref)
    }

    /// The column of a number.
    pub fn column_by_id(&self, id: ColumnId) -> Option<&Column> {
        let mut columns = self.columns.iter();
        columns.find(|column| column.id == id).map(AsRef::as_ref)
    }

    /// The column of a number, to be changed.
    pub(super) fn column_by_id_mut(&mut self, id: ColumnId) -> Option<&mut Column> {
        let mut columns = self.columns.iter_mut();
        columns
            .find(|column| column.id == id)
            .map(|column| &mut **column)
    }

    /// What PostgreSQL's messages call it: `table`, `view`, `index` …
    pub fn word(&self) -> &'static str {
        match &self.kind {
            RelationKind::Table(_) => "table",
            RelationKind::ForeignTable(_) => "foreign table",
            RelationKind::View(_) => "view",
            RelationKind::MaterializedView(_) => "materialized view",
            RelationKind::Index(_) => "index",
            RelationKind::Sequence(_) => "sequence",
            RelationKind::Composite => "composite type",
        }
    }
}

impl TypeUse {
    /// A type with no modifier.
    pub fn plain(id: TypeId) -> Self {
        Self {
            id,
            array: false,
            modifier: Modifier::None,
        }
    }

    /// The array of it.
    #[must_use]
    pub fn array_of(mut self) -> Self {
        self.array = true;
        self
    }

    /// The element of an array, else itself.
    #[must_use]
    pub fn element(mut self) -> Self {
        self.array = false;
        self
    }
}

impl ColumnType {
    /// The type, when it is known.
    pub fn known(&self) -> Option<&TypeUse> {
        match self {
            ColumnType::Known(ty) => Some(ty),
            ColumnType::Unknown(_) => None,
        }
    }
}
