//! The bindings of the reference database and of a hostile schema compile
//! wherever a user may put them, and every statement of theirs is one that the
//! servers take.

#![allow(clippy::unwrap_used, clippy::panic)]

use pgbindgen_codegen::emit::Root;
use pgbindgen_migrate::runner;
use pgbindgen_tests::bindings::{Bindings, Folder};
use pgbindgen_tests::house::{self, House, Member};
use pgbindgen_tests::package::workspace;
use pgbindgen_tests::statements;
use pgbindgen_testserver::{Cluster, Major};
use postgres::types::Type;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All that a strict user denies.
const STRICT: &str = "\
    #![no_implicit_prelude]\n\
    #![deny(warnings, missing_docs, unreachable_pub, unused_qualifications, unused_lifetimes,\n\
        missing_debug_implementations, missing_copy_implementations, single_use_lifetimes,\n\
        elided_lifetimes_in_paths, unnameable_types, trivial_casts, rust_2018_idioms,\n\
        let_underscore_drop, future_incompatible, clippy::all, clippy::pedantic)]\n";

const RUNTIME: &str = "pgbindgen = { path = {runtime} }";

fn tmp() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

/// A schema of the tests.
struct Schema {
    name: &'static str,
    dir: PathBuf,
    /// An expression that uses one helper.
    helper: &'static str,
    /// What is said of it without its being wrong.
    expected: &'static [&'static str],
}

fn schemas() -> [Schema; 2] {
    [
        Schema {
            name: "reference",
            dir: workspace().join("schema"),
            helper: "db::users::User::list(1)",
            expected: &[],
        },
        Schema {
            name: "hostile",
            dir: workspace().join("tests/schemas/hostile"),
            helper: "db::r#type::Type::list(1)",
            expected: &[],
        },
    ]
}

/// A program that holds the bindings in a private module and uses one helper.
fn program(declaration: &str, helper: &str) -> String {
    format!(
        "//! A program that uses one helper.\n{STRICT}{declaration}\n\
         fn main() {{\n    ::core::mem::drop({helper});\n}}\n"
    )
}

/// `db.rs` in place, as `include_bindings!` takes it.
const INCLUDED: &str = "mod db {\n    ::core::include!(\"db.rs\");\n}";

#[test]
fn strict_users_see_no_warning() {
    let mut house = House::new("strict", tmp()).unwrap();
    for schema in schemas() {
        let bindings = Bindings::of(&schema.dir).unwrap();
        for line in bindings.diagnostics.lines() {
            let known = schema.expected.iter().any(|part| line.contains(part));
            assert!(
                known || !line.starts_with("warning") && !line.starts_with("error"),
                "{}",
                bindings.diagnostics
            );
        }
        let name = schema.name;
        let mut add = |kind: &str, edition, dependencies, files: &[(String, String)]| {
            let member = Member {
                name: &format!("{name}_{kind}"),
                edition,
                dependencies,
            };
            house.add(&member, files).unwrap();
        };
        let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
        for edition in ["2021", "2024"] {
            // What a build script writes.
            let main = program(INCLUDED, schema.helper);
            let files = [
                text("src/main.rs", &main),
                text("src/db.rs", &bindings.single),
            ];
            add(&format!("private_{edition}"), edition, RUNTIME, &files);
            // What `pgbindgen generate` writes, in a module and as a crate.
            let mut files = house::files(&bindings.program, Root::Module, "src/db");
            files.push(text("src/main.rs", &program("mod db;", schema.helper)));
            add(&format!("module_{edition}"), edition, RUNTIME, &files);
            let mut files = house::files(&bindings.program, Root::Crate, "src");
            let root = files
                .iter_mut()
                .find(|(path, _)| path == "src/lib.rs")
                .unwrap();
            root.1 = format!("{STRICT}{}", root.1);
            add(&format!("crate_{edition}"), edition, RUNTIME, &files);
        }
        // In a public module of a library.
        let main = format!("//! Bindings.\n{STRICT}/// The database.\npub {INCLUDED}\n");
        let files = [
            text("src/lib.rs", &main),
            text("src/db.rs", &bindings.single),
        ];
        add("library", "2024", RUNTIME, &files);
        // With the runtime under another name.
        let renamed = Folder::copy(&schema.dir, "generate", "crate = \"::facade\"").unwrap();
        let renamed = renamed.bindings().unwrap();
        assert!(!renamed.single.contains("pgbindgen::"));
        let main = program(INCLUDED, schema.helper);
        let files = [
            text("src/main.rs", &main),
            text("src/db.rs", &renamed.single),
        ];
        let facade = "facade = { package = \"pgbindgen\", path = {runtime} }";
        add("renamed", "2024", facade, &files);
    }
    // Without a warning of rustc's or clippy's, in all of them.
    let built = house
        .cargo(&["clippy", "--workspace", "--quiet", "--keep-going"], &[])
        .unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);

    // The libraries document themselves without a warning, and nothing in them
    // is taken for a test.
    let of_libraries = |command: &'static str, more: &[&'static str]| -> Vec<&'static str> {
        let mut args = vec![command, "--quiet"];
        for name in [
            "reference_crate_2024",
            "hostile_crate_2024",
            "hostile_library",
        ] {
            args.extend(["--package", name]);
        }
        args.extend(more);
        args
    };
    let strict = [("RUSTDOCFLAGS", "-D warnings")];
    let built = house
        .cargo(&of_libraries("doc", &["--no-deps"]), &strict)
        .unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);
    let built = house.cargo(&of_libraries("test", &["--doc"]), &[]).unwrap();
    assert!(built.success, "{}{}", built.stdout, built.stderr);
    let tests = built.stdout.matches("running 0 tests").count();
    assert_eq!(tests, 3, "{}", built.stdout);

    // rustfmt leaves what is generated alone.
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024"]);
    for name in ["reference_module_2024", "hostile_module_2024"] {
        rustfmt.arg(house.dir().join(name).join("src/db/mod.rs"));
    }
    let output = rustfmt.output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

/// Every statement of every helper is one that the servers take, with the types
/// of parameters and columns that the bindings state.
#[test]
fn every_statement_is_accepted() {
    for schema in schemas() {
        let bindings = Bindings::of(&schema.dir).unwrap();
        let statements = statements::all(&bindings.program);
        assert!(statements.len() > 150, "{}", statements.len());
        for major in Major::TESTED {
            let database = Cluster::shared(major).unwrap().create_database().unwrap();
            let mut client = database.connect().unwrap();
            runner::up(&mut client, &bindings.revisions).unwrap();
            for statement in &statements {
                let types: Vec<Type> = statement
                    .parameters
                    .iter()
                    .map(|oid| Type::from_oid(*oid).unwrap())
                    .collect();
                let at = format!(
                    "{} on {}: {}",
                    statement.helper,
                    major.number(),
                    statement.sql
                );
                let prepared = client
                    .prepare_typed(&statement.sql, &types)
                    .unwrap_or_else(|error| panic!("{at}\n{error:?}"));
                let columns: Vec<u32> = prepared
                    .columns()
                    .iter()
                    .map(|column| column.type_().oid())
                    .collect();
                assert_eq!(columns, statement.columns, "{at}");
                assert_eq!(prepared.params(), types, "{at}");
            }
        }
    }
}

/// Rows go to the servers and come back, and what these refuse is a variant.
#[test]
fn rows_and_violations_of_the_hostile_schema() {
    let dir = workspace().join("tests/schemas/hostile");
    let bindings = Bindings::of(&dir).unwrap();
    let mut house = House::new("live", tmp()).unwrap();
    let main = std::fs::read_to_string(dir.join("live.rs")).unwrap();
    let member = Member {
        name: "hostile_live",
        edition: "2024",
        dependencies: "pgbindgen = { path = {runtime}, features = [\"sync\"] }",
    };
    let files = [
        ("src/main.rs".to_owned(), main),
        ("src/db.rs".to_owned(), bindings.single.clone()),
    ];
    house.add(&member, &files).unwrap();
    let built = house.cargo(&["build", "--quiet"], &[]).unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);
    for major in Major::TESTED {
        let database = Cluster::shared(major).unwrap().create_database().unwrap();
        runner::up(&mut database.connect().unwrap(), &bindings.revisions).unwrap();
        let program = tmp().join("packages/debug/hostile_live");
        let output = Command::new(program).arg(database.url()).output().unwrap();
        assert!(
            output.status.success(),
            "on {}: {}",
            major.number(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
