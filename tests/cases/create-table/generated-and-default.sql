-- case: A generated column has no default
-- covers: create-table/generated-stored, create-table/default
-- error: 42601
CREATE TABLE t (a int, b int DEFAULT 1 GENERATED ALWAYS AS (a) STORED);
