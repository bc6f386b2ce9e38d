//! Twice the input takes about twice the time. What is quadratic takes four
//! times as long, and stands out far below the sizes at which it hurts.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use pgbindgen_codegen::diag::{Color, render_all, sort};
use std::fmt::Write as _;
use std::time::{Duration, Instant};
use support::analyze_sql;

/// The whole pipeline, and the report.
fn time(sql: &str) -> Duration {
    let from = Instant::now();
    let (mut analysis, project) = analyze_sql("", sql);
    sort(&mut analysis.diagnostics);
    let _ = render_all(&analysis.diagnostics, &project.sources, Color::Never);
    from.elapsed()
}

/// The size that takes long enough to be measured, and the best of a few runs of
/// it and of its double: what else the machine does only ever adds.
fn check(name: &str, start: usize, of: impl Fn(usize) -> String) {
    let mut size = start;
    while time(&of(size)) < Duration::from_millis(150) {
        size *= 2;
    }
    let (small, large) = (of(size), of(2 * size));
    let mut best = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        best = (best.0.min(time(&small)), best.1.min(time(&large)));
        if best.1 < best.0 * 3 {
            return;
        }
    }
    panic!(
        "{name}: {size} take {:?}, twice as many {:?}",
        best.0, best.1
    );
}

/// `n` times a statement, in which `{}` is a number.
fn times(n: usize, statement: &str) -> String {
    let mut sql = String::new();
    for number in 0..n {
        sql.push_str(&statement.replace("{}", &number.to_string()));
        sql.push('\n');
    }
    sql
}

/// Statements, each of them many times.
const MANY: &[(&str, &str, &str)] = &[
    (
        "inserts",
        "CREATE TABLE t (a int, b text);",
        "INSERT INTO t VALUES ({}, 'text of a row');",
    ),
    ("selects", "", "SELECT {};"),
    (
        "comments",
        "CREATE TABLE t (a int);",
        "COMMENT ON TABLE t IS 'number {}';",
    ),
    (
        "alters",
        "CREATE TABLE t (a int);",
        "ALTER TABLE t ALTER a SET DEFAULT {};",
    ),
    (
        "there and back",
        "",
        "CREATE TABLE t (a int); DROP TABLE t;",
    ),
    ("blocks", "", "DO $$BEGIN PERFORM {}; END$$;"),
    ("missing tables", "", "INSERT INTO nowhere{} VALUES (1);"),
    ("one missing table", "", "INSERT INTO nowhere VALUES (1);"),
    ("syntax errors", "", "CREATE TABLE ({});"),
    ("refused tables", "", "CREATE TABLE t{} (a nothing);"),
    (
        "directives",
        "CREATE TABLE t (a int);",
        "-- pgbindgen: allow(no-primary-key) number {}",
    ),
    (
        "unused allows",
        "",
        "-- pgbindgen: allow(char-n) number {}\nSELECT 1;",
    ),
    ("meta-commands", "", "\\echo {}"),
    ("line comments", "", "-- {}"),
    ("block comments", "", "/* {} */"),
    ("semicolons", "", ";"),
    ("data", "CREATE TABLE t (a int); COPY t FROM stdin;", "{}"),
];

/// Objects, each of which is looked for among the others.
const OBJECTS: &[(&str, &str, &str)] = &[
    (
        "tables",
        "",
        "CREATE TABLE t{} (id int PRIMARY KEY, a text NOT NULL);",
    ),
    (
        "views",
        "CREATE TABLE t (a int);",
        "CREATE VIEW v{} AS SELECT a FROM t;",
    ),
    (
        "indexes",
        "CREATE TABLE t (a int);",
        "CREATE INDEX ON t (a);",
    ),
    (
        "checks",
        "CREATE TABLE t (a int);",
        "ALTER TABLE t ADD CHECK (a > {});",
    ),
    (
        "labels",
        "CREATE TYPE e AS ENUM ('x');",
        "ALTER TYPE e ADD VALUE 'label {}';",
    ),
    (
        "labels of one name",
        "CREATE TYPE e AS ENUM ('x');",
        "ALTER TYPE e ADD VALUE E'\\x01{}';",
    ),
    (
        "functions",
        "",
        "CREATE FUNCTION f{}() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    ),
    ("schemas", "", "CREATE SCHEMA s{};"),
    (
        "references",
        "CREATE TABLE t (a int PRIMARY KEY);",
        "CREATE TABLE r{} (a int REFERENCES t);",
    ),
];

/// Objects, each of which is made and then changed.
const CHANGED: &[(&str, &str, &str, &str)] = &[
    (
        "dropped tables",
        "",
        "CREATE TABLE t{} (id int PRIMARY KEY, a text);",
        "DROP TABLE t{};",
    ),
    (
        "dropped references",
        "CREATE TABLE t (a int PRIMARY KEY);",
        "CREATE TABLE r{} (a int REFERENCES t);",
        "DROP TABLE r{};",
    ),
    (
        "dropped columns",
        "",
        "CREATE TABLE t{} (a int, b int);",
        "ALTER TABLE t{} DROP COLUMN b;",
    ),
    (
        "dropped functions",
        "",
        "CREATE FUNCTION f{}() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        "DROP FUNCTION f{};",
    ),
    (
        "dropped types",
        "",
        "CREATE TYPE e{} AS ENUM ('x');",
        "DROP TYPE e{};",
    ),
    (
        "renamed columns",
        "",
        "CREATE TABLE t{} (a int CHECK (a > 0));",
        "ALTER TABLE t{} RENAME COLUMN a TO b;",
    ),
    (
        "renamed tables",
        "",
        "CREATE TABLE t{} (a int CHECK (a > 0));",
        "ALTER TABLE t{} RENAME TO u{};",
    ),
    (
        "changed types",
        "",
        "CREATE TABLE t{} (a int);",
        "ALTER TABLE t{} ALTER a TYPE bigint;",
    ),
];

/// As many of one kind as a large schema has in all.
#[test]
fn many_objects() {
    for (name, first, statement) in OBJECTS {
        let time = time(&format!("{first}\n{}", times(1000, statement)));
        assert!(time < Duration::from_secs(30), "{name}: {time:?}");
    }
}

/// What depends on an object is looked for whenever one goes or gets another name.
#[test]
fn many_objects_that_change() {
    for (name, first, made, changed) in CHANGED {
        check(name, 64, |n| {
            format!("{first}\n{}{}", times(n, made), times(n, changed))
        });
    }
}

/// Each mention of a column is looked for among the others.
#[test]
fn many_terms() {
    let terms = " OR a = 1 AND a = 2".repeat(1000);
    let time = time(&format!("CREATE TABLE t (a int CHECK (a > 0{terms}));"));
    assert!(time < Duration::from_secs(30), "{time:?}");
}

#[test]
fn many_statements() {
    for (name, first, statement) in MANY {
        check(name, 64, |n| format!("{first}\n{}", times(n, statement)));
    }
}

/// One statement that is long.
#[test]
fn long_statements() {
    let list = |head: &str, item: &str, tail: &str, n: usize| {
        let mut sql = String::from(head);
        for number in 0..n {
            if number > 0 {
                sql.push(',');
            }
            sql.push_str(&item.replace("{}", &number.to_string()));
        }
        sql.push_str(tail);
        sql
    };
    check("rows", 64, |n| {
        list(
            "CREATE TABLE t (a int, b text); INSERT INTO t VALUES ",
            "({}, 'a')",
            ";",
            n,
        )
    });
    check("labels", 64, |n| {
        list("CREATE TYPE e AS ENUM (", "'label {}'", ");", n)
    });
    check("elements", 64, |n| list("SELECT ARRAY[", "{}", "];", n));
    check("arguments", 64, |n| list("SELECT f(", "{}", ");", n));
    check("default", 64, |n| {
        list("CREATE TABLE t (a int[] DEFAULT ARRAY[", "{}", "]);", n)
    });
    check("sum", 64, |n| {
        format!("CREATE TABLE t (a int CHECK (a > 0{}));", " + a".repeat(n))
    });
    check("string", 64, |n| format!("SELECT '{}';", "text ".repeat(n)));
    check("dollar string", 64, |n| {
        format!("SELECT $a${}$a$;", "$b$ ".repeat(n))
    });
    check("continued string", 64, |n| {
        format!("SELECT 'a'{};", "\n-- x\n'b'".repeat(n))
    });
    check("operators", 64, |n| format!("SELECT 1 {};", "+-".repeat(n)));
    check("one line", 64, |n| {
        format!(
            "CREATE TABLE t (a int); {}",
            "INSERT INTO t VALUES (1); ".repeat(n)
        )
    });
    check("faults on one line", 64, |n| {
        "INSERT INTO nowhere VALUES (1); ".repeat(n)
    });
    check("unterminated", 64, |n| {
        format!("SELECT '{}", "text\n".repeat(n))
    });
    check("copy without end", 64, |n| {
        format!(
            "CREATE TABLE t (a int); COPY t FROM stdin;\n{}",
            "1\n".repeat(n)
        )
    });
    check("carriage returns", 64, |n| {
        "SELECT 1;\r-- pgbindgen: allow(char-n) no\r".repeat(n)
    });
    check("body", 64, |n| {
        format!("DO $$BEGIN {} END$$;", "PERFORM 1; ".repeat(n))
    });
    check("if", 64, |n| {
        format!(
            "DO $$BEGIN IF false THEN NULL; {} END IF; END$$;",
            "ELSIF false THEN NULL; ".repeat(n)
        )
    });
    check("pieces", 64, |n| {
        format!(
            "DO $$BEGIN EXECUTE 'SELECT 1' {}; END$$;",
            "|| ' '".repeat(n)
        )
    });
    check("union", 64, |n| {
        format!(
            "CREATE VIEW v AS SELECT 1 AS a {};",
            "UNION SELECT 1 ".repeat(n)
        )
    });
}

/// Comments, which become documentation.
#[test]
fn long_comments() {
    let comment = |text: &str| format!("CREATE TABLE t (a int); COMMENT ON TABLE t IS '{text}';");
    for (name, part) in [
        ("words", "word "),
        ("lines", "line\n"),
        ("backticks", "` "),
        ("runs of backticks", "a ``` b `` c ` "),
        ("growing", "`a``b```c"),
        ("fences", "```\nx\n"),
        ("tildes", "~~~\n"),
        ("indented", "a\n\n    x\n"),
        ("indented under lists", "  y\n\n     x\n"),
        ("lists", "- a\n      b\n"),
        ("marks", "- "),
        ("quotations", "> "),
        ("footnotes", "[^"),
        ("html", "<b "),
        ("marked", "@pii"),
    ] {
        check(name, 256, |n| comment(&part.repeat(n)));
    }
    check("runs that grow", 16, |n| {
        let mut text = String::new();
        for length in 1..=n {
            let _ = write!(text, "{} x ", "`".repeat(length % 100));
        }
        comment(&text)
    });
}
