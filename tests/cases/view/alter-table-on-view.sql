-- case: ALTER TABLE does it as well
-- covers: alter-table/rename-to, alter-table/rename-column, alter-table/set-default
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT a FROM t;
ALTER TABLE v ALTER COLUMN a SET DEFAULT 1;
ALTER TABLE v RENAME COLUMN a TO b;
ALTER TABLE v RENAME TO w;
