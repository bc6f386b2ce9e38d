//! The reference database on PostgreSQL 15 and 18: up, seeded, down to nothing,
//! and up again to the same.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first fault"
)]

use std::fs;
use std::path::Path;

use pgbindgen_migrate::live;
use pgbindgen_migrate::runner::{self, Options, Target};
use pgbindgen_model::catalog::{Action, Catalog, ConstraintKind, RelationKind};
use pgbindgen_model::diff;
use pgbindgen_tests::differential::{Counts, Verdict, compare};
use pgbindgen_tests::reference::{self, Reference};
use pgbindgen_tests::snapshot;
use pgbindgen_testserver::{Cluster, Major};
use postgres::Client;

fn on_each(test: impl Fn(&mut Client, u16)) {
    for major in Major::TESTED {
        let database = Cluster::shared(major).unwrap().create_database().unwrap();
        test(&mut database.connect().unwrap(), major.number());
    }
}

#[test]
fn the_chain_is_the_one_of_the_report() {
    let chain = Reference::read().unwrap().revisions;
    let ids: Vec<_> = chain.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "20250817_1530_init_basic_tables",
            "20250817_2030_task_31_enterprise_auth_fields",
            "20250817_2045_task_32_enterprise_sessions_table",
            "20250817_2100_task_35_oidc_accounts_table",
            "20250817_2200_task_36_magic_links_table",
            "20250817_2245_task_311_audit_correlation_pii_fields",
            "20250818_0000_task_37_mfa_totp_tables",
            "20250818_1000_task_41_license_domain_model",
            "20250818_1100_task_44_invoice_model_numbering_vat",
            "20250818_add_idempotency_records_table",
            "20250819_0000_task_47_notification_service",
            "20250819_1200_task_46_payment_provider",
            "20250819_1230_task_48_license_notification_duplicate_prevention",
            "20250819_1245_task_49_job_cancellation_on_license_expiry",
            "20250819_task_411_concurrency_uniqueness_guards",
        ]
    );
}

#[test]
fn up_down_up() {
    let chain = Reference::read().unwrap().revisions;
    on_each(|client, _| {
        let empty = live::read(client).unwrap();
        assert_eq!(runner::up(client, &chain).unwrap().steps.len(), 15);
        let full = live::read(client).unwrap();
        check(&full);

        // Every revision's way down, one at a time, leads where it came from.
        let mut before = vec![empty.clone()];
        runner::down(client, &chain, &Target::Base, &Options::default()).unwrap();
        assert_same(&live::read(client).unwrap(), &empty);
        for revision in &chain {
            let to = Target::Revision(revision.id.clone());
            runner::up_to(client, &chain, &to, &Options::default()).unwrap();
            before.push(live::read(client).unwrap());
        }
        assert_same(before.last().unwrap(), &full);
        for state in before.iter().rev().skip(1) {
            runner::down(client, &chain, &Target::Steps(1), &Options::default()).unwrap();
            assert_same(&live::read(client).unwrap(), state);
        }
        runner::up(client, &chain).unwrap();
        assert_same(&live::read(client).unwrap(), &full);
    });
}

/// The words of the server itself for what the fifteen revisions make:
/// constraints, indexes, foreign keys and all, as they were looked through and
/// accepted once. All the way down leaves nothing but the history.
#[test]
fn the_system_catalogs_hold_what_was_accepted() {
    let chain = Reference::read().unwrap().revisions;
    on_each(|client, major| {
        let before = snapshot::objects(client).unwrap();
        runner::up(client, &chain).unwrap();
        let full = snapshot::definitions(client).unwrap();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("reference/{major}.txt"));
        if std::env::var_os("PGBINDGEN_BLESS").is_some() {
            fs::write(&file, &full).unwrap();
        }
        let accepted = fs::read_to_string(&file).unwrap_or_default();
        let missing = accepted.lines().filter(|line| !full.contains(*line));
        let new = full.lines().filter(|line| !accepted.contains(*line));
        let changes: Vec<String> = missing
            .map(|line| format!("- {line}"))
            .chain(new.map(|line| format!("+ {line}")))
            .collect();
        assert!(
            full == accepted,
            "{} is not what PostgreSQL {major} has; accept with `cargo xtask bless`:\n{}",
            file.display(),
            changes.join("\n")
        );

        runner::down(client, &chain, &Target::Base, &Options::default()).unwrap();
        let after = snapshot::objects(client).unwrap();
        let left: Vec<_> = after
            .difference(&before)
            .filter(|object| !object.contains("pgbindgen_history"))
            .collect();
        assert!(left.is_empty(), "left behind on {major}: {left:#?}");
        let gone: Vec<_> = before.difference(&after).collect();
        assert!(gone.is_empty(), "taken away on {major}: {gone:#?}");

        runner::up(client, &chain).unwrap();
        assert_eq!(snapshot::definitions(client).unwrap(), full);
    });
}

/// What is left behind is seen, whatever it is.
#[test]
fn every_object_is_seen() {
    on_each(|client, major| {
        let before = snapshot::objects(client).unwrap();
        for (sql, expected) in [
            ("CREATE TABLE x (a int)", "table public.x"),
            ("CREATE TYPE y AS ENUM ('l')", "enum label y l"),
            (
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "function public.f()",
            ),
            (
                "CREATE RULE r AS ON DELETE TO x DO INSTEAD NOTHING",
                "rule r on public.x",
            ),
            (
                "CREATE STATISTICS s ON (a + 1) FROM x",
                "statistics object public.s",
            ),
            (
                "CREATE CAST (y AS int) WITH INOUT",
                "cast (public.y AS integer)",
            ),
            (
                "CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)",
                "operator public.===(pg_catalog.text,pg_catalog.text)",
            ),
            ("CREATE POLICY p ON x", "policy p on public.x"),
            ("CREATE SCHEMA n", "schema n"),
            ("CREATE PUBLICATION q", "publication q"),
            ("COMMENT ON TABLE x IS 'c'", "comment table public.x"),
        ] {
            client.batch_execute(sql).unwrap();
            let now = snapshot::objects(client).unwrap();
            assert!(
                now.contains(expected) && !before.contains(expected),
                "{expected} on {major}: {:#?}",
                now.difference(&before).collect::<Vec<_>>()
            );
        }
    });
}

fn assert_same(left: &Catalog, right: &Catalog) {
    assert_eq!(diff::compare(left, right).to_string(), "");
}

/// What must be there, by the words of the report.
fn check(catalog: &Catalog) {
    let tables: Vec<_> = catalog
        .relations
        .iter()
        .filter(|r| r.kind == RelationKind::Table)
        .collect();
    for name in [
        "users",
        "jobs",
        "models",
        "artefacts",
        "audit_logs",
        "sessions",
        "oidc_accounts",
        "magic_links",
        "security_events",
        "mfa_totp_secrets",
        "mfa_backup_codes",
        "licenses",
        "invoices",
        "invoice_lines",
        "idempotency_records",
        "notification_templates",
        "notification_deliveries",
        "payments",
        "payment_webhook_events",
        "license_notifications",
    ] {
        assert!(
            tables.iter().any(|t| t.name == name),
            "there is no table {name}"
        );
    }
    for table in &tables {
        let of = |kind| table.constraints.iter().filter(move |c| c.kind == kind);
        assert_eq!(of(ConstraintKind::PrimaryKey).count(), 1, "{}", table.name);
        assert!(
            table.constraints.iter().all(|c| c.validated),
            "{}",
            table.name
        );
        assert!(table.indexes.iter().all(|i| i.valid), "{}", table.name);
        for key in of(ConstraintKind::ForeignKey) {
            // Every foreign key is indexed: its columns begin an index, in any
            // order among themselves.
            let is_indexed = table.indexes.iter().any(|index| {
                let first = index.keys.iter().take(key.columns.len());
                let first: Vec<_> = first.filter_map(|k| k.as_column()).collect();
                key.columns.iter().all(|c| first.contains(&c.as_str()))
                    || index.keys.first().and_then(|k| k.as_column())
                        == key.columns.first().map(String::as_str)
            });
            assert!(is_indexed, "{} has no index", key.name);
            assert_ne!(
                key.on_delete,
                Some(Action::NoAction),
                "{} has no ON DELETE",
                key.name
            );
        }
        for column in table.columns.as_known().unwrap() {
            let name = column.type_name.as_known().unwrap().as_str();
            let is_inexact = ["real", "double precision", "money"].contains(&name);
            assert!(!is_inexact, "{}.{} is {name}", table.name, column.name);
            assert_ne!(
                name, "timestamp without time zone",
                "{}.{}",
                table.name, column.name
            );
        }
    }
}

#[test]
fn seeds_load_twice() {
    let chain = Reference::read().unwrap().revisions;
    let mut files: Vec<_> = fs::read_dir(reference::folder().join("seeds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "sql"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    on_each(|client, _| {
        runner::up(client, &chain).unwrap();
        let mut counts = Vec::new();
        for _ in 0..2 {
            for file in &files {
                let text = fs::read_to_string(file).unwrap();
                client
                    .batch_execute(&text)
                    .unwrap_or_else(|e| panic!("{}: {e:?}", file.display()));
            }
            let mut rows = Vec::new();
            for relation in &live::read(client).unwrap().relations {
                if relation.kind == RelationKind::Table {
                    let query = format!("SELECT count(*) FROM \"{}\"", relation.name);
                    let count: i64 = client.query_one(&query, &[]).unwrap().get(0);
                    rows.push((relation.name.clone(), count));
                }
            }
            counts.push(rows);
        }
        assert_eq!(counts[0], counts[1], "loading twice changes nothing");
        assert!(
            counts[0].iter().filter(|(_, count)| *count > 0).count() > 20,
            "{counts:?}"
        );
    });
}

/// The replay and the server have the same catalog after each revision, on the
/// way up and on the way down.
#[test]
fn the_replay_agrees_with_the_servers() {
    let reference = Reference::read().unwrap();
    let chain = &reference.revisions;
    on_each(|client, major| {
        let (up, down) = reference.replay(major).unwrap();
        let mut counts = Counts::default();
        let mut check = |client: &mut Client, replayed: &Catalog, at: &str| {
            let server = live::read(client).unwrap();
            match compare(client, replayed.clone(), &server).unwrap() {
                Verdict::Equal(of_state) => counts += of_state,
                other => panic!("{at} on {major}: {other:?}"),
            }
        };
        check(client, &up[0], "an empty database");
        for (revision, replayed) in chain.iter().zip(&up[1..]) {
            let to = Target::Revision(revision.id.clone());
            runner::up_to(client, chain, &to, &Options::default()).unwrap();
            check(client, replayed, &revision.id);
        }
        for (revision, replayed) in chain.iter().rev().zip(&down) {
            runner::down(client, chain, &Target::Steps(1), &Options::default()).unwrap();
            check(
                client,
                replayed,
                &format!("the way down of {}", revision.id),
            );
        }
        println!("the reference chain on {major}: {counts}");
    });
}
