//! Placeholders: texts that the tool, or psql, replaces before a migration runs.

use super::{Claim, Layout};
use crate::diag::{Diagnostic, FileId, Piece, SourceMap};
use crate::source::{Config, Input};
use crate::split::{Lexer, Token, TokenKind};
use std::collections::BTreeMap;
use std::ops::Range;

/// Gives each file that holds placeholders the text that runs.
pub(super) fn replace(
    layout: &dyn Layout,
    inputs: &mut [Input],
    config: &Config,
    aside: Option<FileId>,
    sources: &mut SourceMap,
    out: &mut Vec<Diagnostic>,
) {
    // What pgbindgen.toml says stands before what the tool's own settings say.
    let said: Vec<(String, String)> = config
        .placeholders
        .iter()
        .map(|(key, value)| (key.value.clone(), value.value.clone()))
        .chain(layout.placeholders(inputs, aside, sources))
        .collect();
    if said.is_empty() && config.variables.is_empty() {
        return;
    }
    let paths: BTreeMap<String, FileId> = inputs
        .iter()
        .map(|input| (input.path.clone(), input.file))
        .collect();
    let beside = |path: &str| paths.get(path).copied();
    // What is in a file that cannot be read, which is reported, is not known.
    let is_unread = inputs.iter().any(|input| input.faulty);
    let mut used = vec![false; said.len() + config.variables.len()];
    for input in inputs {
        if input.faulty || !input.is_sql() || layout.claims(&input.path, config) != Claim::Read {
            continue;
        }
        if layout.is_literal(&input.path, &beside, sources) {
            continue;
        }
        let text = sources.file(input.file).text();
        let mut found = Vec::new();
        exact(text, &said, &mut found);
        variables(text, config, said.len(), &mut found);
        found.sort_by_key(|found| found.at.start);
        let mut made = String::new();
        let mut pieces = Vec::new();
        let mut from = 0;
        let copy = |made: &mut String, pieces: &mut Vec<Piece>, there: Range<usize>| {
            let here = made.len()..made.len() + there.len();
            made.push_str(text.get(there.clone()).unwrap_or_default());
            pieces.push(Piece {
                here,
                there,
                is_copy: true,
            });
        };
        for one in found {
            // One inside of another was replaced with it.
            if one.at.start < from {
                continue;
            }
            copy(&mut made, &mut pieces, from..one.at.start);
            let start = made.len();
            made.push_str(&one.value);
            pieces.push(Piece {
                here: start..made.len(),
                there: one.at.clone(),
                is_copy: false,
            });
            from = one.at.end;
            if let Some(used) = used.get_mut(one.of) {
                *used = true;
            }
        }
        if from > 0 {
            let end = text.len();
            copy(&mut made, &mut pieces, from..end);
            input.text = sources.add_made(input.file, made, pieces);
        }
    }
    let variables = used.split_off(said.len());
    let keys = config.placeholders.iter().zip(used);
    let keys = keys.chain(config.variables.iter().zip(variables));
    for (index, ((key, _), used)) in keys.enumerate() {
        let what = if index < config.placeholders.len() {
            format!("the placeholder `{}`", key.value)
        } else {
            format!("the variable `:{}`", key.value)
        };
        if !used && !is_unread {
            out.push(
                Diagnostic::warning(
                    "unused-pattern",
                    key.span,
                    format!("no migration holds {what}"),
                )
                .with_label("replaces nothing")
                .with_help("write it as the migrations do, or remove the line"),
            );
        }
    }
}

/// A placeholder in a text.
struct Found {
    at: Range<usize>,
    value: String,
    /// Its number: exact texts first, variables after them.
    of: usize,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Texts that are replaced wherever they stand, also in strings and comments. One
/// that ends like a word is no part of a longer word.
fn exact(text: &str, said: &[(String, String)], found: &mut Vec<Found>) {
    // The longest first, so that a placeholder that begins like another is itself.
    let mut keys: Vec<(usize, &str, &str)> = said
        .iter()
        .enumerate()
        .map(|(index, (key, value))| (index, key.as_str(), value.as_str()))
        .filter(|(_, key, _)| !key.is_empty())
        .collect();
    keys.sort_by_key(|(index, key, _)| (std::cmp::Reverse(key.len()), *index));
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (of, key, value) in keys {
        for (start, _) in text.match_indices(key) {
            let end = start + key.len();
            let goes_on = key.ends_with(is_word) && text[end..].starts_with(is_word);
            let began = key.starts_with(is_word) && text[..start].ends_with(is_word);
            // Of `:::x` the first two are a cast.
            let colons = text[..start].len() - text[..start].trim_end_matches(':').len();
            let is_cast = key.starts_with(':') && colons % 2 == 1;
            if goes_on || began || is_cast {
                continue;
            }
            let at = taken.partition_point(|other| other.end <= start);
            if taken.get(at).is_some_and(|other| other.start < end) {
                continue;
            }
            taken.insert(at, start..end);
            found.push(Found {
                at: start..end,
                value: value.to_owned(),
                of,
            });
        }
    }
}

/// psql's variables: `:name`, `:'name'` and `:"name"`, outside of strings, quoted
/// names and comments.
fn variables(text: &str, config: &Config, first: usize, found: &mut Vec<Found>) {
    if config.variables.is_empty() {
        return;
    }
    let lexer = Lexer::new(text, 0..text.len());
    let mut colon: Option<Token> = None;
    for token in lexer {
        let before = colon.take().filter(|colon| colon.end == token.start);
        if token.kind == TokenKind::Colon {
            colon = Some(token);
        }
        let Some(colon) = before else {
            continue;
        };
        let word = text.get(token.start..token.end).unwrap_or_default();
        let (name, quote) = match token.kind {
            TokenKind::Word => (word, None),
            TokenKind::Str => (word.trim_matches('\''), Some('\'')),
            TokenKind::QuotedIdent => (word.trim_matches('"'), Some('"')),
            _ => continue,
        };
        let mut keys = config.variables.iter();
        let Some(index) = keys.position(|(key, _)| key.value == name) else {
            continue;
        };
        let value = &config.variables[index].1.value;
        found.push(Found {
            at: colon.start..token.end,
            value: match quote {
                Some(quote) => {
                    let doubled = value.replace(quote, &format!("{quote}{quote}"));
                    format!("{quote}{doubled}{quote}")
                }
                None => value.clone(),
            },
            of: first + index,
        });
    }
}
