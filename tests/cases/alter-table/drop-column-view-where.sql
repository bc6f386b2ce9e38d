-- case: Naming it in WHERE is enough
-- covers: alter-table/drop-column, create-view/view
-- error: 2BP01
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t WHERE b > 0;
ALTER TABLE t DROP COLUMN b;
