//! What `pgbindgen.toml` says about the generated code, checked.

use super::chosen::{self, Chosen, Kind};
use super::names;
use crate::diag::{Diagnostic, Spanned};
use crate::source::config::{self, Config};
use crate::types::{DecimalType, JsonType, TimeFamily, TypeOptions, user};
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
    pub modules: Chosen,
    /// Row structs of tables, likewise.
    pub rows: Chosen,
    /// Fields of columns, by `table.column` or `schema.table.column`.
    pub fields: Chosen,
    /// Names of types, by `type` or `schema.type`.
    pub type_names: Chosen,
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

impl Options {
    /// The choices of `pgbindgen.toml`. What is impossible is a diagnostic at its
    /// place, and the default holds.
    pub fn of(config: &Config, out: &mut Vec<Diagnostic>) -> Self {
        let mut options = Self::default();
        let generate = &config.generate;
        if let Some(path) = &generate.crate_path {
            match user::parse_crate_path(&path.value, path.span) {
                Ok(path) => options.krate = path,
                Err(fault) => out.push(*fault),
            }
        }
        if let Some(schema) = &generate.schema {
            options.schema.clone_from(&schema.value);
        }
        let patterns = |list: &[Spanned<String>]| {
            list.iter()
                .map(|text| Pattern::new(text.value.clone()))
                .collect()
        };
        options.include = patterns(&generate.include);
        options.exclude = patterns(&generate.exclude);
        options.partitions = patterns(&generate.partitions);
        options.types = types_of(&config.types, out);
        // Names that were given once come first: an explicit `[rename]` wins.
        for (key, value) in &config.names {
            let is_type = names::bare(&value.value).starts_with(char::is_uppercase);
            let kind = if is_type { Kind::Type } else { Kind::Small };
            let Some(value) = chosen::check(value, kind, out) else {
                continue;
            };
            let maps = if is_type {
                [&mut options.rows, &mut options.type_names]
            } else {
                [&mut options.modules, &mut options.fields]
            };
            for map in maps {
                map.insert(key.value.clone(), value.clone());
            }
        }
        for (table, renamed) in &config.rename.tables {
            for (map, value, kind) in [
                (&mut options.modules, &renamed.module, Kind::Module),
                (&mut options.rows, &renamed.row, Kind::Row),
            ] {
                let value = value.as_ref();
                if let Some(value) = value.and_then(|value| chosen::check(value, kind, out)) {
                    map.insert(table.value.clone(), value);
                }
            }
        }
        for (map, pairs, kind) in [
            (&mut options.fields, &config.rename.columns, Kind::Field),
            (&mut options.type_names, &config.rename.types, Kind::Type),
        ] {
            for (key, value) in pairs {
                if let Some(value) = chosen::check(value, kind, out) {
                    map.insert(key.value.clone(), value);
                }
            }
        }
        options
    }
}

/// `[types]`.
fn types_of(config: &config::Types, out: &mut Vec<Diagnostic>) -> TypeOptions {
    let mut types = TypeOptions::default();
    if let Some(time) = &config.time {
        types.time = match time.value {
            config::TimeCrate::Jiff => TimeFamily::Jiff,
            config::TimeCrate::Chrono => TimeFamily::Chrono,
            config::TimeCrate::Time => TimeFamily::Time,
        };
    }
    if let Some(decimal) = &config.decimal {
        types.decimal = match decimal.value {
            config::DecimalCrate::RustDecimal => DecimalType::RustDecimal,
            config::DecimalCrate::Any => DecimalType::AnyNumeric,
        };
    }
    if let Some(json) = &config.json {
        types.json = match json.value {
            config::JsonType::Value => JsonType::Value,
            config::JsonType::Text => JsonType::Raw,
        };
    }
    if let Some(serde) = config.serde.as_ref().filter(|serde| serde.value) {
        out.push(
            Diagnostic::error(
                "config-value",
                serde.span,
                "derives of serde are not generated yet",
            )
            .with_label("has to be `false`")
            .with_help("remove the key, and derive on a type of your own"),
        );
    }
    for (map, pairs) in [
        (&mut types.types, &config.overrides),
        (&mut types.columns, &config.columns),
    ] {
        for (key, value) in pairs {
            match user::parse_type(&value.value, value.span) {
                Ok(ty) => {
                    map.insert(key.value.clone(), ty);
                }
                Err(fault) => out.push(*fault),
            }
        }
    }
    types
}

/// A name configured for `schema.name`, or for `name` alone.
pub(super) fn configured<'a>(
    map: &'a Chosen,
    schema: &str,
    name: &str,
) -> Option<&'a Spanned<String>> {
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
