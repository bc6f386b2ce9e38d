-- case: Dropped is dropped
-- covers: alter-table/drop-constraint
-- error: 42704
CREATE TABLE t (a int CONSTRAINT k CHECK (a > 0));
ALTER TABLE t DROP CONSTRAINT k;
ALTER TABLE t DROP CONSTRAINT k;
