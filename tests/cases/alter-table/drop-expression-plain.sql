-- case: A plain column has no expression to drop
-- covers: alter-table/drop-expression
-- error: 55000
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a DROP EXPRESSION;
