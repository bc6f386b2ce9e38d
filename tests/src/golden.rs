//! Expected output in files.

#![allow(clippy::panic, reason = "a failure is a failed test")]

use std::fs;
use std::path::Path;

/// The variable by which `cargo xtask bless` has the files written.
const BLESS: &str = "PGBINDGEN_BLESS";

/// Compares a text with the file that holds what is expected, or writes the
/// file when that is asked for.
///
/// # Panics
///
/// When they differ, with the first line that does and the command that accepts
/// the new text.
pub fn check(path: &Path, text: &str) {
    if std::env::var_os(BLESS).is_some() {
        if fs::read_to_string(path).ok().as_deref() != Some(text) {
            if let Some(dir) = path.parent() {
                fs::create_dir_all(dir)
                    .unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
            }
            fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == text {
        return;
    }
    let (mut old, mut new) = (expected.lines(), text.lines());
    let mut line = 1;
    let (old, new) = loop {
        match (old.next(), new.next()) {
            (Some(old), Some(new)) if old == new => line += 1,
            (old, new) => break (old.unwrap_or("(nothing)"), new.unwrap_or("(nothing)")),
        }
    };
    panic!(
        "{} is not what is generated now; `cargo xtask bless` accepts it\n\
         line {line}, in the file: {old}\nline {line}, generated:   {new}",
        path.display()
    );
}
