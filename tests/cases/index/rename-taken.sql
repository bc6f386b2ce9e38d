-- case: The new name is taken
-- covers: alter-index/rename-to
-- error: 42P07
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER INDEX i RENAME TO t;
