//! The constraints that a statement on a table can violate.

use super::Constraint;
use super::markdown::code;
use super::names::{self, Scope};
use super::{OfPartition, Reported};
use crate::catalog::{
    self, Catalog, ColumnId, ConstraintKind, DomainInfo, IndexInfo, Key, KeyKind, RelId, Relation,
    RelationKind, Shared, TypeKind, quote_identifier,
};
use std::collections::{BTreeMap, BTreeSet};

/// The table's constraints and unique indexes by name.
pub(super) fn lower(catalog: &Catalog, relation: &Relation) -> Vec<Constraint> {
    let mut found: BTreeMap<&str, (String, Source<'_>)> = BTreeMap::new();
    for constraint in &relation.constraints {
        let text = describe(catalog, relation, &constraint.kind);
        found.insert(&constraint.name, (text, Source::Constraint(constraint)));
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
            found.insert(index.name, (text, Source::Index(index.id, index.info)));
        }
    }
    let own: Vec<&str> = found.keys().copied().collect();
    let mut scope = Scope::with(&["Self"]);
    let mut of_partitions = BTreeSet::new();
    found
        .iter()
        .map(|(name, (text, source))| Constraint {
            variant: scope.take(&names::camel(short(name, &relation.name))),
            name: (*name).to_owned(),
            docs: vec![format!("{}: {}.", code(name), code(text))],
            elsewhere: elsewhere(catalog, relation, *source),
            numbered: numbered(catalog, relation, *source, &own),
            of_partitions: of_partitions_to_come(catalog, relation, *source)
                // Two keys over the same columns: the first stands for both.
                .filter(|name| of_partitions.insert(name.clone())),
        })
        .collect()
}

/// The checks that a value of a domain can violate: its own, and those of the
/// domains that it is over, which the server reports under this one's name.
pub(super) fn of_domain(catalog: &Catalog, name: &str, domain: &DomainInfo) -> Vec<Constraint> {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    let mut next = Some(domain);
    while let Some(domain) = next {
        for check in &domain.checks {
            let text = format!("CHECK ({})", check.expr.text);
            found.entry(&check.name).or_insert(text);
        }
        let base = Some(&domain.base).filter(|base| !base.array);
        next = base.and_then(|base| match &catalog.ty(base.id)?.kind {
            TypeKind::Domain(domain) => Some(domain),
            _ => None,
        });
    }
    let mut scope = Scope::with(&["Self"]);
    found
        .into_iter()
        .map(|(check, text)| Constraint {
            variant: scope.take(&names::camel(short(check, name))),
            name: check.to_owned(),
            docs: vec![format!("{}: {}.", code(check), code(&text))],
            elsewhere: Vec::new(),
            numbered: Vec::new(),
            of_partitions: None,
        })
        .collect()
}

/// A name without the name of its table or domain in front.
fn short<'a>(name: &'a str, owner: &str) -> &'a str {
    name.strip_prefix(owner)
        .and_then(|rest| rest.strip_prefix('_'))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(name)
}

/// What can be violated.
#[derive(Clone, Copy)]
enum Source<'a> {
    Constraint(&'a catalog::Constraint),
    Index(RelId, &'a IndexInfo),
}

/// Under which names the descendants of a table report a constraint of it: a
/// statement on a partitioned table fails in a partition, and the server names
/// that and the partition's own index.
fn elsewhere(catalog: &Catalog, relation: &Relation, source: Source<'_>) -> Vec<Reported> {
    let mut out = Vec::new();
    walk(catalog, relation, source, &mut out);
    out.sort();
    out
}

fn walk(catalog: &Catalog, relation: &Relation, source: Source<'_>, out: &mut Vec<Reported>) {
    let Some(table) = table_info(relation) else {
        return;
    };
    for child in table.children.iter().filter_map(|id| catalog.rel(*id)) {
        let next = match source {
            // A CHECK is inherited by name.
            Source::Constraint(own) if matches!(own.kind, ConstraintKind::Check(_)) => child
                .constraints
                .iter()
                .find(|other| {
                    !own.no_inherit
                        && other.name == own.name
                        && matches!(other.kind, ConstraintKind::Check(_))
                })
                .map(|other| (other.name.as_str(), Source::Constraint(other))),
            // Keys are those of partitions alone, which are attached to it.
            Source::Constraint(own) => child
                .constraints
                .iter()
                .find(|other| other.parent == Some(own.id))
                .map(|other| (other.name.as_str(), Source::Constraint(other))),
            Source::Index(own, _) => indexes(catalog, child)
                .find(|other| other.info.parent == Some(own))
                .map(|other| (other.name, Source::Index(other.id, other.info))),
        };
        if let Some((name, source)) = next {
            out.push(Reported {
                schema: catalog.schema_name(child.schema).to_owned(),
                table: child.name.clone(),
                name: name.to_owned(),
            });
            walk(catalog, child, source, out);
        }
    }
}

/// The begins of further names that a foreign key to a partitioned table has on
/// its own table: one a partition, with a number behind it. They are what is
/// reported when a row that is referred to goes away.
fn numbered(
    catalog: &Catalog,
    relation: &Relation,
    source: Source<'_>,
    own: &[&str],
) -> Vec<String> {
    let Source::Constraint(constraint) = source else {
        return Vec::new();
    };
    let ConstraintKind::ForeignKey(key) = &constraint.kind else {
        return Vec::new();
    };
    let to_partitions = catalog
        .rel(key.table)
        .and_then(table_info)
        .is_some_and(|table| table.partition_key.is_some());
    if !to_partitions {
        return Vec::new();
    }
    // On 18 the constraint's name with a number; on 15 the name that a constraint
    // without one would get.
    let default = format!(
        "{}_{}_fkey",
        relation.name,
        plain_names(relation, &key.columns).join("_")
    );
    let same_columns = |other: &&Shared<catalog::Constraint>| match &other.kind {
        ConstraintKind::ForeignKey(other) => other.columns == key.columns,
        _ => false,
    };
    let is_alone = relation.constraints.iter().filter(same_columns).count() == 1;
    let mut bases = vec![constraint.name.clone()];
    if is_alone && default != constraint.name && !own.contains(&default.as_str()) {
        bases.push(default);
    }
    bases
}

/// Under which name a partition that the migrations do not know would report a
/// constraint of a partitioned table.
fn of_partitions_to_come(
    catalog: &Catalog,
    relation: &Relation,
    source: Source<'_>,
) -> Option<OfPartition> {
    table_info(relation)?.partition_key.as_ref()?;
    let by_columns = |index: &IndexInfo, label: &str| {
        let keys: Option<Vec<ColumnId>> = index
            .keys
            .iter()
            .map(|key| match &key.what {
                KeyKind::Column(id) => Some(*id),
                KeyKind::Expr(_) => None,
            })
            .collect();
        let columns = [keys?, index.include.clone()].concat();
        let names = plain_names(relation, &columns).join("_");
        Some(OfPartition::Behind(format!("_{names}_{label}")))
    };
    let of_index = |id: RelId, label| match catalog.rel(id).map(|index| &index.kind) {
        Some(RelationKind::Index(index)) => by_columns(index, label),
        _ => None,
    };
    match source {
        Source::Index(_, index) => by_columns(index, "idx"),
        Source::Constraint(constraint) => match &constraint.kind {
            ConstraintKind::PrimaryKey { .. } => Some(OfPartition::Behind("_pkey".to_owned())),
            ConstraintKind::Unique { index, .. } => of_index(*index, "key"),
            ConstraintKind::Exclude { index, .. } => of_index(*index, "excl"),
            ConstraintKind::Check(_) if constraint.no_inherit => None,
            ConstraintKind::Check(_) | ConstraintKind::ForeignKey(_) => {
                Some(OfPartition::Name(constraint.name.clone()))
            }
        },
    }
}

/// Whether a relation is a partitioned table.
pub(super) fn is_partitioned(relation: &Relation) -> bool {
    table_info(relation).is_some_and(|table| table.partition_key.is_some())
}

fn table_info(relation: &Relation) -> Option<&catalog::TableInfo> {
    match &relation.kind {
        RelationKind::Table(table) | RelationKind::ForeignTable(table) => Some(table),
        _ => None,
    }
}

/// An index of a relation with its name.
pub(super) struct IndexOf<'a> {
    /// Its number.
    pub(super) id: RelId,
    /// Its name.
    pub(super) name: &'a str,
    /// The index.
    pub(super) info: &'a IndexInfo,
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
                id: *id,
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

/// The names of columns, unquoted.
fn plain_names<'a>(relation: &'a Relation, columns: &[ColumnId]) -> Vec<&'a str> {
    columns
        .iter()
        .filter_map(|id| relation.column_by_id(*id))
        .map(|column| column.name.as_str())
        .collect()
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
