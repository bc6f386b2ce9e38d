-- case: A key's name is a relation's name
-- covers: alter-table/add-constraint
-- error: 42P07
CREATE TABLE t (a int);
CREATE INDEX k ON t (a);
ALTER TABLE t ADD CONSTRAINT k UNIQUE (a);
