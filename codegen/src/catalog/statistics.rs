//! What extended statistics are of.

use super::depend::How;
use super::error::{Result, SqlError};
use super::expr::SYSTEM_COLUMNS;
use super::{ColumnId, ObjectId, RelationKind, Replay, SchemaId};
use crate::ddl::{RegistryKind, RegistryStmt, RegistryUse};
use crate::diag::Span;

impl Replay {
    /// The schema of statistics without a name: their table's.
    pub(super) fn measured_schema(&self, stmt: &RegistryStmt) -> Option<SchemaId> {
        let table = measured(stmt)?;
        let id = self.find_relation(table)?;
        self.catalog.rel(id).map(|relation| relation.schema)
    }

    /// The name that the server chooses for statistics: `table_a_b_stat`.
    pub(super) fn statistics_name(
        &self,
        stmt: &RegistryStmt,
        schema: SchemaId,
    ) -> Option<(String, Span)> {
        let table = measured(stmt)?;
        let Some(RegistryUse::Measured {
            columns,
            expressions,
            ..
        }) = stmt.uses.first()
        else {
            return None;
        };
        let relation = self.catalog.rel(self.find_relation(table)?)?;
        let mut names: Vec<&str> = columns.iter().map(|name| name.value.as_str()).collect();
        names.extend(expressions.iter().map(|_| "expr"));
        // Where an expression stands among columns is not kept.
        if !expressions.is_empty() && !columns.is_empty() {
            return None;
        }
        let joined = super::names::joined(names);
        let registry = &self.catalog.registry;
        let name = super::names::numbered(&relation.name, Some(&joined), "stat", |name| {
            let mut taken = registry.named(RegistryKind::Statistics, name);
            taken.any(|(_, entry)| entry.schema == Some(schema))
        });
        Some((name, table.span()))
    }

    /// What statistics are of.
    pub(super) fn measure(&self, of: &RegistryUse, needs: &mut Vec<(ObjectId, How)>) -> Result {
        let RegistryUse::Measured {
            table,
            columns,
            words,
            expressions,
            kinds,
        } = of
        else {
            return Ok(());
        };
        if self.is_system_relation(table) {
            return Ok(());
        }
        let id = self.relation(table)?;
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(());
        };
        let many = match &relation.kind {
            RelationKind::View(_) => Some("views"),
            RelationKind::Index(_) => Some("indexes"),
            RelationKind::Sequence(_) => Some("sequences"),
            RelationKind::Composite => Some("composite types"),
            _ => None,
        };
        if let Some(many) = many {
            return Err(SqlError::new(
                "42809",
                table.span(),
                format!(
                    "cannot define statistics for relation \"{}\"",
                    relation.name
                ),
            )
            .detail(format!("This operation is not supported for {many}."))
            .also(relation.origin.span, "it is created here"));
        }
        needs.push((ObjectId::Relation(id), How::Part));
        let mut seen: Vec<ColumnId> = Vec::new();
        let mut twice = None;
        for name in columns {
            let Some(column) = relation.column(&name.value) else {
                if relation.unknown_columns.is_some() {
                    return Ok(());
                }
                if SYSTEM_COLUMNS.contains(&name.value.as_str()) {
                    return Err(SqlError::new(
                        "0A000",
                        name.span,
                        "statistics creation on system columns is not supported",
                    )
                    .help("take the column out of the list"));
                }
                let mut error = Self::no_column(relation, name);
                error.message = format!("column \"{}\" does not exist", name.value);
                return Err(error);
            };
            if seen.contains(&column.id) {
                twice.get_or_insert(name.span);
            }
            seen.push(column.id);
        }
        let known = ["ndistinct", "dependencies", "mcv"];
        let wrong = kinds
            .iter()
            .find(|kind| !known.contains(&kind.value.as_str()));
        if let Some(wrong) = wrong {
            return Err(SqlError::new(
                "42601",
                wrong.span,
                format!("unrecognized statistics kind \"{}\"", wrong.value),
            )
            .help("write ndistinct, dependencies or mcv"));
        }
        if columns.len() == 1 && expressions.is_empty() {
            return Err(SqlError::new(
                "42P17",
                table.span(),
                "extended statistics require at least 2 columns",
            )
            .help("name another column"));
        }
        if let Some(span) = twice {
            return Err(SqlError::new(
                "42701",
                span,
                "duplicate column name in statistics definition",
            )
            .help("name each column once"));
        }
        let again = expressions
            .iter()
            .enumerate()
            .find(|(at, (text, _))| expressions.iter().take(*at).any(|(other, _)| other == text));
        if let Some((_, (_, span))) = again {
            return Err(SqlError::new(
                "42701",
                *span,
                "duplicate expression in statistics definition",
            )
            .help("write each expression once"));
        }
        seen.extend(self.columns_named(id, words));
        seen.sort_unstable();
        seen.dedup();
        let columns = seen.into_iter();
        needs.extend(columns.map(|column| (ObjectId::Column(id, column), How::Part)));
        Ok(())
    }
}

/// The table of CREATE STATISTICS.
fn measured(stmt: &RegistryStmt) -> Option<&crate::ddl::QName> {
    stmt.uses.iter().find_map(|of| match of {
        RegistryUse::Measured { table, .. } => Some(table),
        _ => None,
    })
}
