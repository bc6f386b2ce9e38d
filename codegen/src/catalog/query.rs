//! What a query reads and which columns it gives, as far as that is certain.

use super::error::{Result, SqlError};
use super::rewrite::tokens;
use super::{ColumnId, ColumnType, RelId, Relation, Replay, TypeId, TypeUse, Uses, builtin};
use crate::ddl::{ColumnRef, Expr, ExprShape, FromItem, Name, Output, QName, Query};
use crate::diag::Span;
use std::collections::BTreeSet;

mod access;
mod columns;
mod disguise;
mod given;

pub(super) use columns::Level;
pub(super) use given::takes_no_value;
use std::sync::Arc;

/// An output column of a query.
#[derive(Clone, Debug)]
pub(super) struct OutputColumn {
    /// Its name.
    pub(super) name: String,
    /// Its type.
    pub(super) ty: ColumnType,
    /// The collation of the column that it stands for.
    pub(super) collation: Option<String>,
    /// Whether its type has a collation and it has none: those in it differ.
    pub(super) unclear: bool,
    /// The column that it is, unless it is another expression.
    pub(super) source: Option<(RelId, ColumnId)>,
    /// Whether a plan may give it another modifier than the query has.
    pub(super) planned: bool,
    /// Types to which something in it is cast.
    pub(super) casts: Vec<TypeUse>,
    /// Where it is written.
    pub(super) span: Span,
    /// Where its name is, when the query gives it one.
    pub(super) label: Option<Span>,
}

/// What is known of a query.
#[derive(Clone, Debug)]
pub(super) struct QueryShape {
    /// Its columns, or why they are not known.
    pub(super) columns: std::result::Result<Vec<OutputColumn>, String>,
    /// What it depends on.
    pub(super) uses: Uses,
    /// A temporary relation that it reads.
    pub(super) temporary: Option<RelId>,
}

/// An item of FROM with what its columns are.
struct Source<'a> {
    item: &'a FromItem,
    relation: Option<&'a Relation>,
    /// The relation's schema.
    schema: Option<&'a str>,
    /// Names and numbers of its columns; `None` when they are not known.
    columns: Option<Vec<(String, ColumnId)>>,
}

/// Where a column reference leads.
enum Found<'a> {
    Column(&'a Relation, ColumnId),
    Row,
    /// Into something whose columns are not known.
    Unknown,
}

impl Replay {
    /// Looks up what a query names and works out its columns. `own` is the name
    /// of a recursive view, which its query may name, and its columns.
    pub(super) fn query_shape(
        &self,
        query: &Query,
        own: Option<(&QName, &[Name])>,
    ) -> Result<QueryShape> {
        let mut uses = Uses {
            incomplete: query.unparsed,
            ..Uses::default()
        };
        let mut temporary = None;
        for name in &query.relations {
            let is_own = own
                .is_some_and(|(own, _)| name.schema.is_none() && own.name.value == name.name.value);
            if is_own || self.is_system_relation(name) {
                continue;
            }
            let id = match self.relation_in_query(name) {
                Ok(id) => id,
                Err(_) if query.unparsed => continue,
                Err(error) => return Err(error),
            };
            let relation = self.open(id, name.span())?;
            if relation.index().is_some() {
                return Err(SqlError::new(
                    "42809",
                    name.span(),
                    format!("cannot open relation \"{}\"", relation.name),
                )
                .detail("This operation is not supported for indexes."));
            }
            if relation.schema == builtin::PG_TEMP {
                temporary = Some(id);
            }
            push(&mut uses.relations, id);
        }
        if let Some(span) = query.unaliased.first()
            && !query.unparsed
            && !self.catalog.version.subquery_alias_is_optional()
        {
            return Err(
                SqlError::new("42601", *span, "subquery in FROM must have an alias")
                    .label("PostgreSQL takes this from 16 on")
                    .help("give it one, as in FROM (SELECT ...) AS foo"),
            );
        }
        self.use_calls_and_types(query, &mut uses)?;
        let sources: Vec<Source<'_>> = query.from.iter().map(|item| self.source(item)).collect();
        Self::check_scope(query, &sources)?;
        check_grouping(query, &sources)?;
        self.use_columns(query, &sources, &mut uses);
        use_grouping_keys(query, &sources, &mut uses);
        let columns = self.output_columns(query, &sources, own, &mut uses)?;
        self.check_new_labels(&query.text, query.span, None, &uses)?;
        Ok(QueryShape {
            columns,
            uses,
            temporary,
        })
    }

    fn use_calls_and_types(&self, query: &Query, uses: &mut Uses) -> Result {
        for call in &query.calls {
            if let Some(id) = self.function_for_call(call) {
                push(&mut uses.functions, id);
            } else if !query.unparsed {
                if let Some(schema) = &call.name.schema {
                    self.schema(schema)?;
                }
                if !self.may_be_called(call) {
                    return Err(self.no_called_function(call));
                }
            }
        }
        for ty in &query.types {
            match self.resolve_type(ty) {
                Ok(ty) => {
                    if self.catalog.ty(ty.id).is_some() {
                        push(&mut uses.types, ty.id);
                    }
                }
                Err(error) if !query.unparsed => return Err(error),
                Err(_) => uses.incomplete = true,
            }
        }
        Ok(())
    }

    fn source<'a>(&'a self, item: &'a FromItem) -> Source<'a> {
        let relation = item
            .relation
            .as_ref()
            .and_then(|name| self.find_relation(name))
            .and_then(|id| self.catalog.rel(id));
        let columns = relation
            .filter(|relation| relation.unknown_columns.is_none() && relation.has_rows())
            .map(|relation| {
                let mut columns: Vec<(String, ColumnId)> = relation
                    .columns
                    .iter()
                    .map(|column| (column.name.clone(), column.id))
                    .collect();
                for (column, alias) in columns.iter_mut().zip(&item.column_aliases) {
                    column.0.clone_from(&alias.value);
                }
                columns
            });
        Source {
            item,
            relation,
            schema: relation.map(|relation| self.catalog.schema_name(relation.schema)),
            columns,
        }
    }

    /// Refuses columns that cannot be there. Only a query of one level, all of
    /// whose sources are known, is certain enough.
    fn check_scope(query: &Query, sources: &[Source<'_>]) -> Result {
        let certain = !query.unparsed
            && sources.iter().all(|source| source.columns.is_some())
            && is_single_level(&query.text);
        if !certain {
            return Ok(());
        }
        let outputs: Vec<&str> = query
            .outputs
            .iter()
            .flatten()
            .filter_map(|output| match output {
                Output::Expr { name, .. } => Some(name.as_str()),
                Output::Star { .. } => None,
            })
            .collect();
        for column in &query.columns {
            let is_output =
                column.qualifier.is_empty() && outputs.contains(&column.name.value.as_str());
            if is_output {
                continue;
            }
            Self::find_column(column, sources)?;
        }
        Ok(())
    }

    fn find_column<'a>(column: &ColumnRef, sources: &[Source<'a>]) -> Result<Found<'a>> {
        let name = &column.name.value;
        if let Some(qualifier) = column.qualifier.last() {
            let Some(source) = sources.iter().find(|source| source.is_meant(column)) else {
                return match column.qualifier.as_slice() {
                    // `a.b` may be an attribute of the composite column `a`…
                    // which PostgreSQL takes only as `(a).b`.
                    [_] | [_, _] => Err(Self::missing_from(qualifier, sources)),
                    _ => Ok(Found::Unknown),
                };
            };
            return match (source.column(name), source.relation, &source.columns) {
                (Some(id), Some(relation), _) => Ok(Found::Column(relation, id)),
                (None, Some(relation), Some(_)) if !is_system_column(name) => {
                    let error = SqlError::new(
                        "42703",
                        column.name.span,
                        format!("column {}.{name} does not exist", qualifier.value),
                    )
                    .label("no such column");
                    Err(Self::with_near_column(error, relation, name))
                }
                _ => Ok(Found::Unknown),
            };
        }
        let mut found: Option<(&Relation, ColumnId)> = None;
        let mut unknown = false;
        for source in sources {
            match (source.column(name), source.relation) {
                (Some(id), Some(relation)) => {
                    if found.is_some() && !source.item.merged && !is_behind(source, column, sources)
                    {
                        return Err(SqlError::new(
                            "42702",
                            column.name.span,
                            format!("column reference \"{name}\" is ambiguous"),
                        )
                        .label("several sources have it")
                        .help(format!("write which one is meant: alias.{name}")));
                    }
                    found.get_or_insert((relation, id));
                }
                _ => unknown |= source.columns.is_none(),
            }
        }
        if let Some((relation, id)) = found {
            return Ok(Found::Column(relation, id));
        }
        let whole = sources.iter().find(|source| source.is(&column.name));
        match whole {
            Some(source) => match source.relation {
                Some(_) => Ok(Found::Row),
                None => Ok(Found::Unknown),
            },
            None if unknown || is_system_column(name) => Ok(Found::Unknown),
            None => {
                let error = SqlError::new(
                    "42703",
                    column.name.span,
                    format!("column \"{name}\" does not exist"),
                )
                .label("no such column");
                let near = sources.iter().find_map(|source| {
                    let relation = source.relation?;
                    let names = relation.columns.iter().map(|column| column.name.as_str());
                    crate::diag::nearest(name, names).map(|_| relation)
                });
                Err(match near {
                    Some(relation) => Self::with_near_column(error, relation, name),
                    None => error,
                })
            }
        }
    }

    fn missing_from(qualifier: &Name, sources: &[Source<'_>]) -> Box<SqlError> {
        let hidden = sources.iter().find(|source| {
            source
                .relation
                .is_some_and(|relation| relation.name == qualifier.value)
        });
        if let Some(source) = hidden
            && let Some(alias) = &source.item.alias
        {
            return SqlError::new(
                "42P01",
                qualifier.span,
                format!(
                    "invalid reference to FROM-clause entry for table \"{}\"",
                    qualifier.value
                ),
            )
            .help(format!("write `{}`, the table's alias", alias.value));
        }
        SqlError::new(
            "42P01",
            qualifier.span,
            format!(
                "missing FROM-clause entry for table \"{}\"",
                qualifier.value
            ),
        )
        .label("not in FROM")
    }

    /// Adds the columns that a query reads. Sources of inner queries are known
    /// by their names only, so that this is a best effort there.
    fn use_columns(&self, query: &Query, sources: &[Source<'_>], uses: &mut Uses) {
        let inner: Vec<(&Relation, &Name)> = query
            .sources
            .iter()
            .filter_map(|(name, alias)| {
                let id = self.find_relation(name)?;
                Some((self.catalog.rel(id)?, alias))
            })
            .collect();
        let mut found = Vec::new();
        for column in &query.columns {
            match Self::find_column(column, sources) {
                Ok(Found::Column(relation, id)) => push(&mut found, (relation.id, id)),
                Ok(Found::Row) => {}
                Ok(Found::Unknown) | Err(_) => {
                    let mut candidates = inner.iter().filter_map(|(relation, alias)| {
                        let fits = column
                            .qualifier
                            .last()
                            .is_none_or(|qualifier| qualifier.value == alias.value);
                        let id = relation.column(&column.name.value)?.id;
                        fits.then_some((relation.id, id))
                    });
                    match (candidates.next(), candidates.next()) {
                        (Some(only), None) => push(&mut found, only),
                        (None, _) => {}
                        _ => uses.incomplete = true,
                    }
                }
            }
        }
        uses.columns = found;
    }

    fn output_columns(
        &self,
        query: &Query,
        sources: &[Source<'_>],
        own: Option<(&QName, &[Name])>,
        uses: &mut Uses,
    ) -> Result<std::result::Result<Vec<OutputColumn>, String>> {
        let Some(outputs) = &query.outputs else {
            let reason = query.reason.clone();
            return Ok(Err(
                reason.unwrap_or_else(|| "the query is not understood".to_owned())
            ));
        };
        for output in outputs {
            match output {
                Output::Star {
                    qualifier: Some(qualifier),
                    ..
                } if !sources.iter().any(|source| source.is(&qualifier.name)) => {
                    return Err(Self::missing_from(&qualifier.name, sources));
                }
                Output::Expr { expr, .. } => {
                    if let (ExprShape::Column(..), [column]) =
                        (&expr.shape, expr.columns.as_slice())
                    {
                        Self::find_column(column, sources)?;
                    }
                }
                Output::Star { .. } => {}
            }
        }
        let fields = match self.columns_of_query(&query.select, own, &query.columns, uses)? {
            Ok(fields) => fields,
            Err(reason) => return Ok(Err(reason)),
        };
        // Casts deep inside an expression are those of the outermost query's.
        let written: Vec<(Span, Vec<TypeUse>)> = outputs
            .iter()
            .filter_map(|output| match output {
                Output::Expr { expr, .. } => Some((expr.span, self.casts(expr))),
                Output::Star { .. } => None,
            })
            .collect();
        let columns = fields.into_iter().map(|field| {
            let field = field.into_inner();
            let ty = field.column_type();
            let span = field.span.unwrap_or(query.span);
            let mut casts = field.casts;
            let inner = written.iter().filter(|(of, _)| {
                let (inner, outer) = (of.range(), span.range());
                outer.start <= inner.start && inner.end <= outer.end
            });
            for ty in inner.flat_map(|(_, casts)| casts) {
                push(&mut casts, ty.clone());
            }
            OutputColumn {
                name: field.name.unwrap_or_else(|| "?column?".to_owned()),
                ty,
                collation: self.column_collation(&field.value),
                unclear: field.unclear,
                source: field.source,
                planned: field.planned,
                casts,
                span,
                label: field.label,
            }
        });
        Ok(Ok(columns.collect()))
    }

    /// The types to which something in an expression is cast. Those that do not
    /// exist are reported with the rest of the query.
    fn casts(&self, expr: &Expr) -> Vec<TypeUse> {
        let mut casts = self.casts_by_call(&expr.calls);
        let named = expr.types.iter();
        casts.extend(named.filter_map(|ty| self.resolve_type(ty).ok()));
        casts
    }
}

impl Relation {
    fn has_rows(&self) -> bool {
        !matches!(
            self.kind,
            super::RelationKind::Index(_) | super::RelationKind::Sequence(_)
        )
    }
}

impl Source<'_> {
    /// Whether columns refer to it by that name.
    fn is(&self, name: &Name) -> bool {
        match (&self.item.alias, &self.item.relation) {
            (Some(alias), _) => alias.value == name.value,
            (None, Some(relation)) => relation.name.value == name.value,
            (None, None) => false,
        }
    }

    /// Whether a qualified column is one of it: `schema.table.column` passes by a
    /// relation of the same name in another schema.
    fn is_meant(&self, column: &ColumnRef) -> bool {
        match column.qualifier.as_slice() {
            [.., schema, table] => {
                let is_of = match self.schema {
                    Some(own) => own == schema.value || schema.value.starts_with("pg_temp"),
                    None => true,
                };
                self.is(table) && is_of
            }
            [table] => self.is(table),
            [] => false,
        }
    }

    fn column(&self, name: &str) -> Option<ColumnId> {
        let columns = self.columns.as_ref()?;
        columns
            .iter()
            .find(|(column, _)| column == name)
            .map(|(_, id)| *id)
    }
}

/// The type of a number as written.
pub(super) fn number_type(text: &str) -> TypeId {
    let text = text.replace(['_', ' '], "");
    if text.parse::<i32>().is_ok() {
        builtin::INT4
    } else if text.parse::<i64>().is_ok() {
        builtin::INT8
    } else {
        builtin::NUMERIC
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn is_system_column(name: &str) -> bool {
    super::expr::SYSTEM_COLUMNS.contains(&name)
}

/// Whether a column stands in FROM before a source, which its condition then does
/// not see.
fn is_behind(source: &Source<'_>, column: &ColumnRef, sources: &[Source<'_>]) -> bool {
    let start = |source: &Source<'_>| {
        let name = source.item.relation.as_ref()?;
        Some(name.span().range().start)
    };
    let at = column.name.span.range().start;
    let first = sources.iter().find_map(start);
    first.is_some_and(|first| first < at) && start(source).is_some_and(|start| at < start)
}

/// Whether a query has no query inside it.
fn is_single_level(text: &str) -> bool {
    let mut selects = 0;
    for token in tokens(text) {
        match token.word() {
            Some("select") => selects += 1,
            Some("with" | "values" | "table" | "union" | "intersect" | "except") => return false,
            _ => {}
        }
    }
    selects == 1
}

/// Refuses an output column that is neither grouped by nor depends on what is, where
/// GROUP BY and FROM are plain (`check_ungrouped_columns` of `parse_agg.c`).
fn check_grouping(query: &Query, sources: &[Source<'_>]) -> Result {
    let mut relations = BTreeSet::new();
    let is_plain = |source: &Source<'_>| {
        let relation = source
            .relation
            .filter(|relation| source.columns.is_some() && relation.taint.is_none());
        !source.item.merged && relation.is_some_and(|relation| relations.insert(relation.id))
    };
    let certain = query.groups_by_columns
        && !query.group_by.is_empty()
        && !query.unparsed
        && is_single_level(&query.text)
        && sources.iter().all(is_plain);
    if !certain {
        return Ok(());
    }
    let mut grouped = Vec::new();
    for column in &query.group_by {
        let Ok(Found::Column(relation, id)) = Replay::find_column(column, sources) else {
            return Ok(());
        };
        grouped.push((relation.id, id));
    }
    for output in query.outputs.iter().flatten() {
        let Output::Expr { expr, .. } = output else {
            continue;
        };
        let (ExprShape::Column(..), [column]) = (&expr.shape, expr.columns.as_slice()) else {
            continue;
        };
        let Ok(Found::Column(relation, id)) = Replay::find_column(column, sources) else {
            continue;
        };
        let depends = relation.primary_key().is_some_and(|key| match &key.kind {
            super::ConstraintKind::PrimaryKey { columns, .. } => columns
                .iter()
                .all(|column| grouped.contains(&(relation.id, *column))),
            _ => true,
        });
        if depends || grouped.contains(&(relation.id, id)) {
            continue;
        }
        let source = sources
            .iter()
            .find(|source| source.relation.is_some_and(|other| other.id == relation.id));
        let named = source.and_then(|source| source.item.alias.as_ref());
        let table = named.map_or(relation.name.as_str(), |alias| alias.value.as_str());
        return Err(SqlError::new(
            "42803",
            expr.span,
            format!(
                "column \"{table}.{}\" must appear in the GROUP BY clause or be used in an aggregate function",
                column.name.value
            ),
        )
        .label("not grouped by")
        .help(format!(
            "add `{}` to GROUP BY, or use an aggregate of it",
            column.name.value
        )));
    }
    Ok(())
}

/// A query that groups by a primary key may name the key's other columns as
/// they are, and then depends on the key (`check_functional_grouping`).
fn use_grouping_keys(query: &Query, sources: &[Source<'_>], uses: &mut Uses) {
    if query.group_by.is_empty() || query.unparsed || !is_single_level(&query.text) {
        return;
    }
    let found = |column: &Arc<ColumnRef>| match Replay::find_column(column, sources) {
        Ok(Found::Column(relation, id)) => Some((relation.id, id)),
        _ => None,
    };
    let grouped: Vec<_> = query.group_by.iter().filter_map(found).collect();
    // What a call is given may be an aggregate's, which needs no key.
    let named: Vec<_> = query
        .outputs
        .iter()
        .flatten()
        .filter_map(|output| match output {
            Output::Expr { expr, .. } if expr.calls.is_empty() => Some(&expr.columns),
            _ => None,
        })
        .flatten()
        .filter_map(found)
        .filter(|column| !grouped.contains(column))
        .collect();
    let is_starred = |source: &Source<'_>, relation: &Relation| {
        let stars = query.outputs.iter().flatten().any(|output| match output {
            Output::Star { qualifier, .. } => qualifier
                .as_ref()
                .is_none_or(|qualifier| source.is(&qualifier.name)),
            Output::Expr { .. } => false,
        });
        let mut columns = relation.columns.iter();
        stars && columns.any(|column| !grouped.contains(&(relation.id, column.id)))
    };
    for source in sources {
        let Some(relation) = source.relation else {
            continue;
        };
        let is_named =
            named.iter().any(|(of, _)| *of == relation.id) || is_starred(source, relation);
        if let Some(key) = relation.primary_key()
            && is_named
            && let super::ConstraintKind::PrimaryKey { columns, .. } = &key.kind
            && columns
                .iter()
                .all(|column| grouped.contains(&(relation.id, *column)))
        {
            push(&mut uses.constraints, key.id);
        }
    }
}
