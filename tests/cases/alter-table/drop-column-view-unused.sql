-- case: A view that does not name the column does not mind
-- covers: alter-table/drop-column, create-view/view
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE t DROP COLUMN b;
