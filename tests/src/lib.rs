//! End-to-end, UI and differential tests of pgbindgen
