-- case: NULLS [NOT] DISTINCT
-- covers: create-index/nulls-distinct
CREATE TABLE t (a int, b int);
CREATE UNIQUE INDEX i ON t (a) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX j ON t (b) INCLUDE (a) NULLS DISTINCT WHERE a > 0;
