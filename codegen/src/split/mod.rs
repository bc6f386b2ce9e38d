//! A text cut into statements, as `psql` and the server would cut it.

mod lexer;

pub use lexer::{BadToken, Lexer, Token, TokenKind};

use crate::diag::{Diagnostic, FileId, Span, nearest};
use std::ops::Range;

/// What a piece of a migration is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawKind {
    /// An SQL statement.
    Sql,
    /// The data under `COPY … FROM stdin;`, up to and with its `\.`.
    CopyData,
    /// A meta-command of psql, one line.
    PsqlMeta,
}

/// A comment that speaks to pgbindgen: `-- pgbindgen: text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The whole comment.
    pub span: Span,
    /// What follows the colon, trimmed.
    pub text: String,
}

/// A statement as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawStmt {
    /// From its first token to its last, without the semicolon.
    pub span: Span,
    /// The same with the comments and white space before it and its semicolon:
    /// all of these and the rest behind the last are the whole text.
    pub full: Span,
    /// Directives above and within it, and behind its semicolon on the same line.
    pub directives: Vec<Directive>,
    /// What it is.
    pub kind: RawKind,
}

/// Cuts `range` of `text` into statements. A comment that never ends becomes a
/// diagnostic at its start; what else the server's lexer would refuse stands in
/// a statement, and is told where that is parsed.
pub fn split(
    file: FileId,
    text: &str,
    range: Range<usize>,
    out: &mut Vec<Diagnostic>,
) -> Vec<RawStmt> {
    let mut splitter = Splitter {
        file,
        text,
        full_start: range.start.min(text.len()),
        lexer: Lexer::new(text, range),
        statements: Vec::new(),
        directives: Vec::new(),
        current: Current::default(),
        out,
    };
    splitter.run();
    splitter.statements
}

/// The statement being read.
#[derive(Default)]
struct Current {
    /// First and last byte so far.
    range: Option<Range<usize>>,
    parens: usize,
    /// BEGIN ATOMIC and the CASEs inside it that are still open.
    blocks: usize,
    /// Its first words, as far as they decide something.
    head: Head,
    last_word: LastWord,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Head {
    #[default]
    Start,
    /// CREATE, or CREATE OR, or CREATE OR REPLACE.
    Create,
    /// CREATE … FUNCTION or PROCEDURE.
    Function,
    Copy,
    /// COPY … FROM STDIN.
    CopyStdin,
    Other,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum LastWord {
    #[default]
    None,
    From,
    Begin,
}

struct Splitter<'a, 'o> {
    file: FileId,
    text: &'a str,
    full_start: usize,
    lexer: Lexer<'a>,
    statements: Vec<RawStmt>,
    directives: Vec<Directive>,
    current: Current,
    out: &'o mut Vec<Diagnostic>,
}

impl Splitter<'_, '_> {
    fn run(&mut self) {
        while let Some(token) = self.lexer.next() {
            match token.kind {
                TokenKind::LineComment | TokenKind::BlockComment => self.comment(&token),
                TokenKind::Semicolon if self.current.parens == 0 && self.current.blocks == 0 => {
                    self.semicolon(&token);
                }
                TokenKind::Other if self.is_meta(&token) => self.meta(&token),
                // psql's `\;` ends a statement for the server, which is what counts.
                TokenKind::Other if self.text[token.start..].starts_with("\\;") => {}
                TokenKind::Bad(bad) => {
                    if bad == BadToken::UnterminatedComment {
                        self.endless_comment(bad, &token);
                    } else {
                        // `parse` meets it, or stops before it.
                        self.extend(&token);
                    }
                }
                _ => {
                    match token.kind {
                        TokenKind::LParen => self.current.parens += 1,
                        TokenKind::RParen => {
                            self.current.parens = self.current.parens.saturating_sub(1);
                        }
                        TokenKind::Word => self.word(&token),
                        _ => {}
                    }
                    if token.kind != TokenKind::Word {
                        self.current.last_word = LastWord::None;
                        if self.current.head == Head::Start {
                            self.current.head = Head::Other;
                        }
                    }
                    self.extend(&token);
                }
            }
        }
        let end = self.current.range.as_ref().map_or(0, |range| range.end);
        self.finish(end, RawKind::Sql);
        for directive in std::mem::take(&mut self.directives) {
            self.out.push(
                Diagnostic::error(
                    "invalid-directive",
                    directive.span,
                    "this comment to pgbindgen stands above no statement",
                )
                .with_label("nothing follows")
                .with_help("write it above the statement that it is about, or remove it"),
            );
        }
    }

    fn extend(&mut self, token: &Token) {
        let range = self.current.range.get_or_insert(token.start..token.end);
        range.end = token.end;
    }

    fn endless_comment(&mut self, bad: BadToken, token: &Token) {
        let open = self.text[token.range()].matches("/*").count();
        let help = match open {
            1 => "close it with `*/`",
            _ => "close it with `*/`: comments nest, and each `/*` in it needs its own",
        };
        let fault = unterminated(self.file, self.text, bad, token.range(), 0);
        self.out.push(fault.with_help(help));
    }

    fn comment(&mut self, token: &Token) {
        let Some(text) = directive_text(&self.text[token.range()]) else {
            return;
        };
        let directive = Directive {
            span: Span::new(self.file, token.range()),
            text: text.to_owned(),
        };
        // Behind a semicolon on the same line it speaks of the statement that ended.
        if self.current.range.is_none()
            && let Some(last) = self.statements.last_mut()
            && !self.text[last.full.end as usize..token.start].contains(['\n', '\r'])
            && last.kind == RawKind::Sql
        {
            last.directives.push(directive);
        } else {
            self.directives.push(directive);
        }
    }

    fn word(&mut self, token: &Token) {
        let word = &self.text[token.range()];
        let is = |other: &str| word.eq_ignore_ascii_case(other);
        let current = &mut self.current;
        let last = current.last_word;
        current.last_word = LastWord::None;
        match current.head {
            Head::Start if is("create") => current.head = Head::Create,
            Head::Start if is("copy") => current.head = Head::Copy,
            Head::Create if is("or") || is("replace") => {}
            Head::Create if is("function") || is("procedure") => current.head = Head::Function,
            Head::Start | Head::Create => current.head = Head::Other,
            Head::Copy if current.parens == 0 => {
                // The grammar has either word for the connection, whatever the direction.
                if last == LastWord::From && (is("stdin") || is("stdout")) {
                    current.head = Head::CopyStdin;
                } else if is("from") {
                    current.last_word = LastWord::From;
                }
            }
            Head::Function if current.parens == 0 => {
                if current.blocks == 0 {
                    if last == LastWord::Begin && is("atomic") {
                        current.blocks = 1;
                    } else if is("begin") {
                        current.last_word = LastWord::Begin;
                    }
                } else if is("case") {
                    current.blocks += 1;
                } else if is("end") {
                    current.blocks -= 1;
                }
            }
            _ => {}
        }
    }

    fn semicolon(&mut self, token: &Token) {
        let copy = self.current.head == Head::CopyStdin;
        if self.current.range.is_none() {
            // An empty statement: its semicolon belongs to what follows.
            self.current = Current::default();
            return;
        }
        self.finish(token.end, RawKind::Sql);
        if copy {
            self.copy_data(token);
        }
    }

    /// Closes the current statement, whose text with all that belongs to it ends at `end`.
    fn finish(&mut self, end: usize, kind: RawKind) {
        let current = std::mem::take(&mut self.current);
        let Some(range) = current.range else {
            return;
        };
        self.statements.push(RawStmt {
            span: Span::new(self.file, range),
            full: Span::new(self.file, self.full_start..end),
            directives: std::mem::take(&mut self.directives),
            kind,
        });
        self.full_start = end;
    }

    fn lexer_end(&self) -> usize {
        self.lexer.end()
    }

    /// A backslash begins a meta-command at the start of a statement, and the
    /// `\g` family ends one.
    fn is_meta(&self, token: &Token) -> bool {
        self.text[token.range()].starts_with('\\')
            && !self.text[token.end..].starts_with(';')
            && (self.current.range.is_none()
                || ["\\g", "\\crosstabview", "\\watch"]
                    .iter()
                    .any(|command| self.text[token.start..].starts_with(command)))
    }

    fn meta(&mut self, token: &Token) {
        self.finish(token.start, RawKind::Sql);
        let end = self.line_end(token.start);
        let trimmed = self.text[token.start..end].trim_end().len();
        self.current.range = Some(token.start..token.start + trimmed);
        self.lexer.seek(end);
        self.finish(end, RawKind::PsqlMeta);
    }

    fn line_end(&self, from: usize) -> usize {
        let limit = self.lexer_end();
        self.text[from..limit]
            .find('\n')
            .map_or(limit, |at| from + at)
    }

    /// Takes the lines under `COPY … FROM stdin;` up to `\.`.
    fn copy_data(&mut self, semicolon: &Token) {
        let limit = self.lexer_end();
        let start = (self.line_end(semicolon.end) + 1).min(limit);
        if start >= limit {
            return;
        }
        let mut at = start;
        let mut closed = false;
        let mut end = limit;
        while at < limit {
            let line_end = self.line_end(at);
            if self.text[at..line_end].trim_end_matches('\r') == "\\." {
                closed = true;
                end = line_end;
                break;
            }
            at = line_end + 1;
        }
        if !closed {
            let span = Span::new(self.file, start..self.line_end(start));
            self.out.push(
                Diagnostic::error(
                    "copy-data",
                    span,
                    "the data of COPY … FROM stdin is not ended by a line with `\\.` alone",
                )
                .with_secondary(
                    Span::new(self.file, semicolon.range()),
                    "the data begins on the line after this",
                )
                .with_help("add a line `\\.` where the data ends"),
            );
        }
        self.current.range = Some(start..end);
        self.lexer.seek(end);
        self.finish(end, RawKind::CopyData);
    }
}

/// The fault of a token that swallows the rest of `text`, which begins at
/// `offset` of the file.
pub(crate) fn unterminated(
    file: FileId,
    text: &str,
    bad: BadToken,
    range: Range<usize>,
    offset: usize,
) -> Diagnostic {
    let start = range.start;
    let line = text.get(range).and_then(|text| text.lines().next());
    let shown: String = line.unwrap_or("").chars().take(40).collect();
    let mark = start..start + shown.len().min(2);
    Diagnostic::error(
        "42601",
        Span::new(file, mark.start + offset..mark.end + offset),
        format!("{} at or near \"{shown}\"", bad.message()),
    )
    .with_label("it begins here and never ends")
}

/// The text of a `-- pgbindgen: …` comment; of one that is nearly one, all of it, so that
/// it is reported: taken for a remark, it would say nothing without a word.
fn directive_text(comment: &str) -> Option<&str> {
    let exact = comment
        .strip_prefix("--")
        .and_then(|rest| rest.trim_start().strip_prefix("pgbindgen:"));
    exact
        .map(str::trim)
        .or_else(|| nearly_directive(comment).map(|_| comment.trim_end()))
}

/// What a comment would say if it began with `-- pgbindgen:`: without the colon, with
/// another spelling, or between `/*` and `*/`.
pub(crate) fn nearly_directive(comment: &str) -> Option<&str> {
    let inner = match comment.strip_prefix("/*") {
        Some(rest) => rest.strip_suffix("*/").unwrap_or(rest),
        None => comment.trim_start_matches('-'),
    };
    let inner = inner.trim();
    let end = inner.find([':', ' ', '\t'])?;
    let (name, said) = inner.split_at(end);
    let said = said.trim_start_matches([':', ' ', '\t']);
    let is_said = said == "no-effect"
        || ["allow(", "allow (", "effect \""]
            .iter()
            .any(|form| said.starts_with(form));
    let is_ours = nearest(&name.to_lowercase(), ["pgbindgen"]).is_some();
    (is_said && is_ours).then_some(said)
}

#[cfg(test)]
mod tests;
