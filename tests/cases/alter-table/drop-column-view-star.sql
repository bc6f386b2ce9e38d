-- case: The star of a view holds the columns of its day
-- covers: alter-table/drop-column, create-view/view
-- error: 2BP01
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT * FROM t;
ALTER TABLE t ADD COLUMN c int;
ALTER TABLE t DROP COLUMN c;
ALTER TABLE t DROP COLUMN b;
