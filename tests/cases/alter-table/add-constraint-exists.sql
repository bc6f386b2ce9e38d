-- case: The name is taken by a constraint of the table
-- covers: alter-table/add-constraint
-- error: 42710
CREATE TABLE t (a int, CONSTRAINT k CHECK (a > 0));
ALTER TABLE t ADD CONSTRAINT k CHECK (a > 1);
