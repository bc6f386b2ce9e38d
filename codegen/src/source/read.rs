//! Opening folders and files.

use super::Error;
use super::paths::given;
use crate::diag::{Diagnostic, FileId, SourceMap, Span, nearest};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes. A migration of this size is data
/// that belongs in a seed; far larger ones would not fit a span.
const MAX_SIZE: u64 = 64 << 20;

/// How deep folders are looked into.
pub(super) const MAX_DEPTH: usize = 16;

/// Something in a folder.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Relative to the folder, with `/`.
    pub(super) path: String,
    pub(super) kind: Kind,
}

/// What lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Directory,
    /// A pipe, a socket or a device: reading one may never end.
    Other,
    /// A link that leads nowhere, or around.
    Link,
    /// A link to a directory that holds it.
    Loop,
    /// Another name of a directory that is read already.
    Twice,
    /// A directory below more of them than are looked into.
    Deep,
    /// Whatever it is, under a name that is not UTF-8.
    Name,
}

/// What a link is that leads to nothing.
pub(super) fn broken_link(path: &Path) -> Option<&'static str> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink());
    match fs::metadata(path) {
        Err(error) if is_link && error.kind() == io::ErrorKind::NotFound => {
            Some("a link that leads nowhere")
        }
        Err(error) if is_link && error.kind() != io::ErrorKind::PermissionDenied => {
            Some("a link in a loop of links, which leads nowhere")
        }
        _ => None,
    }
}

pub(super) fn directory_exists(dir: &Path) -> Result<(), Error> {
    if let Some(what) = broken_link(dir) {
        return Err(Error::new(format!("`{}` is {what}", given(dir).display())));
    }
    match fs::metadata(dir) {
        Ok(data) if data.is_dir() => Ok(()),
        Ok(_) => Err(Error::new(format!(
            "`{}` is not a directory",
            given(dir).display()
        ))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let near = near_directory(dir).map_or_else(String::new, |near| {
                let near = dir.with_file_name(near);
                format!("; the nearest is `{}`", given(&near).display())
            });
            Err(Error::new(format!(
                "there is no directory `{}`{near}",
                given(dir).display()
            )))
        }
        Err(error) => Err(Error::io("read the directory", dir, error)),
    }
}

/// The name of a directory that is there, beside one that is not, and was probably meant.
pub(super) fn near_directory(dir: &Path) -> Option<String> {
    let name = dir.file_name()?.to_str()?;
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
    let beside = fs::read_dir(parent.unwrap_or(Path::new("."))).ok()?;
    let mut names: Vec<String> = beside
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

/// What a file holds.
pub(super) enum Content {
    Bytes(Vec<u8>),
    TooLarge,
}

pub(super) fn file(path: &Path) -> Result<Content, Error> {
    let read = || {
        let mut file = fs::File::open(path)?;
        let size = file.metadata()?.len();
        if size > MAX_SIZE {
            return Ok(Content::TooLarge);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.read_to_end(&mut bytes)?;
        Ok(Content::Bytes(bytes))
    };
    read().map_err(|error| Error::io("read", path, error))
}

pub(super) fn file_if_exists(path: &Path) -> Result<Option<Content>, Error> {
    match fs::metadata(path) {
        Ok(data) if data.is_file() => file(path).map(Some),
        Ok(data) => Err(not_a_file(path, data.is_dir())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

/// The fault of something that has to be a file.
fn not_a_file(path: &Path, is_dir: bool) -> Error {
    let what = if is_dir {
        "a directory"
    } else {
        "no regular file"
    };
    Error::new(format!(
        "`{}` is {what}: it has to be a file",
        given(path).display()
    ))
}

/// Whether SQL files lie directly in a folder.
pub(super) fn holds_sql(dir: &Path) -> Result<bool, Error> {
    let failed = |error| Error::io("read the directory", dir, error);
    for entry in fs::read_dir(dir).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        if name
            .to_string_lossy()
            .to_ascii_lowercase()
            .ends_with(".sql")
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Everything in a folder, sorted by path: files, folders inside as their
/// files, and empty folders and folders named like a file as themselves.
pub(super) fn list(dir: &Path) -> Result<Vec<Item>, Error> {
    let mut walk = Walk::default();
    walk.directory(dir, "")?;
    walk.items.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(walk.items)
}

#[derive(Default)]
struct Walk {
    items: Vec<Item>,
    /// The directories that hold the one that is looked into, and that one.
    above: Vec<PathBuf>,
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn directory(&mut self, dir: &Path, prefix: &str) -> Result<(), Error> {
        let failed = |error| Error::io("read the directory", dir, error);
        let real = fs::canonicalize(dir).map_err(failed)?;
        let is_seen = !self.seen.insert(real.clone());
        let kind = if self.above.contains(&real) {
            Some(Kind::Loop)
        } else if is_seen {
            Some(Kind::Twice)
        } else if self.above.len() > MAX_DEPTH {
            Some(Kind::Deep)
        } else {
            None
        };
        if let Some(kind) = kind {
            let path = prefix.trim_end_matches('/').to_owned();
            self.items.push(Item { path, kind });
            return Ok(());
        }
        self.above.push(real);
        let entries: Result<Vec<fs::DirEntry>, io::Error> =
            fs::read_dir(dir).and_then(Iterator::collect);
        let mut entries = entries.map_err(failed)?;
        // Which of two names of a directory is read is not the disk's to say: a
        // directory itself is, before a link to it.
        entries.sort_by_cached_key(|entry| {
            let is_link = entry.file_type().is_ok_and(|ty| ty.is_symlink());
            (is_link, entry.file_name())
        });
        for entry in entries {
            self.entry(&entry, prefix)?;
        }
        self.above.pop();
        Ok(())
    }

    fn entry(&mut self, entry: &fs::DirEntry, prefix: &str) -> Result<(), Error> {
        let name = entry.file_name();
        let is_text = name.to_str().is_some();
        let name = name.to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if name.starts_with('.') {
            return Ok(());
        }
        if !is_text {
            let kind = Kind::Name;
            self.items.push(Item { path, kind });
            return Ok(());
        }
        let full = entry.path();
        let own = entry.file_type();
        let is_link = own.as_ref().is_ok_and(fs::FileType::is_symlink);
        let data = match own {
            Ok(own) if !is_link => Ok(own),
            _ => fs::metadata(&full).map(|data| data.file_type()),
        };
        let data = match data {
            Ok(data) => data,
            Err(_) if is_link => {
                let kind = Kind::Link;
                self.items.push(Item { path, kind });
                return Ok(());
            }
            Err(error) => return Err(Error::io("read", &full, error)),
        };
        if data.is_file() {
            let kind = Kind::File;
            self.items.push(Item { path, kind });
        } else if data.is_dir() {
            let before = self.items.len();
            self.directory(&full, &format!("{path}/"))?;
            // Named like a file and empty, it is probably meant to be one.
            if self.items.len() == before && name.to_ascii_lowercase().ends_with(".sql") {
                let kind = Kind::Directory;
                self.items.push(Item { path, kind });
            }
        } else {
            let kind = Kind::Other;
            self.items.push(Item { path, kind });
        }
        Ok(())
    }
}

/// Adds what was read to the map, and says whether it is a text to work with.
/// Of a text that is none, the part before the fault is kept, so that the
/// fault has a line and a column.
pub(super) fn add(
    sources: &mut SourceMap,
    shown: &str,
    content: Content,
    out: &mut Vec<Diagnostic>,
) -> (FileId, bool) {
    let Content::Bytes(bytes) = content else {
        let file = sources.add(shown, "");
        out.push(
            Diagnostic::error(
                "file-too-large",
                Span::new(file, 0..0),
                format!("`{shown}` is larger than {} MB", MAX_SIZE >> 20),
            )
            .with_help("move the data out of the migration, into a seed"),
        );
        return (file, false);
    };
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let nul = text.find('\0');
            let file = sources.add(shown, text);
            if let Some(at) = nul {
                out.push(
                    Diagnostic::error(
                        "nul-byte",
                        Span::new(file, at..at + 1),
                        format!("`{shown}` holds a NUL byte at offset {at}"),
                    )
                    .with_label("PostgreSQL takes no NUL in a statement")
                    .with_help("remove the byte; save the file as UTF-8 if it is UTF-16"),
                );
            }
            (file, nul.is_none())
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let byte = bytes.get(at).copied().unwrap_or_default();
            let valid = String::from_utf8_lossy(&bytes[..at]).into_owned();
            let file = sources.add(shown, valid);
            let looks = if utf16 {
                "it begins as UTF-16 does"
            } else {
                "an older encoding, such as Latin-1 or Windows-1254"
            };
            out.push(
                Diagnostic::error(
                    "not-utf8",
                    Span::new(file, at..at),
                    format!("`{shown}` is not UTF-8: byte 0x{byte:02X} at offset {at}"),
                )
                .with_label("the first byte that is not UTF-8 comes here")
                .with_note(looks)
                .with_help("save the file as UTF-8"),
            );
            (file, false)
        }
    }
}
