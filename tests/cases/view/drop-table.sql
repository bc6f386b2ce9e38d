-- case: A table is no view
-- covers: drop-view/drop
-- error: 42809
CREATE TABLE t (a int);
DROP VIEW t;
