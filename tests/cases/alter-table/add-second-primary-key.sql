-- case: A second primary key
-- covers: alter-table/add-constraint
-- error: 42P16
CREATE TABLE t (a int PRIMARY KEY, b int);
ALTER TABLE t ADD PRIMARY KEY (b);
