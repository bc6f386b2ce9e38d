-- case: A compression method that is none is refused
-- covers: create-table/column-compression
-- error: 22023
CREATE TABLE t (a text COMPRESSION best);
