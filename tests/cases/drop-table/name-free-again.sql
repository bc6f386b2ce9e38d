-- case: All names are free afterwards
-- covers: drop-table/drop
CREATE TABLE t (a serial PRIMARY KEY, b int UNIQUE);
DROP TABLE t;
CREATE TABLE t_pkey (a int);
CREATE TABLE t (a serial PRIMARY KEY, b int UNIQUE);
