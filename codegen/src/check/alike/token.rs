//! Tokens in their canonical spelling.

use crate::catalog::quote_identifier;
use crate::split::{Lexer, TokenKind};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// A keyword or a name, in lower case where it was not quoted.
    Word,
    /// A name that needs its quotes.
    Name,
    /// A string: its value between plain quotes.
    Str,
    /// A number.
    Number,
    /// An operator.
    Op,
    /// Anything else.
    Punct,
}

/// A token.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its spelling.
    pub(crate) text: String,
}

impl Token {
    /// A word.
    pub(crate) fn word(text: &str) -> Self {
        Self {
            kind: Kind::Word,
            text: text.to_owned(),
        }
    }

    /// Whether it is this keyword.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.text == word
    }

    /// Whether it may be the name of something.
    pub(crate) fn is_name(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Name)
    }
}

/// The tokens of a text, comments left out.
pub(crate) fn read(text: &str) -> Vec<Token> {
    Lexer::new(text, 0..text.len())
        .filter(|token| !token.is_comment())
        .map(|token| spell(token.kind, text.get(token.range()).unwrap_or_default()))
        .collect()
}

fn spell(kind: TokenKind, text: &str) -> Token {
    let (kind, text) = match kind {
        // Only ASCII letters are folded, as in a UTF-8 database.
        TokenKind::Word => (Kind::Word, text.to_ascii_lowercase()),
        TokenKind::QuotedIdent => {
            let inner = text
                .get(1..text.len().saturating_sub(1))
                .unwrap_or_default();
            let name = inner.replace("\"\"", "\"");
            let quoted = quote_identifier(&name);
            if quoted == name {
                (Kind::Word, name)
            } else {
                (Kind::Name, quoted)
            }
        }
        TokenKind::UnicodeIdent => (Kind::Name, text.to_owned()),
        TokenKind::Str => (Kind::Str, string(text.trim_start_matches(['n', 'N']))),
        TokenKind::EscapeStr if !text.contains('\\') => {
            (Kind::Str, string(text.get(1..).unwrap_or_default()))
        }
        TokenKind::DollarStr => {
            let tag = text.get(1..).and_then(|rest| rest.find('$')).unwrap_or(0) + 2;
            let body = text.get(tag..text.len().saturating_sub(tag));
            (Kind::Str, format!("'{}'", body.unwrap_or_default()))
        }
        TokenKind::Integer | TokenKind::Float => (Kind::Number, text.to_ascii_lowercase()),
        TokenKind::Op if text == "!=" => (Kind::Op, "<>".to_owned()),
        TokenKind::Op => (Kind::Op, text.to_owned()),
        _ => (Kind::Punct, text.to_owned()),
    };
    Token { kind, text }
}

/// A string's value between quotes, the parts on several lines joined.
fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut inside = false;
    out.push('\'');
    while let Some(c) = chars.next() {
        if c == '\'' && inside && chars.peek() == Some(&'\'') {
            chars.next();
            out.push('\'');
        } else if c == '\'' {
            inside = !inside;
        } else if inside {
            out.push(c);
        }
    }
    out.push('\'');
    out
}
