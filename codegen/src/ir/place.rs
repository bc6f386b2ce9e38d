//! Where every generated item is and what it is called, decided before anything
//! is lowered, since items name each other.

use super::chosen::Giver;
use super::names::{self, Scope};
use super::options::{Options, configured};
use super::privacy::Privacy;
use super::{is_bound, user_schemas};
use crate::catalog::{
    Catalog, Column, ColumnId, ConstraintKind, RelId, Relation, RelationKind, SchemaId, TypeId,
    TypeKind,
};
use crate::diag::Diagnostic;
use crate::types::{self, Argument, Marker, Shape};
use std::collections::BTreeMap;

/// The names of a schema's items.
#[derive(Debug)]
pub(super) struct SchemaPlace {
    /// The schema.
    pub(super) id: SchemaId,
    /// Its module; empty for the root.
    pub(super) module: String,
    /// Types that get an item, by name.
    pub(super) types: Vec<TypeId>,
    /// Relations that get a module, by name.
    pub(super) relations: Vec<RelId>,
}

/// The names of a relation's items.
#[derive(Clone, Debug)]
pub(super) struct RelationPlace {
    /// Modules from the root, the relation's own last.
    pub(super) path: Vec<String>,
    /// The row struct.
    pub(super) row: String,
    /// The column whose newtype is declared here, and its name.
    pub(super) id: Option<(ColumnId, String)>,
}

/// Where every item is.
#[derive(Debug)]
pub(super) struct Places {
    schemas: Vec<SchemaPlace>,
    relations: BTreeMap<RelId, RelationPlace>,
    types: BTreeMap<TypeId, (Vec<String>, String)>,
    /// The enums of domains' checks.
    checks: BTreeMap<TypeId, String>,
    krate: String,
    /// What `Debug` must not show.
    pub(super) privacy: Privacy,
}

/// Names that a module of tables cannot have: they would hide a primitive type
/// or an item of ours.
const TAKEN_MODULES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8", "u16",
    "u32", "u64", "u128", "usize", "__types",
];

/// The module of a table or schema.
fn module_name(name: &str) -> String {
    let name = names::snake(name);
    if TAKEN_MODULES.contains(&name.as_str()) {
        return format!("{name}_");
    }
    name
}

impl Places {
    /// Names everything. Order is by name in SQL, so that the same schema gives
    /// the same names whatever order it was created in.
    pub(super) fn new(catalog: &Catalog, options: &Options, out: &mut Vec<Diagnostic>) -> Self {
        let mut places = Self {
            schemas: Vec::new(),
            relations: BTreeMap::new(),
            types: BTreeMap::new(),
            checks: BTreeMap::new(),
            krate: options.krate.clone(),
            privacy: Privacy::of(catalog),
        };
        let mut schemas: Vec<(bool, &str, SchemaId)> = user_schemas(catalog)
            .map(|id| {
                let name = catalog.schema_name(id);
                (name != options.schema, name, id)
            })
            .collect();
        schemas.sort_unstable();
        let mut types_of: BTreeMap<SchemaId, Vec<(&str, TypeId)>> = BTreeMap::new();
        for (_, ty) in catalog.types.iter() {
            let is_item = matches!(
                ty.kind,
                TypeKind::Enum(_) | TypeKind::Domain(_) | TypeKind::Composite(_)
            );
            if is_item && ty.origin.extension.is_none() {
                let of_schema = types_of.entry(ty.schema).or_default();
                of_schema.push((ty.name.as_str(), ty.id));
            }
        }
        let mut relations_of: BTreeMap<SchemaId, Vec<(&str, RelId)>> = BTreeMap::new();
        for (_, relation) in catalog.relations.iter() {
            let of_schema = relations_of.entry(relation.schema).or_default();
            if is_bound(catalog, options, relation) {
                of_schema.push((relation.name.as_str(), relation.id));
            }
        }
        let mut root = Scope::with(TAKEN_MODULES);
        // A schema without objects of its own gets no module.
        for (nested, schema, id) in schemas {
            let mut types = types_of.remove(&id).unwrap_or_default();
            types.sort_unstable();
            let mut relations = relations_of.remove(&id).unwrap_or_default();
            relations.sort_unstable();
            if nested && types.is_empty() && relations.is_empty() {
                continue;
            }
            let module = if nested {
                root.take(&module_name(schema))
            } else {
                String::new()
            };
            let mut own = Scope::with(TAKEN_MODULES);
            let scope = if nested { &mut own } else { &mut root };
            let path: Vec<String> = if nested {
                vec![module.clone()]
            } else {
                Vec::new()
            };
            let mut giver = Giver::default();
            for &(name, ty) in &types {
                if let Some(chosen) = configured(&options.type_names, schema, name) {
                    let owner = format!("the type \"{name}\"");
                    let rust = giver.give(scope, chosen, owner, out);
                    places.types.insert(ty, (path.clone(), rust));
                }
            }
            let mut modules: BTreeMap<RelId, String> = BTreeMap::new();
            for &(name, relation) in &relations {
                if let Some(chosen) = configured(&options.modules, schema, name) {
                    let owner = format!("the module of \"{name}\"");
                    modules.insert(relation, giver.give(scope, chosen, owner, out));
                }
            }
            for &(name, ty) in &types {
                places
                    .types
                    .entry(ty)
                    .or_insert_with(|| (path.clone(), scope.take(&names::camel(name))));
            }
            // Behind the types, which keep the plain names.
            for &(_, ty) in &types {
                if has_checks(catalog, ty)
                    && let Some((_, rust)) = places.types.get(&ty)
                {
                    let rust = scope.take(&format!("{}Constraint", names::bare(rust)));
                    places.checks.insert(ty, rust);
                }
            }
            // A table whose name is what another's becomes keeps it.
            let (exact, others): (Vec<_>, Vec<_>) = relations
                .iter()
                .partition(|(name, _)| names::bare(&names::snake(name)) == *name);
            for (name, relation) in exact.into_iter().chain(others) {
                let chosen = modules.remove(&relation);
                let mut path = path.clone();
                path.push(chosen.unwrap_or_else(|| scope.take(&module_name(name))));
                let row = configured(&options.rows, schema, name).map_or_else(
                    || names::camel(&names::singular(name)),
                    |chosen| chosen.value.clone(),
                );
                places.relations.insert(
                    relation,
                    RelationPlace {
                        path,
                        row,
                        id: None,
                    },
                );
            }
            places.schemas.push(SchemaPlace {
                id,
                module,
                types: types.into_iter().map(|(_, id)| id).collect(),
                relations: relations.into_iter().map(|(_, id)| id).collect(),
            });
        }
        places.name_ids(catalog, options);
        places
    }

    /// A single-column primary key that is no foreign key gets a newtype.
    fn name_ids(&mut self, catalog: &Catalog, options: &Options) {
        let ids: Vec<RelId> = self.relations.keys().copied().collect();
        for id in ids {
            let Some(relation) = catalog.rel(id) else {
                continue;
            };
            let Some(key) = single_key(relation) else {
                continue;
            };
            let is_reference = foreign_key_of(relation, key.id)
                .is_some_and(|(table, _)| self.relations.contains_key(&table));
            let Ok(mapped) = types::column(catalog, &options.types, id, key) else {
                continue;
            };
            // An enum, a domain or the user's own type is a type of its own already.
            let plain = !matches!(mapped.shape, Shape::Generated(_) | Shape::Custom(_));
            if plain
                && !is_reference
                && let Some(place) = self.relations.get_mut(&id)
            {
                place.id = Some((key.id, format!("{}Id", names::bare(&place.row))));
            }
        }
    }

    /// Schemas, the flat one first.
    pub(super) fn schemas(&self) -> &[SchemaPlace] {
        &self.schemas
    }

    /// A relation's names.
    pub(super) fn relation(&self, id: RelId) -> Option<&RelationPlace> {
        self.relations.get(&id)
    }

    /// A type's name.
    pub(super) fn type_name(&self, id: TypeId) -> Option<&str> {
        self.types.get(&id).map(|(_, name)| name.as_str())
    }

    /// The name of the enum of a domain's checks.
    pub(super) fn checks_name(&self, id: TypeId) -> Option<&str> {
        self.checks.get(&id).map(String::as_str)
    }

    /// The newtype of a column: its own table's, or that of the key that it
    /// refers to, through chains of keys that are references themselves. A key of
    /// another type has another Rust type inside, and none is given.
    pub(super) fn key_type(
        &self,
        catalog: &Catalog,
        relation: RelId,
        column: ColumnId,
    ) -> Option<(Vec<String>, String)> {
        let type_of = |relation, column| {
            let relation: &Relation = catalog.rel(relation)?;
            relation.column_by_id(column)?.ty.known()
        };
        let first = type_of(relation, column)?;
        let (mut relation, mut column) = (relation, column);
        // Keys may refer to each other in a circle.
        for _ in 0..16 {
            let place = self.relation(relation)?;
            if let Some((own, name)) = &place.id
                && *own == column
            {
                let same = types::same_wire(catalog, first, type_of(relation, column)?);
                return same.then(|| (place.path.clone(), name.clone()));
            }
            let found = catalog.rel(relation)?;
            (relation, column) =
                foreign_key_of(found, column).or_else(|| source_of(found, column))?;
        }
        None
    }

    /// A path as named from a module at `depth` below the root.
    pub(super) fn path(depth: usize, path: &[String], name: &str) -> String {
        let mut text = "super::".repeat(depth);
        for part in path {
            text.push_str(part);
            text.push_str("::");
        }
        text.push_str(name);
        text
    }

    /// A Rust type as named from a module at `depth` below the root.
    pub(super) fn shape(&self, shape: &Shape, depth: usize) -> String {
        match shape {
            Shape::Std(path) => (*path).to_owned(),
            Shape::Runtime(path) => format!(
                "{}::{}",
                self.krate,
                path.replace("<chrono", &format!("<{}::chrono", self.krate))
            ),
            Shape::Numeric(precision, scale) => {
                format!("{}::Numeric<{precision}, {scale}>", self.krate)
            }
            Shape::Vec(element) => format!("::std::vec::Vec<{}>", self.shape(element, depth)),
            Shape::Range(bound) => format!("{}::Range<{}>", self.krate, self.shape(bound, depth)),
            Shape::Generated(id) => match self.types.get(id) {
                Some((path, name)) => Self::path(depth, path, name),
                // Only types that get an item are mapped to one.
                None => "::std::string::String".to_owned(),
            },
            Shape::Custom(text) => text.clone(),
        }
    }

    /// A wire form.
    pub(super) fn marker(&self, marker: &Marker) -> String {
        let wrap = |name: &str, inner: &Marker| {
            format!("{}::pg::{name}<{}>", self.krate, self.marker(inner))
        };
        match marker {
            Marker::Plain(name) => format!("{}::pg::{name}", self.krate),
            Marker::Array(inner) => wrap("Array", inner),
            Marker::Range(inner) => wrap("Range", inner),
            Marker::MultiRange(inner) => wrap("MultiRange", inner),
            Marker::OwnRange(inner) => wrap("OwnRange", inner),
            Marker::OwnMultiRange(inner) => wrap("OwnMultiRange", inner),
        }
    }
}

/// Whether a type is a domain that has a CHECK, or is over one that has.
fn has_checks(catalog: &Catalog, id: TypeId) -> bool {
    let mut next = Some(id);
    while let Some(TypeKind::Domain(domain)) = next.and_then(|id| Some(&catalog.ty(id)?.kind)) {
        if !domain.checks.is_empty() {
            return true;
        }
        next = Some(domain.base.id).filter(|_| !domain.base.array);
    }
    false
}

/// The column of a primary key of one column.
fn single_key(relation: &Relation) -> Option<&Column> {
    relation.constraints.iter().find_map(|constraint| {
        let ConstraintKind::PrimaryKey { columns, .. } = &constraint.kind else {
            return None;
        };
        match columns.as_slice() {
            [column] => relation.column_by_id(*column),
            _ => None,
        }
    })
}

/// What a column refers to by a foreign key of one column; the first by name
/// when there are several.
fn foreign_key_of(relation: &Relation, column: ColumnId) -> Option<(RelId, ColumnId)> {
    relation
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) if key.columns == [column] => {
                Some((&constraint.name, key.table, *key.referenced.first()?))
            }
            _ => None,
        })
        .min()
        .map(|(_, table, column)| (table, column))
}

/// The column that a view's column is.
fn source_of(relation: &Relation, column: ColumnId) -> Option<(RelId, ColumnId)> {
    let (RelationKind::View(view) | RelationKind::MaterializedView(view)) = &relation.kind else {
        return None;
    };
    let place = relation
        .columns
        .iter()
        .position(|found| found.id == column)?;
    *view.sources.get(place)?
}

/// How a key newtype over a type is passed.
pub(super) fn newtype_argument(base: Argument) -> Argument {
    match base {
        Argument::Value => Argument::Inner,
        _ => Argument::Reference,
    }
}
