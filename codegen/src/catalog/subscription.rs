//! What CREATE and ALTER SUBSCRIPTION refuse before they connect
//! (`parse_subscription_options` of `subscriptioncmds.c`).

use super::Replay;
use super::error::{Result, SqlError};
use super::registry::{RegistryEntry, RegistryId};
use crate::ddl::{Name, Parameter, RegistryStmt, Subscribed, SubscriptionVerb};
use crate::diag::Span;
use std::collections::BTreeSet;

/// What a parameter's value must be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Boolean,
    /// A boolean; from 16 on `parallel` too.
    Streaming,
    /// The name of a replication slot, or NONE.
    Slot,
    Origin,
    /// Not looked at here.
    Other,
}

/// Which statements take a parameter, and since when.
struct Row {
    name: &'static str,
    kind: Kind,
    /// The version whose CREATE takes it.
    create: u16,
    /// The version whose `SET (…)` takes it.
    set: u16,
}

const NEVER: u16 = u16::MAX;

const fn row(name: &'static str, kind: Kind, create: u16, set: u16) -> Row {
    Row {
        name,
        kind,
        create,
        set,
    }
}

const PARAMETERS: [Row; 14] = [
    row("binary", Kind::Boolean, 15, 15),
    row("connect", Kind::Boolean, 15, NEVER),
    row("copy_data", Kind::Boolean, 15, NEVER),
    row("create_slot", Kind::Boolean, 15, NEVER),
    row("disable_on_error", Kind::Boolean, 15, 15),
    row("enabled", Kind::Boolean, 15, NEVER),
    row("failover", Kind::Boolean, 17, 17),
    row("origin", Kind::Origin, 16, 16),
    row("password_required", Kind::Boolean, 16, 16),
    row("run_as_owner", Kind::Boolean, 16, 16),
    row("slot_name", Kind::Slot, 15, 15),
    row("streaming", Kind::Streaming, 15, 15),
    row("synchronous_commit", Kind::Other, 15, 15),
    row("two_phase", Kind::Boolean, 15, 18),
];

impl Replay {
    /// Refuses options that are none or do not go together, and publications that are
    /// listed twice. `id` is the subscription that is altered, where it is known.
    pub(super) fn check_subscribed(&self, stmt: &RegistryStmt, id: Option<RegistryId>) -> Result {
        let Some(subscribed) = &stmt.subscribed else {
            return Ok(());
        };
        let version = self.catalog.version.0;
        let mut seen = BTreeSet::new();
        for parameter in &stmt.parameters {
            let name = parameter.name.value.as_str();
            let Some(kind) = kind_of(subscribed.verb, name, version) else {
                return Err(refuse(
                    parameter,
                    "42601",
                    format!("unrecognized subscription parameter: \"{name}\""),
                ));
            };
            if !seen.insert(name) {
                let message = "conflicting or redundant options";
                return Err(refuse(parameter, "42601", message.to_owned()));
            }
            check_value(parameter, kind, version)?;
        }
        if subscribed.verb == SubscriptionVerb::Create {
            let creates_slot = check_together(&stmt.parameters)?;
            if let Some(object) = stmt.object.as_ref().filter(|_| creates_slot) {
                self.prevent_in_transaction(
                    "CREATE SUBSCRIPTION ... WITH (create_slot = true)",
                    object.name.span(),
                )?;
            }
        }
        if let Some((text, span)) = &subscribed.connection {
            check_connection(text, *span)?;
        }
        check_twice(&subscribed.publications)?;
        self.check_members(subscribed, id)
    }

    /// ADD and DROP PUBLICATION: what is there already, and what is not.
    fn check_members(&self, subscribed: &Subscribed, id: Option<RegistryId>) -> Result {
        let Some(entry) = id.and_then(|id| self.catalog.registered(id)) else {
            return Ok(());
        };
        let of = &entry.name;
        for name in &subscribed.publications {
            let is_member = entry.options.contains(&name.value);
            let error = match subscribed.verb {
                SubscriptionVerb::AddPublications if is_member => SqlError::new(
                    "42710",
                    name.span,
                    format!(
                        "publication \"{}\" is already in subscription \"{of}\"",
                        name.value
                    ),
                ),
                SubscriptionVerb::DropPublications if !is_member => SqlError::new(
                    "42P17",
                    name.span,
                    format!(
                        "publication \"{}\" is not in subscription \"{of}\"",
                        name.value
                    ),
                ),
                _ => continue,
            };
            return Err(error
                .help("remove it from the statement")
                .also(entry.span, "the subscription is created here"));
        }
        let dropped = &subscribed.publications;
        if subscribed.verb == SubscriptionVerb::DropPublications
            && dropped.len() == entry.options.len()
            && let Some(last) = dropped.last()
        {
            return Err(SqlError::new(
                "42P17",
                last.span,
                "cannot drop all the publications from a subscription",
            )
            .help("leave one, or drop the subscription")
            .also(entry.span, "the subscription is created here"));
        }
        Ok(())
    }

    /// Keeps the publications of a subscription.
    pub(super) fn subscribe(&mut self, stmt: &RegistryStmt, id: RegistryId) {
        let Some(subscribed) = &stmt.subscribed else {
            return;
        };
        let names = subscribed
            .publications
            .iter()
            .map(|name| name.value.clone());
        let change = |entry: &mut RegistryEntry| match subscribed.verb {
            SubscriptionVerb::SetPublications => entry.options = names.collect(),
            SubscriptionVerb::AddPublications => entry.options.extend(names),
            SubscriptionVerb::DropPublications => {
                for name in names {
                    entry.options.remove(&name);
                }
            }
            _ => {}
        };
        self.catalog.registry.change(id.0, change);
    }
}

fn refuse(parameter: &Parameter, state: &'static str, message: String) -> Box<SqlError> {
    SqlError::new(state, parameter.span, message)
        .help("write the parameters of subscriptions as the manual has them")
}

/// What the value of a parameter must be; `None` where it is not taken.
fn kind_of(verb: SubscriptionVerb, name: &str, version: u16) -> Option<Kind> {
    let row = PARAMETERS.iter().find(|row| row.name == name);
    match verb {
        SubscriptionVerb::Create => row.filter(|row| row.create <= version).map(|row| row.kind),
        SubscriptionVerb::SetOptions => row.filter(|row| row.set <= version).map(|row| row.kind),
        SubscriptionVerb::Refresh => (name == "copy_data").then_some(Kind::Boolean),
        SubscriptionVerb::SetPublications | SubscriptionVerb::AddPublications => {
            matches!(name, "copy_data" | "refresh").then_some(Kind::Boolean)
        }
        SubscriptionVerb::DropPublications => (name == "refresh").then_some(Kind::Boolean),
        SubscriptionVerb::Skip => (name == "lsn").then_some(Kind::Other),
        _ => Some(Kind::Other),
    }
}

/// A boolean as the server reads it: a prefix is none here.
fn boolean(value: Option<&str>) -> Option<bool> {
    let Some(value) = value else {
        return Some(true);
    };
    match value.to_ascii_lowercase().as_str() {
        "true" | "on" | "1" => Some(true),
        "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

fn check_value(parameter: &Parameter, kind: Kind, version: u16) -> Result {
    let name = &parameter.name.value;
    let value = parameter.value.as_deref();
    match kind {
        Kind::Boolean if boolean(value).is_none() => Err(refuse(
            parameter,
            "42601",
            format!("{name} requires a Boolean value"),
        )),
        Kind::Streaming if boolean(value).is_none() => {
            let parallel = value.is_some_and(|value| value.eq_ignore_ascii_case("parallel"));
            let what = match version {
                ..16 => "a Boolean value",
                _ if parallel => return Ok(()),
                _ => "a Boolean value or \"parallel\"",
            };
            Err(refuse(
                parameter,
                "42601",
                format!("{name} requires {what}"),
            ))
        }
        Kind::Slot if value == Some("") => Err(refuse(
            parameter,
            "42602",
            "replication slot name \"\" is too short".to_owned(),
        )),
        Kind::Origin => match value {
            Some(value) if !["none", "any"].contains(&value.to_ascii_lowercase().as_str()) => {
                Err(refuse(
                    parameter,
                    "22023",
                    format!("unrecognized origin value: \"{value}\""),
                ))
            }
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// What CREATE's parameters say together; whether a slot is created.
fn check_together(parameters: &[Parameter]) -> Result<bool> {
    let find = |name: &str| parameters.iter().find(|p| p.name.value == name);
    let flag = |name: &str| find(name).map(|p| boolean(p.value.as_deref()) == Some(true));
    let connects = flag("connect").unwrap_or(true);
    if !connects {
        for name in ["enabled", "create_slot", "copy_data"] {
            if let (Some(true), Some(parameter)) = (flag(name), find(name)) {
                return Err(refuse(
                    parameter,
                    "42601",
                    format!("connect = false and {name} = true are mutually exclusive options"),
                ));
            }
        }
    }
    let slot =
        find("slot_name").filter(|p| p.value.as_deref().is_some_and(|value| value == "none"));
    if let Some(slot) = slot {
        for name in ["enabled", "create_slot"] {
            if flag(name).unwrap_or(connects) {
                let message = if find(name).is_some() {
                    format!("slot_name = NONE and {name} = true are mutually exclusive options")
                } else {
                    format!("subscription with slot_name = NONE must also set {name} = false")
                };
                return Err(refuse(slot, "42601", message));
            }
        }
    }
    Ok(flag("create_slot").unwrap_or(connects))
}

/// A connection string is words of the form `name=value`, or a URI.
fn check_connection(text: &str, span: Span) -> Result {
    let text = text.trim();
    let is_uri = ["postgresql://", "postgres://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    if is_uri || text.is_empty() || text.contains('=') {
        return Ok(());
    }
    let word = text.split_whitespace().next().unwrap_or_default();
    Err(SqlError::new(
        "42601",
        span,
        format!(
            "invalid connection string syntax: missing \"=\" after \"{word}\" in connection info string"
        ),
    )
    .help("write it as name=value, such as 'host=publisher dbname=shop'"))
}

fn check_twice(publications: &[Name]) -> Result {
    for (at, name) in publications.iter().enumerate() {
        let mut before = publications.iter().take(at);
        if let Some(first) = before.find(|other| other.value == name.value) {
            return Err(SqlError::new(
                "42710",
                name.span,
                format!("publication name \"{}\" used more than once", name.value),
            )
            .help("list the publication once")
            .also(first.span, "it is listed here"));
        }
    }
    Ok(())
}
