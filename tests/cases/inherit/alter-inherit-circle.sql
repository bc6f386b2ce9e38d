-- case: No circles
-- covers: alter-table/inherit
-- error: 42P07
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE p INHERIT c;
