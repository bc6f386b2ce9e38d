//! What a text can do to the catalog, as far as its words tell.

use super::{Reader, is_tail, whole_query};
use crate::ddl::{BodyEffects, CallRef, PathEffect, PlExpr, PlQuery};
use crate::diag::Span;
use crate::parse::cursor::{Base, Parser};
use crate::parse::keywords::Kw;
use crate::split::TokenKind;

/// What the text of a function's body can do, as far as its words tell.
pub(in crate::parse) fn body_effects(body: &str, language: &str) -> BodyEffects {
    if !matches!(language, "plpgsql" | "sql") {
        // The SQL of other languages stands in their strings.
        let lower = body.to_ascii_lowercase();
        let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        return BodyEffects {
            changes_catalog: language != "internal"
                && language != "c"
                && words.any(|word| matches!(word, "create" | "alter" | "drop")),
            sets_path: PathEffect::None,
            calls: Vec::new(),
        };
    }
    let whole = Span::default();
    let parser = Parser::new(body, Base::Whole(whole), 0..body.len(), None);
    let mut reader = Reader::new(parser);
    let length = reader.parser.len();
    let mut sets_path = PathEffect::None;
    let (harmless, calls) = reader.harmless_but(0, length, Some(&mut sets_path));
    BodyEffects {
        changes_catalog: !harmless,
        sets_path,
        calls,
    }
}

impl Reader<'_> {
    /// Whether tokens `from..to` hold nothing that changes the catalog, and what they call.
    pub(super) fn harmless(&mut self, from: usize, to: usize) -> (bool, Vec<CallRef>) {
        self.harmless_but(from, to, None)
    }

    /// The same; where it is asked for, a `search_path` that is set is told apart.
    fn harmless_but(
        &mut self,
        from: usize,
        to: usize,
        mut path: Option<&mut PathEffect>,
    ) -> (bool, Vec<CallRef>) {
        let mut calls: Vec<CallRef> = Vec::new();
        let mut harmless = true;
        for index in from..to {
            self.parser.set_pos(index);
            let Some(tok) = self.parser.tok(0).copied() else {
                break;
            };
            if !matches!(tok.kind, TokenKind::Word | TokenKind::QuotedIdent) {
                continue;
            }
            match tok.kw {
                Some(Kw::Create | Kw::Alter | Kw::Drop) => {
                    // What is temporary does not outlive the session.
                    harmless &= matches!(self.parser.kw(1), Some(Kw::Temp | Kw::Temporary))
                        || self.parser.begins_without_effect().is_some();
                }
                Some(Kw::Comment) if self.parser.kw(1) == Some(Kw::On) => harmless = false,
                Some(Kw::Import) if self.parser.kw(1) == Some(Kw::Foreign) => harmless = false,
                Some(Kw::Execute) => harmless &= self.harmless_execute(to, &mut calls),
                Some(Kw::Set) => {
                    let is_path = |at| self.parser.tok_text(at).eq_ignore_ascii_case("search_path");
                    if is_path(1) || is_path(2) {
                        let effect = match self.parser.kw(1) {
                            Some(Kw::Local) => PathEffect::Transaction,
                            _ => PathEffect::Session,
                        };
                        match &mut path {
                            Some(path) => **path = effect.max(**path),
                            None => harmless = false,
                        }
                    }
                }
                _ => {}
            }
            self.parser.set_pos(index);
            let callable = tok.kw.is_none() && self.parser.kind(1) == Some(TokenKind::LParen);
            let dotted = index > from
                && self
                    .parser
                    .tok_at(index - 1)
                    .is_some_and(|tok| tok.kind == TokenKind::Dot);
            if callable && let Ok(name) = self.parser.any_label() {
                let mut parts = Vec::new();
                if dotted && index >= 2 {
                    self.parser.set_pos(index - 2);
                    parts.extend(self.parser.any_label().ok());
                }
                parts.push(name);
                if let Ok(name) = self.parser.qname_of(parts) {
                    self.parser.set_pos(index + 1);
                    if let Some(path) = &mut path
                        && name.name.value == "set_config"
                        && let Some(effect) = self.set_config(index + 1)
                    {
                        **path = effect.max(**path);
                        continue;
                    }
                    self.parser.set_pos(index + 1);
                    let arguments = self.count_arguments();
                    calls.push(CallRef { name, arguments });
                }
            }
        }
        self.parser.set_pos(from);
        (harmless, calls)
    }

    /// What a call of `set_config` with the parenthesis there does to `search_path`;
    /// `None` when that is known only when it runs.
    fn set_config(&mut self, open: usize) -> Option<PathEffect> {
        let close = self.parser.tok_at(open)?.partner as usize;
        let parts = self.parser.pl_list(open + 1, close);
        let [setting, _, local] = parts.as_slice() else {
            return None;
        };
        let PlExpr::Text(setting) = self.parser.pl_expr(setting.0, setting.1) else {
            return None;
        };
        if !setting.eq_ignore_ascii_case("search_path") {
            return Some(PathEffect::None);
        }
        match self.parser.pl_expr(local.0, local.1) {
            PlExpr::Bool(true) => Some(PathEffect::Transaction),
            PlExpr::Bool(false) => Some(PathEffect::Session),
            _ => None,
        }
    }

    /// The number of arguments in the parentheses here.
    fn count_arguments(&self) -> usize {
        let open = self.parser.pos();
        let close = self
            .parser
            .tok_at(open)
            .map_or(open, |tok| tok.partner as usize);
        if close <= open + 1 {
            return 0;
        }
        let (mut count, mut index) = (1, open + 1);
        while index < close {
            let Some(tok) = self.parser.tok_at(index) else {
                break;
            };
            match tok.kind {
                TokenKind::Comma => count += 1,
                TokenKind::LParen => index = (tok.partner as usize).max(index),
                _ => {}
            }
            index += 1;
        }
        count
    }

    /// Whether an EXECUTE's text is known to leave the catalog alone, as far as
    /// its beginning tells. `GRANT EXECUTE ON` and `EXECUTE FUNCTION` are words only.
    fn harmless_execute(&mut self, to: usize, calls: &mut Vec<CallRef>) -> bool {
        if matches!(
            self.parser.kw(1),
            Some(Kw::On | Kw::Function | Kw::Procedure)
        ) {
            return true;
        }
        self.parser.advance();
        let end = self.statement_end().unwrap_or(to);
        let from = self.parser.pos();
        let end = self.parser.pl_find(from, end, is_tail).unwrap_or(end);
        let expr = self.parser.pl_expr(from, end);
        let beginning = beginning(&expr);
        if let Some(more) = calls_of_select(&beginning, &expr, Span::default()) {
            calls.extend(more);
            return true;
        }
        let parser = Parser::new(
            &beginning,
            Base::Whole(Span::default()),
            0..beginning.len(),
            None,
        );
        parser.begins_without_effect().is_some()
    }
}

/// What is known of the beginning of a text without running anything.
fn beginning(expr: &PlExpr) -> String {
    match expr {
        PlExpr::Text(text) => text.clone(),
        PlExpr::Concat(a, b) => {
            let first = beginning(a);
            match a.as_ref() {
                PlExpr::Text(_) => first + &beginning(b),
                _ => first,
            }
        }
        PlExpr::Cast { value, .. } => beginning(value),
        PlExpr::Call {
            name, arguments, ..
        } if matches!(name.as_str(), "format" | "concat") => {
            let first = arguments.first().map(beginning).unwrap_or_default();
            match (name.as_str(), first.find('%')) {
                ("format", Some(at)) => first.get(..at).unwrap_or("").to_owned(),
                _ => first,
            }
        }
        _ => String::new(),
    }
}

/// The query in a text that EXECUTE … INTO runs.
pub(in crate::parse) fn query_of_text(text: &str, span: Span) -> PlQuery {
    let text = text.trim_end().trim_end_matches(';');
    whole_query(&mut Parser::new(
        text,
        Base::Whole(span),
        0..text.len(),
        None,
    ))
}

/// The functions that a SELECT calls whose text is known in part: its beginning, and
/// the strings that it is made of. `None` when it is no SELECT. What is not known may
/// be the name of a function, which then stands for any. EXECUTE refuses SELECT INTO,
/// so that nothing else of it changes the catalog.
fn calls_of_select(beginning: &str, expr: &PlExpr, span: Span) -> Option<Vec<CallRef>> {
    /// In place of what is not known: a letter of names.
    const OPEN: &str = "\u{e000}";
    let mut text = String::from(beginning);
    text.push_str(OPEN);
    expr.walk(&mut |part| {
        if let PlExpr::Text(piece) = part {
            let piece = ["%I", "%s", "%L"]
                .iter()
                .fold(piece.clone(), |piece, hole| piece.replace(hole, OPEN));
            text.push_str(OPEN);
            text.push_str(&piece);
            text.push_str(OPEN);
        }
    });
    let parser = Parser::new(&text, Base::Whole(span), 0..text.len(), None);
    let is_select = parser.at(Kw::Select);
    let mut reader = Reader::new(parser);
    let length = reader.parser.len();
    let (_, mut calls) = reader.harmless(0, length);
    // What follows SELECT may be all of a call.
    let first = reader.parser.tok_at(1).is_some_and(|tok| {
        let text = reader.parser.text.get(tok.start..tok.end).unwrap_or("");
        text.starts_with(OPEN)
    });
    let open = calls.iter().any(|call| call.name.name.value.contains(OPEN));
    if first || open {
        calls.retain(|call| !call.name.name.value.contains(OPEN));
        calls.push(CallRef::any(span));
    }
    is_select.then_some(calls)
}

/// What is known of a statement of whose text only the beginning is. `expr` is what
/// makes the text.
pub(in crate::parse) fn of_beginning(text: &str, expr: &PlExpr, span: Span) -> Beginning {
    if let Some(calls) = calls_of_select(text, expr, span) {
        return Beginning::Selects(calls);
    }
    let mut parser = Parser::new(text, Base::Whole(span), 0..text.len(), None);
    if parser.begins_without_effect().is_some() {
        return Beginning::NoEffect;
    }
    if is_before_owner(text, span) {
        return Beginning::NoEffect;
    }
    // The name must have ended: more of it could follow.
    let ended = text
        .ends_with(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '"' | '$'))
        || parser.len() > 3;
    if ended && parser.eat_all(&[Kw::Alter, Kw::Table]) {
        parser.if_exists();
        parser.eat(Kw::Only);
        let name = parser.qname();
        let behind = parser.tok(0).is_some() || text.ends_with(char::is_whitespace);
        // RENAME and SET SCHEMA make a new name, which is not known.
        let moves = parser.at(Kw::Rename) || parser.at(Kw::Set) || parser.at_end();
        if let Ok(name) = name
            && behind
            && !moves
        {
            return Beginning::Alters(name);
        }
    }
    // What a collation is made of is no part of the catalog.
    if parser.eat_all(&[Kw::Create, Kw::Collation]) {
        let if_not_exists = parser.if_not_exists();
        if let Ok(name) = parser.qname()
            && (parser.at_kind(TokenKind::LParen) || parser.at(Kw::From))
        {
            return Beginning::CreatesCollation {
                name,
                if_not_exists,
            };
        }
    }
    Beginning::Unknown
}

/// Whether of an ALTER only the new owner is not known: who owns what is no part of the
/// catalog.
fn is_before_owner(text: &str, span: Span) -> bool {
    // The quote may be there before the name.
    let known = text.strip_suffix('"').unwrap_or(text);
    let parser = Parser::new(known, Base::Whole(span), 0..known.len(), None);
    let last = |back: usize| parser.len().checked_sub(back).and_then(|at| parser.kw(at));
    parser.at(Kw::Alter)
        && (last(2), last(1)) == (Some(Kw::Owner), Some(Kw::To))
        && known.ends_with(char::is_whitespace)
}

/// See [`of_beginning`].
#[derive(Clone, Debug)]
pub(crate) enum Beginning {
    /// It leaves the catalog alone, whatever follows.
    NoEffect,
    /// It is a SELECT that calls these, whatever follows.
    Selects(Vec<CallRef>),
    /// It changes that table alone.
    Alters(crate::ddl::QName),
    /// It creates that collation.
    CreatesCollation {
        /// The collation.
        name: crate::ddl::QName,
        /// IF NOT EXISTS.
        if_not_exists: bool,
    },
    /// Anything may follow.
    Unknown,
}
