-- case: The common column has two types
-- covers: create-table/inherits
-- error: 42804
CREATE TABLE p (a int);
CREATE TABLE q (a text);
CREATE TABLE c () INHERITS (p, q);
