-- case: A second primary key in one statement is seen before its columns
-- covers: create-table/primary-key
-- error: 42P16
CREATE TABLE t (a int PRIMARY KEY, PRIMARY KEY (a, b));
