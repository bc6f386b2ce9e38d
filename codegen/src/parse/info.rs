//! What an expression or a query mentions, collected while it is read.

use crate::ddl::{CallRef, ColumnRef, Name, QName, TypeName};
use crate::diag::Span;
use std::sync::Arc;

/// Everything mentioned so far in a statement.
#[derive(Default)]
pub(super) struct Info {
    pub(super) columns: Vec<Arc<ColumnRef>>,
    pub(super) calls: Vec<CallRef>,
    pub(super) types: Vec<TypeName>,
    pub(super) relations: Vec<QName>,
    /// Relations whose rows change, with the statement that does it: of all of the
    /// statement, whichever part is looked at.
    pub(super) writes: Vec<(&'static str, QName)>,
    /// Relations in FROM at any level, with the name that columns refer to them by.
    pub(super) sources: Vec<(QName, Name)>,
    /// Subqueries in FROM without an alias.
    pub(super) unaliased: Vec<Span>,
    pub(super) has_subquery: bool,
    pub(super) has_aggregate_syntax: bool,
    /// A part was passed over, not read.
    pub(super) unparsed: bool,
}

/// A point to which [`Info`] can be cut back.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    columns: usize,
    calls: usize,
    types: usize,
    relations: usize,
    sources: usize,
    unaliased: usize,
    has_subquery: bool,
    has_aggregate_syntax: bool,
    unparsed: bool,
}

impl Info {
    /// Begins a part: its flags start as false.
    pub(super) fn mark(&mut self) -> Mark {
        let mark = Mark {
            columns: self.columns.len(),
            calls: self.calls.len(),
            types: self.types.len(),
            relations: self.relations.len(),
            sources: self.sources.len(),
            unaliased: self.unaliased.len(),
            has_subquery: self.has_subquery,
            has_aggregate_syntax: self.has_aggregate_syntax,
            unparsed: self.unparsed,
        };
        self.has_subquery = false;
        self.has_aggregate_syntax = false;
        self.unparsed = false;
        mark
    }

    /// Takes out what was mentioned since the mark.
    pub(super) fn take(&mut self, mark: Mark) -> Info {
        let part = Info {
            columns: split_off(&mut self.columns, mark.columns),
            calls: split_off(&mut self.calls, mark.calls),
            types: split_off(&mut self.types, mark.types),
            relations: split_off(&mut self.relations, mark.relations),
            writes: Vec::new(),
            sources: split_off(&mut self.sources, mark.sources),
            unaliased: split_off(&mut self.unaliased, mark.unaliased),
            has_subquery: self.has_subquery,
            has_aggregate_syntax: self.has_aggregate_syntax,
            unparsed: self.unparsed,
        };
        self.has_subquery = mark.has_subquery;
        self.has_aggregate_syntax = mark.has_aggregate_syntax;
        self.unparsed = mark.unparsed;
        part
    }

    /// Copies what was mentioned since the mark and keeps it.
    pub(super) fn copy(&mut self, mark: Mark) -> Info {
        let part = Info {
            columns: tail(&self.columns, mark.columns),
            calls: tail(&self.calls, mark.calls),
            types: tail(&self.types, mark.types),
            relations: tail(&self.relations, mark.relations),
            writes: Vec::new(),
            sources: tail(&self.sources, mark.sources),
            unaliased: tail(&self.unaliased, mark.unaliased),
            has_subquery: self.has_subquery,
            has_aggregate_syntax: self.has_aggregate_syntax,
            unparsed: self.unparsed,
        };
        self.has_subquery |= mark.has_subquery;
        self.has_aggregate_syntax |= mark.has_aggregate_syntax;
        self.unparsed |= mark.unparsed;
        part
    }

    /// Ends a part without looking at it.
    pub(super) fn keep(&mut self, mark: Mark) {
        self.has_subquery |= mark.has_subquery;
        self.has_aggregate_syntax |= mark.has_aggregate_syntax;
        self.unparsed |= mark.unparsed;
    }

    /// The column mentioned last, when it was not qualified.
    pub(super) fn last_column(&self) -> Option<&str> {
        let last = self.columns.last()?;
        last.qualifier
            .is_empty()
            .then_some(last.name.value.as_str())
    }

    /// Forgets columns mentioned since the mark.
    pub(super) fn forget_columns(&mut self, mark: Mark) {
        self.columns.truncate(mark.columns);
    }
}

fn split_off<T>(all: &mut Vec<T>, at: usize) -> Vec<T> {
    // The usual case must not allocate.
    if all.len() <= at {
        Vec::new()
    } else {
        all.split_off(at)
    }
}

fn tail<T: Clone>(all: &[T], at: usize) -> Vec<T> {
    all.get(at..).map(<[T]>::to_vec).unwrap_or_default()
}
