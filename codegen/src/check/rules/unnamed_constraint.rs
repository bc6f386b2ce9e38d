//! Constraints under names that nobody chose.

use crate::catalog::{Constraint, ConstraintKind, TypeKind, quote_identifier};
use crate::check::shape;
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "unnamed-constraint",
    summary: "a constraint has a name that PostgreSQL chose",
    level: Level::Warn,
    page: include_str!("unnamed_constraint.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = shape::head(history) else {
        return;
    };
    for table in shape::tables(head) {
        for constraint in &table.constraints {
            let is_copy = constraint.inherited > 0 && !constraint.is_local;
            if !constraint.chosen || is_copy {
                continue;
            }
            let Some(word) = word(constraint) else {
                continue;
            };
            let owner = format!("table `{}`", table.name);
            report(
                history,
                word,
                &owner,
                &constraint.name,
                constraint.span,
                out,
            );
        }
    }
    for (_, ty) in head.types.iter() {
        let TypeKind::Domain(domain) = &ty.kind else {
            continue;
        };
        if ty.origin.extension.is_some() {
            continue;
        }
        for check in domain.checks.iter().filter(|check| check.chosen) {
            let owner = format!("domain `{}`", ty.name);
            let span = with_keyword(history, check.expr.span);
            report(history, "check", &owner, &check.name, span, out);
        }
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

fn report(
    history: &History<'_>,
    word: &str,
    owner: &str,
    name: &str,
    span: Span,
    out: &mut Vec<Finding>,
) {
    let named = format!("CONSTRAINT {} ", quote_identifier(name));
    let mut diagnostic = Diagnostic::warning(
        RULE.name,
        span,
        format!("a {word} of {owner} has no name of its own"),
    )
    .with_label(format!("PostgreSQL calls it `{name}`"))
    .with_help("name it: `CONSTRAINT name` before it");
    let written = history.sources.text(span).to_ascii_uppercase();
    let begins = ["UNIQUE", "CHECK", "REFERENCES", "FOREIGN", "EXCLUDE"]
        .iter()
        .any(|keyword| written.starts_with(keyword));
    if begins {
        diagnostic = diagnostic.with_fix(Fix {
            title: "write the name that it has".to_owned(),
            edits: vec![Edit {
                span: span.at_start(),
                text: named,
            }],
            safety: Safety::Safe,
        });
    }
    shape::report(span, diagnostic, out);
}
