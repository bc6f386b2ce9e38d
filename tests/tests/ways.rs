//! How bindings and faults reach a package, in each of the ways: by running the
//! real cargo.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use pgbindgen_tests::package::Way;
use support::{ONE, fails, package, passes, revision, uses};

#[test]
fn a_fault_is_shown_at_its_line_of_sql() {
    let _one = ONE.lock();
    for (name, way) in [
        ("fault-script", Way::BuildScript),
        ("fault-macro", Way::Macro),
    ] {
        let package = package(name, way, "migrations");
        package
            .write("migrations/a.sql", &revision("a", "none", "notes"))
            .unwrap();
        package
            .write("migrations/b.sql", &revision("b", "aa", "tags"))
            .unwrap();
        let report = "follows `aa`, which does not exist [missing-parent]\n";
        let built = fails(&package, report);
        assert!(
            built.stderr.contains("--> migrations/b.sql:2:19\n"),
            "{}",
            built.stderr
        );
        if way == Way::BuildScript {
            let line = "migrations/b.sql:2:19: error[missing-parent]: revision `b` follows";
            assert!(built.stderr.contains(line), "{}", built.stderr);
        }
        // An editor reads the same from cargo's JSON, as a diagnostic of rustc's.
        let json = package.check(&["--message-format=json"]).unwrap();
        let message = json
            .stdout
            .lines()
            .find(|line| line.contains("compiler-message") && line.contains("[missing-parent]"))
            .unwrap_or_else(|| panic!("{}", json.stdout));
        assert!(message.contains("--> migrations/b.sql:2:19"), "{message}");
        assert!(message.contains("\"level\":\"error\""), "{message}");
        // Both show it where the user takes the bindings in.
        let at = match way {
            Way::Macro => "--> src/main.rs:2:28\n",
            _ => "--> src/main.rs:2:5\n",
        };
        assert!(built.stderr.contains(at), "{}", built.stderr);
    }
}

/// Cargo shows the paths of a member from the root of its workspace, and those of a package
/// that the workspace excludes from the package: so does the report.
#[test]
fn paths_are_from_where_cargo_shows_them() {
    let _one = ONE.lock();
    for way in [Way::BuildScript, Way::Macro] {
        for (root, inner) in [
            (
                "[workspace]\nmembers = [\"inner/app\"]\nresolver = \"3\"\n",
                true,
            ),
            (
                "[workspace]\nexclude = [\"inner\"]\nresolver = \"3\"\n",
                false,
            ),
        ] {
            let name = if inner { "member" } else { "excluded" };
            let package = package(name, way, "migrations");
            package
                .write("inner/app/migrations/b.sql", &revision("b", "aa", "tags"))
                .unwrap();
            for file in ["build.rs", "src", "Cargo.lock"] {
                package.rename(file, &format!("inner/app/{file}")).unwrap();
            }
            let manifest = std::fs::read_to_string(package.dir.join("Cargo.toml")).unwrap();
            let manifest = manifest.replace(
                "[workspace]\n[profile.dev]\ndebug = false\nincremental = false\n",
                "",
            );
            package.write("inner/app/Cargo.toml", &manifest).unwrap();
            package.write("Cargo.toml", root).unwrap();
            if inner {
                package
                    .rename("inner/app/Cargo.lock", "Cargo.lock")
                    .unwrap();
            }
            let built = package
                .check(&["--manifest-path", "inner/app/Cargo.toml"])
                .unwrap();
            let base = if inner { "inner/app/" } else { "" };
            for place in ["migrations/b.sql:2:19\n", "src/main.rs:2:"] {
                assert!(
                    !built.success && built.stderr.contains(&format!("--> {base}{place}")),
                    "{name} {way:?}: {place}\n{}",
                    built.stderr
                );
            }
        }
    }
}

#[test]
fn a_script_that_only_checks_fails() {
    let _one = ONE.lock();
    let package = package("only-check", Way::CheckOnly, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    passes(&package);
    package
        .write("migrations/a.sql", &revision("a", "x", "notes"))
        .unwrap();
    let built = fails(&package, "--> migrations/a.sql:2:19");
    assert!(built.stderr.contains("are at fault"), "{}", built.stderr);
}

const SCRIPT: &str = "mod db {\n    ::pgbindgen::include_bindings!();\n}\n";

#[test]
fn what_can_still_be_generated_is() {
    let _one = ONE.lock();
    let package = package("survivors", Way::BuildScript, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    package
        .write("migrations/b.sql", &revision("b", "a", "notes"))
        .unwrap();
    package
        .write("migrations/c.sql", &revision("c", "b", "tags"))
        .unwrap();
    uses(&package, SCRIPT, &["notes", "tags"]);
    let built = fails(&package, "relation \"notes\" already exists [42P07]");
    assert_eq!(
        built.stderr.matches("\nerror").count(),
        2,
        "the fault, and that the package could not be built; no name is missing:\n{}",
        built.stderr
    );
}

/// Whoever takes the file in without `include_bindings!` does not miss the faults.
#[test]
fn a_plain_include_is_no_way_around() {
    let _one = ONE.lock();
    let package = package("plain-include", Way::BuildScript, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    let plain = "#[allow(unused_macros)]\nmod db {\n    ::core::include!(::core::concat!(::core::env!(\"OUT_DIR\"), \"/pgbindgen.rs\"));\n}\n";
    uses(&package, plain, &["notes"]);
    passes(&package);
    package
        .write("migrations/b.sql", &revision("b", "aa", "tags"))
        .unwrap();
    fails(&package, "`__pgbindgen_include_bindings`");
}

/// What is missing in the package itself is said once, in words of its own.
#[test]
fn a_package_that_is_not_complete() {
    let _one = ONE.lock();
    let bare = package("no-script", Way::BareMacro, "migrations");
    bare.write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    bare.write("src/main.rs", &format!("{SCRIPT}fn main() {{}}\n"))
        .unwrap();
    fails(
        &bare,
        "error: there is no build script, which writes the bindings",
    );
    // Under another name, which the bindings are not told.
    for way in [Way::BuildScript, Way::BareMacro] {
        let renamed = package("other-name", way, "migrations");
        renamed
            .write("migrations/a.sql", &revision("a", "none", "notes"))
            .unwrap();
        let manifest = std::fs::read_to_string(renamed.dir.join("Cargo.toml")).unwrap();
        let manifest = manifest.replace("\npgbindgen = {", "\npg = { package = \"pgbindgen\",");
        renamed.write("Cargo.toml", &manifest).unwrap();
        let main = std::fs::read_to_string(renamed.dir.join("src/main.rs")).unwrap();
        renamed
            .write("src/main.rs", &main.replace("::pgbindgen::", "::pg::"))
            .unwrap();
        let built = fails(&renamed, "Cargo.toml has `pgbindgen` under the name `pg`");
        assert!(!built.stderr.contains("E0433"), "{}", built.stderr);
        renamed
            .write("pgbindgen.toml", "[generate]\ncrate = \"::pg\"\n")
            .unwrap();
        passes(&renamed);
    }
}

#[test]
fn what_cannot_be_read_fails_the_script() {
    let _one = ONE.lock();
    let package = package("unreadable", Way::BuildScript, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    // A directory in place of a file: root may read whatever is a file.
    std::fs::create_dir(package.dir.join("migrations/migrations.lock")).unwrap();
    let built = fails(
        &package,
        "migrations.lock` is a directory: it has to be a file",
    );
    assert!(
        built.stderr.contains("custom build command"),
        "{}",
        built.stderr
    );
    std::fs::remove_dir(package.dir.join("migrations/migrations.lock")).unwrap();
    passes(&package);
}

#[test]
fn a_build_for_some_versions_and_under_some_names() {
    let _one = ONE.lock();
    let package = package("two-databases", Way::BuildScript, "migrations");
    // PostgreSQL 15 has no virtual generated columns. And a table is named as the crate.
    let virtual_column = "-- revision: a\n-- irreversible: a test\n-- +up\nCREATE TABLE pgbindgen (\n\
                          id bigint PRIMARY KEY, twice bigint GENERATED ALWAYS AS (id * 2) VIRTUAL);\n";
    package.write("shop/a.sql", virtual_column).unwrap();
    package
        .write("blog/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    package
        .write(
            "src/main.rs",
            "mod shop {\n    ::pgbindgen::include_bindings!(\"shop.rs\");\n}\nmod blog {\n    ::pgbindgen::include_bindings!();\n}\n\
             const _: (&str, &str) = (shop::pgbindgen::TABLE, blog::notes::TABLE);\nfn main() {}\n",
        )
        .unwrap();
    let script = |postgres: &str| {
        package
            .script(&format!(
                "pgbindgen_codegen::Builder::new(\"shop\").out_file(\"shop.rs\"){postgres}.build()?;\n    pgbindgen_codegen::build(\"blog\")?;"
            ))
            .unwrap();
    };
    script("");
    fails(&package, "syntax error at or near \"VIRTUAL\" [42601]");
    script(".postgres([18])");
    passes(&package);
    assert!(passes(&package).was_fresh("two-databases"));
    // Each of the two is watched, with what may come beside it.
    package
        .write("pgbindgen.toml", "migrations = \"blog\"\nfoo = 1\n")
        .unwrap();
    fails(&package, "unknown key `foo`");
}

#[test]
fn faults_of_the_macros_arguments_are_shown_at_them() {
    let _one = ONE.lock();
    let package = package("arguments", Way::Macro, "migrations");
    package
        .write("migrations/a.sql", &revision("a", "none", "notes"))
        .unwrap();
    for (arguments, message, at) in [
        ("", "expected the folder of migrations in quotes", 1),
        (
            "migrations",
            "expected the folder of migrations in quotes",
            25,
        ),
        ("\"migrations\" x", "expected a comma or the end", 38),
        (
            "\"migrations\", deny(x)",
            "unknown argument; expected `allow(unwatched)`",
            39,
        ),
        (
            "\"migrations\", allow(x)",
            "unknown warning; expected `unwatched`",
            45,
        ),
        ("\"nowhere\"", "there is no directory", 25),
        ("\"migratons\"", "; the nearest is `", 25),
        (
            "\"migrations\", \"more\"",
            "unknown argument; expected `allow(unwatched)`",
            39,
        ),
        (
            "\"src\"",
            "holds neither a pgbindgen.toml nor migrations",
            25,
        ),
    ] {
        package
            .write(
                "src/main.rs",
                &format!("::pgbindgen::bindings!(  {arguments});\nfn main() {{}}\n")
                    .replace("!(  ", "!( "),
            )
            .unwrap();
        let built = fails(&package, message);
        assert!(
            built.stderr.contains(&format!("--> src/main.rs:1:{at}\n")),
            "{arguments}\n{}",
            built.stderr
        );
    }
}
