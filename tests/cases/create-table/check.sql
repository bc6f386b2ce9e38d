-- case: Names of unnamed checks
-- covers: create-table/check
CREATE TABLE t (a int CHECK (a > 0), b int CHECK (b > 0) CHECK (b < 10), c int CHECK (c > a));
