-- case: A view needs the column
-- covers: alter-table/drop-column, create-view/view
-- error: 2BP01
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT b FROM t;
ALTER TABLE t DROP COLUMN b;
