//! What pgbindgen does at run time: reading a server's catalog ([`live`]) and
//! applying a chain of revisions ([`runner`]).
//!
//! Both work on a connection that the caller brings, a [`postgres::Client`],
//! and on the plain data of `pgbindgen_model`. No SQL is parsed here: what the
//! runner executes was read and checked at build time.
//!
//! Supported are PostgreSQL 15 to 18; an older server is refused.

mod error;
mod history;
pub mod live;
pub mod runner;
mod session;

pub use error::{Error, ErrorKind, Failure};
pub use history::{HISTORY_SCHEMA, HISTORY_TABLE};
pub use postgres;
