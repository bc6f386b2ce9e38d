//! Views and materialized views.

use super::error::{Result, SqlError};
use super::query::{OutputColumn, QueryShape};
use super::{
    ChangeKind, ColumnType, ObjectId, RelId, Relation, RelationKind, Replay, Updatable, ViewInfo,
};
use crate::ddl::{CreateView, Persistence};
use crate::diag::Span;

impl Replay {
    /// `CREATE VIEW` and `CREATE MATERIALIZED VIEW`.
    pub(super) fn create_view(&mut self, stmt: &CreateView) -> Result {
        let span = stmt.name.span();
        let written = if stmt.temporary {
            Persistence::Temporary
        } else {
            Persistence::Permanent
        };
        if stmt.if_not_exists {
            let schema = self.creation_schema(&stmt.name, written)?;
            if self.catalog.rel_in(schema, &stmt.name.name.value).is_some() {
                return Ok(());
            }
        }
        if let Some(schema) = &stmt.name.schema {
            self.schema(schema)?;
        }
        let own = stmt
            .recursive
            .then_some((&stmt.name, stmt.columns.as_slice()));
        let shape = self.query_shape(&stmt.query, own)?;
        let persistence = match shape.temporary {
            Some(_) if stmt.materialized => {
                return Err(SqlError::new(
                    "0A000",
                    stmt.query.span,
                    "materialized views must not use temporary tables or views",
                ));
            }
            // A view over something temporary is temporary itself.
            Some(_) => Persistence::Temporary,
            None => written,
        };
        let schema = self.creation_schema(&stmt.name, persistence)?;
        let holder = if stmt.materialized {
            super::reloptions::Holder::Heap
        } else {
            super::reloptions::Holder::View
        };
        super::reloptions::check(&stmt.options, holder, self.catalog.version)?;
        self.check_table_method(stmt.method.as_ref())?;
        let QueryShape { columns, uses, .. } = shape;
        let columns = match columns {
            Ok(mut columns) => {
                rename(stmt, &mut columns)?;
                Ok(columns)
            }
            Err(reason) => given(stmt, reason),
        };
        if let Ok(columns) = &columns {
            refuse_doubles(columns)?;
            for column in columns {
                if stmt.materialized {
                    self.collation_is_clear(&column.name, column)?;
                } else if column.unclear {
                    let message = format!(
                        "could not determine which collation to use for view column \"{}\"",
                        column.name
                    );
                    return Err(SqlError::new("42P22", column.span, message)
                        .help("use the COLLATE clause to set the collation explicitly"));
                }
            }
        }
        let updatable = if stmt.materialized {
            Updatable::Unknown
        } else if stmt.recursive {
            Updatable::No("Views containing WITH are not automatically updatable.")
        } else {
            self.updatable(&stmt.query, columns.as_deref().unwrap_or_default())
        };
        if let Some(place) = stmt.check_option
            && !updatable.may_check()
        {
            return Err(SqlError::new(
                "0A000",
                place,
                "WITH CHECK OPTION is supported only on automatically updatable views",
            ));
        }
        let info = ViewInfo {
            definition: definition(stmt),
            populated: !stmt.no_data,
            uses,
            updatable,
            sources: columns
                .iter()
                .flatten()
                .map(|column| column.source)
                .collect(),
            casts: columns
                .iter()
                .flatten()
                .map(|column| column.casts.clone())
                .collect(),
        };
        let existing = self.catalog.rel_in(schema, &stmt.name.name.value);
        if let Some(id) = existing
            && stmt.or_replace
        {
            return self.replace_view(id, info, columns, span);
        }
        let kind = if stmt.materialized {
            RelationKind::MaterializedView(info)
        } else {
            RelationKind::View(info)
        };
        let mut relation = Relation::new(schema, &stmt.name.name.value, kind, persistence, span);
        match columns {
            Ok(columns) => {
                for column in columns {
                    add(&mut relation, column);
                }
            }
            Err(reason) => relation.unknown_columns = Some(reason),
        }
        self.add_relation(relation, span)?;
        Ok(())
    }

    /// CREATE OR REPLACE VIEW on one that is there (`checkViewColumns` of `view.c`).
    fn replace_view(
        &mut self,
        id: RelId,
        info: ViewInfo,
        columns: std::result::Result<Vec<OutputColumn>, String>,
        span: Span,
    ) -> Result {
        let old = self.open(id, span)?;
        if !matches!(old.kind, RelationKind::View(_)) {
            return Err(
                SqlError::new("42809", span, format!("\"{}\" is not a view", old.name))
                    .label(format!("this is a {}", old.word()))
                    .also(old.origin.span, "it is created here"),
            );
        }
        let refuse = |span: Span, message: String| {
            SqlError::new("42P16", span, message).also(old.origin.span, "the view is created here")
        };
        let mut relation = Relation::clone(&old);
        relation.kind = RelationKind::View(info);
        match columns {
            Err(reason) => {
                relation.columns.clear();
                relation.unknown_columns = Some(reason);
            }
            Ok(columns) if old.unknown_columns.is_some() => {
                relation.unknown_columns = None;
                relation.columns.clear();
                for column in columns {
                    add(&mut relation, column);
                }
            }
            Ok(columns) => {
                if columns.len() < old.columns.len() {
                    return Err(refuse(span, "cannot drop columns from view".to_owned())
                        .help("keep its columns in front, or drop the view first"));
                }
                for (slot, new) in relation.columns.iter_mut().zip(&columns) {
                    if slot.name != new.name {
                        return Err(refuse(
                            new.span,
                            format!(
                                "cannot change name of view column \"{}\" to \"{}\"",
                                slot.name, new.name
                            ),
                        )
                        .help("use ALTER VIEW ... RENAME COLUMN ... to change the name of a view's column"));
                    }
                    if let (ColumnType::Known(was), ColumnType::Known(is)) = (&slot.ty, &new.ty)
                        && was != is
                    {
                        return Err(refuse(
                            new.span,
                            format!(
                                "cannot change data type of view column \"{}\" from {} to {}",
                                slot.name,
                                self.catalog.format_type(was),
                                self.catalog.format_type(is)
                            ),
                        )
                        .help("cast it to the old type, or drop the view first"));
                    }
                    if let (Some(was), Some(is)) = (&slot.collation, &new.collation)
                        && was != is
                    {
                        return Err(refuse(
                            new.span,
                            format!(
                                "cannot change collation of view column \"{}\" from \"{}\" to \"{}\"",
                                slot.name,
                                was.trim_matches('"'),
                                is.trim_matches('"')
                            ),
                        )
                        .help("give it the old collation, or drop the view first"));
                    }
                    slot.ty = new.ty.clone();
                    slot.collation.clone_from(&new.collation);
                }
                for column in columns.into_iter().skip(old.columns.len()) {
                    add(&mut relation, column);
                }
            }
        }
        *self.open_mut(id, span)? = relation;
        self.changed(ObjectId::Relation(id), ChangeKind::Altered, span);
        Ok(())
    }
}

/// The query of a view as the server keeps it: that of a recursive one is
/// inside WITH (`makeRecursiveViewSelect` of `gram.y`).
fn definition(stmt: &CreateView) -> String {
    if !stmt.recursive {
        return stmt.query.text.clone();
    }
    let name = super::quote_identifier(&stmt.name.name.value);
    let columns: Vec<String> = stmt
        .columns
        .iter()
        .map(|column| super::quote_identifier(&column.value))
        .collect();
    let columns = columns.join(", ");
    format!(
        "WITH RECURSIVE {name}({columns}) AS ({}) SELECT {columns} FROM {name}",
        stmt.query.text
    )
}

fn add(relation: &mut Relation, column: OutputColumn) {
    let id = relation.add_plain_column(&column.name, column.ty, column.span);
    if let Some(added) = relation.column_by_id_mut(id) {
        added.collation = column.collation;
        added.name_span = column.label.unwrap_or(column.span);
    }
}

/// Gives the columns the names that the statement writes.
fn rename(stmt: &CreateView, columns: &mut [OutputColumn]) -> Result {
    if stmt.columns.len() > columns.len() {
        let message = if stmt.materialized {
            "too many column names were specified"
        } else {
            "CREATE VIEW specifies more column names than columns"
        };
        let span = stmt
            .columns
            .get(columns.len())
            .map_or(stmt.name.span(), |name| name.span);
        return Err(SqlError::new("42601", span, message)
            .label(format!("the query gives {} columns", columns.len())));
    }
    for (column, name) in columns.iter_mut().zip(&stmt.columns) {
        column.name.clone_from(&name.value);
        column.span = name.span;
        column.label = Some(name.span);
    }
    Ok(())
}

/// Columns whose names the statement writes, when the query's are not known.
/// There may be more than those named: only a recursive view names them all.
fn given(stmt: &CreateView, reason: String) -> std::result::Result<Vec<OutputColumn>, String> {
    if !stmt.recursive || stmt.columns.is_empty() {
        return Err(reason);
    }
    let columns = stmt.columns.iter().map(|name| OutputColumn {
        name: name.value.clone(),
        ty: ColumnType::Unknown(reason.clone()),
        collation: None,
        unclear: false,
        source: None,
        planned: false,
        casts: Vec::new(),
        span: name.span,
        label: Some(name.span),
    });
    Ok(columns.collect())
}

fn refuse_doubles(columns: &[OutputColumn]) -> Result {
    for (at, column) in columns.iter().enumerate() {
        let earlier = columns
            .iter()
            .take(at)
            .find(|other| other.name == column.name);
        if let Some(earlier) = earlier {
            return Err(SqlError::new(
                "42701",
                column.span,
                format!("column \"{}\" specified more than once", column.name),
            )
            .label("a second time")
            .also(earlier.span, "the first time")
            .help("give one of them another name with AS"));
        }
    }
    Ok(())
}
