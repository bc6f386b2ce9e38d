//! What is generated: the text, its goldens, and that these are fresh.

#![allow(clippy::unwrap_used)]

use pgbindgen_tests::bindings::Bindings;
use pgbindgen_tests::{golden, package};

/// The exemplar, against which the runtime's own tests are written, is what the
/// generator writes for its migration.
#[test]
fn the_exemplar_is_fresh() {
    let dir = package::workspace().join("runtime/tests/exemplar");
    let bindings = Bindings::of(&dir).unwrap();
    assert_eq!(bindings.diagnostics, "");
    golden::check(&dir.join("pgbindgen.rs"), &bindings.single);
}
