-- case: A new generation expression
-- covers: alter-table/set-expression
-- postgres: 18
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int GENERATED ALWAYS AS (a * 2) VIRTUAL);
ALTER TABLE t ALTER COLUMN b SET EXPRESSION AS (a * 3);
ALTER TABLE t ALTER COLUMN c SET EXPRESSION AS (a * 3);
