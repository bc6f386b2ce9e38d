//! The bindings of each history, compiled in a crate that denies warnings.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use pgbindgen_codegen::diag::{Color, render};
use pgbindgen_codegen::{Options, Project, analyze};

use super::spec::Spec;
use crate::Failure;
use crate::shell::{cargo, root};

/// The bindings of one history.
pub(super) struct Generated {
    name: String,
    text: String,
    /// Errors of the generator.
    errors: Vec<String>,
}

/// Generates the bindings of a project as its `pgbindgen.toml` says.
pub(super) fn generate(spec: &Spec, dir: &Path) -> Result<Generated, Failure> {
    let versions = spec.run.postgres.iter().copied().map(u32::from);
    let project = Project::load(dir, &Options::default().base(dir).postgres(versions))?;
    let analysis = analyze(&project);
    let errors = analysis.diagnostics.iter().filter(|one| one.is_error());
    let errors = errors.map(|one| render(one, &project.sources, Color::Never));
    Ok(Generated {
        name: spec.name.replace('-', "_"),
        text: analysis.bindings(),
        errors: errors.collect(),
    })
}

/// Checks them: a package each, so that rustc works on several at a time and names the one at fault. What is told, and what is
/// wrong.
pub(super) fn check(all: Vec<Generated>) -> Result<(Vec<String>, Vec<String>), Failure> {
    let start = Instant::now();
    let dir = root().join("target").join("corpora").join("bindings");
    let (mut told, mut faults) = (Vec::new(), Vec::new());
    let mut members = Vec::new();
    for one in all {
        for error in &one.errors {
            faults.push(format!("{}: {}", one.name, error.trim_end()));
        }
        let package = dir.join(&one.name);
        fs::create_dir_all(package.join("src"))?;
        let runtime = root().join("runtime");
        let manifest = format!(
            "[package]\nname = \"corpus_{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             pgbindgen = {{ path = '{}', default-features = false, features = [{FEATURES}] }}\n",
            one.name,
            runtime.display()
        );
        write(&package.join("Cargo.toml"), &manifest)?;
        write(&package.join("src/bindings.rs"), &one.text)?;
        write(
            &package.join("src/lib.rs"),
            "//! Bindings.\n#![deny(warnings, missing_docs)]\n/// Bindings.\npub mod db {\n    include!(\"bindings.rs\");\n}\n",
        )?;
        members.push((one.name, one.text.lines().count()));
    }
    let names: Vec<String> = members
        .iter()
        .map(|(name, _)| format!("{name:?}"))
        .collect();
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
        names.join(", ")
    );
    write(&dir.join("Cargo.toml"), &workspace)?;
    // The versions that the workspace has, so that nothing is fetched.
    fs::copy(root().join("Cargo.lock"), dir.join("Cargo.lock"))?;
    let mut command = cargo(&["check", "--offline", "--keep-going", "--workspace"]);
    let output = command
        .current_dir(&dir)
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_TERM_COLOR", "never")
        .stdin(Stdio::null())
        .output()?;
    let lines: usize = members.iter().map(|(_, lines)| lines).sum();
    told.push(format!(
        "bindings of {} histories, {lines} lines, checked in {} s",
        members.len(),
        start.elapsed().as_secs()
    ));
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let from = text.find("error").unwrap_or(0);
        let lines: Vec<&str> = text
            .get(from..)
            .unwrap_or_default()
            .lines()
            .take(60)
            .collect();
        faults.push(lines.join("\n"));
    }
    Ok((told, faults))
}

const FEATURES: &str = "\"jiff\", \"decimal\", \"json\", \"uuid\"";

fn target() -> PathBuf {
    root().join("target").join("corpora").join("target")
}

/// Writes a file that holds something else; cargo goes by the time.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    Ok(fs::write(path, text)?)
}
