-- case: The index must be the table's
-- covers: alter-table/add-constraint-using-index
-- error: 55000
CREATE TABLE t (a int);
CREATE TABLE u (a int);
CREATE UNIQUE INDEX i ON u (a);
ALTER TABLE t ADD UNIQUE USING INDEX i;
