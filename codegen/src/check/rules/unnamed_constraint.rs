//! Constraints under names that nobody chose.

use crate::catalog::{Constraint, ConstraintKind, TypeKind, quote_identifier};
use crate::check::shape;
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unnamed-constraint",
    summary: "a constraint has a name that PostgreSQL chose",
    level: Level::Warn,
    page: include_str!("unnamed_constraint.md"),
    pass: Pass::Head(pass),
};

/// A constraint of which PostgreSQL chose the name.
struct Unnamed<'h> {
    word: &'static str,
    name: &'h str,
    span: Span,
}

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history) else {
        return;
    };
    let revisions = history.revisions.iter();
    let statements: BTreeSet<Span> = revisions
        .flat_map(|revision| revision.statements.iter().map(|statement| statement.span))
        .collect();
    for table in shape::tables(head) {
        let unnamed = table.constraints.iter().filter_map(|constraint| {
            let is_copy = constraint.inherited > 0 && !constraint.is_local;
            if !constraint.chosen || is_copy {
                return None;
            }
            Some(Unnamed {
                word: word(constraint)?,
                name: &constraint.name,
                span: constraint.span,
            })
        });
        let owner = format!("table `{}`", table.name);
        report(history, &statements, &owner, unnamed, out);
    }
    for (_, ty) in head.types.iter() {
        let TypeKind::Domain(domain) = &ty.kind else {
            continue;
        };
        if ty.origin.extension.is_some() {
            continue;
        }
        let checks = domain.checks.iter().filter(|check| check.chosen);
        let unnamed = checks.map(|check| Unnamed {
            word: "check",
            name: &check.name,
            span: with_keyword(history, check.expr.span),
        });
        let owner = format!("domain `{}`", ty.name);
        report(history, &statements, &owner, unnamed, out);
    }
}

/// The condition of a check with the keyword before it.
fn with_keyword(history: &History<'_>, condition: Span) -> Span {
    const KEYWORD: &str = "CHECK";
    let text = history.sources.file(condition.file).text();
    let keyword = text
        .get(..condition.range().start)
        .and_then(|before| before.trim_end().strip_suffix('('))
        .and_then(|before| {
            let before = before.trim_end();
            let at = before.len().checked_sub(KEYWORD.len())?;
            before
                .get(at..)?
                .eq_ignore_ascii_case(KEYWORD)
                .then_some(at)
        });
    match keyword {
        Some(at) => Span::new(condition.file, at..condition.range().end).to(condition),
        None => condition,
    }
}

/// What a constraint is called; `None` for a primary key, which needs no name.
fn word(constraint: &Constraint) -> Option<&'static str> {
    match constraint.kind {
        ConstraintKind::PrimaryKey { .. } => None,
        ConstraintKind::Unique { .. } => Some("unique constraint"),
        ConstraintKind::Exclude { .. } => Some("exclusion constraint"),
        ConstraintKind::Check(_) => Some("check"),
        ConstraintKind::ForeignKey(_) => Some("foreign key"),
    }
}

/// One report for the constraints that one statement gave one object.
fn report<'h>(
    history: &History<'_>,
    statements: &BTreeSet<Span>,
    owner: &str,
    unnamed: impl Iterator<Item = Unnamed<'h>>,
    out: &mut Vec<Finding>,
) {
    let mut by_statement: BTreeMap<Span, Vec<Unnamed<'h>>> = BTreeMap::new();
    for constraint in unnamed {
        let statement = statement(statements, constraint.span).unwrap_or(constraint.span);
        by_statement.entry(statement).or_default().push(constraint);
    }
    for mut constraints in by_statement.into_values() {
        constraints.sort_by_key(|constraint| constraint.span);
        let Some((first, others)) = constraints.split_first() else {
            continue;
        };
        let label = |constraint: &Unnamed<'_>| format!("PostgreSQL calls it `{}`", constraint.name);
        let (message, help, title) = if others.is_empty() {
            (
                format!("a {} of {owner} has no name of its own", first.word),
                "name it: `CONSTRAINT name` before it",
                "write the name that it has",
            )
        } else {
            (
                format!(
                    "{} constraints of {owner} have no names of their own",
                    constraints.len()
                ),
                "name them: `CONSTRAINT name` before each",
                "write the names that they have",
            )
        };
        let mut diagnostic = Diagnostic::warning(RULE.name, first.span, message)
            .with_label(label(first))
            .with_help(help);
        for other in others {
            diagnostic = diagnostic.with_secondary(other.span, label(other));
        }
        let edits: Vec<Edit> = constraints
            .iter()
            .filter(|constraint| begins_with_its_kind(history, constraint.span))
            .map(|constraint| Edit {
                span: constraint.span.at_start(),
                text: format!("CONSTRAINT {} ", quote_identifier(constraint.name)),
            })
            .collect();
        if !edits.is_empty() {
            diagnostic = diagnostic.with_fix(Fix {
                title: title.to_owned(),
                edits,
                safety: Safety::Safe,
            });
        }
        shape::report(first.span, diagnostic, out);
    }
}

/// The statement in which a place lies.
fn statement(statements: &BTreeSet<Span>, place: Span) -> Option<Span> {
    let last = Span {
        end: u32::MAX,
        ..place
    };
    let found = statements.range(..=last).next_back()?;
    (found.file == place.file && place.end <= found.end).then_some(*found)
}

/// Whether a name can be written before what stands at a place.
fn begins_with_its_kind(history: &History<'_>, span: Span) -> bool {
    let written = history.sources.text(span).to_ascii_uppercase();
    ["UNIQUE", "CHECK", "REFERENCES", "FOREIGN", "EXCLUDE"]
        .iter()
        .any(|keyword| written.starts_with(keyword))
}
