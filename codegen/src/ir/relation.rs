//! Tables and views.

use super::chosen::Giver;
use super::markdown::code;
use super::names::{self, Scope};
use super::options::{Options, configured};
use super::place::{Places, newtype_argument};
use super::{Field, Relation, TABLES, Write, constraints, docs, helpers, types as lower_types};
use crate::catalog::{
    self, Catalog, Column, ColumnId, ConstraintKind, IdentityKind, RelId, RelationKind, TypeKind,
    quote_identifier,
};
use crate::diag::{Diagnostic, Severity};
use crate::types::{self, Argument, Family, Mapped};
use std::collections::{BTreeMap, BTreeSet};

/// A column while its relation is lowered.
pub(super) struct Bound<'a> {
    /// The column.
    pub(super) column: &'a Column,
    /// Its mapping.
    pub(super) mapped: Mapped,
    /// How a helper takes a value of it.
    pub(super) argument: Argument,
    /// Its field.
    pub(super) field: String,
    /// Its type, without `Option`.
    pub(super) ty: String,
    /// Its wire form.
    pub(super) marker: String,
    /// Its name in SQL, quoted where needed.
    pub(super) sql: String,
}

/// A relation's bindings; `None` when nothing of it is known.
pub(super) fn lower(
    catalog: &Catalog,
    options: &Options,
    places: &Places,
    id: RelId,
    requires: &mut BTreeSet<Family>,
    out: &mut Vec<Diagnostic>,
) -> Option<Relation> {
    let relation = catalog.rel(id)?;
    let place = places.relation(id)?;
    let schema = catalog.schema_name(relation.schema);
    let is_view = matches!(
        relation.kind,
        RelationKind::View(_) | RelationKind::MaterializedView(_)
    );
    let shown = code(&format!("{schema}.{}", relation.name));
    if let Some(reason) = &relation.unknown_columns {
        out.push(unknown(relation, &[], reason));
        return None;
    }

    let (bound, left_out) = bind_columns(catalog, options, places, relation, out);
    if let Some((_, reason)) = left_out.first() {
        let names: Vec<&str> = left_out.iter().map(|(name, _)| *name).collect();
        out.push(unknown(relation, &names, reason));
    }
    requires.extend(bound.iter().filter_map(|column| column.mapped.needs));

    let key = primary_key(relation);
    let (writes, updatable) = if is_view {
        (Vec::new(), 0)
    } else {
        writes(&bound, &key)
    };
    let depth = place.path.len();
    let fields: Vec<Field> = bound
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let nullable = is_view || !is_not_null(catalog, column.column);
            Field {
                field: column.field.clone(),
                marker_name: names::marker(&column.field),
                column: column.column.name.clone(),
                docs: docs::column(catalog, column.column, nullable, schema),
                ty: column.ty.clone(),
                ty_below: column_type(catalog, places, id, column, depth + 1),
                marker: column.marker.clone(),
                select: column.mapped.select.item(&column.sql),
                oid: column.mapped.oid,
                nullable,
                has_default: has_default(catalog, column.column),
                write: writes.iter().position(|write| write.field == index),
                redacted: places.privacy.hides(id, column.column, &column.mapped),
            }
        })
        .collect();

    let patch = updatable > 0 && !key.is_empty();
    let id_type = place.id.as_ref().and_then(|(column, name)| {
        let column = bound.iter().find(|bound| bound.column.id == *column)?;
        Some(lower_types::newtype(
            places,
            name.clone(),
            vec![format!("The key of [`{}`].", place.row)],
            &column.mapped,
            depth,
            places.privacy.hides(id, column.column, &column.mapped),
        ))
    });
    let mut head = docs::with_comment(
        format!("The {} {shown}.", relation.word()),
        relation.comment.as_deref(),
    );
    if !left_out.is_empty() {
        head.push(String::new());
        head.push(format!(
            "Without {}, whose type is not known.",
            left_out
                .iter()
                .map(|(name, _)| code(name))
                .collect::<Vec<_>>()
                .join(", ")
        ));
    }
    Some(Relation {
        module: place.path.last()?.clone(),
        docs: head,
        word: relation.word(),
        schema: schema.to_owned(),
        table: relation.name.clone(),
        sql: format!(
            "{}.{}",
            quote_identifier(schema),
            quote_identifier(&relation.name)
        ),
        row: place.row.clone(),
        id: id_type,
        helpers: helpers::lower(catalog, relation, &place.row, &bound, &key, patch, is_view),
        insert: !is_view && !fields.is_empty(),
        patch,
        constraints: if is_view {
            Vec::new()
        } else {
            constraints::lower(catalog, relation)
        },
        tables: constraints::is_partitioned(relation).then(|| Places::path(depth, &[], TABLES)),
        fields,
        writes,
        updatable,
    })
}

/// The columns that have a Rust type, and the names of those that have none,
/// with the reason.
fn bind_columns<'a>(
    catalog: &'a Catalog,
    options: &Options,
    places: &Places,
    relation: &'a catalog::Relation,
    out: &mut Vec<Diagnostic>,
) -> (Vec<Bound<'a>>, Vec<(&'a str, String)>) {
    let schema = catalog.schema_name(relation.schema);
    let mut scope = Scope::default();
    let mut bound = Vec::new();
    let mut left_out = Vec::new();
    let mut giver = Giver::default();
    let mut chosen: BTreeMap<ColumnId, String> = BTreeMap::new();
    for column in &relation.columns {
        let qualified = format!("{}.{}", relation.name, column.name);
        if let Some(name) = configured(&options.fields, schema, &qualified) {
            let owner = format!("the column \"{qualified}\"");
            chosen.insert(column.id, giver.give(&mut scope, name, owner, out));
        }
    }
    for column in &relation.columns {
        let mapped = match types::column(catalog, &options.types, relation.id, column) {
            Ok(mapped) => mapped,
            Err(reason) => {
                left_out.push((column.name.as_str(), reason));
                continue;
            }
        };
        let field = chosen
            .remove(&column.id)
            .unwrap_or_else(|| scope.take(&names::snake(&column.name)));
        let key = places.key_type(catalog, relation.id, column.id);
        let mut column = Bound {
            column,
            argument: match key {
                Some(_) => newtype_argument(mapped.argument),
                None => mapped.argument,
            },
            marker: places.marker(&mapped.marker),
            mapped,
            field,
            ty: String::new(),
            sql: quote_identifier(&column.name),
        };
        let depth = places
            .relation(relation.id)
            .map_or(1, |place| place.path.len());
        column.ty = column_type(catalog, places, relation.id, &column, depth);
        bound.push(column);
    }
    (bound, left_out)
}

/// A column's type as named from a module at that depth: the newtype of the key
/// that it is or refers to, else its own.
fn column_type(
    catalog: &Catalog,
    places: &Places,
    relation: RelId,
    column: &Bound<'_>,
    depth: usize,
) -> String {
    // A user's type for the column wins over the key's.
    let custom = matches!(column.mapped.shape, types::Shape::Custom(_));
    match places.key_type(catalog, relation, column.column.id) {
        Some((path, name)) if !custom => {
            let own = places.relation(relation).map(|place| &place.path);
            if own == Some(&path) {
                Places::path(depth - path.len(), &[], &name)
            } else {
                Places::path(depth, &path, &name)
            }
        }
        _ => places.shape(&column.mapped.shape, depth),
    }
}

/// The columns of the primary key, in its order.
fn primary_key(relation: &catalog::Relation) -> Vec<ColumnId> {
    relation
        .constraints
        .iter()
        .find_map(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey { columns, .. } => Some(columns.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

/// The columns that can be written: those outside of the key first.
fn writes(bound: &[Bound<'_>], key: &[ColumnId]) -> (Vec<Write>, usize) {
    let writable = |in_key: bool| {
        bound
            .iter()
            .enumerate()
            .filter(move |(_, bound)| key.contains(&bound.column.id) == in_key)
            .filter(|(_, bound)| {
                bound.column.generated.is_none()
                    && bound.column.identity != Some(IdentityKind::Always)
            })
            .map(|(field, bound)| Write {
                field,
                sql: bound.sql.clone(),
                cast: bound.mapped.cast.clone(),
                oid: bound.mapped.parameter,
            })
    };
    let mut writes: Vec<Write> = writable(false).collect();
    let updatable = writes.len();
    writes.extend(writable(true));
    (writes, updatable)
}

/// Whether a column cannot be NULL, by itself or by its domain.
fn is_not_null(catalog: &Catalog, column: &Column) -> bool {
    column
        .not_null
        .as_ref()
        .is_some_and(|not_null| not_null.validated)
        || domains(catalog, column).any(|domain| domain.not_null.is_some())
}

/// Whether the database fills in a column that is left out.
fn has_default(catalog: &Catalog, column: &Column) -> bool {
    column.identity == Some(IdentityKind::ByDefault)
        || (column.generated.is_none() && column.default.is_some())
        || domains(catalog, column).any(|domain| domain.default.is_some())
}

/// The domains of a column's type, outermost first.
fn domains<'a>(
    catalog: &'a Catalog,
    column: &Column,
) -> impl Iterator<Item = &'a catalog::DomainInfo> + use<'a> {
    let domain = |ty: &catalog::TypeUse| {
        if ty.array {
            return None;
        }
        match catalog.ty(ty.id).map(|ty| &ty.kind) {
            Some(TypeKind::Domain(domain)) => Some(domain),
            _ => None,
        }
    };
    std::iter::successors(column.ty.known().and_then(domain), move |outer| {
        domain(&outer.base)
    })
}

/// What is said of a relation with columns that are not known.
fn unknown(relation: &catalog::Relation, columns: &[&str], reason: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::warning(
        "columns-without-binding",
        relation.origin.span,
        match columns {
            [] => format!(
                "the {} `{}` gets no bindings: {reason}",
                relation.word(),
                relation.name
            ),
            [one] => format!(
                "the column `{}.{one}` gets no binding: {reason}",
                relation.name
            ),
            many => format!(
                "{} columns of the {} `{}` get no binding ({}): {reason}",
                many.len(),
                relation.word(),
                relation.name,
                many.join(", ")
            ),
        },
    )
    .with_label("created here")
    .with_help(format!(
        "cast each such expression to its type (`expression::type AS name`), or leave the relation \
         out with `exclude = [\"{}\"]` under `[generate]` in pgbindgen.toml",
        relation.name
    ));
    diagnostic.severity = Severity::Warning;
    diagnostic
}
