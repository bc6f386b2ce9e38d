//! Names that come later: a report that something does not exist points at the
//! statement further on in the history that creates it.

use crate::ddl::StmtKind;
use crate::diag::{Diagnostic, Span};
use crate::history::Parsed;

/// What the statements of the history create, in their order.
#[derive(Debug, Default)]
pub(crate) struct Coming {
    statements: Vec<(Span, Option<Created>)>,
}

/// What a statement creates.
#[derive(Debug)]
struct Created {
    /// The SQLSTATE of a report that it is missing.
    code: &'static str,
    name: String,
    span: Span,
}

impl Coming {
    /// Of the up parts of a history.
    pub(crate) fn of(revisions: &[&Parsed<'_>]) -> Self {
        let statements = revisions.iter().flat_map(|parsed| &parsed.up);
        Self {
            statements: statements
                .map(|parsed| (parsed.stmt.span, created(&parsed.stmt.kind)))
                .collect(),
        }
    }

    /// Adds to a fault of the statement at `here` where its name is created behind it.
    pub(crate) fn explain(&self, mut fault: Diagnostic, here: Span) -> Diagnostic {
        let Some(name) = missing(&fault) else {
            return fault;
        };
        let mut later = self.statements.iter().skip_while(|(span, _)| *span != here);
        // Its own statement creates nothing that it lacks.
        later.next();
        let found = later
            .filter_map(|(_, created)| created.as_ref())
            .find(|created| created.code == fault.code && created.name == name);
        let Some(found) = found else {
            return fault;
        };
        let label = format!("`{name}` is created only here");
        fault.help = vec!["move the statement that creates it before this one".to_owned()];
        fault.with_secondary(found.span, label)
    }
}

/// The name that a report says is missing, without its schema.
fn missing(fault: &Diagnostic) -> Option<&str> {
    let message = fault.message.strip_suffix(" does not exist")?;
    let shown = match fault.code {
        "42P01" | "3F000" => message.split('"').nth(1)?,
        "42704" => message.strip_prefix("type \"")?.strip_suffix('"')?,
        "42883" => message.strip_prefix("function ")?.split('(').next()?,
        _ => return None,
    };
    shown.trim_end_matches("[]").rsplit('.').next()
}

fn created(kind: &StmtKind) -> Option<Created> {
    let (code, name) = match kind {
        StmtKind::CreateTable(create) => ("42P01", &create.name.name),
        StmtKind::CreateView(create) => ("42P01", &create.name.name),
        StmtKind::CreateSequence(create) => ("42P01", &create.name.name),
        StmtKind::CreateType(create) => ("42704", &create.name.name),
        StmtKind::CreateDomain(create) => ("42704", &create.name.name),
        StmtKind::CreateFunction(create) => ("42883", &create.name.name),
        StmtKind::CreateSchema(create) => ("3F000", &create.name),
        _ => return None,
    };
    Some(Created {
        code,
        name: name.value.clone(),
        span: name.span,
    })
}
