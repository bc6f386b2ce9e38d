//! Money in a binary floating-point column.

use crate::catalog::{
    Catalog, Change, ChangeKind, Column, ColumnType, ObjectId, RelId, Relation, RelationKind,
    TypeId, TypeKind, TypeUse,
};
use crate::check::{Applied, Certainty, Finding, History, Level, Pass, Rule, Settings, money};
use crate::diag::{Diagnostic, Span};
use std::collections::BTreeSet;

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

fn pass(history: &History<'_>, settings: &Settings, out: &mut Vec<Finding>) {
    let Some(head) = history.revisions.last() else {
        return;
    };
    for (_, relation) in head.after.relations.iter() {
        if relation.origin.extension.is_some() || matches!(relation.kind, RelationKind::Index(_)) {
            continue;
        }
        for column in &relation.columns {
            // A child's copy is reported at the parent that defines it.
            if !column.is_local && column.inherited > 0 {
                continue;
            }
            let Some(path) = violation(&head.after, relation, column, settings) else {
                continue;
            };
            let span = last_made_so(history, relation.id, column, settings);
            out.push(Finding {
                span,
                diagnostic: report(relation, column, &path, span),
                certainty: Certainty::Certain,
            });
        }
    }
}

/// The float inside the column's type, as a path of words, when it is money.
fn violation(
    catalog: &Catalog,
    relation: &Relation,
    column: &Column,
    settings: &Settings,
) -> Option<String> {
    let ColumnType::Known(ty) = &column.ty else {
        return None;
    };
    let named = is_money_column(relation, column, settings);
    float_inside(catalog, ty, named, settings, 0, &mut BTreeSet::new())
}

/// Whether the column is money: configured, marked in its comment, or by its name.
fn is_money_column(relation: &Relation, column: &Column, settings: &Settings) -> bool {
    let listed = |list: &[String]| {
        list.iter().any(|entry| match entry.rsplit_once('.') {
            Some((table, name)) => {
                name == column.name
                    && (table == relation.name || table.ends_with(&format!(".{}", relation.name)))
            }
            None => *entry == column.name,
        })
    };
    let marked = |word: &str| {
        column
            .comment
            .as_deref()
            .is_some_and(|comment| has_annotation(comment, word))
    };
    if listed(&settings.money.not_columns) || marked("@not_money") {
        return false;
    }
    listed(&settings.money.columns)
        || marked("@money")
        || money::is_money(&column.name, &settings.money)
}

fn has_annotation(comment: &str, word: &str) -> bool {
    comment.match_indices(word).any(|(at, _)| {
        !comment[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

/// Where a float hides in a type: `"double precision"`, or the way to it. Inside
/// a composite type the attributes' names count as well.
fn float_inside(
    catalog: &Catalog,
    ty: &TypeUse,
    named: bool,
    settings: &Settings,
    depth: u8,
    seen: &mut BTreeSet<(TypeId, bool)>,
) -> Option<String> {
    // One type may be a part of many, and those of many others.
    if depth > 16 || (catalog.types.get(ty.id.0).is_some() && !seen.insert((ty.id, named))) {
        return None;
    }
    if named && (ty.id == FLOAT4 || ty.id == FLOAT8) {
        let name = if ty.id == FLOAT4 {
            "real"
        } else {
            "double precision"
        };
        return Some(if ty.array {
            format!("an array of {name}")
        } else {
            name.to_owned()
        });
    }
    let user = catalog.types.get(ty.id.0)?;
    let inner =
        |path: String| format!("{} `{}`, which is {path}", kind_word(&user.kind), user.name);
    match &user.kind {
        TypeKind::Domain(domain) => {
            let named = named || money::is_money(&user.name, &settings.money);
            float_inside(catalog, &domain.base, named, settings, depth + 1, seen).map(inner)
        }
        TypeKind::Range { subtype, .. } => {
            float_inside(catalog, subtype, named, settings, depth + 1, seen).map(inner)
        }
        TypeKind::Multirange(range) => {
            let range = TypeUse {
                id: *range,
                array: false,
                modifier: crate::catalog::Modifier::None,
            };
            float_inside(catalog, &range, named, settings, depth + 1, seen)
        }
        TypeKind::Composite(relation) | TypeKind::Row(relation) => {
            let row = catalog.relations.get(relation.0)?;
            row.columns.iter().find_map(|attribute| {
                let ColumnType::Known(ty) = &attribute.ty else {
                    return None;
                };
                // An attribute that is money by its own name is reported there.
                let money = named
                    && !is_money_column(row, attribute, settings)
                    && !money::says_otherwise(&attribute.name);
                float_inside(catalog, ty, money, settings, depth + 1, seen).map(|path| {
                    format!(
                        "the composite type `{}`, whose `{}` is {path}",
                        row.name, attribute.name
                    )
                })
            })
        }
        TypeKind::Enum(_) | TypeKind::Base | TypeKind::Shell => None,
    }
}

fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Domain(_) => "the domain",
        TypeKind::Range { .. } => "the range",
        _ => "the type",
    }
}

/// The statement that last made the column a float that is money: in the first
/// revision since which it has been one, the last change to it.
fn last_made_so(
    history: &History<'_>,
    relation: RelId,
    column: &Column,
    settings: &Settings,
) -> Span {
    let bad_after = |revision: &Applied<'_>| {
        revision
            .after
            .relations
            .get(relation.0)
            .is_some_and(|table| {
                table
                    .columns
                    .iter()
                    .find(|other| other.id == column.id)
                    .is_some_and(|other| {
                        violation(&revision.after, table, other, settings).is_some()
                    })
            })
    };
    let made = history
        .revisions
        .iter()
        .rev()
        .take_while(|revision| bad_after(revision))
        .last();
    let Some(made) = made else {
        return column.type_span;
    };
    let inside = |span: Span| {
        made.statements.iter().any(|stmt| {
            stmt.span.file == span.file
                && stmt.span.start <= span.start
                && span.end <= stmt.span.end
        })
    };
    let touched = |change: &&Change| matches!(&change.object, ObjectId::Column(rel, id) if *rel == relation && *id == column.id);
    let changes: Vec<&Change> = made
        .statements
        .iter()
        .flat_map(|stmt| &stmt.changes)
        .filter(touched)
        .collect();
    if !inside(column.type_span) {
        return changes
            .last()
            .map_or(column.type_span, |change| change.span);
    }
    // The type was set in this revision; a name or a comment that came after it
    // may have made the column money.
    let after = |change: &&&Change| change.span.start > column.type_span.end;
    let renamed = changes
        .iter()
        .filter(after)
        .rfind(|change| change.kind == ChangeKind::Renamed);
    let by_comment = || {
        let uncommented = Column {
            comment: None,
            ..column.clone()
        };
        made.after
            .relations
            .get(relation.0)
            .is_some_and(|table| !is_money_column(table, &uncommented, settings))
    };
    let commented = || changes.iter().rfind(after);
    match renamed {
        Some(change) => change.span,
        None if by_comment() => commented().map_or(column.type_span, |change| change.span),
        None => column.type_span,
    }
}

fn report(relation: &Relation, column: &Column, path: &str, span: Span) -> Diagnostic {
    let what = match relation.kind {
        RelationKind::Composite => "attribute",
        _ => "column",
    };
    let diagnostic = Diagnostic::error(
        RULE.name,
        span,
        format!("money {what} `{}.{}` is {path}", relation.name, column.name),
    )
    .with_label("binary floating point cannot hold an amount of money exactly")
    .with_help("use `numeric(p, s)` with the scale of the currency: `numeric(12, 2)`");
    if span == column.type_span {
        diagnostic
    } else {
        diagnostic.with_secondary(column.type_span, "the type was set here")
    }
}
