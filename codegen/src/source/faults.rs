//! What is wrong with the files of a folder, before any of them is understood.

use super::layout::Layout;
use super::read::{self, Kind};
use super::{config, paths};
use crate::diag::{Diagnostic, FileId, SourceMap, Span, Spanned};

/// The marks that a merge leaves in a file where two branches changed the same lines.
pub(super) fn marks_of_a_merge(file: FileId, text: &str) -> Option<Diagnostic> {
    // Most files hold none, and some are large.
    if !text.contains("<<<<<<< ") {
        return None;
    }
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = match found.len() {
            0 => line.starts_with("<<<<<<< "),
            1 => line.trim_end() == "=======",
            _ => line.starts_with(">>>>>>> "),
        };
        if mark {
            found.push(Span::new(file, at..at + line.trim_end().len()));
        }
        at += line.len();
        if found.len() == 3 {
            break;
        }
    }
    let [begin, middle, end] = found.try_into().ok()?;
    Some(
        Diagnostic::error(
            "merge-conflict",
            begin,
            "the file holds the marks of a merge conflict",
        )
        .with_label("one side begins here")
        .with_secondary(middle, "the other")
        .with_secondary(end, "and ends")
        .with_help("keep one side, or both in their order, and remove the three lines"),
    )
}

/// A layout that is named and has none of the files.
pub(super) fn another_layout(
    named: &Spanned<String>,
    layout: &dyn Layout,
    path: &str,
    found: &[&str],
) -> Diagnostic {
    Diagnostic::error(
        "unknown-layout",
        named.span,
        format!("no file in `{path}` is of the layout `{}`", named.value),
    )
    .with_label("named here")
    .with_note(format!("{}: {}", layout.name(), layout.about()))
    .with_help(match found {
        _ if layout.name() == "declared" => {
            "write in [declared] what the paths look like: pattern = \"{version}_{name}.sql\""
                .to_owned()
        }
        [one] => format!("name the layout of the files, \"{one}\""),
        _ => "name the layout of the files, or remove the key: they are looked at then".to_owned(),
    })
}

pub(super) fn unclaimed_file(
    item: &read::Item,
    file: FileId,
    layout: &dyn Layout,
    near: Option<&str>,
    sources: &SourceMap,
) -> Diagnostic {
    let path = paths::visible(&item.path);
    let shown = sources.file(file).path();
    let unread = |what: String, help: &str| {
        Diagnostic::error("unclaimed-file", Span::new(file, 0..0), what).with_help(help)
    };
    let what = match item.kind {
        Kind::File => "file",
        Kind::Directory => "directory",
        Kind::Other => "pipe or device",
        Kind::Link => "broken link",
        Kind::Name => "name that is not UTF-8:",
        Kind::Loop => {
            let what = format!("`{shown}` is a link to a directory that holds it");
            return unread(what, "remove the link");
        }
        Kind::Twice => {
            let what = format!("`{shown}` is another name of a directory that is read already");
            return unread(what, "remove the link");
        }
        Kind::Deep => {
            let most = read::MAX_DEPTH;
            let what = format!("`{shown}` lies below more than {most} directories");
            return unread(what, "move what is in it further up");
        }
    };
    let diagnostic = Diagnostic::error(
        "unclaimed-file",
        Span::new(file, 0..0),
        format!(
            "{what} `{path}` is no migration of the layout `{}`",
            layout.name()
        ),
    )
    .with_note(format!("{}: {}", layout.name(), layout.about()));
    let help = if item.kind == Kind::Link {
        "remove the link, or make what it leads to".to_owned()
    } else if item.kind == Kind::Name {
        "rename it".to_owned()
    } else if item.kind != Kind::File {
        format!("move the {what} elsewhere")
    } else if let Some(near) = near {
        let folder = shown.strip_suffix(item.path.as_str()).unwrap_or_default();
        let renamed = format!("{folder}{near}");
        let moved = near.matches('/').count() < item.path.matches('/').count();
        let what = if moved {
            "move it out of its directory"
        } else {
            "rename it"
        };
        format!(
            "{what}: mv {} {}",
            paths::word(shown),
            paths::word(&renamed)
        )
    } else {
        format!(
            "move the file elsewhere, or name it in {}: ignore = [\"{path}\"]",
            config::FILE_NAME,
        )
    };
    diagnostic.with_help(help)
}
