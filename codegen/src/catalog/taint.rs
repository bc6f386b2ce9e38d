//! What is no longer certain, because a statement could not be modelled.
//!
//! Such a statement is not an error of itself: what it may have touched is
//! tainted, and using a tainted object is the error, at the place of use, which
//! says how to settle it.

use super::error::{Result, SqlError};
use super::{RelId, Replay, Taint};
use crate::ddl::QName;
use crate::diag::{Diagnostic, Span};

/// The code of errors about tainted objects.
const CODE: &str = "tainted";

impl Replay {
    /// Notes that a statement may have changed `touches`, or anything when that
    /// is empty.
    pub(super) fn taint(&mut self, span: Span, reason: &str, touches: &[QName]) {
        let index = self.catalog.taints.len();
        let everything = touches.is_empty();
        self.catalog.taints.push(Taint {
            span,
            reason: reason.to_owned(),
            everything,
        });
        let touched: Vec<RelId> = if everything {
            let all = self.catalog.relations.iter();
            all.map(|(id, _)| RelId(id)).collect()
        } else {
            let found = touches.iter();
            found.filter_map(|name| self.find_relation(name)).collect()
        };
        for id in touched {
            if let Some(relation) = self.catalog.rel_mut(id) {
                relation.taint.get_or_insert(index);
            }
        }
        let mut warning = Diagnostic::warning(
            "not-modelled",
            span,
            format!("the effect of this statement on the schema is not known: {reason}"),
        )
        .with_label("not modelled");
        warning.help.push(settle().to_owned());
        self.diagnostics.push(warning);
    }

    /// Refuses a relation that a statement which is not modelled may have changed.
    pub(super) fn check_taint(&self, id: RelId, span: Span) -> Result {
        let Some(relation) = self.catalog.rel(id) else {
            return Ok(());
        };
        let taint = relation.taint.and_then(|at| self.catalog.taints.get(at));
        match taint {
            Some(taint) => Err(error(taint, span, relation.word(), &relation.name)),
            None => Ok(()),
        }
    }

    /// The error to give in place of "does not exist" when a statement that is
    /// not modelled may have created anything.
    pub(super) fn tainted_everything(
        &self,
        span: Span,
        word: &str,
        name: &str,
    ) -> Option<Box<SqlError>> {
        let taint = self.catalog.taints.iter().find(|taint| taint.everything)?;
        Some(error(taint, span, word, name))
    }
}

fn error(taint: &Taint, span: Span, word: &str, name: &str) -> Box<SqlError> {
    SqlError::new(
        CODE,
        span,
        format!("{word} \"{name}\" may have been changed by a statement that is not modelled"),
    )
    .label("not certain")
    .detail(taint.reason.clone())
    .also(taint.span, "this statement")
    .help(settle())
}

fn settle() -> &'static str {
    "write above that statement what it does to the schema, `-- pgbindgen: effect \"CREATE TABLE …\"`, \
     or `-- pgbindgen: no-effect` if it does nothing to it"
}
