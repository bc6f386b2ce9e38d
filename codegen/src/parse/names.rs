//! Identifiers and literals: what they say, as PostgreSQL stores it.

use super::cursor::{Parsed, Parser};
use super::escapes;
use super::keywords::Kw;
use crate::ddl::{Name, QName};
use crate::diag::Span;
use crate::split::{Lexer, TokenKind};

/// `NAMEDATALEN - 1`.
const LONGEST_NAME: usize = 63;

/// Cuts a name where PostgreSQL cuts it.
pub(crate) fn cut(mut name: String) -> String {
    if name.len() > LONGEST_NAME {
        let mut at = LONGEST_NAME;
        while !name.is_char_boundary(at) {
            at -= 1;
        }
        name.truncate(at);
    }
    name
}

impl Parser<'_> {
    /// A name that may not be a function's or type's keyword (`ColId`).
    pub(super) fn col_id(&mut self) -> Parsed<Name> {
        if self.at_col_id(0) {
            self.any_label()
        } else {
            self.unexpected()
        }
    }

    pub(super) fn at_col_id(&self, ahead: usize) -> bool {
        match self.tok(ahead) {
            Some(tok) => match tok.kind {
                TokenKind::Word => tok.kw.is_none_or(Kw::is_column_name),
                TokenKind::QuotedIdent | TokenKind::UnicodeIdent => true,
                _ => false,
            },
            None => false,
        }
    }

    pub(super) fn at_type_function_name(&self, ahead: usize) -> bool {
        match self.tok(ahead) {
            Some(tok) => match tok.kind {
                TokenKind::Word => tok.kw.is_none_or(Kw::is_type_or_function_name),
                TokenKind::QuotedIdent | TokenKind::UnicodeIdent => true,
                _ => false,
            },
            None => false,
        }
    }

    /// A name that may not be a column's keyword (`type_function_name`).
    pub(super) fn type_function_name(&mut self) -> Parsed<Name> {
        if self.at_type_function_name(0) {
            self.any_label()
        } else {
            self.unexpected()
        }
    }

    /// Any word (`ColLabel`).
    pub(super) fn any_label(&mut self) -> Parsed<Name> {
        let Some(tok) = self.tok(0).copied() else {
            return self.unexpected();
        };
        let text = self.tok_text(0);
        let start = self.pos();
        let value = match tok.kind {
            TokenKind::Word => {
                self.advance();
                text.to_ascii_lowercase()
            }
            TokenKind::QuotedIdent => {
                self.advance();
                unquote(text, '"')
            }
            TokenKind::UnicodeIdent => {
                self.advance();
                let escape = self.uescape()?;
                self.unicode(&unquote(&text[2..], '"'), escape, start)?
            }
            _ => return self.unexpected(),
        };
        Ok(Name {
            value: cut(value),
            span: self.span_from(start),
        })
    }

    /// A role: a name, or one of the keywords that stand for one.
    pub(super) fn role(&mut self) -> Parsed<Name> {
        if self.at_any(&[Kw::CurrentUser, Kw::CurrentRole, Kw::SessionUser]) {
            return self.any_label();
        }
        // NonReservedWord.
        if self.kw(0).is_some_and(Kw::is_reserved) {
            return self.unexpected();
        }
        self.any_label()
    }

    /// A name with an optional schema (`any_name`, `qualified_name`).
    pub(super) fn qname(&mut self) -> Parsed<QName> {
        let first = self.col_id()?;
        self.qualified(first)
    }

    /// A function's name.
    pub(super) fn function_name(&mut self) -> Parsed<QName> {
        let dotted = self.kind(1) == Some(TokenKind::Dot);
        let first = if dotted {
            self.col_id()?
        } else {
            self.type_function_name()?
        };
        self.qualified(first)
    }

    /// The rest of a name behind its first part.
    pub(super) fn qualified(&mut self, first: Name) -> Parsed<QName> {
        let mut parts = vec![first];
        while self.at_kind(TokenKind::Dot) {
            self.advance();
            parts.push(self.any_label()?);
        }
        self.qname_of(parts)
    }

    /// A name of its parts; a database before the schema is left out.
    pub(super) fn qname_of(&self, mut parts: Vec<Name>) -> Parsed<QName> {
        let span = match (parts.first(), parts.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => self.here(),
        };
        if parts.len() > 3 {
            let shown: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
            return Self::refuse(
                "42601",
                span,
                format!(
                    "improper qualified name (too many dotted names): {}",
                    shown.join(".")
                ),
            );
        }
        let Some(name) = parts.pop() else {
            return self.unexpected();
        };
        Ok(QName {
            schema: parts.pop(),
            name,
        })
    }

    /// Names in parentheses (`columnList`).
    pub(super) fn column_list(&mut self) -> Parsed<Vec<Name>> {
        self.parens(Self::col_id)
    }

    /// `UESCAPE 'x'` behind a `U&` literal.
    fn uescape(&mut self) -> Parsed<char> {
        if self.at(Kw::Uescape) && self.kind(1) == Some(TokenKind::Str) {
            let text = unquote(self.tok_text(1), '\'');
            let mut chars = text.chars();
            if let (Some(escape), None) = (chars.next(), chars.next())
                && !escape.is_ascii_hexdigit()
                && !matches!(escape, '+' | '\'' | '"' | ' ' | '\t' | '\n' | '\r')
            {
                self.advance();
                self.advance();
                return Ok(escape);
            }
            return Self::refuse("42601", self.here(), "invalid Unicode escape character");
        }
        Ok('\\')
    }

    fn unicode(&self, text: &str, escape: char, start: usize) -> Parsed<String> {
        match escapes::unicode(text, escape) {
            Ok(text) => Ok(text),
            Err(bad) => bad.refuse(self.span_from(start), escapes::Kind::Unicode),
        }
    }

    pub(super) fn at_string(&self) -> bool {
        self.at_string_ahead(0)
    }

    pub(super) fn at_string_ahead(&self, ahead: usize) -> bool {
        matches!(
            self.kind(ahead),
            Some(
                TokenKind::Str
                    | TokenKind::EscapeStr
                    | TokenKind::UnicodeStr
                    | TokenKind::DollarStr
            )
        )
    }

    /// A string literal's value (`Sconst`).
    pub(super) fn string(&mut self) -> Parsed<String> {
        let Some(tok) = self.tok(0).copied() else {
            return self.unexpected();
        };
        let text = self.tok_text(0);
        let start = self.pos();
        match tok.kind {
            TokenKind::Str => {
                self.advance();
                let text = text.strip_prefix(['n', 'N']).unwrap_or(text);
                Ok(segments(text, '\''))
            }
            TokenKind::EscapeStr => {
                self.advance();
                match escapes::backslashes(&raw_segments(&text[1..])) {
                    Ok(value) => Ok(value),
                    Err(bad) => bad.refuse(self.span_from(start), escapes::Kind::Backslash),
                }
            }
            TokenKind::UnicodeStr => {
                self.advance();
                let escape = self.uescape()?;
                self.unicode(&segments(&text[2..], '\''), escape, start)
            }
            TokenKind::DollarStr => {
                self.advance();
                let tag = dollar_tag(text);
                Ok(text[tag..text.len() - tag].to_owned())
            }
            _ => self.unexpected(),
        }
    }

    /// The text inside a string literal's quotes when it can be read in place:
    /// its range in the text that is parsed.
    pub(super) fn string_inside(&self, index: usize) -> Option<std::ops::Range<usize>> {
        let tok = self.tok_at(index)?;
        let text = self.text.get(tok.start..tok.end)?;
        match tok.kind {
            TokenKind::DollarStr => {
                let tag = dollar_tag(text);
                Some(tok.start + tag..tok.end - tag)
            }
            TokenKind::Str if text.starts_with('\'') && !text[1..text.len() - 1].contains('\'') => {
                Some(tok.start + 1..tok.end - 1)
            }
            _ => None,
        }
    }
}

/// The length of `$tag$` at the start.
fn dollar_tag(text: &str) -> usize {
    text[1..].find('$').map_or(1, |at| at + 2)
}

/// A quoted text without its quotes, doubled ones made single.
pub(super) fn unquote(text: &str, quote: char) -> String {
    let inner = text
        .strip_prefix(quote)
        .and_then(|text| text.strip_suffix(quote))
        .unwrap_or(text);
    if inner.contains(quote) {
        let mut twice = String::with_capacity(2);
        twice.push(quote);
        twice.push(quote);
        inner.replace(&twice, &quote.to_string())
    } else {
        inner.to_owned()
    }
}

/// The value of a string that may go on on further lines.
fn segments(text: &str, quote: char) -> String {
    let inner = text
        .strip_prefix(quote)
        .and_then(|text| text.strip_suffix(quote))
        .unwrap_or(text);
    if !inner.contains(quote) {
        return inner.to_owned();
    }
    join_segments(text, false)
}

/// The same with escapes left as they are.
fn raw_segments(text: &str) -> String {
    join_segments(text, true)
}

fn join_segments(text: &str, escapes: bool) -> String {
    let mut value = String::new();
    let mut chars = text.char_indices().peekable();
    let mut inside = false;
    while let Some((at, found)) = chars.next() {
        if !inside {
            if found == '\'' {
                inside = true;
            } else if found == '-' {
                // A comment between two parts of the string.
                while chars
                    .next_if(|&(_, next)| next != '\n' && next != '\r')
                    .is_some()
                {}
            }
        } else if found == '\\' && escapes {
            value.push(found);
            if let Some((_, next)) = chars.next() {
                value.push(next);
            }
        } else if found == '\'' {
            if text[at + 1..].starts_with('\'') {
                chars.next();
                // In an escape string a quote must stay apart from a backslash before it.
                value.push('\'');
            } else {
                inside = false;
            }
        } else {
            value.push(found);
        }
    }
    value
}

/// A name in a text, as `regclass` reads it: `a`, `s.a`, `"S"."A"`.
pub(super) fn qname_in_text(text: &str, span: Span) -> Option<QName> {
    let mut parts = Vec::new();
    let mut expect_dot = false;
    for token in Lexer::new(text, 0..text.len()) {
        let word = &text[token.range()];
        let value = match token.kind {
            TokenKind::Dot if expect_dot => {
                expect_dot = false;
                continue;
            }
            TokenKind::Word if !expect_dot => word.to_ascii_lowercase(),
            TokenKind::QuotedIdent if !expect_dot => unquote(word, '"'),
            _ => return None,
        };
        expect_dot = true;
        parts.push(Name {
            value: cut(value),
            span,
        });
    }
    let name = parts.pop()?;
    Some(QName {
        schema: parts.pop(),
        name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_length() {
        assert_eq!(segments("'a''b' -- 'x'\n  'c'", '\''), "a'bc");
        assert_eq!(cut("é".repeat(40)).len(), 62);
    }
}
