//! Migration runner and live catalog reader of pgbindgen
