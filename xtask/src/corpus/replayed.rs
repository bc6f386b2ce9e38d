//! A history through our replay.

use std::path::Path;
use std::time::{Duration, Instant};

use pgbindgen_codegen::catalog::{Catalog, PgVersion};
use pgbindgen_codegen::chain::Chain;
use pgbindgen_codegen::ddl::StmtKind;
use pgbindgen_codegen::diag::{Diagnostic, SourceMap, Span};
use pgbindgen_codegen::{Options, Project, history};
use pgbindgen_model::chain::Revision;

use crate::Failure;

/// What the replay makes of a history for one version.
pub(crate) struct Replayed {
    /// The revisions in their order.
    pub(crate) steps: Vec<Step>,
    /// What keeps the files from being understood, before any statement is replayed.
    pub(crate) faults: Vec<Told>,
    /// What is not certain at the end of the steps that were asked for.
    pub(crate) time: Duration,
}

/// One revision.
pub(crate) struct Step {
    /// As a runner takes it.
    pub(crate) revision: Revision,
    /// The statements of its up part.
    pub(crate) statements: usize,
    /// Those of them that are not known.
    pub(crate) opaque: usize,
    /// Errors in its up part.
    pub(crate) errors: Vec<Told>,
    /// Where its up part begins in its file.
    pub(crate) begins: usize,
    /// The state behind it.
    pub(crate) after: Catalog,
    /// The statements whose effect is not certain, up to here.
    pub(crate) tainted: Vec<Told>,
}

/// A diagnostic in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// `file:line`.
    pub(crate) place: String,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    /// Where it stands in the text of its file.
    pub(crate) at: Option<usize>,
}

impl Told {
    fn new(diagnostic: &Diagnostic, sources: &SourceMap) -> Self {
        let span = diagnostic.primary.as_ref().map(|label| label.span);
        Self {
            place: span.map_or_else(String::new, |span| place(span, sources)),
            code: diagnostic.code,
            message: diagnostic.message.clone(),
            at: span.map(|span| span.start as usize),
        }
    }
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{}] {}", self.place, self.code, self.message)
    }
}

fn place(span: Span, sources: &SourceMap) -> String {
    let file = sources.file(span.file);
    format!(
        "{}:{}",
        file.path(),
        file.position(span.start as usize).line
    )
}

/// Reads and replays a project: all that a build does up to the catalog, and its time.
pub(crate) fn replay(dir: &Path, version: u16) -> Result<Replayed, Failure> {
    let start = Instant::now();
    let options = Options::default().base(dir).postgres([u32::from(version)]);
    let project = Project::load(dir, &options)?;
    let sources = &project.sources;
    let mut found = project.diagnostics.clone();
    let chain = Chain::build(&project, &mut found);
    let before_parsing = found.len();
    let parsed = history::parse(&chain, &project, &mut found);
    let all: Vec<_> = parsed.iter().collect();
    let history = history::replay(
        &all,
        sources,
        project.lock.is_some(),
        PgVersion(version),
        &mut found,
    );
    let time = start.elapsed();

    let is_error = |diagnostic: &&Diagnostic| diagnostic.is_error();
    let told = |diagnostic: &Diagnostic| Told::new(diagnostic, sources);
    let faults = found
        .iter()
        .take(before_parsing)
        .filter(is_error)
        .map(told)
        .collect();
    let later: Vec<&Diagnostic> = found.iter().skip(before_parsing).filter(is_error).collect();
    let steps = chain
        .to_model(sources)
        .into_iter()
        .zip(&history.revisions)
        .map(|(revision, applied)| {
            let up = applied.revision.up;
            let is_here = |diagnostic: &&&Diagnostic| {
                let place = diagnostic.primary.as_ref().map(|label| label.span);
                place.is_some_and(|at| {
                    at.file == up.file && at.start >= up.start && at.start <= up.end
                })
            };
            let statements = applied.statements.iter();
            let is_opaque = |kind: &StmtKind| matches!(kind, StmtKind::Opaque { .. });
            let opaque = statements.filter(|one| is_opaque(&one.stmt.kind)).count();
            Step {
                statements: revision.up.statements.len(),
                revision,
                opaque,
                errors: later.iter().filter(is_here).map(|one| told(one)).collect(),
                begins: up.start as usize,
                after: applied.after.clone(),
                tainted: applied
                    .after
                    .taints
                    .iter()
                    .map(|taint| Told {
                        place: place(taint.span, sources),
                        code: "not-modelled",
                        message: taint.reason.clone(),
                        at: Some(taint.span.start as usize),
                    })
                    .collect(),
            }
        })
        .collect();
    Ok(Replayed {
        steps,
        faults,
        time,
    })
}
