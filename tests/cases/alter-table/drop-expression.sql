-- case: A generated column becomes plain
-- covers: alter-table/drop-expression, alter-table/drop-expression-if-exists
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t ALTER COLUMN b DROP EXPRESSION;
ALTER TABLE t ALTER COLUMN a DROP EXPRESSION IF EXISTS;
