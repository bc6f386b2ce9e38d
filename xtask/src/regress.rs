//! `cargo xtask regress`: PostgreSQL's own regression SQL, through the replay and on both servers.
//!
//! The files come from the server's source package in Debian's archive, unpacked under `target/` at run time. What is checked in is
//! numbers alone: `tests/regress/recognised.tsv` and `tests/regress/known.tsv`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use pgbindgen_testserver::{Allow, Installation, Major};

use crate::shell::{cargo, output, root, run as execute};
use crate::{Failure, Outcome};

const PACKAGE: &str = "postgresql-15";
const FILES: &str = "src/test/regress/sql";

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let source = source().map_err(|failure| {
        format!(
            "the source package {PACKAGE} cannot be brought: {failure}\nhelp: run this on Debian 12 with its archive in reach, or \
             unpack `{FILES}` of a release of PostgreSQL 15 as `{}`",
            home().join("15.x").display()
        )
    })?;
    let mut command = cargo(&[
        "run",
        "--locked",
        "--quiet",
        "--package",
        "pgbindgen-tests",
        "--bin",
        "regress",
        "--",
    ]);
    command.arg(&source.directory).arg(&source.release);
    for major in Major::TESTED {
        let found = Installation::find_or_bring(major, Allow::Install, &mut std::io::stdout())?;
        command.env(format!("PGBINDGEN_PG{major}"), found.bin());
    }
    execute(command.args(arguments))
}

/// The files of a release.
struct Source {
    directory: PathBuf,
    release: String,
}

fn home() -> PathBuf {
    root().join("target").join("pgbindgen-regress")
}

/// What is there already, else what Debian has.
fn source() -> Result<Source, Failure> {
    if let Some(source) = unpacked()? {
        return Ok(source);
    }
    bring()?;
    unpacked()?.ok_or_else(|| format!("it has no `{FILES}`").into())
}

/// The newest release under `target/`.
fn unpacked() -> Result<Option<Source>, Failure> {
    let Ok(entries) = fs::read_dir(home()) else {
        return Ok(None);
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let release = entry.file_name().to_string_lossy().into_owned();
        let numbers: Vec<u32> = release.split('.').filter_map(|n| n.parse().ok()).collect();
        if entry.path().join("test_setup.sql").is_file() {
            found.push((
                numbers,
                Source {
                    directory: entry.path(),
                    release,
                },
            ));
        }
    }
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    Ok(found.pop().map(|(_, source)| source))
}

/// Fetches the archive with apt, which verifies it, and unpacks the files. The machine's own lists of sources are left as they are:
/// what is asked for stands in lists of our own, made of the places that the machine already takes its packages from.
fn bring() -> Outcome {
    let work = home().join(format!("partial-{}", std::process::id()));
    let result = bring_in(&work);
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    result
}

fn bring_in(work: &Path) -> Outcome {
    for directory in ["lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(work.join(directory))?;
    }
    let places = output(Command::new("apt-get").args([
        "indextargets",
        "--format",
        "deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)",
        "Created-By: Packages",
        "Origin: Debian",
    ]))?;
    if places.trim().is_empty() {
        return Err("this machine has no list of Debian's packages: run `apt-get update`".into());
    }
    fs::write(work.join("sources.list"), places)?;
    execute(apt("apt-get", work).arg("--quiet").arg("update"))?;
    let listed = output(apt("apt-cache", work).args(["showsrc", PACKAGE]))?;
    let mut versions: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.strip_prefix("Version: "))
        .collect();
    // The release's own stays longest in the archive; an update comes and goes.
    versions.sort_unstable();
    versions.dedup();
    let mut failed = String::from("no version of it is listed");
    for version in versions {
        let fetched = execute(
            apt("apt-get", work)
                .args(["--quiet", "source", "--download-only", "--tar-only"])
                .arg(format!("{PACKAGE}={version}")),
        );
        match fetched {
            Ok(()) => return unpack(work, version),
            Err(failure) => failed = failure.to_string(),
        }
    }
    Err(failed.into())
}

/// apt with the lists below `work`, and no other.
fn apt(program: &str, work: &Path) -> Command {
    let mut command = Command::new(program);
    for (option, value) in [
        ("Dir::Etc::SourceList", "sources.list"),
        ("Dir::Etc::SourceParts", "none"),
        ("Dir::State::Lists", "lists"),
        ("Dir::Cache", "cache"),
    ] {
        let place = work.join(value);
        command
            .arg("-o")
            .arg(format!("{option}={}", place.display()));
    }
    // Its own user could not write below target/.
    command.args(["-o", "APT::Sandbox::User=root"]);
    command.current_dir(work);
    command
}

/// Takes the files out of the archive.
fn unpack(work: &Path, version: &str) -> Outcome {
    let release = version.split(['-', '+']).next().unwrap_or(version);
    let archive = fs::read_dir(work)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .find(|path| path.to_string_lossy().contains(".orig.tar"))
        .ok_or("apt-get has brought no archive")?;
    execute(
        Command::new("tar")
            .arg("--extract")
            .arg("--file")
            .arg(&archive)
            .arg("--directory")
            .arg(work)
            .args(["--strip-components=4", "--wildcards"])
            .arg(format!("*/{FILES}/*.sql")),
    )?;
    fs::rename(work.join("sql"), home().join(release))?;
    Ok(())
}
