//! The ordered, verified history: which revision follows which.
//!
//! The order comes from what the files say of their parents, never from their
//! names. Faults are reported all at once; each is repaired in thought before
//! the next check, so that one fault is one report.

mod graph;
mod heads;
mod lock;
mod names;
mod script;

pub use names::{MAX_ID, corrected};

use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};
use crate::source::Project;
use crate::source::layout::{Entry, Read};
use pgbindgen_model::Checksum;
use std::collections::BTreeSet;

pub use crate::source::layout::Transaction;

/// The history of one project.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Chain {
    /// The revisions, each after all of its parents; where that leaves a
    /// choice, in the order of their ids.
    pub revisions: Vec<Revision>,
    /// Whether the order can be trusted: with a missing parent, two heads or a
    /// file that is not understood, what follows from it would be nonsense.
    pub sound: bool,
    /// For each head, the places in `revisions` of all that it follows and its
    /// own, when nothing but the number of heads is wrong; empty otherwise. The
    /// history of each head can be trusted then.
    pub branches: Vec<Vec<usize>>,
}

/// One revision in its place.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Revision {
    /// The id, where the file states it.
    pub id: Spanned<String>,
    /// The revisions that it follows: none for the root, two for a merge.
    pub parents: Vec<Spanned<String>>,
    /// Its labels.
    pub labels: Vec<Spanned<String>>,
    /// Whether it runs in a transaction.
    pub transaction: Spanned<Transaction>,
    /// Whether its way back does.
    pub down_transaction: Transaction,
    /// Why there is no way back, where the file says so.
    pub irreversible: Option<Spanned<String>>,
    /// The SQL that applies it.
    pub up: Span,
    /// The SQL that undoes it.
    pub down: Option<Span>,
    /// The file with the header.
    pub file: FileId,
    /// The files that it is made of beside that one.
    pub others: Vec<FileId>,
    /// The line that states the id.
    pub header: Span,
    /// What the lock says of it.
    pub state: State,
}

impl Revision {
    /// The checksum of its file, or of all of its files: of what lies on the
    /// disk, whatever runs of it.
    pub fn checksum(&self, sources: &SourceMap) -> Checksum {
        let text = sources.file(self.file).text();
        if self.others.is_empty() {
            return pgbindgen_model::checksum(text);
        }
        let mut all = pgbindgen_model::checksum(text).to_string();
        for other in &self.others {
            all.push('\n');
            all.push_str(&pgbindgen_model::checksum(sources.file(*other).text()).to_string());
        }
        pgbindgen_model::checksum(&all)
    }
}

/// Whether a revision may still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It may: it is in the lock as a draft, or not at all.
    Draft,
    /// It may not: it has run somewhere.
    Released,
}

impl Chain {
    /// The chain of a project's files.
    pub fn build(project: &Project, out: &mut Vec<Diagnostic>) -> Self {
        if project.layout.is_none() {
            return Self::default();
        }
        let read = &project.read;
        let mut found = project.read_faults.clone();
        let lock = project
            .lock
            .and_then(|file| lock::read(file, &project.sources, &mut found));
        let chain = Self::new(read, &project.sources, lock.as_ref(), &mut found);
        let mut faults = found
            .iter()
            .filter(|diagnostic| diagnostic.is_error() && !is_harmless(diagnostic.code))
            .peekable();
        let sound = read.broken.is_empty() && faults.peek().is_none();
        let forked = read.broken.is_empty()
            && !sound
            && faults.all(|diagnostic| diagnostic.code == "two-heads");
        out.extend(
            found
                .into_iter()
                .map(|fault| fault.on_disk(&project.sources)),
        );
        Self {
            sound,
            branches: if forked { chain.branches } else { Vec::new() },
            ..chain
        }
    }

    fn new(
        read: &Read,
        sources: &SourceMap,
        lock: Option<&lock::LockFile>,
        out: &mut Vec<Diagnostic>,
    ) -> Self {
        let duplicates = if read.is_line {
            BTreeSet::new()
        } else {
            names::check(&read.entries, sources, out)
        };
        let entries: Vec<&Entry> = read
            .entries
            .iter()
            .enumerate()
            .filter(|(index, _)| !duplicates.contains(index))
            .map(|(_, entry)| entry)
            .collect();
        let released = |id: &str| lock.is_some_and(|lock| lock.is_released(id));
        let mut graph = graph::Graph::new(&entries, &read.broken, out);
        let order = graph.order(&entries, out);
        heads::roots(&mut graph, &entries, &read.broken, out);
        let all: Vec<usize> = (0..entries.len()).collect();
        let branches = graph
            .heads_of(&all)
            .into_iter()
            .map(|head| {
                let behind = graph.ancestors(head);
                let places = order.iter().enumerate();
                places
                    .filter(|(_, index)| behind.contains(index))
                    .map(|(place, _)| place)
                    .collect()
            })
            .collect();
        heads::heads(&mut graph, &entries, &released, sources, out);

        let revisions: Vec<Revision> = order
            .into_iter()
            .map(|index| revision(entries[index], &released))
            .collect();
        if let Some(lock) = lock {
            lock::check(lock, &revisions, read, sources, out);
        }
        Self {
            revisions,
            sound: true,
            branches,
        }
    }

    /// The revision of an id.
    pub fn revision(&self, id: &str) -> Option<&Revision> {
        self.revisions
            .iter()
            .find(|revision| revision.id.value == id)
    }

    /// The revisions that no other follows, in chain order.
    pub fn heads(&self) -> Vec<&Revision> {
        let mut followed: BTreeSet<&str> = BTreeSet::new();
        for revision in &self.revisions {
            for parent in &revision.parents {
                followed.insert(&parent.value);
            }
        }
        self.revisions
            .iter()
            .filter(|revision| !followed.contains(revision.id.value.as_str()))
            .collect()
    }
}

/// Faults that leave the order and the SQL of the chain as they are, so that
/// later stages can go on.
fn is_harmless(code: &str) -> bool {
    matches!(
        code,
        "illegal-characters"
            | "id-too-long"
            | "id-unlike-file-name"
            | "irreversible-with-down"
            | "section-order"
            | "edited-after-release"
            | "missing-released"
            | "renamed-after-release"
            | "reparented-after-release"
            | "removed-revision"
            | "released-behind-draft"
            | "invalid-lock"
    )
}

fn revision(entry: &Entry, released: &dyn Fn(&str) -> bool) -> Revision {
    Revision {
        id: entry.id.clone(),
        parents: entry.parents.clone(),
        labels: entry.labels.clone(),
        transaction: entry.transaction.clone(),
        down_transaction: entry.down_transaction.unwrap_or(entry.transaction.value),
        irreversible: entry.irreversible.clone(),
        up: entry.up,
        down: entry.down,
        file: entry.file,
        others: entry.others.clone(),
        header: entry.header,
        state: if released(&entry.id.value) {
            State::Released
        } else {
            State::Draft
        },
    }
}

impl Revision {
    /// Every text that it is made of: those on the disk and those that run.
    pub fn texts(&self) -> impl Iterator<Item = FileId> + '_ {
        [
            Some(self.file),
            Some(self.up.file),
            self.down.map(|down| down.file),
        ]
        .into_iter()
        .flatten()
        .chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests;
