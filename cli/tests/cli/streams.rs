//! Standard output that does not take what is written.

use crate::two;
use std::process::Stdio;

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault() {
    let folder = two();
    for args in [
        &["history"][..],
        &["dump", "catalog"],
        &["check", "--message-format", "json"],
    ] {
        // `check` has nothing to say of a project that is sound.
        folder.write("migrations/c.sql", "");
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = folder.command(args).stdout(full).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}\n{err}");
        assert!(err.contains("error: cannot write the output: "), "{err}");
    }
}

#[test]
fn a_reader_that_went_away_is_none() {
    let folder = two();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = folder
        .command(&["history"])
        .stdout(Stdio::from(writer))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
