-- case: Nor does an index
-- covers: alter-table/add-column, create-index/index
-- error: 42809
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER TABLE i ADD COLUMN b int;
