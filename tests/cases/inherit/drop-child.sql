-- case: A child dropped, then the parent
-- covers: drop-table/drop, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
DROP TABLE c;
DROP TABLE p;
