-- case: A table's row type goes with the table
-- covers: drop-type/drop
-- error: 2BP01
CREATE TABLE t (a int);
DROP TYPE t;
