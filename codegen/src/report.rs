//! In a build script: bindings to `OUT_DIR`, and faults where editors see them.
//!
//! A fault of the migrations is not a fault of the build script. Were it one,
//! cargo would stop before rustc, an editor would lose every name of the crate,
//! and cargo's JSON stream would hold no diagnostic. So [`build`] succeeds and
//! writes what could be generated, with one `compile_error!` for each fault.

#![allow(clippy::disallowed_methods)]

use crate::diag::{Color, Diagnostic, Severity, SourceMap, render_all, render_body};
use crate::source::{Error, Options, Project, renamed, workspace_root};
use crate::{Analysis, analyze, output};
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// The variable by which a macro knows that its folder is watched.
const WATCHED_VARIABLE: &str = "PGBINDGEN_WATCHED";

/// The file in `OUT_DIR` that `pgbindgen::include_bindings!()` takes in.
pub const OUT_FILE: &str = "pgbindgen.rs";

/// Writes the bindings of the migrations in `dir` to `OUT_DIR`, from a build
/// script. `dir` is relative to the package: a folder with a `pgbindgen.toml`,
/// or a folder of migrations.
///
/// Faults of the migrations stop the build of the crate that includes the
/// bindings, each at its line of SQL.
///
/// # Errors
///
/// When a folder or file cannot be read or written.
///
/// # Examples
///
/// `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     pgbindgen_codegen::build("migrations")?;
///     Ok(())
/// }
/// ```
///
/// and in the crate:
///
/// ```ignore
/// mod db {
///     ::pgbindgen::include_bindings!();
/// }
/// ```
pub fn build(dir: impl AsRef<Path>) -> Result<(), Error> {
    Builder::new(dir).build()
}

/// Checks the migrations in `dir` from a build script and generates nothing.
///
/// # Errors
///
/// When the migrations are at fault, which is reported in full on standard
/// error, or when a folder or file cannot be read.
pub fn check(dir: impl AsRef<Path>) -> Result<(), Error> {
    Builder::new(dir).check()
}

/// Has cargo run the macro `bindings!` again when something that it reads
/// changes: files that are added and removed, the lock, `pgbindgen.toml`. For the
/// build script of a package that uses the macro, once for each folder that it
/// names; `pgbindgen init --macro` writes it.
///
/// Faults are left to the macro, which reports them where it is written.
///
/// # Errors
///
/// When what cargo has to watch cannot be told.
///
/// # Examples
///
/// `build.rs`:
///
/// ```no_run
/// fn main() -> Result<(), Box<dyn std::error::Error>> {
///     pgbindgen_codegen::watch("migrations")?;
///     Ok(())
/// }
/// ```
pub fn watch(dir: impl AsRef<Path>) -> Result<(), Error> {
    Builder::new(dir).watch()
}

/// [`build`] and [`check`] with options.
#[derive(Clone, Debug)]
pub struct Builder {
    dir: PathBuf,
    out_file: String,
    postgres: Vec<u32>,
}

impl Builder {
    /// For the migrations in `dir`, relative to the package.
    pub fn new(dir: impl AsRef<Path>) -> Self {
        Self {
            dir: dir.as_ref().to_path_buf(),
            out_file: OUT_FILE.to_owned(),
            postgres: Vec::new(),
        }
    }

    /// Names the file in `OUT_DIR`, for a package with bindings of several
    /// databases: `include_bindings!("NAME")` takes it in.
    #[must_use]
    pub fn out_file(mut self, name: impl Into<String>) -> Self {
        self.out_file = name.into();
        self
    }

    /// Sets the major versions of PostgreSQL for which the history must be
    /// valid, in place of those of `pgbindgen.toml`.
    #[must_use]
    pub fn postgres(mut self, versions: impl IntoIterator<Item = u32>) -> Self {
        self.postgres = versions.into_iter().collect();
        self
    }

    /// See [`build`].
    ///
    /// # Errors
    ///
    /// When a folder or file cannot be read or written.
    pub fn build(&self) -> Result<(), Error> {
        let out = env::var_os("OUT_DIR").ok_or_else(|| {
            Error::new("OUT_DIR is not set: `pgbindgen_codegen::build` belongs in a build script")
        })?;
        let project = self.load()?;
        let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let analysis = analyze_for(package.as_deref(), &project);
        for line in warnings(&analysis.diagnostics, &project.sources) {
            println!("cargo::warning={line}");
        }
        let code = with_errors(&analysis, &project);
        output::write(&Path::new(&out).join(&self.out_file), &code)?;
        Ok(())
    }

    /// See [`check`].
    ///
    /// # Errors
    ///
    /// When the migrations are at fault, or a folder or file cannot be read.
    pub fn check(&self) -> Result<(), Error> {
        let project = self.load()?;
        let Analysis { diagnostics, .. } = analyze(&project);
        let errors = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .count();
        if errors > 0 {
            eprint!(
                "{}",
                render_all(&diagnostics, &project.sources, Color::Never)
            );
            return Err(Error::new(format!(
                "the migrations in `{}` are at fault",
                project.shown_path(&project.migrations)
            )));
        }
        for line in warnings(&diagnostics, &project.sources) {
            println!("cargo::warning={line}");
        }
        Ok(())
    }

    /// Has cargo run this script again whenever a macro in the crate has to run
    /// again. See [`watch`].
    fn watch(&self) -> Result<(), Error> {
        /// The folders of all macros of the package so far: cargo keeps the last
        /// value of a variable.
        static WATCHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
        let Ok(project) = self.load() else {
            // The macro says what is wrong, where it is written. Until that is
            // mended nobody knows what to watch: cargo takes what is not there as
            // changed.
            println!("cargo::rerun-if-changed=pgbindgen-has-nothing-to-watch");
            return Ok(());
        };
        let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(PathBuf::new, PathBuf::from);
        let mut watched = WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
        let inside = project.migrations.strip_prefix(&package);
        watched.push(inside.unwrap_or(&project.migrations).to_path_buf());
        let list = env::join_paths(watched.iter())
            .map_err(|error| Error::new(format!("cannot name the folders to watch: {error}")))?;
        println!("cargo::rustc-env={WATCHED_VARIABLE}={}", list.display());
        Ok(())
    }

    /// Reads the project and tells cargo what to watch.
    fn load(&self) -> Result<Project, Error> {
        /// A script may read several projects.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let (dir, base) = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(package) => {
                let package = PathBuf::from(package);
                (package.join(&self.dir), Some(workspace_root(&package)))
            }
            None => (self.dir.clone(), None),
        };
        // A build script reads one project, or a few, and ends.
        let mut options = Options::default()
            .postgres(self.postgres.iter().copied())
            .one_run();
        options.base = base;
        // Not the folder itself, which may be the package with its `target`. A
        // script that fails is run again anyway.
        let project = Project::load(&dir, &options)?;
        let links = env::var_os("OUT_DIR").map(|out| {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            Path::new(&out).join(format!("pgbindgen-absent-{number}"))
        });
        for line in project.rerun_lines(links.as_deref())? {
            println!("{line}");
        }
        Ok(project)
    }
}

/// [`analyze`] for a package that takes the bindings in, with what is wrong with that.
/// Nothing is generated then: no line of it would compile.
pub fn analyze_for(package: Option<&Path>, project: &Project) -> Analysis {
    let mut analysis = analyze(project);
    if let Some(fault) = package.and_then(|package| renamed(package, &project.config)) {
        analysis.diagnostics.push(fault);
        analysis.program = None;
    }
    analysis
}

/// The bindings, and one `compile_error!` for each error, as `include_bindings!`
/// takes them in.
///
/// The name `compile_error` comes from there: rustc shows an error where that name
/// is written, and that is to be the user's file rather than one in `OUT_DIR`.
/// Where there are errors, plain `include!` is an error too.
pub fn with_errors(analysis: &Analysis, project: &Project) -> String {
    let errors = compile_errors(&analysis.diagnostics, &project.sources);
    let mut code = String::from("macro_rules! __pgbindgen_faults {\n    ($($error:tt)*) => {\n");
    for text in &errors {
        let _ = writeln!(code, "        $($error)*!({});", literal(text));
    }
    code.push_str("    };\n}\n");
    if !errors.is_empty() {
        code.push_str("__pgbindgen_include_bindings!();\n");
    }
    code.push_str(&analysis.bindings());
    code
}

/// The text of each error's `compile_error!`: the whole report. rustc puts
/// `error: ` before it.
pub fn compile_errors(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .map(|diagnostic| {
            let body = render_body(diagnostic, sources, Color::Never);
            let text = format!("{} [{}]\n{body}", diagnostic.message, diagnostic.code);
            text.trim_end().to_owned()
        })
        .collect()
}

/// One line for each error and warning, as cargo shows of a build script:
/// `migrations/a.sql:3:5: error[42703]: …`. Nobody who forgot to include the
/// bindings is left in the dark.
pub fn warnings(diagnostics: &[Diagnostic], sources: &SourceMap) -> Vec<String> {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity > Severity::Note)
        .map(|diagnostic| {
            let place = match &diagnostic.primary {
                Some(label) => {
                    let file = sources.file(label.span.file);
                    let at = file.position(label.span.start as usize);
                    format!("{}:{}:{}: ", file.path(), at.line, at.column)
                }
                None => String::new(),
            };
            let level = if diagnostic.is_error() {
                "error"
            } else {
                "warning"
            };
            let message = diagnostic.message.replace(['\n', '\r'], " ");
            format!("{place}{level}[{}]: {message}", diagnostic.code)
        })
        .collect()
}

/// A text as a Rust string literal.
fn literal(text: &str) -> String {
    // `Debug` of a string is a literal that rustc reads back as the same text.
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    #[test]
    fn a_fault_is_one_compile_error_and_one_line() {
        let mut sources = SourceMap::default();
        let file = sources.add("migrations/a.sql", "SELECT \"x\\\";\n");
        let diagnostics = vec![
            Diagnostic::error(
                "42703",
                Span::new(file, 7..11),
                "column \"x\\\" does not exist",
            )
            .with_help("do this"),
            Diagnostic::warning("stale", Span::new(file, 0..1), "two\nlines"),
        ];
        let texts = compile_errors(&diagnostics, &sources);
        assert_eq!(
            texts,
            [
                "column \"x\\\" does not exist [42703]\n --> migrations/a.sql:1:8\n  |\n1 | SELECT \"x\\\";\n  |        ^^^^\n  |\n  = help: do this"
            ]
        );
        assert_eq!(
            warnings(&diagnostics, &sources),
            [
                "migrations/a.sql:1:8: error[42703]: column \"x\\\" does not exist",
                "migrations/a.sql:1:1: warning[stale]: two lines",
            ]
        );
        assert!(literal("a\"\\\n'ğ\u{1b}").starts_with("\"a\\\"\\\\\\n'ğ\\u{1b}"));
    }
}
