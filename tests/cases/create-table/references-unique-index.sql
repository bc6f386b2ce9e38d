-- case: A plain unique index is enough for a foreign key
-- covers: create-table/references-column, create-index/unique
CREATE TABLE p (a int);
CREATE UNIQUE INDEX p_a ON p (a);
CREATE TABLE c (a int REFERENCES p (a));
