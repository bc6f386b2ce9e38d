//! Migrations that are code and no SQL: what each does to the schema has to be
//! said, by the configuration or by a comment in the file.

use super::{Read, line};
use crate::diag::{Diagnostic, Piece, SourceMap, Span};
use crate::source::{Config, Input, config};
use std::collections::BTreeMap;

/// What says that a migration leaves the schema alone.
const NOTHING: &str = "no-effect";

/// Gives each migration that is code the SQL that stands for it, or reports that
/// there is none.
pub(super) fn settle(
    read: &mut Read,
    inputs: &[Input],
    config: &Config,
    sources: &mut SourceMap,
    out: &mut Vec<Diagnostic>,
) {
    let paths: BTreeMap<_, &str> = inputs
        .iter()
        .map(|input| (input.file, input.path.as_str()))
        .collect();
    let mut used = Vec::new();
    for entry in &mut read.entries {
        let Some(language) = entry.code else {
            continue;
        };
        let path = paths.get(&entry.file).copied().unwrap_or_default();
        let said = config.code.iter().find(|(key, _)| key.value == path);
        if let Some((key, value)) = said {
            used.push(key.value.clone());
            entry.up = if value.value == NOTHING {
                value.span.at_start()
            } else {
                line::of_config(value, sources)
            };
            continue;
        }
        let text = sources.file(entry.file).text();
        if let Some(effect) = annotation(text, Span::new(entry.file, 0..text.len())) {
            let made: String = effect.iter().map(|span| sources.text(*span)).collect();
            let mut at = 0;
            let pieces = effect
                .iter()
                .map(|span| {
                    let length = span.range().len();
                    at += length;
                    Piece {
                        here: at - length..at,
                        there: span.range(),
                        is_copy: true,
                    }
                })
                .collect();
            let length = made.len();
            let file = sources.add_made(entry.file, made, pieces);
            entry.up = Span::new(file, 0..length);
            continue;
        }
        out.push(
            Diagnostic::error(
                "code-migration",
                Span::new(entry.file, 0..0),
                format!(
                    "migration `{}` is {language}: what it does to the schema cannot be read",
                    entry.id.value
                ),
            )
            .with_help(format!(
                "say it in {}, as SQL or \"{NOTHING}\": [code] \"{path}\" = \"…\"",
                config::FILE_NAME
            ))
            .with_help(format!(
                "or in the file: `// pgbindgen: {NOTHING}`, or `// pgbindgen: effect ALTER TABLE …;` on as many lines \
                 as it takes"
            )),
        );
        read.broken.insert(entry.id.value.clone());
    }
    for (key, _) in &config.code {
        if !used.contains(&key.value) {
            out.push(
                Diagnostic::warning(
                    "unused-pattern",
                    key.span,
                    format!("no migration that is code has the path `{}`", key.value),
                )
                .with_label("says nothing")
                .with_help("name the path in the folder of migrations, or remove the line"),
            );
        }
    }
}

/// The SQL of the comments that say what the code does: empty for nothing, `None`
/// when there is no such comment.
fn annotation(text: &str, whole: Span) -> Option<Vec<Span>> {
    let mut found = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start();
        let comment = ["//", "#", "--"]
            .iter()
            .find_map(|sign| content.strip_prefix(sign));
        let Some(rest) = comment.and_then(|rest| rest.trim_start().strip_prefix("pgbindgen:"))
        else {
            continue;
        };
        let rest = rest.trim_start();
        if rest.trim_end() == NOTHING {
            found.get_or_insert_with(Vec::new);
        } else if let Some(sql) = rest.strip_prefix("effect ") {
            let from = start + line.len() - sql.len();
            found
                .get_or_insert_with(Vec::new)
                .push(Span::new(whole.file, from..at));
        }
    }
    found
}
