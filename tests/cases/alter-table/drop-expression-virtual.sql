-- case: A virtual column has nothing stored to keep
-- covers: alter-table/drop-expression, create-table/generated-virtual
-- postgres: 18
-- error: 0A000
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL);
ALTER TABLE t ALTER COLUMN b DROP EXPRESSION;
