//! Tables and views.

use super::ALLOW;
use super::types::{debug_fields, derive, names_of, newtype, violations};
use super::writer::{Writer, literal};
use crate::ir::markdown::code;
use crate::ir::{Constraint, Field, Helper, OfPartition, Parameter, Relation, Statement};

/// A relation's module.
pub(super) fn item(relation: &Relation, out: &mut Writer) {
    out.docs(&relation.docs);
    out.line(ALLOW);
    out.open(&format!("pub mod {} {{", relation.module));
    body(relation, out);
    out.close("}");
}

/// What the module holds.
pub(super) fn body(relation: &Relation, out: &mut Writer) {
    names(relation, out);
    if let Some(id) = &relation.id {
        newtype(id, out);
    }
    row(relation, out);
    if relation.insert {
        insert(relation, out);
    }
    if relation.patch {
        patch(relation, out);
    }
    if !relation.constraints.is_empty() {
        constraints(relation, &relation.constraints, out);
    }
    out.open(&format!("impl {} {{", relation.row));
    for helper in &relation.helpers {
        self::helper(relation, helper, out);
    }
    out.close("}");
    columns(relation, out);
}

/// The constants and what the statements share.
fn names(relation: &Relation, out: &mut Writer) {
    out.docs(&["The schema.".to_owned()]);
    out.line(&format!(
        "pub const SCHEMA: &str = {};",
        literal(&relation.schema)
    ));
    out.docs(&[format!("The {}.", relation.word)]);
    out.line(&format!(
        "pub const TABLE: &str = {};",
        literal(&relation.table)
    ));
    let select: Vec<String> = relation
        .fields
        .iter()
        .map(|field| literal(&field.select))
        .collect();
    let oids: Vec<String> = relation
        .fields
        .iter()
        .map(|field| field.oid.to_string())
        .collect();
    let writes: Vec<String> = relation
        .writes
        .iter()
        .map(|write| {
            format!(
                "({}, {}, {})",
                literal(&write.sql),
                literal(&write.cast),
                write.oid
            )
        })
        .collect();
    let krate = out.krate().to_owned();
    out.open(&format!(
        "static T: {krate}::TableSql = {krate}::TableSql::new("
    ));
    out.line(&format!("{},", literal(&relation.sql)));
    out.line(&format!("&[{}],", select.join(", ")));
    out.line(&format!("&[{}],", oids.join(", ")));
    out.line(&format!("&[{}],", writes.join(", ")));
    out.line(&format!("{},", relation.updatable));
    out.close(");");
}

/// A struct with some of the columns; `wrap` gives a field's type.
fn structure(
    name: &str,
    docs: &str,
    more: &[&str],
    fields: &[&Field],
    wrap: impl Fn(&Field) -> String,
    out: &mut Writer,
) {
    let redacted = fields.iter().any(|field| field.redacted);
    out.docs(&[docs.to_owned()]);
    derive(more, !redacted, out);
    out.open(&format!("pub struct {name} {{"));
    for field in fields {
        out.docs(&field.docs);
        out.line(&format!("pub {}: {},", field.field, wrap(field)));
    }
    out.close("}");
    if redacted {
        let fields = fields
            .iter()
            .map(|field| (field.field.as_str(), field.redacted));
        debug_fields(name, fields, out);
    }
}

/// A column's type, with `Option` where it can be NULL.
fn value(field: &Field) -> String {
    if field.nullable {
        format!("::core::option::Option<{}>", field.ty)
    } else {
        field.ty.clone()
    }
}

/// `Bind` over the first `count` columns that can be written.
fn bind(relation: &Relation, name: &str, count: usize, out: &mut Writer) {
    let krate = out.krate().to_owned();
    out.open(&format!("impl {krate}::Bind for {name} {{"));
    out.open(&format!(
        "fn bind(&self, i: usize) -> {krate}::Param<'_> {{"
    ));
    out.open("match i {");
    for (place, write) in relation.writes.iter().take(count).enumerate() {
        if let Some(field) = relation.fields.get(write.field) {
            out.line(&format!(
                "{place} => {krate}::Encode::<{}>::encode(&self.{}),",
                field.marker, field.field
            ));
        }
    }
    out.line(&format!("_ => {krate}::Param::null(),"));
    out.close("}");
    out.close("}");
    out.close("}");
}

fn row(relation: &Relation, out: &mut Writer) {
    let name = &relation.row;
    let krate = out.krate().to_owned();
    let fields: Vec<&Field> = relation.fields.iter().collect();
    structure(
        name,
        &format!("A row of {}.", relation.shown()),
        &[],
        &fields,
        value,
        out,
    );
    out.open(&format!("impl {krate}::Record for {name} {{"));
    let r = if fields.is_empty() { "_" } else { "r" };
    out.open(&format!(
        "fn decode({r}: &{krate}::Row<'_>) -> ::core::result::Result<Self, {krate}::Error> {{"
    ));
    out.open("::core::result::Result::Ok(Self {");
    for (place, field) in fields.iter().enumerate() {
        out.line(&format!(
            "{}: r.get::<{}, _>({place})?,",
            field.field, field.marker
        ));
    }
    out.close("})");
    out.close("}");
    out.close("}");
    out.open(&format!("impl {krate}::Table for {name} {{"));
    out.line("const SCHEMA: &'static str = SCHEMA;");
    out.line("const TABLE: &'static str = TABLE;");
    out.line(&format!("const SQL: &'static {krate}::TableSql = &T;"));
    out.close("}");
    if relation.patch {
        bind(relation, name, relation.updatable, out);
    }
}

fn insert(relation: &Relation, out: &mut Writer) {
    let name = format!("New{}", crate::ir::names::bare(&relation.row));
    let krate = out.krate().to_owned();
    let fields: Vec<&Field> = relation
        .fields
        .iter()
        .filter(|field| field.write.is_some())
        .collect();
    structure(
        &name,
        &format!(
            "A new row of {}, for [`{}::insert`].",
            relation.shown(),
            relation.row
        ),
        &[],
        &fields,
        |field| {
            if field.has_default {
                format!("{krate}::OrDefault<{}>", value(field))
            } else {
                value(field)
            }
        },
        out,
    );
    let required = |field: &&&Field| !field.has_default && !field.nullable;
    let arguments: Vec<String> = fields
        .iter()
        .filter(required)
        .map(|field| format!("{}: {}", field.field, field.ty))
        .collect();
    let values: Vec<String> = fields
        .iter()
        .map(|field| {
            if required(&field) {
                field.field.clone()
            } else if field.has_default {
                format!("{}: {krate}::OrDefault::Default", field.field)
            } else {
                format!("{}: ::core::option::Option::None", field.field)
            }
        })
        .collect();
    out.open(&format!("impl {name} {{"));
    out.docs(&[
        "A new row from the columns that have neither a default nor NULL to fall back on."
            .to_owned(),
    ]);
    out.open(&format!("pub fn new({}) -> Self {{", arguments.join(", ")));
    out.line(&format!("Self {{ {} }}", values.join(", ")));
    out.close("}");
    out.close("}");
    bind(relation, &name, relation.writes.len(), out);
}

fn patch(relation: &Relation, out: &mut Writer) {
    let name = format!("{}Patch", crate::ir::names::bare(&relation.row));
    let krate = out.krate().to_owned();
    let fields: Vec<&Field> = relation
        .fields
        .iter()
        .filter(|field| field.write.is_some_and(|place| place < relation.updatable))
        .collect();
    structure(
        &name,
        &format!(
            "Changes to a row of {}, for [`{}::patch`]; the default changes nothing.",
            relation.shown(),
            relation.row
        ),
        &["::core::default::Default"],
        &fields,
        |field| format!("{krate}::Patch<{}>", value(field)),
        out,
    );
    bind(relation, &name, relation.updatable, out);
}

fn constraints(relation: &Relation, constraints: &[Constraint], out: &mut Writer) {
    let name = format!("{}Constraint", crate::ir::names::bare(&relation.row));
    let docs = [format!("The constraints of {}.", relation.shown())];
    let is_plain =
        |constraint: &Constraint| constraint.elsewhere.is_empty() && constraint.numbered.is_empty();
    let is_plain = relation.tables.is_none() && constraints.iter().all(is_plain);
    violations(&name, &docs, "this table", constraints, out, |out| {
        if is_plain {
            names_of("error.constraint_on(SCHEMA, TABLE)?", constraints, out);
        } else {
            places(relation, constraints, out);
        }
    });
}

/// The arms of a match on where an error was and what it names: here, in the
/// partitions and children that are known, and in partitions that are not.
fn places(relation: &Relation, constraints: &[Constraint], out: &mut Writer) {
    let krate = out.krate().to_owned();
    out.line("let place = (error.schema()?, error.table()?, error.constraint()?);");
    out.open("::core::option::Option::Some(match place {");
    for constraint in constraints {
        let own = format!("(SCHEMA, TABLE, {})", literal(&constraint.name));
        let elsewhere = constraint.elsewhere.iter().map(|at| {
            format!(
                "({}, {}, {})",
                literal(&at.schema),
                literal(&at.table),
                literal(&at.name)
            )
        });
        let all: Vec<String> = std::iter::once(own).chain(elsewhere).collect();
        out.line(&format!(
            "{} => Self::{},",
            all.join(" | "),
            constraint.variant
        ));
    }
    for constraint in constraints {
        for base in &constraint.numbered {
            out.line(&format!(
                "(SCHEMA, TABLE, name) if {krate}::numbered(name, {}) => Self::{},",
                literal(base),
                constraint.variant
            ));
        }
    }
    let Some(tables) = &relation.tables else {
        return;
    };
    let arms = |pick: fn(&OfPartition) -> Option<&String>| -> Vec<String> {
        constraints
            .iter()
            .filter_map(|constraint| {
                let name = pick(constraint.of_partitions.as_ref()?)?;
                Some(format!(
                    "{} => Self::{},",
                    literal(name),
                    constraint.variant
                ))
            })
            .collect()
    };
    let names = arms(|name| match name {
        OfPartition::Name(name) => Some(name),
        OfPartition::Behind(_) => None,
    });
    let behind = arms(|name| match name {
        OfPartition::Name(_) => None,
        OfPartition::Behind(name) => Some(name),
    });
    if names.is_empty() && behind.is_empty() {
        return;
    }
    // A table that the migrations do not know: a partition that was made since.
    out.open(&format!(
        "(schema, table, name) if !{tables}.contains(&(schema, table)) => match name {{"
    ));
    for arm in &names {
        out.line(arm);
    }
    if behind.is_empty() {
        out.line("_ => return ::core::option::Option::None,");
    } else {
        out.open("_ => match name.strip_prefix(table)? {");
        for arm in &behind {
            out.line(arm);
        }
        out.line("_ => return ::core::option::Option::None,");
        out.close("},");
    }
    out.close("},");
}

fn helper(relation: &Relation, helper: &Helper, out: &mut Writer) {
    let krate = out.krate().to_owned();
    let row = &relation.row;
    let borrowed = helper.arguments.iter().any(|argument| argument.borrowed);
    let (generics, lifetime) = if borrowed {
        ("<'a>", "'a")
    } else {
        ("", "'static")
    };
    let mut arguments: Vec<String> = Vec::new();
    if helper.statement == Statement::Update {
        arguments.push("&'a self".to_owned());
    } else {
        arguments.extend(
            helper
                .arguments
                .iter()
                .map(|argument| format!("{}: {}", argument.name, argument.ty)),
        );
    }
    let rows = match helper.statement {
        Statement::Delete => "()",
        _ => row.as_str(),
    };
    let parameters: Vec<String> = helper.parameters.iter().map(u32::to_string).collect();
    let constructor = match helper.statement {
        Statement::Select => "select",
        Statement::Insert => "insert",
        Statement::Update => "update",
        Statement::Patch => "patch",
        Statement::Delete => "delete",
    };
    let call = match helper.statement {
        Statement::Insert => "(&T)".to_owned(),
        _ => format!(
            "(&T, {}, &[{}])",
            literal(&helper.tail),
            parameters.join(", ")
        ),
    };
    let mut keys = Vec::new();
    let mut with = match helper.statement {
        Statement::Update => ".with(self)".to_owned(),
        _ => String::new(),
    };
    for argument in &helper.arguments {
        match &argument.parameter {
            Parameter::Bind(value) => with = format!(".with({value})"),
            Parameter::From(value) => keys.push(format!("{krate}::Param::of({value})")),
            Parameter::Label(value) => keys.push(format!(
                "{krate}::Param::of({krate}::PgEnum::label({value}))"
            )),
            Parameter::Encode { marker, value } => {
                keys.push(format!("{krate}::Encode::<{marker}>::encode({value})"));
            }
        }
    }
    out.docs(&helper.docs);
    out.open(&format!(
        "pub fn {}{generics}({}) -> {krate}::Query<{lifetime}, {rows}> {{",
        helper.name,
        arguments.join(", ")
    ));
    out.line(&format!(
        "static S: {krate}::Sql = {krate}::Sql::{constructor}{call};"
    ));
    out.line(&format!(
        "{krate}::Query::new(&S, {krate}::Args::of([{}]){with})",
        keys.join(", ")
    ));
    out.close("}");
}

fn columns(relation: &Relation, out: &mut Writer) {
    let krate = out.krate().to_owned();
    out.docs(&["The columns.".to_owned()]);
    out.open("pub mod columns {");
    for (place, field) in relation.fields.iter().enumerate() {
        let name = &field.marker_name;
        out.docs(&[format!("{}.", code(&field.column))]);
        out.line(&format!("pub struct {name};"));
        out.open(&format!("impl {krate}::Column for {name} {{"));
        out.line(&format!("type Table = super::{};", relation.row));
        out.line(&format!("type Pg = {};", field.marker));
        out.line(&if field.nullable {
            format!("type Rust = ::core::option::Option<{}>;", field.ty_below)
        } else {
            format!("type Rust = {};", field.ty_below)
        });
        // A column that is selected by its plain name is named by the select list.
        if field.select != field.column {
            out.line(&format!(
                "const NAME: &'static str = {};",
                literal(&field.column)
            ));
        }
        if field.nullable {
            out.line("const NULLABLE: bool = true;");
        }
        out.line(&format!("const PLACE: usize = {place};"));
        out.close("}");
    }
    out.close("}");
}
