//! DIR, in each of its forms.

use crate::{Folder, revision};

#[test]
fn a_project_or_its_migrations() {
    let folder = Folder::new(&[
        (
            "app/pgbindgen.toml",
            "migrations = \"db/sql\"\npostgres = [\"16\"]\n",
        ),
        ("app/db/sql/a.sql", &revision("a", "none")),
    ]);
    for dir in ["app", "./app/", "app/db/sql", "app/db/../db/sql"] {
        let ran = folder.expect(0, &format!("check {dir}"));
        assert_eq!(ran.err, "1 revision is valid on PostgreSQL 16\n", "{dir}");
        assert_eq!(folder.expect(0, &format!("heads {dir}")).out, "a\n");
        assert_eq!(
            folder.expect(0, &format!("history {dir}")).out,
            "a (root) (head) : draft\n"
        );
        folder.expect(0, &format!("dump split {dir}"));
    }
    assert_eq!(folder.expect(0, "lock app").out, "added a\n");
    assert_eq!(
        folder.expect(0, "lock app/db/sql --release").out,
        "released a\n"
    );
    folder.expect(0, "lock --dir app");
    folder.expect(2, "lock app --dir app");
    let ran = folder.expect(0, "new b --id b --dir app");
    assert_eq!(ran.out, "app/db/sql/b.sql\n");
}

#[test]
fn a_folder_with_neither() {
    let folder = Folder::new(&[("Cargo.toml", "[package]\n"), ("src/main.rs", "")]);
    let before = folder.files();
    for command in [
        "check",
        "lock",
        "new x",
        "heads",
        "history",
        "dump ir",
        "generate --out out",
    ] {
        let ran = folder.expect(2, command);
        assert!(
            ran.err
                .contains("holds neither a pgbindgen.toml nor migrations")
                && ran.err.contains("`pgbindgen init`"),
            "{command}: {}",
            ran.err
        );
    }
    assert_eq!(folder.files(), before);
    assert!(
        folder
            .expect(2, "check ././db")
            .err
            .contains("there is no directory `db`"),
    );
    assert!(
        folder
            .expect(2, "check srcc")
            .err
            .contains("there is no directory `srcc`; the nearest is `src`"),
    );
    assert!(
        folder
            .expect(2, "check /")
            .err
            .contains("`/` holds neither")
    );
}

#[test]
fn the_newest_version_is_dumped_whatever_the_order() {
    // PostgreSQL 18 has a constraint for each NOT NULL.
    let text = revision("a", "none").replacen(
        "SELECT 1",
        "CREATE TABLE t (a int PRIMARY KEY, b int NOT NULL)",
        1,
    );
    let text = text.replacen("SELECT 1", "DROP TABLE t", 1);
    let folder = Folder::new(&[("migrations/a.sql", &text)]);
    let one = folder.expect(0, "dump catalog --postgres 18").out;
    for versions in [
        "--postgres 18 --postgres 15",
        "--postgres 15 --postgres 18 --postgres 18",
    ] {
        assert_eq!(
            folder.expect(0, &format!("dump catalog {versions}")).out,
            one
        );
    }
    assert_ne!(folder.expect(0, "dump catalog --postgres 15").out, one);
    assert_eq!(
        folder
            .expect(0, "check --postgres 18 --postgres 15 --postgres 18")
            .err,
        "1 revision is valid on PostgreSQL 15, 18\n"
    );
}
