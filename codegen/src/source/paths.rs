//! Paths as they are shown, and places found by them.

use crate::diag::nearest;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The path relative to the base, with `/` on every system and without `.`.
/// A path that shares nothing with the base stays as it is.
pub(super) fn shown(path: &Path, base: &Path) -> String {
    let path = absolute(path);
    let base = clean(base);
    let relative = match path.strip_prefix(&base) {
        Ok(inside) => inside.to_path_buf(),
        Err(_) => match up_and_down(&path, &base) {
            Some(relative) => relative,
            None => path,
        },
    };
    let parts: Vec<String> = relative
        .components()
        .map(|part| match part {
            Component::RootDir => String::new(),
            part => visible(&part.as_os_str().to_string_lossy()),
        })
        .collect();
    match parts.as_slice() {
        [] => ".".to_owned(),
        [root] if root.is_empty() => "/".to_owned(),
        parts => parts.join("/"),
    }
}

/// A path in full and clean. A relative one is relative to the current folder, which may
/// not be the base.
fn absolute(path: &Path) -> PathBuf {
    match std::env::current_dir() {
        Ok(current) if path.is_relative() => clean(&current.join(path)),
        _ => clean(path),
    }
}

/// How the files in a folder are shown: the way to it is worked out once for all of them.
#[derive(Debug)]
pub(super) struct Folder(String);

impl Folder {
    /// Nothing where the base lies inside of the folder: the way then depends on the file.
    pub(super) fn of(folder: &Path, base: &Path) -> Option<Self> {
        let (place, base_place) = (absolute(folder), clean(base));
        let is_above = base_place != place && base_place.starts_with(&place);
        (!is_above).then(|| Self(shown(folder, base)))
    }

    /// [`shown`] of a file by its path inside, with `/`.
    pub(super) fn shown(&self, inside: &str) -> String {
        let inside = visible(inside);
        match self.0.as_str() {
            "." => inside,
            "/" => format!("/{inside}"),
            folder => format!("{folder}/{inside}"),
        }
    }
}

/// A name with its controls, and the marks that turn text around, as escapes: a
/// name may hold a line break, and reports go to a terminal and to cargo, to
/// which a line is an instruction.
pub(super) fn visible(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let unseen = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if c.is_control() || unseen {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// A path as it is given, without `.` in it: for errors of the environment,
/// which name what was looked for and not where that is from somewhere else.
pub(super) fn given(path: &Path) -> PathBuf {
    let parts = || path.components().filter(|part| *part != Component::CurDir);
    if parts().next().is_none() {
        return PathBuf::from(".");
    }
    parts().collect()
}

/// `../other/file`, when the two part not at the root.
fn up_and_down(path: &Path, base: &Path) -> Option<PathBuf> {
    let path: Vec<Component<'_>> = path.components().collect();
    let base: Vec<Component<'_>> = base.components().collect();
    let common = path.iter().zip(&base).take_while(|(a, b)| a == b).count();
    let up = base.len() - common;
    if common <= 1 || up > 3 {
        return None;
    }
    let mut relative: PathBuf = std::iter::repeat_n("..", up).collect();
    relative.extend(&path[common..]);
    Some(relative)
}

/// Without `.`, and without `..` where the part before it is written.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// The folder above, written as the path is; `None` above the root.
pub(super) fn parent(path: &Path) -> Option<PathBuf> {
    match path.components().next_back() {
        Some(Component::Normal(_)) => match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => Some(parent.to_path_buf()),
            _ => Some(PathBuf::from(".")),
        },
        Some(Component::RootDir | Component::Prefix(_)) => None,
        Some(Component::CurDir) if path.components().count() == 1 => Some(PathBuf::from("..")),
        None => Some(PathBuf::from("..")),
        Some(Component::CurDir | Component::ParentDir) => Some(path.join("..")),
    }
}

/// The folders above a folder, the nearest first, to the one with the repository
/// (`.git`), or to the root.
pub(super) fn above(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut here = dir.to_path_buf();
    let mut real = fs::canonicalize(dir).ok();
    while let Some(next) = parent(&here) {
        // `..` of the root is the root.
        let next_real = fs::canonicalize(&next).ok();
        if next_real.is_none() || next_real == real {
            break;
        }
        let is_repository = next.join(".git").exists();
        found.push(next.clone());
        if is_repository {
            break;
        }
        (here, real) = (next, next_real);
    }
    found
}

/// The name of a folder, also of `.`.
pub(super) fn name(dir: &Path) -> Option<std::ffi::OsString> {
    match dir.components().next_back() {
        Some(Component::Normal(name)) => Some(name.to_owned()),
        _ => fs::canonicalize(dir)
            .ok()?
            .file_name()
            .map(ToOwned::to_owned),
    }
}

/// Whether two paths are one folder.
pub(super) fn same(a: &Path, b: &Path) -> bool {
    match (fs::canonicalize(a), fs::canonicalize(b)) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

/// A path as a shell takes it.
pub(crate) fn word(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+@:,".contains(c);
    if path.chars().all(plain) {
        path.to_owned()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}

/// Names that a file may have been meant to have: in small letters, with another sign
/// between version and name, with the direction spelt right, out of its folder.
pub(super) fn near_names(path: &str) -> Vec<String> {
    let (folder, name) = match path.rfind('/') {
        Some(at) => path.split_at(at + 1),
        None => ("", path),
    };
    let mut names = Vec::new();
    if let Some((stem, ending)) = name.rsplit_once('.') {
        names.push(format!("{stem}.{}", ending.to_lowercase()));
    }
    names.push(name.to_lowercase());
    let mut first = name.chars();
    if let Some(letter) = first.next() {
        names.push(format!("{}{}", letter.to_uppercase(), first.as_str()));
    }
    for sign in ['-', '.', ' '] {
        names.push(name.replacen(sign, "_", 1));
    }
    names.push(name.replacen('_', "__", 1));
    names.push(name.replacen("__", "_", 1));
    let parts: Vec<&str> = name.split('.').collect();
    if let [stem, direction, ending] = parts.as_slice()
        && let Some(near) = nearest(&direction.to_lowercase(), ["up", "down"])
    {
        names.push(format!("{stem}.{near}.{ending}"));
    }
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    names.extend(lower);
    names.retain(|near| near != name);
    let mut paths: Vec<String> = names.iter().map(|name| format!("{folder}{name}")).collect();
    if !folder.is_empty() {
        paths.push(name.to_owned());
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shown_paths() {
        for (path, base, expected) in [
            ("/a/b/c.sql", "/a/b", "c.sql"),
            ("/a/b/./d/../c.sql", "/a/b", "c.sql"),
            ("/a/x/c.sql", "/a/b", "../x/c.sql"),
            ("/x/c.sql", "/a/b", "/x/c.sql"),
            ("/a/b", "/a/b", "."),
            (
                "/a/b/x\ncargo::rustc-cfg=y\u{1b}[2J\u{202e}.sql",
                "/a/b",
                "x\\ncargo::rustc-cfg=y\\u{1b}[2J\\u{202e}.sql",
            ),
        ] {
            assert_eq!(shown(Path::new(path), Path::new(base)), expected);
        }
    }

    #[test]
    fn files_of_a_folder_are_shown_as_one_by_one() {
        for (folder, base) in [
            ("/a/b", "/a/b"),
            ("/a/b", "/a"),
            ("/a/b", "/a/c"),
            ("/a/b", "/x/y"),
            ("/a/./b/../c", "/a/d/e"),
            ("/a/b", "/a/b/c"),
            ("/a/b", "/a/b/c/d"),
            ("/a/b", "/a/b/c/d/e/f"),
            ("/", "/"),
            ("/", "/a"),
        ] {
            let (folder, base) = (Path::new(folder), Path::new(base));
            let Some(made) = Folder::of(folder, base) else {
                assert!(clean(base).starts_with(clean(folder)));
                continue;
            };
            for inside in ["x.sql", "c/x.sql", "x\ny.sql"] {
                let one = shown(&folder.join(inside), base);
                assert_eq!(made.shown(inside), one, "{folder:?} {base:?}");
            }
        }
    }

    #[test]
    fn folders_above() {
        for (path, expected) in [
            ("a/b", Some("a")),
            ("a", Some(".")),
            (".", Some("..")),
            ("..", Some("../..")),
            ("a/..", Some("a/../..")),
            ("./a", Some(".")),
            ("/a", Some("/")),
            ("/", None),
        ] {
            assert_eq!(
                parent(Path::new(path)).as_deref(),
                expected.map(Path::new),
                "{path}"
            );
        }
        let all = above(Path::new("."));
        assert!(!all.is_empty() && all.len() < 64, "{all:?}");
    }
}
