-- case: A view follows the names of what it stands on, its own columns stay
-- covers: create-view/view, alter-table/rename-to, alter-table/rename-column
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a, b FROM t;
ALTER TABLE t RENAME TO u;
ALTER TABLE u RENAME COLUMN a TO z;
