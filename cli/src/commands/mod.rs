//! The commands, one file each.

pub(crate) mod check;
pub(crate) mod dump;
pub(crate) mod generate;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod init;
pub(crate) mod lock;
pub(crate) mod new;

use crate::Failure;
use pgbindgen_codegen::chain::Chain;
use pgbindgen_codegen::diag::{Diagnostic, sort};
use pgbindgen_codegen::{Options, Project};
use pgbindgen_model::lock::Lock;
use std::path::Path;

/// A project and its chain, without replaying it.
fn chain(dir: &Path) -> Result<(Project, Chain, Vec<Diagnostic>), Failure> {
    let project = Project::load(dir, &Options::default())?;
    let mut diagnostics = project.diagnostics.clone();
    let chain = Chain::build(&project, &mut diagnostics);
    sort(&mut diagnostics);
    Ok((project, chain, diagnostics))
}

/// The lock of a project, where there is one that can be read. One that cannot
/// is a diagnostic of the chain.
fn lock_of(project: &Project) -> Option<Lock> {
    let file = project.lock?;
    Lock::parse(project.sources.file(file).text()).ok()
}
