//! The example as a newcomer runs it: as root and as a user, with a space in every path, to its end and interrupted.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests, their helpers included, stop at the first surprise"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pgbindgen_testserver::{Cluster, Installation, Options};

/// A user without rights on any system.
const NOBODY: u32 = 65534;

/// A directory with a copy of the program and its migrations that every user can read, and an empty temporary directory in it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let root = std::env::temp_dir().join(format!("a newcomer's {} {name}", std::process::id()));
        let place = Self(root);
        let migrations = place.0.join("migrations");
        fs::create_dir_all(&migrations).unwrap();
        fs::create_dir(place.temporary()).unwrap();
        for entry in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), migrations.join(entry.file_name())).unwrap();
        }
        fs::copy(env!("CARGO_BIN_EXE_quickstart"), place.program()).unwrap();
        for path in [&place.0, &migrations, &place.temporary()] {
            fs::set_permissions(path, PermissionsExt::from_mode(0o777)).unwrap();
        }
        place
    }

    fn program(&self) -> PathBuf {
        self.0.join("quick start")
    }

    fn temporary(&self) -> PathBuf {
        self.0.join("temporary files")
    }

    fn command(&self) -> Command {
        // A running server's binaries are ones that every user can run.
        let server = Cluster::start(&Installation::find_any().unwrap(), &Options::new()).unwrap();
        let server = server.installation();
        let mut command = Command::new(self.program());
        command
            .env_remove("DATABASE_URL")
            .env("CARGO_MANIFEST_DIR", &self.0)
            .env("TMPDIR", self.temporary())
            .env(format!("PGBINDGEN_PG{}", server.major()), server.bin())
            .current_dir("/")
            .stdin(Stdio::null())
            .process_group(0);
        command
    }

    fn is_clean(&self) -> bool {
        fs::read_dir(self.temporary()).unwrap().next().is_none()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().unwrap().stdout == b"0\n"
}

fn tells_the_story(place: &Place, mut command: Command) {
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{text}\n{errors}");
    for part in [
        "applied 20260110_0900_create_customers",
        "applied 20260203_1115_add_order_paid_at",
        "email: ***",
        "39.80",
        "CustomerConstraint::EmailKey",
        "error[float-money]",
        "migrations/20260301_0900_add_order_discount.sql:5:",
    ] {
        assert!(text.contains(part), "no `{part}` in:\n{text}\n{errors}");
    }
    assert!(place.is_clean());
}

#[test]
fn as_the_caller() {
    let place = Place::new("caller");
    tells_the_story(&place, place.command());
}

/// Only root can run as somebody else; for any other caller the test above is this one.
#[test]
fn as_a_user() {
    if !is_root() {
        return;
    }
    let place = Place::new("user");
    let mut command = place.command();
    command.uid(NOBODY).gid(NOBODY);
    tells_the_story(&place, command);
}

#[test]
fn interrupted() {
    let place = Place::new("interrupted");
    let mut child = place.command().stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("== Migrations") {
        line.clear();
        assert!(output.read_line(&mut line).unwrap() > 0, "it ended early");
    }
    assert!(!place.is_clean());
    let kill = Command::new("kill")
        .args(["-s", "INT", "--", &format!("-{}", child.id())])
        .status()
        .unwrap();
    assert!(kill.success());
    let _ = output.read_to_end(&mut Vec::new());
    assert!(!child.wait().unwrap().success());
    let start = Instant::now();
    while !place.is_clean() {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "something is left"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_database_of_ones_own() {
    let cluster = Cluster::start(&Installation::find_any().unwrap(), &Options::new()).unwrap();
    let database = cluster.create_database().unwrap();
    let run = || {
        let output = Command::new(Path::new(env!("CARGO_BIN_EXE_quickstart")))
            .env("DATABASE_URL", database.url())
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}");
        text
    };
    assert!(run().contains("applied 20260110_0900_create_customers"));
    assert!(
        run().contains("up to date"),
        "the second run has nothing to apply"
    );
}
