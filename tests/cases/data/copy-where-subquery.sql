-- case: WHERE of COPY FROM that has a subquery
-- error: 0A000
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
COPY t (a) FROM '/dev/null' WHERE a IN (SELECT 1);
