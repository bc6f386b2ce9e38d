//! The program to write: every name, collision and helper is decided here.
//!
//! [`lower`] turns a catalog into a [`Program`], whose strings are valid Rust
//! and valid SQL by construction; `emit` prints it and decides nothing.

mod chosen;
mod constraints;
mod docs;
mod helpers;
pub(crate) mod markdown;
pub mod names;
mod options;
mod place;
mod privacy;
mod relation;
mod types;

pub use chosen::Chosen;
pub use options::{Options, Pattern};

use crate::catalog::{Catalog, RelationKind, SchemaId};
use crate::diag::Diagnostic;
use crate::types::Family;
use place::Places;
use std::collections::BTreeSet;

/// The version of the generated code that the runtime checks.
pub const FORMAT: u32 = 1;

/// The list of all tables, at the root.
pub const TABLES: &str = "__TABLES";

/// All that is generated for a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The path of the runtime crate: `::pgbindgen`.
    pub krate: String,
    /// Features of the runtime whose types occur.
    pub requires: BTreeSet<Family>,
    /// All tables of the migrations, when a partitioned one is among them:
    /// schema and name, sorted.
    pub tables: Vec<(String, String)>,
    /// The flat schema's content.
    pub root: Module,
}

/// A schema's content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Module {
    /// The module's name; empty for the root.
    pub name: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// Enums, domains and composite types, by name.
    pub types: Vec<TypeItem>,
    /// Tables and views, by name.
    pub relations: Vec<Relation>,
    /// Other schemas, by name; only in the root.
    pub modules: Vec<Module>,
}

/// A generated type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeItem {
    /// Its name.
    pub name: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// What it is.
    pub kind: TypeItemKind,
}

/// What a generated type is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeItemKind {
    /// An enum.
    Enum {
        /// `schema.name`, unquoted.
        sql: String,
        /// Variants with their labels.
        variants: Vec<(String, String)>,
    },
    /// A domain.
    Newtype(Newtype),
    /// A composite type.
    Struct {
        /// `schema.name`, unquoted.
        sql: String,
        /// Its attributes.
        fields: Vec<Attribute>,
        /// The derives beside `Clone`, `PartialEq` and `Debug`.
        derives: &'static [&'static str],
    },
    /// The checks of a domain.
    Constraints {
        /// The domain's schema, unquoted.
        schema: String,
        /// The domain's name, unquoted.
        domain: String,
        /// Its checks, by name.
        constraints: Vec<Constraint>,
    },
}

/// A struct around one value that travels as that value does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newtype {
    /// Its name.
    pub name: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The type inside.
    pub inner: String,
    /// The wire form.
    pub marker: String,
    /// The derives beside `Clone`, `PartialEq` and `Debug`.
    pub derives: &'static [&'static str],
    /// Whether `Debug` hides the value.
    pub redacted: bool,
}

/// An attribute of a composite type; all can be NULL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// The field.
    pub field: String,
    /// The marker: the field in upper case.
    pub marker_name: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The type, without `Option`.
    pub ty: String,
    /// The wire form.
    pub marker: String,
    /// Whether `Debug` hides it.
    pub redacted: bool,
}

/// A table or view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The module.
    pub module: String,
    /// Documentation of the module, a line each.
    pub docs: Vec<String>,
    /// `table`, `view` …
    pub word: &'static str,
    /// The schema's name in SQL, unquoted.
    pub schema: String,
    /// The relation's name in SQL, unquoted.
    pub table: String,
    /// The relation as SQL names it: qualified, quoted where needed.
    pub sql: String,
    /// The row struct.
    pub row: String,
    /// The newtype of its key.
    pub id: Option<Newtype>,
    /// The columns that are known, in order.
    pub fields: Vec<Field>,
    /// Columns that can be written: those outside of the primary key first.
    pub writes: Vec<Write>,
    /// How many of `writes` are outside of the primary key.
    pub updatable: usize,
    /// Whether there is an insert struct.
    pub insert: bool,
    /// Whether there is a patch.
    pub patch: bool,
    /// The constraints, by name.
    pub constraints: Vec<Constraint>,
    /// The list of all tables as named from its module, when it is partitioned.
    pub tables: Option<String>,
    /// The helpers in order.
    pub helpers: Vec<Helper>,
}

impl Relation {
    /// `schema.table` as inline code of documentation.
    pub fn shown(&self) -> String {
        markdown::code(&format!("{}.{}", self.schema, self.table))
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The field of the structs.
    pub field: String,
    /// The marker type: the field in upper case.
    pub marker_name: String,
    /// The column's name in SQL, unquoted.
    pub column: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// The Rust type as named from the relation's module, without `Option`.
    pub ty: String,
    /// The same as named from a module within it.
    pub ty_below: String,
    /// The wire form.
    pub marker: String,
    /// The item of the select list.
    pub select: String,
    /// The number of the type as read.
    pub oid: u32,
    /// Whether it can be NULL.
    pub nullable: bool,
    /// Whether the database fills it in when it is left out.
    pub has_default: bool,
    /// Its place in the relation's `writes`.
    pub write: Option<usize>,
    /// Whether `Debug` hides it.
    pub redacted: bool,
}

/// A column that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// Its index in the relation's fields.
    pub field: usize,
    /// Its name in SQL, quoted where needed.
    pub sql: String,
    /// What follows the parameter's place.
    pub cast: String,
    /// The number under which the parameter travels.
    pub oid: u32,
}

/// A constraint that can be violated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The variant.
    pub variant: String,
    /// Its name in SQL.
    pub name: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// Where and under which names partitions and children report it, sorted.
    pub elsewhere: Vec<Reported>,
    /// Names that stand for it with a number behind them.
    pub numbered: Vec<String>,
    /// How a partition that is not known yet would report it.
    pub of_partitions: Option<OfPartition>,
}

/// A constraint as the server reports it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reported {
    /// The schema of the table.
    pub schema: String,
    /// The table.
    pub table: String,
    /// The constraint.
    pub name: String,
}

/// The name of a partition's constraint.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfPartition {
    /// The same as the parent's.
    Name(String),
    /// What stands behind the partition's name.
    Behind(String),
}

/// A function that gives a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Its name.
    pub name: String,
    /// Documentation, a line each.
    pub docs: Vec<String>,
    /// Keys that it takes.
    pub arguments: Vec<HelperArgument>,
    /// The statement.
    pub statement: Statement,
    /// SQL behind the statement's fixed part.
    pub tail: String,
    /// The numbers under which the keys travel.
    pub parameters: Vec<u32>,
}

/// What a helper's statement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// Reads rows.
    Select,
    /// Inserts the argument `new`.
    Insert,
    /// Writes the whole row, `self`.
    Update,
    /// Writes the argument `patch`.
    Patch,
    /// Deletes.
    Delete,
}

/// An argument of a helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelperArgument {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: String,
    /// Whether the type borrows for `'a`.
    pub borrowed: bool,
    /// How it becomes a parameter.
    pub parameter: Parameter,
}

/// How an argument becomes a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// A struct whose columns follow the keys.
    Bind(String),
    /// `Param::of` of an expression.
    From(String),
    /// The label of an enum.
    Label(String),
    /// `Encode::encode` of an expression that is a reference, for a wire form.
    Encode {
        /// The wire form.
        marker: String,
        /// The expression.
        value: String,
    },
}

/// Decides the whole program. What cannot be generated is a diagnostic, and the
/// rest is generated all the same.
pub fn lower(catalog: &Catalog, options: &Options, out: &mut Vec<Diagnostic>) -> Program {
    let places = Places::new(catalog, options, out);
    let mut program = Program {
        krate: options.krate.clone(),
        requires: BTreeSet::new(),
        tables: Vec::new(),
        root: Module::default(),
    };
    for schema in places.schemas() {
        let mut module = Module {
            name: schema.module.clone(),
            docs: docs::schema(catalog, schema.id),
            ..Module::default()
        };
        for &ty in &schema.types {
            module.types.extend(types::lower(
                catalog,
                options,
                &places,
                ty,
                &mut program.requires,
                out,
            ));
        }
        for &relation in &schema.relations {
            module.relations.extend(relation::lower(
                catalog,
                options,
                &places,
                relation,
                &mut program.requires,
                out,
            ));
        }
        if schema.module.is_empty() {
            module.modules = std::mem::take(&mut program.root.modules);
            program.root = module;
        } else {
            program.root.modules.push(module);
        }
    }
    let modules = std::iter::once(&program.root).chain(&program.root.modules);
    if modules
        .flat_map(|module| &module.relations)
        .any(|relation| relation.tables.is_some())
    {
        program.tables = all_tables(catalog);
    }
    program
}

/// Every table, with bindings or not.
fn all_tables(catalog: &Catalog) -> Vec<(String, String)> {
    let mut tables: Vec<(String, String)> = catalog
        .relations
        .iter()
        .filter(|(_, relation)| {
            matches!(
                relation.kind,
                RelationKind::Table(_) | RelationKind::ForeignTable(_)
            )
        })
        .map(|(_, relation)| {
            let schema = catalog.schema_name(relation.schema);
            (schema.to_owned(), relation.name.clone())
        })
        .collect();
    tables.sort();
    tables
}

/// Whether a relation gets bindings: tables and views that stay, and are not an
/// extension's; partitions and inheritance children only when they are asked for.
fn is_bound(catalog: &Catalog, options: &Options, relation: &crate::catalog::Relation) -> bool {
    use crate::ddl::Persistence;
    let table = match &relation.kind {
        RelationKind::Table(table) | RelationKind::ForeignTable(table) => Some(table),
        RelationKind::View(_) | RelationKind::MaterializedView(_) => None,
        RelationKind::Index(_) | RelationKind::Sequence(_) | RelationKind::Composite => {
            return false;
        }
    };
    if relation.persistence == Persistence::Temporary || relation.origin.extension.is_some() {
        return false;
    }
    let schema = catalog.schema_name(relation.schema);
    let is_child =
        table.is_some_and(|table| table.partition_of.is_some() || !table.inherits.is_empty());
    if is_child
        && !options
            .partitions
            .iter()
            .any(|pattern| pattern.matches(schema, &relation.name))
    {
        return false;
    }
    options.wants(schema, &relation.name)
}

/// The schemas whose objects are the user's.
fn user_schemas(catalog: &Catalog) -> impl Iterator<Item = SchemaId> + '_ {
    catalog
        .schemas
        .iter()
        .filter(|(_, schema)| {
            schema.extension.is_none()
                && !schema.name.starts_with("pg_")
                && schema.name != "information_schema"
        })
        .map(|(id, _)| *id)
}
