-- case: Another table holds the row type
-- covers: alter-table/type
-- error: 0A000
CREATE TABLE x (a int);
CREATE TABLE t (r x);
ALTER TABLE x ALTER COLUMN a TYPE bigint;
