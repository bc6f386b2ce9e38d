-- case: A table's row type does not make tables
-- covers: create-table/of-type
-- error: 42809
CREATE TABLE x (a int);
CREATE TABLE t OF x;
