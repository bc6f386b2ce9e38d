//! What a revision does to tables that have rows where it runs.
//!
//! A table that a revision makes is empty for the rest of it, and nothing waits
//! for its locks; one that it has emptied has no rows to look at. So what counts is what was there before the revision: with a
//! lock, the tables of released revisions, since no database has the drafts
//! apart from those of developers; without one, the tables of every earlier
//! revision. What is released has run, cannot be edited, and is not judged.

use super::{Applied, AppliedStmt, Finding, History};
use crate::catalog::{RelId, Relation, Work};
use crate::chain::State;
use crate::ddl::StmtKind;
use crate::diag::Span;

/// A piece of work on a table that may have rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deployed<'h, 'a> {
    /// The revision.
    pub(super) revision: &'h Applied<'a>,
    /// The statement.
    pub(super) statement: &'h AppliedStmt<'a>,
    /// What it makes the server do.
    pub(super) work: &'h Work,
    /// The table before the revision.
    pub(super) table: &'h Relation,
}

impl<'h, 'a> Deployed<'h, 'a> {
    /// The statements of the revision before this one.
    pub(super) fn earlier(self) -> impl Iterator<Item = &'h AppliedStmt<'a>> {
        self.revision
            .statements
            .iter()
            .take_while(move |statement| !std::ptr::eq(*statement, self.statement))
    }

    /// Where a finding belongs: an `allow` above the statement must reach it.
    pub(super) fn place(&self) -> Span {
        place(self.statement, self.work.span)
    }
}

/// The place of a finding about some words of a statement, which may come from
/// a directive above it.
pub(super) fn place(statement: &AppliedStmt<'_>, words: Span) -> Span {
    let is_inside = words.file == statement.span.file
        && statement.span.start <= words.start
        && words.end <= statement.span.end;
    if is_inside { words } else { statement.span }
}

/// The revisions whose effect on a deployed database counts.
pub(super) fn revisions<'h, 'a>(history: &'h History<'a>) -> impl Iterator<Item = &'h Applied<'a>> {
    history
        .revisions
        .iter()
        .filter(|revision| !history.is_locked || revision.state == State::Draft)
}

/// All work that revisions make for tables that may have rows.
pub(super) fn work<'h, 'a>(history: &'h History<'a>) -> impl Iterator<Item = Deployed<'h, 'a>> {
    revisions(history).flat_map(move |revision| {
        revision.statements.iter().flat_map(move |statement| {
            statement.work.iter().filter_map(move |work| {
                let table = existing(history, revision, work.table)?;
                let deployed = Deployed {
                    revision,
                    statement,
                    work,
                    table,
                };
                (!is_emptied(history, deployed)).then_some(deployed)
            })
        })
    })
}

/// Whether the revision has taken all rows out of the table before.
fn is_emptied(history: &History<'_>, deployed: Deployed<'_, '_>) -> bool {
    deployed
        .earlier()
        .any(|statement| match &statement.stmt.kind {
            StmtKind::NoEffect {
                what, relations, ..
            } => {
                let mut relations = relations.iter();
                match *what {
                    "TRUNCATE" => relations.any(|name| name.name.value == deployed.table.name),
                    "DELETE" => {
                        let text = history.sources.text(statement.span);
                        relations.len() == 1
                            && relations.any(|name| name.name.value == deployed.table.name)
                            && !text
                                .split_whitespace()
                                .any(|word| word.eq_ignore_ascii_case("where"))
                    }
                    _ => false,
                }
            }
            _ => false,
        })
}

/// A relation as it was before a revision, if it may be in use by then.
pub(super) fn existing<'h>(
    history: &History<'_>,
    revision: &'h Applied<'_>,
    id: RelId,
) -> Option<&'h Relation> {
    let relation = revision.before.relations.get(id.0)?;
    if history.is_locked {
        // Numbers are given in the order of creation and never twice.
        let made = history
            .revisions
            .partition_point(|other| other.after.relations.next_id() <= id.0);
        let maker = history.revisions.get(made)?;
        if maker.state == State::Draft {
            return None;
        }
    }
    Some(relation)
}

/// Adds a finding about a piece of work.
pub(super) fn report(
    deployed: Deployed<'_, '_>,
    diagnostic: crate::diag::Diagnostic,
    out: &mut Vec<Finding>,
) {
    out.push(Finding {
        span: deployed.place(),
        diagnostic,
        certainty: super::Certainty::Certain,
    });
}
