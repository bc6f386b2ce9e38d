-- case: A hash index includes nothing
-- covers: create-index/include
-- error: 0A000
CREATE TABLE t (a int, b int);
CREATE INDEX ON t USING hash (a) INCLUDE (b);
