//! Strings and quoted names that do not end where they should.

use super::cursor::{Base, Parser};
use super::slips::Slip;
use crate::diag::{Diagnostic, Edit, FileId, Span};
use crate::split::{BadToken, TokenKind, unterminated};

/// Marks that word processors make of quotes.
const CURLY: &[char] = &['\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}'];

/// What to do where one of them stands.
pub(crate) const CURLY_HELP: &str =
    "write ' around a text, \" around a name: curly quotes are letters to PostgreSQL";

/// Whether a word holds a curly quote.
pub(crate) fn is_curly(word: &str) -> bool {
    word.contains(CURLY)
}

impl Parser<'_> {
    /// The fault of the first token that swallows the rest of the text.
    pub(super) fn unterminated(&self) -> Option<Diagnostic> {
        let (at, bad) = (0..self.len()).find_map(|at| match self.kind_at(at) {
            Some(TokenKind::Bad(bad)) if bad.is_unterminated() => Some((at, bad)),
            _ => None,
        })?;
        let tok = self.tok_at(at)?;
        let range = tok.start..tok.end;
        let (file, offset) = match self.base {
            Base::File(file, offset) => (file, offset),
            Base::Whole(span) => (span.file, 0),
        };
        let mut told = unterminated(file, self.text, bad, range.clone(), offset);
        if let Base::Whole(span) = self.base {
            if let Some(primary) = &mut told.primary {
                primary.span = span;
            }
            return Some(told);
        }
        let quote = self.text.get(range.clone())?;
        if bad == BadToken::UnterminatedDollar
            && let Some((found, tag)) = near_miss(quote)
        {
            let start = range.start + found.start;
            return Some(
                told.with_secondary(
                    place(file, start..range.start + found.end, offset),
                    format!("only `{tag}` ends it"),
                )
                .with_help(format!("write `{tag}` there, letter for letter")),
            );
        }
        let mark = match bad {
            BadToken::UnterminatedString => "'",
            BadToken::UnterminatedIdent => "\"",
            BadToken::UnterminatedDollar => tag(quote)?,
            _ => return Some(told),
        };
        Some(told.with_help(format!("close it with `{mark}`")))
    }

    /// A quote that ended a string too early, or one that was not closed and ended
    /// where the next begins; and quotes of word processors.
    pub(super) fn quote_too_much(&self, at: usize) -> Option<Slip> {
        if self.kind_at(at) == Some(TokenKind::Word) && is_curly(self.word(at)) {
            return Some(Slip::new("these are no quotes of SQL", CURLY_HELP));
        }
        let before = self.tok_at(at.checked_sub(1)?)?;
        let tok = self.tok_at(at)?;
        if before.kind != TokenKind::Str || before.end != tok.start {
            return None;
        }
        let text = self.text.get(before.start..before.end)?;
        let inner = text.strip_suffix('\'')?;
        let span = self.span(before.start..before.end);
        let is_apostrophe = inner.ends_with(char::is_alphanumeric) && tok.kind == TokenKind::Word;
        if !is_apostrophe {
            if !text.contains('\n') {
                return None;
            }
            let mut slip = Slip::new(
                "a quote before it ended a string, and began none",
                "close the string that began above with `'`",
            );
            let start = Span {
                end: span.start + 1,
                ..span
            };
            slip.also = Some((start, "the string before this began here"));
            return Some(slip);
        }
        let word = inner
            .rsplit(|letter: char| letter.is_whitespace() || letter == '\'')
            .next()?;
        let shown = format!("{word}''{}", self.word(at));
        let mut slip = Slip::new(
            "the apostrophe before it ended the string",
            format!("double the quote: `{shown}`"),
        );
        slip.edit = Some(Edit {
            span: span.at_end(),
            text: "'".to_owned(),
        });
        Some(slip)
    }
}

fn place(file: FileId, range: std::ops::Range<usize>, offset: usize) -> Span {
    Span::new(file, range.start + offset..range.end + offset)
}

/// The opener of a dollar-quoted string.
fn tag(quote: &str) -> Option<&str> {
    let end = quote.get(1..)?.find('$')? + 2;
    quote.get(..end)
}

/// What was probably written to end a dollar-quoted string: its tag in other
/// letters, one without a name, or the half of one on a line of its own.
fn near_miss(quote: &str) -> Option<(std::ops::Range<usize>, &str)> {
    let tag = tag(quote)?;
    let mut from = tag.len();
    while let Some(found) = quote.get(from..)?.find('$') {
        let start = from + found;
        let rest = quote.get(start..)?;
        if let Some(other) = rest.get(..tag.len())
            && other.eq_ignore_ascii_case(tag)
        {
            return Some((start..start + tag.len(), tag));
        }
        if rest.starts_with("$$") {
            return Some((start..start + 2, tag));
        }
        let line = quote.get(..start)?.rsplit('\n').next()?;
        let behind = rest.get(1..)?.trim_start_matches(' ');
        if line.trim().is_empty() && behind.starts_with([';', '\n']) {
            return Some((start..start + 1, tag));
        }
        from = start + 1;
    }
    None
}
