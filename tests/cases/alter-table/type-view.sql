-- case: A view holds the type
-- covers: alter-table/type, create-view/view
-- error: 0A000
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t ALTER COLUMN a TYPE bigint;
