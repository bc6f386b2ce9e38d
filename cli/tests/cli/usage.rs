//! What a command says when it is asked for what is not there, or has nothing to
//! do; and a database against its migrations.

use super::{Folder, revision, two};
use pgbindgen_testserver::{Cluster, Major};

#[test]
fn a_revision_that_is_not_there() {
    let folder = two();
    for (args, expected) in [
        (
            "lock --release nope",
            "there is no revision `nope`; there are `b`, `a`\n",
        ),
        (
            "new --parent nope what",
            "there is no revision `nope`; there are `b`, `a`\n",
        ),
        (
            "lock --amend nope --reason why",
            "revision `nope` is not in the lock, so it is not released: there are none yet\n",
        ),
    ] {
        let ran = folder.expect(2, args);
        assert_eq!(ran.err, format!("error: {expected}"), "{args}");
    }
    let ids = [
        "y_one",
        "y_two",
        "y_three",
        "y_four",
        "y_five",
        "y_last_one",
    ];
    let mut files = Vec::new();
    let mut parent = "none";
    for id in ids {
        files.push((format!("migrations/{id}.sql"), revision(id, parent)));
        parent = id;
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = Folder::new(&files);
    for (id, expected) in [
        ("y_fuor", "; the nearest is `y_four`"),
        ("last", "; the id with that in it is `y_last_one`"),
        ("one", "; ids with that in them are `y_last_one`, `y_one`"),
        (
            "q",
            "; there are `y_last_one`, `y_five`, `y_four`, `y_three`, `y_two` and 1 before them, which `pgbindgen history` lists",
        ),
    ] {
        let ran = folder.expect(2, &format!("lock --release {id}"));
        assert_eq!(
            ran.err,
            format!("error: there is no revision `{id}`{expected}\n")
        );
    }
}

/// Where the bindings go is asked before the work, but for a configuration that
/// cannot be read.
#[test]
fn generate_without_a_folder() {
    let folder = two();
    folder.write("migrations/b.sql", &revision("b", "nowhere"));
    let ran = folder.expect(2, "generate");
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.contains("--out DIR"), "{}", ran.err);
    folder.write("pgbindgen.toml", "[generate]\nout = [\n");
    let ran = folder.expect(1, "generate");
    assert!(ran.err.contains("error[config-syntax]"), "{}", ran.err);
}

#[test]
fn a_server_or_a_folder() {
    let folder = two();
    for args in [
        "dump catalog . --live postgres://127.0.0.1:1/x",
        "dump catalog --live postgres://127.0.0.1:1/x --against postgres://127.0.0.1:1/x",
        "dump catalog --live postgres://127.0.0.1:1/x --postgres 15",
        "dump catalog --against postgres://127.0.0.1:1/x --postgres 15",
        "init --macro --build-script",
    ] {
        let ran = folder.expect(2, args);
        assert!(ran.err.contains("cannot be used with"), "{}", ran.err);
    }
    let ran = folder.expect(2, "dump ir --against postgres://127.0.0.1:1/x");
    assert!(
        ran.err.contains("dump catalog DIR --against"),
        "{}",
        ran.err
    );
    let ran = folder.expect(
        2,
        "dump catalog --against postgres://u:secret@127.0.0.1:1/x",
    );
    assert!(ran.err.contains("cannot connect"), "{}", ran.err);
    assert!(!ran.err.contains("secret"), "{}", ran.err);
}

#[test]
fn a_folder_without_migrations() {
    let folder = Folder::new(&[("pgbindgen.toml", ""), ("migrations/.keep", "")]);
    let ran = folder.expect(0, "check");
    assert_eq!(
        ran.err,
        "note: there are no migrations in `migrations` yet: `pgbindgen new NAME` adds the first, or move those of another tool there\n"
    );
    let ran = folder.expect(0, "check --message-format json");
    assert_eq!((&*ran.out, &*ran.err), ("", ""));
    folder.write("pgbindgen.toml", "ignore = [\"*\"]\n");
    folder.write("migrations/first.sql", "SELECT 1;\n");
    let ran = folder.expect(0, "check");
    assert!(
        ran.err
            .contains("but for what `ignore` in pgbindgen.toml names"),
        "{}",
        ran.err
    );
    std::fs::remove_file(folder.0.join("migrations/first.sql")).unwrap();
    folder.write("pgbindgen.toml", "");
    folder.expect(0, "new first");
    let ran = folder.expect(0, "check");
    assert!(ran.err.starts_with("1 revision is valid"), "{}", ran.err);
}

#[test]
fn init_a_second_time() {
    let folder = Folder::new(&[]);
    folder.expect(0, "init --build-script");
    let files = folder.files();
    let ran = folder.expect(0, "init --build-script");
    assert_eq!(
        ran.err,
        "kept migrations\nkept pgbindgen.toml\nkept build.rs, which has the call already\n\
         everything is there already: nothing was written\n"
    );
    assert_eq!(folder.files(), files);
    // A comment calls nothing, and the other call is another one.
    for script in [
        "fn main() {\n    // pgbindgen_codegen::build(\"migrations\")\n}\n",
        "fn main() { pgbindgen_codegen::watch(\"migrations\").unwrap(); }\n",
    ] {
        folder.write("build.rs", script);
        let ran = folder.expect(0, "init --build-script");
        assert!(
            ran.err.contains("it has to hold what this one would"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn a_database_against_its_migrations() {
    const NOTES: &str = "-- revision: notes\n-- down_revision: none\n-- +up\n\
        CREATE TABLE notes (\n    id bigint PRIMARY KEY,\n    title text NOT NULL CONSTRAINT notes_title CHECK (title <> '')\n);\n\
        -- +down\nDROP TABLE notes;\n";
    let folder = Folder::new(&[("migrations/notes.sql", NOTES)]);
    for major in [Major::V15, Major::V18] {
        let database = Cluster::shared(major).unwrap().create_database().unwrap();
        let run = |format: &str| {
            folder.run_with(&[
                "dump",
                "catalog",
                "--against",
                database.url(),
                "--message-format",
                format,
            ])
        };
        let ran = run("human");
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert_eq!(ran.out, "relations.public.notes: not on the server\n");
        assert_eq!(
            ran.err,
            "error: the database is not what the migrations in migrations lead to: 1 difference\n"
        );
        let mut client = database.connect().unwrap();
        let up = NOTES.split("-- +up\n").nth(1).unwrap();
        client
            .batch_execute(up.split("-- +down").next().unwrap())
            .unwrap();
        let ran = run("human");
        assert_eq!((ran.code, &*ran.out), (0, ""), "{}", ran.err);
        assert!(
            ran.err
                .ends_with("the database is what the migrations in migrations lead to\n"),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("are not compared: 1\n"), "{}", ran.err);
        let ran = run("json");
        assert_eq!((ran.code, &*ran.out, &*ran.err), (0, "", ""));
        client
            .batch_execute("ALTER TABLE notes ADD body text, ALTER title TYPE varchar(9)")
            .unwrap();
        let ran = run("human");
        assert_eq!(ran.code, 1);
        assert_eq!(
            ran.out,
            "relations.public.notes.columns.title.type: \"text\" by the migrations, \"character varying(9)\" on the server\n\
             relations.public.notes.columns.body: not in the migrations\n"
        );
        let ran = run("json");
        assert!(
            ran.out.starts_with(
                "{\"$message_type\":\"difference\",\"path\":\"relations.public.notes.columns.title.type\",\
                 \"migrations\":\"text\",\"server\":\"character varying(9)\"}\n"
            ),
            "{}",
            ran.out
        );
        // What is wrong with the migrations goes first.
        folder.write("migrations/b.sql", &revision("b", "nowhere"));
        let ran = run("human");
        assert_eq!((ran.code, &*ran.out), (1, ""));
        assert!(ran.err.contains("missing-parent"), "{}", ran.err);
        std::fs::remove_file(folder.0.join("migrations/b.sql")).unwrap();
    }
}
