//! The lines of a native file that pgbindgen reads itself: the header and the
//! marks of the sections.

use crate::diag::{Diagnostic, Edit, FileId, Fix, Safety, Span, Spanned, nearest};

/// What may stand in a header.
pub(super) const KEYS: &[&str] = &[
    "revision",
    "down_revision",
    "transaction",
    "labels",
    "irreversible",
];

const SECTIONS: &[&str] = &["up", "down"];

/// One `-- key: value` line.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) key: Spanned<&'static str>,
    /// The value without the spaces around it; an empty span after the colon
    /// when there is none.
    pub(super) value: Spanned<String>,
    /// The whole line, without its end.
    pub(super) line: Span,
}

/// One `-- +up` or `-- +down`.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) name: &'static str,
    /// The mark's line, without its end.
    pub(super) mark: Span,
    /// What follows it, up to the next mark or the end.
    pub(super) body: Span,
}

/// A file cut into header and sections.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    pub(super) fields: Vec<Field>,
    pub(super) sections: Vec<Section>,
    /// SQL that stands before the first section.
    pub(super) stray: Option<Span>,
}

/// Cuts a file, reporting the lines that look like ours and are not.
pub(super) fn read(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Lines {
    let mut lines = Lines::default();
    let mut at = 0;
    // Whether we are still in the unbroken block of fields at the top, where
    // every `key:` is meant for us.
    let mut guessed: Vec<Field> = Vec::new();
    let mut block = true;
    let mut comment_depth = 0_usize;
    for whole in text.split_inclusive('\n') {
        let start = at;
        at += whole.len();
        let mut content = whole.trim_end_matches(['\n', '\r']);
        let mut offset = start;
        if start == 0
            && let Some(rest) = content.strip_prefix('\u{feff}')
        {
            content = rest;
            offset += '\u{feff}'.len_utf8();
        }
        let line = Span::new(file, offset..offset + content.trim_end().len());

        if comment_depth == 0
            && let Some(name) = mark(content, line, out)
        {
            if let Some(open) = lines.sections.last_mut() {
                open.body.end = line.start;
            }
            let body = Span::new(file, at..text.len());
            lines.sections.push(Section {
                name,
                mark: line,
                body,
            });
            continue;
        }
        if !lines.sections.is_empty() {
            continue;
        }
        if comment_depth > 0 || content.trim_start().starts_with("/*") {
            block = false;
            comment_depth = block_comment(content, comment_depth);
            continue;
        }
        let Some(comment) = content.strip_prefix("--") else {
            block &= content.trim().is_empty() && lines.fields.is_empty();
            if !content.trim().is_empty() {
                let stray = lines.stray.get_or_insert(line);
                *stray = stray.to(line);
            }
            continue;
        };
        match field(comment, offset + 2, file) {
            Some((key, value)) => {
                if let Some(known) = KEYS.iter().find(|known| **known == key.value) {
                    lines.fields.push(Field {
                        key: Spanned::new(known, key.span),
                        value,
                        line,
                    });
                } else {
                    let near = near_key(&key.value.to_lowercase());
                    let ours = near.is_some()
                        || block
                            && key
                                .value
                                .chars()
                                .all(|c| c.is_ascii_lowercase() || c == '_');
                    if ours {
                        out.push(unknown_key(&key, near));
                        guessed.extend(near.map(|near| Field {
                            key: Spanned::new(near, key.span),
                            value,
                            line,
                        }));
                    } else {
                        block = false;
                    }
                }
            }
            None => block &= comment.trim().is_empty() && lines.fields.is_empty(),
        }
    }
    // Go on as if it were right, so that this is the only complaint.
    for guess in guessed {
        if !lines
            .fields
            .iter()
            .any(|field| field.key.value == guess.key.value)
        {
            lines.fields.push(guess);
        }
    }
    lines
}

/// `key: value` after the dashes. A key is one word.
fn field(comment: &str, offset: usize, file: FileId) -> Option<(Spanned<String>, Spanned<String>)> {
    let (before, after) = comment.split_once(':')?;
    let key = before.trim();
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    if key.is_empty() || !key.chars().all(word) || after.starts_with(':') {
        return None;
    }
    let key_at = offset + before.len() - before.trim_start().len();
    let value = after.trim();
    let value_at = offset + before.len() + 1 + (after.len() - after.trim_start().len());
    let value_at = if value.is_empty() {
        offset + before.len() + 1
    } else {
        value_at
    };
    Some((
        Spanned::new(key.to_owned(), Span::new(file, key_at..key_at + key.len())),
        Spanned::new(
            value.to_owned(),
            Span::new(file, value_at..value_at + value.len()),
        ),
    ))
}

/// The key that is meant: `irreversible-without-reason` is `irreversible`.
fn near_key(word: &str) -> Option<&'static str> {
    nearest(word, KEYS.iter().copied())
        .or_else(|| KEYS.iter().copied().find(|key| word.starts_with(key)))
}

fn unknown_key(key: &Spanned<String>, near: Option<&'static str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "unknown-header",
        key.span,
        format!("unknown header `{}`", key.value),
    )
    .with_label("pgbindgen does not know this key");
    if key.value == "pgbindgen" {
        return diagnostic
            .with_label("this speaks of a statement, and is no header")
            .with_help("move it below `-- +up`, above the statement that it is about");
    }
    match near {
        Some(near) => diagnostic
            .with_help(format!("write `{near}`"))
            .with_fix(Fix {
                title: format!("rename the header to `{near}`"),
                edits: vec![Edit {
                    span: key.span,
                    text: near.to_owned(),
                }],
                safety: Safety::Suggestion,
            }),
        None => diagnostic.with_help(format!(
            "use one of `{}`, or leave a line free before a comment",
            KEYS.join("`, `")
        )),
    }
}

/// The section that a line begins. What nearly begins one is reported, since
/// taken as a comment it would silently join two sections.
fn mark(content: &str, line: Span, out: &mut Vec<Diagnostic>) -> Option<&'static str> {
    let rest = content.trim_start().strip_prefix("--")?;
    let word = rest.trim_start().strip_prefix('+')?.trim();
    let exact = SECTIONS.iter().find(|name| {
        content
            .trim_end()
            .strip_prefix("-- +")
            .is_some_and(|word| word == **name)
    });
    if let Some(name) = exact {
        return Some(name);
    }
    if word.is_empty() || word.contains(char::is_whitespace) {
        return None;
    }
    let lower = word.to_lowercase();
    let same = SECTIONS.iter().find(|name| lower == **name).copied();
    let near = same.or_else(|| {
        // A word of two letters is near to any other; ask for more.
        nearest(&lower, SECTIONS.iter().copied()).filter(|near| {
            lower.starts_with(&near[..1]) && crate::diag::distance(&lower, near) == 1
        })
    })?;
    out.push(
        Diagnostic::error(
            "unknown-section",
            line,
            format!("this line does not begin a section: `{}`", content.trim()),
        )
        .with_label(format!(
            "a section begins with `-- +{near}` at the start of a line"
        ))
        .with_help(format!("write `-- +{near}`"))
        .with_fix(Fix {
            title: format!("write `-- +{near}`"),
            edits: vec![Edit {
                span: line,
                text: format!("-- +{near}"),
            }],
            // Of the same word nothing else can be meant.
            safety: match same {
                Some(_) => Safety::Safe,
                None => Safety::Suggestion,
            },
        }),
    );
    // Go on as if it were right, so that this is the only complaint.
    Some(near)
}

/// The depth of nested block comments after a line.
fn block_comment(line: &str, mut depth: usize) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"/*") => {
                depth += 1;
                at += 2;
            }
            Some(b"*/") => {
                depth = depth.saturating_sub(1);
                at += 2;
            }
            _ => at += 1,
        }
    }
    depth
}
