//! Which columns a statement reads and writes, and what each name may refer to.

use super::cursor::Parser;
use crate::ddl::{Access, FromItem, Level};

impl Parser<'_> {
    /// Begins a level inside the one that is being read; the caller sets
    /// [`Parser::level`] back to what this returns.
    pub(super) fn enter_level(&mut self) -> Option<usize> {
        let outer = self.level;
        self.at_outputs = false;
        self.level = Some(self.access.levels.len());
        self.access.levels.push(Level {
            parent: outer,
            ..Level::default()
        });
        outer
    }

    /// Begins a level whose names may be anything.
    pub(super) fn enter_open_level(&mut self) {
        self.enter_level();
        if let Some(level) = self.this_level() {
            level.open = true;
        }
    }

    pub(super) fn this_level(&mut self) -> Option<&mut Level> {
        self.access.levels.get_mut(self.level?)
    }

    /// Says what the level's FROM is, which is read after what refers to it.
    pub(super) fn level_from(&mut self, from: &[FromItem]) {
        if let Some(level) = self.this_level() {
            level.from = from.to_vec();
        }
    }

    /// Notes the `$1` that comes next.
    pub(super) fn note_parameter(&mut self) {
        let number = self.tok_text(0).get(1..).and_then(|n| n.parse().ok());
        if let (Some(number), true) = (number, self.level.is_some()) {
            let at = self.pos();
            let span = self.span(self.bytes(at, at + 1));
            self.access.parameters.push((number, span));
        }
    }

    /// Everything that was noted.
    pub(super) fn take_access(&mut self) -> Option<Box<Access>> {
        let mut access = std::mem::take(&mut self.access);
        // A file may have a million statements, most of them with one element in each.
        access.writes.shrink_to_fit();
        access.levels.shrink_to_fit();
        access.reads.shrink_to_fit();
        access.calls.shrink_to_fit();
        access.inserts.shrink_to_fit();
        access.changes.shrink_to_fit();
        access.literals.shrink_to_fit();
        access.queries.shrink_to_fit();
        let is_empty = access.writes.is_empty()
            && access.reads.is_empty()
            && access.calls.is_empty()
            && access.grouping.is_none()
            && access.queries.is_empty()
            && access.conflicts.is_empty()
            && access.inserts.is_empty()
            && access.changes.is_empty()
            && access.named.is_empty()
            && access.parameters.is_empty()
            && access.literals.is_empty();
        (!is_empty).then(|| Box::new(access))
    }

    /// The columns that are written alone.
    pub(super) fn take_writes(&mut self) -> Option<Box<Access>> {
        self.access.levels.clear();
        self.access.reads.clear();
        self.access.calls.clear();
        self.access.grouping = None;
        self.access.queries.clear();
        self.access.conflicts.clear();
        self.access.parameters.clear();
        self.take_access()
    }
}
