-- case: Numbers of columns differ
-- covers: create-table/table-foreign-key
-- error: 42830
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, FOREIGN KEY (a) REFERENCES p);
