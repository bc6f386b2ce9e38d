//! The chain replayed: each revision's statements parsed once, then applied for
//! every server version to a catalog of its own.

use crate::Project;
use crate::catalog::{self, Catalog, PgVersion, Replay};
use crate::chain::{Chain, Revision, Transaction};
use crate::check::{self, Allow, Applied, AppliedStmt, History, Ledger, Undone, parse_allow};
use crate::ddl::{SetParameter, SetScope, Stmt, StmtKind};
use crate::diag::{Diagnostic, FileId, SourceMap, Span};
use crate::effects::Effects;
use crate::noise::{Noise, Place};
use crate::parse;
use crate::resting;
use crate::split::{self, RawKind, RawStmt, nearly_directive};
use crate::threads;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// A revision with its statements.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The revision.
    pub revision: &'a Revision,
    /// Its up part.
    pub up: Vec<ParsedStmt>,
    /// Its down part.
    pub down: Option<Vec<ParsedStmt>>,
}

/// A revision's up part, to be applied once more: the states between its
/// statements are not kept, since few ask for them.
#[derive(Clone, Debug)]
pub struct Steps<'a> {
    start: Replay,
    parsed: &'a Parsed<'a>,
}

impl Steps<'_> {
    /// Gives the state after each statement, until `each` says that it is enough.
    pub fn run(&self, mut each: impl FnMut(&Catalog) -> ControlFlow<()>) {
        let mut replay = self.start.clone();
        let transaction = self.parsed.revision.transaction.value;
        begin(&mut replay, transaction);
        for parsed in &self.parsed.up {
            step(&mut replay, parsed, &mut Vec::new(), &mut Vec::new());
            go_on(&mut replay, transaction);
            replay.take_changes();
            if each(&replay.catalog).is_break() {
                return;
            }
        }
    }
}

/// A statement as split and as parsed.
#[derive(Debug)]
pub struct ParsedStmt {
    /// Its bytes and the comments that speak to pgbindgen.
    pub raw: RawStmt,
    /// Its tree.
    pub stmt: Stmt,
}

/// SQL that one thread parses sooner than another is started.
const A_THREAD_FULL: usize = 32 << 10;

/// Splits and parses every revision.
pub fn parse<'a>(
    chain: &'a Chain,
    project: &Project,
    out: &mut Vec<Diagnostic>,
) -> Vec<Parsed<'a>> {
    let effects = Effects::of(project, out);
    let bytes_of = |revision: &Revision| {
        let down = revision.down.map_or(0, |down| down.range().len());
        revision.up.range().len() + down
    };
    let bytes: usize = chain.revisions.iter().map(bytes_of).sum();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = cores.min(bytes / A_THREAD_FULL + 1);
    let parsed = threads::each(&chain.revisions, threads, |revision| {
        let mut found = Vec::new();
        let mut section = |span| parse_section(span, project, &effects, &mut found);
        let up = section(revision.up);
        let down = revision.down.map(section);
        (Parsed { revision, up, down }, found)
    });
    let parsed = parsed.into_iter().map(|(parsed, found)| {
        out.extend(found);
        parsed
    });
    let parsed = parsed.collect();
    effects.finish(out);
    parsed
}

/// Splits and parses an up or a down part.
fn parse_section(
    span: Span,
    project: &Project,
    effects: &Effects,
    out: &mut Vec<Diagnostic>,
) -> Vec<ParsedStmt> {
    let sources = &project.sources;
    let text = sources.file(span.file).text();
    split::split(span.file, text, span.range(), out)
        .into_iter()
        .map(|mut raw| {
            let mut found = Vec::new();
            effects.add_to(&mut raw, project);
            let stmt = if raw.kind == RawKind::PsqlMeta {
                found.push(meta_command(raw.span, text));
                not_sql(raw.span)
            } else {
                parse::parse(text, &raw, &mut found)
            };
            check_directives(&raw, &mut found);
            out.extend(found.into_iter().map(|fault| fault.on_disk(sources)));
            ParsedStmt { raw, stmt }
        })
        .collect()
}

/// A command of psql's own, which no runner can send to the server.
fn meta_command(span: Span, text: &str) -> Diagnostic {
    let command = text
        .get(span.range())
        .and_then(|line| line.split_whitespace().next())
        .unwrap_or("\\");
    Diagnostic::error(
        "psql-meta-command",
        span,
        format!("`{command}` is a command of psql and not SQL"),
    )
    .with_label("only psql understands this")
    .with_help(match command {
        "\\i" | "\\ir" | "\\include" | "\\include_relative" => {
            "put the statements of that file here"
        }
        "\\set" => "write the value where it is used",
        "\\copy" => "write `COPY … FROM stdin` with its data, or load the data as a seed",
        _ => "remove the line",
    })
}

/// In place of what is not SQL and has been reported.
fn not_sql(span: Span) -> Stmt {
    Stmt {
        kind: StmtKind::NoEffect {
            what: "a command of psql",
            calls: Vec::new(),
            relations: Vec::new(),
            writes: Vec::new(),
            query: None,
        },
        span,
        needs: Vec::new(),
        access: None,
        sets: Vec::new(),
    }
}

/// Comments that speak to pgbindgen and say nothing that it understands.
fn check_directives(raw: &RawStmt, out: &mut Vec<Diagnostic>) {
    for directive in &raw.directives {
        let known = catalog::is_effect(&directive.text)
            || parse_allow(&directive.text, directive.span).is_some();
        if let Some(said) = nearly_directive(&directive.text) {
            let right = format!("-- pgbindgen: {said}");
            out.push(
                Diagnostic::error(
                    "invalid-directive",
                    directive.span,
                    "this comment is nearly one to pgbindgen",
                )
                .with_label("a remark as it stands, which says nothing to pgbindgen")
                .with_help(format!("write `{right}` on a line of its own")),
            );
        } else if !known {
            out.push(
                Diagnostic::error(
                    "invalid-directive",
                    directive.span,
                    format!("`{}` is not a directive of pgbindgen", directive.text),
                )
                .with_label("not understood")
                .with_help("write `allow(rule) reason`, `effect \"SQL\"` or `no-effect`"),
            );
        }
    }
}

/// A database while it is replayed.
#[derive(Clone, Debug)]
struct State {
    replay: Replay,
    /// What the catalog does not hold.
    ledger: Ledger,
}

/// Applies the whole history for one version. Every statement that the server
/// would refuse is a diagnostic; the replay goes on behind it.
pub fn replay<'a>(
    revisions: &[&'a Parsed<'a>],
    sources: &'a SourceMap,
    is_locked: bool,
    version: PgVersion,
    out: &mut Vec<Diagnostic>,
) -> History<'a> {
    let mut state = State {
        replay: Replay::new(version),
        ledger: Ledger::default(),
    };
    let mut noise = Noise::of(revisions);
    let mut history = History {
        revisions: Vec::with_capacity(revisions.len()),
        sources,
        is_locked,
    };
    for parsed in revisions {
        let before = state.replay.catalog.clone();
        let kept = state.ledger.clone();
        let steps = Steps {
            start: state.replay.clone(),
            parsed,
        };
        let mut statements = Vec::with_capacity(parsed.up.len());
        let complete = section(
            &mut state,
            sources,
            parsed.revision,
            Direction::Up,
            &parsed.up,
            &mut noise,
            out,
            |applied| statements.push(applied),
        );
        // Each copy would do it again.
        if parsed.down.is_some() {
            state.replay.settle();
        }
        let after = state.replay.catalog.clone();
        let undone = parsed.down.as_ref().and_then(|down| {
            // A fault of the up part would be told again by what undoes it.
            if !complete {
                return None;
            }
            let known = noise.gone.len();
            let hidden = noise.hidden.len();
            let mut back = state.clone();
            let mut statements = Vec::with_capacity(down.len());
            let complete = section(
                &mut back,
                sources,
                parsed.revision,
                Direction::Down,
                down,
                &mut noise,
                out,
                |applied| statements.push(applied),
            );
            noise.gone.forget(known);
            noise.hidden.forget(hidden);
            complete.then(|| Undone {
                state: back.replay.catalog,
                kept: back.ledger,
                statements,
                span: way_back(parsed.revision, down, sources),
            })
        });
        history.revisions.push(Applied {
            id: &parsed.revision.id.value,
            revision: parsed.revision,
            file: parsed.revision.file,
            steps,
            state: parsed.revision.state,
            transaction: parsed.revision.transaction.value,
            statements,
            before,
            kept,
            after,
            undone,
            complete,
        });
    }
    noise.finish(out);
    history
}

/// Which part of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// The text of the way back, or the line that begins it when it is empty.
fn way_back(revision: &Revision, statements: &[ParsedStmt], sources: &SourceMap) -> Span {
    if let (Some(first), Some(last)) = (statements.first(), statements.last()) {
        return first.raw.span.to(last.raw.span);
    }
    let Some(body) = revision.down else {
        return revision.header;
    };
    let text = sources.file(body.file).text();
    let within = |range: std::ops::Range<usize>| {
        let part = text.get(range.clone()).unwrap_or_default();
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        (start < end).then(|| Span::new(body.file, start..end))
    };
    let line_before = || {
        let end = text.get(..body.range().start)?.trim_end().len();
        let start = text.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
        within(start..end)
    };
    within(body.range()).or_else(line_before).unwrap_or(body)
}

/// Applies one part of a revision as the runner would. Whether all of it could be.
#[allow(clippy::too_many_arguments)]
fn section<'a>(
    state: &mut State,
    sources: &SourceMap,
    revision: &Revision,
    direction: Direction,
    statements: &'a [ParsedStmt],
    noise: &mut Noise,
    out: &mut Vec<Diagnostic>,
    mut done: impl FnMut(AppliedStmt<'a>),
) -> bool {
    let State { replay, ledger } = state;
    let transaction = match direction {
        Direction::Up => revision.transaction.value,
        Direction::Down => revision.down_transaction,
    };
    begin(replay, transaction);
    noise.begin_part();
    let mut complete = true;
    for (at, parsed) in statements.iter().enumerate() {
        let stmt = &parsed.stmt;
        let mut found = Vec::new();
        let mut refusals = Vec::new();
        let new_labels = replay.new_labels().clone();
        if let Some(needless) = replay.needless(stmt, &parsed.raw.directives) {
            out.push(noise.hidden.note(needless, sources));
        }
        let step = step(replay, parsed, &mut found, &mut refusals);
        complete &= step == Step::Done;
        if step == Step::Unread {
            noise.refused(sources.text(stmt.span));
        }
        let held = replay.take_held().filter(|_| step == Step::Refused);
        let place = Place {
            here: stmt.span,
            made: (direction == Direction::Down).then_some(revision.up),
            later: statements.get(at + 1..).unwrap_or_default(),
            sources,
        };
        noise.tell(found, held.as_ref(), &place, out);
        if step == Step::Refused {
            noise.refuse(&stmt.kind, held.as_ref());
            // Where the way back is tried, what else it does can be as well.
            if held.is_some() && direction == Direction::Down {
                crate::recover::cascade(replay, stmt);
            }
        }
        let changes = replay.take_changes();
        let work = replay.take_work();
        if matches!(step, Step::Done | Step::Rests) {
            ledger.apply(stmt, sources, &changes, &replay.catalog);
            // `IF EXISTS` may have found nothing.
            if !changes.is_empty() {
                noise.gone.note(&stmt.kind);
            }
        }
        let mut settings = replay.take_settings();
        if step == Step::Refused {
            settings = of_system(stmt);
        }
        go_on(replay, transaction);
        done(AppliedStmt {
            span: stmt.span,
            stmt,
            changes,
            settings,
            work,
            new_labels,
            is_refused: step != Step::Done,
            refusals,
            allows: allows(&parsed.raw, sources),
        });
    }
    replay.commit();
    complete
}

/// What ALTER SYSTEM would have set. A transaction refuses it, and that it runs
/// in one is the lesser of its faults.
fn of_system(stmt: &Stmt) -> Vec<SetParameter> {
    let sets = stmt.sets.iter();
    sets.filter(|set| set.scope == SetScope::System)
        .cloned()
        .collect()
}

/// The session in which a part of a revision runs.
fn begin(replay: &mut Replay, transaction: Transaction) {
    // A revision may run long after the one before it, so none sees the
    // settings that another left.
    replay.new_session();
    match transaction {
        Transaction::On => replay.begin(),
        Transaction::Implicit => replay.begin_implicit(),
        Transaction::Off => {}
    }
}

/// What follows a statement: after a COMMIT the rest of a message is a transaction again.
fn go_on(replay: &mut Replay, transaction: Transaction) {
    if transaction == Transaction::Implicit && !replay.in_transaction() {
        replay.begin_implicit();
    }
}

/// What became of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Done,
    /// The server would refuse it.
    Refused,
    /// It rests on what is not certain, and is done as if that did nothing.
    Rests,
    /// It could not be read.
    Unread,
}

/// Applies one statement. Of one that the server would refuse as much is done
/// as keeps the next ones from being refused for the same reason; what a rule
/// reports is kept for it, and the statement applied all the same.
fn step(
    replay: &mut Replay,
    parsed: &ParsedStmt,
    found: &mut Vec<Diagnostic>,
    refusals: &mut Vec<Diagnostic>,
) -> Step {
    let stmt = &parsed.stmt;
    if matches!(&stmt.kind, StmtKind::Opaque { reason, .. } if reason == parse::REFUSED) {
        return Step::Unread;
    }
    let directives = &parsed.raw.directives;
    if replay.run_parsed(stmt, directives, found) {
        return Step::Done;
    }
    if found.iter().any(check::is_reported_by_a_rule) {
        let all = std::mem::take(found);
        (*refusals, *found) = all.into_iter().partition(check::is_reported_by_a_rule);
        if replay.apart(|replay| replay.run_parsed(stmt, directives, found)) {
            return Step::Done;
        }
    }
    // One fault is enough: what else is wrong is told of the schema as it is known.
    if found.iter().any(|fault| fault.code == resting::USE) {
        let mut more = Vec::new();
        if replay.as_if_certain(|replay| replay.run_parsed(stmt, directives, &mut more)) {
            found.append(&mut more);
            return Step::Rests;
        }
    }
    crate::recover::recover(replay, stmt);
    Step::Refused
}

/// The `allow` comments of a statement.
fn allows(raw: &RawStmt, sources: &SourceMap) -> Vec<Allow> {
    raw.directives
        .iter()
        .filter_map(|directive| {
            let allow = parse_allow(&directive.text, directive.span)?;
            let line = sources.file(allow.span.file).own_lines(allow.span);
            Some(Allow { line, ..allow })
        })
        .collect()
}

/// The catalog at the head.
pub fn head(history: &History<'_>, version: PgVersion) -> Catalog {
    history
        .revisions
        .last()
        .map_or_else(|| Catalog::new(version), |last| last.after.clone())
}

/// Joins what was found on the way to each of several heads, given with the
/// files on that way. What revisions behind both do wrong is told once.
pub fn join_branches(found: &[(BTreeSet<FileId>, Vec<Diagnostic>)]) -> Vec<Diagnostic> {
    let mut joined: Vec<Diagnostic> = Vec::new();
    for (_, diagnostics) in found {
        for diagnostic in diagnostics {
            // What only one of the heads needs or knows is needed and known.
            let for_all = match diagnostic.code {
                "unused-allow" | "needless-effect" => found
                    .iter()
                    .filter(|(files, _)| {
                        let primary = diagnostic.primary.as_ref();
                        primary.is_some_and(|primary| files.contains(&primary.span.file))
                    })
                    .all(|(_, others)| others.contains(diagnostic)),
                "unknown-revision" => found.iter().all(|(_, others)| others.contains(diagnostic)),
                _ => true,
            };
            if for_all && !joined.contains(diagnostic) {
                joined.push(diagnostic.clone());
            }
        }
    }
    joined
}

/// Whether two versions say the same. Of what the server refuses they may word
/// the details in two ways.
fn is_one_fault(a: &Diagnostic, b: &Diagnostic) -> bool {
    let is_refusal = a.code.len() == 5 && a.code.bytes().all(|b| b.is_ascii_alphanumeric());
    a == b || (is_refusal && a.message == b.message && a.severity == b.severity)
}

/// Joins what was found for each version: what is found for all is told once,
/// the rest names the versions that it is true for.
pub fn join(found: Vec<(PgVersion, Vec<Diagnostic>)>, out: &mut Vec<Diagnostic>) {
    let all = found.len();
    let mut joined: Vec<(Diagnostic, Vec<PgVersion>)> = Vec::new();
    // Where those of one code and place are among the joined.
    let mut places: BTreeMap<(&str, Option<Span>), Vec<usize>> = BTreeMap::new();
    for (version, diagnostics) in found {
        for diagnostic in diagnostics {
            let place = diagnostic.primary.as_ref().map(|label| label.span);
            let alike = places.entry((diagnostic.code, place)).or_default();
            let known = alike.iter().copied().find(|&at| {
                joined
                    .get(at)
                    .is_some_and(|(known, _)| is_one_fault(known, &diagnostic))
            });
            match known.and_then(|at| joined.get_mut(at)) {
                Some((_, versions)) if versions.contains(&version) => {}
                Some((known, versions)) => {
                    // The words of the newest.
                    *known = diagnostic;
                    versions.push(version);
                }
                None => {
                    alike.push(joined.len());
                    joined.push((diagnostic, vec![version]));
                }
            }
        }
    }
    for (diagnostic, versions) in joined {
        // What one version needs is needed.
        if matches!(diagnostic.code, "unused-allow" | "needless-effect") && versions.len() < all {
            continue;
        }
        out.push(if versions.len() == all {
            diagnostic
        } else {
            let names: Vec<String> = versions
                .iter()
                .map(|version| version.0.to_string())
                .collect();
            diagnostic.with_note(format!("on PostgreSQL {} only", names.join(" and ")))
        });
    }
}
