//! JSON through serde.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::encode::{Encode, Kind, Out, Param};
use super::{Decode, DecodeError, collections, decode};
use crate::pg;

/// A type of your own that a `json` or `jsonb` column holds, through its serde form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Json<T>(pub T);

fn parse<T: DeserializeOwned>(b: &[u8]) -> Result<T, DecodeError> {
    // serde's message may quote the value; the class and the place do not.
    serde_json::from_str(decode::utf8(b)?).map_err(|e| {
        DecodeError::new(format!(
            "JSON that is not of the expected form ({:?} error at line {} column {})",
            e.classify(),
            e.line(),
            e.column()
        ))
    })
}

fn jsonb(b: &[u8]) -> Result<&[u8], DecodeError> {
    match collections::first(b)? {
        (1, b) => Ok(b),
        _ => Err(DecodeError::of("jsonb of an unknown version")),
    }
}

impl Decode<pg::Json> for Value {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        parse(b)
    }
}
impl Decode<pg::Jsonb> for Value {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        parse(jsonb(b)?)
    }
}
impl Encode<pg::Json> for Value {
    fn encode(&self) -> Param<'_> {
        Param(Kind::JsonValue(false, self))
    }
}
impl Encode<pg::Jsonb> for Value {
    fn encode(&self) -> Param<'_> {
        Param(Kind::JsonValue(true, self))
    }
}

impl<T: DeserializeOwned> Decode<pg::Json> for Json<T> {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        parse(b).map(Self)
    }
}
impl<T: DeserializeOwned> Decode<pg::Jsonb> for Json<T> {
    fn decode(b: &[u8]) -> Result<Self, DecodeError> {
        parse(jsonb(b)?).map(Self)
    }
}

fn own<T: Serialize>(v: &T, versioned: bool) -> Param<'_> {
    match serde_json::to_string(v) {
        Ok(text) => Param(Kind::Json(versioned, text.into())),
        Err(_) => Param::invalid("a value that serde cannot write as JSON"),
    }
}
impl<T: Serialize> Encode<pg::Json> for Json<T> {
    fn encode(&self) -> Param<'_> {
        own(&self.0, false)
    }
}
impl<T: Serialize> Encode<pg::Jsonb> for Json<T> {
    fn encode(&self) -> Param<'_> {
        own(&self.0, true)
    }
}

/// Appends the JSON text of a value: an append a token, no formatter in between.
pub(super) fn put<O: Out>(v: &Value, o: &mut O) {
    match v {
        Value::Null => o.add(b"null"),
        Value::Bool(true) => o.add(b"true"),
        Value::Bool(false) => o.add(b"false"),
        Value::Number(n) => o.add(n.to_string().as_bytes()),
        Value::String(s) => put_str(s, o),
        Value::Array(items) => {
            o.add(b"[");
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    o.add(b",");
                }
                put(item, o);
            }
            o.add(b"]");
        }
        Value::Object(members) => {
            o.add(b"{");
            for (i, (k, v)) in members.iter().enumerate() {
                if i > 0 {
                    o.add(b",");
                }
                put_str(k, o);
                o.add(b":");
                put(v, o);
            }
            o.add(b"}");
        }
    }
}

fn put_str<O: Out>(s: &str, o: &mut O) {
    o.add(b"\"");
    let mut rest = s.as_bytes();
    while let Some(at) = rest
        .iter()
        .position(|b| *b < 0x20 || *b == b'"' || *b == b'\\')
    {
        let (plain, special) = rest.split_at(at);
        o.add(plain);
        let Some((b, after)) = special.split_first() else {
            break;
        };
        match b {
            b'"' => o.add(b"\\\""),
            b'\\' => o.add(b"\\\\"),
            b'\n' => o.add(b"\\n"),
            b'\r' => o.add(b"\\r"),
            b'\t' => o.add(b"\\t"),
            _ => o.add(format!("\\u{b:04x}").as_bytes()),
        }
        rest = after;
    }
    o.add(rest);
    o.add(b"\"");
}
