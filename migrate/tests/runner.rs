//! The runner on real servers: up, down, up again, and what it refuses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first fault"
)]

use std::time::Duration;

use pgbindgen_migrate::ErrorKind;
use pgbindgen_migrate::live;
use pgbindgen_migrate::runner::{self, Direction, Options, Report, Target};
use pgbindgen_model::chain::{Revision, Script, Statement};
use pgbindgen_model::checksum;
use pgbindgen_testserver::{Cluster, Database, Major};
use postgres::Client;

/// A script split at the semicolons that end lines.
fn script(text: &str) -> Script {
    let mut script = Script::new(text);
    let mut at = 0;
    for piece in text.split_inclusive(";\n") {
        if !piece.trim().is_empty() {
            script.statements.push((at..at + piece.len()).into());
        }
        at += piece.len();
    }
    script
}

fn revision(id: &str, parents: &[&str], up: &str, down: &str) -> Revision {
    Revision {
        id: id.into(),
        parents: parents.iter().map(|p| (*p).into()).collect(),
        file: format!("migrations/{id}.sql"),
        transactional: true,
        down_transactional: true,
        up: script(up),
        down: Some(script(down)),
        irreversible: None,
        checksum: checksum(&format!("{up}{down}")),
    }
}

fn chain() -> Vec<Revision> {
    let mut index = revision(
        "c_index",
        &["b_seats"],
        "CREATE INDEX CONCURRENTLY seats_n ON seats (n);\nALTER TYPE state ADD VALUE 'late';\n",
        "DROP INDEX CONCURRENTLY seats_n;\n",
    );
    index.transactional = false;
    index.down_transactional = false;
    vec![
        revision(
            "a_licenses",
            &[],
            "CREATE TYPE state AS ENUM ('new');\nCREATE TABLE licenses (id int PRIMARY KEY);\n",
            "DROP TABLE licenses;\nDROP TYPE state;\n",
        ),
        revision(
            "b_seats",
            &["a_licenses"],
            "SET search_path = '';\nCREATE TABLE public.seats (n int REFERENCES public.licenses);\n",
            "DROP TABLE seats;\n",
        ),
        index,
    ]
}

fn on_each(test: impl Fn(&Database, &mut Client)) {
    for major in Major::TESTED {
        let database = Cluster::shared(major).unwrap().create_database().unwrap();
        let mut client = database.connect().unwrap();
        test(&database, &mut client);
    }
}

fn ids(report: &Report) -> Vec<(&str, Direction)> {
    report
        .steps
        .iter()
        .map(|s| (s.id.as_str(), s.direction))
        .collect()
}

fn applied(client: &mut Client, chain: &[Revision]) -> Vec<String> {
    let status = runner::status(client, chain).unwrap();
    status.applied.into_iter().map(|a| a.id).collect()
}

#[test]
fn up_down_up() {
    on_each(|_, client| {
        let chain = chain();
        let empty = live::read(client).unwrap();
        assert_eq!(runner::status(client, &chain).unwrap().pending.len(), 3);

        let report = runner::up(client, &chain).unwrap();
        assert_eq!(
            ids(&report),
            [
                ("a_licenses", Direction::Up),
                ("b_seats", Direction::Up),
                ("c_index", Direction::Up)
            ]
        );
        // A revision's settings are its own.
        let path: String = client.query_one("SHOW search_path", &[]).unwrap().get(0);
        assert_eq!(path, "\"$user\", public");
        let full = live::read(client).unwrap();
        assert_eq!(full.relations.len(), 2, "the history table is left out");
        assert_eq!(
            full.relation("public", "seats").unwrap().indexes[0].name,
            "seats_n"
        );
        assert!(runner::up(client, &chain).unwrap().steps.is_empty());

        let status = runner::status(client, &chain).unwrap();
        assert_eq!(status.pending, Vec::<String>::new());
        assert_eq!(status.applied[0].applied_by, "postgres");
        assert_eq!(status.applied[2].unfinished, None);

        let report = runner::down(client, &chain, &Target::Base, &Options::default()).unwrap();
        assert_eq!(
            ids(&report),
            [
                ("c_index", Direction::Down),
                ("b_seats", Direction::Down),
                ("a_licenses", Direction::Down)
            ]
        );
        assert_eq!(live::read(client).unwrap(), empty);
        runner::up(client, &chain).unwrap();
        assert_eq!(live::read(client).unwrap(), full);

        let rows: i64 = client
            .query_one("SELECT count(*) FROM pgbindgen_history", &[])
            .unwrap()
            .get(0);
        assert_eq!(rows, 9);
        let locks: i64 = client
            .query_one(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'",
                &[],
            )
            .unwrap()
            .get(0);
        assert_eq!(locks, 0);
    });
}

#[test]
fn targets() {
    on_each(|_, client| {
        let chain = chain();
        let options = Options::default();
        runner::up_to(client, &chain, &Target::Steps(1), &options).unwrap();
        assert_eq!(applied(client, &chain), ["a_licenses"]);
        let to_b = Target::Revision("b_seats".into());
        runner::up_to(client, &chain, &to_b, &options).unwrap();
        assert_eq!(applied(client, &chain), ["a_licenses", "b_seats"]);
        runner::up(client, &chain).unwrap();
        runner::down(client, &chain, &to_b, &options).unwrap();
        assert_eq!(applied(client, &chain), ["a_licenses", "b_seats"]);
        runner::down(client, &chain, &Target::Steps(1), &options).unwrap();
        assert_eq!(applied(client, &chain), ["a_licenses"]);

        let wrong = Target::Revision("x".into());
        for target in [&wrong, &Target::Base] {
            let error = runner::up_to(client, &chain, target, &options).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Target, "{error}");
        }
        let error = runner::down(client, &chain, &to_b, &options).unwrap_err();
        assert!(
            error.to_string().contains("`b_seats` is not applied"),
            "{error}"
        );
    });
}

#[test]
fn a_failure_is_rolled_back_and_names_its_line() {
    on_each(|_, client| {
        let mut chain = chain();
        chain[1] = revision(
            "b_seats",
            &["a_licenses"],
            "CREATE TABLE ok (a int);\n-- Größe €\nALTER TABLE licenses\n    DROP COLUMN nothing;\n",
            "SELECT 1;\n",
        );
        chain[1].up.line = 10;
        let error = runner::up(client, &chain).unwrap_err();
        assert_eq!(
            error.to_string(),
            "revision `b_seats` failed: column \"nothing\" of relation \"licenses\" does not exist \
             (SQLSTATE 42703)\n  at migrations/b_seats.sql:12: ALTER TABLE licenses\n  note: \
             nothing of it was kept"
        );
        let failure = error.failure().unwrap();
        assert_eq!(failure.line, Some(12));
        assert_eq!(failure.sqlstate.as_deref(), Some("42703"));
        assert!(std::error::Error::source(&error).is_some());
        assert_eq!(applied(client, &chain), ["a_licenses"]);
        assert!(
            live::read(client)
                .unwrap()
                .relation("public", "ok")
                .is_none()
        );

        // With a position of the server's, after characters of several bytes.
        chain[1] = revision(
            "b_seats",
            &["a_licenses"],
            "/* Größe € */ SELECT 1,\n  nothing FROM licenses;\n",
            "SELECT 1;\n",
        );
        let error = runner::up(client, &chain).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("at migrations/b_seats.sql:2: nothing FROM licenses;"),
            "{error}"
        );

        // Mended, it goes on.
        chain[1] = self::chain().remove(1);
        runner::up(client, &chain).unwrap();
    });
}

#[test]
fn deferred_constraints_fail_at_commit() {
    on_each(|_, client| {
        let chain = [revision(
            "a",
            &[],
            "CREATE TABLE t (a int PRIMARY KEY, b int REFERENCES t DEFERRABLE INITIALLY DEFERRED);\n\
             INSERT INTO t VALUES (1, 2);\n",
            "DROP TABLE t;\n",
        )];
        let error = runner::up(client, &chain).unwrap_err();
        assert_eq!(
            error.failure().unwrap().sqlstate.as_deref(),
            Some("23503"),
            "{error}"
        );
        assert!(applied(client, &chain).is_empty());
        assert!(live::read(client).unwrap().relations.is_empty());
    });
}

#[test]
fn transaction_control_is_refused() {
    on_each(|_, client| {
        let mut chain = [revision(
            "a",
            &[],
            "BEGIN;\nCREATE TABLE t ();\nCOMMIT;\n",
            "",
        )];
        let error = runner::up(client, &chain).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Chain, "{error}");
        // Not split, it is seen when it is too late, and said.
        chain[0].up.statements.clear();
        let error = runner::up(client, &chain).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("has ended its transaction itself"),
            "{error}"
        );
        assert!(applied(client, &chain).is_empty());
    });
}

#[test]
fn outside_a_transaction_it_goes_on_where_it_stopped() {
    on_each(|_, client| {
        let mut chain = [revision(
            "a",
            &[],
            "CREATE TABLE t (a int);\nCREATE UNIQUE INDEX CONCURRENTLY t_a ON t (a);\n",
            "DROP TABLE t;\n",
        )];
        chain[0].transactional = false;
        // The second statement fails, since an index of that name is there.
        client
            .batch_execute("CREATE TABLE other (a int); CREATE INDEX t_a ON other (a)")
            .unwrap();
        let error = runner::up(client, &chain).unwrap_err().to_string();
        assert!(
            error.contains("at migrations/a.sql:2: CREATE UNIQUE INDEX"),
            "{error}"
        );
        assert!(error.contains("1 of its 2 statements are done"), "{error}");
        let status = runner::status(client, &chain).unwrap();
        assert_eq!(status.pending, ["a"]);
        assert_eq!(status.applied[0].unfinished.unwrap().done, 1);

        let error = runner::up(client, &chain).unwrap_err().to_string();
        assert!(
            error.contains("SET statements = 2 WHERE seq = 1"),
            "{error}"
        );
        let options = Options::default();
        let error = runner::down(client, &chain, &Target::Base, &options).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("run up again to finish it first"),
            "{error}"
        );
        let mut edited = chain.clone();
        edited[0].checksum = checksum("other");
        let error = runner::up(client, &edited).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Edited, "{error}");

        client.batch_execute("DROP TABLE other").unwrap();
        runner::up(client, &chain).unwrap();
        let status = runner::status(client, &chain).unwrap();
        assert!(status.pending.is_empty());
        assert_eq!(live::read(client).unwrap().relations[0].indexes.len(), 1);
    });
}

#[test]
fn the_history_is_checked() {
    on_each(|_, client| {
        let chain = chain();
        runner::up(client, &chain).unwrap();
        let mut edited = chain.clone();
        edited[0].checksum = checksum("other");
        let error = runner::up(client, &edited).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Edited);
        assert!(
            error.to_string().contains("`a_licenses` was edited"),
            "{error}"
        );
        assert_eq!(
            runner::status(client, &edited).unwrap().edited,
            ["a_licenses"]
        );

        let error = runner::up(client, &chain[..2]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownRevision);
        assert!(error.to_string().contains("`c_index`"), "{error}");
        assert_eq!(
            runner::status(client, &chain[..2]).unwrap().unknown,
            ["c_index"]
        );

        let mut swapped = chain.clone();
        swapped.swap(0, 1);
        let error = runner::up(client, &swapped).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Chain);

        let mut one_way = chain.clone();
        one_way[1].down = None;
        one_way[1].irreversible = Some("the old data is gone".into());
        let options = Options::default();
        let error = runner::down(client, &one_way, &Target::Base, &options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Irreversible);
        assert!(
            error.to_string().contains("the old data is gone"),
            "{error}"
        );
        assert_eq!(applied(client, &one_way).len(), 3, "nothing was undone");
    });
}

#[test]
fn one_runner_at_a_time() {
    on_each(|database, client| {
        let chain = chain();
        // Many at once: one migrates, the others wait and find nothing to do.
        let steps: usize = std::thread::scope(|scope| {
            let runs: Vec<_> = (0..8)
                .map(|_| {
                    scope.spawn(|| {
                        let mut client = database.connect().unwrap();
                        runner::up(&mut client, &chain).unwrap().steps.len()
                    })
                })
                .collect();
            runs.into_iter().map(|run| run.join().unwrap()).sum()
        });
        assert_eq!(steps, 3);

        // One that does not finish is named.
        let mut holder = database.connect().unwrap();
        let key: i64 = i64::from_be_bytes(
            checksum("pgbindgen public.pgbindgen_history").as_bytes()[..8]
                .try_into()
                .unwrap(),
        );
        holder
            .batch_execute(&format!(
                "SET application_name = 'the other'; SELECT pg_advisory_lock({key})"
            ))
            .unwrap();
        let options = Options::default().lock_wait(Duration::from_millis(50));
        let error = runner::up_to(client, &chain, &Target::Heads, &options).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Locked);
        let message = error.to_string();
        assert!(
            message.contains("of user postgres") && message.contains("(the other)"),
            "{message}"
        );
    });
}

#[test]
fn the_callers_settings_stay() {
    on_each(|_, client| {
        client
            .batch_execute("SET lock_timeout = '5s'; SET search_path = public, pg_temp; SET ROLE pg_monitor; RESET ROLE")
            .unwrap();
        let chain = [revision(
            "a",
            &[],
            "SET lock_timeout = 0;\nSET search_path = '';\nSELECT set_config('statement_timeout', '7s', false);\n",
            "",
        )];
        runner::up(client, &chain).unwrap();
        let mut show = |name: &str| -> String {
            client
                .query_one(&format!("SHOW {name}"), &[])
                .unwrap()
                .get(0)
        };
        assert_eq!(show("lock_timeout"), "5s");
        assert_eq!(show("search_path"), "public, pg_temp");
        assert_eq!(show("statement_timeout"), "0");
        assert_eq!(show("role"), "none");
    });
}

#[test]
fn copy_brings_its_data() {
    on_each(|_, client| {
        let create = "CREATE TABLE t (a int, b text);";
        let copy = "COPY t FROM stdin;";
        let data = "1\tx\n2\t\\N\n";
        let text = format!("{create}\n{copy}\n{data}\\.\n");
        let mut up = Script::new(text.clone());
        let at = create.len() + 1;
        up.statements = vec![
            (0..create.len()).into(),
            Statement {
                range: at..at + copy.len(),
                copy: Some(at + copy.len() + 1..at + copy.len() + 1 + data.len()),
            },
        ];
        let mut chain = [revision("a", &[], "", "DROP TABLE t;\n")];
        chain[0].up = up;
        runner::up(client, &chain).unwrap();
        let rows: i64 = client
            .query_one("SELECT count(*) FROM t", &[])
            .unwrap()
            .get(0);
        assert_eq!(rows, 2);
        runner::down(client, &chain, &Target::Base, &Options::default()).unwrap();

        // Data that the server refuses is an error at the statement.
        chain[0].up.text = text.replace("1\tx", "a\tx");
        let error = runner::up(client, &chain).unwrap_err();
        assert_eq!(
            error.failure().unwrap().sqlstate.as_deref(),
            Some("22P02"),
            "{error}"
        );
        assert_eq!(error.failure().unwrap().line, Some(2));
        assert!(live::read(client).unwrap().relations.is_empty());
        chain[0].up.text = text;
        runner::up(client, &chain).unwrap();
    });
}
