//! Money in binary floating point.

use crate::catalog::{Catalog, RelationKind, TypeId, TypeUse};
use crate::check::columns::{self, Fault, Found, Place, Subject};
use crate::check::money::{Naming, is_money_column};
use crate::check::{Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "float-money",
    summary: "a money column is REAL, DOUBLE PRECISION or FLOAT, in any disguise",
    level: Level::Deny,
    page: include_str!("float_money.md"),
    pass: Pass::Head(pass),
};

const FLOAT4: TypeId = TypeId(700);
const FLOAT8: TypeId = TypeId(701);

fn culprit(ty: &TypeUse) -> Option<&'static str> {
    match ty.id {
        FLOAT4 => Some("real"),
        FLOAT8 => Some("double precision"),
        _ => None,
    }
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
    if let Some(fault) = columns::money_type(catalog, relation, column, culprit, naming) {
        return Some(fault);
    }
    // A column that is a float by its type, or repeats one that is at fault, is
    // told of there.
    if column.ty.known().and_then(culprit).is_some() {
        return None;
    }
    let fault = columns::cast(catalog, relation, column, culprit)?;
    if !is_money_column(catalog, relation, column, naming) {
        return None;
    }
    let told = columns::follows(catalog, relation, column).any(|(other, same)| {
        columns::cast(catalog, other, same, culprit).is_some_and(|told| told.spans == fault.spans)
    });
    (!told).then_some(fault)
}

/// What to do about a column that a query computes.
const COMPUTE: &str = "compute it in `numeric`: cast to `numeric` instead";

fn report(catalog: &Catalog, found: &Found) -> Option<Diagnostic> {
    let (relation, column) = columns::column(catalog, found.subject)?;
    let what = match relation.kind {
        RelationKind::Composite => "attribute",
        _ => "column",
    };
    let name = format!("money {what} `{}.{}`", relation.name, column.name);
    let words = &found.fault.words;
    let (message, there, help) = match found.fault.place {
        Place::Type => (
            format!("{name} is {words}"),
            "the type was set here",
            match relation.kind {
                RelationKind::View(_) | RelationKind::MaterializedView(_) => COMPUTE,
                _ => "use `numeric(p, s)` with the scale of the currency: `numeric(12, 2)`",
            },
        ),
        Place::Default => (
            format!("the default of {name} is a {words}"),
            "the default is written here",
            "write the default as a plain number, or cast it to `numeric`",
        ),
        Place::Generated => (
            format!("{name} is generated through {words}"),
            "the expression is written here",
            "compute it in `numeric`: cast what is a float to `numeric` first",
        ),
        // A condition is no value of a column.
        Place::Within => return None,
        Place::View => (
            format!("{name} is computed through {words}"),
            "the expression is written here",
            COMPUTE,
        ),
    };
    let mut diagnostic = Diagnostic::error(RULE.name, found.span, message)
        .with_label("binary floating point cannot hold an amount of money exactly");
    if let Some(written) = found
        .fault
        .spans
        .first()
        .filter(|span| **span != found.span)
    {
        diagnostic = diagnostic.with_secondary(*written, there);
    }
    Some(diagnostic.with_help(help))
}
