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
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let member = Member {
        name: "hostile_live",
        edition: "2024",
        dependencies: "pgbindgen = { path = {runtime}, features = [\"sync\"] }",
    };
    let files = [
        ("src/main.rs".to_owned(), read("live.rs")),
        ("src/tables.rs".to_owned(), read("tables.rs")),
        ("src/db.rs".to_owned(), bindings.single.clone()),
    ];
    house.add(&member, &files).unwrap();
    let built = house.cargo(&["build", "--quiet"], &[]).unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);
    run_on_servers("hostile_live", &bindings);
}

/// As many columns as PostgreSQL takes, without the prelude.
#[test]
fn sixteen_hundred_columns() {
    let columns: Vec<String> = (1..1600).map(|n| format!("c{n} int")).collect();
    let sql = format!(
        "CREATE TABLE wide (id int PRIMARY KEY, {});",
        columns.join(", ")
    );
    let bindings = Folder::new("", &sql).unwrap().bindings().unwrap();
    assert_eq!(bindings.diagnostics, "");
    let main = "//! A wide row.\n#![no_implicit_prelude]\n#![deny(warnings, missing_docs)]\nmod db {\n    ::core::include!(\"db.rs\");\n}\n\
        use db::wide::{NewWide, Wide, WideId, WidePatch};\n\
        use ::core::{assert_eq, default::Default as _, iter::Iterator as _, option::Option::{None, Some}};\n\
        use ::pgbindgen::postgres::{Client, NoTls};\n\
        use ::pgbindgen::{Patch, sync::Run};\n\
        fn main() {\n\
            let url = ::std::env::args().nth(1).expect(\"the database's URL\");\n\
            let mut client = Client::connect(&url, NoTls).expect(\"a connection\");\n\
            let new = NewWide { c1: Some(1), c1599: Some(1599), ..NewWide::new(WideId(7)) };\n\
            let mut row = client.fetch_one(Wide::insert(&new)).unwrap();\n\
            assert_eq!((row.c1, row.c800, row.c1599), (Some(1), None, Some(1599)));\n\
            row.c800 = Some(800);\n\
            assert_eq!(client.fetch_one(row.update()).unwrap(), row);\n\
            let patch = WidePatch { c1598: Patch::Set(Some(1598)), ..WidePatch::default() };\n\
            let row = client.fetch_one(Wide::patch(row.id, &patch)).unwrap();\n\
            assert_eq!((row.c800, row.c1598), (Some(800), Some(1598)));\n\
            assert_eq!(client.fetch_one(Wide::by_id(row.id)).unwrap(), row);\n\
            assert_eq!(Run::execute(&mut client, Wide::delete(row.id)).unwrap(), 1);\n\
        }\n";
    let mut house = House::new("wide", tmp()).unwrap();
    let member = Member {
        name: "wide_live",
        edition: "2024",
        dependencies: "pgbindgen = { path = {runtime}, features = [\"sync\"] }",
    };
    let files = [
        ("src/main.rs".to_owned(), main.to_owned()),
        ("src/db.rs".to_owned(), bindings.single.clone()),
    ];
    house.add(&member, &files).unwrap();
    let built = house.cargo(&["build", "--quiet"], &[]).unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);
    run_on_servers("wide_live", &bindings);
}

/// Runs a program of a house on a new database of each server.
fn run_on_servers(program: &str, bindings: &Bindings) {
    for major in Major::TESTED {
        let database = Cluster::shared(major).unwrap().create_database().unwrap();
        runner::up(&mut database.connect().unwrap(), &bindings.revisions).unwrap();
        let program = tmp().join("packages/debug").join(program);
        let output = Command::new(program).arg(database.url()).output().unwrap();
        assert!(
            output.status.success(),
            "on {}: {}",
            major.number(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// The target of this machine.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.unwrap().to_owned()
}

/// Crates with different choices build in one workspace, and for a target that
/// is named: cargo then keeps what build scripts need apart from what the
/// program needs, as it does for any other target. (The host's own is the only
/// one whose standard library is surely there.)
#[test]
fn different_choices_in_one_workspace() {
    const SQL: &str = "CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz NOT NULL, day date NOT NULL, hour time NOT NULL,
        local timestamp NOT NULL, weight numeric NOT NULL, data jsonb NOT NULL, ids uuid[] NOT NULL, span tstzrange NOT NULL);";
    let mut house = House::new("choices", tmp()).unwrap();
    let build = "fn main() -> Result<(), Box<dyn std::error::Error>> {\n    pgbindgen_codegen::build(\".\")?;\n    Ok(())\n}\n";
    let text = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let dependencies = |features: &str| {
        format!(
            "pgbindgen = {{ path = {{runtime}}, default-features = false, features = [{features}] }}\n\n\
             [build-dependencies]\npgbindgen-codegen = {{ path = {{codegen}} }}"
        )
    };
    let revision =
        format!("-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n{SQL}\n");
    for (name, config, features, fields) in [
        (
            "with_jiff",
            "",
            "\"jiff\", \"decimal\", \"uuid\", \"json\"",
            "jiff::Timestamp, jiff::civil::Date, jiff::civil::Time, jiff::civil::DateTime, rust_decimal::Decimal, serde_json::Value",
        ),
        (
            "with_time",
            "[types]\ntime = \"time\"\ndecimal = \"any\"\njson = \"text\"\n",
            "\"time\", \"uuid\"",
            "time::OffsetDateTime, time::Date, time::Time, time::PrimitiveDateTime, AnyNumeric, RawJson",
        ),
    ] {
        let types: Vec<String> = fields
            .split(", ")
            .map(|ty| format!("pgbindgen::{ty}"))
            .collect();
        let main = format!(
            "//! Choices.\n#![deny(warnings, missing_docs)]\nmod db {{\n    pgbindgen::include_bindings!();\n}}\n\
             use db::events::Event;\n\
             /// The types of the fields.\npub type Fields = ({});\n\
             /// They fit.\n#[must_use]\npub fn fields(e: Event) -> Fields {{\n    (e.at, e.day, e.hour, e.local, e.weight, e.data)\n}}\n\
             fn main() {{\n    let _ = fields as fn(Event) -> Fields;\n}}\n",
            types.join(", ")
        );
        let member = Member {
            name,
            edition: "2024",
            dependencies: &dependencies(features),
        };
        let files = [
            text("src/main.rs", &main),
            text("build.rs", build),
            // Every kind of time is wanted here.
            text(
                "pgbindgen.toml",
                &format!("{config}[rules]\ntimestamp-without-time-zone = \"allow\"\n"),
            ),
            text("migrations/a.sql", &revision),
        ];
        house.add(&member, &files).unwrap();
    }
    let dir = workspace().join("tests/schemas/options");
    let read = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let migration = "migrations/20260101_0000_options.sql";
    let member = Member {
        name: "with_options",
        edition: "2024",
        dependencies: &dependencies("\"chrono\", \"uuid\", \"json\""),
    };
    let files = [
        ("src/main.rs".to_owned(), read("main.rs")),
        text("build.rs", build),
        ("pgbindgen.toml".to_owned(), read("pgbindgen.toml")),
        (migration.to_owned(), read(migration)),
    ];
    house.add(&member, &files).unwrap();

    // The hostile schema through the macro, for strict users.
    let hostile = &schemas()[1];
    let watch = "fn main() {\n    println!(\"cargo::rerun-if-changed=db\\ncargo::rustc-env=PGBINDGEN_WATCHED=db\");\n}\n";
    let declaration = "mod db {\n    ::pgbindgen::bindings!(\"db\");\n}";
    let mut files = vec![
        text("src/main.rs", &program(declaration, hostile.helper)),
        text("build.rs", watch),
    ];
    for name in [
        "pgbindgen.toml",
        "migrations/20260101_0000_names.sql",
        "migrations/20260102_0000_objects.sql",
        "migrations/20260103_0000_comments.sql",
        "migrations/20260104_0000_further.sql",
    ] {
        let content = std::fs::read_to_string(hostile.dir.join(name)).unwrap();
        files.push((format!("db/{name}"), content));
    }
    let member = Member {
        name: "with_macro",
        edition: "2021",
        dependencies: "pgbindgen = { path = {runtime}, features = [\"macros\"] }",
    };
    house.add(&member, &files).unwrap();

    let built = house
        .cargo(&["build", "--quiet", "--workspace"], &[])
        .unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);
    let output = Command::new(tmp().join("packages/debug/with_options"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let target = host();
    let built = house
        .cargo(
            &["check", "--quiet", "--workspace", "--target", &target],
            &[],
        )
        .unwrap();
    assert!(built.success && built.stderr.is_empty(), "{}", built.stderr);
}

/// Bindings of another version are one error, at their first lines, that names
/// both versions and the line of `Cargo.toml`.
#[test]
fn another_version_is_one_error() {
    let schemas = schemas();
    let bindings = Bindings::of(&schemas[0].dir).unwrap();
    let mut house = House::new("mismatch", tmp()).unwrap();
    let other = |text: &str| {
        let stated = concat!("__format!(1, \"", env!("CARGO_PKG_VERSION"), "\")");
        assert!(text.contains(stated));
        text.replace(stated, "__format!(2, \"7.8.9\")")
    };
    let mut files = house::files(&bindings.program, Root::Crate, "src");
    let root = files
        .iter_mut()
        .find(|(path, _)| path == "src/lib.rs")
        .unwrap();
    root.1 = other(&root.1);
    let member = Member {
        name: "mismatch_crate",
        edition: "2024",
        dependencies: RUNTIME,
    };
    house.add(&member, &files).unwrap();
    let member = Member {
        name: "mismatch_module",
        ..member
    };
    let files = [
        (
            "src/main.rs".to_owned(),
            program(INCLUDED, schemas[0].helper),
        ),
        ("src/db.rs".to_owned(), other(&bindings.single)),
    ];
    house.add(&member, &files).unwrap();
    for (name, place) in [
        ("mismatch_crate", "src/lib.rs"),
        ("mismatch_module", "src/db.rs"),
    ] {
        let built = house
            .cargo(&["check", "--quiet", "--package", name], &[])
            .unwrap();
        assert!(!built.success);
        let errors = built
            .stderr
            .lines()
            .filter(|line| line.starts_with("error"));
        // The error, and cargo's own that counts it.
        assert_eq!(errors.count(), 2, "{}", built.stderr);
        for part in [
            "error: these bindings were generated by pgbindgen 7.8.9 (format 2), and this package's `pgbindgen` is 0.1.0 (format 1)",
            "in Cargo.toml set `pgbindgen = \"7.8.9\"` under [dependencies]",
            "due to 1 previous error",
            place,
        ] {
            assert!(built.stderr.contains(part), "{part}\n{}", built.stderr);
        }
    }
}
