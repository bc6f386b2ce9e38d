//! Names that were there once: a report that something does not exist points at
//! the statement that dropped or renamed it.

use crate::ddl::{AlterActionKind, AlterTypeAction, Name, ObjectRef, StmtKind};
use crate::diag::{Diagnostic, Span};

/// The names that the statements so far took away.
#[derive(Debug, Default)]
pub(crate) struct Gone {
    names: Vec<Past>,
}

/// A name that nothing has any more.
#[derive(Debug)]
struct Past {
    name: String,
    /// The table, of a column or a constraint.
    of: Option<String>,
    span: Span,
    /// The new name, where it was renamed.
    to: Option<String>,
}

impl Gone {
    /// Notes what a statement that was taken has dropped or renamed.
    pub(crate) fn note(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::Drop(drop) => {
                for object in &drop.objects {
                    match object {
                        ObjectRef::Relation { name, .. } => self.add(&name.name, None, None),
                        ObjectRef::Type { name } | ObjectRef::Domain { name } => {
                            self.add(&name.name.name, None, None);
                        }
                        _ => {}
                    }
                }
            }
            StmtKind::AlterTable(alter) => {
                let table = &alter.name.name;
                for action in &alter.actions {
                    match &action.kind {
                        AlterActionKind::DropColumn { column, .. } => {
                            self.add(column, Some(table), None);
                        }
                        AlterActionKind::DropConstraint { name, .. } => {
                            self.add(name, Some(table), None);
                        }
                        AlterActionKind::RenameColumn { column, to } => {
                            self.add(column, Some(table), Some(to));
                        }
                        AlterActionKind::RenameConstraint { name, to } => {
                            self.add(name, Some(table), Some(to));
                        }
                        AlterActionKind::Rename { to } => self.add(table, None, Some(to)),
                        _ => {}
                    }
                }
            }
            StmtKind::AlterType(alter) => {
                if let AlterTypeAction::Rename { to } = &alter.action {
                    self.add(&alter.name.name, None, Some(to));
                }
            }
            _ => {}
        }
    }

    fn add(&mut self, name: &Name, of: Option<&Name>, to: Option<&Name>) {
        self.names.push(Past {
            name: name.value.clone(),
            of: of.map(|of| of.value.clone()),
            span: name.span,
            to: to.map(|to| to.value.clone()),
        });
    }

    /// How many there are, for [`Gone::forget`].
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Forgets those behind the first `len`: a way back is tried and left again.
    pub(crate) fn forget(&mut self, len: usize) {
        self.names.truncate(len);
    }

    /// Adds to a fault where its name was last taken away.
    pub(crate) fn explain(&self, mut fault: Diagnostic) -> Diagnostic {
        if !matches!(fault.code, "42P01" | "42703" | "42704") {
            return fault;
        }
        let Some(quoted) = fault.message.split('"').nth(1) else {
            return fault;
        };
        // A table may be named with its schema.
        let bare = quoted.rsplit('.').next().unwrap_or(quoted);
        let names_table = |table: &str| {
            let table = format!("\"{table}\"");
            let labels = || fault.secondary.iter().map(|label| &label.text);
            fault.message.contains(&table) || labels().any(|text| text.contains(&table))
        };
        let of_table =
            fault.message.starts_with("column ") || fault.message.starts_with("constraint ");
        let past = self.names.iter().rev().find(|past| match &past.of {
            Some(table) => of_table && past.name == quoted && names_table(table),
            None => !of_table && past.name == bare,
        });
        let Some(past) = past else {
            return fault;
        };
        let name = &past.name;
        match &past.to {
            Some(to) => {
                let help = format!("write `{to}`, its name since then");
                // Not beside a guess, which may be another.
                fault.help.retain(|help| !help.starts_with("write `"));
                fault
                    .with_secondary(past.span, format!("`{name}` was renamed to `{to}` here"))
                    .with_help(help)
            }
            None => fault.with_secondary(past.span, format!("`{name}` was dropped here")),
        }
    }
}
