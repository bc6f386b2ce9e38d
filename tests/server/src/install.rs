//! Server binaries: where they are, and which version.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Error;

/// A major version of PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Major(u16);

impl Major {
    /// PostgreSQL 15, the oldest supported.
    pub const V15: Self = Self(15);
    /// PostgreSQL 16.
    pub const V16: Self = Self(16);
    /// PostgreSQL 17.
    pub const V17: Self = Self(17);
    /// PostgreSQL 18, the newest supported.
    pub const V18: Self = Self(18);
    /// All that pgbindgen supports, the newest first.
    pub const SUPPORTED: [Self; 4] = [Self::V18, Self::V17, Self::V16, Self::V15];
    /// The two that every test runs on: the oldest and the newest.
    pub const TESTED: [Self; 2] = [Self::V15, Self::V18];

    /// The number, as in `15`.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The supported version with this number.
    pub fn from_number(number: u16) -> Option<Self> {
        Self::SUPPORTED.into_iter().find(|major| major.0 == number)
    }

    /// The environment variable that names the directory of this version's binaries.
    fn variable(self) -> String {
        format!("PGBINDGEN_PG{}", self.0)
    }
}

impl fmt::Display for Major {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where packages put a version's binaries; `{v}` is the major version.
const PLACES: [&str; 7] = [
    "/usr/lib/postgresql/{v}/bin",          // Debian, Ubuntu
    "/usr/pgsql-{v}/bin",                   // Red Hat, from postgresql.org
    "/usr/lib/postgresql{v}/bin",           // SUSE
    "/usr/libexec/postgresql{v}",           // Alpine
    "/opt/homebrew/opt/postgresql@{v}/bin", // Homebrew, Apple silicon
    "/usr/local/opt/postgresql@{v}/bin",    // Homebrew, Intel
    "/opt/local/lib/postgresql{v}/bin",     // MacPorts
];

/// The binaries of one PostgreSQL server on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installation {
    bin: PathBuf,
    major: Major,
    version: String,
}

impl Installation {
    /// Finds a server of this major version: in the directory that the environment names (`PGBINDGEN_PG15`,
    /// `PGBINDGEN_PG18`), on `PATH`, where packages of the usual systems put it, or where
    /// [`find_or_bring`](Self::find_or_bring) once unpacked it.
    ///
    /// # Errors
    /// There is none, or the environment names a directory that holds none. The error says where it looked and which command
    /// installs one.
    pub fn find(major: Major) -> Result<Self, Error> {
        let variable = major.variable();
        if let Some(directory) = std::env::var_os(&variable).filter(|value| !value.is_empty()) {
            // An explicit choice that does not work is an error: silently taking another server would test the wrong one.
            return Self::in_directory(Path::new(&directory))
                .filter(|found| found.major == major)
                .ok_or_else(|| {
                    Error::new(format!(
                        "{variable} names `{}`, which holds no `postgres` and `initdb` of PostgreSQL {major}",
                        directory.display()
                    ))
                });
        }
        Self::candidates(major)
            .iter()
            .filter_map(|directory| Self::in_directory(directory))
            .find(|found| found.major == major)
            .ok_or_else(|| {
                Error::new(format!(
                    "no PostgreSQL {major} server on this machine (looked at {variable}, PATH, {} and {})\n{}",
                    PLACES[0].replace("{v}", &major.to_string()),
                    unpacked(major).display(),
                    how_to_install(major)
                ))
            })
    }

    /// Finds a server of any supported version, the newest first.
    ///
    /// # Errors
    /// There is none; the error says which command installs one.
    pub fn find_any() -> Result<Self, Error> {
        for major in Major::SUPPORTED {
            match Self::find(major) {
                Ok(found) => return Ok(found),
                // The caller named a directory, and it is wrong.
                Err(error) if std::env::var_os(major.variable()).is_some() => return Err(error),
                Err(_) => {}
            }
        }
        Err(Error::new(format!(
            "no PostgreSQL server on this machine, of the versions 15 to 18\n{}",
            how_to_install(Major::V15)
        )))
    }

    /// The server whose `postgres` and `initdb` are in this directory, if it is a supported one.
    pub fn in_directory(bin: &Path) -> Option<Self> {
        let postgres = bin.join("postgres");
        if !postgres.is_file() || !bin.join("initdb").is_file() {
            return None;
        }
        let output = Command::new(&postgres)
            .arg("--version")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        let version = version_of(&text)?.to_owned();
        let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
        let major = Major::from_number(digits.parse().ok()?)?;
        // A directory of links (`/usr/local/bin`, say) is not where the libraries and the catalogs are.
        let real = std::fs::canonicalize(&postgres).ok();
        let real = real.as_deref().and_then(Path::parent);
        let real = real.filter(|directory| directory.join("initdb").is_file());
        Some(Self {
            bin: real.unwrap_or(bin).to_owned(),
            major,
            version,
        })
    }

    /// The directory of the binaries.
    pub fn bin(&self) -> &Path {
        &self.bin
    }

    /// The major version.
    pub fn major(&self) -> Major {
        self.major
    }

    /// The full version, as in `15.18`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The path of one of its programs.
    pub fn program(&self, name: &str) -> PathBuf {
        self.bin.join(name)
    }

    fn candidates(major: Major) -> Vec<PathBuf> {
        let mut places = Vec::new();
        let path = std::env::var_os("PATH").unwrap_or_default();
        places.extend(std::env::split_paths(&path).filter(|directory| directory.is_absolute()));
        let number = major.to_string();
        places.extend(
            PLACES
                .iter()
                .map(|place| PathBuf::from(place.replace("{v}", &number))),
        );
        if let Ok(output) = Command::new("pg_config").arg("--bindir").output()
            && let Ok(text) = String::from_utf8(output.stdout)
        {
            places.push(PathBuf::from(text.trim()));
        }
        places.extend(crate::bring::unpacked_bins(major));
        let mut seen = BTreeSet::new();
        places.retain(|place| seen.insert(place.clone()));
        places
    }
}

impl fmt::Display for Installation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgreSQL {} in {}", self.version, self.bin.display())
    }
}

/// The number in `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
fn version_of(text: &str) -> Option<&str> {
    text.strip_prefix("postgres (PostgreSQL) ")?
        .split_whitespace()
        .next()
}

/// Where a version is unpacked to: below cargo's target directory, which nobody checks in and `cargo clean` empties.
pub(crate) fn unpacked(major: Major) -> PathBuf {
    target_directory()
        .join("pgbindgen-postgres")
        .join(major.to_string())
}

/// Cargo's target directory: the nearest directory above the running program that cargo has tagged, else what the environment
/// says, else the workspace's.
fn target_directory() -> PathBuf {
    if let Ok(program) = std::env::current_exe() {
        let tagged = program
            .ancestors()
            .find(|directory| directory.join("CACHEDIR.TAG").is_file());
        if let Some(directory) = tagged {
            return directory.to_owned();
        }
    }
    if let Some(directory) = std::env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty())
    {
        let directory = PathBuf::from(directory);
        return std::path::absolute(&directory).unwrap_or(directory);
    }
    // This package is two directories below the workspace.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).join("target")
}

/// The one command that installs a server of this version, on the system at hand.
pub(crate) fn how_to_install(major: Major) -> String {
    let command = if cfg!(target_os = "macos") {
        format!("brew install postgresql@{major}")
    } else if Path::new("/etc/debian_version").exists() {
        match major {
            Major::V15 => "sudo apt-get install --yes postgresql-15".to_owned(),
            // Debian 12 has no other version; with npm there, the next run unpacks one.
            _ => "sudo apt-get install --yes npm".to_owned(),
        }
    } else if Path::new("/etc/alpine-release").exists() {
        format!("sudo apk add postgresql{major}")
    } else {
        "sudo dnf install --assumeyes postgresql-server".to_owned()
    };
    format!(
        "help: install one with `{command}`, or name its directory in {}",
        major.variable()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_read_with_and_without_a_distribution() {
        assert_eq!(
            version_of("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"),
            Some("15.18")
        );
        assert_eq!(version_of("postgres (PostgreSQL) 18.4\n"), Some("18.4"));
        assert_eq!(
            version_of("postgres (PostgreSQL) 19beta1\n"),
            Some("19beta1")
        );
        assert_eq!(version_of("something else"), None);
    }

    #[test]
    fn a_directory_without_a_server_is_none() {
        assert_eq!(Installation::in_directory(Path::new("/")), None);
    }

    #[test]
    fn the_error_says_what_to_run() {
        let help = how_to_install(Major::V15);
        assert!(help.starts_with("help: install one with `"), "{help}");
        assert!(help.contains("PGBINDGEN_PG15"), "{help}");
    }
}
