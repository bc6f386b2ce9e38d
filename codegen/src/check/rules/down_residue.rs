//! A down that does not give back the state before its up.

use crate::check::{Applied, Finding, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;
use pgbindgen_model::diff::{self, ColumnOrder, Difference, Expressions, Options};
use pgbindgen_model::tree::Tree;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "down-residue",
    summary: "up and then down does not give the state before",
    level: Level::Deny,
    page: include_str!("down_residue.md"),
    pass: Pass::Revision(pass),
};

/// How many differences a report lists.
const LISTED: usize = 12;

fn pass(revision: &Applied<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(undone) = &revision.undone else {
        return;
    };
    if !revision.complete {
        return;
    }
    let (before, after) = revision.before.changed_models(&undone.state);
    // An expression that the down writes in other words is not told from one
    // that means something else: only the server could.
    let options = Options::default()
        .expressions(Expressions::Presence)
        .column_order(ColumnOrder::Ignored);
    let found = diff::compare_with(&before, &after, options);
    let residue: Vec<&Difference> = found
        .differences
        .iter()
        .filter(|difference| !is_harmless(difference))
        .filter(|difference| !is_told_already(difference, &found.differences))
        .collect();
    if residue.is_empty() {
        return;
    }
    let span = revision
        .statements
        .first()
        .map_or(undone.span, |statement| statement.span);
    let mut diagnostic = Diagnostic::error(
        RULE.name,
        undone.span,
        format!(
            "after the up and down parts of `{}` the database is not what it was before",
            revision.id
        ),
    )
    .with_label(match residue.len() {
        1 => "one difference remains after this".to_owned(),
        many => format!("{many} differences remain after this"),
    });
    for difference in residue.iter().take(LISTED) {
        diagnostic = diagnostic.with_note(describe(difference));
    }
    if residue.len() > LISTED {
        diagnostic = diagnostic.with_note(format!("and {} more", residue.len() - LISTED));
    }
    out.push(Finding {
        span,
        diagnostic: diagnostic.with_help("undo in the down part what the up part does"),
    });
}

/// Differences that no down could avoid: an enum's label cannot be removed.
fn is_harmless(difference: &Difference) -> bool {
    if difference.path.starts_with("enums.")
        && difference.path.ends_with(".labels")
        && let (Some(Tree::List(before)), Some(Tree::List(after))) =
            (&difference.left, &difference.right)
    {
        return before.iter().all(|label| after.contains(label));
    }
    false
}

/// The name of a NOT NULL constraint (from PostgreSQL 18 on) comes and goes with
/// the constraint.
fn is_told_already(difference: &Difference, all: &[Difference]) -> bool {
    difference
        .path
        .strip_suffix("_name")
        .is_some_and(|path| path.ends_with(".not_null") && all.iter().any(|d| d.path == path))
}

/// A difference in words: what is left, what is missing, what is another.
fn describe(difference: &Difference) -> String {
    let path = difference
        .path
        .strip_prefix("relations.")
        .unwrap_or(&difference.path);
    match (&difference.left, &difference.right) {
        (None, Some(_)) => format!("left behind: {path}"),
        (Some(_), None) => format!("missing: {path}"),
        (Some(before), Some(after)) => format!(
            "{path}: {} before, {} after",
            before.to_json_line(),
            after.to_json_line()
        ),
        (None, None) => path.to_owned(),
    }
}
