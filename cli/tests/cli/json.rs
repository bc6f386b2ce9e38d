//! `--message-format json`: objects, one a line, and nothing else.

use crate::{Folder, revision};
use pgbindgen_testserver::{Cluster, Major};
use serde_json::Value;

fn project() -> Folder {
    Folder::new(&[
        ("pgbindgen.toml", "[generate]\nout = \"out\"\n"),
        (
            "migrations/a.sql",
            "-- revision: a\n-- irreversible: a test\n-- +up\nCREATE TABLE \"my \\\"\"notes\" (id bigint PRIMARY KEY);\n",
        ),
    ])
}

/// The objects that a command prints.
fn objects(folder: &Folder, code: i32, args: &str) -> Vec<Value> {
    let ran = folder.expect(code, &format!("{args} --message-format json"));
    assert_eq!(ran.err, "", "{args}");
    ran.out
        .lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{args}: {error}\n{line}"));
            assert!(value["$message_type"].is_string(), "{args}\n{line}");
            value
        })
        .collect()
}

#[test]
fn every_command() {
    let folder = project();
    for (code, args, types) in [
        (0, "check", &[][..]),
        (1, "generate --check", &["stale", "stale", "diagnostic"]),
        (0, "generate", &["generate", "generate"]),
        (0, "generate", &[]),
        (0, "explain float-money", &["explanation"]),
        (0, "heads", &["head"]),
        (0, "history", &["revision"]),
        (0, "dump split", &["statement"]),
        (0, "dump ddl", &["statement"]),
        (0, "dump catalog", &["catalog"]),
        (0, "dump ir", &["ir"]),
        (0, "lock", &["lock"]),
        (0, "lock --release", &["lock"]),
        (0, "new b --id b", &["created"]),
        (2, "lock --amend b --reason x", &["diagnostic"]),
        (2, "new b --id b", &["diagnostic"]),
        (2, "check nowhere", &["diagnostic"]),
        (0, "init . --build-script", &["created"]),
    ] {
        let found = objects(&folder, code, args);
        let found: Vec<&str> = found
            .iter()
            .filter_map(|object| object["$message_type"].as_str())
            .collect();
        assert_eq!(found, types, "{args}");
    }
}

#[test]
fn a_dump_of_what_is_at_fault() {
    let folder = project();
    folder.write("migrations/b.sql", &revision("b", "aa"));
    for stage in ["split", "ddl", "catalog", "ir"] {
        let found = objects(&folder, 1, &format!("dump {stage}"));
        assert!(
            found
                .iter()
                .any(|object| object["code"]["code"] == "missing-parent"),
            "{stage}"
        );
    }
}

#[test]
fn the_catalog_of_a_server() {
    let folder = project();
    let cluster = Cluster::shared(Major::V15).unwrap();
    let database = cluster.create_database().unwrap();
    database
        .connect()
        .unwrap()
        .batch_execute("CREATE TABLE \"my \\\"\"notes\" (id bigint PRIMARY KEY)")
        .unwrap();
    let args = |format: &'static str| {
        [
            "dump",
            "catalog",
            "--live",
            database.url(),
            "--message-format",
            format,
        ]
    };
    let human = folder.run_with(&args("human"));
    assert_eq!((human.code, &*human.err), (0, ""));
    assert_eq!(
        human.out,
        folder.expect(0, "dump catalog --postgres 15").out
    );
    let json = folder.run_with(&args("json"));
    assert_eq!((json.code, &*json.err), (0, ""));
    assert_eq!(json.out.lines().count(), 1);
    let object: Value = serde_json::from_str(&json.out).unwrap();
    let catalog: Value = serde_json::from_str(&human.out).unwrap();
    assert_eq!(object["catalog"], catalog);
}
