//! Queries of PL/pgSQL over the catalogs: rows that are certain, and rows that may be
//! there.

use super::error::SqlError;
use super::lookup::{SourceRow, Wanted, columns_of_some, owns};
use super::pleval::Why;
use super::pleval::{Bound, Eval, Evaluator, Frame, Joined, Row, Scope, Source, Stop, unknown};
use super::pljoin::Meeting;
use super::pllateral::function_columns;
use super::plvalue::{Record, Value, order};
use crate::ddl::{PlExpr, PlFrom, PlOperator, PlOutput, PlQuery, PlSource};
use crate::diag::Span;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many rows are looked at before an evaluation is given up.
const MAX_STEPS: usize = 100_000;

impl Evaluator<'_> {
    pub(super) fn exists(&self, query: &PlQuery, scope: Option<&Scope<'_>>) -> Eval<bool> {
        let mut open = None;
        for row in self.select(query, scope)? {
            match row.maybe {
                None => return Ok(true),
                Some(why) => open = open.or(Some(why)),
            }
        }
        match open {
            Some(why) => Err(Stop::Unknown(why)),
            None => Ok(false),
        }
    }

    /// The only value of a query: NULL without a row.
    pub(super) fn scalar(&self, query: &PlQuery, scope: Option<&Scope<'_>>) -> Eval {
        let mut rows = self.select(query, scope)?;
        if let Some(why) = rows.iter().find_map(|row| row.maybe.clone()) {
            return Err(Stop::Unknown(why));
        }
        if rows.len() > 1 {
            return Err(Stop::Error(SqlError::new(
                "21000",
                query.span,
                "more than one row returned by a subquery used as an expression",
            )));
        }
        match rows.pop().and_then(|row| row.columns.into_iter().next()) {
            Some((_, value)) => value,
            None => Ok(Value::Null),
        }
    }

    /// The first column of all rows.
    pub(super) fn column(&self, query: &PlQuery, scope: Option<&Scope<'_>>) -> Eval {
        let mut values = Vec::new();
        for row in self.select(query, scope)? {
            if let Some(why) = row.maybe {
                return Err(Stop::Unknown(why));
            }
            if let Some((_, value)) = row.columns.into_iter().next() {
                values.push(value?);
            }
        }
        Ok(Value::List(values))
    }

    /// The rows of a query, each as one value.
    pub(super) fn tuples(&self, query: &PlQuery, scope: Option<&Scope<'_>>) -> Eval {
        let mut values = Vec::new();
        for row in self.select(query, scope)? {
            if let Some(why) = row.maybe {
                return Err(Stop::Unknown(why));
            }
            if !row.positional {
                return unknown(query.span, "the order of its columns is not known");
            }
            let parts: Eval<Vec<Value>> = row.columns.into_iter().map(|(_, value)| value).collect();
            values.push(Value::Tuple(parts?));
        }
        Ok(Value::List(values))
    }

    pub(super) fn select(&self, query: &PlQuery, outer: Option<&Scope<'_>>) -> Eval<Vec<Row>> {
        if let Some((reason, span)) = &query.problem {
            return unknown(*span, reason.clone());
        }
        let mut sources = Vec::with_capacity(query.from.len());
        for item in &query.from {
            let source = match Self::lateral(item, &sources) {
                Some(source) => source,
                None => self.source(item, &self.wanted(query, item, outer), outer)?,
            };
            sources.push(source);
        }
        let frame = Frame {
            outer,
            level: outer.map_or(1, |scope| scope.level + 1),
            sources: &sources,
        };
        // Which rows the server looks at, and how often, is its own affair.
        if query.having.is_some() && query.group.is_empty() {
            return unknown(query.span, "HAVING without GROUP BY is not followed");
        }
        let mut joined = self.maybe(|| self.join(query, frame))?;
        if !query.group.is_empty() {
            return self.maybe(|| self.grouped(query, joined, frame));
        }
        let aggregates = query
            .outputs
            .iter()
            .any(|output| matches!(output, PlOutput::Expr(_, expr) if has_aggregate(expr)));
        if aggregates {
            let nothing: Bound = Vec::new();
            let scope = Scope {
                group: Some(&joined),
                ..frame.with(&nothing)
            };
            let row = Row {
                columns: self.maybe(|| self.outputs(query, &scope)),
                positional: false,
                maybe: None,
            };
            return Ok(vec![row]);
        }
        self.maybe(|| self.sort(query, &mut joined, frame))?;
        // The order of a catalog's columns is not modelled.
        let positional = !query.outputs.iter().any(|output| match output {
            PlOutput::Expr(..) => false,
            PlOutput::Star(alias) => query.from.iter().any(|item| {
                matches!(item.source, PlSource::Catalog(..))
                    && alias.as_ref().is_none_or(|alias| *alias == item.alias)
            }),
        });
        let mut rows = Vec::with_capacity(joined.len());
        for row in &joined {
            let scope = frame.with(&row.bound);
            // `SELECT unnest(array)` gives a row for each.
            if let [PlOutput::Expr(name, call)] = query.outputs.as_slice()
                && self.gives_rows(call)
            {
                let values = || self.series(call, Some(&scope));
                let values = match row.maybe {
                    Some(_) => self.maybe(values)?,
                    None => values()?,
                };
                rows.extend(values.into_iter().map(|value| Row {
                    columns: vec![(name.clone(), Ok(value))],
                    positional,
                    maybe: row.maybe.clone(),
                }));
                continue;
            }
            let columns = || self.outputs(query, &scope);
            rows.push(Row {
                columns: match row.maybe {
                    Some(_) => self.maybe(columns),
                    None => columns(),
                },
                positional,
                maybe: row.maybe.clone(),
            });
        }
        if query.distinct {
            Self::distinct(query, &mut rows)?;
        }
        self.limit(query, &mut rows)?;
        Ok(rows)
    }

    pub(super) fn sort(
        &self,
        query: &PlQuery,
        joined: &mut Vec<Joined>,
        frame: Frame<'_>,
    ) -> Eval<()> {
        if query.order.is_empty() || joined.len() < 2 {
            return Ok(());
        }
        let mut keyed = Vec::with_capacity(joined.len());
        for row in joined.drain(..) {
            let mut keys = Vec::with_capacity(query.order.len());
            for (expr, _) in &query.order {
                let scope = frame.with(&row.bound);
                // A number or an output's name stands for the output.
                let output = match expr {
                    PlExpr::Int(at) => usize::try_from(*at)
                        .ok()
                        .and_then(|at| query.outputs.get(at.checked_sub(1)?)),
                    PlExpr::Name(parts, _) if parts.len() == 1 => {
                        query.outputs.iter().find(|output| {
                            matches!(output, PlOutput::Expr(name, _) if Some(name) == parts.first())
                        })
                    }
                    _ => None,
                };
                let key = match output {
                    Some(PlOutput::Expr(_, expr)) => self.eval(expr, Some(&scope))?,
                    _ => self.eval(expr, Some(&scope))?,
                };
                if key == Value::Present {
                    return unknown(query.span, "the order of its rows is not known");
                }
                keys.push(key);
            }
            keyed.push((keys, row));
        }
        keyed.sort_by(|(a, _), (b, _)| by_keys(a, b, &query.order));
        joined.extend(keyed.into_iter().map(|(_, row)| row));
        Ok(())
    }

    /// An aggregate over its rows in another order.
    pub(super) fn ordered(
        &self,
        call: &PlExpr,
        by: &[(PlExpr, bool)],
        scope: Option<&Scope<'_>>,
    ) -> Eval {
        let group = scope.and_then(|scope| Some((scope, scope.group?)));
        let Some((scope, group)) = group else {
            return self.eval(call, scope);
        };
        let mut keyed: Vec<(Vec<Value>, Joined)> = Vec::with_capacity(group.len());
        for row in group {
            let scope = Scope {
                bound: &row.bound,
                group: None,
                ..*scope
            };
            let keys: Eval<Vec<Value>> = by
                .iter()
                .map(|(expr, _)| self.eval(expr, Some(&scope)))
                .collect();
            keyed.push((keys?, row.clone()));
        }
        keyed.sort_by(|(a, _), (b, _)| by_keys(a, b, by));
        let sorted: Vec<Joined> = keyed.into_iter().map(|(_, row)| row).collect();
        let scope = Scope {
            group: Some(&sorted),
            ..*scope
        };
        self.eval_one(call, Some(&scope))
    }

    pub(super) fn distinct(query: &PlQuery, rows: &mut Vec<Row>) -> Eval<()> {
        let mut seen: Vec<Vec<Value>> = Vec::new();
        let mut kept = Vec::new();
        for row in rows.drain(..) {
            let mut values = Vec::new();
            for (_, value) in &row.columns {
                match value {
                    Ok(value) if *value != Value::Present => values.push(value.clone()),
                    _ => return unknown(query.span, "this is known only when it runs"),
                }
            }
            if row.maybe.is_some() || !seen.contains(&values) {
                if row.maybe.is_none() {
                    seen.push(values);
                }
                kept.push(row);
            }
        }
        *rows = kept;
        Ok(())
    }

    pub(super) fn limit(&self, query: &PlQuery, rows: &mut Vec<Row>) -> Eval<()> {
        let Some(limit) = &query.limit else {
            return Ok(());
        };
        let Value::Int(limit) = self.eval(limit, None)? else {
            return Ok(());
        };
        let limit = usize::try_from(limit).unwrap_or(0);
        if rows.len() <= limit {
            return Ok(());
        }
        // Rows that may not be there come last, so that one that is there is found.
        if rows.iter().any(|row| row.maybe.is_some()) {
            rows.sort_by_key(|row| row.maybe.is_some());
            let certain = rows.iter().filter(|row| row.maybe.is_none()).count();
            if certain == 0 {
                return Ok(());
            }
            rows.truncate(limit);
            blur(rows, query.span);
            return Ok(());
        }
        if query.order.is_empty() {
            let all_same = rows.windows(2).all(|pair| match pair {
                [a, b] => a
                    .columns
                    .iter()
                    .zip(&b.columns)
                    .all(|((_, a), (_, b))| matches!((a, b), (Ok(a), Ok(b)) if a == b)),
                _ => true,
            });
            rows.truncate(limit);
            if !all_same {
                blur(rows, query.span);
            }
            return Ok(());
        }
        rows.truncate(limit);
        Ok(())
    }

    pub(super) fn outputs(&self, query: &PlQuery, scope: &Scope<'_>) -> Vec<(String, Eval)> {
        let mut columns = Vec::new();
        for output in &query.outputs {
            match output {
                PlOutput::Expr(name, expr) => {
                    columns.push((name.clone(), self.certain(expr, Some(scope))));
                }
                PlOutput::Star(alias) => {
                    for (source, row) in scope.sources.iter().zip(scope.bound) {
                        if alias.as_ref().is_some_and(|alias| alias != source.alias) {
                            continue;
                        }
                        let Some(row) = row else { continue };
                        let field =
                            |name: &String| Some((name.clone(), row.fields.get(name.as_str())?));
                        let found = source.order.iter().filter_map(field);
                        columns.extend(found.map(|(name, value)| (name, Ok(value.clone()))));
                    }
                }
            }
        }
        columns
    }

    // ---- FROM ----

    pub(super) fn source<'q>(
        &self,
        item: &'q PlFrom,
        wanted: &Wanted,
        outer: Option<&Scope<'_>>,
    ) -> Eval<Source<'q>> {
        let mut what = String::new();
        let mut order: Vec<String> = Vec::new();
        let rows: Vec<Arc<SourceRow>> = match &item.source {
            PlSource::Catalog(name, span) => {
                name.clone_into(&mut what);
                self.table(name, wanted, *span)?
            }
            PlSource::Table(name) => {
                return unknown(
                    name.span(),
                    format!(
                        "it looks into \"{}\", whose rows the migrations do not tell",
                        name.display()
                    ),
                );
            }
            PlSource::Function(expr) => {
                order = function_columns(item, expr).unwrap_or_default();
                self.function_rows_of(item, expr, outer)?
            }
            PlSource::Values(values) => {
                let mut rows = Vec::with_capacity(values.len());
                for row in values {
                    let mut fields = Record::default();
                    for (at, expr) in row.iter().enumerate() {
                        let column = item.columns.get(at).cloned();
                        let column = column.unwrap_or_else(|| format!("column{}", at + 1));
                        if rows.is_empty() {
                            order.push(column.clone());
                        }
                        fields.insert(Cow::Owned(column), self.eval(expr, outer)?);
                    }
                    rows.push(Arc::new(SourceRow::of(fields)));
                }
                rows
            }
            PlSource::Query(query) => {
                let mut rows = Vec::new();
                for row in self.select(query, outer)? {
                    let mut fields = Record::default();
                    for (at, (name, value)) in row.columns.into_iter().enumerate() {
                        let name = item.columns.get(at).cloned().unwrap_or(name);
                        if rows.is_empty() {
                            order.push(name.clone());
                        }
                        // What is not known of it is said when it is asked for.
                        match value {
                            Ok(value) => {
                                fields.insert(Cow::Owned(name), value);
                            }
                            Err(Stop::Unknown(_)) => {}
                            Err(stop) => return Err(stop),
                        }
                    }
                    let mut of = SourceRow::of(fields);
                    of.maybe = row.maybe;
                    rows.push(Arc::new(of));
                }
                rows
            }
        };
        let mut columns: BTreeSet<String> = BTreeSet::new();
        let mut last: Option<&Record> = None;
        for row in &rows {
            if last.is_some_and(|last| last.is_alike(&row.fields)) {
                continue;
            }
            last = Some(&row.fields);
            for column in row.fields.names() {
                if !columns.contains(&**column) {
                    columns.insert(column.clone().into_owned());
                }
            }
        }
        if !rows.is_empty() {
            columns.extend(columns_of_some(&what).iter().map(|name| (*name).to_owned()));
        }
        if order.is_empty() {
            order.extend(columns.iter().cloned());
        }
        Ok(Source {
            order,
            alias: &item.alias,
            what: if what.is_empty() {
                item.alias.clone()
            } else {
                what
            },
            columns,
            rows,
            lateral: None,
            left_on: item.left_on.as_ref(),
        })
    }

    /// What WHERE asks of the rows of a system catalog whatever the other rows are:
    /// the rest of them is not made.
    fn wanted(&self, query: &PlQuery, item: &PlFrom, outer: Option<&Scope<'_>>) -> Wanted {
        let mut wanted = Wanted::default();
        let PlSource::Catalog(catalog, _) = &item.source else {
            return wanted;
        };
        // What is tainted is looked for among all rows.
        let tainted = !self.replay.catalog.taints.is_empty();
        let Some(filter) = query.filter.as_ref().filter(|_| !tainted) else {
            return wanted;
        };
        if item.left_on.is_some() {
            return wanted;
        }
        let mut conditions = Vec::new();
        conjuncts(filter, &mut conditions);
        for condition in conditions {
            let PlExpr::Compare(PlOperator::Equal, a, b) = condition else {
                continue;
            };
            for (name, other) in [(a, b), (b, a)] {
                let PlExpr::Name(parts, _) = &**name else {
                    continue;
                };
                let column = match parts.as_slice() {
                    [column] if query.from.len() == 1 || owns(catalog, column) => column,
                    [alias, column] if *alias == item.alias => column,
                    _ => continue,
                };
                if is_from_outside(other, query)
                    && let Ok(value) = self.eval(other, outer)
                {
                    wanted.and(column, &value);
                }
            }
        }
        wanted
    }

    /// The rows of a system catalog, at least those that are wanted.
    pub(super) fn table(
        &self,
        name: &str,
        wanted: &Wanted,
        span: Span,
    ) -> Eval<Vec<Arc<SourceRow>>> {
        let key = (name.to_owned(), wanted.clone());
        let known = self.tables.borrow().get(&key).cloned();
        let rows = known.unwrap_or_else(|| {
            let rows = self.replay.catalog_rows(name, wanted, span);
            let rows: Option<Vec<_>> = rows.map(|rows| rows.into_iter().map(Arc::new).collect());
            self.tables.borrow_mut().insert(key, rows.clone());
            rows
        });
        if let Some(rows) = rows {
            return Ok(rows);
        }
        let mut taints = self.replay.catalog.taints.iter();
        match taints.find(|taint| taint.everything) {
            Some(taint) => unknown(
                span,
                format!(
                    "what a statement before it did is not known: {}",
                    taint.reason
                ),
            ),
            None => unknown(span, not_modelled(name)),
        }
    }

    /// The rows of FROM that WHERE lets through.
    pub(super) fn join(&self, query: &PlQuery, frame: Frame<'_>) -> Eval<Vec<Joined>> {
        let sources = frame.sources;
        let mut conditions = Vec::new();
        if let Some(filter) = &query.filter {
            conjuncts(filter, &mut conditions);
        }
        // A place for each item, with nothing where none is chosen yet.
        let none: Bound = vec![None; sources.len()];
        let mut rows = vec![Joined {
            bound: none.clone(),
            maybe: None,
        }];
        let mut open: Vec<&PlExpr> = conditions;
        for (at, source) in sources.iter().enumerate() {
            if let Some(item) = source.lateral {
                rows = self.join_lateral(item, at, rows, &open, frame)?;
                continue;
            }
            // Conditions on this item alone first, so that joins meet few rows.
            let mut own: Vec<(Arc<SourceRow>, Option<Why>)> = Vec::new();
            let mut bound = none.clone();
            for row in &source.rows {
                self.step(query.span)?;
                choose(&mut bound, at, row);
                let scope = frame.with(&bound);
                let mut maybe = row.maybe.clone();
                let mut holds = true;
                for condition in &open {
                    if source.left_on.is_some() {
                        break;
                    }
                    match self.truth(condition, Some(&scope)) {
                        Ok(Some(true)) | Err(Stop::NotBound) => {}
                        Ok(_) => {
                            holds = false;
                            break;
                        }
                        Err(Stop::Unknown(why)) => maybe = maybe.or(Some(why)),
                        Err(stop) => return Err(stop),
                    }
                }
                if holds {
                    own.push((Arc::clone(row), maybe));
                }
            }
            if at == 0 && source.left_on.is_none() {
                let alone = own.into_iter().map(|(row, maybe)| {
                    let mut bound = none.clone();
                    choose(&mut bound, at, &row);
                    Joined { bound, maybe }
                });
                rows = alone.collect();
                continue;
            }
            let mut next = Vec::new();
            let tests: Vec<&PlExpr> = match source.left_on {
                Some(on) => vec![on],
                None => open.clone(),
            };
            let meeting = Meeting::of(&tests, sources, at, &own);
            for left in &rows {
                let mut met = false;
                let mut bound = left.bound.clone();
                for (row, maybe) in meeting.rows(&own, &left.bound) {
                    self.step(query.span)?;
                    choose(&mut bound, at, row);
                    let scope = frame.with(&bound);
                    let mut maybe = left.maybe.clone().or_else(|| maybe.clone());
                    if self.holds(&tests, &scope, &mut maybe)? {
                        met |= maybe.is_none();
                        let bound = bound.clone();
                        next.push(Joined { bound, maybe });
                    }
                }
                if source.left_on.is_some() && !met {
                    choose(&mut bound, at, &Arc::new(SourceRow::missing()));
                    next.push(Joined {
                        bound,
                        maybe: left.maybe.clone(),
                    });
                }
            }
            rows = next;
        }
        // Conditions on outer joins, and all of them once more on whole rows.
        let mut kept = Vec::with_capacity(rows.len());
        open.retain(|_| sources.is_empty() || sources.iter().any(|s| s.left_on.is_some()));
        for mut row in rows {
            let scope = frame.with(&row.bound);
            let mut holds = true;
            for condition in &open {
                match self.truth(condition, Some(&scope)) {
                    Ok(Some(true)) => {}
                    Ok(_) => {
                        holds = false;
                        break;
                    }
                    Err(Stop::Unknown(why)) => row.maybe = row.maybe.or(Some(why)),
                    Err(stop) => return Err(stop),
                }
            }
            if holds {
                kept.push(row);
            }
        }
        Ok(kept)
    }

    pub(super) fn step(&self, span: Span) -> Eval<()> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > MAX_STEPS {
            return unknown(span, "it looks at more rows than are followed");
        }
        Ok(())
    }
}

/// Takes a row of the item at a place.
pub(super) fn choose(bound: &mut Bound, at: usize, row: &Arc<SourceRow>) {
    if let Some(slot) = bound.get_mut(at) {
        *slot = Some(Arc::clone(row));
    }
}

/// Whether an expression is one of literals, and of what a query around this one or
/// a variable gives.
fn is_from_outside(expr: &PlExpr, query: &PlQuery) -> bool {
    match expr {
        PlExpr::Text(_) => true,
        PlExpr::Cast { value, .. } => is_from_outside(value, query),
        PlExpr::Name(parts, _) => match parts.as_slice() {
            [alias, _] => query.from.iter().all(|item| item.alias != *alias),
            _ => false,
        },
        _ => false,
    }
}

/// The order of two rows by what ORDER BY makes of each.
pub(super) fn by_keys(a: &[Value], b: &[Value], by: &[(PlExpr, bool)]) -> Ordering {
    let mut parts = a.iter().zip(b).zip(by).map(|((a, b), (_, descending))| {
        let found = order(a, b);
        if *descending { found.reverse() } else { found }
    });
    parts.find(|part| part.is_ne()).unwrap_or(Ordering::Equal)
}

/// Parts of a condition with AND between them.
pub(super) fn conjuncts<'e>(expr: &'e PlExpr, parts: &mut Vec<&'e PlExpr>) {
    match expr {
        PlExpr::And(a, b) => {
            conjuncts(a, parts);
            conjuncts(b, parts);
        }
        other => parts.push(other),
    }
}

/// Columns of which any row may be the one are not known.
fn blur(rows: &mut [Row], span: Span) {
    for row in rows {
        for (_, value) in &mut row.columns {
            *value = unknown(span, "which row comes first is not certain");
        }
    }
}

pub(super) fn is_aggregate(name: &str) -> bool {
    matches!(
        name,
        "count" | "min" | "max" | "array_agg" | "string_agg" | "bool_or" | "bool_and" | "every"
    )
}

pub(super) fn has_aggregate(expr: &PlExpr) -> bool {
    match expr {
        PlExpr::Call {
            name, arguments, ..
        } => is_aggregate(name) || arguments.iter().any(has_aggregate),
        PlExpr::Ordered(call, _) => has_aggregate(call),
        PlExpr::Cast { value, .. } | PlExpr::Not(value) | PlExpr::Is(value, _) => {
            has_aggregate(value)
        }
        PlExpr::Compare(_, a, b)
        | PlExpr::And(a, b)
        | PlExpr::Or(a, b)
        | PlExpr::Concat(a, b)
        | PlExpr::Arithmetic(_, a, b)
        | PlExpr::Distinct(a, b) => has_aggregate(a) || has_aggregate(b),
        PlExpr::Between(value, bounds) => has_aggregate(value) || bounds.iter().any(has_aggregate),
        PlExpr::Case(branches, otherwise) => {
            branches
                .iter()
                .any(|(test, value)| has_aggregate(test) || has_aggregate(value))
                || has_aggregate(otherwise)
        }
        _ => false,
    }
}

/// What is said of a catalog that is not a part of the replayed one.
fn not_modelled(name: &str) -> String {
    match name {
        "pg_roles"
        | "pg_user"
        | "pg_authid"
        | "pg_group"
        | "pg_auth_members"
        | "pg_shadow"
        | "information_schema.enabled_roles"
        | "information_schema.applicable_roles" => {
            "which roles the server has is not known from the migrations".to_owned()
        }
        "pg_database" | "pg_tablespace" | "pg_settings" | "pg_db_role_setting" => {
            format!("what {name} holds is the server's affair and not known from the migrations")
        }
        "pg_available_extensions" | "pg_available_extension_versions" => {
            "which extensions the server has is not known from the migrations".to_owned()
        }
        _ => format!("{name} is not a part of the replayed catalog"),
    }
}
