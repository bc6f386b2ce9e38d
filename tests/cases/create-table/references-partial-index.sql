-- case: A partial unique index is not
-- covers: create-table/references-column, create-index/where
-- error: 42830
CREATE TABLE p (a int);
CREATE UNIQUE INDEX p_a ON p (a) WHERE a > 0;
CREATE TABLE c (a int REFERENCES p (a));
