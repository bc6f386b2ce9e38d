-- case: A generated column needs the column
-- covers: alter-table/drop-column, create-table/generated-stored
-- error: 2BP01
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED);
ALTER TABLE t DROP COLUMN a;
