-- case: WHERE of COPY FROM that has a window function
-- error: 42P20
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE row_number() OVER () > 1;
