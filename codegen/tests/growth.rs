//! Histories that grow: four times as many things of a kind take about four times as
//! long, in one revision and in as many. What is quadratic takes sixteen times as long.
//!
//! A kind of history is one row. What is looked for is an algorithm, not a few per
//! cent: the ratio that is allowed lies in the middle, and a run that is too slow is
//! tried again, since what else the machine does only ever adds.

#![allow(clippy::unwrap_used, clippy::panic)]

use pgbindgen_codegen::Project;
use pgbindgen_codegen::analyze;
use pgbindgen_codegen::diag::{Color, SourceMap, render_all};
use pgbindgen_codegen::source::{Config, Input};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How many things the small history has; the large one has four times as many.
const SMALL: usize = 400;

/// How much longer the large one may take: there are logarithms, and caches that are too
/// small.
const ALLOWED: u32 = 11;

/// What of a few milliseconds is no algorithm's.
const FLOOR: Duration = Duration::from_millis(40);

/// A history: what comes first, what is said of each thing in turn, and what comes
/// last. `{}` is the number of the thing and `{n}` that of the next.
struct Row(
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const T: &str = "CREATE TABLE t (a int PRIMARY KEY, b text, c text);";
const PARTITIONED: &str = "CREATE TABLE t (a int, b text) PARTITION BY";
const FIRES: &str =
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";
const TABLE: &str = "CREATE TABLE t{} (id int PRIMARY KEY, a int NOT NULL);";
const LINK: &str = "CREATE VIEW v{n} AS SELECT a FROM v{};";

/// Statements on one object, each of which changes it.
const ONE_OBJECT: &[Row] = &[
    Row(
        "labels",
        "CREATE TYPE e AS ENUM ('x');",
        &["ALTER TYPE e ADD VALUE 'l{}';"],
        "",
    ),
    Row(
        "labels before one",
        "CREATE TYPE e AS ENUM ('x');",
        &["ALTER TYPE e ADD VALUE 'l{}' BEFORE 'x';"],
        "",
    ),
    Row(
        "labels behind the last",
        "CREATE TYPE e AS ENUM ('l0');",
        &["ALTER TYPE e ADD VALUE 'l{n}' AFTER 'l{}';"],
        "",
    ),
    Row(
        "renamed labels",
        "CREATE TYPE e AS ENUM ('x');",
        &[
            "ALTER TYPE e ADD VALUE 'l{}';",
            "ALTER TYPE e RENAME VALUE 'l{}' TO 'm{}';",
        ],
        "",
    ),
    Row(
        "columns that come and go",
        T,
        &["ALTER TABLE t ADD COLUMN x int; ALTER TABLE t DROP COLUMN x;"],
        "",
    ),
    Row(
        "checks",
        T,
        &["ALTER TABLE t ADD CONSTRAINT c{} CHECK (a <> {});"],
        "",
    ),
    Row(
        "unique constraints",
        T,
        &["ALTER TABLE t ADD CONSTRAINT u{} UNIQUE (b);"],
        "",
    ),
    Row(
        "indexes",
        T,
        &["CREATE INDEX i{} ON t (b) WHERE a = {};"],
        "",
    ),
    Row(
        "dropped indexes",
        T,
        &["CREATE INDEX i{} ON t (b) WHERE a = {};", "DROP INDEX i{};"],
        "",
    ),
    Row(
        "triggers",
        T,
        &["CREATE TRIGGER g{} BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();"],
        "",
    ),
    Row(
        "policies",
        T,
        &["CREATE POLICY p{} ON t USING (a > {});"],
        "",
    ),
    Row(
        "dropped policies",
        T,
        &[
            "CREATE POLICY p{} ON t USING (a > {});",
            "DROP POLICY p{} ON t;",
        ],
        "",
    ),
    Row(
        "rules",
        T,
        &["CREATE RULE r{} AS ON INSERT TO t DO ALSO NOTHING;"],
        "",
    ),
    Row(
        "defaults",
        T,
        &["ALTER TABLE t ALTER b SET DEFAULT 'x{}';"],
        "",
    ),
    Row(
        "comments",
        T,
        &["COMMENT ON TABLE t IS 'x{}'; COMMENT ON COLUMN t.b IS 'y{}';"],
        "",
    ),
    Row(
        "names",
        "CREATE TABLE t0 (a int);",
        &["ALTER TABLE t{} RENAME TO t{n};"],
        "",
    ),
    Row(
        "names of a column",
        "CREATE TABLE t (x0 int CHECK (x0 > 0));",
        &["ALTER TABLE t RENAME x{} TO x{n};"],
        "",
    ),
    Row(
        "views on one table",
        T,
        &["CREATE VIEW v{} AS SELECT a FROM t;"],
        "ALTER TABLE t RENAME a TO z;",
    ),
    Row(
        "checks of a domain",
        "CREATE DOMAIN d AS int;",
        &["ALTER DOMAIN d ADD CONSTRAINT c{} CHECK (VALUE <> {});"],
        "",
    ),
    Row(
        "publications of a table",
        T,
        &["CREATE PUBLICATION p{} FOR TABLE t;"],
        "",
    ),
    Row(
        "statistics",
        T,
        &["CREATE STATISTICS s{} ON b, c FROM t;"],
        "",
    ),
    Row(
        "sequences of a column",
        T,
        &["CREATE SEQUENCE s{} OWNED BY t.a;"],
        "",
    ),
];

/// Partitions and children.
const CHILDREN: &[Row] = &[
    Row(
        "ranges",
        "RANGE (a);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES FROM ({}) TO ({n});"],
        "",
    ),
    Row(
        "ranges downwards",
        "RANGE (a);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES FROM (-{n}) TO (-{});"],
        "",
    ),
    Row(
        "ranges of texts",
        "RANGE (b);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES FROM ('x{}') TO ('x{}y');"],
        "",
    ),
    Row(
        "lists",
        "LIST (a);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES IN ({});"],
        "",
    ),
    Row(
        "lists of texts",
        "LIST (b);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES IN ('x{}', 'y{}');"],
        "",
    ),
    Row(
        "hashes",
        "HASH (a);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES WITH (MODULUS 100000, REMAINDER {});"],
        "",
    ),
    Row(
        "attached",
        "LIST (a);",
        &[
            "CREATE TABLE t{} (a int, b text); ALTER TABLE t ATTACH PARTITION t{} FOR VALUES IN ({});",
        ],
        "",
    ),
    Row(
        "detached",
        "LIST (a);",
        &[
            "CREATE TABLE t{} PARTITION OF t FOR VALUES IN ({});",
            "ALTER TABLE t DETACH PARTITION t{};",
        ],
        "",
    ),
    Row(
        "dropped partitions",
        "LIST (a);",
        &[
            "CREATE TABLE t{} PARTITION OF t FOR VALUES IN ({});",
            "DROP TABLE t{};",
        ],
        "",
    ),
    Row(
        "grown partitions",
        "LIST (a);",
        &["CREATE TABLE t{} PARTITION OF t FOR VALUES IN ({});"],
        "ALTER TABLE t ADD COLUMN d int; CREATE INDEX ON t (b);",
    ),
];

/// Things that stand beside each other.
const MANY: &[Row] = &[
    Row("enums", "", &["CREATE TYPE e{} AS ENUM ('a', 'b');"], ""),
    Row("tables with no key", "", &["CREATE TABLE t{} (a int);"], ""),
    Row("dropped tables", "", &[TABLE, "DROP TABLE t{};"], ""),
    Row(
        "commented tables",
        "",
        &[TABLE, "COMMENT ON TABLE t{} IS 'x {}';"],
        "",
    ),
    Row(
        "moved tables",
        "CREATE SCHEMA s;",
        &[TABLE, "ALTER TABLE t{} SET SCHEMA s;"],
        "",
    ),
    Row(
        "references to one table",
        "CREATE TABLE r (id int PRIMARY KEY);",
        &["CREATE TABLE t{} (a int REFERENCES r);"],
        "",
    ),
    Row(
        "late references",
        "CREATE TABLE r (id int PRIMARY KEY);",
        &[TABLE, "ALTER TABLE t{} ADD FOREIGN KEY (a) REFERENCES r;"],
        "",
    ),
    Row(
        "dropped references",
        "CREATE TABLE r (id int PRIMARY KEY);",
        &["CREATE TABLE t{} (a int REFERENCES r);"],
        "DROP TABLE r CASCADE;",
    ),
    Row(
        "inheritance",
        "CREATE TABLE t (a int);",
        &["CREATE TABLE t{} () INHERITS (t);"],
        "ALTER TABLE t ADD COLUMN b int;",
    ),
    Row(
        "users of an enum",
        "CREATE TYPE e AS ENUM ('x');",
        &["CREATE TABLE t{} (a e DEFAULT 'x');"],
        "DROP TYPE e CASCADE;",
    ),
    Row(
        "published tables",
        "CREATE PUBLICATION p;",
        &[TABLE, "ALTER PUBLICATION p ADD TABLE t{};"],
        "",
    ),
    Row(
        "published and changed",
        "CREATE PUBLICATION p;",
        &[
            TABLE,
            "ALTER PUBLICATION p ADD TABLE t{};",
            "UPDATE t{} SET a = 1;",
        ],
        "",
    ),
    Row(
        "functions",
        "",
        &["CREATE FUNCTION f{}() RETURNS int LANGUAGE sql AS 'SELECT 1';"],
        "",
    ),
    Row(
        "dropped functions",
        "",
        &[
            "CREATE FUNCTION f{}() RETURNS int LANGUAGE sql AS 'SELECT 1';",
            "DROP FUNCTION f{}();",
        ],
        "",
    ),
    Row(
        "schemas",
        "",
        &["CREATE SCHEMA s{}; CREATE TABLE s{}.t (a int);"],
        "",
    ),
    Row(
        "dropped schemas",
        "",
        &["CREATE SCHEMA s{};", "DROP SCHEMA s{};"],
        "",
    ),
    Row(
        "sequences",
        "",
        &["CREATE SEQUENCE s{};", "DROP SEQUENCE s{};"],
        "",
    ),
    Row(
        "domains",
        "",
        &["CREATE DOMAIN d{} AS int CHECK (VALUE > 0);"],
        "",
    ),
    Row(
        "collations",
        "",
        &["CREATE COLLATION c{} (locale = 'C');"],
        "",
    ),
    Row(
        "text search",
        "",
        &["CREATE TEXT SEARCH CONFIGURATION c{} (PARSER = default);"],
        "",
    ),
    Row("grants", T, &["GRANT SELECT ON t TO PUBLIC;"], ""),
    Row(
        "blocks",
        "",
        &[
            "DO $$BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'e{}') THEN CREATE TYPE e{} AS ENUM ('a'); END IF; END$$;",
        ],
        "",
    ),
    Row("inserts", T, &["INSERT INTO t VALUES ({}, 'x', 'y');"], ""),
    Row(
        "savepoints",
        "",
        &["SAVEPOINT s; CREATE TABLE t{} (a int); RELEASE SAVEPOINT s;"],
        "",
    ),
    Row(
        "allowed",
        T,
        &["-- pgbindgen: allow(duplicate-index) it is wanted\nCREATE INDEX i{} ON t (b);"],
        "",
    ),
    Row(
        "prices",
        "",
        &["CREATE TABLE t{} (id int PRIMARY KEY, price float8, total money);"],
        "",
    ),
];

/// Things that stand on one another.
const CHAINS: &[Row] = &[
    Row("views", "CREATE VIEW v0 AS SELECT 1 AS a;", &[LINK], ""),
    Row(
        "views of what is private",
        "CREATE TABLE v0 (a int); COMMENT ON COLUMN v0.a IS '@pii';",
        &[LINK],
        "",
    ),
    Row(
        "dropped views",
        "CREATE VIEW v0 AS SELECT 1 AS a;",
        &[LINK],
        "DROP VIEW v0 CASCADE;",
    ),
    Row(
        "references",
        "CREATE TABLE t0 (id int PRIMARY KEY);",
        &[
            "CREATE TABLE t{n} (id int PRIMARY KEY, a int REFERENCES t{}); COMMENT ON TABLE t{n} IS 'x';",
        ],
        "",
    ),
    Row(
        "functions",
        "CREATE FUNCTION f0() RETURNS int LANGUAGE sql AS 'SELECT 1';",
        &["CREATE FUNCTION f{n}() RETURNS int LANGUAGE sql AS 'SELECT f{}()';"],
        "",
    ),
];

impl Row {
    /// The statements for `n` things.
    fn statements(&self, head: &str, n: usize) -> Vec<String> {
        let Row(_, first, phases, last) = self;
        let mut statements = vec![format!("{head} {first}")];
        for phase in *phases {
            statements.extend((0..n).map(|number| {
                let next = (number + 1).to_string();
                phase
                    .replace("{n}", &next)
                    .replace("{}", &number.to_string())
            }));
        }
        statements.push((*last).to_owned());
        statements
    }
}

/// A project with these texts as revisions that follow each other.
fn project(texts: &[String]) -> Project {
    let mut sources = SourceMap::default();
    let mut diagnostics = Vec::new();
    let file = sources.add("pgbindgen.toml", "postgres = [\"18\"]");
    let config = Config::parse(file, &sources, &mut diagnostics);
    let mut inputs = Vec::new();
    let mut before = "none".to_owned();
    for (number, text) in texts.iter().enumerate() {
        let id = format!("r{number}");
        let name = format!("{id}.sql");
        let head = format!(
            "-- revision: {id}\n-- down_revision: {before}\n-- irreversible: a test\n-- +up\n"
        );
        let file = sources.add(&name, format!("{head}{text}\n"));
        inputs.push(Input::new(&name, file));
        before = id;
    }
    Project::of_texts(PathBuf::new(), config, sources, inputs, None)
}

fn time(texts: &[String]) -> Duration {
    let project = project(texts);
    let from = Instant::now();
    let analysis = analyze(&project);
    let _ = render_all(&analysis.diagnostics, &project.sources, Color::Never);
    from.elapsed()
}

fn check(rows: &[Row], head: &str) {
    let mut slow = Vec::new();
    for row in rows {
        let (small, large) = (row.statements(head, SMALL), row.statements(head, 4 * SMALL));
        for is_one in [true, false] {
            let texts = |statements: &[String]| {
                if is_one {
                    vec![statements.join("\n")]
                } else {
                    statements.to_vec()
                }
            };
            let (small, large) = (texts(&small), texts(&large));
            let mut best = (Duration::MAX, Duration::MAX);
            let is_fine = (0..6).any(|_| {
                best = (best.0.min(time(&small)), best.1.min(time(&large)));
                best.1 < (best.0 * ALLOWED).max(FLOOR)
            });
            let place = if is_one { "one" } else { "many" };
            if !is_fine {
                slow.push(format!(
                    "{} in {place}: {SMALL} take {:?}, four times as many {:?}",
                    row.0, best.0, best.1
                ));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

#[test]
fn one_object_that_grows() {
    check(ONE_OBJECT, FIRES);
}

#[test]
fn a_table_with_many_children() {
    check(CHILDREN, PARTITIONED);
}

#[test]
fn many_objects() {
    check(MANY, "");
}

#[test]
fn long_chains() {
    check(CHAINS, "");
}
