//! CREATE TABLE AS and SELECT INTO: the columns are the query's, as far as they
//! are known.

use super::constraint::Descent;
use super::error::{Result, SqlError};
use super::query::OutputColumn;
use super::{ColumnType, RelationKind, Replay, SchemaId, TableInfo};
use crate::ddl::{CreateTable, Name, OnCommit, Persistence, Query};

impl Replay {
    /// `CREATE TABLE … AS query`.
    pub(super) fn create_table_as(
        &mut self,
        stmt: &CreateTable,
        schema: SchemaId,
        persistence: Persistence,
        query: &Query,
    ) -> Result {
        let span = stmt.name.span();
        let shape = self.query_shape(query, None)?;
        let info = TableInfo {
            on_commit_drop: stmt.on_commit == Some(OnCommit::Drop),
            ..TableInfo::default()
        };
        let mut relation = super::Relation::new(
            schema,
            &stmt.name.name.value,
            RelationKind::Table(info),
            persistence,
            stmt.name.name.span,
        );
        let columns = match shape.columns {
            Ok(columns) => columns,
            Err(reason) => {
                relation.unknown_columns = Some(reason);
                self.add_relation(relation, span)?;
                return Ok(());
            }
        };
        if let Some(extra) = stmt.as_columns.get(columns.len()) {
            return Err(
                SqlError::new("42601", extra.span, "too many column names were specified")
                    .label(format!("the query gives {} columns", columns.len())),
            );
        }
        let columns: Vec<(Name, OutputColumn)> = columns
            .into_iter()
            .enumerate()
            .map(|(at, column)| {
                let name = stmt.as_columns.get(at).cloned().unwrap_or_else(|| Name {
                    value: column.name.clone(),
                    span: column.span,
                });
                (name, column)
            })
            .collect();
        for (at, (name, _)) in columns.iter().enumerate() {
            if let Some((first, _)) = columns[..at]
                .iter()
                .find(|(other, _)| other.value == name.value)
            {
                return Err(SqlError::new(
                    "42701",
                    name.span,
                    format!("column \"{}\" specified more than once", name.value),
                )
                .label("the second one")
                .also(first.span, "the first one")
                .help("give one of them another name with AS"));
            }
        }
        let table = self.add_relation(relation, span)?;
        for (name, column) in columns {
            Self::column_name_allowed(&name)?;
            self.collation_is_clear(&name.value, &column)?;
            let ty = if column.planned && self.catalog.version.plans_modifiers() {
                ColumnType::Unknown("INTERSECT or EXCEPT of different modifiers".to_owned())
            } else {
                column.ty
            };
            let id = self.push_column(
                table,
                &name,
                ty,
                column.collation,
                column.span,
                Descent::LOCAL,
            )?;
            if let Some(label) = column.label
                && let Some(made) = self.open_mut(table, label)?.column_by_id_mut(id)
                && made.name_span == column.span
            {
                made.name_span = label;
            }
            self.column_created(table, id, name.span);
        }
        Ok(())
    }

    /// Refuses to store a column whose collation is not clear (`intorel_startup` of
    /// `createas.c`).
    pub(super) fn collation_is_clear(&self, name: &str, column: &OutputColumn) -> Result {
        match &column.ty {
            ColumnType::Known(ty) if column.unclear => Err(SqlError::new(
                "42P22",
                column.span,
                format!(
                    "no collation was derived for column \"{name}\" with collatable type {}",
                    self.shown_type(ty)
                ),
            )
            .help("use the COLLATE clause to set the collation explicitly")),
            _ => Ok(()),
        }
    }
}
