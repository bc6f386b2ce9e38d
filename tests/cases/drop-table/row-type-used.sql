-- case: Another table's column has the row type
-- covers: drop-table/drop
-- error: 2BP01
CREATE TABLE x (a int);
CREATE TABLE t (r x);
DROP TABLE x;
