//! Texts that PL/pgSQL builds and that are known before it runs: constants,
//! `||`, `format()`, `quote_ident()` and variables that never change.

use super::cursor::Parser;
use super::keywords::Kw;
use crate::split::TokenKind;
use std::collections::BTreeMap;

/// A text with its unknown parts as `None`.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces(Vec<Option<String>>);

impl Pieces {
    fn known(text: impl Into<String>) -> Self {
        Self(vec![Some(text.into())])
    }

    fn unknown() -> Self {
        Self(vec![None])
    }

    fn push(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The whole, when all of it is known.
    pub(super) fn whole(&self) -> Option<String> {
        self.0
            .iter()
            .map(Option::as_deref)
            .collect::<Option<Vec<_>>>()
            .map(|parts| parts.concat())
    }

    /// What is known of the beginning.
    pub(super) fn beginning(&self) -> String {
        self.0
            .iter()
            .map_while(Option::as_deref)
            .collect::<Vec<_>>()
            .concat()
    }

    fn map(self, change: impl Fn(&str) -> String) -> Self {
        match self.whole() {
            Some(text) => Self::known(change(&text)),
            None => Self::unknown(),
        }
    }
}

/// Variables of known and unchanging value, by name.
pub(super) type Constants = BTreeMap<String, String>;

/// The text of an expression from the current token to token `end`.
pub(super) fn text_of(parser: &mut Parser<'_>, end: usize, constants: &Constants) -> Pieces {
    let pieces = concatenation(parser, constants, 0);
    match pieces {
        Some(pieces) if parser.pos() == end => pieces,
        Some(mut pieces) => {
            // What follows is not understood, but the beginning is.
            pieces.push(Pieces::unknown());
            parser.set_pos(end);
            pieces
        }
        None => {
            parser.set_pos(end);
            Pieces::unknown()
        }
    }
}

fn concatenation(parser: &mut Parser<'_>, constants: &Constants, depth: u8) -> Option<Pieces> {
    let mut all = term(parser, constants, depth)?;
    while parser.eat_op("||") {
        let Some(next) = term(parser, constants, depth) else {
            all.push(Pieces::unknown());
            return Some(all);
        };
        all.push(next);
    }
    Some(all)
}

fn term(parser: &mut Parser<'_>, constants: &Constants, depth: u8) -> Option<Pieces> {
    if depth > 20 {
        return None;
    }
    let mut pieces = if parser.at_string() {
        Pieces::known(parser.string().ok()?)
    } else if matches!(parser.kind(0), Some(TokenKind::Integer | TokenKind::Float)) {
        let text = parser.tok_text(0).to_owned();
        parser.advance();
        Pieces::known(text)
    } else if parser.eat_kind(TokenKind::LParen) {
        let inner = concatenation(parser, constants, depth + 1)?;
        if !parser.eat_kind(TokenKind::RParen) {
            return None;
        }
        inner
    } else {
        name(parser, constants, depth)?
    };
    while parser.eat_kind(TokenKind::DoubleColon) {
        let ty = parser.type_name().ok()?;
        if !matches!(
            ty.name.name.value.as_str(),
            "text" | "varchar" | "name" | "regclass" | "regtype"
        ) {
            pieces = Pieces::unknown();
        }
    }
    Some(pieces)
}

/// A variable or a call.
fn name(parser: &mut Parser<'_>, constants: &Constants, depth: u8) -> Option<Pieces> {
    let mut name = parser.any_label().ok()?.value;
    while parser.at_kind(TokenKind::Dot) {
        parser.advance();
        let next = parser.any_label().ok()?.value;
        name = if name == "pg_catalog" {
            next
        } else {
            format!("{name}.{next}")
        };
    }
    if !parser.at_kind(TokenKind::LParen) {
        return Some(match constants.get(&name) {
            Some(value) => Pieces::known(value.clone()),
            None => Pieces::unknown(),
        });
    }
    let close = parser.tok(0).map(|tok| tok.partner as usize)?;
    if close <= parser.pos() {
        return None;
    }
    parser.advance();
    let mut arguments = Vec::new();
    while parser.pos() < close {
        let mut argument = concatenation(parser, constants, depth + 1).unwrap_or_default();
        let clean = parser.pos() == close || parser.at_kind(TokenKind::Comma);
        if !clean {
            argument = Pieces::unknown();
            skip_argument(parser, close);
        } else if argument.0.is_empty() {
            argument = Pieces::unknown();
        }
        arguments.push(argument);
        if parser.pos() < close {
            parser.advance();
        }
    }
    parser.set_pos(close + 1);
    let first = arguments.first().cloned().unwrap_or_else(Pieces::unknown);
    Some(match name.as_str() {
        "format" => format_text(&arguments),
        "quote_ident" => first.map(quote_ident),
        "quote_literal" => first.map(quote_literal),
        "concat" => {
            let mut all = Pieces::default();
            for argument in arguments {
                all.push(argument);
            }
            all
        }
        "lower" => first.map(str::to_lowercase),
        "upper" => first.map(str::to_uppercase),
        _ => Pieces::unknown(),
    })
}

fn skip_argument(parser: &mut Parser<'_>, close: usize) {
    while parser.pos() < close && !parser.at_kind(TokenKind::Comma) {
        let partner = parser.tok(0).map_or(0, |tok| tok.partner as usize);
        let next = partner.max(parser.pos()) + 1;
        parser.set_pos(next.min(close));
    }
}

/// `format(text, arguments)` with `%s`, `%I`, `%L`, `%%` and positions.
fn format_text(arguments: &[Pieces]) -> Pieces {
    let Some(template) = arguments.first() else {
        return Pieces::unknown();
    };
    let mut all = Pieces::default();
    let mut next = 1;
    for piece in &template.0 {
        let Some(piece) = piece else {
            all.push(Pieces::unknown());
            continue;
        };
        let mut chars = piece.chars().peekable();
        let mut plain = String::new();
        while let Some(found) = chars.next() {
            if found != '%' {
                plain.push(found);
                continue;
            }
            if chars.next_if_eq(&'%').is_some() {
                plain.push('%');
                continue;
            }
            let mut digits = String::new();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let index = if digits.is_empty() {
                next
            } else if chars.next_if_eq(&'$').is_some() {
                digits.parse().unwrap_or(usize::MAX)
            } else {
                // A width: not worth following.
                return Pieces::unknown();
            };
            next = index.saturating_add(1);
            let value = arguments
                .get(index)
                .cloned()
                .unwrap_or_else(Pieces::unknown);
            let value = match chars.next() {
                Some('s') => value,
                Some('I') => value.map(quote_ident),
                Some('L') => value.map(quote_literal),
                _ => return Pieces::unknown(),
            };
            all.push(Pieces::known(std::mem::take(&mut plain)));
            all.push(value);
        }
        all.push(Pieces::known(plain));
    }
    all
}

/// `quote_ident()`.
pub(super) fn quote_ident(text: &str) -> String {
    let plain = text
        .chars()
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && text
            .chars()
            .all(|found| found.is_ascii_lowercase() || found.is_ascii_digit() || found == '_');
    let unreserved = Kw::lookup(text).is_none_or(Kw::is_unreserved);
    if plain && unreserved {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
}

/// `quote_literal()`.
fn quote_literal(text: &str) -> String {
    let quoted = text.replace('\'', "''");
    if quoted.contains('\\') {
        format!("E'{}'", quoted.replace('\\', "\\\\"))
    } else {
        format!("'{quoted}'")
    }
}
