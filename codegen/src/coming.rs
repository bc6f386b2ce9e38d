//! Names that come later: a report that something does not exist points at the
//! statement further on in the history that creates it.

use crate::ddl::{Name, StmtKind};
use crate::diag::{Diagnostic, Span};
use crate::history::Parsed;
use std::collections::BTreeMap;

/// What the statements of the history create.
#[derive(Debug, Default)]
pub(crate) struct Coming {
    /// The place of each statement in the history, by its span.
    places: BTreeMap<Span, usize>,
    /// What is created, by the SQLSTATE of a report that it is missing and its name:
    /// the place of each statement that does, in their order, and the name there.
    created: BTreeMap<(&'static str, String), Vec<(usize, Span)>>,
}

impl Coming {
    /// Of the up parts of a history.
    pub(crate) fn of(revisions: &[&Parsed<'_>]) -> Self {
        let mut coming = Self::default();
        let statements = revisions.iter().flat_map(|parsed| &parsed.up);
        for (place, parsed) in statements.enumerate() {
            coming.places.insert(parsed.stmt.span, place);
            if let Some((code, name)) = created(&parsed.stmt.kind) {
                let key = (code, name.value.clone());
                let of_name = coming.created.entry(key).or_default();
                of_name.push((place, name.span));
            }
        }
        coming
    }

    /// Adds to a fault of the statement at `here` where its name is created behind it.
    pub(crate) fn explain(&self, mut fault: Diagnostic, here: Span) -> Diagnostic {
        let Some((name, span)) = self.later(&fault, here) else {
            return fault;
        };
        let label = format!("`{name}` is created only here");
        fault.help = vec!["move the statement that creates it before this one".to_owned()];
        fault.with_secondary(span, label)
    }

    /// The name that a fault says is missing, and the first place behind `here` that
    /// creates it. Its own statement creates nothing that it lacks.
    fn later(&self, fault: &Diagnostic, here: Span) -> Option<(&str, Span)> {
        let place = self.places.get(&here)?;
        let (code, name) = missing(fault)?;
        let ((_, name), created) = self.created.get_key_value(&(code, name.to_owned()))?;
        let from = created.partition_point(|(at, _)| at <= place);
        created.get(from).map(|(_, span)| (name.as_str(), *span))
    }
}

/// The SQLSTATE of a report that something is missing, and its name without its
/// schema.
fn missing(fault: &Diagnostic) -> Option<(&'static str, &str)> {
    let message = fault.message.strip_suffix(" does not exist")?;
    let quoted = message.split('"').nth(1);
    let (code, shown) = match fault.code {
        "42P01" => ("42P01", quoted?),
        "3F000" => ("3F000", quoted?),
        "42704" => ("42704", message.strip_prefix("type \"")?.strip_suffix('"')?),
        "42883" => (
            "42883",
            message.strip_prefix("function ")?.split('(').next()?,
        ),
        _ => return None,
    };
    let name = shown.trim_end_matches("[]").rsplit('.').next()?;
    Some((code, name))
}

/// The SQLSTATE of a report that what a statement creates is missing, and its name.
fn created(kind: &StmtKind) -> Option<(&'static str, &Name)> {
    Some(match kind {
        StmtKind::CreateTable(create) => ("42P01", &create.name.name),
        StmtKind::CreateView(create) => ("42P01", &create.name.name),
        StmtKind::CreateSequence(create) => ("42P01", &create.name.name),
        StmtKind::CreateType(create) => ("42704", &create.name.name),
        StmtKind::CreateDomain(create) => ("42704", &create.name.name),
        StmtKind::CreateFunction(create) => ("42883", &create.name.name),
        StmtKind::CreateSchema(create) => ("3F000", &create.name),
        _ => return None,
    })
}
