//! Look-ups in the system catalogs, answered by the replayed catalog.

use super::builtin_data::{CATALOG_RELATIONS, INFORMATION_SCHEMA_RELATIONS, TYPES};
use super::builtin_functions::FUNCTIONS;
use super::lookup_columns::{OF_TYPE as COLUMNS_OF_TYPE, type_modifier};
use super::pleval::Why;
use super::plvalue::{CATALOG, Key, ROW_TYPE, Record, Value};
use super::{
    Catalog, ColumnId, ConstraintKind, IndexInfo, KeyKind, RelId, Relation, RelationKind, Replay,
    SchemaId, TypeId, TypeKind, TypeUse, builtin,
};
use crate::ddl::{FunctionKind, Persistence};
use crate::diag::Span;
use std::borrow::Cow;

/// A row that a query reads.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceRow {
    /// Its columns, as far as they are known.
    pub(super) fields: Record,
    /// Why it is not certain that it is there.
    pub(super) maybe: Option<Why>,
    /// Whether it stands for no row, of an outer join.
    pub(super) missing: bool,
}

impl SourceRow {
    pub(super) fn of(fields: Record) -> Self {
        Self {
            fields,
            ..Self::default()
        }
    }

    pub(super) fn missing() -> Self {
        Self {
            missing: true,
            ..Self::default()
        }
    }
}

/// The number of an object: a letter for its kind and ours, so that those of two kinds
/// never match.
pub(super) fn oid(number: impl Into<String>) -> Value {
    Value::Oid(number.into(), None)
}

pub(super) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(super) fn number(number: impl Into<i64>) -> Value {
    Value::Int(number.into())
}

/// A number of which there are few.
fn count(number: usize) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(super) fn flag(value: bool) -> Value {
    Value::Bool(value)
}

pub(super) fn yes(value: bool) -> Value {
    text(if value { "YES" } else { "NO" })
}

/// A tree of the server's that is there, or NULL.
fn present(is: bool) -> Value {
    if is { Value::Present } else { Value::Null }
}

fn numbers(columns: &[ColumnId]) -> Value {
    let numbers = columns.iter().map(|id| number(id.0));
    Value::List(numbers.collect())
}

pub(super) fn row<const N: usize>(fields: [(&'static str, Value); N]) -> Record {
    let fields = fields.into_iter();
    fields
        .map(|(column, value)| (Cow::Borrowed(column), value))
        .collect()
}

/// Columns that say of which relation a row is, by number or by schema and name.
const OF_RELATION: &[&str] = &[
    "adrelid", "attrelid", "conrelid", "indrelid", "polrelid", "tgrelid",
];
const OF_NAMES: &[(&str, &str)] = &[
    ("schemaname", "tablename"),
    ("schemaname", "viewname"),
    ("schemaname", "matviewname"),
    ("table_schema", "table_name"),
    ("event_object_schema", "event_object_table"),
];

/// Equalities that a row must meet: what else a catalog holds need not be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted(Vec<(String, Key)>);

impl Wanted {
    /// Adds `column = value`, if it decides by the value of a row alone.
    pub(super) fn and(&mut self, column: &str, value: &Value) {
        let key = Key::of(value).map(|key| (column.to_owned(), key));
        self.0.extend(key);
    }

    fn key(&self, column: &str) -> Option<&Key> {
        let mut all = self.0.iter();
        let found = all.find(|(of, _)| of == column);
        found.map(|(_, key)| key)
    }

    /// Whether a row with this text in a column may be one.
    pub(super) fn admits(&self, column: &str, text: &str) -> bool {
        let mut all = self.0.iter();
        all.all(|(of, key)| match key {
            Key::Text(wanted) => of != column || text == wanted,
            Key::Oid(_) => true,
        })
    }

    fn admits_row(&self, row: &Record) -> bool {
        let mut all = self.0.iter();
        all.all(|(column, key)| match (key, row.get(column.as_str())) {
            (Key::Text(wanted), Some(Value::Text(text))) => text == wanted,
            (Key::Oid(wanted), Some(Value::Oid(oid, _))) => oid == wanted,
            // Whether values of two kinds are equal is another question.
            _ => true,
        })
    }

    /// The relations whose numbers a column may have: all of them, or the one that is
    /// asked for.
    pub(super) fn relations<'c>(
        &self,
        catalog: &'c Catalog,
        column: &str,
    ) -> impl Iterator<Item = (u32, &'c Relation)> {
        let wanted = match self.key(column) {
            Some(Key::Oid(oid)) => Some(oid),
            _ => None,
        };
        let all = wanted.is_none().then(|| catalog.relations.iter());
        let all = all
            .into_iter()
            .flatten()
            .map(|(id, relation)| (id, &**relation));
        let id = wanted.and_then(|oid| oid.strip_prefix('r')?.parse().ok());
        let one = id.and_then(|id| Some((id, catalog.rel(RelId(id))?)));
        all.chain(one)
    }
}

/// Whether a column without a qualifier is one of this catalog whatever else is in FROM:
/// catalogs of PostgreSQL put letters of their own before the names of their columns, and
/// a name that two items have is ambiguous.
pub(super) fn owns(table: &str, column: &str) -> bool {
    let letters = match table {
        "pg_attrdef" => "ad",
        "pg_attribute" => "att",
        "pg_class" => "rel",
        "pg_constraint" => "con",
        "pg_index" => "ind",
        "pg_namespace" => "nsp",
        "pg_policy" => "pol",
        "pg_proc" => "pro",
        "pg_trigger" => "tg",
        "pg_type" => "typ",
        _ => return false,
    };
    column.starts_with(letters)
}

/// Columns that only some rows of a catalog have here. A name means one of them
/// whichever rows are looked at.
pub(super) fn columns_of_some(table: &str) -> &'static [&'static str] {
    match table {
        "information_schema.columns" => COLUMNS_OF_TYPE,
        "pg_attribute" => &["atttypid", "atttypmod"],
        "pg_class" => &[
            "relispartition",
            "relkind",
            "relpersistence",
            "relrowsecurity",
        ],
        "pg_constraint" => &["confkey", "conkey"],
        "pg_proc" => &["oid", "prokind", "pronargs"],
        _ => &[],
    }
}

impl Replay {
    /// The rows of a system catalog; `None` for one that is not modelled, and after
    /// a statement that may have changed anything.
    pub(super) fn catalog_rows(
        &self,
        table: &str,
        wanted: &Wanted,
        span: Span,
    ) -> Option<Vec<SourceRow>> {
        let catalog = &self.catalog;
        if catalog.taints.iter().any(|taint| taint.everything) {
            return None;
        }
        let found = match table {
            "information_schema.columns" => self.column_rows(wanted),
            "pg_attrdef" => self.default_rows(wanted),
            _ => catalog.rows(table, wanted)?,
        };
        let mut rows: Vec<SourceRow> = found
            .into_iter()
            .filter(|row| wanted.admits_row(row))
            .map(SourceRow::of)
            .collect();
        if !catalog.taints.is_empty() {
            self.mark_tainted(table, &mut rows);
        }
        let own = Why {
            reason: format!("{table} holds objects of the server's own, too"),
            span,
        };
        let ghosts = ghosts(table).into_iter();
        rows.extend(ghosts.map(|row| SourceRow {
            maybe: Some(own.clone()),
            ..SourceRow::of(row)
        }));
        Some(rows)
    }

    /// Marks rows of what is tainted, and adds one for what may be there.
    fn mark_tainted(&self, table: &str, rows: &mut Vec<SourceRow>) {
        let catalog = &self.catalog;
        let why = |taint: &super::Taint| Why {
            reason: taint.reason.clone(),
            span: taint.span,
        };
        let mut more: Vec<SourceRow> = Vec::new();
        for (id, relation) in catalog.relations.iter() {
            let Some(taint) = relation.taint.and_then(|at| catalog.taints.get(at)) else {
                continue;
            };
            let number = Value::Oid(format!("r{id}"), None);
            let schema = Value::Text(catalog.schema_name(relation.schema).to_owned());
            let name = Value::Text(relation.name.clone());
            let mut open: Option<SourceRow> = None;
            for row in rows.iter_mut() {
                let mut identity: Vec<&str> = Vec::new();
                for column in OF_RELATION {
                    if row.fields.get(column) == Some(&number) {
                        identity.push(column);
                    }
                }
                for (schema_column, column) in OF_NAMES {
                    if row.fields.get(schema_column) == Some(&schema)
                        && row.fields.get(column) == Some(&name)
                    {
                        identity.extend([*schema_column, *column]);
                    }
                }
                let itself = row.fields.get("oid") == Some(&number);
                if identity.is_empty() && !itself {
                    continue;
                }
                row.maybe.get_or_insert_with(|| why(taint));
                if !itself && open.is_none() {
                    let mut unknown = row.clone();
                    unknown.fields.retain(|column| identity.contains(&column));
                    open = Some(unknown);
                }
            }
            // More of its kind may be there: columns, constraints, indexes.
            if open.is_none() && !matches!(table, "pg_class" | "pg_namespace" | "pg_type") {
                open = Some(SourceRow {
                    fields: OF_RELATION
                        .iter()
                        .map(|column| (Cow::Borrowed(*column), number.clone()))
                        .chain(OF_NAMES.iter().flat_map(|(schema_column, column)| {
                            [
                                (Cow::Borrowed(*schema_column), schema.clone()),
                                (Cow::Borrowed(*column), name.clone()),
                            ]
                        }))
                        .collect(),
                    maybe: Some(why(taint)),
                    missing: false,
                });
            }
            more.extend(open);
        }
        for taint in &catalog.taints {
            for tainted in &taint.names {
                let column = match (table, tainted.kind) {
                    ("pg_namespace", "schema") => "nspname",
                    ("information_schema.schemata", "schema") => "schema_name",
                    ("pg_extension", "extension") => "extname",
                    ("pg_type", "type") => "typname",
                    ("pg_proc", "function") => "proname",
                    ("information_schema.routines", "function") => "routine_name",
                    ("pg_trigger", "trigger") => "tgname",
                    ("information_schema.triggers", "trigger") => "trigger_name",
                    ("pg_policies", "policy") => "policyname",
                    ("pg_policy", "policy") => "polname",
                    ("pg_class", "table" | "view" | "index" | "sequence" | "relation") => "relname",
                    ("pg_tables", "table" | "relation") => "tablename",
                    ("pg_views", "view") => "viewname",
                    (
                        "information_schema.tables"
                        | "information_schema.columns"
                        | "information_schema.views",
                        "table" | "view" | "relation",
                    ) => "table_name",
                    ("pg_sequences" | "information_schema.sequences", "sequence") => {
                        "sequence_name"
                    }
                    _ => continue,
                };
                let name = Value::Text(tainted.name.clone());
                for row in rows.iter_mut() {
                    if row.fields.get(column) == Some(&name) {
                        row.maybe.get_or_insert_with(|| why(taint));
                    }
                }
                more.push(SourceRow {
                    fields: [(Cow::Borrowed(column), name)].into_iter().collect(),
                    maybe: Some(why(taint)),
                    missing: false,
                });
            }
        }
        rows.extend(more);
    }
}

/// Rows that stand for any number of objects of the server's own.
fn ghosts(table: &str) -> Vec<Record> {
    // Of each of its schemas: the column that names it, and the others.
    let each = |schema: &'static str, name: &'static str| {
        let schemas = ["pg_catalog", "information_schema", "pg_toast"];
        schemas
            .map(|of| row([(schema, text(of)), (name, Value::System)]))
            .to_vec()
    };
    let schema = |id: SchemaId| oid(format!("n{}", id.0));
    let affixed = |begin: &str, end: &str| Value::Affixed(begin.to_owned(), end.to_owned());
    let index = || affixed("pg_", "_index");
    match table {
        // Its tables and views have rows of their own.
        "pg_class" => {
            let kinds = [
                (builtin::PG_CATALOG, index(), "i"),
                (builtin::PG_TOAST, affixed("pg_toast_", "#"), "t"),
                (builtin::PG_TOAST, affixed("pg_toast_", "_index"), "i"),
            ];
            let rows = kinds.map(|(of, name, kind)| {
                row([
                    ("oid", oid(CATALOG)),
                    ("relnamespace", schema(of)),
                    ("relname", name),
                    ("relkind", text(kind)),
                ])
            });
            rows.to_vec()
        }
        "pg_type" => {
            let schemas = [
                builtin::PG_CATALOG,
                builtin::INFORMATION_SCHEMA,
                builtin::PG_TOAST,
            ];
            let rows = schemas.map(|of| {
                row([
                    ("oid", oid(ROW_TYPE)),
                    ("typnamespace", schema(of)),
                    ("typname", Value::System),
                ])
            });
            rows.to_vec()
        }
        "pg_constraint" => {
            let kinds = [
                ("p", index()),
                ("u", index()),
                ("n", affixed("pg_", "_not_null")),
            ];
            let rows = kinds.map(|(kind, name)| {
                row([
                    ("connamespace", schema(builtin::PG_CATALOG)),
                    ("conname", name),
                    ("conrelid", oid(CATALOG)),
                    ("contype", text(kind)),
                    ("confrelid", oid("r0")),
                    ("contypid", oid("t0")),
                ])
            });
            rows.to_vec()
        }
        "pg_attribute" => {
            let columns = ["tableoid", "cmax", "xmax", "cmin", "xmin", "ctid"];
            let own = columns.into_iter().zip(-6..);
            own.map(|(name, at)| row([("attname", text(name)), ("attnum", number(at))]))
                .chain([row([("attrelid", oid(CATALOG))])])
                .collect()
        }
        "pg_index" => vec![row([
            ("indrelid", oid(CATALOG)),
            ("indexrelid", oid(CATALOG)),
        ])],
        "pg_trigger" => vec![row([
            ("tgname", text("RI_ConstraintTrigger_")),
            ("tgisinternal", flag(true)),
        ])],
        "pg_tables" => each("schemaname", "tablename"),
        "pg_views" => each("schemaname", "viewname"),
        "pg_indexes" => vec![row([
            ("schemaname", text("pg_catalog")),
            ("tablename", affixed("pg_", "")),
            ("indexname", index()),
        ])],
        "information_schema.tables" | "information_schema.views" | "information_schema.columns" => {
            each("table_schema", "table_name")
        }
        "information_schema.routines" => vec![row([("routine_schema", text("pg_catalog"))])],
        "information_schema.domains" => each("domain_schema", "domain_name"),
        _ => Vec::new(),
    }
}

pub(super) fn type_number(ty: &TypeUse) -> String {
    format!("t{}{}", ty.id.0, if ty.array { "[]" } else { "" })
}

/// The numbers of an index's columns; 0 of an expression.
fn index_columns(index: &IndexInfo) -> Value {
    let keys = index.keys.iter().map(|key| match key.what {
        KeyKind::Column(column) => column.0,
        KeyKind::Expr(_) => 0,
    });
    let included = index.include.iter().map(|column| column.0);
    Value::Vector(keys.chain(included).map(number).collect())
}

fn has_expressions(index: &IndexInfo) -> bool {
    let mut keys = index.keys.iter();
    keys.any(|key| !matches!(key.what, KeyKind::Column(_)))
}

impl Catalog {
    /// The rows of a system catalog; `None` for one that is not modelled.
    fn rows(&self, table: &str, wanted: &Wanted) -> Option<Vec<Record>> {
        Some(match table {
            "pg_namespace" => self
                .schemas
                .iter()
                .map(|(id, schema)| {
                    row([
                        ("oid", oid(format!("n{}", id.0))),
                        ("nspname", text(&schema.name)),
                    ])
                })
                .collect(),
            "information_schema.schemata" => self
                .schemas
                .values()
                .map(|schema| row([("schema_name", text(&schema.name))]))
                .collect(),
            "pg_extension" => self
                .extensions
                .iter()
                .map(|(name, extension)| {
                    row([
                        ("oid", oid(format!("e{name}"))),
                        ("extname", text(name)),
                        ("extnamespace", oid(format!("n{}", extension.schema.0))),
                    ])
                })
                .collect(),
            "pg_type" => self.type_rows(wanted),
            "pg_enum" => self.enum_rows(),
            "pg_class" => self.class_rows(wanted),
            "pg_proc" => self.function_rows(wanted),
            "pg_constraint" => self.constraint_rows(wanted),
            "information_schema.table_constraints" => self.table_constraint_rows(wanted),
            "information_schema.key_column_usage"
            | "information_schema.constraint_column_usage" => self.key_column_rows(table, wanted),
            "information_schema.routines" => self
                .functions
                .iter()
                .map(|(_, function)| {
                    row([
                        ("routine_schema", text(self.schema_name(function.schema))),
                        ("routine_name", text(&function.name)),
                        (
                            "routine_type",
                            text(match function.kind {
                                FunctionKind::Procedure => "PROCEDURE",
                                _ => "FUNCTION",
                            }),
                        ),
                    ])
                })
                .collect(),
            "information_schema.domains" => self
                .types
                .iter()
                .filter(|(_, ty)| matches!(ty.kind, TypeKind::Domain(_)))
                .map(|(_, ty)| {
                    row([
                        ("domain_schema", text(self.schema_name(ty.schema))),
                        ("domain_name", text(&ty.name)),
                    ])
                })
                .collect(),
            _ => return self.relation_rows(table, wanted),
        })
    }

    /// Catalogs with rows for relations, their columns, indexes and triggers.
    fn relation_rows(&self, table: &str, wanted: &Wanted) -> Option<Vec<Record>> {
        let make: fn(&Catalog, &Relation, &mut Vec<Record>) = match table {
            "pg_attribute" => Catalog::attribute_rows,
            "pg_index" => |_, relation, rows| {
                if let Some(index) = relation.index() {
                    rows.push(row([
                        ("indexrelid", oid(format!("r{}", relation.id.0))),
                        ("indrelid", oid(format!("r{}", index.table.0))),
                        ("indisunique", flag(index.unique)),
                        ("indisprimary", flag(index.primary)),
                        ("indisvalid", flag(index.valid)),
                        ("indnullsnotdistinct", flag(index.nulls_not_distinct)),
                        ("indkey", index_columns(index)),
                        ("indnatts", count(index.keys.len() + index.include.len())),
                        ("indnkeyatts", count(index.keys.len())),
                        ("indpred", present(index.predicate.is_some())),
                        ("indexprs", present(has_expressions(index))),
                    ]));
                }
            },
            "pg_indexes" => |catalog, relation, rows| {
                if let Some(index) = relation.index() {
                    let table = catalog.rel(index.table);
                    rows.push(row([
                        ("schemaname", text(catalog.schema_name(relation.schema))),
                        ("indexname", text(&relation.name)),
                        ("tablename", text(table.map_or("", |table| &table.name))),
                        (
                            "indexdef",
                            catalog
                                .index_definition(relation)
                                .map_or(Value::Present, Value::Text),
                        ),
                    ]));
                }
            },
            "pg_trigger" => |_, relation, rows| {
                for name in relation.triggers.keys() {
                    rows.push(row([
                        ("oid", oid(format!("g{}.{name}", relation.id.0))),
                        ("tgname", text(name)),
                        ("tgrelid", oid(format!("r{}", relation.id.0))),
                        ("tgisinternal", flag(false)),
                    ]));
                }
            },
            "information_schema.triggers" => |catalog, relation, rows| {
                let schema = catalog.schema_name(relation.schema);
                for name in relation.triggers.keys() {
                    rows.push(row([
                        ("trigger_schema", text(schema)),
                        ("trigger_name", text(name)),
                        ("event_object_schema", text(schema)),
                        ("event_object_table", text(&relation.name)),
                    ]));
                }
            },
            "pg_policies" => |catalog, relation, rows| {
                for name in relation.policies.keys() {
                    rows.push(row([
                        ("schemaname", text(catalog.schema_name(relation.schema))),
                        ("tablename", text(&relation.name)),
                        ("policyname", text(name)),
                    ]));
                }
            },
            "pg_policy" => |_, relation, rows| {
                for name in relation.policies.keys() {
                    rows.push(row([
                        ("polname", text(name)),
                        ("polrelid", oid(format!("r{}", relation.id.0))),
                    ]));
                }
            },
            "pg_tables" => |catalog, relation, rows| {
                if matches!(relation.kind, RelationKind::Table(_)) {
                    rows.push(row([
                        ("schemaname", text(catalog.schema_name(relation.schema))),
                        ("tablename", text(&relation.name)),
                        ("rowsecurity", flag(relation.row_security)),
                    ]));
                }
            },
            "pg_views" | "pg_matviews" => {
                if table == "pg_views" {
                    |catalog, relation, rows| {
                        if matches!(relation.kind, RelationKind::View(_)) {
                            rows.push(row([
                                ("schemaname", text(catalog.schema_name(relation.schema))),
                                ("viewname", text(&relation.name)),
                            ]));
                        }
                    }
                } else {
                    |catalog, relation, rows| {
                        if matches!(relation.kind, RelationKind::MaterializedView(_)) {
                            rows.push(row([
                                ("schemaname", text(catalog.schema_name(relation.schema))),
                                ("matviewname", text(&relation.name)),
                            ]));
                        }
                    }
                }
            }
            "pg_inherits" => |_, relation, rows| {
                for parent in relation.parents() {
                    rows.push(row([
                        ("inhrelid", oid(format!("r{}", relation.id.0))),
                        ("inhparent", oid(format!("r{}", parent.0))),
                    ]));
                }
            },
            "pg_sequences" | "information_schema.sequences" => |catalog, relation, rows| {
                if matches!(relation.kind, RelationKind::Sequence(_)) {
                    let schema = catalog.schema_name(relation.schema);
                    rows.push(row([
                        ("schemaname", text(schema)),
                        ("sequencename", text(&relation.name)),
                        ("sequence_schema", text(schema)),
                        ("sequence_name", text(&relation.name)),
                    ]));
                }
            },
            "information_schema.tables" | "information_schema.views" => {
                let views_only = table.ends_with("views");
                let mut rows = Vec::new();
                for (_, relation) in self.relations.iter() {
                    if !wanted.admits("table_name", &relation.name) {
                        continue;
                    }
                    let kind = match &relation.kind {
                        RelationKind::Table(_)
                            if relation.persistence == Persistence::Temporary =>
                        {
                            "LOCAL TEMPORARY"
                        }
                        RelationKind::Table(_) => "BASE TABLE",
                        RelationKind::View(_) => "VIEW",
                        RelationKind::ForeignTable(_) => "FOREIGN",
                        _ => continue,
                    };
                    if !views_only || kind == "VIEW" {
                        rows.push(row([
                            ("table_schema", text(self.schema_name(relation.schema))),
                            ("table_name", text(&relation.name)),
                            ("table_type", text(kind)),
                        ]));
                    }
                }
                return Some(rows);
            }
            _ => return None,
        };
        let number = match table {
            "pg_attribute" => "attrelid",
            "pg_index" => "indexrelid",
            "pg_inherits" => "inhrelid",
            "pg_policy" => "polrelid",
            "pg_trigger" => "tgrelid",
            _ => "",
        };
        let name = match table {
            "pg_indexes" => "indexname",
            "pg_policies" | "pg_tables" => "tablename",
            "information_schema.triggers" => "event_object_table",
            _ => "",
        };
        let mut rows = Vec::new();
        for (_, relation) in wanted.relations(self, number) {
            if wanted.admits(name, &relation.name) {
                make(self, relation, &mut rows);
            }
        }
        Some(rows)
    }

    fn type_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let make = |ty: &TypeUse, name: &str, schema: u32, kind: &str, category: &str| {
            row([
                ("oid", oid(type_number(ty))),
                ("typname", text(name)),
                ("typnamespace", oid(format!("n{schema}"))),
                ("typtype", text(kind)),
                ("typcategory", text(category)),
                ("typbasetype", oid("t0")),
                ("typtypmod", number(-1)),
                ("typnotnull", flag(false)),
            ])
        };
        let mut rows = Vec::new();
        // An array's name has a `_` before that of its element.
        let named = |name: &str| {
            wanted.admits("typname", name) || wanted.admits("typname", &format!("_{name}"))
        };
        for ty in TYPES {
            if !named(ty.name) {
                continue;
            }
            let plain = TypeUse::plain(TypeId(ty.oid));
            let kind = match ty.kind {
                builtin::BuiltinKind::Base => "b",
                builtin::BuiltinKind::Pseudo => "p",
                builtin::BuiltinKind::Range => "r",
                builtin::BuiltinKind::Multirange => "m",
            };
            rows.push(make(&plain, ty.name, 11, kind, &ty.category.to_string()));
            if ty.array != 0 {
                rows.push(make(
                    &plain.array_of(),
                    &format!("_{}", ty.name),
                    11,
                    "b",
                    "A",
                ));
            }
        }
        for (id, ty) in self.types.iter() {
            if !named(&ty.name) {
                continue;
            }
            let plain = TypeUse::plain(TypeId(id));
            let (kind, category) = match &ty.kind {
                TypeKind::Enum(_) => ("e", "E"),
                TypeKind::Domain(_) => ("d", "U"),
                TypeKind::Composite(_) | TypeKind::Row(_) => ("c", "C"),
                TypeKind::Range { .. } => ("r", "R"),
                TypeKind::Multirange(_) => ("m", "R"),
                TypeKind::Base => ("b", "U"),
                TypeKind::Shell => ("p", "P"),
            };
            let mut fields = make(&plain, &ty.name, ty.schema.0, kind, category);
            if let TypeKind::Domain(domain) = &ty.kind {
                let modifier = type_modifier(&domain.base);
                let modifier = modifier.map_or(Value::Present, number);
                fields.insert(Cow::Borrowed("typbasetype"), oid(type_number(&domain.base)));
                fields.insert(Cow::Borrowed("typtypmod"), modifier);
                fields.insert(Cow::Borrowed("typnotnull"), flag(domain.not_null.is_some()));
            }
            rows.push(fields);
            let array = format!("_{}", ty.name);
            rows.push(make(&plain.array_of(), &array, ty.schema.0, "b", "A"));
        }
        rows
    }

    fn enum_rows(&self) -> Vec<Record> {
        let mut rows = Vec::new();
        for (id, ty) in self.types.iter() {
            if let TypeKind::Enum(labels) = &ty.kind {
                for label in labels {
                    rows.push(row([
                        ("enumtypid", oid(format!("t{id}"))),
                        ("enumlabel", text(&label.text)),
                    ]));
                }
            }
        }
        rows
    }

    fn class_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let mut rows: Vec<Record> = CATALOG_RELATIONS
            .iter()
            .map(|name| (name, CATALOG, builtin::PG_CATALOG))
            .chain(
                INFORMATION_SCHEMA_RELATIONS
                    .iter()
                    .map(|name| (name, "i", builtin::INFORMATION_SCHEMA)),
            )
            .filter(|(name, letter, _)| {
                let fits = match wanted.key("oid") {
                    Some(Key::Oid(oid)) => oid.starts_with(letter),
                    _ => true,
                };
                fits && wanted.admits("relname", name)
            })
            .map(|(name, letter, schema)| {
                row([
                    ("oid", oid(format!("{letter}{name}"))),
                    ("relname", text(*name)),
                    ("relnamespace", oid(format!("n{}", schema.0))),
                ])
            })
            .collect();
        for (id, relation) in wanted.relations(self, "oid") {
            if !wanted.admits("relname", &relation.name) {
                continue;
            }
            let partitioned = relation.is_partitioned();
            let kind = match &relation.kind {
                RelationKind::Table(_) if partitioned => "p",
                RelationKind::Table(_) => "r",
                RelationKind::ForeignTable(_) => "f",
                RelationKind::View(_) => "v",
                RelationKind::MaterializedView(_) => "m",
                RelationKind::Sequence(_) => "S",
                RelationKind::Composite => "c",
                RelationKind::Index(index) => {
                    let on_partitioned =
                        self.rel(index.table).is_some_and(Relation::is_partitioned);
                    if on_partitioned { "I" } else { "i" }
                }
            };
            let persistence = match relation.persistence {
                Persistence::Permanent => "p",
                Persistence::Unlogged => "u",
                Persistence::Temporary => "t",
            };
            rows.push(row([
                ("oid", oid(format!("r{id}"))),
                ("relname", text(&relation.name)),
                ("relnamespace", oid(format!("n{}", relation.schema.0))),
                ("relkind", text(kind)),
                ("relpersistence", text(persistence)),
                ("relispartition", flag(relation.is_partition())),
                ("relrowsecurity", flag(relation.row_security)),
            ]));
        }
        rows
    }

    fn function_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let mut rows: Vec<Record> = FUNCTIONS
            .iter()
            .filter(|(name, _)| wanted.admits("proname", name))
            .map(|(name, _)| row([("proname", text(*name)), ("pronamespace", oid("n11"))]))
            .collect();
        for (id, function) in self.functions.iter() {
            if !wanted.admits("proname", &function.name) {
                continue;
            }
            let kind = match (function.kind, function.window) {
                (_, true) => "w",
                (FunctionKind::Function, _) => "f",
                (FunctionKind::Procedure, _) => "p",
                (FunctionKind::Aggregate, _) => "a",
            };
            rows.push(row([
                ("oid", oid(format!("f{id}"))),
                ("proname", text(&function.name)),
                ("pronamespace", oid(format!("n{}", function.schema.0))),
                ("prokind", text(kind)),
                ("pronargs", count(function.arguments.len())),
            ]));
        }
        rows
    }

    /// Every constraint of a relation: name, the letter of `contype`, the rest.
    fn constraints_of(
        relation: &Relation,
    ) -> impl Iterator<Item = (&str, &'static str, Option<&super::Constraint>)> {
        let real = relation.constraints.iter().map(|constraint| {
            let letter = match &constraint.kind {
                ConstraintKind::PrimaryKey { .. } => "p",
                ConstraintKind::Unique { .. } => "u",
                ConstraintKind::Exclude { .. } => "x",
                ConstraintKind::Check(_) => "c",
                ConstraintKind::ForeignKey(_) => "f",
            };
            (constraint.name.as_str(), letter, Some(&**constraint))
        });
        let not_null = relation.columns.iter().filter_map(|column| {
            let name = column.not_null.as_ref()?.name.as_deref()?;
            Some((name, "n", None))
        });
        real.chain(not_null)
    }

    fn constraint_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let of_the_servers_domains = ["cardinal_number_domain_check", "yes_or_no_check"];
        let mut rows: Vec<Record> = of_the_servers_domains
            .into_iter()
            .filter(|name| wanted.admits("conname", name))
            .map(|name| {
                row([
                    ("conname", text(name)),
                    ("conrelid", oid("r0")),
                    ("confrelid", oid("r0")),
                    (
                        "connamespace",
                        oid(format!("n{}", builtin::INFORMATION_SCHEMA.0)),
                    ),
                    ("contype", text("c")),
                    ("convalidated", flag(true)),
                ])
            })
            .collect();
        for (id, relation) in wanted.relations(self, "conrelid") {
            for (name, letter, constraint) in Self::constraints_of(relation) {
                if !wanted.admits("conname", name) || !wanted.admits("contype", letter) {
                    continue;
                }
                let references = match constraint.map(|constraint| &constraint.kind) {
                    Some(ConstraintKind::ForeignKey(key)) => format!("r{}", key.table.0),
                    _ => "r0".to_owned(),
                };
                let mut fields = row([
                    ("oid", oid(format!("k{id}.{name}"))),
                    ("conname", text(name)),
                    ("conrelid", oid(format!("r{id}"))),
                    ("confrelid", oid(references)),
                    ("contypid", oid("t0")),
                    ("connamespace", oid(format!("n{}", relation.schema.0))),
                    ("contype", text(letter)),
                    (
                        "convalidated",
                        flag(constraint.is_none_or(|constraint| constraint.validated)),
                    ),
                ]);
                // The columns of others are in the order of the server's tree.
                match constraint.map(|constraint| &constraint.kind) {
                    Some(
                        ConstraintKind::PrimaryKey { columns, .. }
                        | ConstraintKind::Unique { columns, .. },
                    ) => {
                        fields.insert(Cow::Borrowed("conkey"), numbers(columns));
                    }
                    Some(ConstraintKind::ForeignKey(key)) => {
                        fields.insert(Cow::Borrowed("conkey"), numbers(&key.columns));
                        fields.insert(Cow::Borrowed("confkey"), numbers(&key.referenced));
                    }
                    _ => {}
                }
                rows.push(fields);
            }
        }
        for (id, ty) in self.types.iter() {
            if let TypeKind::Domain(domain) = &ty.kind {
                for check in &domain.checks {
                    rows.push(row([
                        ("oid", oid(format!("k{id}.{}", check.name))),
                        ("conname", text(&check.name)),
                        ("conrelid", oid("r0")),
                        ("confrelid", oid("r0")),
                        ("contypid", oid(format!("t{id}"))),
                        ("connamespace", oid(format!("n{}", ty.schema.0))),
                        ("contype", text("c")),
                        ("convalidated", flag(check.validated)),
                    ]));
                }
            }
        }
        rows
    }

    fn table_constraint_rows(&self, wanted: &Wanted) -> Vec<Record> {
        let mut rows = Vec::new();
        for (_, relation) in self.relations.iter() {
            if !wanted.admits("table_name", &relation.name) {
                continue;
            }
            let schema = self.schema_name(relation.schema);
            for (name, letter, _) in Self::constraints_of(relation) {
                if !wanted.admits("constraint_name", name) {
                    continue;
                }
                let kind = match letter {
                    "p" => "PRIMARY KEY",
                    "u" => "UNIQUE",
                    "f" => "FOREIGN KEY",
                    "c" | "n" => "CHECK",
                    // Exclusion constraints are not in the standard's view.
                    _ => continue,
                };
                rows.push(row([
                    ("constraint_schema", text(schema)),
                    ("constraint_name", text(name)),
                    ("table_schema", text(schema)),
                    ("table_name", text(&relation.name)),
                    ("constraint_type", text(kind)),
                ]));
            }
        }
        rows
    }

    /// `key_column_usage` has the columns of keys, `constraint_column_usage`
    /// those that a constraint reads or refers to.
    fn key_column_rows(&self, table: &str, wanted: &Wanted) -> Vec<Record> {
        let usage = table.ends_with("constraint_column_usage");
        let mut rows = Vec::new();
        for (_, relation) in self.relations.iter() {
            for constraint in &relation.constraints {
                if !wanted.admits("constraint_name", &constraint.name) {
                    continue;
                }
                let (target, columns) = match &constraint.kind {
                    ConstraintKind::PrimaryKey { columns, .. }
                    | ConstraintKind::Unique { columns, .. } => {
                        (relation.as_ref(), columns.clone())
                    }
                    ConstraintKind::ForeignKey(key) if usage => match self.rel(key.table) {
                        Some(other) => (other, key.referenced.clone()),
                        None => continue,
                    },
                    ConstraintKind::ForeignKey(key) => (relation.as_ref(), key.columns.clone()),
                    ConstraintKind::Check(check) if usage => {
                        let columns = check.uses.columns.iter();
                        (relation.as_ref(), columns.map(|(_, id)| *id).collect())
                    }
                    _ => continue,
                };
                let constraint_schema = self.schema_name(relation.schema);
                for id in columns {
                    if let Some(column) = target.column_by_id(id) {
                        rows.push(row([
                            ("constraint_schema", text(constraint_schema)),
                            ("constraint_name", text(&constraint.name)),
                            ("table_schema", text(self.schema_name(target.schema))),
                            ("table_name", text(&target.name)),
                            ("column_name", text(&column.name)),
                        ]));
                    }
                }
            }
        }
        rows
    }
}
