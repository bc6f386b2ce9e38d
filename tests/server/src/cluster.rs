//! A private server: started, handed out, stopped and removed.

use std::fmt::Write as _;
use std::net::TcpListener;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use postgres::{Client, Config, NoTls};

use crate::running::{Listen, Running, initdb, private_directory};
use crate::user::User;
use crate::{Error, Installation, Major};

/// The port of a server that listens on its socket alone: part of the socket's name, and nothing else uses the directory.
const SOCKET_PORT: u16 = 5432;

/// How to start a [`Cluster`].
#[derive(Clone, Debug, Default)]
pub struct Options {
    directory: Option<PathBuf>,
    tcp: bool,
    settings: Vec<(String, String)>,
}

impl Options {
    /// A server in the temporary directory that listens on a unix socket.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the cluster's directory in this one. Spaces and any length are fine.
    #[must_use]
    pub fn directory(mut self, directory: impl Into<PathBuf>) -> Self {
        self.directory = Some(directory.into());
        self
    }

    /// Listens on a free port of 127.0.0.1 too.
    #[must_use]
    pub fn tcp(mut self) -> Self {
        self.tcp = true;
        self
    }

    /// Sets a server setting, as in `postgresql.conf`.
    #[must_use]
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }
}

/// A running server with a data directory of its own. Dropping it stops the server and removes the directory.
///
/// The superuser is `postgres`, without a password; encoding UTF-8, locale C, time zone UTC; `fsync` is off.
#[derive(Debug)]
pub struct Cluster {
    installation: Installation,
    socket: PathBuf,
    port: u16,
    tcp: bool,
    databases: AtomicU32,
    running: Running,
}

/// A database of a [`Cluster`].
#[derive(Clone, Debug)]
pub struct Database {
    name: String,
    url: String,
    config: Config,
}

impl Cluster {
    /// Starts a server and waits until it takes connections.
    ///
    /// # Errors
    /// The directory cannot be made, or the server does not start: the error ends with the last lines of its log.
    pub fn start(installation: &Installation, options: &Options) -> Result<Self, Error> {
        let user = User::for_server()?;
        let installation = match user {
            Some(user) => installation.reachable(user)?,
            None => installation.clone(),
        };
        let base = match (&options.directory, user) {
            (Some(directory), _) => {
                std::path::absolute(directory).map_err(Error::at("find directory", directory))?
            }
            (None, Some(user)) => user.temporary_directory()?,
            (None, None) => std::env::temp_dir(),
        };
        if let Some(user) = user
            && !user.can_enter(&base)
        {
            return Err(Error::new(format!(
                "the user that runs the server (uid {}) cannot enter `{}`",
                user.uid,
                base.display()
            )));
        }
        let root = private_directory(&base)?;
        let mut running = Running::watch(root, user)?;
        let socket = running.socket_directory(user)?;
        initdb(&installation, running.root(), user)?;

        // Between finding a free port and the server's taking it, another process may: then another port.
        let mut attempts = 0;
        loop {
            attempts += 1;
            let port = if options.tcp {
                free_port()?
            } else {
                SOCKET_PORT
            };
            let listen = Listen {
                socket: &socket,
                port,
                addresses: if options.tcp { "127.0.0.1" } else { "" },
            };
            running.spawn(&installation, &listen, &options.settings, user)?;
            match running.wait_until_ready(&config(&socket, port, "postgres")) {
                Ok(()) => {
                    return Ok(Self {
                        installation,
                        socket,
                        port,
                        tcp: options.tcp,
                        databases: AtomicU32::new(0),
                        running,
                    });
                }
                Err(error)
                    if options.tcp
                        && attempts < 5
                        && error.to_string().contains("Address already in use") => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A server of this version that all tests of this process share; each should create its own database in it. It stops when
    /// the process ends.
    ///
    /// # Errors
    /// There is no such server on the machine, or it does not start.
    pub fn shared(major: Major) -> Result<&'static Self, Error> {
        static SHARED: [OnceLock<Cluster>; Major::SUPPORTED.len()] =
            [const { OnceLock::new() }; Major::SUPPORTED.len()];
        static STARTING: Mutex<()> = Mutex::new(());
        let index = usize::from(Major::V18.number() - major.number());
        if let Some(cluster) = SHARED[index].get() {
            return Ok(cluster);
        }
        let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cluster) = SHARED[index].get() {
            return Ok(cluster);
        }
        let installation = Installation::find(major).map_err(|error| {
            Error::new(format!(
                "{error}\nhelp: `cargo xtask test` brings the servers that the tests need"
            ))
        })?;
        let cluster = Self::start(&installation, &Options::new())?;
        Ok(SHARED[index].get_or_init(|| cluster))
    }

    /// The server's binaries, where they are run from.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// The cluster's directory, with the server's log in its file `log`.
    pub fn directory(&self) -> &Path {
        self.running.root()
    }

    /// The URL of a database, through the unix socket.
    pub fn url(&self, database: &str) -> String {
        url(
            &encode(self.socket.as_os_str().as_bytes()),
            self.port,
            database,
        )
    }

    /// The URL of a database through TCP, if the server was started with [`Options::tcp`].
    pub fn tcp_url(&self, database: &str) -> Option<String> {
        self.tcp.then(|| url("127.0.0.1", self.port, database))
    }

    /// The directory of the unix socket: a connection string's `host`.
    pub fn socket_directory(&self) -> &Path {
        &self.socket
    }

    /// The port: part of the socket's name, and the TCP port where there is one.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Connects to a database as the superuser.
    ///
    /// # Errors
    /// The server does not take the connection.
    pub fn connect(&self, database: &str) -> Result<Client, Error> {
        config(&self.socket, self.port, database)
            .connect(NoTls)
            .map_err(|error| refused(database, &error))
    }

    /// A database that exists, whatever made it.
    pub fn database(&self, name: &str) -> Database {
        Database {
            name: name.to_owned(),
            url: self.url(name),
            config: config(&self.socket, self.port, name),
        }
    }

    /// Creates an empty database with a name that no other call has given.
    ///
    /// # Errors
    /// The server refuses.
    pub fn create_database(&self) -> Result<Database, Error> {
        self.create("template0")
    }

    /// Creates a copy of a database, to which nobody may be connected.
    ///
    /// # Errors
    /// The server refuses.
    pub fn create_database_from(&self, template: &Database) -> Result<Database, Error> {
        self.create(&template.name)
    }

    /// Drops a database, closing the connections to it. Only tests that make many need this: the cluster goes as a whole.
    ///
    /// # Errors
    /// The server refuses.
    pub fn drop_database(&self, database: &Database) -> Result<(), Error> {
        let name = quoted(&database.name);
        self.execute(&format!("DROP DATABASE {name} WITH (FORCE)"))
    }

    fn create(&self, template: &str) -> Result<Database, Error> {
        let name = format!("db_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.execute(&format!(
            "CREATE DATABASE {} TEMPLATE {}",
            quoted(&name),
            quoted(template)
        ))?;
        Ok(self.database(&name))
    }

    fn execute(&self, statement: &str) -> Result<(), Error> {
        self.connect("postgres")?
            .batch_execute(statement)
            .map_err(|source| {
                let why = described(&source);
                Error::new(format!("`{statement}` failed: {why}"))
            })
    }
}

impl Database {
    /// The database's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its URL, through the unix socket.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Connects as the superuser.
    ///
    /// # Errors
    /// The server does not take the connection.
    pub fn connect(&self) -> Result<Client, Error> {
        self.config
            .connect(NoTls)
            .map_err(|error| refused(&self.name, &error))
    }
}

fn free_port() -> Result<u16, Error> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|source| Error::with("cannot find a free port on 127.0.0.1", source))
}

fn config(socket: &Path, port: u16, database: &str) -> Config {
    let mut config = Config::new();
    config
        .host_path(socket)
        .port(port)
        .user("postgres")
        .dbname(database)
        .application_name("pgbindgen-testserver");
    config
}

fn url(host: &str, port: u16, database: &str) -> String {
    let database = encode(database.as_bytes());
    format!("postgresql://postgres@{host}:{port}/{database}")
}

/// Percent-encodes all that has, or may have, a meaning in a URL.
fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// A quoted identifier; the same form quotes an item of a list setting.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn refused(database: &str, error: &postgres::Error) -> Error {
    let why = described(error);
    Error::new(format!("cannot connect to database `{database}`: {why}"))
}

/// What the server said, which the driver's own text leaves out.
fn described(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(answer) => format!("{} ({})", answer.message(), answer.code().code()),
        None => match std::error::Error::source(error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_path_is_a_host_in_a_url() {
        let host = encode("/tmp/a b/ü".as_bytes());
        assert_eq!(
            url(&host, 5432, "my db"),
            "postgresql://postgres@%2Ftmp%2Fa%20b%2F%C3%BC:5432/my%20db"
        );
    }
}
