-- case: A column goes with its keys, checks and indexes
-- covers: alter-table/drop-column
CREATE TABLE t (a int PRIMARY KEY, b int CHECK (b > a), c int, UNIQUE (b, c), CHECK (c > 0));
CREATE INDEX ON t (c);
CREATE INDEX ON t ((b + c));
CREATE INDEX ON t (c) WHERE b > 0;
CREATE INDEX ON t (c) INCLUDE (b);
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP a;
