//! What the escapes of `E'…'` and `U&'…'` stand for, and what PostgreSQL says of those that stand for nothing.

use super::cursor::{Fault, FaultKind, Parsed};
use crate::diag::Span;
use std::iter::Peekable;
use std::str::Chars;

/// Whose escapes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `E'\u0061'`.
    Backslash,
    /// `U&'\0061'`, `U&"\0061"`.
    Unicode,
}

/// What is wrong with an escape. The text is what an escape string's message shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    /// It is not written out.
    Escape,
    /// It stands for no character, or for that of the code 0.
    Value(String),
    /// It is half of a pair.
    Pair(String),
    /// The bytes are no text in UTF-8.
    Bytes(Vec<u8>),
}

impl Bad {
    /// The refusal.
    pub(super) fn refuse<T>(self, span: Span, kind: Kind) -> Parsed<T> {
        let near = |what: &str, text: String| match kind {
            Kind::Backslash => format!("{what} at or near \"{text}\""),
            Kind::Unicode => what.to_owned(),
        };
        let (code, message, help) = match self {
            Bad::Escape if kind == Kind::Backslash => (
                "22025",
                "invalid Unicode escape".to_owned(),
                "write Unicode escapes as \\uXXXX or \\UXXXXXXXX, with hexadecimal digits",
            ),
            Bad::Escape => (
                "42601",
                "invalid Unicode escape".to_owned(),
                "write Unicode escapes as \\XXXX or \\+XXXXXX, with hexadecimal digits",
            ),
            Bad::Value(text) => (
                "42601",
                near("invalid Unicode escape value", text),
                "give the code of a character, from 1 to 10FFFF: a text of PostgreSQL cannot hold the code 0",
            ),
            Bad::Pair(text) => (
                "42601",
                near("invalid Unicode surrogate pair", text),
                "write both halves of the pair, or the code of the character in one escape of the longer form",
            ),
            Bad::Bytes(bytes) => {
                let shown: Vec<String> = bytes.iter().map(|byte| format!("0x{byte:02x}")).collect();
                (
                    "22021",
                    format!(
                        "invalid byte sequence for encoding \"UTF8\": {}",
                        shown.join(" ")
                    ),
                    "write the character itself, or its code, as \\u00e9; bytes that are no text are a `bytea`",
                )
            }
        };
        Err(Box::new(Fault {
            code,
            span,
            message,
            kind: FaultKind::Refused,
            at: None,
            help: Some(help),
        }))
    }
}

/// A character from its code, of which a pair may give the halves.
#[derive(Default)]
struct Units {
    high: Option<u32>,
}

impl Units {
    /// The character that ends with this code; none after the first half of a pair.
    fn next(&mut self, code: u32, escape: &str) -> Result<Option<char>, Bad> {
        let code = match (self.high.take(), code) {
            (None, 0xd800..=0xdbff) => {
                self.high = Some(code);
                return Ok(None);
            }
            (Some(first), 0xdc00..=0xdfff) => 0x10000 + ((first - 0xd800) << 10) + (code - 0xdc00),
            (Some(_), _) | (None, 0xdc00..=0xdfff) => return Err(Bad::Pair(escape.to_owned())),
            (None, code) => code,
        };
        match char::from_u32(code) {
            Some('\0') | None => Err(Bad::Value(escape.to_owned())),
            found => Ok(found),
        }
    }

    /// Something else than an escape follows: the end of the string, or this.
    fn end(&self, mut rest: impl Iterator<Item = char>) -> Result<(), Bad> {
        if self.high.is_none() {
            return Ok(());
        }
        let shown = rest.next().filter(|next| *next != '\\').unwrap_or('\'');
        Err(Bad::Pair(shown.to_string()))
    }
}

/// The code that so many hexadecimal digits give, and the digits.
fn code(chars: &mut Peekable<Chars<'_>>, length: usize) -> Result<(u32, String), Bad> {
    let mut digits = String::with_capacity(length);
    for _ in 0..length {
        let digit = chars.next().filter(char::is_ascii_hexdigit);
        digits.push(digit.ok_or(Bad::Escape)?);
    }
    let code = u32::from_str_radix(&digits, 16).map_err(|_| Bad::Escape)?;
    Ok((code, digits))
}

/// The number that up to so many digits give, of which the first is read.
fn number(first: u32, chars: &mut Peekable<Chars<'_>>, radix: u32, more: usize) -> u8 {
    let mut value = first;
    for _ in 0..more {
        let Some(digit) = chars.peek().and_then(|next| next.to_digit(radix)) else {
            break;
        };
        value = value * radix + digit;
        chars.next();
    }
    // PostgreSQL keeps the last byte of `\777`.
    value.to_le_bytes()[0]
}

/// The value of an `E''` string's inside.
pub(super) fn backslashes(text: &str) -> Result<String, Bad> {
    let mut bytes: Vec<u8> = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut utf8 = [0; 4];
    let mut units = Units::default();
    while let Some(found) = chars.next() {
        if found != '\\' {
            units.end(std::iter::once(found).chain(chars.clone()))?;
            bytes.extend(found.encode_utf8(&mut utf8).bytes());
            continue;
        }
        let Some(next) = chars.next() else {
            break;
        };
        if !matches!(next, 'u' | 'U') {
            units.end(std::iter::empty())?;
        }
        match next {
            'b' => bytes.push(8),
            'f' => bytes.push(12),
            'n' => bytes.push(b'\n'),
            'r' => bytes.push(b'\r'),
            't' => bytes.push(b'\t'),
            'v' => bytes.push(11),
            '0'..='7' => {
                let first = next.to_digit(8).unwrap_or_default();
                bytes.push(number(first, &mut chars, 8, 2));
            }
            'x' if chars.peek().is_some_and(char::is_ascii_hexdigit) => {
                bytes.push(number(0, &mut chars, 16, 2));
            }
            'u' | 'U' => {
                let (code, digits) = code(&mut chars, if next == 'u' { 4 } else { 8 })?;
                if let Some(found) = units.next(code, &format!("\\{next}{digits}"))? {
                    bytes.extend(found.encode_utf8(&mut utf8).bytes());
                }
            }
            other => bytes.extend(other.encode_utf8(&mut utf8).bytes()),
        }
    }
    units.end(std::iter::empty())?;
    encoded(bytes)
}

/// `\0061` and `\+000061` with the escape character in use.
pub(super) fn unicode(text: &str, escape: char) -> Result<String, Bad> {
    let mut value = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut units = Units::default();
    while let Some(found) = chars.next() {
        if found != escape {
            units.end(std::iter::empty())?;
            value.push(found);
            continue;
        }
        if chars.next_if_eq(&escape).is_some() {
            units.end(std::iter::empty())?;
            value.push(escape);
            continue;
        }
        let length = match chars.next_if_eq(&'+') {
            Some(_) => 6,
            None => 4,
        };
        let (code, _) = code(&mut chars, length)?;
        value.extend(units.next(code, "")?);
    }
    units.end(std::iter::empty())?;
    Ok(value)
}

/// The text, if it is one that PostgreSQL keeps.
fn encoded(bytes: Vec<u8>) -> Result<String, Bad> {
    let zero = bytes.iter().position(|&byte| byte == 0);
    let valid = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let at = zero.map_or(valid, |zero| zero.min(valid));
    let Some(&lead) = bytes.get(at) else {
        return String::from_utf8(bytes).map_err(|_| Bad::Escape);
    };
    // As many as the first of them announces.
    let length = match lead {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    };
    Err(Bad::Bytes(
        bytes.into_iter().skip(at).take(length).collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_they_stand_for() {
        assert_eq!(
            backslashes("a\\n\\x41\\101\\u0142\\'\\xc3\\xa4\\501"),
            Ok("a\nAAł'äA".to_owned())
        );
        assert_eq!(backslashes("\\ud83d\\ude00"), Ok("😀".to_owned()));
        assert_eq!(unicode("d\\0061t\\+000061", '\\'), Ok("data".to_owned()));
        assert_eq!(unicode("!!", '!'), Ok("!".to_owned()));
    }

    #[test]
    fn what_stands_for_nothing() {
        let text = |text: &str| text.to_owned();
        for (escapes, expected) in [
            ("\\u00", Bad::Escape),
            ("\\u00+1", Bad::Escape),
            ("\\u0000", Bad::Value(text("\\u0000"))),
            ("\\U00110000", Bad::Value(text("\\U00110000"))),
            ("\\ud83d", Bad::Pair(text("'"))),
            ("\\ud83dbc\\n", Bad::Pair(text("b"))),
            ("a\\0", Bad::Bytes(vec![0])),
            ("\\400", Bad::Bytes(vec![0])),
            ("ä\\xff\\n", Bad::Bytes(vec![0xff])),
            ("\\xe3a", Bad::Bytes(vec![0xe3, b'a'])),
        ] {
            assert_eq!(backslashes(escapes), Err(expected), "{escapes}");
        }
        for (escapes, expected) in [
            ("\\00", Bad::Escape),
            ("\\+0000", Bad::Escape),
            ("\\0000", Bad::Value(String::new())),
            ("\\+110000", Bad::Value(String::new())),
        ] {
            assert_eq!(unicode(escapes, '\\'), Err(expected), "{escapes}");
        }
        assert!(matches!(unicode("\\d800b", '\\'), Err(Bad::Pair(_))));
    }
}
