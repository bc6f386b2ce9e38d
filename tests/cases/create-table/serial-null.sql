-- case: A serial column is NOT NULL
-- covers: create-table/null
-- error: 42601
CREATE TABLE t (a serial NULL);
