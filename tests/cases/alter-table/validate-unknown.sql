-- case: No such constraint to validate
-- covers: alter-table/validate-constraint
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t VALIDATE CONSTRAINT k;
