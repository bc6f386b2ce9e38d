//! The `pgbindgen` command.
fn main() {}
