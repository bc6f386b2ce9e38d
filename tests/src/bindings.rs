//! The bindings of a folder of migrations, as the library gives them.

use pgbindgen_codegen::diag::{Color, render_all};
use pgbindgen_codegen::{Error, Options, Project, analyze, ir};
use std::path::Path;

/// What the pipeline makes of a project.
#[derive(Debug)]
pub struct Bindings {
    /// The text for `OUT_DIR`.
    pub single: String,
    /// The program that it was printed from.
    pub program: ir::Program,
    /// Everything that is wrong, as a person reads it.
    pub diagnostics: String,
}

impl Bindings {
    /// The bindings of a folder with a `pgbindgen.toml`, or of a folder of
    /// migrations.
    ///
    /// # Errors
    ///
    /// When something cannot be read, or nothing can be generated.
    pub fn of(dir: &Path) -> Result<Self, Error> {
        let project = Project::load(dir, &Options::default())?;
        let analysis = analyze(&project);
        let diagnostics = render_all(&analysis.diagnostics, &project.sources, Color::Never);
        let single = analysis.bindings();
        let program = analysis
            .program
            .unwrap_or_else(|| panic!("no program:\n{diagnostics}"));
        Ok(Self {
            single,
            program,
            diagnostics,
        })
    }
}
