-- case: NOT NULL constraints: renamed by name, unmoved by other renames
-- covers: alter-table/rename-constraint, alter-table/rename-column, alter-table/rename-to
-- postgres: 18
CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int PRIMARY KEY);
ALTER TABLE t RENAME CONSTRAINT t_a_not_null TO a_set;
ALTER TABLE t RENAME COLUMN b TO bb;
ALTER TABLE t RENAME TO u;
ALTER TABLE u ADD COLUMN d int NOT NULL;
