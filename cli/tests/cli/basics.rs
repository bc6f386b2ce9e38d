//! The commands where nothing is out of the ordinary.

use crate::{Folder, revision, two};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn check_ends_with_0_1_or_2() {
    let folder = two();
    assert!(
        folder
            .expect(0, "check")
            .err
            .contains("2 revisions are valid on PostgreSQL 15, 18")
    );
    folder.expect(0, "check migrations");
    folder.expect(0, "check --postgres 16");
    folder.write("migrations/b.sql", &revision("b", "aa"));
    let ran = folder.expect(1, "check");
    assert!(ran.err.contains("error[missing-parent]"), "{}", ran.err);
    assert!(
        ran.err.contains(" --> migrations/b.sql:2:19\n"),
        "{}",
        ran.err
    );
    assert!(ran.err.ends_with("error: 1 error\n"), "{}", ran.err);
    assert_eq!(ran.out, "");
    assert!(
        folder
            .expect(2, "check nowhere")
            .err
            .starts_with("error: there is no directory")
    );
    folder.expect(2, "check --postgres 9");
    folder.expect(2, "chek");
    folder.expect(2, "");
}

#[test]
fn json_is_one_object_a_line_on_standard_output() {
    let folder = two();
    folder.write("migrations/b.sql", &revision("b", "aa"));
    folder.write("pgbindgen.toml", "foo = 1\n");
    let ran = folder.expect(1, "check --message-format json");
    assert_eq!(ran.err, "");
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ran.out);
    assert!(lines[0].contains("\"code\":{\"code\":\"config-unknown-key\""));
    assert!(lines[1].starts_with("{\"$message_type\":\"diagnostic\",\"message\":\"revision `b` follows `aa`, which does not exist\""));
    assert!(lines[1].contains("\"file_name\":\"migrations/b.sql\",\"byte_start\":33,\"byte_end\":35,\"line_start\":2,\"line_end\":2,\"column_start\":19,\"column_end\":21,\"is_primary\":true"));
    assert!(lines[1].contains(
        "\"suggested_replacement\":\"a\",\"suggestion_applicability\":\"MaybeIncorrect\""
    ));
    let ran = folder.expect(2, "check nowhere --message-format json");
    assert!(ran.out.contains("\"level\":\"error\""), "{}", ran.out);
}

#[test]
fn colour_is_used_when_asked_for() {
    let folder = two();
    folder.write("migrations/b.sql", &revision("b", "aa"));
    assert!(!folder.expect(1, "check").err.contains('\x1b'));
    assert!(
        folder
            .expect(1, "check --color always")
            .err
            .contains('\x1b')
    );
    let forced = folder
        .command(&["check"])
        .env("CLICOLOR_FORCE", "1")
        .output()
        .unwrap();
    assert!(forced.stderr.contains(&0x1b));
    // Only the report is coloured, and only where it goes.
    let json = folder
        .expect(1, "check --color always --message-format json")
        .out;
    assert!(
        !json.contains('\x1b') && !json.contains("\\u001b"),
        "{json}"
    );
}

#[test]
fn history_and_heads() {
    let folder = two();
    assert_eq!(
        folder.expect(0, "history").out,
        "b <- a (head) : draft\na (root) : draft\n"
    );
    assert_eq!(folder.expect(0, "heads").out, "b\n");
    let ran = folder.expect(0, "heads --message-format json");
    assert_eq!(
        ran.out,
        "{\"$message_type\":\"head\",\"id\":\"b\",\"file\":\"migrations/b.sql\"}\n"
    );
    folder.write("migrations/c.sql", &revision("c", "a"));
    let ran = folder.expect(1, "heads");
    assert_eq!(ran.out, "b\nc\n");
    assert!(ran.err.contains("error[two-heads]"));
}

#[test]
fn init_makes_a_project_that_checks() {
    let folder = Folder::new(&[]);
    let ran = folder.expect(0, "init --build-script");
    assert!(
        ran.err.contains("cargo add --build pgbindgen-codegen"),
        "{}",
        ran.err
    );
    folder.expect(0, "check");
    let before = folder.files();
    assert_eq!(before.len(), 3, "{before:?}");
    let ran = folder.expect(0, "init --macro");
    assert!(ran.err.contains("kept build.rs"), "{}", ran.err);
    assert_eq!(folder.files(), before, "init overwrites nothing");

    let folder = Folder::new(&[("build.rs", "fn main() {}\n")]);
    folder.expect(0, "init --build-script --migrations db");
    assert_eq!(folder.read("build.rs"), "fn main() {}\n");
    folder.expect(0, "check");
    folder.expect(2, "init nowhere");
}

#[test]
fn new_follows_the_head() {
    let folder = two();
    let ran = folder.expect(0, "new Add invoice-lines");
    let path = ran.out.trim();
    assert!(
        path.starts_with("migrations/2") && path.ends_with("_add_invoice_lines.sql"),
        "{path}"
    );
    assert!(folder.read(path).contains("\n-- down_revision: b\n"));
    folder.expect(0, "check");

    folder.expect(0, "new x --id x");
    let before = folder.files();
    folder.expect(2, "new x --id x");
    folder.expect(2, "new x --id x-y");
    folder.expect(2, "new y --id y --parent bb");
    assert_eq!(folder.files(), before);
    folder.write("migrations/c.sql", &revision("c", "a"));
    let ran = folder.expect(1, "new y");
    assert!(ran.err.contains("error[two-heads]"), "{}", ran.err);
    folder.expect(0, "new join --id join --parent x --parent c");
    assert!(
        folder
            .read("migrations/join.sql")
            .contains("down_revision: x, c\n")
    );
    folder.expect(0, "check");
}

#[test]
fn the_lock_from_draft_to_amendment() {
    let folder = two();
    let lock = "migrations/migrations.lock";
    assert_eq!(folder.expect(0, "lock").out, "added a\nadded b\n");
    assert!(folder.read(lock).starts_with("heads: b\n"));
    folder.expect(0, "check");
    assert_eq!(folder.expect(0, "lock --release a").out, "released a\n");
    assert!(
        folder.read(lock).contains("\na : released sha256:"),
        "{}",
        folder.read(lock)
    );
    assert_eq!(
        folder.expect(0, "history").out,
        "b <- a (head) : draft\na (root) : released\n"
    );

    // A draft comes with `new`.
    folder.expect(0, "new c --id c");
    assert!(folder.read(lock).starts_with("heads: c\n"));
    folder.expect(0, "check");

    // A released one may not change, and nothing but an amendment settles it.
    folder.write(
        "migrations/a.sql",
        &format!("{}-- x\n", revision("a", "none")),
    );
    let before = folder.files();
    assert!(
        folder
            .expect(1, "check")
            .err
            .contains("error[edited-after-release]")
    );
    assert!(
        folder
            .expect(1, "lock")
            .err
            .contains("error[edited-after-release]")
    );
    folder.expect(1, "lock --release");
    folder.expect(2, "lock --amend a");
    folder.expect(2, "lock --amend b --reason none");
    assert_eq!(folder.files(), before);
    assert_eq!(
        folder.expect(0, "lock --amend a --reason typo").out,
        "amended a\n"
    );
    assert!(folder.read(lock).contains("amended \"typo\""));
    folder.expect(0, "check");

    // Renamed: the file and the id.
    let text = folder
        .read("migrations/a.sql")
        .replace("revision: a", "revision: aa");
    fs::remove_file(folder.0.join("migrations/a.sql")).unwrap();
    folder.write("migrations/aa.sql", &text);
    folder.write("migrations/b.sql", &revision("b", "aa"));
    assert!(
        folder
            .expect(1, "check")
            .err
            .contains("error[renamed-after-release]")
    );
    assert_eq!(
        folder
            .expect(0, "lock --amend a --reason shorter")
            .out
            .lines()
            .last(),
        Some("renamed a")
    );
    folder.expect(0, "lock");
    folder.expect(0, "check");
    assert!(
        folder.read(lock).contains("\naa : released"),
        "{}",
        folder.read(lock)
    );

    // Released to the end, and the last one gone.
    folder.expect(0, "lock --release");
    fs::remove_file(folder.0.join("migrations/c.sql")).unwrap();
    assert!(
        folder
            .expect(1, "check")
            .err
            .contains("error[missing-released]")
    );
    assert_eq!(
        folder.expect(0, "lock --amend c --reason empty").out,
        "removed c\n"
    );
    folder.expect(0, "check");
    assert!(folder.read(lock).starts_with("heads: b\n"));
}

#[test]
fn a_stale_lock_is_a_warning() {
    let folder = two();
    folder.expect(0, "lock");
    folder.write("migrations/c.sql", &revision("c", "b"));
    let ran = folder.expect(0, "check");
    assert!(ran.err.contains("warning[stale-lock]"), "{}", ran.err);
    assert_eq!(folder.expect(0, "lock").out, "added c\n");
    assert!(!folder.expect(0, "check").err.contains("stale-lock"));
}

const NOTES: &str = "-- revision: notes
-- irreversible: a test
-- +up
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL);
CREATE TABLE tags (id bigint PRIMARY KEY, note_id bigint NOT NULL REFERENCES notes);
";

#[test]
fn generate_writes_what_changed_and_check_says_it() {
    let folder = Folder::new(&[
        ("pgbindgen.toml", "[generate]\nout = \"src/db\"\n"),
        ("migrations/notes.sql", NOTES),
        ("src/db/extra.rs", "// mine\n"),
    ]);
    let ran = folder.expect(1, "generate --check");
    assert!(
        ran.out.contains("+++ src/db/notes.rs (generated)"),
        "{}",
        ran.out
    );
    assert!(
        ran.err.contains("mend them with: pgbindgen generate\n"),
        "{}",
        ran.err
    );
    assert!(
        !folder.0.join("src/db/mod.rs").exists(),
        "--check writes nothing"
    );
    assert_eq!(
        folder.expect(0, "generate").out,
        "wrote src/db/notes.rs\nwrote src/db/tags.rs\nwrote src/db/mod.rs\n"
    );
    folder.expect(0, "generate --check");
    assert_eq!(folder.expect(0, "generate").out, "");

    // One table changes: one file is written.
    folder.write(
        "migrations/notes.sql",
        &NOTES.replace("title text", "heading text"),
    );
    let ran = folder.expect(1, "generate --check");
    assert!(
        ran.out.contains("-    pub title: ::std::string::String,"),
        "{}",
        ran.out
    );
    assert_eq!(folder.expect(0, "generate").out, "wrote src/db/notes.rs\n");

    // Edited by hand: written again.
    folder.write(
        "src/db/tags.rs",
        &folder.read("src/db/tags.rs").replace("tags", "tugs"),
    );
    assert!(
        folder
            .expect(1, "generate --check")
            .out
            .contains("src/db/tags.rs")
    );
    assert_eq!(folder.expect(0, "generate").out, "wrote src/db/tags.rs\n");

    // A table that is gone takes its file along; a file of the user's stays.
    let one = NOTES
        .lines()
        .filter(|line| !line.contains("tags"))
        .collect::<Vec<_>>()
        .join("\n");
    folder.write("migrations/notes.sql", &one);
    let ran = folder.expect(0, "generate");
    assert!(ran.out.contains("removed src/db/tags.rs\n"), "{}", ran.out);
    assert_eq!(folder.read("src/db/extra.rs"), "// mine\n");
    folder.expect(0, "generate --check");
}

#[test]
fn generate_overwrites_nothing_of_the_users_and_nothing_on_faults() {
    let folder = Folder::new(&[
        ("migrations/notes.sql", NOTES),
        ("src/db/notes.rs", "// mine\n"),
    ]);
    let before = folder.files();
    let ran = folder.expect(2, "generate");
    assert!(ran.err.contains("no folder is named for the bindings"));
    assert!(
        folder
            .expect(2, "generate --out src/db")
            .err
            .contains("was not written by pgbindgen")
    );
    assert_eq!(folder.files(), before);
    folder.write(
        "migrations/notes.sql",
        &NOTES.replace("bigint NOT NULL", "bigintt NOT NULL"),
    );
    let before = folder.files();
    let ran = folder.expect(1, "generate --out out");
    assert!(
        ran.err
            .contains("error[42704]: type \"bigintt\" does not exist"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);
}

#[test]
fn dumps() {
    let folder = Folder::new(&[("migrations/notes.sql", NOTES)]);
    let split = folder.expect(0, "dump split").out;
    assert!(
        split.starts_with("-- migrations/notes.sql:4:1 notes +up\nCREATE TABLE notes"),
        "{split}"
    );
    assert!(folder.expect(0, "dump ddl").out.contains("CreateTable"));
    let catalog = folder.expect(0, "dump catalog").out;
    assert!(catalog.starts_with("{\n  \"format\": 1"), "{catalog}");
    assert!(catalog.contains("\"tags_note_id_fkey\""), "{catalog}");
    assert!(
        folder
            .expect(0, "dump ir --postgres 15")
            .out
            .contains("NoteId")
    );
    let ran = folder.expect(0, "dump split --message-format json");
    assert_eq!(ran.out.lines().count(), 2);
    folder.expect(2, "dump ir --live postgres://localhost/x");
    // A port that nobody listens on, and a password that nobody shall see.
    let ran = folder.expect(2, "dump catalog --live postgres://u:secret@127.0.0.1:1/x");
    assert!(
        ran.err.starts_with("error: cannot connect to the server"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("secret"));
}

/// `generated/` is what `schema/` gives.
#[test]
fn the_checked_in_bindings_are_fresh() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(env!("CARGO_BIN_EXE_pgbindgen"))
        .args(["generate", "schema", "--check"])
        .current_dir(workspace)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "mend it with `cargo xtask bless`:\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
