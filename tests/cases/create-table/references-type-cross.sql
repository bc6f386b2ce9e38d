-- case: Integers of different sizes refer to each other
-- covers: create-table/references
CREATE TABLE p (a bigint PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p, b smallint REFERENCES p);
CREATE TABLE q (a numeric PRIMARY KEY);
CREATE TABLE d (a int REFERENCES q, b bigint REFERENCES q);
