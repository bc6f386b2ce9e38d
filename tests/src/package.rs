//! Small packages that tests build with the real cargo.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// A package in a folder of its own, which goes away with it.
#[derive(Debug)]
pub struct Package {
    /// Its folder.
    pub dir: PathBuf,
    target: PathBuf,
}

/// What cargo did.
#[derive(Debug)]
pub struct Built {
    /// Whether it was content.
    pub success: bool,
    /// Standard output.
    pub stdout: String,
    /// Standard error, without the workspace's path.
    pub stderr: String,
}

/// How a package takes its bindings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A build script and `include_bindings!`.
    BuildScript,
    /// `bindings!` and the watch script.
    Macro,
    /// `bindings!` alone.
    BareMacro,
    /// A build script that only checks.
    CheckOnly,
}

/// The workspace.
pub fn workspace() -> PathBuf {
    let mut dir = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    dir.pop();
    dir
}

impl Package {
    /// A package named `name` that takes the bindings of `folder` in this way.
    /// `target` is shared by the packages of all tests, so that what they
    /// depend on is built once.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn new(name: &str, way: Way, folder: &str, target: &Path) -> std::io::Result<Self> {
        let package = Self::empty(name, way, target)?;
        let main = match way {
            Way::BuildScript => "mod db {\n    ::pgbindgen::include_bindings!();\n}\n".to_owned(),
            Way::Macro | Way::BareMacro => {
                format!("mod db {{\n    ::pgbindgen::bindings!(\"{folder}\");\n}}\n")
            }
            Way::CheckOnly => String::new(),
        };
        package.write("src/main.rs", &format!("{main}fn main() {{}}\n"))?;
        let call = match way {
            Way::BuildScript => "build",
            Way::CheckOnly => "check",
            Way::Macro => "watch",
            Way::BareMacro => return Ok(package),
        };
        package.script(&format!("pgbindgen_codegen::{call}(\"{folder}\")?;"))?;
        Ok(package)
    }

    /// A package with what it depends on, and without a source or a script.
    ///
    /// # Errors
    ///
    /// When the folder cannot be written.
    pub fn empty(name: &str, way: Way, target: &Path) -> std::io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        // A space in the path, as some users have it.
        let dir = std::env::temp_dir().join(format!(
            "pgbindgen package {}-{next}/{name}",
            std::process::id()
        ));
        let package = Self {
            dir,
            target: target.to_path_buf(),
        };
        let root = workspace();
        let path = |name: &str| root.join(name).display().to_string().replace('\\', "/");
        let features = match way {
            Way::Macro | Way::BareMacro => "\"macros\"",
            Way::BuildScript | Way::CheckOnly => "",
        };
        let build = match way {
            Way::BuildScript | Way::CheckOnly | Way::Macro => format!(
                "[build-dependencies]\npgbindgen-codegen = {{ path = \"{}\" }}\n",
                path("codegen")
            ),
            Way::BareMacro => String::new(),
        };
        package.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                 [dependencies]\npgbindgen = {{ path = \"{}\", default-features = false, features = [{features}] }}\n\
                 {build}[workspace]\n[profile.dev]\ndebug = false\nincremental = false\n",
                path("runtime")
            ),
        )?;
        // The versions that the workspace has, so that nothing is fetched.
        fs::copy(root.join("Cargo.lock"), package.dir.join("Cargo.lock"))?;
        Ok(package)
    }

    /// Writes the build script, with this in its `main`.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn script(&self, body: &str) -> std::io::Result<()> {
        self.write(
            "build.rs",
            &format!(
                "fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    {body}\n    Ok(())\n}}\n"
            ),
        )
    }

    /// Writes a file.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, name: &str, text: &str) -> std::io::Result<()> {
        let path = self.dir.join(name);
        if let Some(dir) = path.parent() {
            fs::create_dir_all(dir)?;
        }
        fs::write(path, text)
    }

    /// Renames a file.
    ///
    /// # Errors
    ///
    /// When it cannot be renamed.
    pub fn rename(&self, from: &str, to: &str) -> std::io::Result<()> {
        fs::rename(self.dir.join(from), self.dir.join(to))
    }

    /// Removes a file.
    ///
    /// # Errors
    ///
    /// When it cannot be removed.
    pub fn remove(&self, name: &str) -> std::io::Result<()> {
        fs::remove_file(self.dir.join(name))
    }

    /// Runs `cargo check` with further arguments.
    ///
    /// # Errors
    ///
    /// When cargo cannot be started.
    pub fn check(&self, args: &[&str]) -> std::io::Result<Built> {
        self.cargo("check", args)
    }

    /// Runs a command of cargo with further arguments.
    ///
    /// # Errors
    ///
    /// When cargo cannot be started.
    pub fn cargo(&self, name: &str, args: &[&str]) -> std::io::Result<Built> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args([name, "--offline", "-v"])
            .args(args)
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_TERM_COLOR", "never");
        // The test's own environment is of another package.
        let inherited: BTreeMap<_, _> = std::env::vars_os().collect();
        for name in inherited.keys() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_")
                || name.starts_with("CARGO_MANIFEST_")
                || matches!(&*name, "OUT_DIR" | "RUSTFLAGS" | "CARGO_ENCODED_RUSTFLAGS")
            {
                command.env_remove(&*name);
            }
        }
        let output = command.output()?;
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ok(Built {
            success: output.status.success(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        })
    }
}

impl Built {
    /// Whether rustc warned about the package itself.
    pub fn warned(&self, name: &str) -> bool {
        self.stderr.contains(&format!("warning: `{name}` "))
    }

    /// Whether cargo found that nothing of the package has changed.
    pub fn was_fresh(&self, name: &str) -> bool {
        self.stderr.contains(&format!("Fresh {name} v"))
    }
}

impl Drop for Package {
    fn drop(&mut self) {
        if let Some(outer) = self.dir.parent() {
            let _ = fs::remove_dir_all(outer);
        }
    }
}
