//! Enums, domains and composite types.

use super::markdown::code;
use super::names::{self, Scope};
use super::options::Options;
use super::place::Places;
use super::{Attribute, Newtype, TypeItem, TypeItemKind, constraints, docs};
use crate::catalog::{Catalog, TypeId, TypeKind};
use crate::diag::Diagnostic;
use crate::types::{self, Family, Mapped, Traits};
use std::collections::BTreeSet;

/// The derives of a newtype or struct beside `Clone`, `PartialEq` and `Debug`.
pub(super) fn derives(copy: bool, traits: Traits) -> &'static [&'static str] {
    const ALL: &[&str] = &[
        "::core::marker::Copy",
        "::core::cmp::Eq",
        "::core::hash::Hash",
        "::core::cmp::PartialOrd",
        "::core::cmp::Ord",
    ];
    let end = match traits {
        Traits::Few => 1,
        Traits::Hash => 3,
        Traits::Ord => 5,
    };
    ALL.get(usize::from(!copy)..end).unwrap_or_default()
}

/// A type's items; none for one that travels as text and so needs none.
pub(super) fn lower(
    catalog: &Catalog,
    options: &Options,
    places: &Places,
    id: TypeId,
    requires: &mut BTreeSet<Family>,
    out: &mut Vec<Diagnostic>,
) -> Vec<TypeItem> {
    let checks = checks(catalog, places, id);
    let item = item(catalog, options, places, id, requires, out);
    item.into_iter().chain(checks).collect()
}

/// The enum of a domain's checks.
fn checks(catalog: &Catalog, places: &Places, id: TypeId) -> Option<TypeItem> {
    let ty = catalog.ty(id)?;
    let name = places.checks_name(id)?.to_owned();
    let TypeKind::Domain(domain) = &ty.kind else {
        return None;
    };
    let schema = catalog.schema_name(ty.schema);
    Some(TypeItem {
        name,
        docs: vec![format!(
            "The checks of the domain {}.",
            code(&format!("{schema}.{}", ty.name))
        )],
        kind: TypeItemKind::Constraints {
            schema: schema.to_owned(),
            domain: ty.name.clone(),
            constraints: constraints::of_domain(catalog, &ty.name, domain),
        },
    })
}

fn item(
    catalog: &Catalog,
    options: &Options,
    places: &Places,
    id: TypeId,
    requires: &mut BTreeSet<Family>,
    out: &mut Vec<Diagnostic>,
) -> Option<TypeItem> {
    let ty = catalog.ty(id)?;
    let name = places.type_name(id)?.to_owned();
    let schema = catalog.schema_name(ty.schema);
    let sql = format!("{schema}.{}", ty.name);
    let shown = code(&sql);
    let comment = ty.comment.as_deref();
    // Items of `__types` are one module below their schema's.
    let depth = if schema == options.schema { 1 } else { 2 };
    let mut unmapped = |what: &str, reason: &str| {
        out.push(
            Diagnostic::warning(
                "type-without-binding",
                ty.origin.span,
                format!("{what} has no Rust type: {reason}"),
            )
            .with_label("created here")
            .with_help("name a Rust type for it under `[types.overrides]` in pgbindgen.toml"),
        );
    };
    match &ty.kind {
        TypeKind::Enum(labels) => {
            let mut scope = Scope::with(&["Self"]);
            let variants = labels
                .iter()
                .map(|label| (scope.take(&names::camel(&label.text)), label.text.clone()))
                .collect();
            Some(TypeItem {
                name,
                docs: docs::with_comment(format!("The enum {shown}."), comment),
                kind: TypeItemKind::Enum { sql, variants },
            })
        }
        TypeKind::Domain(domain) => {
            let base = match types::map(catalog, &options.types, &domain.base) {
                Ok(base) => base,
                Err(reason) => {
                    unmapped(&format!("the domain {sql}"), &reason);
                    return None;
                }
            };
            requires.extend(base.needs);
            let redacted = places.privacy.hides_type(id, &base);
            let base_text = catalog.format_type(&domain.base);
            let docs = docs::with_comment(
                format!("The domain {shown}, over {}.", code(&base_text)),
                comment,
            );
            Some(TypeItem {
                name: name.clone(),
                docs: docs.clone(),
                kind: TypeItemKind::Newtype(newtype(places, name, docs, &base, depth, redacted)),
            })
        }
        TypeKind::Composite(relation) => {
            let row = catalog.rel(*relation)?;
            let mut fields = Vec::new();
            let mut scope = Scope::default();
            let mut traits = Traits::Ord;
            for column in &row.columns {
                let mapped = match types::attribute(catalog, &options.types, column) {
                    Ok(mapped) => mapped?,
                    Err(reason) => {
                        unmapped(&format!("the attribute {sql}.{}", column.name), &reason);
                        return None;
                    }
                };
                requires.extend(mapped.needs);
                traits = traits.min(mapped.traits);
                let field = scope.take(&names::snake(&column.name));
                fields.push(Attribute {
                    marker_name: names::marker(&field),
                    field,
                    docs: docs::with_comment(
                        format!(
                            "{}: {}.",
                            code(&column.name),
                            code(&docs::type_text(catalog, column, schema))
                        ),
                        column.comment.as_deref(),
                    ),
                    ty: places.shape(&mapped.shape, depth),
                    marker: places.marker(&mapped.marker),
                    redacted: places.privacy.hides_attribute(column, &mapped),
                });
            }
            Some(TypeItem {
                name,
                docs: docs::with_comment(
                    format!("The composite type {shown}; every attribute can be NULL."),
                    comment,
                ),
                kind: TypeItemKind::Struct {
                    sql,
                    fields,
                    derives: derives(false, traits),
                },
            })
        }
        _ => None,
    }
}

/// A newtype over a mapped type, named from a module at that depth.
pub(super) fn newtype(
    places: &Places,
    name: String,
    docs: Vec<String>,
    base: &Mapped,
    depth: usize,
    redacted: bool,
) -> Newtype {
    Newtype {
        name,
        docs,
        inner: places.shape(&base.shape, depth),
        marker: places.marker(&base.marker),
        derives: derives(base.copy, base.traits),
        redacted,
    }
}
