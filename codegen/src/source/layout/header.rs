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

/// What others call a header, and people who come from them.
const ALSO_CALLED: &[(&str, &str)] = &[
    ("parent", "down_revision"),
    ("parents", "down_revision"),
    ("previous", "down_revision"),
    ("follows", "down_revision"),
    ("revises", "down_revision"),
];

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
    /// Whether there is a header that nobody understands: it may be any.
    pub(super) has_unknown: bool,
    /// Whether something in it is of no other tool: a section's mark, or the header
    /// with the id.
    pub(super) is_native: bool,
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
    let loose = loose_sections(text);
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
            && let Some(name) = mark(content, line, &loose, out)
        {
            if let Some(open) = lines.sections.last_mut() {
                open.body.end = line.start;
            }
            let body = Span::new(file, at..text.len());
            lines.is_native |= !loose.contains(&name);
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
            if let Some((sign, found)) = of_another_comment(content, offset, file).filter(|_| block)
            {
                out.push(not_a_comment(sign, &found, line));
                guessed.push(Field { line, ..found });
                continue;
            }
            block &= content.trim().is_empty() && lines.fields.is_empty();
            if !content.trim().is_empty() {
                let stray = lines.stray.get_or_insert(line);
                *stray = stray.to(line);
            }
            continue;
        };
        match field(comment, offset + 2, file) {
            Some((key, value)) => {
                let word = key.value.to_lowercase();
                lines.is_native |= near_key(&word) == Some("revision");
                if let Some(known) = KEYS.iter().find(|known| **known == key.value) {
                    lines.fields.push(Field {
                        key: Spanned::new(known, key.span),
                        value,
                        line,
                    });
                } else {
                    let meant = || meant_key(&word).filter(|_| block);
                    let near = near_key(&word).or_else(meant);
                    let ours = near.is_some()
                        || block
                            && key
                                .value
                                .chars()
                                .all(|c| c.is_ascii_lowercase() || c == '_');
                    if ours {
                        out.push(unknown_key(&key, near));
                        lines.has_unknown |= near.is_none();
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
            None => match without_colon(comment, offset + 2, file).filter(|_| block) {
                Some((key, value)) => {
                    out.push(missing_colon(&key, &value));
                    guessed.push(Field { key, value, line });
                }
                None => block &= comment.trim().is_empty() && lines.fields.is_empty(),
            },
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

/// The key that stands for a word among the headers: another tool's, or its beginning.
fn meant_key(word: &str) -> Option<&'static str> {
    let other = ALSO_CALLED.iter().find(|(called, _)| *called == word);
    other.map(|(_, key)| *key).or_else(|| {
        let mut longer = KEYS.iter().filter(|key| key.starts_with(word));
        longer.next().copied().filter(|_| word.len() > 2)
    })
}

/// `key value` or `key = value` where the value is what such a header holds, so that
/// no sentence is taken for one.
fn without_colon(
    comment: &str,
    offset: usize,
    file: FileId,
) -> Option<(Spanned<&'static str>, Spanned<String>)> {
    let words = comment.trim_start();
    let key = KEYS.iter().find(|key| {
        words
            .strip_prefix(**key)
            .is_some_and(|rest| rest.starts_with([' ', '\t', '=']))
    })?;
    let value = words[key.len()..].trim_start();
    let value = value.strip_prefix('=').unwrap_or(value).trim();
    let is_id = |word: &str| {
        let is_sign = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        !word.is_empty() && word.chars().all(is_sign)
    };
    let fits = match *key {
        "revision" => is_id(value),
        "down_revision" => value.split(',').all(|id| is_id(id.trim())),
        "transaction" => matches!(value, "on" | "off"),
        _ => false,
    };
    let key_at = offset + comment.len() - words.len();
    let value_at = offset + comment.trim_end().len() - value.len();
    fits.then(|| {
        (
            Spanned::new(*key, Span::new(file, key_at..key_at + key.len())),
            Spanned::new(
                value.to_owned(),
                Span::new(file, value_at..value_at + value.len()),
            ),
        )
    })
}

/// A header behind a sign that begins a comment elsewhere, with that sign.
fn of_another_comment(content: &str, offset: usize, file: FileId) -> Option<(&'static str, Field)> {
    let sign = ["#", "//"]
        .into_iter()
        .find(|sign| content.starts_with(sign))?;
    let (key, value) = field(&content[sign.len()..], offset + sign.len(), file)?;
    let known = KEYS.iter().find(|known| **known == key.value)?;
    let found = Field {
        key: Spanned::new(known, key.span),
        line: key.span.to(value.span),
        value,
    };
    Some((sign, found))
}

fn not_a_comment(sign: &str, found: &Field, line: Span) -> Diagnostic {
    let right = format!("-- {}: {}", found.key.value, found.value.value);
    Diagnostic::error(
        "invalid-header",
        line,
        format!("`{sign}` begins no comment in SQL"),
    )
    .with_label("a header begins with two hyphens")
    .with_help(format!("write `{right}`"))
    .with_fix(Fix {
        title: format!("write `{right}`"),
        edits: vec![Edit {
            span: line,
            text: right,
        }],
        safety: Safety::Safe,
    })
}

fn missing_colon(key: &Spanned<&'static str>, value: &Spanned<String>) -> Diagnostic {
    let right = format!("{}: {}", key.value, value.value);
    Diagnostic::error(
        "invalid-header",
        key.span.at_end(),
        format!("header `{}` has no colon", key.value),
    )
    .with_label("without it the line is a comment")
    .with_help(format!("write `-- {right}`"))
    .with_fix(Fix {
        title: format!("write `-- {right}`"),
        edits: vec![Edit {
            span: key.span.to(value.span),
            text: right,
        }],
        safety: Safety::Safe,
    })
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
fn mark(
    content: &str,
    line: Span,
    loose: &[&'static str],
    out: &mut Vec<Diagnostic>,
) -> Option<&'static str> {
    let rest = content.trim_start().strip_prefix("--")?;
    if let Some(near) = loosely(rest).filter(|near| loose.contains(near)) {
        out.push(no_mark(content, line, near, Safety::Suggestion));
        return Some(near);
    }
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
    // Of the same word nothing else can be meant.
    let safety = match same {
        Some(_) => Safety::Safe,
        None => Safety::Suggestion,
    };
    out.push(no_mark(content, line, near, safety));
    // Go on as if it were right, so that this is the only complaint.
    Some(near)
}

fn no_mark(content: &str, line: Span, near: &str, safety: Safety) -> Diagnostic {
    Diagnostic::error(
        "unknown-section",
        line,
        format!("this line does not begin a section: `{}`", content.trim()),
    )
    .with_label(format!(
        "a section begins with `-- +{near}` alone, at the start of a line"
    ))
    .with_help(format!("write `-- +{near}`"))
    .with_fix(Fix {
        title: format!("write `-- +{near}`"),
        edits: vec![Edit {
            span: line,
            text: format!("-- +{near}"),
        }],
        safety,
    })
}

/// The section that a comment speaks of in other words: `-- up`, `-- +up: why`,
/// `-- migrate:up`.
fn loosely(comment: &str) -> Option<&'static str> {
    let lower = comment.trim().to_lowercase();
    let (word, is_marked) = match lower.strip_prefix('+') {
        Some(rest) => (rest.trim_start(), true),
        None => (lower.as_str(), false),
    };
    let word = ["migrate:", "migrate ", "goose ", "migration:", "migration "]
        .iter()
        .find_map(|tool| word.strip_prefix(tool))
        .map_or(word, str::trim_start);
    SECTIONS.iter().copied().find(|name| {
        word.strip_prefix(name).is_some_and(|rest| {
            let alone = matches!(rest, "" | ":" | "grade" | "grade:" | " migration");
            alone || is_marked && rest.starts_with([' ', '\t', ':', ',', ';'])
        })
    })
}

/// The sections that no line begins as it should, nearly or rightly, of files that have
/// another line for each. Taken as comments, such lines would join the way there and the way back.
fn loose_sections(text: &str) -> Vec<&'static str> {
    let file = FileId::default();
    let mut loose: Vec<&'static str> = Vec::new();
    let mut told: Vec<&'static str> = Vec::new();
    for line in text.lines() {
        let content = line.trim_start_matches('\u{feff}');
        let Some(comment) = content.trim_start().strip_prefix("--") else {
            continue;
        };
        if let Some(name) = mark(content, Span::new(file, 0..0), &[], &mut Vec::new()) {
            told.push(name);
        } else {
            loose.extend(loosely(comment));
        }
        // Without a way back there is none to be found.
        if comment.trim_start().starts_with("irreversible:") {
            told.push("down");
        }
    }
    loose.retain(|name| !told.contains(name));
    loose
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
