-- case: No such constraint to alter
-- covers: alter-table/alter-constraint-deferrable
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t ALTER CONSTRAINT c DEFERRABLE;
