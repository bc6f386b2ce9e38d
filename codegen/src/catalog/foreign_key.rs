//! Foreign keys.

use super::constraint::{Descent, duplicate};
use super::error::{Result, SqlError};
use super::index::same_column;
use super::opclass::Certain;
use super::{
    Column, ColumnId, ColumnType, Constraint, ConstraintId, ConstraintKind, ForeignKey, KeyKind,
    RelId, Relation, RelationKind, Replay, names,
};
use crate::ddl::{Action, ConstraintDef, MatchType, Name, Persistence, References};
use crate::diag::Span;

impl Replay {
    /// `FOREIGN KEY … REFERENCES`.
    pub(super) fn add_foreign_key(
        &mut self,
        table: RelId,
        def: &ConstraintDef,
        columns: &[Name],
        period: bool,
        references: &References,
        recurse: bool,
    ) -> Result {
        if references.match_type == MatchType::Partial {
            return Err(SqlError::new(
                "0A000",
                def.span,
                "MATCH PARTIAL not yet implemented",
            ));
        }
        if period || references.period {
            self.needs_version(18, "PERIOD", def.span)?;
        }
        let relation = self.open(table, def.span)?;
        if relation.kind_is_foreign() {
            return Err(SqlError::new(
                "42809",
                def.span,
                "foreign key constraints are not supported on foreign tables",
            ));
        }
        let target_id = self.relation(&references.table)?;
        let target = self.open(target_id, def.span)?;
        if let Some(name) = &def.name
            && (relation.has_constraint_name(&name.value)
                || self.catalog.has_key_copy(table, &name.value))
        {
            return Err(duplicate(&relation, &name.value, name.span));
        }
        if relation.is_partitioned() && !recurse {
            return Err(SqlError::new(
                "42809",
                def.span,
                format!(
                    "cannot use ONLY for foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                    relation.name, target.name
                ),
            ));
        }
        if self.catalog.version.0 < 18 && relation.is_partitioned() && def.attributes.not_valid {
            return Err(SqlError::new(
                "42809",
                def.span,
                format!(
                    "cannot add NOT VALID foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                    relation.name, target.name
                ),
            )
            .detail("This feature is not yet supported on partitioned tables."));
        }
        if !matches!(target.kind, RelationKind::Table(_)) {
            return Err(SqlError::new(
                "42809",
                references.table.span(),
                format!("referenced relation \"{}\" is not a table", target.name),
            )
            .also(target.origin.span, format!("it is a {}", target.word())));
        }
        let implied = references.columns.is_empty()
            && target.primary_key().is_some_and(|key| {
                matches!(
                    key.kind,
                    ConstraintKind::PrimaryKey {
                        without_overlaps: true,
                        ..
                    }
                )
            });
        if (references.period || implied) && !period {
            return Err(one_sided(
                "referenced",
                "referencing",
                references.table.span(),
            ));
        }
        if period && !references.period && !references.columns.is_empty() {
            return Err(one_sided(
                "referencing",
                "referenced",
                references.table.span(),
            ));
        }
        if period {
            check_period_actions(references, def.span)?;
        }
        persistence_fits(&relation, &target, references.table.span())?;
        let own = Self::foreign_key_columns(&relation, columns)?;
        let set_columns = Self::set_columns(&relation, &own, references)?;
        for id in &own {
            let Some(column) = relation.column_by_id(*id) else {
                continue;
            };
            check_generated(column, references, def.span)?;
        }
        let (referenced, index) = self.referenced_key(&target, references)?;
        if own.len() != referenced.len() {
            let names: Vec<&str> = referenced
                .iter()
                .filter_map(|id| Some(target.column_by_id(*id)?.name.as_str()))
                .collect();
            let span = match columns {
                [first, .., last] => first.span.to(last.span),
                [one] => one.span,
                [] => def.span,
            };
            return Err(SqlError::new(
                "42830",
                span,
                "number of referencing and referenced columns for foreign key disagree",
            )
            .also(
                references.table.span(),
                format!("its key is ({})", names.join(", ")),
            )
            .help(format!(
                "write a column for each of ({}), or name the columns that are referenced",
                names.join(", ")
            ))
            .label(format!(
                "{} referencing, {} referenced",
                own.len(),
                referenced.len()
            )));
        }
        let name = match &def.name {
            Some(name) => name.value.clone(),
            None => self.foreign_key_name(&relation, &own),
        };
        self.types_fit(&relation, &own, &target, &referenced, &name, def.span)?;
        let (deferrable, initially_deferred) = Self::deferral(&def.attributes);
        let enforced = def.attributes.enforced.unwrap_or(true);
        let constraint = Constraint {
            id: ConstraintId(0),
            name,
            chosen: def.name.is_none(),
            kind: ConstraintKind::ForeignKey(ForeignKey {
                columns: own,
                table: target_id,
                referenced,
                index,
                match_type: references.match_type,
                on_delete: references.on_delete,
                on_update: references.on_update,
                set_columns,
                period,
            }),
            deferrable,
            initially_deferred,
            validated: !def.attributes.not_valid && enforced,
            enforced,
            no_inherit: !relation.is_partitioned(),
            is_local: true,
            inherited: 0,
            parent: None,
            comment: None,
            span: def.name.as_ref().map_or(def.span, |name| name.span),
        };
        let copy = constraint.clone();
        let id = self.push_constraint(table, constraint)?;
        self.copy_key(table, id);
        for child in relation.children() {
            if relation.is_partitioned() {
                self.foreign_key_on_partition(&relation, &copy, id, *child)?;
            }
        }
        Ok(())
    }

    /// The name that PostgreSQL gives a foreign key.
    pub(super) fn foreign_key_name(&self, relation: &Relation, columns: &[ColumnId]) -> String {
        let columns = columns
            .iter()
            .filter_map(|id| relation.column_by_id(*id))
            .map(|column| column.name.as_str());
        let addition = names::joined(columns);
        self.catalog.choose_constraint_name(
            relation.schema,
            &relation.name,
            Some(&addition),
            "fkey",
            &[],
        )
    }

    /// Gives a partition its parent's foreign key: an equal one that it has is
    /// taken, else one is made.
    pub(super) fn foreign_key_on_partition(
        &mut self,
        parent: &Relation,
        constraint: &Constraint,
        parent_id: ConstraintId,
        partition: RelId,
    ) -> Result {
        let child = self.open(partition, constraint.span)?;
        let ConstraintKind::ForeignKey(key) = &constraint.kind else {
            return Ok(());
        };
        let mut key = key.clone();
        for column in key.columns.iter_mut().chain(&mut key.set_columns) {
            *column = same_column(parent, &child, *column).unwrap_or(*column);
        }
        let like = child.constraints.iter().find(|other| {
            other.parent.is_none()
                && other.deferrable == constraint.deferrable
                && other.initially_deferred == constraint.initially_deferred
                && other.enforced == constraint.enforced
                && (other.validated || self.catalog.version.0 >= 18)
                && matches!(&other.kind, ConstraintKind::ForeignKey(other)
                    if other.columns == key.columns
                        && other.table == key.table
                        && other.referenced == key.referenced
                        && other.match_type == key.match_type
                        && other.on_delete == key.on_delete
                        && other.on_update == key.on_update
                        && other.set_columns == key.set_columns)
        });
        if let Some(like) = like {
            let id = like.id;
            let validated = constraint.validated;
            if let Some(like) = self
                .open_mut(partition, constraint.span)?
                .constraint_by_id_mut(id)
            {
                like.parent = Some(parent_id);
                like.is_local = false;
                like.inherited = 1;
                like.validated |= validated;
            }
            return Ok(());
        }
        let mut copy = constraint.clone();
        if child.has_constraint_name(&copy.name) {
            copy.name = self.foreign_key_name(&child, &key.columns);
        }
        copy.kind = ConstraintKind::ForeignKey(key);
        copy.parent = Some(parent_id);
        copy.is_local = Descent::INHERITED.is_local;
        copy.inherited = Descent::INHERITED.inherited;
        copy.no_inherit = false;
        let below = copy.clone();
        let id = self.push_constraint(partition, copy)?;
        for grandchild in child.children() {
            self.foreign_key_on_partition(&child, &below, id, *grandchild)?;
        }
        Ok(())
    }

    fn foreign_key_columns(relation: &Relation, names: &[Name]) -> Result<Vec<ColumnId>> {
        names
            .iter()
            .map(|name| match relation.column(&name.value) {
                Some(column) => Ok(column.id),
                None => Err(Self::no_key_column(relation, name)),
            })
            .collect()
    }

    fn no_key_column(relation: &Relation, name: &Name) -> Box<SqlError> {
        if let Some(reason) = &relation.unknown_columns {
            return super::columns::unknown(relation, reason, name.span);
        }
        if super::expr::SYSTEM_COLUMNS.contains(&name.value.as_str()) {
            return SqlError::new(
                "0A000",
                name.span,
                "system columns cannot be used in foreign keys",
            );
        }
        let error = SqlError::new(
            "42703",
            name.span,
            format!(
                "column \"{}\" referenced in foreign key constraint does not exist",
                name.value
            ),
        )
        .label(format!("no such column in \"{}\"", relation.name));
        Self::with_near_column(error, relation, &name.value)
    }

    fn set_columns(
        relation: &Relation,
        own: &[ColumnId],
        references: &References,
    ) -> Result<Vec<ColumnId>> {
        let mut found = Vec::new();
        for name in &references.set_columns {
            let Some(column) = relation.column(&name.value) else {
                return Err(Self::no_key_column(relation, name));
            };
            if !own.contains(&column.id) {
                return Err(SqlError::new(
                    "42P10",
                    name.span,
                    format!(
                        "column \"{}\" referenced in ON DELETE SET action must be part of foreign key",
                        name.value
                    ),
                )
                .label("not a column of the foreign key")
                .help("name columns of the foreign key, or leave the list out for all of them"));
            }
            if !found.contains(&column.id) {
                found.push(column.id);
            }
        }
        Ok(found)
    }

    /// The referenced columns with the unique index on them.
    fn referenced_key(
        &self,
        target: &Relation,
        references: &References,
    ) -> Result<(Vec<ColumnId>, Option<RelId>)> {
        let span = references.table.span();
        if let Some(reason) = &target.unknown_columns {
            return Err(super::columns::unknown(target, reason, span));
        }
        if references.columns.is_empty() {
            let Some(key) = target.primary_key() else {
                return Err(SqlError::new(
                    "42704",
                    span,
                    format!(
                        "there is no primary key for referenced table \"{}\"",
                        target.name
                    ),
                )
                .label("no primary key")
                .help("name the referenced columns of a unique key, or add a primary key")
                .also(target.origin.span, "the table is created here"));
            };
            if key.deferrable {
                return Err(SqlError::new(
                    "55000",
                    span,
                    format!(
                        "cannot use a deferrable primary key for referenced table \"{}\"",
                        target.name
                    ),
                )
                .also(key.span, "the primary key is deferrable"));
            }
            return match &key.kind {
                ConstraintKind::PrimaryKey { columns, index, .. } => {
                    Ok((columns.clone(), Some(*index)))
                }
                _ => Ok((Vec::new(), None)),
            };
        }
        let mut columns = Vec::new();
        for name in &references.columns {
            let Some(column) = target.column(&name.value) else {
                return Err(Self::no_key_column(target, name));
            };
            if columns.contains(&column.id) {
                return Err(SqlError::new(
                    "42830",
                    name.span,
                    "foreign key referenced-columns list must not contain duplicates",
                ));
            }
            columns.push(column.id);
        }
        let mut wanted = columns.clone();
        wanted.sort_unstable();
        let mut deferrable = None;
        for id in &target.indexes {
            let Some(info) = self.catalog.rel(*id).and_then(Relation::index) else {
                continue;
            };
            let served = info.constraint.and_then(|id| target.constraint_by_id(id));
            let temporal = served.is_some_and(|served| {
                matches!(
                    served.kind,
                    ConstraintKind::PrimaryKey {
                        without_overlaps: true,
                        ..
                    } | ConstraintKind::Unique {
                        without_overlaps: true,
                        ..
                    }
                )
            });
            if !(info.unique || temporal) || !info.valid || info.predicate.is_some() {
                continue;
            }
            if temporal != references.period {
                continue;
            }
            let mut keys: Vec<ColumnId> = info
                .keys
                .iter()
                .filter_map(|key| match &key.what {
                    KeyKind::Column(column) => Some(*column),
                    KeyKind::Expr(_) => None,
                })
                .collect();
            keys.sort_unstable();
            if keys.len() != info.keys.len() || keys != wanted {
                continue;
            }
            if let Some(served) = served.filter(|served| served.deferrable) {
                deferrable = Some(served.span);
                continue;
            }
            return Ok((columns, Some(*id)));
        }
        if let Some(key) = deferrable {
            return Err(SqlError::new(
                "55000",
                span,
                format!(
                    "cannot use a deferrable unique constraint for referenced table \"{}\"",
                    target.name
                ),
            )
            .also(key, "the constraint is deferrable"));
        }
        let names: Vec<&str> = references
            .columns
            .iter()
            .map(|name| name.value.as_str())
            .collect();
        Err(SqlError::new(
            "42830",
            span,
            format!(
                "there is no unique constraint matching given keys for referenced table \"{}\"",
                target.name
            ),
        )
        .label(format!("({}) is not a unique key", names.join(", ")))
        .help(format!(
            "add a unique constraint to \"{}\" ({}), or reference its primary key",
            target.name,
            names.join(", ")
        ))
        .also(target.origin.span, "the table is created here"))
    }

    /// Refuses a foreign key between types that cannot be compared.
    pub(super) fn types_fit(
        &self,
        relation: &Relation,
        own: &[ColumnId],
        target: &Relation,
        referenced: &[ColumnId],
        name: &str,
        span: Span,
    ) -> Result {
        for (fk, pk) in own.iter().zip(referenced) {
            let (Some(fk), Some(pk)) = (relation.column_by_id(*fk), target.column_by_id(*pk))
            else {
                continue;
            };
            let (ColumnType::Known(fk_type), ColumnType::Known(pk_type)) = (&fk.ty, &pk.ty) else {
                continue;
            };
            if self.catalog.can_reference(pk_type, fk_type) == Certain::Maybe {
                continue;
            }
            let (fk_shown, pk_shown) = (self.shown_type(fk_type), self.shown_type(pk_type));
            let detail = if self.catalog.version.0 >= 18 {
                format!(
                    "Key columns \"{}\" of the referencing table and \"{}\" of the referenced table are of incompatible types: {fk_shown} and {pk_shown}.",
                    fk.name, pk.name
                )
            } else {
                format!(
                    "Key columns \"{}\" and \"{}\" are of incompatible types: {fk_shown} and {pk_shown}.",
                    fk.name, pk.name
                )
            };
            return Err(SqlError::new(
                "42804",
                span,
                format!("foreign key constraint \"{name}\" cannot be implemented"),
            )
            .label(format!("{fk_shown} cannot reference {pk_shown}"))
            .detail(detail)
            .help(format!(
                "give `{}` the type of the column that it references: {pk_shown}",
                fk.name
            ))
            .also(fk.type_span, format!("`{}` is {fk_shown}", fk.name))
            .also(pk.type_span, format!("`{}` is {pk_shown}", pk.name)));
        }
        Ok(())
    }
}

/// A temporal key has no actions but NO ACTION yet.
/// PERIOD on one side of a foreign key alone.
fn one_sided(with: &str, without: &str, span: Span) -> Box<SqlError> {
    SqlError::new(
        "42830",
        span,
        format!("foreign key uses PERIOD on the {with} table but not the {without} table"),
    )
    .help(format!(
        "write PERIOD before the last column of the {without} table too"
    ))
}

fn check_period_actions(references: &References, span: Span) -> Result {
    for (clause, action) in [
        ("ON UPDATE", references.on_update),
        ("ON DELETE", references.on_delete),
    ] {
        if action != Action::NoAction {
            return Err(SqlError::new(
                "0A000",
                span,
                format!("unsupported {clause} action for foreign key constraint using PERIOD"),
            ));
        }
    }
    Ok(())
}

fn persistence_fits(relation: &Relation, target: &Relation, span: Span) -> Result {
    let message = match (relation.persistence, target.persistence) {
        (Persistence::Permanent, Persistence::Permanent)
        | (Persistence::Temporary, Persistence::Temporary)
        | (Persistence::Unlogged, Persistence::Permanent | Persistence::Unlogged) => return Ok(()),
        (Persistence::Permanent, _) => {
            "constraints on permanent tables may reference only permanent tables"
        }
        (Persistence::Unlogged, _) => {
            "constraints on unlogged tables may reference only permanent or unlogged tables"
        }
        (Persistence::Temporary, _) => {
            "constraints on temporary tables may reference only temporary tables"
        }
    };
    Err(SqlError::new("42P16", span, message).also(
        target.origin.span,
        format!("\"{}\" is created here", target.name),
    ))
}

/// Actions that would write a generated column.
fn check_generated(column: &Column, references: &References, span: Span) -> Result {
    let Some(storage) = column.generated else {
        return Ok(());
    };
    let writes = |action: Action| matches!(action, Action::SetNull | Action::SetDefault);
    let clause = if writes(references.on_delete) {
        "ON DELETE"
    } else if writes(references.on_update) || references.on_update == Action::Cascade {
        "ON UPDATE"
    } else if storage == crate::ddl::GeneratedStorage::Virtual {
        return Err(SqlError::new(
            "0A000",
            span,
            "foreign key constraints on virtual generated columns are not supported",
        )
        .also(column.span, "this column is virtual"));
    } else {
        return Ok(());
    };
    Err(SqlError::new(
        "42601",
        span,
        format!("invalid {clause} action for foreign key constraint containing generated column"),
    )
    .also(column.span, "this column is generated"))
}
