//! Expressions and queries of PL/pgSQL, evaluated over the replayed catalog.

use super::Replay;
use super::error::SqlError;
use super::lookup::{SourceRow, Wanted};
use super::pllocal::Locals;
use super::plrun::Calls;
use super::plvalue::{Value, boolean, compare, equal, like};
use crate::ddl::{PlExpr, PlFrom, PlOperator, PlQuery};
use crate::diag::Span;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The longest text that is followed, in bytes, and the longest list: a loop that
/// doubles its variable soon fills the memory.
pub(super) const MAX_TEXT: usize = 1 << 20;
const MAX_LIST: usize = 10_000;

/// How many expressions are evaluated for one value.
const MAX_WORK: usize = 2_000_000;

/// Why a value is not known, and the place of what is not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Why {
    /// As a clause.
    pub(super) reason: String,
    /// The place.
    pub(super) span: Span,
}

/// Why there is no value.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// It is not known.
    Unknown(Why),
    /// The server refuses.
    Error(Box<SqlError>),
    /// It names a row that is not chosen yet.
    NotBound,
}

pub(super) type Eval<T = Value> = Result<T, Stop>;

pub(super) fn unknown<T>(span: Span, reason: impl Into<String>) -> Eval<T> {
    Err(Stop::Unknown(Why {
        reason: reason.into(),
        span,
    }))
}

/// The columns of one row of each item of FROM.
pub(super) type Bound = Vec<Option<Arc<SourceRow>>>;

/// An item of FROM with its rows.
pub(super) struct Source<'a> {
    pub(super) alias: &'a str,
    /// What its rows are of, for what is said of a column that is not there.
    pub(super) what: String,
    pub(super) columns: BTreeSet<String>,
    /// The same in their order, as far as it is known.
    pub(super) order: Vec<String>,
    pub(super) rows: Vec<Arc<SourceRow>>,
    /// The item itself, when its rows depend on those of the items before it.
    pub(super) lateral: Option<&'a PlFrom>,
    pub(super) left_on: Option<&'a PlExpr>,
}

/// A row of a query before its output.
#[derive(Clone)]
pub(super) struct Joined {
    pub(super) bound: Bound,
    /// Why it is not certain that it is there.
    pub(super) maybe: Option<Why>,
}

/// A row that a query gives: the columns with their names.
pub(super) struct Row {
    pub(super) columns: Vec<(String, Eval)>,
    /// Whether they are in their order.
    pub(super) positional: bool,
    /// Why it is not certain that it is there.
    pub(super) maybe: Option<Why>,
}

/// What names mean within a query.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) outer: Option<&'s Scope<'s>>,
    pub(super) level: usize,
    pub(super) sources: &'s [Source<'s>],
    pub(super) bound: &'s Bound,
    /// The rows that aggregates run over.
    pub(super) group: Option<&'s [Joined]>,
}

/// A query's place among others, with its items of FROM.
#[derive(Clone, Copy)]
pub(super) struct Frame<'s> {
    pub(super) outer: Option<&'s Scope<'s>>,
    pub(super) level: usize,
    pub(super) sources: &'s [Source<'s>],
}

impl Frame<'_> {
    pub(super) fn with<'x>(&'x self, bound: &'x Bound) -> Scope<'x> {
        Scope {
            outer: self.outer,
            level: self.level,
            sources: self.sources,
            bound,
            group: None,
        }
    }
}

/// The rows of system catalogs that have been looked at; nothing of one that is not modelled.
type Tables = BTreeMap<(String, Wanted), Option<Vec<Arc<SourceRow>>>>;

/// One evaluation: the state does not change while it runs.
pub(super) struct Evaluator<'a> {
    pub(super) replay: &'a Replay,
    pub(super) locals: &'a Locals,
    pub(super) tables: RefCell<Tables>,
    /// Values of queries that name nothing around them.
    pub(super) values: RefCell<BTreeMap<usize, Eval>>,
    /// The outermost level that a name has led to.
    pub(super) lowest: Cell<usize>,
    pub(super) steps: Cell<usize>,
    /// How many expressions have been evaluated.
    work: Cell<usize>,
    /// The functions of the history that run with it.
    pub(super) calls: Calls,
}

impl<'a> Evaluator<'a> {
    pub(super) fn new(replay: &'a Replay, locals: &'a Locals) -> Self {
        Self {
            replay,
            locals,
            tables: RefCell::default(),
            values: RefCell::default(),
            lowest: Cell::new(usize::MAX),
            steps: Cell::new(0),
            work: Cell::new(0),
            calls: Calls::new(replay.running.rounds),
        }
    }

    /// The value of an expression.
    pub(super) fn value(&self, expr: &PlExpr) -> Eval {
        self.certain(expr, None)
    }

    /// The rows of a query.
    pub(super) fn rows(&self, query: &PlQuery) -> Eval<Vec<Row>> {
        let rows = self.select(query, None)?;
        // The server works out every column of a row that is there.
        let certain = rows.iter().filter(|row| row.maybe.is_none());
        for (_, value) in certain.flat_map(|row| &row.columns) {
            if let Err(stop @ Stop::Error(_)) = value {
                return Err(stop.clone());
            }
        }
        Ok(rows)
    }

    // ---- expressions ----

    pub(super) fn eval(&self, expr: &PlExpr, scope: Option<&Scope<'_>>) -> Eval {
        self.work.set(self.work.get() + 1);
        if self.work.get() > MAX_WORK {
            let span = span_of(expr).unwrap_or_default();
            return unknown(span, "it takes more steps than are followed");
        }
        let value = self.eval_one(expr, scope)?;
        let too_long = match &value {
            Value::Text(text) => text.len() > MAX_TEXT,
            Value::List(list) => list.len() > MAX_LIST,
            _ => false,
        };
        if too_long {
            let span = span_of(expr).unwrap_or_default();
            return unknown(span, "it is longer than is followed");
        }
        Ok(value)
    }

    pub(super) fn eval_one(&self, expr: &PlExpr, scope: Option<&Scope<'_>>) -> Eval {
        Ok(match expr {
            PlExpr::Null => Value::Null,
            PlExpr::Bool(value) => Value::Bool(*value),
            PlExpr::Int(number) => Value::Int(*number),
            PlExpr::Text(text) => Value::Text(text.clone()),
            PlExpr::Name(parts, span) => return self.name(parts, *span, scope),
            PlExpr::Ordered(call, by) => return self.ordered(call, by, scope),
            PlExpr::Call {
                schema,
                name,
                arguments,
                span,
            } => {
                return if name == "set_config" && schema.is_none() {
                    self.set_config(arguments, *span, scope)
                } else if self.is_own(schema.as_deref(), name) {
                    self.own_value(schema.as_deref(), name, arguments, *span, scope)
                } else {
                    self.call(name, arguments, *span, scope)
                };
            }
            PlExpr::Named(_, value) => return self.eval(value, scope),
            PlExpr::Cast {
                value,
                ty,
                array,
                span,
            } => {
                let value = self.eval(value, scope)?;
                return self.cast(value, ty, *array, *span);
            }
            PlExpr::Not(inner) => match self.truth(inner, scope)? {
                Some(value) => Value::Bool(!value),
                None => Value::Null,
            },
            PlExpr::And(a, b) => return self.logic(a, b, false, scope),
            PlExpr::Or(a, b) => return self.logic(a, b, true, scope),
            PlExpr::Is(value, wanted) => {
                let value = self.eval(value, scope)?;
                Value::Bool(match wanted {
                    None => value == Value::Null,
                    Some(wanted) => truth_of(&value) == Some(*wanted),
                })
            }
            PlExpr::Distinct(a, b) => {
                let (a, b) = (self.eval(a, scope)?, self.eval(b, scope)?);
                if a == Value::Null || b == Value::Null {
                    Value::Bool(a != b)
                } else {
                    return Self::known(equal(&a, &b).map(|equal| !equal), expr);
                }
            }
            PlExpr::Compare(operator, a, b) => {
                let (a, b) = (self.eval(a, scope)?, self.eval(b, scope)?);
                return self.comparison(*operator, a, b, expr);
            }
            PlExpr::Between(value, bounds) => {
                let value = self.eval(value, scope)?;
                return self.between(&value, bounds, expr, scope);
            }
            PlExpr::Like {
                value,
                pattern,
                insensitive,
            } => {
                let (value, pattern) = (self.eval(value, scope)?, self.eval(pattern, scope)?);
                if value == Value::Null || pattern == Value::Null {
                    return Ok(Value::Null);
                }
                let held = self
                    .shown(&value)
                    .zip(pattern.text())
                    .and_then(|(value, pattern)| like(&value, &pattern, *insensitive));
                return Self::known(held, expr);
            }
            PlExpr::In(value, list) => {
                let mut values = Vec::with_capacity(list.len());
                for item in list {
                    values.push(self.eval(item, scope));
                }
                let value = self.eval(value, scope)?;
                return self.among(&value, values, expr);
            }
            PlExpr::Any(value, array) => {
                let value = self.eval(value, scope)?;
                let array = self.eval(array, scope)?;
                if array == Value::Null {
                    return Ok(Value::Null);
                }
                let Some(list) = array.list() else {
                    return Self::not_known(expr);
                };
                return self.among(&value, list.into_iter().map(Ok).collect(), expr);
            }
            PlExpr::InQuery(value, query) => {
                let value = self.eval(value, scope)?;
                let is_row = matches!(value, Value::Tuple(_));
                let run = || {
                    if is_row {
                        self.tuples(query, scope)
                    } else {
                        self.column(query, scope)
                    }
                };
                let Value::List(list) = self.cached(query, scope, &run)? else {
                    return Self::not_known(expr);
                };
                return self.among(&value, list.into_iter().map(Ok).collect(), expr);
            }
            PlExpr::Concat(a, b) => {
                let (a, b) = (self.eval(a, scope)?, self.eval(b, scope)?);
                return self.concat(&a, &b, expr);
            }
            PlExpr::Arithmetic(sign, a, b) => {
                let (a, b) = (self.eval(a, scope)?, self.eval(b, scope)?);
                return Self::known(arithmetic(*sign, &a, &b), expr);
            }
            PlExpr::Case(branches, otherwise) => {
                for (test, value) in branches {
                    if self.truth(test, scope)? == Some(true) {
                        return self.eval(value, scope);
                    }
                }
                return self.eval(otherwise, scope);
            }
            PlExpr::Array(list) => {
                let mut values = Vec::with_capacity(list.len());
                for item in list {
                    values.push(self.eval(item, scope)?);
                }
                Value::List(values)
            }
            PlExpr::Row(list) => {
                let mut values = Vec::with_capacity(list.len());
                for item in list {
                    values.push(self.eval(item, scope)?);
                }
                Value::Tuple(values)
            }
            PlExpr::ArrayQuery(query) => {
                return self.cached(query, scope, &|| self.column(query, scope));
            }
            PlExpr::Element(value, index) => {
                let (value, index) = (self.eval(value, scope)?, self.eval(index, scope)?);
                let first = i64::from(!matches!(value, Value::Vector(_)));
                let element = match (value.list(), index) {
                    (Some(list), Value::Int(at)) => at
                        .checked_sub(first)
                        .and_then(|at| list.get(usize::try_from(at).ok()?).cloned())
                        .or(Some(Value::Null)),
                    _ => None,
                };
                return Self::known(element, expr);
            }
            PlExpr::Exists(query) => {
                return self.cached(query, scope, &|| self.exists(query, scope).map(Value::Bool));
            }
            PlExpr::Scalar(query) => {
                return self.cached(query, scope, &|| self.scalar(query, scope));
            }
            PlExpr::Unknown { reason, span } => return unknown(*span, reason.clone()),
        })
    }

    /// A value that may not have been worked out.
    fn known<T: Into<Value>>(value: Option<T>, expr: &PlExpr) -> Eval {
        match value {
            Some(value) => Ok(value.into()),
            None => Self::not_known(expr),
        }
    }

    fn not_known<T>(expr: &PlExpr) -> Eval<T> {
        let span = span_of(expr).unwrap_or_default();
        unknown(span, "this is known only when it runs")
    }

    /// Whether all conditions of a join hold of a row, as far as they can be asked yet; `maybe` then says why that is not certain.
    pub(super) fn holds(
        &self,
        tests: &[&PlExpr],
        scope: &Scope<'_>,
        maybe: &mut Option<Why>,
    ) -> Eval<bool> {
        for condition in tests {
            match self.truth(condition, Some(scope)) {
                Ok(Some(true)) | Err(Stop::NotBound) => {}
                Ok(_) => return Ok(false),
                Err(Stop::Unknown(why)) if maybe.is_none() => *maybe = Some(why),
                Err(Stop::Unknown(_)) => {}
                Err(stop) => return Err(stop),
            }
        }
        Ok(true)
    }

    /// A condition: `None` for NULL.
    pub(super) fn truth(&self, expr: &PlExpr, scope: Option<&Scope<'_>>) -> Eval<Option<bool>> {
        let value = self.eval(expr, scope)?;
        match truth_of(&value) {
            Some(truth) => Ok(Some(truth)),
            None if value == Value::Null => Ok(None),
            None => Self::not_known(expr),
        }
    }

    /// AND, or OR when `absorbing` is true: that value of one side decides.
    fn logic(&self, a: &PlExpr, b: &PlExpr, absorbing: bool, scope: Option<&Scope<'_>>) -> Eval {
        let a = self.truth(a, scope);
        either(a, || self.maybe(|| self.truth(b, scope)), absorbing)
    }

    /// `value BETWEEN low AND high`: two comparisons with an AND.
    fn between(
        &self,
        value: &Value,
        [low, high]: &[PlExpr; 2],
        expr: &PlExpr,
        scope: Option<&Scope<'_>>,
    ) -> Eval {
        let side = |operator, bound: &PlExpr| -> Eval<Option<bool>> {
            let bound = self.eval(bound, scope)?;
            match self.comparison(operator, value.clone(), bound, expr)? {
                Value::Bool(held) => Ok(Some(held)),
                _ => Ok(None),
            }
        };
        either(
            side(PlOperator::GreaterEqual, low),
            || side(PlOperator::LessEqual, high),
            false,
        )
    }

    fn comparison(&self, operator: PlOperator, a: Value, b: Value, expr: &PlExpr) -> Eval {
        if a == Value::Null || b == Value::Null {
            return Ok(Value::Null);
        }
        let span = span_of(expr).unwrap_or_default();
        if let (Value::Tuple(a), Value::Tuple(b)) = (&a, &b) {
            return self.tuple_comparison(operator, a, b, expr);
        }
        // A constant beside a `regclass` is one, too.
        let (a, b) = match (&a, &b) {
            (Value::Oid(_, Some(class)), Value::Text(text)) => {
                (a.clone(), self.object(text, *class, span)?)
            }
            (Value::Text(text), Value::Oid(_, Some(class))) => {
                (self.object(text, *class, span)?, b.clone())
            }
            _ => (a, b),
        };
        Self::known(compare(operator, &a, &b), expr)
    }

    /// `=` and `<>` of two rows: part by part.
    fn tuple_comparison(
        &self,
        operator: PlOperator,
        a: &[Value],
        b: &[Value],
        expr: &PlExpr,
    ) -> Eval {
        let negated = operator == PlOperator::NotEqual;
        if a.len() != b.len() || !(negated || operator == PlOperator::Equal) {
            return Self::not_known(expr);
        }
        let mut all: Eval<Option<bool>> = Ok(Some(true));
        for (a, b) in a.iter().zip(b) {
            let part = self.comparison(PlOperator::Equal, a.clone(), b.clone(), expr);
            let part = part.map(|part| truth_of(&part));
            all = match either(all, || part, false)? {
                Value::Bool(held) => Ok(Some(held)),
                _ => Ok(None),
            };
            if matches!(all, Ok(Some(false))) {
                break;
            }
        }
        Ok(match all? {
            Some(held) => Value::Bool(held != negated),
            None => Value::Null,
        })
    }

    /// Whether a value is one of a list.
    fn among(&self, value: &Value, list: Vec<Eval>, expr: &PlExpr) -> Eval {
        if *value == Value::Null {
            return Ok(Value::Null);
        }
        let mut open = None;
        let mut null = false;
        for item in list {
            let result = match item {
                Ok(Value::Null) => {
                    null = true;
                    continue;
                }
                Ok(item) => self.comparison(PlOperator::Equal, value.clone(), item, expr),
                Err(stop) => Err(stop),
            };
            match result {
                Ok(Value::Bool(true)) => return Ok(Value::Bool(true)),
                Ok(_) => {}
                Err(Stop::NotBound) => return Err(Stop::NotBound),
                Err(stop) => open = Some(stop),
            }
        }
        match open {
            Some(stop) => Err(stop),
            None if null => Ok(Value::Null),
            None => Ok(Value::Bool(false)),
        }
    }

    fn concat(&self, a: &Value, b: &Value, expr: &PlExpr) -> Eval {
        if let (Value::List(list), other) = (a, b) {
            let mut list = list.clone();
            match other.list() {
                Some(more) if !matches!(other, Value::Text(_)) => list.extend(more),
                _ => list.push(other.clone()),
            }
            return Ok(Value::List(list));
        }
        if *a == Value::Null || *b == Value::Null {
            return Ok(Value::Null);
        }
        let text = |value: &Value| self.shown(value).and_then(|value| cast_text(&value));
        let both = text(a).zip(text(b)).map(|(a, b)| Value::Text(a + &b));
        Self::known(both, expr)
    }

    /// The value of a query that names nothing around it is worked out once.
    fn cached(&self, query: &PlQuery, scope: Option<&Scope<'_>>, run: &dyn Fn() -> Eval) -> Eval {
        let key = std::ptr::from_ref(query) as usize;
        if let Some(value) = self.values.borrow().get(&key) {
            return value.clone();
        }
        let level = scope.map_or(0, |scope| scope.level);
        let before = self.lowest.replace(usize::MAX);
        let value = run();
        let lowest = self.lowest.get();
        self.lowest.set(before.min(lowest));
        // Levels from 1 on are those of queries around it.
        if lowest > level {
            self.values.borrow_mut().insert(key, value.clone());
        }
        value
    }

    // ---- names ----

    pub(super) fn name(&self, parts: &[String], span: Span, scope: Option<&Scope<'_>>) -> Eval {
        let mut at = scope;
        while let Some(scope) = at {
            if let Some(value) = Self::column_of(parts, span, scope) {
                self.lowest.set(self.lowest.get().min(scope.level));
                return value;
            }
            at = scope.outer;
        }
        let missing = || {
            let shown = parts.join(".");
            unknown(span, format!("\"{shown}\" is known only when it runs"))
        };
        let local = |label: Option<&str>, name: &str| match self.locals.get(label, name) {
            Some(Ok(value)) => Some(Ok(value.clone())),
            Some(Err(why)) => Some(Err(Stop::Unknown(why.clone()))),
            None => None,
        };
        match parts {
            [name] => local(None, name).unwrap_or_else(missing),
            [row, field] => match local(None, row) {
                Some(Ok(Value::Row(row))) => {
                    let value = row.get(field.as_str()).cloned();
                    value.map_or_else(missing, Ok)
                }
                Some(Err(stop)) => Err(stop),
                _ => local(Some(row), field).unwrap_or_else(missing),
            },
            _ => missing(),
        }
    }

    /// A column of a query's own rows; `None` when the name is none of theirs.
    fn column_of(parts: &[String], span: Span, scope: &Scope<'_>) -> Option<Eval> {
        let (alias, column) = match parts {
            [column] => (None, column),
            [.., alias, column] => (Some(alias), column),
            [] => return None,
        };
        let at = scope.sources.iter().position(|source| match alias {
            Some(alias) => source.alias == alias,
            None => source.columns.contains(column),
        })?;
        let source = scope.sources.get(at)?;
        let Some(Some(row)) = scope.bound.get(at) else {
            return Some(Err(Stop::NotBound));
        };
        if row.missing {
            // LEFT JOIN found nothing.
            return Some(Ok(Value::Null));
        }
        Some(match row.fields.get(column.as_str()) {
            Some(value) => Ok(value.clone()),
            None => match &row.maybe {
                Some(why) => Err(Stop::Unknown(why.clone())),
                None => unknown(
                    span,
                    format!("column \"{column}\" of {} is not modelled", source.what),
                ),
            },
        })
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// The boolean that a value which is not NULL means.
fn truth_of(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Text(text) => boolean(text),
        _ => None,
    }
}

/// A value as `::text` gives it.
pub(super) fn cast_text(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        value => value.text(),
    }
}

fn arithmetic(sign: char, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => Some(Value::Null),
        (Value::Int(a), Value::Int(b)) => match sign {
            '+' => a.checked_add(*b),
            '-' => a.checked_sub(*b),
            '*' => a.checked_mul(*b),
            '/' => a.checked_div(*b),
            '%' => a.checked_rem(*b),
            _ => None,
        }
        .map(Value::Int),
        (Value::Between(low, high), Value::Int(by @ 1..)) if sign == '/' => {
            let (low, high) = (low / by, high / by);
            Some(if low == high {
                Value::Int(low)
            } else {
                Value::Between(low, high)
            })
        }
        _ => None,
    }
}

/// AND and OR: of two sides, the one that settles it whatever the other is.
fn either(a: Eval<Option<bool>>, b: impl FnOnce() -> Eval<Option<bool>>, absorbing: bool) -> Eval {
    if matches!(a, Ok(Some(value)) if value == absorbing) {
        return Ok(Value::Bool(absorbing));
    }
    // The server may look at either side first, so that of errors none is certain.
    let b = b();
    if matches!(b, Ok(Some(value)) if value == absorbing) {
        return Ok(Value::Bool(absorbing));
    }
    Ok(match (a?, b?) {
        (Some(_), Some(_)) => Value::Bool(!absorbing),
        _ => Value::Null,
    })
}

/// Where an expression stands, as far as its parts tell.
pub(super) fn span_of(expr: &PlExpr) -> Option<Span> {
    match expr {
        PlExpr::Name(_, span)
        | PlExpr::Call { span, .. }
        | PlExpr::Cast { span, .. }
        | PlExpr::Unknown { span, .. } => Some(*span),
        PlExpr::Not(a)
        | PlExpr::Is(a, _)
        | PlExpr::In(a, _)
        | PlExpr::InQuery(a, _)
        | PlExpr::Named(_, a)
        | PlExpr::Ordered(a, _)
        | PlExpr::Between(a, _) => span_of(a),
        PlExpr::And(a, b)
        | PlExpr::Or(a, b)
        | PlExpr::Distinct(a, b)
        | PlExpr::Compare(_, a, b)
        | PlExpr::Any(a, b)
        | PlExpr::Concat(a, b)
        | PlExpr::Arithmetic(_, a, b)
        | PlExpr::Element(a, b) => match (span_of(a), span_of(b)) {
            (Some(a), Some(b)) => Some(a.to(b)),
            (one, other) => one.or(other),
        },
        PlExpr::Like { value, pattern, .. } => span_of(value).or_else(|| span_of(pattern)),
        PlExpr::Exists(query) | PlExpr::Scalar(query) | PlExpr::ArrayQuery(query) => {
            Some(query.span)
        }
        PlExpr::Case(branches, _) => branches.first().and_then(|(test, _)| span_of(test)),
        PlExpr::Array(list) | PlExpr::Row(list) => list.first().and_then(span_of),
        PlExpr::Null | PlExpr::Bool(_) | PlExpr::Int(_) | PlExpr::Text(_) => None,
    }
}
