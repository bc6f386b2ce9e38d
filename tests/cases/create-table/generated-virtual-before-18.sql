-- case: STORED must be written before 18
-- covers: create-table/generated-stored
-- postgres: 15
-- error: 42601
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2));
