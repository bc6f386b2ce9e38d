-- case: The index must not be a constraint's already
-- covers: alter-table/add-constraint-using-index
-- error: 55000
CREATE TABLE t (a int UNIQUE);
ALTER TABLE t ADD PRIMARY KEY USING INDEX t_a_key;
