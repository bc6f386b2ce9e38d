-- case: The referenced column is not unique
-- covers: create-table/references-column
-- error: 42830
CREATE TABLE p (a int PRIMARY KEY, b int);
CREATE TABLE c (a int REFERENCES p (b));
