//! `generate`: what it may write and remove.

use crate::Folder;

fn table(name: &str) -> String {
    format!(
        "-- revision: a\n-- irreversible: a test\n-- +up\nCREATE TABLE {name} (id bigint PRIMARY KEY);\n"
    )
}

fn shop() -> Folder {
    Folder::new(&[
        ("pgbindgen.toml", ""),
        ("migrations/a.sql", &table("orders")),
        ("other/pgbindgen.toml", ""),
        ("other/migrations/a.sql", &table("notes")),
    ])
}

#[test]
fn the_bindings_of_another_project_inside_stay() {
    let folder = shop();
    folder.expect(0, "generate other --out out/other");
    folder.write(
        "out/target/debug/build/x/out/pgbindgen.rs",
        &folder.read("out/other/mod.rs"),
    );
    folder.write("out/crate/src/lib.rs", &folder.read("out/other/mod.rs"));
    let before = folder.files();
    assert_eq!(
        folder.expect(0, "generate --out out").out,
        "wrote out/orders.rs\nwrote out/mod.rs\n"
    );
    folder.expect(0, "generate --out out --check");
    folder.write("migrations/a.sql", &table("bills"));
    assert_eq!(
        folder.expect(0, "generate --out out").out,
        "removed out/orders.rs\nwrote out/bills.rs\nwrote out/mod.rs\n"
    );
    let after = folder.files();
    for (name, text) in before {
        assert!(
            name == "migrations/a.sql" || after.get(&name) == Some(&text),
            "{name}"
        );
    }
}

#[test]
fn a_schema_named_as_a_folder_of_other_bindings_is_refused() {
    let folder = shop();
    folder.expect(0, "generate other --out out/other");
    folder.write(
        "migrations/a.sql",
        "-- revision: a\n-- irreversible: a test\n-- +up\nCREATE SCHEMA other;\nCREATE TABLE other.t (id bigint PRIMARY KEY);\n",
    );
    let before = folder.files();
    let ran = folder.expect(2, "generate --out out");
    assert!(
        ran.err
            .contains("`out/other/mod.rs` is where other bindings begin"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);
    // In a folder of its own the schema has its folder, and takes it along.
    folder.expect(0, "generate --out own");
    folder.expect(0, "generate --out own --check");
    folder.write("migrations/a.sql", &table("orders"));
    let ran = folder.expect(0, "generate --out own");
    assert!(
        ran.out
            .contains("removed own/other/mod.rs\nremoved own/other/t.rs\n"),
        "{}",
        ran.out
    );
    assert!(!folder.0.join("own/other").exists());
}

#[test]
fn code_among_migrations_is_refused() {
    let folder = shop();
    let before = folder.files();
    for out in ["migrations", "migrations/db", "./migrations/../migrations"] {
        let ran = folder.expect(2, &format!("generate --out {out}"));
        assert!(
            ran.err.contains("is in the folder of migrations"),
            "{}",
            ran.err
        );
    }
    folder.write("pgbindgen.toml", "[generate]\nout = \"migrations/db\"\n");
    folder.expect(2, "generate");
    folder.write("pgbindgen.toml", "");
    assert_eq!(folder.files(), before);
}

#[test]
fn the_command_that_mends_can_be_pasted() {
    let folder = shop();
    folder.write("my shop/migrations/a.sql", &table("orders"));
    let ran = folder.run_with(&[
        "generate",
        "--check",
        "my shop",
        "--out",
        "my out",
        "--postgres",
        "16",
    ]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains(
            "mend them with: pgbindgen generate 'my shop' --out 'my out' --postgres 16\n"
        ),
        "{}",
        ran.err
    );
}

#[test]
fn a_directory_in_place_of_a_file_ends_with_2() {
    let folder = shop();
    folder.write("out/orders.rs/x", "");
    let ran = folder.expect(2, "generate --out out");
    assert!(ran.err.contains("out/orders.rs"), "{}", ran.err);
    folder.write("file", "");
    folder.expect(2, "generate --out file");
}
