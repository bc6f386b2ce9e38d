//! PostgreSQL migrations in, diagnostics and typed Rust out: the compile-time
//! half of pgbindgen.
//!
//! [`build`] and [`check()`] are for build scripts. Everything is one pipeline,
//! [`analyze`], in which each stage takes what the one before it gives:
//! `source → split → parse → chain → catalog → check → types → ir → emit`.

pub mod catalog;
pub mod chain;
pub mod check;
mod coming;
pub mod ddl;
pub mod diag;
mod effects;
pub mod emit;
mod foreign;
mod gone;
mod hidden;
pub mod history;
pub mod ir;
mod noise;
pub mod output;
pub mod parse;
mod recover;
pub mod report;
mod resting;
pub mod source;
pub mod split;
mod threads;
pub mod types;
mod uncertain;
mod unknown;

pub use report::{Builder, build, check, watch};
pub use source::{Error, Options, Project};

use chain::Chain;
use diag::Diagnostic;
use std::collections::BTreeSet;

/// What the pipeline makes of a project.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Analysis {
    /// The revisions in their order.
    pub chain: Chain,
    /// The database at the head, for the newest version asked for.
    pub catalog: Option<catalog::Catalog>,
    /// The program to generate: all that could be decided, even with errors.
    pub program: Option<ir::Program>,
    /// Everything that is wrong, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
    /// What rules found in the revisions that `since` leaves out, in the same order.
    pub settled: Vec<Diagnostic>,
}

/// Runs the pipeline: a pure function of the project that was read. What stage
/// fails, its faults are told, and the next goes on with what is sound.
pub fn analyze(project: &Project) -> Analysis {
    let mut diagnostics = project.diagnostics.clone();
    let settings = check::Settings::of(&project.config, project.downs(), &mut diagnostics);
    let options = ir::Options::of(&project.config, &mut diagnostics);
    let chain = Chain::build(project, &mut diagnostics);
    let parsed = history::parse(&chain, project, &mut diagnostics);
    let versions: Vec<catalog::PgVersion> = project
        .postgres
        .iter()
        .map(|&version| catalog::PgVersion(u16::try_from(version).unwrap_or(u16::MAX)))
        .collect();
    check::chosen::check(&project.config, &versions, &mut diagnostics);
    // The program is that of the newest.
    let newest = versions.iter().copied().max();
    let mut replayed = threads::each(&versions, versions.len(), |&version| {
        let options = (Some(version) == newest).then_some(&options);
        replay(project, &chain, &parsed, &settings, options, version)
    });
    let (mut program, mut of_program) = (None, Vec::new());
    if let Some(lowered) = replayed.iter_mut().find_map(|one| one.lowered.take()) {
        (program, of_program) = (Some(lowered.0), lowered.1);
    }
    let mut catalog = None;
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for mut one in replayed {
        // What a refused statement left out is no fault of its own.
        if !one.is_sound {
            of_program.clear();
        }
        if let Some(program) = &program
            && chain.branches.is_empty()
        {
            uncertain::check(&project.config, &one.catalog, program, &mut one.faults);
        }
        if Some(one.version) == newest {
            catalog = Some(one.catalog);
        }
        found.push((one.version, one.faults));
        left_out.push((one.version, one.settled));
    }
    let mut settled = Vec::new();
    // Without an order nearly everything would be refused for what is not there
    // yet. Code is generated all the same: an editor then knows most names.
    if chain.sound || !chain.branches.is_empty() {
        history::join(found, &mut diagnostics);
        history::join(left_out, &mut settled);
        diagnostics.append(&mut of_program);
    }
    for found in [&mut diagnostics, &mut settled] {
        resting::advise(found, &parsed, project);
    }
    project.let_go(parsed);
    for found in [&mut diagnostics, &mut settled] {
        for diagnostic in std::mem::take(found) {
            let diagnostic = diagnostic.on_disk(&project.sources);
            found.push(match project.layout {
                Some(layout) => source::layout::in_words_of(layout, diagnostic),
                None => diagnostic,
            });
        }
    }
    diag::sort(&mut diagnostics);
    diag::sort(&mut settled);
    Analysis {
        chain,
        catalog,
        program,
        diagnostics,
        settled,
    }
}

/// What one version makes of the history.
struct Replayed {
    version: catalog::PgVersion,
    catalog: catalog::Catalog,
    /// The program, where it is this version's, and what is wrong in it.
    lowered: Option<(ir::Program, Vec<Diagnostic>)>,
    faults: Vec<Diagnostic>,
    settled: Vec<Diagnostic>,
    /// Whether one history was replayed, and no statement nor rule has stopped it.
    is_sound: bool,
}

/// From the statements to the catalog, for one version, and to the program where
/// there are options for one.
fn replay(
    project: &Project,
    chain: &Chain,
    parsed: &[history::Parsed<'_>],
    settings: &check::Settings,
    options: Option<&ir::Options>,
    version: catalog::PgVersion,
) -> Replayed {
    let mut faults = Vec::new();
    let all: Vec<&history::Parsed<'_>> = parsed.iter().collect();
    let is_locked = project.lock.is_some();
    let history = history::replay(&all, &project.sources, is_locked, version, &mut faults);
    let head = history::head(&history, version);
    let mut settled = Vec::new();
    let mut judge_all = || {
        if chain.branches.is_empty() {
            judge(&history, settings, &mut faults, &mut settled);
        } else {
            // No server ever runs what two heads make together.
            (faults, settled) = branches(project, chain, parsed, settings, version);
        }
    };
    // What the rules say and the program do not wait for one another.
    let lowered = if let Some(options) = options {
        let lower = || {
            let mut faults = Vec::new();
            (ir::lower(&head, options, &mut faults), faults)
        };
        Some(threads::both(judge_all, lower).1)
    } else {
        judge_all();
        None
    };
    let is_sound = chain.branches.is_empty() && !faults.iter().any(Diagnostic::is_error);
    if is_sound {
        unknown::check_names(&project.config, &head, &mut faults);
    }
    project.let_go(history);
    Replayed {
        version,
        catalog: head,
        lowered,
        faults,
        settled,
        is_sound,
    }
}

/// Adds what the rules find to the faults of the replay, and what they would to
/// what is settled.
fn judge(
    history: &check::History<'_>,
    settings: &check::Settings,
    faults: &mut Vec<Diagnostic>,
    settled: &mut Vec<Diagnostic>,
) {
    let checked = check::run(history, settings);
    check::settings::leave_to_rule(&checked.diagnostics, faults);
    faults.extend(checked.diagnostics);
    settled.extend(checked.settled);
}

/// What is wrong on the way to each of several heads, and what would be.
fn branches(
    project: &Project,
    chain: &Chain,
    parsed: &[history::Parsed<'_>],
    settings: &check::Settings,
    version: catalog::PgVersion,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let (mut found, mut left_out) = (Vec::new(), Vec::new());
    for places in &chain.branches {
        let branch: Vec<_> = places.iter().filter_map(|&at| parsed.get(at)).collect();
        let (mut faults, mut settled) = (Vec::new(), Vec::new());
        let history = history::replay(
            &branch,
            &project.sources,
            project.lock.is_some(),
            version,
            &mut faults,
        );
        judge(&history, settings, &mut faults, &mut settled);
        project.let_go(history);
        let files: BTreeSet<_> = branch
            .iter()
            .flat_map(|parsed| parsed.revision.texts())
            .collect();
        found.push((files.clone(), faults));
        left_out.push((files, settled));
    }
    (
        history::join_branches(&found),
        history::join_branches(&left_out),
    )
}

impl Analysis {
    /// The generated code in one text; empty when nothing could be decided.
    pub fn bindings(&self) -> String {
        self.program.as_ref().map(emit::single).unwrap_or_default()
    }
}
