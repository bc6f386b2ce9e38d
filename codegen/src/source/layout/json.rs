//! JSON with the place of every value, as far as the files of migration tools
//! need it.

use std::ops::Range;

/// A value with its bytes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    String(String),
    Array(Vec<Value>),
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        match &self.kind {
            Kind::Object(entries) => entries
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn items(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::Array(items) => Some(items),
            _ => None,
        }
    }
}

/// How deep values may nest.
const DEPTH: usize = 64;

/// Reads a text; the byte at fault when it is no JSON.
pub(super) fn parse(text: &str) -> Result<Value, usize> {
    let mut reader = Reader { text, at: 0 };
    if text.starts_with('\u{feff}') {
        reader.at = '\u{feff}'.len_utf8();
    }
    let value = reader.value(0)?;
    reader.space();
    if reader.at == text.len() {
        Ok(value)
    } else {
        Err(reader.at)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Result<(), usize> {
        self.space();
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.at)
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, usize> {
        self.space();
        let start = self.at;
        if depth > DEPTH {
            return Err(start);
        }
        let kind = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => Kind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => {
                let is_in = |b: u8| matches!(b, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                while self.peek().is_some_and(is_in) {
                    self.at += 1;
                }
                Kind::Number(self.text[start..self.at].to_owned())
            }
            _ => {
                let words = [
                    ("null", Kind::Null),
                    ("true", Kind::Bool(true)),
                    ("false", Kind::Bool(false)),
                ];
                let rest = &self.text[start..];
                let found = words.into_iter().find(|(word, _)| rest.starts_with(word));
                let (word, kind) = found.ok_or(start)?;
                self.at += word.len();
                kind
            }
        };
        Ok(Value {
            kind,
            range: start..self.at,
        })
    }

    fn object(&mut self, depth: usize) -> Result<Kind, usize> {
        self.at += 1;
        let mut entries = Vec::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Kind::Object(entries));
        }
        loop {
            self.space();
            if self.peek() != Some(b'"') {
                return Err(self.at);
            }
            let key = self.string()?;
            self.take(b':')?;
            entries.push((key, self.value(depth + 1)?));
            if self.take(b',').is_err() {
                self.take(b'}')?;
                return Ok(Kind::Object(entries));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Kind, usize> {
        self.at += 1;
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Kind::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.take(b',').is_err() {
                self.take(b']')?;
                return Ok(Kind::Array(items));
            }
        }
    }

    fn string(&mut self) -> Result<String, usize> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text[self.at..];
            let c = rest.chars().next().ok_or(self.at)?;
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(out),
                '\\' => {
                    let escape = self.peek().ok_or(self.at)?;
                    self.at += 1;
                    match escape {
                        b'"' | b'\\' | b'/' => out.push(char::from(escape)),
                        b'b' => out.push('\u{8}'),
                        b'f' => out.push('\u{c}'),
                        b'n' => out.push('\n'),
                        b'r' => out.push('\r'),
                        b't' => out.push('\t'),
                        b'u' => out.push(self.escaped()?),
                        _ => return Err(self.at - 1),
                    }
                }
                c if c < ' ' => return Err(self.at - 1),
                c => out.push(c),
            }
        }
    }

    /// What follows `\u`.
    fn escaped(&mut self) -> Result<char, usize> {
        let start = self.at;
        let first = self.hex()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first).ok_or(start);
        }
        if !self.text[self.at..].starts_with("\\u") {
            return Err(start);
        }
        self.at += 2;
        let second = self.hex()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(start);
        }
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or(start)
    }

    fn hex(&mut self) -> Result<u32, usize> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(self.at)?;
        let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex);
        let number = number.ok_or(self.at)?;
        self.at += 4;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_with_their_places() {
        let text = r#" {"a": [1, -2.5e3, "x\n\u00e9\ud83d\ude00\/"], "b": {}, "c": [], "d": null, "e": true} "#;
        let value = parse(text).unwrap();
        let items = value.get("a").and_then(Value::items).unwrap();
        assert_eq!(items[1].number(), Some("-2.5e3"));
        assert_eq!(items[2].text(), Some("x\né😀/"));
        assert_eq!(&text[items[0].range.clone()], "1");
        assert_eq!(value.get("e").map(|e| &e.kind), Some(&Kind::Bool(true)));
        assert_eq!(value.get("f"), None);
    }

    #[test]
    fn faults_with_their_places() {
        for (text, at) in [
            ("", 0),
            ("{", 1),
            ("{\"a\" 1}", 5),
            ("[1,]", 3),
            ("[1] x", 4),
            ("\"\\x\"", 2),
            ("\"a", 2),
            ("\"\\ud800\"", 3),
            ("nul", 0),
        ] {
            assert_eq!(parse(text), Err(at), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert!(parse(&deep).is_err());
    }
}
