//! The reference database, `schema/`, as the runner and the replay take it.

use std::path::{Path, PathBuf};

use pgbindgen_codegen::catalog::{PgVersion, Replay};
use pgbindgen_codegen::chain::{Chain, Transaction};
use pgbindgen_codegen::diag::{Diagnostic, Span};
use pgbindgen_codegen::source::{Options, Project};
use pgbindgen_codegen::{parse, split};
use pgbindgen_model::catalog::Catalog;
use pgbindgen_model::chain::Revision;

/// The folder of the reference database.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema")
}

/// The reference database, read.
pub struct Reference {
    project: Project,
    chain: Chain,
    /// Its revisions in chain order, as the runner takes them.
    pub revisions: Vec<Revision>,
}

impl Reference {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// The folder cannot be read or its chain has a fault.
    pub fn read() -> Result<Self, String> {
        let project = Project::load(&folder(), &Options::default()).map_err(|e| e.to_string())?;
        let mut diagnostics = project.diagnostics.clone();
        let chain = Chain::build(&project, &mut diagnostics);
        fault(&diagnostics)?;
        let revisions = chain.to_model(&project.sources);
        Ok(Reference {
            project,
            chain,
            revisions,
        })
    }

    /// The catalogs that the replay has before the first revision and after
    /// each, and then those of the way down, from the last to the first.
    ///
    /// # Errors
    ///
    /// The replay refuses a statement, or a revision has no way down.
    pub fn replay(&self, major: u16) -> Result<(Vec<Catalog>, Vec<Catalog>), String> {
        let mut replay = Replay::new(PgVersion(major));
        let mut up = vec![replay.catalog.to_model()];
        for revision in &self.chain.revisions {
            self.apply(&mut replay, revision.up, revision.transaction.value)?;
            up.push(replay.catalog.to_model());
        }
        let mut down = Vec::new();
        for revision in self.chain.revisions.iter().rev() {
            let span = revision.down.ok_or("a revision has no way down")?;
            self.apply(&mut replay, span, revision.transaction.value)?;
            down.push(replay.catalog.to_model());
        }
        Ok((up, down))
    }

    fn apply(
        &self,
        replay: &mut Replay,
        span: Span,
        transaction: Transaction,
    ) -> Result<(), String> {
        let file = self.project.sources.file(span.file);
        let mut diagnostics = Vec::new();
        replay.new_session();
        if transaction == Transaction::On {
            replay.begin();
        }
        for raw in split::split(span.file, file.text(), span.range(), &mut diagnostics) {
            let statement = parse::parse(file.text(), &raw, &mut diagnostics);
            fault(&diagnostics)?;
            replay.apply(&statement).map_err(|error| {
                let line = file.position(error.span.range().start).line;
                format!("{}:{line}: {} {}", file.path(), error.state, error.message)
            })?;
        }
        replay.commit();
        Ok(())
    }
}

fn fault(diagnostics: &[Diagnostic]) -> Result<(), String> {
    match diagnostics.iter().find(|d| d.is_error()) {
        Some(fault) => Err(format!("{}: {}", fault.code, fault.message)),
        None => Ok(()),
    }
}
