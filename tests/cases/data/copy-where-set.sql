-- case: WHERE of COPY FROM that gives a set
-- error: 0A000
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE generate_series(1, 2) > 1;
