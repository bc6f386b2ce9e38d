//! Which tables are in use, what a later revision mends, and what fixes leave.

use super::examples;
use crate::check::RULES;
use crate::diag::{Diagnostic, FileId, SourceMap};
use crate::source::config::Config;
use crate::source::{Input, Project};
use pgbindgen_model::lock::Lock;
use std::path::PathBuf;

/// A chain of revisions `r0`, `r1` …
struct Chain {
    texts: Vec<(FileId, String)>,
    found: Vec<Diagnostic>,
}

/// How many revisions of the chain are released; `None` without a lock.
type Released = Option<usize>;

impl Chain {
    /// Of up parts, or of what follows the header.
    fn new(parts: &[&str], released: Released) -> Self {
        let texts = parts
            .iter()
            .enumerate()
            .map(|(at, part)| {
                let parent = match at.checked_sub(1) {
                    Some(before) => format!("r{before}"),
                    None => "none".to_owned(),
                };
                let down = if part.contains("-- +down") {
                    ""
                } else {
                    "-- irreversible: a test\n"
                };
                let up = if part.contains("-- +up") {
                    ""
                } else {
                    "-- +up\n"
                };
                format!("-- revision: r{at}\n-- down_revision: {parent}\n{down}{up}{part}\n")
            })
            .collect();
        Self::of_texts(texts, released)
    }

    fn of_texts(texts: Vec<String>, released: Released) -> Self {
        let mut sources = SourceMap::default();
        let mut inputs = Vec::new();
        let mut lock = Lock::default();
        let mut files = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let path = format!("r{at}.sql");
            let file = sources.add(&path, text);
            inputs.push(Input::new(path, file));
            files.push(file);
            let id = format!("r{at}");
            let parent = at.checked_sub(1).map(|before| format!("r{before}"));
            let parents: Vec<&str> = parent.iter().map(String::as_str).collect();
            lock.add_draft(&id, &parents).unwrap();
            if released.is_some_and(|released| at < released) {
                lock.release(&id, pgbindgen_model::checksum(text)).unwrap();
            }
        }
        let lock = released.map(|_| sources.add("migrations.lock", lock.to_string()));
        let file = sources.add("pgbindgen.toml", "");
        let mut found = Vec::new();
        let config = Config::parse(file, &sources, &mut found);
        let project = Project::of_texts(PathBuf::from("migrations"), config, sources, inputs, lock);
        found.extend(crate::analyze(&project).diagnostics);
        Self {
            texts: files.into_iter().zip(texts).collect(),
            found,
        }
    }

    /// What one rule finds, as the text that it points at.
    fn pointed(&self, rule: &str) -> Vec<&str> {
        self.of(rule)
            .map(|found| {
                let span = found.primary.as_ref().unwrap().span;
                let (_, text) = self
                    .texts
                    .iter()
                    .find(|(file, _)| *file == span.file)
                    .unwrap();
                &text[span.range()]
            })
            .collect()
    }

    fn of(&self, rule: &str) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(move |found| found.code == rule)
    }

    fn errors(&self) -> Vec<&Diagnostic> {
        self.found.iter().filter(|found| found.is_error()).collect()
    }

    /// The chain after the fixes of a rule.
    fn fixed(&self, rule: &str) -> Self {
        let mut edits: Vec<_> = self
            .of(rule)
            .filter_map(|found| found.fix.clone())
            .flat_map(|fix| fix.edits)
            .collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let mut texts = self.texts.clone();
        for edit in edits {
            let (_, text) = texts
                .iter_mut()
                .find(|(file, _)| *file == edit.span.file)
                .unwrap();
            text.replace_range(edit.span.range(), &edit.text);
        }
        Self::of_texts(texts.into_iter().map(|(_, text)| text).collect(), None)
    }
}

const INDEX: &str = "index-without-concurrently-on-existing-table";
const NOT_NULL: &str = "not-null-without-default-on-existing-table";
const REWRITE: &str = "type-change-that-rewrites";
const KEY: &str = "foreign-key-without-not-valid-on-existing-table";
const VIEW: &str = "drop-column-still-used-by-view";
const CONCURRENTLY: &str = "concurrently-in-transaction";
const LABEL: &str = "enum-value-used-in-same-transaction";

const TABLES: &str = "CREATE TABLE u (id bigint PRIMARY KEY);
    CREATE TABLE t (id bigint PRIMARY KEY, a int, b varchar(9), u bigint);
    CREATE VIEW v AS SELECT a FROM t;";
const CHANGES: &str = "CREATE INDEX t_u_idx ON t (u);
    ALTER TABLE t ADD COLUMN c int NOT NULL;
    ALTER TABLE t ALTER COLUMN u TYPE numeric;
    ALTER TABLE t ADD CONSTRAINT t_u_fkey FOREIGN KEY (id) REFERENCES u;
    ALTER TABLE t DROP COLUMN a CASCADE;";

#[test]
fn what_is_released_is_in_use() {
    let deployed =
        |chain: &Chain| [INDEX, NOT_NULL, REWRITE, KEY, VIEW].map(|rule| chain.of(rule).count());
    for (parts, released, expected) in [
        // Without a lock every earlier revision may be deployed.
        (vec![TABLES, CHANGES], None, [1; 5]),
        (vec![TABLES, "SELECT 1;", CHANGES], None, [1; 5]),
        // Nothing is released, so nothing is deployed.
        (vec![TABLES, CHANGES], Some(0), [0; 5]),
        (vec![TABLES, CHANGES], Some(1), [1; 5]),
        // What is released has run.
        (vec![TABLES, CHANGES], Some(2), [0; 5]),
        // The table came to be in a draft, behind a released revision.
        (vec!["SELECT 1;", TABLES, CHANGES], Some(1), [0; 5]),
        (
            vec!["SELECT 1;", TABLES, "SELECT 1;", CHANGES],
            Some(3),
            [1; 5],
        ),
    ] {
        let chain = Chain::new(&parts, released);
        assert_eq!(
            deployed(&chain),
            expected,
            "{parts:?} {released:?} {:?}",
            chain.found
        );
    }
    let both = format!("{TABLES}\n{CHANGES}");
    assert_eq!(deployed(&Chain::new(&[&both], None)), [0; 5]);
}

#[test]
fn a_table_made_anew_is_not_the_one_in_use() {
    let anew = "DROP TABLE t CASCADE; CREATE TABLE t (id bigint PRIMARY KEY, a int, u bigint);
        CREATE INDEX t_a_idx ON t (a);";
    assert_eq!(Chain::new(&[TABLES, anew], None).of(INDEX).count(), 0);
    let emptied =
        "TRUNCATE t; ALTER TABLE t ADD COLUMN c int NOT NULL; CREATE INDEX t_a_idx ON t (a);";
    let chain = Chain::new(&[TABLES, emptied], None);
    assert_eq!(chain.of(INDEX).count() + chain.of(NOT_NULL).count(), 0);
    let some = "DELETE FROM t WHERE a = 1; ALTER TABLE t ADD COLUMN c int NOT NULL;";
    assert_eq!(Chain::new(&[TABLES, some], None).of(NOT_NULL).count(), 1);
}

#[test]
fn not_null_is_proved_by_what_was_there() {
    let count = |up: &str| Chain::new(&[TABLES, up], None).of(NOT_NULL).count();
    let check = |condition: &str| {
        let before = format!("{TABLES} ALTER TABLE t ADD CONSTRAINT c CHECK ({condition});");
        Chain::new(&[&before, "ALTER TABLE t ALTER a SET NOT NULL;"], None)
            .of(NOT_NULL)
            .count()
    };
    assert_eq!(count("ALTER TABLE t ALTER a SET NOT NULL;"), 1);
    assert_eq!(
        count("UPDATE t SET a = 1; ALTER TABLE t ALTER a SET NOT NULL;"),
        0
    );
    assert_eq!(
        count("UPDATE t SET b = ''; ALTER TABLE t ALTER a SET NOT NULL;"),
        1
    );
    assert_eq!(count("ALTER TABLE t ADD c int NOT NULL DEFAULT 1;"), 0);
    assert_eq!(count("ALTER TABLE t ADD c int NOT NULL DEFAULT NULL;"), 1);
    assert_eq!(
        count("ALTER TABLE t ADD c int PRIMARY KEY;"),
        0,
        "refused: there is one"
    );
    assert_eq!(
        count("ALTER TABLE t ADD c int GENERATED ALWAYS AS IDENTITY;"),
        0
    );
    assert_eq!(count("ALTER TABLE t ADD c serial;"), 0);
    assert_eq!(
        count("ALTER TABLE t ADD c int NOT NULL GENERATED ALWAYS AS (1) STORED;"),
        0
    );
    assert_eq!(
        count("CREATE DOMAIN d AS int NOT NULL; ALTER TABLE t ADD c d;"),
        1
    );
    assert_eq!(
        count("CREATE DOMAIN d AS int NOT NULL DEFAULT 1; ALTER TABLE t ADD c d;"),
        0
    );
    for proof in ["a IS NOT NULL", "(a > 0) AND (a IS NOT NULL)"] {
        assert_eq!(check(proof), 0, "{proof}");
    }
    for none in [
        "a > 0",
        "a IS NOT NULL OR b = ''",
        "NOT (b = '' AND a IS NOT NULL)",
    ] {
        assert_eq!(check(none), 1, "{none}");
    }
}

#[test]
fn foreign_keys_that_look_nothing_up() {
    let count = |up: &str| Chain::new(&[TABLES, up], None).of(KEY).count();
    assert_eq!(
        count("ALTER TABLE t ADD c bigint CONSTRAINT k REFERENCES u;"),
        0
    );
    assert_eq!(
        count("ALTER TABLE t ADD c bigint DEFAULT 1 CONSTRAINT k REFERENCES u;"),
        1
    );
    assert_eq!(
        count("CREATE TABLE n (id bigint PRIMARY KEY CONSTRAINT k REFERENCES u);"),
        0
    );
    let partitioned = "CREATE TABLE u (id bigint PRIMARY KEY);
        CREATE TABLE p (id bigint PRIMARY KEY) PARTITION BY HASH (id);
        CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 1, REMAINDER 0);";
    let up = "ALTER TABLE p ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES u;";
    let chain = Chain::new(&[partitioned, up], None);
    let found: Vec<_> = chain.of(KEY).collect();
    assert_eq!(found.len(), 1);
    // Before 18 there is no other way.
    assert!(
        found[0]
            .notes
            .iter()
            .any(|note| note.contains("PostgreSQL 18 only"))
    );
}

#[test]
fn do_blocks_are_seen() {
    let up = "DO $$ BEGIN CREATE INDEX t_a_idx ON t (a); END $$;";
    let chain = Chain::new(&[TABLES, up], None);
    assert_eq!(chain.pointed(INDEX), ["t_a_idx"]);
    let allowed = format!("-- pgbindgen: allow({INDEX}) small\n{up}");
    assert_eq!(Chain::new(&[TABLES, &allowed], None).of(INDEX).count(), 0);
}

#[test]
fn shapes_are_judged_at_the_head_and_once() {
    for (rule, parts, expected) in [
        ("no-primary-key", vec!["CREATE TABLE a (x int);"], vec!["a"]),
        (
            "no-primary-key",
            vec![
                "CREATE TABLE a (x int);",
                "ALTER TABLE a ADD CONSTRAINT k PRIMARY KEY (x);",
                "ALTER TABLE a DROP CONSTRAINT k;",
                "SELECT 1;",
            ],
            vec!["k"],
        ),
        (
            "no-primary-key",
            vec!["CREATE TABLE a (x int);", "DROP TABLE a;"],
            vec![],
        ),
        (
            "no-primary-key",
            vec!["CREATE TABLE a (x nonsense PRIMARY KEY);"],
            vec![],
        ),
        (
            "no-primary-key",
            vec![
                "CREATE TABLE a (x int) PARTITION BY LIST (x);
                 CREATE TABLE b PARTITION OF a FOR VALUES IN (1);",
            ],
            vec!["a"],
        ),
        (
            "no-primary-key",
            vec!["CREATE UNLOGGED TABLE a (x int);"],
            vec!["a"],
        ),
        (
            "timestamp-without-time-zone",
            vec![
                "CREATE TABLE a (x int, t timestamp) PARTITION BY LIST (x);
                 CREATE TABLE b PARTITION OF a FOR VALUES IN (1);
                 CREATE TEMP TABLE c (t timestamp); CREATE VIEW v AS SELECT t FROM a;",
            ],
            vec!["timestamp"],
        ),
        (
            "timestamp-without-time-zone",
            vec!["CREATE TYPE c AS (t timestamp without time zone); CREATE TABLE a (x c, y c);"],
            vec!["timestamp without time zone"],
        ),
        (
            "char-n",
            vec!["CREATE TABLE a (x char(3), y \"char\", z bpchar, w char);"],
            vec!["char(3)", "char"],
        ),
        (
            "unnamed-constraint",
            vec![
                "CREATE TABLE a (x int PRIMARY KEY, y int NOT NULL UNIQUE, CHECK (x > 0));
                 CREATE TABLE b (LIKE a INCLUDING ALL);",
                "ALTER TABLE a RENAME CONSTRAINT a_y_key TO k;",
            ],
            vec!["CHECK (x > 0)"],
        ),
        (
            "unindexed-foreign-key",
            vec![
                "CREATE TABLE u (id bigint PRIMARY KEY);
                 CREATE TABLE t (a bigint CONSTRAINT k REFERENCES u);
                 CREATE INDEX i ON t (a);",
                "DROP INDEX i; CREATE INDEX j ON t USING hash (a);",
            ],
            vec![],
        ),
        (
            "unindexed-foreign-key",
            vec![
                "CREATE TABLE u (id bigint PRIMARY KEY);
                 CREATE TABLE t (a bigint CONSTRAINT k REFERENCES u, b int);
                 CREATE INDEX i ON t (b, a); CREATE INDEX j ON t USING brin (a);",
            ],
            vec!["k"],
        ),
        (
            "serial-over-identity",
            vec!["CREATE TABLE a (id serial); CREATE TABLE b () INHERITS (a);"],
            vec![],
        ),
        (
            "duplicate-index",
            vec![
                "CREATE TABLE a (x int, y int);
                 CREATE UNIQUE INDEX i ON a (x); CREATE UNIQUE INDEX j ON a (x) NULLS NOT DISTINCT;
                 CREATE INDEX k ON a (x DESC); CREATE INDEX l ON a (x) INCLUDE (y);
                 CREATE INDEX m ON a (x) WHERE y > 0; CREATE INDEX n ON a (x) WHERE y > 1;
                 CREATE INDEX o ON a USING hash (x); CREATE INDEX p ON a ((x + 1));
                 CREATE INDEX q ON a ((x + 1));",
            ],
            vec!["q"],
        ),
    ] {
        let chain = Chain::new(&parts, None);
        assert_eq!(chain.pointed(rule), expected, "{rule}: {parts:?}");
    }
}

#[test]
fn what_the_server_refuses_has_one_report() {
    let build = "CREATE INDEX CONCURRENTLY i ON t (a);";
    let chain = Chain::new(&[TABLES, build], None);
    assert_eq!(chain.pointed(CONCURRENTLY), ["CONCURRENTLY"]);
    assert_eq!(chain.of("25001").count(), 0);
    assert_eq!(chain.errors().len(), 1);
    // What is not CONCURRENTLY is refused as ever.
    let chain = Chain::new(&[TABLES, "VACUUM t;"], None);
    assert_eq!(
        (chain.of(CONCURRENTLY).count(), chain.of("25001").count()),
        (0, 1)
    );
    let chain = Chain::new(
        &[TABLES, &format!("-- transaction: off\n-- +up\n{build}")],
        None,
    );
    assert_eq!(chain.found.len(), 0, "{:?}", chain.found);
    // Allowed, the index is there.
    let allowed = format!("-- pgbindgen: allow({CONCURRENTLY}) x\n{build}\nDROP INDEX i;");
    assert_eq!(Chain::new(&[TABLES, &allowed], None).errors().len(), 0);
    // A way back is looked at, too.
    let down = "-- +up\nCREATE INDEX t_a_idx ON t (a);\n-- +down\nDROP INDEX CONCURRENTLY t_a_idx;";
    let chain = Chain::new(&[TABLES, down], None);
    assert_eq!(
        (chain.of(CONCURRENTLY).count(), chain.errors().len()),
        (1, 1)
    );

    let labels = "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (id bigint PRIMARY KEY, x e);";
    let up = |rest: &str| format!("ALTER TYPE e ADD VALUE 'b'; {rest}");
    let count = |rest: &str| {
        let chain = Chain::new(&[labels, &up(rest)], None);
        (chain.of(LABEL).count(), chain.errors().len())
    };
    assert_eq!(count("ALTER TABLE t ALTER x SET DEFAULT 'b';"), (1, 1));
    assert_eq!(count("UPDATE t SET x = 'b';"), (1, 1));
    assert_eq!(count("UPDATE t SET x = 'a';"), (0, 0));
    let commit = "\n-- pgbindgen: allow(transaction-control) a test\nCOMMIT;";
    assert_eq!(count(&format!("{commit} UPDATE t SET x = 'b';")), (0, 0));
}

/// A rule's fix leaves nothing for the rule to say, and nothing that is wrong.
#[test]
fn fixes_mend() {
    let mut mended = Vec::new();
    for rule in RULES {
        for example in examples(rule.page).iter().filter(|example| example.wrong) {
            let parts: Vec<&str> = match example.sql.strip_prefix("-- +before\n") {
                Some(text) => text.split("-- +up\n").collect(),
                None => vec![&example.sql],
            };
            let chain = Chain::new(&parts, None);
            if chain.of(rule.name).all(|found| found.fix.is_none()) {
                continue;
            }
            let fixed = chain.fixed(rule.name);
            assert_eq!(
                fixed.of(rule.name).count(),
                0,
                "{}: {}",
                rule.name,
                example.sql
            );
            assert_eq!(fixed.errors(), [] as [&Diagnostic; 0], "{}", example.sql);
            mended.push(rule.name);
            // In a released revision nothing is mended.
            let released = Chain::new(&parts, Some(parts.len()));
            assert!(released.of(rule.name).all(|found| found.fix.is_none()));
        }
    }
    mended.dedup();
    assert_eq!(
        mended,
        [
            "char-n",
            KEY,
            "identifier-too-long",
            "serial-over-identity",
            "timestamp-without-time-zone",
            "unnamed-constraint"
        ]
    );
}

#[test]
fn serial_is_mended_unseen_where_nothing_depends_on_it() {
    use crate::diag::Safety;
    let table = "CREATE TABLE t (id serial PRIMARY KEY);";
    for (more, safety) in [
        ("COMMENT ON COLUMN t.id IS 'a number';", Some(Safety::Safe)),
        ("ALTER TABLE t ADD x int;", Some(Safety::Safe)),
        ("ALTER TABLE t ALTER id TYPE bigint;", None),
        (
            "ALTER SEQUENCE t_id_seq OWNED BY t.id;",
            Some(Safety::Suggestion),
        ),
        (
            "GRANT USAGE ON SEQUENCE t_id_seq TO PUBLIC;",
            Some(Safety::Suggestion),
        ),
    ] {
        let chain = Chain::new(&[table, more], None);
        let found: Vec<_> = chain.of("serial-over-identity").collect();
        assert_eq!(found.len(), 1, "{more}");
        let fix = found[0].fix.as_ref();
        assert_eq!(fix.map(|fix| fix.safety), safety, "{more}");
    }
}
