//! The copies of a foreign key that the server makes for each partition of the
//! referenced table (`addFkRecurseReferenced` of `tablecmds.c`). They are constraints of
//! the referencing table, of which only the names matter here.

use super::error::{Result, SqlError};
use super::names;
use super::{
    Catalog, Constraint, ConstraintId, ConstraintKind, ForeignKey, RelId, Relation, Replay,
};
use crate::ddl::Name;

/// A copy of a foreign key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyCopy {
    /// The referencing table.
    table: RelId,
    /// The foreign key.
    of: ConstraintId,
    /// The partition of the referenced table.
    partition: RelId,
}

impl Catalog {
    /// The tables with copies of a name that are there: those of dropped keys and of
    /// partitions that are none any more are not.
    fn with_key_copy(&self, name: &str) -> impl Iterator<Item = &Relation> {
        let all = self.key_copies.get(name).into_iter().flatten();
        all.filter_map(|copy| {
            let relation = self.rel(copy.table)?;
            let (_, key) = root_key(relation, copy.of)?;
            self.is_part_of(copy.partition, key.table)
                .then_some(relation)
        })
    }

    /// Whether a table is a partition of another, or of one of its partitions.
    fn is_part_of(&self, mut part: RelId, whole: RelId) -> bool {
        while let Some((above, _)) = self
            .rel(part)
            .and_then(Relation::table)
            .and_then(|part| part.partition_of.as_ref())
        {
            if *above == whole {
                return true;
            }
            part = *above;
        }
        false
    }

    /// Whether a copy of a foreign key has a name in a schema.
    pub(super) fn key_copy_named(&self, schema: super::SchemaId, name: &str) -> bool {
        self.with_key_copy(name)
            .any(|relation| relation.schema == schema)
    }

    /// Whether a relation has a copy of a foreign key of that name.
    pub(super) fn has_key_copy(&self, table: RelId, name: &str) -> bool {
        self.with_key_copy(name)
            .any(|relation| relation.id == table)
    }
}

fn root_key(relation: &Relation, id: ConstraintId) -> Option<(&Constraint, &ForeignKey)> {
    let mut all = relation.constraints.iter();
    let found = all.find(|constraint| constraint.id == id && constraint.parent.is_none())?;
    match &found.kind {
        ConstraintKind::ForeignKey(key) => Some((found, key)),
        _ => None,
    }
}

impl Replay {
    /// Copies a new foreign key for each partition that the referenced table has.
    pub(super) fn copy_key(&mut self, table: RelId, of: ConstraintId) {
        let Some(relation) = self.catalog.rel(table) else {
            return;
        };
        let Some((_, key)) = root_key(relation, of) else {
            return;
        };
        for partition in self.catalog.descendants(key.table) {
            self.add_key_copy(table, of, partition);
        }
        let is_partitioned = self
            .catalog
            .rel(table)
            .and_then(|relation| root_key(relation, of))
            .and_then(|(_, key)| self.catalog.rel(key.table))
            .is_some_and(Relation::is_partitioned);
        if is_partitioned {
            // A key without copies yet is known to be one that partitions get.
            self.catalog.partitioned_keys.push((table, of));
        }
    }

    /// Copies the foreign keys to what is above a new partition for it and its own.
    pub(super) fn copy_keys_for(&mut self, partition: RelId) {
        if self.catalog.partitioned_keys.is_empty() {
            return;
        }
        let keys = self.catalog.partitioned_keys.clone();
        for (table, of) in keys.iter().copied() {
            let key = self.catalog.rel(table).and_then(|r| root_key(r, of));
            let Some((_, key)) = key else {
                continue;
            };
            if !self.catalog.is_part_of(partition, key.table) {
                continue;
            }
            let mut own = vec![partition];
            own.extend(self.catalog.descendants(partition));
            for part in own {
                self.add_key_copy(table, of, part);
            }
        }
    }

    fn add_key_copy(&mut self, table: RelId, of: ConstraintId, partition: RelId) {
        let copy = KeyCopy {
            table,
            of,
            partition,
        };
        let Some(relation) = self.catalog.rel(table) else {
            return;
        };
        let Some((constraint, key)) = root_key(relation, of) else {
            return;
        };
        if self.catalog.copied_keys.contains(&copy) {
            return;
        }
        let name = if self.catalog.version.names_key_copies_by_key() {
            let base = constraint.name.as_str();
            let mut number = 1_u32;
            loop {
                let name = names::object_name(base, None, &number.to_string());
                if !self.catalog.constraint_name_used(relation.schema, &name) {
                    break name;
                }
                number += 1;
            }
        } else {
            self.foreign_key_name(relation, &key.columns)
        };
        self.catalog.copied_keys.insert(copy);
        match self.catalog.key_copies.get_mut(&name) {
            Some(copies) => copies.push(copy),
            None => {
                self.catalog.key_copies.insert(name, vec![copy]);
            }
        }
    }

    /// 42P16 for DROP CONSTRAINT of a copy.
    pub(super) fn check_no_key_copy(&self, relation: &Relation, name: &Name) -> Result {
        if !self.catalog.has_key_copy(relation.id, &name.value) {
            return Ok(());
        }
        Err(SqlError::new(
            "42P16",
            name.span,
            format!(
                "cannot drop inherited constraint \"{}\" of relation \"{}\"",
                name.value, relation.name
            ),
        )
        .label("PostgreSQL has made it for a partition of the referenced table")
        .help("drop the foreign key that it is a copy of"))
    }
}
