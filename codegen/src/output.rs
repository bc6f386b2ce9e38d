//! The final write: whole or not at all.

#![allow(clippy::disallowed_methods)]

use crate::source::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Whether a write changed the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It did.
    Changed,
    /// The file held this text already and was not touched, so that nothing is
    /// built again because of it.
    Same,
}

/// Writes a file whole: to a name beside it first, which then takes its place.
/// Whoever reads meanwhile sees the old text or the new one.
///
/// # Errors
///
/// When the file cannot be written; the old one is then untouched.
pub fn write(path: &Path, text: &str) -> Result<Written, Error> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(Written::Same);
    }
    let failed = |error: io::Error| Error::io("write", path, error);
    let name = path
        .file_name()
        .ok_or_else(|| Error::new(format!("`{}` names no file", path.display())))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    // Two builds may write one file at a time.
    beside.push(format!(".{}.tmp", std::process::id()));
    let beside = path.with_file_name(beside);
    let attempt = || -> io::Result<()> {
        let mut file = fs::File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    attempt().map_err(|error| {
        let _ = fs::remove_file(&beside);
        failed(error)
    })?;
    Ok(Written::Changed)
}

/// Writes a file that must not exist yet.
///
/// # Errors
///
/// When it exists, or cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<(), Error> {
    let failed = |error: io::Error| Error::io("write", path, error);
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(|error| {
        let _ = fs::remove_file(path);
        failed(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_or_not_at_all() {
        let dir = std::env::temp_dir().join(format!("pgbindgen output {}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let path = dir.join("a.rs");
        assert_eq!(write(&path, "one").unwrap(), Written::Changed);
        assert_eq!(write(&path, "one").unwrap(), Written::Same);
        assert_eq!(write(&path, "two").unwrap(), Written::Changed);
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert!(write_new(&path, "three").is_err());
        let folder = dir.join("folder");
        fs::create_dir_all(folder.join("x")).unwrap();
        assert!(write(&folder, "text").is_err());
        let mut names: Vec<_> = fs::read_dir(&dir)
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["a.rs", "folder"], "nothing is left beside");
        fs::remove_dir_all(&dir).unwrap();
    }
}
