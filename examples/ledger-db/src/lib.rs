//! The bindings of the ledger, as a crate of their own.
//!
//! The build script writes the bindings; this file takes them in and is the
//! place for methods of one's own. What an application wants to add by itself
//! goes into a trait there, as `examples/totals.rs` shows.

pgbindgen::include_bindings!();

use entries::Entry;

impl Entry {
    /// Whether the entry was taken back.
    pub fn is_reversed(&self) -> bool {
        self.reversed_at.is_some()
    }

    /// The system that the entry came from: a field of a type of one's own.
    pub fn system(&self) -> &str {
        &self.source.0.system
    }
}
