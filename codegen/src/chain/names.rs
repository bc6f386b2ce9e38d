//! Ids: what they may hold, that they are the file's name, that no two are one.

use crate::diag::{Diagnostic, Edit, Fix, Safety, SourceMap};
use crate::source::layout::Entry;
use crate::source::word;
use std::collections::{BTreeMap, BTreeSet};

/// The longest id, in bytes: it fits wherever an identifier does.
pub const MAX_ID: usize = 63;

/// The nearest legal id: lower case, and `_` for whatever an id cannot hold.
pub fn corrected(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        for c in c.to_lowercase() {
            match c {
                'a'..='z' | '0'..='9' => out.push(c),
                // Letters that people write names with; the rest has no nearest letter.
                'ı' | 'í' | 'î' | 'ï' | 'ì' => out.push('i'),
                'ş' => out.push('s'),
                'ğ' => out.push('g'),
                'ç' => out.push('c'),
                'ö' | 'ó' | 'ô' | 'ø' | 'õ' | 'ò' => out.push('o'),
                'ü' | 'ú' | 'û' | 'ù' => out.push('u'),
                'ä' | 'á' | 'â' | 'å' | 'ã' | 'à' => out.push('a'),
                'é' | 'è' | 'ê' | 'ë' => out.push('e'),
                'ñ' => out.push('n'),
                // The dot that lower-casing `İ` leaves.
                '\u{307}' => {}
                _ => out.push('_'),
            }
        }
    }
    out
}

fn is_legal(id: &str) -> bool {
    !id.is_empty()
        && id
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Checks every id, and gives the entries whose id another has already.
pub(super) fn check(
    entries: &[Entry],
    sources: &SourceMap,
    out: &mut Vec<Diagnostic>,
) -> BTreeSet<usize> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut duplicates = BTreeSet::new();
    let stems: BTreeSet<&str> = entries.iter().map(|entry| entry.stem.as_str()).collect();
    // The rightful owner of an id is the file of that name.
    for (index, entry) in entries.iter().enumerate() {
        if entry.id.value == entry.stem {
            first.insert(&entry.id.value, index);
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        first.entry(&entry.id.value).or_insert(index);
    }
    for (index, entry) in entries.iter().enumerate() {
        let id = &entry.id;
        let owner = first.get(id.value.as_str()).copied().unwrap_or(index);
        if owner != index {
            duplicates.insert(index);
            out.push(duplicate(entry, &entries[owner], &stems, &first));
        } else if !is_legal(&id.value) {
            out.push(illegal(entry, entries, sources));
        } else if id.value.len() > MAX_ID {
            out.push(
                Diagnostic::error(
                    "id-too-long",
                    id.span,
                    format!("revision id `{}` is longer than {MAX_ID} bytes", id.value),
                )
                .with_label(format!("{} bytes", id.value.len()))
                .with_help(format!(
                    "shorten the id and the file's name, for example to `{}`",
                    id.value[..MAX_ID].trim_end_matches('_')
                )),
            );
        } else if id.value != entry.stem {
            out.push(unlike_file_name(entry, entries, sources));
        }
    }
    duplicates
}

fn duplicate(
    entry: &Entry,
    owner: &Entry,
    stems: &BTreeSet<&str>,
    first: &BTreeMap<&str, usize>,
) -> Diagnostic {
    let id = &entry.id;
    let diagnostic = Diagnostic::error(
        "duplicate-id",
        id.span,
        format!("two revisions have the id `{}`", id.value),
    )
    .with_label("used again here")
    .with_secondary(owner.id.span, "used first here");
    let free = entry.stem != id.value
        && is_legal(&entry.stem)
        && stems.contains(entry.stem.as_str())
        && !first.contains_key(entry.stem.as_str());
    if free {
        diagnostic
            .with_help(format!(
                "give this revision its file's name as the id: `{}`",
                entry.stem
            ))
            .with_fix(Fix {
                title: "use the file's name".into(),
                edits: vec![Edit {
                    span: id.span,
                    text: entry.stem.clone(),
                }],
                safety: Safety::Suggestion,
            })
    } else {
        diagnostic.with_help("give one of them another id, and its file that name")
    }
}

fn illegal(entry: &Entry, entries: &[Entry], sources: &SourceMap) -> Diagnostic {
    let id = &entry.id;
    let better = corrected(&id.value);
    let mut signs: Vec<String> = Vec::new();
    for c in id.value.chars() {
        let sign = match c {
            'a'..='z' | '0'..='9' | '_' => continue,
            ' ' => "a space".to_owned(),
            c => format!("`{c}`"),
        };
        if !signs.contains(&sign) {
            signs.push(sign);
        }
    }
    let mut diagnostic = Diagnostic::error(
        "illegal-characters",
        id.span,
        format!("revision id `{}` holds {}", id.value, signs.join(", ")),
    )
    .with_label("an id is of a-z, 0-9 and _");
    let mut edits = vec![Edit {
        span: id.span,
        text: better.clone(),
    }];
    for child in entries {
        for parent in child
            .parents
            .iter()
            .filter(|parent| parent.value == id.value)
        {
            edits.push(Edit {
                span: parent.span,
                text: better.clone(),
            });
        }
    }
    if entry.stem != better {
        let path = sources.file(entry.file).path();
        let renamed = rename(path, &entry.stem, &better);
        diagnostic = diagnostic.with_help(format!(
            "rename the file: mv {} {}",
            word(path),
            word(&renamed)
        ));
    }
    diagnostic
        .with_help(format!(
            "change the id to `{better}`, here and where it is a parent"
        ))
        .with_fix(Fix {
            title: format!("change the id to `{better}`"),
            edits,
            safety: Safety::Suggestion,
        })
}

fn unlike_file_name(entry: &Entry, entries: &[Entry], sources: &SourceMap) -> Diagnostic {
    let id = &entry.id;
    let path = sources.file(entry.file).path();
    let diagnostic = Diagnostic::error(
        "id-unlike-file-name",
        id.span,
        format!("revision `{}` lies in a file of another name", id.value),
    )
    .with_label(format!("the file is named `{}`", entry.stem));
    let named = |name: &str| {
        entries
            .iter()
            .any(|child| child.parents.iter().any(|parent| parent.value == name))
    };
    // What the children call it is what it is called.
    let keep_id = named(&id.value) || !is_legal(&entry.stem) || entry.stem.len() > MAX_ID;
    // `mv` would write over a file that is there.
    let renamed = rename(path, &entry.stem, &id.value);
    let is_free = sources.iter().all(|(_, file)| file.path() != renamed);
    let mv = format!("mv {} {}", word(path), word(&renamed));
    if keep_id && is_free {
        return diagnostic.with_help(format!("rename the file: {mv}"));
    }
    if keep_id {
        return diagnostic.with_help(format!(
            "rename the file; `{}` is taken by another, which has to go first",
            word(&renamed)
        ));
    }
    let diagnostic = diagnostic
        .with_help(format!("change the id to `{}`", entry.stem))
        .with_fix(Fix {
            title: "use the file's name".into(),
            edits: vec![Edit {
                span: id.span,
                text: entry.stem.clone(),
            }],
            safety: Safety::Suggestion,
        });
    if is_free {
        diagnostic.with_help(format!("or rename the file: {mv}"))
    } else {
        diagnostic
    }
}

fn rename(path: &str, stem: &str, to: &str) -> String {
    match path.rfind(stem) {
        Some(at) => format!("{}{to}{}", &path[..at], &path[at + stem.len()..]),
        None => path.to_owned(),
    }
}
