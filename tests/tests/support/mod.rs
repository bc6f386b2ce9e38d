//! Packages that are built one after the other.

use pgbindgen_tests::package::{Built, Package, Way};
use std::fmt::Write as _;
use std::path::Path;

/// One test after the other: cargo would make them wait anyway, and then their
/// output would not be in order.
pub(crate) static ONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

pub(crate) fn package(name: &str, way: Way, folder: &str) -> Package {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    Package::new(name, way, folder, &target).unwrap()
}

pub(crate) fn revision(id: &str, parent: &str, table: &str) -> String {
    format!(
        "-- revision: {id}\n-- down_revision: {parent}\n-- irreversible: a test\n-- +up\n\
         CREATE TABLE {table} (id bigint PRIMARY KEY);\n"
    )
}

/// The program names these tables of the bindings.
pub(crate) fn uses(package: &Package, head: &str, tables: &[&str]) {
    let mut text = head.to_owned();
    for table in tables {
        let _ = writeln!(text, "const _: &str = db::{table}::TABLE;");
    }
    text.push_str("fn main() {}\n");
    package.write("src/main.rs", &text).unwrap();
}

pub(crate) fn passes(package: &Package) -> Built {
    let built = package.check(&[]).unwrap();
    assert!(built.success, "{}", built.stderr);
    built
}

pub(crate) fn fails(package: &Package, with: &str) -> Built {
    let built = package.check(&[]).unwrap();
    assert!(
        !built.success,
        "expected to fail with {with}\n{}",
        built.stderr
    );
    assert!(
        built.stderr.contains(with),
        "expected {with}\n{}",
        built.stderr
    );
    built
}
