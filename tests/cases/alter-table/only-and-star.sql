-- case: ONLY leaves the children alone, the star is noise
-- covers: alter-table/only, alter-table/star, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c () INHERITS (p);
ALTER TABLE ONLY p ALTER COLUMN a SET DEFAULT 1;
ALTER TABLE p * ADD COLUMN b int;
