//! Many small packages that one cargo builds at a time, side by side.
//!
//! [`Package`](crate::package::Package) is one package, changed and built again;
//! a [`House`] is a workspace of them, built once: one start of cargo, the
//! dependencies once, and the packages on all processors.

use crate::package::{Built, workspace};
use pgbindgen_codegen::{emit, ir};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// A workspace of packages.
#[derive(Debug)]
pub struct House {
    dir: PathBuf,
    target: PathBuf,
    members: Vec<String>,
}

/// A package of it.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its edition.
    pub edition: &'a str,
    /// Lines of `Cargo.toml` behind `[dependencies]`, where `{runtime}` is the
    /// quoted path of the runtime.
    pub dependencies: &'a str,
}

impl House {
    /// An empty one named `name`. It stays where it is between runs, so that a
    /// second run builds only what has changed; `target` is shared.
    ///
    /// # Errors
    ///
    /// When its folder cannot be written.
    pub fn new(name: &str, tmp: &Path) -> io::Result<Self> {
        let dir = tmp.join("houses").join(name);
        fs::create_dir_all(&dir)?;
        Ok(Self {
            dir,
            target: tmp.join("packages"),
            members: Vec::new(),
        })
    }

    /// Its folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Adds a package with these files, `(path, text)`; files that an earlier
    /// run left and this one has not are removed.
    ///
    /// # Errors
    ///
    /// When its folder cannot be written.
    pub fn add(&mut self, member: &Member<'_>, files: &[(String, String)]) -> io::Result<()> {
        let root = workspace();
        let path = |name: &str| format!("'{}'", root.join(name).display());
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"{}\"\n\n[dependencies]\n{}\n",
            member.name,
            member.edition,
            member
                .dependencies
                .replace("{runtime}", &path("runtime"))
                .replace("{codegen}", &path("codegen"))
        );
        let dir = self.dir.join(member.name);
        let mut wanted = vec![dir.join("Cargo.toml")];
        write(&dir.join("Cargo.toml"), &manifest)?;
        for (name, text) in files {
            write(&dir.join(name), text)?;
            wanted.push(dir.join(name));
        }
        sweep(&dir, &wanted)?;
        self.members.push(member.name.to_owned());
        Ok(())
    }

    /// Runs cargo on the whole of it.
    ///
    /// # Errors
    ///
    /// When cargo cannot be started, or the workspace cannot be written.
    pub fn cargo(&self, args: &[&str], variables: &[(&str, &str)]) -> io::Result<Built> {
        let mut manifest = "[workspace]\nresolver = \"3\"\nmembers = [".to_owned();
        for member in &self.members {
            let _ = write!(manifest, "\"{member}\", ");
        }
        manifest.push_str("]\n[profile.dev]\ndebug = false\nincremental = false\n");
        write(&self.dir.join("Cargo.toml"), &manifest)?;
        // The versions that the workspace has, so that nothing is fetched.
        fs::copy(workspace().join("Cargo.lock"), self.dir.join("Cargo.lock"))?;
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(args)
            .arg("--offline")
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never");
        // The test's own environment is of another package.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || matches!(
                    &*name,
                    "OUT_DIR" | "RUSTFLAGS" | "CARGO_ENCODED_RUSTFLAGS" | "RUSTDOCFLAGS"
                )
            {
                command.env_remove(&*name);
            }
        }
        command.envs(variables.iter().copied());
        let output = command.output()?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Built {
            success: output.status.success(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        })
    }
}

/// The files of `pgbindgen generate` under `folder`, each with its text.
pub fn files(program: &ir::Program, root: emit::Root, folder: &str) -> Vec<(String, String)> {
    emit::files(program, root)
        .iter()
        .map(|file| (format!("{folder}/{}", file.path), file.text()))
        .collect()
}

/// Writes what has changed, so that cargo sees no more than that.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, text)
}

/// Removes all files but these.
fn sweep(dir: &Path, wanted: &[PathBuf]) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            sweep(&path, wanted)?;
        } else if !wanted.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
