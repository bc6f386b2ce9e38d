-- case: One parent twice
-- covers: create-table/inherits
-- error: 42P07
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p, p);
