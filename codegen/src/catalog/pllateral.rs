//! Functions in FROM, and items of FROM whose rows depend on those of the items before
//! them: `unnest(conkey) WITH ORDINALITY`.

use super::lookup::SourceRow;
use super::pleval::{Eval, Evaluator, Frame, Joined, Scope, Source, Stop, span_of, unknown};
use super::plquery::choose;
use super::plvalue::{Record, Value};
use crate::ddl::{PlExpr, PlFrom, PlOutput, PlSource};
use std::borrow::Cow;
use std::sync::Arc;

/// The columns of a function in FROM, where its name tells them.
pub(super) fn function_columns(item: &PlFrom, expr: &PlExpr) -> Option<Vec<String>> {
    let PlExpr::Call {
        name, arguments, ..
    } = expr
    else {
        return None;
    };
    let values = match (name.as_str(), arguments.len()) {
        ("unnest", count) => count,
        ("generate_series" | "generate_subscripts", _) => 1,
        _ => return None,
    };
    // One alone has the name of the item.
    let usual = |at: usize| match (at, values) {
        (at, _) if at == values => "ordinality".to_owned(),
        (_, 1) => item.alias.clone(),
        _ => name.clone(),
    };
    let count = values + usize::from(item.ordinality);
    let named = |at: usize| item.columns.get(at).cloned().unwrap_or_else(|| usual(at));
    Some((0..count).map(named).collect())
}

impl Evaluator<'_> {
    /// An item that names columns of those before it; its rows are made for each of theirs.
    pub(super) fn lateral<'q>(item: &'q PlFrom, before: &[Source<'_>]) -> Option<Source<'q>> {
        let mut depends = false;
        let mut each = |expr: &PlExpr| {
            if let PlExpr::Name(parts, _) = expr {
                depends |= match parts.as_slice() {
                    [column] => before.iter().any(|source| source.columns.contains(column)),
                    [alias, _] => before.iter().any(|source| source.alias == alias),
                    _ => false,
                };
            }
        };
        let order = match &item.source {
            PlSource::Function(expr) => {
                expr.walk(&mut each);
                function_columns(item, expr)?
            }
            PlSource::Query(query) => {
                query.walk(&mut each);
                let outputs = query.outputs.iter().enumerate().map(|(at, output)| {
                    let PlOutput::Expr(name, _) = output else {
                        return None;
                    };
                    Some(item.columns.get(at).unwrap_or(name).clone())
                });
                outputs.collect::<Option<Vec<String>>>()?
            }
            PlSource::Catalog(..) | PlSource::Table(_) | PlSource::Values(_) => return None,
        };
        depends.then(|| Source {
            alias: &item.alias,
            what: item.alias.clone(),
            columns: order.iter().cloned().collect(),
            order,
            rows: Vec::new(),
            lateral: Some(item),
            left_on: item.left_on.as_ref(),
        })
    }

    /// The rows so far, each with those that it gives an item.
    pub(super) fn join_lateral(
        &self,
        item: &PlFrom,
        at: usize,
        rows: Vec<Joined>,
        open: &[&PlExpr],
        frame: Frame<'_>,
    ) -> Eval<Vec<Joined>> {
        let mut next = Vec::new();
        for left in rows {
            let scope = frame.with(&left.bound);
            let made = match &item.source {
                PlSource::Function(expr) => self.function_rows_of(item, expr, Some(&scope)),
                _ => self
                    .source(item, &super::lookup::Wanted::default(), Some(&scope))
                    .map(|source| source.rows),
            };
            let made = match (made, &left.maybe) {
                (Ok(made), _) => made,
                // What it has of a row that may not be there may not be there either.
                (Err(Stop::Unknown(_)), Some(why)) => vec![Arc::new(SourceRow {
                    maybe: Some(why.clone()),
                    ..SourceRow::default()
                })],
                (Err(stop), _) => return Err(stop),
            };
            let tests: Vec<&PlExpr> = match item.left_on.as_ref() {
                Some(on) => vec![on],
                None => open.to_vec(),
            };
            let mut met = false;
            let mut bound = left.bound.clone();
            for row in made {
                self.step(span_of_item(item))?;
                choose(&mut bound, at, &row);
                let scope = frame.with(&bound);
                let mut maybe = left.maybe.clone().or_else(|| row.maybe.clone());
                if self.holds(&tests, &scope, &mut maybe)? {
                    met |= maybe.is_none();
                    let bound = bound.clone();
                    next.push(Joined { bound, maybe });
                }
            }
            if item.left_on.is_some() && !met {
                choose(&mut bound, at, &Arc::new(SourceRow::missing()));
                next.push(Joined {
                    bound,
                    maybe: left.maybe,
                });
            }
        }
        Ok(next)
    }

    /// The rows of a function in FROM.
    pub(super) fn function_rows_of(
        &self,
        item: &PlFrom,
        expr: &PlExpr,
        outer: Option<&Scope<'_>>,
    ) -> Eval<Vec<Arc<SourceRow>>> {
        let columns = function_columns(item, expr);
        if columns.is_none() && item.ordinality {
            return unknown(
                span_of_item(item),
                "what this function gives is not followed",
            );
        }
        let numbered = |at: usize| Value::Int(i64::try_from(at).unwrap_or(i64::MAX));
        let lists = match expr {
            PlExpr::Call {
                name, arguments, ..
            } if name == "unnest" && arguments.len() > 1 => {
                let mut lists = Vec::with_capacity(arguments.len());
                for array in arguments {
                    let array = self.eval(array, outer)?;
                    let list = match array {
                        Value::Null => Some(Vec::new()),
                        array => array.list(),
                    };
                    let Some(list) = list else {
                        return unknown(span_of_item(item), "the array is known only when it runs");
                    };
                    lists.push(list);
                }
                lists
            }
            _ => vec![self.series(expr, outer)?],
        };
        let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
        let alias = item.columns.first().unwrap_or(&item.alias);
        let rows = (0..longest).map(|at| {
            let mut values: Vec<Value> = lists
                .iter()
                .map(|list| list.get(at).cloned().unwrap_or(Value::Null))
                .collect();
            if item.ordinality {
                values.push(numbered(at + 1));
            }
            let fields: Record = match (&columns, values.as_slice()) {
                (Some(columns), _) => {
                    let columns = columns.iter().cloned().map(Cow::Owned);
                    columns.zip(values).collect()
                }
                (None, [Value::Row(row)]) => row.as_ref().clone(),
                (None, _) => {
                    let alias = Cow::Owned(alias.clone());
                    std::iter::once(alias).zip(values).collect()
                }
            };
            Arc::new(SourceRow::of(fields))
        });
        Ok(rows.collect())
    }

    /// The values of a function in FROM.
    pub(super) fn series(&self, expr: &PlExpr, outer: Option<&Scope<'_>>) -> Eval<Vec<Value>> {
        if let PlExpr::Call {
            name, arguments, ..
        } = expr
        {
            match (name.as_str(), arguments.as_slice()) {
                ("unnest", [array]) => {
                    let array = self.eval(array, outer)?;
                    if array == Value::Null {
                        return Ok(Vec::new());
                    }
                    if let Some(list) = array.list() {
                        return Ok(list);
                    }
                }
                ("generate_subscripts", [array, dimension]) => {
                    let (array, dimension) =
                        (self.eval(array, outer)?, self.eval(dimension, outer)?);
                    let first = i64::from(!matches!(array, Value::Vector(_)));
                    let length = array
                        .list()
                        .map(|list| i64::try_from(list.len()).unwrap_or(0));
                    match (length, dimension) {
                        _ if array == Value::Null => return Ok(Vec::new()),
                        (Some(length), Value::Int(1)) => {
                            return Ok((first..first + length).map(Value::Int).collect());
                        }
                        _ => {}
                    }
                }
                ("generate_series", [from, to]) => {
                    let (from, to) = (self.eval(from, outer)?, self.eval(to, outer)?);
                    if let (Value::Int(from), Value::Int(to)) = (from, to) {
                        return Ok((from..=to).take(10_000).map(Value::Int).collect());
                    }
                }
                _ => {}
            }
        }
        if let PlExpr::Call {
            schema,
            name,
            arguments,
            span,
        } = expr
            && self.is_own(schema.as_deref(), name)
        {
            return self.own_rows(schema.as_deref(), name, arguments, *span, outer);
        }
        unknown(
            span_of(expr).unwrap_or_default(),
            "the rows of this function are known only when it runs",
        )
    }
}

fn span_of_item(item: &PlFrom) -> crate::diag::Span {
    match &item.source {
        PlSource::Function(expr) => span_of(expr).unwrap_or_default(),
        PlSource::Query(query) => query.span,
        PlSource::Catalog(_, span) => *span,
        PlSource::Table(name) => name.span(),
        PlSource::Values(_) => crate::diag::Span::default(),
    }
}
