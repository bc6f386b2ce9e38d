-- case: CASCADE takes the generated column
-- covers: alter-table/drop-column-cascade, create-table/generated-stored
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) STORED, c int);
ALTER TABLE t DROP COLUMN a CASCADE;
