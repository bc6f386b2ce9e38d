-- case: The index must be over columns
-- covers: alter-table/add-constraint-using-index
-- error: 42809
CREATE TABLE t (a int);
CREATE UNIQUE INDEX i ON t ((a + 1));
ALTER TABLE t ADD UNIQUE USING INDEX i;
