-- case: Nothing of the clause is done when the column exists
-- covers: alter-table/add-column-if-not-exists
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN IF NOT EXISTS a text UNIQUE CHECK (a <> ''), ADD COLUMN IF NOT EXISTS b text UNIQUE;
