//! The final write: whole or not at all.

#![allow(clippy::disallowed_methods)]

use crate::source::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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
    let beside = beside(path)?;
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

/// A file that gets a new text.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// The file.
    pub path: PathBuf,
    /// What it holds.
    pub old: String,
    /// What it is to hold.
    pub new: String,
}

/// Writes several files that are there already: all of them, or none. Each keeps
/// its permissions, and a link goes on leading to its file.
///
/// # Errors
///
/// When one of them cannot be written, or does not hold the old text any more;
/// all are then as they were.
pub fn write_all(files: &[Replacement]) -> Result<(), Error> {
    let mut staged: Vec<(PathBuf, PathBuf, Vec<u8>)> = Vec::new();
    let outcome = stage(files, &mut staged).and_then(|()| replace(&staged));
    for (_, beside, _) in &staged {
        let _ = fs::remove_file(beside);
    }
    outcome
}

/// Writes each new text beside its file, and notes the file, what is beside it,
/// and what it holds.
fn stage(
    files: &[Replacement],
    staged: &mut Vec<(PathBuf, PathBuf, Vec<u8>)>,
) -> Result<(), Error> {
    for Replacement { path, old, new } in files {
        let failed = |error: io::Error| Error::io("write", path, error);
        let real = fs::canonicalize(path).map_err(failed)?;
        let found = fs::read(&real).map_err(failed)?;
        if found != old.as_bytes() {
            return Err(Error::new(format!(
                "`{}` was changed meanwhile: nothing is written",
                path.display()
            )));
        }
        // A rename would succeed where writing is not allowed.
        fs::OpenOptions::new()
            .write(true)
            .open(&real)
            .map_err(failed)?;
        let beside = beside(&real)?;
        staged.push((real.clone(), beside.clone(), found));
        let attempt = || -> io::Result<()> {
            let mut file = fs::File::create(&beside)?;
            file.write_all(new.as_bytes())?;
            file.set_permissions(fs::metadata(&real)?.permissions())?;
            file.sync_all()
        };
        attempt().map_err(failed)?;
    }
    Ok(())
}

/// Puts what is beside in place, or what was there back.
fn replace(staged: &[(PathBuf, PathBuf, Vec<u8>)]) -> Result<(), Error> {
    for (index, (path, beside, _)) in staged.iter().enumerate() {
        if let Err(error) = fs::rename(beside, path) {
            for (path, _, old) in &staged[..index] {
                let _ = fs::write(path, old);
            }
            return Err(Error::io("write", path, error));
        }
    }
    Ok(())
}

/// The name beside a file under which its new text is written first. Two builds
/// may write one file at a time.
fn beside(path: &Path) -> Result<PathBuf, Error> {
    let name = path
        .file_name()
        .ok_or_else(|| Error::new(format!("`{}` names no file", path.display())))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.tmp", std::process::id()));
    Ok(path.with_file_name(beside))
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
    fn all_of_several_or_none() {
        let dir = std::env::temp_dir().join(format!("pgbindgen outputs {}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("b.sql")).unwrap();
        let (a, b) = (dir.join("a.sql"), dir.join("b.sql"));
        fs::write(&a, "old").unwrap();
        let files = [&a, &b].map(|path| Replacement {
            path: path.clone(),
            old: "old".into(),
            new: "new".into(),
        });
        write_all(&files).unwrap_err();
        assert_eq!(fs::read_to_string(&a).unwrap(), "old");
        assert_eq!(
            fs::read_dir(&dir).unwrap().count(),
            2,
            "nothing is left beside"
        );
        fs::remove_dir(&b).unwrap();
        write_all(&files).unwrap_err();
        assert_eq!(fs::read_to_string(&a).unwrap(), "old");
        // Someone else was there first.
        fs::write(&b, "other").unwrap();
        let error = write_all(&files).unwrap_err().to_string();
        assert!(
            error.ends_with("was changed meanwhile: nothing is written"),
            "{error}"
        );
        assert_eq!(fs::read_to_string(&a).unwrap(), "old");
        fs::write(&b, "old").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&b, fs::Permissions::from_mode(0o640)).unwrap();
            fs::remove_file(&a).unwrap();
            fs::write(dir.join("real.sql"), "old").unwrap();
            std::os::unix::fs::symlink("real.sql", &a).unwrap();
        }
        write_all(&files).unwrap();
        assert_eq!(fs::read_to_string(&b).unwrap(), "new");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert!(fs::symlink_metadata(&a).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(dir.join("real.sql")).unwrap(), "new");
            assert_eq!(
                fs::metadata(&b).unwrap().permissions().mode() & 0o777,
                0o640
            );
        }
        fs::remove_dir_all(&dir).unwrap();
    }

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
