-- case: Predicates
-- covers: create-index/where
CREATE TABLE t (a int, b text, c boolean, d timestamptz);
CREATE INDEX i1 ON t (a) WHERE b IS NOT NULL;
CREATE UNIQUE INDEX i2 ON t (b) WHERE c;
CREATE INDEX i3 ON t (b) WHERE a IN (1, 2, 3) AND NOT c;
CREATE INDEX i4 ON t (d) WHERE d > '2025-01-01 00:00:00+00' OR b LIKE 'x%';
