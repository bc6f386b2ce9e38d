-- case: A view over the table
-- covers: drop-table/drop, create-view/view
-- error: 2BP01
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
DROP TABLE t;
