//! What the session has drawn from sequences: `currval` and `lastval` are refused where
//! that is certainly nothing (`sequence.c`).

use super::error::{Result, SqlError};
use super::{RelId, Replay, builtin};
use crate::ddl::{Body, Call, CallRef, ExprShape, FormKind, Stmt, StmtKind, Target};

/// The sequences from which the session has drawn. No ROLLBACK takes that back.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    /// Whether it is from these alone: only DISCARD makes that certain.
    certain: bool,
    sequences: Vec<RelId>,
    last: Option<RelId>,
}

impl Replay {
    /// 55000 for `SELECT currval(…)` of what has certainly given no value yet.
    pub(super) fn check_drawn(&self, stmt: &Stmt) -> Result {
        if !self.drawn.certain {
            return Ok(());
        }
        let Some((name, call)) = only_call(stmt) else {
            return Ok(());
        };
        let refuse = |message: String| {
            Err(SqlError::new("55000", call.span, message)
                .label("nothing was drawn since DISCARD")
                .help("call nextval() first"))
        };
        match (name, call.arguments.as_slice()) {
            ("lastval", []) => {
                let last = self.drawn.last.and_then(|last| self.catalog.rel(last));
                if last.is_none() {
                    return refuse("lastval is not yet defined in this session".to_owned());
                }
            }
            ("currval", [sequence]) => {
                let Some(id) = self.sequence_given(sequence) else {
                    return Ok(());
                };
                if !self.drawn.sequences.contains(&id) {
                    let name = self.catalog.rel(id).map(|relation| relation.name.as_str());
                    return refuse(format!(
                        "currval of sequence \"{}\" is not yet defined in this session",
                        name.unwrap_or_default()
                    ));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Follows what a statement draws that has run, or has been refused.
    pub(super) fn follow_drawn(&mut self, stmt: &Stmt, has_run: bool) {
        if has_run
            && matches!(
                &stmt.kind,
                StmtKind::NoEffect {
                    what: "DISCARD SEQUENCES",
                    ..
                }
            )
        {
            self.drawn = Drawn {
                certain: true,
                ..Drawn::default()
            };
            return;
        }
        if !self.drawn.certain {
            return;
        }
        let drawn = match only_call(stmt) {
            Some(("nextval", call)) if has_run => match call.arguments.as_slice() {
                [sequence] => self.sequence_given(sequence),
                _ => None,
            },
            _ => None,
        };
        if let Some(id) = drawn {
            if !self.drawn.sequences.contains(&id) {
                self.drawn.sequences.push(id);
            }
            self.drawn.last = Some(id);
            return;
        }
        self.drawn.certain = match &stmt.kind {
            StmtKind::CreateSequence(_)
            | StmtKind::AlterSequence(_)
            | StmtKind::Comment(_)
            | StmtKind::SetParameter(_)
            | StmtKind::SetSearchPath(_)
            | StmtKind::Transaction(_)
            | StmtKind::Drop(_) => true,
            // A view or a function may draw.
            StmtKind::NoEffect {
                what: "SELECT",
                calls,
                relations,
                ..
            } => relations.is_empty() && !calls.iter().any(draws),
            _ => false,
        };
    }

    /// The sequence that `'s'` or `'s'::regclass` names.
    fn sequence_given(&self, shape: &ExprShape) -> Option<RelId> {
        let (text, span) = match shape {
            ExprShape::Str(text) => (text, None),
            ExprShape::Cast(_, inner, written) => match inner.as_ref() {
                ExprShape::Str(text) => (text, written.as_ref().map(|ty| ty.span)),
                _ => return None,
            },
            _ => return None,
        };
        let span = span.unwrap_or_default();
        let name = crate::parse::relation_in_text(text, span)?;
        self.find_relation(&name)
    }
}

/// The call that is all of a SELECT, with the name of the function, when PostgreSQL's own
/// is meant.
fn only_call(stmt: &Stmt) -> Option<(&str, &Call)> {
    let StmtKind::NoEffect { what: "SELECT", .. } = &stmt.kind else {
        return None;
    };
    let [query] = stmt.access.as_ref()?.queries.as_slice() else {
        return None;
    };
    let Body::Plain {
        targets,
        from,
        conditions,
    } = query.body()
    else {
        return None;
    };
    let [Target::Expr { shape, .. }] = targets.as_slice() else {
        return None;
    };
    let ExprShape::Call(name, form) = shape else {
        return None;
    };
    let FormKind::Function(call) = form.kind() else {
        return None;
    };
    let schema = call.schema.as_ref().map(|schema| schema.value.as_str());
    let is_own = matches!(schema, None | Some("pg_catalog")) && !call.special;
    (from.is_empty() && conditions.is_empty() && is_own).then_some((name, call))
}

/// Whether a call may draw from a sequence.
fn draws(call: &CallRef) -> bool {
    let name = call.name.name.value.as_str();
    let schema = call.name.schema.as_ref();
    let is_own = schema.is_none_or(|schema| schema.value == "pg_catalog");
    !is_own || !builtin::is_function(name) || matches!(name, "nextval" | "setval")
}
