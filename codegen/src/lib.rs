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
pub mod ir;
pub mod output;
pub mod parse;
pub mod report;
pub mod source;
pub mod split;
pub mod types;

pub use report::{Builder, build, check};
pub use source::{Error, Options, Project};

use chain::Chain;
use diag::Diagnostic;

/// What the pipeline makes of a project.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Analysis {
    /// The revisions in their order.
    pub chain: Chain,
    /// The generated code: all that could be generated, even with errors.
    pub bindings: String,
    /// Everything that is wrong, in the order of the places.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs the pipeline: a pure function of the project that was read.
pub fn analyze(project: &Project) -> Analysis {
    let mut diagnostics = project.diagnostics.clone();
    let chain = Chain::build(project, &mut diagnostics);
    diag::sort(&mut diagnostics);
    Analysis {
        chain,
        bindings: String::new(),
        diagnostics,
    }
}
