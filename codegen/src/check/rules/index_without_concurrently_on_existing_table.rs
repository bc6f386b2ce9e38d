//! Indexes that are built while every writer waits.

use crate::catalog::{ConstraintId, RelId, WorkKind};
use crate::check::deploy::{self, Deployed};
use crate::check::{Finding, History, Level, Pass, Rule, Settings};
use crate::ddl::StmtKind;
use crate::diag::{Diagnostic, Edit, Fix, Safety, Span};
use crate::split::{Lexer, TokenKind};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "index-without-concurrently-on-existing-table",
    summary: "an index is built on an existing table while writers wait",
    level: Level::Warn,
    page: include_str!("index_without_concurrently_on_existing_table.md"),
    pass: Pass::Head(pass),
};

fn pass(history: &History<'_>, _: &Settings, out: &mut Vec<Finding>) {
    for deployed in deploy::work(history) {
        let diagnostic = match deployed.work.kind {
            WorkKind::BuildsIndex {
                index,
                concurrently: false,
            } => of_index(history, deployed, index),
            WorkKind::BuildsKey {
                constraint,
                primary,
            } => of_key(deployed, constraint, primary),
            _ => continue,
        };
        deploy::report(deployed, diagnostic, out);
    }
}

fn of_index(history: &History<'_>, deployed: Deployed<'_, '_>, index: RelId) -> Diagnostic {
    let table = deployed.table;
    let name = deployed.revision.after.rel(index).map_or_else(
        || "an index".to_owned(),
        |index| format!("index `{}`", index.name),
    );
    let diagnostic = Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!(
            "{name} is built on the existing table `{}` without CONCURRENTLY",
            table.name
        ),
    )
    .with_label("nobody can write to the table until it is built");
    if table.is_partitioned() {
        return diagnostic.with_help(
            "create it ON ONLY the partitioned table, then CONCURRENTLY on each partition, and attach those",
        );
    }
    if deployed.revision.transaction.is_there() {
        return diagnostic.with_help(
            "move it to a revision of its own that runs in no transaction \
             (`-- transaction: off`), as CREATE INDEX CONCURRENTLY",
        );
    }
    let diagnostic = diagnostic.with_help("write CREATE INDEX CONCURRENTLY");
    match word_index(history, deployed) {
        Some(span) => diagnostic.with_fix(Fix {
            title: "build it concurrently".to_owned(),
            edits: vec![Edit {
                span: span.at_end(),
                text: " CONCURRENTLY".to_owned(),
            }],
            // When it fails it leaves an invalid index behind.
            safety: Safety::Suggestion,
        }),
        None => diagnostic,
    }
}

/// The word INDEX of a CREATE INDEX.
fn word_index(history: &History<'_>, deployed: Deployed<'_, '_>) -> Option<Span> {
    let statement = deployed.statement;
    if !matches!(statement.stmt.kind, StmtKind::CreateIndex(_)) {
        return None;
    }
    let text = history.sources.file(statement.span.file).text();
    let mut lexer = Lexer::new(text, statement.span.range());
    lexer.find_map(|token| {
        let is_it = token.kind == TokenKind::Word
            && text
                .get(token.range())
                .is_some_and(|word| word.eq_ignore_ascii_case("index"));
        is_it.then(|| Span::new(statement.span.file, token.range()))
    })
}

fn of_key(deployed: Deployed<'_, '_>, constraint: ConstraintId, primary: bool) -> Diagnostic {
    let table = deployed.table;
    let what = if primary {
        "primary key"
    } else {
        "unique constraint"
    };
    let name = deployed
        .revision
        .after
        .rel(table.id)
        .and_then(|table| table.constraint_by_id(constraint))
        .map_or_else(String::new, |constraint| format!(" `{}`", constraint.name));
    let diagnostic = Diagnostic::warning(
        RULE.name,
        deployed.work.span,
        format!(
            "the {what}{name} builds its index on the existing table `{}`",
            table.name
        ),
    )
    .with_label("nobody can read or write the table until it is built");
    if table.is_partitioned() {
        return diagnostic.with_help(
            "create the constraint ON ONLY the partitioned table, build unique indexes CONCURRENTLY \
             on the partitions, and attach those",
        );
    }
    let word = if primary { "PRIMARY KEY" } else { "UNIQUE" };
    diagnostic.with_help(format!(
        "create a unique index CONCURRENTLY in a revision before it (`-- transaction: off`), \
         then add the constraint with `{word} USING INDEX`"
    ))
}
