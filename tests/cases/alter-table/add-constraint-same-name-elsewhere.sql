-- case: A check's name is free on another table
-- covers: alter-table/add-constraint
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0));
CREATE TABLE u (a int);
ALTER TABLE u ADD CONSTRAINT k CHECK (a > 0);
