//! Objects of the catalog by the names and numbers that the ledger has.

use super::names::unquoted;
use crate::catalog::{Catalog, Change, FunctionId, ObjectId, RelId, RelationKind, TypeId};
use crate::check::alike::token::Token;
use crate::ddl::{Name, QName};

/// What an object without a place of its own in the catalog hangs on: it goes
/// with it.
pub(super) fn needs(word: &str, tokens: &[Token], catalog: &Catalog) -> Vec<ObjectId> {
    let mut needs = Vec::new();
    let relations = matches!(word, "statistics" | "rule");
    let routines = matches!(
        word,
        "cast" | "operator" | "operator class" | "event trigger" | "conversion" | "transform"
    );
    for token in tokens.iter().filter(|token| token.is_name()) {
        let name = unquoted(token);
        if relations && let Some(id) = relation_of_text(catalog, &name) {
            needs.push(ObjectId::Relation(id));
        }
        if routines {
            let named = catalog
                .functions
                .iter()
                .find(|(_, function)| function.name == name);
            needs.extend(named.map(|(_, function)| ObjectId::Function(function.id)));
            let types = catalog
                .schemas
                .keys()
                .filter_map(|schema| catalog.type_names.get(schema.0, &name));
            needs.extend(types.map(|id| ObjectId::Type(TypeId(id))));
        }
    }
    // Statistics go with any of their columns.
    if word == "statistics" {
        let relations: Vec<RelId> = needs
            .iter()
            .filter_map(|object| match object {
                ObjectId::Relation(id) => Some(*id),
                _ => None,
            })
            .collect();
        let on = tokens
            .iter()
            .position(|token| token.is_word("on"))
            .unwrap_or(0);
        for relation in relations.into_iter().filter_map(|id| catalog.rel(id)) {
            for token in tokens.iter().skip(on).filter(|token| token.is_name()) {
                if let Some(column) = relation.column(&unquoted(token)) {
                    needs.push(ObjectId::Column(relation.id, column.id));
                }
            }
        }
    }
    needs
}

pub(super) fn lives(catalog: &Catalog, object: &ObjectId) -> bool {
    match object {
        ObjectId::Relation(id) => catalog.rel(*id).is_some(),
        ObjectId::Column(id, column) => catalog
            .rel(*id)
            .is_some_and(|relation| relation.column_by_id(*column).is_some()),
        ObjectId::Function(id) => catalog.function(*id).is_some(),
        ObjectId::Type(id) => catalog.ty(*id).is_some(),
        _ => true,
    }
}

/// Where a host stands in the catalog's form; `None` when it is gone.
pub(super) fn path_of(catalog: &Catalog, host: &ObjectId) -> Option<String> {
    match host {
        ObjectId::Relation(id) => {
            let relation = catalog.rel(*id)?;
            Some(match &relation.kind {
                RelationKind::Index(index) => format!(
                    "{}.indexes.{}",
                    path_of(catalog, &ObjectId::Relation(index.table))?,
                    relation.name
                ),
                _ => format!(
                    "relations.{}.{}",
                    catalog.schema_name(relation.schema),
                    relation.name
                ),
            })
        }
        ObjectId::Trigger(id, name) => {
            let relation = catalog.rel(*id)?;
            relation.triggers.get(name)?;
            let schema = catalog.schema_name(relation.schema);
            Some(format!("triggers.{schema}.{}.{name}", relation.name))
        }
        ObjectId::Function(id) => {
            let function = catalog.function(*id)?;
            let arguments: Vec<String> = function
                .arguments
                .iter()
                .map(|ty| {
                    ty.as_ref()
                        .map_or_else(|| "???".to_owned(), |ty| catalog.format_type(ty))
                })
                .collect();
            let schema = catalog.schema_name(function.schema);
            Some(format!(
                "functions.{schema}.{}({})",
                function.name,
                arguments.join(", ")
            ))
        }
        _ => None,
    }
}

/// The relation of a name among those that a statement made or replaced.
pub(super) fn made(changes: &[Change], catalog: &Catalog, name: &Name) -> Option<RelId> {
    changes.iter().find_map(|change| match change.object {
        ObjectId::Relation(id) => catalog
            .rel(id)
            .filter(|relation| relation.name == name.value)
            .map(|relation| relation.id),
        _ => None,
    })
}

/// The relation of a name; without a schema, that of `public` or the only one.
pub(super) fn relation(catalog: &Catalog, name: &QName) -> Option<RelId> {
    match &name.schema {
        Some(schema) => {
            let schema = catalog.schema_id(&schema.value)?;
            catalog
                .relation_names
                .get(schema.0, &name.name.value)
                .map(RelId)
        }
        None => unqualified(catalog, &name.name.value),
    }
}

pub(super) fn relation_of_text(catalog: &Catalog, text: &str) -> Option<RelId> {
    match text.split_once('.') {
        Some((schema, name)) => {
            let schema = catalog.schema_id(schema)?;
            catalog.relation_names.get(schema.0, name).map(RelId)
        }
        None => unqualified(catalog, text),
    }
}

pub(super) fn unqualified(catalog: &Catalog, name: &str) -> Option<RelId> {
    let public = catalog.schema_id("public");
    let in_public = public.and_then(|schema| catalog.relation_names.get(schema.0, name));
    let mut others = catalog
        .schemas
        .keys()
        .filter_map(|schema| catalog.relation_names.get(schema.0, name));
    in_public
        .or_else(|| others.next().filter(|_| others.next().is_none()))
        .map(RelId)
}

/// The only function of a name with so many arguments.
pub(super) fn function(
    catalog: &Catalog,
    name: &QName,
    arguments: Option<usize>,
) -> Option<FunctionId> {
    let mut found = catalog.functions.iter().filter(|(_, function)| {
        function.name == name.name.value
            && name
                .schema
                .as_ref()
                .is_none_or(|schema| catalog.schema_name(function.schema) == schema.value)
            && arguments.is_none_or(|count| function.arguments.len() == count)
    });
    let first = found.next()?;
    found.next().is_none().then_some(first.1.id)
}
