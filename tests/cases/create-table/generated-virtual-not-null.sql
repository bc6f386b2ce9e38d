-- case: A virtual column may be NOT NULL
-- covers: create-table/generated-virtual
-- postgres: 18
CREATE TABLE t (a int NOT NULL, b int GENERATED ALWAYS AS (a * 2) VIRTUAL NOT NULL);
