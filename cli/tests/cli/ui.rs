//! What the user reads: every folder of `tests/ui` and `tests/chain` through
//! the command, and the same report through a build script and the macro.
//!
//! `cargo xtask bless`, or `PGBINDGEN_BLESS=1`, accepts changed output.

use pgbindgen_codegen::check::RULES;
use pgbindgen_codegen::diag::codes::{CODES, SQLSTATES};
use pgbindgen_codegen::{Options, Project, analyze, report};
use pgbindgen_tests::package::{Package, Way, workspace};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn cases(folder: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(workspace().join("tests").join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(cases.len() > 20, "{folder}");
    cases
}

fn check(case: &Path, format: &str) -> (i32, String, String) {
    run(case, &["check", "--message-format", format])
}

fn run(case: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_pgbindgen"))
        .args(args)
        .args(["--color", "never"])
        .current_dir(case)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// The codes that have no case, each with the reason.
const WITHOUT_CASE: &[(&str, &str)] = &[
    (
        "54001",
        "what nests deeper than is read is not judged: the server's own limit is a setting",
    ),
    (
        "55P04",
        "the rule enum-value-used-in-same-transaction reports it",
    ),
    (
        "file-too-large",
        "64 MB are not kept in a repository: a test of the reader makes them",
    ),
    (
        "type-without-binding",
        "every type that a statement can name today has a Rust type: a test of the table holds it",
    ),
];

/// What a user can be told has a case here: each fault of the chain, of a file,
/// of the configuration, each SQLSTATE, each rule.
#[test]
fn every_code_has_a_case() {
    let mut shown = BTreeSet::new();
    for case in cases("ui").into_iter().chain(cases("chain")) {
        let text = fs::read_to_string(case.join("expected.txt")).unwrap();
        for line in text.lines() {
            let rest = line
                .strip_prefix("error[")
                .or(line.strip_prefix("warning["));
            shown.extend(
                rest.and_then(|rest| rest.split(']').next())
                    .map(str::to_owned),
            );
        }
    }
    let own = CODES.iter().map(|code| code.code);
    let states = SQLSTATES.iter().map(|(state, _)| *state);
    let rules = RULES.iter().map(|rule| rule.name);
    let without: BTreeSet<&str> = own
        .chain(states)
        .chain(rules)
        .filter(|code| !shown.contains(*code))
        .collect();
    let excused: BTreeSet<&str> = WITHOUT_CASE.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        without, excused,
        "a code needs a folder in tests/ui that shows it"
    );
}

/// Every folder is listed with what is in it.
#[test]
fn every_case_is_described() {
    let readme = fs::read_to_string(workspace().join("tests/ui/README.md")).unwrap();
    let listed: BTreeSet<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let there = cases("ui");
    let there: BTreeSet<&str> = there
        .iter()
        .map(|case| case.file_name().unwrap().to_str().unwrap())
        .collect();
    assert_eq!(listed, there);
}

/// What a help line may begin with: it says what to do.
const VERBS: &[&str] = &[
    "add",
    "begin",
    "bring",
    "cast",
    "change",
    "choose",
    "close",
    "compare",
    "compute",
    "create",
    "declare",
    "double",
    "drop",
    "end",
    "fill",
    "give",
    "join",
    "keep",
    "leave",
    "let",
    "list",
    "mend",
    "move",
    "name",
    "partition",
    "put",
    "read",
    "remove",
    "rename",
    "repeat",
    "restore",
    "return",
    "rewrite",
    "run",
    "save",
    "say",
    "set",
    "shorten",
    "specify",
    "take",
    "undo",
    "use",
    "write",
];

/// Whoever is told a fault is told what to do, and that first.
#[test]
fn every_report_says_what_to_do() {
    let mut reports = 0;
    let mut without = Vec::new();
    for case in cases("ui").into_iter().chain(cases("chain")) {
        let text = fs::read_to_string(case.join("expected.txt")).unwrap();
        for report in text.split("\n\n") {
            if !report.starts_with("error[") && !report.starts_with("warning[") {
                continue;
            }
            reports += 1;
            let help = report.lines().find_map(|line| {
                let line = line.trim_start();
                line.strip_prefix("= help: ")
                    .or_else(|| line.strip_prefix("help: "))
            });
            let word = help.and_then(|help| help.split([' ', ':']).next());
            if word.is_none_or(|word| VERBS.binary_search(&word).is_err()) {
                let title = report.lines().next().unwrap_or_default();
                without.push(format!("{}: {title}\n  {help:?}", case.display()));
            }
        }
    }
    assert!(VERBS.is_sorted());
    assert!(reports > 200, "{reports}");
    assert!(
        without.is_empty(),
        "a help line that begins with a verb is missing:\n{}",
        without.join("\n")
    );
}

/// Compares with a golden, or accepts the text.
fn golden(path: &Path, text: &str, wrong: &mut Vec<String>) {
    if std::env::var_os("PGBINDGEN_BLESS").is_some() {
        fs::write(path, text).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected != text {
        let diff = similar::TextDiff::from_lines(expected.as_str(), text)
            .unified_diff()
            .header("expected", "found")
            .to_string();
        wrong.push(format!("{}\n{diff}", path.display()));
    }
}

/// The text of each `compile_error!`, as a build script and the macro have it.
fn compile_errors(case: &Path) -> Vec<String> {
    let options = Options::default().base(case);
    let project = Project::load(case, &options).unwrap();
    report::compile_errors(&analyze(&project).diagnostics, &project.sources)
}

/// What the command prints of the same fault: rustc puts `error: ` before the
/// text, and the code is at the end of its first line.
fn as_printed(text: &str) -> String {
    let (first, body) = text.split_once('\n').unwrap_or((text, ""));
    let (message, code) = first.rsplit_once(" [").unwrap();
    let code = code.strip_suffix(']').unwrap();
    format!("error[{code}]: {message}\n{body}")
}

#[test]
fn every_case_reads_as_expected() {
    let mut wrong = Vec::new();
    for case in cases("ui") {
        let (code, out, err) = check(&case, "human");
        assert_eq!(out, "", "{}", case.display());
        assert_eq!(
            code == 1,
            err.contains("\nerror: ") || err.starts_with("error"),
            "{}\n{err}",
            case.display()
        );
        golden(&case.join("expected.txt"), &err, &mut wrong);
        let json = case.join("expected.json");
        if json.exists() {
            golden(&json, &check(&case, "json").1, &mut wrong);
        }
    }
    assert!(
        wrong.is_empty(),
        "accept with `cargo xtask bless`:\n{}",
        wrong.join("\n")
    );
}

/// The third way in: files that are checked in. It tells the same faults, and
/// writes nothing where there is one.
#[test]
fn generate_says_what_check_says() {
    let out =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("generated-{}", std::process::id()));
    let mut faulty = 0;
    for case in cases("ui").into_iter().chain(cases("chain")) {
        let (code, _, checked) = check(&case, "human");
        // Each ends with what it found when nothing is wrong.
        let told = |text: &str| -> Vec<String> {
            let is_end = |line: &str| {
                line.contains(" valid on PostgreSQL ")
                    || line.ends_with(" up to date")
                    || line.starts_with("note: there are no migrations")
            };
            // `check` alone counts what it can mend.
            let text = text.split("`pgbindgen check --fix` mends").next();
            let text = text.unwrap_or_default().trim_end();
            let lines = text.lines().filter(|line| code == 1 || !is_end(line));
            let mut lines: Vec<String> = lines.map(str::to_owned).collect();
            while lines.last().is_some_and(String::is_empty) {
                lines.pop();
            }
            lines
        };
        let dir = out.to_str().unwrap();
        for args in [
            &["generate", "--out", dir] as &[&str],
            &["generate", "--check", "--out", dir],
        ] {
            let (generated, said, err) = run(&case, args);
            let at = format!("{}: {args:?}\n{err}", case.display());
            assert_eq!(generated, code, "{at}");
            assert_eq!(told(&err), told(&checked), "{at}");
            assert_eq!(out.exists(), code == 0, "{at}");
            assert!(code == 0 || said.is_empty(), "{at}");
        }
        faulty += code;
        if out.exists() {
            fs::remove_dir_all(&out).unwrap();
        }
    }
    assert!(faulty > 100, "{faulty}");
}

#[test]
fn a_build_says_what_the_command_says() {
    for case in cases("ui").into_iter().chain(cases("chain")) {
        let (code, _, printed) = check(&case, "human");
        let errors = compile_errors(&case);
        assert_eq!(
            code == 1,
            !errors.is_empty(),
            "{}\n{printed}",
            case.display()
        );
        for text in errors {
            let text = as_printed(&text);
            assert!(
                printed.contains(&text),
                "{}: expected\n{text}\nin\n{printed}",
                case.display()
            );
        }
    }
}

/// A fault of the chain, one of the SQL and one of a rule through the real cargo, in
/// both ways: the same texts as above, as diagnostics of rustc's, and no panic.
#[test]
fn cargo_shows_the_report() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    for (case, way) in [
        ("ui/several_at_once", Way::BuildScript),
        ("ui/several_at_once", Way::Macro),
        ("ui/odd_names", Way::Macro),
        ("ui/float_money", Way::BuildScript),
        ("ui/float_money", Way::Macro),
        ("chain/two_heads", Way::BuildScript),
        ("chain/two_heads", Way::Macro),
    ] {
        let from = workspace().join("tests").join(case);
        let package = Package::new("shown", way, "migrations", &target).unwrap();
        for entry in fs::read_dir(from.join("migrations")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            package.write(&format!("migrations/{name}"), &text).unwrap();
        }
        // The whole build has what the check has.
        let command = if case == "ui/several_at_once" {
            "build"
        } else {
            "check"
        };
        let built = package.cargo(command, &["--message-format=json"]).unwrap();
        assert!(!built.success, "{case}");
        for word in ["panicked at", "stack backtrace", "custom build command"] {
            let all = [&built.stdout, &built.stderr];
            assert!(
                !all.iter().any(|text| text.contains(word)),
                "{case}: {word}\n{all:?}"
            );
        }
        let shown: Vec<String> = built
            .stdout
            .lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|message| message["reason"] == "compiler-message")
            .filter_map(|message| Some(message["message"]["message"].as_str()?.to_owned()))
            .collect();
        let expected = compile_errors(&from);
        assert!(!expected.is_empty());
        for text in expected {
            assert!(
                shown.contains(&text),
                "{case}: expected\n{text}\namong\n{}",
                shown.join("\n---\n")
            );
        }
    }
}
