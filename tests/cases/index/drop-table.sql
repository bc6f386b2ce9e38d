-- case: A table is no index
-- covers: drop-index/drop
-- error: 42809
CREATE TABLE t (a int);
DROP INDEX t;
