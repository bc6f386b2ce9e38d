//! What UPDATE and DELETE of a published table need: a replica identity, which
//! subscribers find rows by (`CheckCmdReplicaIdentity` of `execReplication.c` and
//! `RelationBuildPublicationDesc` of `relcache.c`).

use super::error::{Result, SqlError};
use super::registry::{RegistryEntry, RegistryId};
use super::{ColumnId, KeyKind, ObjectId, RelId, Relation, RelationKind, Replay, RowIdentity};
use crate::ddl::{GeneratedStorage, Persistence, RegistryKind, RowChange};
use crate::diag::Span;
use std::collections::BTreeSet;

/// What is wrong with the columns of a publication, for changes of one kind.
#[derive(Default)]
struct Wrong {
    /// The place of the table whose WHERE reads others than the identity's.
    filter: Option<Span>,
    /// The place of the table whose list leaves some of them out.
    list: Option<Span>,
    /// The place of the publication that does not send generated ones.
    generated: Option<Span>,
    /// The first publication that sends the changes.
    publication: Option<Span>,
}

impl Replay {
    /// Refuses to change rows that subscribers could not find.
    pub(super) fn check_replicated(&self, changes: &[RowChange]) -> Result {
        let kind = RegistryKind::Publication;
        if changes.is_empty()
            || !self.is_sure(kind)
            || self.catalog.registered_of(kind).next().is_none()
        {
            return Ok(());
        }
        for change in changes {
            let Some(id) = self.find_relation(&change.relation) else {
                continue;
            };
            self.check_changed(id, change, &mut BTreeSet::new())?;
        }
        Ok(())
    }

    /// The same of a table and of those below it.
    fn check_changed(&self, id: RelId, change: &RowChange, seen: &mut BTreeSet<RelId>) -> Result {
        let Some(relation) = self.catalog.rel(id).filter(|_| seen.insert(id)) else {
            return Ok(());
        };
        let RelationKind::Table(info) = &relation.kind else {
            return Ok(());
        };
        // A rule may put another statement in the place of this one.
        if !self.rules_are_certain(relation) || !relation.rules.is_empty() {
            return Ok(());
        }
        let below = !relation.children().is_empty();
        if below && !change.descends {
            return Ok(());
        }
        if info.partition_key.is_none() && relation.persistence == Persistence::Permanent {
            let span = change.relation.span();
            if change.updates {
                self.check_identity(relation, span, true)?;
            }
            if change.deletes {
                self.check_identity(relation, span, false)?;
            }
        }
        for child in relation.children() {
            self.check_changed(*child, change, seen)?;
        }
        Ok(())
    }

    fn check_identity(&self, relation: &Relation, span: Span, updates: bool) -> Result {
        let info = relation.table().map(|info| info.replica_identity);
        let full = info == Some(RowIdentity::Full);
        let identity = self.identity_of(relation);
        let wrong = self.wrong_columns(relation, identity.as_deref(), full, updates);
        let Some(publication) = wrong.publication else {
            return Ok(());
        };
        let (verb, changes) = if updates {
            ("update", "updates")
        } else {
            ("delete from", "deletes")
        };
        let name = &relation.name;
        let columns = [
            (
                wrong.filter,
                "Column used in the publication WHERE expression is not part of the replica identity.",
            ),
            (
                wrong.list,
                "Column list used by the publication does not cover the replica identity.",
            ),
            (
                wrong.generated,
                "Replica identity must not contain unpublished generated columns.",
            ),
        ];
        for (place, detail) in columns {
            if let Some(place) = place {
                return Err(SqlError::new(
                    "42P10",
                    span,
                    format!("cannot {verb} table \"{name}\""),
                )
                .detail(detail)
                .help("change the publication, or the table's REPLICA IDENTITY")
                .also(place, "it is published here"));
            }
        }
        if full || identity.is_some() {
            return Ok(());
        }
        Err(SqlError::new(
            "55000",
            span,
            format!(
                "cannot {verb} table \"{name}\" because it does not have a replica identity and publishes {changes}"
            ),
        )
        .help("set REPLICA IDENTITY using ALTER TABLE, or give the table a primary key")
        .also(relation.origin.span, "the table is created here")
        .also(publication, "it is published here"))
    }

    /// The columns of the index that finds a row; `None` without one.
    fn identity_of(&self, relation: &Relation) -> Option<Vec<ColumnId>> {
        let chosen = match relation.table()?.replica_identity {
            RowIdentity::Full | RowIdentity::Nothing => return None,
            RowIdentity::Default => None,
            RowIdentity::Index(index) => Some(index),
        };
        let index = relation.indexes.iter().find_map(|id| {
            let info = self.catalog.rel(*id)?.index()?;
            let is_it = match chosen {
                Some(chosen) => chosen == *id,
                None => info.primary,
            };
            let waits = relation
                .constraints
                .iter()
                .any(|constraint| Some(constraint.id) == info.constraint && constraint.deferrable);
            (is_it && !waits).then_some(info)
        })?;
        let column = |key: &super::Key| match key.what {
            KeyKind::Column(id) => Some(id),
            KeyKind::Expr(_) => None,
        };
        Some(index.keys.iter().filter_map(column).collect())
    }

    /// The table that it is a partition of, the table that that is one of, and so on.
    fn roots(&self, relation: &Relation) -> Vec<RelId> {
        let mut found: Vec<RelId> = Vec::new();
        let above = |relation: &Relation| {
            let (parent, _) = relation.table()?.partition_of.as_ref()?;
            Some(*parent)
        };
        let mut next = above(relation);
        while let Some(id) = next.filter(|id| !found.contains(id)) {
            found.push(id);
            next = self.catalog.rel(id).and_then(above);
        }
        found
    }

    /// The entry of a table in a publication.
    fn entry_of(&self, publication: RegistryId, table: RelId) -> Option<&RegistryEntry> {
        let table = ObjectId::Relation(table);
        let mut entries = self
            .catalog
            .registry
            .using(table.clone())
            .map(|(_, entry)| entry);
        entries.find(|entry| {
            entry.kind == RegistryKind::PublishedTable && is_of(entry, publication, &table)
        })
    }

    /// The entry of a table's schema in a publication.
    fn schema_in(&self, publication: RegistryId, table: RelId) -> Option<&RegistryEntry> {
        let schema = ObjectId::Schema(self.catalog.rel(table)?.schema);
        let mut entries = self
            .catalog
            .registry
            .using(schema.clone())
            .map(|(_, entry)| entry);
        entries.find(|entry| {
            entry.kind == RegistryKind::PublishedSchema && is_of(entry, publication, &schema)
        })
    }

    fn wrong_columns(
        &self,
        relation: &Relation,
        identity: Option<&[ColumnId]>,
        full: bool,
        updates: bool,
    ) -> Wrong {
        let mut wrong = Wrong::default();
        let identity = identity.unwrap_or_default();
        let roots = self.roots(relation);
        for (id, publication) in self.catalog.registered_of(RegistryKind::Publication) {
            let sends = publication.sends;
            let is_in = |table: RelId| {
                self.entry_of(id, table).is_some() || self.schema_in(id, table).is_some()
            };
            let is_sent = if updates {
                sends.updates
            } else {
                sends.deletes
            };
            let all = std::iter::once(relation.id).chain(roots.iter().copied());
            if !is_sent || !(publication.all_tables || all.clone().any(is_in)) {
                continue;
            }
            wrong.publication.get_or_insert(publication.span);
            let published_as = match roots.iter().rev().find(|root| is_in(**root)) {
                Some(root) if sends.via_root => *root,
                _ => relation.id,
            };
            let Some(published) = self.catalog.rel(published_as) else {
                continue;
            };
            // A partition's columns have numbers of their own.
            let there = |column: ColumnId| {
                if published.id == relation.id {
                    return Some(column);
                }
                let name = &relation.column_by_id(column)?.name;
                published.column(name).map(|column| column.id)
            };
            let covered: Vec<ColumnId> = identity.iter().filter_map(|id| there(*id)).collect();
            let entry = self
                .entry_of(id, published_as)
                .filter(|_| !publication.all_tables);
            let filter = entry.and_then(|entry| Some((entry.span, entry.filter.as_ref()?)));
            if let Some((span, filter)) = filter.filter(|(_, filter)| filter.is_sure && !full)
                && filter.columns.iter().any(|id| !covered.contains(id))
            {
                wrong.filter.get_or_insert(span);
            }
            let listed = entry.and_then(|entry| Some((entry.span, entry.listed.as_ref()?)));
            if let Some((span, listed)) = listed
                && (full || covered.iter().any(|id| !listed.contains(id)))
            {
                wrong.list.get_or_insert(span);
            }
            if self.catalog.version.0 >= 18
                && unsent_generated(relation, identity, full, listed.is_some(), sends.generated)
            {
                wrong.generated.get_or_insert(publication.span);
            }
        }
        wrong
    }
}

/// Whether the identity has a generated column that is not sent.
fn unsent_generated(
    relation: &Relation,
    identity: &[ColumnId],
    full: bool,
    is_listed: bool,
    sends: bool,
) -> bool {
    relation.columns.iter().any(|column| {
        let of_it = full || identity.contains(&column.id);
        of_it
            && match column.generated {
                Some(GeneratedStorage::Virtual) => true,
                Some(GeneratedStorage::Stored) => !sends && (full || !is_listed),
                None => false,
            }
    })
}

fn is_of(entry: &RegistryEntry, publication: RegistryId, object: &ObjectId) -> bool {
    let mut needs = entry.needs.iter().map(|(object, _)| object);
    needs.next() == Some(&ObjectId::Registered(publication)) && needs.next() == Some(object)
}
