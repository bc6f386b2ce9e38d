-- case: A skipped column adds no foreign key and no sequence
-- covers: alter-table/add-column-if-not-exists, alter-table/add-column-constraint
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int);
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int REFERENCES p;
ALTER TABLE t ADD COLUMN IF NOT EXISTS a int PRIMARY KEY;
