//! Files that are cut into parts by lines of their own, `-- +goose Up` and the
//! like.

use super::Folder;
use crate::diag::{FileId, Span};
use crate::source::Input;

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
