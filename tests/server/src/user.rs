//! Who runs the server: the caller or, for root, an unprivileged user.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Error;

/// An unprivileged user that a server of root's runs as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) uid: u32,
    pub(crate) gid: u32,
}

/// Users to run the server as, in order of preference.
const CANDIDATES: [&str; 2] = ["postgres", "nobody"];

impl User {
    /// The user to run a server as: `None` for the caller, which is every caller but root.
    pub(crate) fn for_server() -> Result<Option<Self>, Error> {
        if id(&["-u"]) != Some(0) {
            return Ok(None);
        }
        CANDIDATES
            .iter()
            .find_map(|name| {
                let uid = id(&["-u", name]).filter(|uid| *uid != 0)?;
                let gid = id(&["-g", name])?;
                Some(Some(Self { uid, gid }))
            })
            .ok_or_else(|| {
                Error::new(
                    "PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody` to run \
                     it as; run this as another user",
                )
            })
    }

    /// Makes `command` run as this user.
    pub(crate) fn apply(self, command: &mut Command) {
        // Supplementary groups are dropped by the standard library when the identity changes from root.
        command.gid(self.gid).uid(self.uid);
    }

    /// Whether this user can execute `program`, which fails when a directory above it is closed to the user.
    pub(crate) fn can_run(self, program: &Path) -> bool {
        let mut command = Command::new(program);
        command
            .arg("--version")
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.apply(&mut command);
        command.status().is_ok_and(|status| status.success())
    }

    /// Whether this user can enter `directory`.
    pub(crate) fn can_enter(self, directory: &Path) -> bool {
        let mut command = Command::new("sh");
        command
            .args(["-c", "cd -- \"$1\"", "sh"])
            .arg(directory)
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.apply(&mut command);
        command.status().is_ok_and(|status| status.success())
    }

    /// The temporary directory, unless it is root's own: then one that this user can enter.
    pub(crate) fn temporary_directory(self) -> Result<PathBuf, Error> {
        [
            std::env::temp_dir(),
            PathBuf::from("/tmp"),
            PathBuf::from("/var/tmp"),
        ]
        .into_iter()
        .find(|directory| self.can_enter(directory))
        .ok_or_else(|| {
            Error::new(format!(
                "the user that runs the server (uid {}) can enter no temporary directory; set TMPDIR to one",
                self.uid
            ))
        })
    }
}

/// What `id` (POSIX) says. The standard library has no call for it, and a crate for one number is not worth its build.
fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id")
        .args(arguments)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Whether the caller is root.
pub(crate) fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}
