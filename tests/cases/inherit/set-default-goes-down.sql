-- case: SET DEFAULT reaches the children
-- covers: alter-table/set-default, create-table/inherits
CREATE TABLE p (a int);
CREATE TABLE c (a int DEFAULT 5) INHERITS (p);
CREATE TABLE d () INHERITS (p);
ALTER TABLE p ALTER COLUMN a SET DEFAULT 9;
ALTER TABLE ONLY p ALTER COLUMN a DROP DEFAULT;
