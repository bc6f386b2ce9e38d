-- case: A virtual column cannot be unique
-- covers: create-table/generated-virtual
-- postgres: 18
-- error: 0A000
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL UNIQUE);
