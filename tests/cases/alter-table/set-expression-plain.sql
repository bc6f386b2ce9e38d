-- case: A plain column has no expression
-- covers: alter-table/set-expression
-- postgres: 18
-- error: 55000
CREATE TABLE t (a int, b int);
ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a * 3);
