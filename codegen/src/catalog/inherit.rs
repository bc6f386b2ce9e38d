//! Inheritance: what a table takes from its parents, `INHERIT` and `NO INHERIT`.

use super::constraint::{Descent, same_expression};
use super::error::{Result, SqlError};
use super::table::Pending;
use super::{
    ChangeKind, ColumnType, Constraint, ConstraintKind, ObjectId, RelId, Relation, Replay, Shared,
};
use crate::ddl::{Persistence, QName};
use crate::diag::Span;

impl Replay {
    /// A table that can be named in INHERITS.
    pub(super) fn inheritance_parent(
        &self,
        name: &QName,
        persistence: Persistence,
    ) -> Result<RelId> {
        let id = self.relation(name)?;
        let parent = self.open(id, name.span())?;
        let refuse = |message: String| {
            Err(SqlError::new("42809", name.span(), message)
                .also(parent.origin.span, "it is created here"))
        };
        if parent.table().is_none() {
            return refuse(format!(
                "inherited relation \"{}\" is not a table or foreign table",
                parent.name
            ));
        }
        if parent.is_partitioned() {
            return refuse(format!(
                "cannot inherit from partitioned table \"{}\"",
                parent.name
            ));
        }
        if parent.is_partition() {
            return refuse(format!("cannot inherit from partition \"{}\"", parent.name));
        }
        if parent.persistence == Persistence::Temporary && persistence != Persistence::Temporary {
            return refuse(format!(
                "cannot inherit from temporary relation \"{}\"",
                parent.name
            ));
        }
        Ok(id)
    }

    /// Columns of parents merged with each other and with a table's own.
    pub(super) fn inherited_columns(
        &self,
        parents: &[RelId],
        own: Vec<Pending>,
        span: Span,
    ) -> Result<Vec<Pending>> {
        let mut columns: Vec<Pending> = Vec::new();
        for parent in parents {
            let parent = self.open(*parent, span)?;
            if let Some(reason) = &parent.unknown_columns {
                return Err(super::columns::unknown(&parent, reason, span));
            }
            for column in &parent.columns {
                let not_null = column
                    .not_null
                    .as_ref()
                    .filter(|not_null| !not_null.no_inherit)
                    .map(|not_null| not_null.name.clone());
                if let Some(old) = columns.iter_mut().find(|old| old.name.value == column.name) {
                    self.same_type(&old.ty, &column.ty, &column.name, "inherited column", span)?;
                    same_collation(
                        old.collation.as_deref(),
                        column.collation.as_deref(),
                        &column.name,
                        "inherited column",
                        span,
                    )?;
                    if old.stored.storage != column.stored.storage {
                        let both = [old.stored.storage, column.stored.storage];
                        let what = "inherited column";
                        return Err(self.storage_conflict(&column.name, what, &old.ty, both, span));
                    }
                    same_compression(
                        &mut old.stored.compression,
                        column.stored.compression.as_ref(),
                        &column.name,
                        span,
                    )?;
                    if old.generated != column.generated {
                        return Err(SqlError::new(
                            "42804",
                            span,
                            format!(
                                "inherited column \"{}\" has a generation conflict",
                                column.name
                            ),
                        ));
                    }
                    old.descent.inherited += 1;
                    match (&old.default, &column.default) {
                        (Some(a), Some(b)) if !same_expression(a, b) => {
                            old.default_conflict = true;
                        }
                        (None, Some(b)) => old.default = Some(b.clone()),
                        _ => {}
                    }
                    old.parents_not_null.extend(not_null);
                    continue;
                }
                let mut pending = Pending::copy(column, span, Descent::INHERITED);
                pending.stored = column.stored.clone();
                pending.default.clone_from(&column.default);
                pending.generated = column.generated;
                // A serial's default is inherited; an identity only by partitions.
                if parent.is_partitioned() && self.catalog.version.0 >= 17 {
                    pending.identity = column.identity;
                }
                pending.parents_not_null.extend(not_null);
                columns.push(pending);
            }
        }
        for column in own {
            let Some(old) = columns
                .iter_mut()
                .find(|old| old.name.value == column.name.value)
            else {
                columns.push(column);
                continue;
            };
            self.same_type(
                &old.ty,
                &column.ty,
                &column.name.value,
                "column",
                column.type_span,
            )?;
            same_collation(
                old.collation.as_deref(),
                column.collation.as_deref(),
                &column.name.value,
                "column",
                column.name.span,
            )?;
            if column.is_storage_given && old.stored.storage != column.stored.storage {
                let both = [old.stored.storage, column.stored.storage];
                let (name, span) = (&column.name.value, column.name.span);
                return Err(self.storage_conflict(name, "column", &old.ty, both, span));
            }
            same_compression(
                &mut old.stored.compression,
                column.stored.compression.as_ref(),
                &column.name.value,
                column.name.span,
            )?;
            let bad = |message: String| Err(SqlError::new("42611", column.name.span, message));
            let name = &column.name.value;
            if old.generated.is_some() {
                if column.parts.default.is_some() || column.parts.serial {
                    return bad(format!(
                        "column \"{name}\" inherits from generated column but specifies default"
                    ));
                }
                if column.parts.identity.is_some() {
                    return bad(format!(
                        "column \"{name}\" inherits from generated column but specifies identity"
                    ));
                }
                if column.parts.generated.is_some() && self.catalog.version.0 < 16 {
                    return bad(format!(
                        "child column \"{name}\" specifies generation expression"
                    ));
                }
            } else if column.parts.generated.is_some() && self.catalog.version.0 >= 16 {
                return bad(format!(
                    "child column \"{name}\" specifies generation expression"
                ));
            }
            old.descent.is_local = true;
            old.name = column.name;
            old.type_span = column.type_span;
            if column.parts.default.is_some()
                || column.parts.serial
                || column.parts.identity.is_some()
                || column.parts.generated.is_some()
            {
                old.default = None;
                old.default_conflict = false;
            }
            if column.parts.generated.is_some() {
                old.generated = None;
            }
            old.parts = column.parts;
        }
        Ok(columns)
    }

    fn same_type(
        &self,
        a: &ColumnType,
        b: &ColumnType,
        column: &str,
        what: &str,
        span: Span,
    ) -> Result {
        let (ColumnType::Known(a), ColumnType::Known(b)) = (a, b) else {
            return Ok(());
        };
        if a == b {
            return Ok(());
        }
        Err(SqlError::new(
            "42804",
            span,
            format!("{what} \"{column}\" has a type conflict"),
        )
        .detail(format!(
            "{} versus {}",
            self.shown_type(a),
            self.shown_type(b)
        )))
    }

    fn storage_conflict(
        &self,
        column: &str,
        what: &str,
        ty: &ColumnType,
        both: [Option<&'static str>; 2],
        span: Span,
    ) -> Box<SqlError> {
        let own = self.default_storage(ty).unwrap_or("extended");
        let [left, right] = both.map(|storage| storage.unwrap_or(own).to_ascii_uppercase());
        SqlError::new(
            "42804",
            span,
            format!("{what} \"{column}\" has a storage parameter conflict"),
        )
        .detail(format!("{left} versus {right}"))
        .help("give both columns one STORAGE before, with ALTER COLUMN … SET STORAGE")
    }

    /// CHECKs of parents, merged with each other.
    pub(super) fn inherited_checks(
        &self,
        parents: &[RelId],
        span: Span,
    ) -> Result<Vec<Constraint>> {
        let mut checks: Vec<Constraint> = Vec::new();
        for parent in parents {
            let parent = self.open(*parent, span)?;
            for constraint in &parent.constraints {
                let ConstraintKind::Check(expr) = &constraint.kind else {
                    continue;
                };
                if constraint.no_inherit {
                    continue;
                }
                if let Some(old) = checks.iter_mut().find(|old| old.name == constraint.name) {
                    let same = matches!(&old.kind, ConstraintKind::Check(old) if same_expression(old, expr));
                    if !same {
                        return Err(SqlError::new(
                            "42710",
                            span,
                            format!(
                                "check constraint name \"{}\" appears multiple times but with different expressions",
                                constraint.name
                            ),
                        )
                        .also(old.span, "one of them")
                        .also(constraint.span, "the other"));
                    }
                    old.inherited += 1;
                    continue;
                }
                let mut copy = Constraint::clone(constraint);
                copy.inherited = 1;
                copy.is_local = false;
                copy.parent = None;
                copy.comment = None;
                // A new table has no row that could break it.
                copy.validated = copy.enforced;
                checks.push(copy);
            }
        }
        Ok(checks)
    }

    /// `INHERIT parent`.
    pub(super) fn inherit(&mut self, table: RelId, name: &QName, span: Span) -> Result {
        let parent_id = self.relation(name)?;
        let parent = self.open(parent_id, span)?;
        let child = self.open(table, span)?;
        let refuse = |message: String| Err(SqlError::new("42809", name.span(), message));
        if child.is_partition() {
            return refuse("cannot change inheritance of a partition".to_owned());
        }
        if child.is_partitioned() {
            return refuse("cannot change inheritance of partitioned table".to_owned());
        }
        if child.table().is_some_and(|info| info.of_type.is_some()) {
            return refuse("cannot change inheritance of typed table".to_owned());
        }
        self.inheritance_parent(name, child.persistence)?;
        if child.parents().contains(&parent_id) {
            return Err(SqlError::new(
                "42P07",
                name.span(),
                format!(
                    "relation \"{}\" would be inherited from more than once",
                    parent.name
                ),
            ));
        }
        if parent_id == table || self.catalog.descendants(table).contains(&parent_id) {
            return Err(
                SqlError::new("42P07", name.span(), "circular inheritance not allowed").detail(
                    format!(
                        "\"{}\" is already a child of \"{}\".",
                        parent.name, child.name
                    ),
                ),
            );
        }
        Self::no_row_transitions(&child, "an inheritance child", name.span())?;
        self.adopt(&parent, &child, name.span())?;
        if let Some(info) = self.open_mut(table, span)?.table_mut() {
            info.inherits.push(parent_id);
        }
        if let Some(info) = self.open_mut(parent_id, span)?.table_mut() {
            info.children.insert(table);
        }
        self.changed(ObjectId::Relation(table), ChangeKind::Altered, span);
        Ok(())
    }

    /// Makes a table's columns and checks those of its parent too, which it must
    /// have: `MergeAttributesIntoExisting` and `MergeConstraintsIntoExisting`.
    pub(super) fn adopt(&mut self, parent: &Relation, child: &Relation, span: Span) -> Result {
        let mismatch = |message: String| {
            Err(SqlError::new("42804", span, message)
                .also(
                    parent.origin.span,
                    format!("\"{}\" is created here", parent.name),
                )
                .also(
                    child.origin.span,
                    format!("\"{}\" is created here", child.name),
                ))
        };
        let is_partition = parent.is_partitioned();
        for column in &parent.columns {
            let Some(own) = child.column(&column.name) else {
                return mismatch(format!("child table is missing column \"{}\"", column.name));
            };
            if let (ColumnType::Known(a), ColumnType::Known(b)) = (&column.ty, &own.ty)
                && a != b
            {
                return mismatch(format!(
                    "child table \"{}\" has different type for column \"{}\"",
                    child.name, column.name
                ));
            }
            if column.collation != own.collation {
                return Err(SqlError::new(
                    "42P21",
                    span,
                    format!(
                        "child table \"{}\" has different collation for column \"{}\"",
                        child.name, column.name
                    ),
                ));
            }
            let inheritable = column
                .not_null
                .as_ref()
                .is_some_and(|not_null| !not_null.no_inherit);
            if inheritable {
                let shown = if self.catalog.version.0 >= 17 {
                    format!(
                        "column \"{}\" in child table \"{}\" must be marked NOT NULL",
                        column.name, child.name
                    )
                } else {
                    format!(
                        "column \"{}\" in child table must be marked NOT NULL",
                        column.name
                    )
                };
                match &own.not_null {
                    None => return mismatch(shown),
                    Some(own) if own.no_inherit => {
                        return Err(SqlError::new(
                            "55000",
                            span,
                            format!(
                                "constraint \"{}\" conflicts with non-inherited constraint on child table \"{}\"",
                                own.name.clone().unwrap_or_default(),
                                child.name
                            ),
                        ));
                    }
                    Some(_) => {}
                }
            }
            if column.generated.is_some() && own.generated.is_none() {
                return mismatch(format!(
                    "column \"{}\" in child table must be a generated column",
                    column.name
                ));
            }
            // Before 16 a child may compute what its parent holds, and two that
            // are computed must be computed alike; from 16 on it is the reverse.
            let is_old = !self.catalog.version.frees_generation();
            if is_old
                && own.generated.is_some()
                && let (Some(ours), Some(theirs)) = (&own.default, &column.default)
                && column.generated.is_some()
                && !same_expression(ours, theirs)
            {
                return mismatch(format!(
                    "column \"{}\" in child table has a conflicting generation expression",
                    column.name
                ));
            }
            if !is_old && own.generated.is_some() && column.generated.is_none() {
                return mismatch(format!(
                    "column \"{}\" in child table must not be a generated column",
                    column.name
                ));
            }
            let id = own.id;
            let identity = column.identity;
            let partition_identity = is_partition && self.catalog.version.0 >= 17;
            if let Some(own) = self.open_mut(child.id, span)?.column_by_id_mut(id) {
                own.inherited += 1;
                if is_partition {
                    own.is_local = false;
                }
                if partition_identity {
                    own.identity = identity;
                }
                if inheritable
                    && is_partition
                    && let Some(not_null) = &mut own.not_null
                {
                    not_null.is_local = false;
                }
            }
        }
        for constraint in &parent.constraints {
            let ConstraintKind::Check(expr) = &constraint.kind else {
                continue;
            };
            if constraint.no_inherit {
                continue;
            }
            let own = child.constraint(&constraint.name);
            let Some((own, own_expr)) = own.and_then(|own| match &own.kind {
                ConstraintKind::Check(expr) => Some((own, expr)),
                _ => None,
            }) else {
                return mismatch(format!(
                    "child table is missing constraint \"{}\"",
                    constraint.name
                ));
            };
            if !same_expression(expr, own_expr) {
                return mismatch(format!(
                    "child table \"{}\" has different definition for check constraint \"{}\"",
                    child.name, constraint.name
                ));
            }
            if own.no_inherit {
                return Err(SqlError::new(
                    "42P17",
                    span,
                    format!(
                        "constraint \"{}\" conflicts with non-inherited constraint on child table \"{}\"",
                        own.name, child.name
                    ),
                ));
            }
            if constraint.validated && !own.validated && own.enforced {
                return Err(SqlError::new(
                    "42P17",
                    span,
                    format!(
                        "constraint \"{}\" conflicts with NOT VALID constraint on child table \"{}\"",
                        own.name, child.name
                    ),
                ));
            }
            let id = own.id;
            if let Some(own) = self.open_mut(child.id, span)?.constraint_by_id_mut(id) {
                own.inherited += 1;
                if is_partition {
                    own.is_local = false;
                }
            }
        }
        Ok(())
    }

    /// `NO INHERIT parent`.
    pub(super) fn no_inherit(&mut self, table: RelId, name: &QName, span: Span) -> Result {
        let parent_id = self.relation(name)?;
        let parent = self.open(parent_id, span)?;
        let child = self.open(table, span)?;
        if child.is_partition() {
            return Err(SqlError::new(
                "42809",
                name.span(),
                "cannot change inheritance of a partition",
            ));
        }
        if !child.parents().contains(&parent_id) {
            return Err(SqlError::new(
                "42P01",
                name.span(),
                format!(
                    "relation \"{}\" is not a parent of relation \"{}\"",
                    parent.name, child.name
                ),
            ));
        }
        self.part(&parent, &child, span)?;
        Ok(())
    }

    /// Ends an inheritance: columns and checks become the child's own.
    pub(super) fn part(&mut self, parent: &Relation, child: &Relation, span: Span) -> Result {
        let mut remaining_not_null = Vec::new();
        for other in child.parents() {
            if other != parent.id
                && let Some(other) = self.catalog.rel(other)
            {
                remaining_not_null.extend(
                    other
                        .columns
                        .iter()
                        .filter(|column| column.not_null.as_ref().is_some_and(|n| !n.no_inherit))
                        .map(|column| column.name.clone()),
                );
            }
        }
        let relation = self.open_mut(child.id, span)?;
        for column in &mut relation.columns {
            if parent.column(&column.name).is_some() && column.inherited > 0 {
                let column = &mut **column;
                column.inherited -= 1;
                if column.inherited == 0 {
                    column.is_local = true;
                }
                if let Some(not_null) = &mut column.not_null
                    && !remaining_not_null.contains(&column.name)
                {
                    not_null.is_local = true;
                }
            }
        }
        let from_parent = |constraint: &Shared<Constraint>| {
            matches!(constraint.kind, ConstraintKind::Check(_))
                && constraint.inherited > 0
                && parent
                    .constraint(&constraint.name)
                    .is_some_and(|p| matches!(p.kind, ConstraintKind::Check(_)))
        };
        for constraint in relation.constraints.picked(from_parent) {
            constraint.inherited -= 1;
            if constraint.inherited == 0 {
                constraint.is_local = true;
            }
        }
        if let Some(info) = relation.table_mut() {
            info.inherits.retain(|id| *id != parent.id);
            if info
                .partition_of
                .as_ref()
                .is_some_and(|(id, _)| *id == parent.id)
            {
                info.partition_of = None;
            }
        }
        if let Some(info) = self.open_mut(parent.id, span)?.table_mut() {
            info.let_go(child.id, child.bound());
        }
        self.changed(ObjectId::Relation(child.id), ChangeKind::Altered, span);
        Ok(())
    }
}

/// A method that only one of two columns has is that of both.
fn same_compression(
    old: &mut Option<String>,
    new: Option<&String>,
    column: &str,
    span: Span,
) -> Result {
    match (&old, new) {
        (Some(left), Some(right)) if left != right => Err(SqlError::new(
            "42804",
            span,
            format!("column \"{column}\" has a compression method conflict"),
        )
        .detail(format!("{left} versus {right}"))
        .help("give both columns one COMPRESSION before, with ALTER COLUMN … SET COMPRESSION")),
        (None, Some(right)) => {
            *old = Some(right.clone());
            Ok(())
        }
        _ => Ok(()),
    }
}

fn same_collation(
    a: Option<&str>,
    b: Option<&str>,
    column: &str,
    what: &str,
    span: Span,
) -> Result {
    if a == b {
        return Ok(());
    }
    let shown = |collation: Option<&str>| {
        format!("\"{}\"", collation.unwrap_or("default").trim_matches('"'))
    };
    Err(SqlError::new(
        "42P21",
        span,
        format!("{what} \"{column}\" has a collation conflict"),
    )
    .detail(format!("{} versus {}", shown(a), shown(b))))
}
