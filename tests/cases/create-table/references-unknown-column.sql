-- case: A foreign key to a column that is not there
-- covers: create-table/references-column
-- error: 42703
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p (b));
