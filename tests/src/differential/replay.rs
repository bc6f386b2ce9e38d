//! Runs cases through the static replay.

use pgbindgen_codegen::catalog::{PgVersion, Replay};
use pgbindgen_codegen::diag::{Diagnostic, SourceMap};
use pgbindgen_codegen::{parse, split};
use pgbindgen_model::catalog::Catalog;

use super::Refusal;

/// What the replay makes of SQL for a major version.
///
/// # Errors
///
/// The first statement that it refuses.
pub fn replay(sql: &str, major: u16) -> Result<Catalog, Refusal> {
    let mut sources = SourceMap::default();
    let file = sources.add("case.sql", sql);
    let mut diagnostics = Vec::new();
    let statements = split::split(file, sql, 0..sql.len(), &mut diagnostics);
    let mut replay = Replay::new(PgVersion(major));
    for statement in &statements {
        step(&mut replay, sql, statement, &mut diagnostics)?;
    }
    // A transaction that the case leaves open ends as with its session.
    replay.new_session();
    Ok(replay.catalog.to_model())
}

/// Reads and applies one statement. `diagnostics` is what the splitter had to
/// say of the whole text.
///
/// # Errors
///
/// It is refused, and nothing of it is left.
pub(crate) fn step(
    replay: &mut Replay,
    sql: &str,
    statement: &split::RawStmt,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(), Refusal> {
    let stmt = parse::parse(sql, statement, diagnostics);
    // What the lexer or the grammar refuses is refused at its place in the
    // order of statements, as a server does.
    let end = statement.full.range().end;
    let fault = diagnostics.iter().find_map(|diagnostic| {
        let place = diagnostic.primary.as_ref().map_or(0..0, |p| p.span.range());
        (diagnostic.is_error() && place.start < end).then_some((diagnostic, place))
    });
    if let Some((diagnostic, place)) = fault {
        return Err(Refusal {
            sqlstate: diagnostic.code.to_owned(),
            message: diagnostic.message.clone(),
            place,
        });
    }
    // What a comment above it says of its effect holds here as for a user.
    if statement.directives.is_empty() {
        return replay.apply(&stmt).map_err(|error| Refusal {
            sqlstate: error.state.to_owned(),
            message: error.message.clone(),
            place: error.span.range(),
        });
    }
    let mut found = Vec::new();
    if replay.run_parsed(&stmt, &statement.directives, &mut found) {
        return Ok(());
    }
    let error = found.into_iter().find(Diagnostic::is_error);
    Err(error.map_or_else(
        || Refusal {
            sqlstate: String::new(),
            message: "the statement is not taken".to_owned(),
            place: statement.span.range(),
        },
        |error| Refusal {
            sqlstate: error.code.to_owned(),
            place: error.primary.map_or(0..0, |primary| primary.span.range()),
            message: error.message,
        },
    ))
}
