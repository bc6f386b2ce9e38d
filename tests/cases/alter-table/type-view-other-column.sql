-- case: A column that the view does not name
-- covers: alter-table/type, create-view/view
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t ALTER COLUMN b TYPE bigint;
