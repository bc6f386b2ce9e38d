//! What data statements and queries write and read must be there.

use super::{Result, Source, SqlError};
use crate::catalog::{ConstraintKind, IndexInfo, KeyKind, RelId, Relation, RelationKind, Replay};
use crate::ddl::{Access, Conflict, ConflictOn, Level, Name, Read, Write, WriteKind};
use crate::diag::Span;

impl Replay {
    /// Refuses a statement that names columns which are not there.
    pub(in crate::catalog) fn check_access(&self, access: &Access) -> Result {
        self.check_writes(&access.writes)?;
        for conflict in &access.conflicts {
            self.check_conflict(conflict)?;
        }
        self.check_reads(access)?;
        for named in &access.named {
            self.check_named_object(named)?;
        }
        for insert in &access.inserts {
            self.check_insert(insert)?;
        }
        self.check_generated(&access.writes)
    }

    /// Columns that a data statement writes must be there.
    fn check_writes(&self, writes: &[Write]) -> Result {
        for write in writes {
            if self.is_system_relation(&write.relation) {
                continue;
            }
            let id = self.relation_in_query(&write.relation)?;
            let relation = self.open(id, write.relation.span())?;
            let uncertain = relation.unknown_columns.is_some() || relation.taint.is_some();
            if uncertain || relation.column(&write.column.value).is_some() {
                if write.kind == WriteKind::Copy
                    && let Some(column) = relation.column(&write.column.value)
                    && column.generated.is_some()
                {
                    return Err(SqlError::new(
                        "42P10",
                        write.column.span,
                        format!("column \"{}\" is a generated column", column.name),
                    )
                    .detail("Generated columns cannot be used in COPY.")
                    .help("leave it out of the columns"));
                }
                continue;
            }
            let error = SqlError::new(
                "42703",
                write.column.span,
                format!(
                    "column \"{}\" of relation \"{}\" does not exist",
                    write.column.value, relation.name
                ),
            )
            .label("no such column");
            return Err(Self::with_near_column(
                error,
                &relation,
                &write.column.value,
            ));
        }
        Ok(())
    }

    fn check_reads(&self, access: &Access) -> Result {
        let sources: Vec<Vec<Source<'_>>> = access
            .levels
            .iter()
            .map(|level| level.from.iter().map(|item| self.source(item)).collect())
            .collect();
        for read in &access.reads {
            self.check_read(read, &access.levels, &sources)?;
        }
        for call in &access.calls {
            if self.function_for_call(call).is_none() {
                if let Some(schema) = &call.name.schema {
                    self.schema(schema)?;
                }
                if !self.may_be_function(&call.name) {
                    return Err(self.no_called_function(call));
                }
            }
        }
        Ok(())
    }

    /// Looks for a column in its level, and then in those around it.
    fn check_read(&self, read: &Read, levels: &[Level], sources: &[Vec<Source<'_>>]) -> Result {
        let column = &read.column;
        let mut at = Some(read.level);
        let mut refusal = None;
        while let Some((number, level)) = at.and_then(|at| Some((at, levels.get(at)?))) {
            if level.open || self.may_be_other(read, level) {
                return Ok(());
            }
            let Some(sources) = sources.get(number) else {
                return Ok(());
            };
            let Err(error) = Self::find_column(column, sources) else {
                return Ok(());
            };
            let is_here = column
                .qualifier
                .last()
                .is_some_and(|qualifier| sources.iter().any(|source| source.is(qualifier)));
            if is_here || error.state == "42702" {
                return Err(error);
            }
            refusal.get_or_insert(error);
            at = level.parent;
        }
        refusal.map_or(Ok(()), Err)
    }

    /// Whether a name at a level may be something else than a column of its FROM.
    fn may_be_other(&self, read: &Read, level: &Level) -> bool {
        let column = &read.column;
        let name = &column.name.value;
        match column.qualifier.as_slice() {
            [] => read.or_output && level.outputs.contains(name),
            [row] => {
                let is_row = matches!(row.value.as_str(), "old" | "new");
                // `t.f` may be `f(t)`.
                (level.returning && is_row && self.catalog.version.0 >= 18)
                    || self.catalog.functions_named(name).next().is_some()
            }
            _ => self.catalog.functions_named(name).next().is_some(),
        }
    }

    /// What ON CONFLICT names must be unique.
    fn check_conflict(&self, conflict: &Conflict) -> Result {
        if self.is_system_relation(&conflict.relation) {
            return Ok(());
        }
        let id = self.relation_in_query(&conflict.relation)?;
        let relation = self.open(id, conflict.relation.span())?;
        let is_certain = matches!(relation.kind, RelationKind::Table(_))
            && relation.unknown_columns.is_none()
            && relation.taint.is_none();
        if !is_certain {
            return Ok(());
        }
        match &conflict.on {
            ConflictOn::Constraint(name) => {
                let found = relation.constraints.iter().any(|c| c.name == name.value);
                if found {
                    return Ok(());
                }
                Err(SqlError::new(
                    "42704",
                    name.span,
                    format!(
                        "constraint \"{}\" for table \"{}\" does not exist",
                        name.value, relation.name
                    ),
                )
                .label("no such constraint"))
            }
            ConflictOn::Columns {
                columns,
                predicate,
                span,
            } => self.check_arbiter(id, &relation, columns, *predicate, *span),
        }
    }

    fn check_arbiter(
        &self,
        id: RelId,
        relation: &Relation,
        columns: &[Name],
        predicate: bool,
        span: Span,
    ) -> Result {
        let mut wanted = Vec::new();
        for name in columns {
            let Some(column) = relation.column(&name.value) else {
                if super::is_system_column(&name.value) {
                    return Ok(());
                }
                let error = SqlError::new(
                    "42703",
                    name.span,
                    format!("column \"{}\" does not exist", name.value),
                )
                .label("no such column");
                return Err(Self::with_near_column(error, relation, &name.value));
            };
            if !wanted.contains(&column.id) {
                wanted.push(column.id);
            }
        }
        let serves = |index: &IndexInfo| {
            let keys = index.keys.iter().map(|key| match &key.what {
                KeyKind::Column(column) => Some(*column),
                KeyKind::Expr(_) => None,
            });
            let Some(keys) = keys.collect::<Option<Vec<_>>>() else {
                return false;
            };
            index.unique
                && (predicate || index.predicate.is_none())
                && wanted.iter().all(|column| keys.contains(column))
                && keys.iter().all(|column| wanted.contains(column))
        };
        let mut indexes = self
            .catalog
            .relations
            .iter()
            .filter_map(|(_, index)| index.index())
            .filter(|index| index.table == id);
        if indexes.any(serves) {
            return Ok(());
        }
        let key = relation.constraints.iter().find_map(|constraint| {
            matches!(constraint.kind, ConstraintKind::PrimaryKey { .. }).then_some(&constraint.name)
        });
        let error = SqlError::new(
            "42P10",
            span,
            "there is no unique or exclusion constraint matching the ON CONFLICT specification",
        )
        .label("no unique index has these columns and no others");
        Err(match key {
            Some(key) => error.help(format!(
                "name the columns of a unique key, as \"{key}\" has them, or create a unique index on these"
            )),
            None => error.help("create a unique index on these columns first"),
        })
    }
}
