-- case: A system column's name
-- covers: alter-table/add-column
-- error: 42701
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN xmin int;
