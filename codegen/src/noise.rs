//! Keeps one fault from being told many times: what rests on a refused statement
//! is not reported on its own.

use crate::catalog::{Held, Holder, ObjectId};
use crate::coming::Coming;
use crate::ddl::{AlterActionKind, Drop, ObjectRef, StmtKind, TableElement};
use crate::diag::codes::usual_help;
use crate::diag::{Diagnostic, SourceMap, Span};
use crate::gone::Gone;
use crate::hidden::Hidden;
use crate::history::{Parsed, ParsedStmt};
use crate::resting::Resting;
use std::collections::BTreeSet;

/// What was refused so far.
#[derive(Debug, Default)]
pub(crate) struct Noise {
    /// What refused statements would have created.
    missing: BTreeSet<String>,
    /// What was there and is no more, which a report then points at.
    pub(crate) gone: Gone,
    /// What annotations have hidden, which a report then points at.
    pub(crate) hidden: Hidden,
    /// What statements further on create, which a report then points at.
    coming: Coming,
    /// What rests on statements that are not modelled.
    resting: Resting,
    part: Part,
}

/// What was refused in one part of a revision.
#[derive(Debug, Default)]
struct Part {
    /// Where the first DROP that others depend on was told, among the diagnostics.
    first: Option<usize>,
    /// What is still there because of a DROP that was refused.
    stuck: BTreeSet<ObjectId>,
    /// The names of that.
    left: BTreeSet<String>,
    /// What went with it all the same where the rest was tried.
    missing: BTreeSet<String>,
    /// Whether a statement was refused that may have been meant to drop anything.
    open: bool,
}

/// Where a statement stands.
pub(crate) struct Place<'a> {
    /// Its text.
    pub(crate) here: Span,
    /// In the way back, the part that it undoes.
    pub(crate) made: Option<Span>,
    /// The statements of its part behind it.
    pub(crate) later: &'a [ParsedStmt],
    pub(crate) sources: &'a SourceMap,
}

impl Noise {
    /// Before the first revision.
    pub(crate) fn of(revisions: &[&Parsed<'_>]) -> Self {
        Self {
            coming: Coming::of(revisions),
            ..Self::default()
        }
    }

    /// Before the first statement of a part.
    pub(crate) fn begin_part(&mut self) {
        self.part = Part::default();
    }

    /// A statement that could not be read may have created, or dropped, whatever
    /// it names.
    pub(crate) fn refused(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        self.missing
            .extend(words.filter(|word| !word.is_empty()).map(str::to_lowercase));
        self.part.open = true;
    }

    /// What is known once a statement was refused.
    pub(crate) fn refuse(&mut self, kind: &StmtKind, held: Option<&Held>) {
        self.missing.extend(created(kind));
        let part = &mut self.part;
        part.left.extend(dropped(kind));
        match held {
            Some(held) => {
                part.stuck.extend(held.objects.iter().cloned());
                for holder in &held.holders {
                    part.stuck.insert(holder.root.clone());
                    let name = holder.part.as_ref().unwrap_or(&holder.name);
                    part.missing.insert(name.clone());
                }
            }
            None => part.open |= matches!(kind, StmtKind::Drop(_) | StmtKind::AlterTable(_)),
        }
    }

    /// Tells the faults of a statement, but for those that follow from another.
    pub(crate) fn tell(
        &mut self,
        found: Vec<Diagnostic>,
        held: Option<&Held>,
        place: &Place<'_>,
        out: &mut Vec<Diagnostic>,
    ) {
        for fault in found {
            if self.is_echo(&fault) || self.resting.counts(&fault, place.here, out.len()) {
                continue;
            }
            let Some(held) = held.filter(|_| fault.code == "2BP01") else {
                let fault = self.coming.explain(self.gone.explain(fault), place.here);
                let fault = self.hidden.explain(fault);
                out.push(with_usual_help(fault));
                continue;
            };
            let later: Option<Vec<&ParsedStmt>> = held
                .holders
                .iter()
                .map(|holder| {
                    place
                        .later
                        .iter()
                        .find(|stmt| drops(&stmt.stmt.kind, holder))
                })
                .collect();
            let is_known = |holder: &Holder| self.part.stuck.contains(&holder.root);
            // One order that is wrong is one fault.
            let follows = self.part.open
                || held.holders.iter().all(is_known)
                || (self.part.first.is_some() && later.is_some());
            if !follows {
                self.part.first = Some(out.len());
                out.push(advise(fault, held, later, place));
            } else if let Some(first) = self.part.first.and_then(|at| out.get_mut(at)) {
                let holders: Vec<&str> = held
                    .holders
                    .iter()
                    .map(|holder| holder.shown.as_str())
                    .collect();
                first.notes.push(format!(
                    "{} cannot be dropped then either: {}",
                    held.shown,
                    match holders.as_slice() {
                        [one] => format!("{one} depends on it"),
                        many => format!("{} depend on it", many.join(", ")),
                    }
                ));
            }
        }
    }

    /// Behind the last revision.
    pub(crate) fn finish(self, out: &mut Vec<Diagnostic>) {
        self.resting.finish(out);
    }

    /// Whether a fault only says that something is missing which a refused
    /// statement would have created, or there which one would have dropped.
    fn is_echo(&self, fault: &Diagnostic) -> bool {
        let names = |name: &String| fault.message.contains(&format!("\"{name}\""));
        match fault.code {
            "42P01" | "42703" | "42704" | "42883" | "3F000" => {
                self.missing.iter().any(names) || self.part.missing.iter().any(names)
            }
            "42P07" | "42710" => self.part.left.iter().any(names),
            _ => false,
        }
    }
}

fn with_usual_help(fault: Diagnostic) -> Diagnostic {
    match usual_help(fault.code).filter(|_| fault.help.is_empty()) {
        Some(help) => fault.with_help(help),
        None => fault,
    }
}

/// What is to be done, now that it is known what follows.
fn advise(
    mut fault: Diagnostic,
    held: &Held,
    later: Option<Vec<&ParsedStmt>>,
    place: &Place<'_>,
) -> Diagnostic {
    if let Some(later) = later
        && let Some(last) = later.iter().max_by_key(|stmt| stmt.raw.span)
    {
        let text = one_line(place.sources.text(last.raw.span));
        fault.help = vec![format!("move it behind `{text}`, which stands below")];
        return fault.with_secondary(last.raw.span, "what depends on it is dropped only here");
    }
    let is_made = |holder: &&Holder| {
        let (Some(part), Some(created)) = (place.made, holder.created) else {
            return false;
        };
        created.file == part.file && created.start >= part.start && created.end <= part.end
    };
    let drops: Option<Vec<&str>> = held
        .holders
        .iter()
        .map(|holder| Some(holder).filter(is_made)?.drop.as_deref())
        .collect();
    if let Some(drops) = drops {
        let mut seen = BTreeSet::new();
        // The last is the one on which no other depends.
        let drops: Vec<String> = drops
            .into_iter()
            .rev()
            .filter(|drop| seen.insert(*drop))
            .map(|drop| format!("`{drop}`"))
            .collect();
        fault.help = vec![format!(
            "add {} before it: the up part creates what depends on it",
            drops.join(" and ")
        )];
    }
    fault
}

/// The beginning of a statement, as a report quotes it.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text,
    }
}

/// Whether a statement drops what depends on something.
fn drops(kind: &StmtKind, holder: &Holder) -> bool {
    match kind {
        StmtKind::Drop(drop) => named(drop).any(|(name, of)| match of {
            Some(of) => Some(name) == holder.part.as_deref() && of == holder.name,
            None => name == holder.name,
        }),
        StmtKind::AlterTable(alter) => {
            alter.name.name.value == holder.name
                && alter.actions.iter().any(|action| match &action.kind {
                    AlterActionKind::DropColumn { column: name, .. }
                    | AlterActionKind::DropConstraint { name, .. } => {
                        Some(&name.value) == holder.part.as_ref()
                    }
                    _ => false,
                })
        }
        _ => false,
    }
}

/// The names that DROP has, each with the table of what is a part of one.
fn named(drop: &Drop) -> impl Iterator<Item = (&str, Option<&str>)> {
    drop.objects.iter().filter_map(|object| match object {
        ObjectRef::Relation { name, .. } | ObjectRef::Function { name, .. } => {
            Some((name.name.value.as_str(), None))
        }
        ObjectRef::Type { name } | ObjectRef::Domain { name } => {
            Some((name.name.name.value.as_str(), None))
        }
        ObjectRef::Schema { name } | ObjectRef::Extension { name } => {
            Some((name.value.as_str(), None))
        }
        ObjectRef::Trigger { name, table }
        | ObjectRef::Policy { name, table }
        | ObjectRef::Rule { name, table } => {
            Some((name.value.as_str(), Some(table.name.value.as_str())))
        }
        _ => None,
    })
}

/// The names that a statement would have taken away.
fn dropped(kind: &StmtKind) -> Vec<String> {
    match kind {
        StmtKind::Drop(drop) => named(drop).map(|(name, _)| name.to_owned()).collect(),
        StmtKind::AlterTable(alter) => alter
            .actions
            .iter()
            .filter_map(|action| match &action.kind {
                AlterActionKind::DropColumn { column: name, .. }
                | AlterActionKind::DropConstraint { name, .. } => Some(name.value.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The names that a statement would have created.
fn created(kind: &StmtKind) -> Vec<String> {
    match kind {
        StmtKind::CreateSchema(create) => vec![create.name.value.clone()],
        StmtKind::CreateTable(create) => {
            let mut names = vec![create.name.name.value.clone()];
            names.extend(create.elements.iter().filter_map(|element| match element {
                TableElement::Column(column) => Some(column.name.value.clone()),
                _ => None,
            }));
            names
        }
        StmtKind::CreateView(create) => vec![create.name.name.value.clone()],
        StmtKind::CreateSequence(create) => vec![create.name.name.value.clone()],
        StmtKind::CreateType(create) => vec![create.name.name.value.clone()],
        StmtKind::CreateDomain(create) => vec![create.name.name.value.clone()],
        StmtKind::CreateIndex(create) => {
            create.name.iter().map(|name| name.value.clone()).collect()
        }
        StmtKind::CreateFunction(create) => vec![create.name.name.value.clone()],
        StmtKind::AlterTable(alter) => alter
            .actions
            .iter()
            .filter_map(|action| match &action.kind {
                AlterActionKind::AddColumn { column, .. } => Some(column.name.value.clone()),
                AlterActionKind::RenameColumn { to, .. }
                | AlterActionKind::RenameConstraint { to, .. }
                | AlterActionKind::Rename { to } => Some(to.value.clone()),
                AlterActionKind::AddConstraint(constraint) => {
                    constraint.name.as_ref().map(|name| name.value.clone())
                }
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
