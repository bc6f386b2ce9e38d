//! The history table.

/// The schema of the history table.
pub const HISTORY_SCHEMA: &str = "public";

/// The name of the table that records what was applied.
pub const HISTORY_TABLE: &str = "pgbindgen_history";
