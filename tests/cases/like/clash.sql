-- case: A column that LIKE brings again
-- covers: create-table/like
-- error: 42701
CREATE TABLE s (a int);
CREATE TABLE t (a int, LIKE s);
