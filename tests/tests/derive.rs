//! What rustc says of types with pgbindgen's derives: `tests/derive` has a program and the errors
//! of each case. The bindings are in another crate than the programs.

#![allow(clippy::unwrap_used, clippy::panic)]

#[allow(dead_code, reason = "this file uses a part of it")]
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use pgbindgen_tests::golden;
use pgbindgen_tests::package::{Package, Way, workspace};
use support::{ONE, package, passes};

/// A package with the exemplar's bindings as a library, and with pgbindgen under this name.
fn bindings(name: &str, krate: &str) -> Package {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    let package = Package::empty(name, Way::BareMacro, &target).unwrap();
    let manifest = fs::read_to_string(package.dir.join("Cargo.toml")).unwrap();
    let manifest = manifest
        .replace(
            "pgbindgen = { path",
            &format!("{krate} = {{ package = \"pgbindgen\", path"),
        )
        .replace(
            "\"macros\"",
            "\"derive\", \"jiff\", \"decimal\", \"uuid\", \"json\"",
        );
    package.write("Cargo.toml", &manifest).unwrap();
    let bindings = workspace().join("runtime/tests/exemplar/pgbindgen.rs");
    let bindings = fs::read_to_string(bindings)
        .unwrap()
        .replace("::pgbindgen", &format!("::{krate}"));
    package.write("src/db.rs", &bindings).unwrap();
    package.write("src/lib.rs", "pub mod db;\n").unwrap();
    package
}

/// The errors alone: what cargo says around them depends on what was built before. Places within
/// pgbindgen and the bindings are without their numbers, and margins have one width, so that the
/// files change only when the errors do.
fn errors(stderr: &str) -> String {
    let root = workspace().display().to_string();
    let stderr = stderr.replace(&root, "$WORKSPACE");
    let mut text = String::new();
    let mut is_error = false;
    let mut is_ours = true;
    for line in stderr.lines() {
        let is_end = [
            "error: could not compile",
            "error: aborting",
            "For more information",
            "Some errors have detailed",
        ];
        let is_start = ["error", "warning"];
        if is_end.iter().any(|start| line.starts_with(start))
            || line.starts_with("     Running")
            || line.starts_with("    Checking")
        {
            is_error = false;
        } else if is_start.iter().any(|start| line.starts_with(start)) {
            is_error = true;
        }
        if !is_error {
            continue;
        }
        let trimmed = line.trim();
        let number = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let (number, rest) = trimmed.split_at(number);
        if let Some(place) = ["--> ", "::: "]
            .iter()
            .find_map(|arrow| trimmed.strip_prefix(arrow))
        {
            is_ours = place.starts_with("src/main.rs");
            let shown = if is_ours {
                place
            } else {
                place.split(':').next().unwrap_or(place)
            };
            let _ = write!(text, "    {} {shown}", &trimmed[..3]);
        } else if !number.is_empty() && is_ours {
            let _ = write!(text, "{number:>3}{rest}");
        } else if !number.is_empty() {
            let _ = write!(text, " LL{rest}");
        } else if trimmed.starts_with(['|', '=']) && line.starts_with(' ') {
            let _ = write!(text, "    {trimmed}");
        } else {
            text.push_str(line.trim_end());
        }
        text.push('\n');
    }
    text
}

fn cases() -> Vec<PathBuf> {
    let dir = workspace().join("tests/derive");
    let all: BTreeSet<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    all.into_iter().collect()
}

#[test]
fn errors_are_at_the_fields() {
    let _one = ONE.lock();
    let package = bindings("ui", "pgbindgen");
    let cases = cases();
    assert!(cases.len() > 8, "{cases:?}");
    for case in cases {
        let program = fs::read_to_string(&case).unwrap();
        package.write("src/main.rs", &program).unwrap();
        let built = package.check(&["--bin", "ui"]).unwrap();
        assert!(!built.success, "{} compiles", case.display());
        golden::check(&case.with_extension("stderr"), &errors(&built.stderr));
    }
}

/// A record of each kind, with the path of the bindings and attributes for the derives.
fn program(head: &str, krate: &str, attribute: &str, table: &str, column: &str) -> String {
    format!(
        "#![deny(warnings, missing_docs, clippy::pedantic)]\n#![allow(dead_code, confusable_idents)]\n//! A program.\n{head}\n\
         mod records {{\n#[derive(Debug, {krate}::Record)]\n#[pgbindgen(table = {table}{attribute})]\n\
         pub(crate) struct Some {{\n    {column},\n}}\n}}\n\
         fn main() {{\n    println!(\"{{}}\", <records::Some as {krate}::Project>::SELECT);\n}}\n"
    )
}

#[test]
fn a_renamed_crate_is_named_by_an_attribute() {
    let _one = ONE.lock();
    let package = bindings("renamed", "pg_types");
    let text = program(
        "",
        "pg_types",
        ", crate = ::pg_types",
        "::renamed::db::invoices",
        "id: ::renamed::db::invoices::InvoiceId",
    );
    // An enum and a composite type of another crate's bindings; and names as
    // rustc suggests them, without quotes.
    let more = "/// A status.
#[derive(Debug, Clone, Copy, PartialEq, pg_types::PgEnum)]
#[pgbindgen(type = ::renamed::db::InvoiceStatus, crate = ::pg_types)]
pub enum Status {
    /// One.
    Draft,
    /// Another.
    Issued,
    /// A third.
    #[pgbindgen(rename = PartlyPaid)]
    Partly,
    /// The last.
    #[pgbindgen(rename = \"Paid\")]
    Done,
}
/// A place.
#[derive(Debug, Clone, pg_types::PgComposite)]
#[pgbindgen(type = ::renamed::db::Address, crate = ::pg_types)]
pub struct Place {
    floor: Option<i16>,
    zip: Option<String>,
    #[pgbindgen(rename = \"city\")]
    town: Option<String>,
    street: Option<String>,
}
/// A record with both.
#[derive(Debug, pg_types::Record)]
#[pgbindgen(table = ::renamed::db::invoices, crate = ::pg_types)]
pub struct Named {
    #[pgbindgen(rename = DUE_ON)]
    due: Option<pg_types::jiff::civil::Date>,
    #[pgbindgen(own_type)]
    status: Status,
    #[pgbindgen(own_type, rename = history)]
    all: Vec<Status>,
}
const _: () = {
    const fn both<E: pg_types::PgEnum, C: pg_types::Decode<pg_types::pg::Record>>() {}
    both::<Status, Place>();
};
mod records";
    let text = text.replace("mod records", more);
    package.write("src/main.rs", &text).unwrap();
    passes(&package);
}

/// Types of the program's own in the bindings, by `[types.overrides]`: what they stand for is
/// generated all the same.
const OWN: &str = "/// An enum.
#[derive(Debug, Clone, Copy, PartialEq, pgbindgen::PgEnum)]
#[pgbindgen(type = db::Mood)]
pub enum Mood {
    /// One.
    Ok,
    /// Another.
    Sad,
}
/// A composite type.
#[derive(Debug, Clone, PartialEq, pgbindgen::PgComposite)]
#[pgbindgen(type = db::Spot)]
pub struct Spot {
    y: Option<i32>,
    x: Option<i32>,
}
#[derive(Debug, pgbindgen::Record)]
#[pgbindgen(table = db::notes)]
struct Overridden {
    mood: Mood,
    moods: Vec<Mood>,
    spot: Option<Spot>,
}
";

#[test]
fn records_over_each_way_in() {
    let _one = ONE.lock();
    for (name, way, head) in [
        (
            "derive-script",
            Way::BuildScript,
            "mod db {\n    ::pgbindgen::include_bindings!();\n}",
        ),
        (
            "derive-macro",
            Way::Macro,
            "mod db {\n    ::pgbindgen::bindings!(\"migrations\");\n}",
        ),
    ] {
        let package = package(name, way, "migrations");
        let manifest = fs::read_to_string(package.dir.join("Cargo.toml")).unwrap();
        let manifest = manifest.replace("features = []", "features = [\"derive\"]");
        package.write("Cargo.toml", &manifest).unwrap();
        package
            .write(
                "migrations/a.sql",
                "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n\
                 CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TYPE spot AS (x int, y int);\n\
                 CREATE TABLE notes (mood mood NOT NULL, moods mood[] NOT NULL, spot spot, \"ısı\" bigint PRIMARY KEY, isi int, \"self\" text NOT NULL, \"Two words\" text);\n",
            )
            .unwrap();
        let columns =
            "ısı: i64,\n    isi: Option<i32>,\n    self_: String,\n    two_words: Option<String>";
        // The key has a newtype of its own.
        let columns = columns.replace("i64", "crate::db::notes::NoteId");
        let text = program(head, "pgbindgen", "", "crate::db::notes", &columns);
        package.write("src/main.rs", &text).unwrap();
        passes(&package);
        package
            .write(
                "pgbindgen.toml",
                "[types.overrides]\nmood = \"crate::Mood\"\nspot = \"crate::Spot\"\n",
            )
            .unwrap();
        package
            .write(
                "src/main.rs",
                &text.replace("mod records", &format!("{OWN}\nmod records")),
            )
            .unwrap();
        passes(&package);
        let wrong = text.replace("isi: Option<i32>", "isi: i32");
        package.write("src/main.rs", &wrong).unwrap();
        let built = package.check(&[]).unwrap();
        assert!(
            !built.success
                && built
                    .stderr
                    .contains("column `isi` of `notes` is `Option<i32>`"),
            "{}",
            built.stderr
        );
    }
}
