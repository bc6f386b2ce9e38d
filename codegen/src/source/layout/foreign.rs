//! Tools that pgbindgen does not read, by what only they write: their files would be
//! taken for those of another layout by their names.

use super::{Fit, Layout, Native, Strength, invalid};
use crate::diag::{Diagnostic, SourceMap, Span, json_string};
use crate::source::Input;

/// The tools whose lines part a file, each with the line that begins the way back: in
/// small letters, without the signs of a comment before it.
const PARTED: [(&str, &str); 5] = [
    ("Play's evolutions", "!downs"),
    ("MyBatis Migrations", "//@undo"),
    ("micrate", "+micrate down"),
    ("rambler", "rambler down"),
    ("shmig", "==== down ===="),
];

/// A line without the signs that make it a comment, those of other languages too.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let inner = line
        .strip_prefix("--")
        .or_else(|| line.strip_prefix('#'))?
        .trim_start();
    Some(inner.trim_start_matches("---").trim())
}

/// Whether a text begins with something, in letters of any size.
fn begins(text: &str, with: &str) -> bool {
    let head = text.as_bytes().get(..with.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()))
}

/// The first line of a text that is such a comment.
fn line_with(input: &Input, text: &str, is_it: impl Fn(&str) -> bool) -> Option<Span> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if comment(line).is_some_and(&is_it) {
            let end = start + line.trim_end().len();
            return Some(Span::new(input.file, start..end));
        }
    }
    None
}

/// A line that begins the way back for a tool that is not read: what follows it would run
/// with what applies the migration.
pub(super) fn parted(
    layout: &dyn Layout,
    files: &[Input],
    sources: &SourceMap,
) -> Option<Diagnostic> {
    if layout.name() == Native.name() {
        return None;
    }
    files.iter().filter(|input| !input.faulty).find_map(|input| {
        let text = sources.file(input.file).text();
        let known = |line: &str| PARTED.iter().find(|(_, mark)| begins(line, mark));
        let span = line_with(input, text, |line| known(line).is_some())?;
        let shown = sources.text(span);
        let (tool, _) = known(comment(shown)?)?;
        Some(
            invalid(
                span,
                format!(
                    "this line begins the way back for {tool}, and the layout `{}` runs what follows it",
                    layout.name()
                ),
            )
            .with_label("undoes what stands above it")
            .with_help(format!(
                "declare the layout, in pgbindgen.toml: declared = {{ pattern = \"{{version}}[_{{name}}].sql\", \
                 down_line = {} }}",
                json_string(shown.trim())
            )),
        )
    })
}

/// A tool whose files are SQL with settings in comments, which a layout that is found by
/// names alone would pass over.
pub(super) fn of(fit: &Fit, files: &[Input], sources: &SourceMap) -> Option<Diagnostic> {
    if fit.strength != Strength::Names {
        return None;
    }
    files.iter().filter(|input| !input.faulty).find_map(|input| {
        let text = sources.file(input.file).text();
        let span = line_with(input, text, |line| {
            begins(line, "liquibase formatted sql")
        })?;
        Some(
            Diagnostic::error(
                "unknown-layout",
                span,
                "the migrations are Liquibase's, which pgbindgen does not read",
            )
            .with_label("its changesets have settings of their own: `dbms`, `context`, `runInTransaction`")
            .with_help(
                "say in which order the files run, where no changeset needs such settings: declared = { pattern = \
                 \"{name}.sql\", list = [\"…\"] }",
            ),
        )
    })
}
