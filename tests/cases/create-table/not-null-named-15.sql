-- case: Before 18 the name of NOT NULL is forgotten, twice the same does not clash
-- covers: create-table/not-null, create-table/column-constraint-name
-- postgres: 15
CREATE TABLE t (a int CONSTRAINT x NOT NULL, b int CONSTRAINT x NOT NULL);
