//! The replayed catalog against PostgreSQL's.
//!
//! A case is a file of SQL, `tests/cases/**/*.sql`. It runs on a server,
//! statement by statement, and through the static replay. Both
//! must come to the same catalog, or stop at the same statement with the same
//! SQLSTATE, the same message and, where the server names a place, at that place.

mod case;
mod gaps;
mod normalize;
mod replay;
mod server;
mod split;
mod verdict;
mod wording;

pub use case::{Case, read_cases};
pub use gaps::{Gap, read_gaps};
pub use replay::replay;
pub(crate) use replay::step;
pub use server::{Pool, ServerResult};
pub use split::statements;
pub use verdict::{Counts, Refusal, Verdict, Wording, check_header, compare, differences, judge};
pub use wording::{Wordings, difference, read_wordings, write_wordings};
