-- case: The index must not be partial
-- covers: alter-table/add-constraint-using-index
-- error: 42809
CREATE TABLE t (a int);
CREATE UNIQUE INDEX i ON t (a) WHERE a > 0;
ALTER TABLE t ADD UNIQUE USING INDEX i;
