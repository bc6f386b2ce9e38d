-- case: Stored generated columns
-- covers: create-table/generated-stored
CREATE TABLE t (a int, b int, c int GENERATED ALWAYS AS (a + b) STORED, d text GENERATED ALWAYS AS ('n' || a::text) STORED NOT NULL);
