//! Which statement goes where.

use super::error::{Result, SqlError};
use super::{Catalog, Change, ChangeKind, ObjectId};
use crate::ddl::{Stmt, StmtKind};
use crate::diag::{Diagnostic, Span};

/// A session on a [`Catalog`]: applies statements in order.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The state so far.
    pub catalog: Catalog,
    /// What the statements since the last [`Replay::take_changes`] did.
    pub(super) changes: Vec<Change>,
    /// Notices and taints that do not stop the replay.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Replay {
    /// Applies one statement. On an error nothing of it is left in the catalog.
    pub fn apply(&mut self, stmt: &Stmt) -> Result {
        let before = self.catalog.clone();
        let changes = self.changes.len();
        let result = self.dispatch(stmt);
        if result.is_err() {
            self.catalog = before;
            self.changes.truncate(changes);
        }
        result
    }

    fn dispatch(&mut self, stmt: &Stmt) -> Result {
        match &stmt.kind {
            StmtKind::Opaque { reason, .. } => {
                Err(SqlError::new("0A000", stmt.span, reason.clone()))
            }
            _ => Ok(()),
        }
    }

    /// What was done since the last call.
    pub fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// Notes that something was done to an object.
    pub(super) fn changed(&mut self, object: ObjectId, kind: ChangeKind, span: Span) {
        self.changes.push(Change { object, kind, span });
    }

    /// Diagnostics that did not stop the replay, since the last call.
    pub fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.diagnostics)
    }
}
