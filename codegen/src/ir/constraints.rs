//! The constraints that a statement on a table can violate.

use super::Constraint;
use super::markdown::code;
use super::names::{self, Scope};
use crate::catalog::{
    Catalog, ColumnId, ConstraintKind, Key, KeyKind, Relation, RelationKind, quote_identifier,
};
use std::collections::BTreeMap;

/// The table's constraints and unique indexes by name.
pub(super) fn lower(catalog: &Catalog, relation: &Relation) -> Vec<Constraint> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for constraint in &relation.constraints {
        found.insert(
            &constraint.name,
            describe(catalog, relation, &constraint.kind),
        );
    }
    for index in indexes(catalog, relation) {
        if index.info.unique && index.info.constraint.is_none() {
            let keys: Vec<String> = index
                .info
                .keys
                .iter()
                .map(|key| key_text(relation, key))
                .collect();
            let mut text = format!("UNIQUE INDEX ({})", keys.join(", "));
            if let Some(predicate) = &index.info.predicate {
                text.push_str(" WHERE ");
                text.push_str(&predicate.text);
            }
            found.insert(index.name, text);
        }
    }
    let mut scope = Scope::with(&["Self"]);
    found
        .into_iter()
        .map(|(name, text)| {
            let short = name
                .strip_prefix(&relation.name)
                .and_then(|rest| rest.strip_prefix('_'))
                .filter(|rest| !rest.is_empty())
                .unwrap_or(name);
            Constraint {
                variant: scope.take(&names::camel(short)),
                name: name.to_owned(),
                docs: vec![format!("{}: {}.", code(name), code(&text))],
            }
        })
        .collect()
}

/// An index of a relation with its name.
pub(super) struct IndexOf<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The index.
    pub(super) info: &'a crate::catalog::IndexInfo,
}

/// The indexes of a relation.
pub(super) fn indexes<'a>(
    catalog: &'a Catalog,
    relation: &'a Relation,
) -> impl Iterator<Item = IndexOf<'a>> + 'a {
    relation.indexes.iter().filter_map(|id| {
        let index = catalog.rel(*id)?;
        match &index.kind {
            RelationKind::Index(info) => Some(IndexOf {
                name: &index.name,
                info,
            }),
            _ => None,
        }
    })
}

fn describe(catalog: &Catalog, relation: &Relation, kind: &ConstraintKind) -> String {
    let list = |columns: &[ColumnId]| column_list(relation, columns);
    match kind {
        ConstraintKind::PrimaryKey { columns, .. } => format!("PRIMARY KEY ({})", list(columns)),
        ConstraintKind::Unique { columns, .. } => format!("UNIQUE ({})", list(columns)),
        ConstraintKind::Exclude { .. } => "EXCLUDE".to_owned(),
        ConstraintKind::Check(expr) => format!("CHECK ({})", expr.text),
        ConstraintKind::ForeignKey(key) => {
            let target = catalog.rel(key.table).map_or_else(String::new, |table| {
                format!(
                    "{}.{}",
                    quote_identifier(catalog.schema_name(table.schema)),
                    quote_identifier(&table.name)
                )
            });
            format!("FOREIGN KEY ({}) REFERENCES {target}", list(&key.columns))
        }
    }
}

fn column_list(relation: &Relation, columns: &[ColumnId]) -> String {
    let names: Vec<String> = columns
        .iter()
        .filter_map(|id| relation.column_by_id(*id))
        .map(|column| quote_identifier(&column.name))
        .collect();
    names.join(", ")
}

fn key_text(relation: &Relation, key: &Key) -> String {
    match &key.what {
        KeyKind::Column(id) => column_list(relation, &[*id]),
        KeyKind::Expr(expr) => format!("({})", expr.text),
    }
}
