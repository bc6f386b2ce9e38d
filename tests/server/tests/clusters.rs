//! Clusters on a real server: as root and as a user, in awkward places, several at once, and gone however they end.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests, their helpers included, stop at the first surprise"
)]

use std::io::{BufRead, BufReader};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pgbindgen_testserver::{Cluster, Installation, Major, Options};

fn installation() -> Installation {
    Installation::find_any().unwrap()
}

/// The same for any user: binaries below a directory of root's alone are copied to where everyone can run them.
fn installation_for_everyone() -> Installation {
    let cluster = Cluster::start(&installation(), &Options::new()).unwrap();
    cluster.installation().clone()
}

fn answer(url: &str) -> i32 {
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    client.query_one("SELECT 42", &[]).unwrap().get(0)
}

/// A directory of this test's own, open to every user, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("pgbindgen scratch {} {name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o777)).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Waits, at most 30 s, until the condition holds.
fn eventually(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "not in time: {what}"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The process that runs a cluster's server.
fn server_process(directory: &Path) -> String {
    let file = std::fs::read_to_string(directory.join("data/postmaster.pid")).unwrap();
    file.lines().next().unwrap().to_owned()
}

/// Whether a process runs. One that has ended and that nobody has waited for does not.
fn runs(process: &str) -> bool {
    let output = Command::new("ps")
        .args(["-o", "stat=", "-p", process])
        .output()
        .unwrap();
    let state = String::from_utf8(output.stdout).unwrap();
    !state.trim().is_empty() && !state.starts_with('Z')
}

#[test]
fn both_tested_versions_answer() {
    for major in Major::TESTED {
        let cluster = Cluster::start(&Installation::find(major).unwrap(), &Options::new()).unwrap();
        let database = cluster.create_database().unwrap();
        let mut client = database.connect().unwrap();
        let version: String = client
            .query_one("SHOW server_version_num", &[])
            .unwrap()
            .get(0);
        assert_eq!(&version[..2], major.to_string());
    }
}

#[test]
fn dropping_stops_the_server_and_removes_the_directory() {
    let cluster = Cluster::start(&installation(), &Options::new()).unwrap();
    assert_eq!(answer(&cluster.url("postgres")), 42);
    let directory = cluster.directory().to_owned();
    let process = server_process(&directory);
    assert!(runs(&process));
    drop(cluster);
    assert!(!directory.exists());
    assert!(!runs(&process));
}

#[test]
fn a_panic_removes_it_too() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let thread = std::thread::spawn(move || {
        let cluster = Cluster::start(&installation(), &Options::new()).unwrap();
        sender.send(cluster.directory().to_owned()).unwrap();
        panic!("on purpose");
    });
    assert!(thread.join().is_err());
    assert!(!receiver.recv().unwrap().exists());
}

#[test]
fn two_run_at_once_and_databases_are_apart() {
    let one = Cluster::start(&installation(), &Options::new().tcp()).unwrap();
    let two = Cluster::start(&installation(), &Options::new().tcp()).unwrap();
    assert_eq!(answer(&one.tcp_url("postgres").unwrap()), 42);
    assert_eq!(answer(&two.tcp_url("postgres").unwrap()), 42);
    assert_ne!(one.port(), two.port());

    let template = one.create_database().unwrap();
    template
        .connect()
        .unwrap()
        .batch_execute("CREATE TABLE here ()")
        .unwrap();
    let copy = one.create_database_from(&template).unwrap();
    let empty = one.create_database().unwrap();
    assert!(copy.connect().unwrap().execute("TABLE here", &[]).is_ok());
    assert!(empty.connect().unwrap().execute("TABLE here", &[]).is_err());
    one.drop_database(&copy).unwrap();
    assert!(copy.connect().is_err());
}

#[test]
fn a_shared_cluster_is_one() {
    let one: *const Cluster = Cluster::shared(Major::V15).unwrap();
    let two: *const Cluster = Cluster::shared(Major::V15).unwrap();
    assert_eq!(one, two);
}

#[test]
fn spaces_quotes_and_length_in_the_path() {
    let scratch = Scratch::new("place");
    let long = scratch.0.join(r#"a "b", c%20 ü"#).join("x".repeat(120));
    std::fs::create_dir_all(&long).unwrap();
    for place in [long.parent().unwrap(), &long] {
        let options = Options::new().directory(place);
        let cluster = Cluster::start(&installation(), &options).unwrap();
        assert!(cluster.directory().starts_with(place));
        assert_eq!(answer(&cluster.url("postgres")), 42);
        let socket = cluster.socket_directory().to_owned();
        drop(cluster);
        assert!(!socket.exists());
        assert_eq!(std::fs::read_dir(&long).unwrap().count(), 0);
    }
}

#[test]
fn a_server_that_cannot_start_says_why_and_leaves_nothing() {
    let scratch = Scratch::new("refused");
    let options = Options::new()
        .directory(&scratch.0)
        .setting("no_such_setting", "1");
    let error = Cluster::start(&installation(), &options)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("unrecognized configuration parameter"),
        "{error}"
    );
    assert_eq!(std::fs::read_dir(&scratch.0).unwrap().count(), 0);
}

#[test]
fn settings_reach_the_server() {
    let options = Options::new().setting("work_mem", "7MB");
    let cluster = Cluster::start(&installation(), &options).unwrap();
    let mut client = cluster.connect("postgres").unwrap();
    let value: String = client.query_one("SHOW work_mem", &[]).unwrap().get(0);
    assert_eq!(value, "7MB");
}

/// The program `private-server`, started in a scratch directory, with the URL that it printed.
struct Program {
    child: Child,
    url: String,
    directory: PathBuf,
    process: String,
    _scratch: Scratch,
}

fn program(name: &str, prepare: impl FnOnce(&Path, &mut Command)) -> Program {
    let scratch = Scratch::new(name);
    let copy = scratch.0.join("private server");
    std::fs::copy(env!("CARGO_BIN_EXE_private-server"), &copy).unwrap();
    let place = scratch.0.join("clusters");
    std::fs::create_dir(&place).unwrap();
    std::fs::set_permissions(&place, PermissionsExt::from_mode(0o777)).unwrap();
    let found = installation_for_everyone();
    let mut command = Command::new(&copy);
    command
        .arg(found.major().to_string())
        .arg("--directory")
        .arg(&place)
        .env(format!("PGBINDGEN_PG{}", found.major()), found.bin())
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .process_group(0);
    prepare(&place, &mut command);
    let mut child = command.spawn().unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut url)
        .unwrap();
    assert!(!url.is_empty(), "no server");
    let directory = std::fs::read_dir(&place)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let process = server_process(&directory);
    Program {
        child,
        url: url.trim().to_owned(),
        directory,
        process,
        _scratch: scratch,
    }
}

impl Program {
    /// Sends a signal to the program's whole group, as a terminal does, and expects that nothing is left.
    fn ends_with(mut self, signal: &str) {
        assert!(runs(&self.process));
        let group = format!("-{}", self.child.id());
        let kill = Command::new("kill")
            .args(["-s", signal, "--", &group])
            .status()
            .unwrap();
        assert!(kill.success());
        assert!(!self.child.wait().unwrap().success());
        eventually("the directory goes", || !self.directory.exists());
        eventually("the server goes", || !runs(&self.process));
    }
}

#[test]
fn ctrl_c_leaves_nothing() {
    program("int", |_, _| ()).ends_with("INT");
}

#[test]
fn sigterm_leaves_nothing() {
    program("term", |_, _| ()).ends_with("TERM");
}

#[test]
fn sigkill_leaves_nothing() {
    program("kill", |_, _| ()).ends_with("KILL");
}

#[test]
fn the_end_of_input_leaves_nothing() {
    let mut program = program("end", |_, _| ());
    drop(program.child.stdin.take());
    assert!(program.child.wait().unwrap().success());
    assert!(!program.directory.exists());
    assert!(!runs(&program.process));
}

/// The same as root and as another user. Only root can be both: for any other caller every test above is the second half, and the
/// first cannot be run.
#[test]
fn root_and_a_user_each_get_a_server() {
    let owner = |program: &Program| {
        use std::os::unix::fs::MetadataExt;
        std::fs::metadata(program.directory.join("data"))
            .unwrap()
            .uid()
    };
    let caller = program("caller", |_, _| ());
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !is_root {
        caller.ends_with("TERM");
        return;
    }
    assert_ne!(owner(&caller), 0, "a server runs as root");
    assert_eq!(answer(&caller.url), 42);
    caller.ends_with("TERM");

    let user = 65534;
    let program = program("user", |place, command| {
        chown(place, Some(user), Some(user)).unwrap();
        command.uid(user).gid(user);
    });
    assert_eq!(owner(&program), user);
    assert_eq!(answer(&program.url), 42);
    program.ends_with("TERM");
}

#[test]
fn binaries_that_the_servers_user_cannot_reach_are_copied() {
    let is_root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    if !is_root {
        // Only root's server runs as another user than root's files belong to.
        return;
    }
    let Ok(found) = Installation::find(Major::V18) else {
        panic!("PostgreSQL 18 is needed: run `cargo xtask test`");
    };
    let scratch = Scratch::new("closed");
    let prefix = scratch.0.join("prefix");
    let copied = Command::new("cp")
        .arg("-R")
        .arg(found.bin().parent().unwrap())
        .arg(&prefix)
        .status()
        .unwrap();
    assert!(copied.success());
    std::fs::set_permissions(&prefix, PermissionsExt::from_mode(0o700)).unwrap();
    let closed = Installation::in_directory(&prefix.join("bin")).unwrap();
    let cluster = Cluster::start(&closed, &Options::new()).unwrap();
    assert_ne!(cluster.installation().bin(), closed.bin());
    assert_eq!(answer(&cluster.url("postgres")), 42);
    let copy = cluster.installation().bin().parent().unwrap().to_owned();
    drop(cluster);
    std::fs::remove_dir_all(copy).unwrap();
}
