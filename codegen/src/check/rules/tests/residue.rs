//! What down-residue sees, and what it leaves alone.

use super::only;
use crate::diag::{Diagnostic, Severity};

fn diagnostics(sql: &str) -> Vec<Diagnostic> {
    only(&["down-residue"], super::diagnostics(sql))
}

/// What is said of a revision after another: the notes of down-residue, and
/// any other diagnostic as its code and message.
fn residue(before: &str, up: &str, down: &str) -> Vec<String> {
    let sql = format!("-- +before\n{before}\n-- +up\n{up}\n-- +down\n{down}\n");
    let mut said = Vec::new();
    for diagnostic in diagnostics(&sql) {
        // Alone, another order of columns is a note, of which another test is.
        if diagnostic.severity == Severity::Note {
            continue;
        }
        if diagnostic.code == "down-residue" {
            said.extend(diagnostic.notes.iter().map(ToString::to_string));
        } else {
            said.push(format!("{}: {}", diagnostic.code, diagnostic.message));
        }
    }
    said
}

/// A dropped column comes back as the last one, and whatever is listed in the
/// order of the columns with it.
#[test]
fn lists_in_the_order_of_columns_are_sets() {
    let table = "CREATE TABLE t (a int, b int, c int, CHECK (a + b + c > 0));";
    let back = "ALTER TABLE t ADD b int, ADD CHECK (a + b + c > 0);";
    assert_eq!(residue(table, "ALTER TABLE t DROP b;", back), [""; 0]);

    let table = "CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
        CREATE TABLE t (id int, a int, b int, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p
            ON DELETE SET NULL (a, b));";
    let back = "ALTER TABLE t ADD a int, ADD CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p
            ON DELETE SET NULL (a, b);";
    assert_eq!(residue(table, "ALTER TABLE t DROP a;", back), [""; 0]);

    let table =
        "CREATE TABLE a (x int); CREATE TABLE b (y int); CREATE TABLE t () INHERITS (a, b);";
    let up = "ALTER TABLE t NO INHERIT a;";
    assert_eq!(residue(table, up, "ALTER TABLE t INHERIT a;"), [""; 0]);
}

const TABLE: &str = "CREATE TABLE t (a int DEFAULT 5, s text, CONSTRAINT c CHECK (a > 0));
    CREATE INDEX i ON t (s) WHERE a > 0;
    CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE FUNCTION g(x int DEFAULT 1) RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';
    CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
    CREATE POLICY p ON t USING (a > 0);
    CREATE VIEW v AS SELECT a, s FROM t WHERE a > 1;
    CREATE DOMAIN d AS int CONSTRAINT n CHECK (VALUE > 0);
    CREATE TYPE e AS ENUM ('x');";

/// Each on its own: what the up part does, what the down part does, and what
/// remains of it.
#[test]
fn what_changed_is_seen() {
    for (up, down, expected) in [
        (
            "ALTER TABLE t ALTER a DROP DEFAULT;",
            "ALTER TABLE t ALTER a SET DEFAULT 6;",
            "public.t.columns.a.default: \"5\" before, \"6\" after",
        ),
        (
            "ALTER TABLE t DROP CONSTRAINT c;",
            "ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1);",
            "public.t.constraints.c.expression: \"a > 0\" before, \"a > 1\" after",
        ),
        (
            "DROP INDEX i;",
            "CREATE INDEX i ON t (s) WHERE a > 1;",
            "public.t.indexes.i.predicate: \"a > 0\" before, \"a > 1\" after",
        ),
        (
            "DROP INDEX i;",
            "CREATE INDEX i ON t (s) WITH (fillfactor = 70) WHERE a > 0;",
            "left behind: public.t.indexes.i.options.fillfactor = \"70\"",
        ),
        (
            "ALTER DOMAIN d DROP CONSTRAINT n;",
            "ALTER DOMAIN d ADD CONSTRAINT n CHECK (VALUE > 1);",
            "domains.public.d.checks.n.expression: `VALUE > 0` before, `VALUE > 1` after",
        ),
        (
            "CREATE OR REPLACE VIEW v AS SELECT a, s FROM t WHERE a > 2;",
            "",
            "public.v.definition: \"SELECT a, s FROM t WHERE a > 1\" before, \
             \"SELECT a, s FROM t WHERE a > 2\" after",
        ),
        (
            "DROP VIEW v;",
            "CREATE VIEW v WITH (security_barrier) AS SELECT a, s FROM t WHERE a > 1;",
            "left behind: public.v.options.security_barrier = \"true\"",
        ),
        (
            "DROP VIEW v;",
            "CREATE VIEW v AS SELECT a, s FROM t WHERE a > 1 WITH LOCAL CHECK OPTION;",
            "left behind: public.v.options.check_option = \"local\"",
        ),
        (
            "ALTER POLICY p ON t USING (a > 1);",
            "",
            "public.t.policies.p.using: \"a > 0\" before, \"a > 1\" after",
        ),
        (
            "DROP TRIGGER r ON t;",
            "CREATE TRIGGER r AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();",
            "triggers.public.t.r.definition: \"TRIGGER r BEFORE INSERT ON t FOR EACH ROW \
             EXECUTE FUNCTION f()\" before, \"TRIGGER r AFTER INSERT ON t FOR EACH ROW \
             EXECUTE FUNCTION f()\" after",
        ),
        (
            "ALTER TABLE t DISABLE TRIGGER r;",
            "",
            "left behind: triggers.public.t.r.firing = \"disable\"",
        ),
        (
            "ALTER TABLE t DISABLE TRIGGER ALL;",
            "ALTER TABLE t ENABLE ALWAYS TRIGGER r;",
            "left behind: triggers.public.t.r.firing = \"enable always\"",
        ),
        (
            "ALTER FUNCTION g(int) VOLATILE;",
            "",
            "missing: functions.public.g(integer).volatility = \"stable\"",
        ),
        (
            "ALTER FUNCTION g SECURITY DEFINER;",
            "",
            "left behind: functions.public.g(integer).security = \"definer\"",
        ),
        (
            "ALTER FUNCTION g(int) SET search_path = a, b;",
            "",
            "left behind: functions.public.g(integer).set search_path = \"a , b\"",
        ),
        (
            "CREATE OR REPLACE FUNCTION g(x int DEFAULT 2) RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';",
            "",
            "functions.public.g(integer).arguments: `( x int default 1 )` before, \
             `( x int default 2 )` after",
        ),
        (
            "ALTER TABLE t SET UNLOGGED;",
            "",
            "left behind: public.t.persistence = \"unlogged\"",
        ),
        (
            "ALTER TABLE t SET (fillfactor = 70, autovacuum_enabled = false);",
            "ALTER TABLE t RESET (autovacuum_enabled);",
            "left behind: public.t.options.fillfactor = \"70\"",
        ),
        (
            "ALTER TABLE t REPLICA IDENTITY FULL;",
            "",
            "left behind: public.t.replica identity = \"full\"",
        ),
        (
            "CREATE RULE q AS ON DELETE TO t DO INSTEAD NOTHING;",
            "",
            "left behind: public.t.rules.q",
        ),
        (
            "CREATE STATISTICS q ON a, s FROM t;",
            "",
            "left behind: statistics q",
        ),
        (
            "CREATE OPERATOR === (LEFTARG = text, RIGHTARG = varchar, FUNCTION = texteq);",
            "DROP OPERATOR IF EXISTS === (text, text);",
            "left behind: operator === (text, character varying)",
        ),
        (
            "CREATE OPERATOR === (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);",
            "",
            "left behind: operator === (text, text)",
        ),
        (
            "CREATE CAST (e AS int) WITH INOUT;",
            "",
            "left behind: cast (e AS integer)",
        ),
        (
            "CREATE COLLATION k FROM \"C\";",
            "",
            "left behind: collation public.k",
        ),
        (
            "CREATE PUBLICATION q FOR TABLE t;",
            "",
            "left behind: publication q",
        ),
        (
            "COMMENT ON CONSTRAINT c ON t IS 'why';",
            "",
            "left behind: public.t.constraints.c.comment = \"why\"",
        ),
        (
            "COMMENT ON FUNCTION g(int) IS 'why';",
            "",
            "left behind: functions.public.g(integer).comment = \"why\"",
        ),
    ] {
        assert_eq!(residue(TABLE, up, down), [expected], "{up} | {down}");
    }
    let body = "CREATE OR REPLACE FUNCTION g(x int DEFAULT 1) RETURNS int STABLE LANGUAGE sql AS 'SELECT 2';";
    let found = residue(TABLE, body, "");
    assert!(
        found.len() == 1 && found[0].contains("body_hash"),
        "{found:?}"
    );
}

/// Other words for the same, and what goes with its owner.
#[test]
fn what_is_the_same_is_clean() {
    for (up, down) in [
        (
            "ALTER TABLE t DROP CONSTRAINT c, ALTER a DROP DEFAULT, ALTER s SET DEFAULT 'x';",
            "ALTER TABLE t ADD CONSTRAINT c CHECK ((t.a>0)), ALTER a SET DEFAULT '5', ALTER s DROP DEFAULT;",
        ),
        (
            "DROP TRIGGER r ON t; ALTER TABLE t DISABLE TRIGGER ALL;",
            "create or replace trigger r before insert on t for row execute procedure f();",
        ),
        (
            "DROP VIEW v; ALTER TABLE t RENAME a TO b;",
            "ALTER TABLE t RENAME b TO a; CREATE VIEW v AS select a, s from t -- as it was\n where a>1;",
        ),
        (
            "CREATE OR REPLACE FUNCTION g(x int DEFAULT 1) RETURNS int IMMUTABLE STRICT PARALLEL SAFE
                SECURITY DEFINER COST 5 SET search_path TO a, b LANGUAGE sql AS 'SELECT 1';",
            "ALTER FUNCTION g(int) STABLE CALLED ON NULL INPUT PARALLEL UNSAFE SECURITY INVOKER RESET ALL;
             CREATE OR REPLACE FUNCTION g(x int DEFAULT 1) RETURNS int STABLE LANGUAGE sql AS 'SELECT 1';",
        ),
        (
            "CREATE RULE q AS ON DELETE TO t DO INSTEAD NOTHING; ALTER RULE q ON t RENAME TO q2;
             CREATE STATISTICS u (ndistinct) ON a, s FROM t; ALTER STATISTICS u RENAME TO u2;
             CREATE OPERATOR === (LEFTARG = text, RIGHTARG = varchar, FUNCTION = texteq);
             CREATE CAST (e AS int) WITH INOUT;
             CREATE COLLATION k FROM \"C\";
             CREATE PUBLICATION q FOR TABLE t; ALTER PUBLICATION q OWNER TO CURRENT_USER;
             CREATE EVENT TRIGGER w ON ddl_command_end EXECUTE FUNCTION f2();
             ALTER EVENT TRIGGER w DISABLE;",
            "DROP EVENT TRIGGER IF EXISTS w; DROP PUBLICATION q; DROP COLLATION k; DROP CAST (e AS integer);
             DROP OPERATOR === (text, character varying); DROP STATISTICS u2; DROP RULE q2 ON t;",
        ),
        (
            "CREATE RULE q AS ON DELETE TO t DO INSTEAD NOTHING; ALTER TABLE t DISABLE RULE q;",
            "DROP RULE q ON t;",
        ),
        (
            // What hangs on a table goes with it.
            "CREATE TABLE n (a int, b int) WITH (fillfactor = 70); CREATE RULE q AS ON DELETE TO n DO INSTEAD NOTHING;
             CREATE STATISTICS u ON a, b FROM n; CREATE TYPE m AS (x int); CREATE CAST (m AS text) WITH INOUT;
             ALTER TABLE n SET UNLOGGED, REPLICA IDENTITY FULL;",
            "DROP TABLE n; DROP TYPE m CASCADE;",
        ),
        (
            "ALTER TABLE t ADD b int; CREATE STATISTICS u ON a, b FROM t;",
            "ALTER TABLE t DROP b;",
        ),
        (
            "ALTER TABLE t SET (fillfactor = 70); ALTER TABLE t SET UNLOGGED; ALTER TABLE t REPLICA IDENTITY NOTHING;",
            "ALTER TABLE t RESET (fillfactor); ALTER TABLE t SET LOGGED; ALTER TABLE t REPLICA IDENTITY DEFAULT;",
        ),
    ] {
        let table = format!(
            "{TABLE} CREATE FUNCTION f2() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
        );
        assert_eq!(residue(&table, up, down), [""; 0], "{up} | {down}");
    }
}

/// Another order of columns is no residue, and where there is one, a note.
#[test]
fn another_order_of_columns_is_a_note() {
    let table = "CREATE TABLE t (a int, b int); CREATE TYPE c AS (x int, y int);";
    let up = "ALTER TABLE t DROP a; ALTER TYPE c DROP ATTRIBUTE x;";
    let down = "ALTER TABLE t ADD a int; ALTER TYPE c ADD ATTRIBUTE x int;";
    assert_eq!(residue(table, up, down), [""; 0]);
    let alone = diagnostics(&format!(
        "-- +before\n{table}\n-- +up\n{up}\n-- +down\n{down}"
    ));
    let alone: Vec<_> = alone
        .iter()
        .map(|found| (found.severity, found.code))
        .collect();
    assert_eq!(alone, [(Severity::Note, "down-residue")]);
    let up = "ALTER TABLE t DROP a; CREATE SCHEMA s;";
    assert_eq!(
        residue(table, up, "ALTER TABLE t ADD a int;"),
        [
            "schemas: [\"public\"] before, [\"public\", \"s\"] after",
            "the columns of public.t are in another order, which no down can give back: \
             that is not counted",
        ]
    );
    // A column that is not given back is more than that.
    assert_eq!(
        residue(table, "ALTER TABLE t DROP a;", "ALTER TABLE t ADD c int;"),
        [
            "missing: public.t.columns.a",
            "left behind: public.t.columns.c"
        ]
    );
}

/// A label cannot be removed; everything else of an enum can be given back.
#[test]
fn a_label_that_was_added_is_no_residue() {
    let ty = "CREATE TYPE e AS ENUM ('a', 'b');";
    for up in [
        "ALTER TYPE e ADD VALUE 'c';",
        "ALTER TYPE e ADD VALUE 'c' BEFORE 'a';",
        "ALTER TYPE e ADD VALUE 'c' AFTER 'a'; ALTER TYPE e ADD VALUE 'd';",
    ] {
        assert_eq!(residue(ty, up, ""), [""; 0], "{up}");
    }
    for (up, down, expected) in [
        (
            "ALTER TYPE e RENAME VALUE 'a' TO 'c';",
            "",
            &["enums.public.e.labels.0: \"a\" before, \"c\" after"][..],
        ),
        (
            "DROP TYPE e;",
            "CREATE TYPE e AS ENUM ('b', 'a');",
            &[
                "enums.public.e.labels.0: \"a\" before, \"b\" after",
                "enums.public.e.labels.1: \"b\" before, \"a\" after",
            ],
        ),
        (
            "DROP TYPE e;",
            "CREATE TYPE e AS ENUM ('b', 'c', 'a');",
            &["enums.public.e.labels: [\"a\", \"b\"] before, [\"b\", \"c\", \"a\"] after"],
        ),
        (
            "DROP TYPE e;",
            "CREATE TYPE e AS ENUM ('a');",
            &["enums.public.e.labels: [\"a\", \"b\"] before, [\"a\"] after"],
        ),
    ] {
        assert_eq!(residue(ty, up, down), expected, "{up} | {down}");
    }
    assert_eq!(residue(ty, "DROP TYPE e;", ""), ["missing: enums.public.e"]);
}

/// Only the server could tell: a warning.
#[test]
fn what_may_be_the_same_is_a_warning() {
    let sql = format!(
        "-- +before\n{TABLE}\n-- +up\nDROP VIEW v;\n-- +down\n\
         CREATE VIEW v AS SELECT t.a, t.s FROM public.t WHERE (a > 1);\n"
    );
    let found = diagnostics(&sql);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(!found[0].is_error());
    assert_eq!(
        found[0].message,
        "after the up and down parts of `b` the database may not be what it was before"
    );
}
