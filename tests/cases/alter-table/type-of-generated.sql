-- case: A generated column itself may change
-- covers: alter-table/type, create-table/generated-stored
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t ALTER COLUMN b TYPE bigint;
