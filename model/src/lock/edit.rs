//! Editing the lock. Drafts come, go and move freely; a released entry only
//! changes by an amendment, which needs a reason.

use std::fmt;

use super::{Entry, Lock, State};
use crate::Checksum;

/// An edit that the lock does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditError(String);

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for EditError {}

/// What an amendment changes of a released revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amendment {
    /// Its file was edited, or its parents are others now.
    Edited {
        /// The checksum of the file as it is now.
        checksum: Checksum,
        /// The parents as they are now.
        parents: Vec<String>,
    },
    /// It has another id now.
    Renamed {
        /// The new id.
        to: String,
        /// The checksum of the file as it is now.
        checksum: Checksum,
    },
    /// It has been taken out of the chain.
    Removed,
}

/// What [`Lock::update_drafts`] did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A draft was added.
    Added(String),
    /// A draft was dropped.
    Dropped(String),
    /// A draft got other parents.
    Reparented(String),
}

impl Lock {
    /// Adds a draft at the end.
    ///
    /// # Errors
    ///
    /// When the id is taken, or a parent is not in the lock.
    pub fn add_draft(&mut self, id: &str, parents: &[&str]) -> Result<(), EditError> {
        if self.entry(id).is_some() {
            return Err(EditError(format!("revision `{id}` is in the lock already")));
        }
        self.check_parents(id, parents)?;
        self.entries.push(draft(id, parents));
        Ok(())
    }

    /// Drops a draft.
    ///
    /// # Errors
    ///
    /// When there is no such draft, or another revision follows it.
    pub fn drop_draft(&mut self, id: &str) -> Result<(), EditError> {
        let at = self.draft(id)?;
        if let Some(child) = self.child(id) {
            return Err(EditError(format!(
                "revision `{}` follows `{id}`: drop or re-parent it first",
                child.id
            )));
        }
        self.entries.remove(at);
        Ok(())
    }

    /// Gives a draft other parents; it moves behind them where needed.
    ///
    /// # Errors
    ///
    /// When there is no such draft, a parent is not in the lock, or the parent
    /// follows the draft itself.
    pub fn reparent_draft(&mut self, id: &str, parents: &[&str]) -> Result<(), EditError> {
        let at = self.draft(id)?;
        self.check_parents(id, parents)?;
        self.entries[at].parents = owned(parents);
        self.order().map_err(|()| {
            EditError(format!(
                "revision `{id}` cannot follow `{}`, which follows it",
                parents.join("`, `")
            ))
        })
    }

    /// Releases a draft. All of its parents must be released: what is released
    /// is a history, not a gap in one.
    ///
    /// # Errors
    ///
    /// When there is no such draft, or a parent is a draft.
    pub fn release(&mut self, id: &str, checksum: Checksum) -> Result<(), EditError> {
        let at = self.draft(id)?;
        for parent in &self.entries[at].parents {
            if self.entry(parent).is_none_or(|entry| !entry.is_released()) {
                return Err(EditError(format!(
                    "revision `{id}` follows `{parent}`, which is not released: release it first"
                )));
            }
        }
        self.entries[at].state = State::Released { checksum };
        Ok(())
    }

    /// Settles a change of a released revision, with the reason.
    ///
    /// # Errors
    ///
    /// When there is no such released revision, the reason is empty, the new
    /// name is taken, it would follow a draft, or the chain would not hold
    /// together.
    pub fn amend(&mut self, id: &str, to: Amendment, reason: &str) -> Result<(), EditError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(EditError("an amendment needs a reason".into()));
        }
        let at = self.released(id)?;
        let before = self.clone();
        let mut kept = reason.to_owned();
        match to {
            Amendment::Edited { checksum, parents } => {
                let refs: Vec<&str> = parents.iter().map(String::as_str).collect();
                self.check_parents(id, &refs)?;
                if let Some(draft) = parents
                    .iter()
                    .find(|parent| self.entry(parent).is_some_and(|entry| !entry.is_released()))
                {
                    return Err(EditError(format!(
                        "revision `{id}` is released and would follow `{draft}`, a draft: where \
                         `{id}` has run, `{draft}` never would; give `{id}` its parents back \
                         and let `{draft}` follow the last released revision"
                    )));
                }
                self.entries[at].state = State::Released { checksum };
                self.entries[at].parents = parents;
            }
            Amendment::Renamed { to, checksum } => {
                if self.entry(&to).is_some() {
                    return Err(EditError(format!("revision `{to}` is in the lock already")));
                }
                kept = format!("renamed from {id}: {reason}");
                self.entries[at].id.clone_from(&to);
                self.entries[at].state = State::Released { checksum };
                for entry in &mut self.entries {
                    for parent in entry.parents.iter_mut().filter(|p| *p == id) {
                        parent.clone_from(&to);
                    }
                }
            }
            Amendment::Removed => {
                if let Some(child) = self.child(id) {
                    return Err(EditError(format!(
                        "revision `{}` follows `{id}`: give it other parents first",
                        child.id
                    )));
                }
                self.entries[at].state = State::Removed;
            }
        }
        self.entries[at].amended.push(kept);
        if self.order().is_err() {
            *self = before;
            return Err(EditError(format!(
                "revision `{id}` cannot follow a revision that follows it"
            )));
        }
        Ok(())
    }

    /// Makes the drafts those of a chain, given as ids and parents in chain
    /// order: new ones are added, those that are gone dropped, parents and
    /// order brought up to date. Released and removed entries stay as they
    /// are, even where the chain says otherwise: that is for an amendment.
    pub fn update_drafts(&mut self, chain: &[(&str, &[&str])]) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut old = std::mem::take(&mut self.entries);
        for &(id, parents) in chain {
            let Some(at) = old.iter().position(|entry| entry.id == id) else {
                changes.push(Change::Added(id.to_owned()));
                self.entries.push(draft(id, parents));
                continue;
            };
            let mut entry = old.remove(at);
            if entry.state == State::Draft && entry.parents != parents {
                changes.push(Change::Reparented(id.to_owned()));
                entry.parents = owned(parents);
            }
            self.entries.push(entry);
        }
        for entry in old {
            if entry.state == State::Draft {
                changes.push(Change::Dropped(entry.id));
            } else {
                // Its line stays, so that the fault keeps being reported.
                self.entries.push(entry);
            }
        }
        // A chain comes without cycles; a released entry that contradicts it
        // leaves the order as it is.
        let _ = self.order();
        changes
    }

    fn child(&self, id: &str) -> Option<&Entry> {
        self.entries
            .iter()
            .find(|entry| !entry.is_removed() && entry.parents.iter().any(|p| p == id))
    }

    fn draft(&self, id: &str) -> Result<usize, EditError> {
        let at = self.entries.iter().position(|entry| entry.id == id);
        match at.map(|at| (at, self.entries[at].state)) {
            Some((at, State::Draft)) => Ok(at),
            Some((_, State::Released { .. })) => Err(EditError(format!(
                "revision `{id}` is released: `pgbindgen lock --amend {id} --reason TEXT` is the \
                 only way to change it"
            ))),
            Some((_, State::Removed)) => Err(EditError(format!("revision `{id}` is removed"))),
            None => Err(EditError(format!("revision `{id}` is not in the lock"))),
        }
    }

    fn released(&self, id: &str) -> Result<usize, EditError> {
        let at = self.entries.iter().position(|entry| entry.id == id);
        match at.map(|at| (at, self.entries[at].state)) {
            Some((at, State::Released { .. })) => Ok(at),
            Some((_, State::Draft)) => Err(EditError(format!(
                "revision `{id}` is a draft and may change without an amendment"
            ))),
            Some((_, State::Removed)) => Err(EditError(format!("revision `{id}` is removed"))),
            None => Err(EditError(format!("revision `{id}` is not in the lock"))),
        }
    }

    fn check_parents(&self, id: &str, parents: &[&str]) -> Result<(), EditError> {
        for parent in parents {
            if *parent == id {
                return Err(EditError(format!("revision `{id}` cannot follow itself")));
            }
            if self.entry(parent).is_none_or(Entry::is_removed) {
                return Err(EditError(format!(
                    "revision `{id}` follows `{parent}`, which is not in the lock"
                )));
            }
        }
        Ok(())
    }

    /// Brings every entry behind its parents, moving as few as possible: the
    /// first that is ready comes next. Leaves all alone when there is a cycle.
    pub(super) fn order(&mut self) -> Result<(), ()> {
        let is_here = |id: &String, of: &[Entry]| of.iter().any(|e| e.id == *id);
        let mut waiting = self.entries.clone();
        let mut done: Vec<Entry> = Vec::with_capacity(waiting.len());
        while !waiting.is_empty() {
            let ready = waiting.iter().position(|entry| {
                entry.is_removed() || !entry.parents.iter().any(|p| is_here(p, &waiting))
            });
            done.push(waiting.remove(ready.ok_or(())?));
        }
        self.entries = done;
        Ok(())
    }
}

fn draft(id: &str, parents: &[&str]) -> Entry {
    Entry {
        id: id.to_owned(),
        parents: owned(parents),
        state: State::Draft,
        amended: Vec::new(),
        range: 0..0,
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
