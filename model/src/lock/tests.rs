use super::*;
use crate::checksum;

fn sample() -> Lock {
    let mut lock = Lock::default();
    lock.add_draft("a", &[]).unwrap();
    lock.add_draft("b", &["a"]).unwrap();
    lock.add_draft("c", &["a"]).unwrap();
    lock.add_draft("d", &["b", "c"]).unwrap();
    lock.release("a", checksum("a")).unwrap();
    lock.release("b", checksum("b")).unwrap();
    lock
}

fn errors(text: &str) -> Vec<String> {
    Lock::parse(text)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn prints_and_parses() {
    let text = sample().to_string();
    assert!(text.starts_with("heads: d\n"), "{text}");
    assert!(text.ends_with("\nd <- b, c : draft\n"), "{text}");
    let read = Lock::parse(&text).unwrap();
    assert_eq!(read.to_string(), text);
    let range = read.entry("d").unwrap().range.clone();
    assert_eq!(&text[range], "d <- b, c : draft");
    assert_eq!(&text[read.heads_range()], "heads: d");
    let windows = text.replace('\n', "\r\n");
    assert_eq!(Lock::parse(&windows).unwrap().to_string(), text);
}

#[test]
fn empty_lock_round_trips() {
    let text = Lock::default().to_string();
    assert_eq!(Lock::parse(&text).unwrap().to_string(), text);
    assert!(errors("")[0].contains("the lock is empty"));
}

#[test]
fn odd_ids_are_quoted() {
    let mut lock = Lock::default();
    lock.add_draft("V1__a b, \"c\" <- \\", &[]).unwrap();
    lock.add_draft("", &["V1__a b, \"c\" <- \\"]).unwrap();
    lock.add_draft("größe", &[""]).unwrap();
    let text = lock.to_string();
    assert_eq!(Lock::parse(&text).unwrap().to_string(), text);
    assert_eq!(Lock::parse(&text).unwrap().heads(), ["größe"]);
}

#[test]
fn conflict_markers_are_explained() {
    let text = "<<<<<<< HEAD\nheads: b\n=======\nheads: c\n>>>>>>> other\n";
    let found = errors(text);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("line 1: the marks of a merge conflict"),
        "{found:?}"
    );
}

#[test]
fn faults_name_their_lines() {
    let sum = checksum("");
    let found = errors(&format!(
        "heads: b\n\na : released sha256:123\nb <- a : drafty\nc <- : draft\nd : released {sum}\n"
    ));
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(
        found[0].starts_with("line 3: `123`: a checksum has 64"),
        "{found:?}"
    );
    assert!(
        found[1].starts_with("line 4: expected the state"),
        "{found:?}"
    );
    assert!(
        found[2].starts_with("line 5: expected a revision's id, found `:`"),
        "{found:?}"
    );
    assert!(
        found[3].starts_with("line 6: expected `sha256:`"),
        "{found:?}"
    );

    assert!(errors("a : draft\n")[0].contains("the first line of a lock is `heads:`"));
    assert!(errors("heads: a\nb : draft\n")[0].contains("lead to `b`"));
    assert!(errors("heads: a\na : draft\na : draft\n")[0].contains("is here twice"));
    assert!(errors("heads: b\nb <- a : draft\n")[0].contains("which is not in the lock"));
    assert!(errors("heads: b\nb <- a : draft\na : draft\n")[0].contains("before its parent"));
    assert!(errors("heads: b\nb <- b : draft\n")[0].contains("follows itself"));
    assert!(errors("heads: b\na : draft amended \"x\n")[0].contains("closing double quote"));
}

#[test]
fn released_entries_only_change_by_amendment() {
    let mut lock = sample();
    assert!(
        lock.drop_draft("a")
            .unwrap_err()
            .to_string()
            .contains("--amend a")
    );
    assert!(lock.reparent_draft("b", &[]).is_err());
    assert!(
        lock.release("d", checksum("d"))
            .unwrap_err()
            .to_string()
            .contains("`c`")
    );
    let edited = Amendment::Edited {
        checksum: checksum("b2"),
        parents: vec!["a".into()],
    };
    assert!(lock.amend("b", edited.clone(), "  ").is_err());
    lock.amend("b", edited.clone(), "typo \"in\" a\ncomment")
        .unwrap();
    assert!(
        lock.amend("c", edited, "why")
            .unwrap_err()
            .to_string()
            .contains("draft")
    );
    let text = lock.to_string();
    assert!(
        text.contains(r#"amended "typo \"in\" a\ncomment""#),
        "{text}"
    );
    assert_eq!(Lock::parse(&text).unwrap().to_string(), text);
}

#[test]
fn every_reason_stays() {
    let mut lock = sample();
    for (n, reason) in ["first", "second, \"quoted\"", "third"].iter().enumerate() {
        let edited = Amendment::Edited {
            checksum: checksum(&n.to_string()),
            parents: vec!["a".into()],
        };
        lock.amend("b", edited, reason).unwrap();
    }
    let renamed = Amendment::Renamed {
        to: "b1".into(),
        checksum: checksum("b1"),
    };
    lock.amend("b", renamed, "fourth").unwrap();
    let text = lock.to_string();
    assert!(
        text.contains(
            r#" amended "first", "second, \"quoted\"", "third", "renamed from b: fourth""#
        ),
        "{text}"
    );
    let read = Lock::parse(&text).unwrap();
    assert_eq!(read.to_string(), text);
    assert_eq!(read.entry("b1").unwrap().amended.len(), 4);
}

#[test]
fn a_released_revision_never_follows_a_draft() {
    let mut lock = sample();
    let before = lock.clone();
    let behind = Amendment::Edited {
        checksum: checksum("b"),
        parents: vec!["c".into()],
    };
    let error = lock.amend("b", behind, "inserted").unwrap_err().to_string();
    assert!(error.contains("would follow `c`, a draft"), "{error}");
    assert_eq!(lock, before);
}

#[test]
fn what_is_released_survives_a_conflict() {
    let lock = sample();
    let a_and_b: Vec<String> = lock.entries()[..2]
        .iter()
        .map(ToString::to_string)
        .collect();
    let text = format!(
        "<<<<<<< ours\nheads: d\n||||||| base\nheads: c\nz : released sha256:{}\n=======\nheads: e\n>>>>>>> theirs\n\n\
         {}\n<<<<<<< ours\n{}\nd <- b : draft\n=======\n{}\ne <- c : draft\n>>>>>>> theirs\n",
        checksum("z"),
        a_and_b[0],
        a_and_b[1],
        a_and_b[1],
    );
    let recovered = Lock::recover(&text).unwrap();
    let lines: Vec<String> = recovered
        .entries()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(lines, a_and_b);
    assert_eq!(recovered.heads(), ["b"]);

    // Without its first line, and out of order.
    let text = format!("{}\n{}\n", a_and_b[1], a_and_b[0]);
    let ids: Vec<String> = Lock::recover(&text)
        .unwrap()
        .entries()
        .iter()
        .map(|entry| entry.id.clone())
        .collect();
    assert_eq!(ids, ["a", "b"]);
    let message = |text: &str| Lock::recover(text).unwrap_err()[0].to_string();
    let other = a_and_b[0].replace("sha256:", "sha256:0");
    assert!(message(&other).contains("a checksum has 64"));
    let other = format!("{}\n{} amended \"x\"\n", a_and_b[0], a_and_b[0]);
    assert!(message(&other).starts_with("line 2: two lines say different things"));
    assert!(message(&a_and_b[1]).contains("follows `a`, whose line is not here"));
    assert!(message("what : ever\n").contains("expected the state"));
}

#[test]
fn renamed_and_removed() {
    let mut lock = sample();
    let renamed = Amendment::Renamed {
        to: "a1".into(),
        checksum: checksum("a1"),
    };
    lock.amend("a", renamed, "hyphens").unwrap();
    assert_eq!(lock.entry("b").unwrap().parents, ["a1"]);
    assert!(
        lock.amend("b", Amendment::Removed, "never applied")
            .is_err()
    );
    lock.reparent_draft("d", &["c"]).unwrap();
    lock.amend("b", Amendment::Removed, "never applied")
        .unwrap();
    let text = lock.to_string();
    assert!(
        text.contains("b <- a1 : removed amended \"never applied\""),
        "{text}"
    );
    assert_eq!(Lock::parse(&text).unwrap().to_string(), text);
    assert_eq!(lock.heads(), ["d"]);
}

#[test]
fn reparenting_keeps_order_and_refuses_cycles() {
    let mut lock = Lock::default();
    for (id, parents) in [("a", vec![]), ("b", vec!["a"]), ("c", vec!["a"])] {
        lock.add_draft(id, &parents).unwrap();
    }
    lock.reparent_draft("b", &["c"]).unwrap();
    let ids: Vec<_> = lock.entries().iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["a", "c", "b"]);
    assert!(lock.reparent_draft("a", &["b"]).is_err());
}

#[test]
fn drafts_follow_the_chain() {
    let mut lock = sample();
    let changes = lock.update_drafts(&[("a", &[]), ("b", &["a"]), ("e", &["b"]), ("c", &["e"])]);
    assert_eq!(
        changes,
        [
            Change::Added("e".into()),
            Change::Reparented("c".into()),
            Change::Dropped("d".into()),
        ]
    );
    let text = lock.to_string();
    assert!(text.ends_with("e <- b : draft\nc <- e : draft\n"), "{text}");
    Lock::parse(&text).unwrap();

    // Released and gone from the chain: the entry stays.
    lock.update_drafts(&[("a", &[])]);
    assert!(lock.entry("b").is_some());
}
