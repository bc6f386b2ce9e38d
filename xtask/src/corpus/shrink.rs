//! The smallest part of a history that still shows a fault: delta debugging over its statements, each part run by the server and by
//! the replay. Statements that either refuses for want of what was left out are passed over.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use pgbindgen_codegen::catalog::{PgVersion, Replay};
use pgbindgen_codegen::ddl::Stmt;
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::parse;
use pgbindgen_codegen::split::{RawStmt, split};
use pgbindgen_migrate::postgres::Client;
use pgbindgen_model::chain::Revision;

use super::compare::{all, comparison};
use super::live::{Server, read};
use crate::Failure;

/// A statement that can be left out.
struct Item {
    text: String,
    parsed: Vec<(RawStmt, Stmt)>,
    /// Whether parsing has refused it.
    is_unread: bool,
}

/// What a part must show.
pub(super) enum Fault {
    /// A difference at this path.
    Difference(String),
    /// The replay refuses the statement that begins here, in this revision, with this code; the server takes it.
    Refused {
        revision: usize,
        at: usize,
        code: &'static str,
    },
}

/// How long one fault may take.
const PATIENCE: Duration = Duration::from_secs(40);

/// The smallest part found, as SQL; `None` when not even the whole shows it outside of its transactions.
pub(super) fn shrink(
    server: &Server,
    revisions: &[&Revision],
    fault: &Fault,
) -> Result<Option<String>, Failure> {
    let start = Instant::now();
    let mut items = Vec::new();
    let mut kept = None;
    for (number, revision) in revisions.iter().enumerate() {
        for statement in &revision.up.statements {
            // Rows change no catalog.
            if statement.copy.is_some() {
                continue;
            }
            let text = revision
                .up
                .text
                .get(statement.range.clone())
                .unwrap_or_default();
            if let Fault::Refused {
                revision: of, at, ..
            } = fault
                && *of == number
                && statement.range.contains(at)
            {
                kept = Some(items.len());
            }
            items.push(item(text));
        }
        if kept.is_some() {
            break;
        }
    }
    if let (Fault::Refused { .. }, None) = (fault, kept) {
        return Ok(None);
    }
    let shows = |part: &[usize]| shows(server, &items, part, fault, kept);
    let whole: Vec<usize> = (0..items.len()).filter(|at| Some(*at) != kept).collect();
    let near = slice(&items, &whole, fault, kept);
    let mut part = if shows(&near)? {
        near
    } else if shows(&whole)? {
        whole
    } else {
        return Ok(None);
    };
    let mut pieces = 2;
    while !part.is_empty() && start.elapsed() < PATIENCE {
        let size = part.len().div_ceil(pieces);
        let mut is_less = false;
        let mut from = 0;
        while from < part.len() && start.elapsed() < PATIENCE {
            let mut rest = part.clone();
            rest.drain(from..(from + size).min(part.len()));
            if shows(&rest)? {
                part = rest;
                is_less = true;
            } else {
                from += size;
            }
        }
        if size == 1 && !is_less {
            break;
        }
        pieces = (pieces * 2).min(part.len().max(1));
    }
    part.extend(kept);
    let mut sql = String::new();
    for item in part.iter().filter_map(|at| items.get(*at)) {
        sql.push_str(&item.text);
        sql.push_str(";\n");
    }
    Ok(Some(sql))
}

fn item(text: &str) -> Item {
    let mut sources = SourceMap::default();
    let file = sources.add("part.sql", text);
    let mut found = Vec::new();
    let parsed = split(file, text, 0..text.len(), &mut found)
        .into_iter()
        .map(|raw| {
            let stmt = parse::parse(text, &raw, &mut found);
            (raw, stmt)
        })
        .collect();
    Item {
        text: text.to_owned(),
        parsed,
        is_unread: found.iter().any(Diagnostic::is_error),
    }
}

/// The statements that name what the fault is about, with those that create what they name.
fn slice(items: &[Item], whole: &[usize], fault: &Fault, kept: Option<usize>) -> Vec<usize> {
    let words = |text: &str| -> BTreeSet<String> {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let found = text.split(|c| !is_word(c)).filter(|word| !word.is_empty());
        found.map(str::to_lowercase).collect()
    };
    let of_items: Vec<BTreeSet<String>> = items.iter().map(|item| words(&item.text)).collect();
    let mut wanted = match fault {
        // `relations.public.invoices.columns.…`
        Fault::Difference(path) => path.split('.').nth(2).map(words).unwrap_or_default(),
        Fault::Refused { .. } => kept
            .and_then(|at| of_items.get(at))
            .cloned()
            .unwrap_or_default(),
    };
    let mut inside: BTreeSet<usize> = BTreeSet::new();
    if matches!(fault, Fault::Difference(_)) {
        let names = |at: &usize| {
            of_items
                .get(*at)
                .is_some_and(|words| !words.is_disjoint(&wanted))
        };
        inside.extend(whole.iter().copied().filter(names));
        for at in &inside {
            wanted.extend(of_items.get(*at).cloned().unwrap_or_default());
        }
    }
    let common: BTreeSet<&str> = [
        "create",
        "table",
        "index",
        "type",
        "function",
        "or",
        "replace",
        "if",
        "not",
        "exists",
        "unique",
        "on",
        "as",
        "view",
        "public",
        "trigger",
        "schema",
        "extension",
        "domain",
        "enum",
        "concurrently",
        "temporary",
        "temp",
        "alter",
        "rename",
        "to",
    ]
    .into();
    for at in whole {
        let Some(item) = items.get(*at) else {
            continue;
        };
        let head: String = item.text.chars().take(80).collect();
        let heads: BTreeSet<String> = words(head.split('(').next().unwrap_or_default());
        let is_create = heads.contains("create") || heads.contains("rename");
        let names = heads
            .iter()
            .any(|word| wanted.contains(word) && !common.contains(word.as_str()));
        if is_create && names {
            inside.insert(*at);
        }
    }
    inside.into_iter().collect()
}

fn shows(
    server: &Server,
    items: &[Item],
    part: &[usize],
    fault: &Fault,
    kept: Option<usize>,
) -> Result<bool, Failure> {
    let mut replay = Replay::new(PgVersion(server.major));
    for at in part {
        if let Some(item) = items.get(*at) {
            step(&mut replay, item);
        }
    }
    // The replay is the quicker one: what it does not show needs no server.
    let refusal = kept
        .and_then(|at| items.get(at))
        .map(|item| step(&mut replay, item));
    if let Fault::Refused { code, .. } = fault
        && refusal.flatten() != Some(*code)
    {
        return Ok(false);
    }
    let ours = all(&replay.catalog.to_model());
    server.apart(|client| {
        for at in part {
            if let Some(item) = items.get(*at) {
                attempt(client, &item.text);
            }
        }
        match fault {
            Fault::Refused { .. } => {
                let item = kept.and_then(|at| items.get(at));
                Ok(item.is_some_and(|item| attempt(client, &item.text)))
            }
            Fault::Difference(path) => {
                let theirs = all(&read(client)?);
                let found = comparison(&ours, &theirs);
                Ok(found.differences.iter().any(|found| found.path == *path)
                    || found.not_modelled.iter().any(|found| found.path == *path))
            }
        }
    })
}

fn attempt(client: &mut Client, text: &str) -> bool {
    client.batch_execute(text).is_ok()
}

/// The code of the error that the replay gives.
fn step(replay: &mut Replay, item: &Item) -> Option<&'static str> {
    if item.is_unread {
        return Some("42601");
    }
    let mut found = Vec::new();
    for (raw, stmt) in &item.parsed {
        if !replay.run_parsed(stmt, &raw.directives, &mut found) {
            replay.take_changes();
            return found.iter().find(|one| one.is_error()).map(|one| one.code);
        }
    }
    replay.take_changes();
    None
}
