-- case: CASCADE takes the columns
-- covers: drop-extension/cascade
CREATE EXTENSION citext;
CREATE TABLE t (a citext, b citext[], c int);
CREATE INDEX ON t (a);
CREATE VIEW v AS SELECT a FROM t;
DROP EXTENSION citext CASCADE;
