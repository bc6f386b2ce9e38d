-- case: CASCADE takes the children
-- covers: drop-table/cascade, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c (b int) INHERITS (p);
CREATE TABLE d () INHERITS (c);
DROP TABLE p CASCADE;
