//! Benchmarks of pgbindgen
