-- case: No such constraint to drop
-- covers: alter-table/drop-constraint
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t DROP CONSTRAINT k;
