-- case: A column is missing
-- covers: alter-table/inherit
-- error: 42804
CREATE TABLE p (a int, b int);
CREATE TABLE c (a int);
ALTER TABLE c INHERIT p;
