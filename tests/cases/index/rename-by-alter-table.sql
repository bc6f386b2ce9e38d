-- case: ALTER TABLE renames an index, ALTER INDEX a table
-- covers: alter-table/rename-to, alter-index/rename-to
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER TABLE i RENAME TO j;
