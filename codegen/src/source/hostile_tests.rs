//! Files that are none, or not what they seem: a clear word each, and nothing
//! that hangs.

use super::tests::{A, Folder};
use super::*;
use crate::diag::{Color, render_all, sort};
use std::fs;
use std::time::{Duration, Instant};

/// The titles of a report, with the places.
fn titles(report: &str) -> Vec<&str> {
    report
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["))
        .collect()
}

/// The report of everything, from the files to the code.
fn whole(folder: &Folder) -> String {
    let project = folder.load("").unwrap();
    let mut diagnostics = crate::analyze(&project).diagnostics;
    sort(&mut diagnostics);
    render_all(&diagnostics, &project.sources, Color::Never)
}

fn revision(sql: &str) -> Vec<u8> {
    let head = "-- revision: a\n-- down_revision: none\n-- irreversible: a test\n-- +up\n";
    format!("{head}{sql}").into_bytes()
}

#[cfg(unix)]
#[test]
fn what_is_no_file() {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let folder = Folder::new(&[("migrations/a.sql", A), ("migrations/d.sql/x", b"")]);
    let at = |name: &str| folder.0.join("migrations").join(name);
    symlink("around.sql", at("around.sql")).unwrap();
    symlink("nowhere", at("broken.sql")).unwrap();
    symlink("/dev/zero", at("endless.sql")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(at("pipe.sql"))
        .status();
    assert!(made.unwrap().success());
    let _socket = UnixListener::bind(at("socket.sql")).unwrap();
    let report = folder.report("");
    let of = |what: &str| {
        format!("error[unclaimed-file]: {what} is no migration of the layout `native`")
    };
    assert_eq!(
        titles(&report),
        [
            of("broken link `around.sql`"),
            of("broken link `broken.sql`"),
            of("file `d.sql/x`"),
            of("pipe or device `endless.sql`"),
            of("pipe or device `pipe.sql`"),
            of("pipe or device `socket.sql`"),
        ],
        "{report}"
    );
    // What people say is none of theirs is none of ours.
    folder.write("pgbindgen.toml", b"ignore = [\"*.sql\"]\n");
    assert_eq!(titles(&folder.report("")), Vec::<&str>::new());
}

#[cfg(unix)]
#[test]
fn pipes_in_place_of_lock_and_configuration() {
    for name in ["migrations/migrations.lock", "pgbindgen.toml"] {
        let folder = Folder::new(&[("migrations/a.sql", A)]);
        let made = std::process::Command::new("mkfifo")
            .arg(folder.0.join(name))
            .status();
        assert!(made.unwrap().success());
        let error = folder.load("migrations").err().unwrap().to_string();
        assert!(
            error.ends_with("is no regular file: it has to be a file"),
            "{error}"
        );
    }
}

#[cfg(unix)]
#[test]
fn odd_names() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new(&[("migrations/a.sql", A)]);
    let bytes = OsStr::from_bytes(b"latin\xfe.sql");
    fs::write(folder.0.join("migrations").join(bytes), A).unwrap();
    for name in [
        "x\ncargo::rustc-cfg=injected\n.sql",
        "\u{1b}[2J.sql",
        "\u{202e}lqs.sql",
    ] {
        folder.write(&format!("migrations/{name}"), A);
    }
    let project = folder.load("").unwrap();
    let analysis = crate::analyze(&project);
    let lines = crate::report::warnings(&analysis.diagnostics, &project.sources);
    assert!(lines.len() >= 4, "{lines:?}");
    for line in &lines {
        let hidden = |c: char| c.is_control() || c == '\u{202e}';
        assert!(!line.contains(hidden), "{line:?}");
    }
    let report = render_all(&analysis.diagnostics, &project.sources, Color::Never);
    assert!(
        report.contains("name that is not UTF-8: `latin\u{fffd}.sql`"),
        "{report}"
    );
    assert!(
        report.contains("--> migrations/x\\ncargo::rustc-cfg=injected\\n.sql"),
        "{report}"
    );
    assert!(
        !report.contains('\u{1b}') && !report.contains('\u{202e}'),
        "{report}"
    );

    // A folder that would be two lines to cargo.
    let folder = Folder::new(&[("a\ncargo::rustc-cfg=injected/a.sql", A)]);
    let project = folder.load("a\ncargo::rustc-cfg=injected").unwrap();
    let error = project.rerun_lines(None).unwrap_err().to_string();
    assert!(error.contains("has a line break in its name"), "{error}");
    assert!(!error.contains('\n'), "{error}");
}

/// Root reads everything, so another user has to try: this test again, as one.
#[cfg(unix)]
#[test]
fn what_may_not_be_read() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65534;
    const FOLDER: &str = "PGBINDGEN_TEST_UNREADABLE";
    let look = |dir: &Path| {
        for (file, doing) in [
            ("file/a.sql", "read"),
            ("lock/migrations.lock", "read"),
            ("config/pgbindgen.toml", "read"),
            ("folder", "read"),
        ] {
            let project = dir.join(file.split('/').next().unwrap_or_default());
            let error = Project::load(&project, &Options::default().base(dir))
                .err()
                .unwrap_or_else(|| panic!("{file} was read"));
            let text = error.to_string();
            assert!(text.starts_with(&format!("cannot {doing}")), "{text}");
            assert!(
                text.contains(file) && text.contains("ermission denied"),
                "{text}"
            );
            assert!(std::error::Error::source(&error).is_some());
        }
    };
    if let Some(dir) = std::env::var_os(FOLDER) {
        look(Path::new(&dir));
        return;
    }
    let folder = Folder::new(&[
        ("file/a.sql", A),
        ("lock/a.sql", A),
        ("lock/migrations.lock", b"x"),
        ("config/a.sql", A),
        ("config/pgbindgen.toml", b""),
        ("folder/a.sql", A),
    ]);
    let set = |name: &str, mode: u32| {
        fs::set_permissions(folder.0.join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    for name in [
        "file/a.sql",
        "lock/migrations.lock",
        "config/pgbindgen.toml",
        "folder",
    ] {
        set(name, 0o000);
    }
    if fs::metadata(&folder.0).unwrap().uid() == 0 {
        // The program itself may lie where only root can look.
        let program = folder.0.join("again");
        fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        set("again", 0o755);
        let output = std::process::Command::new(&program)
            .args(["--exact", "source::hostile_tests::what_may_not_be_read"])
            .env(FOLDER, &folder.0)
            .current_dir("/")
            .uid(NOBODY)
            .gid(NOBODY)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success() && said.contains("1 passed"),
            "{said}"
        );
    } else {
        look(&folder.0);
    }
    set("folder", 0o755);
}

/// The byte order mark is passed over at the beginning, as psql does, and is a
/// character elsewhere; line ends may be of any kind.
#[test]
fn marks_and_line_ends() {
    let sql =
        "CREATE TABLE t (\n  a int PRIMARY KEY -- a comment\n);\nCOMMENT ON TABLE t IS 'x';\n";
    let plain = String::from_utf8(revision(sql)).unwrap();
    for text in [
        plain.clone(),
        format!("\u{feff}{plain}"),
        plain.replace('\n', "\r\n"),
        format!("\u{feff}{}", plain.replace('\n', "\r\n")),
    ] {
        let folder = Folder::new(&[("migrations/a.sql", text.as_bytes())]);
        assert_eq!(whole(&folder), "", "{text:?}");
    }
    let twice = format!("{plain}\u{feff}SELECT 1;");
    let folder = Folder::new(&[("migrations/a.sql", twice.as_bytes())]);
    let report = whole(&folder);
    assert!(report.contains("error[42601]"), "{report}");
    // PostgreSQL ends a `--` comment at a lone carriage return, too.
    let folder = Folder::new(&[(
        "migrations/a.sql",
        &revision("-- x\rCREATE TABLE t (a nothing);"),
    )]);
    let report = whole(&folder);
    assert!(
        report.contains("type \"nothing\" does not exist"),
        "{report}"
    );
}

/// What never ends, and what is no SQL.
#[test]
fn texts_that_do_not_end() {
    for (sql, expected) in [
        ("", ""),
        (
            "SELECT 'x;\nSELECT 1;",
            "error[42601]: unterminated quoted string at or near \"'x;\"",
        ),
        (
            "SELECT E'x\\';",
            "error[42601]: unterminated quoted string at or near \"E'x\\';\"",
        ),
        (
            "SELECT \"x;",
            "error[42601]: unterminated quoted identifier at or near \"\"x;\"",
        ),
        (
            "SELECT $a$x;$b$",
            "error[42601]: unterminated dollar-quoted string at or near \"$a$x;$b$\"",
        ),
        (
            "/* /* x */",
            "error[42601]: unterminated /* comment at or near \"/* /* x */\"",
        ),
        (
            "DO $$BEGIN x 'y; END$$;",
            "error[42601]: unterminated quoted string",
        ),
        (
            "\\i other.sql",
            "error[psql-meta-command]: `\\i` is a command of psql and not SQL",
        ),
        (
            "\\connect other",
            "error[psql-meta-command]: `\\connect` is a command of psql and not SQL",
        ),
        (
            "CREATE TABLE t (id int PRIMARY KEY); COPY t FROM stdin;\n1\n",
            "error[copy-data]: the data of COPY … FROM stdin is not ended by a line with `\\.` alone",
        ),
        (
            "CREATE TABLE t (id int PRIMARY KEY); COPY t FROM stdin;\n';\"$$/*\n\\.\n",
            "",
        ),
    ] {
        let folder = Folder::new(&[("migrations/a.sql", &revision(sql))]);
        let report = whole(&folder);
        match expected {
            "" => assert_eq!(report, "", "{sql}"),
            _ => assert!(report.starts_with(expected), "{sql}\n{report}"),
        }
    }
    // A file without a word in it, alone and among others.
    for text in ["", "\u{feff}", " \r\n\t\n"] {
        let folder = Folder::new(&[("migrations/a.sql", text.as_bytes())]);
        let report = whole(&folder);
        assert_eq!(
            titles(&report),
            ["error[unknown-layout]: the migrations fit no layout that pgbindgen reads"],
            "{text:?}"
        );
        assert!(report.contains("which is empty"), "{report}");
        folder.write("pgbindgen.toml", b"layout = \"native\"\n");
        assert_eq!(
            titles(&whole(&folder)),
            ["error[empty-file]: `a.sql` is empty"],
            "{text:?}"
        );
        let folder = Folder::new(&[
            ("migrations/a.sql", A),
            ("migrations/b.sql", text.as_bytes()),
        ]);
        let report = whole(&folder);
        assert!(
            titles(&report).contains(&"error[empty-file]: `b.sql` is empty"),
            "{report}"
        );
    }
}

/// A seed of 50 MB is read; one of more than 64 is told to go elsewhere.
#[test]
fn large_files() {
    const ROW: &str = "the text of a row that is somewhat longer than others";
    let table = "CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL);\n";
    let filled = |begin: &str, row: &dyn Fn(usize) -> String, end: &str| {
        let mut data = String::with_capacity(51 << 20);
        data.push_str(table);
        data.push_str(begin);
        while data.len() < 50 << 20 {
            data.push_str(&row(data.len()));
        }
        data.push_str(end);
        data
    };
    for (name, data) in [
        (
            "COPY",
            filled(
                "COPY t FROM stdin;\n",
                &|n| format!("{n}\t{ROW}\n"),
                "\\.\n",
            ),
        ),
        (
            "one INSERT",
            filled(
                "INSERT INTO t VALUES\n",
                &|n| format!("({n}, '{ROW}'),\n"),
                "(0, '');\n",
            ),
        ),
        (
            "an INSERT a row",
            filled(
                "",
                &|n| format!("INSERT INTO t (id, a) VALUES ({n}, '{ROW}');\n"),
                "",
            ),
        ),
    ] {
        let folder = Folder::new(&[("migrations/a.sql", &revision(&data))]);
        let from = Instant::now();
        assert_eq!(whole(&folder), "", "{name}");
        let took = from.elapsed();
        assert!(took < Duration::from_mins(1), "{name}: {took:?}");
    }
    // The fault at the end of such a file is found, and its place is right.
    let data = filled(
        "INSERT INTO t VALUES\n",
        &|n| format!("({n}, '{ROW}'),\n"),
        "(0, '');\nINSERT INTO u VALUES (1);\n",
    );
    let line = data.lines().count() + 4;
    let folder = Folder::new(&[("migrations/a.sql", &revision(&data))]);
    let report = whole(&folder);
    assert!(
        report.starts_with("error[42P01]: relation \"u\" does not exist")
            && report.contains(&format!("migrations/a.sql:{line}:13")),
        "{report}"
    );
    for name in [
        "migrations/a.sql",
        "migrations/migrations.lock",
        "pgbindgen.toml",
    ] {
        let folder = Folder::new(&[("migrations/a.sql", A)]);
        let file = fs::File::create(folder.0.join(name)).unwrap();
        file.set_len(65 << 20).unwrap();
        let report = folder.report("");
        let title = format!("error[file-too-large]: `{name}` is larger than 64 MB");
        assert!(report.contains(&title), "{report}");
    }
}

/// Whatever stands in `pgbindgen.toml` and in the lock.
#[test]
fn hostile_configuration_and_lock() {
    let deep = [
        "a = ".to_owned() + &"[".repeat(100_000) + &"]".repeat(100_000),
        "a = ".to_owned() + &"{a=".repeat(100_000) + "1" + &"}".repeat(100_000),
        "[".to_owned() + &"a.".repeat(100_000) + "a]",
        "a.".repeat(100_000) + "a = 1",
        "[[a]]\n".repeat(100_000),
        "x = \"".to_owned() + &"\\\\".repeat(100_000) + "\"",
    ];
    let mut texts: Vec<Vec<u8>> = deep.into_iter().map(String::into_bytes).collect();
    texts.extend([
        b"a = \"\xfe\"".to_vec(),
        b"a = \"\0\"".to_vec(),
        b"\xef\xbb\xbfpostgres = [\"15\"]".to_vec(),
        b"postgres = [\"15\"]\r\n\rlayout = \"native\"".to_vec(),
        b"= = =\n[[[\n\"\"\"".to_vec(),
        b"x".repeat(1 << 20),
    ]);
    for (index, text) in texts.into_iter().enumerate() {
        let from = Instant::now();
        let folder = Folder::new(&[("migrations/a.sql", A), ("pgbindgen.toml", &text)]);
        let report = whole(&folder);
        assert!(index == 8 || report.contains("error["), "{index}: {report}");
        let folder = Folder::new(&[
            ("migrations/a.sql", A),
            ("migrations/migrations.lock", &text),
        ]);
        let report = whole(&folder);
        assert!(report.contains("migrations.lock"), "{index}: {report}");
        assert!(
            from.elapsed() < Duration::from_secs(30),
            "{index}: {:?}",
            from.elapsed()
        );
    }
}
