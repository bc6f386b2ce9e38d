//! Strings that become values of a type: what the type's input function would
//! refuse, where its rules are simple. The words are those of the functions in
//! `src/backend/utils/adt`, checked on servers 15 and 18.

use super::error::{Result, SqlError};
use crate::diag::Span;

/// Refuses a string that certainly is no value of one of PostgreSQL's own types.
pub(super) fn fits(text: &str, ty: &str, span: Span) -> Result {
    let trimmed = text.trim();
    let fits = match ty {
        "int2" | "int4" | "int8" => is_integer(trimmed),
        "numeric" => is_decimal(trimmed),
        "bool" => is_boolean(trimmed),
        "uuid" => is_uuid(trimmed),
        "json" | "jsonb" => return json_fits(text, span),
        "date" | "timestamp" | "timestamptz" => return date_fits(text, ty, span),
        _ => true,
    };
    if fits {
        return Ok(());
    }
    Err(bad(text, ty, "22P02", span))
}

/// The same for an array, whose elements are of one of PostgreSQL's own types
/// when `element` is given. Elements of one dimension are looked at.
pub(super) fn array_fits(text: &str, element: Option<&str>, span: Span) -> Result {
    let malformed = |detail: &str| {
        Err(SqlError::new(
            "22P02",
            span,
            format!("malformed array literal: \"{text}\""),
        )
        .detail(detail))
    };
    let trimmed = text.trim();
    if let Some(bounds) = trimmed.strip_prefix('[') {
        // Of the dimensions only the first is looked at.
        return if bounds
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c))
        {
            Ok(())
        } else {
            malformed("\"[\" must introduce explicitly-specified array dimensions.")
        };
    }
    let Some(inner) = trimmed.strip_prefix('{') else {
        return malformed("Array value must start with \"{\" or dimension information.");
    };
    let elements = match elements(inner) {
        Ok(elements) => elements,
        Err(detail) => return malformed(detail),
    };
    for (value, quoted) in elements {
        if !quoted && value.eq_ignore_ascii_case("null") {
            continue;
        }
        if let Some(element) = element {
            fits(&value, element, span)?;
        }
    }
    Ok(())
}

/// The elements that are not NULL of an array of one dimension; none of any other text.
pub(super) fn array_elements(text: &str) -> Vec<String> {
    let inner = text.trim().strip_prefix('{');
    let all = inner.and_then(|inner| elements(inner).ok());
    all.into_iter()
        .flatten()
        .filter(|(value, quoted)| *quoted || !value.eq_ignore_ascii_case("null"))
        .map(|(value, _)| value)
        .collect()
}

/// The elements behind the brace that opens an array, and whether each is
/// quoted; none when there are inner arrays.
fn elements(inner: &str) -> std::result::Result<Vec<(String, bool)>, &'static str> {
    const ENDED: &str = "Unexpected end of input.";
    let mut all = Vec::new();
    let mut chars = inner.chars().peekable();
    let skip_space = |chars: &mut std::iter::Peekable<std::str::Chars<'_>>| {
        while chars.next_if(char::is_ascii_whitespace).is_some() {}
    };
    skip_space(&mut chars);
    if chars.next_if_eq(&'}').is_some() {
        return if chars.all(|c| c.is_ascii_whitespace()) {
            Ok(all)
        } else {
            Err("Junk after closing right brace.")
        };
    }
    loop {
        skip_space(&mut chars);
        let mut value = String::new();
        let quoted = chars.next_if_eq(&'"').is_some();
        if quoted {
            loop {
                match chars.next().ok_or(ENDED)? {
                    '"' => break,
                    '\\' => value.push(chars.next().ok_or(ENDED)?),
                    c => value.push(c),
                }
            }
        } else {
            while let Some(c) = chars.next_if(|c| !matches!(c, ',' | '}')) {
                match c {
                    // Inner arrays have rules of their own.
                    '{' => return Ok(Vec::new()),
                    '\\' => value.push(chars.next().ok_or(ENDED)?),
                    '"' => return Err("Incorrectly quoted array element."),
                    c => value.push(c),
                }
            }
            value.truncate(value.trim_end().len());
        }
        skip_space(&mut chars);
        let end = chars.next().ok_or(ENDED)?;
        if !quoted && value.is_empty() {
            return Err(match end {
                ',' => "Unexpected \",\" character.",
                _ => "Unexpected \"}\" character.",
            });
        }
        all.push((value, quoted));
        match end {
            ',' => {}
            '}' if chars.all(|c| c.is_ascii_whitespace()) => return Ok(all),
            '}' => return Err("Junk after closing right brace."),
            _ => return Err("Incorrectly quoted array element."),
        }
    }
}

fn without_sign(text: &str) -> &str {
    text.strip_prefix(['-', '+']).unwrap_or(text)
}

fn is_integer(text: &str) -> bool {
    let digits = without_sign(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    // Other notations are of 16 and later.
    plain || has_underscores(digits, "") || has_prefix(digits)
}

/// `0x1F`, `0o17`, `0b1`; and `0x1p3`, which the C library reads as a float.
fn has_prefix(digits: &str) -> bool {
    let lower = digits.to_ascii_lowercase();
    let (Some(prefix), Some(rest)) = (lower.get(..2), lower.get(2..)) else {
        return false;
    };
    ["0x", "0o", "0b"].contains(&prefix)
        && rest.bytes().any(|b| b.is_ascii_hexdigit())
        && rest
            .bytes()
            .all(|b| b.is_ascii_hexdigit() || b"_.p+-".contains(&b))
}

/// `1_000`: digits, with underscores among them, and what else a number may hold.
fn has_underscores(digits: &str, more: &str) -> bool {
    digits.contains('_')
        && digits.starts_with(|first: char| first.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || c == '_' || more.contains(c))
}

fn is_decimal(text: &str) -> bool {
    let digits = without_sign(text);
    let word = digits.to_ascii_lowercase();
    if ["nan", "infinity", "inf"].contains(&word.as_str())
        || has_underscores(digits, ".eE+-")
        || has_prefix(digits)
    {
        return true;
    }
    let (mantissa, exponent) = match word.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (word.as_str(), None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = without_sign(exponent);
        !digits.is_empty() && all_digits(digits)
    });
    !(whole.is_empty() && fraction.is_empty())
        && all_digits(whole)
        && all_digits(fraction)
        && exponent_fits
}

fn is_boolean(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    !word.is_empty()
        && (["true", "false", "yes", "no"]
            .iter()
            .any(|full| full.starts_with(&word))
            || ["on", "off", "of", "1", "0"].contains(&word.as_str()))
}

fn is_uuid(text: &str) -> bool {
    let hex = text
        .trim_start_matches('{')
        .trim_end_matches('}')
        .bytes()
        .filter(|b| *b != b'-');
    hex.clone().count() == 32 && hex.clone().all(|b| b.is_ascii_hexdigit())
}

/// Whether a string can be a date at all: it has digits or is one of the words,
/// and a day that it names is in its month.
fn date_fits(text: &str, ty: &str, span: Span) -> Result {
    const WORDS: [&str; 9] = [
        "now",
        "today",
        "tomorrow",
        "yesterday",
        "epoch",
        "infinity",
        "-infinity",
        "allballs",
        "+infinity",
    ];
    // Of what stands around a word the server reads over most signs.
    let is_passed_over = |letter: char| {
        letter.is_ascii_whitespace() || (letter.is_ascii_punctuation() && !"+-./:".contains(letter))
    };
    let word = text.trim_matches(is_passed_over).to_ascii_lowercase();
    if let [year, month, day] = word
        .get(..10)
        .unwrap_or("")
        .split('-')
        .collect::<Vec<_>>()
        .as_slice()
        && year.len() == 4
        && let (Ok(year), Ok(month), Ok(day)) = (
            year.parse::<u32>(),
            month.parse::<u32>(),
            day.parse::<u32>(),
        )
        && !word.ends_with("bc")
        && !(1..=days_in(year, month)).contains(&day)
    {
        return Err(SqlError::new(
            "22008",
            span,
            format!("date/time field value out of range: \"{text}\""),
        ));
    }
    // A zone may stand behind a word.
    let has_word = word.split_whitespace().any(|part| WORDS.contains(&part));
    if word.bytes().any(|b| b.is_ascii_digit()) || has_word {
        return Ok(());
    }
    Err(bad(text, ty, "22007", span))
}

/// Days of a month; none of a month that there is not.
fn days_in(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// How deep arrays and objects are followed.
const DEEPEST: usize = 500;

fn json_fits(text: &str, span: Span) -> Result {
    let mut json = Json {
        rest: text.as_bytes(),
    };
    if json.value(0).is_ok_and(|()| json.word_start().is_none()) {
        return Ok(());
    }
    if json.rest.len() > DEEPEST
        && text.bytes().filter(|b| matches!(b, b'[' | b'{')).count() > DEEPEST
    {
        return Ok(());
    }
    let end = text.len() - json.rest.len();
    let at = text.get(..end).map_or(0, |read| read.chars().count()) + 1;
    Err(
        SqlError::new("22P02", span, "invalid input syntax for type json")
            .label(format!("no JSON from its character {at} on")),
    )
}

/// A reader that only says whether it is JSON (RFC 8259).
struct Json<'a> {
    rest: &'a [u8],
}

/// It is not.
struct NoJson;

impl Json<'_> {
    /// The next byte that is no space.
    fn word_start(&mut self) -> Option<u8> {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
        self.rest.first().copied()
    }

    fn eat(&mut self, bytes: &[u8]) -> std::result::Result<(), NoJson> {
        self.rest = self.rest.strip_prefix(bytes).ok_or(NoJson)?;
        Ok(())
    }

    fn value(&mut self, depth: usize) -> std::result::Result<(), NoJson> {
        if depth > DEEPEST {
            return Err(NoJson);
        }
        match self.word_start().ok_or(NoJson)? {
            b'{' => self.list(b'}', |json| {
                json.word_start();
                json.string()?;
                json.word_start();
                json.eat(b":")?;
                json.value(depth + 1)
            }),
            b'[' => self.list(b']', |json| json.value(depth + 1)),
            b'"' => self.string(),
            b't' => self.eat(b"true"),
            b'f' => self.eat(b"false"),
            b'n' => self.eat(b"null"),
            _ => self.number(),
        }
    }

    fn list(
        &mut self,
        end: u8,
        mut item: impl FnMut(&mut Self) -> std::result::Result<(), NoJson>,
    ) -> std::result::Result<(), NoJson> {
        self.rest = self.rest.get(1..).unwrap_or_default();
        if self.word_start() == Some(end) {
            return self.eat(&[end]);
        }
        loop {
            item(self)?;
            if self.word_start() == Some(end) {
                return self.eat(&[end]);
            }
            self.eat(b",")?;
        }
    }

    fn string(&mut self) -> std::result::Result<(), NoJson> {
        self.eat(b"\"")?;
        loop {
            match self.rest {
                [b'"', rest @ ..] => {
                    self.rest = rest;
                    return Ok(());
                }
                [b'\\', b'u', a, b, c, d, rest @ ..]
                    if [a, b, c, d].iter().all(|b| b.is_ascii_hexdigit()) =>
                {
                    self.rest = rest;
                }
                [
                    b'\\',
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't',
                    rest @ ..,
                ] => self.rest = rest,
                [b'\\' | 0..=0x1f, ..] | [] => return Err(NoJson),
                [_, rest @ ..] => self.rest = rest,
            }
        }
    }

    fn number(&mut self) -> std::result::Result<(), NoJson> {
        let _ = self.eat(b"-");
        if self.eat(b"0").is_err() {
            self.digits()?;
        }
        if self.eat(b".").is_ok() {
            self.digits()?;
        }
        if self.eat(b"e").is_ok() || self.eat(b"E").is_ok() {
            let _ = self.eat(b"+").or_else(|_| self.eat(b"-"));
            self.digits()?;
        }
        match self.rest.first() {
            Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'_') => Err(NoJson),
            _ => Ok(()),
        }
    }

    fn digits(&mut self) -> std::result::Result<(), NoJson> {
        let count = self.rest.iter().take_while(|b| b.is_ascii_digit()).count();
        self.rest = self.rest.get(count..).unwrap_or_default();
        if count == 0 { Err(NoJson) } else { Ok(()) }
    }
}

fn bad(text: &str, ty: &str, state: &'static str, span: Span) -> Box<SqlError> {
    let shown = match ty {
        "int2" => "smallint",
        "int4" => "integer",
        "int8" => "bigint",
        "bool" => "boolean",
        "json" | "jsonb" => "json",
        "timestamp" => "timestamp without time zone",
        "timestamptz" => "timestamp with time zone",
        other => other,
    };
    SqlError::new(
        state,
        span,
        format!("invalid input syntax for type {shown}: \"{text}\""),
    )
    .label(format!("not a value of {shown}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn span() -> Span {
        Span::new(FileId::default(), 0..0)
    }

    #[test]
    fn json_is_told_from_what_is_none() {
        for text in [
            "{}",
            " [] ",
            "null",
            "-1.5e+3",
            "0",
            r#"{"a": [1, {"b": "\u00e9\n"}], "c": true}"#,
        ] {
            assert!(fits(text, "jsonb", span()).is_ok(), "{text}");
        }
        for text in [
            "",
            "{",
            r#"{"a":1,}"#,
            "[1 2]",
            "nul",
            "nullx",
            r#""\x""#,
            "01",
            "1.",
            "{1:2}",
            "\"a",
            "[1]]",
            "\"a\nb\"",
            "'a'",
        ] {
            let refused = fits(text, "json", span());
            assert_eq!(refused.map_err(|error| error.state), Err("22P02"), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(fits(&deep, "json", span()).is_ok());
    }

    #[test]
    fn arrays_are_looked_into() {
        for text in [
            "{}",
            " { 1 , 2 } ",
            "{1,NULL,null}",
            "[1:2]={1,2}",
            "{{1,2},{3,4}}",
        ] {
            assert!(array_fits(text, Some("int4"), span()).is_ok(), "{text}");
        }
        assert!(array_fits(r#"{"a,b",c d,"\"}"}"#, Some("text"), span()).is_ok());
        for text in [
            "{1,x}", "{1,2", "{1,}", "{1,,2}", "{1}x", "1", "{\"\"}", "{1 2}",
        ] {
            let refused = array_fits(text, Some("int4"), span());
            assert_eq!(refused.map_err(|error| error.state), Err("22P02"), "{text}");
        }
    }

    #[test]
    fn numbers_and_days() {
        for text in [
            "1", " 1.5 ", ".5", "5.", "-1e-3", "NaN", "1_000", "0x1F", "+inf",
        ] {
            assert!(fits(text, "numeric", span()).is_ok(), "{text}");
        }
        for text in ["", ".", "1.2.3", "1e", "+-1", "12a"] {
            assert!(fits(text, "numeric", span()).is_err(), "{text}");
        }
        assert!(fits("2024-02-29", "date", span()).is_ok());
        for text in [
            "2023-02-29",
            "2024-02-30",
            "2024-13-01",
            "2024-00-10",
            "1900-02-29",
        ] {
            let refused = fits(text, "timestamptz", span());
            assert_eq!(refused.map_err(|error| error.state), Err("22008"), "{text}");
        }
    }
}
