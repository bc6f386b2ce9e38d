//! Procedural macros of pgbindgen
