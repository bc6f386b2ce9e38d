use super::{LockFile, lock_of, quoted};
use crate::args::Generate;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::diag::Diagnostic;
use pgbindgen_codegen::emit::{Root, SourceFile, files, is_generated};
use pgbindgen_codegen::{Analysis, Project, analyze, output};
use similar::TextDiff;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &Generate, console: &Console) -> Result<Outcome, Failure> {
    let options = console
        .options()
        .postgres(args.postgres.postgres.iter().copied());
    let project = Project::load(&args.place.dir, &options)?;
    let out = match (&args.out, &project.config.generate.out) {
        (Some(out), _) => out.clone(),
        (None, Some(out)) => project.root.join(&out.value),
        // What is wrong with the configuration may be why.
        (None, None) if project.diagnostics.iter().any(Diagnostic::is_error) => {
            return Ok(console.report(&analyze(&project).diagnostics, &project.sources));
        }
        (None, None) => {
            return Err(
                "no folder is named for the bindings: name one with --out DIR, or in \
                 pgbindgen.toml under `[generate]` with `out = \"src/db\"`"
                    .into(),
            );
        }
    };
    not_among_migrations(&project, &out)?;
    let analysis = analyze(&project);
    if console.report(&analysis.diagnostics, &project.sources) == Outcome::AtFault {
        return Ok(Outcome::AtFault);
    }
    let Some(program) = &analysis.program else {
        return Err("there is nothing to generate".into());
    };
    let is_crate = out.file_name().is_some_and(|name| name == "src")
        && out
            .parent()
            .is_some_and(|dir| dir.join("Cargo.toml").is_file());
    let root = if is_crate { Root::Crate } else { Root::Module };
    let plan = Plan::new(&project, &out, files(program, root))?;
    if args.check {
        return Ok(plan.check(args, console));
    }
    plan.write(console)?;
    update_lock(&project, &analysis, console)?;
    Ok(Outcome::Clean)
}

/// What has to happen to the folder.
struct Plan {
    stale: Vec<Stale>,
    /// Generated once, and no longer.
    extra: Vec<Stale>,
    fresh: usize,
}

struct Stale {
    path: PathBuf,
    shown: String,
    before: String,
    after: String,
}

impl Plan {
    fn new(project: &Project, out: &Path, files: Vec<SourceFile>) -> Result<Self, Failure> {
        let mut plan = Self {
            stale: Vec::new(),
            extra: Vec::new(),
            fresh: 0,
        };
        let mut ours = BTreeSet::new();
        for file in files {
            let path = out.join(&file.path);
            let before = read(&path)?;
            let shown = project.shown_path(&path);
            ours.insert(path.clone());
            match before {
                Some(before) if file.is_fresh(&before) => plan.fresh += 1,
                // A file of the user's with a name of ours: not to be overwritten.
                Some(before) if !is_generated(&before) && !before.trim().is_empty() => {
                    return Err(format!(
                        "`{shown}` was not written by pgbindgen: move it, or name another folder"
                    )
                    .into());
                }
                Some(before) if is_root(&before) && file.path.contains('/') => {
                    return Err(format!(
                        "`{shown}` is where other bindings begin, and a module of these: name another folder for one of them"
                    )
                    .into());
                }
                before => plan.stale.push(Stale {
                    path,
                    shown,
                    before: before.unwrap_or_default(),
                    after: file.text(),
                }),
            }
        }
        // The root is written last: until then the old one tells what there was.
        plan.stale
            .sort_by_key(|file| ROOTS.iter().any(|root| file.path == out.join(root)));
        for path in declared(out)? {
            if !ours.contains(&path)
                && let Some(text) = read(&path)?
            {
                plan.extra.push(Stale {
                    shown: project.shown_path(&path),
                    path,
                    before: text,
                    after: String::new(),
                });
            }
        }
        Ok(plan)
    }

    fn write(&self, console: &Console) -> Result<(), Failure> {
        for file in &self.extra {
            fs::remove_file(&file.path)
                .map_err(|error| format!("cannot remove `{}`: {error}", file.shown))?;
            // The folder of a schema that is gone; one with other files stays.
            if let Some(dir) = file.path.parent() {
                let _ = fs::remove_dir(dir);
            }
            tell(console, "removed", &file.shown);
        }
        for file in &self.stale {
            if let Some(dir) = file.path.parent() {
                fs::create_dir_all(dir)
                    .map_err(|error| format!("cannot make `{}`: {error}", dir.display()))?;
            }
            output::write(&file.path, &file.after)?;
            tell(console, "wrote", &file.shown);
        }
        if self.stale.is_empty() && self.extra.is_empty() {
            console.say(&format!("{} files are up to date", self.fresh));
        }
        Ok(())
    }

    fn check(&self, args: &Generate, console: &Console) -> Outcome {
        if self.stale.is_empty() && self.extra.is_empty() {
            console.say(&format!("{} files are up to date", self.fresh));
            return Outcome::Clean;
        }
        for file in self.stale.iter().chain(&self.extra) {
            let diff = TextDiff::from_lines(&file.before, &file.after)
                .unified_diff()
                .header(
                    &format!("{} (checked in)", file.shown),
                    &format!("{} (generated)", file.shown),
                )
                .to_string();
            let object = Object::new("stale")
                .text("file", &file.shown)
                .text("diff", &diff);
            console.result(diff.trim_end(), &object);
        }
        let mut command = "pgbindgen generate".to_owned();
        if args.place.dir != Path::new(".") {
            let _ = write!(command, " {}", quoted(&args.place.dir.to_string_lossy()));
        }
        if let Some(out) = &args.out {
            let _ = write!(command, " --out {}", quoted(&out.to_string_lossy()));
        }
        for version in &args.postgres.postgres {
            let _ = write!(command, " --postgres {version}");
        }
        console.complain(&format!(
            "the generated files are not up to date; mend them with: {command}"
        ));
        Outcome::AtFault
    }
}

fn tell(console: &Console, what: &str, shown: &str) {
    let object = Object::new("generate")
        .text("change", what)
        .text("file", shown);
    console.result(&format!("{what} {shown}"), &object);
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read `{}`: {error}", path.display()).into()),
    }
}

/// The names of the file that bindings begin with: in a crate, and in a module.
const ROOTS: [&str; 2] = ["lib.rs", "mod.rs"];

/// Whether bindings begin in a file, rather than go on: it has their checks.
fn is_root(text: &str) -> bool {
    is_generated(text) && text.lines().any(|line| line.contains("::__format!("))
}

/// The files that the bindings in a folder are made of, by what their root says:
/// all that may be removed. Other bindings may lie further inside, and code that
/// is not pgbindgen's.
fn declared(out: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for root in ROOTS {
        let path = out.join(root);
        let Some(text) = read(&path)?.filter(|text| is_root(text)) else {
            continue;
        };
        modules(out, &text, &mut found)?;
        found.push(path);
    }
    found.sort();
    Ok(found)
}

/// The files of the modules that a generated file declares.
fn modules(dir: &Path, text: &str, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let names = text.lines().filter_map(|line| {
        let name = line.strip_prefix("pub mod ")?.strip_suffix(';')?;
        Some(name.strip_prefix("r#").unwrap_or(name))
    });
    for name in names {
        let file = dir.join(format!("{name}.rs"));
        let inner = dir.join(name);
        let schema = inner.join("mod.rs");
        if read(&file)?.is_some_and(|text| is_generated(&text)) {
            found.push(file);
        } else if let Some(text) = read(&schema)?.filter(|text| is_generated(text))
            && !is_root(&text)
        {
            modules(&inner, &text, found)?;
            found.push(schema);
        }
    }
    Ok(())
}

/// Generated code among the migrations would be no migration.
fn not_among_migrations(project: &Project, out: &Path) -> Result<(), Failure> {
    // What of it exists; the rest is not made yet.
    let real = out.ancestors().find_map(|dir| {
        let dir = if dir.as_os_str().is_empty() {
            Path::new(".")
        } else {
            dir
        };
        fs::canonicalize(dir).ok()
    });
    let migrations = fs::canonicalize(&project.migrations).ok();
    match (real, migrations) {
        (Some(real), Some(migrations)) if real.starts_with(&migrations) => Err(format!(
            "`{}` is in the folder of migrations, where only migrations belong: name another folder for the code",
            project.shown_path(out)
        )
        .into()),
        _ => Ok(()),
    }
}

/// Drafts that came or went since the lock was written.
fn update_lock(project: &Project, analysis: &Analysis, console: &Console) -> Result<(), Failure> {
    if let LockFile::Read(mut lock) = lock_of(project) {
        let changes = super::lock::update(&mut lock, &analysis.chain);
        output::write(&project.lock_path(), &lock.to_string())?;
        super::lock::tell_changes(console, &changes);
    }
    Ok(())
}
