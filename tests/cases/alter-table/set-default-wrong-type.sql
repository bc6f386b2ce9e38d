-- case: A default of another type
-- covers: alter-table/set-default
-- error: 42804
CREATE TABLE t (a int);
ALTER TABLE t ALTER COLUMN a SET DEFAULT now();
