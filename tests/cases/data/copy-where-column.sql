-- case: WHERE of COPY FROM that names no column
-- error: 42703
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE x > 1;
