//! The tokens of one statement and a place among them.

use super::keywords::Kw;
use crate::ddl::{Access, Need, SetParameter};
use crate::diag::codes::usual_help;
use crate::diag::{Diagnostic, FileId, Span};
use crate::split::{Lexer, TokenKind};
use std::ops::Range;

/// How deep expressions, queries and joins may nest. At the default opt-level
/// of build scripts a level takes a few kilobytes of stack.
const MAX_DEPTH: u32 = 90;

/// A token with its keyword and, for an opening parenthesis, its partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tok {
    pub(super) kind: TokenKind,
    pub(super) kw: Option<Kw>,
    /// Index of the closing parenthesis; of itself when there is none.
    pub(super) partner: u32,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How places in the text become spans.
#[derive(Clone, Copy, Debug)]
pub(super) enum Base {
    /// The text is the file's, or a part of it that begins at the offset.
    File(FileId, usize),
    /// The text was made from what stands there: every span is that one.
    Whole(Span),
}

/// Why a statement could not be read.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) span: Span,
    pub(super) message: String,
    pub(super) kind: FaultKind,
    /// The token at which the grammar does not go on; none for a refusal of another
    /// kind.
    pub(super) at: Option<usize>,
    /// What to do, where that follows from the fault alone.
    pub(super) help: Option<&'static str>,
}

/// What follows from a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The server refuses the statement.
    Refused,
    /// A string or a quoted name never ends.
    Unterminated,
    /// It nests deeper than this parser follows.
    TooDeep,
}

pub(super) type Parsed<T> = Result<T, Box<Fault>>;

impl Fault {
    pub(super) fn diagnostic(&self) -> Option<Diagnostic> {
        (self.kind == FaultKind::Refused).then(|| {
            let told = Diagnostic::error(self.code, self.span, self.message.clone());
            match self.help.or_else(|| usual_help(self.code)) {
                Some(help) => told.with_help(help),
                None => told,
            }
        })
    }
}

/// A recursive-descent parser over the tokens of one statement.
pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) base: Base,
    toks: Vec<Tok>,
    pos: usize,
    /// Where the statement ends, and the range of the semicolon behind it.
    end: usize,
    semicolon: Option<Range<usize>>,
    depth: u32,
    /// How many texts of DO and EXECUTE this one stands in.
    pub(super) texts: u32,
    /// Syntax that older servers refuse, in the order met.
    pub(super) needs: Vec<Need>,
    /// Columns that the statement writes and reads.
    pub(super) access: Access,
    /// The query level that is being read.
    pub(super) level: Option<usize>,
    /// Whether names may be those of the level's output columns.
    pub(super) at_outputs: bool,
    /// Settings that the statement gives a value.
    pub(super) sets: Vec<SetParameter>,
    /// What expressions and queries mention.
    pub(super) info: super::info::Info,
    /// Whether the call being read may have no OVER and FILTER.
    pub(super) bare_calls: bool,
    /// The place of the last INTO that was read.
    pub(super) into: Option<Span>,
    /// The place of RETURNING of the last data statement that was read.
    pub(super) returned: Option<Span>,
    /// Whether constraints are a domain's.
    pub(super) in_domain: bool,
    /// Names of the common table expressions in scope.
    pub(super) ctes: Vec<String>,
    /// Where these are named.
    pub(super) cte_uses: Vec<super::recursive::CteUse>,
    /// Data statements in a WITH: the first token, and the name.
    pub(super) modifying: Vec<(usize, Span)>,
    /// Which of the names in scope are data statements that return nothing.
    pub(super) rowless: Vec<usize>,
    /// The form of the query that was read last.
    pub(super) form: Option<super::recursive::QueryForm>,
}

impl<'a> Parser<'a> {
    /// A parser over `range` of `text`, which holds one statement.
    pub(super) fn new(
        text: &'a str,
        base: Base,
        range: Range<usize>,
        semicolon: Option<Range<usize>>,
    ) -> Self {
        // About as many as there are in usual SQL, unless it is a huge text.
        let mut toks: Vec<Tok> = Vec::with_capacity((range.len() / 5).min(1 << 12));
        let mut open = Vec::new();
        for token in Lexer::new(text, range.clone()) {
            if token.is_comment() {
                continue;
            }
            let index = u32::try_from(toks.len()).unwrap_or(u32::MAX);
            let mut kw = None;
            match token.kind {
                TokenKind::Word => kw = Kw::lookup(&text[token.range()]),
                TokenKind::LParen => open.push(index),
                TokenKind::RParen => {
                    if let Some(at) = open.pop()
                        && let Some(tok) = toks.get_mut(at as usize)
                    {
                        tok.partner = index;
                    }
                }
                _ => {}
            }
            toks.push(Tok {
                kind: token.kind,
                kw,
                partner: index,
                start: token.start,
                end: token.end,
            });
        }
        Self {
            text,
            base,
            toks,
            pos: 0,
            end: range.end,
            semicolon,
            depth: 0,
            texts: 0,
            info: super::info::Info::default(),
            needs: Vec::new(),
            access: Access::default(),
            level: None,
            at_outputs: false,
            sets: Vec::new(),
            bare_calls: false,
            into: None,
            returned: None,
            in_domain: false,
            ctes: Vec::new(),
            cte_uses: Vec::new(),
            modifying: Vec::new(),
            rowless: Vec::new(),
            form: None,
        }
    }

    // ---- looking ----

    pub(super) fn pos(&self) -> usize {
        self.pos
    }

    pub(super) fn set_pos(&mut self, pos: usize) {
        self.pos = pos;
    }

    pub(super) fn len(&self) -> usize {
        self.toks.len()
    }

    pub(super) fn at_end(&self) -> bool {
        self.pos >= self.toks.len()
    }

    /// The token `ahead` of the current one.
    pub(super) fn tok(&self, ahead: usize) -> Option<&Tok> {
        self.toks.get(self.pos + ahead)
    }

    /// The token of an index.
    pub(super) fn tok_at(&self, index: usize) -> Option<&Tok> {
        self.toks.get(index)
    }

    pub(super) fn kind(&self, ahead: usize) -> Option<TokenKind> {
        self.tok(ahead).map(|tok| tok.kind)
    }

    pub(super) fn kw(&self, ahead: usize) -> Option<Kw> {
        self.tok(ahead).and_then(|tok| tok.kw)
    }

    pub(super) fn at(&self, kw: Kw) -> bool {
        self.kw(0) == Some(kw)
    }

    pub(super) fn at_any(&self, kws: &[Kw]) -> bool {
        self.kw(0).is_some_and(|kw| kws.contains(&kw))
    }

    /// Whether these keywords come next.
    pub(super) fn at_all(&self, kws: &[Kw]) -> bool {
        kws.iter()
            .enumerate()
            .all(|(ahead, kw)| self.kw(ahead) == Some(*kw))
    }

    pub(super) fn at_kind(&self, kind: TokenKind) -> bool {
        self.kind(0) == Some(kind)
    }

    pub(super) fn tok_text(&self, ahead: usize) -> &'a str {
        self.tok(ahead)
            .and_then(|tok| self.text.get(tok.start..tok.end))
            .unwrap_or("")
    }

    pub(super) fn at_op(&self, op: &str) -> bool {
        self.at_kind(TokenKind::Op) && self.tok_text(0) == op
    }

    /// Whether the current word, keyword or not, is this one.
    pub(super) fn at_word(&self, word: &str) -> bool {
        self.at_kind(TokenKind::Word) && self.tok_text(0).eq_ignore_ascii_case(word)
    }

    // ---- taking ----

    pub(super) fn advance(&mut self) {
        self.pos += 1;
    }

    pub(super) fn eat(&mut self, kw: Kw) -> bool {
        let found = self.at(kw);
        if found {
            self.pos += 1;
        }
        found
    }

    /// Takes all of these keywords or none.
    pub(super) fn eat_all(&mut self, kws: &[Kw]) -> bool {
        let found = self.at_all(kws);
        if found {
            self.pos += kws.len();
        }
        found
    }

    /// Takes one of these keywords.
    pub(super) fn eat_any(&mut self, kws: &[Kw]) -> Option<Kw> {
        let kw = self.kw(0).filter(|kw| kws.contains(kw))?;
        self.pos += 1;
        Some(kw)
    }

    pub(super) fn eat_kind(&mut self, kind: TokenKind) -> bool {
        let found = self.at_kind(kind);
        if found {
            self.pos += 1;
        }
        found
    }

    pub(super) fn eat_op(&mut self, op: &str) -> bool {
        let found = self.at_op(op);
        if found {
            self.pos += 1;
        }
        found
    }

    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.at_word(word);
        if found {
            self.pos += 1;
        }
        found
    }

    pub(super) fn expect(&mut self, kw: Kw) -> Parsed<()> {
        if self.eat(kw) {
            Ok(())
        } else {
            self.unexpected()
        }
    }

    pub(super) fn expect_kind(&mut self, kind: TokenKind) -> Parsed<()> {
        if self.eat_kind(kind) {
            Ok(())
        } else {
            self.unexpected()
        }
    }

    pub(super) fn expect_op(&mut self, op: &str) -> Parsed<()> {
        if self.eat_op(op) {
            Ok(())
        } else {
            self.unexpected()
        }
    }

    /// The statement must end here.
    pub(super) fn expect_end(&self) -> Parsed<()> {
        if self.at_end() {
            Ok(())
        } else {
            self.unexpected()
        }
    }

    pub(super) fn skip_to_end(&mut self) {
        self.pos = self.toks.len();
    }

    /// `IF EXISTS`.
    pub(super) fn if_exists(&mut self) -> bool {
        self.eat_all(&[Kw::If, Kw::Exists])
    }

    /// `IF NOT EXISTS`.
    pub(super) fn if_not_exists(&mut self) -> bool {
        self.eat_all(&[Kw::If, Kw::Not, Kw::Exists])
    }

    /// CASCADE (true), RESTRICT or nothing.
    pub(super) fn cascade(&mut self) -> bool {
        self.eat_any(&[Kw::Cascade, Kw::Restrict]) == Some(Kw::Cascade)
    }

    /// A list with commas, at least one element.
    pub(super) fn list<T>(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut all = vec![element(self)?];
        while self.eat_kind(TokenKind::Comma) {
            all.push(element(self)?);
        }
        Ok(all)
    }

    /// A list in parentheses, at least one element.
    pub(super) fn parens<T>(
        &mut self,
        element: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        self.expect_kind(TokenKind::LParen)?;
        let all = self.list(element)?;
        self.expect_kind(TokenKind::RParen)?;
        Ok(all)
    }

    /// Passes over a balanced parenthesis.
    pub(super) fn skip_parens(&mut self) -> Parsed<()> {
        match self.tok(0) {
            Some(tok) if tok.kind == TokenKind::LParen && tok.partner as usize > self.pos => {
                self.pos = tok.partner as usize + 1;
                Ok(())
            }
            Some(tok) if tok.kind == TokenKind::LParen => {
                self.pos = self.toks.len();
                self.unexpected()
            }
            _ => self.unexpected(),
        }
    }

    // ---- places ----

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        match self.base {
            Base::File(file, offset) => Span::new(file, range.start + offset..range.end + offset),
            Base::Whole(span) => span,
        }
    }

    /// The span of the current token.
    pub(super) fn here(&self) -> Span {
        match self.tok(0) {
            Some(tok) => self.span(tok.start..tok.end),
            None => self.span(self.end..self.end),
        }
    }

    /// The end of the text, as a span.
    pub(super) fn end_span(&self) -> Span {
        self.span(self.end..self.end)
    }

    /// The span of the token just taken.
    pub(super) fn last(&self) -> Span {
        let range = self
            .pos
            .checked_sub(1)
            .and_then(|index| self.toks.get(index))
            .map_or(self.end..self.end, |tok| tok.start..tok.end);
        self.span(range)
    }

    /// Bytes from token `from` to the token before token `to`.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.toks.get(from).map_or(self.end, |tok| tok.start);
        let end = to
            .checked_sub(1)
            .and_then(|index| self.toks.get(index))
            .map_or(start, |tok| tok.end);
        start..end.max(start)
    }

    /// The span from token `from` to the one just taken.
    pub(super) fn span_from(&self, from: usize) -> Span {
        self.span(self.bytes(from, self.pos))
    }

    /// The text of the tokens, without comments, each gap with a line end or
    /// a comment in it folded to one space.
    pub(super) fn words(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        let mut last: Option<&Tok> = None;
        for tok in self.toks.get(from..to.min(self.toks.len())).unwrap_or(&[]) {
            if let Some(last) = last {
                let gap = self.text.get(last.end..tok.start).unwrap_or("");
                if gap.bytes().all(|byte| byte == b' ') {
                    text.push_str(gap);
                } else {
                    text.push(' ');
                }
            }
            text.push_str(self.text.get(tok.start..tok.end).unwrap_or(""));
            last = Some(tok);
        }
        text
    }

    // ---- faults ----

    /// PostgreSQL's syntax error at the current token.
    pub(super) fn unexpected<T>(&self) -> Parsed<T> {
        self.unexpected_at(self.pos)
    }

    pub(super) fn unexpected_at<T>(&self, index: usize) -> Parsed<T> {
        let (range, message, kind) = match self.toks.get(index) {
            Some(Tok {
                kind: TokenKind::Bad(bad),
                start,
                end,
                ..
            }) => {
                let kind = if bad.is_unterminated() {
                    FaultKind::Unterminated
                } else {
                    FaultKind::Refused
                };
                (*start..*end, bad.message(), kind)
            }
            Some(tok) => (tok.start..tok.end, "syntax error", FaultKind::Refused),
            None => match &self.semicolon {
                Some(range) => (range.clone(), "syntax error", FaultKind::Refused),
                None => {
                    return Err(Box::new(Fault {
                        code: "42601",
                        span: self.span(self.end..self.end),
                        message: "syntax error at end of input".to_owned(),
                        kind: FaultKind::Refused,
                        at: Some(index),
                        help: None,
                    }));
                }
            },
        };
        let shown = self.text.get(range.clone()).unwrap_or("");
        Err(Box::new(Fault {
            code: "42601",
            span: self.span(range),
            message: format!("{message} at or near \"{}\"", shorten(shown)),
            kind,
            at: (message == "syntax error").then_some(index),
            help: None,
        }))
    }

    /// The first token that is none, as a fault that nobody has told yet.
    pub(super) fn bad_token(&self) -> Option<Diagnostic> {
        self.toks.iter().find_map(|tok| {
            let TokenKind::Bad(bad) = tok.kind else {
                return None;
            };
            let shown = shorten(self.text.get(tok.start..tok.end).unwrap_or(""));
            let message = format!("{} at or near \"{shown}\"", bad.message());
            Some(Diagnostic::error(
                "42601",
                self.span(tok.start..tok.end),
                message,
            ))
        })
    }

    /// Notes that servers before `version` stop reading at a token.
    pub(super) fn need(&mut self, version: u16, index: usize) {
        if let Err(fault) = self.unexpected_at::<()>(index) {
            self.needs.push(Need {
                version,
                code: fault.code,
                message: fault.message,
                span: fault.span,
                instead: None,
            });
        }
    }

    /// A refusal with its own code and words.
    pub(super) fn refuse<T>(
        code: &'static str,
        span: Span,
        message: impl Into<String>,
    ) -> Parsed<T> {
        Err(Box::new(Fault {
            code,
            span,
            message: message.into(),
            kind: FaultKind::Refused,
            at: None,
            help: None,
        }))
    }

    /// Runs `inner` one level deeper.
    pub(super) fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Box::new(Fault {
                code: "54001",
                span: self.here(),
                message: "it nests too deep".to_owned(),
                kind: FaultKind::TooDeep,
                at: None,
                help: None,
            }));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }
}

/// A token as messages show it.
pub(super) fn shorten(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST).collect();
    short.push('…');
    short
}
