//! What two states differ in beyond the catalog's public form: what the replay
//! knows and the form leaves out, and what the ledger keeps.

use super::ledger::{Fact, Form, Ledger};
use crate::catalog::{
    Catalog, ConstraintKind, Function, RelId, Relation, RelationKind, Type, TypeKind,
};
use crate::ddl::Persistence;
use std::collections::BTreeMap;

/// A fact of one or both states.
#[derive(Debug)]
pub(super) struct Changed {
    /// Its place, as in a difference of catalogs.
    pub(super) path: String,
    /// What it was.
    pub(super) before: Option<Fact>,
    /// What it is.
    pub(super) after: Option<Fact>,
}

/// The facts that are not word for word the same, in the order of their paths.
pub(super) fn changed(before: (&Catalog, &Ledger), after: (&Catalog, &Ledger)) -> Vec<Changed> {
    let (mut old, mut new) = (before.1.facts(before.0), after.1.facts(after.0));
    for id in before.0.differing_relations(after.0) {
        for (catalog, facts) in [(before.0, &mut old), (after.0, &mut new)] {
            if let Some(relation) = catalog.rel(RelId(id)) {
                of_relation(catalog, relation, facts);
            }
        }
    }
    for id in before.0.types.differing(&after.0.types) {
        for (catalog, facts) in [(before.0, &mut old), (after.0, &mut new)] {
            if let Some(ty) = catalog.types.get(id) {
                of_type(catalog, ty, facts);
            }
        }
    }
    for id in before.0.functions.differing(&after.0.functions) {
        for (catalog, facts) in [(before.0, &mut old), (after.0, &mut new)] {
            if let Some(function) = catalog.functions.get(id) {
                of_function(catalog, function, facts);
            }
        }
    }
    for (catalog, facts) in [(before.0, &mut old), (after.0, &mut new)] {
        of_database(catalog, facts);
    }
    let mut out = Vec::new();
    for (path, fact) in &old {
        if new.get(path) != Some(fact) {
            out.push(Changed {
                path: path.clone(),
                before: Some(fact.clone()),
                after: new.get(path).cloned(),
            });
        }
    }
    for (path, fact) in new {
        if !old.contains_key(&path) {
            out.push(Changed {
                path,
                before: None,
                after: Some(fact),
            });
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

type Facts = BTreeMap<String, Fact>;

fn words(facts: &mut Facts, path: String, text: impl Into<String>) {
    facts.insert(path, Fact::new(text, Form::Words));
}

fn comment(facts: &mut Facts, path: &str, text: Option<&String>) {
    if let Some(text) = text {
        words(facts, format!("{path}.comment"), text);
    }
}

fn of_database(catalog: &Catalog, facts: &mut Facts) {
    for schema in catalog
        .schemas
        .values()
        .filter(|schema| schema.extension.is_none())
    {
        comment(
            facts,
            &format!("schemas.{}", schema.name),
            schema.comment.as_ref(),
        );
    }
    for (name, extension) in catalog.extensions.iter() {
        let path = format!("extensions.{name}");
        comment(facts, &path, extension.comment.as_ref());
        words(
            facts,
            format!("{path}.schema"),
            catalog.schema_name(extension.schema),
        );
    }
    for (schema, name) in catalog.collations.keys() {
        let path = format!("collation {}.{name}", catalog.schema_name(*schema));
        facts.insert(path, Fact::new("", Form::Definition));
    }
}

fn of_relation(catalog: &Catalog, relation: &Relation, facts: &mut Facts) {
    if relation.origin.extension.is_some() || relation.persistence == Persistence::Temporary {
        return;
    }
    let path = match &relation.kind {
        RelationKind::Index(index) => {
            let Some(table) = catalog.rel(index.table) else {
                return;
            };
            let schema = catalog.schema_name(table.schema);
            let path = format!(
                "relations.{schema}.{}.indexes.{}",
                table.name, relation.name
            );
            return comment(facts, &path, relation.comment.as_ref());
        }
        // Told with its type.
        RelationKind::Composite => return,
        RelationKind::Sequence(_) => "sequences",
        _ => "relations",
    };
    let path = format!(
        "{path}.{}.{}",
        catalog.schema_name(relation.schema),
        relation.name
    );
    if relation.persistence == Persistence::Unlogged {
        words(facts, format!("{path}.persistence"), "unlogged");
    }
    if matches!(relation.kind, RelationKind::Sequence(_)) {
        comment(facts, &path, relation.comment.as_ref());
    }
    if let Some(ty) = relation
        .table()
        .and_then(|table| table.of_type)
        .and_then(|ty| catalog.ty(ty))
    {
        let name = format!("{}.{}", catalog.schema_name(ty.schema), ty.name);
        words(facts, format!("{path}.of"), name);
    }
    for column in &relation.columns {
        let path = format!("{path}.columns.{}", column.name);
        if let Some(not_null) = &column.not_null {
            if not_null.no_inherit {
                words(facts, format!("{path}.not_null.no inherit"), "true");
            }
            if !not_null.validated {
                words(facts, format!("{path}.not_null.validated"), "false");
            }
        }
    }
    for constraint in &relation.constraints {
        let path = format!("{path}.constraints.{}", constraint.name);
        comment(facts, &path, constraint.comment.as_ref());
        match &constraint.kind {
            ConstraintKind::PrimaryKey {
                without_overlaps: true,
                ..
            }
            | ConstraintKind::Unique {
                without_overlaps: true,
                ..
            } => {
                words(facts, format!("{path}.without overlaps"), "true");
            }
            ConstraintKind::ForeignKey(key) if key.period => {
                words(facts, format!("{path}.period"), "true");
            }
            ConstraintKind::Exclude { operators, .. } => {
                words(facts, format!("{path}.operators"), operators.join(", "));
            }
            _ => {}
        }
    }
    for (name, trigger) in &relation.triggers {
        let schema = catalog.schema_name(relation.schema);
        let path = format!("triggers.{schema}.{}.{name}", relation.name);
        comment(facts, &path, trigger.comment.as_ref());
    }
}

fn of_type(catalog: &Catalog, ty: &Type, facts: &mut Facts) {
    if ty.origin.extension.is_some() {
        return;
    }
    let place = |kind: &str| format!("{kind}.{}.{}", catalog.schema_name(ty.schema), ty.name);
    match &ty.kind {
        TypeKind::Domain(domain) => {
            let path = place("domains");
            comment(facts, &path, ty.comment.as_ref());
            if let Some(collation) = &domain.collation {
                words(facts, format!("{path}.collation"), collation);
            }
            for check in &domain.checks {
                let path = format!("{path}.checks.{}", check.name);
                facts.insert(
                    format!("{path}.expression"),
                    Fact::new(check.expr.text.clone(), Form::Expression),
                );
                if !check.validated {
                    words(facts, format!("{path}.validated"), "false");
                }
                comment(facts, &path, check.comment.as_ref());
            }
        }
        TypeKind::Composite(id) => {
            let path = place("composites");
            comment(facts, &path, ty.comment.as_ref());
            let columns = catalog.rel(*id).map(|relation| relation.columns.as_slice());
            for column in columns.unwrap_or_default() {
                let path = format!("{path}.attributes.{}", column.name);
                comment(facts, &path, column.comment.as_ref());
                if let Some(collation) = &column.collation {
                    words(facts, format!("{path}.collation"), collation);
                }
            }
        }
        TypeKind::Range { .. } => comment(facts, &place("ranges"), ty.comment.as_ref()),
        // The form has an enum's comment. A shell and a base type are in no list.
        TypeKind::Base | TypeKind::Shell => {
            facts.insert(place("type"), Fact::new("", Form::Definition));
        }
        TypeKind::Enum(_) | TypeKind::Row(_) | TypeKind::Multirange(_) => {}
    }
}

fn of_function(catalog: &Catalog, function: &Function, facts: &mut Facts) {
    if function.origin.extension.is_some() {
        return;
    }
    let ty = |ty: &Option<crate::catalog::TypeUse>| {
        ty.as_ref()
            .map_or_else(|| "???".to_owned(), |ty| catalog.format_type(ty))
    };
    let arguments: Vec<String> = function.arguments.iter().map(ty).collect();
    let schema = catalog.schema_name(function.schema);
    let path = format!(
        "functions.{schema}.{}({})",
        function.name,
        arguments.join(", ")
    );
    comment(facts, &path, function.comment.as_ref());
    let parameters: Vec<String> = function
        .declared
        .iter()
        .map(|parameter| {
            let name = parameter.name.as_deref().unwrap_or("_");
            format!("{:?} {name} {}", parameter.mode, ty(&parameter.ty)).to_lowercase()
        })
        .collect();
    if !parameters.is_empty() {
        words(facts, format!("{path}.parameters"), parameters.join(", "));
    }
    if function.defaults > 0 {
        words(
            facts,
            format!("{path}.defaults"),
            function.defaults.to_string(),
        );
    }
}
