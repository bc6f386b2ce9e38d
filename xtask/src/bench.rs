//! `cargo xtask bench`: what a build waits for. Time and peak memory of `check` and of generating into `OUT_DIR`, beside sqlparser
//! alone on the same SQL, and the cold build of `pgbindgen-codegen`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::shell::{cargo, output, root, shown};
use crate::{Failure, Outcome, deps, synth};

/// Synthetic projects: tables, migrations.
const SIZES: [(usize, usize); 3] = [(15, 15), (100, 100), (500, 1000)];

/// What is measured: the label, the binary and its arguments before the project's directory.
const PROGRAMS: [(&str, &str, &[&str]); 4] = [
    ("sqlparser alone", "sqlparser-alone", &[]),
    ("`pgbindgen check`", "pgbindgen", &["check"]),
    ("build script into `OUT_DIR`", "out-dir", &[]),
    (
        "`pgbindgen generate`, formatted",
        "pgbindgen",
        &["generate"],
    ),
];

const PROFILES: [(&str, &[&str]); 2] = [("release", &["--release"]), ("opt-level 0", &[])];

struct Figures {
    wall: Duration,
    cpu: Duration,
    /// Peak resident memory, in KiB.
    memory: i64,
}

pub(crate) fn run(arguments: &[String]) -> Outcome {
    let quick = match arguments {
        [] => false,
        [word] if word == "--quick" => true,
        _ => return Err("usage: cargo xtask bench [--quick]".into()),
    };
    let scratch = Scratch::new()?;
    // A copy, since `generate` writes beside it.
    let reference = scratch.0.join("schema");
    copy_tree(&root().join("schema"), &reference)?;
    let mut projects = vec![("reference".to_owned(), reference)];
    for (tables, migrations) in SIZES {
        let directory = scratch.0.join(format!("{tables} in {migrations}"));
        let bytes = synth::write(tables, migrations, &directory)?;
        projects.push((
            format!("{tables} tables in {migrations} ({} KB)", bytes / 1000),
            directory,
        ));
    }
    let mut rows = Vec::new();
    for (profile, flags) in PROFILES {
        let binaries = build(flags)?;
        for (label, name, words) in PROGRAMS {
            let binary = binaries
                .iter()
                .find(|path| path.file_stem().is_some_and(|stem| stem == name))
                .ok_or_else(|| format!("no binary `{name}` was built"))?;
            let mut row = format!("| {label}, {profile} |");
            for (_, project) in &projects {
                let figures = median(binary, words, project, if quick { 1 } else { 5 })?;
                let _ = write!(
                    row,
                    " {:.3} s, {} MB |",
                    figures.wall.as_secs_f64(),
                    figures.memory / 1024
                );
            }
            println!("{row}");
            rows.push(row);
        }
    }
    println!("\n| wall time, peak memory |{}", heading(&projects));
    println!("|---|{}", "---|".repeat(projects.len()));
    for row in rows {
        println!("{row}");
    }
    for (name, project) in &projects {
        let out = std::fs::metadata(project.join("out").join("pgbindgen.rs"))?.len();
        println!("\n{name}: {out} bytes of bindings in `OUT_DIR`");
    }
    if !quick {
        cold_build(&scratch.0)?;
    }
    Ok(())
}

fn heading(projects: &[(String, PathBuf)]) -> String {
    projects
        .iter()
        .fold(String::new(), |text, (name, _)| text + " " + name + " |")
}

/// Builds the programs, and returns the paths of all executables.
fn build(flags: &[&str]) -> Result<Vec<PathBuf>, Failure> {
    let mut command = cargo(&["build", "--locked", "--message-format", "json"]);
    command.args([
        "--package",
        "pgbindgen-cli",
        "--package",
        "pgbindgen-benches",
    ]);
    let messages = output(command.args(flags))?;
    let mut paths = Vec::new();
    for line in messages.lines() {
        let message: serde_json::Value = serde_json::from_str(line)?;
        if let Some(path) = message.get("executable").and_then(|path| path.as_str()) {
            paths.push(PathBuf::from(path));
        }
    }
    Ok(paths)
}

/// The run with the median wall time of several.
fn median(binary: &Path, words: &[&str], project: &Path, runs: usize) -> Result<Figures, Failure> {
    let mut all = Vec::new();
    for _ in 0..runs {
        // Each run is the only child of a process of its own, since the kernel's peak is that of all children together.
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("measure").arg(binary).args(words).arg(project);
        // What cargo tells a build script.
        let out = project.join("out");
        std::fs::create_dir_all(&out)?;
        command
            .env("OUT_DIR", out)
            .env("CARGO_MANIFEST_DIR", project);
        let text = output(&mut command)?;
        let last = text.lines().last().unwrap_or_default();
        let figures = parse(last).ok_or_else(|| format!("no figures in `{last}`"))?;
        all.push(figures);
    }
    all.sort_by_key(|figures| figures.wall);
    let middle = all.len() / 2;
    all.into_iter().nth(middle).ok_or_else(|| "no run".into())
}

/// Runs a program with its output thrown away, and prints its wall time and CPU time in microseconds and its peak memory in KiB.
pub(crate) fn measure(arguments: &[String]) -> Outcome {
    let (program, words) = arguments
        .split_first()
        .ok_or("usage: cargo xtask measure PROGRAM [ARGUMENT]...")?;
    let mut command = Command::new(program);
    command.args(words);
    let figures = measured(&mut command)?;
    println!(
        "wall_us={} cpu_us={} peak_kib={}",
        figures.wall.as_micros(),
        figures.cpu.as_micros(),
        figures.memory
    );
    Ok(())
}

fn measured(command: &mut Command) -> Result<Figures, Failure> {
    let line = shown(command);
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| format!("`{line}` cannot be run: {error}"))?;
    let wall = start.elapsed();
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{line}` failed ({}):\n{text}", output.status).into());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    // Linux counts in KiB, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1024 } else { 1 };
    Ok(Figures {
        wall,
        cpu: duration(usage.user_time()) + duration(usage.system_time()),
        memory: usage.max_rss() / unit,
    })
}

fn duration(time: TimeVal) -> Duration {
    let seconds = u64::try_from(time.tv_sec()).unwrap_or_default();
    let micros = u64::try_from(time.tv_usec()).unwrap_or_default();
    Duration::from_secs(seconds) + Duration::from_micros(micros)
}

fn parse(line: &str) -> Option<Figures> {
    let value = |name: &str| -> Option<u64> {
        line.split(' ')
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='))?
            .parse()
            .ok()
    };
    Some(Figures {
        wall: Duration::from_micros(value("wall_us")?),
        cpu: Duration::from_micros(value("cpu_us")?),
        memory: i64::try_from(value("peak_kib")?).ok()?,
    })
}

/// Builds `pgbindgen-codegen` with its dependencies in an empty target directory, as a user's first build does.
fn cold_build(scratch: &Path) -> Outcome {
    let target = scratch.join("target");
    let mut command = cargo(&[
        "build",
        "--locked",
        "--package",
        "pgbindgen-codegen",
        "--target-dir",
    ]);
    command.arg(&target);
    let before = duration_of_children()?;
    let figures = measured(&mut command)?;
    let cpu = figures.cpu.saturating_sub(before);
    println!(
        "\ncold build of pgbindgen-codegen: {:.1} s wall, {:.1} s CPU, {} crates",
        figures.wall.as_secs_f64(),
        cpu.as_secs_f64(),
        deps::count("pgbindgen-codegen")?
    );
    Ok(())
}

fn duration_of_children() -> Result<Duration, Failure> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    Ok(duration(usage.user_time()) + duration(usage.system_time()))
}

fn copy_tree(from: &Path, to: &Path) -> Outcome {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// A temporary directory that goes with this value.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("pgbindgen-bench-{}", std::process::id()));
        std::fs::create_dir(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_measured() {
        let figures = measured(Command::new("true").arg("x")).unwrap();
        assert!(figures.memory > 0);
        assert!(measured(&mut Command::new("false")).is_err());
        let parsed = parse("wall_us=1500 cpu_us=7 peak_kib=2048").unwrap();
        assert_eq!(parsed.wall, Duration::from_micros(1500));
        assert_eq!(parsed.memory, 2048);
        assert!(parse("wall_us=1").is_none());
    }
}
