//! Plain data of pgbindgen: what its compile-time half and its run-time half
//! hand to each other.
//!
//! - [`catalog`]: what a database holds, in the public form of
//!   `docs/catalog-format.md`, printed by [`catalog::Catalog::to_json`] and
//!   read back (feature `json`) by `Catalog::from_json`;
//! - [`diff`]: the differences of two catalogs;
//! - [`chain`]: the revisions that the runner applies;
//! - [`lock`] for `migrations.lock`;
//! - [`mod@checksum`]: checksums of migration files.
//!
//! Nothing here parses SQL, opens a file or talks to a server. The crate is
//! part of every user's build: without features it has one dependency.

pub mod catalog;
pub mod chain;
pub mod checksum;
pub mod diff;
pub mod lock;
pub mod tree;

pub use checksum::{Checksum, checksum};
