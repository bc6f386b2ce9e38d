-- case: A generated column holds the type
-- covers: alter-table/type, create-table/generated-stored
-- error: 0A000
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t ALTER COLUMN a TYPE bigint;
