//! Column definitions: what their constraints say put together, and a column
//! added to a table.

use super::Shared;
use super::builtin;
use super::constraint::{Descent, NewNotNull};
use super::error::{Result, SqlError};
use super::expr::{ExprUse, SYSTEM_COLUMNS};
use super::opclass::Certain;
use super::sequence::SequenceFor;
use super::{
    ChangeKind, Column, ColumnId, ColumnType, IdentityKind, Modifier, ObjectId, RelId, Relation,
    Replay, Stored, StoredExpr, TypeUse, Uses, quote_identifier,
};
use crate::ddl::{
    self, ColumnConstraintKind, ColumnDef, ConstraintAttributes, ConstraintDef, ConstraintKind,
    Expr, ExprShape, GeneratedStorage, Identity, Name, SequenceOptions, TypeName,
};
use crate::diag::Span;
use std::sync::Arc;

/// A column definition taken apart.
#[derive(Clone, Debug)]
pub(super) struct ColumnParts {
    /// NOT NULL, written or implied by identity and `serial`.
    pub(super) not_null: Option<NewNotNull>,
    /// DEFAULT.
    pub(super) default: Option<Expr>,
    /// GENERATED ALWAYS AS.
    pub(super) generated: Option<(Expr, GeneratedStorage)>,
    /// IDENTITY.
    pub(super) identity: Option<Identity>,
    /// `serial`.
    pub(super) serial: bool,
    /// The other constraints, as table constraints.
    pub(super) constraints: Vec<ConstraintDef>,
}

/// The error for naming a column of a relation whose columns are not known.
pub(super) fn unknown(relation: &Relation, reason: &str, span: Span) -> Box<SqlError> {
    SqlError::new(
        "unknown-columns",
        span,
        format!(
            "the columns of {} \"{}\" are not known: {reason}",
            relation.word(),
            relation.name
        ),
    )
    .label("depends on columns that are not known")
    .also(relation.origin.span, "it is created here")
    .help("write its columns out: CREATE TABLE with column definitions")
}

impl Replay {
    /// Takes a column definition apart, and refuses what contradicts itself.
    pub(super) fn column_parts(&self, table: &str, def: &ColumnDef) -> Result<ColumnParts> {
        let column = &def.name.value;
        let refuse = |span: Span, text: &str| {
            Err(SqlError::new(
                "42601",
                span,
                format!("{text} for column \"{column}\" of table \"{table}\""),
            ))
        };
        let serial = def.ty.as_ref().is_some_and(|ty| ty.serial);
        let mut parts = ColumnParts {
            not_null: None,
            default: None,
            generated: None,
            identity: None,
            serial,
            constraints: Vec::new(),
        };
        let mut null: Option<Span> = None;
        let implied = |span: Span| NewNotNull {
            name: None,
            no_inherit: false,
            validated: true,
            span,
        };
        if let Some(ty) = def.ty.as_ref().filter(|_| serial) {
            if ty.array_dims > 0 {
                return Err(SqlError::new(
                    "0A000",
                    ty.span,
                    "array of serial is not implemented",
                ));
            }
            parts.not_null = Some(implied(ty.span));
        }
        for constraint in &def.constraints {
            let span = constraint.span;
            let conflict = || {
                refuse(span, "conflicting NULL/NOT NULL declarations")
                    .map_err(|error: Box<SqlError>| error.help("remove one of the two"))
            };
            let table_level =
                |kind: ConstraintKind, attributes: ConstraintAttributes| ConstraintDef {
                    name: constraint.name.clone(),
                    kind,
                    attributes,
                    span,
                };
            check_placement(constraint)?;
            match &constraint.kind {
                ColumnConstraintKind::Null => {
                    if parts.not_null.is_some() {
                        return conflict();
                    }
                    null = Some(span);
                }
                ColumnConstraintKind::NotNull { no_inherit } => {
                    if null.is_some() {
                        return conflict();
                    }
                    if *no_inherit {
                        self.needs_version(18, "NOT NULL NO INHERIT", span)?;
                    }
                    let new = NewNotNull {
                        name: constraint.name.as_ref().map(|name| name.value.clone()),
                        no_inherit: *no_inherit,
                        validated: !constraint.attributes.not_valid,
                        span: constraint.name.as_ref().map_or(span, |name| name.span),
                    };
                    self.merge_written(&mut parts.not_null, new, column)?;
                }
                ColumnConstraintKind::Default(expr) => {
                    if parts.default.is_some() || serial {
                        return refuse(span, "multiple default values specified");
                    }
                    parts.default = Some(expr.clone());
                }
                ColumnConstraintKind::Identity(identity) => {
                    if parts.identity.is_some() {
                        return refuse(span, "multiple identity specifications");
                    }
                    if null.is_some() {
                        return conflict();
                    }
                    if parts.not_null.is_none() {
                        parts.not_null = Some(implied(span));
                    }
                    parts.identity = Some(identity.clone());
                }
                ColumnConstraintKind::Generated { expr, storage } => {
                    if parts.generated.is_some() {
                        return refuse(span, "multiple generation clauses specified");
                    }
                    let storage = self.generated_storage(*storage, span)?;
                    parts.generated = Some((expr.clone(), storage));
                }
                ColumnConstraintKind::Check { expr, no_inherit } => {
                    let mut attributes = constraint.attributes.clone();
                    attributes.no_inherit |= *no_inherit;
                    parts
                        .constraints
                        .push(table_level(ConstraintKind::Check(expr.clone()), attributes));
                }
                ColumnConstraintKind::PrimaryKey(parameters) => {
                    // Before 18 the key wins over NULL.
                    if null.is_some() && self.names_not_null() {
                        return conflict();
                    }
                    let kind = ConstraintKind::PrimaryKey {
                        columns: vec![def.name.clone()],
                        without_overlaps: false,
                        parameters: parameters.clone(),
                    };
                    parts
                        .constraints
                        .push(table_level(kind, constraint.attributes.clone()));
                }
                ColumnConstraintKind::Unique {
                    nulls_not_distinct,
                    parameters,
                } => {
                    let kind = ConstraintKind::Unique {
                        columns: vec![def.name.clone()],
                        nulls_not_distinct: *nulls_not_distinct,
                        without_overlaps: false,
                        parameters: parameters.clone(),
                    };
                    parts
                        .constraints
                        .push(table_level(kind, constraint.attributes.clone()));
                }
                ColumnConstraintKind::References(references) => {
                    let kind = ConstraintKind::ForeignKey {
                        columns: vec![def.name.clone()],
                        period: false,
                        references: references.clone(),
                    };
                    parts
                        .constraints
                        .push(table_level(kind, constraint.attributes.clone()));
                }
            }
            let both = |span, text| {
                refuse(span, text).map_err(|error| {
                    error.help("remove one of the two: a column gets its value in one way")
                })
            };
            let has_default = parts.default.is_some() || serial;
            if has_default && parts.identity.is_some() {
                return both(span, "both default and identity specified");
            }
            if has_default && parts.generated.is_some() {
                return both(span, "both default and generation expression specified");
            }
            if parts.identity.is_some() && parts.generated.is_some() {
                return both(span, "both identity and generation expression specified");
            }
        }
        Ok(parts)
    }

    /// Puts a NOT NULL together with one that the same column has already.
    pub(super) fn merge_written(
        &self,
        old: &mut Option<NewNotNull>,
        new: NewNotNull,
        column: &str,
    ) -> Result {
        let Some(found) = old else {
            *old = Some(new);
            return Ok(());
        };
        if !self.names_not_null() {
            return Ok(());
        }
        if found.no_inherit != new.no_inherit {
            return Err(SqlError::new(
                "42601",
                new.span,
                format!(
                    "conflicting NO INHERIT declaration for not-null constraint on column \"{column}\""
                ),
            ));
        }
        match (&found.name, new.name) {
            (Some(a), Some(b)) if *a != b => Err(SqlError::new(
                "XX000",
                new.span,
                format!("conflicting not-null constraint names \"{a}\" and \"{b}\""),
            )
            .help("give it one name")),
            (None, Some(b)) => {
                found.name = Some(b);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// STORED or VIRTUAL, as the version has it.
    pub(super) fn generated_storage(
        &self,
        written: Option<GeneratedStorage>,
        span: Span,
    ) -> Result<GeneratedStorage> {
        match written {
            Some(GeneratedStorage::Stored) => Ok(GeneratedStorage::Stored),
            Some(GeneratedStorage::Virtual) | None => {
                self.needs_version(18, "a generated column without STORED", span)?;
                Ok(GeneratedStorage::Virtual)
            }
        }
    }

    /// A column's type, which must be one that a column can have.
    pub(super) fn column_type(&self, ty: &TypeName, column: &str, table: RelId) -> Result<TypeUse> {
        let found =
            self.resolve_type(ty).map_err(|error| {
                match crate::foreign::index_as_column(column, !ty.modifiers.is_empty()) {
                    Some(help) if error.state == "42704" => {
                        error.label("taken for the type of a column").help(help)
                    }
                    _ => error,
                }
            })?;
        if ty.setof {
            return Err(SqlError::new(
                "42P16",
                ty.span,
                format!("column \"{column}\" cannot be declared SETOF"),
            ));
        }
        if !found.array && builtin::is_pseudo(found.id) {
            return Err(SqlError::new(
                "42P16",
                ty.span,
                format!(
                    "column \"{column}\" has pseudo-type {}",
                    self.shown_type(&found)
                ),
            )
            .label("no column can have this type"));
        }
        let row = self.catalog.rel(table).and_then(|table| table.row_type);
        if let Some(row) = row.filter(|row| self.contains_type(&found, *row, 0)) {
            return Err(SqlError::new(
                "42P16",
                ty.span,
                format!(
                    "composite type {} cannot be made a member of itself",
                    self.shown_type(&super::TypeUse::plain(row))
                ),
            ));
        }
        Ok(found)
    }

    /// Appends a column with its type and collation and nothing else.
    pub(super) fn push_column(
        &mut self,
        table: RelId,
        name: &Name,
        ty: ColumnType,
        collation: Option<String>,
        type_span: Span,
        descent: Descent,
    ) -> Result<ColumnId> {
        let relation = self.open_mut(table, name.span)?;
        let id = ColumnId(relation.next_column);
        relation.next_column = relation.next_column.saturating_add(1);
        relation.columns.push(Shared::from(Column {
            id,
            name: name.value.clone(),
            ty,
            collation,
            not_null: None,
            default: None,
            identity: None,
            generated: None,
            stored: Stored::default(),
            comment: None,
            is_local: descent.is_local,
            inherited: descent.inherited,
            span: name.span,
            name_span: name.span,
            type_span,
        }));
        Ok(id)
    }

    /// A column's type with the collation that is written on it.
    pub(super) fn typed(
        &self,
        def: &ColumnDef,
        ty: &TypeName,
        table: RelId,
    ) -> Result<(TypeUse, Option<String>)> {
        let found = self.column_type(ty, &def.name.value, table)?;
        let collation = match &def.collation {
            Some(name) => self.collation_of(name, &found)?,
            None => None,
        };
        Ok((found, collation))
    }

    /// Refuses a column name that PostgreSQL keeps for itself.
    pub(super) fn column_name_allowed(name: &Name) -> Result {
        if SYSTEM_COLUMNS.contains(&name.value.as_str()) {
            return Err(SqlError::new(
                "42701",
                name.span,
                format!(
                    "column name \"{}\" conflicts with a system column name",
                    name.value
                ),
            )
            .label("every table has a column of this name"));
        }
        Ok(())
    }

    /// The sequence of a `serial` or identity column, and what comes with it.
    pub(super) fn attach_sequence(
        &mut self,
        table: RelId,
        column: ColumnId,
        parts: &ColumnParts,
        span: Span,
    ) -> Result {
        let relation = self.open(table, span)?;
        let Some(found) = relation.column_by_id(column) else {
            return Ok(());
        };
        let ColumnType::Known(ty) = found.ty.clone() else {
            return Ok(());
        };
        if let Some(identity) = &parts.identity {
            self.make_identity(table, column, &ty, identity)?;
        } else if parts.serial {
            let sequence = self.create_owned(
                table,
                column,
                SequenceFor::Serial,
                ty.id,
                &SequenceOptions::default(),
                span,
            )?;
            let default = self.nextval(sequence, span);
            if let Some(column) = self.open_mut(table, span)?.column_by_id_mut(column) {
                column.default = Some(default.into());
            }
        }
        Ok(())
    }

    /// Makes a column an identity column.
    pub(super) fn make_identity(
        &mut self,
        table: RelId,
        column: ColumnId,
        ty: &TypeUse,
        identity: &Identity,
    ) -> Result {
        let base = self.catalog.base_type(ty);
        let whole = |id| matches!(id, builtin::INT2 | builtin::INT4 | builtin::INT8);
        if base.array || !whole(base.id) || base.id != ty.id {
            return Err(SqlError::new(
                "22023",
                identity.span,
                "identity column type must be smallint, integer, or bigint",
            )
            .label(format!("the column is {}", self.shown_type(ty))));
        }
        self.create_owned(
            table,
            column,
            SequenceFor::Identity,
            ty.id,
            &identity.options,
            identity.span,
        )?;
        if let Some(column) = self
            .open_mut(table, identity.span)?
            .column_by_id_mut(column)
        {
            column.identity = Some(if identity.always {
                IdentityKind::Always
            } else {
                IdentityKind::ByDefault
            });
        }
        Ok(())
    }

    /// `nextval('sequence'::regclass)`, as `serial` writes it.
    fn nextval(&self, sequence: RelId, span: Span) -> StoredExpr {
        let shown = self
            .catalog
            .rel(sequence)
            .map_or_else(String::new, |found| {
                let name = quote_identifier(&found.name);
                let schema = self.catalog.schema_name(found.schema);
                if self
                    .find_relation(&ddl::QName {
                        schema: None,
                        name: Name {
                            value: found.name.clone(),
                            span,
                        },
                    })
                    .is_some_and(|id| id == sequence)
                {
                    name.clone()
                } else {
                    format!("{}.{name}", quote_identifier(schema))
                }
            });
        StoredExpr {
            text: format!("nextval('{}'::regclass)", shown.replace('\'', "''")),
            uses: Uses {
                relations: vec![sequence],
                ..Uses::default()
            },
            shape: ExprShape::Call(
                "nextval".to_owned(),
                Box::new(crate::ddl::FormKind::Unknown.into()),
            ),
            ty: Some(TypeUse::plain(builtin::INT8)),
            casts: Vec::new(),
            span,
        }
    }

    /// Sets a column's default or generation expression.
    pub(super) fn store_default(
        &mut self,
        table: RelId,
        column: ColumnId,
        parts: &ColumnParts,
    ) -> Result {
        if let Some((expr, storage)) = &parts.generated {
            return self.store_generated(table, column, expr, *storage);
        }
        let Some(expr) = &parts.default else {
            return Ok(());
        };
        let stored = self.bind_default(table, column, expr)?;
        if let Some(column) = self.open_mut(table, expr.span)?.column_by_id_mut(column) {
            column.default = stored.map(Shared::from);
        }
        Ok(())
    }

    /// A default for a column; `None` when it is NULL, which is no default.
    pub(super) fn bind_default(
        &self,
        table: RelId,
        column: ColumnId,
        expr: &Expr,
    ) -> Result<Option<StoredExpr>> {
        let stored = self.bind(expr, None, ExprUse::Default)?;
        let relation = self.open(table, expr.span)?;
        if let Some(column) = relation.column_by_id(column)
            && let ColumnType::Known(ty) = &column.ty
        {
            self.check_literal(&stored, ty, &column.name)?;
            self.check_assigned(expr, &stored, ty, &column.name, None)?;
            self.check_label_use(ty, &stored)?;
            if matches!(stored.shape, ExprShape::Null) && self.null_is_no_default(ty) {
                return Ok(None);
            }
        }
        Ok(Some(stored))
    }

    /// Whether DEFAULT NULL of this type is no default. PostgreSQL drops a default that is a constant NULL, which it is not any
    /// more once it is cast: to a domain, whose own default it hides, or to a length or precision. Only interval takes its
    /// modifier as it reads the constant (`coerce_type` in `parse_coerce.c`; asked of 15 and 18).
    pub(super) fn null_is_no_default(&self, ty: &TypeUse) -> bool {
        let is_domain = !ty.array
            && self
                .catalog
                .ty(ty.id)
                .is_some_and(|ty| matches!(ty.kind, super::TypeKind::Domain(_)));
        let is_cast = match ty.modifier {
            Modifier::None => false,
            Modifier::Interval { .. } => ty.array,
            _ => true,
        };
        !is_domain && !is_cast
    }

    /// Refuses a literal that its column's type can certainly not take.
    pub(super) fn check_literal(&self, expr: &StoredExpr, ty: &TypeUse, column: &str) -> Result {
        let base = self.catalog.base_type(ty);
        if base.array {
            return match &expr.shape {
                ExprShape::Number(_) | ExprShape::Bool(_) => {
                    Err(self.wrong_default(expr, ty, column, literal_type(&expr.shape)))
                }
                ExprShape::Str(text) => {
                    let element = builtin::by_oid(base.id).map(|ty| ty.name);
                    super::literal::array_fits(text, element, expr.span)
                }
                _ => Ok(()),
            };
        }
        if let Some(user) = self.catalog.ty(base.id)
            && let super::TypeKind::Enum(labels) = &user.kind
        {
            return match &expr.shape {
                ExprShape::Str(text) if !labels.iter().any(|label| label.text == *text) => {
                    let mut error = SqlError::new(
                        "22P02",
                        expr.span,
                        format!("invalid input value for enum {}: \"{text}\"", user.name),
                    )
                    .label("no such label")
                    .also(user.origin.span, "the enum is created here");
                    if let Some(near) =
                        crate::diag::nearest(text, labels.iter().map(|label| label.text.as_str()))
                    {
                        error = error.help(format!("write '{near}' if that label is meant"));
                    }
                    Err(error)
                }
                ExprShape::Number(_) | ExprShape::Bool(_) => {
                    Err(self.wrong_default(expr, ty, column, literal_type(&expr.shape)))
                }
                _ => Ok(()),
            };
        }
        let Some(builtin) = builtin::by_oid(base.id) else {
            return Ok(());
        };
        let fits = match &expr.shape {
            ExprShape::Call(name, _) => match builtin::function_result(name) {
                Some(result) => {
                    if self.catalog.can_assign(&result, ty) == Certain::No {
                        let shown = self.shown_type(&result);
                        return Err(self.wrong_default(expr, ty, column, &shown));
                    }
                    true
                }
                None => true,
            },
            ExprShape::Number(_) => {
                matches!(
                    builtin.name,
                    "int2"
                        | "int4"
                        | "int8"
                        | "numeric"
                        | "float4"
                        | "float8"
                        | "money"
                        | "oid"
                        | "text"
                        | "varchar"
                        | "bpchar"
                        | "name"
                ) || builtin.name.starts_with("reg")
            }
            ExprShape::Bool(_) => matches!(builtin.name, "bool" | "text" | "varchar" | "bpchar"),
            ExprShape::Str(text) => return super::literal::fits(text, builtin.name, expr.span),
            _ => true,
        };
        if fits {
            Ok(())
        } else {
            Err(self.wrong_default(expr, ty, column, literal_type(&expr.shape)))
        }
    }

    /// Refuses an expression whose type cannot be stored in the column.
    fn check_assigned(
        &self,
        expr: &Expr,
        stored: &StoredExpr,
        ty: &TypeUse,
        column: &str,
        table: Option<&super::Relation>,
    ) -> Result {
        let scope = super::operator::Scope::of(table);
        let given = self.type_of(expr, &scope)?;
        if let super::operator::Typed::Known(given) = given
            && self.catalog.can_assign(&given, ty) == Certain::No
        {
            let shown = self.shown_type(&TypeUse {
                modifier: super::Modifier::None,
                ..given
            });
            return Err(self.wrong_default(stored, ty, column, &shown));
        }
        Ok(())
    }

    fn wrong_default(
        &self,
        expr: &StoredExpr,
        ty: &TypeUse,
        column: &str,
        given: &str,
    ) -> Box<SqlError> {
        SqlError::new(
            "42804",
            expr.span,
            format!(
                "column \"{column}\" is of type {} but default expression is of type {given}",
                self.shown_type(ty)
            ),
        )
        .label(format!("this is {given}"))
        .help("rewrite or cast the expression")
    }

    /// Makes a column generated.
    pub(super) fn store_generated(
        &mut self,
        table: RelId,
        column: ColumnId,
        expr: &Expr,
        storage: GeneratedStorage,
    ) -> Result {
        // The column itself counts as generated in its own expression.
        if let Some(column) = self.open_mut(table, expr.span)?.column_by_id_mut(column) {
            column.generated = Some(storage);
        }
        let relation = self.open(table, expr.span)?;
        if storage == GeneratedStorage::Virtual
            && let Some(found) = relation.column_by_id(column)
            && let ColumnType::Known(ty) = &found.ty
            && let Some(user) = self.catalog.ty(ty.id)
        {
            let kind = if matches!(user.kind, super::TypeKind::Domain(_)) && !ty.array {
                "a domain"
            } else {
                "a user-defined"
            };
            return Err(SqlError::new(
                "0A000",
                expr.span,
                format!(
                    "virtual generated column \"{}\" cannot have {kind} type",
                    found.name
                ),
            )
            .detail(
                "Virtual generated columns that make use of user-defined types are not yet \
                 supported.",
            ));
        }
        let stored = self.bind(expr, Some(&relation), ExprUse::Generated)?;
        if let Some(found) = relation.column_by_id(column)
            && let ColumnType::Known(ty) = &found.ty
        {
            self.check_assigned(expr, &stored, ty, &found.name, Some(&relation))?;
        }
        let is_row = |column: &Arc<ddl::ColumnRef>| {
            let name = column.name.value.as_str();
            column.qualifier.is_empty() && name == relation.name && relation.column(name).is_none()
        };
        if expr.columns.iter().any(is_row) {
            return Err(SqlError::new(
                "42P17",
                expr.span,
                "cannot use whole-row variable in column generation expression",
            ));
        }
        if let Some(part) = relation
            .table()
            .and_then(|info| info.partition_key.as_ref())
            && part
                .keys
                .iter()
                .any(|key| matches!(&key.what, super::KeyKind::Column(id) if *id == column))
        {
            return Err(SqlError::new(
                "42P17",
                expr.span,
                "cannot use generated column in partition key",
            ));
        }
        if let Some(column) = self.open_mut(table, expr.span)?.column_by_id_mut(column) {
            column.default = Some(stored.into());
        }
        Ok(())
    }

    /// Notes that a column came to be.
    pub(super) fn column_created(&mut self, table: RelId, column: ColumnId, span: Span) {
        self.changed(ObjectId::Column(table, column), ChangeKind::Created, span);
    }
}

/// Attributes that cannot stand behind a column constraint of that kind.
fn check_placement(constraint: &ddl::ColumnConstraint) -> Result {
    use ColumnConstraintKind as K;
    let attributes = &constraint.attributes;
    let deferrable = attributes.deferrable.is_some() || attributes.initially_deferred.is_some();
    let takes_deferrable = matches!(
        constraint.kind,
        K::PrimaryKey(_) | K::Unique { .. } | K::References(_)
    );
    let takes_enforced = matches!(constraint.kind, K::Check { .. } | K::References(_));
    let clause = if deferrable && !takes_deferrable {
        match (attributes.deferrable, attributes.initially_deferred) {
            (Some(true), _) => "DEFERRABLE",
            (Some(false), _) => "NOT DEFERRABLE",
            (None, Some(true)) => "INITIALLY DEFERRED",
            (None, _) => "INITIALLY IMMEDIATE",
        }
    } else if !takes_enforced && attributes.enforced.is_some() {
        if attributes.enforced == Some(true) {
            "ENFORCED"
        } else {
            "NOT ENFORCED"
        }
    } else {
        return Ok(());
    };
    Err(SqlError::new(
        "42601",
        constraint.span,
        format!("misplaced {clause} clause"),
    ))
}

fn literal_type(shape: &ExprShape) -> &'static str {
    match shape {
        ExprShape::Bool(_) => "boolean",
        ExprShape::Number(text) => number_type(text),
        _ => "text",
    }
}

/// The type that PostgreSQL gives a number.
pub(super) fn number_type(text: &str) -> &'static str {
    if text.contains(['.', 'e', 'E']) && !text.starts_with("0x") {
        return "numeric";
    }
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    match digits.trim_start_matches('+').parse::<i64>() {
        Ok(value) if i32::try_from(value).is_ok() => "integer",
        Ok(_) => "bigint",
        Err(_) => "numeric",
    }
}
