-- case: WHERE of COPY FROM that has an aggregate
-- error: 42803
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE max(a) > 1;
