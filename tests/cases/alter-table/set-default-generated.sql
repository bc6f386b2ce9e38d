-- case: A generated column has no default
-- covers: alter-table/set-default
-- error: 42601
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a) STORED);
ALTER TABLE t ALTER COLUMN b SET DEFAULT 1;
