//! What the runner does to the session: the lock that keeps other runners out,
//! and the settings that a revision must not hand on to the next one.

use std::time::{Duration, Instant};

use postgres::Client;
use postgres::types::Type;

use crate::error::describe;
use crate::{Error, ErrorKind, HISTORY_SCHEMA, HISTORY_TABLE};

/// The first pause between two attempts; each is twice as long as the last.
const FIRST_PAUSE: Duration = Duration::from_millis(20);

/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// The key of the advisory lock. The server keeps advisory locks of each
/// database apart, so that the key stands for the history table alone.
fn key() -> i64 {
    let name = format!("pgbindgen {HISTORY_SCHEMA}.{HISTORY_TABLE}");
    let hash = pgbindgen_model::checksum(&name);
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.as_bytes()[..8]);
    i64::from_be_bytes(bytes)
}

/// Takes the lock, waiting for it at most so long.
///
/// The lock is polled outside any transaction: a session that waits inside
/// `pg_advisory_lock` holds a snapshot, and a `CREATE INDEX CONCURRENTLY` of
/// the runner that has the lock would wait for that snapshot for ever.
pub(crate) fn lock(client: &mut Client, wait: Duration) -> Result<(), Error> {
    let begun = Instant::now();
    let mut pause = FIRST_PAUSE;
    loop {
        let is_ours: bool = client
            .query_typed_one("SELECT pg_try_advisory_lock($1)", &[(&key(), Type::INT8)])
            .and_then(|row| row.try_get(0))
            .map_err(|e| Error::server("cannot take the lock of the runner", e))?;
        if is_ours {
            return Ok(());
        }
        let left = wait.saturating_sub(begun.elapsed());
        if left.is_zero() {
            return Err(Error::new(
                ErrorKind::Locked,
                format!(
                    "another runner has been at work on this database for {} seconds{}",
                    wait.as_secs(),
                    holder(client).unwrap_or_default()
                ),
            ));
        }
        std::thread::sleep(pause.min(left));
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Who has the lock, in words. The message is as good without.
fn holder(client: &mut Client) -> Option<String> {
    const HOLDER: &str = "SELECT a.pid, a.usename::text, nullif(a.application_name, ''),
            coalesce(a.client_addr::text, 'a local socket')
        FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND (l.classid::bigint << 32) | l.objid::bigint = $1";
    let row = client
        .query_typed_opt(HOLDER, &[(&key(), Type::INT8)])
        .ok()??;
    let pid: i32 = row.try_get(0).ok()?;
    let user: Option<String> = row.try_get(1).ok()?;
    let application: Option<String> = row.try_get(2).ok()?;
    let address: String = row.try_get(3).ok()?;
    Some(format!(
        ": process {pid} of user {} from {address}{}",
        user.unwrap_or_else(|| "unknown".into()),
        application.map_or_else(String::new, |name| format!(" ({name})"))
    ))
}

/// Gives the lock back. A connection that is gone has given it back already.
pub(crate) fn unlock(client: &mut Client) {
    let _ = client.query_typed("SELECT pg_advisory_unlock($1)", &[(&key(), Type::INT8)]);
}

/// The settings of the session as the caller made them, as the statements that
/// bring them back.
pub(crate) struct Settings(String);

impl Settings {
    /// Notes the settings.
    pub(crate) fn save(client: &mut Client) -> Result<Self, Error> {
        const SAVE: &str = "SELECT
            format('RESET SESSION AUTHORIZATION; RESET ALL; SET ROLE %s;',
                CASE current_setting('role') WHEN 'none' THEN 'NONE'
                    ELSE quote_ident(current_setting('role')) END)
            || coalesce((SELECT string_agg(
                    format('SELECT pg_catalog.set_config(%L, %L, false);', name, setting), '')
                FROM pg_settings WHERE source = 'session'
                    AND name NOT IN ('role', 'session_authorization')), '')";
        client
            .query_typed_one(SAVE, &[])
            .and_then(|row| row.try_get(0))
            .map(Settings)
            .map_err(|e| Error::server("cannot read the settings of the session", e))
    }

    /// Brings them back after a revision, where its text may have changed one.
    pub(crate) fn restore(&self, client: &mut Client, text: &str) -> Result<(), Error> {
        // `SET`, `set_config` and `RESET` alike, whatever stands around it.
        let bytes = text.as_bytes();
        if !bytes
            .windows(3)
            .any(|word| word.eq_ignore_ascii_case(b"set"))
        {
            return Ok(());
        }
        client.batch_execute(&self.0).map_err(|e| {
            Error::new(
                ErrorKind::Server,
                format!("cannot restore the session's settings: {}", describe(&e)),
            )
        })
    }
}
