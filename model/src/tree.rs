//! A catalog as a tree of words, lists and objects: the one form that printing
//! and comparing work on, so that neither has to know every field.

use std::fmt::Write as _;

/// A value of the catalog's JSON form. Objects keep the documented order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object with its keys in the documented order.
    Object(Vec<(&'static str, Tree)>),
    /// `{"unknown": reason}`: a value that one side does not model.
    Unknown(String),
}

impl Tree {
    /// The value under a key of an object.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Tree::Object(fields) => fields.iter().find(|(k, _)| *k == key).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Tree::Text(text) => Some(text),
            _ => None,
        }
    }

    /// JSON on one line.
    pub fn to_json_line(&self) -> String {
        let mut out = String::new();
        self.inline(&mut out);
        out
    }

    /// JSON with two spaces of indentation a level and a final newline. A list
    /// of plain values stands on one line, every other value on its own, so
    /// that a line-by-line difference of two files is readable.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.pretty(&mut out, 0);
        out.push('\n');
        out
    }

    fn is_plain(&self) -> bool {
        !matches!(self, Tree::List(_) | Tree::Object(_))
    }

    fn pretty(&self, out: &mut String, depth: usize) {
        match self {
            Tree::List(items) if !items.is_empty() && !items.iter().all(Tree::is_plain) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    line(out, i, depth + 1);
                    item.pretty(out, depth + 1);
                }
                line(out, 0, depth);
                out.push(']');
            }
            Tree::Object(fields) if !fields.is_empty() => {
                out.push('{');
                for (i, (key, value)) in fields.iter().enumerate() {
                    line(out, i, depth + 1);
                    string(out, key);
                    out.push_str(": ");
                    value.pretty(out, depth + 1);
                }
                line(out, 0, depth);
                out.push('}');
            }
            _ => self.inline(out),
        }
    }

    fn inline(&self, out: &mut String) {
        match self {
            Tree::Null => out.push_str("null"),
            Tree::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Tree::Number(value) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "{value}");
            }
            Tree::Text(text) => string(out, text),
            Tree::List(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    item.inline(out);
                }
                out.push(']');
            }
            Tree::Object(fields) => {
                out.push('{');
                for (i, (key, value)) in fields.iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { ", " });
                    string(out, key);
                    out.push_str(": ");
                    value.inline(out);
                }
                out.push('}');
            }
            Tree::Unknown(reason) => {
                out.push_str("{\"unknown\": ");
                string(out, reason);
                out.push('}');
            }
        }
    }
}

/// Ends a line (with a comma after all but the first item) and indents.
fn line(out: &mut String, item: usize, depth: usize) {
    out.push_str(if item == 0 { "\n" } else { ",\n" });
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// A value that has a place in the catalog's JSON form.
pub trait Node: Sized {
    /// The value as a tree.
    fn to_tree(&self) -> Tree;

    /// The value from JSON; a key that is absent reads as `null`.
    ///
    /// # Errors
    ///
    /// When the JSON has another shape.
    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError>;
}

/// A text is not a catalog in its JSON form.
#[cfg(feature = "json")]
#[derive(Debug)]
pub struct JsonError {
    path: Vec<String>,
    message: String,
    source: Option<serde_json::Error>,
}

#[cfg(feature = "json")]
impl JsonError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        JsonError {
            path: Vec::new(),
            message: message.into(),
            source: None,
        }
    }

    pub(crate) fn syntax(source: serde_json::Error) -> Self {
        JsonError {
            path: Vec::new(),
            message: "the catalog is not valid JSON".into(),
            source: Some(source),
        }
    }

    /// The same error, seen from one level further out.
    pub(crate) fn within(mut self, step: impl Into<String>) -> Self {
        self.path.insert(0, step.into());
        self
    }
}

#[cfg(feature = "json")]
impl std::fmt::Display for JsonError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path.join("."))?;
        }
        f.write_str(&self.message)
    }
}

#[cfg(feature = "json")]
impl std::error::Error for JsonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}

impl Node for String {
    fn to_tree(&self) -> Tree {
        Tree::Text(self.clone())
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        match value {
            serde_json::Value::String(text) => Ok(text.clone()),
            _ => Err(JsonError::new("expected a string")),
        }
    }
}

impl Node for bool {
    fn to_tree(&self) -> Tree {
        Tree::Bool(*self)
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        value
            .as_bool()
            .ok_or_else(|| JsonError::new("expected true or false"))
    }
}

impl Node for i64 {
    fn to_tree(&self) -> Tree {
        Tree::Number(*self)
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        value
            .as_i64()
            .ok_or_else(|| JsonError::new("expected a whole number of 64 bits"))
    }
}

impl<T: Node> Node for Option<T> {
    fn to_tree(&self) -> Tree {
        self.as_ref().map_or(Tree::Null, Node::to_tree)
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        if value.is_null() {
            Ok(None)
        } else {
            T::from_value(value).map(Some)
        }
    }
}

impl<T: Node> Node for Vec<T> {
    fn to_tree(&self) -> Tree {
        Tree::List(self.iter().map(Node::to_tree).collect())
    }

    #[cfg(feature = "json")]
    fn from_value(value: &serde_json::Value) -> Result<Self, JsonError> {
        let items = value
            .as_array()
            .ok_or_else(|| JsonError::new("expected a list"))?;
        items
            .iter()
            .enumerate()
            .map(|(i, item)| {
                T::from_value(item).map_err(|e| {
                    let name = item.get("name").and_then(serde_json::Value::as_str);
                    e.within(name.map_or_else(|| i.to_string(), str::to_owned))
                })
            })
            .collect()
    }
}
