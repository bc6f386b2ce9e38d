//! Types that columns of the ledger hold.
//!
//! They are in a crate below the bindings, so that both the bindings and the
//! application can name them.

use serde::{Deserialize, Serialize};

/// What is known of where an entry came from: the `jsonb` of `entries.source`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The system.
    pub system: String,
    /// Its number there.
    pub reference: Option<String>,
}
