//! `DO` blocks: what their form decides is run, the rest taints.

use super::Replay;
use super::error::{Result, SqlError};
use super::pleval::{Eval, Evaluator, Row, Stop, Why};
use super::pllocal::Local;
use super::plrun::Tree;
use super::plvalue::{Value, boolean};
use super::rewrite::split_name;
use crate::ddl::conditions;
use crate::ddl::{
    Block, CallRef, CollationSource, DoBlock, DoBody, Handler, Name, PlExpr, PlLoop, PlOver,
    PlPart, PlQuery, PlStmt, PlValue, QName, Stmt, StmtKind, Transaction,
};
use crate::diag::{Diagnostic, Span};
use crate::parse::Beginning;
use std::borrow::Cow;
use std::sync::Arc;

/// How many rounds of a loop are followed.
pub(super) const MAX_ROUNDS: usize = 1000;

/// How many rounds all loops of a block make together.
const MAX_ALL_ROUNDS: usize = 3000;

const MANY_ROUNDS: &str = "the loop has more rounds than are followed";

/// How deep blocks run in the EXECUTE of others.
pub(super) const MAX_BLOCKS: u32 = 8;

/// How a sequence of statements ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Flow {
    Next,
    Return,
    /// EXIT, with its label.
    Exit(Option<String>),
    /// CONTINUE, with its label.
    Continue(Option<String>),
    /// Something that is not decided may have left.
    MayLeave(Why, Reach),
}

/// What may have been left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// This round of the innermost loop: the next one follows.
    Round,
    /// The innermost loop.
    Loop,
    /// All of the block.
    All,
}

impl Reach {
    /// What EXIT, or CONTINUE, leaves. A label may be that of an outer loop.
    fn of(label: Option<&String>, goes_on: bool) -> Self {
        match label {
            Some(_) => Self::All,
            None if goes_on => Self::Round,
            None => Self::Loop,
        }
    }
}

impl Flow {
    /// This or the other, when either may be.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Next, other) => other,
            (Self::MayLeave(_, nearer), Self::MayLeave(why, reach)) if nearer < reach => {
                Self::MayLeave(why, reach)
            }
            (this, _) => this,
        }
    }
}

impl Replay {
    /// `DO`.
    pub(super) fn do_block(&mut self, stmt: &DoBlock) -> Result {
        self.check_declared(&stmt.declared)?;
        match &stmt.body {
            DoBody::Block(block) if self.running.depth >= MAX_BLOCKS => {
                self.taint(block.span, "the block runs in too many others", &[]);
            }
            DoBody::Block(block) => {
                if self.running.depth == 0 {
                    self.running.rounds = 0;
                }
                self.running.depth += 1;
                // A block within EXECUTE sees nothing of the one around it.
                let outer = std::mem::take(&mut self.locals);
                self.locals.push(None);
                self.locals.declare("found", Ok(Value::Bool(false)));
                let result = self.in_block(|replay| replay.run_block(block));
                self.locals = outer;
                self.running.depth = self.running.depth.saturating_sub(1);
                result?;
            }
            DoBody::Unknown {
                reason,
                span,
                may_change_catalog,
                calls,
            } => {
                if *may_change_catalog {
                    self.taint(*span, reason, &[]);
                } else {
                    self.no_effect("DO", calls, &[], &[], None, *span)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn run_block(&mut self, block: &Block) -> Result<Flow> {
        self.locals.push(block.label.as_ref());
        let result = self.run_declared(block);
        self.locals.pop();
        Ok(match result? {
            Flow::Exit(Some(label)) if block.label.as_ref() == Some(&label) => Flow::Next,
            flow => flow,
        })
    }

    fn run_declared(&mut self, block: &Block) -> Result<Flow> {
        const MAY_FAIL: &str = "whether the block fails and its handler runs is not decided";
        for (name, is_row, value) in &block.variables {
            if *is_row {
                self.locals.declare_row(name);
                continue;
            }
            let value = match value {
                Some(value) => self.value(value)?,
                None => Ok(Value::Null),
            };
            self.locals.declare(name, value);
        }
        if block.handlers.is_empty() {
            return self.run_all(&block.body);
        }
        let before = self.catalog.clone();
        let custom = self.session.custom.clone();
        let failed = std::mem::take(&mut self.trial.failed);
        let error = match self.subtransaction(|replay| replay.run_all(&block.body)) {
            Ok(flow) => {
                let may_fail = std::mem::replace(&mut self.trial.failed, failed);
                let handlers: Vec<&[PlStmt]> = may_fail
                    .iter()
                    .filter_map(|state| handler(block, state))
                    .map(|handler| handler.body.as_slice())
                    .collect();
                if handlers.is_empty() {
                    return Ok(flow);
                }
                self.uncertain_since(&before, block.span, MAY_FAIL);
                self.forget_custom(&custom);
                let why = Why {
                    reason: MAY_FAIL.to_owned(),
                    span: block.span,
                };
                return Ok(flow.or(self.try_each(&handlers, &why)));
            }
            Err(error) => error,
        };
        self.trial.failed = failed;
        match handler(block, error.state) {
            Some(handler) => self.run_all(&handler.body),
            None => Err(error),
        }
    }

    fn run_all(&mut self, statements: &[PlStmt]) -> Result<Flow> {
        for (at, statement) in statements.iter().enumerate() {
            let before = self.trial.before_doubt;
            if before.is_some_and(|before| self.catalog.taints.len() > before) {
                return Ok(Flow::Return);
            }
            let flow = if self.trial.depth > 0 {
                // What would fail here does not run, or the history does not.
                match self.subtransaction(|replay| replay.run_one(statement)) {
                    Ok(flow) => flow,
                    Err(error) => {
                        self.failed_trial(statement, &error);
                        Flow::Next
                    }
                }
            } else {
                self.run_one(statement)?
            };
            match flow {
                Flow::Next => {}
                Flow::MayLeave(ref why, _) => {
                    let why = why.clone();
                    let rest = statements.get(at + 1..).unwrap_or(&[]);
                    return Ok(flow.or(self.try_each(&[rest], &why)));
                }
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Next)
    }

    fn run_one(&mut self, statement: &PlStmt) -> Result<Flow> {
        match statement {
            PlStmt::Sql { stmt, into } => self.run_sql(stmt, into)?,
            PlStmt::Execute {
                text,
                constant,
                into,
                span,
            } => self.execute(text, constant.as_ref(), into, *span)?,
            PlStmt::Assign {
                variable,
                part,
                value,
            } => {
                let found = self.value(value)?;
                match part {
                    PlPart::Whole => self.locals.set(variable, found),
                    PlPart::Field(name) => self.locals.set_part(variable, name, found),
                    PlPart::Other => {
                        let why = Why {
                            reason: format!("a part of \"{variable}\" is set"),
                            span: value.span,
                        };
                        self.locals.set(variable, Err(why));
                    }
                }
            }
            PlStmt::Forget { variables, span } => self.forget(variables, *span),
            PlStmt::Block(block) => return self.run_block(block),
            PlStmt::If {
                branches,
                otherwise,
            } => return self.run_if(branches, otherwise),
            PlStmt::Loop(of) => return self.run_loop(of),
            PlStmt::Leave {
                label,
                when,
                goes_on,
                ..
            } => {
                let leaves = match when {
                    Some(when) => self.truth(when)?,
                    None => Ok(true),
                };
                return Ok(match leaves {
                    Ok(false) => Flow::Next,
                    Ok(true) if *goes_on => Flow::Continue(label.clone()),
                    Ok(true) => Flow::Exit(label.clone()),
                    Err(why) => Flow::MayLeave(why, Reach::of(label.as_ref(), *goes_on)),
                });
            }
            PlStmt::Nothing => {}
            PlStmt::Return(value) => {
                if let Some(value) = value {
                    self.set_result(value)?;
                }
                return Ok(Flow::Return);
            }
            PlStmt::ReturnRows { rows, span } => self.add_rows(rows.as_ref(), *span)?,
            PlStmt::RaiseException { condition, span } => {
                let message = match condition.as_deref() {
                    Some("case_not_found") => "case not found",
                    _ => "the block raises an exception",
                };
                let error = SqlError::new(state(condition.as_deref()), *span, message);
                return Err(error.label("raised here"));
            }
        }
        Ok(Flow::Next)
    }

    // ---- values ----

    /// The value of an expression, or why it is not known.
    pub(super) fn value(&mut self, value: &PlValue) -> Result<Local> {
        let tree = Tree::Expr(&value.expr);
        self.evaluated(&value.calls, value.span, tree, |evaluator| {
            evaluator.value(&value.expr)
        })
    }

    /// Whether a condition holds; NULL does not.
    fn truth(&mut self, condition: &PlValue) -> Result<std::result::Result<bool, Why>> {
        Ok(match self.value(condition)? {
            Ok(Value::Bool(value)) => Ok(value),
            Ok(Value::Null) => Ok(false),
            Ok(Value::Text(text)) if boolean(&text).is_some() => Ok(boolean(&text) == Some(true)),
            Ok(_) => Err(Why {
                reason: "the condition is not decided".to_owned(),
                span: condition.span,
            }),
            Err(why) => Err(why),
        })
    }

    fn forget(&mut self, variables: &[String], span: Span) {
        for name in variables {
            let why = Why {
                reason: format!("what \"{name}\" holds is known only when it runs"),
                span,
            };
            if name != "found" && self.locals.has(name) {
                self.locals.set(name, Err(why));
            }
        }
    }

    /// Sets variables to the first row of a query, and FOUND.
    fn select_into(
        &mut self,
        query: &PlQuery,
        calls: &[CallRef],
        into: &[String],
        sets_found: bool,
    ) -> Result {
        let tree = Tree::Query(query);
        let rows = self.evaluated(calls, query.span, tree, |evaluator| evaluator.rows(query))?;
        let found = match &rows {
            Err(why) => Err(why.clone()),
            Ok(rows) if rows.iter().any(|row| row.maybe.is_none()) => Ok(true),
            Ok(rows) => match rows.iter().find_map(|row| row.maybe.clone()) {
                Some(why) => Err(why),
                None => Ok(false),
            },
        };
        let several = rows.as_ref().is_ok_and(|rows| rows.len() > 1) && query.order.is_empty();
        let not_certain = Why {
            reason: "which row comes first is not certain".to_owned(),
            span: query.span,
        };
        let mut values: Vec<Local> = Vec::new();
        match rows {
            Err(why) => values = vec![Err(why); into.len()],
            Ok(rows) => {
                let row = rows.into_iter().next();
                match row {
                    None => values = vec![Ok(Value::Null); into.len()],
                    Some(row) => {
                        let columns = row.columns.len();
                        let as_row = into.len() == 1
                            && (columns != 1 || into.iter().any(|name| self.locals.is_row(name)));
                        if as_row {
                            values.push(Ok(row_value(&row)));
                        } else if !row.positional && columns > 1 {
                            values = vec![Err(not_in_order(query.span)); into.len()];
                        } else {
                            for (_, value) in row.columns {
                                values.push(known(value, query.span)?);
                            }
                        }
                        if let Some(why) = row.maybe {
                            values = vec![Err(why); into.len()];
                        } else if several {
                            values = vec![Err(not_certain); into.len()];
                        }
                    }
                }
            }
        }
        for (name, value) in into.iter().zip(values) {
            self.locals.set(name, value);
        }
        if sets_found {
            self.locals.set("found", found.map(Value::Bool));
        }
        Ok(())
    }

    // ---- statements ----

    fn run_sql(&mut self, stmt: &Stmt, into: &[String]) -> Result {
        if (self.in_transaction() || self.running.atomic)
            && let StmtKind::Transaction(_) = &stmt.kind
        {
            // Atomic blocks cannot end the transaction that they are in.
            return Err(
                SqlError::new("2D000", stmt.span, "invalid transaction termination")
                    .label("the block runs inside a transaction")
                    .help(
                        "take the COMMIT or ROLLBACK out, or run the block outside a transaction \
                 (`-- transaction: off`)",
                    ),
            );
        }
        if let StmtKind::Transaction(end @ (Transaction::Commit | Transaction::Rollback)) =
            &stmt.kind
            && self.trial.depth == 0
        {
            self.end_in_block(end);
            return Ok(());
        }
        if let StmtKind::NoEffect {
            what,
            calls,
            relations,
            writes,
            query: Some(query),
        } = &stmt.kind
            && *what != "CALL"
        {
            self.prepare(stmt)?;
            self.no_effect(what, &[], relations, writes, None, stmt.span)?;
            return self.select_into(query, calls, into, true);
        }
        self.dispatch(stmt)?;
        if let StmtKind::NoEffect { what, .. } = &stmt.kind
            && matches!(*what, "INSERT" | "UPDATE" | "DELETE" | "MERGE" | "SELECT")
        {
            let why = Why {
                reason: "how many rows there are is known only when it runs".to_owned(),
                span: stmt.span,
            };
            self.forget(into, stmt.span);
            self.locals.set("found", Err(why));
        }
        Ok(())
    }

    fn execute(
        &mut self,
        text: &PlValue,
        constant: Option<&(Vec<Stmt>, Vec<Diagnostic>)>,
        into: &[String],
        span: Span,
    ) -> Result {
        let mut faults = Vec::new();
        let parsed;
        let statements: &[Stmt] = if let Some((statements, found)) = constant {
            faults.extend(found.iter().cloned());
            statements
        } else {
            match self.value(text)? {
                Ok(Value::Text(sql)) => {
                    parsed = crate::parse::parse_text(&sql, text.span, &mut faults);
                    if !into.is_empty() && faults.is_empty() {
                        let query = crate::parse::query_of_text(&sql, text.span);
                        self.select_into(&query, &[], into, false)?;
                    }
                    &parsed
                }
                Ok(Value::Null) => {
                    return Err(SqlError::new(
                        "22004",
                        span,
                        "query string argument of EXECUTE is null",
                    ));
                }
                Ok(_) => {
                    self.taint(
                        span,
                        "EXECUTE runs a text that is known only when it runs",
                        &[],
                    );
                    return Ok(());
                }
                Err(why) => {
                    self.forget(into, span);
                    return self.execute_beginning(text, &why);
                }
            }
        };
        if let Some(fault) = faults.into_iter().find(Diagnostic::is_error) {
            let place = fault.primary.as_ref().map_or(span, |label| label.span);
            return Err(SqlError::new(fault.code, place, fault.message));
        }
        for stmt in statements {
            if let StmtKind::Transaction(Transaction::Commit | Transaction::Rollback) = &stmt.kind {
                return Err(SqlError::new(
                    "0A000",
                    stmt.span,
                    "EXECUTE of transaction commands is not implemented",
                )
                .help("write COMMIT or ROLLBACK as a statement of the block"));
            }
            self.dispatch(stmt)?;
        }
        if let Some((statements, _)) = constant
            && !into.is_empty()
        {
            match (&text.expr, statements.as_slice()) {
                (PlExpr::Text(sql), [_]) => {
                    let query = crate::parse::query_of_text(sql, text.span);
                    self.select_into(&query, &[], into, false)?;
                }
                _ => self.forget(into, span),
            }
        }
        Ok(())
    }

    /// EXECUTE of a text of which at most the beginning is known.
    fn execute_beginning(&mut self, text: &PlValue, why: &Why) -> Result {
        if self.is_of_others(&text.expr, text.span) {
            return Ok(());
        }
        let (beginning, _) = Evaluator::new(self, &self.locals).beginning(&text.expr);
        match crate::parse::of_beginning(&beginning, &text.expr, text.span) {
            Beginning::NoEffect => {}
            Beginning::Selects(calls) => {
                self.no_effect("EXECUTE", &calls, &[], &[], None, text.span)?;
            }
            Beginning::Alters(name) => {
                let reason = format!(
                    "EXECUTE runs a text that is known only when it runs: {}",
                    why.reason
                );
                self.relation(&name)?;
                self.taint(text.span, &reason, &[name]);
            }
            Beginning::CreatesCollation {
                name,
                if_not_exists,
            } => {
                self.create_collation(&name, if_not_exists, &CollationSource::Unknown)?;
            }
            Beginning::Unknown => {
                let reason = format!(
                    "EXECUTE runs a text that is known only when it runs: {}",
                    why.reason
                );
                self.taint(text.span, &reason, &[]);
            }
        }
        Ok(())
    }

    fn run_if(
        &mut self,
        branches: &[(PlValue, Vec<PlStmt>)],
        otherwise: &[PlStmt],
    ) -> Result<Flow> {
        for (at, (condition, body)) in branches.iter().enumerate() {
            match self.truth(condition)? {
                Ok(true) => return self.run_all(body),
                Ok(false) => {}
                Err(why) => {
                    // Any of the branches from here on may run.
                    let rest: Vec<&[PlStmt]> = branches
                        .iter()
                        .skip(at)
                        .map(|(_, body)| body.as_slice())
                        .chain([otherwise])
                        .collect();
                    return Ok(self.try_each(&rest, &why));
                }
            }
        }
        self.run_all(otherwise)
    }

    // ---- loops ----

    fn run_loop(&mut self, of: &PlLoop) -> Result<Flow> {
        self.locals.push(of.label.as_ref());
        let flow = self.run_rounds(of);
        self.locals.pop();
        flow
    }

    fn run_rounds(&mut self, of: &PlLoop) -> Result<Flow> {
        let rounds: std::result::Result<Vec<Value>, Why> = match &of.over {
            PlOver::While(condition) => return self.run_while(of, condition.as_ref()),
            PlOver::Range {
                from,
                to,
                by,
                reverse,
                ..
            } => {
                let from = self.value(from)?;
                let to = self.value(to)?;
                let by = match by {
                    Some(by) => self.value(by)?,
                    None => Ok(Value::Int(1)),
                };
                match (from, to, by) {
                    (Ok(Value::Int(from)), Ok(Value::Int(to)), Ok(Value::Int(by @ 1..))) => {
                        Ok(range(from, to, by, *reverse))
                    }
                    (Err(why), _, _) | (_, Err(why), _) | (_, _, Err(why)) => Err(why),
                    _ => Err(Why {
                        reason: "the bounds of the loop are known only when it runs".to_owned(),
                        span: of.span,
                    }),
                }
            }
            PlOver::Array { array, .. } => match self.value(array)? {
                Ok(Value::Null) => Ok(Vec::new()),
                Ok(value) => value.list().ok_or_else(|| Why {
                    reason: "the array is known only when it runs".to_owned(),
                    span: array.span,
                }),
                Err(why) => Err(why),
            },
            PlOver::Query {
                variables,
                query,
                calls,
            } => {
                let tree = Tree::Query(query);
                let rows = self.evaluated(calls, query.span, tree, |e| e.rows(query))?;
                self.rows_of_loop(variables, rows, query.span)
            }
        };
        let variables: Vec<String> = match &of.over {
            PlOver::While(_) => Vec::new(),
            // The variable of a range is the loop's own.
            PlOver::Range { variable, .. } => {
                self.locals.declare(variable, Ok(Value::Null));
                vec![variable.clone()]
            }
            PlOver::Array { variable, .. } => vec![variable.clone()],
            PlOver::Query { variables, .. } => variables.clone(),
        };
        let rounds = match rounds {
            Ok(rounds)
                if rounds.len() <= MAX_ROUNDS
                    && self.running.rounds + rounds.len() <= MAX_ALL_ROUNDS =>
            {
                self.running.rounds += rounds.len();
                rounds
            }
            Ok(rounds) if rounds.len() <= MAX_ROUNDS => return Ok(self.too_many_rounds(of)),
            Ok(_) => {
                let why = Why {
                    reason: MANY_ROUNDS.to_owned(),
                    span: of.span,
                };
                return Ok(self.try_rounds(of, &variables, &why));
            }
            Err(why) => return Ok(self.try_rounds(of, &variables, &why)),
        };
        let any = !rounds.is_empty();
        // Why the rounds that are left may not follow.
        let mut unsure: Option<Why> = None;
        for round in rounds {
            match (variables.as_slice(), round) {
                ([one], round) => self.locals.set(one, Ok(round)),
                (many, Value::List(list)) => {
                    for (name, value) in many.iter().zip(list) {
                        self.locals.set(name, Ok(value));
                    }
                }
                _ => {}
            }
            let flow = match &unsure {
                Some(why) => self.try_each(&[&of.body], why),
                None => self.run_all(&of.body)?,
            };
            match of_round(flow, of) {
                Round::Follows => {}
                Round::MayFollow(why) => unsure = Some(why),
                Round::Last(flow) => return Ok(flow),
            }
        }
        self.locals.set("found", Ok(Value::Bool(any)));
        Ok(Flow::Next)
    }

    /// The values of the variable in each round; of several variables a list each.
    fn rows_of_loop(
        &self,
        variables: &[String],
        rows: std::result::Result<Vec<Row>, Why>,
        span: Span,
    ) -> std::result::Result<Vec<Value>, Why> {
        let mut rounds = Vec::new();
        for row in rows? {
            if let Some(why) = row.maybe {
                return Err(why);
            }
            let plain = variables.len() > 1
                || (row.columns.len() == 1
                    && variables
                        .first()
                        .is_some_and(|name| !self.locals.is_row(name)));
            if !plain {
                rounds.push(row_value(&row));
                continue;
            }
            if !row.positional && row.columns.len() > 1 {
                return Err(not_in_order(span));
            }
            let mut values = Vec::with_capacity(row.columns.len());
            for (_, value) in row.columns {
                match value {
                    Ok(value) => values.push(value),
                    Err(Stop::Unknown(why)) => return Err(why),
                    Err(_) => values.push(Value::Null),
                }
            }
            rounds.push(if variables.len() == 1 {
                values.pop().unwrap_or(Value::Null)
            } else {
                Value::List(values)
            });
        }
        Ok(rounds)
    }

    fn run_while(&mut self, of: &PlLoop, condition: Option<&PlValue>) -> Result<Flow> {
        for _ in 0..MAX_ROUNDS {
            self.running.rounds += 1;
            if self.running.rounds > MAX_ALL_ROUNDS {
                return Ok(self.too_many_rounds(of));
            }
            match condition {
                None => {}
                Some(condition) => match self.truth(condition)? {
                    Ok(true) => {}
                    Ok(false) => return Ok(Flow::Next),
                    Err(why) => return Ok(self.try_rounds(of, &[], &why)),
                },
            }
            let flow = self.run_all(&of.body)?;
            match of_round(flow, of) {
                Round::Follows => {}
                Round::MayFollow(why) => return Ok(self.try_rounds(of, &[], &why)),
                Round::Last(flow) => return Ok(flow),
            }
        }
        let why = Why {
            reason: MANY_ROUNDS.to_owned(),
            span: of.span,
        };
        Ok(self.try_rounds(of, &[], &why))
    }

    /// Loops in loops: not even one more round is tried, in each of which another
    /// would be. The rest of the block is not looked at.
    fn too_many_rounds(&mut self, of: &PlLoop) -> Flow {
        self.taint(of.span, MANY_ROUNDS, &[]);
        Flow::Return
    }

    /// A loop that has no round, or one, or many, which are not known.
    fn try_rounds(&mut self, of: &PlLoop, variables: &[String], why: &Why) -> Flow {
        for name in variables {
            self.locals.set(name, Err(why.clone()));
        }
        self.locals.set("found", Err(why.clone()));
        // What a round sets the next one sees.
        let mut seen = Vec::new();
        assigned(&of.body, &mut seen);
        for name in &seen {
            if self.locals.has(name) {
                self.locals.set(name, Err(why.clone()));
            }
        }
        match self.try_each(&[&of.body], why) {
            Flow::MayLeave(_, Reach::Round | Reach::Loop) => Flow::Next,
            flow => flow,
        }
    }

    // ---- what is not decided ----

    /// Tries statements of which any or none may run.
    fn try_each(&mut self, bodies: &[&[PlStmt]], why: &Why) -> Flow {
        let mut reach = None;
        let before = self.locals.clone();
        let mut after = Vec::with_capacity(bodies.len());
        self.uncertain(why.span, &why.reason, bodies.len(), |replay, at| {
            // In a trial nothing fails.
            let flow = replay.run_all(bodies.get(at).copied().unwrap_or(&[]));
            reach = reach.max(match flow {
                Ok(Flow::Next) | Err(_) => None,
                Ok(Flow::Continue(label)) => Some(Reach::of(label.as_ref(), true)),
                Ok(Flow::Exit(label)) => Some(Reach::of(label.as_ref(), false)),
                Ok(Flow::Return) => Some(Reach::All),
                Ok(Flow::MayLeave(_, reach)) => Some(reach),
            });
            after.push(std::mem::replace(&mut replay.locals, before.clone()));
        });
        for locals in &after {
            self.locals.blur(locals, why);
        }
        match reach {
            Some(reach) => Flow::MayLeave(why.clone(), reach),
            None => Flow::Next,
        }
    }

    /// A statement that was tried fails. If the server says so it does not run
    /// where the history does; else it may do what it says.
    fn failed_trial(&mut self, statement: &PlStmt, error: &SqlError) {
        self.trial.failed.push(error.state);
        if is_state(error.state) {
            return;
        }
        match statement {
            PlStmt::Sql { stmt, .. } => self.taint_named(stmt, &error.message),
            PlStmt::Execute {
                constant: Some((statements, _)),
                ..
            } => {
                for stmt in statements {
                    self.taint_named(stmt, &error.message);
                }
            }
            PlStmt::Execute { span, .. } => self.taint(*span, &error.message, &[]),
            // Each statement within has been tried by itself.
            _ => {}
        }
    }
}

/// Why columns of `*` over a catalog are not known by their place.
fn not_in_order(span: Span) -> Why {
    Why {
        reason: "the order of a catalog's columns is not modelled".to_owned(),
        span,
    }
}

/// A value, or why it is not known; what the server refuses is an error.
pub(super) fn known<T>(found: Eval<T>, span: Span) -> Result<std::result::Result<T, Why>> {
    match found {
        Ok(value) => Ok(Ok(value)),
        Err(Stop::Unknown(mut why)) => {
            if why.span == Span::default() {
                why.span = span;
            }
            Ok(Err(why))
        }
        Err(Stop::Error(error)) => Err(error),
        Err(Stop::NotBound) => Ok(Err(Why {
            reason: "this is known only when it runs".to_owned(),
            span,
        })),
    }
}

/// A row as the value of a record; what is not known of it is left out.
pub(super) fn row_value(row: &Row) -> Value {
    let fields = row.columns.iter().filter_map(|(name, value)| match value {
        Ok(value) => Some((Cow::Owned(name.clone()), value.clone())),
        Err(_) => None,
    });
    Value::Row(Arc::new(fields.collect()))
}

fn range(from: i64, to: i64, by: i64, reverse: bool) -> Vec<Value> {
    let mut all = Vec::new();
    let mut at = from;
    while (if reverse { at >= to } else { at <= to }) && all.len() <= MAX_ROUNDS {
        all.push(Value::Int(at));
        let next = if reverse {
            at.checked_sub(by)
        } else {
            at.checked_add(by)
        };
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    all
}

/// What the end of a round means for the next one.
enum Round {
    Follows,
    MayFollow(Why),
    /// There is none: how the loop ends.
    Last(Flow),
}

fn of_round(flow: Flow, of: &PlLoop) -> Round {
    let own = |label: &Option<String>| label.is_none() || *label == of.label;
    match flow {
        // The rest of the round was tried already.
        Flow::Next | Flow::MayLeave(_, Reach::Round) => Round::Follows,
        Flow::MayLeave(why, Reach::Loop) => Round::MayFollow(why),
        Flow::Continue(label) if own(&label) => Round::Follows,
        Flow::Exit(label) if own(&label) => Round::Last(Flow::Next),
        flow => Round::Last(flow),
    }
}

/// Variables that statements set.
fn assigned(statements: &[PlStmt], names: &mut Vec<String>) {
    for statement in statements {
        match statement {
            PlStmt::Assign { variable, .. } => names.push(variable.clone()),
            PlStmt::Sql { into, .. } | PlStmt::Execute { into, .. } => {
                names.extend(into.iter().cloned());
            }
            PlStmt::Forget { variables, .. } => names.extend(variables.iter().cloned()),
            PlStmt::If {
                branches,
                otherwise,
            } => {
                for (_, body) in branches {
                    assigned(body, names);
                }
                assigned(otherwise, names);
            }
            PlStmt::Block(block) => {
                assigned(&block.body, names);
                for handler in &block.handlers {
                    assigned(&handler.body, names);
                }
            }
            PlStmt::Loop(of) => assigned(&of.body, names),
            PlStmt::Leave { .. }
            | PlStmt::Nothing
            | PlStmt::RaiseException { .. }
            | PlStmt::Return(_)
            | PlStmt::ReturnRows { .. } => {}
        }
    }
}

/// The SQLSTATE of RAISE.
fn state(condition: Option<&str>) -> &'static str {
    let Some(condition) = condition else {
        return "P0001";
    };
    let named = conditions::states_of(condition).next();
    named
        .or_else(|| conditions::known_state(condition))
        .unwrap_or("P0001")
}

/// The handler that catches an error of that SQLSTATE.
fn handler<'a>(block: &'a Block, state: &str) -> Option<&'a Handler> {
    block.handlers.iter().find(|handler| {
        let mut conditions = handler.conditions.iter();
        conditions.any(|condition| catches(condition, state))
    })
}

/// Whether an error's code is the server's, and not one of ours.
fn is_state(state: &str) -> bool {
    state.len() == 5
        && state
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// Whether a condition of a handler catches an error of that SQLSTATE. What is
/// not an error of the server is never caught.
fn catches(condition: &str, state: &str) -> bool {
    if !is_state(state) {
        return false;
    }
    if condition == "others" {
        return true;
    }
    let is_caught =
        |code: &str| code == state || (code.ends_with("000") && code.get(..2) == state.get(..2));
    conditions::states_of(condition).any(is_caught) || is_caught(condition)
}

/// A name in a string, as `to_regclass` reads it.
pub(super) fn text_name(text: &str, span: Span) -> Option<QName> {
    let (schema, name) = split_name(text)?;
    let name_at = |value: String| Name {
        value: crate::parse::cut_name(value),
        span,
    };
    Some(QName {
        schema: schema.map(name_at),
        name: name_at(name),
    })
}
