-- case: A parent is held by its children
-- covers: drop-table/drop, create-table/inherits
-- error: 2BP01
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
DROP TABLE p;
