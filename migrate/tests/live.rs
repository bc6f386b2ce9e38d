//! The live reader against databases whose catalogs are written down.
//!
//! `live/rich.sql` has one object of every kind; the expected catalogs beside
//! it were read by a person against the SQL. `PGBINDGEN_BLESS=1` writes them
//! anew.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first fault"
)]

use std::path::Path;

use pgbindgen_migrate::live;
use pgbindgen_testserver::{Cluster, Major};

fn read_rich(major: Major) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live");
    let text = |name: &str| std::fs::read_to_string(directory.join(name)).unwrap();
    let cluster = Cluster::shared(major).unwrap();
    let mut client = cluster.create_database().unwrap().connect().unwrap();
    client.batch_execute(&text("rich.sql")).unwrap();
    if major == Major::V18 {
        client.batch_execute(&text("rich-18.sql")).unwrap();
    }

    let path: String = client.query_one("SHOW search_path", &[]).unwrap().get(0);
    let catalog = live::read(&mut client).unwrap();
    let after: String = client.query_one("SHOW search_path", &[]).unwrap().get(0);
    assert_eq!(path, after, "the connection's settings are as before");

    let name = format!("rich-{}.json", major.number());
    let actual = catalog.to_json();
    if std::env::var_os("PGBINDGEN_BLESS").is_some() {
        std::fs::write(directory.join(&name), &actual).unwrap();
    }
    let expected = std::fs::read_to_string(directory.join(&name)).unwrap_or_default();
    if actual != expected {
        let at = actual
            .lines()
            .zip(expected.lines())
            .position(|(a, b)| a != b);
        let at = at.unwrap_or_default();
        let around = |text: &str| {
            let lines = text.lines().skip(at.saturating_sub(5)).take(12);
            lines.collect::<Vec<_>>().join("\n")
        };
        panic!(
            "{name} is stale; `cargo xtask bless` writes it anew. From line {}:\n{}\n--- now:\n{}",
            at + 1,
            around(&expected),
            around(&actual)
        );
    }
}

#[test]
fn rich_schema_15() {
    read_rich(Major::V15);
}

#[test]
fn rich_schema_18() {
    read_rich(Major::V18);
}

#[test]
fn an_empty_database_has_its_schema_only() {
    for major in Major::TESTED {
        let cluster = Cluster::shared(major).unwrap();
        let mut client = cluster.create_database().unwrap().connect().unwrap();
        let catalog = live::read(&mut client).unwrap();
        let mut expected = pgbindgen_model::catalog::Catalog::default();
        expected.schemas.push("public".into());
        assert_eq!(catalog, expected);
    }
}
