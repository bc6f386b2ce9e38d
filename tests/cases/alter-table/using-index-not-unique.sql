-- case: The index must be unique
-- covers: alter-table/add-constraint-using-index
-- error: 42809
CREATE TABLE t (a int);
CREATE INDEX i ON t (a);
ALTER TABLE t ADD PRIMARY KEY USING INDEX i;
