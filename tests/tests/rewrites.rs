//! Which changes write a table or an index anew: what the catalog notes is what
//! PostgreSQL 15 and 18 do, by the numbers of the files before and after.
//!
//! The cases are the lines of `tests/rewrites.tsv`: the type of a column, an index
//! or `-`, and what ALTER TABLE does.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first fault"
)]

use pgbindgen_codegen::catalog::{PgVersion, Replay, Rewrite, Work, WorkKind};
use pgbindgen_codegen::diag::{FileId, Span};
use pgbindgen_codegen::parse;
use pgbindgen_testserver::{Cluster, Major};
use postgres::Client;

const PRELUDE: &str = "
CREATE DOMAIN d_text AS text;
CREATE DOMAIN d_check AS text CONSTRAINT d_check_check CHECK (VALUE <> 'q');
CREATE DOMAIN d_v10 AS varchar(10);
CREATE DOMAIN d_nn AS text NOT NULL;
CREATE DOMAIN d_dcheck AS d_check;
CREATE DOMAIN d_dflt AS text DEFAULT 'x';
CREATE TYPE e1 AS ENUM ('a', 'b');
CREATE TYPE e2 AS ENUM ('a', 'b');
CREATE TYPE comp AS (a int, b d_check);
CREATE SEQUENCE sq;
CREATE FUNCTION volatile() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE DOMAIN d_volatile AS int DEFAULT volatile();
";

/// What is written anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Anew {
    rows: bool,
    index: bool,
}

struct Case<'a> {
    column: &'a str,
    index: &'a str,
    change: &'a str,
}

impl Case<'_> {
    fn table(&self) -> String {
        let index = match self.index {
            "-" => String::new(),
            index => format!("{index};"),
        };
        format!(
            "CREATE TABLE t (x text, c {}, g int GENERATED ALWAYS AS (1) STORED); {index}",
            self.column
        )
    }

    fn change(&self) -> String {
        format!("ALTER TABLE t {};", self.change)
    }

    /// What the server does; `None` when this version refuses the case.
    fn on_server(&self, client: &mut Client) -> Option<Anew> {
        let mut transaction = client.transaction().unwrap();
        transaction.batch_execute(&self.table()).ok()?;
        let mut files = || -> Option<(u32, Option<u32>)> {
            let row = transaction
                .query_one(
                    "SELECT pg_relation_filenode('t'), pg_relation_filenode(to_regclass('i'))",
                    &[],
                )
                .ok()?;
            Some((row.get(0), row.get(1)))
        };
        let before = files()?;
        transaction.batch_execute(&self.change()).ok()?;
        let mut files = || -> Option<(u32, Option<u32>)> {
            let row = transaction
                .query_one(
                    "SELECT pg_relation_filenode('t'), pg_relation_filenode(to_regclass('i'))",
                    &[],
                )
                .ok()?;
            Some((row.get(0), row.get(1)))
        };
        let after = files()?;
        let rows = before.0 != after.0;
        Some(Anew {
            rows,
            // With the rows all indexes are written.
            index: !rows && before.1 != after.1,
        })
    }

    /// What the catalog notes; `None` when it refuses the case.
    fn noted(&self, version: PgVersion, is_utc: bool) -> Option<Anew> {
        let mut replay = Replay::new(version);
        for text in [PRELUDE.to_owned(), self.table()] {
            run(&mut replay, &text)?;
        }
        replay.take_work();
        run(&mut replay, &self.change())?;
        let work = replay.take_work();
        let rows = work.iter().any(|work| match &work.kind {
            WorkKind::Rewrites(Rewrite::Zone(_)) => !is_utc,
            WorkKind::Rewrites(_) => true,
            _ => false,
        });
        let is_rebuilt = |work: &Work| matches!(work.kind, WorkKind::RebuildsIndexes { .. });
        Some(Anew {
            rows,
            index: !rows && work.iter().any(is_rebuilt),
        })
    }
}

fn run(replay: &mut Replay, text: &str) -> Option<()> {
    let mut faults = Vec::new();
    let span = Span::new(FileId::default(), 0..text.len());
    for stmt in parse::parse_text(text, span, &mut faults) {
        replay.apply(&stmt).ok()?;
    }
    faults.is_empty().then_some(())
}

#[test]
fn what_is_noted_is_what_the_server_does() {
    let cases: Vec<Case<'_>> = include_str!("../rewrites.tsv")
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [column, index, change] = fields.as_slice() else {
                panic!("three fields: {line}");
            };
            Case {
                column,
                index,
                change,
            }
        })
        .collect();
    let mut wrong = Vec::new();
    let mut seen = [0; 3];
    for major in Major::TESTED {
        let cluster = Cluster::shared(major).unwrap();
        let mut client = cluster.create_database().unwrap().connect().unwrap();
        client.batch_execute(PRELUDE).unwrap();
        for zone in ["UTC", "Europe/Istanbul"] {
            client
                .batch_execute(&format!("SET timezone = '{zone}'"))
                .unwrap();
            for case in &cases {
                let found = case.on_server(&mut client);
                let noted = case.noted(PgVersion(major.number()), zone == "UTC");
                if found != noted {
                    wrong.push(format!(
                        "{major:?} {zone}: {} | {} | {}: server {found:?}, catalog {noted:?}",
                        case.column, case.index, case.change
                    ));
                }
                match found {
                    Some(Anew { rows: true, .. }) => seen[0] += 1,
                    Some(Anew { index: true, .. }) => seen[1] += 1,
                    Some(_) => seen[2] += 1,
                    None => {}
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen.iter().all(|seen| *seen > 20), "{seen:?}");
}
