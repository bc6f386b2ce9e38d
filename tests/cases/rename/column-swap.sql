-- case: Two names swapped
-- covers: alter-table/rename-column
CREATE TABLE t (a int, b text);
ALTER TABLE t RENAME COLUMN a TO tmp;
ALTER TABLE t RENAME COLUMN b TO a;
ALTER TABLE t RENAME COLUMN tmp TO b;
