-- case: Its own name
-- covers: alter-table/rename-to
-- error: 42P07
CREATE TABLE t (a int);
ALTER TABLE t RENAME TO t;
