-- case: WHERE of COPY FROM that reads a generated column
-- error: 42P10
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE b > 1;
