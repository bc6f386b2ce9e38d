//! The replayed catalog against PostgreSQL's.
//!
//! A case is a file of SQL, `tests/cases/**/*.sql`. It runs on a server,
//! statement by statement, and through the static replay. Both
//! must come to the same catalog, or stop at the same statement with the same
//! SQLSTATE.

mod case;
mod gaps;
mod normalize;
mod replay;
mod server;
mod split;
mod verdict;

pub use case::{Case, read_cases};
pub use gaps::{Gap, read_gaps};
pub use replay::replay;
pub use server::{Pool, ServerResult};
pub use split::statements;
pub use verdict::{Counts, Refusal, Verdict, check_header, compare, judge};
