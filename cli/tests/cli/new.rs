//! `new`: names, parents, and the lock that comes along.

use crate::{Folder, revision, two};

#[test]
fn names() {
    let folder = two();
    let before = folder.files();
    for name in ["", "..", "日本"] {
        let ran = folder.run_with(&["new", name]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains("makes no id"), "{}", ran.err);
    }
    assert_eq!(folder.files(), before);
    let ran = folder.expect(0, "new ../../etc/passwd");
    assert!(
        ran.out.trim_end().ends_with("_etc_passwd.sql"),
        "{}",
        ran.out
    );
    assert!(ran.out.starts_with("migrations/2"), "{}", ran.out);
    // Twice within a minute, whichever minute that is.
    let first = folder.expect(0, "new again").out;
    let second = folder.expect(0, "new again").out;
    assert_ne!(first, second);
    folder.expect(0, "check");
}

#[test]
fn a_parent_is_named_once() {
    let folder = two();
    let before = folder.files();
    let ran = folder.expect(2, "new x --parent b --parent b");
    assert!(
        ran.err.contains("`--parent b` is given twice"),
        "{}",
        ran.err
    );
    let ran = folder.expect(2, "new x --parent a --parent b --parent a");
    assert!(
        ran.err.contains("`--parent a` is given twice"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);
}

#[test]
fn a_lock_that_cannot_be_read_stops_it() {
    let folder = two();
    folder.write("migrations/migrations.lock", "what is this\n");
    let before = folder.files();
    let ran = folder.expect(1, "new x");
    assert!(ran.err.contains("error[invalid-lock]"), "{}", ran.err);
    let ran = folder.expect(1, "new x --parent b");
    assert!(ran.err.contains("error[invalid-lock]"), "{}", ran.err);
    assert_eq!(folder.files(), before);
}

#[test]
fn a_lock_that_is_no_text_stops_it() {
    let folder = two();
    let lock = folder.0.join("migrations/migrations.lock");
    std::fs::write(&lock, b"heads: \xff\n").unwrap();
    for command in ["new x", "lock", "lock --release", "generate --out out"] {
        let ran = folder.expect(1, command);
        assert!(
            ran.err.contains("error[not-utf8]"),
            "{command}: {}",
            ran.err
        );
    }
    assert_eq!(std::fs::read(&lock).unwrap(), b"heads: \xff\n");
    assert_eq!(
        std::fs::read_dir(folder.0.join("migrations"))
            .unwrap()
            .count(),
        3
    );
}

#[test]
fn the_folder_of_the_configuration_is_made() {
    for config in ["migrations = \"db/sql\"\n", ""] {
        let folder = Folder::new(&[("pgbindgen.toml", config)]);
        let ran = folder.expect(1, "check");
        assert!(
            ran.err.contains("error[missing-directory]") && ran.err.contains("pgbindgen new NAME"),
            "{}",
            ran.err
        );
        folder.expect(0, "new first --id first");
        assert!(folder.expect(0, "heads").out.contains("first"));
        folder.expect(0, "check");
    }
    let folder = Folder::new(&[("pgbindgen.toml", "migrations = \"db\"\nfoo = 1\n")]);
    assert!(
        folder
            .expect(1, "new first")
            .err
            .contains("unknown key `foo`")
    );
    assert!(!folder.0.join("db").exists());
}

#[test]
fn two_heads_are_joined_as_the_help_says() {
    let folder = two();
    folder.write("migrations/c.sql", &revision("c", "a"));
    let ran = folder.expect(1, "check");
    assert!(
        ran.err.contains("pgbindgen new NAME --parent b --parent c"),
        "{}",
        ran.err
    );
    folder.expect(0, "new join --parent b --parent c");
    folder.expect(0, "check");
}
