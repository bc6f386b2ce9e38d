-- case: What it named may go afterwards
-- covers: alter-table/drop-expression, alter-table/drop-column
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t ALTER COLUMN b DROP EXPRESSION;
ALTER TABLE t DROP COLUMN a;
