//! The commands, one file each.

mod adopt;
pub(crate) mod check;
pub(crate) mod dump;
pub(crate) mod explain;
mod fix;
pub(crate) mod generate;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod lock;
pub(crate) mod new;
pub(crate) mod rules;
mod settled;

use crate::Failure;
use crate::console::Console;
use pgbindgen_codegen::Project;
use pgbindgen_codegen::chain::Chain;
use pgbindgen_codegen::diag::{Diagnostic, nearest, sort};
use pgbindgen_model::lock::Lock;
use std::path::{Component, Path, PathBuf};

/// A project and its chain, without replaying it.
fn chain(dir: &Path, console: &Console) -> Result<(Project, Chain, Vec<Diagnostic>), Failure> {
    let project = Project::load(dir, &console.options())?;
    let (chain, diagnostics) = chain_of(&project);
    Ok((project, chain, diagnostics))
}

fn chain_of(project: &Project) -> (Chain, Vec<Diagnostic>) {
    let mut diagnostics = project.diagnostics.clone();
    let chain = Chain::build(project, &mut diagnostics);
    sort(&mut diagnostics);
    (chain, diagnostics)
}

/// What a project's lock is.
enum LockFile {
    /// There is none.
    None,
    Read(Lock),
    /// It cannot be read, which is a diagnostic. What is released is not known,
    /// so nothing may be written over it.
    Faulty,
}

fn lock_of(project: &Project) -> LockFile {
    match project.lock {
        None if project.has_faulty_lock() => LockFile::Faulty,
        None => LockFile::None,
        Some(file) => match Lock::parse(project.sources.file(file).text()) {
            Ok(lock) => LockFile::Read(lock),
            Err(_) => LockFile::Faulty,
        },
    }
}

/// The failure of a revision that was named and does not exist.
fn unknown(chain: &Chain, id: &str) -> Failure {
    let ids = chain
        .revisions
        .iter()
        .map(|revision| revision.id.value.as_str());
    format!("there is no revision `{id}`{}", instead(id, ids)).into()
}

/// What may be meant by an id that is none of those that there are.
fn instead<'a>(id: &str, ids: impl Iterator<Item = &'a str> + Clone) -> String {
    const LISTED: usize = 5;
    if let Some(near) = nearest(id, ids.clone()) {
        return format!("; the nearest is `{near}`");
    }
    // A part of an id, as people remember it.
    let with_it: Vec<&str> = ids
        .clone()
        .filter(|known| !id.is_empty() && known.contains(id))
        .collect();
    let (one, many, all) = if with_it.is_empty() {
        ("there is", "there are", ids.collect())
    } else {
        (
            "the id with that in it is",
            "ids with that in them are",
            with_it,
        )
    };
    // The newest are the likeliest.
    let newest: Vec<String> = all
        .iter()
        .rev()
        .take(LISTED)
        .map(|id| format!("`{id}`"))
        .collect();
    match (all.len(), newest.as_slice()) {
        (0, _) => ": there are none yet".to_owned(),
        (1, [only]) => format!("; {one} {only}"),
        (count, newest) if count > newest.len() => format!(
            "; {many} {} and {} before them, which `pgbindgen history` lists",
            newest.join(", "),
            count - newest.len()
        ),
        (_, newest) => format!("; {many} {}", newest.join(", ")),
    }
}

/// A path without `.` in it.
fn plain(path: &Path) -> PathBuf {
    let parts: PathBuf = path
        .components()
        .filter(|part| *part != Component::CurDir)
        .collect();
    if parts.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        parts
    }
}

/// A text without control characters as a string of Rust and of TOML.
fn literal(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+@:,=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_shell() {
        for (word, expected) in [
            ("a/b.c", "a/b.c"),
            ("a b", "'a b'"),
            ("it's", "'it'\\''s'"),
            ("$HOME", "'$HOME'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }

    #[test]
    fn paths_without_dots() {
        for (path, expected) in [
            ("./a", "a"),
            ("././db/./x", "db/x"),
            (".", "."),
            ("../a", "../a"),
        ] {
            assert_eq!(plain(Path::new(path)), Path::new(expected));
        }
    }
}
