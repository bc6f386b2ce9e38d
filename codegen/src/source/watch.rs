//! Telling cargo what to watch, also what is not there yet.

use super::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

// A fixed time, and not in what is generated.
#[allow(clippy::disallowed_types)]
const OLD: std::time::SystemTime = std::time::SystemTime::UNIX_EPOCH;

/// The lines for cargo: `there`, and what is `absent` once it comes to be.
///
/// Cargo takes a missing path as changed, which would run the script in every
/// build, and a folder with all that is in it, which for a package is `target`
/// too. So a folder in `OUT_DIR` has a link to each absent file. Cargo passes
/// over a link that leads nowhere; when the file comes to be, the link is newer
/// than the last run, whatever the age of the file.
pub(super) fn lines(
    there: &[PathBuf],
    absent: &[PathBuf],
    links: Option<&Path>,
) -> Result<Vec<String>, Error> {
    let mut lines = Vec::with_capacity(there.len() + 1);
    for path in there {
        lines.push(line(path)?);
    }
    if let Some(links) = links
        && make(links, absent)?
    {
        lines.push(line(links)?);
    }
    Ok(lines)
}

/// A path with a line break would be a line of its own to cargo, and any of
/// cargo's instructions could stand there.
fn line(path: &Path) -> Result<String, Error> {
    let line = format!("cargo::rerun-if-changed={}", path.display());
    if line.contains(['\n', '\r']) {
        return Err(Error::new(format!(
            "`{}` has a line break in its name, and cargo cannot watch it: rename it",
            super::paths::visible(&path.to_string_lossy())
        )));
    }
    Ok(line)
}

/// Makes the links anew, and says whether there are any. A system may refuse
/// them: Windows does without its developer mode. Then an absent file is seen
/// with the next other change.
fn make(links: &Path, absent: &[PathBuf]) -> Result<bool, Error> {
    let failed = |error| Error::io("write", links, error);
    match fs::remove_dir_all(links) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    fs::create_dir_all(links).map_err(failed)?;
    pass_a_tick(links).map_err(failed)?;
    for (index, path) in absent.iter().enumerate() {
        let Ok(path) = std::path::absolute(path) else {
            return Ok(false);
        };
        if link(&path, &links.join(index.to_string())).is_err() {
            return Ok(false);
        }
    }
    // The folder is newer than the start of this run, by which cargo judges.
    let aged = fs::File::open(links).and_then(|folder| folder.set_modified(OLD));
    Ok(aged.is_ok())
}

/// Waits until what is made has a later time than the folder, and so than the
/// start of this run: file systems count in ticks of some milliseconds.
fn pass_a_tick(links: &Path) -> std::io::Result<()> {
    /// Some count in seconds. There a file that is older than the last run is
    /// not seen.
    const PATIENCE: u32 = 20;
    let start = fs::metadata(links)?.modified()?;
    let probe = links.join("tick");
    for _ in 0..PATIENCE {
        fs::write(&probe, "")?;
        if fs::metadata(&probe)?.modified()? > start {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    fs::remove_file(&probe)
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(to, at)
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_file(to, at)
}

#[cfg(not(any(unix, windows)))]
fn link(_to: &Path, _at: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}
