-- case: A check is missing
-- covers: alter-table/inherit
-- error: 42804
CREATE TABLE p (a int CONSTRAINT k CHECK (a > 0));
CREATE TABLE c (a int);
ALTER TABLE c INHERIT p;
