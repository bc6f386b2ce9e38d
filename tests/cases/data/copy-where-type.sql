-- case: WHERE of COPY FROM that is no condition
-- error: 42804
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE a + 1;
