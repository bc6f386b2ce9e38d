use super::{LockFile, chain, chain_of, instead, lock_of, unknown};
use crate::args::Lock as LockArgs;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::chain::{Chain, State};
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::{Project, analyze, output};
use pgbindgen_model::lock::{self as model, Amendment, Change, Lock};
use pgbindgen_model::{Checksum, checksum};
use std::collections::BTreeSet;

/// Faults that an amendment settles.
const SETTLED: &[&str] = &[
    "edited-after-release",
    "missing-released",
    "renamed-after-release",
    "reparented-after-release",
    BEHIND_DRAFT,
];

/// A fault that the release of the draft settles.
const BEHIND_DRAFT: &str = "released-behind-draft";

/// What is wrong with the drafts of a lock that is about to be written.
const STALE: &str = "stale-lock";

pub(crate) fn run(args: &LockArgs, console: &Console) -> Result<Outcome, Failure> {
    let (mut project, mut chain, mut diagnostics) = chain(args.place.dir(), console)?;
    let mut lock = match lock_of(&project) {
        LockFile::None => Lock::default(),
        LockFile::Read(lock) => lock,
        LockFile::Faulty => {
            let Some(lock) = recovered(&mut project) else {
                return Ok(console.report(&diagnostics, &project.sources));
            };
            (chain, diagnostics) = chain_of(&project);
            lock
        }
    };
    if let Some(id) = &args.amend {
        let reason = args.reason.as_deref().unwrap_or_default();
        return amend(&project, &chain, &diagnostics, lock, id, reason, console);
    }
    let without = |diagnostics: Vec<Diagnostic>, codes: &[&str]| -> Vec<Diagnostic> {
        diagnostics
            .into_iter()
            .filter(|diagnostic| !codes.contains(&diagnostic.code))
            .collect()
    };
    let Some(release) = &args.release else {
        let blocking = without(diagnostics, &[STALE]);
        if blocking.iter().any(Diagnostic::is_error) {
            return Ok(console.report(&blocking, &project.sources));
        }
        let changes = update(&mut lock, &chain);
        write(&project, &lock, console)?;
        tell_changes(console, &changes);
        return Ok(Outcome::Clean);
    };
    let blocking = without(diagnostics.clone(), &[STALE, BEHIND_DRAFT]);
    if blocking.iter().any(Diagnostic::is_error) {
        return Ok(console.report(&blocking, &project.sources));
    }
    // What is released is what has been proved.
    let found = without(analyze(&project).diagnostics, &[STALE, BEHIND_DRAFT]);
    if console.report(&found, &project.sources) == Outcome::AtFault {
        return Ok(Outcome::AtFault);
    }
    let changes = update(&mut lock, &chain);
    let released = release_all(&mut lock, &chain, &project.sources, release.as_deref())?;
    if is_behind_draft(&lock) {
        return Ok(console.report(&without(diagnostics, &[STALE]), &project.sources));
    }
    write(&project, &lock, console)?;
    tell_changes(console, &changes);
    for id in released {
        tell(console, "released", id);
    }
    Ok(Outcome::Clean)
}

/// What is released of a lock that cannot be read, such as after a merge. The
/// project then is as it would be with that lock.
fn recovered(project: &mut Project) -> Option<Lock> {
    let file = project.sources.file(project.lock?);
    let lock = Lock::recover(file.text()).ok()?;
    let path = file.path().to_owned();
    project.lock = Some(project.sources.add(path, lock.to_string()));
    // With the lines where they are going to be.
    Lock::parse(&lock.to_string()).ok()
}

fn is_behind_draft(lock: &Lock) -> bool {
    let is_draft = |id: &String| {
        lock.entry(id)
            .is_some_and(|entry| entry.state == model::State::Draft)
    };
    lock.entries()
        .iter()
        .any(|entry| entry.is_released() && entry.parents.iter().any(is_draft))
}

fn write(project: &Project, lock: &Lock, console: &Console) -> Result<(), Failure> {
    let path = project.lock_path();
    if output::write(&path, &lock.to_string())? == output::Written::Same {
        console.say(&format!("{} is up to date", project.shown_path(&path)));
    }
    Ok(())
}

/// Drafts as the chain has them.
pub(super) fn update(lock: &mut Lock, chain: &Chain) -> Vec<Change> {
    let parents: Vec<(&str, Vec<&str>)> = chain
        .revisions
        .iter()
        .map(|revision| {
            let parents = revision.parents.iter().map(|parent| parent.value.as_str());
            (revision.id.value.as_str(), parents.collect())
        })
        .collect();
    let list: Vec<(&str, &[&str])> = parents.iter().map(|(id, p)| (*id, &p[..])).collect();
    lock.update_drafts(&list)
}

pub(super) fn tell_changes(console: &Console, changes: &[Change]) {
    for change in changes {
        let (what, id) = match change {
            Change::Added(id) => ("added", id),
            Change::Dropped(id) => ("dropped", id),
            Change::Reparented(id) => ("reparented", id),
        };
        tell(console, what, id);
    }
}

fn tell(console: &Console, what: &str, id: &str) {
    let object = Object::new("lock").text("change", what).text("id", id);
    console.result(&format!("{what} {id}"), &object);
}

/// Releases a revision with all before it, or all.
fn release_all<'a>(
    lock: &mut Lock,
    chain: &'a Chain,
    sources: &SourceMap,
    only: Option<&str>,
) -> Result<Vec<&'a str>, Failure> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    match only {
        None => wanted.extend(
            chain
                .revisions
                .iter()
                .map(|revision| revision.id.value.as_str()),
        ),
        Some(id) => {
            let revision = chain.revision(id).ok_or_else(|| unknown(chain, id))?;
            wanted.insert(&revision.id.value);
            // Chain order backwards meets every revision before its parents.
            for revision in chain.revisions.iter().rev() {
                if wanted.contains(revision.id.value.as_str()) {
                    wanted.extend(revision.parents.iter().map(|parent| parent.value.as_str()));
                }
            }
        }
    }
    let mut released = Vec::new();
    for revision in &chain.revisions {
        let id = revision.id.value.as_str();
        if wanted.contains(id) && revision.state == State::Draft {
            lock.release(id, revision.checksum(sources))?;
            released.push(id);
        }
    }
    Ok(released)
}

/// Takes the state of the files for right, for one released revision.
fn amend(
    project: &Project,
    chain: &Chain,
    diagnostics: &[Diagnostic],
    mut lock: Lock,
    id: &str,
    reason: &str,
    console: &Console,
) -> Result<Outcome, Failure> {
    // Other faults would make us write down a chain that is none.
    let others: Vec<Diagnostic> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error() && !SETTLED.contains(&diagnostic.code))
        .cloned()
        .collect();
    if !others.is_empty() {
        return Ok(console.report(&others, &project.sources));
    }
    let Some(entry) = lock.entry(id).cloned() else {
        let released = lock.entries().iter().filter(|entry| entry.is_released());
        let released = instead(id, released.map(|entry| entry.id.as_str()));
        return Err(
            format!("revision `{id}` is not in the lock, so it is not released{released}").into(),
        );
    };
    let before = match entry.state {
        model::State::Released { checksum } => Some(checksum),
        _ => None,
    };
    let (what, changes) = if let Some(revision) = chain.revision(id) {
        let parents: Vec<String> = revision.parents.iter().map(|p| p.value.clone()).collect();
        let checksum = revision.checksum(&project.sources);
        if before == Some(checksum) && parents == entry.parents {
            return Err(format!("revision `{id}` is as it was released: nothing to settle").into());
        }
        for parent in &parents {
            // Under its new name the parent is a draft until that is settled.
            if let Some(old) = old_name(&lock, project, chain, parent) {
                return Err(format!(
                    "revision `{id}` follows `{parent}`, which was released as `{old}`: settle that first, with \
                     `pgbindgen lock --amend {old} --reason TEXT`"
                )
                .into());
            }
        }
        // Parents that are new drafts must be known before they are named.
        let changes = update(&mut lock, chain);
        let change = Amendment::Edited { checksum, parents };
        lock.amend(id, change, reason)?;
        ("amended", changes)
    } else {
        let renamed = renamed(project, chain, id, before);
        if renamed.is_none()
            && let Some(child) = lock.entries().iter().find(|child| {
                child.is_released() && child.parents.iter().any(|parent| parent == id)
            })
        {
            let child = &child.id;
            return Err(format!(
                "revision `{id}` is gone, and `{child}` was released behind it: settle `{child}` first, with `pgbindgen \
                 lock --amend {child} --reason TEXT`"
            )
            .into());
        }
        // The drafts already follow what is not in the lock yet, or no longer;
        // they come back behind it.
        drop_drafts(&mut lock)?;
        let (what, change) = match renamed {
            Some((to, checksum)) => ("renamed", Amendment::Renamed { to, checksum }),
            None => ("removed", Amendment::Removed),
        };
        lock.amend(id, change, reason)?;
        update(&mut lock, chain);
        (what, Vec::new())
    };
    write(project, &lock, console)?;
    tell_changes(console, &changes);
    tell(console, what, id);
    Ok(Outcome::Clean)
}

fn drop_drafts(lock: &mut Lock) -> Result<(), Failure> {
    let drafts: Vec<String> = lock
        .entries()
        .iter()
        .rev()
        .filter(|entry| !entry.is_released() && !entry.is_removed())
        .map(|entry| entry.id.clone())
        .collect();
    for id in drafts {
        lock.drop_draft(&id)?;
    }
    Ok(())
}

/// The released revision that a draft is under another name.
fn old_name<'a>(lock: &'a Lock, project: &Project, chain: &Chain, now: &str) -> Option<&'a str> {
    lock.entries().iter().find_map(|entry| {
        let model::State::Released { checksum } = entry.state else {
            return None;
        };
        let is_gone = chain.revision(&entry.id).is_none();
        let (to, _) = renamed(project, chain, &entry.id, Some(checksum)).filter(|_| is_gone)?;
        (to == now).then_some(entry.id.as_str())
    })
}

/// The draft that has the content of a released revision under another id.
fn renamed(
    project: &Project,
    chain: &Chain,
    old: &str,
    before: Option<Checksum>,
) -> Option<(String, Checksum)> {
    chain.revisions.iter().find_map(|revision| {
        // Where the file's name is the id, its text stays as it is.
        if project.read.is_line {
            let now = revision.checksum(&project.sources);
            let is_it = Some(now) == before && revision.state == State::Draft;
            return is_it.then(|| (revision.id.value.clone(), now));
        }
        let text = project.sources.file(revision.file).text();
        let range = revision.id.span.range();
        let front = text.get(..range.start)?;
        let back = text.get(range.end..)?;
        (Some(checksum(&format!("{front}{old}{back}"))) == before && revision.state == State::Draft)
            .then(|| {
                let now = revision.checksum(&project.sources);
                (revision.id.value.clone(), now)
            })
    })
}
