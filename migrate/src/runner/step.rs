//! Runs one revision.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;

use postgres::error::ErrorPosition;

use super::{
    Applied, Client, Direction, Error, ErrorKind, Failure, Instant, Revision, Script, Statement,
    describe, history,
};

/// Runs a revision and records it in one transaction.
pub(super) fn in_transaction(
    client: &mut Client,
    revision: &Revision,
    script: &Script,
    direction: Direction,
) -> Result<(), Error> {
    refuse_transaction_control(revision, script)?;
    let begun = Instant::now();
    let result = transaction(client, revision, script, direction, begun);
    if result.is_err() {
        // After a failure of the connection there is nothing to roll back, and
        // the first error is the one to report.
        let _ = client.batch_execute("ROLLBACK");
    }
    result
}

fn transaction(
    client: &mut Client,
    revision: &Revision,
    script: &Script,
    direction: Direction,
    begun: Instant,
) -> Result<(), Error> {
    let what = || format!("revision `{}`", revision.id);
    // The setting ends with the transaction: where it is gone when the revision
    // is recorded, the revision has ended the transaction itself.
    let opening = format!(
        "BEGIN; SELECT pg_catalog.set_config('pgbindgen.revision', '{}', true)",
        revision.id.replace('\'', "''")
    );
    client
        .batch_execute(&opening)
        .map_err(|e| Error::server(&format!("cannot begin {}", what()), e))?;
    for statement in statements(script) {
        execute(client, revision, script, &statement).map_err(|e| {
            failed(
                revision,
                script,
                &statement.range,
                e,
                "nothing of it was kept",
            )
        })?;
    }
    let recorded = history::insert(client, revision, direction, None, Some(begun.elapsed()))
        .map_err(|e| Error::server(&format!("cannot record {}", what()), e))?;
    if recorded.is_none() {
        return Err(Error::new(
            ErrorKind::Revision,
            format!(
                "{} has ended its transaction itself, so that it took effect and was not \
                 recorded: take the COMMIT or ROLLBACK out of it, undo what it did, and run it \
                 again",
                what()
            ),
        ));
    }
    // Deferred constraints are checked here.
    client.batch_execute("COMMIT").map_err(|e| {
        let whole = 0..script.text.len();
        failed(revision, script, &whole, e, "nothing of it was kept")
    })
}

/// Runs a revision a statement at a time, going on where an earlier run was cut
/// off.
pub(super) fn outside(
    client: &mut Client,
    revision: &Revision,
    script: &Script,
    direction: Direction,
    before: Option<&Applied>,
) -> Result<(), Error> {
    let begun = Instant::now();
    let record = |e| Error::server(&format!("cannot record revision `{}`", revision.id), e);
    let unfinished = before.and_then(|applied| {
        let unfinished = applied.unfinished?;
        (unfinished.direction == direction).then_some((applied.seq, unfinished.done))
    });
    let is_resumed = unfinished.is_some();
    let (seq, done) = match unfinished {
        Some(found) => found,
        None => {
            match history::insert(client, revision, direction, Some(0), None).map_err(record)? {
                Some(seq) => (seq, 0),
                None => {
                    return Err(Error::new(
                        ErrorKind::Server,
                        format!(
                            "cannot record revision `{}`: no row was written",
                            revision.id
                        ),
                    ));
                }
            }
        }
    };
    let all = statements(script);
    for (i, statement) in all.iter().enumerate().skip(done) {
        let result = execute(client, revision, script, statement);
        result.map_err(|e| {
            let note = note_outside(i, all.len(), seq, is_resumed && i == done);
            failed(revision, script, &statement.range, e, &note)
        })?;
        let done = i32::try_from(i + 1).unwrap_or(i32::MAX);
        history::progress(client, seq, revision.checksum, Some(done), None).map_err(record)?;
    }
    history::progress(client, seq, revision.checksum, None, Some(begun.elapsed())).map_err(record)
}

/// What a person has to know after a failure outside a transaction.
fn note_outside(done: usize, all: usize, seq: i64, is_resumed: bool) -> String {
    let mut note = format!(
        "it runs outside a transaction: {done} of its {all} statements are done and stay so, and \
         the next run goes on with this one. An index that a failed CREATE INDEX CONCURRENTLY has \
         left behind is INVALID and has to be dropped first"
    );
    if is_resumed {
        // Writing to a string cannot fail.
        let _ = write!(
            note,
            ". The run before ended in this statement: where it did take effect, say so with \
             `UPDATE public.pgbindgen_history SET statements = {} WHERE seq = {seq}`",
            done + 1
        );
    }
    note
}

/// The statements of a script; one, where the caller has not split it.
fn statements(script: &Script) -> Vec<Statement> {
    if script.statements.is_empty() {
        vec![Statement::from(0..script.text.len())]
    } else {
        script.statements.clone()
    }
}

/// Runs one statement.
fn execute(
    client: &mut Client,
    revision: &Revision,
    script: &Script,
    statement: &Statement,
) -> Result<(), ExecuteError> {
    let part = |range: &Range<usize>| {
        script.text.get(range.clone()).ok_or_else(|| {
            ExecuteError::Chain(Error::new(
                ErrorKind::Chain,
                format!(
                    "revision `{}` has a statement at bytes {}..{}, outside its text",
                    revision.id, range.start, range.end
                ),
            ))
        })
    };
    let text = part(&statement.range)?;
    let Some(data) = &statement.copy else {
        return client.batch_execute(text).map_err(ExecuteError::Server);
    };
    let data = part(data)?;
    let mut writer = client.copy_in(text)?;
    // The driver hands the server's refusal of the data to `finish`; an error
    // of writing is the connection's.
    writer.write_all(data.as_bytes()).map_err(|e| {
        ExecuteError::Chain(Error::new(
            ErrorKind::Server,
            format!(
                "cannot send the data of a COPY of revision `{}`: {e}",
                revision.id
            ),
        ))
    })?;
    writer.finish()?;
    Ok(())
}

enum ExecuteError {
    Server(postgres::Error),
    Chain(Error),
}

impl From<postgres::Error> for ExecuteError {
    fn from(error: postgres::Error) -> Self {
        ExecuteError::Server(error)
    }
}

/// The failure of a statement, in words, at its line.
fn failed(
    revision: &Revision,
    script: &Script,
    range: &Range<usize>,
    error: impl Into<ExecuteError>,
    note: &str,
) -> Error {
    let error = match error.into() {
        ExecuteError::Server(error) => error,
        ExecuteError::Chain(error) => return error,
    };
    let at = position(script, range, &error);
    let line = at.map(|at| script.line_at(at));
    let line_text = at.map(|at| line_of(&script.text, at).to_owned());
    let mut message = format!("revision `{}` failed: {}", revision.id, describe(&error));
    if let (Some(line), Some(text)) = (line, &line_text) {
        let file = if revision.file.is_empty() {
            &revision.id
        } else {
            &revision.file
        };
        let _ = write!(message, "\n  at {file}:{line}: {text}");
    }
    if let Some(context) = error.as_db_error().and_then(|db| db.where_()) {
        let _ = write!(message, "\n  in {}", context.replace('\n', "\n     "));
    }
    message.push_str("\n  note: ");
    message.push_str(note);
    let failure = Failure {
        revision: revision.id.clone(),
        file: revision.file.clone(),
        line,
        line_text,
        sqlstate: error.code().map(|code| code.code().to_owned()),
    };
    Error::revision(message, failure, error)
}

/// The byte at fault: the server's position, which counts characters, or else
/// the beginning of the statement, where it is a single one.
fn position(script: &Script, range: &Range<usize>, error: &postgres::Error) -> Option<usize> {
    let text = script.text.get(range.clone())?;
    if let Some(ErrorPosition::Original(at)) = error.as_db_error().and_then(|db| db.position()) {
        let characters = usize::try_from(*at).ok()?.saturating_sub(1);
        let byte = text.char_indices().nth(characters).map(|(byte, _)| byte)?;
        return Some(range.start + byte);
    }
    let is_single = script.statements.iter().any(|s| s.range == *range);
    is_single.then(|| range.start + (text.len() - skip_comments(text).len()))
}

/// The line around a byte, trimmed.
fn line_of(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    text[start..].lines().next().unwrap_or_default().trim()
}

/// What follows the blanks and comments at the beginning of a statement.
fn skip_comments(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        if text.starts_with("--") {
            text = text.find('\n').map_or("", |end| &text[end..]);
        } else if text.starts_with("/*") {
            text = skip_block(text);
        } else {
            return text;
        }
    }
}

/// What follows a block comment; PostgreSQL's nest.
fn skip_block(text: &str) -> &str {
    let mut depth = 0_usize;
    let mut rest = text;
    loop {
        if let Some(inner) = rest.strip_prefix("/*") {
            depth += 1;
            rest = inner;
        } else if let Some(outer) = rest.strip_prefix("*/") {
            depth -= 1;
            rest = outer;
            if depth == 0 {
                return rest;
            }
        } else {
            let mut chars = rest.chars();
            if chars.next().is_none() {
                return rest;
            }
            rest = chars.as_str();
        }
    }
}

/// Refuses a revision that would end the transaction it runs in, before it has
/// any effect. Only split scripts can be looked at; the others are caught when
/// they are recorded.
fn refuse_transaction_control(revision: &Revision, script: &Script) -> Result<(), Error> {
    for Statement { range, .. } in &script.statements {
        let Some(text) = script.text.get(range.clone()) else {
            continue;
        };
        let statement = skip_comments(text);
        let mut words = statement
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .filter(|word| !word.is_empty())
            .map(str::to_ascii_uppercase);
        let first = words.next().unwrap_or_default();
        let second = words.next().unwrap_or_default();
        let third = words.next().unwrap_or_default();
        let is_control = match first.as_str() {
            "BEGIN" | "COMMIT" | "END" | "ABORT" => true,
            "START" | "PREPARE" => second == "TRANSACTION",
            "ROLLBACK" => second != "TO" && third != "TO",
            _ => false,
        };
        if is_control {
            let at = range.start + (text.len() - statement.len());
            let file = if revision.file.is_empty() {
                &revision.id
            } else {
                &revision.file
            };
            return Err(Error::new(
                ErrorKind::Chain,
                format!(
                    "revision `{}` has {first} at {file}:{}: it runs in a transaction of the \
                     runner's. Take it out, or mark the revision `-- transaction: off`",
                    revision.id,
                    script.line_at(at)
                ),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_skipped() {
        assert_eq!(
            skip_comments(" -- a\n /* b /* c */ -- */\tSELECT 1"),
            "SELECT 1"
        );
        assert_eq!(skip_comments("/* open"), "");
        assert_eq!(skip_comments("-- only"), "");
    }

    #[test]
    fn transaction_control_is_refused() {
        let check = |text: &str| {
            let revision = Revision {
                id: "a".into(),
                ..Revision::default()
            };
            let mut script = Script::new(text);
            script.statements.push((0..text.len()).into());
            refuse_transaction_control(&revision, &script).map_err(|e| e.to_string())
        };
        for text in [
            "-- x\nBEGIN",
            "commit;",
            "ROLLBACK",
            "START TRANSACTION",
            "end work",
            "abort",
        ] {
            let message = check(text).unwrap_err();
            assert!(message.contains("-- transaction: off"), "{message}");
        }
        assert!(check("-- x\nBEGIN").unwrap_err().contains("a:2"));
        for text in [
            "ROLLBACK TO SAVEPOINT a",
            "ROLLBACK WORK TO a",
            "PREPARE x AS SELECT 1",
            "SELECT 1",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }
}
