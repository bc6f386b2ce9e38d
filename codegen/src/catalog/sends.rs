//! The parameters of a publication: what it sends of its tables.

use super::error::{Result, SqlError};
use super::publication::is_part_of;
use super::registry::{RegistryEntry, RegistryId};
use super::{ObjectId, Replay};
use crate::ddl::{Parameter, RegistryKind, RegistryStmt};
use std::collections::BTreeSet;

/// What a publication sends of its tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub(super) struct Sends {
    /// UPDATE.
    pub updates: bool,
    /// DELETE.
    pub deletes: bool,
    /// Rows of partitions as rows of the table that is listed.
    pub via_root: bool,
    /// Generated columns that are stored.
    pub generated: bool,
}

impl Default for Sends {
    fn default() -> Self {
        Self {
            updates: true,
            deletes: true,
            via_root: false,
            generated: false,
        }
    }
}

impl Sends {
    /// Takes parameters that have been checked.
    pub(super) fn set(&mut self, parameters: &[Parameter]) {
        for parameter in parameters {
            let value = parameter.value.as_deref().map(str::to_ascii_lowercase);
            match parameter.name.value.as_str() {
                "publish" => {
                    let value = value.unwrap_or_default();
                    let has = |word: &str| {
                        value
                            .split(',')
                            .any(|one| one.trim().trim_matches('"') == word)
                    };
                    self.updates = has("update");
                    self.deletes = has("delete");
                }
                "publish_via_partition_root" => {
                    self.via_root = !matches!(value.as_deref(), Some("false" | "off" | "0"));
                }
                "publish_generated_columns" => {
                    self.generated = value.as_deref() != Some("none");
                }
                _ => {}
            }
        }
    }
}

impl Replay {
    /// ALTER PUBLICATION … SET of parameters.
    pub(super) fn set_sent(&mut self, id: RegistryId, parameters: &[Parameter]) -> Result {
        let set = |entry: &mut RegistryEntry| entry.sends.set(parameters);
        self.catalog.registry.change(id.0, set);
        let Some(given) = parameters
            .iter()
            .find(|parameter| parameter.name.value == "publish_via_partition_root")
        else {
            return Ok(());
        };
        let Some(entry) = self.catalog.registered(id) else {
            return Ok(());
        };
        if entry.sends.via_root || entry.all_tables {
            return Ok(());
        }
        let own = ObjectId::Registered(id);
        for (_, part) in self.catalog.registry.using(own) {
            let Some((ObjectId::Relation(table), _)) = part.needs.get(1) else {
                continue;
            };
            let Some(relation) = self.catalog.rel(*table).filter(|r| r.is_partitioned()) else {
                continue;
            };
            if !is_part_of(part, id) || (part.filter.is_none() && part.listed.is_none()) {
                continue;
            }
            let what = match part.filter {
                Some(_) => "a WHERE clause",
                None => "a column list",
            };
            return Err(SqlError::new(
                "22023",
                given.span,
                format!(
                    "cannot set parameter \"publish_via_partition_root\" to false for publication \"{}\"",
                    entry.name
                ),
            )
            .detail(format!(
                "The publication contains {what} for partitioned table \"{}\", which is not allowed when \"publish_via_partition_root\" is false.",
                relation.name
            ))
            .help("take the partitioned table out first")
            .also(part.span, "it is listed here"));
        }
        Ok(())
    }

    /// The parameters of a publication, which are a fixed set.
    pub(super) fn check_parameters(&self, stmt: &RegistryStmt) -> Result {
        if stmt.kind != RegistryKind::Publication {
            return Ok(());
        }
        let mut seen = BTreeSet::new();
        for parameter in &stmt.parameters {
            let name = parameter.name.value.as_str();
            let since = match name {
                "publish" | "publish_via_partition_root" => 15,
                "publish_generated_columns" => 18,
                _ => u16::MAX,
            };
            let refuse = |message: String| {
                Err(SqlError::new("42601", parameter.span, message).help(
                    "write publish = 'insert, update, delete, truncate' or publish_via_partition_root = true",
                ))
            };
            if self.catalog.version.0 < since {
                return refuse(format!("unrecognized publication parameter: \"{name}\""));
            }
            if !seen.insert(name) {
                return refuse("conflicting or redundant options".to_owned());
            }
            let value = parameter.value.as_deref();
            match (name, value) {
                ("publish", None) => return refuse("publish requires a parameter".to_owned()),
                ("publish", Some(list)) => {
                    let words: Vec<String> = list
                        .split(',')
                        .map(|word| word.trim().to_ascii_lowercase())
                        .collect();
                    if list.trim().is_empty() {
                        continue;
                    }
                    let is_word = |word: &String| {
                        !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || c == '"')
                    };
                    if !words.iter().all(is_word) && !list.contains('"') {
                        return refuse("invalid list syntax in parameter \"publish\"".to_owned());
                    }
                    let wrong = words
                        .iter()
                        .find(|word| !PUBLISHED.contains(&word.trim_matches('"')));
                    if let Some(wrong) = wrong {
                        return refuse(format!(
                            "unrecognized value for publication option \"publish\": \"{wrong}\""
                        ));
                    }
                }
                ("publish_via_partition_root", Some(value)) => {
                    let value = value.to_ascii_lowercase();
                    if !["true", "false", "on", "off", "1", "0"].contains(&value.as_str()) {
                        return refuse(format!("{name} requires a Boolean value"));
                    }
                }
                ("publish_generated_columns", Some(value))
                    if !["none", "stored"].contains(&value.to_ascii_lowercase().as_str()) =>
                {
                    return refuse(format!(
                        "invalid value for publication parameter \"{name}\": \"{value}\""
                    ));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// What a publication can publish.
const PUBLISHED: [&str; 4] = ["insert", "update", "delete", "truncate"];
