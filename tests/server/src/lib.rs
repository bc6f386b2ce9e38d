//! Private PostgreSQL servers for tests and examples.
//!
//! A test that needs PostgreSQL finds an [`Installation`] on the machine (or brings one, see [`Installation::find_or_bring`])
//! and starts a [`Cluster`] of its own in a temporary directory, on a unix socket inside that directory and, when asked, on a
//! free port of the loopback interface. Nothing is shared, nothing is left behind.
//!
//! ```no_run
//! use pgbindgen_testserver::{Cluster, Installation, Major, Options};
//!
//! # fn main() -> Result<(), pgbindgen_testserver::Error> {
//! let cluster = Cluster::start(&Installation::find(Major::V15)?, &Options::new())?;
//! let database = cluster.create_database()?;
//! let mut client = database.connect()?;
//! # let _ = &mut client;
//! # Ok(())
//! # }
//! ```
//!
//! # How a cluster ends
//!
//! The server is stopped and its directory removed when the [`Cluster`] is dropped, and equally when the process that started it
//! ends in any other way: a panic that aborts, Ctrl-C, SIGTERM, SIGKILL, or a `static` that is never dropped. One mechanism
//! serves them all: a small shell process waits for the end of a pipe whose only writer is this process, then stops the server
//! and removes the directory. The kernel closes the pipe however the process ends, so no signal handler is installed and an
//! application's own handlers are left alone.
//!
//! # As root
//!
//! PostgreSQL refuses to run as root. A caller that is root gets a server that runs as `postgres` or, where there is no such
//! user, as `nobody`; the cluster's directory is handed over to that user, and binaries that it cannot reach (below `/root`, say)
//! are first copied to where it can: into the temporary directory, where the copy stays for the next time.

mod bring;
mod cluster;
mod error;
mod install;
mod running;
mod user;

pub use bring::Allow;
pub use cluster::{Cluster, Database, Options};
pub use error::Error;
pub use install::{Installation, Major};
