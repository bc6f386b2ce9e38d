//! The history table: one row for every time that a revision was applied or
//! undone, never changed afterwards. What is applied follows from the last row
//! of each revision.
//!
//! A revision that runs outside a transaction has its row from the beginning,
//! with the number of statements that are done, so that a run that is cut off
//! can go on where it stopped.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use pgbindgen_model::Checksum;
use pgbindgen_model::chain::Revision;
use postgres::Client;
use postgres::types::Type;

use crate::{Error, ErrorKind};

/// The schema of the history table.
pub const HISTORY_SCHEMA: &str = "public";

/// The name of the table that records what was applied.
pub const HISTORY_TABLE: &str = "pgbindgen_history";

/// Numbers come from the table itself, under the runner's lock: a sequence
/// would be one more object in the user's schema.
const CREATE: &str = "CREATE TABLE IF NOT EXISTS public.pgbindgen_history (
    seq bigint PRIMARY KEY,
    id text NOT NULL,
    parents text[] NOT NULL,
    direction text NOT NULL CHECK (direction IN ('up', 'down')),
    checksum text NOT NULL,
    statements integer,
    applied_at timestamp with time zone NOT NULL,
    applied_by text NOT NULL,
    duration_ms bigint,
    tool_version text NOT NULL
);
COMMENT ON TABLE public.pgbindgen_history IS 'What pgbindgen has applied to this database';
COMMENT ON COLUMN public.pgbindgen_history.statements IS 'Statements done of a revision that runs outside a transaction, until it is finished';";

const READ: &str = "SELECT seq, id, direction, checksum, statements, applied_at, applied_by,
    duration_ms, tool_version FROM public.pgbindgen_history ORDER BY seq";

/// The row is only written inside the transaction that the runner began: the
/// setting is local to it.
const INSERT: &str = "INSERT INTO public.pgbindgen_history (seq, id, parents, direction, checksum,
    statements, applied_at, applied_by, duration_ms, tool_version)
    SELECT (SELECT coalesce(max(seq), 0) + 1 FROM public.pgbindgen_history),
        $1, $2, $3, $4, $5, clock_timestamp(), session_user, $6, $7
    WHERE $5 IS NOT NULL OR current_setting('pgbindgen.revision', true) = $1
    RETURNING seq";

/// Which way a revision was run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Applied.
    Up,
    /// Undone.
    Down,
}

impl Direction {
    /// Its word in the history table.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Up => "up",
            Direction::Down => "down",
        }
    }
}

/// The last thing that happened to a revision that is applied, or half so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Applied {
    /// The revision's id.
    pub id: String,
    /// The checksum of its file when it was applied.
    pub checksum: Checksum,
    /// When it was applied.
    pub applied_at: SystemTime,
    /// The session's user.
    pub applied_by: String,
    /// How long it took; `None` while it is not finished.
    pub duration: Option<Duration>,
    /// The version of pgbindgen that applied it.
    pub tool_version: String,
    /// Where a run outside a transaction was cut off.
    pub unfinished: Option<Unfinished>,
    pub(crate) seq: i64,
}

/// A run outside a transaction that has begun and not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The way it went.
    pub direction: Direction,
    /// How many of its statements are done.
    pub done: usize,
}

/// What the history says: by id.
pub(crate) type State = BTreeMap<String, Applied>;

/// Makes the table where there is none.
pub(crate) fn create(client: &mut Client) -> Result<(), Error> {
    if exists(client)? {
        return Ok(());
    }
    client
        .batch_execute(CREATE)
        .map_err(|e| Error::server("cannot create the table public.pgbindgen_history", e))
}

fn exists(client: &mut Client) -> Result<bool, Error> {
    let found = "SELECT to_regclass('public.pgbindgen_history') IS NOT NULL";
    client
        .query_typed_one(found, &[])
        .and_then(|row| row.try_get(0))
        .map_err(|e| Error::server("cannot look for the table public.pgbindgen_history", e))
}

/// Reads what is applied; nothing where there is no table yet.
pub(crate) fn read(client: &mut Client) -> Result<State, Error> {
    const WHAT: &str = "cannot read the table public.pgbindgen_history";
    let mut state = State::new();
    if !exists(client)? {
        return Ok(state);
    }
    let rows = client
        .query_typed(READ, &[])
        .map_err(|e| Error::server(WHAT, e))?;
    for row in rows {
        let get = |e| Error::server(WHAT, e);
        let id: String = row.try_get(1).map_err(get)?;
        let direction: String = row.try_get(2).map_err(get)?;
        let direction = if direction == "up" {
            Direction::Up
        } else {
            Direction::Down
        };
        let done: Option<i32> = row.try_get(4).map_err(get)?;
        if direction == Direction::Down && done.is_none() {
            state.remove(&id);
            continue;
        }
        let checksum: String = row.try_get(3).map_err(get)?;
        let duration: Option<i64> = row.try_get(7).map_err(get)?;
        let applied = Applied {
            checksum: checksum.parse().map_err(|e| {
                Error::new(
                    ErrorKind::Server,
                    format!("{WHAT}: revision `{id}` has the checksum `{checksum}`: {e}"),
                )
            })?,
            applied_at: row.try_get(5).map_err(get)?,
            applied_by: row.try_get(6).map_err(get)?,
            duration: duration.map(|ms| Duration::from_millis(ms.unsigned_abs())),
            tool_version: row.try_get(8).map_err(get)?,
            unfinished: done.map(|done| Unfinished {
                direction,
                done: usize::try_from(done).unwrap_or(0),
            }),
            seq: row.try_get(0).map_err(get)?,
            id: id.clone(),
        };
        state.insert(id, applied);
    }
    Ok(state)
}

/// Records a revision, finished (`done` is none) or begun.
///
/// Gives the row's number, or none when the transaction that the runner began
/// is not open any more.
pub(crate) fn insert(
    client: &mut Client,
    revision: &Revision,
    direction: Direction,
    done: Option<i32>,
    duration: Option<Duration>,
) -> Result<Option<i64>, postgres::Error> {
    let row = client.query_typed_opt(
        INSERT,
        &[
            (&revision.id, Type::TEXT),
            (&revision.parents, Type::TEXT_ARRAY),
            (&direction.as_str(), Type::TEXT),
            (&revision.checksum.to_string(), Type::TEXT),
            (&done, Type::INT4),
            (&duration.map(millis), Type::INT8),
            (&env!("CARGO_PKG_VERSION"), Type::TEXT),
        ],
    )?;
    row.map(|row| row.try_get(0)).transpose()
}

/// Records how far a revision outside a transaction has come.
pub(crate) fn progress(
    client: &mut Client,
    seq: i64,
    checksum: Checksum,
    done: Option<i32>,
    duration: Option<Duration>,
) -> Result<(), postgres::Error> {
    const UPDATE: &str = "UPDATE public.pgbindgen_history
        SET statements = $2, duration_ms = $3, checksum = $4 WHERE seq = $1";
    client.execute_typed(
        UPDATE,
        &[
            (&seq, Type::INT8),
            (&done, Type::INT4),
            (&duration.map(millis), Type::INT8),
            (&checksum.to_string(), Type::TEXT),
        ],
    )?;
    Ok(())
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
