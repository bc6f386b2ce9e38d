-- case: A serial column has its default already
-- covers: create-table/default
-- error: 42601
CREATE TABLE t (a serial DEFAULT 1);
