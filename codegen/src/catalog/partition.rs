//! Partitions: what one takes from its parent, ATTACH and DETACH.

use super::bounds::{Bound, Bounds, StoredBound, compare_all, read_bound};
use super::error::{Result, SqlError};
use super::rewrite::tokens;
use super::{
    ChangeKind, Constraint, ConstraintId, ConstraintKind, Key, KeyKind, ObjectId, RelId, Relation,
    Replay, Shared, StoredExpr, Trigger, Uses,
};
use crate::ddl::{Expr, ExprShape, PartitionBound, Persistence, QName};
use crate::diag::Span;

impl Replay {
    /// A table that can be named in PARTITION OF.
    pub(super) fn check_partition_parent(
        &self,
        parent: RelId,
        persistence: Persistence,
        name: &QName,
    ) -> Result {
        let parent = self.open(parent, name.span())?;
        if !parent.is_partitioned() {
            return Err(SqlError::new(
                "42P17",
                name.span(),
                format!("\"{}\" is not partitioned", parent.name),
            )
            .also(
                parent.origin.span,
                "it is created here, with no PARTITION BY",
            ));
        }
        let temporary = |persistence| persistence == Persistence::Temporary;
        let message = match (temporary(persistence), temporary(parent.persistence)) {
            (true, false) => format!(
                "cannot create a temporary relation as partition of permanent relation \"{}\"",
                parent.name
            ),
            (false, true) => format!(
                "cannot create a permanent relation as partition of temporary relation \"{}\"",
                parent.name
            ),
            _ => return Ok(()),
        };
        Err(SqlError::new("42809", name.span(), message))
    }

    /// A bound must be of the parent's strategy, and not overlap another's as
    /// far as that is simple to tell. Gives the bound as the server shows it.
    pub(super) fn check_bound(
        &self,
        parent: RelId,
        partition: &str,
        bound: &PartitionBound,
        skip: Option<RelId>,
    ) -> Result<String> {
        let parent = self.open(parent, bound.span)?;
        let Some(key) = parent.table().and_then(|info| info.partition_key.as_ref()) else {
            return Ok(bound.text.clone());
        };
        let read = if bound.is_default {
            Bound::Default
        } else {
            read_bound(&bound.text)
        };
        let strategy = key.strategy.as_str();
        let refuse = |state, message: String| Err(SqlError::new(state, bound.span, message));
        let shown;
        match (&read, strategy) {
            (Bound::Default, "hash") => {
                return refuse(
                    "42P16",
                    "a hash-partitioned table may not have a default partition".to_owned(),
                );
            }
            (Bound::List(_), "range" | "hash")
            | (Bound::Range(..), "list" | "hash")
            | (Bound::Hash(..), "list" | "range") => {
                return refuse(
                    "42P16",
                    format!("invalid bound specification for a {strategy} partition"),
                );
            }
            (Bound::Range(from, to), _) => {
                for (side, values) in [("FROM", from), ("TO", to)] {
                    if values.len() != key.keys.len() {
                        return refuse(
                            "42P16",
                            format!(
                                "{side} must specify exactly one value per partitioning column"
                            ),
                        );
                    }
                }
                shown = self.shown_bound(&parent, &key.keys, &read, bound)?;
                let is_null = |value: &Expr| value.shape == ExprShape::Null;
                if let Some(value) = bound.values.iter().find(|value| is_null(value)) {
                    return Err(SqlError::new(
                        "42P17",
                        value.span,
                        "cannot specify NULL in range bound",
                    ));
                }
                if compare_all(from, to).is_some_and(std::cmp::Ordering::is_ge) {
                    return Err(SqlError::new(
                        "42P17",
                        bound.span,
                        format!("empty range bound specified for partition \"{partition}\""),
                    )
                    .detail(format!(
                        "Specified lower bound ({}) is greater than or equal to upper bound ({}).",
                        from.join(", "),
                        to.join(", ")
                    )));
                }
            }
            (Bound::Hash(modulus, remainder), _) => {
                if *modulus < 1 {
                    return refuse(
                        "42P16",
                        "modulus for hash partition must be an integer value greater than zero"
                            .to_owned(),
                    );
                }
                if *remainder >= *modulus {
                    return refuse(
                        "42P16",
                        "remainder for hash partition must be less than modulus".to_owned(),
                    );
                }
                shown = self.shown_bound(&parent, &key.keys, &read, bound)?;
            }
            _ => shown = self.shown_bound(&parent, &key.keys, &read, bound)?,
        }
        let Some(bounds) = parent.table().and_then(|table| table.bounds.as_deref()) else {
            return Ok(shown);
        };
        if let Bound::Hash(modulus, _) = read {
            self.check_modulus(bounds, modulus, bound.span)?;
        }
        let near = bounds.near(&read);
        let mut clashes = near.iter().filter(|id| Some(**id) != skip);
        let clash = clashes.find_map(|id| {
            let other = self.catalog.rel(*id)?;
            let theirs = other.bound()?;
            read.clashes(theirs.read()).then_some((other, theirs))
        });
        match clash {
            None => {}
            Some((other, _)) if bound.is_default => {
                return Err(SqlError::new(
                    "42P17",
                    bound.span,
                    format!(
                        "partition \"{partition}\" conflicts with existing default partition \"{}\"",
                        other.name
                    ),
                )
                .also(other.origin.span, "the default partition"));
            }
            Some((other, theirs)) => {
                return Err(SqlError::new(
                    "42P17",
                    bound.span,
                    format!(
                        "partition \"{partition}\" would overlap partition \"{}\"",
                        other.name
                    ),
                )
                .also(other.origin.span, format!("it is {}", theirs.text())));
            }
        }
        Ok(shown)
    }

    /// Of the moduli in order, each divides the next.
    fn check_modulus(&self, bounds: &Bounds, modulus: i64, span: Span) -> Result {
        for (theirs, child) in bounds.moduli() {
            let (small, large) = (modulus.min(theirs), modulus.max(theirs));
            if small > 0 && large % small != 0 {
                let other = self.open(child, span)?;
                let detail = if theirs < modulus {
                    format!(
                        "The new modulus {modulus} is not divisible by {theirs}, the modulus of existing partition \"{}\".",
                        other.name
                    )
                } else {
                    format!(
                        "The new modulus {modulus} is not a factor of {theirs}, the modulus of existing partition \"{}\".",
                        other.name
                    )
                };
                let shown = other.bound().map_or("", StoredBound::text);
                return Err(SqlError::new(
                    "42P17",
                    span,
                    "every hash partition modulus must be a factor of the next larger modulus",
                )
                .detail(detail)
                .also(other.origin.span, format!("it is {shown}")));
            }
        }
        Ok(())
    }

    /// Indexes, triggers and foreign keys that a new partition takes from its
    /// parent.
    pub(super) fn clone_from_parent(&mut self, partition: RelId, span: Span) -> Result {
        let Some((parent, _)) = self
            .open(partition, span)?
            .table()
            .and_then(|info| info.partition_of.clone())
        else {
            return Ok(());
        };
        let parent = self.open(parent, span)?;
        for index in &parent.indexes {
            let found = self.open(*index, span)?;
            if let Some(spec) = Self::index_spec(&found, &parent, span) {
                let constraint = found.index().and_then(|info| info.constraint);
                let unusable = super::index::Unusable::Left;
                self.index_on_partition(&spec, &parent, *index, constraint, partition, unusable)?;
            }
        }
        self.clone_triggers(&parent, partition, span)?;
        for constraint in &parent.constraints {
            if matches!(constraint.kind, ConstraintKind::ForeignKey(_)) {
                let mut copy = constraint.clone();
                copy.span = span;
                self.foreign_key_on_partition(&parent, &copy, constraint.id, partition)?;
            }
        }
        self.copy_keys_for(partition);
        Ok(())
    }

    /// Row triggers of a partitioned table are those of its partitions too.
    pub(super) fn clone_triggers(
        &mut self,
        parent: &Relation,
        partition: RelId,
        span: Span,
    ) -> Result {
        let child = self.open(partition, span)?;
        for (name, trigger) in &parent.triggers {
            if !is_row_trigger(trigger) {
                continue;
            }
            if let Some(other) = child.triggers.get(name) {
                if other.inherited {
                    continue;
                }
                return Err(SqlError::new(
                    "42710",
                    span,
                    format!(
                        "trigger \"{name}\" for relation \"{}\" already exists",
                        child.name
                    ),
                )
                .also(other.span, "it is created here"));
            }
            let mut copy = trigger.clone();
            copy.inherited = true;
            copy.comment = None;
            copy.columns = trigger
                .columns
                .iter()
                .filter_map(|column| super::index::same_column(parent, &child, *column))
                .collect();
            self.open_mut(partition, span)?
                .triggers
                .insert(name.clone(), copy);
        }
        let child = self.open(partition, span)?;
        for grandchild in child.children() {
            self.clone_triggers(&child, *grandchild, span)?;
        }
        Ok(())
    }

    /// `ATTACH PARTITION`.
    pub(super) fn attach_partition(
        &mut self,
        parent_id: RelId,
        name: &QName,
        bound: &PartitionBound,
        span: Span,
    ) -> Result {
        let parent = self.open(parent_id, span)?;
        let child_id = self.relation(name)?;
        let child = self.open(child_id, span)?;
        let refuse = |message: String| {
            Err(SqlError::new("42809", name.span(), message).also(
                child.origin.span,
                format!("\"{}\" is created here", child.name),
            ))
        };
        if !parent.is_partitioned() {
            if self.catalog.version.0 >= 18 {
                return Err(SqlError::new(
                    "42809",
                    span,
                    format!(
                        "ALTER action ATTACH PARTITION cannot be performed on relation \"{}\"",
                        parent.name
                    ),
                )
                .detail("This operation is not supported for tables."));
            }
            return Err(SqlError::new(
                "42P17",
                span,
                format!("table \"{}\" is not partitioned", parent.name),
            ));
        }
        if child.table().is_none() {
            return refuse(format!(
                "\"{}\" is not a table or foreign table",
                child.name
            ));
        }
        if child.is_partition() {
            return refuse(format!("\"{}\" is already a partition", child.name));
        }
        if child.table().is_some_and(|info| info.of_type.is_some()) {
            return refuse("cannot attach a typed table as partition".to_owned());
        }
        if !child.parents().is_empty() {
            return refuse("cannot attach inheritance child as partition".to_owned());
        }
        if !child.children().is_empty() && !child.is_partitioned() {
            return refuse("cannot attach inheritance parent as partition".to_owned());
        }
        if child_id == parent_id || self.catalog.descendants(child_id).contains(&parent_id) {
            return Err(SqlError::new(
                "42P07",
                name.span(),
                "circular inheritance not allowed",
            ));
        }
        let temporary = |relation: &Relation| relation.persistence == Persistence::Temporary;
        if temporary(&parent) != temporary(&child) {
            let (of, word) = if temporary(&parent) {
                ("temporary", "permanent")
            } else {
                ("permanent", "temporary")
            };
            return refuse(format!(
                "cannot attach a {word} relation as partition of {of} relation \"{}\"",
                parent.name
            ));
        }
        if let Some(extra) = child
            .columns
            .iter()
            .find(|column| parent.column(&column.name).is_none())
        {
            return Err(SqlError::new(
                "42804",
                name.span(),
                format!(
                    "table \"{}\" contains column \"{}\" not found in parent \"{}\"",
                    child.name, extra.name, parent.name
                ),
            )
            .detail("The new partition may contain only the columns present in parent.")
            .also(extra.span, "this column"));
        }
        Self::no_row_transitions(&child, "a partition", name.span())?;
        let bound = self.check_bound(parent_id, &child.name, bound, Some(child_id))?;
        let references = |held: &Constraint| matches!(&held.kind, ConstraintKind::ForeignKey(key) if key.table == child_id);
        if let Some(key) = parent.constraints.iter().find(|held| references(held)) {
            return Err(SqlError::new(
                "0A000",
                name.span(),
                format!(
                    "cannot attach table \"{}\" as a partition because it is referenced by foreign key \"{}\"",
                    child.name, key.name
                ),
            )
            .also(key.span, "the foreign key"));
        }
        self.adopt(&parent, &child, name.span())?;
        let bound = StoredBound::from(bound);
        if let Some(info) = self.open_mut(parent_id, span)?.table_mut() {
            info.adopt(child_id, Some(&bound));
        }
        if let Some(info) = self.open_mut(child_id, span)?.table_mut() {
            info.partition_of = Some((parent_id, bound));
        }
        self.clone_from_parent(child_id, span)?;
        for index in &parent.indexes {
            self.settle_validity(*index, span)?;
        }
        self.changed(ObjectId::Relation(child_id), ChangeKind::Altered, span);
        Ok(())
    }

    /// A trigger for each row with transition tables keeps a table from becoming a child.
    pub(super) fn no_row_transitions(child: &Relation, what: &str, span: Span) -> Result {
        let mut triggers = child.triggers.iter();
        match triggers.find(|(_, trigger)| super::trigger::has_row_transitions(trigger)) {
            None => Ok(()),
            Some((name, trigger)) => Err(SqlError::new(
                "0A000",
                span,
                format!(
                    "trigger \"{name}\" prevents table \"{}\" from becoming {what}",
                    child.name
                ),
            )
            .also(trigger.span, "it is created here")),
        }
    }

    /// FINALIZE ends a detach that was cut short, which no history of whole
    /// statements holds.
    pub(super) fn no_pending_detach(
        &self,
        parent: RelId,
        name: &QName,
        span: Span,
    ) -> Box<SqlError> {
        let checked = self
            .open(parent, span)
            .and_then(|_| self.relation(name))
            .map(|_| ());
        match checked {
            Err(error) => error,
            Ok(()) => SqlError::new(
                "55000",
                span,
                format!(
                    "cannot complete detaching partition \"{}\"",
                    name.name.value
                ),
            )
            .detail("There's no pending concurrent detach.")
            .help("detach it with DETACH PARTITION alone"),
        }
    }

    pub(super) fn detach_partition(
        &mut self,
        parent_id: RelId,
        name: &QName,
        concurrently: Option<Span>,
        span: Span,
    ) -> Result {
        let parent = self.open(parent_id, span)?;
        if let Some(word) = concurrently {
            self.prevent_in_transaction("ALTER TABLE ... DETACH CONCURRENTLY", word)?;
        }
        if !parent.is_partitioned() {
            return Err(SqlError::new(
                if self.catalog.version.0 >= 18 {
                    "42809"
                } else {
                    "42P17"
                },
                span,
                format!("table \"{}\" is not partitioned", parent.name),
            ));
        }
        let child_id = self.relation(name)?;
        let child = self.open(child_id, span)?;
        if child
            .table()
            .and_then(|info| info.partition_of.as_ref())
            .is_none_or(|(of, _)| *of != parent_id)
        {
            return Err(SqlError::new(
                "42P01",
                name.span(),
                format!(
                    "relation \"{}\" is not a partition of relation \"{}\"",
                    child.name, parent.name
                ),
            ));
        }
        if concurrently.is_some() {
            let bounds = parent.table().and_then(|table| table.bounds.as_deref());
            let default = bounds.and_then(|bounds| self.catalog.rel(bounds.default()?));
            if let Some(default) = default {
                return Err(SqlError::new(
                    "55000",
                    span,
                    "cannot detach partitions concurrently when a default partition exists",
                )
                .also(default.origin.span, "the default partition")
                .help("detach it without CONCURRENTLY"));
            }
        }
        if concurrently.is_some() {
            self.keep_bound_as_check(&parent, &child, span)?;
        }
        self.part(&parent, &child, span)?;
        let parents: Vec<ConstraintId> = parent.constraints.iter().map(|c| c.id).collect();
        let relation = self.open_mut(child_id, span)?;
        let is_inherited = |constraint: &Shared<Constraint>| {
            constraint.parent.is_some_and(|id| parents.contains(&id))
        };
        for constraint in relation.constraints.picked(is_inherited) {
            constraint.parent = None;
            constraint.is_local = true;
            constraint.inherited = 0;
        }
        // What the parent's row triggers are below goes, at every level.
        let rows: Vec<&String> = parent
            .triggers
            .iter()
            .filter(|(_, trigger)| is_row_trigger(trigger))
            .map(|(name, _)| name)
            .collect();
        let mut below = self.catalog.descendants(child_id);
        below.push(child_id);
        for id in below {
            let relation = self.open_mut(id, span)?;
            relation
                .triggers
                .retain(|name, trigger| !trigger.inherited || !rows.contains(&name));
        }
        if self.catalog.version.0 >= 17 {
            for column in &mut self.open_mut(child_id, span)?.columns {
                column.identity = None;
            }
        }
        for index in &child.indexes {
            if let Some(info) = self.open_mut(*index, span)?.index_mut()
                && info
                    .parent
                    .is_some_and(|parent_index| parent.indexes.contains(&parent_index))
            {
                info.parent = None;
            }
        }
        Ok(())
    }
}

impl Replay {
    /// DETACH CONCURRENTLY leaves the bound behind as a check.
    fn keep_bound_as_check(&mut self, parent: &Relation, child: &Relation, span: Span) -> Result {
        let (Some(key), Some((_, bound))) = (
            parent.table().and_then(|info| info.partition_key.as_ref()),
            child.table().and_then(|info| info.partition_of.as_ref()),
        ) else {
            return Ok(());
        };
        let [
            Key {
                what: KeyKind::Column(column),
                ..
            },
        ] = key.keys.as_slice()
        else {
            return Ok(());
        };
        let Some(column) =
            super::index::same_column(parent, child, *column).and_then(|id| child.column_by_id(id))
        else {
            return Ok(());
        };
        let read = bound.read();
        if super::bound::is_implied(child, column, read) {
            return Ok(());
        }
        let name = super::quote_identifier(&column.name);
        let mut parts = vec![format!("({name} IS NOT NULL)")];
        match read {
            Bound::List(values) => match values.as_slice() {
                [value] => parts.push(format!("({name} = {value})")),
                _ => parts.push(format!("({name} = ANY (ARRAY[{}]))", values.join(", "))),
            },
            Bound::Range(from, to) => {
                let limited = |value: &&String| !Bound::is_limit(value);
                parts.extend(
                    from.first()
                        .filter(limited)
                        .map(|value| format!("({name} >= {value})")),
                );
                parts.extend(
                    to.first()
                        .filter(limited)
                        .map(|value| format!("({name} < {value})")),
                );
            }
            Bound::Default | Bound::Hash(..) | Bound::Other => return Ok(()),
        }
        let constraint = Constraint {
            id: ConstraintId(0),
            name: self.catalog.choose_constraint_name(
                child.schema,
                &child.name,
                Some(&column.name),
                "check",
                &[],
            ),
            // The server makes it of itself, and nobody could name it.
            chosen: false,
            kind: ConstraintKind::Check(Box::new(StoredExpr {
                text: parts.join(" AND "),
                uses: Uses {
                    columns: vec![(child.id, column.id)],
                    ..Uses::default()
                },
                shape: ExprShape::Other,
                ty: None,
                casts: Vec::new(),
                span,
            })),
            deferrable: false,
            initially_deferred: false,
            validated: true,
            enforced: true,
            no_inherit: false,
            is_local: true,
            inherited: 0,
            parent: None,
            comment: None,
            span,
        };
        self.store_check(
            child.id,
            constraint,
            super::constraint::Descent::LOCAL,
            true,
        )
    }
}

/// Whether a trigger fires for each row, and so is cloned to partitions.
pub(super) fn is_row_trigger(trigger: &Trigger) -> bool {
    let words: Vec<String> = tokens(&trigger.definition)
        .iter()
        .filter_map(|token| token.word().map(str::to_owned))
        .collect();
    words
        .windows(2)
        .any(|pair| (pair[0] == "each" || pair[0] == "for") && pair[1] == "row")
}
