//! Changes that write a whole table anew.

use crate::catalog::{ColumnId, Relation, Rewrite, WorkKind};
use crate::check::deploy::{self, Deployed};
use crate::check::{Certainty, Finding, History, Level, Pass, Rule, Settings};
use crate::ddl::{SetScope, StmtKind};
use crate::diag::Diagnostic;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "type-change-that-rewrites",
    summary: "a change of an existing table writes all its rows or an index anew",
    level: Level::Warn,
    page: include_str!("type_change_that_rewrites.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    for deployed in deploy::work(history) {
        let (diagnostic, certainty) = match &deployed.work.kind {
            WorkKind::Rewrites(why) => match rewrite(deployed, why) {
                Some(found) => found,
                None => continue,
            },
            // A table that is written anew gets all its indexes anew.
            WorkKind::RebuildsIndexes { .. } if is_rewritten(deployed) => continue,
            WorkKind::RebuildsIndexes { column, indexes } => {
                let names: Vec<String> = indexes
                    .iter()
                    .filter_map(|id| deployed.revision.before.rel(*id))
                    .map(|index| format!("`{}`", index.name))
                    .collect();
                if names.is_empty() {
                    continue;
                }
                (rebuild(deployed, *column, &names), Certainty::Certain)
            }
            _ => continue,
        };
        out.push(Finding {
            span: deployed.place(),
            diagnostic,
            certainty,
        });
    }
}

/// Whether the statement writes the table anew.
fn is_rewritten(deployed: Deployed<'_, '_>) -> bool {
    deployed.statement.work.iter().any(|work| {
        work.table == deployed.work.table
            && match &work.kind {
                WorkKind::Rewrites(Rewrite::Zone(_)) => !sets_utc(deployed),
                WorkKind::Rewrites(_) => true,
                _ => false,
            }
    })
}

/// The column's name after the revision, or before it.
fn name(deployed: Deployed<'_, '_>, column: ColumnId) -> String {
    let after = deployed.revision.after.rel(deployed.table.id);
    let found = after
        .and_then(|table| table.column_by_id(column))
        .or_else(|| deployed.table.column_by_id(column));
    let table = &deployed.table.name;
    found.map_or_else(
        || table.clone(),
        |column| format!("{table}.{}", column.name),
    )
}

/// The types of a column before and after the revision.
fn types(deployed: Deployed<'_, '_>, column: ColumnId) -> Option<(String, String)> {
    let shown = |state: &crate::catalog::Catalog, table: &Relation| {
        let ty = table.column_by_id(column)?.ty.known()?;
        Some(state.format_type(ty))
    };
    let revision = deployed.revision;
    Some((
        shown(&revision.before, deployed.table)?,
        shown(&revision.after, revision.after.rel(deployed.table.id)?)?,
    ))
}

fn rewrite(deployed: Deployed<'_, '_>, why: &Rewrite) -> Option<(Diagnostic, Certainty)> {
    let table = &deployed.table.name;
    let mut certainty = Certainty::Certain;
    let stepwise = "add a new column, fill it in batches, and take it into use in a later revision";
    let change = |column: ColumnId| {
        let name = name(deployed, column);
        match types(deployed, column) {
            Some((old, new)) if old != new => {
                format!("the change of `{name}` from {old} to {new}")
            }
            _ => format!("the change of the type of `{name}`"),
        }
    };
    let (message, help) = match *why {
        Rewrite::Type(column) => (
            format!("{} rewrites the existing table `{table}`", change(column)),
            stepwise,
        ),
        Rewrite::Zone(column) => {
            if sets_utc(deployed) {
                return None;
            }
            (
                format!(
                    "{} rewrites the existing table `{table}`, unless the time zone of the session is UTC",
                    change(column)
                ),
                "write `SET LOCAL timezone = 'UTC'` before it, if the values are in UTC",
            )
        }
        Rewrite::Unknown(column) => {
            certainty = Certainty::Possible;
            (
                format!(
                    "{} may rewrite the existing table `{table}`",
                    change(column)
                ),
                stepwise,
            )
        }
        Rewrite::Volatile(column) => (
            format!(
                "`{}` is added with a default that is another for each row, which rewrites the \
                 existing table `{table}`",
                name(deployed, column)
            ),
            "add it without the default, set the default then, and fill it in batches",
        ),
        Rewrite::MaybeVolatile(column) => {
            if calls_what_is_stable(deployed, column) {
                return None;
            }
            certainty = Certainty::Possible;
            (
                format!(
                    "`{}` is added with a default whose function may be volatile, which would rewrite \
                     the existing table `{table}`",
                    name(deployed, column)
                ),
                "declare the function STABLE if it is, or add the column without the default, set \
                 it then, and fill it in batches",
            )
        }
        Rewrite::Generated(column) => (
            format!(
                "the values of the generated column `{}` are stored, which rewrites the existing \
                 table `{table}`",
                name(deployed, column)
            ),
            "compute it in a view, or (from PostgreSQL 18 on) make it VIRTUAL",
        ),
        Rewrite::Sequence(column) => (
            format!(
                "`{}` is added with a number for each row, which rewrites the existing table \
                 `{table}`",
                name(deployed, column)
            ),
            "add a plain column, fill it in batches, and make it an identity column then",
        ),
        Rewrite::Domain(column) => (
            format!(
                "`{}` is added with a domain that has constraints, which rewrites the existing \
                 table `{table}`",
                name(deployed, column)
            ),
            "add it with the domain's own type and a CHECK that is NOT VALID",
        ),
        Rewrite::Persistence => (
            format!("SET LOGGED and SET UNLOGGED rewrite the existing table `{table}`"),
            "do it while nobody needs the table",
        ),
        Rewrite::AccessMethod => (
            format!("another access method rewrites the existing table `{table}`"),
            "do it while nobody needs the table",
        ),
    };
    let diagnostic = Diagnostic::warning(RULE.name, deployed.work.span, message)
        .with_label("nobody can read or write the table until all rows are written")
        .with_help(help);
    Some((diagnostic, certainty))
}

fn rebuild(deployed: Deployed<'_, '_>, column: ColumnId, names: &[String]) -> Diagnostic {
    let word = if names.len() == 1 { "index" } else { "indexes" };
    Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!(
            "the change of `{}` builds the {word} {} anew",
            name(deployed, column),
            names.join(", ")
        ),
    )
    .with_label("nobody can read or write the table until that is done")
    .with_help(format!(
        "drop the {word} before, and create {} CONCURRENTLY in a revision after it",
        if names.len() == 1 { "it" } else { "them" }
    ))
}

/// Whether the session's time zone is set to UTC before the statement.
fn sets_utc(deployed: Deployed<'_, '_>) -> bool {
    deployed
        .earlier()
        .filter_map(|statement| match &statement.stmt.kind {
            StmtKind::SetParameter(set) if set.name.value.eq_ignore_ascii_case("timezone") => {
                Some(set)
            }
            _ => None,
        })
        .last()
        .is_some_and(|set| {
            let value = set.value.as_deref().unwrap_or_default();
            let zone = value.trim_matches('\'').to_ascii_uppercase();
            matches!(set.scope, SetScope::Session | SetScope::Local)
                && ["UTC", "GMT", "ETC/UTC", "0"].contains(&zone.as_str())
        })
}

/// Whether the functions that a default calls were declared STABLE or IMMUTABLE
/// before the revision.
fn calls_what_is_stable(deployed: Deployed<'_, '_>, column: ColumnId) -> bool {
    let revision = deployed.revision;
    let functions = revision
        .after
        .rel(deployed.table.id)
        .and_then(|table| table.column_by_id(column)?.default.as_ref())
        .map_or(&[][..], |default| &default.uses.functions);
    let facts = revision.kept.facts(&revision.before);
    !functions.is_empty()
        && functions.iter().all(|id| {
            let Some(function) = revision.before.function(*id) else {
                return false;
            };
            let schema = revision.before.schema_name(function.schema);
            let own = format!("functions.{schema}.{}(", function.name);
            facts.iter().any(|(path, fact)| {
                path.starts_with(&own) && path.ends_with(".volatility") && fact.text != "volatile"
            })
        })
}
