//! Look-ups in the system catalogs, answered by the replayed catalog.

use super::builtin_data::{CATALOG_RELATIONS, INFORMATION_SCHEMA_RELATIONS, TYPES};
use super::builtin_functions::FUNCTIONS;
use super::lookup_columns::{OF_TYPE as COLUMNS_OF_TYPE, type_modifier};
use super::pleval::Why;
use super::plvalue::{CATALOG, ROW_TYPE, Value};
use super::{
    Catalog, ColumnId, ConstraintKind, IndexInfo, KeyKind, Relation, RelationKind, Replay, TypeId,
    TypeKind, TypeUse, builtin,
};
use crate::ddl::{FunctionKind, Persistence};
use crate::diag::Span;
use std::collections::BTreeMap;

/// A row of a system catalog: the columns that are modelled, as text. Object
/// numbers have a letter in front, so that those of two kinds never match.
pub(super) type Row = BTreeMap<&'static str, String>;

/// A row that a query reads.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceRow {
    /// Its columns, as far as they are known.
    pub(super) fields: BTreeMap<String, Value>,
    /// Why it is not certain that it is there.
    pub(super) maybe: Option<Why>,
    /// Whether it stands for no row, of an outer join.
    pub(super) missing: bool,
}

impl SourceRow {
    pub(super) fn of(fields: BTreeMap<String, Value>) -> Self {
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

/// In a [`Row`]: some name of the server's own; with what it begins and ends with
/// behind it and another of its kind between, if that is known.
const SYSTEM: &str = "\0";

/// Names of the server's own indexes and TOAST tables.
const INDEX: &str = "\0pg_\0_index";
const TOAST: &str = "\0pg_toast_\0#";
const TOAST_INDEX: &str = "\0pg_toast_\0_index";
/// In a [`Row`]: what is not a text.
pub(super) fn marked(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        Value::Null => NULL.to_owned(),
        _ => PRESENT.to_owned(),
    }
}

pub(super) const NULL: &str = "\0null";
pub(super) const PRESENT: &str = "\0present";

/// Columns that hold numbers.
const NUMBERS: &[&str] = &[
    "adnum",
    "attnum",
    "atttypmod",
    "character_maximum_length",
    "character_octet_length",
    "datetime_precision",
    "indnatts",
    "indnkeyatts",
    "numeric_precision",
    "numeric_precision_radix",
    "numeric_scale",
    "ordinal_position",
    "pronargs",
    "typtypmod",
];

/// Columns that hold arrays of numbers, with blanks between them in a [`Row`].
const ARRAYS: &[&str] = &["confkey", "conkey"];

/// The same of an `int2vector`.
const VECTORS: &[&str] = &["indkey"];

/// Columns that hold numbers of objects.
const OIDS: &[&str] = &[
    "adrelid",
    "atttypid",
    "attrelid",
    "confrelid",
    "connamespace",
    "conrelid",
    "contypid",
    "enumtypid",
    "extnamespace",
    "indexrelid",
    "indrelid",
    "inhparent",
    "inhrelid",
    "oid",
    "polrelid",
    "pronamespace",
    "relnamespace",
    "tgrelid",
    "typbasetype",
    "typnamespace",
    "typrelid",
];

/// Columns that hold booleans.
const FLAGS: &[&str] = &[
    "atthasdef",
    "attisdropped",
    "attnotnull",
    "convalidated",
    "indisprimary",
    "indisunique",
    "indisvalid",
    "indnullsnotdistinct",
    "relispartition",
    "relrowsecurity",
    "rowsecurity",
    "tgisinternal",
    "typnotnull",
];

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
#[derive(Clone, Debug, Default)]
pub(super) struct Wanted(Vec<(String, Value)>);

impl Wanted {
    /// Adds `column = value`, if it decides by the text of a row alone.
    pub(super) fn and(&mut self, column: &str, value: Value) {
        let by_text = match &value {
            Value::Text(_) => ![OIDS, NUMBERS, FLAGS, ARRAYS, VECTORS]
                .iter()
                .any(|list| list.contains(&column)),
            Value::Oid(..) => OIDS.contains(&column),
            _ => false,
        };
        if by_text {
            self.0.push((column.to_owned(), value));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a look-up with it is remembered by.
    pub(super) fn key(&self, table: &str) -> String {
        if self.is_empty() {
            return table.to_owned();
        }
        format!("{table} {:?}", self.0)
    }

    /// Whether a row with this in a column may be one.
    pub(super) fn admits(&self, column: &str, text: &str) -> bool {
        self.0.iter().all(|(of, value)| match value {
            Value::Text(wanted) | Value::Oid(wanted, _) => of != column || text == wanted,
            _ => true,
        })
    }

    /// The same, of the number of a relation.
    pub(super) fn admits_number(&self, column: &str, id: u32) -> bool {
        self.0.iter().all(|(of, _)| of != column) || self.admits(column, &format!("r{id}"))
    }

    fn admits_row(&self, row: &Row) -> bool {
        row.iter().all(|(column, text)| self.admits(column, text))
    }
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

fn value(column: &str, text: String) -> Value {
    match text.as_str() {
        NULL => return Value::Null,
        PRESENT => return Value::Present,
        _ => {}
    }
    if let Some(known) = text.strip_prefix(SYSTEM) {
        return match known.split_once(SYSTEM) {
            Some((begin, end)) => Value::Affixed(begin.to_owned(), end.to_owned()),
            None => Value::System,
        };
    }
    if OIDS.contains(&column) {
        return Value::Oid(text, None);
    }
    if FLAGS.contains(&column) {
        return Value::Bool(text == "t");
    }
    if ARRAYS.contains(&column) {
        let numbers = text.split(' ').filter_map(|number| number.parse().ok());
        return Value::List(numbers.map(Value::Int).collect());
    }
    if VECTORS.contains(&column) {
        let numbers = text.split(' ').filter_map(|number| number.parse().ok());
        return Value::Vector(numbers.map(Value::Int).collect());
    }
    match text.parse() {
        Ok(number) if NUMBERS.contains(&column) => Value::Int(number),
        _ => Value::Text(text),
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
        let made = |row: Row, maybe: Option<Why>| SourceRow {
            fields: row
                .into_iter()
                .map(|(column, text)| (column.to_owned(), value(column, text)))
                .collect(),
            maybe,
            missing: false,
        };
        let found = match table {
            "information_schema.columns" => self.column_rows(wanted),
            "pg_attrdef" => self.default_rows(wanted),
            _ => catalog.rows(table, wanted)?,
        };
        let mut rows: Vec<SourceRow> = found
            .into_iter()
            .filter(|row| wanted.admits_row(row))
            .map(|row| made(row, None))
            .collect();
        if !catalog.taints.is_empty() {
            self.mark_tainted(table, &mut rows);
        }
        let own = Why {
            reason: format!("{table} holds objects of the server's own, too"),
            span,
        };
        let ghosts = ghosts(table).into_iter();
        rows.extend(ghosts.map(|row| made(row, Some(own.clone()))));
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
                    if row.fields.get(*column) == Some(&number) {
                        identity.push(column);
                    }
                }
                for (schema_column, column) in OF_NAMES {
                    if row.fields.get(*schema_column) == Some(&schema)
                        && row.fields.get(*column) == Some(&name)
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
                    unknown
                        .fields
                        .retain(|column, _| identity.contains(&column.as_str()));
                    open = Some(unknown);
                }
            }
            // More of its kind may be there: columns, constraints, indexes.
            if open.is_none() && !matches!(table, "pg_class" | "pg_namespace" | "pg_type") {
                open = Some(SourceRow {
                    fields: OF_RELATION
                        .iter()
                        .map(|column| ((*column).to_owned(), number.clone()))
                        .chain(OF_NAMES.iter().flat_map(|(schema_column, column)| {
                            [
                                ((*schema_column).to_owned(), schema.clone()),
                                ((*column).to_owned(), name.clone()),
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
                    fields: [(column.to_owned(), name)].into_iter().collect(),
                    maybe: Some(why(taint)),
                    missing: false,
                });
            }
        }
        rows.extend(more);
    }
}

/// Rows that stand for any number of objects of the server's own.
fn ghosts(table: &str) -> Vec<Row> {
    let of = |schema: &str, fields: &[(&'static str, &str)]| -> Row {
        let fields = fields.iter().map(|(column, text)| {
            let text = if *text == "schema" { schema } else { text };
            (*column, text.to_owned())
        });
        fields.collect()
    };
    let each = |fields: &[(&'static str, &str)]| {
        let schemas = ["pg_catalog", "information_schema", "pg_toast"];
        schemas.map(|schema| of(schema, fields)).to_vec()
    };
    let numbered = |fields: &[(&'static str, &str)]| {
        let schemas = [
            builtin::PG_CATALOG,
            builtin::INFORMATION_SCHEMA,
            builtin::PG_TOAST,
        ];
        schemas.map(|id| of(&format!("n{}", id.0), fields)).to_vec()
    };
    match table {
        // Its tables and views have rows of their own.
        "pg_class" => {
            let pg_catalog = format!("n{}", builtin::PG_CATALOG.0);
            let pg_toast = format!("n{}", builtin::PG_TOAST.0);
            let kinds = [
                (&pg_catalog, INDEX, "i"),
                (&pg_toast, TOAST, "t"),
                (&pg_toast, TOAST_INDEX, "i"),
            ];
            let rows = kinds.map(|(schema, name, kind)| {
                row([
                    ("oid", CATALOG.to_owned()),
                    ("relnamespace", schema.clone()),
                    ("relname", name.to_owned()),
                    ("relkind", kind.to_owned()),
                ])
            });
            rows.to_vec()
        }
        "pg_type" => numbered(&[
            ("oid", ROW_TYPE),
            ("typnamespace", "schema"),
            ("typname", SYSTEM),
        ]),
        "pg_constraint" => {
            let kinds = [("p", INDEX), ("u", INDEX), ("n", "\0pg_\0_not_null")];
            let rows = kinds.map(|(kind, name)| {
                row([
                    ("connamespace", format!("n{}", builtin::PG_CATALOG.0)),
                    ("conname", name.to_owned()),
                    ("conrelid", CATALOG.to_owned()),
                    ("contype", kind.to_owned()),
                    ("confrelid", "r0".to_owned()),
                    ("contypid", "t0".to_owned()),
                ])
            });
            rows.to_vec()
        }
        "pg_attribute" => {
            let columns = ["tableoid", "cmax", "xmax", "cmin", "xmin", "ctid"];
            let own = columns.iter().zip(["-6", "-5", "-4", "-3", "-2", "-1"]);
            own.map(|(name, number)| of("", &[("attname", name), ("attnum", number)]))
                .chain([of("", &[("attrelid", CATALOG)])])
                .collect()
        }
        "pg_index" => vec![of("", &[("indrelid", CATALOG), ("indexrelid", CATALOG)])],
        "pg_trigger" => vec![of(
            "",
            &[("tgname", "RI_ConstraintTrigger_"), ("tgisinternal", "t")],
        )],
        "pg_tables" => each(&[("schemaname", "schema"), ("tablename", SYSTEM)]),
        "pg_views" => each(&[("schemaname", "schema"), ("viewname", SYSTEM)]),
        "pg_indexes" => vec![of(
            "pg_catalog",
            &[
                ("schemaname", "schema"),
                ("tablename", "\0pg_\0"),
                ("indexname", INDEX),
            ],
        )],
        "information_schema.tables" | "information_schema.views" => {
            each(&[("table_schema", "schema"), ("table_name", SYSTEM)])
        }
        "information_schema.columns" => each(&[("table_schema", "schema"), ("table_name", SYSTEM)]),
        "information_schema.routines" => vec![of("pg_catalog", &[("routine_schema", "schema")])],
        "information_schema.domains" => {
            each(&[("domain_schema", "schema"), ("domain_name", SYSTEM)])
        }
        _ => Vec::new(),
    }
}

pub(super) fn type_number(ty: &TypeUse) -> String {
    format!("t{}{}", ty.id.0, if ty.array { "[]" } else { "" })
}

/// The numbers of an index's columns; 0 of an expression.
fn index_columns(index: &IndexInfo) -> String {
    let keys = index.keys.iter().map(|key| match key.what {
        KeyKind::Column(column) => column.0,
        KeyKind::Expr(_) => 0,
    });
    let included = index.include.iter().map(|column| column.0);
    let all: Vec<String> = keys
        .chain(included)
        .map(|number| number.to_string())
        .collect();
    all.join(" ")
}

fn has_expressions(index: &IndexInfo) -> bool {
    let mut keys = index.keys.iter();
    keys.any(|key| !matches!(key.what, KeyKind::Column(_)))
}

/// A tree of the server's that is there, or NULL.
fn present(is: bool) -> String {
    if is { PRESENT } else { NULL }.to_owned()
}

pub(super) fn flag(value: bool) -> String {
    if value { "t" } else { "f" }.to_owned()
}

fn numbers(columns: &[ColumnId]) -> String {
    let numbers: Vec<String> = columns.iter().map(|id| id.0.to_string()).collect();
    numbers.join(" ")
}

pub(super) fn yes(value: bool) -> String {
    if value { "YES" } else { "NO" }.to_owned()
}

pub(super) fn row<const N: usize>(fields: [(&'static str, String); N]) -> Row {
    fields.into_iter().collect()
}

impl Catalog {
    /// The rows of a system catalog; `None` for one that is not modelled.
    fn rows(&self, table: &str, wanted: &Wanted) -> Option<Vec<Row>> {
        Some(match table {
            "pg_namespace" => self
                .schemas
                .iter()
                .map(|(id, schema)| {
                    row([
                        ("oid", format!("n{}", id.0)),
                        ("nspname", schema.name.clone()),
                    ])
                })
                .collect(),
            "information_schema.schemata" => self
                .schemas
                .values()
                .map(|schema| row([("schema_name", schema.name.clone())]))
                .collect(),
            "pg_extension" => self
                .extensions
                .iter()
                .map(|(name, extension)| {
                    row([
                        ("oid", format!("e{name}")),
                        ("extname", name.clone()),
                        ("extnamespace", format!("n{}", extension.schema.0)),
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
                        (
                            "routine_schema",
                            self.schema_name(function.schema).to_owned(),
                        ),
                        ("routine_name", function.name.clone()),
                        (
                            "routine_type",
                            match function.kind {
                                FunctionKind::Procedure => "PROCEDURE",
                                _ => "FUNCTION",
                            }
                            .to_owned(),
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
                        ("domain_schema", self.schema_name(ty.schema).to_owned()),
                        ("domain_name", ty.name.clone()),
                    ])
                })
                .collect(),
            _ => return self.relation_rows(table, wanted),
        })
    }

    /// Catalogs with rows for relations, their columns, indexes and triggers.
    fn relation_rows(&self, table: &str, wanted: &Wanted) -> Option<Vec<Row>> {
        let make: fn(&Catalog, &Relation, &mut Vec<Row>) = match table {
            "pg_attribute" => Catalog::attribute_rows,
            "pg_index" => |_, relation, rows| {
                if let Some(index) = relation.index() {
                    rows.push(row([
                        ("indexrelid", format!("r{}", relation.id.0)),
                        ("indrelid", format!("r{}", index.table.0)),
                        ("indisunique", flag(index.unique)),
                        ("indisprimary", flag(index.primary)),
                        ("indisvalid", flag(index.valid)),
                        ("indnullsnotdistinct", flag(index.nulls_not_distinct)),
                        ("indkey", index_columns(index)),
                        (
                            "indnatts",
                            (index.keys.len() + index.include.len()).to_string(),
                        ),
                        ("indnkeyatts", index.keys.len().to_string()),
                        ("indpred", present(index.predicate.is_some())),
                        ("indexprs", present(has_expressions(index))),
                    ]));
                }
            },
            "pg_indexes" => |catalog, relation, rows| {
                if let Some(index) = relation.index() {
                    let table = catalog.rel(index.table);
                    rows.push(row([
                        (
                            "schemaname",
                            catalog.schema_name(relation.schema).to_owned(),
                        ),
                        ("indexname", relation.name.clone()),
                        (
                            "tablename",
                            table.map(|table| table.name.clone()).unwrap_or_default(),
                        ),
                        (
                            "indexdef",
                            marked(
                                catalog
                                    .index_definition(relation)
                                    .map_or(Value::Present, Value::Text),
                            ),
                        ),
                    ]));
                }
            },
            "pg_trigger" => |_, relation, rows| {
                for name in relation.triggers.keys() {
                    rows.push(row([
                        ("oid", format!("g{}.{name}", relation.id.0)),
                        ("tgname", name.clone()),
                        ("tgrelid", format!("r{}", relation.id.0)),
                        ("tgisinternal", flag(false)),
                    ]));
                }
            },
            "information_schema.triggers" => |catalog, relation, rows| {
                let schema = catalog.schema_name(relation.schema);
                for name in relation.triggers.keys() {
                    rows.push(row([
                        ("trigger_schema", schema.to_owned()),
                        ("trigger_name", name.clone()),
                        ("event_object_schema", schema.to_owned()),
                        ("event_object_table", relation.name.clone()),
                    ]));
                }
            },
            "pg_policies" => |catalog, relation, rows| {
                for name in relation.policies.keys() {
                    rows.push(row([
                        (
                            "schemaname",
                            catalog.schema_name(relation.schema).to_owned(),
                        ),
                        ("tablename", relation.name.clone()),
                        ("policyname", name.clone()),
                    ]));
                }
            },
            "pg_policy" => |_, relation, rows| {
                for name in relation.policies.keys() {
                    rows.push(row([
                        ("polname", name.clone()),
                        ("polrelid", format!("r{}", relation.id.0)),
                    ]));
                }
            },
            "pg_tables" => |catalog, relation, rows| {
                if matches!(relation.kind, RelationKind::Table(_)) {
                    rows.push(row([
                        (
                            "schemaname",
                            catalog.schema_name(relation.schema).to_owned(),
                        ),
                        ("tablename", relation.name.clone()),
                        ("rowsecurity", flag(relation.row_security)),
                    ]));
                }
            },
            "pg_views" | "pg_matviews" => {
                if table == "pg_views" {
                    |catalog, relation, rows| {
                        if matches!(relation.kind, RelationKind::View(_)) {
                            rows.push(row([
                                (
                                    "schemaname",
                                    catalog.schema_name(relation.schema).to_owned(),
                                ),
                                ("viewname", relation.name.clone()),
                            ]));
                        }
                    }
                } else {
                    |catalog, relation, rows| {
                        if matches!(relation.kind, RelationKind::MaterializedView(_)) {
                            rows.push(row([
                                (
                                    "schemaname",
                                    catalog.schema_name(relation.schema).to_owned(),
                                ),
                                ("matviewname", relation.name.clone()),
                            ]));
                        }
                    }
                }
            }
            "pg_inherits" => |_, relation, rows| {
                for parent in relation.parents() {
                    rows.push(row([
                        ("inhrelid", format!("r{}", relation.id.0)),
                        ("inhparent", format!("r{}", parent.0)),
                    ]));
                }
            },
            "pg_sequences" | "information_schema.sequences" => |catalog, relation, rows| {
                if matches!(relation.kind, RelationKind::Sequence(_)) {
                    let schema = catalog.schema_name(relation.schema);
                    rows.push(row([
                        ("schemaname", schema.to_owned()),
                        ("sequencename", relation.name.clone()),
                        ("sequence_schema", schema.to_owned()),
                        ("sequence_name", relation.name.clone()),
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
                            ("table_schema", self.schema_name(relation.schema).to_owned()),
                            ("table_name", relation.name.clone()),
                            ("table_type", kind.to_owned()),
                        ]));
                    }
                }
                return Some(rows);
            }
            _ => return None,
        };
        let mut rows = Vec::new();
        for (id, relation) in self.relations.iter() {
            let name = &relation.name;
            let shut = match table {
                "pg_attribute" => !wanted.admits_number("attrelid", id),
                "pg_trigger" => !wanted.admits_number("tgrelid", id),
                "pg_policy" => !wanted.admits_number("polrelid", id),
                "pg_index" => !wanted.admits_number("indexrelid", id),
                "pg_indexes" => !wanted.admits("indexname", name),
                "pg_policies" | "pg_tables" => !wanted.admits("tablename", name),
                "information_schema.triggers" => !wanted.admits("event_object_table", name),
                _ => false,
            };
            if !shut {
                make(self, relation, &mut rows);
            }
        }
        Some(rows)
    }

    fn type_rows(&self, wanted: &Wanted) -> Vec<Row> {
        let make = |ty: &TypeUse, name: &str, schema: u32, kind: &str, category: &str| {
            row([
                ("oid", type_number(ty)),
                ("typname", name.to_owned()),
                ("typnamespace", format!("n{schema}")),
                ("typtype", kind.to_owned()),
                ("typcategory", category.to_owned()),
                ("typbasetype", "t0".to_owned()),
                ("typtypmod", "-1".to_owned()),
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
                let modifier = modifier.map_or(PRESENT.to_owned(), |number| number.to_string());
                fields.insert("typbasetype", type_number(&domain.base));
                fields.insert("typtypmod", modifier);
                fields.insert("typnotnull", flag(domain.not_null.is_some()));
            }
            rows.push(fields);
            let array = format!("_{}", ty.name);
            rows.push(make(&plain.array_of(), &array, ty.schema.0, "b", "A"));
        }
        rows
    }

    fn enum_rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (id, ty) in self.types.iter() {
            if let TypeKind::Enum(labels) = &ty.kind {
                for label in labels {
                    rows.push(row([
                        ("enumtypid", format!("t{id}")),
                        ("enumlabel", label.text.clone()),
                    ]));
                }
            }
        }
        rows
    }

    fn class_rows(&self, wanted: &Wanted) -> Vec<Row> {
        let mut rows: Vec<Row> = CATALOG_RELATIONS
            .iter()
            .map(|name| (name, CATALOG, builtin::PG_CATALOG))
            .chain(
                INFORMATION_SCHEMA_RELATIONS
                    .iter()
                    .map(|name| (name, "i", builtin::INFORMATION_SCHEMA)),
            )
            .filter(|(name, ..)| wanted.admits("relname", name))
            .map(|(name, letter, schema)| {
                row([
                    ("oid", format!("{letter}{name}")),
                    ("relname", (*name).to_owned()),
                    ("relnamespace", format!("n{}", schema.0)),
                ])
            })
            .collect();
        for (id, relation) in self.relations.iter() {
            if !wanted.admits("relname", &relation.name) || !wanted.admits_number("oid", id) {
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
                ("oid", format!("r{id}")),
                ("relname", relation.name.clone()),
                ("relnamespace", format!("n{}", relation.schema.0)),
                ("relkind", kind.to_owned()),
                ("relpersistence", persistence.to_owned()),
                ("relispartition", flag(relation.is_partition())),
                ("relrowsecurity", flag(relation.row_security)),
            ]));
        }
        rows
    }

    fn function_rows(&self, wanted: &Wanted) -> Vec<Row> {
        let mut rows: Vec<Row> = FUNCTIONS
            .iter()
            .filter(|(name, _)| wanted.admits("proname", name))
            .map(|(name, _)| {
                row([
                    ("proname", (*name).to_owned()),
                    ("pronamespace", "n11".to_owned()),
                ])
            })
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
                ("oid", format!("f{id}")),
                ("proname", function.name.clone()),
                ("pronamespace", format!("n{}", function.schema.0)),
                ("prokind", kind.to_owned()),
                ("pronargs", function.arguments.len().to_string()),
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

    fn constraint_rows(&self, wanted: &Wanted) -> Vec<Row> {
        let of_the_servers_domains = ["cardinal_number_domain_check", "yes_or_no_check"];
        let mut rows: Vec<Row> = of_the_servers_domains
            .into_iter()
            .filter(|name| wanted.admits("conname", name))
            .map(|name| {
                row([
                    ("conname", name.to_owned()),
                    ("conrelid", "r0".to_owned()),
                    ("confrelid", "r0".to_owned()),
                    (
                        "connamespace",
                        format!("n{}", builtin::INFORMATION_SCHEMA.0),
                    ),
                    ("contype", "c".to_owned()),
                    ("convalidated", flag(true)),
                ])
            })
            .collect();
        for (id, relation) in self.relations.iter() {
            if !wanted.admits_number("conrelid", id) {
                continue;
            }
            for (name, letter, constraint) in Self::constraints_of(relation) {
                if !wanted.admits("conname", name) {
                    continue;
                }
                let references = match constraint.map(|constraint| &constraint.kind) {
                    Some(ConstraintKind::ForeignKey(key)) => format!("r{}", key.table.0),
                    _ => "r0".to_owned(),
                };
                let mut fields = row([
                    ("oid", format!("k{id}.{name}")),
                    ("conname", name.to_owned()),
                    ("conrelid", format!("r{id}")),
                    ("confrelid", references),
                    ("contypid", "t0".to_owned()),
                    ("connamespace", format!("n{}", relation.schema.0)),
                    ("contype", letter.to_owned()),
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
                        fields.insert("conkey", numbers(columns));
                    }
                    Some(ConstraintKind::ForeignKey(key)) => {
                        fields.insert("conkey", numbers(&key.columns));
                        fields.insert("confkey", numbers(&key.referenced));
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
                        ("oid", format!("k{id}.{}", check.name)),
                        ("conname", check.name.clone()),
                        ("conrelid", "r0".to_owned()),
                        ("confrelid", "r0".to_owned()),
                        ("contypid", format!("t{id}")),
                        ("connamespace", format!("n{}", ty.schema.0)),
                        ("contype", "c".to_owned()),
                        ("convalidated", flag(check.validated)),
                    ]));
                }
            }
        }
        rows
    }

    fn table_constraint_rows(&self, wanted: &Wanted) -> Vec<Row> {
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
                    ("constraint_schema", schema.to_owned()),
                    ("constraint_name", name.to_owned()),
                    ("table_schema", schema.to_owned()),
                    ("table_name", relation.name.clone()),
                    ("constraint_type", kind.to_owned()),
                ]));
            }
        }
        rows
    }

    /// `key_column_usage` has the columns of keys, `constraint_column_usage`
    /// those that a constraint reads or refers to.
    fn key_column_rows(&self, table: &str, wanted: &Wanted) -> Vec<Row> {
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
                            ("constraint_schema", constraint_schema.to_owned()),
                            ("constraint_name", constraint.name.clone()),
                            ("table_schema", self.schema_name(target.schema).to_owned()),
                            ("table_name", target.name.clone()),
                            ("column_name", column.name.clone()),
                        ]));
                    }
                }
            }
        }
        rows
    }
}
