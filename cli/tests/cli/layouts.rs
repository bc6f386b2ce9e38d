//! The commands in a folder that another tool writes.

use crate::Folder;

const USERS: &str = "CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);\n";
const ORDERS: &str =
    "CREATE TABLE orders (id bigint PRIMARY KEY, price numeric(12, 2) NOT NULL);\n";

fn diesel() -> Folder {
    Folder::new(&[
        ("migrations/20240101000000_users/up.sql", USERS),
        (
            "migrations/20240101000000_users/down.sql",
            "DROP TABLE users;\n",
        ),
        ("migrations/20240203040506_orders/up.sql", ORDERS),
        (
            "migrations/20240203040506_orders/down.sql",
            "DROP TABLE orders;\n",
        ),
    ])
}

#[test]
fn init_says_which_layout_it_is() {
    let folder = diesel();
    let ran = folder.expect(0, "init");
    assert!(
        ran.err
            .contains("`diesel migration generate NAME` adds a revision"),
        "{}",
        ran.err
    );
    let config = folder.read("pgbindgen.toml");
    assert!(config.contains("\nlayout = \"diesel\"\n"), "{config}");
    folder.expect(0, "check");
    let folder = Folder::new(&[("db/V1__users.sql", USERS)]);
    let ran = folder.expect(0, "init --migrations db");
    assert!(ran.err.contains("pgbindgen check"), "{}", ran.err);
    assert!(!folder.read("pgbindgen.toml").contains("layout"), "two fit");
}

#[test]
fn new_leaves_it_to_the_tool() {
    let folder = diesel();
    let before = folder.files();
    let ran = folder.expect(2, "new more");
    assert!(
        ran.err.contains("the layout `diesel`")
            && ran.err.contains("`diesel migration generate NAME`"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);
}

#[test]
fn the_lock_holds_what_is_released() {
    let folder = diesel();
    folder.expect(0, "lock");
    folder.expect(0, "lock --release 20240101000000");
    folder.expect(0, "check");
    let history = folder.expect(0, "history").out;
    assert!(
        history.contains("20240203040506 <- 20240101000000 (head) : draft"),
        "{history}"
    );
    assert_eq!(folder.expect(0, "heads").out.trim(), "20240203040506");

    // What undoes it is a part of it.
    folder.write("migrations/20240101000000_users/down.sql", "SELECT 1;\n");
    let ran = folder.expect(1, "check");
    assert!(
        ran.err.contains("error[edited-after-release]"),
        "{}",
        ran.err
    );
    folder.write(
        "migrations/20240101000000_users/down.sql",
        "DROP TABLE users;\n",
    );

    // One that comes to stand before it would never run there.
    folder.write("migrations/20230101000000_early/up.sql", "SELECT 1;\n");
    let ran = folder.expect(1, "check");
    assert!(
        ran.err.contains("error[reparented-after-release]"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("a version behind all that is released"),
        "{}",
        ran.err
    );
}

#[test]
fn a_released_migration_is_missing_or_has_another_version() {
    let files = |version: &str| {
        Folder::new(&[
            ("pgbindgen.toml", "layout = \"sqlx\"\n"),
            (&format!("migrations/{version}_users.sql"), USERS),
        ])
    };
    let folder = files("1");
    folder.expect(0, "lock");
    folder.expect(0, "lock --release 1");
    let lock = folder.read("migrations/migrations.lock");
    let folder = files("2");
    folder.write("migrations/migrations.lock", &lock);
    let ran = folder.expect(1, "check");
    assert!(
        ran.err.contains("error[renamed-after-release]"),
        "{}",
        ran.err
    );
    folder.write("migrations/2_users.sql", ORDERS);
    let ran = folder.expect(1, "check");
    assert!(ran.err.contains("error[missing-released]"), "{}", ran.err);
    assert!(ran.err.contains("restore the file of `1`"), "{}", ran.err);
}

#[test]
fn dump_and_fix_speak_of_the_files_on_the_disk() {
    let folder = Folder::new(&[
        (
            "pgbindgen.toml",
            "layout = \"numbered\"\n\n[placeholders]\n\"{{S}}\" = \"a_longer_name\"\n",
        ),
        (
            "migrations/1.sql",
            "CREATE SCHEMA {{S}};\nCREATE TABLE {{S}}.t (id bigint PRIMARY KEY); -- pgbindgen: allow(float-money) not needed\n\
             CREATE TABLE {{S}}.u (id bigint PRIMARY KEY); CREATE TABLE {{S}}.v (id bigint PRIMARY KEY);\n",
        ),
    ]);
    let out = folder.expect(0, "dump split").out;
    assert!(out.contains("-- migrations/1.sql:3:47 1 +up"), "{out}");
    assert!(out.contains("CREATE TABLE a_longer_name.v"), "{out}");
    folder.expect(0, "check --fix");
    assert_eq!(
        folder.read("migrations/1.sql"),
        "CREATE SCHEMA {{S}};\nCREATE TABLE {{S}}.t (id bigint PRIMARY KEY);\n\
         CREATE TABLE {{S}}.u (id bigint PRIMARY KEY); CREATE TABLE {{S}}.v (id bigint PRIMARY KEY);\n"
    );
}
