//! Money whose digits nobody has fixed.

use crate::catalog::{Catalog, Modifier, RelationKind, TypeId, TypeUse};
use crate::check::columns::{self, Fault, Found, Subject};
use crate::check::money::Naming;
use crate::check::{Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "money-without-scale",
    summary: "a money column is NUMERIC without precision and scale",
    level: Level::Deny,
    page: include_str!("money_without_scale.md"),
    pass: Pass::Head(pass),
};

const NUMERIC: TypeId = TypeId(1700);

fn culprit(ty: &TypeUse) -> Option<&'static str> {
    (ty.id == NUMERIC && ty.modifier == Modifier::None)
        .then_some("numeric without precision and scale")
}

fn pass(history: &History<'_>, settings: &Settings, out: &mut Vec<Finding>) {
    let naming = Naming::of(history, settings);
    let judge = |catalog: &Catalog, subject: Subject| judge(catalog, subject, &naming);
    let Some(head) = history.revisions.last() else {
        return;
    };
    for found in columns::at_head(history, columns::columns, &judge) {
        out.extend(report(&head.after, &found).map(|diagnostic| Finding {
            span: found.span,
            diagnostic,
            certainty: Certainty::Certain,
        }));
    }
}

fn judge(catalog: &Catalog, subject: Subject, naming: &Naming<'_>) -> Option<Fault> {
    let (relation, column) = columns::column(catalog, subject)?;
    // What a view computes has no scale of its own: `sum` of anything has none.
    if matches!(
        relation.kind,
        RelationKind::View(_) | RelationKind::MaterializedView(_)
    ) {
        return None;
    }
    let fault = columns::money_type(catalog, relation, column, culprit, naming)?;
    // Where a range begins and ends is compared with an amount, and is none.
    (!fault.is_in_range(catalog)).then_some(fault)
}

fn report(catalog: &Catalog, found: &Found) -> Option<Diagnostic> {
    let (relation, column) = columns::column(catalog, found.subject)?;
    let what = match relation.kind {
        RelationKind::Composite => "attribute",
        _ => "column",
    };
    let mut diagnostic = Diagnostic::error(
        RULE.name,
        found.span,
        format!(
            "money {what} `{}.{}` is {}",
            relation.name, column.name, found.fault.words
        ),
    )
    .with_label("it keeps as many digits as it is given");
    if let Some(written) = found
        .fault
        .spans
        .first()
        .filter(|span| **span != found.span)
    {
        diagnostic = diagnostic.with_secondary(*written, "the type was set here");
    }
    Some(diagnostic.with_help(
        "write how many digits there are, and how many of them after the point: `numeric(12, 2)`",
    ))
}
