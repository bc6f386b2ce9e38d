//! Files that are cut into parts by lines of their own, `-- +goose Up` and the
//! like.

use super::{Folder, invalid};
use crate::diag::{Diagnostic, FileId, Span};
use crate::source::Input;
use crate::split::{self, RawKind, RawStmt};

/// A line that means something to the tool.
#[derive(Clone, Debug)]
pub(super) struct Mark<T> {
    pub(super) what: T,
    /// The line without its end.
    pub(super) line: Span,
    /// The byte after its end.
    pub(super) after: usize,
}

/// Every line that `is_mark` takes for one, in order.
pub(super) fn marks<T>(
    file: FileId,
    text: &str,
    is_mark: impl Fn(&str) -> Option<T>,
) -> Vec<Mark<T>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_end_matches(['\n', '\r']);
        if let Some(what) = is_mark(content.trim_start_matches('\u{feff}')) {
            found.push(Mark {
                what,
                line: Span::new(file, start..start + content.trim_end().len()),
                after: at,
            });
        }
    }
    found
}

/// How far into a file one looks for what tells its layout: no SQL stands before
/// it, and some files are megabytes of data.
const TOP: usize = 64 << 10;

/// Whether a file has such a line near its top.
pub(super) fn has(folder: &Folder<'_>, input: &Input, is_mark: impl Fn(&str) -> bool) -> bool {
    let mut at = 0;
    let mut lines = folder.text(input).lines();
    lines
        .by_ref()
        .take_while(|line| {
            at += line.len();
            at < TOP
        })
        .any(is_mark)
}

/// The first line that is neither blank nor a comment, before a byte.
pub(super) fn sql_before(file: FileId, text: &str, end: usize) -> Option<Span> {
    let mut at = 0;
    for line in text.get(..end).unwrap_or(text).split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches('\u{feff}').trim();
        if !content.is_empty() && !content.starts_with("--") {
            return Some(Span::new(file, start..start + line.trim_end().len()));
        }
    }
    None
}

/// The first line of the first statement before a byte: comments of both kinds are none.
pub(super) fn statement_before(file: FileId, text: &str, end: usize) -> Option<Span> {
    let statements = split::split(file, text, 0..end, &mut Vec::new());
    let first = statements.first()?.span;
    let line = text.get(first.range())?.lines().next()?;
    let start = first.range().start;
    Some(Span::new(file, start..start + line.trim_end().len()))
}

/// goose and sql-migrate end a statement with each line that ends in a semicolon,
/// wherever it stands, but for what is between `StatementBegin` and `StatementEnd`.
pub(super) fn cut(
    folder: &Folder<'_>,
    tool: &str,
    part: Span,
    blocks: &[Span],
    out: &mut Vec<Diagnostic>,
) {
    const BLOCK: &str =
        "put the whole statement between the lines `StatementBegin` and `StatementEnd` of the tool";
    let text = folder.sources.file(part.file).text();
    let statements = split::split(part.file, text, part.range(), &mut Vec::new());
    for raw in &statements {
        let is_in_block = blocks
            .iter()
            .any(|block| block.start <= raw.span.start && raw.span.end <= block.end);
        if is_in_block || raw.kind != RawKind::Sql {
            continue;
        }
        let content = text.get(raw.span.range()).unwrap_or_default();
        let mut at = raw.span.start as usize;
        for line in content.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let is_last = at == raw.span.end as usize;
            let words = line.split_whitespace();
            let last = words.take_while(|word| !word.starts_with("--")).last();
            if !is_last && last.is_some_and(|word| word.ends_with(';')) {
                out.push(
                    invalid(
                        Span::new(part.file, start..start + line.trim_end().len()),
                        format!("{tool} ends the statement with this line, in its middle"),
                    )
                    .with_label("the line ends with a semicolon")
                    .with_secondary(raw.span.at_start(), "the statement begins here")
                    .with_help(BLOCK),
                );
                break;
            }
        }
        let behind = raw.span.end as usize..raw.full.end as usize;
        if !text.get(behind).unwrap_or_default().contains(';') {
            out.push(
                invalid(
                    raw.span.at_end(),
                    format!("{tool} refuses a statement without its semicolon"),
                )
                .with_label("ends here")
                .with_help("end it with a semicolon at the end of a line"),
            );
        }
    }
    out.extend(rest(part, text, &statements, blocks, tool));
}

/// A block comment behind the last statement: to the tool it is the beginning of another,
/// which never ends.
fn rest(
    part: Span,
    text: &str,
    statements: &[RawStmt],
    blocks: &[Span],
    tool: &str,
) -> Option<Diagnostic> {
    let from = statements.last().map_or(part.start, |last| last.full.end);
    let mut at = from as usize;
    // What stands behind the last semicolon on its line is of that line.
    let mut lines = text.get(at..part.end as usize)?.split_inclusive('\n');
    if !statements.is_empty() {
        at += lines.next().map_or(0, str::len);
    }
    for line in lines {
        let start = at;
        at += line.len();
        let span = Span::new(part.file, start..start + line.trim_end().len());
        let is_in_block = blocks
            .iter()
            .any(|block| block.start <= span.start && span.end <= block.end);
        if line.trim_start().starts_with("/*") && !is_in_block {
            return Some(
                invalid(
                    span,
                    format!("{tool} takes this comment for a statement without its semicolon"),
                )
                .with_label("behind the last statement")
                .with_help("write it with `--` in front of each line, or above a statement"),
            );
        }
    }
    None
}
