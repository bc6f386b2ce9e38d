//! The lock when something is wrong with it.

use crate::{revision, two};

const LOCK: &str = "migrations/migrations.lock";

#[test]
fn an_empty_lock_is_written_anew() {
    let folder = two();
    folder.write(LOCK, "\n");
    let ran = folder.expect(0, "check");
    assert!(
        ran.err
            .contains("warning[stale-lock]: the lock is empty: nothing counts as released"),
        "{}",
        ran.err
    );
    assert_eq!(folder.expect(0, "lock").out, "added a\nadded b\n");
    folder.expect(0, "check");
}

#[test]
fn a_conflict_is_settled_by_the_command_that_the_help_names() {
    let folder = two();
    folder.expect(0, "lock --release a");
    folder.write("migrations/c.sql", &revision("c", "a"));
    let lock = folder.read(LOCK);
    let released = lock.lines().find(|line| line.starts_with("a :")).unwrap();
    folder.write(
        LOCK,
        &format!(
            "<<<<<<< HEAD\nheads: b\n=======\nheads: c\n>>>>>>> theirs\n# x\n\n{released}\n\
             <<<<<<< HEAD\nb <- a : draft\n=======\nc <- a : draft\n>>>>>>> theirs\n"
        ),
    );
    let before = folder.files();
    let ran = folder.expect(1, "check");
    assert!(
        ran.err.contains("the marks of a merge conflict")
            && ran
                .err
                .contains("help: run `pgbindgen lock`: it keeps the released lines"),
        "{}",
        ran.err
    );
    // Two heads first: the lock is of a chain.
    assert!(folder.expect(1, "lock").err.contains("error[two-heads]"));
    assert_eq!(folder.files(), before);
    folder.write("migrations/c.sql", &revision("c", "b"));
    assert_eq!(folder.expect(0, "lock").out, "added b\nadded c\n");
    assert!(folder.read(LOCK).contains(released));
    assert_eq!(
        folder.expect(0, "check").err,
        "3 revisions are valid on PostgreSQL 15, 18\n"
    );

    // What is released is looked at before anything is written.
    folder.write(LOCK, &format!("=======\n{released}\n"));
    folder.write(
        "migrations/a.sql",
        &format!("{}-- x\n", revision("a", "none")),
    );
    let before = folder.files();
    assert!(
        folder
            .expect(1, "lock")
            .err
            .contains("error[edited-after-release]")
    );
    assert_eq!(folder.files(), before);

    // Two sides that contradict each other are for a person to settle.
    let other = format!("{released} amended \"typo\"");
    folder.write(
        LOCK,
        &format!("<<<<<<< a\n{released}\n=======\n{other}\n>>>>>>> b\n"),
    );
    let before = folder.files();
    let ran = folder.expect(1, "lock");
    assert!(
        ran.err
            .contains("keep the released lines of both sides, one for each revision"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);
}

#[test]
fn every_reason_stays() {
    let folder = two();
    folder.expect(0, "lock --release");
    for reason in ["one", "two"] {
        let text = folder.read("migrations/b.sql");
        folder.write("migrations/b.sql", &format!("{text}-- {reason}\n"));
        folder.expect(0, &format!("lock --amend b --reason {reason}"));
    }
    assert!(
        folder.read(LOCK).contains("amended \"one\", \"two\"\n"),
        "{}",
        folder.read(LOCK)
    );
    folder.expect(0, "check");
}

#[test]
fn a_released_revision_does_not_come_behind_a_draft() {
    let folder = two();
    folder.expect(0, "lock --release");
    folder.write("migrations/x.sql", &revision("x", "a"));
    folder.write("migrations/b.sql", &revision("b", "x"));
    let before = folder.files();
    let ran = folder.expect(2, "lock --amend b --reason inserted");
    assert!(
        ran.err
            .contains("revision `b` is released and would follow `x`, a draft"),
        "{}",
        ran.err
    );
    assert_eq!(folder.files(), before);

    // A lock that says so all the same, from an earlier version or by hand.
    folder.write("migrations/b.sql", &revision("b", "a"));
    std::fs::remove_file(folder.0.join("migrations/x.sql")).unwrap();
    folder.expect(0, "check");
    let lock = folder
        .read(LOCK)
        .replacen("\na : released", "\na : draft #", 1);
    let lock: Vec<String> = lock
        .lines()
        .map(|line| line.split(" #").next().unwrap().to_owned())
        .collect();
    folder.write(LOCK, &(lock.join("\n") + "\n"));
    let ran = folder.expect(1, "check");
    assert!(
        ran.err.contains(
            "error[released-behind-draft]: revision `b` is released and follows `a`, a draft"
        ),
        "{}",
        ran.err
    );
    folder.expect(1, "lock");
    assert_eq!(folder.expect(0, "lock --release a").out, "released a\n");
    folder.expect(0, "check");
}

#[test]
fn amendments_that_wait_for_others_say_so() {
    let folder = two();
    folder.expect(0, "lock --release");
    // Renamed, with its child: the child follows a name that the lock does not know yet.
    let text = folder
        .read("migrations/a.sql")
        .replace("revision: a\n", "revision: aa\n");
    std::fs::remove_file(folder.0.join("migrations/a.sql")).unwrap();
    folder.write("migrations/aa.sql", &text);
    folder.write("migrations/b.sql", &revision("b", "aa"));
    let ran = folder.expect(2, "lock --amend b --reason name");
    assert!(
        ran.err
            .contains("settle that first, with `pgbindgen lock --amend a --reason TEXT`"),
        "{}",
        ran.err
    );
    folder.expect(0, "lock --amend a --reason name");
    folder.expect(0, "lock --amend b --reason name");
    folder.expect(0, "check");

    // Gone, with a child that follows nothing now.
    std::fs::remove_file(folder.0.join("migrations/aa.sql")).unwrap();
    folder.write("migrations/b.sql", &revision("b", "none"));
    let ran = folder.expect(2, "lock --amend aa --reason gone");
    assert!(
        ran.err
            .contains("settle `b` first, with `pgbindgen lock --amend b --reason TEXT`"),
        "{}",
        ran.err
    );
    folder.expect(0, "lock --amend b --reason gone");
    folder.expect(0, "lock --amend aa --reason gone");
    folder.expect(0, "check");
}

#[test]
fn a_directory_in_place_of_the_lock() {
    let folder = two();
    std::fs::create_dir(folder.0.join(LOCK)).unwrap();
    for command in [
        "check",
        "lock",
        "new x",
        "history",
        "generate --out out",
        "dump catalog",
    ] {
        let ran = folder.expect(2, command);
        assert!(
            ran.err
                .contains("`migrations/migrations.lock` is a directory: it has to be a file"),
            "{command}: {}",
            ran.err
        );
    }
}
