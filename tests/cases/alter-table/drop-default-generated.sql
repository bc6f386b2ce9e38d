-- case: DROP DEFAULT does not ungenerate
-- covers: alter-table/drop-default
-- error: 42601
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a) STORED);
ALTER TABLE t ALTER COLUMN b DROP DEFAULT;
