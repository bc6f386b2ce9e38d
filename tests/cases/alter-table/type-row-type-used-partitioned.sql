-- case: The row type of a partitioned table is held too, and the type is the same again
-- covers: alter-table/type
-- error: 0A000
CREATE TABLE x (a int, b text) PARTITION BY LIST (a);
CREATE TABLE t (r x);
ALTER TABLE x ALTER COLUMN b TYPE text;
