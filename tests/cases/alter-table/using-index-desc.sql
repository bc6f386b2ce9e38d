-- case: The index must have the default order
-- covers: alter-table/add-constraint-using-index
-- error: 42809
CREATE TABLE t (a int);
CREATE UNIQUE INDEX i ON t (a DESC);
ALTER TABLE t ADD UNIQUE USING INDEX i;
