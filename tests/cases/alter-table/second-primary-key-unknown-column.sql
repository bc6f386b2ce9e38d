-- case: The columns of a second primary key are looked for before the first is seen
-- covers: alter-table/add-constraint
-- error: 42703
CREATE TABLE t (a int PRIMARY KEY);
ALTER TABLE t ADD PRIMARY KEY (a, b);
