-- case: ALTER INDEX ... RENAME on a table renames the table
-- covers: alter-index/rename-to
CREATE TABLE t (a int);
ALTER INDEX t RENAME TO u;
