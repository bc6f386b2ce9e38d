//! Money in every disguise: what is said, and at which words.

use super::{Revisions, configured_revisions};

/// What one rule says of revisions that follow each other: message and the
/// words at the primary span, as `message @ words`. Other reports are kept with
/// their code in front.
fn said(rule: &str, config: &str, revisions: &[&str]) -> Vec<String> {
    let (diagnostics, sources) = configured_revisions(config, &Revisions::in_line(revisions));
    diagnostics
        .iter()
        .map(|diagnostic| {
            let words = diagnostic
                .primary
                .as_ref()
                .map_or("", |primary| sources.text(primary.span));
            let said = format!("{} @ {words}", diagnostic.message);
            if diagnostic.code == rule {
                said
            } else {
                format!("{}: {said}", diagnostic.code)
            }
        })
        .collect()
}

fn float(revisions: &[&str]) -> Vec<String> {
    said("float-money", "", revisions)
}

#[test]
fn each_float_is_found_in_each_disguise() {
    let mut faults = Vec::new();
    for (sql, expected) in [
        // The types themselves.
        (
            "CREATE TABLE t (price real);",
            "money column `t.price` is real @ real",
        ),
        (
            "CREATE TABLE t (price float4);",
            "money column `t.price` is real @ float4",
        ),
        (
            "CREATE TABLE t (price float(24));",
            "money column `t.price` is real @ float(24)",
        ),
        (
            "CREATE TABLE t (price float(25));",
            "money column `t.price` is double precision @ float(25)",
        ),
        (
            "CREATE TABLE t (price float);",
            "money column `t.price` is double precision @ float",
        ),
        (
            "CREATE TABLE t (price float8);",
            "money column `t.price` is double precision @ float8",
        ),
        (
            "CREATE TABLE t (price pg_catalog.float8);",
            "money column `t.price` is double precision @ pg_catalog.float8",
        ),
        (
            "CREATE TABLE t (\"Total Price\" double precision);",
            "money column `t.Total Price` is double precision @ double precision",
        ),
        (
            "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE t (price real) SERVER s;",
            "money column `t.price` is real @ real",
        ),
        (
            "CREATE TABLE t (id int); ALTER TABLE t ADD price real;",
            "money column `t.price` is real @ real",
        ),
        // Arrays.
        (
            "CREATE TABLE t (prices float8[][]);",
            "money column `t.prices` is an array of double precision @ float8[][]",
        ),
        // Domains, and domains over domains.
        (
            "CREATE DOMAIN d AS real; CREATE TABLE t (price d);",
            "money column `t.price` is the domain `d`, which is real @ d",
        ),
        (
            "CREATE DOMAIN tutar AS real; CREATE TABLE t (x tutar);",
            "money column `t.x` is the domain `tutar`, which is real @ tutar",
        ),
        (
            "CREATE DOMAIN d AS real[]; CREATE DOMAIN e AS d; CREATE TABLE t (price e[]);",
            "money column `t.price` is an array of the domain `e`, which is the domain `d`, which is an array of real @ e[]",
        ),
        // Composite types.
        (
            "CREATE TYPE c AS (price real, n int);",
            "money attribute `c.price` is real @ real",
        ),
        (
            "CREATE TYPE c AS (n int); ALTER TYPE c ADD ATTRIBUTE price real;",
            "money attribute `c.price` is real @ real",
        ),
        (
            "CREATE TYPE price AS (value real, currency text);",
            "money attribute `price.value` is real @ real",
        ),
        (
            "CREATE TYPE c AS (v real); CREATE TABLE t (price c);",
            "money column `t.price` is the composite type `c`, whose `v` is real @ c",
        ),
        (
            "CREATE TABLE r (v real); CREATE TABLE t (price r[]);",
            "money column `t.price` is an array of the composite type `r`, whose `v` is real @ r[]",
        ),
        // Ranges and multiranges.
        (
            "CREATE TYPE r AS RANGE (subtype = float8); CREATE TABLE t (price r);",
            "money column `t.price` is the range `r`, which is double precision @ r",
        ),
        (
            "CREATE TYPE r AS RANGE (subtype = float8, multirange_type_name = m); CREATE TABLE t (price m);",
            "money column `t.price` is the range `r`, which is double precision @ m",
        ),
        (
            "CREATE DOMAIN d AS float8; CREATE TYPE r AS RANGE (subtype = d); CREATE TABLE t (price r);",
            "money column `t.price` is the range `r`, which is the domain `d`, which is double precision @ r",
        ),
        (
            "CREATE TYPE price_range AS RANGE (subtype = float8); CREATE TABLE t (x price_range);",
            "money column `t.x` is the range `price_range`, which is double precision @ price_range",
        ),
        // ALTER … TYPE.
        (
            "CREATE TABLE t (price numeric(9, 2)); ALTER TABLE t ALTER price TYPE real;",
            "money column `t.price` is real @ real",
        ),
        (
            "CREATE TABLE t (price real); ALTER TABLE t ALTER price SET DATA TYPE float8, ALTER price SET NOT NULL;",
            "money column `t.price` is double precision @ float8",
        ),
        (
            "CREATE TYPE c AS (price int); ALTER TYPE c ALTER ATTRIBUTE price TYPE real;",
            "money attribute `c.price` is real @ real",
        ),
        // The column is of a type that becomes a float afterwards.
        (
            "CREATE TYPE c AS (v int); CREATE TABLE t (id int, price c); ALTER TABLE t DROP price; \
          ALTER TYPE c ALTER ATTRIBUTE v TYPE real; ALTER TABLE t ADD price c;",
            "money column `t.price` is the composite type `c`, whose `v` is real @ c",
        ),
        (
            "CREATE TYPE c AS (v int); CREATE TABLE t OF c; ALTER TYPE c RENAME ATTRIBUTE v TO price CASCADE; \
          ALTER TYPE c ALTER ATTRIBUTE price TYPE real CASCADE;",
            "money attribute `c.price` is real @ real",
        ),
        // A rename.
        (
            "CREATE TABLE t (x real); ALTER TABLE t RENAME x TO price;",
            "money column `t.price` is real @ price",
        ),
        (
            "CREATE TABLE t (x real); ALTER TABLE t RENAME COLUMN x TO \"toplamÜcret\";",
            "money column `t.toplamÜcret` is real @ \"toplamÜcret\"",
        ),
        (
            "CREATE TYPE c AS (x real); ALTER TYPE c RENAME ATTRIBUTE x TO price;",
            "money attribute `c.price` is real @ price",
        ),
        (
            "CREATE VIEW v AS SELECT 1::real AS x; ALTER VIEW v RENAME COLUMN x TO price;",
            "money column `v.price` is real @ price",
        ),
        (
            "CREATE DOMAIN d AS real; CREATE TABLE t (x d); ALTER DOMAIN d RENAME TO tutar;",
            "money column `t.x` is the domain `tutar`, which is real @ tutar",
        ),
        // A comment.
        (
            "CREATE TABLE t (x real); COMMENT ON COLUMN t.x IS 'Owed. @money(currency = c)';",
            "money column `t.x` is real @ 'Owed. @money(currency = c)'",
        ),
        (
            "CREATE TYPE c AS (x real); COMMENT ON COLUMN c.x IS '@money';",
            "money attribute `c.x` is real @ '@money'",
        ),
        (
            "CREATE TABLE p (x real); CREATE TABLE t () INHERITS (p); COMMENT ON COLUMN t.x IS '@money';",
            "money column `t.x` is real @ '@money'",
        ),
        (
            "CREATE DOMAIN d AS real; CREATE TABLE t (x d); COMMENT ON DOMAIN d IS '@money';",
            "money column `t.x` is the domain `d`, which is real @ '@money'",
        ),
        // What others hand on: told once, where it comes from.
        (
            "CREATE TABLE p (price real); CREATE TABLE t () INHERITS (p); CREATE TABLE u () INHERITS (t);",
            "money column `p.price` is real @ real",
        ),
        (
            "CREATE TABLE p (id int, price real) PARTITION BY LIST (id); CREATE TABLE t PARTITION OF p DEFAULT;",
            "money column `p.price` is real @ real",
        ),
        (
            "CREATE TABLE p (id int, price real) PARTITION BY LIST (id); CREATE TABLE t (id int, price real); ALTER TABLE p ATTACH PARTITION t DEFAULT;",
            "money column `p.price` is real @ real",
        ),
        (
            "CREATE TYPE c AS (price real); CREATE TABLE t OF c;",
            "money attribute `c.price` is real @ real",
        ),
        (
            "CREATE TABLE t (price real); CREATE VIEW v AS SELECT price FROM t; CREATE MATERIALIZED VIEW w AS SELECT * FROM v;",
            "money column `t.price` is real @ real",
        ),
        // What they make of something that is no money yet.
        (
            "CREATE TABLE p (x real); CREATE TABLE t (price real) INHERITS (p);",
            "money column `t.price` is real @ real",
        ),
        (
            "CREATE TABLE t (x real); CREATE VIEW v AS SELECT x AS price FROM t;",
            "money column `v.price` is real @ x",
        ),
        (
            "CREATE TABLE t (x real); CREATE VIEW v (price) AS SELECT x FROM t;",
            "money column `v.price` is real @ price",
        ),
        (
            "CREATE TABLE t (x real); CREATE MATERIALIZED VIEW v AS SELECT x AS price FROM t;",
            "money column `v.price` is real @ x",
        ),
        (
            "CREATE TABLE t (x int); CREATE VIEW v AS SELECT x::float8 AS price FROM t;",
            "money column `v.price` is double precision @ x::float8",
        ),
        (
            "CREATE TABLE t (x int); CREATE VIEW v AS SELECT CAST(x AS float8) * 1.18 AS price FROM t;",
            "money column `v.price` is double precision @ CAST(x AS float8) * 1.18",
        ),
        (
            "CREATE TABLE t (x int); CREATE VIEW v AS SELECT (x::float8 * 2)::numeric(9, 2) AS price FROM t;",
            "money column `v.price` is computed through double precision @ (x::float8 * 2)::numeric(9, 2)",
        ),
        (
            "CREATE TABLE t (x int); CREATE VIEW v AS SELECT round(float8(x)) AS price FROM t;",
            "money column `v.price` is double precision @ round(float8(x))",
        ),
        (
            "CREATE TABLE t AS SELECT 1::float8 AS price;",
            "money column `t.price` is double precision @ 1::float8",
        ),
        (
            "CREATE TABLE t (price) AS SELECT 1::float8;",
            "money column `t.price` is double precision @ 1::float8",
        ),
        (
            "SELECT 1::float8 AS price INTO t;",
            "money column `t.price` is double precision @ 1::float8",
        ),
        (
            "CREATE TABLE t (x int); CREATE VIEW v AS SELECT x AS price FROM t; CREATE OR REPLACE VIEW v AS SELECT x::real::int AS price FROM t;",
            "money column `v.price` is computed through real @ v",
        ),
        (
            "CREATE SCHEMA s CREATE TABLE t (price real);",
            "money column `t.price` is real @ real",
        ),
        // What an annotation says that a statement does.
        (
            "-- pgbindgen: effect \"CREATE TABLE t (price real)\"\nCREATE EXTENSION unheard_of;",
            "money column `t.price` is real @ CREATE EXTENSION unheard_of",
        ),
        // Generated columns and defaults.
        (
            "CREATE TABLE t (n int, price float8 GENERATED ALWAYS AS (n * 1.5) STORED);",
            "money column `t.price` is double precision @ float8",
        ),
        (
            "CREATE TABLE t (n int, price numeric(9, 2) GENERATED ALWAYS AS (n::float8 * 2) STORED);",
            "money column `t.price` is generated through double precision @ n::float8 * 2",
        ),
        (
            "CREATE TABLE t (n float8, price numeric(9, 2) GENERATED ALWAYS AS (n * 2) STORED);",
            "money column `t.price` is generated through double precision @ n * 2",
        ),
        (
            "CREATE TABLE t (price numeric(9, 2) DEFAULT 0::float8);",
            "the default of money column `t.price` is a double precision @ 0::float8",
        ),
        (
            "CREATE TABLE t (price numeric(9, 2) DEFAULT real '0');",
            "the default of money column `t.price` is a real @ real '0'",
        ),
        (
            "CREATE TABLE t (price numeric(9, 2)); ALTER TABLE t ALTER price SET DEFAULT CAST(0 AS float);",
            "the default of money column `t.price` is a double precision @ CAST(0 AS float)",
        ),
        (
            "CREATE DOMAIN d AS float8; CREATE TABLE t (price numeric(9, 2) DEFAULT 0::d);",
            "the default of money column `t.price` is a double precision @ 0::d",
        ),
        (
            "CREATE TABLE p (price numeric(9, 2) DEFAULT 0::float8); CREATE TABLE t () INHERITS (p);",
            "the default of money column `p.price` is a double precision @ 0::float8",
        ),
        (
            "CREATE TABLE p (price numeric(9, 2)); CREATE TABLE t () INHERITS (p); ALTER TABLE t ALTER price SET DEFAULT 0::float8;",
            "the default of money column `t.price` is a double precision @ 0::float8",
        ),
        // Capitals that PostgreSQL folds away.
        (
            "CREATE TABLE t (toplamUcret real);",
            "money column `t.toplamucret` is real @ real",
        ),
        (
            "CREATE TABLE t (x real); ALTER TABLE t RENAME x TO invoiceTotal;",
            "money column `t.invoicetotal` is real @ invoiceTotal",
        ),
        (
            "CREATE TYPE c AS (unitCost real);",
            "money attribute `c.unitcost` is real @ real",
        ),
        (
            "CREATE TABLE s (x int); CREATE VIEW v AS SELECT x::real AS kdvTutari FROM s;",
            "money column `v.kdvtutari` is real @ x::real",
        ),
        (
            "CREATE TABLE s (x int); CREATE TABLE t AS SELECT x::real AS taxAmount FROM s;",
            "money column `t.taxamount` is real @ x::real",
        ),
        (
            "CREATE DOMAIN unitPrice AS real; CREATE TABLE t (x unitPrice);",
            "money column `t.x` is the domain `unitprice`, which is real @ unitPrice",
        ),
        // The default of a domain, and what a function brings in.
        (
            "CREATE DOMAIN d AS numeric(9, 2) DEFAULT 0::float8; CREATE DOMAIN e AS d; CREATE TABLE t (price e);",
            "the default of money column `t.price` is a double precision @ price",
        ),
        (
            "CREATE TABLE t (price numeric(9, 2) DEFAULT (random() * 100)::numeric);",
            "the default of money column `t.price` is a double precision @ (random() * 100)::numeric",
        ),
        // Below the outermost query.
        (
            "CREATE TABLE s (x int); CREATE VIEW v AS WITH c AS (SELECT x::float8 AS y FROM s) SELECT y::numeric(9, 2) AS price FROM c;",
            "money column `v.price` is computed through double precision @ y::numeric(9, 2)",
        ),
        (
            "CREATE TABLE s (x int); CREATE VIEW v AS SELECT round(c.y * 2, 2) AS price FROM (SELECT sum(x::float8)::numeric AS y FROM s) c;",
            "money column `v.price` is computed through double precision @ round(c.y * 2, 2)",
        ),
        (
            "CREATE TABLE s (x int); CREATE VIEW v AS SELECT coalesce(y, 0) AS price FROM (SELECT x::numeric UNION SELECT x::real::numeric FROM s) c (y);",
            "money column `v.price` is computed through real @ coalesce(y, 0)",
        ),
        // A block.
        (
            "DO $$ BEGIN CREATE TABLE t (price real); END $$;",
            "money column `t.price` is real @ real",
        ),
        (
            "CREATE TABLE t (x real); DO $$ BEGIN IF true THEN ALTER TABLE t RENAME x TO price; END IF; END $$;",
            "money column `t.price` is real @ price",
        ),
        (
            "DO $$ BEGIN EXECUTE 'CREATE TABLE t (price ' || 'real)'; END $$;",
            "money column `t.price` is real @ 'CREATE TABLE t (price ' || 'real)'",
        ),
        (
            "DO $$ BEGIN FOR i IN 1..1 LOOP EXECUTE format('CREATE TABLE %I (price real)', 't' || i); END LOOP; END $$;",
            "money column `t1.price` is real @ format('CREATE TABLE %I (price real)', 't' || i)",
        ),
    ] {
        let found = float(&[sql]);
        if found != [expected] {
            faults.push(format!("{sql}\n  found {found:#?}\n  expected {expected}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn two_disguises_are_two_reports() {
    for (sql, expected) in [
        (
            "CREATE TABLE s (price real); CREATE TABLE t (LIKE s);",
            vec![
                "money column `s.price` is real @ real",
                "money column `t.price` is real @ s",
            ],
        ),
        (
            "CREATE TABLE s (price real); CREATE TABLE t AS SELECT * FROM s;",
            vec![
                "money column `s.price` is real @ real",
                "money column `t.price` is real @ *",
            ],
        ),
        (
            "CREATE TABLE s (price numeric(9, 2) DEFAULT 0::real); CREATE TABLE t (LIKE s INCLUDING DEFAULTS);",
            vec![
                "the default of money column `s.price` is a real @ 0::real",
                "the default of money column `t.price` is a real @ s",
            ],
        ),
    ] {
        assert_eq!(float(&[sql]), expected, "{sql}");
    }
}

#[test]
fn what_is_no_money_or_no_float_is_left_alone() {
    for sql in [
        "CREATE TABLE t (price numeric(9, 2) DEFAULT 0, tax_rate real, price_count float8, total_duration real);",
        "CREATE TABLE t (x real); COMMENT ON COLUMN t.x IS 'asked at sales@money.example';",
        "CREATE TABLE t (price real); COMMENT ON COLUMN t.price IS 'a forecast @not_money';",
        "CREATE TABLE t (price real); COMMENT ON COLUMN t.price IS 'a forecast @not-money';",
        // What repeats it is no money either.
        "CREATE TABLE p (price real); COMMENT ON COLUMN p.price IS '@not_money'; CREATE TABLE t () INHERITS (p);",
        "CREATE TABLE p (price real); COMMENT ON COLUMN p.price IS '@not_money'; CREATE VIEW v AS SELECT price FROM p;",
        "CREATE TABLE p (price real); COMMENT ON COLUMN p.price IS '@not_money'; CREATE VIEW v AS SELECT * FROM p;",
        "CREATE TYPE c AS (v real, rate real); CREATE TABLE t (measure c);",
        "CREATE TYPE cost AS (qty real); CREATE TABLE t (price cost);",
        "CREATE DOMAIN price AS real; COMMENT ON DOMAIN price IS 'relative @not_money'; CREATE TABLE t (price price);",
        // What a float is asked is no amount of it.
        "CREATE TABLE s (x float8); CREATE VIEW v AS SELECT count(y)::numeric AS price FROM (SELECT x::float8 AS y FROM s) c;",
        "CREATE DOMAIN d AS numeric(9, 2) DEFAULT 0::float8; CREATE TABLE t (price d DEFAULT 0, prices d[]);",
        "CREATE TABLE t (toplamSure real, netWeight real);",
        // A comparison is no value.
        "CREATE TABLE t (price numeric(9, 2) CHECK (price::float8 > 0));",
        "CREATE TABLE t (price numeric(9, 2)); CREATE VIEW v AS SELECT price FROM t WHERE price::float8 > 0;",
        // It is not there any more.
        "CREATE TABLE t (price real); DROP TABLE t;",
        "CREATE TABLE t (id int, price real); ALTER TABLE t DROP price;",
        "CREATE TABLE t (price real); ALTER TABLE t RENAME price TO measure;",
        "CREATE TEMPORARY TABLE t (price real);",
        "CREATE TABLE t (x real); SAVEPOINT s; ALTER TABLE t RENAME x TO price; ROLLBACK TO s;",
    ] {
        assert_eq!(float(&[sql]), [""; 0], "{sql}");
    }
}

/// What counts is the head, and what is told is where it came to be.
#[test]
fn the_statement_that_last_made_it_so() {
    for (revisions, expected) in [
        // Mended or dropped later.
        (
            &[
                "CREATE TABLE t (id int, price real);",
                "ALTER TABLE t ALTER price TYPE numeric(9, 2);",
            ][..],
            None,
        ),
        (
            &[
                "CREATE TABLE t (id int, price real);",
                "ALTER TABLE t DROP price;",
            ],
            None,
        ),
        (
            &[
                "CREATE TABLE t (price numeric(9, 2) DEFAULT 0::real);",
                "ALTER TABLE t ALTER price SET DEFAULT 0;",
            ],
            None,
        ),
        (
            &[
                "CREATE DOMAIN d AS real; CREATE TABLE t (id int, price d);",
                "ALTER TABLE t ALTER price TYPE numeric(9, 2); DROP DOMAIN d;",
            ],
            None,
        ),
        // What follows does not matter.
        (
            &[
                "CREATE TABLE t (price real);",
                "COMMENT ON COLUMN t.price IS 'x';",
                "ALTER TABLE t RENAME price TO cost;",
                "ALTER TABLE t RENAME TO u;",
            ],
            Some("money column `u.cost` is real @ real"),
        ),
        (
            &[
                "CREATE TABLE t (price real);",
                "ALTER TABLE t ALTER price SET NOT NULL;",
            ],
            Some("money column `t.price` is real @ real"),
        ),
        // Back again.
        (
            &[
                "CREATE TABLE t (price real);",
                "ALTER TABLE t ALTER price TYPE numeric(9, 2);",
                "ALTER TABLE t ALTER price TYPE float8;",
            ],
            Some("money column `t.price` is double precision @ float8"),
        ),
        (
            &[
                "CREATE TABLE t (price real);",
                "ALTER TABLE t RENAME price TO x; ALTER TABLE t RENAME x TO cost; ALTER TABLE t ADD n int;",
            ],
            Some("money column `t.cost` is real @ cost"),
        ),
        (
            &[
                "CREATE TABLE t (x real);",
                "COMMENT ON COLUMN t.x IS '@money';",
                "COMMENT ON COLUMN t.x IS 'in euro @money';",
            ],
            Some("money column `t.x` is real @ '@money'"),
        ),
        // In another object than the column.
        (
            &[
                "CREATE TYPE c AS (v int, price int); CREATE TABLE t OF c;",
                "ALTER TYPE c ALTER ATTRIBUTE price TYPE real CASCADE;",
            ],
            Some("money attribute `c.price` is real @ real"),
        ),
        (
            &[
                "CREATE TYPE c AS (v real);",
                "CREATE TABLE t (n int, sum c);",
                "ALTER TABLE t RENAME sum TO total;",
            ],
            Some("money column `t.total` is the composite type `c`, whose `v` is real @ total"),
        ),
        (
            &[
                "CREATE DOMAIN d AS real; CREATE TABLE t (x d);",
                "ALTER DOMAIN d RENAME TO tutar;",
            ],
            Some("money column `t.x` is the domain `tutar`, which is real @ tutar"),
        ),
        // A revision that is mended in itself.
        (
            &[
                "CREATE TABLE t (price real); ALTER TABLE t ALTER price TYPE int; ALTER TABLE t ALTER price TYPE float8; SELECT 1;",
            ],
            Some("money column `t.price` is double precision @ float8"),
        ),
    ] {
        let found = float(revisions);
        let found: Vec<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, Vec::from_iter(expected), "{revisions:?}");
    }
}

#[test]
fn lists_say_what_money_is() {
    let table = "CREATE SCHEMA app; CREATE TABLE app.t (x real, price real);";
    for (config, expected) in [
        ("", &["price"][..]),
        ("columns = [\"x\"]", &["x", "price"]),
        ("columns = [\"t.x\"]", &["x", "price"]),
        ("columns = [\"app.t.x\"]", &["x", "price"]),
        ("not_columns = [\"price\"]", &[]),
        ("not_columns = [\"t.price\"]", &[]),
        ("not_columns = [\"app.t.price\"]", &[]),
        ("not_words = [\"price\"]", &[]),
        ("words = [\"x\"]", &["x", "price"]),
        ("words = [\"X\"]\nnot_words = [\"PRICE\"]", &["x"]),
    ] {
        let found = said("float-money", &format!("[money]\n{config}\n"), &[table]);
        let expected: Vec<String> = expected
            .iter()
            .map(|name| format!("money column `t.{name}` is real @ real"))
            .collect();
        assert_eq!(found, expected, "{config}");
    }
    // Of another schema's table nothing is said.
    let two = "CREATE SCHEMA app; CREATE TABLE app.t (price real); CREATE TABLE t (price real);";
    let config = "[money]\nnot_columns = [\"app.t.price\"]\n";
    assert_eq!(
        said("float-money", config, &[two]),
        ["money column `t.price` is real @ real"]
    );
}

/// Each head is judged, and what lies before the fork is told once.
#[test]
fn each_of_two_heads_is_judged() {
    let heads = |left: &str, right: &str| {
        let revisions = Revisions {
            of: vec![
                (
                    "a",
                    "none",
                    "CREATE TABLE t (id int, price real, x real);".to_owned(),
                ),
                ("b", "a", left.to_owned()),
                ("c", "a", right.to_owned()),
            ],
        };
        let (diagnostics, sources) = configured_revisions("", &revisions);
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.code != "two-heads")
            .map(|diagnostic| {
                let primary = diagnostic.primary.as_ref().map(|label| label.span);
                let file = primary.map_or("", |span| sources.file(span.file).path());
                format!("{file} {}: {}", diagnostic.code, diagnostic.message)
            })
            .collect::<Vec<_>>()
    };
    let price = "a.sql float-money: money column `t.price` is real";
    assert_eq!(heads("", ""), [price]);
    // One head has mended it, the other has not.
    let mend = "ALTER TABLE t ALTER price TYPE numeric(9, 2);";
    assert_eq!(heads(mend, ""), [price]);
    assert_eq!(heads(mend, mend), [""; 0]);
    // Each adds what the other does not see, even under one name.
    assert_eq!(
        heads(
            &format!("{mend} ALTER TABLE t ADD cost real;"),
            &format!("{mend} ALTER TABLE t ADD cost float8;")
        ),
        [
            "b.sql float-money: money column `t.cost` is real",
            "c.sql float-money: money column `t.cost` is double precision",
        ]
    );
    // What one refuses is told as well.
    assert_eq!(
        heads(mend, &format!("{mend} ALTER TABLE t DROP nothing;")),
        ["c.sql 42703: column \"nothing\" of relation \"t\" does not exist"]
    );
    // A comment that one head needs is needed.
    let fork = "-- pgbindgen: allow(float-money) a forecast\nALTER TABLE t RENAME x TO total;";
    assert_eq!(heads(&format!("{mend}\n{fork}"), mend), [""; 0]);
}

#[test]
fn the_type_money_is_found_where_it_is_named() {
    for (sql, expected) in [
        (
            "CREATE TABLE t (x money);",
            &["column `t.x` is of type money @ money"][..],
        ),
        (
            "CREATE TABLE t (x pg_catalog.money[]);",
            &["column `t.x` is of type an array of money @ pg_catalog.money[]"],
        ),
        (
            "CREATE DOMAIN d AS money; CREATE DOMAIN e AS d; CREATE TABLE t (x d, y e);",
            &["the domain `d` is money @ d"],
        ),
        (
            "CREATE DOMAIN d AS money[];",
            &["the domain `d` is an array of money @ d"],
        ),
        (
            "CREATE TYPE c AS (x money); CREATE TABLE t (y c); CREATE TABLE u OF c;",
            &["attribute `c.x` is of type money @ money"],
        ),
        (
            "CREATE TYPE r AS RANGE (subtype = money); CREATE TABLE t (x r);",
            &["the range `r` is one of money @ r"],
        ),
        (
            "CREATE FUNCTION f(money) RETURNS int LANGUAGE sql AS 'SELECT 1';",
            &["function `f` takes or returns money @ f"],
        ),
        (
            "CREATE FUNCTION f() RETURNS TABLE (x money) LANGUAGE sql AS 'SELECT 1::money';",
            &["function `f` takes or returns money @ f"],
        ),
        (
            "CREATE FUNCTION f() RETURNS money[] LANGUAGE sql AS 'SELECT NULL::money[]';",
            &["function `f` takes or returns money @ f"],
        ),
        (
            "CREATE TABLE t (x int); ALTER TABLE t ALTER x TYPE money;",
            &["column `t.x` is of type money @ money"],
        ),
        (
            "CREATE TABLE t (x numeric DEFAULT 0::money);",
            &["the default of column `t.x` is cast to money @ 0::money"],
        ),
        (
            "CREATE TABLE t (n money, x numeric(9, 2), CHECK (n::numeric = x));",
            &["column `t.n` is of type money @ money"],
        ),
        (
            "CREATE TABLE t (x numeric); CREATE VIEW v AS SELECT x::money AS y FROM t;",
            &["column `v.y` is of type money @ x::money"],
        ),
        (
            "CREATE TABLE t (x numeric); CREATE VIEW v AS SELECT x::money::text AS y FROM t;",
            &["column `v.y` is computed through money @ x::money::text"],
        ),
        (
            "CREATE TABLE p (x money); CREATE TABLE t () INHERITS (p); CREATE VIEW v AS SELECT x AS y FROM t;",
            &["column `p.x` is of type money @ money"],
        ),
        (
            "CREATE TABLE p (x money); CREATE TABLE t (LIKE p);",
            &[
                "column `p.x` is of type money @ money",
                "column `t.x` is of type money @ p",
            ],
        ),
        (
            "CREATE TABLE t (x numeric, CONSTRAINT c CHECK (x::money > 0::money)); CREATE TABLE u () INHERITS (t);",
            &["a check of `t` casts to money @ x::money > 0::money"],
        ),
        (
            "CREATE TABLE t (n int); CREATE INDEX i ON t ((n * '1'::money));",
            &["the index `i` casts to money @ n * '1'::money"],
        ),
        (
            "CREATE TABLE t (n int); CREATE INDEX i ON t (n) WHERE n * '1'::money > '2';",
            &["the index `i` casts to money @ n * '1'::money > '2'"],
        ),
        (
            "CREATE TABLE t (x numeric); CREATE POLICY p ON t USING (x::money > 0::money);",
            &["a policy of `t` casts to money @ x::money > 0::money"],
        ),
        (
            "CREATE DOMAIN d AS numeric DEFAULT 0::money;",
            &["the default or a check of the domain `d` casts to money @ 0::money"],
        ),
        (
            "CREATE TABLE s (x numeric); CREATE VIEW v AS WITH c AS (SELECT x::money AS y FROM s) SELECT y::numeric AS z FROM c;",
            &["column `v.z` is computed through money @ y::numeric"],
        ),
        (
            "DO $$ BEGIN CREATE TABLE t (x money); END $$;",
            &["column `t.x` is of type money @ money"],
        ),
        (
            "CREATE TABLE t (x money); ALTER TABLE t ALTER x TYPE numeric(9, 2) USING x::numeric;",
            &[],
        ),
        (
            "CREATE TABLE t (money int, note text DEFAULT 'money');",
            &[],
        ),
        (
            "CREATE DOMAIN d AS money; DROP DOMAIN d; CREATE TEMPORARY TABLE t (x money);",
            &[],
        ),
    ] {
        assert_eq!(said("money-type", "", &[sql]), expected, "{sql}");
    }
}

#[test]
fn money_without_a_scale_is_found_in_each_disguise() {
    let bare = "numeric without precision and scale";
    for (sql, expected) in [
        (
            "CREATE TABLE t (price numeric);",
            Some(("column `t.price` is", "", "numeric")),
        ),
        (
            "CREATE TABLE t (price decimal);",
            Some(("column `t.price` is", "", "decimal")),
        ),
        (
            "CREATE TABLE t (prices numeric[]);",
            Some(("column `t.prices` is", " an array of", "numeric[]")),
        ),
        (
            "CREATE DOMAIN d AS numeric; CREATE TABLE t (price d);",
            Some(("column `t.price` is", " the domain `d`, which is", "d")),
        ),
        (
            "CREATE TYPE c AS (price numeric);",
            Some(("attribute `c.price` is", "", "numeric")),
        ),
        (
            "CREATE TYPE c AS (v numeric); CREATE TABLE t (price c);",
            Some((
                "column `t.price` is",
                " the composite type `c`, whose `v` is",
                "c",
            )),
        ),
        (
            "CREATE TABLE t (price numeric(9, 2)); ALTER TABLE t ALTER price TYPE numeric;",
            Some(("column `t.price` is", "", "numeric")),
        ),
        (
            "CREATE TABLE t (x numeric); ALTER TABLE t RENAME x TO price;",
            Some(("column `t.price` is", "", "price")),
        ),
        (
            "CREATE TABLE t (x numeric); COMMENT ON COLUMN t.x IS '@money';",
            Some(("column `t.x` is", "", "'@money'")),
        ),
        (
            "CREATE TABLE t (n int, price numeric GENERATED ALWAYS AS (n * 1.5) STORED);",
            Some(("column `t.price` is", "", "numeric")),
        ),
        (
            "CREATE TABLE s (x numeric(9, 2)); CREATE TABLE t AS SELECT sum(x) AS price FROM s;",
            Some(("column `t.price` is", "", "sum(x)")),
        ),
        (
            "CREATE TABLE p (price numeric); CREATE TABLE t () INHERITS (p);",
            Some(("column `p.price` is", "", "numeric")),
        ),
        (
            "DO $$ BEGIN CREATE TABLE t (price numeric); END $$;",
            Some(("column `t.price` is", "", "numeric")),
        ),
        (
            "CREATE TABLE t (price numeric(9, 2), cost numeric(9), rate numeric, tax_rate numeric);",
            None,
        ),
        (
            "CREATE TABLE t (price numeric); ALTER TABLE t ALTER price TYPE numeric(9, 2);",
            None,
        ),
        (
            "CREATE TABLE s (x numeric(9, 2)); CREATE VIEW v AS SELECT sum(x) AS price FROM s;",
            None,
        ),
        (
            "CREATE TABLE s (x numeric(9, 2)); CREATE MATERIALIZED VIEW v AS SELECT sum(x) AS price FROM s;",
            None,
        ),
        ("CREATE TABLE t (price_range numrange);", None),
        (
            "CREATE TYPE r AS RANGE (subtype = numeric); CREATE TABLE t (price r);",
            None,
        ),
    ] {
        let expected = expected.map(|(what, way, at)| format!("money {what}{way} {bare} @ {at}"));
        let found = said("money-without-scale", "", &[sql]);
        assert_eq!(found, Vec::from_iter(expected), "{sql}");
    }
}

/// Every rule on money is silenced above the statement that is told of, and
/// nowhere else.
#[test]
fn each_is_silenced_where_it_is_told() {
    for (rule, before, at_fault) in [
        (
            "float-money",
            "CREATE TABLE t (id int);",
            "ALTER TABLE t ADD price real;",
        ),
        (
            "float-money",
            "CREATE TABLE t (x real);",
            "ALTER TABLE t RENAME x TO price;",
        ),
        (
            "float-money",
            "CREATE TABLE t (x real);",
            "COMMENT ON COLUMN t.x IS '@money';",
        ),
        (
            "float-money",
            "CREATE TYPE c AS (price int);",
            "ALTER TYPE c ALTER ATTRIBUTE price TYPE real;",
        ),
        (
            "float-money",
            "CREATE TABLE t (x real);",
            "CREATE TABLE u AS SELECT x AS price FROM t;",
        ),
        (
            "float-money",
            "CREATE TABLE t (x real);",
            "CREATE VIEW v AS SELECT x AS price FROM t;",
        ),
        (
            "float-money",
            "CREATE TABLE t (price numeric(9, 2));",
            "ALTER TABLE t ALTER price SET DEFAULT 0::real;",
        ),
        (
            "float-money",
            "CREATE TABLE t (x real);",
            "DO $$ BEGIN EXECUTE 'ALTER TABLE t RENAME x TO price'; END $$;",
        ),
        ("money-type", "SELECT 1;", "CREATE DOMAIN d AS money;"),
        (
            "money-type",
            "SELECT 1;",
            "CREATE FUNCTION f() RETURNS money LANGUAGE sql AS 'SELECT 1::money';",
        ),
        (
            "money-without-scale",
            "CREATE TABLE t (x numeric);",
            "ALTER TABLE t RENAME x TO price;",
        ),
    ] {
        let allow = format!("-- pgbindgen: allow({rule}) a reason\n");
        assert_eq!(said(rule, "", &[before, at_fault]).len(), 1, "{at_fault}");
        let silenced = format!("{allow}{at_fault}");
        assert_eq!(said(rule, "", &[before, &silenced]), [""; 0], "{at_fault}");
        let elsewhere = format!("{allow}{before}");
        let found = said(rule, "", &[&elsewhere, at_fault]);
        assert!(
            found.len() == 2 && found.iter().any(|said| said.starts_with("unused-allow")),
            "{at_fault}: {found:?}"
        );
    }
}
