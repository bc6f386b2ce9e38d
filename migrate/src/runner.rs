//! Applies and undoes revisions.
//!
//! Each revision runs in a transaction of its own together with the row of the
//! history table that records it, so that it is either applied and recorded or
//! neither. A revision that PostgreSQL refuses to run inside a transaction runs
//! a statement at a time, and the table says how far it has come.
//!
//! Only one runner is at work on a database at a time; the others wait and then
//! find nothing to do.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use pgbindgen_model::chain::{Revision, Script, Statement};
use postgres::Client;

use crate::error::{Failure, describe};
use crate::history::{self, State};
use crate::session::{self, Settings};
use crate::{Error, ErrorKind};

pub use crate::history::{Applied, Direction, Unfinished};

mod step;

/// How a run goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// How long to wait for another runner to finish.
    pub lock_wait: Duration,
}

impl Default for Options {
    /// Waits ten minutes for another runner.
    fn default() -> Self {
        Options {
            lock_wait: Duration::from_mins(10),
        }
    }
}

impl Options {
    /// The same options with this wait for another runner.
    #[must_use]
    pub fn lock_wait(mut self, wait: Duration) -> Self {
        self.lock_wait = wait;
        self
    }
}

/// Where a run ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// Up: all of the chain.
    #[default]
    Heads,
    /// Down: nothing is left.
    Base,
    /// Up: this revision with all before it. Down: it stays, with all before
    /// it, and everything else goes.
    Revision(String),
    /// So many revisions up or down.
    Steps(usize),
}

/// What is applied to a database and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Status {
    /// What is applied, in chain order; revisions that the chain does not have
    /// come last.
    pub applied: Vec<Applied>,
    /// The revisions of the chain that are not, in chain order.
    pub pending: Vec<String>,
    /// Applied revisions that the chain does not have.
    pub unknown: Vec<String>,
    /// Applied revisions whose file has changed since.
    pub edited: Vec<String>,
}

/// What a run has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The revisions that it ran, in order.
    pub steps: Vec<Step>,
}

/// One revision that was run.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// The revision's id.
    pub id: String,
    /// The way.
    pub direction: Direction,
    /// How long it took.
    pub duration: Duration,
}

/// What is applied and what is not. Changes nothing and takes no lock.
///
/// # Errors
///
/// When the chain does not hold together or the server cannot be asked.
pub fn status(client: &mut Client, chain: &[Revision]) -> Result<Status, Error> {
    check_chain(chain)?;
    let mut state = history::read(client)?;
    let mut status = Status::default();
    for revision in chain {
        match state.remove(&revision.id) {
            Some(applied) => {
                if applied.checksum != revision.checksum {
                    status.edited.push(revision.id.clone());
                }
                if applied.unfinished.is_some() {
                    status.pending.push(revision.id.clone());
                }
                status.applied.push(applied);
            }
            None => status.pending.push(revision.id.clone()),
        }
    }
    for (id, applied) in state {
        status.unknown.push(id);
        status.applied.push(applied);
    }
    Ok(status)
}

/// Applies all that is not applied, in chain order.
///
/// # Errors
///
/// See [`up_to`].
pub fn up(client: &mut Client, chain: &[Revision]) -> Result<Report, Error> {
    up_to(client, chain, &Target::Heads, &Options::default())
}

/// Applies what is not applied, in chain order, as far as the target.
///
/// # Errors
///
/// When the chain does not hold together, another runner does not finish, the
/// history has a revision that the chain lacks or that was edited since, or a
/// statement fails. What was applied before the failure stays applied; the
/// revision that failed is rolled back, or, outside a transaction, goes on at
/// the failed statement the next time.
pub fn up_to(
    client: &mut Client,
    chain: &[Revision],
    target: &Target,
    options: &Options,
) -> Result<Report, Error> {
    run(client, chain, options, |state| {
        let wanted = match target {
            Target::Heads | Target::Steps(_) => None,
            Target::Revision(id) => Some(ancestors(chain, id)?),
            Target::Base => {
                return Err(Error::new(
                    ErrorKind::Target,
                    "there is nothing to apply below the base: `base` is a target of down",
                ));
            }
        };
        refuse_unfinished(state, Direction::Down)?;
        let limit = match target {
            Target::Steps(n) => *n,
            _ => usize::MAX,
        };
        let is_pending = |id: &str| state.get(id).is_none_or(|a| a.unfinished.is_some());
        Ok(chain
            .iter()
            .filter(|r| is_pending(&r.id))
            .filter(|r| {
                wanted
                    .as_ref()
                    .is_none_or(|ids| ids.contains(r.id.as_str()))
            })
            .take(limit)
            .map(|r| (r, Direction::Up))
            .collect())
    })
}

/// Undoes what is applied, in reverse chain order, as far as the target.
///
/// # Errors
///
/// As [`up_to`]; and when a revision on the way has no way down, before any is
/// run.
pub fn down(
    client: &mut Client,
    chain: &[Revision],
    target: &Target,
    options: &Options,
) -> Result<Report, Error> {
    run(client, chain, options, |state| {
        let kept = match target {
            Target::Base | Target::Steps(_) => BTreeSet::new(),
            Target::Revision(id) => {
                if !state.contains_key(id) {
                    return Err(Error::new(
                        ErrorKind::Target,
                        format!("revision `{id}` is not applied, so there is no way down to it"),
                    ));
                }
                ancestors(chain, id)?
            }
            Target::Heads => {
                return Err(Error::new(
                    ErrorKind::Target,
                    "there is nothing to undo above the heads: `heads` is a target of up",
                ));
            }
        };
        refuse_unfinished(state, Direction::Up)?;
        let limit = match target {
            Target::Steps(n) => *n,
            _ => usize::MAX,
        };
        let plan: Vec<_> = chain
            .iter()
            .rev()
            .filter(|r| state.contains_key(&r.id) && !kept.contains(r.id.as_str()))
            .take(limit)
            .map(|r| (r, Direction::Down))
            .collect();
        for (revision, _) in &plan {
            if revision.down.is_none() {
                let reason = revision.irreversible.as_deref();
                return Err(Error::new(
                    ErrorKind::Irreversible,
                    format!(
                        "revision `{}` cannot be undone: {}",
                        revision.id,
                        reason.unwrap_or("its file has no `+down` part")
                    ),
                ));
            }
        }
        Ok(plan)
    })
}

type Plan<'a> = Vec<(&'a Revision, Direction)>;

/// Runs what a plan says, alone on the database.
fn run<'a>(
    client: &mut Client,
    chain: &'a [Revision],
    options: &Options,
    plan: impl FnOnce(&State) -> Result<Plan<'a>, Error>,
) -> Result<Report, Error> {
    check_chain(chain)?;
    session::lock(client, options.lock_wait)?;
    let result = run_locked(client, chain, plan);
    session::unlock(client);
    result
}

fn run_locked<'a>(
    client: &mut Client,
    chain: &'a [Revision],
    plan: impl FnOnce(&State) -> Result<Plan<'a>, Error>,
) -> Result<Report, Error> {
    // Read under the lock: another runner may just have finished.
    let state = history::read(client)?;
    check_history(chain, &state)?;
    let plan = plan(&state)?;
    let mut report = Report::default();
    if plan.is_empty() {
        return Ok(report);
    }
    history::create(client)?;
    let settings = Settings::save(client)?;
    for (revision, direction) in plan {
        let begun = Instant::now();
        let (script, transactional) = match (direction, &revision.down) {
            (Direction::Down, Some(down)) => (down, revision.down_transactional),
            (Direction::Down, None) => continue,
            (Direction::Up, _) => (&revision.up, revision.transactional),
        };
        let result = if transactional {
            step::in_transaction(client, revision, script, direction)
        } else {
            step::outside(client, revision, script, direction, state.get(&revision.id))
        };
        let restored = settings.restore(client, &script.text);
        // The failure of the revision is the one to report: a connection that
        // is gone fails both.
        result.and(restored)?;
        report.steps.push(Step {
            id: revision.id.clone(),
            direction,
            duration: begun.elapsed(),
        });
    }
    Ok(report)
}

/// The chain must be one: ids once, parents before children.
fn check_chain(chain: &[Revision]) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for revision in chain {
        for parent in &revision.parents {
            if !seen.contains(parent.as_str()) {
                return Err(Error::new(
                    ErrorKind::Chain,
                    format!(
                        "revision `{}` follows `{parent}`, which does not come before it in the \
                         chain",
                        revision.id
                    ),
                ));
            }
        }
        if !seen.insert(revision.id.as_str()) {
            return Err(Error::new(
                ErrorKind::Chain,
                format!("revision `{}` is in the chain twice", revision.id),
            ));
        }
    }
    Ok(())
}

/// What is applied must be what the chain has.
fn check_history(chain: &[Revision], state: &State) -> Result<(), Error> {
    let by_id: BTreeMap<_, _> = chain.iter().map(|r| (r.id.as_str(), r)).collect();
    let unknown: Vec<_> = state
        .keys()
        .filter(|id| !by_id.contains_key(id.as_str()))
        .map(|id| format!("`{id}`"))
        .collect();
    if !unknown.is_empty() {
        return Err(Error::new(
            ErrorKind::UnknownRevision,
            format!(
                "the database has revisions that this chain does not: {}. It was migrated by a \
                 newer version, or from another branch",
                unknown.join(", ")
            ),
        ));
    }
    let edited: Vec<_> = state
        .values()
        .filter_map(|applied| {
            let revision = by_id.get(applied.id.as_str())?;
            if revision.checksum == applied.checksum {
                return None;
            }
            match applied.unfinished {
                // Nothing of it was done: it may be mended.
                Some(Unfinished { done: 0, .. }) => None,
                Some(unfinished) => Some(format!(
                    "`{}` was edited after {} of its statements had been applied: bring the file \
                     back as it was, or undo those by hand and run `DELETE FROM \
                     public.pgbindgen_history WHERE seq = {}`",
                    applied.id, unfinished.done, applied.seq
                )),
                None => Some(format!(
                    "`{}` was edited after it had been applied: the file has the checksum {}, the \
                     one that was applied had {}. Bring the file back as it was and make the \
                     change in a new revision",
                    applied.id, revision.checksum, applied.checksum
                )),
            }
        })
        .collect();
    if edited.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Edited,
        format!("revision {}", edited.join("\nrevision ")),
    ))
}

/// A run that was cut off in one direction cannot go on in the other.
fn refuse_unfinished(state: &State, direction: Direction) -> Result<(), Error> {
    let found = state.values().find_map(|applied| {
        let unfinished = applied.unfinished?;
        (unfinished.direction == direction).then_some((applied, unfinished))
    });
    let Some((applied, unfinished)) = found else {
        return Ok(());
    };
    let word = direction.as_str();
    Err(Error::new(
        ErrorKind::Target,
        format!(
            "the {word} of revision `{}`, which runs outside a transaction, was cut off after {} \
             of its statements: run {word} again to finish it first",
            applied.id, unfinished.done
        ),
    ))
}

/// A revision and all that it follows.
fn ancestors<'a>(chain: &'a [Revision], id: &str) -> Result<BTreeSet<&'a str>, Error> {
    let mut wanted = BTreeSet::new();
    // Parents come before children, so that one walk backwards meets all.
    for revision in chain.iter().rev() {
        if revision.id == id || wanted.contains(revision.id.as_str()) {
            wanted.insert(revision.id.as_str());
            wanted.extend(revision.parents.iter().map(String::as_str));
        }
    }
    if wanted.is_empty() {
        return Err(Error::new(
            ErrorKind::Target,
            format!("there is no revision `{id}` in the chain"),
        ));
    }
    Ok(wanted)
}
