//! What runs: the watchdog and the server, and how they end.

use std::fs::{self, DirBuilder, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use postgres::{Config, NoTls};

use crate::cluster::quoted;
use crate::user::User;
use crate::{Error, Installation};

/// How long a server may take to accept its first connection, on a machine that is busy with other builds.
const START_TIMEOUT: Duration = Duration::from_mins(2);

/// How long a server may take to stop before it is killed. An immediate shutdown takes milliseconds.
const STOP_TIMEOUT: Duration = Duration::from_secs(15);

/// The longest path of a unix socket that Linux takes is 107 bytes and that macOS takes is 103.
const SOCKET_PATH_LIMIT: usize = 103;

/// Where a server listens.
pub(crate) struct Listen<'a> {
    pub(crate) socket: &'a Path,
    pub(crate) port: u16,
    /// The setting `listen_addresses`.
    pub(crate) addresses: &'a str,
}

/// What has to end with the cluster: the watchdog, the server and the directory.
#[derive(Debug)]
pub(crate) struct Running {
    root: PathBuf,
    /// A second, short directory, where the root's path is too long for a socket.
    short: Option<PathBuf>,
    server: Option<Child>,
    watchdog: Child,
    /// The watchdog reads this to its end, which comes when the pipe is closed here, by us or by the kernel.
    pipe: Option<ChildStdin>,
}

/// Waits for the end of standard input, then stops the server and removes the cluster.
///
/// `$1` is the cluster's directory, `$2` its short one or the same. The server's process id comes from the file that the server
/// itself writes and, on an orderly end, removes. A directory that is still being filled (by an orphaned `initdb`) takes more
/// than one attempt to remove.
const WATCHDOG: &str = r#"
trap '' HUP INT TERM
read -r _
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ] && kill -QUIT "$pid" 2>/dev/null; then
    n=0
    while kill -0 "$pid" 2>/dev/null && [ "$n" -lt 500 ]; do sleep 0.01; n=$((n + 1)); done
    [ "$n" -lt 500 ] || kill -KILL "$pid" 2>/dev/null
fi
n=0
while [ -e "$1" ] || [ -e "$2" ]; do
    rm -rf -- "$1" "$2" 2>/dev/null
    [ "$n" -lt 100 ] || exit 1
    n=$((n + 1))
    [ ! -e "$1" ] || sleep 0.1
done
"#;

impl Running {
    /// The cluster's directory.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Starts the watchdog of a directory, before anything else that could be left behind.
    pub(crate) fn watch(root: PathBuf, user: Option<User>) -> Result<Self, Error> {
        // The socket's directory is decided here, since the watchdog has to know it.
        let longest = root.join(format!(".s.PGSQL.{}", u16::MAX));
        let short = if longest.as_os_str().len() <= SOCKET_PATH_LIMIT {
            None
        } else {
            let base = match user {
                Some(user) => user.temporary_directory()?,
                None => PathBuf::from("/tmp"),
            };
            Some(private_directory(&base)?)
        };
        let mut watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "pgbindgen-watchdog"])
            .arg(&root)
            .arg(short.as_ref().unwrap_or(&root))
            .current_dir("/")
            // A group of its own: Ctrl-C at a terminal reaches a whole group, and this process has to outlive it.
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| {
                let _ = fs::remove_dir_all(&root);
                Error::with(
                    "cannot start `sh`, which cleans up after the server",
                    source,
                )
            })?;
        let pipe = watchdog.stdin.take();
        let running = Self {
            root,
            short,
            server: None,
            watchdog,
            pipe,
        };
        hand_over(&running.root, user)?;
        Ok(running)
    }

    /// The directory of the socket, which the server's user can write.
    pub(crate) fn socket_directory(&self, user: Option<User>) -> Result<PathBuf, Error> {
        match &self.short {
            None => Ok(self.root.clone()),
            Some(short) => {
                hand_over(short, user)?;
                Ok(short.clone())
            }
        }
    }

    /// Starts the server, without waiting for it.
    pub(crate) fn spawn(
        &mut self,
        installation: &Installation,
        listen: &Listen<'_>,
        settings: &[(String, String)],
        user: Option<User>,
    ) -> Result<(), Error> {
        let program = installation.program("postgres");
        let path = self.root.join("log");
        let log = File::create(&path).map_err(Error::at("create", &path))?;
        let errors = log.try_clone().map_err(Error::at("write", &path))?;
        let mut command = server_command(&program, &self.root, user);
        command.arg("-D").arg(self.root.join("data"));
        let mut set = |name: &str, value: &str| {
            command.arg("-c").arg(format!("{name}={value}"));
        };
        // The setting is a list: a name in double quotes may hold commas and spaces.
        let quoted_socket = quoted(&listen.socket.display().to_string());
        set("unix_socket_directories", &quoted_socket);
        set("unix_socket_permissions", "0700");
        set("port", &listen.port.to_string());
        set("listen_addresses", listen.addresses);
        // Nothing here outlives a crash, so nothing has to reach the disk.
        set("fsync", "off");
        set("synchronous_commit", "off");
        set("full_page_writes", "off");
        set("shared_buffers", "64MB");
        set("timezone", "UTC");
        set("log_timezone", "UTC");
        for (name, value) in settings {
            set(name, value);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(errors)
            .process_group(0)
            .spawn()
            .map_err(Error::at("run", &program))?;
        self.server = Some(child);
        Ok(())
    }

    /// Connects again and again, with a growing pause of at most 50 ms, until the server takes a connection.
    pub(crate) fn wait_until_ready(&mut self, config: &Config) -> Result<(), Error> {
        let start = Instant::now();
        let mut pause = Duration::from_millis(5);
        loop {
            if config.connect(NoTls).is_ok() {
                return Ok(());
            }
            let exited = match &mut self.server {
                Some(server) => server
                    .try_wait()
                    .map_err(|source| Error::with("cannot wait for the server", source))?,
                None => None,
            };
            if let Some(status) = exited {
                self.server = None;
                let message = format!("the server stopped at once ({status})");
                return Err(Error::new(message + &self.log()));
            }
            if start.elapsed() > START_TIMEOUT {
                let message = format!(
                    "the server took no connection within {} s",
                    START_TIMEOUT.as_secs()
                );
                return Err(Error::new(message + &self.log()));
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(50));
        }
    }

    fn log(&self) -> String {
        let text = fs::read_to_string(self.root.join("log")).unwrap_or_default();
        tail(&text)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One way to end for every case: the watchdog does the work, and this only waits for it.
        drop(self.pipe.take());
        let start = Instant::now();
        let mut watching = true;
        while self.server.is_some() || watching {
            // The server has to be reaped here, or the watchdog would see its process for ever.
            if let Some(server) = &mut self.server {
                let late = start.elapsed() > STOP_TIMEOUT || !watching;
                if late {
                    // The watchdog is gone, or the server hangs.
                    let _ = server.kill();
                    let _ = server.wait();
                }
                if late || !matches!(server.try_wait(), Ok(None)) {
                    self.server = None;
                }
            }
            watching = watching && matches!(self.watchdog.try_wait(), Ok(None));
            if watching {
                std::thread::sleep(Duration::from_millis(2));
            }
        }
        for directory in [Some(&self.root), self.short.as_ref()]
            .into_iter()
            .flatten()
        {
            if directory.exists() {
                // Only where somebody killed the watchdog. There is nobody to report a failure to.
                let _ = fs::remove_dir_all(directory);
            }
        }
    }
}

fn hand_over(directory: &Path, user: Option<User>) -> Result<(), Error> {
    match user {
        Some(user) => chown(directory, Some(user.uid), Some(user.gid))
            .map_err(Error::at("hand over directory", directory)),
        None => Ok(()),
    }
}

/// Makes the data directory.
pub(crate) fn initdb(
    installation: &Installation,
    root: &Path,
    user: Option<User>,
) -> Result<(), Error> {
    let program = installation.program("initdb");
    let output = server_command(&program, root, user)
        .arg("--pgdata")
        .arg(root.join("data"))
        .args(["--username=postgres", "--auth=trust", "--encoding=UTF8"])
        .args(["--locale=C", "--no-sync"])
        .stdin(Stdio::null())
        .process_group(0)
        .output()
        .map_err(Error::at("run", &program))?;
    if output.status.success() {
        return Ok(());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    Err(Error::new(format!(
        "`{}` failed ({}){}",
        program.display(),
        output.status,
        tail(&text)
    )))
}

/// A program of the server's, as its user, in its directory, unaffected by the caller's settings for PostgreSQL.
fn server_command(program: &Path, root: &Path, user: Option<User>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root);
    for (name, _) in std::env::vars_os() {
        if name.as_bytes().starts_with(b"PG") || name.as_bytes().starts_with(b"LC_") {
            command.env_remove(name);
        }
    }
    command.env("LC_ALL", "C").env("TZ", "UTC");
    if let Some(user) = user {
        user.apply(&mut command);
    }
    command
}

/// Makes a directory that nobody else can enter, with a name that is not in use.
pub(crate) fn private_directory(base: &Path) -> Result<PathBuf, Error> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let directory = base.join(format!("pgbindgen-{}-{number}", std::process::id()));
        match DirBuilder::new().mode(0o700).create(&directory) {
            Ok(()) => return Ok(directory),
            // Of an earlier process with the same id, or of another user.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::at("create directory", &directory)(error)),
        }
    }
}

/// The last lines of a log, indented under the message that they explain.
fn tail(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines[lines.len().saturating_sub(12)..]
        .iter()
        .fold(String::new(), |tail, line| tail + "\n    " + line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_is_short() {
        let text = "line\n\n".repeat(20);
        assert_eq!(tail(&text), "\n    line".repeat(12));
        assert_eq!(tail(""), "");
    }
}
