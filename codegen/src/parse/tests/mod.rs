//! The parser on tables of statements.

mod blocks;
mod describe;
mod expressions;
mod faults;
mod statements;

use super::*;
use crate::diag::SourceMap;
use crate::split::split;

/// Splits and parses a text; statements and what is wrong.
fn run(text: &str) -> (Vec<Stmt>, Vec<Diagnostic>) {
    let file = SourceMap::default().add("t.sql", text);
    let mut out = Vec::new();
    let raws = split(file, text, 0..text.len(), &mut out);
    let statements = raws.iter().map(|raw| parse(text, raw, &mut out)).collect();
    (statements, out)
}

/// The one statement of a text that must be in order.
fn one(text: &str) -> StmtKind {
    let (mut statements, out) = run(text);
    assert!(out.is_empty(), "{text}: {out:?}");
    assert_eq!(statements.len(), 1, "{text}");
    statements.remove(0).kind
}
