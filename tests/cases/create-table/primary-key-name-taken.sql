-- case: The chosen name steps aside for a relation of that name
-- covers: create-table/primary-key
CREATE TABLE t_pkey (x int);
CREATE TABLE t (a int PRIMARY KEY);
