-- case: Columns and index keys have the collation that their expression derives
-- covers: create-table-as/as, create-index/expression
CREATE COLLATION german (provider = icu, locale = 'de');
CREATE DOMAIN posix_text AS text COLLATE "POSIX";
CREATE TABLE s (a text, b text COLLATE "C", c text COLLATE german, d name, e posix_text, f text[] COLLATE "C", g varchar(5) COLLATE german, n int);
CREATE FUNCTION joined(x text[], y text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT y $$;
CREATE TABLE t1 AS SELECT lower(b) AS c1, b || 'x' AS c2, a || b AS c3, coalesce(b, a) AS c4, CASE WHEN n > 0 THEN c ELSE a END AS c5, a COLLATE "C" AS c6, upper(c COLLATE "C") AS c7, n::text AS c8, f[1] AS c9, ARRAY[b] AS c10, max(b) AS c11, array_agg(c) AS c12, substring(c FROM 1) AS c13, d AS c14, d::text AS c15, e AS c16, e || 'x' AS c17, nullif(b, 'x') AS c18, greatest(a, c) AS c19, (b || a)::varchar(3) AS c20, concat(b, n) AS c21, lag(c) OVER () AS c22, string_agg(g, ',') AS c23, length(b) AS c24, joined(f, a) AS c25, format('%s', c) AS c26, 'x'::name AS c27 FROM s GROUP BY a, b, c, d, e, f, g, n;
CREATE TABLE t2 AS SELECT b FROM s UNION ALL SELECT a FROM s;
CREATE TABLE t3 AS SELECT a FROM s UNION SELECT c FROM s;
CREATE TABLE t4 AS SELECT q.x, q.x || a AS y FROM (SELECT a, a COLLATE "C" AS x FROM s) q;
CREATE TABLE t5 AS SELECT (SELECT c FROM s LIMIT 1) AS x, ARRAY(SELECT b FROM s) AS y, v.* FROM (VALUES ('x' COLLATE "C", 1), ('y', 2)) AS v;
CREATE VIEW v1 AS SELECT lower(c) AS x, b FROM s;
CREATE INDEX i1 ON s (lower(b));
CREATE INDEX i2 ON s (lower(a), lower(c), (a || c));
CREATE INDEX i3 ON s (lower(b) COLLATE "C", lower(b) COLLATE "POSIX", (b COLLATE german));
CREATE INDEX i4 ON s (joined(f, a), (d::text), (e || 'x'), (n::text));
CREATE INDEX i5 ON s ((f[1]), abs(n), length(c));
ALTER COLLATION german RENAME TO deutsch;
