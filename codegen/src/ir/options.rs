//! What `pgbindgen.toml` says about the generated code, checked.

use crate::types::TypeOptions;
use std::collections::BTreeMap;

/// Choices for the generated code, valid by construction.
#[derive(Clone, Debug)]
pub struct Options {
    /// The path of the runtime crate.
    pub krate: String,
    /// The schema that is flat.
    pub schema: String,
    /// Relations that get bindings; all when it is empty.
    pub include: Vec<Pattern>,
    /// Relations that get none.
    pub exclude: Vec<Pattern>,
    /// Partitions and inheritance children that get bindings.
    pub partitions: Vec<Pattern>,
    /// Modules of tables, by `table` or `schema.table`.
    pub modules: BTreeMap<String, String>,
    /// Row structs of tables, likewise.
    pub rows: BTreeMap<String, String>,
    /// Fields of columns, by `table.column` or `schema.table.column`.
    pub fields: BTreeMap<String, String>,
    /// Names of types, by `type` or `schema.type`.
    pub type_names: BTreeMap<String, String>,
    /// Which Rust types stand for PostgreSQL's.
    pub types: TypeOptions,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            krate: "::pgbindgen".to_owned(),
            schema: "public".to_owned(),
            include: Vec::new(),
            exclude: Vec::new(),
            partitions: Vec::new(),
            modules: BTreeMap::new(),
            rows: BTreeMap::new(),
            fields: BTreeMap::new(),
            type_names: BTreeMap::new(),
            types: TypeOptions::default(),
        }
    }
}

impl Options {
    /// Whether include and exclude let a relation through.
    pub(super) fn wants(&self, schema: &str, name: &str) -> bool {
        let listed = |list: &[Pattern]| list.iter().any(|pattern| pattern.matches(schema, name));
        (self.include.is_empty() || listed(&self.include)) && !listed(&self.exclude)
    }
}

/// A name configured for `schema.name`, or for `name` alone.
pub(super) fn configured<'a>(
    map: &'a BTreeMap<String, String>,
    schema: &str,
    name: &str,
) -> Option<&'a String> {
    if map.is_empty() {
        return None;
    }
    map.get(&format!("{schema}.{name}"))
        .or_else(|| map.get(name))
}

/// A pattern of relations: a name, or `schema.name`, where `*` stands for any
/// run of characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// A pattern from its text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Whether it matches the relation.
    pub fn matches(&self, schema: &str, name: &str) -> bool {
        if self.0.contains('.') {
            glob(&self.0, &format!("{schema}.{name}"))
        } else {
            glob(&self.0, name)
        }
    }
}

/// `*` matches any run of characters, everything else itself.
fn glob(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_names() {
        for (pattern, schema, name, expected) in [
            ("audit_*", "public", "audit_logs", true),
            ("audit_*", "public", "my_audit_logs", false),
            ("*_old", "public", "a_old", true),
            ("*", "x", "", true),
            ("a*b*c", "x", "a1b2c", true),
            ("a*b*c", "x", "abc", true),
            ("a*b*c", "x", "acb", false),
            ("ab*ba", "x", "aba", false),
            ("billing.*", "billing", "x", true),
            ("billing.*", "public", "x", false),
            ("users", "public", "users", true),
            ("users", "public", "users2", false),
        ] {
            assert_eq!(
                Pattern::new(pattern).matches(schema, name),
                expected,
                "{pattern} {schema}.{name}"
            );
        }
    }
}
