//! Every case of `tests/cases` on PostgreSQL 15 and 18.
//!
//! `PGBINDGEN_CASE=text` runs only the cases whose path has the text in it,
//! and prints what came of each.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests stop at the first fault"
)]

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use pgbindgen_model::catalog::Known;
use pgbindgen_tests::differential::{
    Case, Counts, Pool, Verdict, Wordings, check_header, difference, judge, read_cases, read_gaps,
    read_wordings, replay, write_wordings,
};
use pgbindgen_testserver::Major;

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

fn filter() -> Option<String> {
    std::env::var("PGBINDGEN_CASE")
        .ok()
        .filter(|text| !text.is_empty())
}

/// The cases to run, each on each of its versions.
fn cases() -> Vec<Case> {
    let mut cases = read_cases(&directory()).unwrap();
    if let Some(text) = filter() {
        cases.retain(|case| case.id.contains(&text));
        assert!(!cases.is_empty(), "no case has `{text}` in its path");
    }
    cases
}

/// Runs something on each case and version, several at a time.
fn on_all<T: Send>(
    cases: &[Case],
    run: impl Fn(&Pool, &Case) -> Result<T, String> + Sync,
) -> Vec<(String, u16, Result<T, String>)> {
    let pools: Vec<&Pool> = Major::TESTED
        .iter()
        .map(|m| Pool::shared(*m).unwrap())
        .collect();
    let work: Vec<_> = pools
        .iter()
        .flat_map(|pool| cases.iter().map(move |case| (*pool, case)))
        .filter(|(pool, case)| case.runs_on(pool.major.number()))
        .collect();
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(2, usize::from) * 2;
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((pool, case)) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = run(pool, case);
                    let row = (case.id.clone(), pool.major.number(), result);
                    done.lock().unwrap().push(row);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    done
}

/// The servers do what the headers of the cases say: a case that is wrong
/// itself is told from a replay that is.
#[test]
fn headers_agree_with_the_servers() {
    let faults: Vec<_> = on_all(&cases(), check_header)
        .into_iter()
        .filter_map(|(id, major, result)| match result {
            Ok(None) => None,
            Ok(Some(fault)) | Err(fault) => Some(format!("{id} on {major}: {fault}")),
        })
        .collect();
    assert!(
        faults.is_empty(),
        "{} cases are wrong:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// The replay and the servers agree on each case, but for those of
/// `known-gaps.tsv`, which must not agree.
#[test]
fn the_replay_agrees_with_the_servers() {
    let cases = cases();
    let gaps = read_gaps(
        &directory().join("known-gaps.tsv"),
        &read_cases(&directory()).unwrap(),
    );
    let gaps = gaps.unwrap();
    let is_filtered = filter().is_some();
    let mut counts = Counts::default();
    let (mut equal, mut refused, mut known) = (0, 0, 0);
    let mut faults = Vec::new();
    let mut wordings = Wordings::new();
    let mut settled: Vec<_> = gaps.iter().map(|gap| (gap, true)).collect();
    for (id, major, result) in on_all(&cases, |pool, case| judge(pool, case, replay)) {
        let gap = settled.iter_mut().find(|(gap, _)| gap.is_about(&id, major));
        if is_filtered {
            println!("{id} on {major}: {result:?}");
        }
        match result {
            Ok(Verdict::Equal(of_case)) => {
                equal += 1;
                counts += of_case;
            }
            Ok(Verdict::Refused { wording, .. }) => {
                refused += 1;
                for wording in wording {
                    let versions = wordings.entry((id.clone(), wording)).or_default();
                    versions.push(major);
                }
            }
            Ok(Verdict::Disagree(fault)) | Err(fault) => match gap {
                Some((_, is_settled)) => {
                    known += 1;
                    *is_settled = false;
                }
                None => faults.push(format!("{id} on {major}: {fault}")),
            },
        }
    }
    for (gap, _) in settled
        .iter()
        .filter(|(_, is_settled)| *is_settled && !is_filtered)
    {
        faults.push(format!(
            "known-gaps.tsv:{}: {} passes now: take the line out",
            gap.line, gap.id
        ));
    }
    let worded = wordings.len();
    if !is_filtered {
        let list = directory().join("known-wording.tsv");
        let runs_on = |id: &str| {
            let case = cases.iter().find(|case| case.id == id);
            let tested = Major::TESTED.iter().map(|major| major.number());
            tested
                .filter(|major| case.is_some_and(|case| case.runs_on(*major)))
                .collect()
        };
        let found = write_wordings(&wordings, runs_on);
        if std::env::var_os("PGBINDGEN_BLESS").is_some() {
            std::fs::write(&list, &found).unwrap();
        }
        faults.extend(difference(&read_wordings(&list).unwrap(), &found));
    }
    println!(
        "{} cases on two versions: {equal} equal, {refused} refused alike ({worded} in other \
         words), {known} known gaps, \
         {} faults\n{counts}",
        cases.len(),
        faults.len()
    );
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// 16 and 17 have no server here: what the replay makes of a case for them is
/// what it makes for 15 or for 18, and never goes back to the older on the way.
#[test]
fn the_versions_between_are_between() {
    let mut faults = Vec::new();
    let mut equal = 0;
    for case in cases() {
        let [old, a, b, new] = [15, 16, 17, 18].map(|major| {
            let mut result = replay(&case.sql, major);
            for relation in result.iter_mut().flat_map(|catalog| &mut catalog.relations) {
                if let Known::Known(columns) = &mut relation.columns {
                    for column in columns {
                        column.not_null_name = Known::Known(None);
                    }
                }
            }
            result
        });
        let is_old = |result: &_| *result == old;
        let is_new = |result: &_| *result == new;
        if is_old(&a) && is_old(&b) && is_old(&new) {
            equal += 1;
        } else if !((is_old(&a) && is_old(&b))
            || (is_old(&a) && is_new(&b))
            || (is_new(&a) && is_new(&b)))
        {
            faults.push(format!(
                "{}: {old:?}\n16: {a:?}\n17: {b:?}\n18: {new:?}",
                case.id
            ));
        }
    }
    println!("{equal} cases are the same on all four versions");
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n\n")
    );
}
