//! Enums, domains, composite types and keys.

use super::writer::{Writer, literal};
use crate::ir::markdown::code;
use crate::ir::names::bare;
use crate::ir::{Attribute, Constraint, Newtype, TypeItem, TypeItemKind};

/// A type of a schema.
pub(super) fn item(item: &TypeItem, out: &mut Writer) {
    match &item.kind {
        TypeItemKind::Enum { sql, variants } => enumeration(item, sql, variants, out),
        TypeItemKind::Newtype(newtype) => self::newtype(newtype, out),
        TypeItemKind::Struct {
            sql,
            fields,
            derives,
        } => composite(item, sql, fields, derives, out),
        TypeItemKind::Constraints {
            schema,
            domain,
            constraints,
        } => violations(
            &item.name,
            &item.docs,
            "this domain",
            constraints,
            out,
            |out| {
                let found = format!(
                    "error.constraint_of_type({}, {})?",
                    literal(schema),
                    literal(domain)
                );
                names_of(&found, constraints, out);
            },
        ),
    }
}

/// `#[derive(…)]` of these and what every generated type has.
pub(super) fn derive(more: &[&str], debug: bool, out: &mut Writer) {
    let mut list = vec!["::core::clone::Clone", "::core::cmp::PartialEq"];
    if debug {
        list.push("::core::fmt::Debug");
    }
    list.extend(more);
    out.line(&format!("#[derive({})]", list.join(", ")));
}

fn enumeration(item: &TypeItem, sql: &str, variants: &[(String, String)], out: &mut Writer) {
    let name = &item.name;
    out.docs(&item.docs);
    derive(
        &[
            "::core::marker::Copy",
            "::core::cmp::Eq",
            "::core::hash::Hash",
            "::core::cmp::PartialOrd",
            "::core::cmp::Ord",
        ],
        true,
        out,
    );
    out.open(&format!("pub enum {name} {{"));
    for (variant, label) in variants {
        out.docs(&[format!("{}.", code(label))]);
        out.line(&format!("{variant},"));
    }
    out.close("}");
    let all: Vec<String> = variants
        .iter()
        .map(|(variant, _)| format!("Self::{variant}"))
        .collect();
    out.open(&format!("impl {}::PgEnum for {name} {{", out.krate()));
    out.line(&format!("const NAME: &'static str = {};", literal(sql)));
    out.line(&format!(
        "const ALL: &'static [Self] = &[{}];",
        all.join(", ")
    ));
    out.open("fn label(self) -> &'static str {");
    out.open("match self {");
    for (variant, label) in variants {
        out.line(&format!("Self::{variant} => {},", literal(label)));
    }
    out.close("}");
    out.close("}");
    // An enum without labels has no value, and code for one would be no code.
    let is_empty = variants.is_empty();
    let label = if is_empty { "_" } else { "label" };
    out.open(&format!(
        "fn from_label({label}: &str) -> ::core::option::Option<Self> {{"
    ));
    if is_empty {
        out.line("::core::option::Option::None");
    } else {
        out.open("::core::option::Option::Some(match label {");
        for (variant, label) in variants {
            out.line(&format!("{} => Self::{variant},", literal(label)));
        }
        out.line("_ => return ::core::option::Option::None,");
        out.close("})");
    }
    out.close("}");
    out.close("}");
    out.open(&format!("impl ::core::fmt::Display for {name} {{"));
    let f = if is_empty { "_" } else { "f" };
    out.open(&format!(
        "fn fmt(&self, {f}: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {{"
    ));
    out.line(&if is_empty {
        "match *self {}".to_owned()
    } else {
        format!("f.write_str({}::PgEnum::label(*self))", out.krate())
    });
    out.close("}");
    out.close("}");
}

/// `Debug` with this body.
fn debug(name: &str, body: &str, out: &mut Writer) {
    out.open(&format!("impl ::core::fmt::Debug for {name} {{"));
    out.open("fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {");
    out.line(body);
    out.close("}");
    out.close("}");
}

/// `Debug` of a struct with these fields, some of which are not to be seen.
pub(super) fn debug_fields<'a>(
    name: &str,
    fields: impl Iterator<Item = (&'a str, bool)>,
    out: &mut Writer,
) {
    let krate = out.krate().to_owned();
    let shown: Vec<String> = fields
        .map(|(field, redacted)| {
            let label = literal(bare(field));
            if redacted {
                format!("({label}, &{krate}::Redacted)")
            } else {
                format!("({label}, &self.{field})")
            }
        })
        .collect();
    let body = format!(
        "{krate}::debug(f, {}, &[{}])",
        literal(bare(name)),
        shown.join(", ")
    );
    debug(name, &body, out);
}

/// The enum of what a statement can violate; `arms` opens the match that
/// finds a variant and writes its arms.
pub(super) fn violations(
    name: &str,
    docs: &[String],
    owner: &str,
    constraints: &[Constraint],
    out: &mut Writer,
    arms: impl FnOnce(&mut Writer),
) {
    out.docs(docs);
    derive(
        &[
            "::core::marker::Copy",
            "::core::cmp::Eq",
            "::core::hash::Hash",
        ],
        true,
        out,
    );
    out.line("#[non_exhaustive]");
    out.open(&format!("pub enum {name} {{"));
    for constraint in constraints {
        out.docs(&constraint.docs);
        out.line(&format!("{},", constraint.variant));
    }
    out.close("}");
    out.open(&format!("impl {name} {{"));
    out.docs(&[format!(
        "The constraint of {owner} that `error` reports as violated."
    )]);
    out.open(&format!(
        "pub fn from_error(error: &{}::Error) -> ::core::option::Option<Self> {{",
        out.krate()
    ));
    arms(out);
    out.line("_ => return ::core::option::Option::None,");
    out.close("})");
    out.close("}");
    out.docs(&["Its name in the database.".to_owned()]);
    out.open("pub const fn name(self) -> &'static str {");
    out.open("match self {");
    for constraint in constraints {
        out.line(&format!(
            "Self::{} => {},",
            constraint.variant,
            literal(&constraint.name)
        ));
    }
    out.close("}");
    out.close("}");
    out.close("}");
}

/// A match that finds a variant by its name alone.
pub(super) fn names_of(found: &str, constraints: &[Constraint], out: &mut Writer) {
    out.open(&format!("::core::option::Option::Some(match {found} {{"));
    for constraint in constraints {
        out.line(&format!(
            "{} => Self::{},",
            literal(&constraint.name),
            constraint.variant
        ));
    }
}

/// A newtype that travels as what is inside.
pub(super) fn newtype(newtype: &Newtype, out: &mut Writer) {
    let Newtype {
        name,
        docs,
        inner,
        marker,
        derives,
        redacted,
    } = newtype;
    let krate = out.krate().to_owned();
    out.docs(docs);
    derive(derives, !redacted, out);
    out.line(&format!("pub struct {name}(pub {inner});"));
    if *redacted {
        debug(
            name,
            &format!(
                "f.debug_tuple({}).field(&{krate}::Redacted).finish()",
                literal(bare(name))
            ),
            out,
        );
    }
    out.open(&format!("impl {krate}::Decode<{marker}> for {name} {{"));
    out.open(&format!(
        "fn decode(b: &[u8]) -> ::core::result::Result<Self, {krate}::DecodeError> {{"
    ));
    out.line(&format!("{krate}::Decode::<{marker}>::decode(b).map(Self)"));
    out.close("}");
    out.close("}");
    out.open(&format!("impl {krate}::Encode<{marker}> for {name} {{"));
    out.open(&format!("fn encode(&self) -> {krate}::Param<'_> {{"));
    out.line(&format!("{krate}::Encode::<{marker}>::encode(&self.0)"));
    out.close("}");
    out.close("}");
}

fn composite(item: &TypeItem, sql: &str, fields: &[Attribute], derives: &[&str], out: &mut Writer) {
    let name = &item.name;
    let krate = out.krate().to_owned();
    out.docs(&item.docs);
    let redacted = fields.iter().any(|field| field.redacted);
    derive(derives, !redacted, out);
    out.open(&format!("pub struct {name} {{"));
    for field in fields {
        out.docs(&field.docs);
        out.line(&format!(
            "pub {}: ::core::option::Option<{}>,",
            field.field, field.ty
        ));
    }
    out.close("}");
    if redacted {
        let fields = fields
            .iter()
            .map(|field| (field.field.as_str(), field.redacted));
        debug_fields(name, fields, out);
    }
    if !fields.is_empty() {
        out.open(&format!("impl {name} {{"));
        for (place, field) in fields.iter().enumerate() {
            out.line("#[doc(hidden)]");
            out.line(&format!(
                "pub const {}: {krate}::Attribute<::core::option::Option<{}>, {}> = {krate}::Attribute::at({place});",
                field.marker_name, field.ty, field.marker
            ));
        }
        out.close("}");
    }
    out.open(&format!(
        "impl {krate}::Decode<{krate}::pg::Record> for {name} {{"
    ));
    out.line(&format!("const TYPE: &'static str = {};", literal(sql)));
    out.open(&format!(
        "fn decode(b: &[u8]) -> ::core::result::Result<Self, {krate}::DecodeError> {{"
    ));
    let attributes = format!("{krate}::Attributes::new(b, {})?;", fields.len());
    if fields.is_empty() {
        out.line(&attributes);
    } else {
        out.line(&format!("let mut r = {attributes}"));
    }
    out.open("::core::result::Result::Ok(Self {");
    for field in fields {
        out.line(&format!(
            "{}: r.next::<{}, _>()?,",
            field.field, field.marker
        ));
    }
    out.close("})");
    out.close("}");
    out.close("}");
    out.open(&format!(
        "impl {krate}::Encode<{krate}::pg::Record> for {name} {{"
    ));
    out.open(&format!("fn encode(&self) -> {krate}::Param<'_> {{"));
    out.open(&format!("{krate}::Param::record(["));
    for field in fields {
        out.line(&format!(
            "{krate}::Encode::<{}>::encode(&self.{}),",
            field.marker, field.field
        ));
    }
    out.close("])");
    out.close("}");
    out.close("}");
}
