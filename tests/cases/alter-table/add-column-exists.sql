-- case: The column is there already
-- covers: alter-table/add-column
-- error: 42701
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN a text;
