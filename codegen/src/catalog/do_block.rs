//! `DO` blocks: what their form decides is run, the rest taints.

use super::Replay;
use super::error::{Result, SqlError};
use super::rewrite::split_name;
use crate::ddl::{Block, Condition, DoBlock, DoBody, Handler, Name, PlStmt, QName};
use crate::diag::Span;

/// How a sequence of statements ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    Next,
    Return,
    /// Something that is not decided may have returned, there.
    MayReturn(Span),
}

impl Flow {
    /// This or the other, when either may be.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Next, other) => other,
            (this, _) => this,
        }
    }
}

/// Names of conditions, as in appendix A of the manual. Those of a class end
/// in `000` and stand for all of it.
const CONDITIONS: &[(&str, &str)] = &[
    ("ambiguous_column", "42702"),
    ("ambiguous_function", "42725"),
    ("cannot_coerce", "42846"),
    ("check_violation", "23514"),
    ("data_exception", "22000"),
    ("datatype_mismatch", "42804"),
    ("dependent_objects_still_exist", "2BP01"),
    ("dependent_privilege_descriptors_still_exist", "2B000"),
    ("duplicate_alias", "42712"),
    ("duplicate_column", "42701"),
    ("duplicate_cursor", "42P03"),
    ("duplicate_database", "42P04"),
    ("duplicate_file", "58P02"),
    ("duplicate_function", "42723"),
    ("duplicate_object", "42710"),
    ("duplicate_prepared_statement", "42P05"),
    ("duplicate_schema", "42P06"),
    ("duplicate_table", "42P07"),
    ("exclusion_violation", "23P01"),
    ("feature_not_supported", "0A000"),
    ("foreign_key_violation", "23503"),
    ("grouping_error", "42803"),
    ("insufficient_privilege", "42501"),
    ("integrity_constraint_violation", "23000"),
    ("invalid_column_definition", "42611"),
    ("invalid_column_reference", "42P10"),
    ("invalid_foreign_key", "42830"),
    ("invalid_function_definition", "42P13"),
    ("invalid_name", "42602"),
    ("invalid_object_definition", "42P17"),
    ("invalid_parameter_value", "22023"),
    ("invalid_schema_definition", "42P15"),
    ("invalid_schema_name", "3F000"),
    ("invalid_table_definition", "42P16"),
    ("invalid_text_representation", "22P02"),
    ("invalid_transaction_state", "25000"),
    ("name_too_long", "42622"),
    ("not_null_violation", "23502"),
    ("object_in_use", "55006"),
    ("object_not_in_prerequisite_state", "55000"),
    ("plpgsql_error", "P0000"),
    ("raise_exception", "P0001"),
    ("reserved_name", "42939"),
    ("restrict_violation", "23001"),
    ("syntax_error", "42601"),
    ("syntax_error_or_access_rule_violation", "42000"),
    ("undefined_column", "42703"),
    ("undefined_file", "58P01"),
    ("undefined_function", "42883"),
    ("undefined_object", "42704"),
    ("undefined_parameter", "42P02"),
    ("undefined_table", "42P01"),
    ("unique_violation", "23505"),
    ("unsafe_new_enum_value_usage", "55P04"),
    ("wrong_object_type", "42809"),
];

impl Replay {
    /// `DO`.
    pub(super) fn do_block(&mut self, stmt: &DoBlock) -> Result {
        match &stmt.body {
            DoBody::Block(block) => {
                self.run_block(block)?;
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
                    self.no_effect("DO", calls, &[], *span)?;
                }
            }
        }
        Ok(())
    }

    fn run_block(&mut self, block: &Block) -> Result<Flow> {
        const MAY_FAIL: &str = "whether the block fails and its handler runs is not decided";
        if block.handlers.is_empty() {
            return self.run_all(&block.body);
        }
        let before = self.catalog.clone();
        let failed = std::mem::take(&mut self.trial.failed);
        let error = match self.subtransaction(|replay| replay.run_all(&block.body)) {
            Ok(flow) => {
                let may_fail = std::mem::replace(&mut self.trial.failed, failed);
                let handlers: Vec<&Handler> = may_fail
                    .iter()
                    .filter_map(|state| handler(block, state))
                    .collect();
                if !handlers.is_empty() {
                    self.uncertain_since(&before, block.span, MAY_FAIL);
                    let bodies: Vec<&[PlStmt]> = handlers
                        .iter()
                        .map(|handler| handler.body.as_slice())
                        .collect();
                    return Ok(flow.or(self.try_each(&bodies, block.span, MAY_FAIL)));
                }
                return Ok(flow);
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
                Flow::Return => return Ok(flow),
                Flow::MayReturn(span) => {
                    let rest = statements.get(at + 1..).unwrap_or(&[]);
                    self.try_each(&[rest], span, "the block may return before this");
                    return Ok(flow);
                }
            }
        }
        Ok(Flow::Next)
    }

    fn run_one(&mut self, statement: &PlStmt) -> Result<Flow> {
        match statement {
            PlStmt::Sql(stmt) => self.dispatch(stmt)?,
            PlStmt::Execute(all) => {
                for stmt in all {
                    self.dispatch(stmt)?;
                }
            }
            PlStmt::Block(block) => return self.run_block(block),
            PlStmt::If {
                branches,
                otherwise,
                span,
            } => return self.run_if(branches, otherwise, *span),
            PlStmt::Nothing => {}
            PlStmt::Return => return Ok(Flow::Return),
            PlStmt::RaiseException { span } => {
                return Err(
                    SqlError::new("P0001", *span, "the block raises an exception")
                        .label("raised here"),
                );
            }
        }
        Ok(Flow::Next)
    }

    fn run_if(
        &mut self,
        branches: &[(Condition, Vec<PlStmt>)],
        otherwise: &[PlStmt],
        span: Span,
    ) -> Result<Flow> {
        for (at, (condition, body)) in branches.iter().enumerate() {
            match self.decide(condition) {
                Some(true) => return self.run_all(body),
                Some(false) => {}
                None => {
                    // Any of the branches from here on may run.
                    let rest: Vec<&[PlStmt]> = branches
                        .iter()
                        .skip(at)
                        .map(|(_, body)| body.as_slice())
                        .chain([otherwise])
                        .collect();
                    let (reason, place) =
                        undecided(condition).unwrap_or(("the condition is not decided", span));
                    return Ok(self.try_each(&rest, place, reason));
                }
            }
        }
        self.run_all(otherwise)
    }

    /// Tries statements of which any or none may run.
    fn try_each(&mut self, bodies: &[&[PlStmt]], span: Span, reason: &str) -> Flow {
        let mut returns = false;
        self.uncertain(span, reason, bodies.len(), |replay, at| {
            // In a trial nothing fails.
            let flow = replay.run_all(bodies.get(at).copied().unwrap_or(&[]));
            returns |= !matches!(flow, Ok(Flow::Next));
        });
        if returns {
            Flow::MayReturn(span)
        } else {
            Flow::Next
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
            PlStmt::Sql(stmt) => self.taint_named(stmt, &error.message),
            PlStmt::Execute(all) => {
                for stmt in all {
                    self.taint_named(stmt, &error.message);
                }
            }
            // Each statement within has been tried by itself.
            _ => {}
        }
    }

    /// Whether a condition holds; `None` when that cannot be told.
    fn decide(&self, condition: &Condition) -> Option<bool> {
        match condition {
            Condition::Not(inner) => self.decide(inner).map(|value| !value),
            Condition::And(a, b) => match (self.decide(a), self.decide(b)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Condition::Or(a, b) => match (self.decide(a), self.decide(b)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
            Condition::Constant(value) => Some(*value),
            Condition::Exists(lookup) => self.look_up(lookup),
            Condition::Regclass {
                name,
                is_type,
                span,
            } => {
                if self.catalog.taints.iter().any(|taint| taint.everything) {
                    return None;
                }
                let name = text_name(name, *span)?;
                Some(if *is_type {
                    self.find_type(&name).is_some()
                } else {
                    self.find_relation(&name).is_some() || self.is_system_relation(&name)
                })
            }
            Condition::ServerVersion { operator, number } => {
                // Of a server only the major version is known: 15 is 150000 up
                // to 159999.
                let low = i64::from(self.catalog.version.0) * 10_000;
                let high = low + 9_999;
                let both = |holds: fn(&i64, &i64) -> bool| {
                    let (a, b) = (holds(&low, number), holds(&high, number));
                    (a == b).then_some(a)
                };
                match operator.as_str() {
                    ">=" => both(i64::ge),
                    ">" => both(i64::gt),
                    "<" => both(i64::lt),
                    "<=" => both(i64::le),
                    "=" if !(low..=high).contains(number) => Some(false),
                    _ => None,
                }
            }
            Condition::Unknown { .. } => None,
        }
    }
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
    let code = CONDITIONS
        .iter()
        .find(|(name, _)| *name == condition)
        .map_or(condition, |(_, code)| code);
    code == state || (code.ends_with("000") && code.get(..2) == state.get(..2))
}

/// The part of a condition that is not decided, and why.
fn undecided(condition: &Condition) -> Option<(&str, Span)> {
    match condition {
        Condition::Unknown { reason, span } => Some((reason, *span)),
        Condition::Not(inner) => undecided(inner),
        Condition::And(a, b) | Condition::Or(a, b) => undecided(a).or_else(|| undecided(b)),
        Condition::Exists(lookup) => Some((
            "what it looks up is not part of the replayed catalog",
            lookup.span,
        )),
        Condition::Regclass { span, .. } => Some(("the name is not certain", *span)),
        Condition::Constant(_) | Condition::ServerVersion { .. } => None,
    }
}

/// A name in a string, as `to_regclass` reads it.
pub(super) fn text_name(text: &str, span: Span) -> Option<QName> {
    let (schema, name) = split_name(text)?;
    let name_at = |value: String| Name { value, span };
    Some(QName {
        schema: schema.map(name_at),
        name: name_at(name),
    })
}
