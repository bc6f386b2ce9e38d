//! PostgreSQL migrations in, diagnostics and typed Rust out: the compile-time
//! half of pgbindgen.
//!
//! [`build`] and [`check`] are for build scripts. Everything is one pipeline,
//! [`analyze`], in which each stage takes what the one before it gives:
//! `source → split → parse → chain → catalog → check → types → ir → emit`.

pub mod catalog;
pub mod chain;
pub mod check;
pub mod ddl;
pub mod diag;
pub mod emit;
pub mod history;
pub mod ir;
pub mod output;
pub mod parse;
mod recover;
pub mod report;
pub mod source;
pub mod split;
pub mod types;
mod uncertain;
mod unknown;

pub use report::{Builder, build, check, watch};
pub use source::{Error, Options, Project};

use chain::Chain;
use diag::Diagnostic;

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
}

/// Runs the pipeline: a pure function of the project that was read. What stage
/// fails, its faults are told, and the next goes on with what is sound.
pub fn analyze(project: &Project) -> Analysis {
    let mut diagnostics = project.diagnostics.clone();
    let settings = check::Settings::of(&project.config, &mut diagnostics);
    let options = ir::Options::of(&project.config, &mut diagnostics);
    let chain = Chain::build(project, &mut diagnostics);
    let parsed = history::parse(&chain, &project.sources, &mut diagnostics);
    let (mut catalog, mut program) = (None, None);
    let mut found = Vec::new();
    for &version in &project.postgres {
        let version = catalog::PgVersion(u16::try_from(version).unwrap_or(u16::MAX));
        let mut faults = Vec::new();
        let history = history::replay(&parsed, &project.sources, version, &mut faults);
        faults.extend(check::run(&history, &settings));
        let head = history::head(&history, version);
        let mut further = Vec::new();
        unknown::check_names(&project.config, &head, &mut further);
        let lowered = ir::lower(&head, &options, &mut further);
        // What a refused statement left out is no fault of its own.
        if !faults.iter().any(Diagnostic::is_error) {
            faults.append(&mut further);
        }
        uncertain::check(&project.config, &head, &lowered, &mut faults);
        program = Some(lowered);
        catalog = Some(head);
        found.push((version, faults));
    }
    // Without an order nearly everything would be refused for what is not there
    // yet. Code is generated all the same: an editor then knows most names.
    if chain.sound {
        history::join(found, &mut diagnostics);
    }
    drop(parsed);
    diag::sort(&mut diagnostics);
    Analysis {
        chain,
        catalog,
        program,
        diagnostics,
    }
}

impl Analysis {
    /// The generated code in one text; empty when nothing could be decided.
    pub fn bindings(&self) -> String {
        self.program.as_ref().map(emit::single).unwrap_or_default()
    }
}
