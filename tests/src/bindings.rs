//! The bindings of a folder of migrations, as the library gives them.

#![allow(clippy::panic, reason = "a failure is a failed test")]

use pgbindgen_codegen::check::RULES;
use pgbindgen_codegen::diag::{Color, Diagnostic, render_all};
use pgbindgen_codegen::{Error, Options, Project, analyze, ir};
use pgbindgen_model::chain::Revision;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, io, process};

/// What the pipeline makes of a project.
#[derive(Debug)]
pub struct Bindings {
    /// The text for `OUT_DIR`.
    pub single: String,
    /// The program that it was printed from.
    pub program: ir::Program,
    /// The revisions, as the runner takes them.
    pub revisions: Vec<Revision>,
    /// Everything that is wrong but for warnings of rules, as a person reads it.
    pub diagnostics: String,
}

impl Bindings {
    /// The bindings of a folder with a `pgbindgen.toml`, or of a folder of
    /// migrations.
    ///
    /// # Errors
    ///
    /// When something cannot be read.
    ///
    /// # Panics
    ///
    /// When nothing can be generated.
    pub fn of(dir: &Path) -> Result<Self, Error> {
        let project = Project::load(dir, &Options::default())?;
        let analysis = analyze(&project);
        // What a rule warns of is no matter of the bindings.
        let told: Vec<Diagnostic> = analysis
            .diagnostics
            .iter()
            .filter(|found| found.is_error() || RULES.iter().all(|rule| rule.name != found.code))
            .cloned()
            .collect();
        let diagnostics = render_all(&told, &project.sources, Color::Never);
        let single = analysis.bindings();
        let revisions = analysis.chain.to_model(&project.sources);
        let program = analysis
            .program
            .unwrap_or_else(|| panic!("no program:\n{diagnostics}"));
        Ok(Self {
            single,
            program,
            revisions,
            diagnostics,
        })
    }
}

/// A project in a folder of its own, which goes away with it.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// With this `pgbindgen.toml` and one revision of these statements.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn new(config: &str, sql: &str) -> io::Result<Self> {
        let folder = Self::empty()?;
        fs::write(folder.0.join("pgbindgen.toml"), config)?;
        let head = "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n";
        fs::write(folder.0.join("migrations/a.sql"), format!("{head}{sql}\n"))?;
        Ok(folder)
    }

    /// A copy of another project, with `more` behind its `pgbindgen.toml` or,
    /// when that has the table already, behind the table's head.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or the folder cannot be written.
    pub fn copy(project: &Path, table: &str, more: &str) -> io::Result<Self> {
        let folder = Self::empty()?;
        let config = fs::read_to_string(project.join("pgbindgen.toml"))?;
        let head = format!("[{table}]\n");
        let config = if config.contains(&head) {
            config.replace(&head, &format!("{head}{more}\n"))
        } else {
            format!("{config}\n{head}{more}\n")
        };
        fs::write(folder.0.join("pgbindgen.toml"), config)?;
        for entry in fs::read_dir(project.join("migrations"))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            fs::copy(&path, folder.0.join("migrations").join(name))?;
        }
        Ok(folder)
    }

    fn empty() -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir = env::temp_dir().join(format!("pgbindgen project {}-{next}", process::id()));
        fs::create_dir_all(dir.join("migrations"))?;
        Ok(Self(dir))
    }

    /// Its bindings.
    ///
    /// # Errors
    ///
    /// When something cannot be read.
    pub fn bindings(&self) -> Result<Bindings, Error> {
        Bindings::of(&self.0)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
