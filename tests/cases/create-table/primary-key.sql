-- case: Primary keys make columns NOT NULL
-- covers: create-table/primary-key, create-table/table-primary-key
CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE u (a int, b text, PRIMARY KEY (b, a));
CREATE TABLE v (a int, CONSTRAINT v_pk PRIMARY KEY (a));
