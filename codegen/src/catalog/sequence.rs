//! Sequences: those of `serial` and identity columns, CREATE and ALTER SEQUENCE.

use super::builtin::{INT2, INT4, INT8};
use super::error::{Result, SqlError};
use super::system::Part;
use super::{
    ChangeKind, ColumnId, ObjectId, RelId, Relation, RelationKind, Replay, SchemaId, SequenceInfo,
    TypeId, TypeUse,
};
use crate::ddl::{AlterSequence, CreateSequence, OwnedBy, Persistence, SequenceOptions};
use crate::diag::Span;

/// Why a sequence is made for a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SequenceFor {
    /// `serial` and its like.
    Serial,
    /// GENERATED … AS IDENTITY.
    Identity,
}

impl Replay {
    /// Makes the sequence of a `serial` or identity column.
    pub(super) fn create_owned(
        &mut self,
        rel: RelId,
        column: ColumnId,
        kind: SequenceFor,
        ty: TypeId,
        options: &SequenceOptions,
        span: Span,
    ) -> Result<RelId> {
        let Some(table) = self.catalog.rel(rel) else {
            return Err(SqlError::new("XX000", span, "the table is gone"));
        };
        let (persistence, table_name) = (table.persistence, table.name.clone());
        let column_name = table
            .column_by_id(column)
            .map(|column| column.name.clone())
            .unwrap_or_default();
        let (schema, name) = if let Some(name) = &options.sequence_name {
            let schema = self.creation_schema(name, persistence)?;
            (schema, name.name.value.clone())
        } else {
            let schema = table.schema;
            let name = self.catalog.choose_relation_name(
                schema,
                &table_name,
                Some(&column_name),
                "seq",
                false,
            );
            (schema, name)
        };
        let identity = kind == SequenceFor::Identity;
        let mut info = self.sequence_info(None, options, Some(ty), identity, span)?;
        info.owned_by = Some((rel, column));
        info.identity = identity;
        self.add_sequence(schema, &name, persistence, info, span)
    }

    /// `CREATE SEQUENCE`.
    pub(super) fn create_sequence(&mut self, stmt: &CreateSequence) -> Result {
        let schema = self.creation_schema(&stmt.name, stmt.persistence)?;
        if stmt.if_not_exists && self.catalog.rel_in(schema, &stmt.name.name.value).is_some() {
            return Ok(());
        }
        let span = stmt.name.span();
        let mut info = self.sequence_info(None, &stmt.options, None, false, span)?;
        info.owned_by = self.owner(stmt.options.owned_by.as_ref(), schema, span)?;
        let name = stmt.name.name.value.clone();
        self.add_sequence(schema, &name, stmt.persistence, info, span)?;
        Ok(())
    }

    /// `ALTER SEQUENCE` with options.
    pub(super) fn alter_sequence(&mut self, stmt: &AlterSequence) -> Result {
        let missing = stmt.if_exists && self.find_relation(&stmt.name).is_none();
        if missing && !self.is_system_relation(&stmt.name) {
            return Ok(());
        }
        let id = self.relation(&stmt.name)?;
        self.set_sequence_options(id, &stmt.options, stmt.name.span())
    }

    /// Changes the options of a sequence, also of an identity column's
    /// (`ALTER COLUMN … SET INCREMENT …`).
    pub(super) fn set_sequence_options(
        &mut self,
        id: RelId,
        options: &SequenceOptions,
        span: Span,
    ) -> Result {
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(());
        };
        let schema = relation.schema;
        let RelationKind::Sequence(old) = &relation.kind else {
            let error = if self.catalog.version.opens_sequences() {
                SqlError::new(
                    "42809",
                    span,
                    format!("cannot open relation \"{}\"", relation.name),
                )
                .detail(format!(
                    "This operation is not supported for {}.",
                    super::alter::plural(relation)
                ))
            } else {
                SqlError::new(
                    "42809",
                    span,
                    format!("\"{}\" is not a sequence", relation.name),
                )
            };
            return Err(error.also(
                relation.origin.span,
                format!("the {} is created here", relation.word()),
            ));
        };
        let old = old.clone();
        let mut info = self.sequence_info(Some(&old), options, None, old.identity, span)?;
        if options.owned_by.is_some() {
            if old.identity {
                return Err(SqlError::new(
                    "0A000",
                    span,
                    "cannot change ownership of identity sequence",
                ));
            }
            info.owned_by = self.owner(options.owned_by.as_ref(), schema, span)?;
        }
        if let Some(relation) = self.catalog.rel_mut(id) {
            relation.kind = RelationKind::Sequence(info);
        }
        self.changed(ObjectId::Relation(id), ChangeKind::Altered, span);
        Ok(())
    }

    fn add_sequence(
        &mut self,
        schema: SchemaId,
        name: &str,
        persistence: Persistence,
        info: SequenceInfo,
        span: Span,
    ) -> Result<RelId> {
        let kind = RelationKind::Sequence(info);
        let relation = Relation::new(schema, name, kind, persistence, span);
        self.add_relation(relation, span)
    }

    fn owner(
        &self,
        owned_by: Option<&OwnedBy>,
        schema: SchemaId,
        span: Span,
    ) -> Result<Option<(RelId, ColumnId)>> {
        let Some(OwnedBy::Column { table, column }) = owned_by else {
            return Ok(None);
        };
        // It is owned by the superuser that made the cluster, which is asked before its schema.
        if self.is_system_relation(table) {
            return Err(SqlError::new(
                "55000",
                span,
                "sequence must have same owner as table it is linked to",
            ));
        }
        if self.system_part(table) == Some(Part::Index) {
            return Err(SqlError::new(
                "42809",
                table.span(),
                format!(
                    "sequence cannot be owned by relation \"{}\"",
                    table.name.value
                ),
            )
            .detail("This operation is not supported for indexes."));
        }
        let id = self.relation(table)?;
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(None);
        };
        if !matches!(
            relation.kind,
            RelationKind::Table(_) | RelationKind::ForeignTable(_) | RelationKind::View(_)
        ) {
            return Err(SqlError::new(
                "42809",
                table.span(),
                format!("sequence cannot be owned by relation \"{}\"", relation.name),
            ));
        }
        if relation.schema != schema {
            return Err(SqlError::new(
                "55000",
                span,
                "sequence must be in same schema as table it is linked to",
            ));
        }
        match relation.column(&column.value) {
            Some(found) => Ok(Some((id, found.id))),
            None => Err(Self::no_column(relation, column)),
        }
    }

    /// The properties that options give, as `init_params` of PostgreSQL's
    /// `sequence.c` works them out.
    fn sequence_info(
        &self,
        old: Option<&SequenceInfo>,
        options: &SequenceOptions,
        column_type: Option<TypeId>,
        identity: bool,
        span: Span,
    ) -> Result<SequenceInfo> {
        let refuse = |message: String| Err(SqlError::new("22023", span, message));
        let written = match &options.ty {
            Some(ty) => Some(self.resolve_type(ty)?),
            None => column_type.map(TypeUse::plain),
        };
        let ty = match (&written, old) {
            (Some(ty), _) if ty.array => TypeId(0),
            (Some(ty), _) => ty.id,
            (None, Some(old)) => old.ty,
            (None, None) => INT8,
        };
        let Some((lowest, highest)) = limits(ty) else {
            return refuse(if identity {
                "identity column type must be smallint, integer, or bigint".to_owned()
            } else {
                "sequence type must be smallint, integer, or bigint".to_owned()
            });
        };
        // Limits that were the old type's become the new type's.
        let (reset_min, reset_max) = match old {
            Some(old) if written.is_some() => {
                let was = limits(old.ty).unwrap_or((lowest, highest));
                (old.min == was.0, old.max == was.1)
            }
            _ => (false, false),
        };
        let increment = options
            .increment
            .or(old.map(|old| old.increment))
            .unwrap_or(1);
        if increment == 0 {
            return refuse("INCREMENT must not be zero".to_owned());
        }
        let default_max = if increment > 0 { highest } else { -1 };
        let default_min = if increment > 0 { 1 } else { lowest };
        // The limits of a new type do not ask in which direction the sequence goes.
        let default_max = if reset_max { highest } else { default_max };
        let default_min = if reset_min { lowest } else { default_min };
        let limit = |given: Option<Option<i64>>, old: Option<i64>, reset: bool, default: i64| match (
            given, old,
        ) {
            (Some(Some(value)), _) => value,
            (None, Some(old)) if !reset => old,
            _ => default,
        };
        let max = limit(options.max, old.map(|old| old.max), reset_max, default_max);
        let name = self.catalog.format_type(&TypeUse::plain(ty));
        if !(lowest..=highest).contains(&max) {
            return refuse(format!(
                "MAXVALUE ({max}) is out of range for sequence data type {name}"
            ));
        }
        let min = limit(options.min, old.map(|old| old.min), reset_min, default_min);
        if !(lowest..=highest).contains(&min) {
            return refuse(format!(
                "MINVALUE ({min}) is out of range for sequence data type {name}"
            ));
        }
        if min >= max {
            return refuse(format!(
                "MINVALUE ({min}) must be less than MAXVALUE ({max})"
            ));
        }
        let default_start = if increment > 0 { min } else { max };
        let start = options
            .start
            .or(old.map(|old| old.start))
            .unwrap_or(default_start);
        if start < min {
            return refuse(format!(
                "START value ({start}) cannot be less than MINVALUE ({min})"
            ));
        }
        if start > max {
            return refuse(format!(
                "START value ({start}) cannot be greater than MAXVALUE ({max})"
            ));
        }
        if let Some(Some(restart)) = options.restart {
            if restart < min {
                return refuse(format!(
                    "RESTART value ({restart}) cannot be less than MINVALUE ({min})"
                ));
            }
            if restart > max {
                return refuse(format!(
                    "RESTART value ({restart}) cannot be greater than MAXVALUE ({max})"
                ));
            }
        }
        let cache = options.cache.or(old.map(|old| old.cache)).unwrap_or(1);
        if cache <= 0 {
            return refuse(format!("CACHE ({cache}) must be greater than zero"));
        }
        Ok(SequenceInfo {
            ty,
            start,
            increment,
            min,
            max,
            cache,
            cycle: options.cycle.or(old.map(|old| old.cycle)).unwrap_or(false),
            owned_by: old.and_then(|old| old.owned_by),
            identity: old.is_some_and(|old| old.identity),
        })
    }
}

fn limits(ty: TypeId) -> Option<(i64, i64)> {
    match ty {
        INT2 => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
        INT4 => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        INT8 => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}
