-- case: Only foreign keys change their deferral
-- covers: alter-table/alter-constraint-deferrable
-- error: 42809
CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0));
ALTER TABLE t ALTER CONSTRAINT c DEFERRABLE;
