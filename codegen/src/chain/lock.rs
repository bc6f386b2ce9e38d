//! The check against `migrations.lock`: what is released has not changed.

use super::Revision;
use crate::diag::{Diagnostic, FileId, SourceMap, Span};
use crate::source::layout::Read;
use pgbindgen_model::lock::{Entry, Lock, State};
use pgbindgen_model::{Checksum, checksum};
use std::collections::BTreeMap;

/// The lock with the file that it was read from.
pub(super) struct LockFile {
    file: FileId,
    lock: Lock,
    /// Where each id stands in the lock: chains have thousands of revisions.
    places: BTreeMap<String, usize>,
}

impl LockFile {
    pub(super) fn is_released(&self, id: &str) -> bool {
        self.entry(id).is_some_and(Entry::is_released)
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        self.lock.entries().get(*self.places.get(id)?)
    }

    fn span(&self, entry: &Entry) -> Span {
        Span::new(self.file, entry.range.clone())
    }
}

/// Reads the lock; what is wrong with its text is reported.
pub(super) fn read(
    file: FileId,
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) -> Option<LockFile> {
    match Lock::parse(sources.file(file).text()) {
        Ok(lock) => {
            let ids = lock.entries().iter().map(|entry| entry.id.clone());
            let places = ids.zip(0..).collect();
            Some(LockFile { file, lock, places })
        }
        Err(errors) => {
            // `pgbindgen lock` writes everything but what is released.
            let help = match Lock::recover(sources.file(file).text()) {
                Ok(_) => {
                    "run `pgbindgen lock`: it keeps the released lines, of both sides after a merge, and writes the \
                     rest anew"
                }
                Err(_) => {
                    "keep the released lines of both sides, one for each revision, and run `pgbindgen lock`, \
                           which writes the rest anew; or take the file from version control"
                }
            };
            for error in errors {
                out.push(
                    Diagnostic::error(
                        "invalid-lock",
                        Span::new(file, error.range.clone()),
                        format!("the lock cannot be read: {}", error.message),
                    )
                    .with_help(help),
                );
            }
            None
        }
    }
}

pub(super) fn check(
    lock: &LockFile,
    revisions: &[Revision],
    read: &Read,
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) {
    let by_id: BTreeMap<&str, &Revision> = revisions
        .iter()
        .map(|revision| (revision.id.value.as_str(), revision))
        .collect();
    for entry in lock.lock.entries() {
        let revision = by_id.get(entry.id.as_str()).copied();
        match (entry.state, revision) {
            (State::Draft, _) | (State::Removed, None) => {}
            (State::Removed, Some(revision)) => out.push(
                Diagnostic::error(
                    "removed-revision",
                    revision.id.span,
                    format!("revision `{}` was taken out of the chain", entry.id),
                )
                .with_label("and is here again")
                .with_secondary(lock.span(entry), "taken out")
                .with_help("give the revision another id, or delete the file"),
            ),
            (State::Released { checksum }, Some(revision)) => {
                released(lock, entry, checksum, revision, read, sources, out);
                behind_draft(lock, entry, out);
            }
            (State::Released { checksum }, None) => {
                if !read.broken.contains(&entry.id) {
                    out.push(gone(lock, entry, checksum, revisions, read, sources));
                }
            }
        }
    }
    stale(lock, revisions, &by_id, read, out);
}

/// What is released is a history, not a history with gaps: where the revision
/// has run, a draft before it never would.
fn behind_draft(lock: &LockFile, entry: &Entry, out: &mut Vec<Diagnostic>) {
    for parent in &entry.parents {
        let Some(draft) = lock
            .entry(parent)
            .filter(|parent| parent.state == State::Draft)
        else {
            continue;
        };
        out.push(
            Diagnostic::error(
                "released-behind-draft",
                lock.span(entry),
                format!(
                    "revision `{}` is released and follows `{parent}`, a draft",
                    entry.id
                ),
            )
            .with_label("released")
            .with_secondary(lock.span(draft), "a draft")
            .with_help(format!(
                "run `pgbindgen lock --release {parent}` if it has run wherever `{}` has",
                entry.id
            ))
            .with_help(format!(
                "or take the lock from version control, give `{}` the parent that it was released \
                 with, and let `{parent}` follow the last released revision",
                entry.id
            )),
        );
    }
}

fn amend(id: &str) -> String {
    format!("or settle it, with a reason: pgbindgen lock --amend {id} --reason TEXT")
}

fn released(
    lock: &LockFile,
    entry: &Entry,
    before: Checksum,
    revision: &Revision,
    read: &Read,
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) {
    let now: Vec<&str> = revision
        .parents
        .iter()
        .map(|parent| parent.value.as_str())
        .collect();
    let text = sources.file(revision.file).text();
    let checksum_now = revision.checksum(sources);
    let mut edited = checksum_now != before;
    if now != entry.parents {
        let named = |parents: &[&str]| match parents {
            [] => "no parent".to_owned(),
            parents => format!("`{}`", parents.join("` and `")),
        };
        let old: Vec<&str> = entry.parents.iter().map(String::as_str).collect();
        let span = match (revision.parents.first(), revision.parents.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => revision.header,
        };
        out.push(
            Diagnostic::error(
                "reparented-after-release",
                span,
                format!(
                    "revision `{}` is released and follows {} now, not {}",
                    entry.id,
                    named(&now),
                    named(&old)
                ),
            )
            .with_label("changed after the release")
            .with_secondary(lock.span(entry), "released with another parent")
            .with_help(if read.is_line {
                "give what is new a version behind all that is released, or bring back what is missing".to_owned()
            } else {
                format!(
                    "write `-- down_revision: {}`",
                    if old.is_empty() {
                        "none".to_owned()
                    } else {
                        old.join(", ")
                    }
                )
            })
            .with_help(amend(&entry.id)),
        );
        // The header is part of the checksum; is that all that changed?
        let is_stated = !read.is_line && !revision.parents.is_empty();
        let restored = |value: &str| {
            let range = span.range();
            format!("{}{value}{}", &text[..range.start], &text[range.end..])
        };
        let value = if old.is_empty() {
            "none".to_owned()
        } else {
            old.join(", ")
        };
        if is_stated && checksum(&restored(&value)) == before {
            edited = false;
        }
    }
    if edited {
        let path = sources.file(revision.file).path();
        out.push(
            Diagnostic::error(
                "edited-after-release",
                revision.id.span,
                format!(
                    "revision `{}` is released, and its file was edited since",
                    entry.id
                ),
            )
            .with_label("not the content that was released")
            .with_secondary(lock.span(entry), "released")
            .with_note(format!(
                "released sha256:{}…, now sha256:{}…",
                short(before),
                short(checksum_now)
            ))
            .with_help(format!(
                "put the change into a new revision and restore the file: git log -p -- {path}"
            ))
            .with_help(amend(&entry.id)),
        );
    }
}

/// A released revision that no file has: under another name, or not at all.
fn gone(
    lock: &LockFile,
    entry: &Entry,
    before: Checksum,
    revisions: &[Revision],
    read: &Read,
    sources: &SourceMap,
) -> Diagnostic {
    let renamed = revisions.iter().find(|revision| {
        if lock.entry(&revision.id.value).is_some() {
            return false;
        }
        if read.is_line {
            return revision.checksum(sources) == before;
        }
        let text = sources.file(revision.file).text();
        let range = revision.id.span.range();
        match (text.get(..range.start), text.get(range.end..)) {
            (Some(front), Some(back)) => checksum(&format!("{front}{}{back}", entry.id)) == before,
            _ => false,
        }
    });
    if let Some(revision) = renamed {
        return Diagnostic::error(
            "renamed-after-release",
            revision.id.span,
            format!(
                "revision `{}` is released, and is called `{}` now",
                entry.id, revision.id.value
            ),
        )
        .with_label("the new name")
        .with_secondary(lock.span(entry), "released under this name")
        .with_help(format!(
            "give it its name back, `{}`, and the file too",
            entry.id
        ))
        .with_help(amend(&entry.id));
    }
    Diagnostic::error(
        "missing-released",
        lock.span(entry),
        format!(
            "revision `{}` is released, and its file is missing",
            entry.id
        ),
    )
    .with_label("released")
    .with_help(if read.is_line {
        format!("restore the file of `{}` from version control", entry.id)
    } else {
        format!("restore the file `{}.sql` from version control", entry.id)
    })
    .with_help(amend(&entry.id))
}

/// Drafts of the lock that are not those of the files: the lock then no longer
/// does its work in a merge.
fn stale(
    lock: &LockFile,
    revisions: &[Revision],
    by_id: &BTreeMap<&str, &Revision>,
    read: &Read,
    out: &mut Vec<Diagnostic>,
) {
    const SHOWN: usize = 5;
    let is_renamed = |revision: &Revision| {
        out.iter().any(|diagnostic| {
            diagnostic.code == "renamed-after-release"
                && diagnostic
                    .primary
                    .as_ref()
                    .is_some_and(|label| label.span.file == revision.file)
        })
    };
    let mut notes = Vec::new();
    for revision in revisions {
        let id = &revision.id.value;
        match lock.entry(id) {
            None if !is_renamed(revision) => notes.push(format!("`{id}` is not in it")),
            Some(entry)
                if entry.state == State::Draft
                    && !revision
                        .parents
                        .iter()
                        .map(|parent| &parent.value)
                        .eq(&entry.parents) =>
            {
                notes.push(format!("`{id}` has other parents in it"));
            }
            _ => {}
        }
    }
    for entry in lock.lock.entries() {
        let here = by_id.contains_key(entry.id.as_str());
        if entry.state == State::Draft && !here && !read.broken.contains(&entry.id) {
            notes.push(format!("`{}` is in it and has no file", entry.id));
        }
    }
    if notes.is_empty() {
        return;
    }
    let mut diagnostic = Diagnostic::warning(
        "stale-lock",
        Span::new(lock.file, lock.lock.heads_range()),
        "the lock is not up to date with the drafts",
    )
    .with_label("two branches conflict in version control only while this line is right");
    let more = notes.len().saturating_sub(SHOWN);
    for note in notes.into_iter().take(SHOWN) {
        diagnostic = diagnostic.with_note(note);
    }
    if more > 0 {
        diagnostic = diagnostic.with_note(format!("and {more} more"));
    }
    out.push(diagnostic.with_help("run `pgbindgen lock`"));
}

fn short(checksum: Checksum) -> String {
    let mut text = checksum.to_string();
    text.truncate(12);
    text
}
