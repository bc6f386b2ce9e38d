//! Brings the files of a history: out of a git directory that is at hand, or out of a package that a registry's client downloads.
//! Nothing of a package is run or built.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::spec::{Source, Spec};
use crate::Failure;
use crate::shell::{self, cargo};

/// A history on the disk.
pub(super) struct Brought {
    /// The folder with its `pgbindgen.toml`.
    pub(super) dir: PathBuf,
    /// What is not as the description says: another commit.
    pub(super) note: Option<String>,
}

/// Writes the project of a history below `work`. `None` when its repository is not in `repositories`.
pub(super) fn bring(
    spec: &Spec,
    repositories: Option<&Path>,
    work: &Path,
) -> Result<Option<Brought>, Failure> {
    let dir = work.join(&spec.name);
    if dir.exists() {
        fs::remove_dir_all(&dir)?;
    }
    let migrations = dir.join("migrations");
    fs::create_dir_all(&migrations)?;
    let mut note = None;
    if let Some(name) = &spec.source.git {
        let Some(git) = repositories.and_then(|folder| git_dir(folder, name)) else {
            return Ok(None);
        };
        note = archive(&git, &spec.source, &migrations)?;
    } else {
        let package = package(&spec.source, &work.join("packages"))?;
        let from = package.join(&spec.source.path);
        if !from.is_dir() {
            let what = spec.source.shown();
            return Err(format!("`{}` is not in {what}", spec.source.path).into());
        }
        copy(&from, &migrations)?;
    }
    // Whether a history keeps our rules is not the matter here: its authors never agreed to them.
    let mut config = spec.config.clone();
    config.push_str("\n[rules]\n");
    for rule in pgbindgen_codegen::check::RULES {
        let _ = writeln!(config, "{} = \"allow\"", rule.name);
    }
    fs::write(dir.join("pgbindgen.toml"), config)?;
    for (name, text) in &spec.files {
        let path = dir.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(Some(Brought { dir, note }))
}

/// The git directory of `OWNER/NAME` in a folder: `OWNER/NAME`, `OWNER+NAME` or `NAME`, or a directory directly in one of them.
fn git_dir(folder: &Path, name: &str) -> Option<PathBuf> {
    let last = name.rsplit('/').next().unwrap_or(name);
    let is_git = |dir: &PathBuf| dir.join("HEAD").is_file() && dir.join("objects").is_dir();
    for name in [name.to_owned(), name.replace('/', "+"), last.to_owned()] {
        for name in [name.clone(), format!("{name}.git")] {
            let dir = folder.join(name);
            if is_git(&dir) {
                return Some(dir);
            }
            let Ok(entries) = fs::read_dir(&dir) else {
                continue;
            };
            let mut inner: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            inner.sort();
            if let Some(found) = inner.into_iter().find(is_git) {
                return Some(found);
            }
        }
    }
    None
}

/// Unpacks the folder as it is in the commit, or in the newest one that is at hand, which is then said.
fn archive(git: &Path, source: &Source, to: &Path) -> Result<Option<String>, Failure> {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(git).args(arguments);
        command
    };
    let wanted = source.commit.as_deref().unwrap_or("HEAD");
    let object = format!("{wanted}^{{commit}}");
    let is_there = git(&["cat-file", "-e", &object])
        .stderr(Stdio::null())
        .status()?
        .success();
    let (commit, note) = if is_there {
        (wanted.to_owned(), None)
    } else {
        let head = shell::output(&mut git(&["rev-parse", "HEAD"]))?;
        let head = head.trim().to_owned();
        let note = format!("commit {wanted} is not at hand: read at {head}");
        (head, Some(note))
    };
    let tree = format!("{commit}:{}", source.path);
    let mut archive = git(&["archive", "--format=tar", &tree])
        .stdout(Stdio::piped())
        .spawn()?;
    let status = Command::new("tar")
        .arg("-x")
        .arg("-C")
        .arg(to)
        .stdin(archive.stdout.take().map_or_else(Stdio::null, Stdio::from))
        .status()?;
    if !archive.wait()?.success() || !status.success() {
        return Err(format!("`git archive {tree}` failed").into());
    }
    Ok(note)
}

/// The unpacked package. One that is there already is not downloaded again: versions are pinned.
fn package(source: &Source, to: &Path) -> Result<PathBuf, Failure> {
    let version = source.version.as_deref().unwrap_or_default();
    if let Some(name) = &source.cargo {
        return crate_source(name, version);
    }
    let (client, name) = match (&source.npm, &source.pypi) {
        (Some(name), _) => ("npm", name),
        (_, Some(name)) => ("pypi", name),
        _ => return Err("no package is named".into()),
    };
    let dir = to.join(format!("{client}-{}-{version}", name.replace('/', "+")));
    // An interrupted download leaves no directory of this name.
    if dir.is_dir() {
        return Ok(dir);
    }
    let partial = to.join(format!("partial-{}", std::process::id()));
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    fs::create_dir_all(&partial)?;
    if client == "npm" {
        let mut pack = Command::new("npm");
        pack.args(["pack", "--silent", "--ignore-scripts", "--pack-destination"])
            .arg(&partial)
            .arg(format!("{name}@{version}"))
            .current_dir(&partial);
        let file = shell::output(&mut pack).map_err(|error| offline(&error, name))?;
        let file = file.lines().last().unwrap_or_default().trim().to_owned();
        let mut unpack = Command::new("tar");
        unpack.args(["-x", "-z", "-C"]).arg(&partial).arg("-f");
        shell::output(unpack.arg(partial.join(file)))?;
    } else {
        let mut install = Command::new("python3");
        install
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-deps",
                "--no-compile",
            ])
            .args(["--only-binary=:all:", "--disable-pip-version-check"])
            .args(["--root-user-action=ignore", "--target"])
            .arg(&partial)
            .arg(format!("{name}=={version}"));
        shell::output(&mut install).map_err(|error| offline(&error, name))?;
    }
    fs::rename(&partial, &dir)?;
    Ok(dir)
}

/// Where cargo unpacks the source of a crate. Of all its commands only `info` brings one crate without what it depends on.
fn crate_source(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let find = || -> Option<PathBuf> {
        let home = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
        let registries = fs::read_dir(home.join("registry").join("src")).ok()?;
        let mut places = registries
            .flatten()
            .map(|registry| registry.path().join(format!("{name}-{version}")));
        // Cargo writes this file last.
        places.find(|place| place.join(".cargo-ok").is_file())
    };
    if let Some(found) = find() {
        return Ok(found);
    }
    let call = format!("{name}@{version}");
    // Outside of the workspace, whose own packages `info` would look at first.
    let mut info = cargo(&["info", "--quiet", &call]);
    info.current_dir(std::env::temp_dir());
    shell::output(&mut info).map_err(|error| offline(&error, name))?;
    find().ok_or_else(|| format!("`cargo info {call}` has left no source of the crate").into())
}

fn offline(error: &Failure, name: &str) -> Failure {
    format!("the package `{name}` cannot be downloaded: is the network there?\n{error}").into()
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else {
            continue;
        };
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
