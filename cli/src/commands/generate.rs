use super::lock_of;
use crate::args::Generate;
use crate::console::{Console, Object};
use crate::{Failure, Outcome};
use pgbindgen_codegen::emit::{Root, SourceFile, files, is_generated};
use pgbindgen_codegen::{Analysis, Options, Project, analyze, output};
use similar::TextDiff;
use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &Generate, console: &Console) -> Result<Outcome, Failure> {
    let options = Options::default().postgres(args.postgres.postgres.iter().copied());
    let project = Project::load(&args.place.dir, &options)?;
    let analysis = analyze(&project);
    if console.report(&analysis.diagnostics, &project.sources) == Outcome::AtFault {
        return Ok(Outcome::AtFault);
    }
    let Some(program) = &analysis.program else {
        return Err("there is nothing to generate".into());
    };
    let out = match (&args.out, &project.config.generate.out) {
        (Some(out), _) => out.clone(),
        (None, Some(out)) => project.root.join(&out.value),
        (None, None) => {
            return Err(
                "where to? Name the folder: --out DIR, or in pgbindgen.toml \
                        `[generate]` with `out = \"src/db\"`"
                    .into(),
            );
        }
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
                before => plan.stale.push(Stale {
                    path,
                    shown,
                    before: before.unwrap_or_default(),
                    after: file.text(),
                }),
            }
        }
        let mut there = Vec::new();
        rust_files(out, &mut there)?;
        for path in there {
            if ours.contains(&path) {
                continue;
            }
            let text = read(&path)?.unwrap_or_default();
            if is_generated(&text) {
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
        for file in &self.stale {
            if let Some(dir) = file.path.parent() {
                fs::create_dir_all(dir)
                    .map_err(|error| format!("cannot make `{}`: {error}", dir.display()))?;
            }
            output::write(&file.path, &file.after)?;
            tell(console, "wrote", &file.shown);
        }
        for file in &self.extra {
            fs::remove_file(&file.path)
                .map_err(|error| format!("cannot remove `{}`: {error}", file.shown))?;
            // The folder of a schema that is gone; one with other files stays.
            if let Some(dir) = file.path.parent() {
                let _ = fs::remove_dir(dir);
            }
            tell(console, "removed", &file.shown);
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
            command = format!("{command} {}", args.place.dir.display());
        }
        if let Some(out) = &args.out {
            command = format!("{command} --out {}", out.display());
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

/// The Rust files in a folder and those inside it, sorted.
fn rust_files(dir: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("cannot read `{}`: {error}", dir.display()).into()),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| format!("cannot read `{}`: {error}", dir.display()))?;
        paths.push((
            entry.path(),
            entry.file_type().is_ok_and(|kind| kind.is_dir()),
        ));
    }
    paths.sort();
    for (path, is_dir) in paths {
        if is_dir {
            rust_files(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Drafts that came or went since the lock was written.
fn update_lock(project: &Project, analysis: &Analysis, console: &Console) -> Result<(), Failure> {
    if let Some(mut lock) = lock_of(project) {
        let changes = super::lock::update(&mut lock, &analysis.chain);
        output::write(&project.lock_path(), &lock.to_string())?;
        super::lock::tell_changes(console, &changes);
    }
    Ok(())
}
