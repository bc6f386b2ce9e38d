//! `cargo xtask bless`: the one way to accept new output.

use crate::shell::{cargo, run as execute};
use crate::{Outcome, cases, pages};

/// Regenerates the checked-in bindings, then runs the tests with the variable that makes those with expected output write it. A
/// filter limits the tests, as it does for `cargo test`. The difference is then for `git diff` to show and for a person to judge.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    pages::publish()?;
    cases::publish()?;
    execute(&mut cargo(&[
        "run",
        "--quiet",
        "--package",
        "pgbindgen-cli",
        "--",
        "generate",
        "schema",
    ]))?;
    let mut tests = cargo(&["test", "--workspace", "--no-fail-fast"]);
    tests.args(arguments).env("PGBINDGEN_BLESS", "1");
    execute(&mut tests)
}
