//! The reference database, `schema/`, as the runner takes it.

use std::path::{Path, PathBuf};

use pgbindgen_codegen::chain::{Chain, Transaction};
use pgbindgen_codegen::source::{Options, Project};
use pgbindgen_model::chain::{Revision, Script, Statement};

use crate::differential::statements;

/// The folder of the reference database.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")
}

/// Its revisions, in chain order.
///
/// # Errors
///
/// The folder cannot be read or its chain has a fault.
pub fn chain() -> Result<Vec<Revision>, String> {
    let project = Project::load(&folder(), &Options::default()).map_err(|e| e.to_string())?;
    let mut diagnostics = project.diagnostics.clone();
    let chain = Chain::build(&project, &mut diagnostics);
    if let Some(fault) = diagnostics.iter().find(|d| d.is_error()) {
        return Err(fault.message.clone());
    }
    let script = |span| {
        let text = project.sources.text(span).to_owned();
        let ranges = statements(&text);
        Script {
            line: 1 + project.sources.file(span.file).text()[..span.range().start]
                .matches('\n')
                .count(),
            statements: ranges.into_iter().map(Statement::from).collect(),
            text,
        }
    };
    Ok(chain
        .revisions
        .iter()
        .map(|revision| Revision {
            id: revision.id.value.clone(),
            parents: revision.parents.iter().map(|p| p.value.clone()).collect(),
            file: project.sources.file(revision.file).path().to_owned(),
            transactional: revision.transaction.value == Transaction::On,
            up: script(revision.up),
            down: revision.down.map(script),
            irreversible: revision.irreversible.as_ref().map(|r| r.value.clone()),
            checksum: revision.checksum,
        })
        .collect())
}
