-- case: The type of a skipped column is not even looked up
-- covers: alter-table/add-column-if-not-exists
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN IF NOT EXISTS a nosuch;
