//! What the tests on hostile input share.

use pgbindgen_codegen::diag::SourceMap;
use pgbindgen_codegen::source::{Config, Input};
use pgbindgen_codegen::{Analysis, Project, analyze};
use std::path::PathBuf;
use std::thread;

/// A project of one revision, with this `pgbindgen.toml`.
pub(crate) fn project(config: &str, sql: &str) -> Project {
    let mut sources = SourceMap::default();
    let mut diagnostics = Vec::new();
    let file = sources.add("pgbindgen.toml", config);
    let config = Config::parse(file, &sources, &mut diagnostics);
    let head = "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n";
    let file = sources.add("a.sql", format!("{head}{sql}"));
    let inputs = vec![Input::new("a.sql", file)];
    let mut project = Project::of_texts(PathBuf::new(), config, sources, inputs, None);
    project.diagnostics = diagnostics;
    project
}

/// The whole pipeline over one revision; the code is printed, too.
pub(crate) fn analyze_sql(config: &str, sql: &str) -> (Analysis, Project) {
    let project = project(config, sql);
    let analysis = analyze(&project);
    let _ = analysis.bindings();
    (analysis, project)
}

/// Runs on a thread as the standard library starts one by default: what has room
/// there has room in a build script and in a macro.
#[allow(dead_code, reason = "not every test nests")]
pub(crate) fn with_small_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(run);
    thread.unwrap().join().unwrap()
}
