//! PostgreSQL's own regression SQL, through the replay and on a server beside it.
//!
//! The files are the server's: they are read from its source package at run
//! time, and nothing of them is kept here. Every file is split and parsed, and
//! runs statement by statement in a database of its own; after each statement the
//! replay must have taken or refused what the server has, with the same SQLSTATE.
//! At the end the catalogs must be equal. What does not depend on the catalog is
//! counted apart ([`Reason`]).
//!
//! `cargo xtask regress` brings the source package and runs this.

mod judge;
mod known;
mod psql;
mod reach;
mod reasons;
mod recognise;

pub use judge::{Beside, Fault, Run, Tally};
pub use known::{Known, List, difference, read, write};
pub use reach::Reason;
pub use reasons::unexplained;
pub use recognise::{Share, Shares, recognise, shares};
