//! The type `money`, anywhere.

use crate::catalog::builtin::PG_TEMP;
use crate::catalog::{
    Catalog, ConstraintKind, Function, KeyKind, Relation, RelationKind, StoredExpr, TypeId,
    TypeKind, TypeUse,
};
use crate::check::columns::{self, Fault, Found, Place, Subject};
use crate::check::{Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "money-type",
    summary: "the type `money` is used, whose meaning depends on a setting of the server",
    level: Level::Deny,
    page: include_str!("money_type.md"),
    pass: Pass::Head(pass),
};

const MONEY: TypeId = TypeId(790);

fn culprit(ty: &TypeUse) -> Option<&'static str> {
    (ty.id == MONEY).then_some("money")
}

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = history.revisions.last() else {
        return;
    };
    for found in columns::at_head(history, subjects, &judge) {
        out.extend(report(&head.after, &found).map(|diagnostic| Finding {
            span: found.span,
            diagnostic,
            certainty: Certainty::Certain,
        }));
    }
}

/// Columns, conditions and keys of relations, domains and ranges, and functions: each is told where it names the
/// type itself, and not again where it is used.
fn subjects(catalog: &Catalog) -> Vec<Subject> {
    let mut subjects = columns::columns(catalog);
    let relations = catalog.relations.iter();
    subjects.extend(
        relations
            .filter(|(_, relation)| is_own(relation))
            .map(|(_, relation)| Subject::Relation(relation.id)),
    );
    let types = catalog.types.iter();
    subjects.extend(
        types
            .filter(|(_, ty)| ty.origin.extension.is_none())
            .map(|(_, ty)| Subject::Type(ty.id)),
    );
    let functions = catalog.functions.iter();
    subjects.extend(
        functions
            .filter(|(_, function)| function.origin.extension.is_none())
            .map(|(_, function)| Subject::Function(function.id)),
    );
    subjects
}

fn judge(catalog: &Catalog, subject: Subject) -> Option<Fault> {
    match subject {
        Subject::Column(..) => {
            let (relation, column) = columns::column(catalog, subject)?;
            let ty = column.ty.known();
            if let Some((ty, words)) = ty.and_then(|ty| Some((ty, culprit(ty)?))) {
                let words = columns::words_of(words, ty);
                let told = columns::follows(catalog, relation, column)
                    .any(|(_, other)| other.ty.known().and_then(culprit).is_some());
                return (!told).then(|| Fault::new(Place::Type, words, column.type_span));
            }
            let fault = columns::cast(catalog, relation, column, culprit)?;
            let told = columns::follows(catalog, relation, column).any(|(other, same)| {
                columns::cast(catalog, other, same, culprit)
                    .is_some_and(|told| told.spans == fault.spans)
            });
            (!told).then_some(fault)
        }
        Subject::Relation(id) => {
            let relation = catalog.rel(id).filter(|relation| is_own(relation))?;
            let mut within = expressions(relation);
            let (what, expr) = within.find(|(_, expr)| goes_through(expr))?;
            Some(Fault::new(Place::Within, what, expr.span))
        }
        Subject::Type(id) => {
            let ty = catalog.types.get(id.0)?;
            if let TypeKind::Domain(domain) = &ty.kind
                && culprit(&domain.base).is_none()
            {
                let checks = domain.checks.iter().map(|check| &check.expr);
                let mut within = domain.default.iter().chain(checks);
                let expr = within.find(|expr| goes_through(expr))?;
                return Some(Fault::new(Place::Within, "money", expr.span));
            }
            let inner = match &ty.kind {
                TypeKind::Domain(domain) => &domain.base,
                TypeKind::Range { subtype, .. } => subtype,
                _ => return None,
            };
            let words = columns::words_of(culprit(inner)?, inner);
            Some(Fault::new(Place::Type, words, ty.origin.span))
        }
        Subject::Function(id) => {
            let function = catalog.functions.get(id.0)?;
            is_in_signature(function)
                .then(|| Fault::new(Place::Type, "money", function.origin.span))
        }
    }
}

/// Whether a relation is the project's own and stays.
fn is_own(relation: &Relation) -> bool {
    relation.origin.extension.is_none() && relation.schema != PG_TEMP
}

/// What a relation holds beside its columns, in words. Of what a child has from its
/// parent the parent tells.
fn expressions(relation: &Relation) -> impl Iterator<Item = (&'static str, &StoredExpr)> {
    let checks = relation.constraints.iter().filter_map(|constraint| {
        let ConstraintKind::Check(expr) = &constraint.kind else {
            return None;
        };
        constraint.is_local.then_some(("a check", &**expr))
    });
    let policies = relation.policies.values().flat_map(|policy| {
        let both = policy.using.iter().chain(&policy.check);
        both.map(|expr| ("a policy", expr))
    });
    let index = match &relation.kind {
        RelationKind::Index(index) if index.parent.is_none() => Some(index),
        _ => None,
    };
    let index = index.into_iter().flat_map(|index| {
        let keys = index.keys.iter().filter_map(|key| match &key.what {
            KeyKind::Expr(expr) => Some(&**expr),
            KeyKind::Column(_) => None,
        });
        keys.chain(&index.predicate).map(|expr| ("the index", expr))
    });
    checks.chain(policies).chain(index)
}

fn goes_through(expr: &StoredExpr) -> bool {
    expr.casts.iter().any(|ty| culprit(ty).is_some())
}

fn is_in_signature(function: &Function) -> bool {
    let parameters = function.declared.iter().filter_map(|p| p.ty.as_ref());
    let mut types = parameters
        .chain(function.arguments.iter().flatten())
        .chain(&function.returns);
    types.any(|ty| culprit(ty).is_some())
}

fn report(catalog: &Catalog, found: &Found) -> Option<Diagnostic> {
    let words = &found.fault.words;
    let message = match found.subject {
        Subject::Column(..) => {
            let (relation, column) = columns::column(catalog, found.subject)?;
            let what = match relation.kind {
                RelationKind::Composite => "attribute",
                _ => "column",
            };
            let name = format!("{what} `{}.{}`", relation.name, column.name);
            match found.fault.place {
                Place::Type => format!("{name} is of type {words}"),
                Place::Default => format!("the default of {name} is cast to {words}"),
                Place::Generated => format!("{name} is generated through {words}"),
                Place::View | Place::Within => format!("{name} is computed through {words}"),
            }
        }
        Subject::Relation(id) => {
            let name = &catalog.rel(id)?.name;
            match catalog.rel(id)?.kind {
                RelationKind::Index(_) => format!("the index `{name}` casts to money"),
                _ => format!("{words} of `{name}` casts to money"),
            }
        }
        Subject::Type(id) => {
            let ty = catalog.types.get(id.0)?;
            match ty.kind {
                TypeKind::Domain(_) if found.fault.place == Place::Within => {
                    format!(
                        "the default or a check of the domain `{}` casts to money",
                        ty.name
                    )
                }
                TypeKind::Domain(_) => format!("the domain `{}` is {words}", ty.name),
                _ => format!("the range `{}` is one of {words}", ty.name),
            }
        }
        Subject::Function(id) => {
            let function = catalog.functions.get(id.0)?;
            format!("function `{}` takes or returns {words}", function.name)
        }
    };
    let mut diagnostic = Diagnostic::error(RULE.name, found.span, message)
        .with_label("what a value of it means depends on `lc_monetary` of the server");
    if let Some(written) = found
        .fault
        .spans
        .first()
        .filter(|span| **span != found.span)
    {
        diagnostic = diagnostic.with_secondary(*written, "it is written here");
    }
    Some(diagnostic.with_help(
        "use `numeric(p, s)` with the scale of the currency, and a column of its own for the currency",
    ))
}
