//! The lock; the rest is in `tests/chain`, a folder a case.

use super::*;
use crate::diag::{Color, render_all, sort};
use crate::source::{Config, Input};
use pgbindgen_model::lock::Lock;
use std::path::PathBuf;

fn project(files: &[(&str, &str)], lock: Option<&str>) -> Project {
    let mut sources = SourceMap::default();
    let lock = lock.map(|text| sources.add("migrations.lock", text));
    let inputs = files
        .iter()
        .map(|(name, text)| Input::new(*name, sources.add(*name, *text)))
        .collect();
    Project::of_texts(PathBuf::new(), Config::default(), sources, inputs, lock)
}

fn report(files: &[(&str, &str)], lock: &str) -> (Chain, String) {
    let project = project(files, Some(lock));
    let mut out = Vec::new();
    let chain = Chain::build(&project, &mut out);
    sort(&mut out);
    (chain, render_all(&out, &project.sources, Color::Never))
}

const A: (&str, &str) = (
    "a.sql",
    "-- revision: a\n-- down_revision: none\n-- +up\n-- +down\n",
);
const B: (&str, &str) = (
    "b.sql",
    "-- revision: b\n-- down_revision: a\n-- +up\n-- +down\n",
);

/// `a` and `b`, both released.
fn lock() -> String {
    let mut lock = Lock::default();
    lock.add_draft("a", &[]).unwrap();
    lock.release("a", pgbindgen_model::checksum(A.1)).unwrap();
    lock.add_draft("b", &["a"]).unwrap();
    lock.release("b", pgbindgen_model::checksum(B.1)).unwrap();
    lock.to_string()
}

fn titles(report: &str) -> Vec<&str> {
    let is_title = |line: &&str| line.starts_with("error[") || line.starts_with("warning[");
    report.lines().filter(is_title).collect()
}

#[test]
fn unchanged() {
    let crlf = B.1.replace('\n', "\r\n");
    let (chain, report) = report(&[A, ("b.sql", &crlf)], &lock());
    assert_eq!(report, "");
    assert!(chain.sound);
    assert!(
        chain
            .revisions
            .iter()
            .all(|revision| revision.state == State::Released)
    );
}

#[test]
fn without_a_lock_all_is_draft() {
    let project = project(&[A, B], None);
    let mut out = Vec::new();
    let chain = Chain::build(&project, &mut out);
    assert!(out.is_empty() && chain.sound);
    assert!(
        chain
            .revisions
            .iter()
            .all(|revision| revision.state == State::Draft)
    );
    assert_eq!(chain.heads()[0].id.value, "b");
}

#[test]
fn edited() {
    let (chain, report) = report(&[A, ("b.sql", &format!("{}-- x\n", B.1))], &lock());
    assert_eq!(
        titles(&report),
        ["error[edited-after-release]: revision `b` is released, and its file was edited since"]
    );
    assert!(
        report.contains("pgbindgen lock --amend b --reason TEXT"),
        "{report}"
    );
    assert!(report.contains("migrations.lock:5:1"), "{report}");
    assert!(chain.sound, "an edited file has an order all the same");
}

#[test]
fn missing() {
    let (_, report) = report(&[A], &lock());
    assert_eq!(
        titles(&report),
        ["error[missing-released]: revision `b` is released, and its file is missing"]
    );
}

#[test]
fn renamed() {
    let renamed = B.1.replace("revision: b", "revision: bb");
    let (_, report) = report(&[A, ("bb.sql", &renamed)], &lock());
    assert_eq!(
        titles(&report),
        ["error[renamed-after-release]: revision `b` is released, and is called `bb` now"]
    );
}

#[test]
fn reparented() {
    let c = (
        "c.sql",
        "-- revision: c\n-- down_revision: a\n-- +up\n-- +down\n",
    );
    let b = B.1.replace("down_revision: a", "down_revision: c");
    let (_, report) = report(&[A, ("b.sql", &b), c], &lock());
    assert_eq!(
        titles(&report),
        [
            "warning[stale-lock]: the lock is not up to date with the drafts",
            "error[reparented-after-release]: revision `b` is released and follows `c` now, not `a`",
        ]
    );
    assert!(report.contains("`c` is not in it"), "{report}");
}

#[test]
fn a_lock_with_conflict_marks() {
    let text = format!("<<<<<<< HEAD\n{}=======\n>>>>>>> other\n", lock());
    let (chain, report) = report(&[A, B], &text);
    assert_eq!(titles(&report).len(), 1, "{report}");
    assert!(report.contains("error[invalid-lock]"), "{report}");
    assert!(
        report.contains("help: run `pgbindgen lock`: it keeps the released lines"),
        "{report}"
    );
    assert!(chain.sound);
}

#[test]
fn released_behind_a_draft() {
    let b = pgbindgen_model::checksum(B.1);
    let text = format!("heads: b\n\na : draft\nb <- a : released sha256:{b}\n");
    let (chain, report) = report(&[A, B], &text);
    assert_eq!(
        titles(&report),
        ["error[released-behind-draft]: revision `b` is released and follows `a`, a draft"]
    );
    assert!(
        report.contains("run `pgbindgen lock --release a`"),
        "{report}"
    );
    assert!(chain.sound);
}

#[test]
fn corrected_ids() {
    for (id, expected) in [
        ("2025-08-17 Init", "2025_08_17_init"),
        ("LİSANS_süresi", "lisans_suresi"),
        ("a@b+c:d", "a_b_c_d"),
        ("日", "_"),
    ] {
        assert_eq!(corrected(id), expected);
    }
}

/// A thousand revisions in one line, deep and fast enough.
#[test]
fn a_long_chain() {
    let texts: Vec<(String, String)> = (0..1000)
        .map(|i| {
            let parent = if i == 0 {
                "none".to_owned()
            } else {
                format!("r{}", i - 1)
            };
            (
                format!("r{i}.sql"),
                format!("-- revision: r{i}\n-- down_revision: {parent}\n-- +up\n-- +down\n"),
            )
        })
        .collect();
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let project = project(&files, None);
    let mut out = Vec::new();
    let chain = Chain::build(&project, &mut out);
    assert!(out.is_empty());
    assert_eq!(chain.revisions[999].id.value, "r999");
}
