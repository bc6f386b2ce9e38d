-- case: A comment stays through renames and goes with a drop
-- covers: comment/column, alter-table/rename-column, alter-table/rename-to
CREATE TABLE t (a int, b int);
COMMENT ON TABLE t IS 'table';
COMMENT ON COLUMN t.a IS 'a';
COMMENT ON COLUMN t.b IS 'b';
ALTER TABLE t RENAME TO u;
ALTER TABLE u RENAME COLUMN a TO z;
ALTER TABLE u DROP COLUMN b;
ALTER TABLE u ADD COLUMN b int;
CREATE TABLE t (a int);
