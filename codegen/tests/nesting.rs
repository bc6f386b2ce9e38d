//! Nesting and chains of a thousand and of a hundred thousand levels: every one
//! ends in the stack of a thread (2 MB, without optimisation, as build scripts
//! and macros run), with a clear word where it is not followed.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};
use support::{analyze_sql, with_small_stack};

/// What nests, as its parts before, in and behind the middle.
const NESTED: &[(&str, &str, &str, &str, &str)] = &[
    ("parentheses", "SELECT ", "(", "1", ")"),
    ("check", "CREATE TABLE t (a int, CHECK ", "(", "a > 0", ")"),
    ("default", "CREATE TABLE t (a int DEFAULT ", "(", "1", ")"),
    ("case", "SELECT ", "CASE WHEN true THEN ", "1", " END"),
    (
        "case_operand",
        "SELECT ",
        "CASE ",
        "1",
        " WHEN 1 THEN 1 END",
    ),
    ("subquery", "SELECT ", "(SELECT ", "1", ")"),
    (
        "from",
        "SELECT * FROM ",
        "(SELECT * FROM ",
        "(VALUES (1)) AS v",
        ") AS q",
    ),
    (
        "joins",
        "SELECT * FROM ",
        "(",
        "a CROSS JOIN b",
        ") CROSS JOIN c",
    ),
    ("exists", "SELECT ", "EXISTS (SELECT 1 WHERE ", "true", ")"),
    ("in", "SELECT ", "1 IN (SELECT ", "1", ")"),
    ("with", "", "WITH w AS (", "SELECT 1", ") SELECT 1"),
    ("array", "SELECT ", "ARRAY[", "1", "]"),
    ("inner_array", "SELECT ARRAY", "[", "1", "]"),
    ("subscript", "SELECT ", "a[", "1", "]"),
    ("call", "SELECT ", "abs(", "1", ")"),
    ("row", "SELECT ", "ROW(", "1", ")"),
    ("cast", "SELECT ", "CAST(", "1", " AS int)"),
    ("casts", "SELECT 1", "", "", "::int"),
    ("not", "SELECT ", "NOT ", "true", ""),
    ("minus", "SELECT ", "- ", "1", ""),
    ("operator", "SELECT ", "@ ", "1", ""),
    ("sum", "SELECT ", "1 + ", "1", ""),
    ("and", "SELECT ", "true AND ", "true", ""),
    ("power", "SELECT ", "1 ^ ", "1", ""),
    ("concat", "CREATE TABLE t (a text CHECK (", "a || ", "a", ""),
    ("comparison", "SELECT 1 ", "", "", " = 1"),
    ("between", "SELECT 1 ", "", "", " BETWEEN 1 AND 2"),
    ("is_null", "SELECT 1 ", "", "", " IS NULL"),
    ("collate", "SELECT 'a' ", "", "", " COLLATE \"C\""),
    ("fields", "SELECT (a)", "", "", ".b"),
    ("union", "SELECT 1 ", "", "", " UNION SELECT 1"),
    ("unions", "", "SELECT 1 UNION (", "SELECT 1", ")"),
    ("query", "", "(", "SELECT 1", ")"),
    (
        "union_view",
        "CREATE VIEW v AS SELECT 1 AS a",
        "",
        "",
        " UNION SELECT 1",
    ),
    ("view", "CREATE VIEW v AS SELECT ", "(SELECT ", "1", ")"),
    ("cross_joins", "SELECT * FROM a ", "", "", " CROSS JOIN b"),
    ("type", "CREATE TABLE t (a int", "", "", "[]"),
    ("modifier", "CREATE TABLE t (a numeric", "(", "1", ")"),
    ("comment", "SELECT 1 ", "/*", "x", "*/"),
    ("name", "SELECT * FROM a", "", "", ".b"),
    ("unclosed", "SELECT ", "(", "", ""),
    ("unopened", "SELECT 1", "", "", ")"),
    ("unclosed_brackets", "SELECT ARRAY", "[", "", ""),
    ("unclosed_case", "SELECT ", "CASE WHEN ", "", ""),
    ("unclosed_select", "", "SELECT ", "", ""),
    ("index", "CREATE INDEX ON t (", "(", "a", ")"),
    (
        "partition",
        "CREATE TABLE t (a int) PARTITION BY RANGE (",
        "(",
        "a",
        ")",
    ),
    ("policy", "CREATE POLICY p ON t USING ", "(", "true", ")"),
    ("insert", "INSERT INTO t VALUES (", "(", "1", ")"),
    ("explain", "", "EXPLAIN ", "SELECT 1", ""),
    ("prepare", "", "PREPARE p AS ", "SELECT 1", ""),
    (
        "atomic",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT ",
        "CASE WHEN true THEN ",
        "1",
        " END",
    ),
    (
        "schema",
        "CREATE SCHEMA s ",
        "",
        "",
        " CREATE TABLE t (a int)",
    ),
    ("block", "DO $$", "BEGIN ", "NULL;", "END;"),
    ("if", "DO $$BEGIN ", "IF true THEN ", "NULL;", "END IF;"),
    (
        "elsif",
        "DO $$BEGIN IF false THEN NULL; ",
        "ELSIF false THEN NULL; ",
        "",
        "",
    ),
    ("loop", "DO $$BEGIN ", "LOOP EXIT; ", "NULL;", "END LOOP;"),
    (
        "for",
        "DO $$BEGIN ",
        "FOR i IN 1..1 LOOP ",
        "NULL;",
        "END LOOP;",
    ),
    (
        "while",
        "DO $$BEGIN ",
        "WHILE false LOOP ",
        "NULL;",
        "END LOOP;",
    ),
    (
        "case_statement",
        "DO $$BEGIN ",
        "CASE WHEN true THEN ",
        "NULL;",
        "END CASE;",
    ),
    (
        "handler",
        "DO $$",
        "BEGIN NULL; EXCEPTION WHEN others THEN ",
        "NULL;",
        "END;",
    ),
    ("condition", "DO $$BEGIN IF ", "(", "true", ")"),
    (
        "condition_not",
        "DO $$BEGIN IF ",
        "NOT ",
        "EXISTS (SELECT 1 FROM pg_class)",
        "",
    ),
    ("execute", "DO $$BEGIN EXECUTE ", "(", "'SELECT 1'", ")"),
    (
        "format",
        "DO $$BEGIN EXECUTE ",
        "format('%s', ",
        "'SELECT 1'",
        ")",
    ),
    ("pieces", "DO $$BEGIN EXECUTE 'SELECT 1'", "", "", " || ' '"),
    ("perform", "DO $$BEGIN PERFORM ", "(SELECT ", "1", ")"),
    ("raise", "DO $$BEGIN RAISE NOTICE '%', ", "(", "1", ")"),
    (
        "perform_from",
        "DO $$BEGIN PERFORM * FROM ",
        "(SELECT * FROM ",
        "pg_class",
        ") AS q",
    ),
    (
        "perform_case",
        "DO $$BEGIN PERFORM ",
        "CASE ",
        "1",
        " WHEN 1 THEN 1 WHEN 2 THEN 2 END",
    ),
    (
        "perform_between",
        "DO $$BEGIN PERFORM ",
        "(",
        "1",
        " BETWEEN 1 AND 2)",
    ),
    ("perform_casts", "DO $$BEGIN PERFORM 1", "", "", "::int"),
    ("perform_elements", "DO $$BEGIN PERFORM a", "", "", "[1]"),
    (
        "perform_and",
        "DO $$BEGIN PERFORM ",
        "true AND ",
        "true",
        "",
    ),
    ("perform_sum", "DO $$BEGIN PERFORM ", "1 + ", "1", ""),
    (
        "perform_coalesce",
        "DO $$BEGIN PERFORM ",
        "coalesce(",
        "x",
        ", 1)",
    ),
    ("declare", "DO $$DECLARE x int := ", "(", "1", ")"),
];

/// What closes a text so that its middle is met as it would be.
fn tail(name: &str) -> &'static str {
    match name {
        "check" | "default" | "type" | "modifier" | "index" | "partition" | "insert" => ")",
        "concat" => " <> ''))",
        "atomic" => "; END",
        "block" | "handler" => "$$",
        "if" | "loop" | "for" | "while" | "case_statement" => " END$$",
        "elsif" => "END IF; END$$",
        "condition" | "condition_not" => " THEN NULL; END IF; END$$",
        "execute" | "format" | "pieces" | "raise" => "; END$$",
        name if name.starts_with("perform") => "; END$$",
        "declare" => "; BEGIN NULL; END$$",
        _ => "",
    }
}

fn nested(row: &(&str, &str, &str, &str, &str), depth: usize) -> String {
    let (name, head, open, middle, close) = row;
    let mut sql = String::from(*head);
    sql.push_str(&open.repeat(depth));
    sql.push_str(middle);
    sql.push_str(&close.repeat(depth));
    sql.push_str(tail(name));
    sql.push_str(";\n");
    sql
}

/// Everything of it ends, and soon.
fn check(name: &str, sql: String) {
    let from = Instant::now();
    with_small_stack(move || {
        analyze_sql("", &sql);
    });
    // Without a bound it would be some gigabytes, or some years.
    let time = from.elapsed();
    assert!(time < Duration::from_mins(1), "{name}: {time:?}");
}

#[test]
fn what_nests_ends() {
    for row in NESTED {
        for depth in [10, 1000, 100_000] {
            check(row.0, nested(row, depth));
        }
    }
}

/// A block in the EXECUTE of a block, each in quotes of its own.
#[test]
fn blocks_in_blocks_end() {
    for depth in [1000, 20_000] {
        let mut sql = String::new();
        for level in 0..depth {
            let _ = write!(sql, "DO $d{level}$BEGIN EXECUTE $e{level}$");
        }
        sql.push_str("CREATE TABLE t ()");
        for level in (0..depth).rev() {
            let _ = write!(sql, "$e{level}$; END$d{level}$");
        }
        check("constants", sql.clone() + ";");
        check(
            "known texts",
            sql.replace("EXECUTE $", "EXECUTE '' || $") + ";",
        );
        check(
            "function",
            format!(
                "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f${}$f$;",
                &sql[4..]
            ),
        );
    }
}

/// Loops in loops, and values that double.
#[test]
fn work_is_bounded() {
    let mut loops = String::from("DO $$BEGIN ");
    for level in 0..30 {
        let _ = write!(loops, "FOR i{level} IN 1..900 LOOP ");
    }
    loops.push_str("CREATE TABLE IF NOT EXISTS t (); ");
    loops.push_str(&"END LOOP; ".repeat(30));
    loops.push_str("END$$;");
    check("loops", loops);
    let whiles = "WHILE true LOOP ".repeat(30) + &"END LOOP; ".repeat(30);
    check("whiles", format!("DO $$BEGIN {whiles}END$$;"));
    for step in [
        "t := t || t",
        "t := format('%1$s%1$s%1$s', t)",
        "t := replace(t, 'a', t)",
        "t := concat(t, t)",
        "t := quote_literal(t)",
        "l := l || l",
        "l := array_append(l, l)",
        "t := array_to_string(string_to_array(t, 'a'), t)",
    ] {
        let sql = format!(
            "DO $$DECLARE t text := 'a''a\\a'; l int[] := ARRAY[1, 2]; \
             BEGIN FOR i IN 1..900 LOOP {step}; EXECUTE t; END LOOP; END$$;"
        );
        check(step, sql);
    }
    let joins = "pg_class a, ".repeat(20);
    check(
        "joins",
        format!("DO $$BEGIN IF EXISTS (SELECT 1 FROM {joins}pg_class b) THEN NULL; END IF; END$$;"),
    );
    let tables: Vec<String> = (0..200)
        .map(|n| format!("CREATE TABLE t{n} (a int);"))
        .collect();
    let tables = tables.concat();
    check(
        "joins of many",
        format!(
            "{tables}DO $$BEGIN IF EXISTS (SELECT 1 FROM {joins}pg_class b WHERE b.relname = 'x') THEN NULL; END IF; END$$;"
        ),
    );
}

/// Objects that stand on one another.
#[test]
fn long_chains_of_objects() {
    type Link = fn(usize) -> String;
    let chains: &[(&str, &str, Link, &str)] = &[
        (
            "views",
            "CREATE VIEW v0 AS SELECT 1 AS a;",
            |n| format!("CREATE VIEW v{} AS SELECT a FROM v{n};", n + 1),
            "DROP VIEW v0 CASCADE;",
        ),
        (
            "domains",
            "CREATE DOMAIN d0 AS int CHECK (VALUE > 0);",
            |n| format!("CREATE DOMAIN d{} AS d{n} CHECK (VALUE > {n});", n + 1),
            "CREATE TABLE t (a d1000 PRIMARY KEY);",
        ),
        (
            "composites",
            "CREATE TYPE c0 AS (a int);",
            |n| format!("CREATE TYPE c{} AS (a c{n}, b c{n}[]);", n + 1),
            "CREATE TABLE t (a c1000, amount c1000[]);",
        ),
        (
            "rows",
            "CREATE TABLE r0 (a int);",
            |n| format!("CREATE TABLE r{} (a r{n}, price r{n}[]);", n + 1),
            "DROP TABLE r0 CASCADE;",
        ),
        (
            "references",
            "CREATE TABLE k0 (id int PRIMARY KEY);",
            |n| {
                format!(
                    "CREATE TABLE k{} (id int PRIMARY KEY REFERENCES k{n});",
                    n + 1
                )
            },
            "DROP TABLE k0 CASCADE;",
        ),
        (
            "inheritance",
            "CREATE TABLE i0 (a int);",
            |n| format!("CREATE TABLE i{} () INHERITS (i{n});", n + 1),
            "ALTER TABLE i0 ADD COLUMN b int; DROP TABLE i0 CASCADE;",
        ),
        (
            "partitions",
            "CREATE TABLE p0 (a int) PARTITION BY LIST (a);",
            |n| {
                format!(
                    "CREATE TABLE p{} PARTITION OF p{n} FOR VALUES IN (1) PARTITION BY LIST (a);",
                    n + 1
                )
            },
            "CREATE INDEX ON p0 (a); DROP TABLE p0;",
        ),
        (
            "functions",
            "CREATE FUNCTION f0() RETURNS int LANGUAGE sql AS 'SELECT 1';",
            |n| {
                format!(
                    "CREATE FUNCTION f{}() RETURNS int LANGUAGE sql AS 'SELECT f{n}()';",
                    n + 1
                )
            },
            "CREATE VIEW v AS SELECT f1000() AS a; SELECT f1000();",
        ),
        (
            "generated",
            "CREATE TABLE g0 (a int);",
            |n| format!("CREATE TABLE g{} (LIKE g{n} INCLUDING ALL);", n + 1),
            "DROP TABLE g0;",
        ),
    ];
    for (name, first, link, last) in chains {
        let mut sql = (*first).to_owned();
        for n in 0..1000 {
            sql.push_str(&link(n));
        }
        sql.push_str(last);
        println!("{name}");
        check(name, sql);
    }
}
