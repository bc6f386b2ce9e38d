-- case: A key is never NOT VALID
-- covers: alter-table/add-constraint-not-valid
-- error: 0A000
CREATE TABLE t (a int);
ALTER TABLE t ADD UNIQUE (a) NOT VALID;
