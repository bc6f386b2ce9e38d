//! The PostgreSQL that the example runs on.

use std::io;

use pgbindgen_testserver::{Cluster, Error, Installation, Options};

use crate::story::say;

/// A server that somebody runs, or one of our own.
pub(crate) enum Server {
    /// What `DATABASE_URL` names.
    Given(String),
    /// Stopped and removed when this value goes, or the process ends.
    Private { url: String, _cluster: Cluster },
}

impl Server {
    /// Takes the server that `DATABASE_URL` names, else starts a private one from the binaries on this machine, else from ones that
    /// are unpacked under `target/` first.
    pub(crate) fn start() -> Result<Self, Error> {
        if let Ok(url) = std::env::var("DATABASE_URL") {
            say("Using the database that DATABASE_URL names.");
            return Ok(Self::Given(url));
        }
        say("DATABASE_URL is not set, so this starts a private server in a temporary directory.");
        let installation = if let Ok(found) = Installation::find_any() {
            found
        } else {
            say("There is no PostgreSQL on this machine: unpacking one under target/, once.");
            Installation::find_any_or_bring(&mut io::stdout())?
        };
        let cluster = Cluster::start(&installation, &Options::new())?;
        let database = cluster.create_database()?;
        say(&format!("{}", cluster.installation()));
        say("It stops, and its directory goes, when this program ends: also on Ctrl-C.");
        Ok(Self::Private {
            url: database.url().to_owned(),
            _cluster: cluster,
        })
    }

    /// Where to connect to.
    pub(crate) fn url(&self) -> &str {
        match self {
            Self::Given(url) | Self::Private { url, .. } => url,
        }
    }
}
