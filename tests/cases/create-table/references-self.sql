-- case: A table may refer to itself while it is made
-- covers: create-table/references
CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t, other int REFERENCES t (id));
