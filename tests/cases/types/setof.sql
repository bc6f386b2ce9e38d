-- case: A column holds no set
-- covers: create-table/column
-- error: 42P16
CREATE TABLE t (a SETOF int);
