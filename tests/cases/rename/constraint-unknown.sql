-- case: No such constraint
-- covers: alter-table/rename-constraint
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t RENAME CONSTRAINT k TO l;
