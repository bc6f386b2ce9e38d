-- case: The new name is taken in the table
-- covers: alter-table/rename-constraint
-- error: 42710
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0) CONSTRAINT l CHECK (a < 9));
ALTER TABLE t RENAME CONSTRAINT k TO l;
