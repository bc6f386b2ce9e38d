//! Settings of the server: each way, each context, and at which word.

use super::{Revisions, configured_revisions};

/// What is said, as `code message @ words`.
fn said(header: &str, sql: &str) -> Vec<String> {
    let mut revisions = Revisions::in_line(&[sql]);
    if !header.is_empty() {
        revisions.of[0].2 = format!("{header}\n-- +up\n{sql}");
    }
    let (diagnostics, sources) = configured_revisions("", &revisions);
    diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.primary.as_ref().map(|label| label.span);
            let words = span.map_or("", |span| sources.text(span));
            format!("{} {} @ {words}", diagnostic.code, diagnostic.message)
        })
        .collect()
}

#[test]
fn each_way_is_seen() {
    for (sql, expected) in [
        (
            "SET shared_buffers = '1GB';",
            "SET cannot change `shared_buffers`, whose context is `postmaster` @ shared_buffers",
        ),
        (
            "SET SESSION shared_buffers TO DEFAULT;",
            "SET cannot change `shared_buffers`, whose context is `postmaster` @ shared_buffers",
        ),
        (
            "SET LOCAL autovacuum = off;",
            "SET LOCAL cannot change `autovacuum`, whose context is `sighup` @ autovacuum",
        ),
        (
            "SET \"Shared_Buffers\" = 1;",
            "SET cannot change `Shared_Buffers`, whose context is `postmaster` @ \"Shared_Buffers\"",
        ),
        (
            "RESET log_connections;",
            "RESET cannot change `log_connections`, whose context is `superuser-backend` @ log_connections",
        ),
        (
            "ALTER DATABASE d SET ignore_system_indexes = on;",
            "ALTER DATABASE cannot change `ignore_system_indexes`, whose context is `backend` @ ignore_system_indexes",
        ),
        (
            "ALTER ROLE ALL IN DATABASE d SET fsync FROM CURRENT;",
            "ALTER ROLE cannot change `fsync`, whose context is `sighup` @ fsync",
        ),
        (
            "ALTER USER r SET server_version TO '1';",
            "ALTER ROLE cannot change `server_version`, whose context is `internal` @ server_version",
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET port = 1 AS 'SELECT 1';",
            "SET of a function cannot change `port`, whose context is `postmaster` @ port",
        ),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER FUNCTION f() SET port = 1;",
            "SET of a function cannot change `port`, whose context is `postmaster` @ port",
        ),
        (
            "SELECT set_config('port', '1', true);",
            "set_config cannot change `port`, whose context is `postmaster` @ 'port'",
        ),
        (
            "SELECT pg_catalog.set_config('PORT', v, true), 2 FROM (VALUES ('1')) AS t(v);",
            "set_config cannot change `PORT`, whose context is `postmaster` @ 'PORT'",
        ),
        (
            "DO $$ BEGIN SET port = 1; END $$;",
            "SET cannot change `port`, whose context is `postmaster` @ port",
        ),
        (
            "DO $$ BEGIN PERFORM set_config('port', '1', false); END $$;",
            "set_config cannot change `port`, whose context is `postmaster` @ 'port'",
        ),
        (
            "DO $$ BEGIN EXECUTE 'SET port = 1'; END $$;",
            "SET cannot change `port`, whose context is `postmaster` @ port",
        ),
        (
            "DO $$ BEGIN FOR i IN 1..3 LOOP SET port = 1; END LOOP; END $$;",
            "SET cannot change `port`, whose context is `postmaster` @ port",
        ),
        (
            "SELECT 1;\n-- +down\nSET port = 1;",
            "SET cannot change `port`, whose context is `postmaster` @ port",
        ),
        (
            "ALTER SYSTEM SET work_mem = '64MB';",
            "ALTER SYSTEM changes `work_mem`, whose context is `user`, for the whole server @ work_mem",
        ),
        (
            "ALTER SYSTEM SET port = 1;",
            "ALTER SYSTEM changes `port`, whose context is `postmaster`, for the whole server @ port",
        ),
        (
            "ALTER SYSTEM RESET pg_stat_statements.max;",
            "ALTER SYSTEM changes `pg_stat_statements.max` for the whole server @ pg_stat_statements.max",
        ),
        (
            "ALTER SYSTEM RESET ALL;",
            "ALTER SYSTEM changes every setting for the whole server @ ALL",
        ),
    ] {
        assert_eq!(
            said("", sql),
            [format!("server-setting {expected}")],
            "{sql}"
        );
    }
}

#[test]
fn what_the_server_takes_is_left_alone() {
    for sql in [
        "SET work_mem = '1MB'; SET LOCAL lock_timeout = 0; SET TIME ZONE 'UTC'; RESET ALL; SET search_path = public;",
        "SET SESSION AUTHORIZATION DEFAULT; SET ROLE NONE; SET NAMES 'UTF8'; SET XML OPTION DOCUMENT;",
        "ALTER DATABASE d RESET fsync; ALTER ROLE r SET fsync TO DEFAULT; ALTER ROLE r RESET ALL;",
        "SET app.shared_buffers = 1; SET app.nothing_that_exists = 1;",
        "SELECT set_config('app.port', '1', true); SELECT current_setting('port');",
        "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql SET work_mem = '1MB' AS 'BEGIN SET port = 1; RETURN 1; END';",
    ] {
        assert_eq!(said("", sql), [""; 0], "{sql}");
    }
    // The server takes no setting of its own that there is not.
    assert_eq!(
        said("", "SET nothing_that_exists = 1;"),
        [
            "42704 unrecognized configuration parameter \"nothing_that_exists\" @ nothing_that_exists"
        ]
    );
}

/// Outside of a transaction the server takes it; the rule does not.
#[test]
fn alter_system_is_told_once_wherever_it_runs() {
    let sql = "ALTER SYSTEM SET port = 1;";
    let expected = "server-setting ALTER SYSTEM changes `port`, whose context is `postmaster`, \
                    for the whole server @ port";
    assert_eq!(said("", sql), [expected]);
    assert_eq!(said("-- transaction: off", sql), [expected]);
    // Who silences it in a transaction has the server against him.
    let silenced = format!("-- pgbindgen: allow(server-setting) our own server\n{sql}");
    assert_eq!(said("-- transaction: off", &silenced), [""; 0]);
    let found = said("", &silenced);
    assert!(
        found.len() == 1 && found[0].starts_with("25001"),
        "{found:?}"
    );
}
