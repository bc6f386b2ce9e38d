//! Calls of the history's own functions: their bodies run as `DO` blocks do.

use super::do_block::{Flow, MAX_BLOCKS, MAX_ROUNDS, known, row_value};
use super::error::{Result, SqlError};
use super::pleval::{Eval, Evaluator, Row, Scope, Stop, Why, unknown};
use super::pllocal::Local;
use super::plvalue::{Record, Value};
use super::{Change, Function, FunctionId, Replay, TypeUse, builtin};
use crate::ddl::{
    ArgumentMode, CallRef, DoBody, FunctionKind, Name, PlExpr, PlQuery, PlRows, PlValue, QName,
    SetSearchPath, StmtKind,
};
use crate::diag::Span;
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The variable of what RETURN gives; no other has a blank in its name.
const RESULT: &str = "return value";

/// The variable of the rows of RETURN NEXT and RETURN QUERY.
const ROWS: &str = "return rows";

/// The variable of the names of the OUT parameters.
const OUTPUTS: &str = "return columns";

/// How many bytes the bodies have that the calls of one statement read.
const MAX_READ: usize = 1 << 20;

/// The functions of the history that run while something is evaluated.
pub(super) struct Calls {
    /// The state that they leave.
    after: RefCell<Option<Box<Replay>>>,
    /// How often each call has run, by its place.
    ran: RefCell<BTreeMap<Span, usize>>,
    /// Why a call that may change the catalog has not run, or may not.
    missed: RefCell<Option<Why>>,
    /// Whether what is evaluated now may be evaluated once more, or not at all.
    maybe: Cell<bool>,
    /// Whether any call may change the catalog.
    change: Cell<bool>,
    /// [`super::apply::Running::rounds`], and what is read.
    rounds: Cell<usize>,
    read: Cell<usize>,
}

impl Calls {
    pub(super) fn new(rounds: usize) -> Self {
        Self {
            after: RefCell::default(),
            ran: RefCell::default(),
            missed: RefCell::default(),
            maybe: Cell::new(false),
            change: Cell::new(false),
            rounds: Cell::new(rounds),
            read: Cell::new(0),
        }
    }
}

/// What is evaluated, for the search of its calls.
#[derive(Clone, Copy)]
pub(super) enum Tree<'a> {
    Expr(&'a PlExpr),
    Query(&'a PlQuery),
}

impl Tree<'_> {
    fn walk(self, each: &mut dyn FnMut(&PlExpr)) {
        match self {
            Self::Expr(expr) => expr.walk(each),
            Self::Query(query) => query.walk(each),
        }
    }
}

/// What a call gives.
enum Returned {
    Value(Local),
    Rows(std::result::Result<Vec<Value>, Why>),
}

/// An argument, by its name when that is written.
type Argument = (Option<String>, Local);

impl Evaluator<'_> {
    /// Evaluates what the server may evaluate as often as it likes.
    pub(super) fn maybe<T>(&self, run: impl FnOnce() -> T) -> T {
        let before = self.calls.maybe.replace(true);
        let found = run();
        self.calls.maybe.set(before);
        found
    }

    /// Evaluates what the server evaluates once: a call in it that is not known to
    /// have run, and may change the catalog, is missed.
    pub(super) fn certain(&self, expr: &PlExpr, scope: Option<&Scope<'_>>) -> Eval {
        if !self.calls.change.get() {
            return self.eval(expr, scope);
        }
        let before = self.calls.ran.borrow().clone();
        let found = self.eval(expr, scope);
        if let Err(Stop::Unknown(why)) = &found {
            self.miss_since(Tree::Expr(expr), why, &before);
        }
        found
    }

    fn miss_since(&self, tree: Tree<'_>, why: &Why, before: &BTreeMap<Span, usize>) {
        tree.walk(&mut |expr| {
            let PlExpr::Call {
                schema,
                name,
                arguments,
                span,
            } = expr
            else {
                return;
            };
            let ran = self.calls.ran.borrow().get(span) > before.get(span);
            if !ran
                && self
                    .changes(schema.as_deref(), name, arguments.len(), *span)
                    .is_some()
            {
                self.miss(why.clone());
            }
        });
    }

    fn miss(&self, why: Why) {
        self.calls.missed.borrow_mut().get_or_insert(why);
    }

    fn changes(
        &self,
        schema: Option<&str>,
        name: &str,
        arguments: usize,
        span: Span,
    ) -> Option<String> {
        let of = |value: &str| Name {
            value: value.to_owned(),
            span,
        };
        let call = CallRef {
            name: QName {
                schema: schema.map(of),
                name: of(name),
            },
            arguments,
        };
        self.replay.call_changes(&call, &mut BTreeSet::new())
    }

    /// Whether a function is one of the history's own.
    pub(super) fn is_own(&self, schema: Option<&str>, name: &str) -> bool {
        (schema.is_some() || !builtin::is_function(name))
            && self.replay.catalog.functions_named(name).next().is_some()
    }

    /// Whether a call in the list of a SELECT gives rows.
    pub(super) fn gives_rows(&self, expr: &PlExpr) -> bool {
        let PlExpr::Call {
            schema,
            name,
            arguments,
            ..
        } = expr
        else {
            return false;
        };
        if !self.is_own(schema.as_deref(), name) {
            return name == "unnest" && arguments.len() == 1;
        }
        let found = self.candidates(schema.as_deref(), name, arguments, &[]);
        !found.is_empty() && found.iter().all(|function| function.returns_set)
    }

    /// The functions that a call can mean. Of the values those count that are known.
    fn candidates<'s>(
        &'s self,
        schema: Option<&str>,
        name: &'s str,
        arguments: &[PlExpr],
        values: &[Argument],
    ) -> Vec<&'s Function> {
        let catalog = &self.replay.catalog;
        let path = self.replay.lookup_path();
        let mut found: Vec<&Function> = Vec::new();
        let fits = |function: &&Function| {
            let named = arguments.iter().filter_map(|argument| match argument {
                PlExpr::Named(name, _) => Some(name),
                _ => None,
            });
            let has = |name: &String| {
                let mut declared = function.declared.iter();
                declared.any(|parameter| parameter.name.as_ref() == Some(name))
            };
            function.kind != FunctionKind::Aggregate
                && super::effects::takes(function, arguments.len())
                && named.into_iter().all(has)
                && self.takes_values(function, values)
        };
        for function in catalog.functions_named(name).filter(fits) {
            let visible = match schema {
                Some(schema) => catalog.schema_name(function.schema) == schema,
                None => path.contains(&function.schema),
            };
            if visible {
                found.push(function);
            }
        }
        // One without defaults in play is preferred.
        let exact = |function: &&Function| function.arguments.len() == arguments.len();
        if found.len() > 1 && found.iter().filter(|function| exact(function)).count() == 1 {
            found.retain(exact);
        }
        found
    }

    /// Whether the values may be those of a function's parameters: a list is never that of a
    /// plain type, nor a number that of an array.
    fn takes_values(&self, function: &Function, values: &[Argument]) -> bool {
        let catalog = &self.replay.catalog;
        function.variadic
            || values.iter().enumerate().all(|(at, (name, value))| {
                let parameter = match name {
                    Some(_) => None,
                    None => function.arguments.get(at).and_then(Option::as_ref),
                };
                let (Some(ty), Ok(value)) = (parameter, value) else {
                    return true;
                };
                let base = catalog.base_type(ty);
                match value {
                    Value::List(_) => {
                        base.array
                            || builtin::is_pseudo(base.id)
                            || builtin::by_oid(base.id).is_none()
                    }
                    Value::Int(_) | Value::Bool(_) => !base.array,
                    _ => true,
                }
            })
    }

    pub(super) fn own_value(
        &self,
        schema: Option<&str>,
        name: &str,
        arguments: &[PlExpr],
        span: Span,
        scope: Option<&Scope<'_>>,
    ) -> Eval {
        match self.own(schema, name, arguments, span, scope)? {
            Returned::Value(Ok(value)) => Ok(value),
            Returned::Value(Err(why)) | Returned::Rows(Err(why)) => Err(Stop::Unknown(why)),
            Returned::Rows(Ok(_)) => unknown(span, format!("{name}() gives rows")),
        }
    }

    pub(super) fn own_rows(
        &self,
        schema: Option<&str>,
        name: &str,
        arguments: &[PlExpr],
        span: Span,
        scope: Option<&Scope<'_>>,
    ) -> Eval<Vec<Value>> {
        match self.own(schema, name, arguments, span, scope)? {
            Returned::Value(Ok(value)) => Ok(vec![value]),
            Returned::Rows(Ok(rows)) => Ok(rows),
            Returned::Value(Err(why)) | Returned::Rows(Err(why)) => Err(Stop::Unknown(why)),
        }
    }

    /// `set_config()` as a value: of `search_path` it is SET.
    pub(super) fn set_config(
        &self,
        arguments: &[PlExpr],
        span: Span,
        scope: Option<&Scope<'_>>,
    ) -> Eval {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.eval(argument, scope)?);
        }
        let [Value::Text(setting), Value::Text(value), Value::Bool(local)] = values.as_slice()
        else {
            return unknown(span, "what set_config() sets is known only when it runs");
        };
        if !setting.eq_ignore_ascii_case("search_path") {
            return unknown(span, "what set_config() gives is known only when it runs");
        }
        if self.calls.maybe.get() {
            let why = Why {
                reason: "how often set_config() is called is the server's affair".to_owned(),
                span,
            };
            self.miss(why.clone());
            return Err(Stop::Unknown(why));
        }
        let after = self.calls.after.borrow_mut().take();
        let mut replay = after.unwrap_or_else(|| Box::new(self.replay.clone()));
        replay.set_search_path(&SetSearchPath {
            local: *local,
            path: Some(crate::parse::search_path_in_text(value, span)),
        });
        *self.calls.ran.borrow_mut().entry(span).or_default() += 1;
        *self.calls.after.borrow_mut() = Some(replay);
        Ok(Value::Text(value.clone()))
    }

    /// Runs a call of a function of the history.
    fn own(
        &self,
        schema: Option<&str>,
        name: &str,
        arguments: &[PlExpr],
        span: Span,
        scope: Option<&Scope<'_>>,
    ) -> Eval<Returned> {
        let mut values: Vec<Argument> = Vec::with_capacity(arguments.len());
        for argument in arguments {
            let (name, argument) = match argument {
                PlExpr::Named(name, value) => (Some(name.clone()), value.as_ref()),
                other => (None, other),
            };
            let value = match self.eval(argument, scope) {
                Ok(value) => Ok(value),
                Err(Stop::Unknown(why)) => Err(why),
                Err(stop) => return Err(stop),
            };
            values.push((name, value));
        }
        let changes = self.changes(schema, name, arguments.len(), span);
        let refused = |reason: String| -> Eval<Returned> {
            let why = Why { reason, span };
            if changes.is_some() {
                self.miss(why.clone());
            }
            Err(Stop::Unknown(why))
        };
        let found = self.candidates(schema, name, arguments, &values);
        let [function] = found.as_slice() else {
            return refused(match found.as_slice() {
                [] => format!("what {name}() gives is known only when it runs"),
                _ => format!("which of the functions {name}() is called is not decided"),
            });
        };
        if changes.is_some() && self.calls.maybe.get() {
            return refused(format!(
                "how often {name}() is called is the server's affair"
            ));
        }
        let read = self.calls.read.get() + function.body.as_ref().map_or(0, String::len);
        self.calls.read.set(read);
        if self.replay.running.depth >= MAX_BLOCKS || read > MAX_READ {
            return refused(format!("{name}() runs in too many others"));
        }
        let id = function.id;
        let mut after = self.calls.after.borrow_mut();
        let mut replay = match (&changes, after.take()) {
            (Some(_), Some(replay)) => replay,
            (None, Some(replay)) => {
                let copy = replay.clone();
                *after = Some(replay);
                copy
            }
            (_, None) => Box::new(self.replay.clone()),
        };
        replay.running.rounds = self.calls.rounds.get();
        let result = replay.call_function(id, values, span);
        self.calls.rounds.set(replay.running.rounds);
        *self.calls.ran.borrow_mut().entry(span).or_default() += 1;
        if changes.is_some() {
            *after = Some(replay);
        }
        result.map_err(Stop::Error)
    }

    /// A value as a parameter or a result of that type holds it.
    fn coerce(&self, value: Value, ty: Option<&TypeUse>, span: Span) -> Eval {
        let not_known = || unknown(span, "this is known only when it runs");
        let Some(ty) = ty else {
            return not_known();
        };
        if value == Value::Null {
            return Ok(value);
        }
        let name = builtin::by_oid(ty.id).map(|builtin| builtin.name);
        let Some(name) = name else {
            // An enum's label, or what a domain takes as it is.
            return Ok(value);
        };
        match name {
            "text" | "varchar" | "name" | "bpchar" | "int2" | "int4" | "int8" | "numeric"
            | "bool" | "oid" | "regclass" | "regtype" | "regnamespace" | "regproc"
            | "regprocedure" => self.cast(value, name, ty.array, span),
            "record" | "anyelement" | "anyarray" | "anynonarray" | "anycompatible" | "void" => {
                Ok(value)
            }
            // As they are written they may not be shown.
            _ => match value {
                Value::Text(text) if name == "date" && is_iso_date(&text) => Ok(Value::Text(text)),
                Value::Text(_) => not_known(),
                value => Ok(value),
            },
        }
    }
}

/// Whether a text is a date as the server shows it.
fn is_iso_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

impl Replay {
    /// Evaluates something with the functions of the history that it calls. Those
    /// that may change the catalog and are not followed taint it.
    pub(super) fn evaluated<T>(
        &mut self,
        calls: &[CallRef],
        span: Span,
        tree: Tree<'_>,
        run: impl FnOnce(&Evaluator<'_>) -> Eval<T>,
    ) -> Result<std::result::Result<T, Why>> {
        let changing: Vec<(&CallRef, String)> = calls
            .iter()
            .filter_map(|call| Some((call, self.call_changes(call, &mut BTreeSet::new())?)))
            .collect();
        let evaluator = Evaluator::new(self, &self.locals);
        evaluator.calls.change.set(!changing.is_empty());
        let found = run(&evaluator);
        if !changing.is_empty() {
            if let Err(Stop::Unknown(why)) = &found {
                evaluator.miss_since(tree, why, &BTreeMap::new());
            }
            evaluator.miss_what_is_not_read(tree, &changing);
        }
        let Calls {
            after,
            missed,
            rounds,
            ..
        } = evaluator.calls;
        if let Some(mut after) = after.into_inner() {
            std::mem::swap(&mut after.locals, &mut self.locals);
            *self = *after;
        }
        self.running.rounds = rounds.get();
        let found = known(found, span)?;
        if let (Some(why), Some((_, reason))) = (missed.into_inner(), changing.first()) {
            let reason = if why.reason.contains(reason.as_str()) {
                why.reason
            } else {
                format!("{reason}, and {}", why.reason)
            };
            self.taint(span, &reason, &[]);
        }
        Ok(found)
    }

    /// Runs a function with what it is given.
    fn call_function(
        &mut self,
        id: FunctionId,
        arguments: Vec<Argument>,
        span: Span,
    ) -> Result<Returned> {
        let Some(function) = self.catalog.functions.get(id.0).cloned() else {
            return Ok(Returned::Value(Ok(Value::Null)));
        };
        let values = self.bind_arguments(&function, arguments, span)?;
        let no_value = |function: &Function| {
            if function.returns_set {
                Returned::Rows(Ok(Vec::new()))
            } else {
                Returned::Value(Ok(Value::Null))
            }
        };
        if function.calling.strict {
            if values.contains(&Ok(Value::Null)) {
                return Ok(no_value(&function));
            }
            if let Some(Err(why)) = values.iter().find(|value| value.is_err()) {
                let why = why.clone();
                let mut returned = None;
                self.uncertain(why.span, &why.reason, 1, |replay, _| {
                    returned = Some(replay.call_bound(&function, values.clone(), span));
                });
                if let Some(Err(error)) = returned {
                    self.trial.failed.push(error.state);
                }
                return Ok(Returned::Value(Err(why)));
            }
        }
        self.call_bound(&function, values, span)
    }

    fn call_bound(
        &mut self,
        function: &Function,
        values: Vec<Local>,
        span: Span,
    ) -> Result<Returned> {
        let outermost = self.running.calls.is_empty();
        let (changes, work) = (self.changes.len(), self.work.len());
        let (relations, types, functions) = (
            self.catalog.relations.next_id(),
            self.catalog.types.next_id(),
            self.catalog.functions.next_id(),
        );
        let locals = std::mem::take(&mut self.locals);
        let path = self.path().to_vec();
        let atomic = self.running.atomic;
        self.running.atomic |= function.kind != FunctionKind::Procedure;
        self.running.depth += 1;
        self.running.rounds += 1;
        self.running.calls.push(span);
        if let Some(set) = &function.calling.search_path {
            self.set_search_path(set);
        }
        self.declare_parameters(function, values);
        let result = self.run_function(function, span);
        if function.calling.search_path.is_some() {
            self.set_path(path);
        }
        self.running.calls.pop();
        self.running.depth = self.running.depth.saturating_sub(1);
        self.running.atomic = atomic;
        self.locals = locals;
        if outermost {
            // What is said of it belongs to the statement, not to the function.
            let changed: Vec<&mut Change> = self.changes.iter_mut().skip(changes).collect();
            for change in changed {
                change.span = span;
            }
            for work in self.work.iter_mut().skip(work) {
                work.span = span;
            }
            for id in relations..self.catalog.relations.next_id() {
                if let Some(relation) = self.catalog.rel_mut(super::RelId(id)) {
                    relation.origin.span = span;
                }
            }
            for id in types..self.catalog.types.next_id() {
                if let Some(ty) = self.catalog.ty_mut(super::TypeId(id)) {
                    ty.origin.span = span;
                }
            }
            for id in functions..self.catalog.functions.next_id() {
                if let Some(function) = self.catalog.function_mut(FunctionId(id)) {
                    function.origin.span = span;
                }
            }
        }
        result.map_err(|mut error| {
            if outermost {
                let label = match error.label.as_str() {
                    "" => format!("in function \"{}\"", function.name),
                    label => format!("in function \"{}\": {label}", function.name),
                };
                let place = std::mem::replace(&mut error.span, span);
                "called here".clone_into(&mut error.label);
                error = error.also(place, label);
            }
            error
        })
    }

    /// The values of the input parameters, in their order.
    fn bind_arguments(
        &mut self,
        function: &Function,
        arguments: Vec<Argument>,
        span: Span,
    ) -> Result<Vec<Local>> {
        let inputs: Vec<(usize, &super::FunctionParameter)> = function
            .declared
            .iter()
            .enumerate()
            .filter(|(_, parameter)| {
                !matches!(parameter.mode, ArgumentMode::Out | ArgumentMode::Table)
            })
            .collect();
        let mut values: Vec<Option<Local>> = vec![None; inputs.len()];
        let mut next = 0;
        for (name, value) in arguments {
            let at = match &name {
                Some(name) => inputs
                    .iter()
                    .position(|(_, parameter)| parameter.name.as_ref() == Some(name)),
                None => Some(next),
            };
            next += usize::from(name.is_none());
            let last = inputs.len().saturating_sub(1);
            let at = at.map(|at| if function.variadic { at.min(last) } else { at });
            let Some(slot) = at.and_then(|at| values.get_mut(at)) else {
                continue;
            };
            if function.variadic && at == Some(last) && name.is_none() {
                let all = slot.take().unwrap_or_else(|| Ok(Value::List(Vec::new())));
                *slot = Some(match (all, value) {
                    (Ok(Value::List(mut all)), Ok(value)) => {
                        all.push(value);
                        Ok(Value::List(all))
                    }
                    (Err(why), _) | (_, Err(why)) => Err(why),
                    (other, _) => other,
                });
            } else {
                *slot = Some(value);
            }
        }
        let nothing = super::pllocal::Locals::default();
        let evaluator = Evaluator::new(self, &nothing);
        let mut all = Vec::with_capacity(inputs.len());
        for ((at, parameter), value) in inputs.iter().zip(values) {
            let default = function.default_values.get(*at).and_then(Option::as_ref);
            let value = match (value, default) {
                (Some(value), _) => value,
                (None, Some(default)) => known(evaluator.value(default), span)?,
                (None, None) => Ok(Value::List(Vec::new())),
            };
            all.push(match value {
                Ok(value) => known(evaluator.coerce(value, parameter.ty.as_ref(), span), span)?,
                Err(why) => Err(why),
            });
        }
        Ok(all)
    }

    fn declare_parameters(&mut self, function: &Function, values: Vec<Local>) {
        self.locals.push(Some(&function.name));
        self.locals.declare("found", Ok(Value::Bool(false)));
        self.locals.declare(ROWS, Ok(Value::List(Vec::new())));
        let mut values = values.into_iter();
        let mut number = 0;
        for parameter in &function.declared {
            let output = matches!(parameter.mode, ArgumentMode::Out | ArgumentMode::Table);
            let value = if output {
                Ok(Value::Null)
            } else {
                values.next().unwrap_or(Ok(Value::Null))
            };
            if parameter.mode != ArgumentMode::Table {
                number += 1;
                self.locals.declare(&format!("${number}"), value.clone());
            }
            if let Some(name) = &parameter.name {
                self.locals.declare(name, value);
            }
        }
        let names = outputs(function).into_iter();
        let names = names.map(Value::Text).collect();
        self.locals.declare(OUTPUTS, Ok(Value::List(names)));
    }

    fn run_function(&mut self, function: &Function, span: Span) -> Result<Returned> {
        let not_known = Why {
            reason: format!("what {}() gives is known only when it runs", function.name),
            span,
        };
        let (Some(body), Some(place)) = (&function.body, function.body_span) else {
            if let Some(reason) = self.function_changes(function, &mut BTreeSet::new()) {
                self.taint(span, &reason, &[]);
            }
            return Ok(Returned::Value(Err(not_known)));
        };
        match function.language.as_str() {
            "plpgsql" => match &**function
                .called
                .get_or_init(|| Arc::new(crate::parse::function_body(body, place)))
            {
                DoBody::Block(block) => {
                    let flow = self.run_block(block)?;
                    let is_void = function.returns.as_ref().is_none_or(|ty| {
                        builtin::by_oid(ty.id).is_some_and(|ty| ty.name == "void")
                    });
                    let outputs = outputs(function);
                    let returned = self.locals.has(RESULT);
                    if flow == Flow::Next
                        && !is_void
                        && !returned
                        && !function.returns_set
                        && outputs.is_empty()
                    {
                        return Err(SqlError::new(
                            "2F005",
                            place,
                            "control reached end of function without RETURN",
                        ));
                    }
                    Ok(self.returned(function, &outputs))
                }
                DoBody::Unknown {
                    reason,
                    span: place,
                    may_change_catalog,
                    calls,
                } => {
                    if *may_change_catalog {
                        let name = &function.name;
                        self.taint(
                            *place,
                            &format!("function \"{name}\" is not read: {reason}"),
                            &[],
                        );
                    } else {
                        self.no_effect("a function", calls, &[], &[], None, *place)?;
                    }
                    Ok(Returned::Value(Err(not_known)))
                }
            },
            "sql" => self.run_sql_function(function, body, place, not_known),
            language => {
                if let Some(reason) = self.function_changes(function, &mut BTreeSet::new()) {
                    self.taint(span, &format!("{reason}, and {language} is not read"), &[]);
                }
                Ok(Returned::Value(Err(not_known)))
            }
        }
    }

    fn run_sql_function(
        &mut self,
        function: &Function,
        body: &str,
        place: Span,
        not_known: Why,
    ) -> Result<Returned> {
        let mut faults = Vec::new();
        let statements = crate::parse::sql_body(body, place, &mut faults);
        if let Some(fault) = faults.into_iter().find(crate::diag::Diagnostic::is_error) {
            let at = fault.primary.as_ref().map_or(place, |label| label.span);
            return Err(SqlError::new(fault.code, at, fault.message));
        }
        let mut result = Err(not_known);
        for (at, stmt) in statements.iter().enumerate() {
            let last = at + 1 == statements.len();
            let StmtKind::NoEffect {
                what: "SELECT",
                calls,
                ..
            } = &stmt.kind
            else {
                self.dispatch(stmt)?;
                continue;
            };
            // In place its text is a part of the body's.
            let range = stmt.span.range();
            let text = range
                .start
                .checked_sub(place.range().start)
                .and_then(|start| body.get(start..start + range.len()))
                .filter(|_| place.range().len() == body.len());
            match text {
                Some(text) if last => {
                    let query = crate::parse::query_of_text(text, stmt.span);
                    let tree = Tree::Query(&query);
                    let rows = self.evaluated(calls, stmt.span, tree, |e| e.rows(&query))?;
                    result = rows.and_then(|rows| row_values(rows, &outputs(function), stmt.span));
                }
                _ => self.dispatch(stmt)?,
            }
        }
        if function.returns_set {
            return Ok(Returned::Rows(result));
        }
        // A function in SQL that gives nothing gives NULL, whatever its last query does.
        let is_void = function.returns.as_ref().is_some_and(is_void);
        Ok(Returned::Value(result.map(|rows| {
            let first = rows.into_iter().next().filter(|_| !is_void);
            first.unwrap_or(Value::Null)
        })))
    }

    /// What a function that has run gives.
    fn returned(&mut self, function: &Function, outputs: &[String]) -> Returned {
        if function.returns_set {
            return Returned::Rows(match self.locals.get(None, ROWS) {
                Some(Ok(Value::List(rows))) => Ok(rows.clone()),
                Some(Err(why)) => Err(why.clone()),
                _ => Ok(Vec::new()),
            });
        }
        if outputs.is_empty() && function.returns.as_ref().is_some_and(is_void) {
            // It is not NULL in PL/pgSQL, and its text is empty.
            return Returned::Value(Ok(Value::Text(String::new())));
        }
        let value = match outputs {
            [] => match self.locals.get(None, RESULT) {
                Some(value) => value.clone(),
                None => Ok(Value::Null),
            },
            _ => self.row_of_outputs(),
        };
        let Ok(value) = value else {
            return Returned::Value(value);
        };
        let evaluator = Evaluator::new(self, &self.locals);
        let ty = function.returns.as_ref();
        let span = function.origin.span;
        let value = evaluator.coerce(value, ty, span);
        Returned::Value(known(value, span).unwrap_or_else(|error| {
            Err(Why {
                reason: error.message,
                span,
            })
        }))
    }

    /// The OUT parameters: one alone is a value, several are a row.
    fn row_of_outputs(&self) -> Local {
        let names = self.output_names();
        let mut row = Record::default();
        for name in &names {
            match self.locals.get(None, name) {
                Some(Ok(value)) => {
                    row.insert(Cow::Owned(name.clone()), value.clone());
                }
                Some(Err(why)) => return Err(why.clone()),
                None => {}
            }
        }
        match names.len() {
            1 => Ok(row.into_first().unwrap_or(Value::Null)),
            _ => Ok(Value::Row(Arc::new(row))),
        }
    }

    fn output_names(&self) -> Vec<String> {
        match self.locals.get(None, OUTPUTS) {
            Some(Ok(Value::List(names))) => names.iter().filter_map(Value::text).collect(),
            _ => Vec::new(),
        }
    }

    /// `RETURN value`.
    pub(super) fn set_result(&mut self, value: &PlValue) -> Result {
        let found = self.value(value)?;
        self.locals.set_outermost(RESULT, found);
        Ok(())
    }

    /// RETURN NEXT and RETURN QUERY.
    pub(super) fn add_rows(&mut self, rows: Option<&PlRows>, span: Span) -> Result {
        let not_known = |reason: &str| Why {
            reason: reason.to_owned(),
            span,
        };
        let more = match rows {
            None => self.row_of_outputs().map(|row| vec![row]),
            Some(PlRows::Value(value)) => self.value(value)?.map(|value| vec![value]),
            Some(PlRows::Query(query, calls)) => {
                let rows = self.evaluated(calls, span, Tree::Query(query), |e| e.rows(query))?;
                let names = self.output_names();
                rows.and_then(|rows| row_values(rows, &names, span))
            }
            Some(PlRows::Unknown) => Err(not_known(
                "the rows of RETURN QUERY EXECUTE are known only when it runs",
            )),
        };
        let all = match (self.locals.get(None, ROWS), more) {
            (Some(Ok(Value::List(all))), Ok(more)) if all.len() + more.len() <= MAX_ROUNDS => {
                let mut all = all.clone();
                all.extend(more);
                Ok(Value::List(all))
            }
            (Some(Err(why)), _) => Err(why.clone()),
            (_, Err(why)) => Err(why),
            _ => Err(not_known("it gives more rows than are followed")),
        };
        self.locals.set_outermost(ROWS, all);
        Ok(())
    }
}

fn is_void(ty: &TypeUse) -> bool {
    ty.id == builtin::VOID && !ty.array
}

/// The OUT parameters of a function, or the columns of its table.
fn outputs(function: &Function) -> Vec<String> {
    let parameters = function.declared.iter();
    let found = parameters.filter(|parameter| parameter.mode.is_output());
    found
        .filter_map(|parameter| parameter.name.clone())
        .collect()
}

/// The rows of a query as those of a function: with one column its values.
fn row_values(
    rows: Vec<Row>,
    names: &[String],
    span: Span,
) -> std::result::Result<Vec<Value>, Why> {
    let mut values = Vec::with_capacity(rows.len());
    for mut row in rows {
        if let Some(why) = row.maybe {
            return Err(why);
        }
        if let [(_, value)] = row.columns.as_slice() {
            values.push(match value {
                Ok(value) => value.clone(),
                Err(Stop::Unknown(why)) => return Err(why.clone()),
                Err(_) => {
                    return Err(Why {
                        reason: "this is known only when it runs".to_owned(),
                        span,
                    });
                }
            });
            continue;
        }
        for ((column, _), name) in row.columns.iter_mut().zip(names) {
            column.clone_from(name);
        }
        values.push(row_value(&row));
    }
    Ok(values)
}

impl Evaluator<'_> {
    /// Notes calls that may change the catalog in what is not followed.
    fn miss_what_is_not_read(&self, tree: Tree<'_>, changing: &[(&CallRef, String)]) {
        let mut read: BTreeMap<String, usize> = BTreeMap::new();
        tree.walk(&mut |expr| {
            if let PlExpr::Call { name, .. } = expr {
                *read.entry(name.clone()).or_default() += 1;
            }
        });
        let mut called: BTreeMap<&str, usize> = BTreeMap::new();
        for (call, reason) in changing {
            let name = call.name.name.value.as_str();
            let count = called.entry(name).or_default();
            *count += 1;
            if *count > read.get(name).copied().unwrap_or(0) {
                self.miss(Why {
                    reason: reason.clone(),
                    span: call.name.span(),
                });
            }
        }
    }
}
