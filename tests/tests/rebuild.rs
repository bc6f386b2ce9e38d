//! What cargo sees of a change: by running the real cargo on small packages.

#![allow(clippy::unwrap_used)]

mod support;

use pgbindgen_tests::package::Way;
use support::{ONE, fails, package, passes, revision, uses};

/// Added, renamed, edited and removed files, in both ways.
fn changes_are_seen(name: &str, way: Way, head: &str) {
    let _one = ONE.lock();
    let package = package(name, way, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    uses(&package, head, &["notes"]);
    let built = passes(&package);
    assert!(!built.warned(name), "{}", built.stderr);
    assert!(
        passes(&package).was_fresh(name),
        "a build with nothing changed runs nothing"
    );

    // The tables are named in the program, and the program is not touched
    // when the migrations change: what fails or passes, fails or passes for them.
    uses(&package, head, &["notes", "tags"]);
    fails(&package, "tags");
    package
        .write("migrations/b.sql", &revision("b", "a", "tags"))
        .unwrap();
    passes(&package);
    package
        .write("migrations/b.sql", &revision("b", "a", "labels"))
        .unwrap();
    fails(&package, "tags");
    package
        .write("migrations/b.sql", &revision("b", "a", "tags"))
        .unwrap();
    passes(&package);
    package
        .rename("migrations/b.sql", "migrations/c.sql")
        .unwrap();
    fails(&package, "id-unlike-file-name");
    package
        .rename("migrations/c.sql", "migrations/b.sql")
        .unwrap();
    passes(&package);
    package.remove("migrations/b.sql").unwrap();
    fails(&package, "tags");
    package
        .write("migrations/b.sql", &revision("b", "a", "tags"))
        .unwrap();
    passes(&package);

    // The lock, created late, changed and removed.
    let drafts = "heads: b\n\na : draft\nb <- a : draft\n";
    package.write("migrations/migrations.lock", drafts).unwrap();
    passes(&package);
    assert!(passes(&package).was_fresh(name));
    let lock = "heads: b\n\na : released \
                sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\nb <- a : draft\n";
    package.write("migrations/migrations.lock", lock).unwrap();
    fails(&package, "edited-after-release");
    package.remove("migrations/migrations.lock").unwrap();
    passes(&package);

    // The configuration, created late, changed and removed.
    assert!(passes(&package).was_fresh(name));
    package.write("pgbindgen.toml", "foo = 1\n").unwrap();
    fails(&package, "unknown key `foo`");
    package
        .write(
            "pgbindgen.toml",
            "[generate]\nexclude = [\"public.tags\"]\n",
        )
        .unwrap();
    fails(&package, "tags");
    package.write("pgbindgen.toml", "[generate]\n").unwrap();
    passes(&package);
    assert!(passes(&package).was_fresh(name));
    package
        .write(
            "pgbindgen.toml",
            "[generate]\nexclude = [\"public.tags\"]\n",
        )
        .unwrap();
    fails(&package, "tags");
    package.remove("pgbindgen.toml").unwrap();
    passes(&package);
    assert!(passes(&package).was_fresh(name));
    // One that was elsewhere before is older than everything that cargo knows.
    package.write("elsewhere.toml", "foo = 1\n").unwrap();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let file = std::fs::File::options()
        .write(true)
        .open(package.dir.join("elsewhere.toml"))
        .unwrap();
    file.set_modified(old).unwrap();
    package.rename("elsewhere.toml", "pgbindgen.toml").unwrap();
    fails(&package, "unknown key `foo`");
}

#[test]
fn the_build_script_sees_every_change() {
    let head = "mod db {\n    ::pgbindgen::include_bindings!();\n}\n";
    changes_are_seen("by-script", Way::BuildScript, head);
}

#[test]
fn the_macro_with_the_watch_script_sees_every_change() {
    let head = "mod db {\n    ::pgbindgen::bindings!(\"migrations\");\n}\n";
    changes_are_seen("by-macro", Way::Macro, head);
}

#[test]
fn the_macro_without_the_watch_script_says_so() {
    let _one = ONE.lock();
    let package = package("bare-macro", Way::BareMacro, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    let built = passes(&package);
    assert!(
        built.stderr.contains("pgbindgen init --macro"),
        "{}",
        built.stderr
    );
    package
        .write("src/main.rs", "mod db {\n    ::pgbindgen::bindings!(\"migrations\", allow(unwatched));\n}\nfn main() {}\n")
        .unwrap();
    let built = passes(&package);
    assert!(!built.warned("bare-macro"), "{}", built.stderr);
    // It does see the files that it has read.
    package
        .write("migrations/a.sql", &revision("a", "b", "notes"))
        .unwrap();
    fails(&package, "missing-parent");
}

#[test]
fn a_folder_made_late_is_seen() {
    made_late("made-late", Way::BuildScript);
    made_late("made-late-macro", Way::Macro);
}

fn made_late(name: &str, way: Way) {
    let _one = ONE.lock();
    let package = package(name, way, ".");
    package
        .write("pgbindgen.toml", "migrations = \"db\"\n")
        .unwrap();
    fails(&package, "there is no directory `db`");
    package
        .write("db/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    passes(&package);
    assert!(passes(&package).was_fresh(name));
    package
        .write("pgbindgen.toml", "migrations = \"db\"\nfoo = 1\n")
        .unwrap();
    fails(&package, "unknown key `foo`");
    package
        .write("pgbindgen.toml", "migrations = \"db\"\n")
        .unwrap();
    passes(&package);
    // Another folder is watched from now on.
    package
        .write("sql/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    package
        .write("pgbindgen.toml", "migrations = \"sql\"\n")
        .unwrap();
    passes(&package);
    package
        .write("sql/b.sql", &revision("b", "x", "tags"))
        .unwrap();
    fails(&package, "missing-parent");
}

#[test]
fn a_folder_and_a_configuration_outside_the_package_are_watched() {
    let _one = ONE.lock();
    let package = package("outside", Way::BuildScript, "../sql/migs");
    package
        .write("../sql/migs/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    passes(&package);
    assert!(passes(&package).was_fresh("outside"));
    package
        .write("../pgbindgen.toml", "migrations = \"sql/migs\"\nfoo = 1\n")
        .unwrap();
    fails(&package, "unknown key `foo`");
}

#[test]
fn a_missing_folder_fails_the_macro_until_it_is_there() {
    let _one = ONE.lock();
    let package = package("no-folder-macro", Way::Macro, "migrations");
    let built = fails(&package, "there is no directory");
    assert!(
        built.stderr.contains("--> src/main.rs:2:"),
        "at the argument:\n{}",
        built.stderr
    );
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    passes(&package);
    assert!(passes(&package).was_fresh("no-folder-macro"));
    package
        .write("migrations/b.sql", &revision("b", "x", "tags"))
        .unwrap();
    fails(&package, "missing-parent");
}

#[test]
fn a_missing_folder_fails_the_script_until_it_is_there() {
    let _one = ONE.lock();
    let package = package("no-folder", Way::BuildScript, "migrations");
    let built = fails(&package, "there is no directory");
    assert!(
        built.stderr.contains("custom build command"),
        "an error of the environment:\n{}",
        built.stderr
    );
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    passes(&package);
}
