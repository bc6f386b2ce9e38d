//! PostgreSQL migrations in, diagnostics and typed Rust out: the compile-time
//! half of pgbindgen.

pub mod catalog;
pub mod chain;
pub mod check;
pub mod ddl;
pub mod diag;
pub mod ir;
pub mod source;
pub mod types;
