-- case: Not a parent
-- covers: alter-table/no-inherit
-- error: 42P01
CREATE TABLE p (a int);
CREATE TABLE c (a int);
ALTER TABLE c NO INHERIT p;
