-- case: New names come from the new column name
-- covers: alter-table/rename-column, alter-table/add-constraint
CREATE TABLE t (a int CHECK (a > 0) UNIQUE);
ALTER TABLE t RENAME COLUMN a TO b;
ALTER TABLE t ADD UNIQUE (b), ADD CHECK (b < 10);
