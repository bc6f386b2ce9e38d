//! Brings a tool from its registry into a directory under `target/`. Nothing outside of that changes, and no script of a package
//! is run.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, cargo, root};
use crate::{Failure, Outcome};

/// Where a tool comes from.
pub(super) enum Source {
    /// Packages of npm, each `NAME@VERSION`.
    Npm(&'static [&'static str]),
    /// Packages of PyPI, each `NAME==VERSION`, without what they depend on.
    Pypi(&'static [&'static str]),
    /// Packages of Debian, with what they depend on and the machine lacks. The version is the suite's.
    Debian(&'static [&'static str]),
    /// A program of ours around the tool's crates.
    Crates {
        /// The section `[dependencies]` of its manifest.
        dependencies: &'static str,
        /// Its `main.rs`.
        main: &'static str,
    },
    /// A program of ours around a library for Go, which Debian has, as it has the compiler.
    Go {
        /// Packages of Debian.
        packages: &'static [&'static str],
        /// Its `main.go`.
        main: &'static str,
    },
}

impl Source {
    /// Whether it can be used without compiling anything and without Debian's archive.
    pub(super) fn is_quick(&self) -> bool {
        matches!(self, Source::Npm(_) | Source::Pypi(_))
    }
}

/// The directory of a tool, brought when it is not there. Versions are pinned, so that what is there is the same.
pub(super) fn bring(name: &str, source: &Source) -> Result<PathBuf, Failure> {
    let all = root().join("target").join("layout-tools").join("tools");
    let home = all.join(name);
    let stamp = home.join("brought");
    let wanted = stamped(source);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(home);
    }
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::create_dir_all(&home)?;
    let brought = match source {
        Source::Npm(packages) => npm(&home, packages),
        Source::Pypi(packages) => pypi(&home, packages),
        Source::Debian(packages) => debian(&home, packages),
        Source::Crates { dependencies, main } => crates(&home, name, dependencies, main),
        Source::Go { packages, main } => go(&home, name, packages, main),
    };
    brought.map_err(|error| format!("{name} cannot be brought: is the network there?\n{error}"))?;
    // Written last: an interrupted download leaves none.
    fs::write(stamp, wanted)?;
    Ok(home)
}

fn stamped(source: &Source) -> String {
    match source {
        Source::Npm(packages) | Source::Pypi(packages) | Source::Debian(packages) => {
            packages.join("\n")
        }
        Source::Crates { dependencies, main } => format!("{dependencies}\n{main}"),
        Source::Go { packages, main } => format!("{}\n{main}", packages.join("\n")),
    }
}

fn npm(home: &Path, packages: &[&str]) -> Outcome {
    fs::write(home.join("package.json"), "{\"private\":true}\n")?;
    let mut install = Command::new("npm");
    install
        .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--no-save", "--silent", "--prefix"])
        .arg(home)
        .args(packages)
        .current_dir(home);
    shell::output(&mut install).map(|_| ())
}

fn pypi(home: &Path, packages: &[&str]) -> Outcome {
    let mut install = Command::new("python3");
    install
        .args(["-m", "pip", "install", "--quiet", "--no-deps"])
        .args(["--only-binary=:all:", "--disable-pip-version-check"])
        .args(["--root-user-action=ignore", "--upgrade", "--target"])
        .arg(home)
        .args(packages);
    shell::output(&mut install).map(|_| ())
}

/// Unpacks packages without installing them, which also works for one who is not root.
fn debian(home: &Path, packages: &[&str]) -> Outcome {
    let mut plan = Command::new("apt-get");
    plan.args(["install", "--simulate", "--no-install-recommends"])
        .args(packages)
        .env("LC_ALL", "C");
    let plan = shell::output(&mut plan)?;
    let lacking = plan.lines().filter_map(|line| line.strip_prefix("Inst "));
    let mut names: Vec<&str> = lacking
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    // What is installed on the machine already is unpacked all the same: the tool is then run from one place.
    names.extend(packages);
    names.sort_unstable();
    names.dedup();
    let archives = home.join("archives");
    fs::create_dir_all(&archives)?;
    let mut download = Command::new("apt-get");
    download
        .args(["download", "-qq"])
        .args(&names)
        .current_dir(&archives);
    shell::output(&mut download)?;
    for entry in fs::read_dir(&archives)? {
        let path = entry?.path();
        if path.extension() == Some(OsStr::new("deb")) {
            let mut unpack = Command::new("dpkg-deb");
            unpack.arg("-x").arg(&path).arg(home.join("root"));
            shell::output(&mut unpack)?;
        }
    }
    fs::remove_dir_all(archives)?;
    Ok(())
}

/// Builds the program outside of the workspace: its dependencies are none of ours.
fn crates(home: &Path, name: &str, dependencies: &str, main: &str) -> Outcome {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[[bin]]\nname = \"{name}\"\npath = \"main.rs\"\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::write(home.join("Cargo.toml"), manifest)?;
    fs::write(home.join("main.rs"), main)?;
    let target = home.join("target");
    let mut build = cargo(&["build", "--quiet"]);
    build
        .arg("--target-dir")
        .arg(&target)
        .current_dir(home)
        .env("RUSTFLAGS", format!("-L native={}", home.display()));
    if let Some(library) = libpq() {
        // The linker asks for the name without a number, which only the development package has.
        std::os::unix::fs::symlink(library, home.join("libpq.so"))?;
        build.env("PQ_LIB_DIR", home);
    }
    shell::output(&mut build)?;
    fs::rename(target.join("debug").join(name), home.join(name))?;
    fs::remove_dir_all(target)?;
    Ok(())
}

/// Unpacks the library and the compiler, and keeps the program.
fn go(home: &Path, name: &str, packages: &[&str], main: &str) -> Outcome {
    debian(home, packages)?;
    let unpacked = home.join("root");
    let compilers = fs::read_dir(unpacked.join("usr").join("lib"))?;
    let mut compilers = compilers.filter_map(|entry| Some(entry.ok()?.path()));
    fs::write(home.join("main.go"), main)?;
    let mut build = match compilers.find(|path| path.join("bin").join("go").exists()) {
        Some(compiler) => {
            let mut build = Command::new(compiler.join("bin").join("go"));
            build.env("GOROOT", compiler);
            build
        }
        // What the machine has is not unpacked again with what a package depends on.
        None => Command::new("go"),
    };
    build
        .args(["build", "-o", name, "main.go"])
        .current_dir(home)
        .env("GOPATH", unpacked.join("usr").join("share").join("gocode"))
        .env("GOCACHE", home.join("cache"))
        // The packages are a tree of sources, and no modules.
        .env("GO111MODULE", "off")
        .env("CGO_ENABLED", "0");
    shell::output(&mut build)?;
    fs::remove_dir_all(home.join("cache"))?;
    fs::remove_dir_all(unpacked)?;
    Ok(())
}

/// The client library that PostgreSQL's own programs use.
fn libpq() -> Option<PathBuf> {
    let places = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"];
    let mut found = places.iter().map(|at| Path::new(at).join("libpq.so.5"));
    found.find(|path| path.exists())
}
