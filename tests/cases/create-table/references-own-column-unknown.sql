-- case: A foreign key over a column that is not there
-- covers: create-table/table-foreign-key
-- error: 42703
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a int, FOREIGN KEY (z) REFERENCES p);
