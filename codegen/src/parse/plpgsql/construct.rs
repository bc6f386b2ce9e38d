//! SQL within PL/pgSQL: where it ends, and whether the server's grammar takes it.

use super::{Read, Reader, is_refused, is_syntax, is_syntax_need, whole_query};
use crate::ddl::{PlQuery, PlStmt, PlValue, Stmt, StmtKind};
use crate::diag::{Diagnostic, Edit, Fix, Safety, nearest};
use crate::parse::cursor::{Base, Fault, Parser};
use crate::parse::plexpr::NOT_FOLLOWED;
use crate::parse::{Reads, finish};
use crate::split::TokenKind;
use std::ops::Range;

/// Words that begin a statement, for what a mistyped one may mean.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "begin", "declare", "if", "elsif", "else", "end", "case", "loop", "while", "for", "foreach",
    "exit", "continue", "return", "raise", "assert", "execute", "perform", "call", "get",
    "open", "fetch", "move", "close", "null", "commit", "rollback", "select", "insert",
    "update", "delete", "merge", "create", "alter", "drop", "truncate", "grant", "revoke",
    "with", "exception", "set",
];

impl Reader<'_> {
    /// Whether a token is one of those that end a text: a punctuation, or a word that
    /// is reserved in PL/pgSQL.
    fn is_end(&self, at: usize, end: &str) -> bool {
        match self.parser.kind_at(at) {
            Some(
                TokenKind::Semicolon | TokenKind::Comma | TokenKind::RParen | TokenKind::DotDot,
            ) => self.parser.text_at(at) == end,
            _ => self.is_word(at, end),
        }
    }

    /// The tokens of an expression or a statement of SQL up to one of `ends`, which is
    /// taken (`read_sql_construct`). `expected` is what the server misses without it.
    pub(super) fn construct(
        &mut self,
        ends: &[&'static str],
        expected: &str,
        is_expression: bool,
    ) -> Read<(usize, usize, &'static str)> {
        let start = self.parser.pos();
        let mut at = start;
        let mut level = 0_u32;
        let mismatched = |reader: &Self, at: usize| {
            let fault = reader.complaint(at, "mismatched parentheses");
            Self::refuse(fault.with_help("close every `(` and `[` before the statement ends"))
        };
        let end = loop {
            if level == 0
                && let Some(end) = ends.iter().find(|end| self.is_end(at, end))
            {
                break *end;
            }
            match self.parser.kind_at(at) {
                Some(TokenKind::LParen | TokenKind::LBracket) => level += 1,
                Some(TokenKind::RParen | TokenKind::RBracket) => {
                    let Some(less) = level.checked_sub(1) else {
                        return mismatched(self, at);
                    };
                    level = less;
                }
                None | Some(TokenKind::Semicolon) if level > 0 => return mismatched(self, at),
                None | Some(TokenKind::Semicolon) => {
                    let what = if is_expression {
                        "expression"
                    } else {
                        "statement"
                    };
                    let message = format!("missing \"{expected}\" at end of SQL {what}");
                    let shown = ends.join("`, `").to_uppercase();
                    let shown = match shown.rsplit_once("`, `") {
                        Some((more, last)) => format!("{more}` or `{last}"),
                        None => shown,
                    };
                    let help = format!("write `{shown}` behind the {what}");
                    return Self::refuse(self.refusal("42601", at, message).with_help(help));
                }
                Some(_) => {}
            }
            at += 1;
        };
        if at == start {
            let what = if is_expression {
                "expression"
            } else {
                "SQL statement"
            };
            let fault = self.complaint(at, &format!("missing {what}"));
            let help = format!(
                "write the {} that is missing",
                what.trim_start_matches("SQL ")
            );
            return Self::refuse(fault.with_help(help));
        }
        self.parser.set_pos(at + 1);
        Ok((start, at, end))
    }

    /// An expression up to one of `ends`, which is taken.
    pub(super) fn expression(
        &mut self,
        ends: &[&'static str],
        expected: &str,
    ) -> Read<(PlValue, &'static str)> {
        let (from, to, end) = self.construct(ends, expected, true)?;
        let behind = self.parser.pos();
        self.check_expression(from, to)?;
        let value = self.value(from, to);
        self.parser.set_pos(behind);
        Ok((value, end))
    }

    /// Expressions with commas between them, up to one of `ends`.
    pub(super) fn expressions(
        &mut self,
        ends: &[&'static str],
        expected: &str,
    ) -> Read<&'static str> {
        let mut all = vec![","];
        all.extend(ends);
        loop {
            let (_, end) = self.expression(&all, expected)?;
            if end != "," {
                return Ok(end);
            }
        }
    }

    /// The expression of tokens `from..to`.
    pub(super) fn value(&mut self, from: usize, to: usize) -> PlValue {
        let expr = self.parser.pl_expr(from, to);
        let (_, calls) = self.harmless(from, to);
        PlValue {
            expr,
            calls,
            span: self.parser.span(self.parser.bytes(from, to)),
        }
    }

    pub(super) fn unknown_value(&self, from: usize, to: usize) -> PlValue {
        PlValue {
            expr: self.parser.pl_unknown(from, to, NOT_FOLLOWED),
            calls: Vec::new(),
            span: self.parser.span(self.parser.bytes(from, to)),
        }
    }

    /// Tokens `from..to` must be what may follow SELECT (`PLpgSQL_Expr`).
    pub(super) fn check_expression(&mut self, from: usize, to: usize) -> Read<()> {
        self.check(from, to, false).map(|_| ())
    }

    /// Tokens `from..to` must be an assignment; the token with which its value begins.
    pub(super) fn check_assignment(&mut self, from: usize, to: usize) -> Read<usize> {
        self.check(from, to, true)
    }

    fn check(&mut self, from: usize, to: usize, assigns: bool) -> Read<usize> {
        let bytes = self.parser.bytes(from, to);
        let mut parser = Parser::new(self.parser.text, self.parser.base, bytes, None);
        let mut value = from;
        let target = if assigns { parser.assigned() } else { Ok(()) };
        let read = target.and_then(|()| {
            value += parser.pos();
            parser.expression_of_block()
        });
        if let Err(fault) = read
            && is_refused(&fault)
            && let Some(told) = self.told(&parser, &fault, from)
        {
            if is_syntax(&told) {
                return Self::refuse(told);
            }
            self.later(told);
        }
        let needs = parser.needs.drain(..).filter(is_syntax_need);
        self.needs.extend(needs);
        Ok(value)
    }

    /// Tokens `from..to` must be a statement of SQL.
    pub(super) fn check_statement(&mut self, from: usize, to: usize) -> Read<Stmt> {
        let bytes = self.parser.bytes(from, to);
        let mut parser = Parser::new(self.parser.text, self.parser.base, bytes.clone(), None);
        parser.texts = self.parser.texts;
        let span = self.parser.span(bytes);
        self.finished(parser, span, from)
    }

    /// Reads the statement of a parser. What is wrong in another way than the grammar's
    /// is found where it runs.
    fn finished(&mut self, parser: Parser<'_>, span: crate::diag::Span, from: usize) -> Read<Stmt> {
        let mut faults = Vec::new();
        let stmt = finish(parser, span, Reads::Dropped, &mut faults);
        // The body of a block within is read when it runs.
        let is_block = self.is_word(from, "do");
        for fault in faults {
            if is_syntax(&fault) && !is_block {
                return Self::refuse(self.explained(fault, from));
            }
            self.later(fault);
        }
        let needs = stmt.needs.iter().filter(|need| is_syntax_need(need));
        self.needs.extend(needs.filter(|_| !is_block).cloned());
        Ok(stmt)
    }

    /// A fault that is the server's only where the statement runs: it is told of a
    /// block, which runs where it stands.
    fn later(&mut self, fault: Diagnostic) {
        if !self.compiles {
            self.out.push(fault);
        }
    }

    // ---- what is told ----

    /// A fault of SQL that begins at token `from`, with what is probably meant.
    pub(super) fn told(
        &self,
        parser: &Parser<'_>,
        fault: &Fault,
        from: usize,
    ) -> Option<Diagnostic> {
        let told = parser.with_slip(fault, fault.diagnostic()?);
        Some(self.explained(told, from))
    }

    /// A fault with help, when it has none that is better than ours.
    fn explained(&self, mut told: Diagnostic, from: usize) -> Diagnostic {
        let at = told.primary.as_ref().and_then(|label| {
            let range = label.span.range();
            (from..self.parser.len()).find(|at| self.place(*at).range().start >= range.start)
        });
        let at = at.unwrap_or(from);
        if at == from && self.begins_statement(at) {
            // A word of PL/pgSQL, rather than of SQL.
            told.help.clear();
            told.fix = None;
        }
        if !told.help.is_empty() {
            return told;
        }
        let help = "correct the statement at this word, up to which the server can read it";
        self.guessed(told, at, help)
    }

    fn begins_statement(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        let words = ["begin", "then", "else", "loop"];
        self.parser.kind_at(before) == Some(TokenKind::Semicolon)
            || words.iter().any(|word| self.is_word(before, word))
    }

    /// A fault at a token with what is probably meant, else with `help`.
    pub(super) fn guessed(&self, told: Diagnostic, at: usize, help: &str) -> Diagnostic {
        let begins = |at: usize| {
            let word = self.parser.text_at(at).to_lowercase();
            let is_one = BEGINNINGS.contains(&word.as_str()) || self.is_assignment(at + 1);
            is_one && self.parser.begins_line(at) && !self.begins_statement(at)
        };
        let before = at.checked_sub(1);
        // The first word of a statement may have been taken for a name.
        let first = [Some(at), before]
            .into_iter()
            .flatten()
            .find(|at| begins(*at));
        if let Some(first) = first {
            let told = told.with_help("end the statement before with `;`");
            return self.with_semicolon(told, first);
        }
        let word = self.parser.text_at(at).to_lowercase();
        let is_word = self.parser.kind_at(at) == Some(TokenKind::Word) && word.len() > 3;
        let near = (is_word && !BEGINNINGS.contains(&word.as_str()))
            .then(|| nearest(&word, BEGINNINGS.iter().copied()))
            .flatten();
        let Some(near) = near.map(str::to_uppercase) else {
            return told.with_help(help);
        };
        let help = format!("write `{near}` if that is meant");
        let told = told.with_help(help.clone());
        let is_placed = matches!(self.parser.base, Base::File(..));
        match self.parser.tok_span(at).filter(|_| is_placed) {
            Some(span) => told.with_fix(Fix {
                title: help,
                edits: vec![Edit { span, text: near }],
                safety: Safety::Suggestion,
            }),
            None => told,
        }
    }

    // ---- statements of SQL ----

    /// Where the statement of SQL ends that begins at a token, and its INTO
    /// (`make_execsql_stmt`).
    fn statement_of_sql(&mut self, start: usize) -> Read<(usize, Option<Into>)> {
        let mut at = start;
        let mut parens = 0_u32;
        let mut begins = 0_u32;
        let mut into: Option<Into> = None;
        let word = |reader: &Self, at: usize, word: &str| reader.is_word(at, word);
        let behind = if word(self, start + 1, "or") {
            start + 3
        } else {
            start + 1
        };
        let is_routine = word(self, start, "create")
            && (word(self, behind, "function") || word(self, behind, "procedure"));
        loop {
            let Some(kind) = self.parser.kind_at(at) else {
                let fault = self.complaint(at, "unexpected end of function definition");
                return Self::refuse(fault.with_help("end the statement with `;`"));
            };
            match kind {
                TokenKind::LParen => parens += 1,
                TokenKind::RParen => parens = parens.saturating_sub(1),
                TokenKind::Semicolon if parens == 0 && begins == 0 => return Ok((at, into)),
                TokenKind::Word if is_routine && parens == 0 => {
                    if word(self, at, "begin") || word(self, at, "case") {
                        begins += 1;
                    } else if word(self, at, "end") {
                        begins = begins.saturating_sub(1);
                    }
                }
                _ => {}
            }
            let previous = at.checked_sub(1).filter(|_| at > start);
            let is_target = word(self, at, "into")
                && !word(self, start, "import")
                && !previous.is_some_and(|at| word(self, at, "insert") || word(self, at, "merge"));
            if !is_target {
                at += 1;
                continue;
            }
            if into.is_some() {
                let fault = self.complaint(at, "INTO specified more than once");
                return Self::refuse(fault.with_help("name all variables behind one INTO"));
            }
            self.parser.set_pos(at + 1);
            let variables = self.target(true)?;
            let end = self.parser.pos();
            into = Some(Into {
                variables,
                bytes: self.parser.bytes(at, end),
            });
            at = end;
        }
    }

    /// A static statement of SQL.
    pub(super) fn sql(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let (end, into) = self.statement_of_sql(start)?;
        let is_select = self.is_word(start, "select");
        let bytes = self.parser.bytes(start, end);
        let mut found = None;
        let mut variables = Vec::new();
        let mut stmt = if let Some(into) = into {
            variables = into.variables;
            // The variables of INTO are not SQL: blanks take their place.
            let text = blanked(self.parser.text, &bytes, &into.bytes);
            let base = match self.parser.base {
                Base::File(file, offset) => Base::File(file, offset + bytes.start),
                whole @ Base::Whole(_) => whole,
            };
            let mut parser = Parser::new(&text, base, 0..text.len(), None);
            let span = parser.span(0..text.len());
            if is_select {
                found = Some(Box::new(whole_query(&mut parser)));
            }
            self.finished(parser, span, start)?
        } else {
            self.check_statement(start, end)?
        };
        if let (StmtKind::NoEffect { query, .. }, Some(_)) = (&mut stmt.kind, &found) {
            *query = found;
        }
        self.parser.set_pos(end + 1);
        all.push(PlStmt::Sql {
            stmt: Box::new(stmt),
            into: variables,
        });
        Ok(())
    }

    /// PERFORM, the SELECT of which nothing is kept.
    pub(super) fn perform(&mut self, all: &mut Vec<PlStmt>) -> Read<()> {
        let start = self.parser.pos();
        let (_, end, _) = self.construct(&[";"], ";", false)?;
        let bytes = self.parser.bytes(start + 1, end);
        let span = self.parser.span(self.parser.bytes(start, end));
        let mut parser = Parser::new(self.parser.text, self.parser.base, bytes, None);
        if let Ok(Some(kind)) = parser.set_config_call() {
            all.push(super::sql(Stmt {
                kind,
                span,
                needs: Vec::new(),
                access: None,
                sets: Vec::new(),
            }));
            return Ok(());
        }
        let length = parser.len();
        let found: PlQuery = parser.pl_select(0, 0, length, 0);
        parser.set_pos(0);
        if let Err(fault) = parser.after_perform()
            && is_refused(&fault)
            && let Some(told) = self.told(&parser, &fault, start)
        {
            if is_syntax(&told) {
                return Self::refuse(told);
            }
            self.later(told);
        }
        let mut kind = parser.mentioned("PERFORM");
        if let StmtKind::NoEffect { query, .. } = &mut kind {
            *query = Some(Box::new(found));
        }
        let needs = std::mem::take(&mut parser.needs);
        self.needs
            .extend(needs.iter().filter(|need| is_syntax_need(need)).cloned());
        all.push(super::sql(Stmt {
            kind,
            span,
            needs,
            access: parser.take_writes(),
            sets: std::mem::take(&mut parser.sets),
        }));
        Ok(())
    }
}

/// INTO of a statement.
struct Into {
    variables: Vec<String>,
    bytes: Range<usize>,
}

/// The text of `bytes` with blanks in place of `cut`.
fn blanked(text: &str, bytes: &Range<usize>, cut: &Range<usize>) -> String {
    let part = |range: Range<usize>| text.get(range).unwrap_or("");
    [
        part(bytes.start..cut.start),
        &" ".repeat(cut.len()),
        part(cut.end..bytes.end),
    ]
    .concat()
}
