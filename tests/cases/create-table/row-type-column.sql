-- case: A table's row type is a type, and so is its array
-- covers: create-table/column
CREATE TABLE x (a int);
CREATE TABLE t (r x, rs x[]);
