-- case: A default that cannot be cast is said before a view that uses the column
-- covers: alter-table/type
-- error: 42804
CREATE TABLE t (a bigint DEFAULT 4);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t ALTER COLUMN a TYPE boolean USING a % 2 = 0;
