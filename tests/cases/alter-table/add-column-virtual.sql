-- case: A virtual column added
-- covers: alter-table/add-column, create-table/generated-virtual
-- postgres: 18
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN b int GENERATED ALWAYS AS (a * 2);
