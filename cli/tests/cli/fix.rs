//! `check --fix`: every edit that a diagnostic carries, made and judged again.

use crate::{Folder, revision, two};
use pgbindgen_tests::package::workspace;
use std::fs;
use std::path::Path;

/// A fault with an edit.
struct Case {
    code: &'static str,
    files: Vec<(&'static str, String)>,
    /// Whether it is made only with `--suggestions`.
    suggestion: bool,
    /// What no edit mends and is left, by code: a file's name.
    left: &'static [&'static str],
}

fn case(code: &'static str, files: &[(&'static str, &str)]) -> Case {
    Case {
        code,
        files: files
            .iter()
            .map(|(name, text)| (*name, (*text).to_owned()))
            .collect(),
        suggestion: false,
        left: &[],
    }
}

fn suggestion(code: &'static str, files: &[(&'static str, &str)]) -> Case {
    Case {
        suggestion: true,
        ..case(code, files)
    }
}

/// A revision with a function in PL/pgSQL.
fn body(statements: &str) -> String {
    format!(
        "-- revision: a\n-- irreversible: why\n-- +up\n\
         CREATE FUNCTION one(n int) RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n    {statements}\nEND $$;\n"
    )
}

/// One for each place in the sources that makes a fix; those of rules are tested
/// with their pages.
fn every_fix() -> Vec<Case> {
    const A: &str = "migrations/a.sql";
    const B: &str = "migrations/b.sql";
    const CONFIG: &str = "pgbindgen.toml";
    let a = revision("a", "none");
    let b = revision("b", "a");
    vec![
        suggestion(
            "config-unknown-key",
            &[(CONFIG, "migratons = \"migrations\"\n"), (A, &a)],
        ),
        suggestion(
            "invalid-migration",
            &[
                ("migrations/2026-01-01-000000_init/up.sql", "SELECT 1;\n"),
                (
                    "migrations/2026-01-01-000000_init/metadata.toml",
                    "run-in-transaction = false\n",
                ),
            ],
        ),
        case(
            "needless-effect",
            &[(
                A,
                "-- revision: a\n-- irreversible: why\n-- +up\n-- pgbindgen: no-effect\nSELECT 1;\n",
            )],
        ),
        // An id that is missing, and a header that is.
        case("missing-revision", &[(A, &a.replace(": a\n", ":\n"))]),
        case(
            "missing-revision",
            &[(A, &a.replace("-- revision: a\n", ""))],
        ),
        case("missing-up", &[(A, &a.replace("-- +up\n", ""))]),
        suggestion(
            "unknown-header",
            &[(A, &a), (B, &b.replace("down_revision", "down_revsion"))],
        ),
        case("unknown-section", &[(A, &a.replace("-- +up", "--+UP"))]),
        suggestion("two-roots", &[(A, &a), (B, &revision("b", "none"))]),
        suggestion("no-root", &[(A, &revision("a", "zzzzzzzz")), (B, &b)]),
        suggestion(
            "two-heads",
            &[(A, &a), (B, &b), ("migrations/c.sql", &revision("c", "a"))],
        ),
        suggestion("missing-parent", &[(A, &a), (B, &revision("b", "aa"))]),
        suggestion("duplicate-id", &[(A, &a), (B, &revision("a", "a"))]),
        Case {
            // The file has to be renamed, too.
            left: &["id-unlike-file-name"],
            ..suggestion(
                "illegal-characters",
                &[
                    ("migrations/a-b.sql", &revision("a-b", "none")),
                    ("migrations/c.sql", &revision("c", "a-b")),
                ],
            )
        },
        suggestion("id-unlike-file-name", &[(A, &a), ("migrations/c.sql", &b)]),
        suggestion(
            "unknown-revision",
            &[(CONFIG, "[rules]\nsince = \"aa\"\n"), (A, &a)],
        ),
        suggestion(
            "invalid-header",
            &[(
                A,
                "-- revision: a\n-- down_revision: none\n-- +up\n-- irreversible: why\n\
                 CREATE TABLE notes (id bigint PRIMARY KEY);\n",
            )],
        ),
        case(
            "invalid-header",
            &[(A, &a.replace("down_revision:", "down_revision ="))],
        ),
        case("invalid-header", &[(A, &a.replace("none", "None"))]),
        case(
            "invalid-header",
            &[
                (A, &a),
                (B, &b.replace("-- down_revision", "# down_revision")),
            ],
        ),
        case(
            "missing-parent",
            &[
                (A, &a),
                (B, &b),
                ("migrations/c.sql", &revision("c", "a")),
                ("migrations/d.sql", &revision("d", "b c")),
            ],
        ),
        suggestion(
            "unknown-section",
            &[
                (CONFIG, "layout = \"dbmate\"\n"),
                (
                    "migrations/1_notes.sql",
                    "-- migrate:up\nCREATE TABLE notes (id bigint PRIMARY KEY);\n-- migrate:dwon\nDROP TABLE notes;\n",
                ),
            ],
        ),
        suggestion(
            "invalid-migration",
            &[
                (CONFIG, "layout = \"dbmate\"\n"),
                (
                    "migrations/1_notes.sql",
                    "-- migrate:up transaction=false\nCREATE TABLE notes (id bigint PRIMARY KEY);\n-- migrate:down\nDROP TABLE notes;\n",
                ),
            ],
        ),
        suggestion(
            "42601",
            &[(
                A,
                "-- revision: a\n-- down_revision: none\n-- irreversible: why\n-- +up\n\
                 CREATE TABLE notes (\n    id bigint PRIMARY KEY\n    title text\n);\n",
            )],
        ),
        // What the older of two versions takes.
        suggestion(
            "42601",
            &[(
                A,
                "-- revision: a\n-- down_revision: none\n-- irreversible: why\n-- +up\n\
                 CREATE TABLE notes (\n    id bigint PRIMARY KEY,\n    \
                 twice bigint GENERATED ALWAYS AS (id * 2)\n);\n",
            )],
        ),
        case(
            "unused-allow",
            &[(
                A,
                &a.replace(
                    "+up\n",
                    "+up\n-- pgbindgen: allow(float-money) not needed\n",
                ),
            )],
        ),
        // In a body: a semicolon that is missing, and a word.
        suggestion("42601", &[(A, &body("n := 1\n    RETURN n;"))]),
        suggestion("42601", &[(A, &body("RETRUN n;"))]),
        suggestion(
            "unknown-rule",
            &[(CONFIG, "[rules]\nflaot-money = \"warn\"\n"), (A, &a)],
        ),
    ]
}

/// Others that the same places make.
fn more_fixes() -> Vec<Case> {
    const A: &str = "migrations/a.sql";
    vec![
        suggestion(
            "unknown-section",
            &[(
                A,
                &revision("a", "none")
                    .replace("-- +up", "-- up")
                    .replace("-- +down", "-- down"),
            )],
        ),
        suggestion(
            "unknown-header",
            &[
                (A, &revision("a", "none")),
                (
                    "migrations/b.sql",
                    &revision("b", "a").replace("down_revision", "parent"),
                ),
            ],
        ),
        suggestion(
            "42804",
            &[(
                A,
                "-- revision: a\n-- irreversible: why\n-- +up\n\
                 CREATE TABLE notes (id bigint PRIMARY KEY, done int DEFAULT 0);\n\
                 ALTER TABLE notes ALTER done TYPE boolean USING done <> 0;\n",
            )],
        ),
    ]
}

#[test]
fn every_fix_leaves_what_checks_clean() {
    for case in every_fix().into_iter().chain(more_fixes()) {
        let files: Vec<(&str, &str)> = case
            .files
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        let code = case.code;
        let folder = Folder::new(&files);
        let bracketed = format!("[{code}]");
        let before = folder.run("check");
        assert!(before.err.contains(&bracketed), "{code}\n{}", before.err);
        assert_eq!(
            before.err.contains("pgbindgen check --fix` mends"),
            !case.suggestion,
            "{code}\n{}",
            before.err
        );
        if case.suggestion {
            // Not unseen.
            let files = folder.files();
            let ran = folder.run("check --fix");
            assert!(ran.err.contains("nothing to mend\n"), "{code}\n{}", ran.err);
            assert_eq!(folder.files(), files, "{code}");
        }
        let fix = if case.suggestion {
            "check --fix --suggestions"
        } else {
            "check --fix"
        };
        // What would be done is shown first, and nothing is.
        let files = folder.files();
        let dry = folder.expect(1, &format!("{fix} --dry-run"));
        assert!(
            dry.out.contains("\n+") || dry.out.contains("\n-"),
            "{code}\n{}",
            dry.out
        );
        assert_eq!(folder.files(), files, "{code}");
        let ran = folder.run(fix);
        assert!(
            ran.out.starts_with("mended ") && ran.out.contains(code),
            "{code}\n{}",
            ran.out
        );
        let after = folder.run("check");
        assert!(!after.err.contains(&bracketed), "{code}\n{}", after.err);
        let left: Vec<&str> = after
            .err
            .lines()
            .filter_map(|line| line.strip_prefix("error[")?.split(']').next())
            .collect();
        assert_eq!(
            left,
            case.left,
            "{code}\n{}\n{:?}",
            after.err,
            folder.files()
        );
        assert_eq!((ran.code, ran.err), (after.code, after.err), "{code}");
        let again = folder.run(fix);
        assert!(
            again.err.contains("nothing to mend\n"),
            "{code}\n{}",
            again.err
        );
    }
}

/// A new fix is not forgotten above.
#[test]
fn every_fix_of_the_sources_has_a_case() {
    fn count(dir: &Path) -> usize {
        let entries = fs::read_dir(dir)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        entries
            .filter(|path| !path.ends_with("check/rules") && !path.ends_with("tests"))
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                if path.is_dir() {
                    count(&path)
                } else if path.extension().is_some_and(|ending| ending == "rs")
                    && !name.contains("test")
                {
                    let text = fs::read_to_string(&path).unwrap();
                    let code = text.split("#[cfg(test)]").next().unwrap();
                    code.matches(".with_fix(").count()
                } else {
                    0
                }
            })
            .sum()
    }
    assert_eq!(count(&workspace().join("codegen/src")), every_fix().len());
}

#[test]
fn one_run_makes_all_that_follow_from_another() {
    // The header uncovers the section, and that the comment.
    let folder = Folder::new(&[(
        "migrations/a.sql",
        "-- irreversible: x\n--+up\n-- pgbindgen: allow(float-money) not needed\nSELECT 1;\n",
    )]);
    let ran = folder.expect(0, "check --fix");
    assert_eq!(
        folder.read("migrations/a.sql"),
        "-- revision: a\n-- irreversible: x\n-- +up\nSELECT 1;\n"
    );
    assert!(
        ran.out.starts_with("mended migrations/a.sql: ") && ran.out.ends_with(", unused-allow\n"),
        "{}",
        ran.out
    );
    assert!(ran.err.contains("1 revision is valid"), "{}", ran.err);
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let folder = Folder::new(&[(
        "migrations/a.sql",
        "\u{feff}-- irreversible: x\r\n-- +up\r\n  -- pgbindgen: allow(float-money) not needed\r\nSELECT 1;\r\n",
    )]);
    folder.expect(0, "check --fix");
    assert_eq!(
        folder.read("migrations/a.sql"),
        "\u{feff}-- revision: a\r\n-- irreversible: x\r\n-- +up\r\nSELECT 1;\r\n"
    );
}

#[test]
fn what_is_released_is_left_alone() {
    let allow = |id: &str, parent: &str| {
        revision(id, parent).replace(
            "+up\n",
            "+up\n-- pgbindgen: allow(float-money) not needed\n",
        )
    };
    let folder = Folder::new(&[("migrations/a.sql", &allow("a", "none"))]);
    folder.expect(0, "lock --release");
    folder.write("migrations/b.sql", &allow("b", "a"));
    let before = folder.read("migrations/a.sql");
    let ran = folder.expect(0, "check --fix");
    assert_eq!(ran.out, "mended migrations/b.sql: unused-allow\n");
    assert!(
        ran.err
            .starts_with("left alone what is released: migrations/a.sql\n"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("migrations/a.sql"), before);
    assert_eq!(folder.read("migrations/b.sql"), revision("b", "a"));
    // Nor is a released file that is no revision any more.
    folder.write(
        "migrations/a.sql",
        "-- down_revision: none\n-- +up\nSELECT 1;\n",
    );
    let ran = folder.expect(1, "check --fix");
    assert!(
        ran.err.contains("left alone what is released"),
        "{}",
        ran.err
    );
    assert!(
        folder
            .read("migrations/a.sql")
            .starts_with("-- down_revision")
    );
    // What is released is not known: nothing is touched.
    folder.write("migrations/migrations.lock", "<<<<<<<\n");
    let files = folder.files();
    let ran = folder.expect(1, "check --fix --suggestions");
    assert!(ran.err.contains("nothing was mended: "), "{}", ran.err);
    assert_eq!(folder.files(), files);
}

#[test]
fn json_names_the_files_and_the_codes() {
    let folder = two();
    folder.write(
        "migrations/b.sql",
        &revision("b", "a").replace(
            "+up\n",
            "+up\n-- pgbindgen: allow(float-money) not needed\n",
        ),
    );
    let ran = folder.expect(1, "check --fix --dry-run --message-format json");
    assert!(ran.out.starts_with("{\"$message_type\":\"fixed\",\"file\":\"migrations/b.sql\",\"codes\":[\"unused-allow\"],\"diff\":\"--- "), "{}", ran.out);
    let ran = folder.expect(0, "check --fix --message-format json");
    assert_eq!(
        ran.out,
        "{\"$message_type\":\"fixed\",\"file\":\"migrations/b.sql\",\"codes\":[\"unused-allow\"]}\n"
    );
    folder.expect(2, "check --dry-run");
    folder.expect(2, "check --suggestions");
}
